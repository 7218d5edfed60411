//! The end of a bar whose figure the text does not give exactly: what is sure is solid, and what may be is cut into slices.

use crate::extract::Bound;

/// How long a frayed end is, and the gap between its slices, in pixels.
pub(super) const FRAY: f64 = 14.0;
const GAP: f64 = 2.0;

/// How far the parts of a bar lie from where it begins, in pixels.
pub(super) struct Frayed {
    pub solid: f64,
    /// Where the last slice ends.
    pub tip: f64,
    /// Where each slice begins, and how long it is.
    pub slices: Vec<(f64, f64)>,
}

/// The end of a bar of this length: sliced around the figure for "about", beyond it for "over", before it for "under", and up
/// to `upper` for a range; within the room that there is.
pub(super) fn frayed(bound: Bound, length: f64, upper: f64, room: f64) -> Frayed {
    let fray = FRAY.min(length);
    let (solid, tip) = match bound {
        Bound::Exact => (length, length),
        Bound::About => (length - fray / 2.0, length + fray / 2.0),
        Bound::Over | Bound::AtLeast => (length, length + fray),
        Bound::Under | Bound::UpTo => (length - fray, length),
        Bound::Between => (length, length.max(upper)),
    };
    let tip = tip.min(room).max(0.0);
    let solid = solid.clamp(0.0, tip);
    let mut slices = Vec::new();
    // Slices grow thinner towards the tip; long ranges have more of them.
    let mut at = solid + GAP;
    while at + 1.0 <= tip {
        let share = (tip - at) / (tip - solid).max(1.0);
        let slice = (1.0 + 2.0 * share).min(tip - at);
        slices.push((at, slice));
        at += slice + GAP;
    }
    Frayed { solid, tip, slices }
}
