//! Shares of one whole as a hundred units: a unit is one per cent, a group is told by its sign, not by a colour alone.

use super::Row;
use super::numbers::Numbers;
use super::scene::{Anchor, Canvas, Class};
use super::text::wrap;

/// Units along an edge.
const EDGE: usize = 10;

/// The signs of the groups, in their order; what is left over is pale.
const SIGNS: [Sign; 4] = [Sign::Full, Sign::Stroke, Sign::Point, Sign::Hollow];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Full,
    Stroke,
    Point,
    Hollow,
}

pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers) -> f64 {
    let text = canvas.text;
    let wide = canvas.is_wide();
    let unit = if wide { 19.0 } else { (((canvas.width - 27.0) / EDGE as f64).floor()).clamp(10.0, 17.0) };
    let gap = 3.0;
    let size = EDGE as f64 * (unit + gap) - gap;
    let top = canvas.top + 2.0;
    // Groups one after the other; the units fill row by row from the top.
    let mut from = 0.0;
    let mut ends = Vec::with_capacity(rows.len());
    for row in rows {
        let to = (from + numbers.value(row.amount())).min((EDGE * EDGE) as f64);
        ends.push((from, to));
        from = to;
    }
    for index in 0..EDGE * EDGE {
        let place = ((index % EDGE) as f64 * (unit + gap), top + (index / EDGE) as f64 * (unit + gap));
        let (start, end) = (index as f64, index as f64 + 1.0);
        if from < end {
            canvas.bare(place, (unit, unit));
        }
        for (group, &(from, to)) in ends.iter().enumerate() {
            let (left, right) = (from.max(start), to.min(end));
            if right - left > 0.004 {
                let x = place.0 + (left - start) * unit;
                cell(canvas, (x, place.1), ((right - left) * unit, unit), SIGNS[group % SIGNS.len()], &rows[group]);
            }
        }
    }
    let left = if wide { size + 28.0 } else { 0.0 };
    let mut y = if wide { top } else { top + size + text };
    let sample = (text * 0.95).round();
    let room = (canvas.width - left - sample - 8.0).max(40.0);
    for (group, row) in rows.iter().enumerate() {
        cell(canvas, (left, y + 1.0), (sample, sample), SIGNS[group % SIGNS.len()], row);
        let number = numbers.written(row, true);
        let x = left + sample + 8.0;
        let base = y + text * 0.92;
        canvas.text(x, base, Anchor::Start, Class::Value, number.clone(), Some(&row.fact));
        let after = canvas.text_width(&number, Class::Value) + 8.0;
        let label = canvas.text_width(&row.label, Class::Label);
        if after + label <= room {
            canvas.text(x + after, base, Anchor::Start, Class::Label, row.label.clone(), Some(&row.fact));
        } else {
            for line in wrap(&row.label, room, text, false, 2) {
                y += (text * 1.25).round();
                canvas.text(x, y + text * 0.92, Anchor::Start, Class::Label, line, Some(&row.fact));
            }
        }
        y += (text * 1.7).round();
    }
    (top + size).max(y - text * 0.5)
}

/// A unit of a group, or the part of one where two groups meet.
fn cell(canvas: &mut Canvas, (x, y): (f64, f64), (width, height): (f64, f64), sign: Sign, row: &Row) {
    if sign == Sign::Full {
        canvas.rect((x, y), (width, height), 1.0, Class::Unit, row);
        return;
    }
    // An outline is drawn along its middle.
    let inset = 0.75;
    let (inner, tall) = ((width - 2.0 * inset).max(0.2), height - 2.0 * inset);
    canvas.rect((x + inset, y + inset), (inner, tall), 0.0, Class::Outline, row);
    match sign {
        Sign::Stroke => {
            canvas.datum_path(&[(x + inset, y + height - inset), (x + width - inset, y + inset)], Class::Sign, row)
        }
        Sign::Point if width > 5.0 => canvas.spot((x + width / 2.0, y + height / 2.0), (height * 0.16).max(1.5), row),
        _ => {}
    }
}
