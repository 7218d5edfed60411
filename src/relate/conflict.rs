//! Figures that contradict each other: listed for a reader to look at, never decided.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Relation, RelationKind};
use crate::extract::{Amount, Bound, Measure};
use crate::fact::{Fact, FactId, Quantity};
use crate::lexicon::fold;

/// Why figures do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// A part is greater than its whole.
    PartOverWhole,
    /// Shares of one whole come to more than a hundred per cent.
    OverHundred,
    /// One thing has two values.
    TwoValues,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub clash: Clash,
    /// The places of the facts among those given; of a whole and its part, the whole first.
    pub facts: Vec<usize>,
}

/// What rounding adds to shares, per cent.
const ROUNDING: i64 = 1;

/// Every conflict among the figures of a text: by relation, and then by what the figures are of.
pub fn conflicts(facts: &[Fact], relations: &[Relation]) -> Vec<Conflict> {
    let places: BTreeMap<&FactId, usize> = facts.iter().enumerate().map(|(place, fact)| (&fact.id, place)).collect();
    let mut conflicts = Vec::new();
    for relation in relations {
        let related: Vec<usize> = relation.facts.iter().filter_map(|id| places.get(id).copied()).collect();
        match relation.kind {
            RelationKind::PartOf => conflicts.extend(over_whole(facts, &related)),
            RelationKind::Breakdown => conflicts.extend(over_hundred(facts, related)),
            RelationKind::Series => {}
        }
    }
    conflicts.extend(two_values(facts));
    conflicts
}

/// A figure that means just what it says.
fn exact(fact: &Fact) -> Option<(&Quantity, Decimal)> {
    let quantity = fact.quantity().filter(|quantity| quantity.bound == Bound::Exact)?;
    match quantity.amount {
        Amount::Decimal(value) => Some((quantity, value)),
        Amount::Fraction(..) => None,
    }
}

fn over_whole(facts: &[Fact], related: &[usize]) -> Vec<Conflict> {
    let Some((&whole, parts)) = related.split_first() else { return Vec::new() };
    let Some((of_whole, most)) = exact(&facts[whole]) else { return Vec::new() };
    let is_over = |part: &&usize| {
        let part = exact(&facts[**part]);
        part.is_some_and(|(quantity, value)| {
            (quantity.measure, &quantity.unit) == (of_whole.measure, &of_whole.unit) && value > most
        })
    };
    let conflict = |part: &usize| Conflict { clash: Clash::PartOverWhole, facts: vec![whole, *part] };
    parts.iter().filter(is_over).map(conflict).collect()
}

fn over_hundred(facts: &[Fact], related: Vec<usize>) -> Option<Conflict> {
    let mut sum = Decimal::ZERO;
    for place in &related {
        let (quantity, value) = exact(&facts[*place])?;
        if quantity.measure != Measure::Percent {
            return None;
        }
        sum += value;
    }
    (sum > Decimal::from(100 + ROUNDING)).then_some(Conflict { clash: Clash::OverHundred, facts: related })
}

/// What a figure is of: two of them have one value.
type Of<'a> = (String, &'a str, &'static str, String, Option<&'a str>, Option<&'a str>);

fn two_values(facts: &[Fact]) -> Vec<Conflict> {
    let mut known: BTreeMap<Of, Vec<usize>> = BTreeMap::new();
    for (place, fact) in facts.iter().enumerate() {
        let (Some((quantity, _)), Some(period)) = (exact(fact), &fact.period) else { continue };
        let is_level = !matches!(
            quantity.measure,
            Measure::Increase | Measure::PercentIncrease | Measure::Multiple | Measure::Duration | Measure::Age
        );
        // One word, like `человек`, is said of too many things.
        if !is_level || !quantity.subject.contains(' ') {
            continue;
        }
        let when = format!("{} {}", period.when, period.part.map_or("", |part| part.name()));
        let of = (
            fold(&quantity.subject),
            quantity.unit.as_str(),
            quantity.measure.name(),
            when,
            fact.place.as_deref(),
            fact.agent.as_deref(),
        );
        known.entry(of).or_default().push(place);
    }
    let value = |place: &usize| exact(&facts[*place]).map(|(_, value)| value);
    let differ = |places: &&Vec<usize>| places.iter().any(|place| value(place) != value(&places[0]));
    let mut conflicts: Vec<Conflict> = (known.values().filter(differ))
        .map(|places| Conflict { clash: Clash::TwoValues, facts: places.clone() })
        .collect();
    crate::order::by_key(&mut conflicts, |conflict| conflict.facts.first().copied());
    conflicts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::tests::{Fixture, Given, count};

    fn found(fixture: Fixture) -> Vec<Conflict> {
        conflicts(&fixture.facts, &fixture.relations)
    }

    #[test]
    fn a_part_is_not_greater_than_its_whole() {
        let of = |part: &'static str| {
            let fixture = Fixture::new("Было 100 коров, из них 120 дойных, 30 сухих.")
                .give(count("100", "100", "корова", "коров", None))
                .give(count(part, part, "корова", "дойных коров", None));
            found(fixture.relate(RelationKind::PartOf, &[0, 1]))
        };
        assert_eq!(of("120"), [Conflict { clash: Clash::PartOverWhole, facts: vec![0, 1] }]);
        assert_eq!(of("30"), []);
    }

    #[test]
    fn one_thing_at_one_time_has_one_value() {
        let of = |second: Option<(&'static str, &'static str)>| {
            let text = "В 1944 г. было 100 дойных коров, по другим сведениям 90. В 1945 г. было 80 дойных коров.";
            let fixture = Fixture::new(text)
                .give(count("100", "100", "корова", "дойных коров", Some(("В 1944 г.", "1944"))))
                .give(count("90", "90", "корова", "дойных коров", second))
                .give(count("80", "80", "корова", "дойных коров", Some(("В 1945 г.", "1945"))));
            found(fixture)
        };
        let clash = Conflict { clash: Clash::TwoValues, facts: vec![0, 1] };
        assert_eq!(of(Some(("В 1944 г.", "1944"))), [clash]);
        assert_eq!(of(Some(("В 1944 г.", "1943"))), []);
        assert_eq!(of(None), [], "of no time");
    }

    #[test]
    fn shares_of_one_whole_come_to_a_hundred() {
        let share = |quote: &'static str, subject: &'static str| Given {
            measure: Measure::Percent,
            ..count(quote, quote, "", subject, None)
        };
        let of = |third: &'static str| {
            let fixture = Fixture::new("Рабочих 40 %, крестьян 35 %, служащих 25 % и 45 %.")
                .give(share("40", "рабочих"))
                .give(share("35", "крестьян"))
                .give(share(third, "служащих"));
            found(fixture.relate(RelationKind::Breakdown, &[0, 1, 2]))
        };
        assert_eq!(of("45"), [Conflict { clash: Clash::OverHundred, facts: vec![0, 1, 2] }]);
        assert_eq!(of("25"), []);
    }
}
