//! One measure at several times: figures that count the same thing, each with a time of its own.

use super::gap::Figures;
use super::{Relation, RelationKind, relation};
use crate::extract::{Measure, When};
use crate::fact::Fact;
use crate::lexicon::fold;
use crate::lexicon::ru::form;
use crate::order;

/// Figures are alike where they count the same by the same words, or by words of which one has all of the other's: a text
/// says less of a thing the second time. A subject of one word is alike in one block alone.
pub fn series(facts: &[Fact], block: impl Fn(usize) -> usize) -> Vec<Relation> {
    let mut keyed: Vec<(Key, usize)> =
        (facts.iter().enumerate()).filter_map(|(index, fact)| Some((key(fact, &block)?, index))).collect();
    order::by(&mut keyed, |(one, index), (other, other_index)| {
        let one = (&one.measured, one.stems.len(), &one.stems, one.alone, index);
        one.cmp(&(&other.measured, other.stems.len(), &other.stems, other.alone, other_index))
    });
    let mut found = Vec::new();
    for group in keyed.chunk_by(|one, other| one.0.measured == other.0.measured).filter(|group| group.len() > 1) {
        for cluster in clusters(group, facts, &block) {
            let members: Vec<&Fact> = cluster.iter().map(|index| &facts[*index]).collect();
            for alike in by_place(&members) {
                found.extend(in_time(alike, "same_subject"));
            }
        }
    }
    found
}

/// What makes figures comparable.
struct Key {
    /// The measure and the unit.
    measured: String,
    /// The block of a subject of one word, which is alike in it alone.
    alone: Option<usize>,
    /// The stems of the subject's words, in ascending order.
    stems: Vec<String>,
    is_change: bool,
}

/// A longer subject joins a shorter one that is told so many blocks before or after at most.
const REACH: usize = 12;
/// Fewer words in common are too little to join subjects that differ.
const COMMON: usize = 2;

/// Figures with the same stems, then with those that have all stems of another cluster's and stand near it.
fn clusters(group: &[(Key, usize)], facts: &[Fact], block: &impl Fn(usize) -> usize) -> Vec<Vec<usize>> {
    let mut clusters: Vec<(&Key, Vec<usize>)> = Vec::new();
    for same in group.chunk_by(|one, other| (&one.0.stems, one.0.alone) == (&other.0.stems, other.0.alone)) {
        let Some((first, _)) = same.first() else { continue };
        let members = || same.iter().map(|(_, index)| *index);
        let near = |others: &[usize]| {
            let of = |index: usize| block(facts[index].sentence);
            others.last().is_some_and(|&other| members().any(|index| of(index).abs_diff(of(other)) <= REACH))
        };
        let shorter = clusters.iter_mut().rev().take(64).find(|(Key { stems, alone, is_change, .. }, others)| {
            let here = |alone: usize| members().all(|index| block(facts[index].sentence) == alone);
            (stems.len() >= COMMON && !is_change || alone.is_some_and(here))
                && !others.iter().any(|&other| is_circumstance(&facts[other]))
                && stems.iter().all(|stem| first.stems.contains(stem))
                && near(others)
                && members().all(|index| others.iter().all(|&other| stretch(&facts[index]) == stretch(&facts[other])))
        });
        match shorter {
            Some((_, others)) => others.extend(members()),
            None => clusters.push((first, members().collect())),
        }
    }
    clusters.into_iter().map(|(_, members)| members).collect()
}

/// `к столице`: of what it is a figure, its subject does not say.
fn is_circumstance(fact: &Fact) -> bool {
    let first = fact.quantity().and_then(|quantity| quantity.subject.split(' ').next()).unwrap_or_default();
    form::is_preposition(&fold(first))
}

/// Whether a figure is of a day or so, a quarter, a half, a year or more: a year does not go with a half of the next one.
fn stretch(fact: &Fact) -> Option<u8> {
    let (first, last) = days(fact)?;
    Some(match last - first {
        ..32 => 0,
        32..101 => 1,
        101..201 => 2,
        201..401 => 3,
        _ => 4,
    })
}

/// The first and last day of a fact's time; of a month or a day of no year those of one year, which is the same for all.
fn days(fact: &Fact) -> Option<(i64, i64)> {
    const YEAR: i32 = 2000;
    let period = fact.period.as_ref()?;
    let of_no_year = || match period.when {
        When::On(date) if date.year().is_none() => When::On(date.with_year(YEAR)?).days(period.part),
        _ => None,
    };
    period.when.days(period.part).or_else(of_no_year)
}

/// The key of a fact; `None` for figures of which there is no series: spans of time, and those without time or subject.
/// Changes are a series in one block alone: what they are measured from, another passage may tell otherwise.
fn key(fact: &Fact, block: &impl Fn(usize) -> usize) -> Option<Key> {
    // What was carried over from a figure of another measure is no ground to join it.
    let quantity = fact.quantity().filter(|_| fact.doubt.is_none())?;
    days(fact)?;
    // Months of no year are compared in one sentence alone.
    let undated = fact.period.as_ref().filter(|period| period.when.days(None).is_none()).map(|_| fact.sentence);
    if !matches!(
        quantity.measure,
        Measure::Count
            | Measure::Percent
            | Measure::Share
            | Measure::Money
            | Measure::Physical
            | Measure::Increase
            | Measure::PercentIncrease
            | Measure::Multiple
    ) {
        return None;
    }
    let folded = fold(&quantity.subject);
    let mut stems: Vec<String> = (folded
        .split(|letter: char| !matches!(letter, 'а'..='я' | '-') && !letter.is_alphabetic()))
    .filter(|word| {
        word.chars().count() > 2
            && !form::is_particle(word)
            && (!form::is_finite(word) || is_living(word))
            && !form::is_pronoun(word)
    })
    .map(|word| stem(word).to_owned())
    .collect();
    order::sort(&mut stems);
    stems.dedup();
    let telling = stems
        .iter()
        .filter(|stem| !matches!(stem.as_str(), "челов" | "людей" | "обще" | "общег" | "числа" | "число"))
        .count();
    // `301 человек умер`: of people in general their verb says who they are.
    let verb = folded.split(' ').filter(|word| form::is_finite(word) && !form::is_existential(word)).map(stem);
    let verbs: Vec<&str> = if telling == 0 && quantity.unit == "человек" { verb.collect() } else { Vec::new() };
    let telling = telling + verbs.len();
    stems.extend(verbs.into_iter().map(str::to_owned));
    order::sort(&mut stems);
    let is_change = matches!(quantity.measure, Measure::Increase | Measure::PercentIncrease | Measure::Multiple);
    let alone = match telling {
        0 => return None,
        1 => Some(block(fact.sentence)),
        _ if is_change => Some(block(fact.sentence)),
        _ => None,
    };
    // `1240 человек жило`, `население — 2310 человек`, `5870 жителей`
    let living = matches!(quantity.unit.as_str(), "житель" | "население") && stems.iter().any(|stem| stem == "насел");
    let unit = if living { "человек" } else { &quantity.unit };
    // Beside what tells who they are, `человек` tells nothing.
    if stems.iter().any(|stem| stem == "насел") || unit == "человек" && telling > 0 {
        stems.retain(|stem| stem != "челов");
    }
    let measured = match undated {
        Some(sentence) => format!("{:?} {unit} {sentence}", quantity.measure),
        None => format!("{:?} {unit}", quantity.measure),
    };
    Some(Key { measured, alone, stems, is_change })
}

/// So much of a word tells it from others, whatever its ending; of a noun whose plural is another word, the one of its singular.
fn stem(word: &str) -> &str {
    match word {
        "дети" | "детей" | "детям" | "детьми" => "ребен",
        "люди" | "людей" | "людям" | "людьми" => "челов",
        _ if is_living(word) => "насел",
        _ => word.char_indices().nth(5).map_or(word, |(at, _)| &word[..at]),
    }
}

/// Who lives somewhere: `жителей`, `население`, `жило`, `проживало`.
fn is_living(word: &str) -> bool {
    ["жител", "насел", "жил", "прожива"].iter().any(|stem| word.starts_with(stem))
        && !word.starts_with("жилищ")
        && !word.starts_with("жилой")
        && !word.starts_with("жилых")
}

/// Figures of one place together; those without a place join where there is only one.
fn by_place<'a>(facts: &[&'a Fact]) -> Vec<Vec<&'a Fact>> {
    let mut places: Vec<&str> = facts.iter().filter_map(|fact| fact.place.as_deref()).collect();
    order::sort(&mut places);
    places.dedup();
    if places.len() < 2 {
        return vec![facts.to_vec()];
    }
    let mut groups: Vec<(Option<&str>, Vec<&Fact>)> = Vec::new();
    let mut sorted = facts.to_vec();
    order::by_key(&mut sorted, |fact| fact.place.as_deref());
    for fact in sorted {
        match groups.last_mut() {
            Some((place, group)) if *place == fact.place.as_deref() => group.push(fact),
            _ => groups.push((fact.place.as_deref(), vec![fact])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The figures in time order, those left out whose time is another's or lies in it.
fn in_time(mut facts: Vec<&Fact>, rule: &'static str) -> Option<Relation> {
    order::by_key(&mut facts, |fact| (days(fact), fact.span.start));
    let mut reached = i64::MIN;
    facts.retain(|fact| {
        let Some((first, last)) = days(fact).filter(|(first, _)| *first > reached) else { return false };
        reached = last.max(first);
        true
    });
    let title = facts.first()?.quantity()?.subject.clone();
    (facts.len() > 1).then(|| relation(RelationKind::Series, title, &facts, rule))
}

/// `176 тыс. организаций численностью 2,6 млн. …, 279 тыс., насчитывавших 4,3 млн.`: the size of what is counted goes
/// with it, whatever the two call its members.
pub fn sizes(figures: &Figures, joined: impl Fn(&Fact, &Fact) -> bool) -> Vec<Relation> {
    const SIZE: &[&str] = &["численност", "насчитыва", "объединя", "охватыва", "включавш", "состояв"];
    let sized = |index: usize| {
        let gap = figures.gap(index);
        gap.len() <= 12 && gap.into_iter().any(|at| SIZE.iter().any(|stem| figures.words.word(at).starts_with(stem)))
    };
    let members: Vec<usize> = (1..figures.items.len()).filter(|&index| sized(index)).collect();
    let in_series = |one: usize, other: usize| joined(figures.items[one].fact, figures.items[other].fact);
    let alike = |one: usize, other: usize| {
        let (one, other) = (figures.items[one].quantity, figures.items[other].quantity);
        one.measure == Measure::Count && other.measure == Measure::Count
    };
    members
        .windows(2)
        .filter(|pair| alike(pair[0], pair[1]) && in_series(pair[0] - 1, pair[1] - 1) && !in_series(pair[0], pair[1]))
        .filter_map(|pair| in_time(vec![figures.items[pair[0]].fact, figures.items[pair[1]].fact], "size_of_counted"))
        .collect()
}
