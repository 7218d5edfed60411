//! The app as a whole: which page is on screen, and what stands around it.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::components::{
    CARD_DIALOG, CHAPTERS, CORRECT_DIALOG, DIALOG, FIELD, HELP, PUBLISH_DIALOG, TOUR, header, notices,
};
use super::dom;
use super::hooks::{App, use_app, use_listeners};
use super::later::{self, Part, later, quiet};
use super::pages::{MARK, READER, lesson_page, library};
use crate::app::tour::Stop;
use crate::app::{AppState, Dictionary, MarkId, Route, Target, View, Walked};
use crate::card::CardId;
use crate::deck::Interface;

pub fn mount() {
    dom::watch_for_panics(|| dom::interface().unwrap_or(Interface::English));
    if let Some(root) = dom::by_id("app") {
        yew::Renderer::<Screen>::with_root(root.into()).render();
    }
}

#[component]
fn Screen() -> Html {
    let app = use_app();
    use_listeners(&app);
    let last = use_mut_ref(Last::default);
    use_effect({
        let app = app.clone();
        move || after_render(&app, &last)
    });
    let App { state, words, .. } = &app;
    html! {
        <div class="screen" data-framed={state.framed.is_some().to_string()} data-store={if state.is_writing() { "writing" } else { "kept" }} data-tour={state.tour().map(Stop::name)} data-dictionary={match state.dictionary { Dictionary::Awaited => "awaited", Dictionary::Here => "here", Dictionary::Missing => "missing" }}>
            if state.is_previewing() {
                { quiet(&app, Part::Preview) }
            }
            if !state.is_part() {
                { header(&app, skip) }
            }
            { notices(&app) }
            <main id="main" tabindex="-1">
                { match &state.route {
                    Route::Library => library(&app),
                    Route::Statistics => later(&app, Part::Statistics(None)),
                    Route::Settings => later(&app, Part::Settings),
                    Route::About => later(&app, Part::About),
                    Route::Class => later(&app, Part::Class),
                    Route::Lesson { .. } => lesson_page(&app),
                } }
            </main>
            <div role="status" class="unseen" id="announced">{ quiet(&app, Part::Announced) }</div>
            if let Some(choosing) = &state.choosing {
                { later(&app, Part::Chapters(choosing)) }
            }
            if let Some(stop) = state.tour() {
                { later(&app, Part::Tour(stop)) }
            }
            if state.is_helping {
                { later(&app, Part::Help) }
            }
            if state.is_dragging {
                <div class="drop-here" aria-hidden="true">{ words.drop_here }</div>
            }
        </div>
    }
}

/// The address holds the route, so the link to the content moves the focus by itself.
fn skip(event: MouseEvent) {
    event.prevent_default();
    if let Some(main) = dom::by_id("main") {
        dom::focus(&main);
    }
}

/// What was on screen after the last render, as far as it matters for what the browser is told.
#[derive(Default)]
struct Last {
    /// The address.
    route: Option<Route>,
    /// The sentence that was shown, by its address.
    found: Option<Route>,
    /// The lesson, the page of its text, and how many kinds of marks are switched off.
    text: Option<(usize, usize, usize)>,
    /// The page that was come to from mark to mark.
    walked: Option<Walked>,
    selected: Option<MarkId>,
    editing: Option<CardId>,
    correcting: Option<Target>,
    is_helping: bool,
    is_publishing: bool,
    tour: Option<Stop>,
    is_choosing: bool,
    /// The card that is asked, and when it came up.
    asked: Option<(CardId, i64)>,
    /// The order that is being made.
    order: Vec<usize>,
}

/// Tells the browser what elements alone cannot say: title and language, focus, what to scroll to, open dialogs.
fn after_render(app: &App, last: &RefCell<Last>) {
    let state = &app.state;
    later::fetch_if_awaited(app);
    let mut last = last.borrow_mut();
    let name = match (&state.route, state.entry()) {
        (Route::Lesson { .. }, Some((_, entry))) => format!("{} — Konspekt", entry.title),
        (Route::Statistics, _) => format!("{} — Konspekt", app.words.progress_of_all),
        (Route::Settings, _) => format!("{} — Konspekt", app.words.settings),
        (Route::Class, _) => format!("{} — Konspekt", app.words.class_of),
        _ => "Konspekt".to_owned(),
    };
    dom::present(app.words.lang, state.theme(), [state.deck.text_size(), state.deck.spacing()], &name);

    // A new view begins at its top, unless the address names a place in it; the first one is the browser's affair.
    if last.route.as_ref() != Some(&state.route) {
        let names_place = matches!(state.route, Route::Lesson { at: Some(_), .. });
        if last.route.is_some() && !names_place {
            dom::scroll_to_top();
            if let Some(main) = dom::by_id("main") {
                dom::focus(&main);
            }
        }
        last.route = Some(state.route.clone());
        last.found = None;
    }
    if matches!(state.route, Route::Lesson { view: View::Text, .. }) {
        show_text(state, &mut last);
    } else {
        last.text = None;
    }
    if state.selected.is_some() && last.selected != state.selected {
        dom::open_dialog(DIALOG);
    }
    last.selected = state.selected;
    if last.editing != state.editing {
        if state.editing.is_some() {
            dom::open_dialog(CARD_DIALOG);
        }
        last.editing = state.editing.clone();
    }
    if last.correcting != state.correcting {
        if state.correcting.is_some() {
            dom::open_dialog(CORRECT_DIALOG);
        }
        last.correcting = state.correcting.clone();
    }
    if state.publishing.is_some() && !last.is_publishing {
        dom::open_dialog(PUBLISH_DIALOG);
    }
    last.is_publishing = state.publishing.is_some();
    if state.is_helping && !last.is_helping {
        dom::open_dialog(HELP);
    }
    last.is_helping = state.is_helping;
    if last.tour != state.tour() {
        // At its end the focus would be nowhere.
        let next = dom::by_id(TOUR).or_else(|| dom::by_id("main").filter(|_| last.tour.is_some()));
        if let Some(next) = next {
            dom::focus(&next);
            last.tour = state.tour();
        }
    }
    if state.choosing.is_some() && !last.is_choosing {
        dom::open_dialog(CHAPTERS);
    }
    last.is_choosing = state.choosing.is_some();
    follow_turn(state, &mut last);
}

/// A field waits for keys as soon as its card is asked, and an item keeps the focus when it is moved.
fn follow_turn(state: &AppState, last: &mut Last) {
    let is_study = matches!(state.route, Route::Lesson { view: View::Study, .. });
    let turn = state
        .session
        .as_ref()
        .and_then(|session| session.turn.as_ref())
        .filter(|turn| is_study && turn.answer.is_none());
    let asked = turn.map(|turn| (turn.card.clone(), turn.since));
    if last.asked != asked {
        // On a phone the keyboard would cover the card.
        if !state.is_narrow
            && let Some(field) = dom::by_id(FIELD)
        {
            dom::focus(&field);
        }
        last.asked = asked;
    }
    let draft = turn.map(|turn| &turn.draft);
    let order = draft.map(|draft| draft.order.clone()).unwrap_or_default();
    if last.order != order {
        let moved = draft.filter(|draft| draft.held.is_none()).and_then(|draft| draft.moved);
        if let Some(item) = moved.and_then(|item| dom::by_id(&format!("item-{item}"))) {
            dom::focus(&item);
        }
        last.order = order;
    }
}

fn show_text(state: &AppState, last: &mut Last) {
    let text = state.shown().map(|open| (Rc::as_ptr(open) as usize, state.text_page(), state.hidden.len()));
    if text.is_some() && last.text != text {
        // With a kind of marks that is switched off, the tab stop may have gone.
        if let Some(reader) = dom::by_id(READER) {
            dom::first_tab_stop(&reader, MARK);
            if let Some(walked) = state.walked.filter(|_| last.walked != state.walked) {
                let _ = dom::focus_end(&reader, MARK, !walked.is_forward);
            }
            last.walked = state.walked;
        }
        dom::measure_after_frame("facts-on-screen", "paste");
    }
    let text_is_there = text.is_some();
    last.text = text;
    if last.found.is_none() && state.page.is_none() && text_is_there {
        if let Some(sentence) = dom::by_id("found") {
            dom::show(&sentence);
            last.found = Some(state.route.clone());
        } else if let Some(place) = state.resumed {
            if let Some(words) = dom::by_selector(&format!("[data-from='{place}']")) {
                dom::bring_up(&words);
            }
            last.found = Some(state.route.clone());
        }
    }
}
