//! Whether facts that somebody has chosen can be related as they say, and in which order a relation has them.

use super::RelationKind;
use crate::extract::{Amount, Measure};
use crate::fact::{Fact, Quantity};
use crate::order;

/// Why chosen facts are no relation of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// There is nothing to relate.
    Few,
    /// One of them is no figure.
    NoFigure,
    /// They are not measured alike.
    Measures,
    /// Two of a series have one time, or one has none.
    Times,
    /// A part is not less than its whole.
    Whole,
}

/// The facts as a relation has them: a series in the order of time, a whole before its parts; in all else as in the text.
pub fn ordered<'a>(kind: RelationKind, facts: &[&'a Fact]) -> Vec<&'a Fact> {
    let mut facts = facts.to_vec();
    order::by_key(&mut facts, |fact| fact.span.start);
    match kind {
        RelationKind::Series => order::by_key(&mut facts, |fact| days(fact)),
        RelationKind::PartOf => {
            let greatest =
                (0..facts.len()).reduce(|one, other| if is_less(facts[one], facts[other]) { other } else { one });
            if let Some(greatest) = greatest {
                facts[..=greatest].rotate_right(1);
            }
        }
        RelationKind::Breakdown => {}
    }
    facts
}

/// What speaks against them, in the order of [`ordered`]; `None`: they can be related.
pub fn misfit(kind: RelationKind, facts: &[&Fact]) -> Option<Misfit> {
    let is_twice = |(at, fact): (usize, &&Fact)| facts[..at].iter().any(|other| other.id == fact.id);
    if facts.len() < 2 || facts.iter().enumerate().any(is_twice) {
        return Some(Misfit::Few);
    }
    let Some(quantities) = facts.iter().map(|fact| fact.quantity()).collect::<Option<Vec<&Quantity>>>() else {
        return Some(Misfit::NoFigure);
    };
    let is_in_units = |measure| matches!(measure, Measure::Money | Measure::Physical | Measure::Duration);
    let alike = |other: &&Quantity| {
        other.measure == quantities[0].measure && (other.unit == quantities[0].unit || !is_in_units(other.measure))
    };
    if !quantities.iter().all(alike) {
        return Some(Misfit::Measures);
    }
    let is_later = |pair: &[&Fact]| days(pair[0]).zip(days(pair[1])).is_some_and(|(one, other)| one < other);
    match kind {
        RelationKind::Series if !facts.windows(2).all(is_later) => Some(Misfit::Times),
        RelationKind::PartOf if !facts[1..].iter().all(|part| is_less(part, facts[0])) => Some(Misfit::Whole),
        RelationKind::Series | RelationKind::PartOf | RelationKind::Breakdown => None,
    }
}

fn days(fact: &Fact) -> Option<(i64, i64)> {
    fact.period.as_ref().and_then(|period| period.when.days(period.part))
}

fn is_less(one: &Fact, other: &Fact) -> bool {
    let amount = |fact: &Fact| fact.quantity().map(|quantity| quantity.amount);
    match (amount(one), amount(other)) {
        (Some(Amount::Decimal(one)), Some(Amount::Decimal(other))) => one < other,
        (Some(one), Some(other)) => one.to_f64() < other.to_f64(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;
    use crate::lesson::Lesson;
    use crate::lexicon::ru::morphology::Morphology;

    fn facts(text: &str) -> Vec<Fact> {
        let document = ingest::read_text(text, None).expect("a text").document;
        Lesson::of(document, 3, Morphology::bundled()).facts
    }

    /// The values, with a sign for what speaks against them.
    fn told(kind: RelationKind, facts: &[Fact]) -> (Vec<String>, Option<Misfit>) {
        let all: Vec<&Fact> = facts.iter().filter(|fact| fact.quantity().is_some()).collect();
        let ordered = ordered(kind, &all);
        let value = |fact: &&Fact| fact.quantity().map(|quantity| quantity.amount.to_string()).unwrap_or_default();
        (ordered.iter().map(value).collect(), misfit(kind, &ordered))
    }

    #[test]
    fn facts_are_related_as_their_figures_and_times_allow() {
        use RelationKind::*;
        let schools = facts("В 1944 г. построили 40 школ. В 1942 г. построили 12 школ. В 1943 г. построили 90 школ.");
        let numbers = |numbers: [&str; 3]| numbers.map(str::to_owned).to_vec();
        assert_eq!(told(Series, &schools), (numbers(["12", "90", "40"]), None));
        assert_eq!(told(PartOf, &schools), (numbers(["90", "40", "12"]), None));
        assert_eq!(told(Breakdown, &schools), (numbers(["40", "12", "90"]), None));
        let alike = facts("В 1944 г. построили 40 школ. В 1944 г. построили 40 больниц.");
        assert_eq!(told(Series, &alike).1, Some(Misfit::Times));
        assert_eq!(told(PartOf, &alike).1, Some(Misfit::Whole));
        let otherwise = facts("В 1944 г. построили 40 школ. В 1945 г. собрали 7 т хлопка.");
        for kind in RelationKind::ALL {
            assert_eq!(told(kind, &otherwise).1, Some(Misfit::Measures));
            assert_eq!(misfit(kind, &[&schools[0]]), Some(Misfit::Few));
            assert_eq!(misfit(kind, &[&schools[0], &schools[0]]), Some(Misfit::Few));
        }
    }
}
