//! One time by itself, and what makes a bare number a year.

use super::{Found, LIST_MAX};
use crate::extract::time::atom::{Atom, Core};
use crate::extract::time::context::Context;
use crate::extract::time::words as ru;
use crate::extract::time::year::{Said, is_clear_after};
use crate::extract::words::Words;
use crate::lexicon::ru::traits::Traits;

/// One time by itself.
pub fn single(words: &Words, atom: &Atom, context: &Context) -> Option<Vec<Found>> {
    let before = word_before(words, atom.start);
    if is_name(words, atom) {
        return None;
    }
    let is_time = match atom.core {
        Core::Day(_) => false,
        Core::Decade if atom.bare => (before == "в" || atom.part.is_some()) && is_clear_after(words, atom.end),
        Core::Century if atom.bare => false,
        Core::Year | Core::YearTo(_) if atom.bare => bare_year_is_time(words, atom),
        Core::Month(_) if atom.year == Said::Nothing => {
            atom.part.is_some() || atom.piece.is_some() || is_time_preposition(before)
        }
        Core::Season(_) if atom.year == Said::Nothing => {
            context.year().is_some()
                && (ru::is_season_adverb(words.word(atom.end - 1)) || matches!(before, "к" | "с" | "до" | "ко" | "со"))
        }
        Core::Year if matches!(atom.year, Said::Number(1..=99, None) | Said::TwoDigits(_)) => {
            is_time_preposition(before)
        }
        Core::Year if matches!(atom.year, Said::Short(_)) => !is_age(words, atom),
        _ => true,
    };
    is_time.then(|| finish(atom, context)).flatten().map(|found| vec![found])
}

pub fn finish(atom: &Atom, context: &Context) -> Option<Found> {
    let resolved = context.resolve(atom)?;
    let (start, end, julian) = (atom.start, atom.end, atom.julian);
    let rule = if resolved.inferred.is_empty() { atom.rule } else { context_rule(atom) };
    Some(Found { start, end, when: resolved.when, part: resolved.part, inferred: resolved.inferred, julian, rule })
}

pub fn context_rule(atom: &Atom) -> &'static str {
    match atom.core {
        Core::DayOf { .. } => "day_in_context",
        Core::Month(_) => "month_in_context",
        Core::Season(_) => "season_in_context",
        Core::Decade => "decade_in_context",
        _ => "year_in_context",
    }
}

pub fn is_time_preposition(word: &str) -> bool {
    matches!(
        word,
        "в" | "во"
            | "к"
            | "ко"
            | "с"
            | "со"
            | "до"
            | "по"
            | "за"
            | "после"
            | "около"
            | "на"
            | "от"
            | "между"
            | "течение"
            | "протяжении"
            | "весь"
            | "всего"
    )
}

/// Whether a bare number is a year by what stands about it: `в 1812,`, `(1837)`, `до 1917 существовали`.
pub fn bare_year_is_time(words: &Words, atom: &Atom) -> bool {
    if matches!(atom.core, Core::YearTo(_)) && word_before(words, atom.start).starts_with("сезон") {
        return true;
    }
    let Said::Number(number @ 1000.., None) = atom.year else { return short_year_is_time(words, atom) };
    if is_counted(words, atom.end) {
        return false;
    }
    // `в 1500, 2000 и 2010 школах` counts them.
    let mut end = atom.end;
    for _ in 0..LIST_MAX {
        let next = end + usize::from(words.is_mark(end, ',') || matches!(words.word(end), "и" | "или" | "до"));
        if next == end || !words.is_digits(next) {
            break;
        }
        end = next + 1;
    }
    // `в 1944-м` counts nothing, whatever number comes after it.
    if end > atom.end && !is_ordinal(atom) && !is_clear_after(words, end) && !words.is_dash(end) {
        return false;
    }
    let free_after = || is_clear_after(words, atom.end) || words.is_uncounted(atom.end, number.unsigned_abs());
    if !is_ordinal(atom) && !free_after() || !is_free_before(words, atom.start) {
        return false;
    }
    let bullet = |&at: &usize| matches!(words.get(at), "•" | "·" | "-" | "–" | "—" | "*" | "▪");
    let Some(before) = atom.start.checked_sub(1).filter(|_| !(0..atom.start).all(|at| bullet(&at))) else {
        // A line that is nothing but a year heads what stands below it.
        if words.len() <= atom.end + 1 && (1700..=2050).contains(&number) {
            return true;
        }
        // A line of a timeline: `1861 — отмена крепостного права`.
        return heads_entry(words, atom.end)
            || is_before_day(words, atom.end)
            || words.is_mark(atom.end, ':') && !words.is_digits(atom.end + 1);
    };
    // Entries in one line: `1861 — отмена крепостного права; 1864 — земская реформа`.
    let parted = matches!(words.get(before), ";" | ":" | "•" | ">" | ")") && words.space_before(atom.start);
    // `Феодальные устои 1828 - Создан совет`: a heading that nothing parts from the entry behind it.
    let parted = parted || words.is_word(before) && words.is_capital(atom.end + 1) && words.space_before(atom.end + 1);
    if parted && heads_entry(words, atom.end) && (1000..=2100).contains(&number) {
        return true;
    }
    let lead = before_qualifier(words, atom.start);
    let bracketed = lead > 0 && words.is_mark(lead - 1, '(') && words.is_mark(atom.end, ')');
    // `(Лотман, 1980)`, `(род. 1950)`
    let cited = words.is_mark(atom.end, ')') && (words.is_mark(before, ',') || is_birth(words, before));
    // `(1740 или 1742–1775 гг.)`
    let listed = words.is_mark(before, ',') && before > 0 && words.digits(before - 1).len() == 4;
    let heads = listed && heads_entry(words, atom.end) && is_year_list(words, before);
    let either = words.is_mark(before, '(') && words.word(atom.end) == "или" && words.digits(atom.end + 1).len() == 4;
    let after_dash = words.is_dash(atom.end) && words.is_digits(atom.end + 1) && !is_ordinal(atom);
    match words.word(before) {
        "в" | "с" | "со" | "к" | "до" | "после" | "по" => {
            let uncounted = words.is_finite(atom.end) || words.is_uncounted(atom.end, number.unsigned_abs());
            let early = words.word(before) == "в" && uncounted;
            (early || number >= 1500)
                && number <= 2100
                && !after_dash
                && (words.word(before) == "в" || !has_growth(words, before))
        }
        "год" => true,
        // `по данным переписи 2011,`
        census if census.starts_with("перепис") => (1500..=2100).contains(&number),
        // `на чемпионате мира 2003`, `на Олимпиаде 1980`
        _ if is_contest(words, before) => (1890..=2100).contains(&number),
        // `после Отечественной войны 1812`, `пожар в Москве 1812`
        _ if is_dated_event(words, before) && !bracketed => (1000..=2100).contains(&number),
        _ => (bracketed || cited || either || heads) && (1000..=2100).contains(&number),
    }
}

/// The same of `862 г.`, `в 104 года`, `в 41-м`, `в сорок первом`, `в 79 г.`
fn short_year_is_time(words: &Words, atom: &Atom) -> bool {
    let before = word_before(words, atom.start);
    let last = words.word(atom.end - 1);
    match atom.year {
        Said::Short(_) => {
            before == "в"
                && is_clear_after(words, atom.end)
                && (last == "м" || last.ends_with("ом") || last.ends_with("ем"))
        }
        // `в 41 год` is an age, `в 79 г.` none.
        Said::TwoDigits(number) => {
            let counts = ru::counts_years(i32::from(number), last);
            matches!(before, "в" | "до" | "после" | "с") && !counts && !is_measured(words, atom.end)
        }
        Said::Number(_, None) if ru::is_year(last) || words.is_mark(atom.end - 1, '.') => {
            let placed = matches!(before, "до" | "после" | "с" | "к" | "около") || before == "в" && last != "года";
            placed && !is_measured(words, atom.end)
        }
        _ => false,
    }
}

/// Whether a day and a month follow the comma after a year: `1944, 6 июня — высадка`.
fn is_before_day(words: &Words, end: usize) -> bool {
    let day = words.digits(end + 1).parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    words.is_mark(end, ',') && day && ru::month(words.word(end + 2)).is_some()
}

/// Whether what ends at the token heads an entry of a timeline: a dash with spaces, maybe after more years (`1467, 1469 — походы`).
fn heads_entry(words: &Words, mut end: usize) -> bool {
    for _ in 0..LIST_MAX {
        if !(words.is_mark(end, ',') && words.digits(end + 1).len() == 4) {
            break;
        }
        end += 2;
    }
    words.is_dash(end) && words.space_before(end) && !words.is_digits(end + 1)
}

/// Whether nothing but years stands before the comma, up to the start of the sentence or of an entry.
fn is_year_list(words: &Words, comma: usize) -> bool {
    let year_or_comma = |&at: &usize| words.is_mark(at, ',') || words.digits(at).len() == 4;
    let first = (0..=comma).rev().take(2 * LIST_MAX).take_while(year_or_comma).last();
    first.is_some_and(|first| first == 0 || matches!(words.get(first - 1), ";" | ":" | "•" | ">"))
}

/// Whether a happening that is told apart by its year is named right before.
fn is_dated_event(words: &Words, before: usize) -> bool {
    const EVENTS: &[&str] =
        &["войн", "революци", "реформ", "восстани", "пожар", "голод", "кризис", "конституци", "манифест", "указ"];
    let named = |at: usize| EVENTS.iter().any(|stem| words.word(at).starts_with(stem));
    let placed = words.traits(before).has(Traits::PLACE_NAME) && before > 1 && named(before - 2);
    named(before) || placed
}

/// Whether a game that is held in some years is named right before.
fn is_contest(words: &Words, before: usize) -> bool {
    const CONTESTS: &[&str] = &["чемпионат", "олимпиад", "кубок", "кубк", "евровидени", "универсиад", "спартакиад"];
    let named = |at: usize| CONTESTS.iter().any(|stem| words.word(at).starts_with(stem));
    named(before) || matches!(words.word(before), "мира" | "европы" | "россии") && before > 0 && named(before - 1)
}

fn word_before<'a>(words: &Words<'a>, at: usize) -> &'a str {
    at.checked_sub(1).map_or("", |before| words.word(before))
}

/// `1944-м`, without `году`.
pub fn is_ordinal(atom: &Atom) -> bool {
    atom.bare && atom.core == Core::Year && atom.end > atom.start + 1
}

/// `р.`, `род.`, `ум.`, `†` before a year.
pub fn is_birth(words: &Words, before: usize) -> bool {
    let word = if words.is_mark(before, '.') { words.word(before.wrapping_sub(1)) } else { "" };
    matches!(word, "р" | "род" | "ум") || words.get(before) == "†"
}

/// Whether nothing before the number makes it part of something longer: `2,1944`, `№ 1944`, `12-1944`.
pub fn is_free_before(words: &Words, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    if words.is_digits(before) || matches!(words.get(before), "№" | "§" | "$" | "€" | "£" | "+" | "×" | "=") {
        return false;
    }
    let joined = !words.space_before(at);
    !joined || matches!(words.get(before), "(" | "[" | "«" | "“" | "\"" | "—" | "–")
}

/// Whether the words before tell how something grew or fell: `с 1830 до 1950` are amounts there.
pub fn has_growth(words: &Words, at: usize) -> bool {
    const STEMS: &[&str] =
        &["увелич", "вырос", "возрос", "сокра", "уменьш", "сниз", "сниж", "подня", "упал", "повы", "расшир", "прирост"];
    (at.saturating_sub(12)..at).any(|index| {
        let word = words.word(index);
        STEMS.iter().any(|stem| word.starts_with(stem)) || matches!(word, "рост" | "роста" | "росту" | "ростом")
    })
}

/// Whether what follows a bare number counts with it: `до 1500 из них`.
pub fn is_counted(words: &Words, at: usize) -> bool {
    let word = words.word(at);
    let unit = matches!(
        word,
        "из" | "тыс"
            | "млн"
            | "чел"
            | "км"
            | "м"
            | "га"
            | "т"
            | "кг"
            | "руб"
            | "шт"
            | "экз"
            | "человек"
            | "тонн"
    );
    unit || word.len() > 6 && (word.ends_with("ов") || word.ends_with("ей")) && !words.is_capital(at)
}

/// What is weighed in grams: `в 250 г. воды`.
fn is_measured(words: &Words, at: usize) -> bool {
    const STUFF: &[&str] = &[
        "вод",
        "масл",
        "мук",
        "сахар",
        "раствор",
        "соли",
        "молок",
        "спирт",
        "веществ",
        "хлеб",
        "мяс",
        "смес",
        "кислот",
        "порох",
        "золот",
        "серебр",
        "круп",
        "сыра",
        "риса",
        "вина",
    ];
    STUFF.iter().any(|stem| words.word(at).starts_with(stem))
}

/// Back to `около`, `ок.` where one stands before the token; else the token itself.
pub fn before_qualifier(words: &Words, at: usize) -> usize {
    match at {
        1.. if words.word(at - 1) == "около" => at - 1,
        2.. if words.is_mark(at - 1, '.') && words.word(at - 2) == "ок" => at - 2,
        _ => at,
    }
}

/// `Ему шёл двадцать первый год`, `на 41-м году жизни`.
fn is_age(words: &Words, atom: &Atom) -> bool {
    let before = word_before(words, atom.start);
    let runs = matches!(before, "шел" | "пошел" | "идет" | "минул") && !word_before(words, atom.start - 1).is_empty();
    let whose = matches!(before, "ему" | "ей" | "мне" | "им");
    words.word(atom.end) == "жизни" || words.word(atom.end - 1) == "год" && (runs || whose)
}

/// A street, a works, a book called after a time: `улица 8 Марта`, `станция «Улица 1905 года»`, `роман «1984»`.
fn is_name(words: &Words, atom: &Atom) -> bool {
    const CALLED: &[&str] = &[
        "улиц",
        "площад",
        "проспект",
        "переул",
        "бульвар",
        "набережн",
        "сквер",
        "парк",
        "станци",
        "колхоз",
        "совхоз",
        "артел",
        "завод",
        "фабрик",
        "шахт",
        "имени",
    ];
    let year = matches!((atom.core, atom.year), (Core::Year, Said::Number(..)));
    let day = matches!((atom.core, atom.year), (Core::DayOf { .. }, Said::Nothing));
    let Some(before) = atom.start.checked_sub(1).filter(|_| year || day) else { return false };
    let opens = matches!(words.get(before), "«" | "\"" | "“" | "„");
    if opens && matches!(words.get(atom.end), "»" | "\"" | "”" | "“") {
        return true;
    }
    let stopped = before > 0 && words.is_mark(before, '.');
    if stopped && matches!(words.word(before - 1), "ул" | "пл" | "пер" | "им" | "просп" | "наб") {
        return true;
    }
    let word = words.word(before);
    if day {
        // A holiday has a capital, a day of the calendar none.
        let month = words.written(atom.end - 1);
        let title = words.is_capital(atom.end - 1) && month.chars().skip(1).all(char::is_lowercase);
        return title && CALLED.iter().any(|stem| word.starts_with(stem));
    }
    word.starts_with("улиц") && words.word(atom.end - 1) == "года"
}
