//! Two points in time, joined: the tilt of the line says how fast a share grew or fell.

use super::Row;
use super::line::spans;
use super::numbers::Numbers;
use super::scale::Linear;
use super::scene::{Anchor, Canvas, Class};

pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers) -> f64 {
    let [first, .., last] = rows else { return canvas.top };
    let text = canvas.text;
    let wide = canvas.is_wide();
    let r = if wide { 5.0 } else { 4.0 };
    let room = if wide { (canvas.width * 0.36).clamp(150.0, 340.0) } else { 62.0 };
    let top = canvas.top + text + r + 4.0;
    let base = top + room;
    // Half a label stands on either side of its axis.
    let inset = |row: &Row| (canvas.text_width(&row.label, Class::Label) / 2.0).clamp(24.0, canvas.width * 0.3);
    let (left, right) = (inset(first), canvas.width - inset(last));
    let scale = Linear::tight(numbers.greatest(rows));
    let place = |value: f64| base - scale.at(value) * room;
    let (a, b) = ((left, place(numbers.point(first))), (right, place(numbers.point(last))));
    let ends = |row: &Row| {
        let (lower, upper) = numbers.ends(row);
        (place(lower), place(upper))
    };
    canvas.line((left, top), (left, base), Class::Axis);
    canvas.line((right, top), (right, base), Class::Axis);
    canvas.line((left, base), (right, base), Class::Axis);
    canvas.path(&[a, b], Class::Mark);
    // Two points are always to scale: their distance is the measure for how long the time of either is.
    spans(canvas, &[first.days(), last.days()], &[a, b], (left, right), 0.0, r);
    let reaches = [(a, first), (b, last)].map(|(at, row)| canvas.in_time(at, r, ends(row), row));
    // The number of the lower end stands below the line, that of the upper end above it. Where the lower end is so low that
    // there is no room above zero, its number goes under zero, and the times one line further down.
    let lower = |y: f64, other: f64| y > other;
    let low = |bottom: f64| bottom + text + 4.0 > base;
    let banded = (lower(a.1, b.1) && low(reaches[0].1)) || (lower(b.1, a.1) && low(reaches[1].1));
    let sides = [(a, b, first, Anchor::Start, 8.0), (b, a, last, Anchor::End, -8.0)];
    for ((at, other, row, anchor, beside), (top, bottom)) in sides.into_iter().zip(reaches) {
        let number = numbers.written(row, true);
        let (x, y) = match (lower(at.1, other.1), low(bottom)) {
            (true, true) => (
                at.0 + if beside > 0.0 { -at.0.min(24.0) } else { (canvas.width - at.0).min(24.0) },
                base + text * 1.65,
            ),
            (true, false) => (at.0 + beside, bottom + text),
            (false, _) => (at.0 + beside, top - 4.0),
        };
        canvas.text(x, y, anchor, Class::Value, number, Some(&row.fact));
    }
    let labels = base + text * if banded { 3.1 } else { 1.5 };
    for (x, row) in [(left, first), (right, last)] {
        let label = super::text::fitting(&row.label, canvas.width * 0.6, text, false);
        canvas.text(x, labels, Anchor::Middle, Class::Label, label, Some(&row.fact));
    }
    labels + text * 0.4
}
