//! The lesson as a learner gets it: the way there, and what stands over it meanwhile.

use std::cell::Cell;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::app::Action;
use crate::deck::{Entry, Share};
use crate::ui::dom;
use crate::ui::hooks::{App, Dispatch};

thread_local! {
    static IS_HEARD: Cell<bool> = const { Cell::new(false) };
}

/// The way to it.
pub fn preview_button(app: &App, entry: &Entry) -> Html {
    let words = app.words.teach();
    let is_in_part = entry.work.publication.as_ref().is_some_and(|publication| publication.share != Share::Full);
    let begin = app.click_at(|now| Action::Preview { begins: true, now });
    html! {
        <section data-section="preview">
            <p>
                <button class="plain" data-do="preview" disabled={!app.state.can_preview()} aria-describedby="preview-help" onclick={begin}>
                    { words.preview }
                </button>
            </p>
            <p class="soft" id="preview-help">
                { words.preview_help }
                if is_in_part {
                    { " " }{ words.preview_is_whole }
                }
            </p>
        </section>
    }
}

/// Says what is on screen, and ends it.
pub fn preview(app: &App) -> Html {
    let words = app.words.teach();
    hear(&app.dispatch);
    html! {
        <section class="notices preview" id="preview" aria-labelledby="previewing">
            <div class="notice">
                <p role="status" id="previewing">{ words.previewing }</p>
                <button class="cta" data-do="end-preview" onclick={app.click_at(|now| Action::Preview { begins: false, now })}>
                    { words.end_preview }{ " " }<kbd>{ "Esc" }</kbd>
                </button>
            </div>
        </section>
    }
}

/// Escape is heard in fields too, which keep other keys to themselves: the learner who is asked for an answer stands in one.
fn hear(dispatch: &Dispatch) {
    let Some(document) = dom::document().filter(|_| !IS_HEARD.replace(true)) else { return };
    let to = dispatch.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "keydown", options, move |event| {
        let is_escape =
            event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.code() == "Escape" && !key.is_composing());
        let is_free = !event.default_prevented() && !dom::has("dialog[open]");
        if is_escape && is_free && to.state().is_previewing() && to.state().tour().is_none() {
            event.prevent_default();
            to.send(Action::Preview { begins: false, now: dom::now() });
        }
    })
    .forget();
}
