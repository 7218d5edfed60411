//! EDTF (ISO 8601-2) as a value: what can be said, and what days it covers.

mod text;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::Part;

/// A date, or an interval of two; serialized as EDTF text.
///
/// Only what a text can say is there: `1944`, `1944-10-11`, `1944-22` (summer), `1944-34` (second quarter), `1944-41`
/// (second half), `194X` (the forties), `19XX`, `-2XXX` (the third millennium BC), `XXXX-12-14` (of a year that the text
/// does not tell), `1240~` (about), `1240?` (perhaps), `1944-02/1944-12`, `1921/..`. The year `0000` is 1 BC.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum When {
    On(Date),
    /// From the first day of the one to the last day of the other; `None` is an open end, and not both are.
    Between(Option<Date>, Option<Date>),
}

/// A stretch of the calendar that has a name. Made only by its constructors, so that it always exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The (first) year; `None` where the text does not tell it.
    year: Option<i16>,
    grain: Grain,
    certainty: Certainty,
}

/// How sure the text is of a [`Date`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    #[default]
    Sure,
    /// `около 1240 г.`
    About,
    /// `предположительно в 1240 г.`
    Perhaps,
    PerhapsAbout,
}

/// How fine a [`Date`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    Millennium,
    Century,
    Decade,
    Year,
    /// 1 or 2.
    Half(u8),
    /// 1 to 4.
    Quarter(u8),
    Season(Season),
    /// 1 to 12.
    Month(u8),
    Day {
        month: u8,
        day: u8,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    /// The months before the spring of its year, with the December before them.
    Winter,
}

/// Years are written with four digits.
const YEARS: std::ops::RangeInclusive<i32> = -9999..=9999;

impl Date {
    /// An astronomical year: 0 is 1 BC.
    pub fn of_year(year: i32) -> Option<Date> {
        Date::new(Some(year), Grain::Year)
    }

    /// The ten years whose number shares all but the last digit with `year`: any of 1940 to 1949 gives `194X`.
    pub fn decade(year: i32) -> Option<Date> {
        Date::new(Some(year), Grain::Decade)
    }

    /// The hundred years whose number shares its hundreds with `year`: any of 1900 to 1999 gives `19XX`.
    pub fn century(year: i32) -> Option<Date> {
        Date::new(Some(year), Grain::Century)
    }

    /// The thousand years whose number shares its thousands with `year`.
    pub fn millennium(year: i32) -> Option<Date> {
        Date::new(Some(year), Grain::Millennium)
    }

    pub fn month(year: Option<i32>, month: u8) -> Option<Date> {
        Date::new(year, Grain::Month(month))
    }

    pub fn day(year: Option<i32>, month: u8, day: u8) -> Option<Date> {
        Date::new(year, Grain::Day { month, day })
    }

    /// `None` where there is no such date.
    pub fn new(year: Option<i32>, grain: Grain) -> Option<Date> {
        let exists = match grain {
            Grain::Millennium | Grain::Century | Grain::Decade | Grain::Year => year.is_some(),
            Grain::Half(half) => matches!(half, 1 | 2),
            Grain::Quarter(quarter) => matches!(quarter, 1..=4),
            Grain::Season(_) => true,
            Grain::Month(month) => matches!(month, 1..=12),
            // A day of an unknown year may be the leap day.
            Grain::Day { month, day } => day >= 1 && day <= month_length(year.unwrap_or(0), month),
        };
        let year = match year {
            Some(year) if !YEARS.contains(&year) => return None,
            Some(year) => Some(i16::try_from(first_year(year, grain)).ok()?),
            None => None,
        };
        exists.then_some(Date { year, grain, certainty: Certainty::Sure })
    }

    /// The astronomical year, the first one of a decade, century or millennium.
    pub fn year(self) -> Option<i32> {
        self.year.map(i32::from)
    }

    pub fn grain(self) -> Grain {
        self.grain
    }

    pub fn certainty(self) -> Certainty {
        self.certainty
    }

    /// The same date, as sure as this.
    pub fn made(self, certainty: Certainty) -> Date {
        Date { certainty, ..self }
    }

    /// The same date of another year.
    pub fn with_year(self, year: i32) -> Option<Date> {
        Some(Date::new(Some(year), self.grain)?.made(self.certainty))
    }

    /// First and last astronomical year.
    pub fn years(self) -> Option<(i32, i32)> {
        let year = self.year()?;
        Some((year, year + span_of_years(self.grain) - 1))
    }

    /// First and last day, numbered as in [`When::days`].
    pub fn days(self) -> Option<(i64, i64)> {
        let (first, last) = self.years()?;
        let months = |from: u8, to: u8| {
            (day_number(first, from, 1), day_number(first, to, 1) + i64::from(month_length(first, to)) - 1)
        };
        Some(match self.grain {
            Grain::Millennium | Grain::Century | Grain::Decade | Grain::Year => {
                (day_number(first, 1, 1), day_number(last, 12, 31))
            }
            Grain::Half(half) => months(half * 6 - 5, half * 6),
            Grain::Quarter(quarter) => months(quarter * 3 - 2, quarter * 3),
            Grain::Season(Season::Spring) => months(3, 5),
            Grain::Season(Season::Summer) => months(6, 8),
            Grain::Season(Season::Autumn) => months(9, 11),
            Grain::Season(Season::Winter) => (day_number(first - 1, 12, 1), months(2, 2).1),
            Grain::Month(month) => months(month, month),
            Grain::Day { month, day } => {
                let number = day_number(first, month, day);
                (number, number)
            }
        })
    }

    /// The day after; `None` where this is not a day.
    pub fn next_day(self) -> Option<Date> {
        let Grain::Day { month, day } = self.grain else { return None };
        let year = self.year();
        Date::day(year, month, day + 1).or_else(|| match month {
            12 => Date::day(Some(year? + 1), 1, 1),
            _ => Date::day(year, month + 1, 1),
        })
    }
}

fn span_of_years(grain: Grain) -> i32 {
    match grain {
        Grain::Millennium => 1000,
        Grain::Century => 100,
        Grain::Decade => 10,
        _ => 1,
    }
}

/// The first year of the stretch that holds `year`. Before the year 0 a stretch runs from -99 to 0, not from -100 to -1:
/// digits are dropped from the number without its sign.
fn first_year(year: i32, grain: Grain) -> i32 {
    let years = span_of_years(grain);
    if year < 0 { year / years * years - (years - 1) } else { year / years * years }
}

/// 0 for a month that is none.
fn month_length(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Days since 0000-03-01, proleptic Gregorian; years are counted from March, so that a leap day ends one.
fn day_number(year: i32, month: u8, day: u8) -> i64 {
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    era * 146_097 + year * 365 + year / 4 - year / 100 + (153 * month + 2) / 5 + day - 1
}

impl When {
    /// First and last day as days since 0000-03-01 proleptic Gregorian (only their order and distance matter), narrowed
    /// by `part` to the first, middle or last third. `None` where an end is open or the year is not known.
    pub fn days(&self, part: Option<Part>) -> Option<(i64, i64)> {
        let (first, last) = (self.first()?.days()?.0, self.last()?.days()?.1);
        if last < first {
            return None;
        }
        let third = ((last - first + 1) / 3).max(1);
        Some(match part {
            None => (first, last),
            Some(Part::Start) => (first, first + third - 1),
            Some(Part::End) => (last - third + 1, last),
            Some(Part::Middle) if last - first < 2 => (first, last),
            Some(Part::Middle) => (first + third, last - third),
        })
    }

    /// The date with which it begins: the date itself, or the interval's first; `None` where that end is open.
    pub fn first(&self) -> Option<Date> {
        match *self {
            When::On(date) => Some(date),
            When::Between(first, _) => first,
        }
    }

    /// The date with which it ends.
    pub fn last(&self) -> Option<Date> {
        match *self {
            When::On(date) => Some(date),
            When::Between(_, last) => last,
        }
    }

    /// The same time, as sure as this where that is less than sure: about a range, its first date is meant.
    pub fn made(self, certainty: Certainty) -> When {
        match (certainty, self) {
            (Certainty::Sure, when) => when,
            (_, When::On(date)) => When::On(date.made(certainty)),
            (Certainty::About, When::Between(first, last)) => {
                When::Between(first.map(|date| date.made(certainty)), last)
            }
            (_, When::Between(first, last)) => {
                When::Between(first.map(|date| date.made(certainty)), last.map(|date| date.made(certainty)))
            }
        }
    }

    /// The one astronomical year in which all of it lies.
    pub fn year(&self) -> Option<i32> {
        let (first, _) = self.first()?.years()?;
        let (_, last) = self.last()?.years()?;
        (first == last).then_some(first)
    }

    /// `first/last`; the date itself where the two are the same.
    pub fn between(first: Date, last: Date) -> When {
        if first == last { When::On(first) } else { When::Between(Some(first), Some(last)) }
    }
}
