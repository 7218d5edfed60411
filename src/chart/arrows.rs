//! Changes whose levels the text does not say: an arrow from where all began, to the right for more, to the left for less.

use super::Row;
use super::numbers::Numbers;
use super::scene::{Anchor, Canvas, Class};
use super::text::wrap;
use crate::extract::Bound;

/// The radius of the mark where all began.
const SPOT: f64 = 3.0;
/// How far an arrow goes on beyond its tip where the change may be greater.
const BEYOND: f64 = 16.0;
const GAP: f64 = 4.0;

pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers) -> f64 {
    let text = canvas.text;
    let step = (text * 1.25).round();
    let changes: Vec<(f64, f64)> = rows.iter().map(|row| numbers.reach(row)).collect();
    let rise = changes.iter().map(|(_, far)| *far).fold(0.0, f64::max);
    let fall = changes.iter().map(|(_, far)| -far).fold(0.0, f64::max);
    let written: Vec<String> = rows.iter().map(|row| numbers.written_change(row)).collect();
    let wide = |canvas: &Canvas, number: &str| canvas.text_width(number, Class::Value);
    // Numbers stand beyond the tips, on either side where there are arrows; on a narrow drawing they stand over their arrow,
    // which would else have no room.
    let is_over = !canvas.is_wide();
    let room = |row: &Row, number: &str| if is_over { SPOT } else { wide(canvas, number) + 12.0 } + beyond(row.bound);
    let side = |is_fall: bool| {
        let of = rows.iter().zip(&changes).zip(&written).filter(|((_, (_, far)), _)| (*far < 0.0) == is_fall);
        of.map(|((row, _), number)| room(row, number)).fold(SPOT, f64::max).min(canvas.width * 0.45)
    };
    let (left, right) = (side(true), canvas.width - side(false));
    let whole = (rise + fall).max(f64::MIN_POSITIVE);
    let zero = (left + (right - left).max(1.0) * (fall / whole)).clamp(SPOT, canvas.width - SPOT);
    let length = |value: f64| (right - left).max(1.0) * (value / whole);
    let half = (text * 0.42).round();
    let mut y = canvas.top + 2.0;
    for ((row, (near, far)), number) in rows.iter().zip(changes).zip(written) {
        if is_over {
            y = named_over(canvas, row, &number, y);
        } else {
            for line in wrap(&row.label, canvas.width, text, false, 2) {
                canvas.text(0.0, y + text, Anchor::Start, Class::Label, line, Some(&row.fact));
                y += step;
            }
        }
        let middle = y + half + 4.0;
        canvas.line((zero, y + 1.0), (zero, y + 2.0 * half + 7.0), Class::Axis);
        let way = if far < 0.0 { -1.0 } else { 1.0 };
        let place = |value: f64| (zero + length(value)).clamp(1.0, canvas.width - 1.0);
        let arrow = Arrow { zero, way, y: middle, half, row };
        let end = arrow.draw(canvas, place(near), place(far));
        canvas.spot((zero, middle), SPOT, row);
        if !is_over {
            let (x, anchor) = if way < 0.0 {
                ((end - 8.0).max(wide(canvas, &number)).min(canvas.width), Anchor::End)
            } else {
                ((end + 8.0).min(canvas.width - wide(canvas, &number)).max(0.0), Anchor::Start)
            };
            canvas.text(x, middle + text * 0.36, anchor, Class::Value, number, Some(&row.fact));
        }
        y += 2.0 * half + 8.0 + text * 0.7;
    }
    (y - text * 0.3).max(canvas.top)
}

/// The label of a row over its mark, and its number at the end of the same line; where they have no room beside one another, the
/// number has a line of its own. Returns where the mark may begin.
pub(super) fn named_over(canvas: &mut Canvas, row: &Row, number: &str, mut y: f64) -> f64 {
    let text = canvas.text;
    let step = (text * 1.25).round();
    let beside = canvas.width - canvas.text_width(number, Class::Value) - 12.0;
    let is_beside = beside > canvas.width * 0.4;
    let room = if is_beside { beside } else { canvas.width };
    for (index, line) in wrap(&row.label, room, text, false, 2).into_iter().enumerate() {
        canvas.text(0.0, y + text, Anchor::Start, Class::Label, line, Some(&row.fact));
        if is_beside && index == 0 {
            canvas.text(canvas.width, y + text, Anchor::End, Class::Value, number.to_owned(), Some(&row.fact));
        }
        y += step;
    }
    if !is_beside || row.label.is_empty() {
        let fits = super::text::fitting(number, canvas.width, text, true);
        canvas.text(canvas.width, y + text, Anchor::End, Class::Value, fits, Some(&row.fact));
        y += step;
    }
    y
}

fn beyond(bound: Bound) -> f64 {
    if matches!(bound, Bound::Over | Bound::AtLeast) { BEYOND } else { 0.0 }
}

struct Arrow<'a> {
    zero: f64,
    /// 1 to the right, -1 to the left.
    way: f64,
    y: f64,
    /// Of a head, from the shaft to its end.
    half: f64,
    row: &'a Row,
}

impl Arrow<'_> {
    /// What is sure is a line, and what may be is dashes: all of it for "about", what follows the tip for "over", what leads
    /// to a stop for "under", and from one head to another for a range. Returns where it ends.
    fn draw(&self, canvas: &mut Canvas, near: f64, far: f64) -> f64 {
        let end = (near + beyond(self.row.bound) * self.way).clamp(1.0, canvas.width - 1.0);
        match self.row.bound {
            Bound::Exact => self.shaft(canvas, near),
            Bound::About => self.dashes(canvas, self.zero, near, 6.0),
            Bound::Over | Bound::AtLeast => {
                self.shaft(canvas, near);
                self.dashes(canvas, near + GAP * self.way, end, 2.0);
            }
            Bound::Under | Bound::UpTo => {
                self.dashes(canvas, self.zero, near, 6.0);
                let reach = self.half + 2.0;
                canvas.datum_path(&[(near, self.y - reach), (near, self.y + reach)], Class::Mark, self.row);
            }
            Bound::Between => {
                self.shaft(canvas, near);
                self.dashes(canvas, near + GAP * self.way, far, 6.0);
                self.head(canvas, far);
            }
        }
        self.head(canvas, near);
        if self.row.range().is_some() { far } else { end }
    }

    fn shaft(&self, canvas: &mut Canvas, to: f64) {
        canvas.datum_path(&[(self.zero, self.y), (to, self.y)], Class::Mark, self.row);
    }

    fn head(&self, canvas: &mut Canvas, tip: f64) {
        // A range may lie on both sides of zero.
        let back = tip + (self.zero - tip).clamp(-self.half, self.half);
        let points = [(back, self.y - self.half), (tip, self.y), (back, self.y + self.half)];
        canvas.datum_path(&points, Class::Mark, self.row);
    }

    /// A line in pieces so long.
    fn dashes(&self, canvas: &mut Canvas, from: f64, to: f64, dash: f64) {
        let length = (to - from) * self.way;
        let mut at = 0.0;
        while at < length {
            let ends = [at, (at + dash).min(length)].map(|at| (from + self.way * at, self.y));
            canvas.datum_path(&ends, Class::Mark, self.row);
            at += dash + GAP;
        }
    }
}
