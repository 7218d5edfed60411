//! From what is said to times: ranges and lists, what makes a bare number a year, and what the context gives.

use super::atom::{Atom, Core, atom};
use super::context::Context;
use super::edtf::{Date, Grain, When};
use super::year::{Said, context_year, is_clear_after};
use super::{Part, words as ru};
use crate::extract::words::Words;
use crate::lexicon::ru::{form, numeral};

/// A time that is found: tokens `start..end`, its preposition aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub start: usize,
    pub end: usize,
    pub when: When,
    pub part: Option<Part>,
    pub inferred: Vec<&'static str>,
    pub julian: bool,
    pub rule: &'static str,
}

/// More members than this has no list; it keeps the reading of a long row of numbers linear.
const LIST_MAX: usize = 8;

type Rule = fn(&Words, usize, &Context) -> Option<Vec<Found>>;

/// The kinds of times, tried in this order at each token; the first that answers wins.
const RULES: &[Rule] = &[range, list, single, same_time, same_year, years_later];

/// Whether a time may start at the word: all others are passed over at once. Wider than the rules, never narrower.
pub fn opens(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "сам",
        "начал",
        "нач",
        "серед",
        "сер",
        "кон",
        "исход",
        "закат",
        "перв",
        "последн",
        "ранн",
        "поздн",
        "эт",
        "тысяч",
        "следующ",
        "предыдущ",
        "предшеств",
        "через",
        "спустя",
        "год",
        "две",
    ];
    matches!(word, "того" | "тому" | "том" | "тот" | "то")
        || STEMS.iter().any(|stem| word.starts_with(stem))
        || ru::month(word).is_some()
        || ru::month_short(word).is_some()
        || ru::month_adjective(word).is_some()
        || ru::season(word).is_some()
        || numeral::ordinal(word).is_some()
        || numeral::cardinal(word).is_some()
        || ru::roman(word.split('-').next().unwrap_or("")).is_some()
}

/// The times that start at the token.
pub fn times(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    RULES.iter().find_map(|rule| rule(words, at, context))
}

/// `с февраля по декабрь 1944 г.`, `1943 — 1944 гг.`, `5—12 июля`, `конец XIX — начало XX века`.
fn range(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let first = atom(words, at)?;
    let before = at.checked_sub(1).map_or("", |before| words.word(before));
    let joint = first.end;
    let from = matches!(before, "с" | "со" | "от");
    let preposition = match words.word(joint) {
        "по" => from,
        "до" => from,
        "на" => from && matches!(first.core, Core::Day(_)),
        "и" => before == "между",
        _ => false,
    };
    if !preposition && !words.is_dash(joint) {
        return None;
    }
    let last = short_year(words, joint, &first).or_else(|| {
        // `в ноябре 1943 — в январе 1944 г.`
        let repeated = usize::from(!preposition && words.word(joint + 1) == before && before == "в");
        atom(words, joint + 1 + repeated)
    })?;
    let (first, last) = filled(first, last)?;
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
    let when = When::between(start, end);
    let part = if from.part == to.part { from.part } else { None };
    let mut inferred = to.inferred;
    inferred.extend(from.inferred);
    inferred.dedup();
    Some(vec![Found { start: at, end: last.end, when, part, inferred, julian: last.julian, rule: "range" }])
}

/// `1941–45`: the second year of a range by its last digits.
fn short_year(words: &Words, joint: usize, first: &Atom) -> Option<Atom> {
    let digits = words.digits(joint + 1);
    let (Core::Year, true, Said::Number(year, None), 2) = (first.core, first.bare, first.year, digits.len()) else {
        return None;
    };
    let joined = !words.space_before(joint) && !words.space_before(joint + 1);
    let number: i32 = digits.parse().ok()?;
    if !joined || year < 1000 || number <= year % 100 {
        return None;
    }
    let after = joint + 2;
    let named = ru::is_years(words.word(after)) || words.word(after) == "г";
    let end = if named { words.past_stop(after + 1) } else { after };
    let year = Said::Number(year - year % 100 + number, None);
    Some(Atom { start: joint + 1, end, year, bare: !named, ..*first })
}

/// Both ends of a range, each with what only the other one says; `None` where they are no ends of one.
fn filled(mut first: Atom, mut last: Atom) -> Option<(Atom, Atom)> {
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
    first = with_era(first, &last)?;
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
        (Said::Short(from), Said::Number(to, bc)) if first.core == Core::Decade => {
            first.year = Said::Number(to - to.rem_euclid(100) + i32::from(from), bc);
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

/// A bare number as the first year of a decade.
fn decade_of(number: Atom) -> Option<Atom> {
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
fn with_era(number: Atom, named: &Atom) -> Option<Atom> {
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
fn bare_range_is_time(words: &Words, first: &Atom, last: &Atom, preposition: bool) -> bool {
    let (Said::Number(from, None), Said::Number(to, None)) = (first.year, last.year) else { return false };
    if first.core != Core::Year || to <= from || to - from > 400 || !is_free_before(words, first.start) {
        return false;
    }
    if !is_clear_after(words, last.end) {
        return false;
    }
    let bracket = first.start > 0 && words.is_mark(first.start - 1, '(') && words.is_mark(last.end, ')');
    let by = words.word(first.end) == "по";
    bracket || by || !preposition && !words.is_dash(last.end) || preposition && !has_growth(words, first.start)
}

/// Whether the words before tell how something grew or fell: `с 1830 до 1950` are amounts there.
fn has_growth(words: &Words, at: usize) -> bool {
    const STEMS: &[&str] =
        &["увелич", "вырос", "возрос", "сократ", "уменьш", "сниз", "подня", "упал", "повыс", "расшир"];
    (at.saturating_sub(12)..at).any(|index| STEMS.iter().any(|stem| words.word(index).starts_with(stem)))
}

/// `в июне и июле 1944 г.`, `1812, 1813 и 1814 гг.`, `1 и 5 мая`: several times that share what the last one says.
fn list(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let first = atom(words, at)?;
    if !first.bare && first.year != Said::Nothing {
        return None;
    }
    let mut members = vec![first];
    let mut end = first.end;
    let shared = loop {
        if members.len() == LIST_MAX {
            return None;
        }
        let mut next = end + usize::from(words.is_mark(end, ','));
        next += usize::from(matches!(words.word(next), "и" | "или"));
        if next == end && members.len() == 1 {
            return None;
        }
        if matches!(words.word(next), "в" | "во") {
            next += 1;
        }
        let Some(member) = atom(words, next).filter(|member| member.core.is_like(first.core)) else {
            // `в 1944-м и 1945-м`: years that nothing names.
            let last = *members.last()?;
            let bare = members.len() > 1 && last.bare && last.core == Core::Year && bare_year_is_time(words, &first);
            break (bare && (is_ordinal(&last) || is_clear_after(words, last.end))).then_some(last)?;
        };
        end = member.end;
        members.push(member);
        if !member.bare && !matches!(member.year, Said::Nothing) {
            break member;
        }
        // Days share a month even where no year is said.
        let goes_on = words.is_mark(end, ',') || matches!(words.word(end), "и" | "или");
        if matches!(member.core, Core::DayOf { .. }) && matches!(first.core, Core::Day(_)) && !goes_on {
            break member;
        }
    };
    let mut found = Vec::with_capacity(members.len());
    for mut member in members {
        if shared.core == Core::Decade && member.bare {
            member = decade_of(member)?;
        }
        member = with_era(member, &shared)?;
        if let (Core::Day(day), Core::DayOf { month, .. }) = (member.core, shared.core) {
            member.core = Core::DayOf { month, day };
        }
        if member.bare
            && let (Said::Number(number, None), Said::Number(_, bc)) = (member.year, shared.year)
        {
            member.year = Said::Number(number, bc);
        }
        if member.year == Said::Nothing {
            member.year = shared.year;
        }
        member.bare = false;
        found.push(finish(&member, context)?);
    }
    Some(found)
}

/// One time by itself.
fn single(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let atom = atom(words, at)?;
    let before = at.checked_sub(1).map_or("", |before| words.word(before));
    let is_time = match atom.core {
        Core::Day(_) => false,
        Core::Century | Core::Decade if atom.bare => false,
        Core::Year | Core::YearTo(_) if atom.bare => bare_year_is_time(words, &atom),
        Core::Month(_) if atom.year == Said::Nothing => {
            atom.part.is_some() || atom.piece.is_some() || is_time_preposition(before)
        }
        Core::Season(_) if atom.year == Said::Nothing => {
            context.year().is_some()
                && (ru::is_season_adverb(words.word(atom.end - 1)) || matches!(before, "к" | "с" | "до" | "ко" | "со"))
        }
        Core::Year if matches!(atom.year, Said::Number(1..=99, None)) => is_time_preposition(before),
        _ => true,
    };
    is_time.then(|| finish(&atom, context)).flatten().map(|found| vec![found])
}

fn finish(atom: &Atom, context: &Context) -> Option<Found> {
    let resolved = context.resolve(atom)?;
    let (start, end, julian) = (atom.start, atom.end, atom.julian);
    let rule = if resolved.inferred.is_empty() { atom.rule } else { context_rule(atom) };
    Some(Found { start, end, when: resolved.when, part: resolved.part, inferred: resolved.inferred, julian, rule })
}

fn context_rule(atom: &Atom) -> &'static str {
    match atom.core {
        Core::DayOf { .. } => "day_in_context",
        Core::Month(_) => "month_in_context",
        Core::Season(_) => "season_in_context",
        Core::Decade => "decade_in_context",
        _ => "year_in_context",
    }
}

fn is_time_preposition(word: &str) -> bool {
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
fn bare_year_is_time(words: &Words, atom: &Atom) -> bool {
    let Said::Number(number, None) = atom.year else { return false };
    // `в 1500, 2000 и 2010 школах` counts them.
    let mut end = atom.end;
    for _ in 0..LIST_MAX {
        let next = end + usize::from(words.is_mark(end, ',') || matches!(words.word(end), "и" | "или" | "до"));
        if next == end || !words.is_digits(next) {
            break;
        }
        end = next + 1;
    }
    if end > atom.end && !is_clear_after(words, end) && !words.is_dash(end) {
        return false;
    }
    // `в 1944-м` counts nothing.
    if !is_ordinal(atom) && !is_clear_after(words, atom.end) || !is_free_before(words, atom.start) {
        return false;
    }
    let Some(before) = atom.start.checked_sub(1) else {
        // A line of a timeline: `1861 — отмена крепостного права`.
        return (words.is_dash(atom.end) && words.space_before(atom.end) || words.is_mark(atom.end, ':'))
            && !words.is_digits(atom.end + 1);
    };
    let bracketed = words.is_mark(before, '(') && words.is_mark(atom.end, ')');
    // `(Лотман, 1980)`, `(род. 1950)`
    let cited = words.is_mark(atom.end, ')') && (words.is_mark(before, ',') || is_birth(words, before));
    let after_dash = words.is_dash(atom.end) && words.is_digits(atom.end + 1);
    match words.word(before) {
        "в" | "с" | "со" | "к" | "до" | "после" | "по" => {
            (1500..=2100).contains(&number) && !after_dash && (words.word(before) == "в" || !has_growth(words, before))
        }
        "год" => true,
        _ => (bracketed || cited) && (1000..=2100).contains(&number),
    }
}

/// `1944-м`, without `году`.
fn is_ordinal(atom: &Atom) -> bool {
    atom.bare && atom.core == Core::Year && atom.end > atom.start + 1
}

/// `р.`, `род.`, `ум.`, `†` before a year.
fn is_birth(words: &Words, before: usize) -> bool {
    let word = if words.is_mark(before, '.') { words.word(before.wrapping_sub(1)) } else { "" };
    matches!(word, "р" | "род" | "ум") || words.get(before) == "†"
}

/// Whether nothing before the number makes it part of something longer: `2,1944`, `№ 1944`, `12-1944`.
fn is_free_before(words: &Words, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    if words.is_digits(before) || matches!(words.get(before), "№" | "§" | "$" | "€" | "£" | "+" | "×" | "=") {
        return false;
    }
    let joined = !words.space_before(at);
    !joined || matches!(words.get(before), "(" | "[" | "«" | "“" | "\"" | "—" | "–")
}

/// `к этому времени` where the sentence or the one before it tells the time.
fn same_time(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let end = match (words.word(at), words.word(at + 1)) {
        ("этому" | "тому", "времени" | "моменту") if at > 0 && words.word(at - 1) == "к" => {
            at + 2
        }
        ("это" | "то", "же") if words.word(at + 2) == "время" => return None,
        _ => return None,
    };
    let (when, part) = context.spoken_of()?;
    let inferred = vec!["year"];
    Some(vec![Found { start: at, end, when, part, inferred, julian: false, rule: "same_time" }])
}

/// `в том же году`, `в следующем году`, `этого же года`.
fn same_year(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let (offset, end) = context_year(words, at)?;
    let when = When::On(Date::of_year(context.year()? + offset)?);
    Some(vec![Found { start: at, end, when, part: None, inferred: vec!["year"], julian: false, rule: "same_year" }])
}

/// `годом позже`, `через два года`, `три года спустя`, where the year they count from is near.
fn years_later(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let through = matches!(words.word(at), "через" | "спустя");
    let from = at + usize::from(through);
    let (years, end) = match words.word(from) {
        "год" | "годом" => (1, from + 1),
        word => {
            let count = ru::count(word).or_else(|| words.digits(from).parse().ok().filter(|n| (1..100).contains(n)))?;
            (matches!(words.word(from + 1), "год" | "года" | "лет" | "годами")).then_some((count, from + 2))?
        }
    };
    let (offset, end) = match words.word(end) {
        "позже" | "позднее" | "спустя" => (years, end + 1),
        "раньше" | "ранее" => (-years, end + 1),
        _ if through => (years, end),
        _ => return None,
    };
    // `через год после войны` counts from something else, `через год-другой` from nothing.
    if matches!(words.word(end), "после" | "с") || form::is_roman(words.written(end)) {
        return None;
    }
    let year = context.near_year()? + offset;
    let when = When::On(Date::of_year(year)?);
    Some(vec![Found { start: at, end, when, part: None, inferred: vec!["year"], julian: false, rule: "years_later" }])
}

/// What a time comes to with the year that it says or that the context gives.
pub struct Resolved {
    pub when: When,
    pub part: Option<Part>,
    pub inferred: Vec<&'static str>,
}

/// The date of an atom whose year, century or millennium is known.
pub fn dated(core: Core, number: Option<(i32, bool)>) -> Option<When> {
    let (year, bc) = match number {
        Some((number, bc)) => (Some(if bc { 1 - number } else { number }), bc),
        None => (None, false),
    };
    let date = match core {
        Core::Day(_) => return None,
        Core::DayOf { month, day } => Date::day(year, month, day)?,
        Core::Month(month) => Date::month(year, month)?,
        Core::Season(season) => Date::new(Some(year?), Grain::Season(season))?,
        Core::Year => Date::of_year(year?)?,
        Core::YearTo(last) => return Some(When::between(Date::of_year(year?)?, Date::of_year(last)?)),
        Core::WinterTo(last) => {
            return Some(When::between(Date::month(year, 12)?, Date::month(Some(last), 2)?));
        }
        Core::Decade => Date::decade(year?)?,
        Core::Century => Date::century(nth(number?.0, 100, bc))?,
        Core::Millennium => Date::millennium(nth(number?.0, 1000, bc))?,
        Core::Years(first, last) => return Some(When::between(Date::of_year(first)?, Date::of_year(last)?)),
    };
    Some(When::On(date))
}

/// A year of the so-manieth stretch of `years`.
fn nth(number: i32, years: i32, bc: bool) -> i32 {
    if bc { 1 - years * number } else { years * (number - 1) }
}

/// The piece of a date: half of a year, third of a century.
pub fn piece_of(date: Date, index: u8, parts: u8) -> Option<When> {
    let year = date.year();
    let part = |from: u8, to: u8| match from == to {
        true => Date::month(year, from).map(When::On),
        false => Some(When::between(Date::month(year, from)?, Date::month(year, to)?)),
    };
    match (date.grain(), parts) {
        (Grain::Year, 2) => Date::new(year, Grain::Half(index)).map(When::On),
        (Grain::Year, 4) => Date::new(year, Grain::Quarter(index)).map(When::On),
        (Grain::Year, 3) => part(index * 4 - 3, index * 4),
        (Grain::Month(month), 2) => {
            let last = (28..=31).rev().find_map(|day| Date::day(Some(year?), month, day))?;
            let (from, to) = if index == 1 {
                (Date::day(year, month, 1)?, Date::day(year, month, 15)?)
            } else {
                (Date::day(year, month, 16)?, last)
            };
            Some(When::between(from, to))
        }
        (Grain::Decade | Grain::Century | Grain::Millennium, _) => {
            let (first, last) = date.years()?;
            let years = last - first + 1;
            // The nineteenth century ends with 1900; a decade of `40-е годы` with 1949.
            let first = if date.grain() == Grain::Decade || first < 0 { first } else { first + 1 };
            let (index, parts) = (i32::from(index), i32::from(parts));
            let end = if index == parts { years } else { years / parts * index };
            let from = Date::of_year(first + years / parts * (index - 1))?;
            Some(When::between(from, Date::of_year(first + end - 1)?))
        }
        _ => None,
    }
}
