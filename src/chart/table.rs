//! A chart as a table: the same figures for those who do not see the drawing, or want them exact.

use super::numbers::dash;
use super::reading::change;
use super::timeline::when;
use super::{ChartSpec, Form, Row};
use crate::wording::amount::{Scale, word};
use crate::wording::{NBSP, time};

/// Label and figure of each row, in words: `лето 1942 г.` and `около 400 000`. Numbers are in full, percentages with their
/// sign. Of what happened: when, and what.
pub fn table(spec: &ChartSpec) -> Vec<(String, String)> {
    let row = |row: &Row| match spec.form {
        Form::Timeline => (when(row), row.label.clone()),
        _ => (label(row), figure(spec, row)),
    };
    spec.rows.iter().map(row).collect()
}

fn label(row: &Row) -> String {
    match &row.period {
        Some(period) if row.label == time::short(&period.when, period.part) => time::label(&period.when, period.part),
        _ => row.label.clone(),
    }
}

/// The figure of a row in full: `около 400 000`; of a change with its direction: `снижение более чем на 12 %`.
pub fn figure(spec: &ChartSpec, row: &Row) -> String {
    if spec.form.is_of_changes() {
        return change(row, &spec.unit, Some(Scale::One));
    }
    let mut out = String::from(word(row.bound));
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(&Scale::One.number(row.amount()));
    if let Some(upper) = row.range() {
        out.push_str(dash(row));
        out.push_str(&Scale::One.number(upper));
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
        assert_eq!(figures("arrows-unsure")[2..4], ["рост на 15–20 %", "снижение на 10–18 %"]);
        assert_eq!(figures("arrows-unsure")[4..], ["снижение более чем на 12 %", "снижение не более чем на 9 %"]);
        assert_eq!(figures("line-between")[1..3], ["150–210", "около 260"]);
    }
}
