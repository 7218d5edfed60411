use yew::prelude::*;

use super::OpenRef;
use crate::app::Route;
use crate::card::Proof;
use crate::span::Span;
use crate::ui::words::Words;

#[derive(Properties)]
pub struct EvidenceQuoteProps {
    pub open: OpenRef,
    pub proof: Proof,
    pub words: &'static Words,
}

impl PartialEq for EvidenceQuoteProps {
    fn eq(&self, other: &Self) -> bool {
        self.open == other.open && self.proof == other.proof && self.words.lang == other.words.lang
    }
}

/// A sentence of the source with the words in it that are the answer, and the way to it.
#[component]
pub fn EvidenceQuote(props: &EvidenceQuoteProps) -> Html {
    let EvidenceQuoteProps { open, proof: Proof { sentence, answer }, words } = props;
    let text = &open.lesson.document.text;
    let answer = if sentence.contains(*answer) { *answer } else { Span::new(sentence.end, sentence.end) };
    html! {
        <blockquote class="evidence">
            <span lang={open.lang()}>
                { Span::new(sentence.start, answer.start).of(text) }
                <em>{ answer.of(text) }</em>
                { Span::new(answer.end, sentence.end).of(text) }
            </span>
            { " " }
            <a href={Route::sentence(&open.id, sentence.start).hash()} data-evidence="true">{ words.in_text }</a>
        </blockquote>
    }
}
