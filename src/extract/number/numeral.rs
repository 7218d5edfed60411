//! Digits and number words → one [`Numeral`], with its multiplier: `88,7 тыс.`, `две с половиной тысячи`, `одна треть`.

use rust_decimal::Decimal;

use super::Amount;
use crate::extract::Words;
use crate::lexicon::ru::numeral::{self as lexicon, GrammaticalNumber};

/// A number as written, with its multiplier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// The token after its last.
    pub end: usize,
    pub amount: Amount,
    /// The value before the last multiplier, and that multiplier (1 where there is none): for `5–7 тысяч`.
    pub bare: Decimal,
    pub multiplier: u64,
    /// `пять с лишним тысяч`.
    pub more: bool,
    /// Only the word `один` in one of its forms.
    pub lone_one: bool,
    /// `сотня`, `два десятка`.
    pub rough: bool,
}

impl Numeral {
    pub fn decimal(&self) -> Option<Decimal> {
        match self.amount {
            Amount::Decimal(value) => Some(value),
            Amount::Fraction(..) => None,
        }
    }
}

/// The number that starts at `at`, as long as it goes.
pub fn numeral(words: &Words, at: usize) -> Option<Numeral> {
    fraction(words, at).or_else(|| compound(words, at))
}

/// `1/3`, `½`, `одна треть`, `две десятых`, `треть`, `половина`.
fn fraction(words: &Words, at: usize) -> Option<Numeral> {
    let of = |end, part, whole| {
        Some(Numeral {
            end,
            amount: Amount::Fraction(part, whole),
            bare: Decimal::ZERO,
            multiplier: 1,
            more: false,
            lone_one: false,
            rough: false,
        })
    };
    if words.is_digits(at) && words.get(at + 1) == "/" && words.is_digits(at + 2) {
        let glued = !words.space_before(at + 1) && !words.space_before(at + 2) && words.get(at + 3) != "/";
        let (part, whole): (u32, u32) = (words.get(at).parse().ok()?, words.get(at + 2).parse().ok()?);
        return if glued && whole > 1 && part < whole && whole <= 100 { of(at + 3, part, whole) } else { None };
    }
    match words.get(at) {
        "½" => return of(at + 1, 1, 2),
        "⅓" => return of(at + 1, 1, 3),
        "⅔" => return of(at + 1, 2, 3),
        "¼" => return of(at + 1, 1, 4),
        "¾" => return of(at + 1, 3, 4),
        _ => {}
    }
    if let Some(whole) = lexicon::part(words.word(at)) {
        return of(at + 1, 1, whole);
    }
    let count = lexicon::cardinal(words.word(at)).filter(|count| (1..20).contains(count))?;
    let next = words.word(at + 1);
    if let Some(whole) = lexicon::part(next) {
        return of(at + 2, count, whole);
    }
    // `одна десятая`, `две пятых`: a feminine or plural ordinal after the numeral.
    let feminine = next.ends_with("ых") || next.ends_with("ая") || next.ends_with("ой") || next.ends_with("ую");
    let whole = lexicon::ordinal(next).filter(|&whole| feminine && whole > 2 && count < whole)?;
    of(at + 2, count, whole)
}

/// One or more groups, each with a smaller multiplier than the last: `2 млн. 500 тыс.`, `сто двадцать пять тысяч триста`.
fn compound(words: &Words, at: usize) -> Option<Numeral> {
    let mut total = Decimal::ZERO;
    let mut limit = u64::MAX;
    let mut position = at;
    let mut found: Option<Numeral> = None;
    while let Some(group) = group(words, position).filter(|_| found.is_none() || !words.gap(position).contains('\n')) {
        let smaller = group.value < Decimal::from(limit) || found.is_none();
        let multiplier = multiplier(words, group.end).filter(|(_, value, _)| *value < limit);
        // After a multiplier, digits go on only with one of their own or as the rest of thousands: `5 тысяч 300`.
        let fits = smaller && (found.is_none() || multiplier.is_some() || !group.digits || limit == 1_000);
        if !fits {
            break;
        }
        let (end, factor, rough) = multiplier.unwrap_or((group.end, 1, false));
        let Some(value) = group.value.checked_mul(Decimal::from(factor)) else { break };
        let Some(sum) = total.checked_add(value) else { break };
        total = sum;
        found = Some(Numeral {
            end,
            amount: Amount::Decimal(total),
            bare: group.value,
            multiplier: factor,
            more: group.more || found.is_some_and(|found| found.more),
            lone_one: found.is_none() && group.lone_one && factor == 1,
            rough,
        });
        (position, limit) = (end, factor);
        if factor == 1 || group.value.scale() > 0 {
            break;
        }
    }
    found.or_else(|| bare_multiplier(words, at))
}

/// `тысяча рублей` is one; `около тысячи` too; `тысячи людей` is nobody knows how many, and no number.
fn bare_multiplier(words: &Words, at: usize) -> Option<Numeral> {
    let multiplier = lexicon::multiplier(words.word(at))?;
    let one = match multiplier.number {
        GrammaticalNumber::One => {
            words.word(at) != "сотня" && words.word(at) != "десяток" || at == 0 || !words.is_word(at + 1)
        }
        GrammaticalNumber::OneOrMany => at > 0 && takes_genitive(words, at - 1),
        GrammaticalNumber::Many | GrammaticalNumber::Abbreviated => false,
    };
    let vague_before =
        at > 0 && (lexicon::is_vague(words.word(at - 1)) || lexicon::multiplier(words.word(at - 1)).is_some());
    (one && !vague_before && lexicon::multiplier(words.word(at + 1)).is_none()).then(|| Numeral {
        end: at + 1,
        amount: Amount::Decimal(Decimal::from(multiplier.value)),
        bare: Decimal::ONE,
        multiplier: multiplier.value,
        more: false,
        lone_one: false,
        rough: multiplier.rough,
    })
}

/// After these words a number stands in the genitive: `около тысячи`, `более миллиона`.
fn takes_genitive(words: &Words, at: usize) -> bool {
    matches!(
        words.word(at),
        "около"
            | "свыше"
            | "более"
            | "менее"
            | "больше"
            | "меньше"
            | "порядка"
            | "до"
            | "от"
            | "из"
            | "сверх"
            | "достигло"
            | "достигает"
    )
}

struct Group {
    end: usize,
    value: Decimal,
    digits: bool,
    more: bool,
    lone_one: bool,
}

/// A number below a multiplier: digits, or words up to 999, or `полтора`; with `с половиной` after it.
fn group(words: &Words, at: usize) -> Option<Group> {
    let mut group = if words.is_digits(at) {
        let (end, value) = digits(words, at)?;
        Group { end, value, digits: true, more: false, lone_one: false }
    } else if let Some(tenths) = lexicon::whole_word(words.word(at)) {
        Group {
            end: at + 1,
            value: Decimal::new(i64::try_from(tenths).ok()?, 1),
            digits: false,
            more: false,
            lone_one: false,
        }
    } else {
        let (end, value) = spelled(words, at)?;
        let lone_one = value == 1;
        Group { end, value: Decimal::from(value), digits: false, more: false, lone_one }
    };
    if words.starts(group.end, &["с", "половиной"]) {
        group.value += Decimal::new(5, 1);
        group.end += 2;
        group.lone_one = false;
    } else if words.starts(group.end, &["с", "лишним"]) || words.starts(group.end, &["с", "небольшим"])
    {
        group.end += 2;
        group.more = true;
    }
    Some(group)
}

/// Digits with spaces in thousands and a decimal part: the token after them, and the value.
pub fn digits(words: &Words, at: usize) -> Option<(usize, Decimal)> {
    let mut end = at + 1;
    let mut value = value_of(words.digits(at))?;
    if (1..=3).contains(&words.get(at).len()) && !words.get(at).starts_with('0') {
        while words.digits(end).len() == 3 && is_thousands_gap(words.gap(end)) {
            value = value.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(value_of(words.get(end))?)?;
            end += 1;
        }
    }
    let decimal_mark = matches!(words.get(end), "," | ".") && !words.space_before(end) && !words.space_before(end + 1);
    // `2.5.1` is no number.
    let single = !(matches!(words.get(end + 2), "." | ",") && words.is_digits(end + 3) && !words.space_before(end + 3));
    let places = words.digits(end + 1).len();
    if decimal_mark && single && (1..=9).contains(&places) {
        let scale = u32::try_from(places).ok()?;
        let part = Decimal::try_from_i128_with_scale(words.get(end + 1).parse().ok()?, scale).ok()?;
        value = value.checked_add(part)?;
        end += 2;
    }
    Some((end, value))
}

fn value_of(digits: &str) -> Option<Decimal> {
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    digits.parse::<u64>().ok().map(Decimal::from)
}

/// One space of any kind, the width of one in print.
fn is_thousands_gap(gap: &str) -> bool {
    matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}" | "\u{2007}" | "\u{2008}")
}

/// Number words up to 999: the token after them, and the value.
fn spelled(words: &Words, at: usize) -> Option<(usize, u32)> {
    let (mut end, mut value, mut room) = (at, 0, 1_000);
    while let Some(next) = lexicon::cardinal(words.word(end)).filter(|&next| next < room && (next > 0 || end == at)) {
        value += next;
        room = match next {
            100.. => 100,
            20.. => 10,
            _ => 0,
        };
        end += 1;
    }
    (end > at).then_some((end, value))
}

/// The token after the multiplier, its value, and whether it is rough.
fn multiplier(words: &Words, at: usize) -> Option<(usize, u64, bool)> {
    let multiplier = lexicon::multiplier(words.word(at))?;
    let abbreviated = multiplier.number == GrammaticalNumber::Abbreviated;
    let end = if abbreviated { words.past_stop(at + 1) } else { at + 1 };
    Some((end, multiplier.value, multiplier.rough))
}
