//! Figures of which some are below zero: bars from zero to both sides, or columns where they stand along time.

use super::Row;
use super::arrows::named_over;
use super::bars::baseline;
use super::columns::columns;
use super::fray::FRAY;
use super::numbers::Numbers;
use super::scale::is_to_scale;
use super::scene::{Anchor, Canvas, Class};
use super::text::wrap;
use crate::extract::Bound;

/// Between a bar and its number.
const GAP: f64 = 6.0;

/// Whether the rows stand along time: more than two, at distances that are known.
pub(super) fn is_upright(rows: &[Row]) -> bool {
    rows.len() > 2 && is_to_scale(&rows.iter().map(Row::days).collect::<Vec<_>>())
}

pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers) -> f64 {
    if rows.is_empty() {
        return canvas.top;
    }
    let written: Vec<String> = rows.iter().map(|row| numbers.written(row, true)).collect();
    let rows: Vec<Row> = rows.iter().map(Row::by_distance).collect();
    if is_upright(&rows) {
        return columns(canvas, &rows, numbers, &written);
    }
    let text = canvas.text;
    let height = (text * 1.4).round();
    let ends: Vec<(f64, f64)> = rows.iter().map(|row| numbers.reach(row)).collect();
    let farthest = |way: f64| ends.iter().flat_map(|(near, far)| [near * way, far * way]).fold(0.0, f64::max);
    let (most, least) = (farthest(1.0), farthest(-1.0));
    let whole = (most + least).max(f64::MIN_POSITIVE);
    let widest = rows.iter().map(|row| canvas.text_width(&row.label, Class::Label)).fold(0.0, f64::max);
    // On a narrow drawing bars need all of its width: labels and numbers stand over them.
    let is_over = !canvas.is_wide();
    let beside = !is_over && widest <= canvas.width * 0.34;
    let start = if beside { (widest + 8.0).ceil() } else { 0.0 };
    let fray = if rows.iter().all(|row| row.bound == Bound::Exact) { 1.0 } else { FRAY + 2.0 };
    let side = |canvas: &Canvas, is_below: bool| {
        let of = written.iter().zip(&ends).filter(|(_, (_, far))| (*far < 0.0) == is_below);
        let number = of.map(|(number, _)| canvas.text_width(number, Class::Value) + GAP).fold(0.0, f64::max);
        (if is_over { 0.0 } else { number } + fray).min((canvas.width - start) * 0.4)
    };
    let (left, right) = (start + side(canvas, true), canvas.width - side(canvas, false));
    let length = |value: f64| (right - left).max(1.0) * (value / whole);
    let zero = left + length(least);
    let mut y = canvas.top + 2.0;
    let first = y;
    for ((row, (near, far)), number) in rows.iter().zip(&ends).zip(&written) {
        if is_over {
            y = named_over(canvas, row, number, y) + 2.0;
        } else if beside {
            let base = y + baseline(height, text);
            canvas.text(start - 8.0, base, Anchor::End, Class::Label, row.label.clone(), Some(&row.fact));
        } else {
            for line in wrap(&row.label, canvas.width, text, false, 2) {
                canvas.text(0.0, y + text, Anchor::Start, Class::Label, line, Some(&row.fact));
                y += (text * 1.25).round();
            }
            y += 2.0;
        }
        let tip = bar(canvas, (zero, y), height, (*near, *far), &length, row);
        if !is_over {
            let wide = canvas.text_width(number, Class::Value);
            let base = y + baseline(height, text);
            let (x, anchor) = match *far < 0.0 {
                true => ((tip - GAP).max(wide).min(canvas.width), Anchor::End),
                false => ((tip + GAP).min(canvas.width - wide).max(0.0), Anchor::Start),
            };
            canvas.text(x, base, anchor, Class::Value, number.clone(), Some(&row.fact));
        }
        y += height + if beside { (text * 0.8).round() } else { text };
    }
    let last = y - if beside { (text * 0.8).round() } else { text } + 2.0;
    canvas.line((zero, first - 2.0), (zero, last), Class::Axis);
    canvas.ticks(last + text, [(zero, "0".to_owned())]);
    last + text * 1.4
}

/// A bar from zero to the nearer end of its figure and, in slices, on to the farther one. Returns where its last slice ends.
fn bar(
    canvas: &mut Canvas,
    at: (f64, f64),
    height: f64,
    (near, far): (f64, f64),
    length: &impl Fn(f64) -> f64,
    row: &Row,
) -> f64 {
    // Of a range with both ends on other sides, nothing is sure but that it holds zero.
    let is_across = near * far < 0.0;
    let ends = if is_across { vec![(0.0, near), (0.0, far)] } else { vec![(near, far)] };
    let mut tip = at.0;
    for (near, far) in ends {
        // A bar goes to the side on which it begins.
        let begins = if near == 0.0 { far.signum() * 0.01 } else { length(near) };
        (_, tip) = canvas.bar(at, at.0 + begins, height, Class::Bar, row, at.0 + length(far));
    }
    tip
}
