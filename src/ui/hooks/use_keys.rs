use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::ui::dom;

/// Listens to keys on the whole page while the component is there. `handler` gets keys that are meant for nothing else
/// and tells whether it took them. It is renewed with every render.
#[hook]
pub fn use_keys(handler: impl Fn(&KeyboardEvent) -> bool + 'static) {
    let latest = use_mut_ref(|| None::<Box<dyn Fn(&KeyboardEvent) -> bool>>);
    *latest.borrow_mut() = Some(Box::new(handler));
    use_effect_with((), move |()| {
        let listener = dom::document().map(|document| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| dom::is_for_page(event)) else {
                    return;
                };
                let handler = latest.borrow();
                if handler.as_ref().is_some_and(|handler| handler(event)) {
                    event.prevent_default();
                }
            })
        });
        move || drop(listener)
    });
}
