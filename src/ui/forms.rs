//! Forms in a frame: a sandbox without `allow-forms` takes every submission away before the page hears of it. Nothing is ever sent
//! anywhere by a form here, so a frame's page hears the click and the key itself and tells the form, whatever the sandbox allows.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, HtmlButtonElement, HtmlFormElement, HtmlInputElement, KeyboardEvent, SubmitEvent,
};

use super::dom;

/// Hears from now on, as long as the page is there.
pub fn hear() {
    let Some(document) = dom::document() else { return };
    on(&document, "click", |event| {
        let button: HtmlButtonElement = dom::element_around(event, "button")?.dyn_into().ok()?;
        if button.type_() == "submit" { button.form() } else { None }
    });
    on(&document, "keydown", |event| {
        let key = event.dyn_ref::<KeyboardEvent>()?;
        let field = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
        if key.key() == "Enter" && !key.is_composing() { field.form() } else { None }
    });
}

/// Hands in the form that an event means, unless somebody has taken the event.
fn on(document: &Document, kind: &'static str, form: impl Fn(&Event) -> Option<HtmlFormElement> + 'static) {
    EventListener::new_with_options(document, kind, EventListenerOptions::enable_prevent_default(), move |event| {
        if event.default_prevented() {
            return;
        }
        if let Some(form) = form(event) {
            event.prevent_default();
            hand_in(&form);
        }
    })
    .forget();
}

/// What a browser does with a form before it would send it.
fn hand_in(form: &HtmlFormElement) {
    if form.unchecked_ref::<Element>().has_attribute("novalidate") || form.report_validity() {
        let init = web_sys::SubmitEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        if let Ok(submitted) = SubmitEvent::new_with_event_init_dict("submit", &init) {
            let _ = form.dispatch_event(&submitted);
        }
    }
}
