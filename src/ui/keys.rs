//! What keys mean wherever one is; those of a place are heard there.

use web_sys::KeyboardEvent;

use super::dom;
use super::pages::study_key;
use crate::app::{Action, AppState, TourAct};

pub fn key(event: &KeyboardEvent, state: &AppState) -> Option<Action> {
    if event.code() == "Escape" && state.tour().is_some() {
        return Some(Action::Tour(TourAct::Leave { now: dom::now() }));
    }
    // By its place as of the other keys, or where the layout has the sign itself elsewhere. It writes a character, so it is switched
    // off with the others.
    if state.deck.has_keys() && (event.code() == "Slash" && event.shift_key() || event.key() == "?") {
        return Some(Action::Help(true));
    }
    study_key(event, state)
}
