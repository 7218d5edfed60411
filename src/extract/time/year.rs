//! Years as they are written: digits with or without their word, eras, ordinals, words.

use super::words as ru;
use crate::extract::words::Words;
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;
use crate::segment::TokenKind;

/// What is said of the year; of a century or a millennium its number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Said {
    Nothing,
    /// The number, and whether it counts before the common era where that is said.
    Number(i32, Option<bool>),
    /// The last two digits: `45-й год`, `40-е годы`.
    Short(u8),
    /// Two digits that are all of it or the last of it, as the time that is spoken of tells: `в 79 г.`
    TwoDigits(u8),
    /// So many years after the one that is spoken of: `того же года`.
    Later(i32),
    /// So many years after the one in which the text was written: `сего года`.
    Now(i32),
}

/// A year as it is written in digits.
pub struct YearRead {
    pub said: Said,
    pub end: usize,
    /// Nothing names it a year, or what does may as well count: `862 г.`, `104 года`.
    pub bare: bool,
    /// The second year of `1944/45`.
    pub to: Option<i32>,
    /// Whether a month or a season before it may take it though it is bare.
    sure_after_month: bool,
}

impl YearRead {
    /// Whether a month or a season before it may take it.
    pub fn is_sure(&self, words: &Words) -> bool {
        !self.bare || self.sure_after_month || is_clear_after(words, self.end)
    }
}

pub fn read_year(words: &Words, at: usize) -> Option<YearRead> {
    let digits = words.digits(at);
    let number: i32 = if (1..=4).contains(&digits.len()) { digits.parse().ok()? } else { return None };
    let read = |said: Said, end: usize| Some(YearRead { said, end, bare: false, to: None, sure_after_month: true });
    let bare = |said: Said, end: usize, sure_after_month: bool| {
        Some(YearRead { said, end, bare: true, to: None, sure_after_month })
    };
    let four = digits.len() == 4 && (1000..=2100).contains(&number);
    if four && let Some((to, end)) = second_year(words, at + 1, number) {
        let (end, named) = past_school_year(words, end);
        let said = Said::Number(number, None);
        return Some(YearRead { said, end, bare: !named, to: Some(to), sure_after_month: false });
    }
    let ordinal = past_ordinal_ending(words, at + 1);
    let after = ordinal.unwrap_or(at + 1);
    let ending = if ordinal.is_some() { words.word(after - 1) } else { "" };
    let word = words.word(after);
    // `до 1480 r.`: the letter was mistaken for a Latin one when the page was recognized.
    let mistaken = (four && word == "r" && words.is_mark(after + 1, '.')).then_some(after + 2);
    // `на 2019 учебный год`
    let school = (four && is_school(word)).then(|| past_school_year(words, after)).filter(|(_, named)| *named);
    let named = past_year_word(words, after).or(mistaken).or(school.map(|(end, _)| end));
    if let Some((bc, end)) = era(words, named.unwrap_or(after)) {
        return (number > 0).then(|| read(Said::Number(number, Some(bc)), end))?;
    }
    // `1944-х` is no year; that is a decade's ending.
    if ordinal.is_some() && !matches!(ending, "й" | "го" | "м" | "му" | "ый" | "ой" | "ом" | "ого") {
        return None;
    }
    let said = Said::Number(number, None);
    let two = || u8::try_from(number).ok().filter(|_| digits.len() == 2);
    let Some(end) = named else {
        return match ordinal {
            None if four => bare(said, after, false),
            // `28 ноября 1944-го`, `летом 42-го`; what is less than 32 may be a day.
            Some(_) if four => bare(said, after, true),
            Some(_) if number >= 32 && matches!(ending, "го" | "м") => {
                bare(Said::Short(two()?), after, ending == "го" && !is_genitive(words, after))
            }
            _ => None,
        };
    };
    if four {
        return read(said, end);
    }
    match (digits.len(), ordinal) {
        // `250 г` and `104 года` may count, `862 года`, `862 г.` and `в 988 году` hardly.
        (3, None) if word == "г" => bare(said, end, end > after + 1).filter(|read| read.sure_after_month),
        (3, None) if ru::counts_years(number, word) => bare(said, end, true),
        (3, _) => read(said, end),
        (2, Some(_)) if ru::is_year(word) && word != "г" => read(Said::Short(two()?), end),
        (2, None) if word == "г" && end > after + 1 => bare(Said::TwoDigits(two()?), end, true),
        (2, None) if matches!(word, "году" | "гг" | "годах") => read(Said::TwoDigits(two()?), end),
        (2, None) if matches!(word, "года" | "год") => {
            bare(Said::TwoDigits(two()?), end, !ru::counts_years(number, "года"))
        }
        (1, None) if word == "году" && number > 0 => read(said, end),
        _ => None,
    }
}

/// Whether a noun may follow that the ordinal before it names: `41-го полка`.
fn is_genitive(words: &Words, at: usize) -> bool {
    let word = words.word(at);
    !is_clear_after(words, at) && ["а", "я", "го"].iter().any(|ending| word.ends_with(ending)) || word == "числа"
}

/// `/45`, `/1945` after a year, of which it is the next.
fn second_year(words: &Words, at: usize, first: i32) -> Option<(i32, usize)> {
    let joined = !words.space_before(at) && !words.space_before(at + 1);
    let dash = words.is_dash(at);
    if !joined || !words.is_mark(at, '/') && !dash {
        return None;
    }
    let second = words.digits(at + 1);
    let number: i32 = second.parse().ok()?;
    let year = match second.len() {
        2 => first - first % 100 + number + if number < first % 100 { 100 } else { 0 },
        4 => number,
        _ => return None,
    };
    // With a dash two years are a range, unless it is a school year.
    let school = is_school(words.word(at + 2));
    (year == first + 1 && (!dash || school)).then_some((year, at + 2))
}

fn is_school(word: &str) -> bool {
    ["учебн", "уч", "хозяйственн", "сельскохозяйственн", "финансов", "бюджетн", "театральн"]
        .iter()
        .any(|stem| word.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.len() <= 6))
        || word.starts_with("сезон")
}

/// `учебного года`, `уч. г.`, `гг.`: the token after, and whether there was any.
fn past_school_year(words: &Words, at: usize) -> (usize, bool) {
    if words.word(at).starts_with("сезон") {
        return (at + 1, true);
    }
    let after = if is_school(words.word(at)) { words.past_stop(at + 1) } else { at };
    match past_year_word(words, after) {
        Some(end) => (end, true),
        None => (at, false),
    }
}

/// `г.`, `года`, `гг.`: the token after.
pub fn past_year_word(words: &Words, at: usize) -> Option<usize> {
    let word = words.word(at);
    if !ru::is_year(word) && !ru::is_years(word) {
        return None;
    }
    Some(if matches!(word, "г" | "гг") { words.past_stop(at + 1) } else { at + 1 })
}

/// `до н. э.`, `нашей эры`: whether before it, and the token after.
pub fn era(words: &Words, at: usize) -> Option<(bool, usize)> {
    let before = words.word(at) == "до";
    let from = at + usize::from(before || words.word(at) == "от");
    if words.starts(from, &["н", ".", "э"]) {
        return Some((before, words.past_stop(from + 3)));
    }
    if words.starts(from, &["нашей", "эры"]) || words.starts(from, &["рождества", "христова"])
    {
        return Some((before, from + 2));
    }
    (words.starts(from, &["р", ".", "х"]) && from > at).then(|| (before, words.past_stop(from + 3)))
}

/// The year that stands after a day, a month or a season, in brackets too, and the token after it.
pub fn year_of(words: &Words, at: usize) -> (Said, usize) {
    let bracket = usize::from(words.is_mark(at, '(') || words.is_mark(at, '['));
    if let Some(read) = read_year(words, at + bracket).filter(|read| read.to.is_none() && read.is_sure(words)) {
        let closed = words.is_mark(read.end, ')') || words.is_mark(read.end, ']');
        if bracket == 0 || closed {
            return (read.said, read.end + bracket);
        }
    }
    if let Some(named) = named_year(words, at) {
        return named;
    }
    context_year(words, at).unwrap_or((Said::Nothing, at))
}

/// Whether what follows leaves a number before it free to be a year: no counted noun, no multiplier, no further digits.
pub fn is_clear_after(words: &Words, at: usize) -> bool {
    match words.kind(at) {
        None => true,
        Some(TokenKind::Digits) => false,
        Some(TokenKind::Mark) => {
            let joined = !words.space_before(at);
            let digits_follow = words.is_digits(at + 1) && !words.space_before(at + 1);
            // `30 ноября 1939-12 марта 1940`
            if words.is_dash(at) && digits_follow && ru::month(words.word(at + 2)).is_some() {
                return true;
            }
            match words.get(at) {
                "." | "," | ":" | "/" | "-" if joined && digits_follow => false,
                // `окт. 1917- Декрет`: a dash with a space behind it.
                "-" if joined && !words.space_before(at + 1) => false,
                "%" | "°" | "$" | "€" | "₽" | "£" | "№" | "+" | "×" | "*" | "=" => false,
                _ => true,
            }
        }
        Some(TokenKind::Word) => {
            let word = words.word(at);
            words.is_capital(at)
                || form::is_function_word(word)
                || words.is_finite(at)
                || is_verb(word)
                || matches!(word, "я" | "мы" | "ты" | "вы" | "он" | "она" | "они" | "меня" | "нас" | "мне" | "нам")
        }
    }
}

/// `тысяча девятьсот сорок первый год`, `сорок первом году`.
pub fn named_year(words: &Words, at: usize) -> Option<(Said, usize)> {
    let (number, rest, end) = year_words(words, at)?;
    if !ru::is_year(words.word(end)) || words.word(end) == "г" {
        return None;
    }
    // `в первом году`, `двадцатый год подряд` count years.
    let said = match number {
        0 if rest > 20 && rest % 10 != 0 || rest > 30 && words.word(end) == "году" => Said::Short(rest),
        0 => return None,
        number => Said::Number(number + i32::from(rest), None),
    };
    Some((said, end + 1))
}

/// `сорок первом`, `тысяча девятьсот сорок первом` without their noun.
pub fn unnamed_year(words: &Words, at: usize) -> Option<(Said, usize)> {
    let (number, rest, end) = year_words(words, at)?;
    let last = words.word(end - 1);
    match number {
        0 if rest > 20 && rest % 10 != 0 && (last.ends_with("ом") || last.ends_with("ем")) => {
            Some((Said::Short(rest), end))
        }
        0 if rest > 31 && rest % 10 != 0 && last.ends_with("го") => Some((Said::Short(rest), end)),
        1.. if last.ends_with("ом") || last.ends_with("го") => {
            Some((Said::Number(number + i32::from(rest), None), end))
        }
        _ => None,
    }
}

/// The thousands and hundreds, what is an ordinal after them, and the token after it.
fn year_words(words: &Words, at: usize) -> Option<(i32, u8, usize)> {
    let mut index = at;
    let mut number = 0i32;
    if !words.is_word(at) {
        return None;
    }
    if words.word(at).starts_with("двухтысячн") {
        return Some((2000, 0, at + 1));
    }
    if matches!(words.word(index), "тысяча" | "тысячу" | "тысячи") {
        (number, index) = (1000, index + 1);
    }
    if words.starts(index, &["две", "тысячи"]) {
        (number, index) = (2000, index + 2);
    }
    if let Some(hundreds) = ru::hundreds(words.word(index)).filter(|_| number == 1000) {
        (number, index) = (number + i32::from(hundreds), index + 1);
    }
    let (rest, end) =
        ordinal(words, index).filter(|_| words.is_word(index) && ru::roman(words.word(index)).is_none())?;
    Some((number, rest, end))
}

/// `того же года`, `следующего года`, `сего года`: the year, and the token after.
pub fn context_year(words: &Words, at: usize) -> Option<(Said, usize)> {
    let is_year = |index: usize| matches!(words.word(index), "года" | "году" | "год");
    let (said, end) = match words.word(at) {
        "того" | "тому" | "том" | "тот" | "этого" | "этом" | "этот" if words.word(at + 1) == "же" => {
            (Said::Later(0), at + 2)
        }
        "этого" | "этом" => (Said::Later(0), at + 1),
        "следующего" | "следующем" | "следующий" | "следующему" => {
            (Said::Later(1), at + 1)
        }
        "предыдущего" | "предыдущем" | "предшествующего" | "предшествующем" => {
            (Said::Later(-1), at + 1)
        }
        "сего" | "текущего" | "текущем" | "текущий" | "нынешнего" | "нынешнем" => {
            (Said::Now(0), at + 1)
        }
        "прошлого" | "прошлом" | "минувшего" | "минувшем" => (Said::Now(-1), at + 1),
        _ => return None,
    };
    is_year(end).then_some((said, end + 1))
}

/// `III`, `3-го`, `третьего`: the number and the token after it.
pub fn ordinal(words: &Words, at: usize) -> Option<(u8, usize)> {
    let word = words.word(at);
    let traits = words.traits(at);
    if traits.has(Traits::ORDINAL)
        && let Some(number) = ru::ordinal(word)
    {
        return Some((number, at + 1));
    }
    if traits.has(Traits::CARDINAL)
        && let (Some(tens), Some(unit @ 1..=9)) = (ru::tens(word), ru::ordinal(words.word(at + 1)))
    {
        return Some((tens + unit, at + 2));
    }
    let (stem, _) = word.split_once('-').unwrap_or((word, ""));
    if words.is_capital(at)
        && let Some(number) = ru::roman(stem)
    {
        return Some((number, at + 1));
    }
    let number = words.digits(at).parse().ok()?;
    Some((number, past_ordinal_ending(words, at + 1)?))
}

/// `-го` after digits; `None` where there is none.
pub fn past_ordinal_ending(words: &Words, at: usize) -> Option<usize> {
    let joined = words.is_dash(at) && !words.space_before(at) && !words.space_before(at + 1);
    (joined && ru::is_ordinal_ending(words.word(at + 1))).then_some(at + 2)
}

/// Verbs and short participles whose ending no counted noun has: `началась`, `выполнен`.
fn is_verb(word: &str) -> bool {
    const REFLEXIVE: &[&str] = &["лся", "лась", "лось", "лись"];
    const PASSIVE: &[&str] =
        &["лен", "нен", "жен", "шен", "чен", "щен", "рен", "ден", "сен", "зен", "ован", "бран", "инят"];
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    // Of seven letters or more: `песен` and `вишен` are counted.
    ends(REFLEXIVE) || word.len() >= 14 && ends(PASSIVE)
}
