//! Digits and number words → one [`Numeral`], with its multiplier: `88,7 тыс.`, `две с половиной тысячи`, `одна треть`.

use rust_decimal::Decimal;

use super::Amount;
use crate::extract::Words;
use crate::lexicon::ru::numeral::{self as lexicon, GrammaticalNumber};
use crate::lexicon::ru::traits::Traits;

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

/// `1/3`, `½`, `2 1/2`, `одна треть`, `две десятых`, `треть`, `четверть миллиона`.
fn fraction(words: &Words, at: usize) -> Option<Numeral> {
    let of = |end, part, whole| {
        let (end, multiplier) = multiplier(words, end).map_or((end, 1), |(end, value, _)| (end, value));
        let product = u64::from(part).checked_mul(multiplier)?;
        let amount = match Decimal::from(product).checked_div(Decimal::from(whole)) {
            Some(value) if multiplier > 1 && value.is_integer() => Amount::Decimal(value),
            // `треть миллиона`: nobody means 333 333,33.
            _ if multiplier > 1 => return None,
            _ => Amount::Fraction(part, whole),
        };
        Some(Numeral {
            end,
            amount,
            bare: Decimal::ZERO,
            multiplier: 1,
            more: false,
            lone_one: false,
            rough: multiplier > 1,
        })
    };
    if words.is_digits(at) {
        let (end, part, whole) = written_fraction(words, at).or_else(|| mixed_fraction(words, at))?;
        let mixed = part > whole && matches!(whole, 2 | 4 | 5 | 8 | 10);
        let amount = Decimal::from(part).checked_div(Decimal::from(whole)).filter(|_| mixed);
        return match amount {
            Some(value) => Some(Numeral { amount: Amount::Decimal(value), ..of(end, part, whole)? }),
            None => of(end, part, whole),
        };
    }
    if let Some((part, whole)) = vulgar(words.get(at)) {
        return of(at + 1, part, whole);
    }
    if let Some(whole) = lexicon::part(words.word(at)) {
        return of(at + 1, 1, whole);
    }
    let (end, count) = spelled(words, at).filter(|(_, count)| *count > 0)?;
    let next = words.word(end);
    if let Some(whole) = lexicon::part(next).filter(|_| count < 20) {
        return of(end + 1, count, whole);
    }
    // `одна десятая`, `две пятых`: a feminine or plural ordinal after the numeral.
    let feminine = ["ых", "ая", "ой", "ую", "тьих", "тья", "тьей", "тью"].iter().any(|ending| next.ends_with(ending));
    let whole = lexicon::ordinal(next).filter(|&whole| feminine && whole > 2 && count < whole)?;
    of(end + 1, count, whole)
}

/// `1/3`, where nothing but the two numbers is written.
fn written_fraction(words: &Words, at: usize) -> Option<(usize, u32, u32)> {
    let slash = matches!(words.get(at + 1), "/" | "⁄") && words.is_digits(at + 2);
    let glued = !words.space_before(at + 1) && !words.space_before(at + 2) && !matches!(words.get(at + 3), "/" | "-");
    if !slash || !glued {
        return None;
    }
    let (part, whole): (u32, u32) = (words.get(at).parse().ok()?, words.get(at + 2).parse().ok()?);
    (whole > 1 && part > 0 && part < whole && (whole <= 100 || part == 1 && whole <= 10_000)).then_some((
        at + 3,
        part,
        whole,
    ))
}

/// `2 1/2`, `2½`: so many parts of the whole in all.
fn mixed_fraction(words: &Words, at: usize) -> Option<(usize, u32, u32)> {
    let whole: u32 = words.digits(at).parse().ok().filter(|_| words.get(at).len() <= 2)?;
    let (end, part, of) = match vulgar(words.get(at + 1)) {
        Some((part, of)) => (at + 2, part, of),
        None => {
            written_fraction(words, at + 1).filter(|(_, _, of)| *of <= 16 && is_thousands_gap(words.gap(at + 1)))?
        }
    };
    Some((end, whole * of + part, of))
}

fn vulgar(mark: &str) -> Option<(u32, u32)> {
    Some(match mark {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅛" => (1, 8),
        _ => return None,
    })
}

/// `четырнадцать тысяч и шесть штук`, in old or spoken prose: after thousands in words an `и` leads to the rest of them, where
/// nothing is counted before it.
fn past_and(words: &Words, at: usize, found: Option<Numeral>) -> usize {
    let goes_on = found.is_some_and(|found| found.multiplier >= 1_000 && found.bare > Decimal::ONE)
        && words.word(at) == "и"
        && at >= 2
        && words.cardinal(at - 2).is_some()
        && !words.gap(at).contains('\n')
        && !words.gap(at + 1).contains('\n')
        && spelled(words, at + 1)
            .is_some_and(|(end, _)| words.multiplier(end).is_none() && words.traits(end).has(Traits::NOUN));
    at + usize::from(goes_on)
}

/// One or more groups, each with a smaller multiplier than the last: `2 млн. 500 тыс.`, `сто двадцать пять тысяч триста`,
/// `миллион двести тысяч`.
fn compound(words: &Words, at: usize) -> Option<Numeral> {
    let mut total = Decimal::ZERO;
    let mut limit = u64::MAX;
    let mut position = at;
    let mut found: Option<Numeral> = bare_multiplier(words, at).filter(|one| one.multiplier >= 1_000);
    if let Some(one) = found {
        (total, limit, position) = (Decimal::from(one.multiplier), one.multiplier, one.end);
    }
    while let Some(group) = group(words, past_and(words, position, found))
        .filter(|_| found.is_none() || !words.gap(position).contains('\n'))
    {
        let smaller = group.value < Decimal::from(limit) || found.is_none();
        let multiplier = multiplier(words, group.end).filter(|(_, value, _)| *value < limit);
        // After a multiplier, digits go on only with one of their own or as the rest of thousands: `5 тысяч 300`.
        let in_digits = words.is_digits(at);
        let fits = smaller && (found.is_none() || multiplier.is_some() || !group.digits || limit == 1_000 && in_digits);
        // `миллион один раз`, `тысячи две`: after a rough ten or hundred nothing goes on.
        let fits = fits && !found.is_some_and(|found| found.rough) && (found.is_none() || group.value >= Decimal::ONE);
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
    let multiplier = words.multiplier(at)?;
    let one = match multiplier.number {
        GrammaticalNumber::One => {
            words.word(at) != "сотня" && words.word(at) != "десяток" || at == 0 || !words.is_word(at + 1)
        }
        GrammaticalNumber::OneOrMany => at > 0 && takes_genitive(words, at - 1),
        GrammaticalNumber::Many | GrammaticalNumber::Abbreviated => false,
    };
    let vague_before = at > 0
        && (lexicon::is_vague(words.word(at - 1))
            || words.multiplier(at - 1).is_some()
            || matches!(words.word(at - 1), "не" | "ни" | "одна-две" | "добрая" | "добрую" | "целая" | "целую"));
    (one && !vague_before && words.multiplier(at + 1).is_none()).then(|| Numeral {
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
            | "достигла"
            | "достиг"
            | "достигает"
            | "полутора"
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
        let (end, value) = match scientific(words, at) {
            Some((end, value)) => (end, value?),
            None => digits(words, at)?,
        };
        Group { end, value, digits: true, more: false, lone_one: false }
    } else if let Some(tenths) = lexicon::whole_word(words.word(at)) {
        let value = Decimal::new(i64::try_from(tenths).ok()?, 1);
        Group { end: at + 1, value, digits: false, more: false, lone_one: false }
    } else if let Some((end, value)) = decimal_words(words, at) {
        Group { end, value, digits: false, more: false, lone_one: false }
    } else {
        let (end, value) = spelled(words, at)?;
        let lone_one = value == 1;
        Group { end, value: Decimal::from(value), digits: false, more: false, lone_one }
    };
    let with = if words.word(group.end) == "с" { words.word(group.end + 1) } else { "" };
    match with {
        "половиной" => group.value += Decimal::new(5, 1),
        "четвертью" => group.value += Decimal::new(25, 2),
        "лишним" | "небольшим" | "лишком" | "хвостиком" | "чем-то" | "гаком" => {
            group.more = true
        }
        _ => return Some(group),
    }
    group.end += 2;
    group.lone_one = false;
    Some(group)
}

/// `две целых пять десятых`, `ноль целых и три сотых`.
fn decimal_words(words: &Words, at: usize) -> Option<(usize, Decimal)> {
    let (end, whole) = spelled(words, at)?;
    if !matches!(words.word(end), "целых" | "целая" | "целой" | "целую" | "целыми") {
        return None;
    }
    let part = end + 1 + usize::from(words.word(end + 1) == "и");
    let (end, part) = spelled(words, part)?;
    let scale = match words.ordinal(end)? {
        10 => 1,
        100 => 2,
        1_000 => 3,
        _ => return None,
    };
    Some((end + 1, Decimal::from(whole).checked_add(Decimal::new(i64::from(part), scale))?))
}

/// `6,02·10²³`, `10⁹`: the token after it, and the value where a decimal can hold it.
pub(super) fn scientific(words: &Words, at: usize) -> Option<(usize, Option<Decimal>)> {
    let (end, factor) = digits(words, at)?;
    if end == at + 1 && words.get(at) == "10" && !words.space_before(end) {
        let (end, power) = exponent(words, end)?;
        return Some((end, power_of_ten(power)));
    }
    let times = matches!(words.get(end), "·" | "×" | "∙" | "⋅" | "*" | "x" | "х") && words.get(end + 1) == "10";
    let (end, power) = exponent(words, end + 2).filter(|_| times)?;
    let value = power_of_ten(power)
        .filter(|value| value.scale() + factor.scale() <= 28)
        .and_then(|value| value.checked_mul(factor));
    Some((end, value))
}

fn power_of_ten(power: i32) -> Option<Decimal> {
    let places = power.unsigned_abs();
    if power < 0 {
        Decimal::try_from_i128_with_scale(1, places).ok()
    } else {
        10i128.checked_pow(places).and_then(|value| Decimal::try_from_i128_with_scale(value, 0).ok())
    }
}

/// `²³`, `⁻⁹`, `^6`: the token after it, and the power.
pub(super) fn exponent(words: &Words, at: usize) -> Option<(usize, i32)> {
    if words.get(at) == "^" {
        let minus = usize::from(words.is_dash(at + 1));
        let power: i32 = words.digits(at + 1 + minus).parse().ok().filter(|&power| power < 1_000)?;
        return Some((at + 2 + minus, if minus == 1 { -power } else { power }));
    }
    let (mut end, mut power, mut negative) = (at, 0, false);
    loop {
        let digit = match words.get(end) {
            "⁻" if end == at => {
                negative = true;
                end += 1;
                continue;
            }
            "⁰" => 0,
            "¹" => 1,
            "²" => 2,
            "³" => 3,
            "⁴" => 4,
            "⁵" => 5,
            "⁶" => 6,
            "⁷" => 7,
            "⁸" => 8,
            "⁹" => 9,
            _ => break,
        };
        power = power * 10 + digit;
        end += 1;
        if end > at + 4 {
            return None;
        }
    }
    (end > at + usize::from(negative)).then_some((end, if negative { -power } else { power }))
}

/// Digits with spaces in thousands, a decimal part, and the ending of their case: the token after them, and the value.
pub fn digits(words: &Words, at: usize) -> Option<(usize, Decimal)> {
    let mut end = at + 1;
    let mut value = value_of(words.digits(at))?;
    let leads = (1..=3).contains(&words.get(at).len()) && !words.get(at).starts_with('0');
    if leads {
        // `12 305-мм орудий`: the last three begin a word of their own.
        let compound = |index: usize| {
            words.is_dash(index)
                && !words.space_before(index)
                && words.is_word(index + 1)
                && !words.space_before(index + 1)
                && past_case_ending(words, index) == index
        };
        while words.digits(end).len() == 3 && is_thousands_gap(words.gap(end)) && !compound(end + 1) {
            value = value.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(value_of(words.get(end))?)?;
            end += 1;
        }
        if end == at + 1
            && let Some((after, marked)) = marked_thousands(words, at, value)
        {
            return Some((after, marked));
        }
    }
    let decimal_mark = matches!(words.get(end), "," | ".") && !words.space_before(end) && !words.space_before(end + 1);
    // `2.5.1` is no number.
    let single = !(matches!(words.get(end + 2), "." | ",") && words.is_digits(end + 3) && !words.space_before(end + 3));
    let places = words.digits(end + 1).len();
    // `500,000`: nobody writes three decimal places that say nothing.
    let long = leads && words.get(at).len() > 1;
    if decimal_mark && single && long && end == at + 1 && words.get(end + 1) == "000" {
        return Some((past_case_ending(words, end + 2), value.checked_mul(Decimal::ONE_THOUSAND)?));
    }
    if decimal_mark && single && (1..=9).contains(&places) {
        let scale = u32::try_from(places).ok()?;
        let part = Decimal::try_from_i128_with_scale(words.get(end + 1).parse().ok()?, scale).ok()?;
        value = value.checked_add(part)?;
        end += 2;
    }
    Some((past_case_ending(words, end), value))
}

/// `1,234,567`, `1.000.000`: three or more groups with one mark, each of three digits.
pub(super) fn marked_thousands(words: &Words, at: usize, first: Decimal) -> Option<(usize, Decimal)> {
    let mark = words.get(at + 1);
    if !matches!(mark, "," | ".") {
        return None;
    }
    let (mut end, mut value, mut groups) = (at + 1, first, 0);
    while words.get(end) == mark
        && words.digits(end + 1).len() == 3
        && !words.space_before(end)
        && !words.space_before(end + 1)
    {
        value = value.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(value_of(words.get(end + 1))?)?;
        (end, groups) = (end + 2, groups + 1);
    }
    (groups >= 2).then_some((end, value))
}

/// `5-ти тысяч`, `3-х человек`: the ending of a cardinal is part of the number.
fn past_case_ending(words: &Words, end: usize) -> usize {
    let glued = words.is_dash(end) && !words.space_before(end) && !words.space_before(end + 1);
    let ending = matches!(words.word(end + 1), "ти" | "ми" | "мя" | "ста" | "тью" | "х" | "м");
    if glued && ending { end + 2 } else { end }
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
pub(super) fn spelled(words: &Words, at: usize) -> Option<(usize, u32)> {
    let (mut end, mut value, mut room) = (at, 0, 1_000);
    while let Some(next) = cardinal(words, end).filter(|&next| next < room && (next > 0 || end == at)) {
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

/// The cardinal at `at`, where the word is one there and no noun: `семью` by a family, `сорока` a magpie.
fn cardinal(words: &Words, at: usize) -> Option<u32> {
    let next = words.word(at + 1);
    match words.word(at) {
        "семью" => {
            let after = at > 0
                && (words.cardinal(at - 1).is_some_and(|tens| tens >= 20)
                    || matches!(words.word(at - 1), "с" | "со" | "между" | "над" | "под" | "перед"));
            let counted = words.multiplier(at + 1).is_some() || next.ends_with("ами") || next.ends_with("ями");
            // `представлена в думе семью депутатами`
            let by =
                || (at.saturating_sub(6)..at).any(|at| words.is_short_passive(at)) && words.is_instrumental(at + 1);
            ((after || words.multiplier(at + 1).is_some() || by()) && (counted || !words.is_word(at + 1))).then_some(7)
        }
        "сорока" if words.is_finite(at + 1) => None,
        _ => words.cardinal(at),
    }
}

/// The token after the multiplier, its value, and whether it is rough.
fn multiplier(words: &Words, at: usize) -> Option<(usize, u64, bool)> {
    let multiplier = words.multiplier(at)?;
    let abbreviated = multiplier.number == GrammaticalNumber::Abbreviated;
    let end = if abbreviated { words.past_stop(at + 1) } else { at + 1 };
    Some((end, multiplier.value, multiplier.rough))
}
