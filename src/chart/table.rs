//! A chart as a table: the same figures for those who do not see the drawing, or want them exact.

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
    out.push_str(&Scale::One.number(row.value));
    if let Some(upper) = row.upper {
        out.push('–');
        out.push_str(&Scale::One.number(upper));
    }
    if spec.unit.starts_with('%') {
        out.push(NBSP);
        out.push('%');
    }
    out
}
