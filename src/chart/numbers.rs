//! The numbers of a chart as its drawing writes them.

use super::reading::than;
use super::scale::decimal_of;
use super::timeline::when;
use super::{ChartSpec, Form, Row};
use crate::extract::{Amount, Bound};
use crate::wording::NBSP;
use crate::wording::amount::{Scale, sign, times_noun, word};

/// The number of a row as the drawing of its chart writes it.
pub fn written(spec: &ChartSpec, row: &Row) -> String {
    let numbers = Numbers::of(&spec.rows, &spec.unit);
    match spec.form {
        Form::Dots => numbers.written_alone(row),
        Form::Arrows | Form::Columns => numbers.written_change(row),
        Form::Timeline => when(row),
        _ => numbers.written(row, true),
    }
}

/// How a bound of a change is said beside its arrow: it is one of its size, and a sign between it and a minus would be read as
/// one of the number.
fn of_size(bound: Bound) -> &'static str {
    match bound {
        Bound::UpTo => "не более",
        bound => word(bound),
    }
}

/// What stands between the ends of a range: beside a minus, a dash would be read as another one.
pub(super) fn dash(row: &Row) -> &'static str {
    if decimal_of(row.amount()).is_sign_negative() { "…" } else { "–" }
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
        let amounts: Vec<Amount> = rows.iter().flat_map(|row| [Some(row.amount()), row.upper]).flatten().collect();
        let percent = unit.starts_with('%');
        let scale = if percent { Scale::One } else { Scale::of(&amounts) };
        Numbers { scale, percent, times: unit == "раз" }
    }

    /// How far from zero a figure lies at least and at most, in the scale of the chart; falls and what is below zero are
    /// negative. Of `в 3 раза`, by how much it is more or less than it was.
    pub fn reach(&self, row: &Row) -> (f64, f64) {
        let change = |amount: Amount| {
            let value = amount.to_f64() / Amount::Decimal(self.scale.factor()).to_f64();
            let value = if self.times { multiple(value) - 1.0 } else { value };
            if value.is_finite() { value } else { 0.0 }
        };
        let (near, far) = row.by_size();
        (change(near), change(far))
    }

    /// `+20 %`, `−1,5 млн`, `≈ +15 %`, `↓ более 12 %`, `↑ в 2,5 раза`; of a range both ends have the sign, as a dash beside a
    /// minus would be read as another one: `−15…−20 %`.
    pub fn written_change(&self, row: &Row) -> String {
        let (near, far) = row.by_size();
        let size = |amount: Amount| Amount::Decimal(decimal_of(amount).abs());
        let number = self.scale.written(size(far));
        let lower = row.range().map(|_| self.scale.number(size(near)));
        let is_fall = decimal_of(far).is_sign_negative();
        let arrow = if is_fall { '↓' } else { '↑' };
        if self.times {
            let lower = lower.map_or(String::new(), |lower| format!("{lower}–"));
            let about = if row.bound == Bound::About { "≈" } else { than(row.bound) };
            let space = if about.is_empty() { String::new() } else { NBSP.to_string() };
            return format!("{arrow}{NBSP}{about}{space}в{NBSP}{lower}{number}{NBSP}{}", times_noun(&number));
        }
        let percent = if self.percent { format!("{NBSP}%") } else { String::new() };
        let sign = if is_fall { '−' } else { '+' };
        match row.bound {
            Bound::Exact | Bound::Between => {
                let lower = lower.map_or(String::new(), |lower| format!("{sign}{lower}…"));
                format!("{lower}{sign}{number}{percent}")
            }
            Bound::About => format!("≈{NBSP}{sign}{number}{percent}"),
            bound => format!("{arrow}{NBSP}{}{NBSP}{number}{percent}", of_size(bound)),
        }
    }

    /// Each number in a scale of its own: where one is a hundred times another, no scale fits both.
    pub fn written_alone(&self, row: &Row) -> String {
        Numbers { scale: Scale::of(&[row.amount(), row.greatest()]), ..*self }.written(row, true)
    }

    /// The value of a row in the scale of the chart, never negative.
    pub fn value(&self, amount: Amount) -> f64 {
        let value = amount.to_f64() / Amount::Decimal(self.scale.factor()).to_f64();
        if value.is_finite() { value.max(0.0) } else { 0.0 }
    }

    /// From where to where a figure may lie, in the scale of the chart; twice the same where it is no range.
    pub fn ends(&self, row: &Row) -> (f64, f64) {
        let lower = self.value(row.amount());
        (lower, row.range().map_or(lower, |upper| self.value(upper)).max(lower))
    }

    /// Where a figure stands that is drawn as one point: of a range, its middle.
    pub fn point(&self, row: &Row) -> f64 {
        let (lower, upper) = self.ends(row);
        lower.midpoint(upper)
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
        out.push_str(&self.scale.number(row.amount()));
        if let Some(upper) = row.range() {
            out.push_str(dash(row));
            out.push_str(&self.scale.number(upper));
        }
        if self.percent {
            out.push(NBSP);
            out.push('%');
        } else if with_scale && self.scale != Scale::One && !matches!(row.amount(), Amount::Fraction(..)) {
            out.push(NBSP);
            out.push_str(self.scale.word());
        }
        out
    }
}

/// How many times as much there is now: 3 after a rise `в 3 раза`, a third after such a fall, which is below zero. After neither it is
/// once as much, so that is where its mark begins.
pub(super) fn multiple(times: f64) -> f64 {
    if times < 0.0 { (-1.0 / times).min(1.0) } else { times.max(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::golden::spec_named;

    /// Of what is 1.2 times as much, a fifth has come to it, and twenty-five times as much where it is 26 times: that is what one sees.
    #[test]
    fn once_as_much_is_no_change() {
        let mut spec = spec_named("columns-times");
        let reach = |spec: &ChartSpec| -> Vec<f64> {
            let numbers = Numbers::of(&spec.rows, &spec.unit);
            spec.rows.iter().map(|row| (numbers.reach(row).1 * 1000.0).round() / 1000.0).collect()
        };
        for (row, value) in spec.rows.iter_mut().zip(["26", "1.2"]) {
            row.value = value.parse().ok();
        }
        assert_eq!(reach(&spec), [25.0, 0.2]);
        for (row, value) in spec.rows.iter_mut().zip(["2", "-2"]) {
            row.value = value.parse().ok();
        }
        assert_eq!(reach(&spec), [1.0, -0.5], "half as much is half a fall");
    }

    #[test]
    fn a_change_has_its_bound_and_both_ends_of_its_range() {
        let mut spec = spec_named("arrows-unsure");
        let all = |spec: &ChartSpec| -> Vec<String> {
            spec.rows.iter().map(|row| written(spec, row).replace(NBSP, " ")).collect()
        };
        assert_eq!(
            all(&spec),
            ["↑ менее 20 %", "↑ не менее 25 %", "+15…+20 %", "−10…−18 %", "↓ более 12 %", "↓ не более 9 %"]
        );
        spec.unit = "раз".to_owned();
        assert_eq!(all(&spec)[2..5], ["↑ в 15–20 раз", "↓ в 10–18 раз", "↓ более чем в 12 раз"]);
    }
}
