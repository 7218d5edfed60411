//! A chart as comma-separated values (RFC 4180): the figures in full, for a spreadsheet or a program.

use super::scale::decimal_of;
use super::{ChartSpec, Row};
use crate::extract::{Amount, Bound};

/// The columns; the first line of every file.
const HEAD: &str = "label,time,part_of_time,value,upper,bound,unit,level,fraction\r\n";

/// Of a fraction as a decimal.
const PLACES: u32 = 6;

/// A line a row, in the order of the drawing. Times are EDTF, numbers have a point, a level is that of a part in its whole. A
/// fraction is a decimal, which is rounded, and stands as it is in a cell of its own.
pub fn csv(spec: &ChartSpec) -> String {
    let mut out = String::from(HEAD);
    for row in &spec.rows {
        let cells = cells(spec, row);
        out.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        out.push_str("\r\n");
    }
    out
}

fn cells(spec: &ChartSpec, row: &Row) -> [String; 9] {
    let period = row.period.as_ref();
    let part = period.and_then(|period| period.part).map_or("", |part| match part {
        crate::extract::Part::Start => "start",
        crate::extract::Part::Middle => "middle",
        crate::extract::Part::End => "end",
    });
    [
        plain(&row.label),
        period.map_or(String::new(), |period| plain(&period.when.to_string())),
        part.to_owned(),
        row.value.map_or(String::new(), decimal),
        row.upper.map_or(String::new(), decimal),
        row.value.map_or("", |_| bound(row.bound)).to_owned(),
        plain(spec.noun()),
        row.level.to_string(),
        fraction(row),
    ]
}

/// A spreadsheet would take `2/3` for a day of March.
fn decimal(amount: Amount) -> String {
    match amount {
        Amount::Decimal(value) => value.to_string(),
        fraction => decimal_of(fraction).round_dp(PLACES).normalize().to_string(),
    }
}

/// `'2/3`, with the apostrophe that makes it words; empty where nothing is a fraction.
fn fraction(row: &Row) -> String {
    let written = |amount: &Amount| matches!(amount, Amount::Fraction(..)).then(|| amount.to_string());
    let all: Vec<String> = [row.value, row.upper].iter().flatten().filter_map(written).collect();
    if all.is_empty() { String::new() } else { format!("'{}", all.join("–")) }
}

/// The public word of a bound.
pub(super) fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::Over => "over",
        Bound::Under => "under",
        Bound::UpTo => "up_to",
        Bound::AtLeast => "at_least",
        Bound::Between => "between",
    }
}

/// Words of a text that a spreadsheet would take for a formula get an apostrophe before them.
fn plain(words: &str) -> String {
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{words}") } else { words.to_owned() }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::golden::spec_named;

    #[test]
    fn a_line_a_row() {
        let lines = csv(&spec_named("line-uneven"));
        let lines: Vec<&str> = lines.split("\r\n").collect();
        assert_eq!(lines[0], HEAD.trim_end());
        assert_eq!(lines[1], "1897,1897,,25000,,about,жителей,0,");
        assert_eq!(lines[4], "1945,1945,,80000,,over,жителей,0,");
        assert_eq!(lines.len(), 8, "six rows, the head and the end");
        assert!(csv(&spec_named("bars-unsure")).contains("между,,,50000,70000,between,человек,0,\r\n"));
        assert!(csv(&spec_named("arrows")).contains("сбор хлеба,,,-12,,exact,%,0,\r\n"));
    }

    #[test]
    fn what_happened_has_a_time_and_no_figure() {
        let written = csv(&spec_named("events"));
        assert!(written.contains("\r\nНачалась битва,1943-07-05,,,,,,0,\r\n"), "{written}");
        assert!(written.contains("\r\nШла война,1941-06-22/1945-05-09,,,,,,0,\r\n"), "{written}");
        assert!(csv(&spec_named("columns-unsure")).contains("1958,1958,,-20,,over,%,0,\r\n"));
    }

    #[test]
    fn a_fraction_is_no_date() {
        let mut spec = spec_named("bars-unsure");
        spec.rows[0].value = "2/3".parse().ok();
        spec.rows[0].upper = None;
        spec.rows[1].value = "1/4".parse().ok();
        spec.rows[1].upper = "1/3".parse().ok();
        let written = csv(&spec);
        let lines: Vec<Vec<&str>> = written.lines().map(|line| line.split(',').collect()).collect();
        assert_eq!((lines[1][3], lines[1][8]), ("0.666667", "'2/3"), "{written}");
        assert_eq!((lines[2][3], lines[2][4], lines[2][8]), ("0.25", "0.333333", "'1/4–1/3"), "{written}");
        assert!(lines[3][8].is_empty(), "{written}");
    }

    #[test]
    fn words_of_a_text_are_no_formulas_and_no_columns() {
        let mut spec = spec_named("part");
        spec.rows[0].label = "=СУММ(A1), \"всего\"".to_owned();
        assert!(csv(&spec).contains("\"'=СУММ(A1), \"\"всего\"\"\",,,284,,exact,секретарей,0,\r\n"));
        for words in ["=1+1", "+7 495", "-2+3", "@SUM(A1)", "\t=1", "\r=1"] {
            spec.rows[0].label = words.to_owned();
            spec.unit = words.to_owned();
            let written = csv(&spec);
            let cells = || written.lines().skip(1).flat_map(|line| line.split(','));
            let runs = cells().filter(|cell| cell.trim_matches('"').starts_with(['=', '+', '@', '\t', '\r']));
            assert_eq!(runs.count(), 0, "{written}");
        }
        // A year before Christ begins with a minus, and would be reckoned.
        let mut spec = spec_named("line");
        spec.rows[0].period.as_mut().expect("a year").when = "-0043-03-15".parse().expect("a date");
        assert!(csv(&spec).contains(",'-0043-03-15,"));
    }
}
