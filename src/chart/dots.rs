//! Groups of which the greatest is a hundred times the least: dots on a logarithmic axis, where each step is ten times more.

use rust_decimal::Decimal;

use super::Row;
use super::numbers::Numbers;
use super::scale::Powers;
use super::scene::{Anchor, Canvas, Class};
use super::text::wrap;
use crate::extract::{Amount, Bound};
use crate::wording::amount::Scale;

/// Nobody reads a length off such an axis who is not told of it.
pub(super) const NOTE: &str = "каждое деление — в 10 раз больше";

pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], numbers: &Numbers) -> f64 {
    let text = canvas.text;
    let r = if canvas.is_wide() { 5.0 } else { 4.5 };
    let step = (text * 1.25).round();
    let value = |amount: Amount| amount.to_f64();
    let scale = Powers::around(rows.iter().flat_map(|row| [value(row.amount()), value(row.greatest())]));
    let (left, right) = (r + 1.0, canvas.width - r - 1.0);
    let at = |value: f64| left + scale.at(value) * (right - left);
    let lines: Vec<Vec<String>> = rows.iter().map(|row| wrap(&row.label, canvas.width, text, false, 2)).collect();
    let row_height = |lines: &[String]| lines.len() as f64 * step + 2.0 * r + text;
    let top = canvas.top + 2.0;
    let base = top + lines.iter().map(|lines| row_height(lines)).sum::<f64>();
    for power in scale.ticks() {
        let x = at(10f64.powi(power));
        canvas.line((x, top), (x, base), Class::Axis);
    }
    let mut y = top;
    for (row, lines) in rows.iter().zip(&lines) {
        for line in lines {
            canvas.backed(0.0, y + text, Class::Label, line.clone(), row);
            y += step;
        }
        let middle = y + r + 3.0;
        let x = at(value(row.amount()));
        let upper = at(value(row.greatest()));
        if upper > x {
            canvas.line((x, middle), (upper, middle), Class::Mark);
        }
        canvas.open_end((x, middle), r, row);
        canvas.dot((x, middle), r, row);
        let number = numbers.written_alone(row);
        let wide = canvas.text_width(&number, Class::Value);
        let open = matches!(row.bound, Bound::Over | Bound::AtLeast);
        let (start, gap) = (upper.max(x), r + if open { 13.0 } else { 8.0 });
        if start + gap + wide <= canvas.width {
            canvas.backed(start + gap, middle + text * 0.36, Class::Value, number, row);
        } else {
            canvas.backed((x - gap - wide).max(0.0), middle + text * 0.36, Class::Value, number, row);
        }
        y += 2.0 * r + text;
    }
    let labels = base + text * 1.2;
    canvas.ticks(labels, scale.ticks().map(|power| (at(10f64.powi(power)), tick(power))));
    let mut y = labels + text * 0.3;
    for line in wrap(NOTE, canvas.width, text * super::scene::NOTE, false, 2) {
        y += (text * 1.2).round();
        canvas.text(0.0, y - text * 0.2, Anchor::Start, Class::Note, line, None);
    }
    y + 2.0
}

/// `100`, `10 тыс.`, `1 млн`
fn tick(power: i32) -> String {
    let (digits, places) =
        if power < 0 { (1, power.unsigned_abs()) } else { (10i128.pow(power.unsigned_abs().min(28)), 0) };
    let amount = Amount::Decimal(Decimal::try_from_i128_with_scale(digits, places.min(28)).unwrap_or(Decimal::ONE));
    Scale::of(&[amount]).written(amount)
}
