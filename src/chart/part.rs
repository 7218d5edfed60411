//! A whole and its parts as nested bars: each part lies on the length of what it is a part of.

use super::Row;
use super::bars::{Bar, bar_with_number, room};
use super::numbers::Numbers;
use super::scale::Linear;
use super::scene::{Anchor, Canvas, Class};
use super::text::wrap;

pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers) -> f64 {
    let text = canvas.text;
    let height = (text * 1.4).round();
    let scale = Linear::tight(numbers.greatest(rows));
    let room = room(canvas, rows, numbers, &scale, 0.0);
    let mut y = canvas.top + 2.0;
    for (index, row) in rows.iter().enumerate() {
        for line in wrap(&row.label, canvas.width, text, false, 2) {
            canvas.text(0.0, y + text, Anchor::Start, Class::Label, line, Some(&row.fact));
            y += (text * 1.25).round();
        }
        y += 2.0;
        let end = scale.at(numbers.value(row.amount())) * room;
        let upper = scale.at(numbers.value(row.greatest())) * room;
        let bar = Bar { x: 0.0, y, end, upper, height, track: (0.0, 0.0) };
        if row.level == 0 {
            bar_with_number(canvas, &bar, Class::Rest, row, numbers);
        } else {
            let whole = rows[..index].iter().rev().find(|other| other.level < row.level);
            let place = |amount| scale.at(numbers.value(amount)) * room;
            let track = match whole {
                Some(whole) => canvas.whole((0.0, y), place(whole.amount()), height, whole, place(whole.greatest())),
                None => {
                    canvas.track((0.0, y), room, height);
                    (room, room)
                }
            };
            bar_with_number(canvas, &Bar { track, ..bar }, Class::Bar, row, numbers);
        }
        y += height + text;
    }
    (y - text * 0.4).max(canvas.top)
}
