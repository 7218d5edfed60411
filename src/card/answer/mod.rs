//! Whether a typed answer is right, and what of it was accepted.
//!
//! A learner is asked what the text says, not how it is written: case, `ё`, spaces and dashes, `тыс.` or zeros, digits or
//! words, Roman or Arabic centuries make no difference. How far from a figure is still right follows from the text.

mod number;
mod words;

use rust_decimal::Decimal;

use super::{Answer, Card, Piece};
use crate::extract::{Amount, Bound};
use number::{Typed, read};
pub(super) use number::{multiplier, number};
use words::{century, normal, stem, typo};

/// How a typed answer compares with the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right(Way),
    Near(Slip),
    Wrong,
}

/// In what way an answer is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In the words of the text.
    AsWritten,
    /// The same, written otherwise.
    Otherwise,
    /// Within what the text itself leaves open: `около 3 млн`, a century.
    Within,
}

/// In what way an answer is nearly right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The text is exact, and the answer within ten per cent of it, or two years.
    Close,
    /// The right digits, ten or a thousand times as much or little.
    Magnitude,
    /// Two digits in each other's place.
    Digits,
    /// A letter too many, too few or another.
    Spelling,
}

/// Nobody types a longer answer; what is longer is wrong.
const LONGEST: usize = 300;

/// Years by which a year may be missed and still be nearly right.
const NEAR_YEARS: i32 = 2;

/// How far from a figure an answer is still right: the text itself is no more exact.
pub fn tolerance(amount: Amount, bound: Bound) -> Amount {
    let Amount::Decimal(value) = amount else { return Amount::Decimal(Decimal::ZERO) };
    let share = match bound {
        Bound::Exact | Bound::Between => return Amount::Decimal(Decimal::ZERO),
        Bound::About => Decimal::new(10, 2),
        Bound::Over | Bound::Under | Bound::UpTo | Bound::AtLeast => Decimal::new(5, 2),
    };
    Amount::Decimal(value.checked_mul(share).map_or(Decimal::ZERO, |tolerance| tolerance.abs().normalize()))
}

/// Judges what was typed for the card.
pub fn check(card: &Card, typed: &str) -> Verdict {
    let answer = &card.answer;
    if typed.len() > LONGEST {
        return Verdict::Wrong;
    }
    let given = normal(typed);
    if given.is_empty() {
        return Verdict::Wrong;
    }
    if normal(&answer.text) == given {
        return Verdict::Right(Way::AsWritten);
    }
    if answer.accepts.iter().any(|right| normal(right) == given) {
        return Verdict::Right(Way::Otherwise);
    }
    if let Some((first, last)) = answer.years {
        return time(answer, &given, first, last);
    }
    match (answer.value, read(&given, |word| belongs(card, word))) {
        (Some(value), Some(typed)) => amount(answer, value, &typed),
        (Some(_), None) => Verdict::Wrong,
        (None, _) => spelling(answer, &given),
    }
}

/// The amount that was typed for a card: in full, or in the unit that stands outside the blank. A bare number may be meant
/// either way; it is taken as the one that is nearer to the key.
pub fn amount_of(card: &Card, typed: &str) -> Option<Decimal> {
    let Some(Amount::Decimal(key)) = card.answer.value else { return None };
    let typed = read(&normal(typed), |word| belongs(card, word)).filter(|typed| typed.over.is_none())?;
    let shown = number(&normal(&card.answer.text)).filter(|shown| !typed.multiplied && *shown != key);
    let scaled = shown.and_then(|shown| typed.value.checked_mul(key)?.checked_div(shown));
    let distance = |value: Decimal| {
        let ratio = Amount::Decimal(value).to_f64() / Amount::Decimal(key).to_f64();
        if ratio < 1.0 { 1.0 / ratio } else { ratio }
    };
    Some(scaled.filter(|scaled| distance(*scaled) < distance(typed.value)).unwrap_or(typed.value).normalize())
}

/// The bare numbers that are right, each with how far from it is still right: first as the blank hides it, in the unit that stands
/// outside, then in full. None where the answer is no number, or one that is not asked for by its value (a year).
pub fn numbers(answer: &Answer) -> Vec<(Decimal, Decimal)> {
    let Some(Amount::Decimal(key)) = answer.value else { return Vec::new() };
    let tolerance = match answer.tolerance {
        Some(Amount::Decimal(tolerance)) => tolerance,
        _ => Decimal::ZERO,
    };
    let shown = number(&normal(&answer.text));
    let others = answer.accepts.iter().filter_map(|text| number(&normal(text)));
    let mut right: Vec<(Decimal, Decimal)> = Vec::new();
    for value in shown.into_iter().chain([key]).chain(others) {
        let value = value.normalize();
        if right.iter().all(|(known, _)| *known != value) {
            let scaled = tolerance.checked_mul(value).and_then(|scaled| scaled.checked_div(key));
            right.push((value, scaled.unwrap_or(Decimal::ZERO).round_dp(9).normalize()));
        }
    }
    right
}

/// Whether a word after a typed number is one that the card has itself: its unit, what it counts.
fn belongs(card: &Card, word: &str) -> bool {
    let pieces = card.prompt.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Blank => "",
    });
    let texts = pieces.chain([card.answer.text.as_str()]);
    let stem = stem(word);
    texts.map(normal).any(|text| text.split(|c: char| !c.is_alphabetic()).any(|known| known.starts_with(stem)))
}

/// A year, a decade or a century: its own number, or a year in it.
fn time(answer: &Answer, given: &str, first: i32, last: i32) -> Verdict {
    if let (Some(wanted), Some(typed)) = (century(&normal(&answer.text)), century(given)) {
        return if wanted == typed { Verdict::Right(Way::Otherwise) } else { Verdict::Wrong };
    }
    let digits: String = given.chars().filter(char::is_ascii_digit).collect();
    let years = given.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).count();
    let Some(year) = digits.parse::<i32>().ok().filter(|_| years == 1) else {
        return spelling(answer, given);
    };
    let year = if given.contains("до н") { 1 - year } else { year };
    let far = if year < first { first.saturating_sub(year) } else { year.saturating_sub(last) };
    match far {
        ..=0 if first == last => Verdict::Right(Way::Otherwise),
        ..=0 => Verdict::Right(Way::Within),
        1..=NEAR_YEARS => Verdict::Near(Slip::Close),
        _ if first == last && number::swapped(&first.to_string(), &digits) => Verdict::Near(Slip::Digits),
        _ => Verdict::Wrong,
    }
}

/// A number: against the whole amount, and, where the number has no multiplier of its own, against what the blank hides.
fn amount(answer: &Answer, key: Amount, typed: &Typed) -> Verdict {
    let key = match (key, typed.over) {
        (Amount::Fraction(part, whole), Some((a, b))) => {
            let same = u64::from(a) * u64::from(whole) == u64::from(part) * u64::from(b);
            return if same { Verdict::Right(Way::Otherwise) } else { Verdict::Wrong };
        }
        (Amount::Fraction(part, whole), None) => {
            // `33 %` of one third is what the text says, as near as anyone would write it.
            let percent = Decimal::from(part).checked_mul(Decimal::ONE_HUNDRED);
            match percent.and_then(|percent| percent.checked_div(Decimal::from(whole))) {
                Some(percent) if typed.percent => {
                    return number::against(typed.value, percent, Decimal::ONE);
                }
                _ => return Verdict::Wrong,
            }
        }
        (Amount::Decimal(_), Some(_)) => return Verdict::Wrong,
        (Amount::Decimal(value), None) => value,
    };
    let tolerance = match answer.tolerance {
        Some(Amount::Decimal(tolerance)) => tolerance,
        _ => Decimal::ZERO,
    };
    let full = number::against(typed.value, key, tolerance);
    let shown = number(&normal(&answer.text)).filter(|_| !typed.multiplied).map_or(Verdict::Wrong, |shown| {
        let scaled = tolerance.checked_mul(shown).and_then(|scaled| scaled.checked_div(key));
        number::against(typed.value, shown, scaled.unwrap_or(Decimal::ZERO))
    });
    match (full, shown) {
        (right @ Verdict::Right(_), _) | (_, right @ Verdict::Right(_)) => right,
        // With a multiplier outside the blank, the bare number is what was meant.
        (_, near @ Verdict::Near(_)) | (near @ Verdict::Near(_), _) => near,
        _ => Verdict::Wrong,
    }
}

fn spelling(answer: &Answer, given: &str) -> Verdict {
    let slip = std::iter::once(&answer.text).chain(&answer.accepts).any(|right| typo(&normal(right), given));
    if slip { Verdict::Near(Slip::Spelling) } else { Verdict::Wrong }
}

#[cfg(test)]
mod tests;
