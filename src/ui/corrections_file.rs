//! A file of corrections on its way in: chosen where what was read is checked, or dropped there.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Event, File, HtmlInputElement};
use yew::Callback;

use super::dom;
use super::hooks::Dispatch;
use crate::app::{Action, CorrectAct, Route, Trouble, View};

/// Bytes of such a file; nobody corrects so much by hand.
const LARGEST: f64 = 32_000_000.0;

/// Takes in the file that is chosen in a field.
pub fn chosen(dispatch: &Dispatch) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            read(dispatch.clone(), file);
        }
        // So that the same file can be chosen again.
        input.set_value("");
    })
}

/// Takes in what was dropped, where that is such a file and the page on screen is the one for it; whether it is.
pub fn dropped(event: &Event, dispatch: &Dispatch) -> bool {
    let state = dispatch.state();
    let is_place = matches!(state.route, Route::Lesson { view: View::Coverage, .. }) && state.only.is_none();
    let files = event.dyn_ref::<DragEvent>().and_then(|event| event.data_transfer()?.files());
    let Some(file) = files.filter(|files| is_place && files.length() == 1).and_then(|files| files.get(0)) else {
        return false;
    };
    let is_one = file.name().ends_with(".json");
    if is_one {
        read(dispatch.clone(), file);
    }
    is_one
}

fn read(dispatch: Dispatch, file: File) {
    spawn_local(async move {
        // What is larger is none, and not read.
        let bytes = match file.size() <= LARGEST {
            true => gloo::file::futures::read_as_bytes(&file.into()).await,
            false => Ok(Vec::new()),
        };
        let Ok(bytes) = bytes else { return dispatch.send(Action::NotGiven(Trouble::Unreadable)) };
        let file = String::from_utf8_lossy(&bytes).into_owned();
        dispatch.send(Action::Correct { act: CorrectAct::TakeIn(file), now: dom::now() });
    });
}
