//! What a digit group or a number word is: named rules, asked in order at each; the first that answers decides.

use super::context::{bound, is_change, is_clause_mark};
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

fn skip(end: usize, reason: SkipReason) -> Option<Match<Found>> {
    Some(Match { end, value: Found::Skip(reason) })
}

/// The word `count` tokens before `at`.
fn before<'a>(words: &Words<'a>, at: usize, count: usize) -> &'a str {
    at.checked_sub(count).map_or("", |index| words.get(index))
}

/// `+7 (495) 123-45-67`, `8-800-555-35-35`.
fn phone(words: &Words, at: usize) -> Option<Match<Found>> {
    let (mut end, mut groups, mut total) = (at, 0, 0);
    while words.is_digits(end) && words.get(end).len() <= 4 {
        groups += 1;
        total += words.get(end).len();
        end += 1;
        let mut next = end;
        while next < end + 2
            && (matches!(words.get(next), "(" | ")") || words.is_dash(next) && !words.space_before(next))
        {
            next += 1;
        }
        if !words.is_digits(next) || next == end && (groups > 1 || before(words, at, 1) != "+") {
            break;
        }
        end = next;
    }
    let said = before(words, at, 1) == "+"
        || before(words, at, 1).starts_with("тел")
        || before(words, at, 2).starts_with("тел");
    (groups >= 3 && (total >= 10 || said && total >= 5) && words.is_digits(end - 1))
        .then(|| skip(end, SkipReason::Phone))?
}

/// `2.5.1`, `версия 2.5`.
fn version(words: &Words, at: usize) -> Option<Match<Found>> {
    let mut end = at;
    let mut dots = 0;
    while words.is_digits(end)
        && words.get(end + 1) == "."
        && words.is_digits(end + 2)
        && !words.space_before(end + 1)
        && !words.space_before(end + 2)
    {
        dots += 1;
        end += 2;
    }
    let said = before(words, at, 1).starts_with("верси") || before(words, at, 1) == "v";
    (words.is_digits(at) && (dots >= 2 || said)).then(|| skip(end + 1, SkipReason::Version))?
}

/// `10:30`, `в 10.30`, `в 10 часов`, `10 ч. 30 мин.`
fn clock(words: &Words, at: usize) -> Option<Match<Found>> {
    let hour = words.is_digits(at) && words.get(at).len() <= 2 && words.get(at) < "25";
    let minutes = words.digits(at + 2).len() == 2
        && words.get(at + 2) < "60"
        && !words.space_before(at + 1)
        && !words.space_before(at + 2);
    let at_that_time = matches!(before(words, at, 1), "в" | "к" | "до" | "с" | "после" | "около");
    if hour && minutes && words.get(at + 1) == ":" {
        let end = if words.get(at + 3) == ":" && words.is_digits(at + 4) { at + 5 } else { at + 3 };
        return skip(end, SkipReason::Clock);
    }
    let counts = unit::unit(words.word(at + 3)).is_some()
        || lexicon::multiplier(words.word(at + 3)).is_some()
        || words.get(at + 3) == "%";
    if hour
        && minutes
        && words.get(at + 1) == "."
        && matches!(before(words, at, 1), "в" | "к")
        && words.get(at).len() == 2
        && !counts
    {
        return skip(at + 3, SkipReason::Clock);
    }
    if hour && words.get(at + 1) == "ч" && words.is_digits(words.past_stop(at + 2)) {
        return skip(words.past_stop(at + 2) + 1, SkipReason::Clock);
    }
    let number = numeral(words, at)?;
    let small = number.decimal().is_some_and(|value| value <= 24.into());
    let hours = matches!(words.word(number.end), "часов" | "часа" | "час");
    let of_day = matches!(words.word(number.end + 1), "утра" | "вечера" | "дня" | "ночи");
    (small && hours && (at_that_time && matches!(before(words, at, 1), "в" | "к") || of_day))
        .then(|| skip(number.end, SkipReason::Clock))?
}

/// `1 : 3` is a ratio, `3:1` a score.
fn ratio_or_score(words: &Words, at: usize) -> Option<Match<Found>> {
    if !words.is_digits(at) || words.get(at + 1) != ":" || !words.is_digits(at + 2) {
        return None;
    }
    let said = (1..=4).any(|count| {
        ["соотнош", "пропорц", "масштаб", "отношени"].iter().any(|stem| before(words, at, count).starts_with(stem))
    });
    let score = (1..=3).any(|count| before(words, at, count).starts_with("счет"));
    let (part, whole): (u32, u32) = (words.get(at).parse().ok()?, words.get(at + 2).parse().ok()?);
    if score || !said && !words.space_before(at + 1) || whole == 0 {
        return skip(at + 3, SkipReason::Score);
    }
    let value = Found::Amount {
        amount: Amount::Fraction(part, whole),
        bound: Bound::Exact,
        upper: None,
        measure: Measure::Share,
    };
    Some(Match { end: at + 3, value })
}

/// `1. Первое`, `2) второе`: at the start of a sentence, or after a mark with a bracket that was never opened.
fn list_mark(words: &Words, at: usize) -> Option<Match<Found>> {
    if !words.is_digits(at) || words.get(at).len() > 3 {
        return None;
    }
    let marked = matches!(words.get(at + 1), "." | ")") && !words.space_before(at + 1) && words.space_before(at + 2);
    let first = at == 0 && marked;
    let inline = words.get(at + 1) == ")"
        && (at == 0 || matches!(before(words, at, 1), ":" | ";" | "," | "."))
        && (0..at).rev().take(30).all(|index| words.get(index) != "(");
    let numbered =
        at == 0 && words.get(1) == "." && words.is_digits(2) && !words.space_before(1) && words.is_capital(3);
    if numbered {
        return skip(3, SkipReason::ListMark);
    }
    (first && (words.len() > 2 || words.get(at + 1) == ".") || inline).then(|| skip(at + 1, SkipReason::ListMark))?
}

const REFERENCES: &[&str] = &[
    "глав",
    "журнал",
    "издани",
    "книг",
    "листинг",
    "параграф",
    "приложени",
    "примечани",
    "пункт",
    "раздел",
    "рисун",
    "статьe",
    "статье",
    "статьи",
    "статью",
    "статья",
    "страниц",
    "таблиц",
    "том",
    "тома",
    "томе",
    "упражнени",
    "часть",
    "части",
];
const SHORT_REFERENCES: &[&str] =
    &["ст", "с", "стр", "рис", "табл", "гл", "т", "п", "пп", "ч", "л", "лл", "см", "кн", "вып", "изд", "прим"];

/// `ст. 12 п. 5`, `рис. 3`, `§ 4`, `[12]`, `слово1`.
fn reference(words: &Words, at: usize) -> Option<Match<Found>> {
    if !words.is_digits(at) {
        return None;
    }
    let bracketed = before(words, at, 1) == "[" && matches!(words.get(at + 1), "]" | "," | "-" | "–" | ";");
    let footnote = at > 0
        && words.is_word(at - 1)
        && !words.space_before(at)
        && !words.is_word(at + 1)
        && words.get(at).len() <= 2
        && words.written(at - 1).chars().any(char::is_lowercase);
    let stop = usize::from(before(words, at, 1) == "." && !words.space_before(at.saturating_sub(1)));
    let word = at.checked_sub(1 + stop).map_or("", |index| words.word(index));
    let short = stop == 1 && SHORT_REFERENCES.contains(&word) && !after_number(words, at - 2);
    let long = stop == 0
        && REFERENCES.iter().any(|stem| word.starts_with(stem))
        && !words.is_word(at + 1)
        && !is_counted(words, at);
    if !(bracketed || footnote || short || long || matches!(before(words, at, 1), "§")) {
        return None;
    }
    // `с. 12–15`, `ст. 4, 5`.
    let mut end = at + 1;
    while (words.is_dash(end) || words.get(end) == "," && (bracketed || short))
        && words.is_digits(end + 1)
        && !is_counted(words, end + 1)
    {
        end += 2;
    }
    skip(end, SkipReason::Reference)
}

/// `в 1944 г. 23`: what looks like an abbreviation of a reference belongs to a number before it.
fn after_number(words: &Words, abbreviation: usize) -> bool {
    matches!(words.word(abbreviation), "т" | "л" | "ч" | "с" | "см")
        && abbreviation
            .checked_sub(1)
            .is_some_and(|index| words.is_digits(index) || lexicon::multiplier(words.word(index)).is_some())
}

/// Whether a multiplier or a unit follows the digits.
fn is_counted(words: &Words, at: usize) -> bool {
    lexicon::multiplier(words.word(at + 1)).is_some()
        || unit::unit(words.word(at + 1)).is_some()
        || words.get(at + 1) == "%"
}

/// `школа № 12`, `ТУ-154`, `А4`, `«Спартак-2»`.
fn name(words: &Words, at: usize) -> Option<Match<Found>> {
    if !words.is_digits(at) {
        return None;
    }
    let number_sign = matches!(before(words, at, 1), "№" | "#" | "№№");
    let glued = at > 1
        && words.is_dash(at - 1)
        && !words.space_before(at - 1)
        && !words.space_before(at)
        && words.is_word(at - 2);
    let touching = at > 0 && words.is_word(at - 1) && !words.space_before(at);
    let inside = words.is_word(at + 1)
        && !words.space_before(at + 1)
        && lexicon::multiplier(words.word(at + 1)).is_none()
        && unit::unit(words.word(at + 1)).is_none();
    let latin = at > 0
        && words.space_before(at)
        && words.is_capital(at - 1)
        && words.get(at - 1).is_ascii()
        && !words.is_word(at + 1)
        && words.get(at).len() <= 4
        && words.get(at + 1) != "%"
        && words.get(at - 1).len() > 1;
    if !(number_sign || glued || touching || inside || latin) {
        return None;
    }
    let mut end = at + 1;
    while (words.is_word(end) || words.is_digits(end) || words.is_dash(end) || words.get(end) == "/")
        && !words.space_before(end)
    {
        end += 1;
    }
    skip(end, SkipReason::Name)
}

/// `76-го`, `24-ю`, `в 4-х и 7-х классах`, `20-летие`; `3-х человек` is a cardinal.
fn ordinal_digits(words: &Words, at: usize) -> Option<Match<Found>> {
    if !words.is_digits(at)
        || !words.is_dash(at + 1)
        || !words.is_word(at + 2)
        || words.space_before(at + 1)
        || words.space_before(at + 2)
    {
        return None;
    }
    let ending = words.word(at + 2);
    if matches!(ending, "ти" | "ми" | "мя" | "ста" | "тью") || lexicon::multiplier(ending).is_some() {
        return None;
    }
    if ending.chars().count() > 3 {
        return skip(at + 3, SkipReason::Compound);
    }
    let cardinal = matches!((words.get(at), ending), ("2" | "3" | "4", "х" | "м" | "е"));
    let listed = (words.is_dash(at + 5) && words.is_digits(at + 4) && matches!(words.get(at + 3), "и" | ","))
        || (at > 3 && words.is_dash(at - 3) && words.is_digits(at - 4) && words.word(at - 2).len() <= 4);
    let ranked =
        ["класс", "курс", "год", "числ", "мест", "групп"].iter().any(|stem| words.word(at + 3).starts_with(stem));
    (!cardinal || listed || ranked || ending == "е").then(|| skip(at + 3, SkipReason::Ordinal))?
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

/// `десятой сессией`, `двадцать пятого`, `вторая половина`.
fn ordinal_word(words: &Words, at: usize) -> Option<Match<Found>> {
    let mut last = at;
    while lexicon::cardinal(words.word(last)).is_some_and(|value| value >= 20)
        || lexicon::multiplier(words.word(last)).is_some()
    {
        last += 1;
        if last > at + 4 {
            return None;
        }
    }
    lexicon::ordinal(words.word(last))?;
    let half = usize::from(lexicon::part(words.word(last + 1)).is_some());
    skip(
        last + 1 + half,
        if last == at && words.word(at) == "первую" && before(words, at, 1) == "в" {
            SkipReason::Idiom
        } else {
            SkipReason::Ordinal
        },
    )
}

/// `одним из`, `с одной стороны`, `ни один`: the word `один` counts where a unit, a bound or `только` says so.
fn idiom(words: &Words, at: usize) -> Option<Match<Found>> {
    if lexicon::part(words.word(at)).is_some()
        && matches!(
            before(words, at, 1),
            "другая"
                | "другой"
                | "другую"
                | "большая"
                | "большей"
                | "большую"
                | "в"
                | "на"
        )
    {
        // `в половине`, `большая половина`; `на треть` is a change.
        let change = before(words, at, 1) == "на" && is_change(words, at - 1, at + 1);
        return if change { None } else { skip(at + 1, SkipReason::Idiom) };
    }
    let number = numeral(words, at).filter(|number| number.lone_one)?;
    let measured = unit::unit(words.word(number.end)).is_some_and(|unit| unit.kind != UnitKind::Times)
        || matches!(words.word(number.end), "человек" | "человека" | "экземпляр")
        || words.get(number.end) == "%";
    let said = matches!(
        before(words, at, 1),
        "только"
            | "лишь"
            | "всего"
            | "еще"
            | "плюс"
            | "минус"
            | "ровно"
            | "более"
            | "менее"
            | "был"
            | "была"
            | "было"
            | "имелась"
            | "имелся"
    );
    let genitive = words.word(number.end) == "из";
    (genitive || !(measured || said)).then(|| skip(number.end, SkipReason::Idiom))?
}

/// `тысячи людей`, `сотни тысяч`, `несколько десятков`, `большинство`.
fn vague(words: &Words, at: usize) -> Option<Match<Found>> {
    let starts = lexicon::is_vague(words.word(at)) || lexicon::multiplier(words.word(at)).is_some();
    if !starts || numeral(words, at).is_some() {
        return None;
    }
    let mut end = at + 1;
    while lexicon::multiplier(words.word(end)).is_some() {
        end += 1;
    }
    skip(end, SkipReason::Vague)
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
