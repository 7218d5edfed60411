//! A chart in one sentence.

use rust_decimal::{Decimal, RoundingStrategy};

use super::label::By;
use super::numbers::dash;
use super::scale::decimal_of;
use super::{Form, Row};
use crate::extract::{Amount, Bound, Measure};
use crate::wording::amount::{Scale, decimal, times_noun, word};
use crate::wording::{NBSP, time};

/// What the drawing says, in the order of its rows.
pub(super) fn reading(form: Form, rows: &[Row], measure: Measure, by: By) -> String {
    match form {
        Form::Part => parts(rows),
        Form::Arrows => joined(rows.iter().map(|row| format!("{}: {}", row.label, change(row, unit(measure), None)))),
        Form::Columns => dated(rows, |row| change(row, unit(measure), None)),
        _ if matches!(by, By::Time | By::Ends) => series(rows, measure),
        _ => joined(rows.iter().map(|row| format!("{}: {}", row.label, spoken(row, measure)))),
    }
}

/// Each number alone as a reader says it: `около 36 тыс.`, `53,8 %`.
pub(super) fn spoken(row: &Row, measure: Measure) -> String {
    bounded(word(row.bound), row, measure)
}

fn bounded(head: &str, row: &Row, measure: Measure) -> String {
    let mut out = String::from(head);
    if !out.is_empty() {
        out.push(' ');
    }
    if let Some(upper) = row.range() {
        let scale = Scale::of(&[row.amount(), upper]);
        out.push_str(&format!("{}{}{}", scale.number(row.amount()), dash(row), scale.written(upper)));
    } else {
        out.push_str(&Scale::of(&[row.amount()]).written(row.amount()));
    }
    if measure == Measure::Percent {
        out.push(NBSP);
        out.push('%');
    }
    out
}

/// `рост на 20 %`, `снижение на 15–20 %`, `рост более чем в 2,5 раза`; by the unit of the chart, in a scale of its own or in
/// this one.
pub(super) fn change(row: &Row, unit: &str, scale: Option<Scale>) -> String {
    let (near, far) = row.by_size();
    let size = |amount: Amount| Amount::Decimal(decimal_of(amount).abs());
    let scale = scale.unwrap_or_else(|| Scale::of(&[near, far]));
    let mut amount = scale.written(size(far));
    let times = times_noun(&amount);
    if row.range().is_some() {
        amount = format!("{}–{amount}", scale.number(size(near)));
    }
    let way = if decimal_of(far).is_sign_negative() { "снижение" } else { "рост" };
    let about = than(row.bound);
    let space = if about.is_empty() { "" } else { " " };
    match unit {
        "раз" => format!("{way}{space}{about} в {amount} {times}"),
        "%" => format!("{way}{space}{about} на {amount}{NBSP}%"),
        _ => format!("{way}{space}{about} на {amount}"),
    }
}

/// The word of a bound where a preposition follows or comes before: `рост более чем на 20 %`, `из более чем 600 тыс.`
pub(super) fn than(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact | Bound::Between => "",
        Bound::About => "примерно",
        Bound::Over => "более чем",
        Bound::Under => "менее чем",
        Bound::UpTo => "не более чем",
        Bound::AtLeast => "не менее чем",
    }
}

/// As the unit of a chart of changes says it.
fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::Multiple => "раз",
        Measure::PercentIncrease => "%",
        _ => "",
    }
}

/// ` в 1940 г.`, with the space before it.
fn when(row: &Row) -> String {
    let period = row.period.as_ref();
    period.and_then(|at| time::phrase(&at.when, at.part)).map_or(String::new(), |phrase| format!(" {phrase}"))
}

/// What is said of each row, with its time after it; before it in all of them where two numbers would else stand side by side:
/// `1 мая 1943 г.: 8000`.
fn dated(rows: &[Row], said: impl Fn(&Row) -> String) -> String {
    let is_first = rows.iter().any(|row| run_together(row, &said(row)));
    joined(rows.iter().map(|row| match is_first && !when(row).is_empty() {
        true => format!("{}: {}", when(row).trim_start(), said(row)),
        false => format!("{}{}", said(row), when(row)),
    }))
}

/// Whether a number ends where the number of its time begins: `8000 1 мая 1943 г.`
fn run_together(row: &Row, said: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    said.ends_with(is_digit) && when(row).trim_start().starts_with(is_digit)
}

fn series(rows: &[Row], measure: Measure) -> String {
    let said = |row: &Row| spoken(row, measure);
    match rows {
        [a, b]
            if a.bound == Bound::Exact
                && b.bound == Bound::Exact
                && !rows.iter().any(|row| run_together(row, &said(row))) =>
        {
            format!("с {}{} до {}{}", said(a), when(a), said(b), when(b))
        }
        [a, b] if a.period.is_none() => format!("было {}, стало {}", said(a), said(b)),
        _ => dated(rows, said),
    }
}

/// `180 из 284 (≈ 63 %)`; the share is ours, as sure as its two figures are.
fn parts(rows: &[Row]) -> String {
    let several = rows.len() > 2;
    joined(rows.iter().enumerate().skip(1).filter_map(|(index, part)| {
        let whole = rows[..index].iter().rev().find(|row| row.level < part.level)?;
        let share = share(part, whole).map_or(String::new(), |share| format!(" ({share})"));
        let number = spoken(part, Measure::Count);
        let label = if part.label == "из них" { "" } else { part.label.as_str() };
        if part.level > 1 {
            let colon = if label.is_empty() { "" } else { ":" };
            let space = if label.is_empty() { "" } else { " " };
            return Some(format!("из них{space}{label}{colon} {number}{share}"));
        }
        let lead = if several && !label.is_empty() { format!("{label}: ") } else { String::new() };
        Some(format!("{lead}{number} из {}{share}", bounded(than(whole.bound), whole, Measure::Count)))
    }))
}

/// `≈ 63 %`; of more than a whole it is less than that share. `None` where the bounds tell nothing.
fn share(part: &Row, whole: &Row) -> Option<String> {
    let sign = match (part.bound, whole.bound) {
        (Bound::Exact, Bound::Exact) => "",
        (Bound::Exact | Bound::About, Bound::Exact | Bound::About) => "≈",
        (Bound::Exact, Bound::Over) | (Bound::Under, Bound::Exact) => "<",
        (Bound::Exact, Bound::Under) | (Bound::Over, Bound::Exact) => ">",
        _ => return None,
    };
    let share = decimal_of(part.amount()).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(decimal_of(whole.amount()))?;
    let places = u32::from(share < Decimal::TEN);
    let rounded = share.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let short = share.round_dp(1) == share;
    let (number, exact) = if short { (share, true) } else { (rounded, rounded == share) };
    let sign = if sign.is_empty() && !exact { "≈" } else { sign };
    let space = if sign.is_empty() { String::new() } else { NBSP.to_string() };
    Some(format!("{sign}{space}{}{NBSP}%", decimal(number)))
}

fn joined(pieces: impl Iterator<Item = String>) -> String {
    pieces.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::golden::spec_named;

    #[test]
    fn no_two_numbers_run_together() {
        let read = |rows: &[Row]| reading(Form::Bars, rows, Measure::Count, By::Time).replace(NBSP, " ");
        let at = |edtf: &str, value: &str, bound: Bound| crate::chart::golden::at(edtf, value, bound);
        let exact = [at("1943-05-01", "8000", Bound::Exact), at("1944-05-01", "9000", Bound::Exact)];
        assert_eq!(read(&exact), "1 мая 1943 г.: 8000, 1 мая 1944 г.: 9000");
        let up_to = [at("1943-05-01", "8000", Bound::UpTo), at("1944", "9000", Bound::Exact)];
        assert_eq!(read(&up_to), "1 мая 1943 г.: до 8000, в 1944 г.: 9000");
        let apart = [at("1943", "8000", Bound::Exact), at("1944-05-01", "90000", Bound::Exact)];
        assert_eq!(read(&apart), "с 8000 в 1943 г. до 90 тыс. 1 мая 1944 г.");
    }

    #[test]
    fn a_change_is_read_with_its_bound() {
        let rows = spec_named("arrows-unsure").rows;
        let told = |measure| reading(Form::Arrows, &rows, measure, By::Subject).replace(NBSP, " ");
        let percent = "добыча угля: рост менее чем на 20 %, выплавка чугуна: рост не менее чем на 25 %, \
                       добыча руды: рост на 15–20 %, сбор хлеба: снижение на 10–18 %, \
                       надои: снижение более чем на 12 %, улов рыбы: снижение не более чем на 9 %";
        assert_eq!(told(Measure::PercentIncrease), percent);
        assert!(
            told(Measure::Multiple).contains(
                "руды: рост в 15–20 раз, сбор хлеба: снижение в 10–18 раз, надои: снижение более чем в 12 раз"
            )
        );
    }
}
