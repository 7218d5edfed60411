//! Figures that name a thing instead of counting: phones, versions, clock times, scores, list marks, numbers
//! of houses and models, numbers of registers, coordinates.

use super::figure::{before, is_ranked, skip};
use super::numeral::{digits, marked_thousands, numeral, scientific};
use super::reference::{after_number, ends_name, is_counted};
use super::rules::Found;
use super::{Amount, Bound, Measure};
use crate::extract::{Match, SkipReason, Words};
use crate::lexicon::ru::numeral as lexicon;
use crate::lexicon::ru::traits::Traits;
use crate::lexicon::ru::unit::{self, UnitKind};

/// `+7 (495) 123-45-67`, `8-800-555-35-35`, `по телефону 8 800 555 35 35`.
pub(super) fn phone(words: &Words, at: usize) -> Option<Match<Found>> {
    let plus = words.get(at) == "+";
    let start = at + usize::from(plus);
    let plus = plus || before(words, at, 1) == "+";
    let told = plus
        || (1..=4).any(|count| {
            let word = before(words, at, count);
            word.starts_with("тел") && !word.starts_with("тела") || word.starts_with("звон") || word == "факс"
        });
    let (mut end, mut groups, mut total) = (start, 0, 0);
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
        if !words.is_digits(next) || next == end && !told {
            break;
        }
        end = next;
    }
    let long = total >= 10 && (told || groups >= 4 || words.is_dash(start + 1) || before(words, at, 1) == "(");
    (groups >= 3 && (long || told && total >= 5) && words.is_digits(end - 1)).then(|| skip(end, SkipReason::Phone))?
}

/// `2.5.1`, `версия 2.5`; `1.000.000` is a number.
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
    let said = before(words, at, 1).starts_with("верси") || matches!(before(words, at, 1), "v" | "ver");
    let thousands = words.get(at).len() <= 3
        && marked_thousands(words, at, 1.into()).is_some_and(|(after, _)| after == end + 1)
        && !said;
    (words.is_digits(at) && (dots >= 2 && !thousands || said)).then(|| skip(end + 1, SkipReason::Version))?
}

/// `ISBN 978-5-17-118366-3`, `ИНН 7707083893`, `карта 4276 3800 1234 5678`.
pub(super) fn register(words: &Words, at: usize) -> Option<Match<Found>> {
    if !words.is_digits(at) {
        return None;
    }
    let told = (1..=3).any(|count| {
        let word = before(words, at, count);
        matches!(
            word,
            "isbn"
                | "issn"
                | "doi"
                | "инн"
                | "огрн"
                | "кпп"
                | "бик"
                | "снилс"
                | "окпо"
                | "удк"
                | "ббк"
                | "vin"
                | "р/с"
                | "имо"
                | "артикул"
        ) || word == "индекс" && count == 1 && words.get(at).len() == 6
            || word.starts_with("паспорт") && count < 3
            || word == "счет" && count == 1 && words.get(at).len() >= 10
    });
    let four = |index: usize| words.digits(index).len() == 4;
    let card = (0..4).all(|offset| four(at + offset)) && !four(at + 4);
    let long = words.get(at).len() >= 11 && !words.is_word(at + 1);
    if !told && !card && !long {
        return None;
    }
    let mut end = at + 1;
    while words.is_digits(end)
        || (words.is_dash(end) || matches!(words.get(end), "." | "/" | ":"))
            && !words.space_before(end)
            && !words.space_before(end + 1)
            && (words.is_digits(end + 1) || words.is_word(end + 1) && told)
        || told && words.is_word(end) && !words.space_before(end)
    {
        end += 1;
    }
    skip(end, SkipReason::Reference)
}

/// `55° 45′ с. ш.`, `30 градусов восточной долготы`.
pub(super) fn coordinate(words: &Words, at: usize) -> Option<Match<Found>> {
    let (mut end, _) = digits(words, at).filter(|_| words.is_digits(at))?;
    let degrees = matches!(words.get(end), "°" | "º") || words.word(end).starts_with("градус");
    if !degrees {
        return None;
    }
    end += 1;
    let mut minutes = false;
    while words.is_digits(end) {
        let (after, _) = digits(words, end)?;
        let mark = matches!(words.get(after), "′" | "'" | "’" | "″" | "\"" | "”");
        if !mark && !words.word(after).starts_with("минут") && !words.word(after).starts_with("секунд") {
            break;
        }
        minutes = true;
        end = after + 1;
        while matches!(words.get(end), "′" | "'") {
            end += 1;
        }
    }
    let named = matches!(
        (words.word(end), words.get(end + 1), words.word(end + 2)),
        ("с" | "ю", ".", "ш") | ("в" | "з", ".", "д")
    ) || ["широт", "долгот"].iter().any(|stem| words.word(end + 1).starts_with(stem))
        || matches!(words.word(end), "n" | "s" | "e" | "w");
    (minutes || named).then(|| skip(end, SkipReason::Reference))?
}

/// `10:30`, `в 10.30`, `в 10 часов`, `10 ч. 30 мин.`, `в семь утра`, `без пяти двенадцать`, `половина седьмого`.
pub(super) fn clock(words: &Words, at: usize) -> Option<Match<Found>> {
    let hour = words.digits(at).parse::<u32>().is_ok_and(|hour| hour <= 24) && words.get(at).len() <= 2;
    let minutes = words.digits(at + 2).len() == 2
        && words.get(at + 2) < "60"
        && !words.space_before(at + 1)
        && !words.space_before(at + 2);
    let at_that_time = matches!(before(words, at, 1), "в" | "к" | "до" | "с" | "после" | "около");
    if hour && minutes && words.get(at + 1) == ":" {
        let end = if words.get(at + 3) == ":" && words.is_digits(at + 4) { at + 5 } else { at + 3 };
        return skip(end, SkipReason::Clock);
    }
    let counts = unit::unit(words.word(at + 3)).is_some_and(|unit| unit.lemma != "час")
        || words.multiplier(at + 3).is_some()
        || matches!(words.get(at + 3), "%" | "‰");
    let shown = matches!(words.get(at + 2), "00" | "15" | "30" | "45");
    let before_hour = match before(words, at, 1) {
        "в" | "к" => words.get(at).len() == 2 || shown,
        "с" | "до" | "после" | "около" => shown,
        dash => matches!(dash, "-" | "–" | "—") && shown && at > 1 && words.digits(at - 2).len() == 2,
    };
    if hour && minutes && words.get(at + 1) == "." && before_hour && !counts {
        return skip(at + 3, SkipReason::Clock);
    }
    if hour && words.get(at + 1) == "ч" && words.is_digits(words.past_stop(at + 2)) && at_that_time {
        let minutes = words.past_stop(at + 2) + 1;
        return skip(minutes + usize::from(words.get(minutes) == "мин"), SkipReason::Clock);
    }
    if let Some(end) = spoken_clock(words, at) {
        return skip(end, SkipReason::Clock);
    }
    // No hour is so great, with whatever word after it.
    let great = words.digits(at).parse::<u32>().is_ok_and(|hour| hour > 24);
    if great && words.is_word(at + 1) && !matches!(words.word(at + 1), "x" | "х") {
        return None;
    }
    let number = numeral(words, at)?;
    let small = number.decimal().is_some_and(|value| value <= 24.into() && value.is_integer());
    let hours = matches!(words.word(number.end), "часов" | "часа" | "час" | "часам" | "ч");
    let after = words.past_stop(number.end + usize::from(hours));
    let of_day = |index: usize| matches!(words.word(index), "утра" | "вечера" | "ночи" | "пополудни" | "пополуночи");
    let afternoon = words.word(after) == "дня" && hours;
    // `три дня и три ночи` are no hours.
    let told = hours
        || words.word(after) != "ночи"
        || matches!(before(words, at, 1), "в" | "к" | "до" | "с" | "после" | "около" | "было");
    // `с 9 до 18 часов`, `к пяти часам`; `в два часа доехали` is how long it took for all one can tell.
    let span = matches!(before(words, at, 1), "до") && matches!(before(words, at, 3), "с" | "от") && hours
        || matches!(before(words, at, 1), "с")
            && words.word(number.end) == "до"
            && numeral(words, number.end + 1)
                .is_some_and(|to| words.word(to.end).starts_with("час") || of_day(to.end) || words.word(to.end) == "ч");
    (small
        && (hours && at_that_time && matches!(before(words, at, 1), "в" | "к")
            || of_day(after) && told
            || afternoon
            || span))
        .then(|| skip(number.end, SkipReason::Clock))?
}

/// `без пяти двенадцать`, `без четверти пять`, `половина седьмого`, `четверть девятого`: the token after it.
fn spoken_clock(words: &Words, at: usize) -> Option<usize> {
    if !words.is_word(at) {
        return None;
    }
    let part = lexicon::part(words.word(at)).is_some();
    if part
        && matches!(words.ordinal(at + 1), Some(1..=12))
        && words.word(at + 1).ends_with("го")
        && !matches!(words.word(at + 2), "года" | "века" | "тома" | "класса" | "курса" | "столетия" | "часа")
    {
        return Some(at + 2);
    }
    if before(words, at, 1) != "без" {
        return None;
    }
    let end = if part { at + 1 } else { numeral(words, at)?.end };
    let end = end + usize::from(words.word(end).starts_with("минут"));
    let hour = words.cardinal(end).filter(|hour| (1..=12).contains(hour));
    hour.is_some().then_some(end + 1)
}

/// `7 + 8 = 15`, `12 : 4 = 3`: arithmetic counts nothing.
pub(super) fn sum(words: &Words, at: usize) -> Option<Match<Found>> {
    let operator = |index: usize| {
        matches!(words.get(index), "+" | "−" | "-" | "–" | "·" | "×" | "*" | ":" | "÷" | "/" | "=" | "<" | ">" | "≠")
    };
    let (mut end, _) =
        digits(words, at).filter(|_| words.is_digits(at) && operator(at + 1) || words.get(at + 1) == ",")?;
    let (mut equals, mut operators) = (false, 0);
    while operator(end) {
        let Some((after, _)) = digits(words, end + 1).filter(|_| words.is_digits(end + 1)) else { break };
        equals |= words.get(end) == "=";
        operators += 1;
        end = after;
    }
    (equals && operators > 1).then(|| skip(end, SkipReason::Unread))?
}

/// `1990 — 61,7 млн, 1995 — 41,0`: the year that a row of figures begins with, which no word calls a year.
pub(super) fn row_label(words: &Words, at: usize) -> Option<Match<Found>> {
    let year =
        words.get(at).len() == 4 && words.digits(at).parse::<u32>().is_ok_and(|year| (1500..2100).contains(&year));
    let first = at == 0 || matches!(before(words, at, 1), ":" | ";" | "," | "(");
    let row =
        words.is_dash(at + 1) && words.space_before(at + 1) && words.space_before(at + 2) && words.is_digits(at + 2);
    let same = words.get(at + 2).len() != 4 || words.multiplier(at + 3).is_some();
    (year && first && row && same && !words.word(at + 3).starts_with("гг")).then(|| skip(at + 1, SkipReason::Unread))?
}

/// `1 : 3` is a ratio, `3:1` a score.
pub(super) fn ratio_or_score(words: &Words, at: usize) -> Option<Match<Found>> {
    if let Some(end) = dash_score(words, at) {
        return skip(end, SkipReason::Score);
    }
    if !words.is_digits(at) || words.get(at + 1) != ":" || !words.is_digits(at + 2) {
        return None;
    }
    let said = (1..=4).any(|count| {
        ["соотнош", "пропорц", "масштаб", "отношени"].iter().any(|stem| before(words, at, count).starts_with(stem))
    });
    let score = (1..=3).any(|count| before(words, at, count).starts_with("счет"));
    if score || !said && !words.space_before(at + 1) {
        return skip(at + 3, SkipReason::Score);
    }
    // `1 : 25 000`: the far side of a scale may have its thousands apart.
    let part: u32 = words.get(at).parse().ok()?;
    let (end, whole) = digits(words, at + 2)?;
    let whole = u32::try_from(whole.mantissa()).ok().filter(|&of| whole.is_integer() && of > 0)?;
    let value = Found::Amount {
        amount: Amount::Fraction(part, whole),
        bound: Bound::Exact,
        upper: None,
        measure: Measure::Share,
    };
    Some(Match { end, value })
}

/// `со счётом 2–1`, `выиграли 3-2`, `1–0`, `½–½`: a pair that goes down, or one that a game is said before.
fn dash_score(words: &Words, at: usize) -> Option<usize> {
    let glued = words.is_dash(at + 1) && !words.space_before(at + 1) && !words.space_before(at + 2);
    if !glued || words.is_dash(at + 3) && !words.space_before(at + 3) {
        return None;
    }
    if words.get(at) == "½" && words.get(at + 2) == "½" {
        return Some(at + 3);
    }
    let (left, right) = (words.digits(at), words.digits(at + 2));
    let small = (1..=3).contains(&left.len()) && (1..=3).contains(&right.len()) && !words.is_dash(at.wrapping_sub(1));
    let counted = matches!(words.get(at + 3), "%" | "," | "/") && !words.space_before(at + 4)
        || unit::unit(words.word(at + 3)).is_some()
        || words.multiplier(at + 3).is_some();
    if !small || counted || at > 0 && matches!(before(words, at, 1), "," | "." | "/") && !words.space_before(at) {
        return None;
    }
    const GAMES: &[&str] =
        &["счет", "выигр", "проигр", "побед", "обыгр", "ничь", "сыгра", "уступи", "разгром", "матч", "сдал"];
    let game = (1..=5).any(|count| GAMES.iter().any(|stem| before(words, at, count).starts_with(stem)));
    let down = left.parse::<u32>().ok()? >= right.parse::<u32>().ok()?;
    (down || game).then_some(at + 3)
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
    // `1. e4 e5 2. Кf3`: a move of chess.
    let chess = words.get(at + 1) == "."
        && words.word(at + 2).chars().count() <= 2
        && words.is_digits(at + 3)
        && words.get(at + 3).len() == 1
        && !words.space_before(at + 3)
        && words.is_word(at + 2);
    if chess {
        return skip(at + 1, SkipReason::ListMark);
    }
    let numbered =
        at == 0 && words.get(1) == "." && words.is_digits(2) && !words.space_before(1) && words.is_capital(3);
    if numbered {
        return skip(3, SkipReason::ListMark);
    }
    (first && (words.len() > 2 || words.get(at + 1) == ".") || inline).then(|| skip(at + 1, SkipReason::ListMark))?
}

/// Things that bear a number: `дом 5`, `рейс 815`, `аудитория 301`. In the singular, and nothing counted after the number.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "дом", "доме", "дома", "дому", "квартира", "квартире", "квартиры", "квартиру", "корпус", "корпусе", "строение",
    "подъезд", "подъезде", "комната", "комнате", "комнату", "кабинет", "кабинете", "аудитория", "аудитории", "палата",
    "палате", "палату", "рейс", "рейса", "рейсом", "поезд", "поезде", "поездом", "вагон", "вагоне", "автобус", "автобусе",
    "автобусом", "трамвай", "трамвае", "трамваем", "маршрут", "маршруте", "маршрута", "маршрутом", "школа", "школе", "школу",
    "школы", "гимназия", "гимназии", "лицей", "лицее", "модель", "модели", "проект", "проекта", "проекту", "серия", "серии",
    "тип", "типа", "бригада", "бригаде", "бригады", "цех", "цехе", "цеха", "шахта", "шахте", "шахты", "участок", "участке",
    "барак", "бараке", "вариант", "варианта", "варианте", "номер", "номера", "номере", "номером", "код", "кодом",
    "платформа", "платформы", "платформе", "путь", "выход", "место", "месте", "каюта", "каюте", "почтамт", "объект", "кордон", "экипаж",
];

/// `школа № 12`, `ТУ-154`, `А4`, `«Спартак-2»`, `дом 5`, `ул. Ленина, 12`, `24/7`.
pub(super) fn name(words: &Words, at: usize) -> Option<Match<Found>> {
    if !words.is_digits(at) {
        return None;
    }
    let number_sign = matches!(before(words, at, 1), "№" | "#" | "№№");
    let glued = at > 1
        && words.is_dash(at - 1)
        && !words.space_before(at - 1)
        && !words.space_before(at)
        && words.is_word(at - 2)
        // `пашни-46 тыс. гектаров`: a dash without its spaces.
        && (words.multiplier(at + 1).is_none() || words.is_capital(at - 2));
    let touching = at > 0 && words.is_word(at - 1) && !words.space_before(at);
    let inside = words.is_word(at + 1)
        && !words.space_before(at + 1)
        && words.multiplier(at + 1).is_none()
        && unit::unit(words.word(at + 1)).is_none()
        // `191человек`: a space is missing; what is counted is a word of the dictionary.
        && !(words.is_genitive(at + 1) && !words.traits(at + 1).has(Traits::GUESSED) && words.word(at + 1).len() > 6);
    let latin = at > 0
        && words.space_before(at)
        && words.is_capital(at - 1)
        && words.get(at - 1).is_ascii()
        && !words.is_word(at + 1)
        && words.get(at).len() <= 4
        && words.get(at + 1) != "%"
        && words.get(at - 1).len() > 1
        && !is_roman(words.written(at - 1));
    let quoted = at > 1
        && matches!(words.get(at + 1), "»" | "“" | "”")
        && (words.is_capital(at - 1) || words.get(at - 1) == "«")
        && words.get(at).len() <= 4;
    let numbered = NUMBERED.contains(&before(words, at, 1)) && ends_name(words, at) && !is_counted(words, at);
    if !(number_sign || glued || touching || inside || latin || quoted || numbered || is_address(words, at)) {
        return None;
    }
    let mut end = at + 1;
    while (words.is_word(end)
        || words.is_digits(end)
        || words.is_dash(end)
        || words.get(end) == "/"
        || (latin || number_sign) && words.get(end) == "." && words.is_digits(end + 1) && !words.space_before(end + 1))
        && !words.space_before(end)
    {
        end += 1;
    }
    // `№ 5, 7 и 12`
    while number_sign
        && (words.get(end) == "," || words.get(end) == "и")
        && words.is_digits(end + 1)
        && !is_counted(words, end + 1)
        && (!words.is_word(end + 2) || words.get(end + 2) == "и")
    {
        end += 2;
    }
    skip(end, SkipReason::Name)
}

/// `роман «12 стульев»`, `«Три сестры»`, `группа «Ноль»`: a number that begins a title in quotes. What is said by somebody
/// is no title: `«Пять человек», — ответил он`.
pub(super) fn title(words: &Words, at: usize) -> Option<Match<Found>> {
    if !matches!(before(words, at, 1), "«" | "“" | "„") || !(words.is_digits(at) || words.is_capital(at)) {
        return None;
    }
    let close = (at + 1..at + 6).find(|&index| matches!(words.get(index), "»" | "“" | "”"))?;
    let plain = (at + 1..close).all(|index| words.is_word(index) && !words.is_finite(index));
    let amount = (at + 1..close).any(|index| {
        words.multiplier(index).is_some()
            || unit::unit(words.word(index)).is_some_and(|unit| unit.kind == UnitKind::Money)
    });
    let speech = words.get(close + 1) == "," && words.is_dash(close + 2) || words.is_dash(close + 1);
    let end = if words.is_digits(at) { at + 1 } else { numeral(words, at).map_or(at + 1, |number| number.end) };
    (plain && !amount && !speech).then(|| skip(end.min(close), SkipReason::Name))?
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C' | 'M'))
}

/// `ул. Ленина, 12`, `ул. Мира, д. 5, кв. 12`, `Невский проспект, 28`.
fn is_address(words: &Words, at: usize) -> bool {
    let short = before(words, at, 1) == "."
        && matches!(before(words, at, 2), "д" | "кв" | "корп" | "оф" | "каб" | "ауд" | "комн")
        && !after_number(words, at.saturating_sub(2));
    let street = |word: &str| {
        matches!(
            word,
            "ул" | "пр" | "просп" | "пер" | "наб" | "бул" | "ш" | "пл" | "пр-т" | "б-р" | "шоссе" | "бульвар"
        ) || ["улиц", "проспект", "переул", "площад", "набережн"].iter().any(|stem| word.starts_with(stem))
    };
    let near = || (2..=5).any(|count| street(before(words, at, count)));
    let comma = before(words, at, 1) == "," && words.space_before(at);
    let closed = ends_name(words, at) && words.get(at).len() <= 3;
    short && !is_counted(words, at)
        || comma && closed && near() && (2..=5).any(|count| at >= count && words.is_capital(at - count))
}

/// `3×4`, `60×90/16`, `24/7`, `120/80`: two numbers in one, and no amount of either.
pub(super) fn paired(words: &Words, at: usize) -> Option<Match<Found>> {
    let (end, _) = digits(words, at).filter(|_| words.is_digits(at) && before(words, at, 1) != "№")?;
    if scientific(words, at).is_some_and(|(_, value)| value.is_some()) {
        return None;
    }
    if let Some((end, None)) = scientific(words, at) {
        return skip(end, SkipReason::Unread);
    }
    // `2⁵`, `2^10`, `5² = 25`; a small 1, 2 or 3 may be the mark of a note.
    let power = super::numeral::exponent(words, end).filter(|_| !words.space_before(end));
    if let Some((after, _)) = power
        && (!matches!(words.get(end), "¹" | "²" | "³") || words.get(after) == "=")
    {
        return skip(after, SkipReason::Unread);
    }
    // `треугольник 3-4-5`: no range has three ends.
    let glued = |index: usize| {
        words.is_dash(index)
            && !words.space_before(index)
            && words.is_digits(index + 1)
            && !words.space_before(index + 1)
    };
    if glued(end) && glued(end + 2) {
        let mut last = end;
        while glued(last) {
            last += 2;
        }
        return skip(last, SkipReason::Unread);
    }
    let mark = |index: usize| matches!(words.get(index), "×" | "x" | "х" | "*") && words.is_digits(index + 1);
    if words.get(end) == "/" && words.is_digits(end + 1) && !words.space_before(end) && !words.space_before(end + 1) {
        if words.get(at) == "24" && words.get(end + 1) == "7" {
            return skip(end + 2, SkipReason::Idiom);
        }
        let fraction = numeral(words, at).is_some_and(|number| matches!(number.amount, Amount::Fraction(..)));
        if words.word(end + 2).starts_with("финал") {
            return skip(end + 2, SkipReason::Score);
        }
        return if fraction || end > at + 1 { None } else { skip(end + 2, SkipReason::Unread) };
    }
    if !mark(end) || words.space_before(end) != words.space_before(end + 1) {
        return None;
    }
    let mut last = end;
    while mark(last) || words.get(last) == "/" && words.is_digits(last + 1) && !words.space_before(last) {
        last = digits(words, last + 1)?.0;
    }
    skip(last, SkipReason::Unread)
}

/// `в 5 классе`, `9 класс`, `на 3 курсе`: a noun in the singular after a number that would put it in the plural.
pub(super) fn bare_ordinal(words: &Words, at: usize) -> Option<Match<Found>> {
    let number: u32 = words.digits(at).parse().ok().filter(|&number| (1..=100).contains(&number))?;
    // Without a dictionary, and for what only looks like a genitive, the list knows the usual ones.
    let ordinal = is_ranked(words.word(at + 1), number) || words.is_uncounted(at + 1, number);
    ordinal.then(|| skip(at + 1, SkipReason::Ordinal))?
}
