//! What a fact has to do with the others: its relations, those that may be taken for it, how much it weighs.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::cloze::Hidden;
use super::date::Calendar;
use super::distractor::{Key, Other};
use super::grammar::follows_number;
use super::{Piece, Reason, numbers_of};
use crate::extract::{Amount, Measure};
use crate::fact::{Fact, FactId, FactKind, Inferred, Quantity};
use crate::lexicon::fold;
use crate::order;
use crate::relate::{Relation, RelationKind};
use crate::wording::time;

/// How many neighbours in size are looked at for one fact: no more are worth weighing, whatever the text's length.
const NEIGHBOURS: usize = 4;

pub struct Context<'a> {
    facts: &'a [Fact],
    relations: &'a [Relation],
    /// Index of a fact, index of a relation it is in, its place there; sorted.
    memberships: Vec<(usize, usize, usize)>,
    /// Indices of facts by id.
    by_id: HashMap<&'a str, usize>,
    /// Decimal quantities by measure, unit and size.
    by_unit: Vec<usize>,
    /// Decimal quantities by measure and size.
    by_measure: Vec<usize>,
    /// For each fact the words and the time of what it counts; facts with the same say the same thing.
    things: Vec<(String, usize)>,
    /// For each fact the first fact of its group.
    groups: Vec<usize>,
    pub calendar: Calendar,
}

impl<'a> Context<'a> {
    pub fn of(facts: &'a [Fact], relations: &'a [Relation]) -> Self {
        let by_id: HashMap<&str, usize> =
            facts.iter().zip(0..).map(|(fact, index)| (fact.id.0.as_str(), index)).collect();
        let position = |id: &FactId| by_id.get(id.0.as_str()).copied();
        let mut memberships = Vec::new();
        for (number, relation) in relations.iter().enumerate() {
            memberships.extend(
                relation.facts.iter().enumerate().filter_map(|(place, id)| Some((position(id)?, number, place))),
            );
        }
        order::sort(&mut memberships);
        let mut by_unit: Vec<usize> = (0..facts.len()).filter(|&index| decimal(&facts[index]).is_some()).collect();
        let mut by_measure = by_unit.clone();
        let size =
            |index: usize| facts[index].quantity().map(|quantity| (quantity.measure as u8, decimal(&facts[index])));
        order::by_key(&mut by_measure, |&index| size(index));
        let unit = |index: usize| facts[index].quantity().map_or("", |quantity| quantity.unit.as_str());
        order::by(&mut by_unit, |&a, &b| {
            let measure = |index: usize| size(index).map(|(measure, _)| measure);
            measure(a).cmp(&measure(b)).then(unit(a).cmp(unit(b))).then(size(a).cmp(&size(b)))
        });
        let mut things: Vec<(String, usize)> =
            by_unit.iter().filter_map(|&index| Some((thing(&facts[index])?, index))).collect();
        order::sort(&mut things);
        let groups = groups(facts, &memberships);
        Context {
            facts,
            relations,
            memberships,
            by_id,
            by_unit,
            by_measure,
            things,
            groups,
            calendar: Calendar::of(facts),
        }
    }

    /// The relations that the fact is in, with its place there.
    fn memberships(&self, index: usize) -> impl Iterator<Item = (&'a Relation, usize)> {
        let first = self.memberships.partition_point(|&(fact, ..)| fact < index);
        let relations = self.relations;
        self.memberships[first..]
            .iter()
            .take_while(move |&&(fact, ..)| fact == index)
            .map(move |&(_, number, place)| (&relations[number], place))
    }

    /// Where a fact stands in the list.
    pub fn index(&self, id: &FactId) -> Option<usize> {
        self.by_id.get(id.0.as_str()).copied()
    }

    fn fact(&self, id: &FactId) -> Option<&'a Fact> {
        self.index(id).map(|index| &self.facts[index])
    }

    /// Cards of facts that say something of each other come on different days: those of one relation, and those of one
    /// sentence, which stand in each other's prompts.
    pub fn group(&self, index: usize) -> String {
        self.facts[self.groups[index]].id.0.clone()
    }

    /// How much a learner needs the fact: the ends of a series, wholes, dated events and definitions before what is counted in
    /// passing.
    pub fn weight(&self, index: usize) -> f64 {
        let fact = &self.facts[index];
        let mut weight: f64 = match &fact.kind {
            FactKind::Event { .. } => 0.7,
            FactKind::Definition { .. } => 0.6,
            FactKind::Quantity(_) if fact.period.is_some() => 0.5,
            FactKind::Quantity(_) => 0.42,
        };
        for (relation, place) in self.memberships(index) {
            let long: f64 = if relation.facts.len() > 2 { 0.04 } else { 0.0 };
            let in_relation: f64 = match relation.kind {
                RelationKind::Series if place + 1 == relation.facts.len() => 0.92 + long,
                RelationKind::Series if place == 0 => 0.88 + long,
                RelationKind::Series => 0.78,
                RelationKind::PartOf if place == 0 => 0.84,
                RelationKind::PartOf => 0.72,
                RelationKind::Breakdown => 0.6,
            };
            weight = weight.max(in_relation);
        }
        // What the text does not say outright is asked later.
        if fact.inferred.contains(&Inferred::Subject) {
            weight -= 0.03;
        }
        if fact.doubt.is_some() {
            weight *= 0.5;
        }
        weight
    }

    /// The facts that may lend a distractor, the best first.
    pub fn others(&self, index: usize) -> Vec<Other<'a>> {
        let own = &self.facts[index];
        let mut others: Vec<Other<'a>> = Vec::new();
        for (relation, place) in self.memberships(index) {
            // A relation may hold thousands; its neighbours in order are the likeliest to be confused.
            let near = place.saturating_sub(NEIGHBOURS)..(place + NEIGHBOURS + 1).min(relation.facts.len());
            for other in relation.facts[near].iter().filter(|id| **id != own.id).filter_map(|id| self.fact(id)) {
                let (reason, rank) = match relation.kind {
                    RelationKind::Series => (other_time(other), 0),
                    RelationKind::PartOf => (Reason::PartOrWhole(name(own, other)), 1),
                    RelationKind::Breakdown => (Reason::OtherSubject(name(own, other)), 1),
                };
                others.push(Other { fact: other, reason, rank });
            }
        }
        for (order, rank) in [(&self.by_unit, 3), (&self.by_measure, 5)] {
            let Some(place) = self.place(order, index) else { continue };
            let near = place.saturating_sub(NEIGHBOURS)..(place + NEIGHBOURS + 1).min(order.len());
            for &other in &order[near] {
                let (Some(a), Some(b)) = (own.quantity(), self.facts[other].quantity()) else { continue };
                let same_unit = a.unit == b.unit;
                if other == index || a.measure != b.measure || same_unit != (rank == 3) || !alike(a.amount, b.amount) {
                    continue;
                }
                let other = &self.facts[other];
                others.push(Other { fact: other, reason: self.difference(own, other), rank });
            }
        }
        others
    }

    fn place(&self, order: &[usize], index: usize) -> Option<usize> {
        let key = |index: usize, by_unit: bool| {
            let quantity = self.facts[index].quantity();
            let unit = quantity.map_or("", |quantity| if by_unit { quantity.unit.as_str() } else { "" });
            (quantity.map(|quantity| quantity.measure as u8), unit, decimal(&self.facts[index]))
        };
        let by_unit = std::ptr::eq(order, self.by_unit.as_slice());
        let own = key(index, by_unit);
        let first = order.partition_point(|&other| key(other, by_unit) < own);
        (first < order.len()).then_some(first)
    }

    /// What tells the other fact from this one.
    fn difference(&self, own: &Fact, other: &Fact) -> Reason {
        let subject = |fact: &'_ Fact| fact.quantity().map(|quantity| fold(&quantity.subject));
        if subject(own) == subject(other)
            && own.place == other.place
            && other.period != own.period
            && other.period.is_some()
        {
            return other_time(other);
        }
        Reason::OtherSubject(name(own, other))
    }

    /// The key of a card with what its options must keep to.
    pub fn key(&self, index: usize, quantity: &'a Quantity, hidden: &'a Hidden, prompt: &[Piece]) -> Option<Key<'a>> {
        let blank = prompt.iter().position(|piece| *piece == Piece::Blank)?;
        let after = match prompt.get(blank + 1) {
            Some(Piece::Text(text)) => text.as_str(),
            _ => "",
        };
        let mut key = Key::of(quantity, hidden, follows_number(after))?;
        key.visible = numbers_of(prompt);
        let own = thing(&self.facts[index]);
        let first = self.things.partition_point(|(other, _)| Some(other) < own.as_ref());
        let same =
            self.things[first..].iter().take_while(|(other, _)| Some(other) == own.as_ref()).take(NEIGHBOURS * 4);
        key.also_true.extend(same.filter_map(|&(_, other)| decimal(&self.facts[other])).map(|value| value.normalize()));
        for (relation, _) in self.memberships(index).filter(|(relation, _)| relation.kind == RelationKind::PartOf) {
            let amount = |id: &FactId| self.fact(id).and_then(decimal);
            let id = &self.facts[index].id;
            match relation.facts.split_first() {
                Some((whole, parts)) if whole == id => {
                    key.least = parts.iter().take(NEIGHBOURS).filter_map(amount).max().max(key.least);
                }
                Some((whole, _)) => key.most = [amount(whole), key.most].into_iter().flatten().min(),
                None => {}
            }
        }
        Some(key)
    }
}

fn decimal(fact: &Fact) -> Option<Decimal> {
    match fact.quantity()?.amount {
        Amount::Decimal(value) => Some(value),
        Amount::Fraction(..) => None,
    }
}

/// Of one size, and as round: 205 and 1421 may be confused, 205 and 3 008 674 are not.
fn alike(a: Amount, b: Amount) -> bool {
    let (Amount::Decimal(a), Amount::Decimal(b)) = (a, b) else { return false };
    let digits = |value: Decimal| {
        let mantissa = value.normalize().mantissa().unsigned_abs().to_string();
        mantissa.trim_end_matches('0').len()
    };
    let (less, more) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    less.checked_mul(Decimal::from(12)).is_none_or(|most| more <= most) && digits(a).abs_diff(digits(b)) <= 1
}

/// What is counted and when, for facts that can be true together.
fn thing(fact: &Fact) -> Option<String> {
    let quantity = fact.quantity()?;
    // `в конце года` is in the year: what holds then may be said of the year too.
    let period = fact.period.as_ref().map(|period| time::label(&period.when, None)).unwrap_or_default();
    let place = fact.place.as_deref().unwrap_or("");
    Some(format!("{}|{}|{period}|{}", quantity.measure as u8, fold(&quantity.subject), fold(place)))
}

/// Which facts may be taken for one another: those that count the same thing, whenever, wherever and however many. What is
/// measured in a unit is the same thing only where it is called the same, as percents are of everything.
pub fn confusable(fact: &Fact) -> Option<String> {
    let quantity = fact.quantity()?;
    let thing = match quantity.measure {
        Measure::Count if !quantity.unit.is_empty() => fold(&quantity.unit),
        _ => format!("{} {}", quantity.unit, fold(&quantity.subject)),
    };
    Some(format!("{} {thing}", quantity.measure as u8))
}

fn other_time(other: &Fact) -> Reason {
    match &other.period {
        Some(period) => Reason::OtherTime(time::label(&period.when, period.part)),
        None => Reason::OtherSubject(subject(other)),
    }
}

/// What the other fact is about, as far as it is about something else.
fn name(own: &Fact, other: &Fact) -> String {
    let (a, b) = (subject(own), subject(other));
    match &other.place {
        Some(place) if a == b && own.place != other.place => place.clone(),
        Some(place) if own.place != other.place && !b.is_empty() => format!("{b} ({place})"),
        _ => b,
    }
}

fn subject(fact: &Fact) -> String {
    fact.quantity().map(|quantity: &Quantity| quantity.subject.clone()).unwrap_or_default()
}

/// Joins facts of one relation and of one sentence; each fact gets the first of its group.
fn groups(facts: &[Fact], memberships: &[(usize, usize, usize)]) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..facts.len()).collect();
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    let mut join = |a: usize, b: usize| {
        let (a, b) = (root(&mut parent, a), root(&mut parent, b));
        parent[a.max(b)] = a.min(b);
    };
    for index in 1..facts.len() {
        if facts[index].sentence == facts[index - 1].sentence {
            join(index - 1, index);
        }
    }
    let mut by_relation: Vec<(usize, usize)> =
        memberships.iter().map(|&(fact, relation, _)| (relation, fact)).collect();
    order::sort(&mut by_relation);
    for pair in by_relation.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        join(pair[0].1, pair[1].1);
    }
    (0..facts.len()).map(|index| root(&mut parent, index)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::generate;
    use super::super::tests::{Fixture, count as given};
    use super::*;
    use crate::span::Span;

    #[test]
    fn alike_in_size_and_roundness() {
        let amount = |written: &str| written.parse::<Amount>().expect("an amount");
        assert!(alike(amount("205"), amount("1421")));
        assert!(!alike(amount("205"), amount("3008674")));
        assert!(!alike(amount("5000"), amount("5009")));
        assert!(alike(amount("53.8"), amount("33.1")));
        assert!(!alike(amount("1/3"), amount("33.1")));
    }

    #[test]
    fn the_same_thing_of_another_time_or_place_may_be_taken_for_it() {
        let fixture = Fixture::new(
            "В 1962 г. было 12 школ, в 1963 г. — 14 школ, 30 % домов, 40 % домов и 50 % школ. Работали 7 заводов.",
        )
        .give(given("12", "12", "школа", "школ", Some(("В 1962 г.", "1962"))))
        .give(given("14", "14", "школа", "новых школ", Some(("в 1963 г.", "1963"))))
        .give(given("7", "7", "завод", "заводов", None));
        let mut groups: Vec<Option<String>> = fixture.facts.iter().map(confusable).collect();
        assert!(groups[0].is_some() && groups[0] == groups[1] && groups[2].is_some() && groups[0] != groups[2]);
        // Percents are of everything: only those of one thing.
        let percent = |subject: &str| {
            let mut fact = fixture.facts[0].clone();
            if let FactKind::Quantity(quantity) = &mut fact.kind {
                (quantity.measure, quantity.unit, quantity.subject) = (Measure::Percent, "%".into(), subject.into());
            }
            confusable(&fact)
        };
        assert!(percent("домов") == percent("Домов") && percent("домов") != percent("школ"));
        let cards = generate(&fixture.material(), 0);
        groups.push(None);
        assert!(!cards.is_empty() && cards.iter().all(|card| groups.contains(&card.confusable)));
        assert!(cards.iter().any(|card| card.confusable == groups[0]), "a card has the group of its fact");
    }

    #[test]
    #[ignore = "compares times, which a busy machine spoils: cargo test --release -- --ignored linear_time"]
    fn a_hostile_sentence_takes_linear_time() {
        let fixture = |count: usize| {
            let text = "в городе построили 12 домов, а в селе — 7 домов, ".repeat(count);
            let mut fixture = Fixture::new(&text);
            let numbers: Vec<Span> =
                text.match_indices("12").map(|(at, found)| Span::new(at, at + found.len())).collect();
            let whole = fixture.give(given("12", "12", "дом", "домов в городе", None));
            let fact = whole.facts[0].clone();
            fixture = Fixture { facts: Vec::new(), ..whole };
            fixture.facts = (numbers.into_iter().enumerate())
                .map(|(index, span)| Fact { id: FactId::of("quantity", &text, span, index), span, ..fact.clone() })
                .collect();
            let all: Vec<usize> = (0..fixture.facts.len()).collect();
            fixture.relate(RelationKind::Breakdown, &all)
        };
        let time = |count: usize| {
            let fixture = fixture(count);
            (0..3)
                .map(|_| {
                    let start = std::time::Instant::now();
                    generate(&fixture.material(), 0);
                    start.elapsed()
                })
                .min()
                .unwrap_or_default()
        };
        let (small, large) = (time(200), time(1600));
        assert!(
            large < small * 24 + std::time::Duration::from_millis(5),
            "eight times the text: {small:?}, then {large:?}"
        );
    }
}
