//! Two figures of one sentence and the words between them.

use crate::extract::{Amount, Words};
use crate::fact::{Fact, Quantity};

/// Figures of one sentence, in text order, as tokens.
pub struct Figures<'a> {
    pub words: Words<'a>,
    pub items: Vec<Figure<'a>>,
}

#[derive(Clone, Copy)]
pub struct Figure<'a> {
    pub fact: &'a Fact,
    pub quantity: &'a Quantity,
    /// Its first token, and the token after its last.
    pub from: usize,
    pub to: usize,
}

impl<'a> Figures<'a> {
    pub fn of(words: Words<'a>, facts: &'a [Fact]) -> Self {
        let items = facts
            .iter()
            .filter_map(|fact| {
                let quantity = fact.quantity()?;
                let (from, to) = (words.at(fact.span.start), words.at(fact.span.end.saturating_sub(1)) + 1);
                Some(Figure { fact, quantity, from, to })
            })
            .collect();
        Figures { words, items }
    }

    /// The tokens between the figure at `index` and the one before it (or the sentence's start).
    pub fn gap(&self, index: usize) -> std::ops::Range<usize> {
        let from = index.checked_sub(1).map_or(0, |before| self.items[before].to);
        from..self.items[index].from.max(from)
    }

    /// Where in the gap before `index` the words stand, if they do.
    pub fn find(&self, index: usize, sequence: &[&str]) -> Option<usize> {
        self.gap(index).find(|&at| self.words.starts(at, sequence))
    }

    /// The dash right before the figure, but for particles and bounds: `— уже около 5 тыс.`
    pub fn dash(&self, index: usize) -> Option<usize> {
        let gap = self.gap(index);
        let dash = gap.clone().rev().take(4).find(|&at| self.words.is_dash(at) && self.words.space_before(at))?;
        (dash + 1..gap.end).all(|at| self.words.is_word(at)).then_some(dash)
    }
}

/// Whether one amount is smaller than another; fractions are not compared.
pub fn is_less(one: &Quantity, other: &Quantity) -> bool {
    match (one.amount, other.amount) {
        (Amount::Decimal(one), Amount::Decimal(other)) => one < other,
        _ => false,
    }
}
