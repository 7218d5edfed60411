//! What stands before a time and narrows it: `в конце`, `во второй половине`, `в III квартале`.

use super::{Atom, Core};
use crate::extract::time::Part;
use crate::extract::time::words as ru;
use crate::extract::time::year::{Said, context_year, ordinal, read_year};
use crate::extract::words::Words;

/// `самом начале`, `конец`, `первые месяцы`, `последних числах`.
pub fn part(words: &Words, at: usize) -> (Option<Part>, usize) {
    let head = at + usize::from(matches!(words.word(at), "самом" | "самого" | "самому" | "самый" | "самое"));
    let part = match words.get(head) {
        "начало" | "начала" | "начале" | "началу" | "началом" => Part::Start,
        "середина" | "середины" | "середине" | "середину" | "серединой" => {
            Part::Middle
        }
        "конец" | "конца" | "конце" | "концу" | "концом" | "исходе" | "исходу" | "закате" => {
            Part::End
        }
        "заре" => Part::Start,
        "нач" if words.is_mark(head + 1, '.') => return (Some(Part::Start), head + 2),
        "сер" if words.is_mark(head + 1, '.') => return (Some(Part::Middle), head + 2),
        "кон" if words.is_mark(head + 1, '.') => return (Some(Part::End), head + 2),
        "двадцатых" | "двадцатые" if matches!(words.word(head + 1), "числах" | "числа") => {
            return (Some(Part::End), head + 2);
        }
        "20" if matches!(words.word(head + 2), "х" | "е") && matches!(words.word(head + 3), "числах" | "числа") =>
        {
            return (Some(Part::End), head + 4);
        }
        "первые" | "первых" | "первым" if is_stretch(words.word(head + 1)) => {
            return (Some(Part::Start), head + 2);
        }
        "последние" | "последних" | "последним" if is_stretch(words.word(head + 1)) => {
            return (Some(Part::End), head + 2);
        }
        _ => return (None, at),
    };
    (Some(part), head + 1)
}

pub fn is_stretch(word: &str) -> bool {
    matches!(
        word,
        "дни"
            | "дней"
            | "днях"
            | "дням"
            | "недели"
            | "недель"
            | "неделях"
            | "месяцы"
            | "месяцев"
            | "месяцах"
            | "месяцам"
            | "числах"
            | "чисел"
            | "числам"
            | "годы"
            | "годах"
            | "десятилетия"
            | "десятилетий"
            | "десятилетиях"
    )
}

/// `первой половине`, `III квартале`, `последней трети`, `втором полугодии`.
pub fn piece(words: &Words, at: usize) -> (Option<(u8, u8)>, usize) {
    let none = (None, at);
    let (index, after) = match (words.word(at), ordinal(words, at)) {
        ("последняя" | "последней" | "последнюю" | "последнее" | "последний" | "последнем" | "последнего", _) => {
            (u8::MAX, at + 1)
        }
        (_, Some(found)) => found,
        (word, None) => match (ru::ordinal_short(word), one_digit(words, at)) {
            (Some(index), _) if words.is_mark(at + 1, '.') => (index, at + 2),
            (_, Some(index)) => return numbered_piece(words, at, index),
            _ => return none,
        },
    };
    let parts = match words.word(after) {
        "половина" | "половины" | "половине" | "половину" | "половиной" => 2,
        "полугодие" | "полугодия" | "полугодии" | "полугодию" => 2,
        "пол" if words.is_mark(after + 1, '.') => return finished_piece(at, index, 2, after + 2),
        "четв" if words.is_mark(after + 1, '.') => return finished_piece(at, index, 4, after + 2),
        "кв" if words.is_mark(after + 1, '.') && words.is_digits(after + 2) => {
            return finished_piece(at, index, 4, after + 2);
        }
        "декада" | "декады" | "декаде" | "декаду" | "декадой" => TEN_DAYS,
        "треть" | "трети" | "третью" => 3,
        "десятилетие" | "десятилетия" | "десятилетии" | "десятилетию" => 10,
        "четверть" | "четверти" | "четвертью" => 4,
        "квартал" | "квартала" | "квартале" | "кварталу" | "кварталом" => 4,
        _ => return none,
    };
    finished_piece(at, index, parts, after + 1)
}

/// The pieces of a month that are its `декады`; of a century they are tens of years.
pub const TEN_DAYS: u8 = 30;

fn one_digit(words: &Words, at: usize) -> Option<u8> {
    words.digits(at).parse().ok().filter(|number| (1..=4).contains(number))
}

/// `3 квартал`, `1 полугодие`, `4 кв. 2023`: not `за 3 квартала`, which counts them.
fn numbered_piece(words: &Words, at: usize, index: u8) -> (Option<(u8, u8)>, usize) {
    let counted = at > 0 && words.word(at - 1) == "за";
    match words.word(at + 1) {
        "квартал" | "квартале" | "кварталу" => finished_piece(at, index, 4, at + 2),
        "квартала" if !counted => finished_piece(at, index, 4, at + 2),
        "полугодие" | "полугодии" => finished_piece(at, index, 2, at + 2),
        "полугодия" if !counted => finished_piece(at, index, 2, at + 2),
        "кв" if words.is_mark(at + 2, '.') && words.digits(at + 3).len() == 4 => finished_piece(at, index, 4, at + 3),
        _ => (None, at),
    }
}

/// `первые девять месяцев 2023 г.`, `за 9 месяцев года`.
pub fn months_of_year(words: &Words, at: usize) -> Option<Atom> {
    let (last, from) = match words.word(at) {
        "первые" | "первых" => (false, at + 1),
        "последние" | "последних" => (true, at + 1),
        _ if at > 0 && words.word(at - 1) == "за" => (false, at),
        _ => return None,
    };
    let count = ru::count(words.word(from)).or_else(|| words.digits(from).parse().ok())?;
    let count =
        u8::try_from(count).ok().filter(|count| (1..12).contains(count) && ru::is_months(words.word(from + 1)))?;
    let after = if words.word(from + 1) == "мес" { words.past_stop(from + 2) } else { from + 2 };
    let core = if last { Core::Months(13 - count, 12) } else { Core::Months(1, count) };
    let (said, end) = match read_year(words, after) {
        Some(read) if read.to.is_none() && read.is_sure(words) => (read.said, read.end),
        _ => of_this_year(words, after).filter(|year| year.core == Core::Year).map(|year| (year.year, year.end))?,
    };
    Some(Atom::new("months_of_year", at, end, core, said))
}

/// `MAX` is the last piece; what stands `at` is none where there are not so many.
pub fn finished_piece(at: usize, index: u8, parts: u8, end: usize) -> (Option<(u8, u8)>, usize) {
    let most = if parts == TEN_DAYS { 3 } else { parts };
    let index = if index == u8::MAX { most } else { index };
    if (1..=most).contains(&index) { (Some((index, parts)), end) } else { (None, at) }
}

/// `года` and `века` after a part or piece: those that are spoken of.
pub fn of_this_year(words: &Words, at: usize) -> Option<Atom> {
    if let Some((said, end)) = context_year(words, at) {
        return Some(Atom::new("part_of_year", at, end, Core::Year, said));
    }
    match words.word(at) {
        "года" => Some(Atom::new("part_of_year", at, at + 1, Core::Year, Said::Later(0))),
        "века" | "столетия" => {
            Some(Atom::new("part_of_century", at, at + 1, Core::Century, Said::Later(0)))
        }
        _ => None,
    }
}

/// `II и III кварталах`, `I–III кварталах`, `первом и втором полугодиях`: the first piece, the last, of how many, and the
/// token after.
pub fn pieces(words: &Words, at: usize) -> Option<(u8, u8, u8, usize)> {
    let (first, joint) = ordinal(words, at)?;
    if !words.is_dash(joint) && words.word(joint) != "и" {
        return None;
    }
    let (last, noun) = ordinal(words, joint + 1)?;
    let parts = match words.word(noun) {
        "кварталы" | "кварталов" | "кварталах" | "кварталам" => 4,
        "полугодия" | "полугодий" | "полугодиях" => 2,
        _ => return None,
    };
    (first < last && last <= parts).then_some((first, last, parts, noun + 1))
}
