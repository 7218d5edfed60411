//! The statistics of single cards: those that are failed most, with their evidence, and how long the memory of each lasts. What a
//! card says is made from its text, so where all lessons are told of, those are read whose cards are listed.

use yew::prelude::*;

use crate::app::{Action, Open, Route, View, cards};
use crate::deck::LessonId;
use crate::schedule::day;
use crate::statistics::{Standing, Statistics, Studied, studied};
use crate::ui::components::{evidence_quote, told};
use crate::ui::hooks::App;
use crate::ui::later;
use crate::ui::words::NBSP;

/// Hardest cards that are listed.
const HARDEST: usize = 10;
/// Cards that last least and are listed; the file has all.
const WEAKEST: usize = 30;
/// Lessons that are read to show what their cards say.
const MOST_LESSONS: usize = 10;

/// Both lists. `open` is the lesson, where they are of one.
pub fn card_by_card(app: &App, statistics: &Statistics, open: Option<&Open>) -> Html {
    let studied = studied(&app.state.deck, open.map(|open| &open.id));
    let (hardest, weakest) = (statistics.hardest(HARDEST), statistics.weakest(WEAKEST));
    if open.is_none() {
        recall(app, hardest.iter().chain(&weakest).filter_map(|at| studied.get(*at)));
    }
    let words = app.words.statistics();
    let listed = |at: usize| Some(Listed { studied: studied.get(at)?, standing: statistics.cards.get(at)?, open });
    html! {
        <>
            <section data-statistic="hardest">
                <h2>{ words.hardest }</h2>
                if hardest.is_empty() {
                    <p class="soft">{ words.hardest_none }</p>
                }
                <ol class="hardest">{ for hardest.into_iter().filter_map(|at| listed(at)?.hard(app)) }</ol>
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
                        <tbody>{ for weakest.into_iter().filter_map(|at| Some(listed(at)?.row(app))) }</tbody>
                    </table>
                </details>
            </section>
        </>
    }
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
        let link = || {
            let href = Route::lesson(self.studied.lesson, View::Statistics).hash();
            html! { <a lang="ru" {href}>{ entry.title.to_string() }</a> }
        };
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

    fn hard(&self, app: &App) -> Option<Html> {
        let (told, evidence) = self.told(app)?;
        let said = (app.words.statistics().lapses)(self.standing.lapses, self.standing.reviews);
        Some(html! {
            <li>
                <p>{ told }</p>
                <p class="soft">{ said }</p>
                { for evidence }
            </li>
        })
    }

    fn row(&self, app: &App) -> Html {
        let words = app.words.statistics();
        let Some((told, _)) = self.told(app) else { return Html::default() };
        let Standing { stability, recall, due, .. } = *self.standing;
        let comes = day::date(day::of(due, app.state.now.offset));
        html! {
            <tr data-stability={stability.to_string()}>
                <th scope="row">{ told }</th>
                <td>{ (words.days)(stability) }</td>
                <td>{ (recall * 100.0).round() as u8 }{ NBSP }{ "%" }</td>
                <td>{ (words.short_day)(&comes) }</td>
            </tr>
        }
    }
}
