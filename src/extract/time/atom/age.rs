//! Stretches longer than a year: decades, centuries, millennia, five-year plans.

use super::{Atom, Core};
use crate::extract::time::words as ru;
use crate::extract::time::year::{Said, era, is_clear_after, ordinal, past_year_word};
use crate::extract::words::Words;

/// `XX века`, `19-го столетия`, `двадцатый век`, `I в. до н. э.`
pub fn century(words: &Words, at: usize) -> Option<Atom> {
    let (number, end) = match ordinal(words, at) {
        Some(found) => found,
        None => (words.digits(at).parse().ok()?, at + 1),
    };
    if !(1..=39).contains(&number) || !ru::is_century(words.word(end)) {
        return None;
    }
    let roman = words.is_word(at) && ru::roman(words.word(at).split('-').next().unwrap_or("")).is_some();
    let short = matches!(words.word(end), "в" | "вв");
    let stopped = words.past_stop(end + 1);
    // `в` is a century with its full stop only, and after a Roman number or before an era.
    if short && (stopped == end + 1 || !roman && era(words, stopped).is_none()) {
        return None;
    }
    let end = if short { stopped } else { end + 1 };
    let (bc, end) = era(words, end).map_or((None, end), |(bc, end)| (Some(bc), end));
    Some(Atom::new("century", at, end, Core::Century, Said::Number(i32::from(number), bc)))
}

/// `III тысячелетия до н. э.`
pub fn millennium(words: &Words, at: usize) -> Option<Atom> {
    let (number, end) = ordinal(words, at)?;
    if !(1..=10).contains(&number) || !ru::is_millennium(words.word(end)) {
        return None;
    }
    let full = words.word(end) != "тыс";
    let end = words.past_stop(end + 1);
    let era = era(words, end);
    if !full && era.is_none() {
        return None;
    }
    let (bc, end) = era.map_or((None, end), |(bc, end)| (Some(bc), end));
    Some(Atom::new("millennium", at, end, Core::Millennium, Said::Number(i32::from(number), bc)))
}

/// `40-е годы`, `1940-х гг.`, `40-х годах XX века`.
pub fn decade(words: &Words, at: usize) -> Option<Atom> {
    let digits = words.digits(at);
    let number: i32 = digits.parse().ok()?;
    if !matches!(digits.len(), 2 | 4) || number % 10 != 0 {
        return None;
    }
    let joined = words.is_dash(at + 1) && !words.space_before(at + 1) && !words.space_before(at + 2);
    if !joined || !matches!(words.word(at + 2), "е" | "х" | "м" | "ми" | "ые" | "ых" | "ым") {
        return None;
    }
    if let Some(end) = past_year_word(words, at + 3).filter(|_| ru::is_years(words.word(at + 3))) {
        return finish_decade(words, at, end, number, digits.len() == 2);
    }
    // Without `годы` two digits are one end of `20-е и 30-е годы` at most, and `1944-м` is a year.
    let short = digits.len() == 2;
    let plural = words.word(at + 2) != "м";
    let decade = finish_decade(words, at, at + 3, number, short)?;
    (plural && (short || is_clear_after(words, at + 3))).then_some(Atom { bare: short, ..decade })
}

/// `сороковые годы`.
pub fn named_decade(words: &Words, at: usize) -> Option<Atom> {
    let tens = ru::decade(words.word(at)).filter(|_| ru::is_years(words.word(at + 1)))?;
    finish_decade(words, at, at + 2, i32::from(tens), true)
}

pub fn finish_decade(words: &Words, at: usize, end: usize, number: i32, short: bool) -> Option<Atom> {
    let stated = century(words, end).filter(|_| short);
    let (year, end) = match stated {
        Some(Atom { year: Said::Number(century, Some(true)), end, .. }) => {
            (Said::Number((century - 1) * 100 + number + 9, Some(true)), end)
        }
        Some(Atom { year: Said::Number(century, bc), end, .. }) => {
            (Said::Number((century - 1) * 100 + number, bc), end)
        }
        _ if short => (Said::Short(u8::try_from(number).ok()?), end),
        _ => (Said::Number(number, None), end),
    };
    Some(Atom::new("decade", at, end, Core::Decade, year))
}

/// `первой пятилетки`: the years of the plan.
pub fn five_year_plan(words: &Words, at: usize) -> Option<Atom> {
    let (number, end) = ordinal(words, at)?;
    let end = match words.word(end) {
        word if word.starts_with("пятилетк") || word == "пятилеток" => end + 1,
        "пятилетнего" | "пятилетний" | "пятилетнем" | "пятилетнему" if words.word(end + 1).starts_with("план") => {
            end + 2
        }
        _ => return None,
    };
    let (first, last) = ru::five_year_plan(number)?;
    Some(Atom::new("five_year_plan", at, end, Core::Years(first, last), Said::Number(first, None)))
}
