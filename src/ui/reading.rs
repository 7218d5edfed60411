//! What is heard while a text is read, in the later half: where its reader is, and that it is printed.

use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use web_sys::Element;

use super::dom;
use super::hooks::Dispatch;
use super::pages::READER;
use crate::app::Action;

/// Milliseconds without a move after which somebody reads there.
const REST: u32 = 200;
/// What is higher in the window than this is under the bar, or has been read, pixels.
const TOP: f64 = 72.0;
/// Milliseconds for the whole text to be drawn before it is printed.
const DRAWN: u32 = 50;

thread_local! {
    static IS_HEARD: Cell<bool> = const { Cell::new(false) };
    static WAIT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// The place that was told of last.
    static TOLD: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Hears from now on, once, as long as the page is there.
pub fn hear(dispatch: &Dispatch) {
    let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return };
    if IS_HEARD.replace(true) {
        return;
    }
    let to = dispatch.clone();
    EventListener::new(&window, "scroll", move |_| {
        let to = to.clone();
        WAIT.set(Some(Timeout::new(REST, move || tell(&to))));
    })
    .forget();
    let to = dispatch.clone();
    EventListener::new(&document, "visibilitychange", move |_| {
        if dom::is_out_of_sight() {
            tell(&to);
            to.send(Action::Away { now: dom::now() });
        }
    })
    .forget();
    for (kind, is_printing) in [("beforeprint", true), ("afterprint", false)] {
        let to = dispatch.clone();
        EventListener::new(&window, kind, move |_| {
            if to.state().is_printing != is_printing {
                to.send(Action::Print(is_printing));
            }
        })
        .forget();
    }
}

/// Prints the page, once all of the text is there.
pub fn print(dispatch: &Dispatch) {
    dispatch.send(Action::Print(true));
    let to = dispatch.clone();
    Timeout::new(DRAWN, move || {
        // A browser that cannot print says nothing afterwards either.
        if dom::window().is_none_or(|window| window.print().is_err()) {
            to.send(Action::Print(false));
        }
    })
    .forget();
}

/// Tells where the reader is, if that is another place than before.
fn tell(dispatch: &Dispatch) {
    let Some(at) = at() else { return TOLD.set(None) };
    if TOLD.replace(Some(at)) != Some(at) && !dispatch.state().is_printing {
        dispatch.send(Action::Reading { at, now: dom::now() });
    }
}

/// The byte with which the first words in the window begin.
fn at() -> Option<usize> {
    let blocks = dom::by_id(READER)?.query_selector_all("[data-from]").ok()?;
    let blocks =
        (0..blocks.length()).filter_map(|index| wasm_bindgen::JsCast::dyn_into::<Element>(blocks.get(index)?).ok());
    let mut in_sight = blocks.skip_while(|block| block.get_bounding_client_rect().bottom() < TOP);
    in_sight.next()?.get_attribute("data-from")?.parse().ok()
}
