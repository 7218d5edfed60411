//! What is said twice, in two units, is related twice: `7 млн кв. км (2,7 млн кв. миль), из которых 5,5 млн (2,1 млн)`.

use super::gap::Figures;
use super::{Relation, relation};
use crate::fact::{Fact, FactId};

/// The relations among the conversions of the figures of `found`, where all of them have one in the same unit.
pub fn converted(figures: &Figures, found: &[Relation]) -> Vec<Relation> {
    let conversion = |id: &FactId| {
        let host = figures.items.iter().position(|figure| figure.fact.id == *id)?;
        let figure = figures.items.get(host + 1)?;
        figures.is_conversion(host + 1).then_some((figure.fact, figure.quantity.unit.as_str()))
    };
    found
        .iter()
        .filter_map(|told| {
            let twins: Vec<(&Fact, &str)> = told.facts.iter().map(conversion).collect::<Option<_>>()?;
            let alike = twins.windows(2).all(|pair| pair[0].1 == pair[1].1);
            let facts: Vec<&Fact> = twins.iter().map(|(fact, _)| *fact).collect();
            alike.then(|| relation(told.kind, told.title.clone(), &facts, "converted"))
        })
        .collect()
}
