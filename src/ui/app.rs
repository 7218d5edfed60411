//! The app as a whole: which page is on screen, and what stands around it.

use web_sys::{DragEvent, File};
use yew::prelude::*;

use super::components::{Header, Notices};
use super::hooks::{App as Hold, Dispatch, Shown, use_app, use_app_root};
use super::pages::{LessonPage, Library, Settings};
use super::{dom, route};
use crate::app::{Action, Input, Route, Trouble};
use crate::deck::Interface;
use crate::ingest::{IngestError, LIMIT};

pub fn mount() {
    dom::watch_for_panics(|| dom::interface().unwrap_or(Interface::English));
    if let Some(root) = dom::by_id("app") {
        yew::Renderer::<Root>::with_root(root.into()).render();
    }
}

#[component]
fn Root() -> Html {
    let (shown, dispatch) = use_app_root();
    html! {
        <ContextProvider<Dispatch> context={dispatch}>
            <ContextProvider<Shown> context={shown}>
                <Screen />
            </ContextProvider<Shown>>
        </ContextProvider<Dispatch>>
    }
}

#[component]
fn Screen() -> Html {
    let app = use_app();
    let Hold { state, words, .. } = &app;
    let is_dragging = use_state(|| false);

    let name = match (&state.route, state.entry()) {
        (Route::Lesson { .. }, Some((_, entry))) => format!("{} — Konspekt", entry.title),
        (Route::Settings, _) => format!("{} — Konspekt", words.settings),
        _ => "Konspekt".to_owned(),
    };
    use_effect_with((state.interface(), state.deck.theme(), name), {
        let lang = words.lang;
        move |(_, theme, name): &(Interface, crate::deck::Theme, String)| dom::present(lang, *theme, name)
    });
    // A new view begins at its top, unless the address names a place in it.
    let place = match &state.route {
        Route::Lesson { at: Some(_), .. } => None,
        route => Some(route.hash()),
    };
    let is_first = use_mut_ref(|| true);
    use_effect_with(place, move |place| {
        if place.is_some() && !is_first.replace(false) {
            dom::scroll_to_top();
            if let Some(main) = dom::by_id("main") {
                dom::focus(&main);
            }
        }
    });

    let ondragover = {
        let is_dragging = is_dragging.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            is_dragging.set(true);
        })
    };
    let ondragleave = {
        let is_dragging = is_dragging.clone();
        // Leaving the window has no related target; moving between elements of the page has one.
        Callback::from(move |event: DragEvent| {
            if event.related_target().is_none() {
                is_dragging.set(false);
            }
        })
    };
    let ondrop = {
        let (is_dragging, send) = (is_dragging.clone(), app.sender());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            is_dragging.set(false);
            if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
                give_file(file, send.clone());
            }
        })
    };

    html! {
        <div class="screen" {ondragover} {ondragleave} {ondrop}>
            <a class="skip" href={state.route.hash()} onclick={skip}>{ words.skip_to_content }</a>
            <Header />
            <Notices />
            <main id="main" tabindex="-1">
                { match &state.route {
                    Route::Library => html! { <Library /> },
                    Route::Settings => html! { <Settings /> },
                    Route::Lesson { .. } => html! { <LessonPage /> },
                } }
            </main>
            if *is_dragging {
                <div class="drop-here" aria-hidden="true">{ words.drop_here }</div>
            }
        </div>
    }
}

/// The address holds the route, so the link to the content moves the focus by itself.
fn skip(event: MouseEvent) {
    event.prevent_default();
    if let Some(main) = dom::by_id("main") {
        dom::show(&main);
    }
}

/// Takes in a file that was opened or dropped.
pub fn give_file(file: File, send: Callback<Action>) {
    let bytes = file.size();
    if bytes > LIMIT as f64 {
        let error = IngestError::TooLarge { bytes: bytes as usize };
        return send.emit(Action::NotGiven(Trouble::Refused(error)));
    }
    let name = file.name();
    wasm_bindgen_futures::spawn_local(async move {
        let action = match gloo::file::futures::read_as_bytes(&file.into()).await {
            Ok(bytes) => {
                let input = Input::Bytes(bytes.into());
                Action::Given { input, name: Some(name), mint: dom::mint(), now: dom::now() }
            }
            Err(_) => Action::NotGiven(Trouble::Unreadable),
        };
        send.emit(action);
        route::go(&Route::Library);
    });
}
