//! What belongs together over sentences: places in an order that goes on, the same things counted of two sides, and a part of
//! what was counted before, named by its noun.

use super::breakdown::title;
use super::gap::{Figures, is_less};
use super::{Relation, RelationKind, relation};
use crate::extract::{Measure, Words};
use crate::fact::{Fact, Quantity};
use crate::lexicon::ru::traits::Traits;

/// So many tokens from its beginning a sentence says what it goes on with.
const BEGIN: usize = 8;
/// An order of more places than these is a table.
const PLACES: usize = 24;

/// `В Египет ушло 417 тыс. тонн. Второе место занимает Кения: 252 тыс. тонн. Далее следует Турция (214 тыс. тонн)`: the places of an order
/// that goes on from sentence to sentence.
#[derive(Default)]
pub struct Order<'a> {
    places: Vec<&'a Fact>,
}

impl<'a> Order<'a> {
    /// Goes on with the sentence, where it says that it does; the order that ends before it otherwise. `last_found` is what the
    /// sentence before told, `before` are its figures.
    pub fn go_on(
        &mut self,
        figures: &Figures<'a>,
        before: &[&'a Fact],
        last_found: &mut Vec<Relation>,
    ) -> Option<Relation> {
        let ranked = is_next_place(&figures.words);
        let ended = if ranked && !before.is_empty() { None } else { self.end() };
        if !ranked {
            return ended;
        }
        let last = self.places.last().copied();
        let outside = figures.outside();
        let first = outside.items.first().or(figures.items.first());
        let counted = |fact: &&&'a Fact| {
            first.zip(fact.quantity()).is_some_and(|(first, quantity)| is_same(quantity, first.quantity))
        };
        let Some(base) = last.or_else(|| before.iter().rev().find(counted).copied()) else { return ended };
        let Some(of) = base.quantity() else { return ended };
        let here: Vec<&Fact> =
            figures.items.iter().filter(|figure| is_same(of, figure.quantity)).map(|figure| figure.fact).collect();
        if here.is_empty() || here.len() > 4 {
            return ended;
        }
        if self.places.is_empty() {
            let is_begun =
                |list: &Relation| list.kind == RelationKind::Breakdown && list.facts.last() == Some(&base.id);
            let list = last_found.iter().position(is_begun);
            match list.map(|at| last_found.remove(at)) {
                Some(list) => self.places.extend(before.iter().filter(|fact| list.facts.contains(&fact.id))),
                None => self.places.push(base),
            }
        }
        self.places.extend(here);
        // What is so long is no order but a table, and nothing is looked for in it.
        if self.places.len() > PLACES {
            self.places.clear();
        }
        ended
    }

    /// The order as far as it went.
    pub fn end(&mut self) -> Option<Relation> {
        let places = std::mem::take(&mut self.places);
        (2..=PLACES)
            .contains(&places.len())
            .then(|| relation(RelationKind::Breakdown, title(&places), &places, "order_goes_on"))
    }

    pub fn holds(&self, fact: &Fact) -> bool {
        self.places.iter().any(|place| place.id == fact.id)
    }
}

/// `На втором месте`, `Третье место занимает`, `Следом идёт`, `Далее следуют`, `Тройку лидеров замыкает`.
fn is_next_place(words: &Words) -> bool {
    const PLACES: &[&str] = &["мест", "позици", "строч"];
    let begins = |at: usize, stems: &[&str]| stems.iter().any(|stem| words.word(at).starts_with(stem));
    let ordinal =
        |at: usize| begins(at, &["втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"]);
    let follows = |at: usize| begins(at, &["следу", "ид", "распол"]);
    (0..words.len().min(BEGIN)).any(|at| match words.word(at) {
        "далее" | "следом" | "затем" => follows(at + 1) || follows(at + 2),
        "за" => matches!(words.word(at + 1), "ним" | "ней" | "ними") && (follows(at + 2) || follows(at + 3)),
        word if word.starts_with("замыка") => true,
        _ => ordinal(at) && (begins(at + 1, PLACES) || begins(at + 2, PLACES)),
    })
}

/// Of the same measure in the same unit, or said without its unit.
fn is_same(one: &Quantity, other: &Quantity) -> bool {
    let level = matches!(one.measure, Measure::Count | Measure::Percent | Measure::Money | Measure::Physical);
    let unit = one.unit == other.unit || other.unit.is_empty() || one.measure == Measure::Count && one.unit.is_empty();
    one.measure == other.measure && level && unit
}

/// `Фронт имел 386 тыс. человек, 230 танков, 454 самолёта. Противник имел 250 танков и 1200 самолётов`: the same things counted of two
/// sides, or of one at two times; a pair for each thing. `before` are the figures of the sentence before.
pub fn side_by_side(figures: &Figures, before: &[&Fact]) -> Vec<Relation> {
    if before.len() < 2 || figures.items.len() < 2 {
        return Vec::new();
    }
    let here: Vec<&Fact> = figures.items.iter().map(|figure| figure.fact).collect();
    let (one, two) = (things(before), things(&here));
    let pairs: Vec<[&Fact; 2]> = one
        .iter()
        .filter_map(|(unit, fact)| Some([*fact, two.iter().find(|(other, _)| other == unit)?.1]))
        .filter(|[one, two]| one.quantity().map(|of| of.amount) != two.quantity().map(|of| of.amount))
        .collect();
    // Most of what either tells is told of the other too.
    if pairs.len() < 2 || pairs.len() * 3 < one.len().max(two.len()) * 2 {
        return Vec::new();
    }
    let days = |fact: &Fact| fact.period.as_ref()?.when.days(None);
    let times = |pair: &[&Fact; 2]| days(pair[0]).zip(days(pair[1]));
    let joined = |[one, two]: [&Fact; 2]| match times(&[one, two]) {
        Some((first, last)) if first.1 < last.0 => {
            relation(RelationKind::Series, title(&[one]), &[one, two], "side_by_side")
        }
        Some((first, last)) if last.1 < first.0 => {
            relation(RelationKind::Series, title(&[one]), &[two, one], "side_by_side")
        }
        _ => relation(RelationKind::Breakdown, title(&[one, two]), &[one, two], "side_by_side"),
    };
    let same_time = pairs
        .iter()
        .all(|pair| pair[0].period.as_ref().map(|of| &of.when) == pair[1].period.as_ref().map(|of| &of.when));
    let apart = pairs.iter().all(|pair| times(pair).is_some_and(|(one, two)| one.1 < two.0 || two.1 < one.0));
    if same_time || apart { pairs.into_iter().map(joined).collect() } else { Vec::new() }
}

/// The things counted, each with its unit; none where a unit is told twice.
fn things<'a>(facts: &[&'a Fact]) -> Vec<(&'a str, &'a Fact)> {
    let mut things: Vec<(&str, &Fact)> = Vec::new();
    for fact in facts.iter().copied() {
        let counted = |of: &&Quantity| of.measure == Measure::Count && !of.unit.is_empty();
        let Some(of) = fact.quantity().filter(counted) else { continue };
        if things.iter().any(|(unit, _)| *unit == of.unit) {
            return Vec::new();
        }
        things.push((&of.unit, fact));
    }
    things
}

/// `На заводе 9 тыс. рабочих. Среди рабочих было 2,7 тыс. подростков`: the part of a whole that is named by its noun. `before` are the
/// figures told last.
pub fn among(figures: &Figures, before: &[&Fact]) -> Option<Relation> {
    const STEM: usize = 5;
    let words = &figures.words;
    let part = figures.items.first()?;
    let at = (0..3).find(|&at| matches!(words.word(at), "среди" | "из"))?;
    let of = (at + 1..(at + 4).min(part.lead)).find(|&at| {
        words.traits(at).has(Traits::GENITIVE_PLURAL) && words.traits(at).any(Traits::NOUN.and(Traits::ATTRIBUTE))
    })?;
    let stem: String = words.word(of).chars().take(STEM).collect();
    let begins = |text: &str| crate::lexicon::fold(text).split_whitespace().take(2).any(|word| word.starts_with(&stem));
    let is_whole = |fact: &&Fact| {
        fact.quantity().is_some_and(|whole| {
            whole.measure == Measure::Count && begins(&whole.subject) && is_less(part.quantity, whole)
        })
    };
    let near = part.lead - of <= 8 && !(of..part.lead).any(|at| matches!(words.get(at), ";" | ":" | "("));
    let counts = part.quantity.measure == Measure::Count && part.quantity.upper.is_none();
    if !near || !counts || stem.chars().count() < STEM {
        return None;
    }
    let whole = before.iter().rev().copied().find(is_whole)?;
    let title = whole.quantity()?.subject.clone();
    Some(relation(RelationKind::PartOf, title, &[whole, part.fact], "among"))
}
