//! Years, and numbers that only their surroundings make a time.

use super::day::day;
use super::{Atom, Core};
use crate::extract::time::year::{Said, named_year, past_year_word, read_year, unnamed_year};
use crate::extract::time::{Certainty, words as ru};
use crate::extract::words::Words;

/// A year in digits, with or without its word.
pub fn year(words: &Words, at: usize) -> Option<Atom> {
    let read = read_year(words, at)?;
    let (core, rule) = match read.to {
        Some(last) => (Core::YearTo(last), "double_year"),
        None => (Core::Year, "year"),
    };
    Some(Atom { bare: read.bare, ..Atom::new(rule, at, read.end, core, read.said) })
}

/// `тысяча девятьсот сорок первый год`, `сорок первом году`.
pub fn year_in_words(words: &Words, at: usize) -> Option<Atom> {
    let (said, end, bare) = match named_year(words, at) {
        Some((said, end)) => (said, end, false),
        None => unnamed_year(words, at).map(|(said, end)| (said, end, true))?,
    };
    Some(Atom { bare, ..Atom::new("year_in_words", at, end, Core::Year, said) })
}

/// `6910 г. от сотворения мира`, `в лето 6910`: the year that began in the September before it, so about that year.
pub fn byzantine_year(words: &Words, at: usize) -> Option<Atom> {
    let summer = matches!(words.word(at), "лето" | "лета" | "лету");
    let from = at + usize::from(summer);
    let digits = words.digits(from);
    let number: i32 = (digits.len() == 4).then(|| digits.parse().ok())?.filter(|year| (5509..=7600).contains(year))?;
    let named = past_year_word(words, from + 1).unwrap_or(from + 1);
    let end = if matches!(words.word(named), "от" | "с") && words.starts(named + 1, &["сотворения", "мира"])
    {
        named + 3
    } else if words.word(named) == "от" && words.starts(named + 1, &["с", ".", "м", "."]) {
        named + 5
    } else if summer {
        named
    } else {
        return None;
    };
    let said = Said::Number(number - 5508, None);
    Some(Atom { certainty: Certainty::About, ..Atom::new("byzantine_year", at, end, Core::Year, said) })
}

/// A day whose month stands further on, or a short year whose era does: `264 — 146 гг. до н. э.`
pub fn bare_number(words: &Words, at: usize) -> Option<Atom> {
    if let Some((day, end)) = day(words, at) {
        return Some(Atom { bare: true, ..Atom::new("day", at, end, Core::Day(day), Said::Nothing) });
    }
    let digits = words.digits(at);
    let number = (digits.len() <= 3).then(|| digits.parse().ok().filter(|&number| number > 0))??;
    Some(Atom { bare: true, ..Atom::new("year", at, at + 1, Core::Year, Said::Number(number, None)) })
}

/// A Roman number whose century stands further on.
pub fn bare_roman(words: &Words, at: usize) -> Option<Atom> {
    let number = ru::roman(words.word(at)).filter(|&number| words.is_capital(at) && number <= 21)?;
    let said = Said::Number(i32::from(number), None);
    Some(Atom { bare: true, ..Atom::new("century", at, at + 1, Core::Century, said) })
}
