//! Typed numbers: digits with spaces, commas and multipliers, or words.

use rust_decimal::Decimal;

use super::{Slip, Verdict, Way};
use crate::lexicon::ru::numeral;

/// A typed number.
#[derive(Debug, PartialEq)]
pub struct Typed {
    pub value: Decimal,
    /// It came with a multiplier, or in words: no other may be meant.
    pub multiplied: bool,
    /// `1/3`
    pub over: Option<(u32, u32)>,
    pub percent: bool,
}

/// Words that say how exact a number is, which the card says itself.
#[rustfmt::skip]
const HEDGES: &[&str] = &[
    "около", "примерно", "приблизительно", "почти", "более", "больше", "свыше", "менее", "меньше", "до", "не", "чем", "порядка",
    "приблиз", "ок",
];

/// Reads a normal answer; words that are no part of the number must be known to the card.
pub fn read(given: &str, belongs: impl Fn(&str) -> bool) -> Option<Typed> {
    let plain = |value| Typed { value, multiplied: false, over: None, percent: false };
    let mut rest = given;
    while let Some((hedge, after)) =
        rest.split_once(' ').filter(|(word, _)| HEDGES.contains(&word.trim_end_matches('.')))
    {
        debug_assert!(!hedge.is_empty(), "a normal answer has no space at its start");
        rest = after;
    }
    if let Some((part, whole)) = rest.split_once('/') {
        let (part, whole): (u32, u32) = (part.trim().parse().ok()?, whole.trim().parse().ok()?);
        return (whole > 0).then_some(Typed { multiplied: true, over: Some((part, whole)), ..plain(Decimal::ZERO) });
    }
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '-'))).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let (mut typed, after) = match digits.contains(|c: char| c.is_ascii_digit()) {
        true => (plain(number(digits.trim_end_matches([' ', '.', ',', '-']))?), after.to_owned()),
        false => spelled(rest).map(|(value, after)| (Typed { multiplied: true, ..plain(value) }, after))?,
    };
    for word in after.split(|c: char| c == ' ' || c == '.').filter(|word| !word.is_empty()) {
        match multiplier(word) {
            Some(factor) if !typed.multiplied => {
                typed.value = typed.value.checked_mul(factor)?;
                typed.multiplied = true;
            }
            _ if word == "%" || word.starts_with("процент") => typed.percent = true,
            _ if word.contains(char::is_alphabetic) && belongs(word) => {}
            _ => return None,
        }
    }
    Some(typed)
}

/// A whole number in words at the start of the text, and what follows it: `двести пять тысяч человек`.
fn spelled(text: &str) -> Option<(Decimal, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    let (mut total, mut group, mut read) = (Decimal::ZERO, None, 0);
    for word in &words {
        if let Some(tenths) = numeral::whole_word(word).filter(|_| group.is_none()) {
            group = Some(Decimal::from(tenths).checked_div(Decimal::TEN)?);
        } else if let Some(value) = numeral::cardinal(word) {
            group = Some(group.unwrap_or(Decimal::ZERO).checked_add(Decimal::from(value))?);
        } else if let Some(factor) = multiplier(word) {
            total = total.checked_add(group.take().unwrap_or(Decimal::ONE).checked_mul(factor)?)?;
        } else {
            break;
        }
        read += 1;
    }
    let value = total.checked_add(group.unwrap_or(Decimal::ZERO))?;
    (read > 0).then(|| (value, words[read..].join(" ")))
}

/// How a number compares with the one that is right within `tolerance`.
pub fn against(typed: Decimal, key: Decimal, tolerance: Decimal) -> Verdict {
    let Some(far) = typed.checked_sub(key).map(|far| far.abs()) else { return Verdict::Wrong };
    if far.is_zero() {
        return Verdict::Right(Way::Otherwise);
    }
    if far <= tolerance {
        return Verdict::Right(Way::Within);
    }
    let tenth = key.abs().checked_div(Decimal::TEN).unwrap_or(Decimal::ZERO);
    // A count of nine or fewer is known or not.
    if far <= tenth && key.abs() >= Decimal::TEN {
        return Verdict::Near(Slip::Close);
    }
    let digits = |value: Decimal| {
        let digits = value.normalize().mantissa().unsigned_abs().to_string();
        digits.trim_end_matches('0').to_owned()
    };
    let (typed_digits, key_digits) = (digits(typed), digits(key));
    // `5` for `50` is no slip of the pen that anyone could tell from not knowing.
    if typed_digits == key_digits && key_digits.len() > 1 && typed.is_sign_negative() == key.is_sign_negative() {
        return Verdict::Near(Slip::Magnitude);
    }
    let of_one_size = typed.normalize().scale() == key.normalize().scale();
    if of_one_size && swapped(&typed_digits, &key_digits) { Verdict::Near(Slip::Digits) } else { Verdict::Wrong }
}

/// Whether two neighbouring digits stand in each other's place, and nothing else differs.
pub fn swapped(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let Some(at) = one.iter().zip(other).position(|(a, b)| a != b) else { return false };
    one.len() == other.len()
        && at + 1 < one.len()
        && one[at] == other[at + 1]
        && one[at + 1] == other[at]
        && one[at + 2..] == other[at + 2..]
}

/// The factor of a multiplier in any form: `тыс`, `тысяч`, `млн`, `миллиона`.
pub fn multiplier(word: &str) -> Option<Decimal> {
    numeral::multiplier(word).filter(|multiplier| !multiplier.rough).map(|multiplier| Decimal::from(multiplier.value))
}

/// The number that is written in `digits`, which may have spaces between groups and a comma or point; `None` where there is
/// anything else.
pub fn number(digits: &str) -> Option<Decimal> {
    let mut plain = String::with_capacity(digits.len());
    for c in digits.chars() {
        match c {
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {}
            ',' => plain.push('.'),
            '−' => plain.push('-'),
            c => plain.push(c),
        }
    }
    plain.parse().ok().filter(|_| plain.starts_with(|c: char| c.is_ascii_digit() || c == '-'))
}
