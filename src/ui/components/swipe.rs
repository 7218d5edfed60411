//! A swipe across a card. It is told from a scroll and from a drag by its way, and from a choice of text by its time.

use std::cell::Cell;

use web_sys::PointerEvent;

use crate::ui::dom;

/// Pixels across, and how many times as far as up or down.
const FAR: f64 = 64.0;
const STEEP: f64 = 2.0;
/// Milliseconds.
const LONG: f64 = 700.0;
/// What has a meaning of its own for a finger.
const TAKEN: &str = "input, textarea, select, button, summary, a, ol, svg";

thread_local! {
    /// Where and when a finger went down.
    static BEGAN: Cell<Option<(f64, f64, f64)>> = const { Cell::new(None) };
}

pub fn swipe_begins(event: &PointerEvent) {
    let is_finger = event.pointer_type() != "mouse" && event.is_primary();
    let is_free = is_finger && dom::closest(event, TAKEN).is_none();
    BEGAN.set(is_free.then(|| (event.client_x(), event.client_y(), event.time_stamp())));
}

/// At the end of a swipe, whether it went to the right; `None` where it was none.
pub fn swipe(event: &PointerEvent) -> Option<bool> {
    let (x, y, at) = BEGAN.take()?;
    let (across, along) = (event.client_x() - x, event.client_y() - y);
    let is_swipe = across.abs() >= FAR && across.abs() >= STEEP * along.abs() && event.time_stamp() - at <= LONG;
    is_swipe.then_some(across > 0.0)
}
