//! One time by itself, and what makes a bare number a year.

use super::{Found, LIST_MAX};
use crate::extract::time::atom::{Atom, Core, atom};
use crate::extract::time::context::Context;
use crate::extract::time::words as ru;
use crate::extract::time::year::{Said, is_clear_after};
use crate::extract::words::Words;

/// One time by itself.
pub fn single(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let atom = atom(words, at)?;
    let before = at.checked_sub(1).map_or("", |before| words.word(before));
    let is_time = match atom.core {
        Core::Day(_) => false,
        Core::Century | Core::Decade if atom.bare => false,
        Core::Year | Core::YearTo(_) if atom.bare => bare_year_is_time(words, &atom),
        Core::Month(_) if atom.year == Said::Nothing => {
            atom.part.is_some() || atom.piece.is_some() || is_time_preposition(before)
        }
        Core::Season(_) if atom.year == Said::Nothing => {
            context.year().is_some()
                && (ru::is_season_adverb(words.word(atom.end - 1)) || matches!(before, "к" | "с" | "до" | "ко" | "со"))
        }
        Core::Year if matches!(atom.year, Said::Number(1..=99, None)) => is_time_preposition(before),
        _ => true,
    };
    is_time.then(|| finish(&atom, context)).flatten().map(|found| vec![found])
}

pub fn finish(atom: &Atom, context: &Context) -> Option<Found> {
    let resolved = context.resolve(atom)?;
    let (start, end, julian) = (atom.start, atom.end, atom.julian);
    let rule = if resolved.inferred.is_empty() { atom.rule } else { context_rule(atom) };
    Some(Found { start, end, when: resolved.when, part: resolved.part, inferred: resolved.inferred, julian, rule })
}

pub fn context_rule(atom: &Atom) -> &'static str {
    match atom.core {
        Core::DayOf { .. } => "day_in_context",
        Core::Month(_) => "month_in_context",
        Core::Season(_) => "season_in_context",
        Core::Decade => "decade_in_context",
        _ => "year_in_context",
    }
}

pub fn is_time_preposition(word: &str) -> bool {
    matches!(
        word,
        "в" | "во"
            | "к"
            | "ко"
            | "с"
            | "со"
            | "до"
            | "по"
            | "за"
            | "после"
            | "около"
            | "на"
            | "от"
            | "между"
            | "течение"
            | "протяжении"
            | "весь"
            | "всего"
    )
}

/// Whether a bare number is a year by what stands about it: `в 1812,`, `(1837)`, `до 1917 существовали`.
pub fn bare_year_is_time(words: &Words, atom: &Atom) -> bool {
    let Said::Number(number, None) = atom.year else { return false };
    // `в 1500, 2000 и 2010 школах` counts them.
    let mut end = atom.end;
    for _ in 0..LIST_MAX {
        let next = end + usize::from(words.is_mark(end, ',') || matches!(words.word(end), "и" | "или" | "до"));
        if next == end || !words.is_digits(next) {
            break;
        }
        end = next + 1;
    }
    if end > atom.end && !is_clear_after(words, end) && !words.is_dash(end) {
        return false;
    }
    // `в 1944-м` counts nothing.
    if !is_ordinal(atom) && !is_clear_after(words, atom.end) || !is_free_before(words, atom.start) {
        return false;
    }
    let Some(before) = atom.start.checked_sub(1) else {
        // A line of a timeline: `1861 — отмена крепостного права`.
        return (words.is_dash(atom.end) && words.space_before(atom.end) || words.is_mark(atom.end, ':'))
            && !words.is_digits(atom.end + 1);
    };
    let bracketed = words.is_mark(before, '(') && words.is_mark(atom.end, ')');
    // `(Лотман, 1980)`, `(род. 1950)`
    let cited = words.is_mark(atom.end, ')') && (words.is_mark(before, ',') || is_birth(words, before));
    let after_dash = words.is_dash(atom.end) && words.is_digits(atom.end + 1);
    match words.word(before) {
        "в" | "с" | "со" | "к" | "до" | "после" | "по" => {
            (1500..=2100).contains(&number) && !after_dash && (words.word(before) == "в" || !has_growth(words, before))
        }
        "год" => true,
        _ => (bracketed || cited) && (1000..=2100).contains(&number),
    }
}

/// `1944-м`, without `году`.
pub fn is_ordinal(atom: &Atom) -> bool {
    atom.bare && atom.core == Core::Year && atom.end > atom.start + 1
}

/// `р.`, `род.`, `ум.`, `†` before a year.
pub fn is_birth(words: &Words, before: usize) -> bool {
    let word = if words.is_mark(before, '.') { words.word(before.wrapping_sub(1)) } else { "" };
    matches!(word, "р" | "род" | "ум") || words.get(before) == "†"
}

/// Whether nothing before the number makes it part of something longer: `2,1944`, `№ 1944`, `12-1944`.
pub fn is_free_before(words: &Words, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    if words.is_digits(before) || matches!(words.get(before), "№" | "§" | "$" | "€" | "£" | "+" | "×" | "=") {
        return false;
    }
    let joined = !words.space_before(at);
    !joined || matches!(words.get(before), "(" | "[" | "«" | "“" | "\"" | "—" | "–")
}

/// Whether the words before tell how something grew or fell: `с 1830 до 1950` are amounts there.
pub fn has_growth(words: &Words, at: usize) -> bool {
    const STEMS: &[&str] =
        &["увелич", "вырос", "возрос", "сократ", "уменьш", "сниз", "подня", "упал", "повыс", "расшир"];
    (at.saturating_sub(12)..at).any(|index| STEMS.iter().any(|stem| words.word(index).starts_with(stem)))
}
