use yew::prelude::*;

use super::source_lang;
use crate::app::{Open, Route};
use crate::fact::{Fact, FactKind};
use crate::ui::words::Words;
use crate::wording::time;

/// A fact in one line that leads to its sentence: its words, what they are about, when it was.
pub fn fact_line(open: &Open, fact: &Fact, words: &Words) -> Html {
    let (class, value, about) = match &fact.kind {
        FactKind::Quantity(quantity) => ("figure", fact.span.of(&open.lesson.document.text), quantity.subject.as_str()),
        FactKind::Event { what } => ("time", "", what.as_str()),
        FactKind::Definition { term, meaning } => ("name", term.as_str(), meaning.as_str()),
    };
    let when = fact.period.as_ref().map(|period| time::label(&period.when, period.part)).unwrap_or_default();
    html! {
        <a class={classes!("fact", class)} href={Route::sentence(&open.id, fact.span.start).hash()}
            data-fact={fact.id.0.clone()}>
            <span lang={source_lang(open)}>
                if !value.is_empty() {
                    <b>{ value.to_owned() }</b>{ " " }
                }
                { about.to_owned() }
                if !when.is_empty() {
                    { " " }<span class="when">{ when }</span>
                }
            </span>
            if let Some(doubt) = fact.doubt {
                <span class="doubt" title={(words.doubt_of)(doubt)}>{ words.doubt }</span>
            }
        </a>
    }
}
