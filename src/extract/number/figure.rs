//! Figures that are no amounts: ordinals, names, references, clock times, scores, idioms, and amounts that nobody can
//! tell.

use super::context::is_change;
use super::numeral::numeral;
use super::rules::Found;
use super::{Amount, Bound, Measure};
use crate::extract::{Match, SkipReason, Words};
use crate::lexicon::ru::numeral as lexicon;
use crate::lexicon::ru::unit::{self, UnitKind};

pub(super) fn skip(end: usize, reason: SkipReason) -> Option<Match<Found>> {
    Some(Match { end, value: Found::Skip(reason) })
}

/// The word `count` tokens before `at`.
pub(super) fn before<'a>(words: &Words<'a>, at: usize, count: usize) -> &'a str {
    at.checked_sub(count).map_or("", |index| words.get(index))
}

/// `+7 (495) 123-45-67`, `8-800-555-35-35`.
pub(super) fn phone(words: &Words, at: usize) -> Option<Match<Found>> {
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
pub(super) fn version(words: &Words, at: usize) -> Option<Match<Found>> {
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
pub(super) fn clock(words: &Words, at: usize) -> Option<Match<Found>> {
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
pub(super) fn ratio_or_score(words: &Words, at: usize) -> Option<Match<Found>> {
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
pub(super) fn list_mark(words: &Words, at: usize) -> Option<Match<Found>> {
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
pub(super) fn reference(words: &Words, at: usize) -> Option<Match<Found>> {
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
pub(super) fn name(words: &Words, at: usize) -> Option<Match<Found>> {
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
pub(super) fn ordinal_digits(words: &Words, at: usize) -> Option<Match<Found>> {
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

/// `десятой сессией`, `двадцать пятого`, `вторая половина`.
pub(super) fn ordinal_word(words: &Words, at: usize) -> Option<Match<Found>> {
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
pub(super) fn idiom(words: &Words, at: usize) -> Option<Match<Found>> {
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
pub(super) fn vague(words: &Words, at: usize) -> Option<Match<Found>> {
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
