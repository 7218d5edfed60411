//! What stands before a time and narrows it: `в конце`, `во второй половине`, `в III квартале`.

use super::{Atom, Core};
use crate::extract::time::Part;
use crate::extract::time::year::{Said, context_year, ordinal};
use crate::extract::words::Words;

/// `самом начале`, `конец`, `первые месяцы`, `последних числах`.
pub fn part(words: &Words, at: usize) -> (Option<Part>, usize) {
    let head = at + usize::from(matches!(words.word(at), "самом" | "самого" | "самому" | "самый" | "самое"));
    let part = match words.word(head) {
        "начало" | "начала" | "начале" | "началу" | "началом" => Part::Start,
        "середина" | "середины" | "середине" | "середину" | "серединой" => {
            Part::Middle
        }
        "конец" | "конца" | "конце" | "концу" | "концом" | "исходе" | "исходу" | "закате" => {
            Part::End
        }
        "нач" if words.is_mark(head + 1, '.') => return (Some(Part::Start), head + 2),
        "сер" if words.is_mark(head + 1, '.') => return (Some(Part::Middle), head + 2),
        "кон" if words.is_mark(head + 1, '.') => return (Some(Part::End), head + 2),
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
        _ => return none,
    };
    let parts = match words.word(after) {
        "половина" | "половины" | "половине" | "половину" | "половиной" => 2,
        "полугодие" | "полугодия" | "полугодии" | "полугодию" => 2,
        "пол" if words.is_mark(after + 1, '.') => return finished_piece(at, index, 2, after + 2),
        "четв" if words.is_mark(after + 1, '.') => return finished_piece(at, index, 4, after + 2),
        "треть" | "трети" | "третью" => 3,
        "десятилетие" | "десятилетия" | "десятилетии" | "десятилетию" => 10,
        "четверть" | "четверти" | "четвертью" => 4,
        "квартал" | "квартала" | "квартале" | "кварталу" | "кварталом" => 4,
        _ => return none,
    };
    finished_piece(at, index, parts, after + 1)
}

/// `MAX` is the last piece; what stands `at` is none where there are not so many.
pub fn finished_piece(at: usize, index: u8, parts: u8, end: usize) -> (Option<(u8, u8)>, usize) {
    let index = if index == u8::MAX { parts } else { index };
    if (1..=parts).contains(&index) { (Some((index, parts)), end) } else { (None, at) }
}

/// `года` and `века` after a part or piece: those that are spoken of.
pub fn of_this_year(words: &Words, at: usize) -> Option<Atom> {
    if let Some((offset, end)) = context_year(words, at) {
        return Some(Atom::new("part_of_year", at, end, Core::Year, Said::Later(offset)));
    }
    match words.word(at) {
        "года" => Some(Atom::new("part_of_year", at, at + 1, Core::Year, Said::Later(0))),
        "века" | "столетия" => {
            Some(Atom::new("part_of_century", at, at + 1, Core::Century, Said::Later(0)))
        }
        _ => None,
    }
}
