//! A chart as a table: the same figures for those who do not see the drawing, or want them exact.

use super::scale::decimal_of;
use super::{ChartSpec, Row};
use crate::wording::amount::{Scale, word};
use crate::wording::{NBSP, time};

/// Label and figure of each row, in words: `лето 1942 г.` and `около 400 000`. Numbers are in full, percentages with their
/// sign.
pub fn table(spec: &ChartSpec) -> Vec<(String, String)> {
    spec.rows.iter().map(|row| (label(row), figure(spec, row))).collect()
}

fn label(row: &Row) -> String {
    match &row.period {
        Some(period) if row.label == time::short(&period.when, period.part) => time::label(&period.when, period.part),
        _ => row.label.clone(),
    }
}

/// The figure of a row in full: `около 400 000`.
pub fn figure(spec: &ChartSpec, row: &Row) -> String {
    let mut out = String::from(word(row.bound));
    if !out.is_empty() {
        out.push(' ');
    }
    let (near, far) = row.by_size();
    out.push_str(&Scale::One.number(near));
    if row.range().is_some() {
        // Beside the minus of a fall a dash would be read as another one.
        out.push(if decimal_of(far).is_sign_negative() { '…' } else { '–' });
        out.push_str(&Scale::One.number(far));
    }
    if spec.unit.starts_with('%') {
        out.push(NBSP);
        out.push('%');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::golden::spec_named;

    #[test]
    fn a_range_has_both_its_ends() {
        let figures = |name: &str| -> Vec<String> {
            table(&spec_named(name)).into_iter().map(|(_, figure)| figure.replace(NBSP, " ")).collect()
        };
        assert_eq!(figures("arrows-unsure")[2..4], ["15–20 %", "−10…−18 %"]);
        assert_eq!(figures("line-between")[1..3], ["150–210", "около 260"]);
    }
}
