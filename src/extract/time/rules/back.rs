//! Times that are told by what was said before: `в том же году`, `два года спустя`.

use super::Found;
use crate::extract::time::context::Context;
use crate::extract::time::edtf::{Date, Grain, When};
use crate::extract::time::year::{Said, context_year, past_ordinal_ending};
use crate::extract::time::{Part, words as ru};
use crate::extract::words::Words;
use crate::lexicon::ru::form;

/// `к этому времени`, `тогда же`, `в тот же день` where the sentence or the one before it tells the time.
pub fn same_time(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let before = at.checked_sub(1).map_or("", |before| words.word(before));
    let (end, day) = match (words.word(at), words.word(at + 1)) {
        ("этому" | "тому", "времени" | "моменту") if before == "к" => (at + 2, false),
        ("тогда", "же") => (at + 2, false),
        ("тот" | "этот", "же") if before == "в" && words.word(at + 2) == "день" => (at + 3, true),
        ("этот", "день") if before == "в" => (at + 2, true),
        _ => return None,
    };
    let (when, part) = context.spoken_of()?;
    if day && !matches!(&when, When::On(date) if matches!(date.grain(), Grain::Day { .. })) {
        return None;
    }
    Some(vec![told(at, end, when, part, "same_time")])
}

/// `в эти годы`, `в этот период` after a time of more than a year.
pub fn same_stretch(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    if !matches!(words.word(at), "эти" | "те" | "этот" | "тот") {
        return None;
    }
    let before = at.checked_sub(1).map_or("", |before| words.word(before));
    let named = at + 1 + usize::from(words.word(at + 1) == "же");
    let long = matches!(words.word(named), "годы" | "период") && matches!(before, "в" | "за");
    let (when, part) = context.spoken_of().filter(|_| long)?;
    let ((from, _), (_, to)) = (when.first()?.years()?, when.last()?.years()?);
    (to > from).then(|| vec![told(at, named + 1, when, part, "same_stretch")])
}

/// `на следующий день` after a day.
pub fn next_day(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    if !matches!(words.word(at), "следующий" | "другой") || words.word(at + 1) != "день" {
        return None;
    }
    let (when, _) = context.spoken_of().filter(|_| at > 0 && words.word(at - 1) == "на")?;
    let When::On(date) = when else { return None };
    Some(vec![told(at, at + 2, When::On(date.next_day()?), None, "next_day")])
}

/// `в том же месяце`, `12 числа того же месяца`.
pub fn same_month(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let day: Option<u8> = words.digits(at).parse().ok().filter(|day| (1..=31).contains(day));
    let mut from = at;
    if day.is_some() {
        from = past_ordinal_ending(words, at + 1).unwrap_or(at + 1);
        from += usize::from(words.word(from) == "числа");
    }
    let end = match (words.word(from), words.word(from + 1)) {
        ("того" | "этого" | "том" | "этом", "же") => from + 2,
        ("этого" | "этом", _) => from + 1,
        _ => return None,
    };
    if !matches!(words.word(end), "месяца" | "месяце") || day.is_none() && words.word(end) == "месяца"
    {
        return None;
    }
    let date = context.spoken_of()?.0.last()?;
    let (Grain::Month(month) | Grain::Day { month, .. }) = date.grain() else { return None };
    let date = match day {
        Some(day) => Date::day(date.year(), month, day)?,
        None => Date::month(date.year(), month)?,
    };
    let inferred = if date.year().is_some() { vec!["year", "month"] } else { vec!["month"] };
    let found = told(at, end + 1, When::On(date), None, "same_month");
    Some(vec![Found { inferred, ..found }])
}

/// `в том же году`, `в следующем году`, `этого же года`.
pub fn same_year(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let (year, end) = context_year(words, at)?;
    let year = match year {
        Said::Later(offset) => context.year()? + offset,
        Said::Now(offset) => context.written_year(offset)?,
        _ => return None,
    };
    Some(vec![told(at, end, When::On(Date::of_year(year)?), None, "same_year")])
}

/// `годом позже`, `через два года`, `три года спустя`, where the year they count from is near.
pub fn years_later(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let through = matches!(words.word(at), "через" | "спустя");
    let (years, end) = counted_years(words, at + usize::from(through))?;
    let (offset, end) = match words.word(end) {
        "позже" | "позднее" | "спустя" => (years, end + 1),
        "раньше" | "ранее" => (-years, end + 1),
        _ if through => (years, end),
        _ => return None,
    };
    // `через год после войны` counts from something else, `через год-другой` from nothing.
    if matches!(words.word(end), "после" | "с") || form::is_roman(words.written(end)) {
        return None;
    }
    let year = context.near_year()? + offset;
    Some(vec![told(at, end, When::On(Date::of_year(year)?), None, "years_later")])
}

/// `за год до этого`, `за два года до того`.
pub fn years_before(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    if at == 0 || words.word(at - 1) != "за" {
        return None;
    }
    let (years, end) = counted_years(words, at)?;
    let before_that = words.word(end) == "до" && matches!(words.word(end + 1), "этого" | "того");
    let year = context.near_year().filter(|_| before_that)? - years;
    Some(vec![told(at, end + 2, When::On(Date::of_year(year)?), None, "years_before")])
}

/// `год`, `два года`, `10 лет`: how many, and the token after.
fn counted_years(words: &Words, at: usize) -> Option<(i32, usize)> {
    if matches!(words.word(at), "год" | "годом") {
        return Some((1, at + 1));
    }
    // The noun first: every word is asked, and it is rarer than numbers are.
    if !matches!(words.word(at + 1), "год" | "года" | "лет" | "годами") {
        return None;
    }
    let count = match words.digits(at) {
        "" => ru::count(words.word(at))?,
        digits => digits.parse().ok().filter(|number| (1..100).contains(number))?,
    };
    Some((count, at + 2))
}

/// A time that was told before; all that it says came from there.
fn told(start: usize, end: usize, when: When, part: Option<Part>, rule: &'static str) -> Found {
    let first = when.first();
    let day = first.is_some_and(|date| matches!(date.grain(), Grain::Day { .. }));
    let month = day || first.is_some_and(|date| matches!(date.grain(), Grain::Month(_)));
    let year = first.is_none_or(|date| date.year().is_some());
    let said = [("year", year), ("month", month), ("day", day)];
    let inferred = said.into_iter().filter_map(|(what, inferred)| inferred.then_some(what)).collect();
    Found { start, end, when, part, inferred, julian: false, rule }
}
