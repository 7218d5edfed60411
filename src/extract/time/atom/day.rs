//! Days: in figures, with their month, in both calendars.

use super::{Atom, Core};
use crate::extract::time::year::{Said, ordinal, past_ordinal_ending, past_year_word, read_year, year_of};
use crate::extract::time::{Date, words as ru};
use crate::extract::words::Words;

/// A small number with at most two digits, as a day.
pub fn day_number(words: &Words, at: usize) -> Option<u8> {
    let digits = words.digits(at);
    (digits.len() <= 2).then(|| digits.parse().ok().filter(|day| (1..=31).contains(day)))?
}

/// A day's number and what follows it: `5`, `5-го`, `5 числа`.
pub fn day(words: &Words, at: usize) -> Option<(u8, usize)> {
    let day = day_number(words, at)?;
    Some((day, past_ordinal_ending(words, at + 1).unwrap_or(at + 1)))
}

/// A month in words, with `месяца` after it or not; after a day also in short, with its full stop.
pub fn month_name(words: &Words, at: usize, short: bool) -> Option<(u8, usize)> {
    let word = words.word(at);
    if let Some(month) = ru::month(word) {
        return Some((month, at + 1 + usize::from(matches!(words.word(at + 1), "месяца" | "месяце"))));
    }
    let month = ru::month_short(word).filter(|_| short)?;
    let end = words.past_stop(at + 1);
    (end > at + 1).then_some((month, end))
}

/// Whether figures before the token make it part of something longer: `2.4.2.2821`.
fn goes_on(words: &Words, at: usize) -> bool {
    at > 0 && !words.space_before(at) && matches!(words.get(at - 1), "." | "/" | "-" | ",")
}

/// `22.06.1941`, `22/06/1941`, with or without `г.`
pub fn numeric_date(words: &Words, at: usize) -> Option<Atom> {
    let day = day_number(words, at)?;
    let joined = (at + 1..at + 5).all(|index| !words.space_before(index));
    let alike = words.get(at + 1) == words.get(at + 3) && matches!(words.get(at + 1), "." | "/");
    if !joined || !alike || goes_on(words, at) {
        return None;
    }
    let year = words.digits(at + 4);
    let month: u8 = words.digits(at + 2).parse().ok()?;
    let said = past_year_word(words, at + 5);
    let year: i32 = match year.len() {
        4 => year.parse().ok()?,
        // `1.01.04 г.`, as reports write it.
        2 if said.is_some() => year.parse().ok().map(|year: i32| year + if year < 30 { 2000 } else { 1900 })?,
        _ => return None,
    };
    Date::day(Some(year), month, day)?;
    let end = said.unwrap_or(at + 5);
    Some(Atom::new("numeric_date", at, end, Core::DayOf { month, day }, Said::Number(year, None)))
}

/// `27.1(8.2).1834`, `7(20).11.1910`, as encyclopaedias write both calendars: the date in the new style.
pub fn numeric_old_and_new(words: &Words, at: usize) -> Option<Atom> {
    day_number(words, at)?;
    let month = usize::from(words.is_mark(at + 1, '.')) * 2;
    let open = at + 1 + month;
    if !words.is_mark(open, '(') || (at + 1..open + 2).any(|index| words.space_before(index)) {
        return None;
    }
    let day = day_number(words, open + 1)?;
    // The month stands with each day, or once after both.
    let (close, month) = if month > 0 { (open + 4, open + 3) } else { (open + 2, open + 4) };
    let year = if close < month { month + 2 } else { close + 2 };
    let marks = words.is_mark(close, ')') && words.is_mark(close + 1, '.') && words.is_mark(year - 1, '.');
    let month: u8 = words.digits(month).parse().ok().filter(|_| marks)?;
    let digits = words.digits(year);
    let number = (digits.len() == 4).then(|| digits.parse().ok())??;
    Date::day(Some(number), month, day)?;
    let end = past_year_word(words, year + 1).unwrap_or(year + 1);
    Some(Atom::new("old_and_new_style", at, end, Core::DayOf { month, day }, Said::Number(number, None)))
}

/// `28.XI.1944`, `28/XI 1944 г.`
pub fn roman_date(words: &Words, at: usize) -> Option<Atom> {
    let day = day_number(words, at)?;
    let joined = !words.space_before(at + 1) && !words.space_before(at + 2);
    if !joined || !matches!(words.get(at + 1), "." | "/") {
        return None;
    }
    let month = ru::roman(words.word(at + 2)).filter(|month| (1..=12).contains(month))?;
    let number = at + 3 + usize::from(matches!(words.get(at + 3), "." | "/" | "-"));
    let year = words.digits(number);
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    Date::day(Some(year), month, day)?;
    let end = past_year_word(words, number + 1).unwrap_or(number + 1);
    Some(Atom::new("roman_date", at, end, Core::DayOf { month, day }, Said::Number(year, None)))
}

/// `1941-06-22`.
pub fn iso_date(words: &Words, at: usize) -> Option<Atom> {
    let joined = (at + 1..at + 5).all(|index| !words.space_before(index));
    if !joined || words.get(at + 1) != "-" || words.get(at + 3) != "-" || words.digits(at).len() != 4 {
        return None;
    }
    if words.digits(at + 2).len() != 2 || words.digits(at + 4).len() != 2 {
        return None;
    }
    let (year, day) = (words.digits(at).parse().ok()?, day_number(words, at + 4)?);
    let month: u8 = words.digits(at + 2).parse().ok()?;
    Date::day(Some(year), month, day)?;
    Some(Atom::new("iso_date", at, at + 5, Core::DayOf { month, day }, Said::Number(year, None)))
}

/// `25 октября (7 ноября) 1917 г.`, `1/13 марта 1881 г.`, `7 ноября (25 октября) 1917 г.`: the date in the new style.
pub fn old_and_new_day(words: &Words, at: usize) -> Option<Atom> {
    let (day, mut end) = day(words, at)?;
    let month = month_name(words, end, true);
    end = month.map_or(end, |(_, end)| end);
    // `25 декабря 1812 г. (6 января 1813 г.)`
    let outer = read_year(words, end).filter(|read| month.is_some() && read.to.is_none());
    end = outer.as_ref().map_or(end, |read| read.end);
    let slash = words.is_mark(end, '/') && !words.space_before(end) && !words.space_before(end + 1) && outer.is_none();
    if !slash && !words.is_mark(end, '(') && !words.is_mark(end, '[') {
        return None;
    }
    let (other_day, mut end) = self::day(words, end + 1)?;
    let other_month = month_name(words, end, true);
    end = other_month.map_or(end, |(_, end)| end);
    let mut inner = None;
    if !slash {
        inner = read_year(words, end).filter(|read| other_month.is_some() && read.to.is_none());
        end = inner.as_ref().map_or(end, |read| read.end);
        end = style(words, end).1;
        if !words.is_mark(end, ')') && !words.is_mark(end, ']') {
            return None;
        }
        end += 1;
    }
    let (month, other_month) = match (month, other_month) {
        (Some((month, _)), Some((other, _))) => (month, other),
        (None, Some((month, _))) | (Some((month, _)), None) => (month, month),
        (None, None) => {
            let (month, after) = month_name(words, end, true)?;
            end = after;
            (month, month)
        }
    };
    // Two days of one calendar are no pair: `5 (7) мая`.
    let (first, other) = (Date::day(Some(2000), month, day)?, Date::day(Some(2000), other_month, other_day)?);
    let (first, other) = (first.days()?.0, other.days()?.0);
    let second_is_new = match (other - first).rem_euclid(366) {
        5..=14 => true,
        352..=361 => false,
        _ => return None,
    };
    let (outer, inner) = (outer.map(|read| read.said), inner.map(|read| read.said));
    let after = if outer.is_none() && inner.is_none() { year_of(words, end) } else { (Said::Nothing, end) };
    let (month, day, year) = match second_is_new {
        true => (other_month, other_day, inner.or(outer.map(|said| if other < first { next(said) } else { said }))),
        false => (month, day, outer.or(inner.map(|said| if other > first { next(said) } else { said }))),
    };
    Some(Atom::new("old_and_new_style", at, after.1, Core::DayOf { month, day }, year.unwrap_or(after.0)))
}

/// The old style is in December still, the new one in January.
fn next(said: Said) -> Said {
    match said {
        Said::Number(year, None) => Said::Number(year + 1, None),
        other => other,
    }
}

/// `28 ноября 1944 г.`, `14 декабря`, `7-го мая`, `12 янв. 1905`.
pub fn day_of_month(words: &Words, at: usize) -> Option<Atom> {
    let (day, end) = day(words, at)?;
    let end = end + usize::from(words.word(end) == "числа");
    let (month, end) = month_name(words, end, true)?;
    finish_day(words, at, end, month, day)
}

/// `первого мая`, `двадцать второго июня 1941 года`.
pub fn named_day_of_month(words: &Words, at: usize) -> Option<Atom> {
    if !words.is_word(at) {
        return None;
    }
    let (day, end) = ordinal(words, at)?;
    let genitive = words.word(end - 1).ends_with("го");
    let (month, end) = month_name(words, end, false).filter(|_| genitive)?;
    finish_day(words, at, end, month, day)
}

pub fn finish_day(words: &Words, at: usize, end: usize, month: u8, day: u8) -> Option<Atom> {
    Date::day(None, month, day)?;
    let (year, end) = year_of(words, end);
    let (julian, end) = style(words, end);
    let rule = if year == Said::Nothing { "day_and_month" } else { "full_date" };
    Some(Atom { julian, ..Atom::new(rule, at, end, Core::DayOf { month, day }, year) })
}

/// `ст. ст.`, `по старому стилю`, in brackets or not: whether it is the old one, and the token after.
pub fn style(words: &Words, at: usize) -> (bool, usize) {
    let bracket = usize::from(words.is_mark(at, '('));
    let from = at + bracket;
    let by = from + usize::from(words.word(from) == "по");
    let (julian, end) = if words.starts(by, &["ст", ".", "ст", "."]) {
        (true, by + 4)
    } else if words.starts(by, &["н", ".", "ст", "."]) {
        (false, by + 4)
    } else if by == from {
        return (false, at);
    } else {
        match (words.word(by), words.word(by + 1)) {
            ("старому", "стилю") | ("юлианскому", "календарю") => (true, by + 2),
            ("новому", "стилю") | ("григорианскому", "календарю") => (false, by + 2),
            _ => return (false, at),
        }
    };
    if bracket == 1 && !words.is_mark(end, ')') {
        return (false, at);
    }
    (julian, end + bracket)
}
