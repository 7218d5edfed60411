//! What is failed most, by fact: a fact is as hard as the cards that ask for it are together.

use std::collections::BTreeMap;

use super::{Standing, Statistics};
use crate::order;

/// What is hard to keep, with the cards that ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HardFact<F> {
    /// More than one where the same cards ask for them; none of a card that stands for itself.
    pub facts: Vec<F>,
    /// Their places in [`Statistics::cards`], in that order; those that were never failed too.
    pub cards: Vec<usize>,
    pub lapses: u32,
    pub reviews: u32,
}

impl Statistics {
    /// At most so many, first what is failed most for how often it was asked; what has never been failed is not among them.
    /// `facts_of` tells for a place in `cards` which facts the card asks for; one that asks for none stands for itself.
    pub fn hardest<F: Ord>(&self, most: usize, facts_of: impl Fn(usize) -> Vec<F>) -> Vec<HardFact<F>> {
        let mut by_fact: BTreeMap<F, Vec<usize>> = BTreeMap::new();
        let mut alone = Vec::new();
        for place in 0..self.cards.len() {
            let facts = facts_of(place);
            if facts.is_empty() && self.cards[place].lapses > 0 {
                alone.push(place);
            }
            for fact in facts {
                by_fact.entry(fact).or_default().push(place);
            }
        }
        // Of a hundred thousand, only those few are sorted.
        if most < alone.len() {
            alone.select_nth_unstable_by(most, |a, b| self.harder(&[*a], &[*b]));
            alone.truncate(most);
        }
        let mut by_cards: BTreeMap<Vec<usize>, Vec<F>> = BTreeMap::new();
        for place in alone {
            by_cards.insert(vec![place], Vec::new());
        }
        for (fact, places) in by_fact {
            by_cards.entry(places).or_default().push(fact);
        }
        let mut hard: Vec<HardFact<F>> = by_cards
            .into_iter()
            .map(|(cards, facts)| {
                let (lapses, reviews) = self.sums(&cards);
                HardFact { facts, cards, lapses, reviews }
            })
            .filter(|hard| hard.lapses > 0)
            .collect();
        order::by(&mut hard, |a, b| self.harder(&a.cards, &b.cards));
        hard.truncate(most);
        hard
    }

    fn sums(&self, cards: &[usize]) -> (u32, u32) {
        let of = |part: fn(&Standing) -> u32| {
            cards.iter().fold(0, |sum: u32, place| sum.saturating_add(part(&self.cards[*place])))
        };
        (of(|card| card.lapses), of(|card| card.reviews))
    }

    fn harder(&self, a: &[usize], b: &[usize]) -> std::cmp::Ordering {
        // One failure in two reviews tells less than five in ten: a review of each kind is added.
        let share = |cards| {
            let (lapses, reviews) = self.sums(cards);
            (f64::from(lapses) + 1.0) / (f64::from(reviews) + 2.0)
        };
        let difficulty = |cards: &[usize]| cards.iter().map(|place| self.cards[*place].difficulty).fold(0.0, f32::max);
        share(b).total_cmp(&share(a)).then(difficulty(b).total_cmp(&difficulty(a))).then_with(|| a.cmp(b))
    }
}
