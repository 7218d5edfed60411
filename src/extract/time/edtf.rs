//! EDTF (ISO 8601-2) as a value: parsed, written, and laid out in days.

use serde::{Deserialize, Serialize};

use super::Part;

/// A date, or an interval of two; serialized as EDTF text.
///
/// Only what a text can say is there: `1944`, `1944-10-11`, `1944-22` (summer), `1944-34` (second quarter), `1944-41`
/// (second half), `194X` (the forties), `19XX`, `-2XXX` (the third millennium BC), `XXXX-12-14` (of a year that the text
/// does not tell), `1944-02/1944-12`, `1921/..`. The year `0000` is 1 BC.
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
        exists.then_some(Date { year, grain })
    }

    /// The astronomical year, the first one of a decade, century or millennium.
    pub fn year(self) -> Option<i32> {
        self.year.map(i32::from)
    }

    pub fn grain(self) -> Grain {
        self.grain
    }

    /// The same date of another year.
    pub fn with_year(self, year: i32) -> Option<Date> {
        Date::new(Some(year), self.grain)
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

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(year) = self.year() else {
            f.write_str("XXXX")?;
            return write_within(self.grain, f);
        };
        if year < 0 {
            f.write_str("-")?;
        }
        let digits = year.unsigned_abs();
        match self.grain {
            Grain::Millennium => write!(f, "{}XXX", digits / 1000),
            Grain::Century => write!(f, "{:02}XX", digits / 100),
            Grain::Decade => write!(f, "{:03}X", digits / 10),
            within => {
                write!(f, "{digits:04}")?;
                write_within(within, f)
            }
        }
    }
}

/// What stands after the year.
fn write_within(grain: Grain, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    let code = match grain {
        Grain::Millennium | Grain::Century | Grain::Decade | Grain::Year => return Ok(()),
        Grain::Day { month, day } => return write!(f, "-{month:02}-{day:02}"),
        Grain::Month(month) => month,
        Grain::Season(season) => 21 + season as u8,
        Grain::Quarter(quarter) => 32 + quarter,
        Grain::Half(half) => 39 + half,
    };
    write!(f, "-{code:02}")
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = |date: &Option<Date>, f: &mut std::fmt::Formatter<'_>| match date {
            Some(date) => date.fmt(f),
            None => f.write_str(".."),
        };
        match self {
            When::On(date) => date.fmt(f),
            When::Between(first, last) => {
                end(first, f)?;
                f.write_str("/")?;
                end(last, f)
            }
        }
    }
}

impl std::str::FromStr for When {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let end = |written: &str| match written {
            ".." => Some(None),
            written => parse_date(written).map(Some),
        };
        let when = match written.split_once('/') {
            None => parse_date(written).map(When::On),
            Some((first, last)) => match (end(first), end(last)) {
                (Some(first), Some(last)) if first.is_some() || last.is_some() => Some(When::Between(first, last)),
                _ => None,
            },
        };
        when.ok_or_else(|| format!("a time is EDTF such as 1944, 1944-10-11 or 1944-02/1944-12, found {written:?}"))
    }
}

fn parse_date(written: &str) -> Option<Date> {
    let (sign, unsigned) = match written.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, written),
    };
    let (year, within) = unsigned.split_once('-').map_or((unsigned, None), |(year, within)| (year, Some(within)));
    if year.len() != 4 {
        return None;
    }
    let known = year.trim_end_matches('X');
    if !known.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = || known.parse::<i32>().ok();
    let Some(within) = within else {
        let (grain, years) = match 4 - known.len() {
            0 => (Grain::Year, 1),
            1 => (Grain::Decade, 10),
            2 => (Grain::Century, 100),
            3 => (Grain::Millennium, 1000),
            _ => return None,
        };
        // The last year of a stretch before the common era has the smallest number; -1 keeps `-00XX` off `00XX`.
        let year = sign * number()? * years - i32::from(sign < 0 && years > 1);
        return if sign < 0 && year == 0 { None } else { Date::new(Some(year), grain) };
    };
    let year = match known.len() {
        4 => Some(sign * number()?).filter(|&year| sign > 0 || year != 0),
        0 if sign > 0 => None,
        _ => return None,
    };
    if known.len() == 4 && year.is_none() {
        return None;
    }
    let (code, day) = within.split_once('-').map_or((within, None), |(month, day)| (month, Some(day)));
    let code = two_digits(code)?;
    let grain = match (code, day) {
        (month, Some(day)) => Grain::Day { month, day: two_digits(day)? },
        (1..=12, None) => Grain::Month(code),
        (21, None) => Grain::Season(Season::Spring),
        (22, None) => Grain::Season(Season::Summer),
        (23, None) => Grain::Season(Season::Autumn),
        (24, None) => Grain::Season(Season::Winter),
        (33..=36, None) => Grain::Quarter(code - 32),
        (40 | 41, None) => Grain::Half(code - 39),
        _ => return None,
    };
    Date::new(year, grain)
}

fn two_digits(written: &str) -> Option<u8> {
    (written.len() == 2 && written.bytes().all(|byte| byte.is_ascii_digit())).then(|| written.parse().ok())?
}

impl TryFrom<String> for When {
    type Error = String;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        written.parse()
    }
}

impl From<When> for String {
    fn from(when: When) -> Self {
        when.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn when(edtf: &str) -> When {
        edtf.parse().expect(edtf)
    }

    /// First and last day of `edtf` as the days of two dates that need no laying out.
    #[track_caller]
    fn check_days(edtf: &str, part: Option<Part>, first: &str, last: &str) {
        let day = |edtf: &str| when(edtf).days(None).expect(edtf).0;
        assert_eq!(when(edtf).days(part), Some((day(first), day(last))), "{edtf} {part:?}");
    }

    #[test]
    fn days_of_every_grain() {
        assert_eq!(when("0000-03-01").days(None), Some((0, 0)));
        assert_eq!(when("1970-01-01").days(None), Some((719_468, 719_468)));
        check_days("1944", None, "1944-01-01", "1944-12-31");
        check_days("1944-02", None, "1944-02-01", "1944-02-29");
        check_days("1900-02", None, "1900-02-01", "1900-02-28");
        check_days("1944-22", None, "1944-06-01", "1944-08-31");
        check_days("1944-24", None, "1943-12-01", "1944-02-29");
        check_days("1944-33", None, "1944-01-01", "1944-03-31");
        check_days("1944-41", None, "1944-07-01", "1944-12-31");
        check_days("194X", None, "1940-01-01", "1949-12-31");
        check_days("19XX", None, "1900-01-01", "1999-12-31");
        check_days("-00XX", None, "-0099-01-01", "0000-12-31");
        check_days("-01XX", None, "-0199-01-01", "-0100-12-31");
        check_days("-2XXX", None, "-2999-01-01", "-2000-12-31");
        check_days("1944-02/1944-12", None, "1944-02-01", "1944-12-31");
    }

    #[test]
    fn a_part_is_a_third() {
        check_days("1943", Some(Part::Start), "1943-01-01", "1943-05-01");
        check_days("1943", Some(Part::End), "1943-09-02", "1943-12-31");
        check_days("1943-06", Some(Part::Middle), "1943-06-11", "1943-06-20");
        check_days("1943-06-05", Some(Part::Middle), "1943-06-05", "1943-06-05");
        check_days("1943-06-05", Some(Part::End), "1943-06-05", "1943-06-05");
    }

    #[test]
    fn what_has_no_days() {
        for edtf in ["XXXX-12-14", "XXXX-08", "1921/..", "../1917", "1945/1941"] {
            assert_eq!(when(edtf).days(None), None, "{edtf}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for written in [
            "",
            "-",
            "/",
            "../..",
            "44",
            "44-01",
            "19441",
            "-0000",
            "1944-13",
            "1944-00",
            "1944-02-30",
            "1943-02-29",
            "1944-1",
            "1944-20",
            "1944-42",
            "XXXX",
            "X944",
            "1X44",
            "19XX-05",
            "-XXXX-05",
            "1944-22-01",
            "1944/",
            "1944/1945/1946",
            "１９４４",
            "194х",
            "+944",
            "1944-+1",
            "1944-05-1",
        ] {
            assert!(written.parse::<When>().is_err(), "{written:?} parses");
        }
    }

    #[test]
    fn a_year_is_one_only_where_all_lies_in_it() {
        assert_eq!(when("1944-02/1944-12").year(), Some(1944));
        assert_eq!(when("1944-22").year(), Some(1944));
        assert_eq!(when("1943/1944").year(), None);
        assert_eq!(when("194X").year(), None);
        assert_eq!(when("XXXX-05").year(), None);
        assert_eq!(when("-0043").year(), Some(-43));
    }

    #[test]
    fn the_day_after() {
        let next = |edtf: &str| when(edtf).first().and_then(Date::next_day).map(|date| date.to_string());
        assert_eq!(next("1944-02-28").as_deref(), Some("1944-02-29"));
        assert_eq!(next("1943-12-31").as_deref(), Some("1944-01-01"));
        assert_eq!(next("1943-12"), None);
    }

    #[test]
    fn json_is_the_edtf_text() {
        let json = serde_json::to_string(&when("1944-41")).expect("writes");
        assert_eq!(json, "\"1944-41\"");
        assert_eq!(serde_json::from_str::<When>(&json).expect("reads"), when("1944-41"));
        assert!(serde_json::from_str::<When>("\"1944-41-41\"").is_err());
    }

    fn any_date() -> impl Strategy<Value = Date> {
        let grain = prop_oneof![
            Just(Grain::Millennium),
            Just(Grain::Century),
            Just(Grain::Decade),
            Just(Grain::Year),
            (1u8..=2).prop_map(Grain::Half),
            (1u8..=4).prop_map(Grain::Quarter),
            (0usize..4)
                .prop_map(|i| { Grain::Season([Season::Spring, Season::Summer, Season::Autumn, Season::Winter][i]) }),
            (1u8..=12).prop_map(Grain::Month),
            (1u8..=12, 1u8..=31).prop_map(|(month, day)| Grain::Day { month, day }),
        ];
        (proptest::option::weighted(0.9, YEARS), grain)
            .prop_filter_map("no such date", |(year, grain)| Date::new(year, grain))
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            first in proptest::option::of(any_date()), last in proptest::option::of(any_date()), one in any_date(),
        ) {
            let between = match (first, last) {
                (None, None) => When::On(one),
                (first, last) => When::Between(first, last),
            };
            for when in [When::On(one), between] {
                prop_assert_eq!(when.to_string().parse::<When>(), Ok(when.clone()));
            }
        }

        #[test]
        fn what_is_read_is_written_the_same(text in "[-/.X0-9]{0,12}") {
            if let Ok(when) = text.parse::<When>() {
                prop_assert_eq!(when.to_string(), text);
            }
        }

        #[test]
        fn a_part_lies_within(date in any_date()) {
            if let Some((first, last)) = date.days() {
                prop_assert!(first <= last);
                for part in [Part::Start, Part::Middle, Part::End] {
                    let (from, to) = When::On(date).days(Some(part)).expect("has days");
                    prop_assert!(first <= from && from <= to && to <= last);
                }
            }
        }
    }
}
