//! Months and seasons.

use super::day::month_name;
use super::{Atom, Core};
use crate::extract::time::year::{Said, is_clear_after, past_year_word, read_year, year_of};
use crate::extract::time::{Part, Season, words as ru};
use crate::extract::words::Words;

/// `март 1944 г.`, `августе`. A capital inside a sentence is a name: `император Август`.
pub fn month(words: &Words, at: usize) -> Option<Atom> {
    let (month, end) = month_name(words, at, true)?;
    let short = month_name(words, at, false).is_none();
    let (year, end) = year_of(words, end);
    // `янв. 1915`; `мар.` alone may be anything.
    if short && !matches!(year, Said::Number(1000.., None)) {
        return None;
    }
    if year == Said::Nothing
        && at > 0
        && words.is_capital(at)
        && words.written(at).chars().skip(1).any(char::is_lowercase)
    {
        return None;
    }
    let rule = if year == Said::Nothing { "month" } else { "month_and_year" };
    Some(Atom::new(rule, at, end, Core::Month(month), year))
}

/// `январского (1944 г.)`, `июльского 1940 года`.
pub fn month_adjective(words: &Words, at: usize) -> Option<Atom> {
    let month = ru::month_adjective(words.word(at))?;
    match year_of(words, at + 1) {
        (Said::Nothing, _) => None,
        (year, end) => Some(Atom::new("month_adjective", at, end, Core::Month(month), year)),
    }
}

/// `летом 1942 г.`, `ранней весной`, `зимой 1941/42 г.`
pub fn season(words: &Words, at: usize) -> Option<Atom> {
    let (part, head) = match words.word(at) {
        "ранней" | "раннюю" | "ранняя" | "раннее" | "ранним" => {
            (Some(Part::Start), at + 1)
        }
        "поздней" | "позднюю" | "поздняя" | "позднее" | "поздним" => {
            (Some(Part::End), at + 1)
        }
        _ => (None, at),
    };
    let season = ru::season(words.word(head))?;
    if let Some(read) = read_year(words, head + 1).filter(|read| read.is_sure(words))
        && let (Said::Number(first, _), Some(last)) = (read.said, read.to)
    {
        let winter = season == Season::Winter && last == first + 1;
        let core = if winter { Core::WinterTo(last) } else { Core::YearTo(last) };
        return Some(Atom { part, ..Atom::new("season", at, read.end, core, read.said) });
    }
    if let Some((last, end)) = winter_years(words, head + 1).filter(|_| season == Season::Winter) {
        return Some(Atom { part, ..Atom::new("season", at, end, Core::WinterTo(last), Said::Number(last - 1, None)) });
    }
    let (year, end) = year_of(words, head + 1);
    // `лета` alone counts years as well as it names a season.
    if year == Said::Nothing && words.word(head) == "лет" {
        return None;
    }
    Some(Atom { part, ..Atom::new("season", at, end, Core::Season(season), year) })
}

/// `1941–1942 гг.`, `1941–42 гг.` after a winter: the last of the two, and the token after.
fn winter_years(words: &Words, at: usize) -> Option<(i32, usize)> {
    let (first, last) = (words.digits(at), words.digits(at + 2));
    if first.len() != 4 || !words.is_dash(at + 1) || !matches!(last.len(), 2 | 4) {
        return None;
    }
    let (first, last): (i32, i32) = (first.parse().ok()?, last.parse().ok()?);
    let last = if last < 100 { first - first % 100 + last } else { last };
    let end = past_year_word(words, at + 3).or_else(|| is_clear_after(words, at + 3).then_some(at + 3))?;
    (last == first + 1).then_some((last, end))
}
