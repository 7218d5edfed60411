//! The address of the page, as the app's [`Route`]: the part after `#`, which works on any host, in frames and on disk.

use super::dom;
use crate::app::Route;

pub fn current() -> Route {
    Route::parse(&dom::address())
}

pub fn go(route: &Route) {
    dom::go(&route.hash());
}
