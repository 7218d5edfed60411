//! Changes of one thing at several times: columns from zero, up for more and down for less, at the distances of their times.

use super::Row;
use super::fray::FRAY;
use super::line::{ends_first, times};
use super::numbers::Numbers;
use super::scale::{along_time, is_to_scale, spans_along_time};
use super::scene::{Anchor, Canvas, Class};
use crate::extract::Bound;

/// Left, top, right, bottom.
type Area = (f64, f64, f64, f64);

/// The thinnest column that is still seen.
const THINNEST: f64 = 3.0;
/// Two columns side by side are not to be taken for one.
const APART: f64 = 2.0;

pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers) -> f64 {
    let written: Vec<String> = rows.iter().map(|row| numbers.written_change(row)).collect();
    columns(canvas, rows, numbers, &written)
}

/// Columns with these numbers at them.
pub(super) fn columns(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers, written: &[String]) -> f64 {
    if rows.is_empty() {
        return canvas.top;
    }
    let text = canvas.text;
    let room = if canvas.is_wide() { (canvas.width * 0.32).clamp(150.0, 300.0) } else { 104.0 };
    // Of a range on both sides of zero only the farther end is sure to be one of the change.
    let one_way = |(near, far): (f64, f64)| (if near * far < 0.0 { 0.0 } else { near }, far);
    let changes: Vec<(f64, f64)> = rows.iter().map(|row| one_way(numbers.reach(row))).collect();
    let rise = changes.iter().map(|(_, far)| *far).fold(0.0, f64::max);
    let fall = changes.iter().map(|(_, far)| -far).fold(0.0, f64::max);
    let whole = (rise + fall).max(f64::MIN_POSITIVE);
    // Beyond the tips there is room for what is frayed and for two lines of numbers.
    let fray = if rows.iter().all(|row| row.bound == Bound::Exact) { 0.0 } else { FRAY };
    let beyond = |any: f64| if any > 0.0 { 2.0 * text + fray + 6.0 } else { 4.0 };
    let top = canvas.top + beyond(rise);
    let zero = top + room * (rise / whole);
    let bottom = top + room * ((rise + fall) / whole) + beyond(fall);
    let place = |value: f64| zero - room * (value / whole);

    // Wider than that a column is a wall.
    let widest = (canvas.width * 0.1).clamp(48.0, 110.0);
    let half = |index: usize| {
        let number = canvas.text_width(&written[index], Class::Value);
        (canvas.text_width(&rows[index].label, Class::Label).max(number) / 2.0 + 2.0)
            .clamp(widest / 2.0 + 1.0, canvas.width * 0.25)
    };
    let (left, right) = (half(0), canvas.width - half(rows.len() - 1));
    let days: Vec<_> = rows.iter().map(Row::days).collect();
    let at = |share: f64| left + share * (right - left);
    let places: Vec<f64> = along_time(&days).into_iter().map(at).collect();
    let pitch = places.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
    // A change went on all through its time: its column is as wide as that where there is room.
    let spans = spans_along_time(&days);
    let is_to_scale = is_to_scale(&days);
    let width = |index: usize| {
        let (from, to) = spans[index];
        let own = if is_to_scale { at(to) - at(from) } else { pitch };
        own.min(pitch * 0.9).min(pitch - APART).clamp(THINNEST, widest)
    };

    let mut taken: Vec<Area> = Vec::with_capacity(2 * rows.len());
    for (index, (row, (near, far))) in rows.iter().zip(&changes).enumerate() {
        let (x, width) = (places[index], width(index));
        let room = if *far < 0.0 { bottom - zero } else { zero - canvas.top };
        let tip = canvas.column((x, zero), width, (place(*near), place(*far)), room, row);
        taken.push((x - width / 2.0, zero.min(tip), x + width / 2.0, zero.max(tip)));
    }
    canvas.line((0.0, zero), (canvas.width, zero), Class::Axis);
    for index in ends_first(rows.len()) {
        let wide = canvas.text_width(&written[index], Class::Value);
        if wide > canvas.width {
            continue;
        }
        let x = places[index].clamp(wide / 2.0, (canvas.width - wide / 2.0).max(wide / 2.0));
        let (_, high, _, low) = taken[index];
        let is_fall = changes[index].1 < 0.0;
        // Beyond the tip, or a line farther; where neither is free, the table has the number.
        let free = [0.0, text]
            .into_iter()
            .map(|farther| if is_fall { low + text + farther } else { high - 4.0 - farther })
            .find(|y| {
                let (left, top, right, bottom) =
                    (x - wide / 2.0 - 3.0, y - text * 0.85, x + wide / 2.0 + 3.0, y + text * 0.2);
                let apart = |other: &Area| right <= other.0 || other.2 <= left || bottom <= other.1 || other.3 <= top;
                taken.iter().enumerate().all(|(of, other)| of == index || apart(other))
            });
        if let Some(y) = free {
            taken.push((x - wide / 2.0 - 3.0, y - text * 0.85, x + wide / 2.0 + 3.0, y + text * 0.2));
            canvas.text(x, y, Anchor::Middle, Class::Value, written[index].clone(), Some(&rows[index].fact));
        }
    }
    let labels = bottom + text * 1.2;
    times(canvas, rows, &places, labels);
    labels + text * 0.4
}
