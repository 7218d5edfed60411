//! Years, and numbers that only their surroundings make a time.

use super::day::day;
use super::{Atom, Core};
use crate::extract::time::words as ru;
use crate::extract::time::year::{Said, named_year, read_year};
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
    let (said, end) = named_year(words, at)?;
    Some(Atom::new("year_in_words", at, end, Core::Year, said))
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
