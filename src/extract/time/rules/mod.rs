//! From what is said to times: ranges and lists, what makes a bare number a year, and what the context gives.

mod range;
mod list;
mod row;
mod single;
mod back;

use super::Part;
use super::atom::{Atom, atom};
use super::context::Context;
use super::edtf::{Certainty, When};
use super::words as ru;
use crate::extract::words::Words;
use crate::lexicon::ru::begin::after_stem;
use crate::lexicon::ru::traits::Traits;
use back::{next_day, same_month, same_stretch, same_time, same_year, years_before, years_later};
use list::list;
use range::{range, run_of_pieces, since, turn};
use single::single;

/// A time that is found: tokens `start..end`, its preposition aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub start: usize,
    pub end: usize,
    pub when: When,
    pub part: Option<Part>,
    pub inferred: Vec<&'static str>,
    pub julian: bool,
    pub rule: &'static str,
}

/// More members than this has no list; it keeps the reading of a long row of numbers linear.
const LIST_MAX: usize = 8;

type OfAtom = fn(&Words, &Atom, &Context) -> Option<Vec<Found>>;
type OfWords = fn(&Words, usize, &Context) -> Option<Vec<Found>>;

/// What a time that is said comes to, tried in this order; the first that answers wins.
const OF_ATOM: &[OfAtom] = &[since, row::row, range, list, single];

/// Times that begin with another word, or that what was said before tells.
const OF_WORDS: &[OfWords] = &[
    qualified,
    turn,
    run_of_pieces,
    same_time,
    same_stretch,
    next_day,
    same_month,
    same_year,
    years_later,
    years_before,
];

/// Whether a time may start at the word: all others are passed over at once. Wider than the rules, never narrower.
pub fn opens(word: &str, traits: Traits) -> bool {
    const STEMS: &[&str] = &[
        "сам",
        "начал",
        "нач",
        "серед",
        "сер",
        "кон",
        "исход",
        "закат",
        "заре",
        "перв",
        "втор",
        "посл",
        "ранн",
        "поздн",
        "эт",
        "тысяч",
        "двухтысячн",
        "нулев",
        "следующ",
        "друг",
        "предыдущ",
        "предшеств",
        "сего",
        "текущ",
        "нынешн",
        "прошл",
        "минувш",
        "через",
        "спустя",
        "год",
        "две",
        "около",
        "пример",
        "приблиз",
        "ориентир",
        "предполож",
        "вероятн",
        "возможн",
        "по-видимому",
        "видимо",
        "рубеж",
        "тогда",
    ];
    if !begins(word) {
        return false;
    }
    matches!(word, "того" | "тому" | "том" | "тот" | "то" | "те" | "ок")
        || STEMS.iter().any(|stem| after_stem(word, stem).is_some())
        || ru::month(word).is_some()
        || ru::month_short(word).is_some()
        || ru::month_adjective(word).is_some()
        || ru::season(word).is_some()
        || traits.any(Traits::ORDINAL.and(Traits::CARDINAL))
        || ru::roman(word.split('-').next().unwrap_or("")).is_some()
}

/// Whether the word has the first letters of one that a time may start at.
fn begins(word: &str) -> bool {
    ru::may_begin(word) || ru::may_tell(word)
}

/// The times that start at the token.
pub fn times(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let word = words.word(at);
    let digits = words.is_digits(at);
    // No time begins with a mark.
    if word.is_empty() && !digits {
        return None;
    }
    of_atom(words, at, context).or_else(|| {
        let tells = digits || ru::may_tell(word) || ru::roman(word).is_some();
        tells.then(|| OF_WORDS.iter().find_map(|rule| rule(words, at, context)))?
    })
}

fn of_atom(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    if row::is_figure(words, at) {
        return None;
    }
    let atom = atom(words, at)?;
    OF_ATOM.iter().find_map(|rule| rule(words, &atom, context))
}

/// `около 1240 г.`, `ок. 1240`, `предположительно в XIII веке`, `вероятно, в 1240 г.`
fn qualified(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let (mut certainty, mut start) = qualifier(words, at)?;
    start += usize::from(words.is_mark(start, ','));
    // `предположительно около 1240 г.`
    if let (Certainty::Perhaps, Some((Certainty::About, after))) = (certainty, qualifier(words, start)) {
        (certainty, start) = (Certainty::PerhapsAbout, after);
    }
    start += usize::from(matches!(words.word(start), "в" | "во" | "к" | "с" | "на"));
    let mut found = of_atom(words, start, context)?;
    let first = found.first_mut()?;
    first.when = first.when.clone().made(certainty);
    first.start = at;
    Some(found)
}

/// How sure a word makes the time after it, and the token after the word.
fn qualifier(words: &Words, at: usize) -> Option<(Certainty, usize)> {
    match words.word(at) {
        "около" | "примерно" | "приблизительно" | "ориентировочно" => {
            Some((Certainty::About, at + 1))
        }
        "ок" if words.is_mark(at + 1, '.') => Some((Certainty::About, at + 2)),
        "предположительно" | "вероятно" | "возможно" | "по-видимому" | "видимо" => {
            Some((Certainty::Perhaps, at + 1))
        }
        _ => None,
    }
}
