//! Bars from zero: groups at one time, or one count at two times.

use super::Row;
use super::fray::FRAY;
use super::numbers::Numbers;
use super::scale::Linear;
use super::scene::{Anchor, Canvas, Class};
use super::text::wrap;
use crate::extract::Bound;

pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers) -> f64 {
    let text = canvas.text;
    let widest = rows.iter().map(|row| canvas.text_width(&row.label, Class::Label)).fold(0.0, f64::max);
    // Short labels stand left of their bars, long ones above.
    let beside = widest <= canvas.width * 0.34;
    let left = if beside { (widest + 8.0).ceil() } else { 0.0 };
    let height = (text * 1.4).round();
    let scale = Linear::tight(numbers.greatest(rows));
    let room = room(canvas, rows, numbers, &scale, left);
    let mut y = canvas.top + 2.0;
    let first = y;
    let mut last = y;
    for row in rows {
        if beside {
            let label = row.label.clone();
            canvas.text(left - 8.0, y + baseline(height, text), Anchor::End, Class::Label, label, Some(&row.fact));
        } else {
            for line in wrap(&row.label, canvas.width, text, false, 2) {
                canvas.text(0.0, y + text, Anchor::Start, Class::Label, line, Some(&row.fact));
                y += (text * 1.25).round();
            }
            y += 2.0;
        }
        let value = numbers.value(row.amount());
        let upper = left + scale.at(numbers.value(row.greatest())) * room;
        let bar = Bar { x: left, y, end: left + scale.at(value) * room, upper, height, track: (0.0, 0.0) };
        bar_with_number(canvas, &bar, Class::Bar, row, numbers);
        last = y + height;
        y += height + if beside { (text * 0.8).round() } else { text };
    }
    if beside && !rows.is_empty() {
        // Zero, from which all bars start.
        canvas.line((left, first - 2.0), (left, last + 2.0), Class::Axis);
    }
    (y - text * 0.4).max(canvas.top)
}

/// How long the greatest bar may be, so that frayed ends and the numbers after short bars fit beside it.
pub(super) fn room(canvas: &Canvas, rows: &[Row], numbers: &Numbers, scale: &Linear, left: f64) -> f64 {
    let full = canvas.width - left;
    let mut room = full;
    for row in rows {
        let fray = if row.bound == Bound::Exact { 0.0 } else { FRAY + 2.0 };
        room = room.min(full - fray);
        let number = canvas.text_width(&numbers.written(row, true), Class::Value);
        let share = scale.at(numbers.value(row.amount()));
        if share * room < number + 14.0 + fray {
            // share * room + gap + number must fit; no bar gets shorter than half of what there is.
            let longest = scale.at(numbers.value(row.greatest())).max(share).max(0.01);
            room = room.min(((full - number - 6.0 - fray) / longest).max(full / 2.0));
        }
    }
    room
}

/// The base line of a text that stands in the middle of a bar.
pub(super) fn baseline(height: f64, text: f64) -> f64 {
    height / 2.0 + text * 0.36
}

/// A bar from `x` to `end` (its frayed end to `upper`), its number on it where that fits, else after it and on or behind
/// `track`, what the bar is a part of.
pub(super) fn bar_with_number(canvas: &mut Canvas, bar: &Bar, class: Class, row: &Row, numbers: &Numbers) {
    let Bar { x, y, end, upper, height, track } = *bar;
    let (solid, tip) = canvas.bar((x, y), end, height, class, row, upper);
    let number = numbers.written(row, true);
    let wide = canvas.text_width(&number, Class::Value);
    let base = y + baseline(height, canvas.text);
    let on_bar = if class == Class::Bar { Class::Inside } else { Class::Value };
    let after = tip + 6.0;
    // On the solid part of the track or behind it, never across its end.
    let after = if after + wide + 4.0 <= track.0 { after } else { after.max(track.1 + 6.0) };
    if solid - x >= wide + 14.0 {
        canvas.text(solid - 7.0, base, Anchor::End, on_bar, number, Some(&row.fact));
    } else if after + wide <= canvas.width {
        canvas.text(after, base, Anchor::Start, Class::Value, number, Some(&row.fact));
    } else {
        canvas.text(canvas.width, base, Anchor::End, Class::Value, number, Some(&row.fact));
    }
}

/// Where a bar lies.
pub(super) struct Bar {
    pub x: f64,
    pub y: f64,
    pub end: f64,
    pub upper: f64,
    pub height: f64,
    /// How far its solid part and its last slice reach.
    pub track: (f64, f64),
}
