//! What the reviews say: of one lesson or of all. Each drawing has its reading in a sentence, its table and its file.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use super::card_by_card::card_by_card;
use crate::app::{AppState, Now, Open, Route, View};
use crate::chart::Scene;
use crate::deck::LessonId;
use crate::schedule::day;
use crate::statistics::{Counted, Guesses, Share, Statistics, Studied, csv, drawing, studied};
use crate::ui::components::{exam, lang_of, still};
use crate::ui::hooks::{App, Dispatch};
use crate::ui::words::NBSP;
use crate::ui::{dom, later};

/// Days of the forecast that are drawn, and weeks of the calendar on a phone and on a desk.
const AHEAD: usize = 30;
const WEEKS: [i64; 2] = [14, 30];
/// Days, as [`Statistics::stabilities`] counts them.
const STABILITIES: [&str; 8] = ["1", "3", "7", "21", "60", "180", "365", "365+"];

thread_local! {
    static COUNTED: RefCell<Counted> = RefCell::default();
    static IS_COUNTING: Cell<bool> = const { Cell::new(false) };
}

fn counted(state: &AppState, lesson: Option<&LessonId>) -> Rc<Statistics> {
    let Now { at, offset } = state.now;
    COUNTED.with_borrow_mut(|counted| counted.of(&state.deck, lesson, at, offset))
}

/// Counts what was not counted yet, a lesson whenever the browser has nothing else to do: the statistics of years are there at
/// once when somebody opens them.
pub fn count_when_idle(app: &App) {
    if !IS_COUNTING.replace(true) {
        count_next(app.dispatch.clone());
    }
}

fn count_next(dispatch: Dispatch) {
    later::when_idle(move || {
        let state = dispatch.state();
        let Now { at, offset } = state.now;
        match COUNTED.with_borrow_mut(|counted| counted.count_next(&state.deck, at, offset)) {
            true => count_next(dispatch),
            false => IS_COUNTING.set(false),
        }
    });
}

/// Of one lesson, or of all. `open` is the lesson, whose cards have their words.
pub fn statistics(app: &App, open: Option<&Open>) -> Html {
    let (state, words) = (&app.state, app.words.statistics());
    let lesson = open.map(|open| &open.id);
    let statistics = counted(state, lesson);
    let (today, reviews) = (day::of(state.now.at, state.now.offset), statistics.calendar.values());
    let of_today = statistics.calendar.get(&today).map_or(0, |day| day.reviews);
    let all: usize = reviews.map(|day| day.reviews).sum();
    html! {
        <div class="page statistics" data-view="statistics" data-reviews={all.to_string()} data-cards={statistics.cards.len().to_string()}>
            <h1>{ match state.entry() {
                Some((_, entry)) => (words.of_lesson)(&entry.title),
                None => words.statistics.to_owned(),
            } }</h1>
            if all == 0 {
                <p>{ words.nothing_yet }</p>
            } else {
                <p class="lead">{ (words.today)(of_today, statistics.streak(state.now.at, state.now.offset)) }</p>
                { forecast(app, &statistics, today) }
                { calendar(app, &statistics, today) }
                { retention(app, &statistics) }
                { stability(app, &statistics, lesson) }
                { card_by_card(app, &statistics, open) }
                { calibration(app, &statistics) }
                { estimates(app, &statistics) }
                { guesses(app, lesson) }
            }
            if state.only.is_none() {
                { open.map(|open| exam(app, open)).unwrap_or_default() }
                { lessons(app, lesson) }
                <p><a data-to="class" href={Route::Class.hash()}>{ app.words.class().link }</a></p>
            }
        </div>
    }
}

/// A drawing with its name, its reading, its table and its file.
struct Plate<'a> {
    name: &'static str,
    title: &'a str,
    reading: String,
    help: &'a str,
    scene: Option<Scene>,
    head: Vec<&'a str>,
    rows: Vec<Vec<String>>,
    /// Written at the click: of all cards it is megabytes.
    csv: Box<dyn Fn() -> String>,
}

/// The file of a drawing, when it is asked for.
fn file_of(statistics: &Rc<Statistics>, write: impl Fn(&Statistics) -> String + 'static) -> Box<dyn Fn() -> String> {
    let statistics = statistics.clone();
    Box::new(move || write(&statistics))
}

fn plate(app: &App, plate: Plate) -> Html {
    let Plate { name, title, reading, help, scene, head, rows, csv } = plate;
    let save = move |_: MouseEvent| dom::download(csv().as_bytes(), "text/csv", &format!("konspekt-{name}.csv"));
    html! {
        <figure class="plate" data-statistic={name}>
            <h2>{ title.to_owned() }</h2>
            <figcaption>{ reading }</figcaption>
            if let Some(scene) = scene {
                { still(&scene, !app.state.is_narrow) }
                if !help.is_empty() {
                    <p class="soft">{ help.to_owned() }</p>
                }
                <div class="row">
                    <details>
                        <summary>{ app.words.charts().table }</summary>
                        <table>
                            <thead><tr>{ for head.into_iter().map(|name| match name {
                                // What stands under it says itself what it is.
                                "" => html! { <td></td> },
                                name => html! { <th scope="col">{ name.to_owned() }</th> },
                            }) }</tr></thead>
                            <tbody>
                                { for rows.into_iter().map(|row| {
                                    let mut cells = row.into_iter();
                                    html! { <tr><th scope="row">{ cells.next() }</th>{ for cells.map(|cell| html! { <td>{ cell }</td> }) }</tr> }
                                }) }
                            </tbody>
                        </table>
                    </details>
                    <button class="plain" data-csv={name} onclick={save}>{ app.words.statistics().as_csv }</button>
                </div>
            }
        </figure>
    }
}

fn width(app: &App) -> f64 {
    if app.state.is_narrow { 280.0 } else { 560.0 }
}

fn forecast(app: &App, statistics: &Rc<Statistics>, today: i64) -> Html {
    let words = app.words.statistics();
    let days = &statistics.forecast[..AHEAD.min(statistics.forecast.len())];
    let week: usize = days.iter().take(7).sum();
    let reading = (words.forecast_reading)(week, days.iter().sum());
    let date = |ahead: usize| (words.short_day)(&day::date(today + ahead as i64));
    let columns: Vec<(String, usize)> = (days.iter().enumerate())
        .map(|(ahead, count)| (if ahead % 7 == 0 { date(ahead) } else { String::new() }, *count))
        .collect();
    plate(
        app,
        Plate {
            name: "forecast",
            title: words.forecast,
            help: "",
            scene: Some(drawing::columns(width(app), &columns, reading.clone())),
            reading,
            head: vec![words.day, words.cards],
            rows: days.iter().enumerate().map(|(ahead, count)| vec![date(ahead), count.to_string()]).collect(),
            csv: file_of(statistics, move |statistics| csv::forecast(statistics, today)),
        },
    )
}

fn calendar(app: &App, statistics: &Rc<Statistics>, today: i64) -> Html {
    let words = app.words.statistics();
    // Monday is the first; day 0 was a Thursday.
    let weekday = |day: i64| (day + 3).rem_euclid(7);
    let weeks = WEEKS[usize::from(!app.state.is_narrow)];
    let first = today - weekday(today) - (weeks - 1) * 7;
    let of = |day: i64| statistics.calendar.get(&day).copied().unwrap_or_default();
    let days: Vec<usize> = (first..=today).map(|day| of(day).reviews).collect();
    let month = |day: i64| day::date(day).get(5..7).and_then(|month| month.parse::<usize>().ok()).unwrap_or(1);
    let begins = |week: &i64| *week > 0 && month(first + week * 7) != month(first + (week - 1) * 7);
    let months: Vec<(usize, String)> = (0..weeks)
        .filter(begins)
        .map(|week| (week as usize, words.months[(month(first + week * 7) - 1) % 12].to_owned()))
        .collect();
    let done: Vec<(i64, _)> = statistics.calendar.range(first..=today).map(|(day, done)| (*day, *done)).collect();
    let minutes = |took: u64| took.div_ceil(60_000);
    let reviews = done.iter().map(|(_, done)| done.reviews).sum();
    let took = minutes(done.iter().map(|(_, done)| done.took).sum());
    let reading = (words.calendar_reading)(done.len(), reviews, took, days.len());
    plate(
        app,
        Plate {
            name: "calendar",
            title: words.calendar,
            help: "",
            scene: Some(drawing::calendar(
                width(app),
                &days,
                0,
                &words.weekdays.map(str::to_owned),
                &months,
                reading.clone(),
            )),
            reading,
            head: vec![words.day, words.reviews, words.new, words.passed, words.minutes],
            rows: (done.iter().rev())
                .map(|(day, done)| {
                    let counts = [done.reviews, done.new, done.passed, minutes(done.took) as usize];
                    std::iter::once((words.short_day)(&day::date(*day)))
                        .chain(counts.map(|count| count.to_string()))
                        .collect()
                })
                .collect(),
            csv: file_of(statistics, csv::calendar),
        },
    )
}

fn percent(share: f64) -> String {
    format!("{}{NBSP}%", (share * 100.0).round() as i64)
}

/// A share as cells: its counts, its value, where it lies.
fn cells(name: String, share: Share) -> Vec<String> {
    let (from, to) = share.interval();
    let value = share.value().map(percent).unwrap_or_default();
    let range = if share.whole == 0 { String::new() } else { format!("{}–{}", percent(from), percent(to)) };
    vec![name, format!("{} / {}", share.part, share.whole), value, range]
}

fn shares_drawn(app: &App, rows: &[(String, Share)], target: Option<f64>, label: String) -> Scene {
    let numbered = |(name, share): &(String, Share)| {
        let value = share.value().map(percent).unwrap_or_else(|| "—".to_owned());
        (name.clone(), *share, format!("{value} · {}", share.whole))
    };
    drawing::shares(width(app), &rows.iter().map(numbered).collect::<Vec<_>>(), target, label)
}

fn retention(app: &App, statistics: &Rc<Statistics>) -> Html {
    let (words, retention) = (app.words.statistics(), &statistics.retention);
    let wanted = app.state.deck.retention();
    let names = words.windows.into_iter().chain([words.young, words.mature]).map(str::to_owned);
    let shares = [retention.week, retention.month, retention.year, retention.all, retention.young, retention.mature];
    let rows: Vec<(String, Share)> = names.zip(shares).filter(|(_, share)| share.whole > 0).collect();
    let is_empty = rows.is_empty();
    let reading = match is_empty {
        true => words.retention_none.to_owned(),
        false => (words.retention_reading)(retention.all, (wanted * 100.0).round() as u8),
    };
    plate(
        app,
        Plate {
            name: "retention",
            title: words.retention,
            help: words.interval_help,
            scene: (!is_empty).then(|| shares_drawn(app, &rows, Some(wanted.into()), reading.clone())),
            reading,
            head: vec!["", words.known, words.share, words.interval],
            rows: rows.into_iter().map(|(name, share)| cells(name, share)).collect(),
            csv: file_of(statistics, csv::retention),
        },
    )
}

fn stability(app: &App, statistics: &Rc<Statistics>, lesson: Option<&LessonId>) -> Html {
    let (words, state) = (app.words.statistics(), &app.state);
    let counts = statistics.stabilities();
    let columns: Vec<(String, usize)> = STABILITIES.into_iter().map(str::to_owned).zip(counts).collect();
    let reading = (words.stability_reading)(counts[4..].iter().sum(), statistics.cards.len());
    let (deck, lesson) = (state.deck.clone(), lesson.cloned());
    let csv = move |statistics: &Statistics| {
        let title = |card: &Studied| deck.lessons.get(card.lesson).map_or("", |entry| &*entry.title);
        csv::cards(statistics, &studied(&deck, lesson.as_ref()), title)
    };
    let rows = columns.iter().map(|(name, count)| vec![name.clone(), count.to_string()]).collect();
    plate(
        app,
        Plate {
            name: "cards",
            title: words.stability,
            help: words.stability_help,
            scene: Some(drawing::columns(width(app), &columns, reading.clone())),
            reading,
            head: vec![words.day, words.cards],
            rows,
            csv: file_of(statistics, csv),
        },
    )
}

fn calibration(app: &App, statistics: &Rc<Statistics>) -> Html {
    let (words, calibration) = (app.words.statistics(), &statistics.calibration);
    let points: Vec<(f64, Share)> = calibration.bins().map(|bin| (bin.foretold(), bin.known)).collect();
    let reading = match calibration.error() {
        Some(error) => (words.calibration_reading)(error, calibration.reviews()),
        None => words.calibration_none.to_owned(),
    };
    let axes = [words.foretold.to_owned(), words.came.to_owned()];
    let scene = (!points.is_empty()).then(|| drawing::calibration(width(app), &points, axes, reading.clone()));
    plate(
        app,
        Plate {
            name: "calibration",
            title: words.calibration,
            help: words.calibration_help,
            scene,
            reading,
            head: vec![words.foretold, words.came, words.share, words.interval],
            rows: points.into_iter().map(|(foretold, share)| cells(percent(foretold), share)).collect(),
            csv: file_of(statistics, csv::calibration),
        },
    )
}

fn estimates(app: &App, statistics: &Rc<Statistics>) -> Html {
    let (words, estimates) = (app.words.statistics(), &statistics.estimates);
    let rows: Vec<(String, Share)> =
        (estimates.by_confidence.iter()).map(|(sure, share)| (format!("{sure}{NBSP}%"), *share)).collect();
    let reading = match estimates.all() {
        Some((sure, share)) => (words.estimates_reading)(sure, share),
        None => words.estimates_none.to_owned(),
    };
    plate(
        app,
        Plate {
            name: "estimates",
            title: words.estimates,
            help: words.interval_help,
            scene: (!rows.is_empty()).then(|| shares_drawn(app, &rows, None, reading.clone())),
            reading,
            head: vec![words.sure, words.held, words.share, words.interval],
            rows: rows.into_iter().map(|(name, share)| cells(name, share)).collect(),
            csv: file_of(statistics, csv::estimates),
        },
    )
}

/// What was said of charts before they were shown; nothing before the first of them.
fn guesses(app: &App, lesson: Option<&LessonId>) -> Html {
    let words = app.words.statistics();
    let guesses = Guesses::of(&app.state.deck, lesson);
    if guesses.right.whole == 0 {
        return Html::default();
    }
    let rows: Vec<(String, Share)> = words.guess_kinds.into_iter().map(str::to_owned).zip(guesses.shares()).collect();
    let reading = (app.words.charts().guesses_so_far)(guesses.right.part, guesses.right.whole, guesses.factor());
    plate(
        app,
        Plate {
            name: "guesses",
            title: words.guesses,
            help: words.interval_help,
            scene: Some(shares_drawn(app, &rows, None, reading.clone())),
            reading,
            head: vec!["", words.guess_count, words.share, words.interval],
            rows: rows.into_iter().map(|(name, share)| cells(name, share)).collect(),
            csv: Box::new(move || csv::guesses(&guesses)),
        },
    )
}

/// The way to the statistics of each lesson, or of all.
fn lessons(app: &App, lesson: Option<&LessonId>) -> Html {
    let words = app.words.statistics();
    if lesson.is_some() {
        return html! { <p><a href={Route::Statistics.hash()}>{ words.of_all }</a></p> };
    }
    let mut with_reviews = app
        .state
        .deck
        .lessons
        .iter()
        .filter(|(_, entry)| entry.work.cards.values().any(|work| !work.reviews.is_empty()))
        .peekable();
    // A heading with nothing under it would only puzzle.
    if with_reviews.peek().is_none() {
        return Html::default();
    }
    html! {
        <section>
            <h2>{ words.by_lesson }</h2>
            <ul class="by-lesson">
                { for with_reviews.map(|(id, entry)| html! {
                    <li key={id.0.clone()}>
                        <a lang={lang_of(&entry.title)} href={Route::lesson(id, View::Statistics).hash()}>{ entry.title.to_string() }</a>
                    </li>
                }) }
            </ul>
        </section>
    }
}
