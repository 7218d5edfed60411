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

/// What a bound of a size is for the number below zero.
fn mirrored(bound: Bound) -> Bound {
    match bound {
        Bound::Over => Bound::Under,
        Bound::Under => Bound::Over,
        Bound::UpTo => Bound::AtLeast,
        Bound::AtLeast => Bound::UpTo,
        Bound::Exact | Bound::About | Bound::Between => bound,
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

    /// How far a change goes at least and at most, in the scale of the chart; falls are negative.
    pub fn changes(&self, row: &Row) -> (f64, f64) {
        let change = |amount: Amount| {
            let value = amount.to_f64() / Amount::Decimal(self.scale.factor()).to_f64();
            if value.is_finite() { value } else { 0.0 }
        };
        let (near, far) = row.by_size();
        (change(near), change(far))
    }

    /// `+20 %`, `−1,5 млн`, `в 2,5 раза`, `≈ +15 %`; of a range both ends have the sign, as a dash beside a minus would be read
    /// as another one: `−15…−20 %`, but `в 2–3 раза`.
    pub fn written_change(&self, row: &Row) -> String {
        let (near, far) = row.by_size();
        let size = |amount: Amount| Amount::Decimal(decimal_of(amount).abs());
        let number = self.scale.written(size(far));
        let lower = row.range().map(|_| self.scale.number(size(near)));
        let is_fall = decimal_of(far).is_sign_negative();
        // More of a fall is less than its number: `< −12 %`.
        let about = sign(if is_fall && !self.times { mirrored(row.bound) } else { row.bound });
        let about = if about.is_empty() { String::new() } else { format!("{about}{NBSP}") };
        if self.times {
            let lower = lower.map_or(String::new(), |lower| format!("{lower}–"));
            return format!("{about}в{NBSP}{lower}{number}{NBSP}{}", times_noun(&number));
        }
        let sign = if is_fall { '−' } else { '+' };
        let lower = lower.map_or(String::new(), |lower| format!("{sign}{lower}…"));
        let percent = if self.percent { format!("{NBSP}%") } else { String::new() };
        format!("{about}{lower}{sign}{number}{percent}")
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

    /// From where to where a figure may lie, in the scale of the chart; twice the same where it is no range.
    pub fn ends(&self, row: &Row) -> (f64, f64) {
        let lower = self.value(row.value);
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
        out.push_str(&self.scale.number(row.value));
        if let Some(upper) = row.range() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::golden::spec_named;

    #[test]
    fn a_change_has_its_bound_and_both_ends_of_its_range() {
        let mut spec = spec_named("arrows-unsure");
        let all = |spec: &ChartSpec| -> Vec<String> {
            spec.rows.iter().map(|row| written(spec, row).replace(NBSP, " ")).collect()
        };
        assert_eq!(all(&spec), ["< +20 %", "≥ +25 %", "+15…+20 %", "−10…−18 %", "< −12 %", "≥ −9 %"]);
        spec.unit = "раз".to_owned();
        assert_eq!(all(&spec)[2..5], ["в 15–20 раз", "в 10–18 раз", "> в 12 раз"]);
    }
}
