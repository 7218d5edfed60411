use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::{begin_button, beside, fact_line, hide_button, source_lang};
use crate::app::beside::quantity_at;
use crate::app::{Action, Kind, MarkId, Open, Target};
use crate::correct::{CORRECTED, MADE};
use crate::extract::{Amount, Bound, Measure};
use crate::fact::{Fact, FactKind, Inferred};
use crate::span::Span;
use crate::ui::dom;
use crate::ui::hooks::App;
use crate::ui::later::{Part, later};
use crate::ui::words::Words;
use crate::wording::time;

/// The element that [`mark_dialog`] makes.
pub const DIALOG: &str = "mark-dialog";

/// How a mark was understood. It is opened once it is in the page, and ends the selection when it is closed.
pub fn mark_dialog(app: &App, open: &Open, mark: MarkId) -> Html {
    let words = app.words;
    let text = &open.lesson.document.text;
    let marked = mark.span(&open.lesson.mentions).map(|span| span.of(text).to_owned()).unwrap_or_default();
    // The dialog itself is hit only beside its content.
    let onclick = Callback::from(|event: MouseEvent| {
        let hit = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if hit.is_some_and(|hit| hit.id() == DIALOG) {
            dom::close_dialog(DIALOG);
        }
    });
    html! {
        <dialog id={DIALOG} class="mark-dialog" key={mark.to_string()} onclose={app.on(|_: Event| Action::Select(None))}
            {onclick} aria-labelledby="mark-words">
            <div class="inside">
                <h2 id="mark-words" lang={source_lang(open)}>
                    <span class={classes!("sample", mark.kind.class())}>{ marked }</span>
                </h2>
                { later(app, Part::Mark(open, mark)) }
                <button class="plain" onclick={|_: MouseEvent| dom::close_dialog(DIALOG)}>{ words.close }</button>
            </div>
        </dialog>
    }
}

/// What stands in the dialog.
pub fn mark_reading(app: &App, open: &Open, mark: MarkId) -> Html {
    html! { <>{ reading(open, mark, app.words) }{ way_to_correct(app, open, mark) }{ beside(app, open, mark) }</> }
}

/// A figure can be read otherwise, or made a fact.
fn way_to_correct(app: &App, open: &Open, mark: MarkId) -> Html {
    let words = app.words.editor();
    let figure = open.lesson.mentions.quantities.get(mark.index).filter(|_| mark.kind == Kind::Figure);
    let Some(figure) = figure else { return Html::default() };
    match quantity_at(open, figure.span) {
        Some(fact) => {
            let fact = &open.lesson.facts[fact];
            html! {
                <p class="row">
                    { begin_button(app, Target::Fact(fact.id.clone()), words.correct, "correct") }
                    { hide_button(app, open, fact) }
                </p>
            }
        }
        None => begin_button(app, Target::Words(figure.span), words.make_fact, "make"),
    }
}

fn reading(open: &Open, mark: MarkId, words: &Words) -> Html {
    let mentions = &open.lesson.mentions;
    let MarkId { kind, index } = mark;
    match kind {
        Kind::Figure => match mentions.quantities.get(index) {
            Some(mention) => match quantity_at(open, mention.span) {
                Some(fact) => fact_table(open, &open.lesson.facts[fact], words),
                None => {
                    let value = amount(words, mention.amount, mention.bound, mention.upper, mention.measure);
                    table(vec![(words.value, value)])
                }
            },
            None => Html::default(),
        },
        Kind::Time => match mentions.times.get(index) {
            Some(mention) => {
                let label = time::label(&mention.when, mention.part);
                html! {
                    <>
                        { table(vec![(words.period, label), ("EDTF", mention.when.to_string())]) }
                        { dated(open, mention.span, words) }
                    </>
                }
            }
            None => Html::default(),
        },
        Kind::Name => match mentions.entities.get(index) {
            Some(mention) => table(vec![
                ((words.entity)(mention.kind), mention.name.clone()),
                (words.definition, mention.expansion.clone().unwrap_or_default()),
            ]),
            None => Html::default(),
        },
        Kind::Claim => match mentions.claims.get(index) {
            Some(mention) => html! { <p>{ (words.claim)(mention.kind) }</p> },
            None => Html::default(),
        },
    }
}

/// The facts that these words date.
fn dated(open: &Open, span: Span, words: &Words) -> Html {
    let is_dated = |fact: &Fact| fact.period.as_ref().is_some_and(|period| period.span == span);
    let facts = open.lesson.facts.iter().filter(|fact| is_dated(fact)).take(12);
    html! {
        <ul class="facts">
            { for facts.map(|fact| html! { <li>{ fact_line(open, fact, words) }</li> }) }
        </ul>
    }
}

fn fact_table(open: &Open, fact: &Fact, words: &Words) -> Html {
    let carried = |what: Inferred, value: Option<String>| {
        let value = value?;
        Some(if fact.inferred.contains(&what) { format!("{value} ({})", words.carried_over) } else { value })
    };
    let (value, subject) = match &fact.kind {
        FactKind::Quantity(quantity) => {
            (amount(words, quantity.amount, quantity.bound, quantity.upper, quantity.measure), quantity.subject.clone())
        }
        FactKind::Event { what } => (String::new(), what.clone()),
        FactKind::Definition { term, meaning } => (term.clone(), meaning.clone()),
    };
    let period = fact.period.as_ref().map(|period| time::label(&period.when, period.part));
    // The names of the program's own rules are for those who work on them: `konspekt extract --explain` tells them.
    let read = match &*fact.rule {
        CORRECTED => words.editor().by_you,
        MADE => words.editor().made_by_you,
        _ => "",
    };
    let rows = vec![
        (words.value, value),
        (words.subject, carried(Inferred::Subject, Some(subject)).unwrap_or_default()),
        (words.period, carried(Inferred::Period, period).unwrap_or_default()),
        (words.place, carried(Inferred::Place, fact.place.clone()).unwrap_or_default()),
        (words.agent, carried(Inferred::Agent, fact.agent.clone()).unwrap_or_default()),
        (words.attribution, fact.attribution.clone().unwrap_or_default()),
        (words.doubt, fact.doubt.map(|doubt| (words.doubt_of)(doubt).to_owned()).unwrap_or_default()),
        (words.editor().read, read.to_owned()),
    ];
    html! {
        <>
            { table(rows) }
            <blockquote class="evidence" lang={source_lang(open)}>{ &*fact.evidence.exact }</blockquote>
        </>
    }
}

/// Rows without a value are left out.
fn table(rows: Vec<(&str, String)>) -> Html {
    html! {
        <dl>
            { for rows.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| html! {
                <><dt>{ name }</dt><dd>{ value }</dd></>
            }) }
        </dl>
    }
}

fn amount(words: &Words, value: Amount, bound: Bound, upper: Option<Amount>, measure: Measure) -> String {
    let mut out = match upper {
        Some(upper) => (words.between)(&words.amount(value), &words.amount(upper)),
        None => words.amount(value),
    };
    let bound = (words.bound)(bound);
    if !bound.is_empty() {
        out = format!("{bound} {out}");
    }
    if matches!(measure, Measure::Percent | Measure::PercentIncrease) {
        out.push_str("\u{a0}%");
    }
    format!("{out} · {}", (words.measure)(measure))
}
