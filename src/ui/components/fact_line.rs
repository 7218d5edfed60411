use yew::prelude::*;

use super::OpenRef;
use crate::app::Route;
use crate::fact::FactKind;
use crate::ui::words::Words;
use crate::wording::time;

#[derive(Properties)]
pub struct FactLineProps {
    pub open: OpenRef,
    /// Index into the facts of the lesson.
    pub fact: usize,
    pub words: &'static Words,
}

impl PartialEq for FactLineProps {
    fn eq(&self, other: &Self) -> bool {
        (self.fact, self.words.lang) == (other.fact, other.words.lang) && self.open == other.open
    }
}

/// A fact in one line that leads to its sentence: its words, what they are about, when it was.
#[component]
pub fn FactLine(props: &FactLineProps) -> Html {
    let FactLineProps { open, fact, words } = props;
    let Some(fact) = open.lesson.facts.get(*fact) else { return Html::default() };
    let (class, value, about) = match &fact.kind {
        FactKind::Quantity(quantity) => ("figure", fact.span.of(&open.lesson.document.text), quantity.subject.as_str()),
        FactKind::Event { what } => ("time", "", what.as_str()),
        FactKind::Definition { term, meaning } => ("name", term.as_str(), meaning.as_str()),
    };
    let when = fact.period.as_ref().map(|period| time::label(&period.when, period.part)).unwrap_or_default();
    html! {
        <a class={classes!("fact", class)} href={Route::sentence(&open.id, fact.span.start).hash()}
            data-fact={fact.id.0.clone()}>
            <span lang={open.lang()}>
                if !value.is_empty() {
                    <b>{ value.to_owned() }</b>{ " " }
                }
                { about.to_owned() }
                if !when.is_empty() {
                    { " " }<span class="when">{ when }</span>
                }
            </span>
            if let Some(doubt) = &fact.doubt {
                <span class="doubt" title={doubt.clone()}>{ words.doubt }</span>
            }
        </a>
    }
}
