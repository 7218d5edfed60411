use std::cell::Cell;

use yew::prelude::*;

use crate::app::charts::shown;
use crate::app::{Action, ArrangeAct, Open, View, pages};
use crate::chart::guess::Door;
use crate::deck::Setting;
use crate::embed::Shown;
use crate::statistics::Guesses;
use crate::ui::components::{arrange, chart_plate, closed_plate, doors_before, guess_plate, pager};
use crate::ui::dom;
use crate::ui::hooks::App;
use crate::ui::later;

thread_local! {
    static IS_PRACTISED: Cell<bool> = const { Cell::new(false) };
}

/// A browser compiles a function when it is first called. So the page is drawn once for nobody, when there is time, and is
/// there at once when somebody opens it.
pub fn practise_charts(app: &App) {
    if IS_PRACTISED.replace(true) {
        return;
    }
    let app = app.clone();
    later::when_idle(move || {
        if let Some(open) = app.state.shown() {
            drop(charts(&app, open));
        }
    });
}

/// Charts on one page.
const SIZE: usize = 20;

/// Every chart of the text, with its reading and its table; while one is guessed, that one alone.
pub fn charts(app: &App, open: &Open) -> Html {
    let words = app.words;
    let Some((_, entry)) = app.state.entry() else { return Html::default() };
    if let Some(arranging) = &app.state.arranging {
        return html! {
            <div class="page" data-view="arrange">
                <h1>{ words.charts().arrange_charts }</h1>
                { arrange(app, open, entry, arranging) }
            </div>
        };
    }
    let mut charts = shown(open, entry);
    // In a frame of one chart, the others are not even hinted at.
    if let Some(Shown::Chart(place)) = app.state.framed.as_ref().map(|framed| &framed.shown) {
        charts = charts.into_iter().skip(place - 1).take(1).collect();
    }
    let guessed = app
        .state
        .guessing
        .as_ref()
        .and_then(|guessing| Some((guessing, charts.iter().find(|chart| chart.id == guessing.puzzle.chart)?)));
    if let Some((guessing, chart)) = guessed {
        return html! {
            <div class="page" data-view="guess">
                <h1 class="unseen">{ words.charts().guess_it }</h1>
                { guess_plate(app, open, chart, guessing) }
            </div>
        };
    }
    let page = app.state.page.unwrap_or(0);
    let is_first = app.state.deck.guesses_first();
    let doors = doors_before(app, entry, &charts);
    let guesses = Guesses::of(&app.state.deck, Some(&open.id));
    let toggle = app.on(move |_: Event| Action::Set { setting: Setting::GuessFirst(!is_first), now: dom::now() });
    html! {
        <div class="page" data-view="charts" data-charts={charts.len().to_string()}>
            <h1>{ (words.view)(View::Charts) }</h1>
            if charts.is_empty() {
                <p class="caution">{ words.charts().no_charts }</p>
            }
            <div class="row above">
                if !charts.is_empty() {
                    <label class="choice">
                        <input type="checkbox" id="guess-first" checked={is_first} onchange={toggle} />
                        { " " }{ words.charts().guess_first }
                    </label>
                }
                <button class="plain" id="arrange" onclick={app.click(|| Action::Arrange(ArrangeAct::Begin))}>{ words.charts().arrange_charts }</button>
            </div>
            if guesses.right.whole > 0 {
                <p class="soft">{ (words.charts().guesses_so_far)(guesses.right.part, guesses.right.whole, guesses.factor()) }</p>
            }
            { for pages::range(page, SIZE, charts.len()).map(|index| match doors[index] {
                Door::Open => chart_plate(app, open, &charts[index]),
                door => closed_plate(app, open, &charts[index], door),
            }) }
            { pager(app, page, charts.len().div_ceil(SIZE)) }
        </div>
    }
}
