//! The address of the page, as the app's [`Route`]: the part after `#`, which works on any host, in frames and on disk.

use super::dom;
use crate::app::Route;

pub fn current() -> Route {
    let hash = dom::hash();
    Route::parse(if dom::is_embed() { &hash[dom::EMBED.len()..] } else { &hash })
}

pub fn go(route: &Route) {
    dom::go(&route.hash());
}
