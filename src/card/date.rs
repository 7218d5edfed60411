//! When something happened: the year, or the day of a year that the prompt names.

use rust_decimal::Decimal;

use super::cloze::Hidden;
use super::{Answer, Choice, Reason};
use crate::extract::Amount;
use crate::extract::time::{Certainty, Date, Grain, When};
use crate::fact::{Fact, FactKind, Inferred, Period};
use crate::order;
use crate::span::Span;
use crate::wording::{NBSP, time};

/// What a card about a time asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Year(i32),
    /// Month and day.
    Day(u8, u8),
}

/// The times of a text's facts, sorted: the years and days that may stand as options.
pub struct Calendar {
    /// Once for each fact that has it.
    years: Vec<i32>,
    /// Each of them once.
    distinct: Vec<i32>,
    /// Year, month, day.
    days: Vec<(i32, u8, u8)>,
}

impl Calendar {
    pub fn of(facts: &[Fact]) -> Self {
        let dates = || facts.iter().filter_map(|fact| date(fact.period.as_ref()?));
        let mut years: Vec<i32> = dates().filter_map(|date| date.year()).collect();
        order::sort(&mut years);
        let mut distinct = years.clone();
        distinct.dedup();
        let mut days: Vec<(i32, u8, u8)> = dates()
            .filter_map(|date| match (date.year(), date.grain()) {
                (Some(year), Grain::Day { month, day }) => Some((year, month, day)),
                _ => None,
            })
            .collect();
        order::sort(&mut days);
        days.dedup();
        Calendar { years, distinct, days }
    }

    /// What of a fact's time is worth asking: the year, unless most of the text is about that year; then the day of an event.
    pub fn asks(&self, fact: &Fact) -> Option<Asked> {
        let period = fact.period.as_ref().filter(|_| !fact.inferred.contains(&Inferred::Period))?;
        // When `он приехал`, or what is only believed to have happened, cannot be asked.
        if matches!(fact.kind, FactKind::Event { .. }) && fact.doubt.is_some() {
            return None;
        }
        let date = date(period)?;
        let year = date.year()?;
        let same =
            self.years.partition_point(|&other| other <= year) - self.years.partition_point(|&other| other < year);
        if same * 3 <= self.years.len() {
            return (year >= 1000).then_some(Asked::Year(year));
        }
        match (&fact.kind, date.grain()) {
            (FactKind::Event { .. }, Grain::Day { month, day }) => Some(Asked::Day(month, day)),
            _ => None,
        }
    }

    /// The key among two other times of the text; `None` where it has no two. `draw` places it.
    pub fn options(&self, asked: Asked, period: &Period, visible: &[Decimal], draw: usize) -> Option<Vec<Choice>> {
        let year = date(period)?.year()?;
        let mut options: Vec<((u8, i32), String, bool)> = Vec::new();
        match asked {
            Asked::Year(key) => {
                let seen = |other: &i32| visible.contains(&Decimal::from(*other));
                let may_be = |other: &i32| *other != key && *other >= 1000 && may_be_taken(*other, key) && !seen(other);
                let others = self.distinct.iter().copied().filter(may_be);
                options.extend(
                    nearest(others, |other| *other < key, |other| other.abs_diff(key), draw)
                        .map(|other| ((0, other), other.to_string(), false)),
                );
                options.push(((0, key), key.to_string(), true));
            }
            Asked::Day(month, day) => {
                let place = |month: u8, day: u8| u32::from(month) * 31 + u32::from(day);
                let first = self.days.partition_point(|other| other.0 < year);
                let last = self.days.partition_point(|other| other.0 <= year);
                let others = self.days[first..last].iter().copied().filter(|other| (other.1, other.2) != (month, day));
                options.extend(
                    nearest(
                        others,
                        |other| (other.1, other.2) < (month, day),
                        |other| place(other.1, other.2).abs_diff(place(month, day)),
                        draw,
                    )
                    .map(|(_, month, day)| ((month, i32::from(day)), written(month, day), false)),
                );
                options.push(((month, i32::from(day)), written(month, day), true));
            }
        }
        if options.len() < 3 {
            return None;
        }
        order::by_key(&mut options, |option| option.0);
        let reason = if matches!(asked, Asked::Year(_)) { Reason::OtherYear } else { Reason::OtherDay };
        let choice = |(_, text, correct): (_, String, bool)| Choice {
            text,
            correct,
            reason: (!correct).then(|| reason.clone()),
        };
        Some(options.into_iter().map(choice).collect())
    }
}

/// How far apart two years may be for the one to be taken for the other: no reader takes 1912 for 2019.
fn may_be_taken(other: i32, key: i32) -> bool {
    let far = if key >= 1800 { 60 } else { 250 };
    other.abs_diff(key) <= far
}

/// Two that are near by `distance`; how many of them are earlier is drawn, as far as there are as many, so that the key has no
/// place of its own.
fn nearest<T: Copy>(
    others: impl Iterator<Item = T>,
    is_earlier: impl Fn(&T) -> bool,
    distance: impl Fn(T) -> u32,
    draw: usize,
) -> impl Iterator<Item = T> {
    let mut sides: [[Option<T>; 2]; 2] = [[None; 2]; 2];
    for other in others {
        let best = &mut sides[usize::from(!is_earlier(&other))];
        let closer = |than: Option<T>| than.is_none_or(|than| distance(other) < distance(than));
        if closer(best[0]) {
            *best = [Some(other), best[0]];
        } else if closer(best[1]) {
            best[1] = Some(other);
        }
    }
    let count = |side: &[Option<T>; 2]| side.iter().flatten().count();
    let [earlier, later] = sides;
    let below = (draw % 3).min(count(&earlier)).max(2 - count(&later).min(2));
    earlier.into_iter().flatten().take(below).chain(later.into_iter().flatten().take(2 - below.min(2)))
}

/// A single date; an interval asks for two things at once, and `около 1240 г.` has no one answer.
fn date(period: &Period) -> Option<Date> {
    match period.when {
        When::On(date) => Some(date).filter(|date| date.certainty() == Certainty::Sure),
        When::Between(..) => None,
    }
}

/// `11 октября`
fn written(month: u8, day: u8) -> String {
    let date = Date::day(None, month, day);
    date.map_or(String::new(), |date| time::label(&When::On(date), None).replace(' ', "\u{a0}"))
}

/// Where the words of the text say what is asked.
pub fn hidden(text: &str, period: &Period, asked: Asked) -> Option<Hidden> {
    let quote = period.span.of(text);
    let (wanted, shown) = match asked {
        Asked::Year(year) => (year.to_string(), Some(Decimal::from(year))),
        Asked::Day(month, day) => (written(month, day), None),
    };
    let plain = quote.replace(NBSP, " ");
    // A no-break space is one byte longer than a plain one, so the search is in the text itself.
    let found = match asked {
        Asked::Year(_) => quote.find(&wanted).map(|at| (at, wanted.len())),
        Asked::Day(..) => [wanted.clone(), wanted.replace(NBSP, " ")]
            .iter()
            .find_map(|form| quote.find(form.as_str()).map(|at| (at, form.len()))),
    };
    let (at, length) = found?;
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if digit(quote[..at].chars().next_back()) || digit(quote[at + length..].chars().next()) {
        return None;
    }
    // `1944/45`, `1943–1944`: half of a double year is no answer.
    let rest = quote[at + length..].trim_start_matches([' ', NBSP]);
    if matches!(asked, Asked::Year(_))
        && (rest.starts_with(['/', '–', '—', '-']) || plain.matches(&wanted).count() != 1)
    {
        return None;
    }
    let span = Span::new(period.span.start + at, period.span.start + at + length);
    Some(Hidden { span, text: wanted, shown })
}

pub fn answer(asked: Asked, hidden: &Hidden) -> Answer {
    match asked {
        Asked::Year(year) => {
            let zero = Some(Amount::Decimal(Decimal::ZERO));
            let accepts = vec![format!("{year}{NBSP}г."), format!("{year} год")];
            Answer {
                text: hidden.text.clone(),
                value: hidden.shown.map(Amount::Decimal),
                accepts,
                tolerance: zero,
                years: Some((year, year)),
            }
        }
        Asked::Day(month, day) => {
            let accepts = vec![format!("{day}.{month:02}"), format!("{day:02}.{month:02}"), format!("{day}.{month}")];
            Answer { text: hidden.text.clone(), value: None, accepts, tolerance: None, years: None }
        }
    }
}
