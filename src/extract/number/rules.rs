//! What a digit group or a number word is: named rules, asked in order at each; the first that answers decides.

use super::context::{bound, is_change, is_clause_mark};
use super::figure::{
    before, clock, idiom, list_mark, name, ordinal_digits, ordinal_word, phone, ratio_or_score, reference, skip, vague,
    version,
};
use super::numeral::{Numeral, numeral};
use super::{Amount, Bound, Measure};
use crate::extract::{Match, Rule, SkipReason, Words};
use crate::lexicon::ru::numeral as lexicon;
use crate::lexicon::ru::unit::{self, Unit, UnitKind};
use crate::segment::TokenKind;

/// What stands at a place: an amount, or a figure that is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found {
    Amount { amount: Amount, bound: Bound, upper: Option<Amount>, measure: Measure },
    Skip(SkipReason),
}

/// What is no amount comes first.
pub const RULES: &[Rule<Found>] = &[
    ("currency_first", currency_first),
    ("phone", phone),
    ("version", version),
    ("clock", clock),
    ("ratio_or_score", ratio_or_score),
    ("list_mark", list_mark),
    ("reference", reference),
    ("name", name),
    ("ordinal_digits", ordinal_digits),
    ("each_nth", each_nth),
    ("ordinal_word", ordinal_word),
    ("idiom", idiom),
    ("vague", vague),
    ("fold", fold),
    ("number_words_range", number_words_range),
    ("between", between),
    ("dash_range", dash_range),
    ("number", number),
];

/// Whether a rule could start at this token: all others are passed over at once.
pub fn is_candidate(words: &Words, at: usize) -> bool {
    match words.kind(at) {
        Some(TokenKind::Digits) => true,
        Some(TokenKind::Word) => {
            let word = words.get(at);
            // No number word is shorter than `два` or starts with another letter.
            word.len() >= 6
                && word.starts_with(['б', 'в', 'д', 'к', 'м', 'н', 'о', 'п', 'с', 'т', 'ч', 'ш'])
                && is_number_word(word)
        }
        Some(TokenKind::Mark) => matches!(words.get(at), "$" | "€" | "£" | "½" | "⅓" | "⅔" | "¼" | "¾"),
        None => false,
    }
}

fn is_number_word(word: &str) -> bool {
    lexicon::cardinal(word).is_some()
        || lexicon::ordinal(word).is_some()
        || lexicon::multiplier(word).is_some()
        || lexicon::part(word).is_some()
        || lexicon::whole_word(word).is_some()
        || lexicon::times(word).is_some()
        || lexicon::is_vague(word)
        || word.starts_with("кажд")
        || hyphened(word).is_some()
}

/// Whether the token is a number word by itself, so that it must not be lost in silence.
pub fn is_bare_number(words: &Words, at: usize) -> bool {
    lexicon::cardinal(words.word(at)).is_some() || lexicon::multiplier(words.word(at)).is_some()
}

/// `два-три`, `десять-пятнадцать`.
fn hyphened(word: &str) -> Option<(u32, u32)> {
    let (low, high) = word.split_once('-')?;
    let (low, high) = (lexicon::cardinal(low)?, lexicon::cardinal(high)?);
    (low < high).then_some((low, high))
}

/// `каждый десятый` is one of ten.
fn each_nth(words: &Words, at: usize) -> Option<Match<Found>> {
    if !words.word(at).starts_with("кажд") {
        return None;
    }
    let each = matches!(
        words.word(at),
        "каждый" | "каждая" | "каждое" | "каждого" | "каждой" | "каждую" | "каждому" | "каждым"
    );
    let nth = lexicon::ordinal(words.word(at + 1)).filter(|&nth| each && nth > 1)?;
    let time = matches!(words.word(at + 2), "день" | "год" | "месяц" | "раз" | "час");
    if time {
        return skip(at + 2, SkipReason::Ordinal);
    }
    let value =
        Found::Amount { amount: Amount::Fraction(1, nth), bound: Bound::Exact, upper: None, measure: Measure::Share };
    Some(Match { end: at + 2, value })
}

/// `вдвое`, `втрое`.
fn fold(words: &Words, at: usize) -> Option<Match<Found>> {
    let times = lexicon::times(words.word(at))?;
    let value = Found::Amount {
        amount: Amount::Decimal(times.into()),
        bound: bound(words, at, at + 1),
        upper: None,
        measure: Measure::Multiple,
    };
    Some(Match { end: at + 1, value })
}

/// `два-три человека`, `десять-пятнадцать тысяч`.
fn number_words_range(words: &Words, at: usize) -> Option<Match<Found>> {
    let (low, high) = hyphened(words.word(at))?;
    let (end, factor) = match lexicon::multiplier(words.word(at + 1)) {
        Some(multiplier) => (words.past_stop(at + 2), multiplier.value),
        None => (at + 1, 1),
    };
    let of = |value: u32| Amount::Decimal(rust_decimal::Decimal::from(u64::from(value) * factor));
    let (end, measure) = measured(words, at, end);
    Some(Match { end, value: Found::Amount { amount: of(low), bound: Bound::Between, upper: Some(of(high)), measure } })
}

/// `от 5 до 7 тысяч`, `между 5 и 7`.
fn between(words: &Words, at: usize) -> Option<Match<Found>> {
    let link = match before(words, at, 1) {
        "от" => "до",
        "между" => "и",
        _ => return None,
    };
    let low = numeral(words, at)?;
    // The unit may stand after both: `от 5 процентов до 7 процентов`.
    let to = (low.end..low.end + 2).find(|&index| words.word(index) == link)?;
    let high = numeral(words, to + 1)?;
    range(words, at, low, high)
}

/// `5–7 тысяч`, `10-15 тыс.`, `2 000 – 3 000`.
fn dash_range(words: &Words, at: usize) -> Option<Match<Found>> {
    let low = numeral(words, at)?;
    let both_or_none = words.space_before(low.end) == words.space_before(low.end + 1);
    if !words.is_dash(low.end) || !both_or_none {
        return None;
    }
    let high = numeral(words, low.end + 1)?;
    // `3–5-го классов` is no amount at all.
    if words.is_dash(high.end)
        && words.is_word(high.end + 1)
        && !words.space_before(high.end)
        && !words.space_before(high.end + 1)
    {
        return None;
    }
    range(words, at, low, high)
}

fn range(words: &Words, at: usize, low: Numeral, high: Numeral) -> Option<Match<Found>> {
    let upper = high.decimal()?;
    let mut lower = low.decimal()?;
    // `5–7 тысяч`: the multiplier belongs to both.
    if low.multiplier == 1 && high.multiplier > 1 && lower < high.bare {
        lower = lower.checked_mul(high.multiplier.into())?;
    }
    if lower >= upper {
        return None;
    }
    let (end, measure) = measured(words, at, high.end);
    let value = Found::Amount {
        amount: Amount::Decimal(lower),
        bound: Bound::Between,
        upper: Some(Amount::Decimal(upper)),
        measure,
    };
    Some(Match { end, value })
}

/// `$5 млн`.
fn currency_first(words: &Words, at: usize) -> Option<Match<Found>> {
    unit::sign(words.get(at)).filter(|unit| unit.kind == UnitKind::Money && !words.space_before(at + 1))?;
    let number = numeral(words, at + 1)?;
    let value = Found::Amount {
        amount: number.amount,
        bound: bound(words, at, number.end),
        upper: None,
        measure: Measure::Money,
    };
    Some(Match { end: number.end, value })
}

/// A number with what bounds it and what it measures.
fn number(words: &Words, at: usize) -> Option<Match<Found>> {
    let number = numeral(words, at)?;
    let mut bound = bound(words, at, number.end);
    if number.more && bound == Bound::Exact {
        bound = Bound::Over;
    }
    if bound == Bound::Exact && (number.rough || is_inverted(words, at, number.end)) {
        bound = Bound::About;
    }
    let (end, mut measure) = measured(words, at, number.end);
    if measure == Measure::Count && matches!(number.amount, Amount::Fraction(..)) {
        measure = Measure::Share;
    }
    let mut amount = number.amount;
    if let Amount::Decimal(value) = &mut amount
        && is_negative(words, at, number.end)
    {
        value.set_sign_negative(true);
    }
    Some(Match { end, value: Found::Amount { amount, bound, upper: None, measure } })
}

/// `−5 °C`, `минус 3 градуса`.
fn is_negative(words: &Words, at: usize, end: usize) -> bool {
    let degrees = unit::unit(words.word(end)).is_some_and(|unit| unit.lemma == "градус") || words.get(end) == "°";
    let sign = at > 0 && words.is_dash(at - 1) && !words.space_before(at) && words.space_before(at - 1);
    degrees && (sign || before(words, at, 1) == "минус")
}

/// `человек двести`, `лет двадцать`: the noun before its numeral makes it rough.
fn is_inverted(words: &Words, at: usize, end: usize) -> bool {
    let spelled =
        words.is_word(at) && !words.is_word(end) || words.is_digits(at) && matches!(words.word(end), "" | "назад");
    let noun = before(words, at, 1);
    let counted = matches!(noun, "человек" | "штук" | "раз" | "голов")
        || unit::unit(noun).is_some_and(|unit| matches!(unit.kind, UnitKind::Duration | UnitKind::Physical));
    spelled
        && counted
        && noun.chars().count() > 2
        && !matches!(before(words, at, 2), "около")
        && numeral_free(words, at)
}

/// No number counts the noun from its other side: `20 человек, 30`.
fn numeral_free(words: &Words, at: usize) -> bool {
    at < 2
        || !words.is_digits(at - 2)
            && lexicon::cardinal(words.word(at - 2)).is_none()
            && lexicon::multiplier(words.word(at - 2)).is_none()
}

/// Where the amount ends with its unit, and what it measures.
fn measured(words: &Words, at: usize, end: usize) -> (usize, Measure) {
    let on = at.checked_sub(super::context::bound_len(words, at) + 1);
    let change = on.is_some_and(|on| is_change(words, on, end)) || at > 0 && is_change(words, at - 1, end);
    let Some((after, unit)) = unit_at(words, end) else {
        return (end, if change { Measure::Increase } else { Measure::Count });
    };
    match unit.kind {
        UnitKind::Percent => (after, if change { Measure::PercentIncrease } else { Measure::Percent }),
        UnitKind::Money => (after, if change { Measure::Increase } else { Measure::Money }),
        UnitKind::Times if before(words, at, 1) == "в" || before(words, on.map_or(at, |on| on + 1), 1) == "в" => {
            (after, Measure::Multiple)
        }
        UnitKind::Times => (end, Measure::Count),
        _ if change => (end, Measure::Increase),
        UnitKind::Duration if is_age(words, at, after) => (end, Measure::Age),
        UnitKind::Duration => (end, Measure::Duration),
        UnitKind::Physical => (end, Measure::Physical),
    }
}

/// The unit that follows a number, and the token after it: `%`, `млн. золотых рублей`, `кв. км`.
pub fn unit_at(words: &Words, at: usize) -> Option<(usize, Unit)> {
    if let Some(unit) = unit::sign(words.get(at)) {
        return Some((at + 1, unit));
    }
    if matches!(words.word(at), "кв" | "куб" | "квадратных" | "кубических" | "квадратный" | "погонных" | "морских")
    {
        let after = words.past_stop(at + 1);
        return unit::unit(words.word(after)).map(|unit| (words.past_unit(after), unit));
    }
    if let Some(unit) = unit::unit(words.word(at)) {
        // `в` and its like are units only as letters with a stop or before another mark.
        return Some((words.past_unit(at), unit));
    }
    let adjective = words.word(at).ends_with("ых") || words.word(at).ends_with("их");
    let money = unit::unit(words.word(at + 1)).filter(|unit| adjective && unit.kind == UnitKind::Money)?;
    Some((at + 2, money))
}

/// `в возрасте 20 лет`, `старше 18 лет`, `исполнилось 30 лет`.
fn is_age(words: &Words, at: usize, end: usize) -> bool {
    let cue = |word: &str| {
        ["возраст", "старше", "моложе", "младше", "исполнил", "исполняет"].iter().any(|stem| word.starts_with(stem))
    };
    (1..=5)
        .map_while(|count| at.checked_sub(count))
        .take_while(|&index| !is_clause_mark(words, index))
        .any(|index| cue(words.word(index)))
        || matches!(before(words, at, 2), "мне" | "ему" | "ей" | "нам" | "вам" | "им")
            && matches!(before(words, at, 1), "было" | "будет" | "шел")
        || words.starts(end, &["от", "роду"])
        || words.starts(end, &["и", "старше"])
}
