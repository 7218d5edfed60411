use yew::prelude::*;

use super::source_lang;
use crate::app::{Open, Route};
use crate::card::Proof;
use crate::span::Span;
use crate::ui::words::Words;

/// A sentence of the source with the words in it that are the answer, and the way to it.
pub fn evidence_quote(open: &Open, proof: Proof, words: &Words) -> Html {
    let Proof { sentence, answer } = proof;
    let text = &open.lesson.document.text;
    let answer = if sentence.contains(answer) { answer } else { Span::new(sentence.end, sentence.end) };
    html! {
        <blockquote class="evidence">
            <span lang={source_lang(open)}>
                { Span::new(sentence.start, answer.start).of(text) }
                <em>{ answer.of(text) }</em>
                { Span::new(answer.end, sentence.end).of(text) }
            </span>
            { " " }
            <a href={Route::sentence(&open.id, sentence.start).hash()} data-evidence="true">{ words.in_text }</a>
        </blockquote>
    }
}
