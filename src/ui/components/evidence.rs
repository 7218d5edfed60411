use yew::prelude::*;

use super::source_lang;
use crate::app::{Open, Route};
use crate::card::Proof;
use crate::span::Span;
use crate::ui::words::Words;

/// A longer paragraph is cut to the neighbours of the sentence, in bytes.
const LONG: usize = 900;

/// A sentence of the source in its paragraph, with the words in it that are the answer, and the way to it.
pub fn evidence_quote(open: &Open, proof: Proof, words: &Words) -> Html {
    let Proof { sentence, answer } = proof;
    let text = &open.lesson.document.text;
    let answer = if sentence.contains(answer) { answer } else { Span::new(sentence.end, sentence.end) };
    let around = around(open, sentence);
    html! {
        <blockquote class="evidence">
            <span lang={source_lang(open)}>
                { Span::new(around.start, sentence.start).of(text) }
                <span class="sentence">
                    { Span::new(sentence.start, answer.start).of(text) }
                    <em>{ answer.of(text) }</em>
                    { Span::new(answer.end, sentence.end).of(text) }
                </span>
                { Span::new(sentence.end, around.end).of(text) }
            </span>
            { " " }
            <a href={Route::sentence(&open.id, sentence.start).hash()} data-evidence="true">{ words.in_text }</a>
        </blockquote>
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
