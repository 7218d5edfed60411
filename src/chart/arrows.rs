//! Changes whose levels the text does not say: an arrow from where all began, to the right for more, to the left for less.

use super::Row;
use super::numbers::Numbers;
use super::scene::{Anchor, Canvas, Class};
use super::text::wrap;
use crate::extract::Bound;

/// The radius of the mark where all began.
const SPOT: f64 = 3.0;

pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers) -> f64 {
    let text = canvas.text;
    let step = (text * 1.25).round();
    let values: Vec<f64> = rows.iter().map(|row| numbers.change(row.value)).collect();
    let rise = values.iter().copied().fold(0.0, f64::max);
    let fall = values.iter().copied().fold(0.0, |most: f64, value| most.max(-value));
    let written: Vec<String> = rows.iter().map(|row| numbers.written_change(row)).collect();
    let number = written.iter().map(|number| canvas.text_width(number, Class::Value)).fold(0.0, f64::max) + 12.0;
    let number = number.min(canvas.width * 0.45);
    // Numbers stand beyond the tips, on either side where there are arrows.
    let left = if fall > 0.0 { number } else { SPOT };
    let right = canvas.width - if rise > 0.0 { number } else { SPOT };
    let whole = (rise + fall).max(f64::MIN_POSITIVE);
    let zero = (left + (right - left).max(1.0) * (fall / whole)).clamp(SPOT, canvas.width - SPOT);
    let length = |value: f64| (right - left).max(1.0) * (value / whole);
    let half = (text * 0.42).round();
    let mut y = canvas.top + 2.0;
    for ((row, value), number) in rows.iter().zip(&values).zip(written) {
        for line in wrap(&row.label, canvas.width, text, false, 2) {
            canvas.text(0.0, y + text, Anchor::Start, Class::Label, line, Some(&row.fact));
            y += step;
        }
        let middle = y + half + 4.0;
        canvas.line((zero, y + 1.0), (zero, y + 2.0 * half + 7.0), Class::Axis);
        let way = if *value < 0.0 { -1.0 } else { 1.0 };
        let tip = (zero + length(*value)).clamp(1.0, canvas.width - 1.0);
        let head = half.min((tip - zero).abs());
        if row.bound == Bound::Exact {
            canvas.datum_path(&[(zero, middle), (tip, middle)], Class::Mark, row);
        } else {
            dashed(canvas, (zero, tip), middle, row);
        }
        let back = tip - way * head;
        canvas.datum_path(&[(back, middle - half), (tip, middle), (back, middle + half)], Class::Mark, row);
        canvas.spot((zero, middle), SPOT, row);
        let x = (tip + 8.0 * way).clamp(0.0, canvas.width);
        let anchor = if way < 0.0 { Anchor::End } else { Anchor::Start };
        canvas.text(x, middle + text * 0.36, anchor, Class::Value, number, Some(&row.fact));
        y += 2.0 * half + 8.0 + text * 0.7;
    }
    (y - text * 0.3).max(canvas.top)
}

/// A shaft in pieces: the text does not give the change exactly.
fn dashed(canvas: &mut Canvas, (from, to): (f64, f64), y: f64, row: &Row) {
    const DASH: f64 = 6.0;
    let way = if to < from { -1.0 } else { 1.0 };
    let length = (to - from).abs();
    let mut at = 0.0;
    while at < length {
        let end = (at + DASH).min(length);
        canvas.datum_path(&[(from + way * at, y), (from + way * end, y)], Class::Mark, row);
        at += DASH + 4.0;
    }
}
