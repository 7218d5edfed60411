//! EDTF as text: written and read.

use super::{Certainty, Date, Grain, Season, When};

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(year) = self.year() else {
            f.write_str("XXXX")?;
            write_within(self.grain, f)?;
            return write_certainty(self.certainty(), f);
        };
        if year < 0 {
            f.write_str("-")?;
        }
        let digits = year.unsigned_abs();
        match self.grain {
            Grain::Millennium => write!(f, "{}XXX", digits / 1000)?,
            Grain::Century => write!(f, "{:02}XX", digits / 100)?,
            Grain::Decade => write!(f, "{:03}X", digits / 10)?,
            within => {
                write!(f, "{digits:04}")?;
                write_within(within, f)?;
            }
        }
        write_certainty(self.certainty(), f)
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

/// The mark that closes a date of which the text is not sure.
fn write_certainty(certainty: Certainty, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    match certainty {
        Certainty::Sure => Ok(()),
        Certainty::About => f.write_str("~"),
        Certainty::Perhaps => f.write_str("?"),
        Certainty::PerhapsAbout => f.write_str("%"),
    }
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
    let (written, certainty) = match written.as_bytes().last()? {
        b'~' => (&written[..written.len() - 1], Certainty::About),
        b'?' => (&written[..written.len() - 1], Certainty::Perhaps),
        b'%' => (&written[..written.len() - 1], Certainty::PerhapsAbout),
        _ => (written, Certainty::Sure),
    };
    Some(parse_sure(written)?.made(certainty))
}

fn parse_sure(written: &str) -> Option<Date> {
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
