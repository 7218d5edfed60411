use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, KeyboardEvent};
use yew::prelude::*;

use super::App;
use crate::app::Action;
use crate::ui::pages::{For, give_files};
use crate::ui::{dom, later, paste, route};

/// Hears of the address, of keys, of files that are dragged in and of the window's width, as long as the app is there.
#[hook]
pub fn use_listeners(app: &App) {
    let dispatch = app.dispatch.clone();
    use_effect_with((), move |()| {
        let mut listeners = Vec::new();
        if let Some(window) = dom::window() {
            let mut hear = |kind: &'static str, handler: Box<dyn Fn(&Event)>| {
                let options = EventListenerOptions::enable_prevent_default();
                listeners.push(EventListener::new_with_options(&window, kind, options, move |event| handler(event)));
            };
            let to = dispatch.clone();
            hear(
                dom::ADDRESS_CHANGE,
                Box::new(move |event| {
                    dom::follow(event);
                    // Where the state has gone first, the address only follows.
                    to.take_addressed();
                    let route = route::current();
                    if to.state().route != route {
                        to.send(Action::Went { route, now: dom::now() });
                    }
                }),
            );
            if dom::is_framed() {
                // A frame's address stays; one without an address would lead to the page around it.
                hear(
                    "click",
                    Box::new(|event| {
                        let is_ours = !event.default_prevented()
                            && (dom::is_without_address() || !dom::is_for_another_tab(event));
                        if let Some(hash) = dom::link_under(event).filter(|_| is_ours) {
                            event.prevent_default();
                            dom::go(&hash);
                        }
                    }),
                );
            }
            let to = dispatch.clone();
            hear(
                "resize",
                Box::new(move |_| {
                    let is_narrow = dom::is_narrow();
                    if to.state().is_narrow != is_narrow {
                        to.send(Action::Narrow(is_narrow));
                    }
                }),
            );
            let to = dispatch.clone();
            hear(
                "keydown",
                Box::new(move |event| {
                    let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| dom::is_for_page(event)) else {
                        return;
                    };
                    if let Some(action) = later::key(event, &to.state()) {
                        event.prevent_default();
                        to.send(action);
                    }
                }),
            );
            hear("paste", Box::new(paste::note));
            let to = dispatch.clone();
            hear(
                "beforeunload",
                Box::new(move |event| {
                    // The browser asks once more.
                    if to.state().is_losing() {
                        event.prevent_default();
                    }
                }),
            );
            let to = dispatch.clone();
            hear(
                "dragover",
                Box::new(move |event| {
                    event.prevent_default();
                    if !to.state().is_dragging {
                        to.send(Action::Drag(true));
                    }
                }),
            );
            let to = dispatch.clone();
            hear(
                "dragleave",
                Box::new(move |event| {
                    // Leaving the window has no related target; moving between elements of the page has one.
                    if event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none()) {
                        to.send(Action::Drag(false));
                    }
                }),
            );
            let to = dispatch.clone();
            hear(
                "drop",
                Box::new(move |event| {
                    event.prevent_default();
                    to.send(Action::Drag(false));
                    if later::drop_files(event, &to) {
                        return;
                    }
                    let files = event.dyn_ref::<DragEvent>().and_then(|event| event.data_transfer()?.files());
                    let files = files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect());
                    give_files(files.unwrap_or_default(), For::Anything, to.clone());
                }),
            );
        }
        move || drop(listeners)
    });
}
