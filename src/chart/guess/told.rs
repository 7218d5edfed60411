//! Whether words tell a number that is to be guessed.

use super::super::{ChartSpec, Row};
use crate::wording::NBSP;
use crate::wording::amount::Scale;

/// Whether the heading, the title, the scope or a label says the number of the row.
pub(super) fn is_told(row: &Row, heading: &str, spec: &ChartSpec) -> bool {
    let labels = spec.rows.iter().map(|row| row.label.as_str());
    let words = || [heading, &spec.title, &spec.scope].into_iter().chain(labels.clone());
    let digits = |text: &str| -> Vec<String> {
        let joined = text.replace([NBSP, '\u{202f}'], "");
        joined.split(|c: char| !(c.is_ascii_digit() || c == ',')).map(|run| run.trim_matches(',').to_owned()).collect()
    };
    let numbers = [Scale::One.number(row.amount()), Scale::of(&[row.amount()]).number(row.amount())]
        .map(|it| it.replace(NBSP, ""));
    words().any(|text| digits(text).iter().any(|run| !run.is_empty() && numbers.contains(run)))
}
