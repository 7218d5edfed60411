//! Two figures of one sentence and the words between them.

use std::ops::Range;

use crate::extract::number::context::bound_len;
use crate::extract::{Amount, Measure, Words};
use crate::fact::{Fact, Quantity};
use crate::lexicon::ru::traits::Traits;

/// Tokens between two figures of one list, at most.
const FAR: usize = 60;

/// Figures of one sentence, in text order, as tokens.
pub struct Figures<'a> {
    pub words: Words<'a>,
    pub items: Vec<Figure<'a>>,
    /// What is said beside the figures of [`Figures::outside`], as tokens, in text order.
    asides: Vec<Range<usize>>,
}

#[derive(Clone, Copy)]
pub struct Figure<'a> {
    pub fact: &'a Fact,
    pub quantity: &'a Quantity,
    /// Its first token, and the token after its last.
    pub from: usize,
    pub to: usize,
    /// The first token of what bounds it.
    pub lead: usize,
}

impl<'a> Figures<'a> {
    pub fn of(words: Words<'a>, facts: &'a [Fact]) -> Self {
        let items = facts
            .iter()
            .filter_map(|fact| {
                let quantity = fact.quantity()?;
                let (from, to) = (words.at(fact.span.start), words.at(fact.span.end.saturating_sub(1)) + 1);
                let lead = from - bound_len(&words, from);
                Some(Figure { fact, quantity, from, to, lead })
            })
            .collect();
        Figures { words, items, asides: Vec::new() }
    }

    /// The tokens between the figure at `index` and the one before it (or the sentence's start).
    pub fn gap(&self, index: usize) -> std::ops::Range<usize> {
        let from = index.checked_sub(1).map_or(0, |before| self.items[before].to);
        from..self.items[index].from.max(from)
    }

    /// Whether the figure says the one before it once more, in another unit: `7 млн кв. км (2,7 млн кв. миль)`.
    pub fn is_conversion(&self, index: usize) -> bool {
        let Some(host) = index.checked_sub(1).map(|host| self.items[host]) else { return false };
        let figure = self.items[index];
        let gap = self.gap(index);
        let opens = gap.clone().filter(|&at| self.words.is_mark(at, '(')).count() == 1
            && !gap.clone().any(|at| self.words.is_finite(at) || self.words.is_mark(at, ','));
        let or = gap.clone().any(|at| self.words.word(at) == "или") && !gap.clone().any(|at| self.words.is_finite(at));
        let closes = (figure.to..figure.to + 5).any(|at| self.words.is_mark(at, ')'));
        let measured = host.quantity.measure == figure.quantity.measure
            && matches!(figure.quantity.measure, Measure::Physical | Measure::Money | Measure::Duration);
        measured && (opens || or) && closes && gap.len() <= 8 && host.quantity.unit != figure.quantity.unit
    }

    /// Whether the figure and the next are the ends of a change: `с 20 тыс. до 35 тыс.`
    pub fn is_change(&self, index: usize) -> bool {
        let (Some(one), Some(two)) = (self.items.get(index), self.items.get(index + 1)) else { return false };
        let words = &self.words;
        let before = |at: usize| at.checked_sub(1).map_or("", |at| words.word(at));
        let from = matches!(before(one.lead), "с" | "со" | "от");
        // `до` may have been read as what bounds the number.
        let to = before(two.lead) == "до" || words.word(two.lead) == "до";
        let measure = |measure| {
            matches!(
                measure,
                Measure::Count
                    | Measure::Percent
                    | Measure::Share
                    | Measure::Money
                    | Measure::Physical
                    | Measure::Duration
                    | Measure::Age
            )
        };
        // Both are levels of one measure; the unit may stand with the second alone.
        let (first, last) = (one.quantity.measure, two.quantity.measure);
        from && to && measure(last) && (first == last || first == Measure::Count) && self.gap(index + 1).len() <= 12
    }

    /// Whether the figure is either end of a change.
    pub fn is_end(&self, index: usize) -> bool {
        self.is_change(index) || index > 0 && self.is_change(index - 1)
    }

    /// The figures that are told themselves, and not beside another one: in brackets (`18,3 млрд (103 % к 2015 году), на школы — 8,5 млрд`),
    /// or once more in other terms (`3995 тыс. га, или 69 %, приходится на пашню, 1733 тыс. га — на луга`).
    pub fn outside(&self) -> Figures<'a> {
        let (mut items, mut asides): (Vec<Figure>, Vec<Range<usize>>) =
            (Vec::with_capacity(self.items.len()), Vec::new());
        let (mut at, mut opened) = (0, None);
        for figure in &self.items {
            for mark in at..figure.from {
                match self.words.get(mark) {
                    "(" => opened = opened.or(Some(mark)),
                    ")" => asides.extend(opened.take().map(|from| from..mark + 1)),
                    _ => {}
                }
            }
            at = at.max(figure.from);
            let or = self
                .or(figure)
                .filter(|_| items.last().is_some_and(|host| host.quantity.measure != figure.quantity.measure));
            match or {
                _ if opened.is_some() => {}
                Some(or) => asides.push(or..figure.to),
                None => items.push(*figure),
            }
        }
        Figures { words: self.words, items, asides }
    }

    /// The figures but for some, whose tokens are words like any others then.
    pub fn without(&self, is_left_out: impl Fn(&Figure) -> bool) -> Figures<'a> {
        let items = self.items.iter().copied().filter(|figure| !is_left_out(figure)).collect();
        Figures { words: self.words, items, asides: self.asides.clone() }
    }

    /// Where `, или на` before a figure begins.
    fn or(&self, figure: &Figure) -> Option<usize> {
        let or = (figure.lead.saturating_sub(2)..figure.lead).find(|&at| self.words.word(at) == "или")?;
        Some(or - usize::from(or > 0 && self.words.is_mark(or - 1, ',')))
    }

    /// The tokens between the figure at `index` and the one before it that are said beside nothing; of more than [`FAR`] none.
    pub fn told_between(&self, index: usize) -> Vec<usize> {
        let gap = self.gap(index);
        if gap.len() > FAR { Vec::new() } else { self.told(gap) }
    }

    /// The same of the tokens after a figure, up to the next one.
    pub fn told_after(&self, index: usize) -> Vec<usize> {
        let next = self.items.get(index + 1).map_or(self.words.len(), |next| next.from);
        let to = self.items[index].to;
        self.told(to..next.min(to + FAR))
    }

    fn told(&self, gap: Range<usize>) -> Vec<usize> {
        let mut depth = 0usize;
        let is_outside = |&at: &usize| {
            let before = depth;
            match self.words.get(at) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            before.max(depth) == 0
        };
        let asides = self.asides.partition_point(|aside| aside.end <= gap.start);
        let is_told = |at: &usize| {
            !self.asides[asides..].iter().take_while(|aside| aside.start < gap.end).any(|aside| aside.contains(at))
        };
        gap.clone().filter(is_outside).filter(is_told).collect()
    }

    /// Whether the figure goes on with a list in which each is named before a dash: `…, на культуру (без школ) — 2,5 млрд`. What was
    /// counted before ends with a comma, a semicolon or `и`.
    pub fn is_named_next(&self, index: usize) -> bool {
        let (words, between) = (&self.words, self.told_between(index));
        let Some(dash) = between.iter().rev().take(4).position(|&at| words.is_dash(at)) else { return false };
        let name = &between[..between.len() - 1 - dash];
        let is_joint = |at: usize| matches!(words.get(at), "," | ";") || words.word(at) == "и";
        let Some(joint) = name.iter().take(5).rposition(|&at| is_joint(at)) else { return false };
        let name = &name[joint + 1..];
        let is_plain =
            |&at: &usize| (words.is_word(at) || matches!(words.get(at), "," | "«" | "»")) && !words.is_finite(at);
        (1..=9).contains(&name.len())
            && name.iter().all(is_plain)
            && name.iter().any(|&at| words.traits(at).any(Traits::NOUN.and(Traits::ATTRIBUTE)))
    }

    /// `…, овец 20 135`: whether the figure goes on with a list in which the noun stands right before its figure, which has none after it.
    pub fn is_named_before(&self, index: usize) -> bool {
        const NAME: usize = 7;
        let (words, between) = (&self.words, self.told_between(index));
        let lead = self.items[index].lead;
        let is_joint = |at: usize| matches!(words.get(at), "," | ";") || matches!(words.word(at), "и" | "а");
        let name = between.iter().rposition(|&at| at < lead && is_joint(at));
        let Some(joint) = name.filter(|&joint| joint <= 3) else { return false };
        let name: Vec<usize> = between[joint + 1..].iter().copied().filter(|&at| at < lead).collect();
        let is_plain = |&at: &usize| {
            words.is_word(at) && !words.is_finite(at) || words.is_mark(at, '.') && !words.space_before(at)
        };
        (1..=NAME).contains(&name.len())
            && name.iter().all(is_plain)
            && !words.is_preposition(name[0])
            && !words.is_change(name[name.len() - 1])
            && self.ends_with_name(index)
    }

    /// Whether a noun that may be counted stands right before the figure, and none after it.
    pub fn ends_with_name(&self, index: usize) -> bool {
        let words = &self.words;
        let figure = &self.items[index];
        let Some(at) = figure.lead.checked_sub(1) else { return false };
        let named = words.traits(at).any(Traits::NOUN.and(Traits::ATTRIBUTE))
            && words.traits(at).any(Traits::GENITIVE.and(Traits::NOMINATIVE));
        let generic = matches!(figure.quantity.unit.as_str(), "" | "человек" | "голова" | "штука" | "единица");
        let measured = matches!(figure.quantity.measure, Measure::Money | Measure::Physical | Measure::Percent);
        let bare = generic || measured || !words.traits(figure.to).any(Traits::NOUN.and(Traits::ATTRIBUTE));
        named && bare && !words.is_preposition(at)
    }

    /// Whether a comma or `и` ends what was said of the figure before, right before this one.
    pub fn follows(&self, index: usize) -> bool {
        let between = self.told_between(index);
        let lead = self.items[index].lead;
        let joint = between.iter().rev().find(|&&at| at < lead);
        between.len() <= 12
            && joint.is_some_and(|&at| self.words.is_mark(at, ',') || matches!(self.words.word(at), "и" | "а"))
    }

    /// `…, 2 — пресмыкающихся`: a figure without a noun, and a dash before what it counts.
    pub fn is_bare_next(&self, index: usize) -> bool {
        let to = self.items[index].to;
        self.follows(index) && self.words.is_dash(to) && self.words.space_before(to)
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
