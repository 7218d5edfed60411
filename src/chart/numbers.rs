//! The numbers of a chart as its drawing writes them.

use super::scale::decimal_of;
use super::{ChartSpec, Form, Row};
use crate::extract::{Amount, Bound};
use crate::wording::NBSP;
use crate::wording::amount::{Scale, sign, times_noun};

/// The number of a row as the drawing of its chart writes it.
pub fn written(spec: &ChartSpec, row: &Row) -> String {
    let numbers = Numbers::of(&spec.rows, &spec.unit);
    match spec.form {
        Form::Dots => numbers.written_alone(row),
        Form::Arrows => numbers.written_change(row),
        _ => numbers.written(row, true),
    }
}

/// The numbers of one chart, all in one scale.
pub(super) struct Numbers {
    scale: Scale,
    percent: bool,
    /// `раз`: the figures are multiples.
    times: bool,
}

impl Numbers {
    pub fn of(rows: &[Row], unit: &str) -> Self {
        let amounts: Vec<Amount> = rows.iter().flat_map(|row| [Some(row.value), row.upper]).flatten().collect();
        let percent = unit.starts_with('%');
        let scale = if percent { Scale::One } else { Scale::of(&amounts) };
        Numbers { scale, percent, times: unit == "раз" }
    }

    /// The value of a change in the scale of the chart, falls negative.
    pub fn change(&self, amount: Amount) -> f64 {
        let value = amount.to_f64() / Amount::Decimal(self.scale.factor()).to_f64();
        if value.is_finite() { value } else { 0.0 }
    }

    /// `+20 %`, `−1,5 млн`, `в 2,5 раза`, `≈ +15 %`.
    pub fn written_change(&self, row: &Row) -> String {
        let value = decimal_of(row.value);
        let number = self.scale.written(Amount::Decimal(value.abs()));
        let about = sign(row.bound);
        let about = if about.is_empty() { String::new() } else { format!("{about}{NBSP}") };
        let sign = if value.is_sign_negative() { '−' } else { '+' };
        match (self.times, self.percent) {
            (true, _) => format!("{about}в{NBSP}{number}{NBSP}{}", times_noun(&number)),
            (_, true) => format!("{about}{sign}{number}{NBSP}%"),
            _ => format!("{about}{sign}{number}"),
        }
    }

    /// Each number in a scale of its own: where one is a hundred times another, no scale fits both.
    pub fn written_alone(&self, row: &Row) -> String {
        Numbers { scale: Scale::of(&[row.value, row.greatest()]), ..*self }.written(row, true)
    }

    /// The value of a row in the scale of the chart, never negative.
    pub fn value(&self, amount: Amount) -> f64 {
        let value = amount.to_f64() / Amount::Decimal(self.scale.factor()).to_f64();
        if value.is_finite() { value.max(0.0) } else { 0.0 }
    }

    pub fn greatest(&self, rows: &[Row]) -> f64 {
        rows.iter().map(|row| self.value(row.greatest())).fold(0.0, f64::max)
    }

    /// `53,8 %`, `≈ 36`, `5–7 млн`: the multiplier stands with every number on a small chart, where no axis says it.
    pub fn written(&self, row: &Row, with_scale: bool) -> String {
        let mut out = String::from(sign(row.bound));
        if !out.is_empty() {
            out.push(NBSP);
        }
        out.push_str(&self.scale.number(row.value));
        if let Some(upper) = row.upper.filter(|_| row.bound == Bound::Between) {
            out.push('–');
            out.push_str(&self.scale.number(upper));
        }
        if self.percent {
            out.push(NBSP);
            out.push('%');
        } else if with_scale && self.scale != Scale::One && !matches!(row.value, Amount::Fraction(..)) {
            out.push(NBSP);
            out.push_str(self.scale.word());
        }
        out
    }
}
