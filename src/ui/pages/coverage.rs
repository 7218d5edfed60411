//! What has become of every figure and time of the text, what contradicts what, and the way to say otherwise.

use yew::prelude::*;

use crate::app::coverage::{Covered, Fate, coverage as covered};
use crate::app::{Action, CorrectAct, OfFile, Open, Route, Standing, Target, pages};
use crate::correct::{Corrections, Remark};
use crate::deck::Entry;
use crate::fact::{Fact, FactId};
use crate::relate::conflict::conflicts;
use crate::relate::{Relation, RelationId};
use crate::span::Span;
use crate::store::corrections;
use crate::ui::components::{
    begin_button, correct_dialog, fact_line, hide_button, is_made, lost_charts, pager, relate, source_lang, unrelate,
};
use crate::ui::hooks::App;
use crate::ui::{corrections_file, dom};

/// The field for a file of corrections.
const FILE: &str = "corrections-file";
/// Places on one page.
const SIZE: usize = 60;
/// Conflicts, relations and lost corrections that are listed.
const MOST: usize = 100;

pub fn coverage(app: &App, open: &Open) -> Html {
    let words = app.words.editor();
    let Some((id, entry)) = app.state.entry() else { return Html::default() };
    let all = covered(open);
    let (filter, page) = (app.state.coverage, app.state.page.unwrap_or(0));
    let shown: Vec<&Covered> = all.iter().filter(|covered| covered.standing() == filter).collect();
    let count = |standing: Standing| all.iter().filter(|covered| covered.standing() == standing).count();
    let save = {
        let (corrections, title) = (entry.work.corrections.clone(), entry.title.clone());
        move |_: MouseEvent| {
            let file = corrections::write(&corrections);
            dom::download(file.as_bytes(), "application/json", &format!("{title}.corrections.json"));
        }
    };
    html! {
        <div class="page coverage" data-view="coverage" data-places={all.len().to_string()}>
            <h1>{ words.check }</h1>
            <p class="lead">{ (words.lead)(all.len()) }</p>
            <div class="row above">
                <button class="plain" id="uncorrect" disabled={!app.state.corrections.can_undo(id)}
                    onclick={app.click_at(|now| Action::Correct { act: CorrectAct::Undo, now })}>{ words.undo }</button>
                <button class="plain" id="recorrect" disabled={!app.state.corrections.can_redo(id)}
                    onclick={app.click_at(|now| Action::Correct { act: CorrectAct::Redo, now })}>{ words.redo }</button>
                { begin_button(app, Target::Text, words.edit_text, "edit-text") }
                if !entry.work.corrections.is_empty() {
                    <button class="plain" id="save-corrections" onclick={save}>{ words.save_file }</button>
                }
                { take_in(app, open) }
            </div>
            { of_file(app, open) }
            <div class="filters" role="group" aria-label={words.check}>
                { for Standing::ALL.into_iter().map(|standing| html! {
                    <button aria-pressed={(standing == filter).to_string()} data-standing={standing.name()}
                        onclick={app.click(move || Action::Cover(standing))}>
                        { (words.standing)(standing) }{ " " }<span class="count">{ count(standing) }</span>
                    </button>
                }) }
            </div>
            if shown.is_empty() {
                <p class="caution">{ (words.nothing_here)(filter) }</p>
            }
            <ul class="covered">
                { for shown[pages::range(page, SIZE, shown.len())].iter().map(|covered| place(app, open, covered)) }
            </ul>
            { pager(app, page, shown.len().div_ceil(SIZE)) }
            { clashes(app, open) }
            { related(app, open, entry) }
            { lost(app, open, entry) }
            { correct_dialog(app, open) }
        </div>
    }
}

/// One place of the text: its sentence, what was made of it, what can be said of it.
fn place(app: &App, open: &Open, covered: &Covered) -> Html {
    let words = app.words.editor();
    let (reason, act) = match &covered.fate {
        Fate::Fact(at, doubts) => {
            let fact = &open.lesson.facts[*at];
            let is_time = fact.period.as_ref().is_some_and(|period| period.span == covered.span);
            let doubts: Vec<String> = doubts.iter().map(|doubt| (words.doubt)(doubt, app.words)).collect();
            let reason = html! {
                <>
                    if is_time { <span class="soft">{ words.dates }{ " " }</span> }
                    { fact_line(open, fact, app.words) }
                    if !doubts.is_empty() { <span class="doubt">{ doubts.join("; ") }</span> }
                </>
            };
            let acts = html! {
                <>
                    { begin_button(app, Target::Fact(fact.id.clone()), words.correct, "correct") }
                    { hide_button(app, open, fact) }
                </>
            };
            (reason, acts)
        }
        Fate::Figure | Fate::Time => {
            let reason = if covered.fate == Fate::Figure { words.figure_unused } else { words.time_unused };
            (html! { <span class="soft">{ reason }</span> }, make(app, covered.span))
        }
        Fate::Left(reason) => {
            let reason =
                html! { <span class="soft">{ words.left_out }{ " " }{ (app.words.skip_reason)(*reason) }</span> };
            (reason, make(app, covered.span))
        }
        Fate::Rejected(fact) => {
            (html! { <span class="soft">{ words.rejected }</span> }, restore(app, fact, words.take_up))
        }
    };
    html! {
        <li key={covered.span.start} data-place={covered.span.start.to_string()}>
            <p class="place">{ sentence(open, covered.span) }</p>
            <div class="row">{ reason }{ act }</div>
        </li>
    }
}

/// Says something of the facts at a click.
fn say(app: &App, remark: Remark) -> Callback<MouseEvent> {
    app.click(move || Action::Correct { act: CorrectAct::Say(remark.clone()), now: dom::now() })
}

/// The way for a file of corrections, which can be dropped on the page as well.
fn take_in(app: &App, open: &Open) -> Html {
    let words = app.words.editor();
    if app.state.only.is_some() || open.is_shortened {
        return Html::default();
    }
    let choose = |_: MouseEvent| {
        if let Some(input) = dom::by_id(FILE) {
            input.click();
        }
    };
    html! {
        <>
            <button class="plain" id="take-corrections" onclick={choose}>{ words.take_file }</button>
            <input type="file" id={FILE} class="unseen" tabindex="-1" aria-label={words.take_file} accept=".json"
                onchange={corrections_file::chosen(&app.dispatch)} />
        </>
    }
}

/// What came of the last one.
fn of_file(app: &App, open: &Open) -> Html {
    let words = app.words.editor();
    let outcome = app.state.corrections.file.as_ref();
    let lost = match outcome {
        Some(OfFile::Taken { lost, .. }) => &lost[..],
        Some(OfFile::Refused) | None => &[],
    };
    html! {
        <div role="status" data-section="of-file">
            if let Some(outcome) = outcome {
                <p class="caution">{ (words.of_file)(outcome) }</p>
            }
            if !lost.is_empty() {
                <p class="soft">{ words.lost_of_file }</p>
                { for lost.iter().take(MOST).map(|words| html! {
                    <blockquote class="evidence" lang={source_lang(open)}>{ words.clone() }</blockquote>
                }) }
            }
        </div>
    }
}

fn make(app: &App, span: Span) -> Html {
    begin_button(app, Target::Words(span), app.words.editor().make_fact, "make")
}

/// Has a fact read as the program reads it.
fn restore(app: &App, fact: &FactId, name: &'static str) -> Html {
    if app.state.only.is_some() {
        return Html::default();
    }
    let fact = fact.clone();
    let onclick = say(app, Remark::Fact(fact.clone(), None));
    html! { <button class="plain" data-do="take-up" {onclick}>{ name }</button> }
}

/// The sentence around words, which are marked, with the way into the text.
fn sentence(open: &Open, span: Span) -> Html {
    let text = &open.lesson.document.text;
    let sentences = &open.lesson.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let around = sentences.get(at).map_or(span, |sentence| sentence.span);
    let around = if around.contains(span) { around } else { span };
    html! {
        <a href={Route::sentence(&open.id, span.start).hash()} lang={source_lang(open)}>
            { Span::new(around.start, span.start).of(text) }<em>{ span.of(text) }</em>{ Span::new(span.end, around.end).of(text) }
        </a>
    }
}

/// What does not go together; nothing is decided.
fn clashes(app: &App, open: &Open) -> Html {
    let words = app.words.editor();
    let found = conflicts(&open.lesson.facts, &open.lesson.relations);
    if found.is_empty() {
        return Html::default();
    }
    html! {
        <section data-section="conflicts" data-conflicts={found.len().to_string()}>
            <h2>{ words.conflicts }</h2>
            <p class="soft">{ words.conflicts_help }</p>
            <ul class="covered">
                { for found.iter().take(MOST).map(|conflict| html! {
                    <li>
                        <p><b>{ (words.clash)(conflict.clash) }</b></p>
                        { lines(app, open, conflict.facts.iter().map(|at| &open.lesson.facts[*at])) }
                    </li>
                }) }
            </ul>
        </section>
    }
}

fn lines<'a>(app: &App, open: &Open, facts: impl Iterator<Item = &'a Fact>) -> Html {
    html! {
        <ul class="facts">
            { for facts.map(|fact| html! {
                <li class="row">
                    { fact_line(open, fact, app.words) }
                    { begin_button(app, Target::Fact(fact.id.clone()), app.words.editor().correct, "correct") }
                </li>
            }) }
        </ul>
    }
}

/// The relations, each of which can be parted, and those that were.
fn related(app: &App, open: &Open, entry: &Entry) -> Html {
    let words = app.words.editor();
    let relations = &open.lesson.relations;
    // The list follows at once; the lesson is read again a moment later.
    let parted = &open.lesson.parted;
    let is_parted = |relation: &Relation| entry.work.corrections.parted.contains(&relation.id);
    if relations.is_empty() && parted.is_empty() && open.lesson.facts.len() < 2 {
        return Html::default();
    }
    let known = |id: &FactId| open.lesson.facts.iter().find(|fact| fact.id == *id);
    html! {
        <details data-section="relations">
            <summary>{ words.related }{ " " }<span class="count">{ relations.len() }</span></summary>
            <p class="soft">{ words.related_help }</p>
            <ul class="covered">
                { for relations.iter().take(MOST).map(|relation| {
                    let id = relation.id.clone();
                    let onclick = say(app, Remark::Parted(id.clone(), true));
                    let is_made = is_made(entry, &id);
                    html! {
                        <li key={relation.id.0.clone()} data-relation={relation.id.0.clone()} data-made={is_made.to_string()}>
                            <p>
                                if is_made {
                                    <span class="soft">{ words.made_relation }{ " (" }{ (words.related_by)(relation.kind) }{ "): " }</span>
                                }
                                <b lang={source_lang(open)}>{ relation.title.clone() }</b>
                            </p>
                            { lines(app, open, relation.facts.iter().filter_map(known)) }
                            if is_made {
                                { unrelate(app, &id, words.part) }
                            } else if app.state.only.is_none() {
                                <button class="plain" data-do="part" {onclick}>{ words.part }</button>
                            }
                        </li>
                    }
                }) }
                { for parted.iter().filter(|relation| is_parted(relation)).take(MOST).map(|relation| html! {
                    <li key={relation.id.0.clone()} data-parted={relation.id.0.clone()}>
                        <p><span class="soft">{ words.parted }{ ": " }</span><b lang={source_lang(open)}>{ relation.title.clone() }</b></p>
                        { lines(app, open, relation.facts.iter().filter_map(known)) }
                        { join(app, &relation.id, words.take_up) }
                    </li>
                }) }
            </ul>
            { relate(app, open) }
        </details>
    }
}

/// Has facts related after all.
fn join(app: &App, relation: &RelationId, name: &'static str) -> Html {
    if app.state.only.is_some() {
        return Html::default();
    }
    let onclick = say(app, Remark::Parted(relation.clone(), false));
    html! { <button class="plain" data-do="join" {onclick}>{ name }</button> }
}

/// The corrections whose words are not there any more, the relations that were parted and are not found again, and the charts whose
/// figures are gone.
fn lost(app: &App, open: &Open, entry: &Entry) -> Html {
    let words = app.words.editor();
    let kept = &entry.work.corrections;
    let corrections = Corrections::of(kept);
    let lost: Vec<_> = corrections.lost(&open.lesson.document.text, &open.lesson.sentences).take(MOST).collect();
    let is_found = |id: &RelationId| {
        let mut known = open.lesson.parted.iter().chain(&open.lesson.relations);
        known.any(|relation| relation.id == *id)
    };
    // Before the lesson has been read with what was said last, nothing is missed.
    let is_up_to_date = open.corrections == *kept;
    let parted: Vec<_> = kept.parted.iter().filter(|id| is_up_to_date && !is_found(id)).take(MOST).collect();
    let related = corrections.lost_relations(&open.lesson.relations).filter(|_| is_up_to_date).take(MOST);
    let related: Vec<_> = related.collect();
    let charts = lost_charts(app, open, entry);
    if lost.is_empty() && parted.is_empty() && related.is_empty() {
        return charts;
    }
    html! {
        <>
        <section data-section="lost" data-lost={(lost.len() + parted.len() + related.len()).to_string()}>
            <h2>{ words.lost }</h2>
            <p class="soft">{ words.lost_help }</p>
            <ul class="covered">
                { for lost.into_iter().map(|(fact, correction)| html! {
                    <li key={fact.0.clone()}>
                        <blockquote class="evidence" lang={source_lang(open)}>{ correction.quote.exact.clone() }</blockquote>
                        { restore(app, fact, words.forget) }
                    </li>
                }) }
                { for parted.into_iter().map(|relation| html! {
                    <li key={relation.0.clone()} data-lost-relation={relation.0.clone()}>
                        <p class="soft">{ words.parted_lost }</p>
                        { join(app, relation, words.forget) }
                    </li>
                }) }
                { for related.into_iter().map(|(relation, made)| html! {
                    <li key={relation.0.clone()} data-lost-relation={relation.0.clone()}>
                        <p><span class="soft">{ words.made_relation }{ ": " }</span><b lang={source_lang(open)}>{ made.title.clone() }</b></p>
                        { for made.facts.iter().map(|(_, quote)| html! {
                            <blockquote class="evidence" lang={source_lang(open)}>{ quote.exact.clone() }</blockquote>
                        }) }
                        { unrelate(app, relation, words.forget) }
                    </li>
                }) }
            </ul>
        </section>
        { charts }
        </>
    }
}
