//! The part of the screen that is no part of the first load: everything that is drawn in [`Drawing::draw`], and what only
//! that uses. The build cuts the page's binary there, so that this needs no second program: both halves share memory,
//! state and functions.
//!
//! To move something there, give it a [`Part`], draw it in [`Drawing::draw`], and call [`later`] where it was drawn before.
//! It stays in the first load if anything else there still calls it.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::chores::perform as perform_here;
use super::components::{
    announced, chapters, charts_in_margin, deleted, due, due_link, foot, handed, help, introduction, lesson_facts,
    lesson_menu, lost, mark_reading, offer, preview, reading_tools, refusal, shelves, tools, tour, tour_offer,
};
use super::hooks::{App, Dispatch};
use super::pages::{
    about, cards, charts, class_page, count_when_idle, coverage, facts, practise_charts, settings, statistics, study,
    teach, timeline,
};
use super::{class, corrections_file};
use super::{dom, keys, reading};
use crate::app::tour::Stop;
use crate::app::{Action, AppState, Choosing, Effect, Later, MarkId, Move, Open, Piece, Trouble};
use crate::deck::{Entry, LessonId};
use crate::ingest::Warning;

/// What stands where a part is waited for.
const WAITING: &str = "[data-later=awaited]";
/// Milliseconds until there is time for it, in a browser that does not tell.
const WAIT: u32 = 2000;

/// What is drawn later.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    Facts(&'a Open),
    Coverage(&'a Open),
    /// What can be done with the text beside reading it, and the dialog in which it is corrected.
    Tools(&'a Open),
    Charts(&'a Open),
    Timeline(&'a Rc<Open>),
    Cards(&'a Open),
    Study(&'a Open),
    /// Where a teacher arranges the lesson for others.
    Teach(&'a Open),
    /// What stands before the text.
    Introduction(&'a str),
    /// What stands over a lesson that is shown as a learner gets it.
    Preview,
    /// Of a lesson, or of all.
    Statistics(Option<&'a Open>),
    Settings,
    About,
    Class,
    /// What the app has found by itself.
    Offer,
    /// Whether there is a file, where only the learner can tell.
    Handed,
    /// How many cards of a lesson are due: on its tab, and in the library.
    Due(&'a Open, &'a Entry),
    DueLink(&'a LessonId, &'a Entry),
    /// What stands over the lessons of the library; what is known of one beside its title, and what can be done with it.
    Shelves,
    LessonFacts(&'a Entry),
    LessonMenu(&'a LessonId, &'a Entry),
    /// The charts beside a paragraph, or beside a piece of a very long one.
    Margin(&'a Open, Piece),
    /// What stands under the lessons of the library.
    Foot,
    /// The sheet of keys.
    Help,
    /// A step of the tour, and the way to it beside the sample.
    Tour(Stop),
    TourOffer,
    /// How a mark was understood.
    Mark(&'a Open, MarkId),
    /// Which chapters of a book are read.
    Chapters(&'a Choosing),
    /// What is wrong with a file of another format.
    Refusal(&'a Trouble),
    /// What is said aloud of what has just been answered.
    Announced,
    /// What of a file could not be read.
    Lost(&'a [Warning]),
}

/// What passes the cut: what is to be drawn or done, and what was drawn.
pub struct Drawing<'a> {
    task: Task<'a>,
    drawn: Html,
}

enum Task<'a> {
    Draw(&'a App, Part<'a>),
    Perform(&'a Dispatch, Effect),
    Sit(&'a mut AppState, Option<Move>, &'a mut Vec<Effect>),
    Key(&'a KeyboardEvent, &'a AppState, &'a mut Option<Action>),
    Drop(&'a Event, &'a Dispatch, &'a mut bool),
}

impl Drawing<'_> {
    /// Beyond the cut.
    pub fn draw(&mut self) {
        let (app, part) = match &mut self.task {
            Task::Draw(app, part) => (*app, *part),
            Task::Perform(dispatch, effect) => return perform_here(dispatch, effect.clone()),
            Task::Sit(state, step, effects) => {
                if let Some(step) = step.take() {
                    **effects = state.step(step);
                }
                return;
            }
            Task::Key(event, state, action) => {
                **action = keys::key(event, state);
                return;
            }
            Task::Drop(event, dispatch, is_taken) => {
                **is_taken = class::dropped(event, dispatch) || corrections_file::dropped(event, dispatch);
                return;
            }
        };
        self.drawn = match part {
            Part::Facts(open) => facts(app, open),
            Part::Coverage(open) => coverage(app, open),
            Part::Tools(open) => {
                reading::hear(&app.dispatch);
                html! { <>{ tools(app, open) }{ reading_tools(app) }</> }
            }
            Part::Charts(open) => charts(app, open),
            Part::Timeline(open) => timeline(app, open),
            Part::Cards(open) => cards(app, open),
            Part::Study(open) => study(app, open),
            Part::Teach(open) => teach(app, open),
            Part::Introduction(words) => introduction(words),
            Part::Preview => preview(app),
            Part::Statistics(open) => statistics(app, open),
            Part::Offer => offer(app),
            Part::Handed => handed(app),
            Part::Settings => {
                count_when_idle(app);
                settings(app)
            }
            Part::About => about(app),
            Part::Foot => html! { <>{ deleted(app) }{ foot(app) }</> },
            Part::Help => help(app),
            Part::Tour(stop) => tour(app, stop),
            Part::TourOffer => tour_offer(app),
            Part::Class => class_page(app),
            Part::Due(open, entry) => due(app, open, entry),
            Part::DueLink(lesson, entry) => due_link(app, lesson, entry),
            Part::Shelves => {
                count_when_idle(app);
                shelves(app)
            }
            Part::LessonFacts(entry) => lesson_facts(app, entry),
            Part::LessonMenu(lesson, entry) => lesson_menu(app, lesson, entry),
            Part::Margin(open, piece) => {
                practise_charts(app);
                charts_in_margin(app, open, piece)
            }
            Part::Mark(open, mark) => mark_reading(app, open, mark),
            Part::Chapters(choosing) => chapters(app, choosing),
            Part::Refusal(trouble) => refusal(app, trouble),
            Part::Announced => announced(app),
            Part::Lost(warnings) => lost(app, warnings),
        };
    }
}

/// The way over the cut, which the binary knows.
pub type Beyond = fn(&mut Drawing);

thread_local! {
    static BEYOND: Cell<Option<Beyond>> = const { Cell::new(None) };
}

pub fn lead(beyond: Beyond) {
    BEYOND.set(Some(beyond));
}

/// A part of the screen; until it is there, that it comes or why it does not.
pub fn later(app: &App, part: Part) -> Html {
    let words = app.words;
    match (app.state.later, BEYOND.get()) {
        (Later::Here, Some(beyond)) => {
            let mut drawing = Drawing { task: Task::Draw(app, part), drawn: Html::default() };
            beyond(&mut drawing);
            drawing.drawn
        }
        (Later::Missing, _) => html! {
            // Said aloud once: of charts beside the text there may be many.
            <div class="caution" role={(!matches!(part, Part::Margin(..))).then_some("alert")} data-later="missing">
                <p>{ words.part_missing }</p>
                <button class="cta" onclick={app.click(|| Action::Fetch)}>{ words.try_again }</button>
            </div>
        },
        _ => html! { <p class="soft" role="status" data-later="awaited">{ words.opening }</p> },
    }
}

/// A part that is only missed when it is there: until then, nothing.
pub fn quiet(app: &App, part: Part) -> Html {
    if app.state.later == Later::Here { later(app, part) } else { Html::default() }
}

/// Takes a step of a sitting, where that can be done.
pub fn sit(state: &mut AppState, step: Move) -> Vec<Effect> {
    let (Later::Here, Some(beyond)) = (state.later, BEYOND.get()) else { return Vec::new() };
    let mut effects = Vec::new();
    beyond(&mut Drawing { task: Task::Sit(state, Some(step), &mut effects), drawn: Html::default() });
    effects
}

/// What a key means, where nothing on the page has heard it.
pub fn key(event: &KeyboardEvent, state: &AppState) -> Option<Action> {
    let (Later::Here, Some(beyond)) = (state.later, BEYOND.get()) else { return None };
    let mut action = None;
    beyond(&mut Drawing { task: Task::Key(event, state, &mut action), drawn: Html::default() });
    action
}

/// Takes files that were dropped, where the page on screen wants several; whether it does.
pub fn drop_files(event: &Event, dispatch: &Dispatch) -> bool {
    let (Later::Here, Some(beyond)) = (dispatch.state().later, BEYOND.get()) else { return false };
    let mut is_taken = false;
    beyond(&mut Drawing { task: Task::Drop(event, dispatch, &mut is_taken), drawn: Html::default() });
    is_taken
}

/// Does what is done beyond the cut; whether that is there.
pub fn perform(dispatch: &Dispatch, effect: &Effect) -> bool {
    let (Later::Here, Some(beyond)) = (dispatch.state().later, BEYOND.get()) else { return false };
    beyond(&mut Drawing { task: Task::Perform(dispatch, effect.clone()), drawn: Html::default() });
    true
}

/// After a render: whatever waits for its part has it fetched.
pub fn fetch_if_awaited(app: &App) {
    if app.state.later == Later::Away && dom::has(WAITING) {
        app.dispatch.send(Action::Fetch);
    }
}

#[wasm_bindgen]
extern "C" {
    /// The loader of `index.html`: makes what is beyond the cut callable.
    #[wasm_bindgen(catch, js_namespace = konspekt, js_name = later)]
    async fn load() -> Result<JsValue, JsValue>;
}

/// Makes it callable; whether that went well.
pub async fn fetch() -> bool {
    let loaded = load().await;
    if let Err(error) = &loaded {
        web_sys::console::warn_1(error);
    }
    loaded.is_ok()
}

/// Calls when the browser has nothing better to do.
pub fn when_idle(call: impl FnOnce() + 'static) {
    let call = Closure::once_into_js(call);
    let asked = dom::window().map(|window| window.request_idle_callback(call.unchecked_ref()));
    if !matches!(asked, Some(Ok(_))) {
        gloo::timers::callback::Timeout::new(WAIT, move || {
            let _ = call.unchecked_ref::<js_sys::Function>().call0(&JsValue::NULL);
        })
        .forget();
    }
}
