//! The address of the page, as the app's [`Route`]: the part after `#`, which works on any host, in frames and on disk.

use gloo::events::EventListener;

use super::dom;
use crate::app::Route;

pub fn current() -> Route {
    Route::parse(&dom::hash())
}

pub fn go(route: &Route) {
    dom::go(&route.hash());
}

/// Listens until dropped.
pub fn watch(on_change: impl Fn(Route) + 'static) -> Option<EventListener> {
    Some(EventListener::new(&dom::window()?.into(), "hashchange", move |_| on_change(current())))
}
