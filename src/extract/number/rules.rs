//! What a digit group or a number word is: named rules, asked in order at each; the first that answers decides.

use rust_decimal::Decimal;

use super::context::{bound, clause_before, is_change};
use super::figure::{before, hanging_word, idiom, nth_part, ordinal_digits, ordinal_word, rate_base, skip, vague};
use super::label::{
    bare_ordinal, clock, coordinate, list_mark, name, paired, phone, ratio_or_score, register, row_label, sum, title,
    version,
};
pub use super::measure::{far_unit, unit_at};
use super::measure::{inverted, is_bare_age, measured, shared};
use super::numeral::{Numeral, numeral};
use super::reference::reference;
use super::{Amount, Bound, Measure};
use crate::extract::{Match, Rule, SkipReason, Words, first_match};
use crate::lexicon::ru::begin::Begins;
use crate::lexicon::ru::numeral as lexicon;
use crate::lexicon::ru::unit::{self, Unit, UnitKind};
use crate::segment::{Table, TokenKind};

/// What stands at a place: an amount, or a figure that is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found {
    Amount { amount: Amount, bound: Bound, upper: Option<Amount>, measure: Measure },
    Skip(SkipReason),
}

/// What is no amount comes first.
const RULES: &[Rule<Found>] = &[
    ("register", register),
    ("phone", phone),
    ("signed", signed),
    ("currency_first", currency_first),
    ("version", version),
    ("coordinate", coordinate),
    ("clock", clock),
    ("sum", sum),
    ("row_label", row_label),
    ("ratio_or_score", ratio_or_score),
    ("list_mark", list_mark),
    ("reference", reference),
    ("title", title),
    ("paired", paired),
    ("name", name),
    ("ordinal_digits", ordinal_digits),
    ("bare_ordinal", bare_ordinal),
    ("hanging_word", hanging_word),
    ("each_nth", each_nth),
    ("nth_part", nth_part),
    ("ordinal_word", ordinal_word),
    ("idiom", idiom),
    ("vague", vague),
    ("fold", fold),
    ("number_words_range", number_words_range),
    ("between", between),
    ("half_percent", half_percent),
];

/// A rule about a number that starts at the token; all of them read the number itself alike, so it is read once.
type OfNumeral = fn(&Words, usize, Numeral) -> Option<Match<Found>>;

/// Asked after [`RULES`].
const OF_NUMERAL: &[(&str, OfNumeral)] = &[
    ("rate_base", rate_base),
    ("dash_range", dash_range),
    ("half_said", half_said),
    ("bare_age", bare_age),
    ("composed", composed),
    ("plus_minus", plus_minus),
    ("number", number),
];

/// The first rule that answers at `at`, with its name.
pub fn found(words: &Words, at: usize) -> Option<(&'static str, Match<Found>)> {
    first_match(RULES, words, at).or_else(|| {
        let number = numeral(words, at)?;
        OF_NUMERAL.iter().find_map(|(name, rule)| Some((*name, rule(words, at, number)?)))
    })
}

/// Whether a rule could start at this token: all others are passed over at once. `number_words` tells of each distinct
/// word of the text whether it [`is_number_word`].
pub fn is_candidate(words: &Words, at: usize, number_words: &Table<bool>) -> bool {
    match words.kind(at) {
        Some(TokenKind::Digits) => true,
        Some(TokenKind::Word) => words.tokens.get(at).is_some_and(|token| number_words.of(token)),
        Some(TokenKind::Mark) => match words.get(at) {
            "$" | "€" | "£" | "½" | "⅓" | "⅔" | "¼" | "¾" | "⅕" | "⅛" => true,
            "−" | "-" | "–" | "+" => words.is_digits(at + 1) && !words.space_before(at + 1),
            _ => false,
        },
        None => false,
    }
}

/// Whether a rule may start at the word, folded.
pub fn is_number_word(word: &str) -> bool {
    // None is shorter than `два` or begins otherwise.
    const BEGIN: Begins = Begins::of(&[
        "бо", "вв", "вд", "во", "вп", "вс", "вт", "вч", "вш", "дв", "де", "дю", "ка", "ме", "ми", "мл", "мн", "не",
        "но", "ну", "од", "пе", "пл", "по", "пя", "се", "со", "ст", "тр", "ты", "че", "ше",
    ]);
    if word.len() < 6 || !BEGIN.may_be_of(word) {
        return false;
    }
    lexicon::cardinal(word).is_some()
        || lexicon::ordinal(word).is_some()
        || lexicon::multiplier(word).is_some()
        || lexicon::part(word).is_some()
        || lexicon::whole_word(word).is_some()
        || lexicon::times(word).is_some()
        || lexicon::is_vague(word)
        || matches!(word, "семью" | "минус" | "плюс" | "полпроцента")
        || word.starts_with("кажд")
        || lexicon::times_adjective(word).is_some()
        || hyphened(word).is_some()
}

/// Whether the token is a number word by itself, so that it must not be lost in silence.
pub fn is_bare_number(words: &Words, at: usize) -> bool {
    words.cardinal(at).is_some() || words.multiplier(at).is_some()
}

/// `два-три`, `десять-пятнадцать`, `полтора-два`.
fn hyphened(word: &str) -> Option<(Decimal, Decimal)> {
    let (low, high) = word.split_once(['-', '\u{2011}', '\u{2010}'])?;
    let value = |word: &str| {
        let tenths = || lexicon::whole_word(word).and_then(|tenths| i64::try_from(tenths).ok());
        lexicon::cardinal(word).map(Decimal::from).or_else(|| tenths().map(|tenths| Decimal::new(tenths, 1)))
    };
    let (low, high) = (value(low)?, value(high)?);
    (low <= high).then_some((low, high))
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
    let nth = words.ordinal(at + 1).filter(|&nth| each && nth > 1)?;
    let time = ["ден", "дн", "год", "месяц", "раз", "час", "недел", "минут", "вечер", "утр", "шаг", "ход", "номер"]
        .iter()
        .any(|stem| words.word(at + 2).starts_with(stem));
    if time {
        return skip(at + 2, SkipReason::Ordinal);
    }
    let bound = bound(words, at, at + 2);
    let value = Found::Amount { amount: Amount::Fraction(1, nth), bound, upper: None, measure: Measure::Share };
    Some(Match { end: at + 2, value })
}

/// `вдвое`, `пятикратно`, `двукратный рост`; a `двукратный чемпион` is no amount.
fn fold(words: &Words, at: usize) -> Option<Match<Found>> {
    let grows = || {
        let next = words.word(at + 1);
        [
            "рост",
            "увелич",
            "превы",
            "прирост",
            "сниж",
            "сокращ",
            "перевес",
            "превосх",
            "разни",
            "запас",
            "паден",
            "размер",
        ]
        .iter()
        .any(|stem| next.starts_with(stem))
    };
    let times =
        lexicon::times(words.word(at)).or_else(|| lexicon::times_adjective(words.word(at)).filter(|_| grows()))?;
    let value = Found::Amount {
        amount: Amount::Decimal(times.into()),
        bound: bound(words, at, at + 1),
        upper: None,
        measure: Measure::Multiple,
    };
    Some(Match { end: at + 1, value })
}

/// `менее полпроцента`, `вырос на полпроцента`.
fn half_percent(words: &Words, at: usize) -> Option<Match<Found>> {
    if words.word(at) != "полпроцента" {
        return None;
    }
    let change = at > 0 && is_change(words, at - 1, at + 1);
    let value = Found::Amount {
        amount: Amount::Decimal(Decimal::new(5, 1)),
        bound: bound(words, at, at + 1),
        upper: None,
        measure: if change { Measure::PercentIncrease } else { Measure::Percent },
    };
    Some(Match { end: at + 1, value })
}

/// `два-три человека`, `десять-пятнадцать тысяч`, `полтора-два метра`, `двадцати-двадцати пяти`.
fn number_words_range(words: &Words, at: usize) -> Option<Match<Found>> {
    let (low, mut high) = hyphened(words.word(at))?;
    let mut end = at + 1;
    let tens = high >= 20.into() && (high % Decimal::TEN).is_zero();
    if let Some(ones) = words.cardinal(end).filter(|&ones| tens && (1..10).contains(&ones)) {
        high += Decimal::from(ones);
        end += 1;
    }
    if low >= high {
        return skip(end, SkipReason::Unread);
    }
    let mut factor = 1;
    if let Some(multiplier) = words.multiplier(end) {
        (end, factor) = (words.past_stop(end + 1), multiplier.value);
    }
    let of = |value: Decimal| Amount::Decimal(value * Decimal::from(factor));
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
    if link == "до" && is_moved(words, at) {
        return None;
    }
    let low = numeral(words, at)?;
    // The unit may stand after both: `от 5 процентов до 7 процентов`.
    let to = (low.end..low.end + 2).find(|&index| words.word(index) == link)?;
    let high = numeral(words, to + 1)?;
    range(words, at, low, high)
}

/// `поднялось от 5 тыс. до 7 тыс.`, `число школ выросло от 20 до 35, число больниц — от 4 до 9`: two levels, one after the
/// other, and no range.
fn is_moved(words: &Words, at: usize) -> bool {
    const REACH: usize = 60;
    let moved = |index: usize| words.is_change(index) && words.is_finite(index);
    let Some(from) = at.checked_sub(1) else { return false };
    if clause_before(words, from).any(moved) {
        return true;
    }
    let mut before = (0..from).rev().take(REACH);
    let dash = from > 0 && words.is_dash(from - 1) && words.space_before(from);
    dash && before.any(|index| moved(index) && !(index..from).any(|at| words.is_mark(at, ';')))
}

/// `5–7 тысяч`, `10-15 тыс.`, `2 000 – 3 000`, `5 % – 7 %`, `5…7 мм`.
fn dash_range(words: &Words, at: usize, low: Numeral) -> Option<Match<Found>> {
    let dash = unit_at(words, low.end).map_or(low.end, |(after, _)| after);
    let both_or_none = words.space_before(dash) == words.space_before(dash + 1);
    let linked = words.is_dash(dash) || matches!(words.get(dash), "…" | "÷") && !words.space_before(dash);
    if !linked || !both_or_none || dash > low.end && words.space_before(dash) {
        return None;
    }
    let high = numeral(words, dash + 1)?;
    // `3–5-го классов` is no amount at all.
    if words.is_dash(high.end)
        && words.is_word(high.end + 1)
        && !words.space_before(high.end)
        && !words.space_before(high.end + 1)
    {
        let ordinal = words.word(high.end + 1).chars().count() <= 3;
        return skip(high.end + 2, if ordinal { SkipReason::Ordinal } else { SkipReason::Compound });
    }
    range(words, at, low, high)
}

fn range(words: &Words, at: usize, low: Numeral, high: Numeral) -> Option<Match<Found>> {
    let upper = high.decimal()?;
    let mut lower = low.decimal()?;
    // `5–7 тысяч`: the multiplier belongs to both.
    let shared = low.multiplier == 1 && high.multiplier > 1;
    if shared && lower < high.bare {
        lower = lower.checked_mul(high.multiplier.into())?;
    }
    // `в 1943 — 177 тыс.` is no range, though the numbers rise.
    if lower >= upper || shared && upper > lower.checked_mul(Decimal::from(20))? && lower >= high.bare {
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

/// `$5 млн`, `€ 5–7 млрд`.
fn currency_first(words: &Words, at: usize) -> Option<Match<Found>> {
    let spaced = words.space_before(at + 1) && at > 0 && words.is_digits(at - 1);
    unit::sign(words.get(at)).filter(|unit| unit.kind == UnitKind::Money && !spaced)?;
    let number = numeral(words, at + 1)?;
    let to = number.end + 1 + usize::from(unit::sign(words.get(number.end + 1)).is_some());
    if words.is_dash(number.end)
        && words.space_before(number.end) == words.space_before(number.end + 1)
        && let Some(high) = numeral(words, to)
        && let Some(Match { end, value: Found::Amount { amount, bound, upper, .. } }) =
            range(words, at + 1, number, high)
    {
        return Some(Match { end, value: Found::Amount { amount, bound, upper, measure: Measure::Money } });
    }
    let on = at > 0 && is_change(words, at - 1, number.end);
    let value = Found::Amount {
        amount: number.amount,
        bound: bound(words, at, number.end),
        upper: None,
        measure: if on { Measure::Increase } else { Measure::Money },
    };
    Some(Match { end: number.end, value })
}

/// `−5 °C`, `минус 3 градуса`, `+5 %`: the sign belongs to the number. A dash glued to digits is a sign where a space stands
/// before it and the place is one of numbers.
fn signed(words: &Words, at: usize) -> Option<Match<Found>> {
    let sign = words.get(at);
    if !matches!(sign, "минус" | "плюс" | "−" | "-" | "–" | "+") {
        return None;
    }
    let sign = if sign == "плюс" { "+" } else { sign };
    let opened = at == 0 || words.space_before(at) || matches!(before(words, at, 1), "(" | "«" | "=" | "≈" | "~");
    let after_number = at > 0 && (words.is_digits(at - 1) || words.cardinal(at - 1).is_some());
    if !opened || after_number {
        return None;
    }
    if let Some(found) = signed_range(words, at) {
        return Some(found);
    }
    let low = numeral(words, at + 1)?;
    let Match { end, value } = dash_range(words, at + 1, low).or_else(|| number(words, at + 1, low))?;
    let Found::Amount { amount: Amount::Decimal(amount), upper, mut measure, .. } = value else { return None };
    let measures = matches!(measure, Measure::Percent | Measure::PercentIncrease)
        || unit_at(words, end).is_some_and(|(_, unit)| unit.lemma == "градус");
    let introduced = matches!(
        before(words, at, 1),
        "(" | "="
            | "≈"
            | "до"
            | "от"
            | "на"
            | "при"
            | "около"
            | "ниже"
            | "выше"
            | "с"
            | "к"
            | "равен"
            | "равна"
            | "равно"
            | "равный"
            | "равным"
            | "число"
            | "числа"
            | "составил"
            | "составила"
            | "составило"
            | "составляет"
            | "коэффициент"
            | "заряд"
            | "это"
            | "и"
            | ","
    );
    if !(measures || matches!(sign, "−") && at > 0 || introduced && sign != "минус" && sign != "+") {
        return None;
    }
    let bound = bound(words, at, end);
    if sign == "+" {
        if measure == Measure::Percent {
            measure = Measure::PercentIncrease;
        }
        return Some(Match { end, value: Found::Amount { amount: Amount::Decimal(amount), bound, upper, measure } });
    }
    // `минус 5–7 градусов`: the greater of the two is the one nearer to zero.
    let (low, high) = match upper {
        Some(Amount::Decimal(upper)) => (-upper, Some(Amount::Decimal(-amount))),
        _ => (-amount, None),
    };
    let bound = if high.is_some() { Bound::Between } else { bound };
    Some(Match { end, value: Found::Amount { amount: Amount::Decimal(low), bound, upper: high, measure } })
}

/// `от −1 до −50 °C`, `от минус 5 до плюс 10 градусов`: the lower end first, whichever stands first.
fn signed_range(words: &Words, at: usize) -> Option<Match<Found>> {
    let end = |at: usize| {
        let minus = matches!(words.get(at), "минус" | "−" | "-" | "–");
        let number = numeral(words, at + usize::from(minus || matches!(words.get(at), "+" | "плюс")))?;
        let value = number.decimal()?;
        Some((number.end, if minus { -value } else { value }))
    };
    let (after, one) = end(at).filter(|_| before(words, at, 1) == "от")?;
    let to = (after..after + 3).find(|&index| words.word(index) == "до")?;
    let (after, other) = end(to + 1)?;
    let (after, measure) = measured(words, to + 1, after);
    let (amount, upper) = (Amount::Decimal(one.min(other)), Some(Amount::Decimal(one.max(other))));
    (one != other)
        .then_some(Match { end: after, value: Found::Amount { amount, bound: Bound::Between, upper, measure } })
}

/// `1 руб. 20 коп.`, `1 час 20 минут`, `2 м 15 см`: one amount in two units. Money is told in the larger, which its quote
/// begins with; all else in the smaller, which stands after it.
fn composed(words: &Words, at: usize, larger: Numeral) -> Option<Match<Found>> {
    let larger = stated(words, larger);
    let (next, unit) = unit_at(words, larger.end)?;
    let next = next + usize::from(words.word(next) == "и");
    let smaller = numeral(words, next)?;
    let kopecks = unit.lemma == "рубль" && words.word(smaller.end) == "к" && words.is_mark(smaller.end + 1, '.');
    let (after, part) = if kopecks {
        (smaller.end + 2, Unit { kind: UnitKind::Money, lemma: "копейка" })
    } else {
        unit_at(words, smaller.end)?
    };
    let parts = Decimal::from(unit::parts(unit.lemma, part.lemma)?);
    let (many, few) = (larger.decimal()?, smaller.decimal()?);
    if !many.is_integer() || few >= parts {
        return None;
    }
    let money = unit.kind == UnitKind::Money;
    let amount = if money { many + few / parts } else { many * parts + few };
    let (_, measure) = measured(words, at, larger.end);
    let end = if money { after } else { smaller.end };
    let bound = bound(words, at, after);
    Some(Match { end, value: Found::Amount { amount: Amount::Decimal(amount), bound, upper: None, measure } })
}

/// `год и два месяца`: two months are only the rest of what is told.
fn half_said(words: &Words, at: usize, number: Numeral) -> Option<Match<Found>> {
    let larger = before(words, at, 2);
    let bare =
        matches!(larger, "год" | "час" | "сутки" | "минуту" | "минута" | "рубль" | "месяц" | "неделю" | "неделя");
    if before(words, at, 1) != "и" || !bare {
        return None;
    }
    let counted = at > 2 && (words.is_digits(at - 3) || is_number_word(words.word(at - 3)));
    let (_, unit) = unit_at(words, number.end)?;
    unit::parts(unit::unit(larger)?.lemma, unit.lemma).filter(|_| !counted)?;
    skip(number.end, SkipReason::Unread)
}

/// `в свои шестьдесят`: an amount of what is not said.
fn bare_age(words: &Words, at: usize, number: Numeral) -> Option<Match<Found>> {
    is_bare_age(words, at, number.end).then(|| skip(number.end, SkipReason::Unread))?
}

/// `5730 ± 40 лет`: about the first.
fn plus_minus(words: &Words, at: usize, middle: Numeral) -> Option<Match<Found>> {
    if words.get(middle.end) != "±" {
        return None;
    }
    let spread = numeral(words, middle.end + 1)?;
    let (end, measure) = measured(words, at, spread.end);
    Some(Match { end, value: Found::Amount { amount: middle.amount, bound: Bound::About, upper: None, measure } })
}

/// A number, said once or, as in contracts, twice: `30 (тридцать) дней`.
fn stated(words: &Words, number: Numeral) -> Numeral {
    if words.get(number.end) != "(" {
        return number;
    }
    let twice = numeral(words, number.end + 1)
        .filter(|again| again.decimal() == number.decimal() && words.get(again.end) == ")");
    twice.map_or(number, |again| Numeral { end: again.end + 1, ..number })
}

/// A number with what bounds it and what it measures.
fn number(words: &Words, at: usize, number: Numeral) -> Option<Match<Found>> {
    let number = stated(words, number);
    let mut bound = bound(words, at, number.end);
    if number.more && bound == Bound::Exact {
        bound = Bound::Over;
    }
    let (end, mut measure) = measured(words, at, number.end);
    let inverted = if end == number.end { inverted(words, at, number.end) } else { None };
    if bound == Bound::Exact && (number.rough || inverted.is_some()) {
        bound = Bound::About;
    }
    if measure == Measure::Count
        && let Some(inverted) = inverted
    {
        measure = inverted;
    }
    if measure == Measure::Count && matches!(number.amount, Amount::Fraction(..)) {
        measure = Measure::Share;
    }
    let mut amount = number.amount;
    if end == number.end
        && measure == Measure::Count
        && number.multiplier == 1
        && !number.lone_one
        && let Amount::Decimal(value) = &mut amount
        && let Some(far) = shared(words, at, end, *value)
    {
        *value = value.checked_mul(far.multiplier.into())?;
        measure = far.measure.unwrap_or(measure);
    }
    Some(Match { end, value: Found::Amount { amount, bound, upper: None, measure } })
}
