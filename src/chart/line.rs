//! One measure at several times, at their real distances.

use rust_decimal::Decimal;

use super::Row;
use super::numbers::Numbers;
use super::scale::{Linear, along_time, spans_along_time};
use super::scene::{Anchor, Canvas, Class, WHISKER};
use crate::wording::amount::decimal;

type Point = (f64, f64);

/// Left, top, right, bottom.
type Area = (f64, f64, f64, f64);

pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers) -> f64 {
    if rows.is_empty() {
        return canvas.top;
    }
    let text = canvas.text;
    let wide = canvas.is_wide();
    let r = if wide { 5.0 } else { 3.5 };
    let room = if wide { (canvas.width * 0.36).clamp(160.0, 360.0) } else { 84.0 };
    let top = canvas.top + text * 1.7;
    let base = top + room;
    let greatest = numbers.greatest(rows);
    let scale = if wide { Linear::from_zero(greatest, 4) } else { Linear::tight(greatest) };
    let ticks: Vec<(f64, String)> = scale.ticks().into_iter().map(|tick| (tick, tick_label(tick))).collect();
    let gutter = ticks.iter().map(|(_, label)| canvas.text_width(label, Class::Label)).fold(0.0, f64::max) + 8.0;
    // A small drawing has its numbers at the marks alone.
    let axis = if wide { gutter } else { 0.0 };
    for (tick, label) in &ticks {
        let y = base - scale.at(*tick) * room;
        if wide || *tick == 0.0 {
            canvas.line((axis, y), (canvas.width, y), Class::Axis);
        }
        if wide {
            canvas.text(axis - 8.0, y + text * 0.36, Anchor::End, Class::Label, label.clone(), None);
        }
    }
    let half = |row: &Row| {
        let number = canvas.text_width(&numbers.written(row, !wide), Class::Value);
        (canvas.text_width(&row.label, Class::Label).max(number) / 2.0 + 2.0).clamp(20.0, canvas.width * 0.2)
    };
    let left = axis + half(&rows[0]);
    let right = canvas.width - half(&rows[rows.len() - 1]);
    let days: Vec<_> = rows.iter().map(Row::days).collect();
    let place = |value: f64| base - scale.at(value) * room;
    let points: Vec<Point> = along_time(&days)
        .into_iter()
        .zip(rows)
        .map(|(share, row)| (left + share * (right - left), place(numbers.point(row))))
        .collect();
    canvas.path(&points, Class::Mark);
    spans(canvas, &days, &points, (left, right), axis, r);
    let bounds = (axis, canvas.top, canvas.width, base - 2.0);
    let mut taken: Vec<Area> = Vec::new();
    // From the top of what is drawn of each datum to its bottom.
    let mut reaches: Vec<(f64, f64)> = Vec::new();
    for (point, row) in points.iter().zip(rows) {
        let (lower, upper) = numbers.ends(row);
        let (lower, upper) = (place(lower), place(upper));
        reaches.push(canvas.in_time(*point, r, (lower, upper), row));
        if row.range().is_some() {
            taken.push((point.0 - WHISKER, upper, point.0 + WHISKER, lower));
        }
    }
    for index in ends_first(rows.len()) {
        // Without an axis, the first and the last number say the multiplier for all.
        let number = numbers.written(&rows[index], !wide && (index == 0 || index + 1 == rows.len()));
        let size = (canvas.text_width(&number, Class::Value), text);
        // Where there is no free place, the table has the number.
        if let Some((x, y, anchor, area)) = number_place(&points, index, size, r, reaches[index], bounds, &taken) {
            taken.push(area);
            canvas.text(x, y, anchor, Class::Value, number, Some(&rows[index].fact));
        }
    }
    let labels = base + text * 1.5;
    times(canvas, rows, &points.iter().map(|(x, _)| *x).collect::<Vec<_>>(), labels);
    labels + text * 0.4
}

/// The time of each row under its place. The first and the last always stand; one between them only where it does not touch
/// another.
pub(super) fn times(canvas: &mut Canvas, rows: &[Row], places: &[f64], y: f64) {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for index in ends_first(rows.len()) {
        let row = &rows[index];
        let label = super::text::fitting(&row.label, canvas.width * 0.4, canvas.text, false);
        let half = canvas.text_width(&label, Class::Label) / 2.0;
        let x = places[index].clamp(half, (canvas.width - half).max(half));
        let span = (x - half - 4.0, x + half + 4.0);
        if taken.iter().all(|other| span.1 <= other.0 || other.1 <= span.0) {
            taken.push(span);
            canvas.text(x, y, Anchor::Middle, Class::Label, label, Some(&row.fact));
        }
    }
}

/// How long the time of each point is, where that is longer than the point itself: a figure of a whole year lies somewhere in
/// it. The first point lies at `left` and the last at `right`; no line begins before `least`.
pub(super) fn spans(
    canvas: &mut Canvas,
    days: &[Option<(i64, i64)>],
    points: &[Point],
    (left, right): (f64, f64),
    least: f64,
    r: f64,
) {
    for ((x, y), (from, to)) in points.iter().zip(spans_along_time(days)) {
        let (from, to) = (left + from * (right - left), left + to * (right - left));
        let (from, to) = (from.max(least), to.min(canvas.width));
        if to - from > 4.0 * r {
            canvas.line((from.min(*x), *y), (to.max(*x), *y), Class::Span);
        }
    }
}

fn tick_label(tick: f64) -> String {
    let millionths = (tick * 1e6).round() as i128;
    Decimal::try_from_i128_with_scale(millionths, 6).map(decimal).unwrap_or_default()
}

/// First, last, then those between: when room is short, the ends matter most. At most 60 are worth a label.
pub(super) fn ends_first(count: usize) -> impl Iterator<Item = usize> {
    let last = (count > 1).then(|| count - 1);
    std::iter::once(0).chain(last).chain(1..count.saturating_sub(1)).take(60)
}

/// A place for the number of a point that touches no other number and not the line: above, below, then at its sides.
fn number_place(
    points: &[Point],
    index: usize,
    (width, text): (f64, f64),
    r: f64,
    (top, bottom): (f64, f64),
    bounds: Area,
    taken: &[Area],
) -> Option<(f64, f64, Anchor, Area)> {
    let px = points[index].0;
    let above = top - 5.0;
    let below = bottom + text + 1.0;
    let x = px.clamp(bounds.0 + width / 2.0, (bounds.2 - width / 2.0).max(bounds.0 + width / 2.0));
    let side = r + 5.0;
    let candidates = [
        (x, above, Anchor::Middle),
        (x, below, Anchor::Middle),
        (x, above - text * 0.5, Anchor::Middle),
        (px - side, above + 2.0, Anchor::End),
        (px + side, below - 2.0, Anchor::Start),
        (px + side, above + 2.0, Anchor::Start),
        (px - side, below - 2.0, Anchor::End),
        (x, above - text, Anchor::Middle),
    ];
    let area = |&(x, y, anchor): &(f64, f64, Anchor)| {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        (left - 3.0, y - text * 0.85, left + width + 3.0, y + text * 0.2)
    };
    let free = |area: Area| {
        let (left, top, right, bottom) = area;
        let inside = left + 3.1 >= bounds.0 && right - 3.1 <= bounds.2 && top >= bounds.1 && bottom <= bounds.3;
        inside && taken.iter().all(|other| right <= other.0 || other.2 <= left || bottom <= other.1 || other.3 <= top)
    };
    let clear = |area: Area| {
        let near = points.windows(2).skip(index.saturating_sub(2)).take(4);
        near.into_iter().all(|pair| !crosses(pair[0], pair[1], area))
    };
    let placed: Vec<_> = candidates.iter().map(|candidate| (candidate, area(candidate))).collect();
    let best = placed.iter().find(|(_, area)| free(*area) && clear(*area));
    // A line through the number of an end is better than an end without its number.
    let end = index == 0 || index + 1 == points.len();
    let best = best.or_else(|| placed.iter().find(|(_, area)| end && free(*area)))?;
    let (&(x, y, anchor), area) = *best;
    Some((x, y, anchor, area))
}

/// Whether the segment from `a` to `b` (left to right) touches the area.
fn crosses(a: Point, b: Point, (left, top, right, bottom): Area) -> bool {
    let (from, to) = (a.0.max(left), b.0.min(right));
    if from > to {
        return false;
    }
    let at = |x: f64| if b.0 > a.0 { a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0) } else { a.1 };
    let (y1, y2) = (at(from), at(to));
    y1.min(y2) <= bottom && y1.max(y2) >= top
}
