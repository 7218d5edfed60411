use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::{FactLine, OpenRef};
use crate::app::Kind;
use crate::app::marks::MarkId;
use crate::extract::{Amount, Bound, Measure};
use crate::fact::{Fact, FactKind, Inferred};
use crate::span::Span;
use crate::ui::words::Words;
use crate::wording::time;

#[derive(Properties)]
pub struct MarkDialogProps {
    pub open: OpenRef,
    pub mark: MarkId,
    pub close: Callback<()>,
    pub words: &'static Words,
}

impl PartialEq for MarkDialogProps {
    fn eq(&self, other: &Self) -> bool {
        self.open == other.open && self.mark == other.mark && self.words.lang == other.words.lang
    }
}

/// How a mark was understood.
#[component]
pub fn MarkDialog(props: &MarkDialogProps) -> Html {
    let MarkDialogProps { open, mark, close, words } = props;
    let node = use_node_ref();
    use_effect_with(*mark, {
        let node = node.clone();
        move |_| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>()
                && !dialog.open()
                && dialog.show_modal().is_err()
            {
                // Without the top layer it is still readable where it stands.
                dialog.set_open(true);
            }
        }
    });
    let shut = {
        let node = node.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let onclose = close.reform(|_: Event| ());
    // Leaving through a link, the dialog goes without giving the focus back.
    let leave = close.reform(|_: MouseEvent| ());
    // The dialog itself is hit only beside its content.
    let onclick = {
        let node = node.clone();
        Callback::from(move |event: MouseEvent| {
            if let (Some(dialog), Some(target)) = (node.cast::<HtmlDialogElement>(), event.target())
                && dialog.is_same_node(target.dyn_ref::<web_sys::Node>())
            {
                dialog.close();
            }
        })
    };
    let text = &open.lesson.document.text;
    let words_marked = mark.span(&open.lesson.mentions).map(|span| span.of(text).to_owned()).unwrap_or_default();
    html! {
        <dialog class="mark-dialog" ref={node} {onclose} {onclick} aria-labelledby="mark-words">
            <div class="inside">
                <h2 id="mark-words" lang={open.lang()}><span class={classes!("sample", mark.kind.class())}>{ words_marked }</span></h2>
                <div onclick={leave}>{ body(open, *mark, words) }</div>
                <button class="plain" onclick={shut}>{ words.close }</button>
            </div>
        </dialog>
    }
}

fn body(open: &OpenRef, mark: MarkId, words: &'static Words) -> Html {
    let mentions = &open.lesson.mentions;
    let MarkId { kind, index } = mark;
    match kind {
        Kind::Figure => match mentions.quantities.get(index) {
            Some(mention) => match fact_at(open, mention.span) {
                Some(fact) => fact_table(open, &open.lesson.facts[fact], words),
                None => table(vec![
                    (words.value, amount(words, mention.amount, mention.bound, mention.upper, mention.measure)),
                    (words.rule, mention.rule.to_string()),
                ]),
            },
            None => Html::default(),
        },
        Kind::Time => match mentions.times.get(index) {
            Some(mention) => {
                let label = time::label(&mention.when, mention.part);
                html! {
                    <>
                        { table(vec![
                            (words.period, label),
                            ("EDTF", mention.when.to_string()),
                            (words.rule, mention.rule.to_string()),
                        ]) }
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
                (words.rule, mention.rule.to_string()),
            ]),
            None => Html::default(),
        },
        Kind::Claim => match mentions.claims.get(index) {
            Some(mention) => html! {
                <>
                    <p>{ (words.claim)(mention.kind) }</p>
                    { table(vec![(words.rule, mention.rule.to_string())]) }
                </>
            },
            None => Html::default(),
        },
    }
}

/// The quantity fact that is read from these words.
fn fact_at(open: &OpenRef, span: Span) -> Option<usize> {
    let facts = &open.lesson.facts;
    let from = facts.partition_point(|fact| fact.span.end <= span.start);
    (from..facts.len())
        .take_while(|&index| facts[index].span.start < span.end)
        .find(|&index| facts[index].quantity().is_some() && facts[index].span.overlaps(span))
}

/// The facts that these words date.
fn dated(open: &OpenRef, span: Span, words: &'static Words) -> Html {
    let is_dated = |fact: &Fact| fact.period.as_ref().is_some_and(|period| period.span == span);
    let facts = open.lesson.facts.iter().enumerate().filter(|(_, fact)| is_dated(fact)).take(12);
    html! {
        <ul class="facts">
            { for facts.map(|(fact, _)| html! { <li><FactLine open={open.clone()} {fact} {words} /></li> }) }
        </ul>
    }
}

fn fact_table(open: &OpenRef, fact: &Fact, words: &'static Words) -> Html {
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
    let rows = vec![
        (words.value, value),
        (words.subject, carried(Inferred::Subject, Some(subject)).unwrap_or_default()),
        (words.period, carried(Inferred::Period, period).unwrap_or_default()),
        (words.place, carried(Inferred::Place, fact.place.clone()).unwrap_or_default()),
        (words.agent, carried(Inferred::Agent, fact.agent.clone()).unwrap_or_default()),
        (words.attribution, fact.attribution.clone().unwrap_or_default()),
        (words.doubt, fact.doubt.clone().unwrap_or_default()),
        (words.rule, fact.rule.to_string()),
    ];
    html! {
        <>
            { table(rows) }
            <blockquote class="evidence" lang={open.lang()}>{ fact.evidence.exact.clone() }</blockquote>
        </>
    }
}

/// Rows without a value are left out.
fn table(rows: Vec<(&'static str, String)>) -> Html {
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
