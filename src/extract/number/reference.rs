//! Numbers of parts of books and laws, of notes and articles.

use super::figure::{before, skip};
use super::numeral::digits;
use super::rules::Found;
use crate::extract::{Match, SkipReason, Words};
use crate::lexicon::ru::unit::{self, UnitKind};

/// Parts of books and laws, and what is numbered in them.
#[rustfmt::skip]
const REFERENCES: &[&str] = &[
    "глава", "главе", "главу", "главы", "главой", "главах", "журнал", "издани", "книг", "листинг", "параграф",
    "приложени", "примечани", "пункт", "подпункт", "раздел", "рисун", "стать", "страниц", "таблиц", "томе", "томах",
    "упражнени", "часть", "части", "частью", "сноск", "задач", "вопрос", "формул", "уравнени", "теорем", "аксиом",
    "лемм", "выпуск", "схем", "карт", "график", "диаграмм", "абзац", "строк", "столб", "график", "лекци", "билет",
];
const SHORT_REFERENCES: &[&str] = &[
    "ст", "с", "стр", "рис", "табл", "гл", "т", "тт", "п", "пп", "ч", "чч", "л", "лл", "см", "кн", "вып", "изд",
    "прим", "оп", "ед", "хр", "ф", "илл", "подп", "абз", "сс", "разд",
];

/// `ст. 12 п. 5`, `рис. 3`, `§ 4`, `[12]`, `слово1`, `формула (3)`.
pub(super) fn reference(words: &Words, at: usize) -> Option<Match<Found>> {
    if !words.is_digits(at) {
        return None;
    }
    // `(ум. 869)`: a year too early to be told from a number.
    let died = before(words, at, 1) == "." && matches!(before(words, at, 2), "ум" | "род" | "сконч");
    if died && words.get(at).len() == 3 && words.get(at + 1) == ")" {
        return skip(at + 1, SkipReason::Unread);
    }
    // `{0,1}`: the elements of a set count nothing.
    if at > 0 && matches!(words.get(at - 1), "{") {
        let close = (at..at + 12).find(|&index| words.get(index) == "}")?;
        return skip(close, SkipReason::Unread);
    }
    let bracketed = is_in_square(words, at);
    let footnote = at > 0
        && words.is_word(at - 1)
        && !words.space_before(at)
        && !words.is_word(at + 1)
        && words.get(at).len() <= 2
        && !words.get(at - 1).is_ascii()
        && words.written(at - 1).chars().last().is_some_and(|last| last.is_lowercase() && !last.is_ascii());
    let stop = usize::from(before(words, at, 1) == "." && !words.space_before(at.saturating_sub(1)));
    let word = at.checked_sub(1 + stop).map_or("", |index| words.word(index));
    // `оп. 3, д. 94` of an archive, but `ул. Мира, д. 5`.
    let file = word == "д" && (3..=8).any(|count| before(words, at, count) == "оп");
    let short = stop == 1
        && (SHORT_REFERENCES.contains(&word) || file)
        && !after_number(words, at - 2)
        && !is_counted(words, at);
    let long = stop == 0
        && (word == "том" || REFERENCES.iter().any(|stem| word.starts_with(stem)))
        && !is_counted(words, at)
        && ends_name(words, at);
    let equation = before(words, at, 1) == "("
        && words.get(at + 1) == ")"
        && ["формул", "уравнени", "равенств", "выражени", "услови", "неравенств", "систем"]
            .iter()
            .any(|stem| before(words, at, 2).starts_with(stem));
    if !(bracketed
        || footnote
        || is_note(words, at)
        || is_code(words, at)
        || short
        || long
        || equation
        || is_imprint(words, at)
        || matches!(before(words, at, 1), "§" | "§§"))
    {
        return None;
    }
    // `с. 12–15`, `ст. 4, 5`, `п. 4.2`.
    let mut end = at + 1;
    while (words.is_dash(end)
        || matches!(words.get(end), "," | ";") && (bracketed || short)
        // `статьями 15, 1064 и 1079 ГК РФ`
        || matches!(words.get(end), "," | "и") && (short || long) && ends_name(words, end + 1)
        || words.get(end) == "." && !words.space_before(end + 1))
        && words.is_digits(end + 1)
        && !is_counted(words, end + 1)
    {
        end += 2;
    }
    skip(end, SkipReason::Reference)
}

/// `12 чел.14` at the end of a sentence, `Кудрявцев(3)`: the number of a note, glued to what it is a note on.
fn is_note(words: &Words, at: usize) -> bool {
    let glued = at > 1 && !words.space_before(at) && !words.space_before(at - 1) && words.get(at).len() <= 3;
    let worded = at > 1 && words.is_word(at - 2) && !words.get(at - 2).is_ascii();
    let stop = || before(words, at, 1) == "." && at + 1 == words.len() && words.get(at - 2).len() > 4;
    let bracket = || before(words, at, 1) == "(" && words.get(at + 1) == ")" && words.get(at).len() <= 2;
    glued && worded && (stop() || bracket())
}

/// `(159 УК РФ)`: an article of a code.
fn is_code(words: &Words, at: usize) -> bool {
    matches!(words.written(at + 1), "УК" | "ГК" | "НК" | "ТК" | "УПК" | "ГПК" | "КоАП")
        && !words.is_digits(at.wrapping_sub(1))
}

/// `М., 1967`, `СПб., 1901`: the year of a printed book.
fn is_imprint(words: &Words, at: usize) -> bool {
    before(words, at, 1) == ","
        && before(words, at, 2) == "."
        && matches!(before(words, at, 3), "м" | "л" | "спб" | "пг" | "мн" | "к" | "киев" | "н" | "новосибирск")
        && words.get(at).len() == 4
}

/// Whether nothing that could be counted follows: the number belongs to the noun before it.
pub(super) fn ends_name(words: &Words, at: usize) -> bool {
    let next = words.word(at + 1);
    if next.is_empty() {
        return words.get(at + 1) != "%" && !words.is_digits(at + 1) || words.space_before(at + 1);
    }
    words.is_capital(at + 1) || words.is_finite(at + 1) || is_function_word(next)
}

pub(super) fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "в" | "во"
            | "на"
            | "с"
            | "со"
            | "к"
            | "по"
            | "из"
            | "за"
            | "у"
            | "от"
            | "до"
            | "при"
            | "для"
            | "и"
            | "а"
            | "но"
            | "или"
            | "не"
            | "мы"
            | "он"
            | "она"
            | "автор"
            | "под"
            | "над"
            | "настоящего"
            | "данного"
            | "этого"
            | "его"
            | "следует"
            | "того"
            | "указанного"
            | "же"
    )
}

/// `[12]`, `[3; 7]`, `[1, с. 25]`: between square brackets with nothing but numbers and marks before it.
fn is_in_square(words: &Words, at: usize) -> bool {
    let opened = (0..at)
        .rev()
        .take(12)
        .take_while(|&index| words.is_digits(index) || matches!(words.get(index), "[" | "," | ";" | "-" | "–" | " "))
        .any(|index| words.get(index) == "[");
    opened && matches!(words.get(at + 1), "]" | "," | "-" | "–" | ";")
}

/// `в 1944 г. 23`: what looks like an abbreviation of a reference belongs to a number before it.
pub(super) fn after_number(words: &Words, abbreviation: usize) -> bool {
    matches!(words.word(abbreviation), "т" | "л" | "ч" | "с" | "см")
        && abbreviation.checked_sub(1).is_some_and(|index| words.is_digits(index) || words.multiplier(index).is_some())
}

/// Whether a multiplier or a unit follows the digits.
pub(super) fn is_counted(words: &Words, at: usize) -> bool {
    let end = digits(words, at).map_or(at + 1, |(end, _)| end);
    words.multiplier(end).is_some()
        || unit::unit(words.word(end)).is_some_and(|unit| unit.kind != UnitKind::Times && words.word(end).len() > 2)
        || words.get(end) == "%"
}
