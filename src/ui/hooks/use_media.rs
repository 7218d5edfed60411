use gloo::events::EventListener;
use yew::prelude::*;

use crate::ui::dom;

/// Whether a media query matches, kept up to date.
#[hook]
pub fn use_media(query: &'static str) -> bool {
    let matches = use_state(|| dom::matches(query));
    let setter = matches.setter();
    use_effect_with((), move |()| {
        let list = dom::window().and_then(|window| window.match_media(query).ok().flatten());
        let listener = list.map(|list| EventListener::new(&list, "change", move |_| setter.set(dom::matches(query))));
        move || drop(listener)
    });
    *matches
}
