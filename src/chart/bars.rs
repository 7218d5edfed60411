//! Bars from zero: groups at one time, or one count at two times.

use super::Row;
use super::scale::Linear;
use super::scene::{Anchor, Canvas, Class, Numbers};
use super::text::wrap;

pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers) -> f64 {
    let text = canvas.text;
    let widest = rows.iter().map(|row| canvas.text_width(&row.label, Class::Label)).fold(0.0, f64::max);
    // Short labels stand left of their bars, long ones above.
    let beside = widest <= canvas.width * 0.34;
    let left = if beside { (widest + 8.0).ceil() } else { 0.0 };
    let height = (text * 1.4).round();
    let room = canvas.width - left - uncertain_room(rows);
    let scale = Linear::tight(numbers.greatest(rows));
    let mut y = canvas.top + 2.0;
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
        let value = numbers.value(row.value);
        let upper = left + scale.at(numbers.value(row.greatest())) * room;
        bar_with_number(canvas, (left, y), left + scale.at(value) * room, height, Class::Bar, row, upper, numbers);
        y += height + if beside { (text * 0.8).round() } else { text };
    }
    (y - text * 0.4).max(canvas.top)
}

/// Bars that are frayed beyond their figure need room for it.
pub(super) fn uncertain_room(rows: &[Row]) -> f64 {
    if rows.iter().any(|row| row.bound != crate::extract::Bound::Exact) { 16.0 } else { 0.0 }
}

/// The base line of a text that stands in the middle of a bar.
pub(super) fn baseline(height: f64, text: f64) -> f64 {
    height / 2.0 + text * 0.36
}

/// A bar, its number on it where it fits, else after it.
#[allow(clippy::too_many_arguments)]
pub(super) fn bar_with_number(
    canvas: &mut Canvas,
    (x, y): (f64, f64),
    end: f64,
    height: f64,
    class: Class,
    row: &Row,
    upper: f64,
    numbers: &Numbers,
) {
    let solid = canvas.bar((x, y), end, height, class, row, upper);
    let number = numbers.written(row, true);
    let wide = canvas.text_width(&number, Class::Value);
    let base = y + baseline(height, canvas.text);
    let on_bar = if class == Class::Bar { Class::Inside } else { Class::Value };
    let after = end.max(upper) + 6.0 + if row.bound == crate::extract::Bound::Exact { 0.0 } else { 14.0 };
    if solid - x >= wide + 14.0 {
        canvas.text(solid - 7.0, base, Anchor::End, on_bar, number, Some(&row.fact));
    } else if after + wide <= canvas.width {
        canvas.text(after, base, Anchor::Start, Class::Value, number, Some(&row.fact));
    } else {
        // A narrow drawing: the number moves left until it fits, over the thin end of the bar.
        canvas.text(canvas.width, base, Anchor::End, Class::Value, number, Some(&row.fact));
    }
}
