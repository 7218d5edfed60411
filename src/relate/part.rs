//! A whole and its parts: `из них`, `в том числе`, `180 из 284`.

use super::gap::{Figures, is_less};
use super::{Relation, RelationKind, relation};
use crate::extract::Measure;
use crate::fact::Fact;
use crate::lexicon::ru::traits::Traits;

/// What tells that a part follows.
const CUES: &[&[&str]] = &[
    &["из", "них"],
    &["из", "которых"],
    &["из", "этого", "числа"],
    &["из", "этого", "количества"],
    &["в", "том", "числе"],
    &["в", "их", "числе"],
    &["среди", "них"],
    &["включая"],
];

/// The parts told in a sentence; `before` is the last figure of the sentence before it in the same block.
pub fn parts(figures: &Figures, before: Option<&Fact>) -> Vec<Relation> {
    let mut found: Vec<Relation> = Vec::new();
    let mut index = 0;
    while index < figures.items.len() {
        if let Some(relation) = out_of(figures, index).or_else(|| out_of_whole(figures, index)) {
            found.push(relation);
            index += 1;
            continue;
        }
        let Some(whole) = whole(figures, index, before) else {
            index += 1;
            continue;
        };
        let mut members = vec![whole, figures.items[index].fact];
        index += 1;
        while index < figures.items.len()
            && is_sibling(figures, index)
            && fits(whole, &members[1..], figures.items[index].fact)
        {
            members.push(figures.items[index].fact);
            index += 1;
        }
        let title = whole.quantity().map(|quantity| quantity.subject.clone()).unwrap_or_default();
        found.push(relation(RelationKind::PartOf, title, &members, "cue"));
    }
    found
}

/// `180 из 284`: whole first.
fn out_of(figures: &Figures, index: usize) -> Option<Relation> {
    let (part, whole) = (figures.items[index], figures.items.get(index + 1)?);
    let words = &figures.words;
    // Nothing but the counted noun stands between: `1 234 избирателя из 2 456`.
    let gap = figures.gap(index + 1);
    let joined = gap.end > gap.start
        && words.word(gap.end - 1) == "из"
        && gap.len() <= 5
        && (gap.start..gap.end - 1).all(|at| words.is_word(at) && !words.is_preposition(at) && !words.is_finite(at));
    let alike = part.quantity.measure == Measure::Count && whole.quantity.measure == Measure::Count;
    let title = whole.quantity.subject.clone();
    (joined && alike && is_less(part.quantity, whole.quantity))
        .then(|| relation(RelationKind::PartOf, title, &[whole.fact, part.fact], "out_of"))
}

/// `Из 148 объектов 68 торгуют продуктами`: whole first, the part without a noun of its own.
fn out_of_whole(figures: &Figures, index: usize) -> Option<Relation> {
    let (whole, part) = (figures.items[index], figures.items.get(index + 1)?);
    let words = &figures.words;
    let led = whole
        .lead
        .checked_sub(1)
        .is_some_and(|at| words.word(at) == "из" && (at == 0 || !words.is_word(at - 1) || words.is_capital(at)));
    let gap = figures.gap(index + 1);
    let close = gap.len() <= 6 && !gap.clone().any(|at| words.is_finite(at));
    let bare = !words.traits(part.to).has(Traits::NOUN) || part.quantity.unit == whole.quantity.unit;
    let counts = whole.quantity.measure == Measure::Count && part.quantity.measure == Measure::Count;
    let title = whole.quantity.subject.clone();
    (led && close && bare && counts && is_less(part.quantity, whole.quantity))
        .then(|| relation(RelationKind::PartOf, title, &[whole.fact, part.fact], "out_of_whole"))
}

/// The whole of which the figure is said to be a part: the nearest figure before of the same measure that is greater.
fn whole<'a>(figures: &Figures<'a>, index: usize, before: Option<&'a Fact>) -> Option<&'a Fact> {
    let part = figures.items[index];
    let cue = cue(figures, index)?;
    // The cue rules what comes right after it; another clause is another matter.
    let near = !(cue..part.from).any(|at| matches!(figures.words.get(at), ";" | "(")) && part.from - cue <= 14;
    let alike = |whole: &Fact| {
        whole.quantity().is_some_and(|quantity| {
            quantity.measure == part.quantity.measure
                && matches!(quantity.measure, Measure::Count | Measure::Money | Measure::Physical)
                && (quantity.measure == Measure::Count || quantity.unit == part.quantity.unit)
                && is_less(part.quantity, quantity)
        })
    };
    let mut nearest = figures.items[..index].iter().rev().take(6).map(|figure| figure.fact);
    if !near {
        return None;
    }
    match nearest.find(|fact| alike(fact)) {
        Some(fact) => Some(fact),
        None if index == 0 && cue <= 1 => before.filter(|fact| alike(fact)),
        None => None,
    }
}

/// Whether the figure is said to be a part of another: it does not stand beside that figure's peers.
pub fn is_cued(figures: &Figures, index: usize) -> bool {
    cue(figures, index).is_some()
}

/// Where a cue stands in the gap before the figure.
fn cue(figures: &Figures, index: usize) -> Option<usize> {
    let begins = |at: usize| matches!(figures.words.word(at), "из" | "в" | "среди" | "включая");
    let mut gap = figures.gap(index);
    let from = gap.find(|&at| begins(at))?;
    CUES.iter().find_map(|cue| (from..gap.end).find(|&at| figures.words.starts(at, cue)))
}

/// One more part of the same whole: nothing but a comma or `и` and what bounds it stands between.
fn is_sibling(figures: &Figures, index: usize) -> bool {
    let gap = figures.gap(index);
    let words = &figures.words;
    let joint = gap.clone().rev().find(|&at| words.is_mark(at, ',') || words.word(at) == "и");
    let apart = gap.clone().any(|at| matches!(words.get(at), ";" | "." | "(" | ")" | "а" | "но"));
    joint.is_some_and(|joint| gap.end - joint <= 3)
        && gap.len() <= 12
        && !is_cued(figures, index)
        && !apart
        && figures.dash(index).is_none()
}

/// A part of the same measure, with which the parts are still no more than the whole.
fn fits(whole: &Fact, parts: &[&Fact], next: &Fact) -> bool {
    let (Some(whole), Some(next)) = (whole.quantity(), next.quantity()) else { return false };
    let value = |quantity: &crate::fact::Quantity| match quantity.amount {
        crate::extract::Amount::Decimal(value) => Some(value),
        crate::extract::Amount::Fraction(..) => None,
    };
    let told = parts
        .iter()
        .filter_map(|part| value(part.quantity()?))
        .try_fold(rust_decimal::Decimal::ZERO, |sum, part| sum.checked_add(part));
    let sum = told.zip(value(next)).and_then(|(told, next)| told.checked_add(next));
    next.measure == whole.measure && sum.zip(value(whole)).is_some_and(|(sum, whole)| sum <= whole)
}
