use yew::prelude::*;

use super::{source_lang, with_gaps};
use crate::app::{Open, Route};
use crate::card::Proof;
use crate::document::Source;
use crate::span::Span;
use crate::ui::words::Words;

/// A longer paragraph is cut to the neighbours of the sentence, in bytes.
const LONG: usize = 900;

/// A sentence of the source in its paragraph, with the words in it that are the answer, and the way to it.
pub fn evidence_quote(open: &Open, proof: Proof, words: &Words) -> Html {
    let Proof { sentence, answer } = proof;
    let text = &open.lesson.document.text;
    if open.is_shortened && !sentence.of(text).contains(char::is_alphanumeric) {
        return credits(&open.lesson.document.source, sentence, open, words);
    }
    let answer = if sentence.contains(answer) { answer } else { Span::new(sentence.end, sentence.end) };
    let around = around(open, sentence);
    html! {
        <blockquote class="evidence">
            <span lang={source_lang(open)}>
                { shown(open, Span::new(around.start, sentence.start), words.left_out) }
                <span class="sentence">
                    { Span::new(sentence.start, answer.start).of(text) }
                    <em>{ answer.of(text) }</em>
                    { Span::new(answer.end, sentence.end).of(text) }
                </span>
                { shown(open, Span::new(sentence.end, around.end), words.left_out) }
            </span>
            { " " }
            <a href={Route::sentence(&open.id, sentence.start).hash()} data-evidence="true">{ words.in_text }</a>
        </blockquote>
    }
}

/// Where a sentence stands whose words did not go along.
pub fn credits(source: &Source, sentence: Span, open: &Open, words: &Words) -> Html {
    let words = words.publish();
    let Source { author, work, published, url: _ } = source;
    let work = work.as_deref().map(|work| (words.quoted)(work));
    let told: Vec<&str> = [author, &work, published].into_iter().filter_map(|part| part.as_deref()).collect();
    let told = if told.is_empty() { words.no_credits.to_owned() } else { told.join(", ") };
    let percent = sentence.start * 100 / open.lesson.document.text.len().max(1);
    html! { <p class="soft" data-credits="true">{ told }{ " · " }{ (words.place)(percent) }</p> }
}

/// What of the paragraph around a sentence went along.
fn shown(open: &Open, span: Span, left_out: &str) -> Html {
    let text = span.of(&open.lesson.document.text);
    if open.is_shortened {
        with_gaps(text, left_out)
    } else {
        html! { { text } }
    }
}

/// The paragraph of a sentence, or of a long one the sentences on both sides of it.
fn around(open: &Open, sentence: Span) -> Span {
    let blocks = &open.lesson.document.blocks;
    let Some(block) = blocks.iter().map(|block| block.span).find(|block| block.contains(sentence)) else {
        return sentence;
    };
    if block.len() <= LONG {
        return block;
    }
    let mut around = sentence;
    for neighbour in open.lesson.sentences.iter().map(|sentence| sentence.span).filter(|span| block.contains(*span)) {
        if neighbour.end <= sentence.start {
            around.start = neighbour.start;
        } else if neighbour.start >= sentence.end && around.end == sentence.end {
            around.end = neighbour.end;
        }
    }
    around
}
