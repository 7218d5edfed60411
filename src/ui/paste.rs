//! Texts that come otherwise than by typing: a paste that knows its headings and lists, and a text in the address.

use std::cell::RefCell;

use wasm_bindgen::JsCast;

use super::dom;
use crate::app::Input;
use crate::formats::html::FRAGMENT;

/// What an address with a text begins with. It stands behind `#`, which no browser sends to a server.
const ADDRESSED: &str = "#text=";
/// A longer address is no small text, bytes.
const LONGEST: usize = 256 << 10;
/// Elements that a plain text loses.
const STRUCTURE: &[&str] = &["<h1", "<h2", "<h3", "<h4", "<li", "<tr", "<blockquote"];

thread_local! {
    /// What was pasted last: as plain text and as HTML.
    static RICH: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
}

/// Remembers what is pasted into the field for texts, where it has a structure.
pub fn note(event: &web_sys::Event) {
    if dom::closest(event, "#text").is_none() {
        return;
    }
    // Typed bindings of the clipboard would weigh more than these two calls.
    let data = js_sys::Reflect::get(event, &"clipboardData".into()).ok();
    let data = data.and_then(|data| data.dyn_into::<web_sys::DataTransfer>().ok());
    let of = |kind: &str| data.as_ref().and_then(|data| data.get_data(kind).ok()).unwrap_or_default();
    let html = of("text/html");
    let has_structure = STRUCTURE.iter().any(|element| html.contains(element));
    RICH.set(has_structure.then(|| (of("text/plain"), html)));
}

/// What the field for texts holds: the paste with its structure, if nothing was changed after it.
pub fn given(written: &str) -> Input {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let rich = RICH.take().filter(|(plain, _)| words(plain) == words(written));
    match rich {
        Some((_, html)) => Input::Bytes([FRAGMENT, &html].concat().into_bytes().into()),
        None => Input::Text(written.into()),
    }
}

/// The text that the address holds.
pub fn addressed() -> Option<String> {
    let hash = dom::address();
    let written = hash.strip_prefix(ADDRESSED).filter(|written| written.len() <= LONGEST)?;
    let text = match js_sys::decode_uri_component(written) {
        Ok(text) => text.as_string()?,
        Err(error) => {
            web_sys::console::warn_1(&error);
            return None;
        }
    };
    (!text.trim().is_empty()).then_some(text)
}
