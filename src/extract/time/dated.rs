//! What is said as dates: a year and what stands in it, the pieces of both.

use super::Part;
use super::atom::{Core, TEN_DAYS};
use super::edtf::{Date, Grain, When};

/// What a time comes to with the year that it says or that the context gives.
pub struct Resolved {
    pub when: When,
    pub part: Option<Part>,
    pub inferred: Vec<&'static str>,
}

/// The date of an atom whose year, century or millennium is known.
pub fn dated(core: Core, number: Option<(i32, bool)>) -> Option<When> {
    let (year, bc) = match number {
        Some((number, bc)) => (Some(if bc { 1 - number } else { number }), bc),
        None => (None, false),
    };
    let date = match core {
        Core::Day(_) => return None,
        Core::DayOf { month, day } => Date::day(year, month, day)?,
        Core::Month(month) => Date::month(year, month)?,
        Core::Season(season) => Date::new(Some(year?), Grain::Season(season))?,
        Core::Year => Date::of_year(year?)?,
        Core::YearTo(last) => return Some(When::between(Date::of_year(year?)?, Date::of_year(last)?)),
        Core::WinterTo(last) => {
            return Some(When::between(Date::month(year, 12)?, Date::month(Some(last), 2)?));
        }
        Core::Decade => Date::decade(year?)?,
        Core::Century => Date::century(nth(number?.0, 100, bc))?,
        Core::Millennium => Date::millennium(nth(number?.0, 1000, bc))?,
        Core::Months(first, last) => {
            return Some(When::between(Date::month(Some(year?), first)?, Date::month(year, last)?));
        }
        Core::Years(first, last) => return Some(When::between(Date::of_year(first)?, Date::of_year(last)?)),
    };
    Some(When::On(date))
}

/// A year of the so-manieth stretch of `years`.
fn nth(number: i32, years: i32, bc: bool) -> i32 {
    if bc { 1 - years * number } else { years * (number - 1) }
}

/// The piece of a date: half of a year, third of a century.
pub fn piece_of(date: Date, index: u8, parts: u8) -> Option<When> {
    let year = date.year();
    let part = |from: u8, to: u8| match from == to {
        true => Date::month(year, from).map(When::On),
        false => Some(When::between(Date::month(year, from)?, Date::month(year, to)?)),
    };
    match (date.grain(), parts) {
        (Grain::Year, 2) => Date::new(year, Grain::Half(index)).map(When::On),
        (Grain::Year, 4) => Date::new(year, Grain::Quarter(index)).map(When::On),
        (Grain::Year, 3) => part(index * 4 - 3, index * 4),
        (Grain::Month(month), TEN_DAYS) => {
            let last = (28..=31).rev().find_map(|day| Date::day(Some(year?), month, day))?;
            let from = Date::day(year, month, index * 10 - 9)?;
            Some(When::between(from, if index == 3 { last } else { Date::day(year, month, index * 10)? }))
        }
        (Grain::Month(month), 2) => {
            let last = (28..=31).rev().find_map(|day| Date::day(Some(year?), month, day))?;
            let (from, to) = if index == 1 {
                (Date::day(year, month, 1)?, Date::day(year, month, 15)?)
            } else {
                (Date::day(year, month, 16)?, last)
            };
            Some(When::between(from, to))
        }
        (Grain::Decade | Grain::Century | Grain::Millennium, _) => {
            let parts = if parts == TEN_DAYS { 10 } else { parts };
            let (first, last) = date.years()?;
            let years = last - first + 1;
            // The nineteenth century ends with 1900; a decade of `40-е годы` with 1949.
            let first = if date.grain() == Grain::Decade || first < 0 { first } else { first + 1 };
            let (index, parts) = (i32::from(index), i32::from(parts));
            let end = if index == parts { years } else { years / parts * index };
            let from = Date::of_year(first + years / parts * (index - 1))?;
            Some(When::between(from, Date::of_year(first + end - 1)?))
        }
        _ => None,
    }
}
