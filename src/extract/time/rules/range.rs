//! Ranges: what makes two times the ends of one, and what each end says for the other.

use super::single::{before_qualifier, has_growth, is_counted, is_free_before};
use super::{Found, LIST_MAX};
use crate::extract::time::atom::{Atom, Core, atom, of_this_year, pieces};
use crate::extract::time::context::Context;
use crate::extract::time::dated::Resolved;
use crate::extract::time::edtf::When;
use crate::extract::time::words as ru;
use crate::extract::time::year::{Said, is_clear_after};
use crate::extract::words::Words;

/// `с февраля по декабрь 1944 г.`, `1943 — 1944 гг.`, `5—12 июля`, `конец XIX — начало XX века`.
pub fn range(words: &Words, first: &Atom, context: &Context) -> Option<Vec<Found>> {
    let before = first.start.checked_sub(1).map_or("", |before| words.word(before));
    let joint = first.end;
    let from = matches!(before, "с" | "со" | "от");
    let preposition = match words.word(joint) {
        "по" => from,
        "до" => from,
        "на" => from && matches!(first.core, Core::Day(_) | Core::DayOf { .. }),
        "и" => before == "между" || is_turn(before),
        _ => false,
    };
    if !preposition && !words.is_dash(joint) {
        return None;
    }
    let at = first.start;
    let last = short_year(words, joint, first).or_else(|| {
        // `в ноябре 1943 — в январе 1944 г.`
        let repeated = usize::from(!preposition && words.word(joint + 1) == before && before == "в");
        atom(words, joint + 1 + repeated)
    })?;
    let mut first = *first;
    let mut last = last;
    // `10—12 и 15 мая`: the month stands with a later day.
    if let (Core::Day(from), Core::Day(to), Some((month, year))) = (first.core, last.core, month_after(words, last.end))
    {
        (first.core, last.core) = (Core::DayOf { month, day: from }, Core::DayOf { month, day: to });
        (first.year, last.year) = (year, year);
        (first.bare, last.bare) = (false, false);
    }
    let (first, last) = filled(words, first, last)?;
    if first.bare && last.bare && !bare_range_is_time(words, &first, &last, preposition) {
        return None;
    }
    let (from, to) = (context.resolve(&first)?, context.resolve(&last)?);
    let (start, end) = (from.when.first()?, to.when.last()?);
    if let (Some((first_day, _)), Some((_, last_day))) = (start.days(), end.days())
        && first_day >= last_day
    {
        return None;
    }
    // `в XIX веке — 29 ноября 1899 года`: said once more exactly, no range.
    if words.is_dash(joint) && matches!(first.core, Core::Century) && matches!(last.core, Core::DayOf { .. }) {
        return None;
    }
    let when = When::between(start, end);
    let part = if from.part == to.part { from.part } else { None };
    let mut inferred = to.inferred;
    inferred.extend(from.inferred);
    inferred.dedup();
    Some(vec![Found { start: at, end: last.end, when, part, inferred, julian: last.julian, rule: "range" }])
}

/// Month and year of the day that ends a list: ` и 15 мая 1944 г.`
fn month_after(words: &Words, mut at: usize) -> Option<(u8, Said)> {
    for _ in 0..LIST_MAX {
        let next = at + usize::from(words.is_mark(at, ',')) + usize::from(words.word(at) == "и");
        let day = atom(words, next).filter(|_| next > at)?;
        match day.core {
            Core::DayOf { month, .. } => return Some((month, day.year)),
            Core::Day(_) => at = day.end,
            _ => return None,
        }
    }
    None
}

/// `1941–45`: the second year of a range by its last digits.
pub fn short_year(words: &Words, joint: usize, first: &Atom) -> Option<Atom> {
    let digits = words.digits(joint + 1);
    let (Core::Year, true, Said::Number(year, None), 2) = (first.core, first.bare, first.year, digits.len()) else {
        return None;
    };
    let joined = !words.space_before(joint) && !words.space_before(joint + 1);
    let number: i32 = digits.parse().ok()?;
    // `1860–70-х гг.` is of decades.
    let decade = words.is_dash(joint + 2) && !words.space_before(joint + 2) && !words.space_before(joint + 3);
    if !joined || year < 1000 || number <= year % 100 || decade && words.is_word(joint + 3) {
        return None;
    }
    let after = joint + 2;
    let named = ru::is_years(words.word(after)) || matches!(words.word(after), "г" | "году" | "года");
    let end = if named { words.past_stop(after + 1) } else { after };
    let year = Said::Number(year - year % 100 + number, None);
    // `ГОСТ 1905-85`: with nothing to name them two such numbers stand in brackets or after a preposition.
    let before = first.start.checked_sub(1).map_or("", |before| words.get(before));
    let placed = named || matches!(before, "(" | "[" | "в" | "за" | "на");
    placed.then_some(Atom { start: joint + 1, end, year, bare: !named, ..*first })
}

/// `на рубеже XIX и XX веков`: from the one to the other.
pub fn turn(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    if !is_turn(words.word(at)) {
        return None;
    }
    let mut found = range(words, &atom(words, at + 1)?, context)?;
    found.first_mut()?.start = at;
    Some(found)
}

fn is_turn(word: &str) -> bool {
    matches!(word, "рубеж" | "рубежа" | "рубежу" | "рубежом" | "рубеже")
}

/// `с 1991 года по настоящее время`, `(1991 — по настоящее время)`.
pub fn since(words: &Words, first: &Atom, context: &Context) -> Option<Vec<Found>> {
    let mut now = first.end + usize::from(words.is_dash(first.end));
    now += usize::from(matches!(words.word(now), "по" | "до"));
    let end = match (words.word(now), words.word(now + 1)) {
        ("настоящее", "время") | ("настоящего", "времени") | ("сей", "день") | ("сих", "пор") | ("наших", "дней") => {
            now + 2
        }
        _ => return None,
    };
    let mut from = *first;
    if let (Core::Year, Said::Number(1000.., _)) = (from.core, from.year) {
        from.bare = false;
    }
    if from.bare || now == first.end || matches!(from.core, Core::Day(_)) {
        return None;
    }
    let Resolved { when, inferred, .. } = context.resolve(&from)?;
    let when = When::Between(Some(when.first()?), None);
    Some(vec![Found { start: from.start, end, when, part: None, inferred, julian: from.julian, rule: "since" }])
}

/// Both ends of a range, each with what only the other one says; `None` where they are no ends of one.
pub fn filled(words: &Words, mut first: Atom, mut last: Atom) -> Option<(Atom, Atom)> {
    if let (Core::Day(day), Core::DayOf { month, .. }) = (first.core, last.core) {
        first.core = Core::DayOf { month, day };
        first.bare = false;
    }
    // `20–30-е годы`, `1920—1930-е годы`
    if first.bare && last.core == Core::Decade {
        first = decade_of(first)?;
    }
    // `конце IV — начале III тысячелетия`
    if first.bare && first.core == Core::Century && last.core == Core::Millennium {
        first.core = Core::Millennium;
    }
    // `19–20 вв.`, `в кон. 19 — нач. 20 вв.`
    if let (Core::Day(number @ 1..=21), Core::Century) = (first.core, last.core) {
        first.core = Core::Century;
        first.year = Said::Number(i32::from(number), None);
        (first.bare, last.bare) = (false, false);
    }
    // `41–45 гг.`
    if let (true, Said::TwoDigits(_), Core::Year) = (first.bare, last.year, last.core) {
        first.year = match (first.core, first.year) {
            (Core::Day(day), _) => Said::TwoDigits(day),
            (Core::Year, Said::Number(number, None)) => Said::TwoDigits(u8::try_from(number).ok()?),
            _ => return None,
        };
        first.core = Core::Year;
    }
    // `862–879 гг.`, `Рюрик (862–879)`
    let reign = first.core == Core::Year
        && matches!((first.year, last.year), (Said::Number(100.., None), Said::Number(100.., None)))
        && (!last.bare || is_reign(words, &first, &last));
    if !reign {
        first = with_era(first, &last)?;
    }
    if matches!(first.core, Core::Day(_)) || matches!(last.core, Core::Day(_)) {
        return None;
    }
    let alike = first.core.is_like(last.core);
    if !alike && (first.bare || last.bare) {
        return None;
    }
    if !alike
        && first.year == Said::Nothing
        && !matches!((first.core, last.core), (Core::Season(_) | Core::Month(_), _))
    {
        return None;
    }
    let turns = matches!((first.core.order(), last.core.order()), (Some(first), Some(last)) if first > last);
    match (first.year, last.year) {
        (Said::Nothing, Said::Number(year, bc)) if first.core.order().is_some() && last.core.order().is_some() => {
            first.year = Said::Number(if turns { year - 1 } else { year }, bc);
        }
        (Said::Nothing, Said::Later(offset)) => first.year = Said::Later(offset),
        (Said::Number(year, bc), Said::Nothing) => last.year = Said::Number(if turns { year + 1 } else { year }, bc),
        (Said::Later(offset), Said::Nothing) => last.year = Said::Later(offset),
        // `с 264 по 146 год до н. э.`
        (Said::Number(from, None), Said::Number(to, Some(true))) if from > to && alike => {
            first.year = Said::Number(from, Some(true));
        }
        // `1860–70-е гг.`
        (Said::Number(from, None), Said::Short(to)) if first.core == Core::Decade && alike => {
            last.year = Said::Number(from - from.rem_euclid(100) + i32::from(to), None);
        }
        (Said::Short(from), Said::Number(to, bc)) if first.core == Core::Decade => {
            // Before the common era the thirties end with the year 30.
            let back = if bc == Some(true) { 9 } else { 0 };
            first.year = Said::Number(to - to.rem_euclid(100) + i32::from(from) + back, bc);
        }
        _ => {}
    }
    // A number that stands bare before one that is named is of its kind: `1943 — 1944 гг.`
    if first.bare && !last.bare {
        first.bare = false;
    } else if last.bare && !first.bare {
        // `с 1941 г. по 1945` is one, `в 1943 г. — 1770` is not.
        return None;
    }
    Some((first, last))
}

/// Years in brackets right after a name: `Рюрик (862–879)`.
fn is_reign(words: &Words, first: &Atom, last: &Atom) -> bool {
    let bracketed = first.start > 1 && words.is_mark(first.start - 1, '(') && words.is_mark(last.end, ')');
    let round = |year: Said| matches!(year, Said::Number(number, _) if number % 10 == 0);
    bracketed && words.is_capital(first.start - 2) && !(round(first.year) && round(last.year))
}

/// A bare number as the first year of a decade.
pub fn decade_of(number: Atom) -> Option<Atom> {
    let (year, short) = match (number.core, number.year) {
        (Core::Day(day), _) => (i32::from(day), true),
        (Core::Year, Said::Number(year, None)) => (year, year < 100),
        (Core::Decade, _) => return Some(Atom { bare: false, ..number }),
        _ => return None,
    };
    let year = match short {
        true => Said::Short(u8::try_from(year).ok().filter(|year| year % 10 == 0)?),
        false => Some(Said::Number(year, None)).filter(|_| year >= 1000 && year % 10 == 0)?,
    };
    Some(Atom { core: Core::Decade, year, bare: false, ..number })
}

/// A short bare number before a year with its era is a year too; without an era it is none (`None`).
pub fn with_era(number: Atom, named: &Atom) -> Option<Atom> {
    let era = matches!((named.core, named.year), (Core::Year, Said::Number(_, Some(_))));
    match (number.core, number.year) {
        (Core::Day(day), _) if era => {
            Some(Atom { core: Core::Year, year: Said::Number(i32::from(day), None), ..number })
        }
        (Core::Year, Said::Number(..=999, None)) if number.bare && !era => None,
        _ => Some(number),
    }
}

/// Whether two bare numbers are years: `(1799–1837)`, `с 1914 по 1918`, not `от 1500 до 2000 тонн`.
pub fn bare_range_is_time(words: &Words, first: &Atom, last: &Atom, preposition: bool) -> bool {
    let (Said::Number(from, None), Said::Number(to, None)) = (first.year, last.year) else { return false };
    if first.core != Core::Year || to <= from || to - from > 400 || !is_free_before(words, first.start) {
        return false;
    }
    let by = words.word(first.end) == "по";
    // `с 1941 по 1945 завод делал снаряды`: amounts are said with `до`.
    let clear = is_clear_after(words, last.end) || by && from >= 1000 && !is_counted(words, last.end);
    if !clear {
        return false;
    }
    if from < 1000 && !is_reign(words, first, last) {
        return false;
    }
    let lead = before_qualifier(words, first.start);
    let bracket = lead > 0 && words.is_mark(lead - 1, '(') && words.is_mark(last.end, ')');
    bracket || by || !preposition && !words.is_dash(last.end) || preposition && !has_growth(words, first.start)
}

/// `во II и III кварталах 2023 года`: from the first piece to the last.
pub fn run_of_pieces(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let (first, last, parts, year) = pieces(words, at)?;
    let named = atom(words, year).filter(|atom| !atom.bare && atom.piece.is_none());
    let whole = named.or_else(|| of_this_year(words, year)).filter(|atom| atom.core == Core::Year)?;
    let piece = |index: u8| context.resolve(&Atom { piece: Some((index, parts)), ..whole });
    let (from, to) = (piece(first)?, piece(last)?);
    let when = When::between(from.when.first()?, to.when.last()?);
    let (end, inferred) = (whole.end, to.inferred);
    Some(vec![Found { start: at, end, when, part: None, inferred, julian: false, rule: "run_of_pieces" }])
}
