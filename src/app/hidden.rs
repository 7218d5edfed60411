//! The facts that a teacher hides: no card asks for them, no chart shows them, nothing in the text marks them.

use super::Open;
use crate::card::Card;
use crate::chart::ChartSpec;
use crate::deck::{Arranged, Entry};
use crate::fact::{Fact, FactId, Quote};
use crate::span::Span;

/// The hidden facts of a lesson on screen; most have none.
#[derive(Debug, Default)]
pub struct Hidden {
    facts: Vec<(FactId, Span)>,
}

impl Hidden {
    pub fn of(open: &Open, entry: &Entry) -> Hidden {
        let found = entry.work.arranged.hidden.iter().filter_map(|(id, quote)| found(open, id, quote));
        Hidden { facts: found.map(|fact| (fact.id.clone(), fact.span)).collect() }
    }

    pub fn has(&self, fact: &FactId) -> bool {
        self.facts.iter().any(|(id, _)| id == fact)
    }

    /// The words that the facts are read from.
    pub fn covers(&self, span: Span) -> bool {
        self.facts.iter().any(|(_, words)| words.overlaps(span))
    }

    pub fn asks(&self, card: &Card) -> bool {
        !self.facts.is_empty() && card.facts.iter().any(|fact| self.has(fact))
    }

    pub fn shows(&self, chart: &ChartSpec) -> bool {
        !self.facts.is_empty() && chart.rows.iter().any(|row| self.has(&row.fact))
    }
}

/// A fact by its id, or where a later version gives it another one, by its words.
fn found<'a>(open: &'a Open, id: &FactId, quote: &Quote) -> Option<&'a Fact> {
    let facts = &open.lesson.facts;
    facts.iter().find(|fact| fact.id == *id).or_else(|| {
        let (_, words) = quote.find(&open.lesson.document.text)?;
        facts.iter().find(|fact| fact.span == words)
    })
}

/// What is hidden, each as it is kept, with its fact; `None`: its words are gone.
pub fn listed<'a>(open: &'a Open, entry: &'a Entry) -> Vec<(&'a FactId, &'a Quote, Option<&'a Fact>)> {
    let hidden = entry.work.arranged.hidden.iter();
    hidden.map(|(id, quote)| (id, &**quote, found(open, id, quote))).collect()
}

/// What hides a fact, or shows it again.
pub fn turned(open: &Open, entry: &Entry, fact: &Fact) -> Arranged {
    let known = listed(open, entry).into_iter().find(|(_, _, found)| found.is_some_and(|found| found.id == fact.id));
    match known {
        Some((id, ..)) => Arranged::Hidden(id.clone(), None),
        None => {
            let quote = Quote::of(&open.lesson.document.text, fact.evidence.span, fact.span);
            Arranged::Hidden(fact.id.clone(), Some(quote))
        }
    }
}
