//! The statistics of single facts and cards: the facts that are failed most, with their evidence and the cards that ask for them, and
//! how long the memory of each card lasts. What a card says, and of which facts it is, is made from its text, so where all lessons
//! are told of, those are read whose cards are listed.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, AppState, Open, Route, View, cards, pages};
use crate::card::Proof;
use crate::deck::LessonId;
use crate::fact::{Fact, FactId};
use crate::schedule::day;
use crate::statistics::{HardFact, Standing, Statistics, Studied, csv, studied};
use crate::ui::components::{evidence_quote, fact_line, lang_of, pager, told};
use crate::ui::hooks::App;
use crate::ui::words::NBSP;
use crate::ui::{dom, later};

/// Hardest facts that are listed; the file has all.
const HARDEST: usize = 10;
/// Cards on a page of the table, which has all of them: those that last least come first.
const SIZE: usize = 30;
/// Lessons that are read to show what their cards say.
const MOST_LESSONS: usize = 10;

/// Both lists. `open` is the lesson, where they are of one.
pub fn card_by_card(app: &App, statistics: &Rc<Statistics>, open: Option<&Open>) -> Html {
    let lesson = open.map(|open| &open.id);
    let studied = studied(&app.state.deck, lesson);
    let read = Read::of(&app.state, &studied);
    let hardest = read.hardest(statistics, &studied, HARDEST);
    let pages = statistics.cards.len().div_ceil(SIZE);
    let page = app.state.page.unwrap_or(0).min(pages.saturating_sub(1));
    let weakest = statistics.weakest((page + 1) * SIZE);
    let weakest = &weakest[pages::range(page, SIZE, weakest.len())];
    if open.is_none() {
        let of_facts = hardest.iter().flat_map(|hard| &hard.cards);
        recall(app, of_facts.chain(weakest).filter_map(|at| studied.get(*at)));
    }
    let words = app.words.statistics();
    let save = {
        let (state, statistics, lesson) = (app.state.clone(), statistics.clone(), lesson.cloned());
        move |_: MouseEvent| {
            let file = hardest_file(&state, &statistics, lesson.as_ref());
            dom::download(file.as_bytes(), "text/csv", "konspekt-hardest.csv");
        }
    };
    let listed = |at: usize| Some(Listed { studied: studied.get(at)?, standing: statistics.cards.get(at)?, open });
    html! {
        <>
            <section data-statistic="hardest">
                <h2>{ words.hardest }</h2>
                if hardest.is_empty() {
                    <p class="soft">{ words.hardest_none }</p>
                }
                if !hardest.is_empty() {
                    <ol class="hardest">
                        { for hardest.iter().map(|hard| {
                            let cards: Vec<Listed> = hard.cards.iter().filter_map(|at| listed(*at)).collect();
                            read.told(app, hard, &cards)
                        }) }
                    </ol>
                    <button class="plain" data-csv="hardest" onclick={save}>{ words.as_csv }</button>
                }
            </section>
            <section data-statistic="weakest">
                <details>
                    <summary>{ words.weakest }</summary>
                    <table>
                        <thead><tr>
                            <th scope="col">{ words.card }</th>
                            <th scope="col">{ words.lasts }</th>
                            <th scope="col">{ words.recall_now }</th>
                            <th scope="col">{ words.comes }</th>
                        </tr></thead>
                        <tbody>{ for weakest.iter().filter_map(|at| Some(listed(*at)?.row(app))) }</tbody>
                    </table>
                    { pager(app, page, pages) }
                </details>
            </section>
        </>
    }
}

/// A fact of a lesson that has been read.
type OfLesson<'a> = (&'a LessonId, &'a FactId);

/// The lessons that have been read, of those that are told of, with their facts.
struct Read<'a>(BTreeMap<&'a LessonId, (&'a Open, BTreeMap<&'a FactId, &'a Fact>)>);

impl<'a> Read<'a> {
    fn of(state: &'a AppState, studied: &[Studied<'a>]) -> Self {
        let mut read = BTreeMap::new();
        let mut last = None;
        for lesson in studied.iter().map(|studied| studied.lesson) {
            if last.replace(lesson) != Some(lesson)
                && let Some(open) = state.recalled(lesson)
            {
                read.insert(lesson, (&**open, open.lesson.facts.iter().map(|fact| (&fact.id, fact)).collect()));
            }
        }
        Read(read)
    }

    /// The facts that a card asks for. One of more than two, such as a chart, tells little of each of them when it is failed.
    fn facts_of(&self, studied: &Studied<'a>) -> Vec<OfLesson<'a>> {
        let Some((open, facts)) = self.0.get(studied.lesson) else { return Vec::new() };
        let Some(card) = open.card(studied.card).filter(|card| card.facts.len() <= 2) else { return Vec::new() };
        card.facts.iter().filter(|fact| facts.contains_key(*fact)).map(|fact| (studied.lesson, fact)).collect()
    }

    fn fact(&self, (lesson, fact): OfLesson<'a>) -> Option<(&'a Open, &'a Fact)> {
        let (open, facts) = self.0.get(lesson)?;
        Some((open, facts.get(fact)?))
    }

    fn hardest(&self, statistics: &Statistics, studied: &[Studied<'a>], most: usize) -> Vec<HardFact<OfLesson<'a>>> {
        let facts_of = |at: usize| studied.get(at).map(|studied| self.facts_of(studied)).unwrap_or_default();
        statistics.hardest(most, facts_of)
    }

    /// What is hard: each fact with its evidence, how often it was forgotten, and by which cards; or the card that stands for itself.
    fn told(&self, app: &App, hard: &HardFact<OfLesson<'a>>, cards: &[Listed]) -> Html {
        let words = app.words.statistics();
        let facts: Vec<(&Open, &Fact)> = hard.facts.iter().filter_map(|fact| self.fact(*fact)).collect();
        let forgotten = (words.lapses)(hard.lapses, hard.reviews);
        if facts.is_empty() {
            return cards.iter().filter_map(|card| card.alone(app, &forgotten)).collect();
        }
        let is_of_all = cards.iter().any(|card| card.open.is_none());
        html! {
            <li data-facts={facts.len().to_string()}>
                { for facts.iter().map(|(open, fact)| html! {
                    <>
                        <p class="hard-fact">{ fact_line(open, fact, app.words) }</p>
                        { evidence_quote(open, Proof { sentence: fact.evidence.span, answer: fact.span }, app.words) }
                    </>
                }) }
                <p class="soft">
                    { forgotten }
                    if is_of_all {
                        { " · " }{ cards.first().and_then(|card| card.lesson(app)).unwrap_or_default() }
                    }
                </p>
                <ul>{ for cards.iter().filter_map(|card| card.of_fact(app, cards.len() > 1)) }</ul>
            </li>
        }
    }
}

/// All that is hard, as a file.
fn hardest_file(state: &AppState, statistics: &Statistics, lesson: Option<&LessonId>) -> String {
    let studied = studied(&state.deck, lesson);
    let read = Read::of(state, &studied);
    let hardest = read.hardest(statistics, &studied, usize::MAX);
    let title = |card: &Studied| state.deck.lessons.get(card.lesson).map_or("", |entry| &*entry.title);
    let tell = |fact: Option<&OfLesson>, card: &Studied| {
        if let Some((open, fact)) = fact.and_then(|fact| read.fact(*fact)) {
            return (fact.id.0.clone(), fact.evidence.span.of(&open.lesson.document.text).to_owned());
        }
        let entry = state.deck.lessons.get(card.lesson);
        let open = state.recalled(card.lesson);
        let proof = open.zip(entry).and_then(|(open, entry)| {
            let card = cards::card(open, entry, card.card)?;
            Some(card.evidence.first()?.sentence.of(&open.lesson.document.text).to_owned())
        });
        (String::new(), proof.unwrap_or_default())
    };
    csv::hardest(statistics, &studied, &hardest, title, tell)
}

/// Has the lessons of these cards read, as many as that is worth.
fn recall<'a>(app: &App, listed: impl Iterator<Item = &'a Studied<'a>>) {
    let mut lessons: Vec<LessonId> = Vec::new();
    for studied in listed {
        if lessons.len() < MOST_LESSONS && !lessons.contains(studied.lesson) {
            lessons.push(studied.lesson.clone());
        }
    }
    if !app.state.recalls(&lessons) {
        let dispatch = app.dispatch.clone();
        later::when_idle(move || dispatch.send(Action::Recall(lessons)));
    }
}

struct Listed<'a> {
    studied: &'a Studied<'a>,
    standing: &'a Standing,
    open: Option<&'a Open>,
}

impl Listed<'_> {
    /// What stands for the card: its words where its lesson has been read, or else the lesson; and its evidence.
    fn told(&self, app: &App) -> Option<(Html, Option<Html>)> {
        let entry = app.state.deck.lessons.get(self.studied.lesson)?;
        let open = self.open.or(app.state.recalled(self.studied.lesson).map(|open| &**open));
        let card = open.and_then(|open| Some((open, cards::card(open, entry, self.studied.card)?)));
        let link = || self.lesson(app).unwrap_or_default();
        match card {
            Some((open, card)) => {
                let of = if self.open.is_none() {
                    html! { <>{ " · " }{ link() }</> }
                } else {
                    Html::default()
                };
                let evidence = card.evidence.first().map(|proof| evidence_quote(open, *proof, app.words));
                Some((html! { <>{ told(open, &card) }{ of }</> }, evidence))
            }
            // In a lesson that has been read, it is no card any more.
            None if self.open.is_some() => None,
            None => Some((link(), None)),
        }
    }

    /// Its lesson, by its title.
    fn lesson(&self, app: &App) -> Option<Html> {
        let entry = app.state.deck.lessons.get(self.studied.lesson)?;
        let href = Route::lesson(self.studied.lesson, View::Statistics).hash();
        Some(html! { <a lang={lang_of(&entry.title)} {href}>{ entry.title.to_string() }</a> })
    }

    /// A card that stands for itself among what is hard.
    fn alone(&self, app: &App, forgotten: &str) -> Option<Html> {
        let (told, evidence) = self.told(app)?;
        Some(html! {
            <li data-facts="0">
                <p class="hard-fact">{ told }</p>
                <p class="soft">{ forgotten.to_owned() }</p>
                { for evidence }
            </li>
        })
    }

    /// One of the cards that ask for a fact; where it is not the only one, with how often it was forgotten itself.
    fn of_fact(&self, app: &App, is_one_of_many: bool) -> Option<Html> {
        let entry = app.state.deck.lessons.get(self.studied.lesson)?;
        let open = self.open.or(app.state.recalled(self.studied.lesson).map(|open| &**open))?;
        let card = cards::card(open, entry, self.studied.card)?;
        let forgotten = (app.words.statistics().lapses)(self.standing.lapses, self.standing.reviews);
        Some(html! {
            <li data-lapses={self.standing.lapses.to_string()}>
                { told(open, &card) }
                if is_one_of_many {
                    { " " }<span class="soft">{ forgotten }</span>
                }
            </li>
        })
    }

    fn row(&self, app: &App) -> Html {
        let words = app.words.statistics();
        let Some((told, _)) = self.told(app) else { return Html::default() };
        let Standing { stability, recall, day, .. } = *self.standing;
        let comes = day::date(day);
        html! {
            <tr data-card={self.studied.card.0.clone()} data-stability={stability.to_string()}>
                <th scope="row">{ told }</th>
                <td>{ (words.days)(stability) }</td>
                <td>{ (recall * 100.0).round() as u8 }{ NBSP }{ "%" }</td>
                <td>{ (words.short_day)(&comes) }</td>
            </tr>
        }
    }
}
