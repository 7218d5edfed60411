//! The charts as their teacher arranges them: titles, order, what is left out, and charts of chosen facts.

use web_sys::{InputEvent, SubmitEvent};
use yew::prelude::*;

use super::{hidden_now, source_lang};
use crate::app::charts::{
    Unfit, arranged, can_grow, is_found, is_hidden, joining, kept_back, listed, lost, making, moved, shown,
};
use crate::app::{Action, ArrangeAct, Arranging, ChartChange, Open};
use crate::chart::{ChartId, ChartSpec};
use crate::deck::Entry;
use crate::fact::Fact;
use crate::ui::dom;
use crate::ui::hooks::App;

/// Facts in the list to choose from; of more, the learner seeks some.
const LISTED: usize = 60;
/// The field of a new chart's title.
const TITLE: &str = "new-title";

fn say(app: &App, chart: &ChartId, change: ChartChange) -> Callback<MouseEvent> {
    let chart = chart.clone();
    app.on(move |_: MouseEvent| Action::SayOfChart { chart: chart.clone(), change: change.clone(), now: dom::now() })
}

/// All charts, to be arranged, and the facts that another can be made of.
pub fn arrange(app: &App, open: &Open, entry: &Entry, arranging: &Arranging) -> Html {
    let words = app.words;
    let lang = source_lang(open);
    let charts = arranged(open, entry);
    html! {
        <>
            <button class="cta" id="arranged" onclick={app.click(|| Action::Arrange(ArrangeAct::End))}>{ words.charts().arranged }</button>
            <ol class="arrange">
                { for charts.iter().map(|chart| {
                    let id = &chart.id;
                    let work = entry.chart(id);
                    let is_hidden = is_hidden(entry, id);
                    let way = |is_up: bool| moved(&charts, id, is_up);
                    let step = |is_up: bool| {
                        let order = way(is_up);
                        let name = if is_up { (words.move_up)(&chart.title) } else { (words.move_down)(&chart.title) };
                        let onclick = say(app, id, ChartChange::Order(order.clone().unwrap_or_default()));
                        html! {
                            <button class="plain" disabled={order.is_none()} aria-label={name} data-move={if is_up { "up" } else { "down" }} {onclick}>
                                { if is_up { "↑" } else { "↓" } }
                            </button>
                        }
                    };
                    let rename = {
                        let (id, title) = (id.clone(), chart.title.clone());
                        app.on(move |event: Event| {
                            let written = dom::value_of(&event).trim().to_owned();
                            let change = if written.is_empty() || written == title { None } else { Some(written) };
                            Action::SayOfChart { chart: id.clone(), change: ChartChange::Title(change), now: dom::now() }
                        })
                    };
                    html! {
                        <li key={id.0.clone()} data-arrange={id.0.clone()} data-hidden={is_hidden.to_string()}>
                            <input type="text" value={chart.title.clone()} {lang} aria-label={words.charts().chart_title} onchange={rename} />
                            <div class="row">
                                { step(true) }{ step(false) }
                                <button class="plain" data-do="hide" aria-pressed={is_hidden.to_string()} onclick={say(app, id, ChartChange::Hide(!is_hidden))}>
                                    { if is_hidden { words.charts().show_chart } else { words.charts().hide_chart } }
                                </button>
                                if work.is_some_and(|work| work.title.is_some()) {
                                    <button class="plain" onclick={say(app, id, ChartChange::Title(None))}>{ words.restore }</button>
                                }
                                if can_grow(chart) && !arranging.chosen.is_empty() {
                                    <button class="plain" data-do="join" aria-label={(words.charts().add_to)(&chart.title)}
                                        onclick={join(app, open, chart, arranging)}>
                                        { words.charts().add_chosen }
                                    </button>
                                }
                                if work.is_some_and(|work| work.made.is_some()) {
                                    <button class="plain" data-do="unmake" onclick={say(app, id, ChartChange::Make(None))}>{ words.delete }</button>
                                }
                            </div>
                        </li>
                    }
                }) }
            </ol>
            { lost_charts(app, open, entry) }
            { choosing(app, open, arranging) }
        </>
    }
}

/// The charts that were made of figures which are not in the text any more, to be forgotten.
pub fn lost_charts(app: &App, open: &Open, entry: &Entry) -> Html {
    let (words, lang) = (app.words.charts(), source_lang(open));
    let lost = lost(open, entry);
    html! {
        if !lost.is_empty() {
            <section data-section="lost-charts" data-lost={lost.len().to_string()}>
                <h2>{ words.lost_charts }</h2>
                <p class="soft">{ words.lost_charts_help }</p>
                <ul class="covered">
                    { for lost.into_iter().map(|(id, made)| html! {
                        <li key={id.0.clone()} data-lost-chart={id.0.clone()}>
                            <p {lang}><b>{ made.title.clone() }</b></p>
                            { for made.rows.iter().filter(|row| !is_found(open, row)).map(|row| html! {
                                <blockquote class="evidence" {lang}>{ row.quote.exact.clone() }</blockquote>
                            }) }
                            <button class="plain" data-do="forget-chart" onclick={say(app, id, ChartChange::Make(None))}>{ app.words.editor().forget }</button>
                        </li>
                    }) }
                </ul>
            </section>
        }
    }
}

/// Adds the chosen facts to a chart, or says that they do not fit.
fn join(app: &App, open: &Open, chart: &ChartSpec, arranging: &Arranging) -> Callback<MouseEvent> {
    let joining = app.state.entry().and_then(|(_, entry)| joining(open, entry, chart, &arranging.chosen));
    match joining {
        Some(joining) => say(app, &chart.id, ChartChange::Join(joining)),
        None => app.click(|| Action::Arrange(ArrangeAct::Refuse(Unfit::Addition))),
    }
}

/// The facts that a chart can be made of.
fn choosing(app: &App, open: &Open, arranging: &Arranging) -> Html {
    let words = app.words;
    let lang = source_lang(open);
    let onsubmit = {
        let dispatch = app.dispatch.clone();
        let made = making(open, &arranging.chosen, "");
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some((chart, mut made)) = made.clone() else {
                return dispatch.send(Action::Arrange(ArrangeAct::Refuse(Unfit::Chart)));
            };
            let title = dom::input_in(TITLE).trim().to_owned();
            if !title.is_empty() {
                made.title = title;
            }
            dispatch.send(Action::SayOfChart { chart, change: ChartChange::Make(Some(made)), now: dom::now() });
        }
    };
    html! {
        <section class="choosing">
            <h2>{ words.charts().make_chart }</h2>
            <p class="soft">{ words.charts().make_chart_help }</p>
            <form {onsubmit}>
                <p class="row">
                    <label>{ words.charts().chart_title }{ " " }<input type="text" id={TITLE} {lang} /></label>
                    { seeking(app, arranging) }
                    <button class="cta" type="submit" id="make-chart" disabled={arranging.chosen.len() < 2}>{ words.charts().make_it }</button>
                </p>
                <p role="status" class="caution-line">
                    { match arranging.refused {
                        Some(Unfit::Chart) => words.charts().no_such_chart,
                        Some(Unfit::Addition) => words.charts().not_added,
                        Some(Unfit::Relation(_)) | None => "",
                    } }
                </p>
                { choices(app, open, arranging) }
            </form>
        </section>
    }
}

/// What a learner writes to find facts among many.
pub(super) fn seeking(app: &App, arranging: &Arranging) -> Html {
    html! {
        <label>{ app.words.charts().seek_facts }{ " " }
            <input type="text" id="seek" value={arranging.sought.clone()}
                oninput={app.on(|event: InputEvent| Action::Arrange(ArrangeAct::Seek(dom::value_of(&event))))} />
        </label>
    }
}

/// The figures to choose from: those that are chosen, and those beside them that are measured alike.
pub(super) fn choices(app: &App, open: &Open, arranging: &Arranging) -> Html {
    let Some((_, entry)) = app.state.entry() else { return Html::default() };
    let lang = source_lang(open);
    let known = |fact: &&Fact| arranging.chosen.contains(&fact.id);
    let first = open.lesson.facts.iter().find(|fact| arranging.chosen.first() == Some(&fact.id));
    // What is measured otherwise than the first has no place on its axis.
    let fits = |fact: &&Fact| match (fact.quantity(), first.and_then(|first| first.quantity())) {
        (Some(quantity), Some(first)) => quantity.measure == first.measure,
        (quantity, None) => quantity.is_some(),
        _ => false,
    };
    let text = &open.lesson.document.text;
    let sought = crate::lexicon::fold(&arranging.sought);
    // What charts ask for, this list does not tell, nor is it found by its figure.
    let kept_back = kept_back(open, hidden_now(app, entry, &shown(open, entry)).as_deref());
    let facts = || open.lesson.facts.iter().zip(kept_back.iter().copied());
    let is_sought = |fact: &Fact, is_kept: bool| {
        sought.is_empty() || crate::lexicon::fold(&listed(text, fact, is_kept)).contains(&sought)
    };
    let listed_here = (facts().filter(|(fact, _)| known(fact)))
        .chain(facts().filter(|(fact, is_kept)| !known(fact) && fits(fact) && is_sought(fact, *is_kept)).take(LISTED));
    html! {
        <ul class="choices">
            { for listed_here.map(|(fact, is_kept)| {
                let id = fact.id.clone();
                let is_chosen = known(&fact);
                let onchange = app.on(move |_: Event| Action::Arrange(ArrangeAct::Choose(id.clone())));
                html! {
                    <li key={fact.id.0.clone()}>
                        <label class="choice">
                            <input type="checkbox" checked={is_chosen} data-choose={fact.id.0.clone()} {onchange} />
                            <span {lang}>{ listed(text, fact, is_kept) }</span>
                        </label>
                    </li>
                }
            }) }
        </ul>
    }
}
