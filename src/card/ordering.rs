//! Happenings to be put in the order of their times.

use std::collections::HashSet;

use super::happening::{goes_on, told};
use super::lexis::Lexis;
use super::standing::points_outside;
use super::{Answer, Card, CardId, CardKind, Choice, Piece, Proof, Reason};
use crate::fact::{Fact, FactKind, Inferred};
use crate::lexicon::fold;
use crate::order;
use crate::segment::{Sentence, token};
use crate::span::Span;
use crate::wording::{capitalized, count_words, time};

/// That many happenings are put in order.
const ITEMS: usize = 4;
const FEWEST: usize = 3;

/// An item is at most that long, in words.
const LONGEST_ITEM: usize = 18;

const PROMPT: &str = "Расположите события по времени, от раннего к позднему.";

/// A happening that can stand in a list.
struct Item<'a> {
    fact: &'a Fact,
    sentence: &'a Sentence,
    words: String,
    /// First and last day.
    days: (i64, i64),
}

/// Cards over all events that can be told apart in time, each event in one card.
pub fn cards(
    text: &str,
    sentences: &[Sentence],
    facts: &[&Fact],
    lexis: &Lexis,
    siblings: impl Fn(&Fact) -> String,
) -> Vec<Card> {
    let mut items: Vec<Item> = facts.iter().filter_map(|fact| item(text, sentences, fact, lexis)).collect();
    // What overlaps in time with another has no place in an order; of two, the one that ends first leaves room for more.
    order::by(&mut items, |a, b| {
        a.days.1.cmp(&b.days.1).then(b.days.0.cmp(&a.days.0)).then(a.fact.span.start.cmp(&b.fact.span.start))
    });
    let (mut apart, mut seen): (Vec<Item>, HashSet<String>) = Default::default();
    for item in items {
        let after = apart.last().is_none_or(|last| last.days.1 < item.days.0);
        if after && seen.insert(item.words.clone()) {
            apart.push(item);
        }
    }
    if apart.len() < FEWEST {
        return Vec::new();
    }
    // Far apart in the order of time: what happened in one month is for another card.
    let count = (apart.len() / ITEMS).max(1);
    (0..count)
        .filter_map(|first| {
            let chosen: Vec<&Item> = apart.iter().skip(first).step_by(count).take(ITEMS).collect();
            (chosen.len() >= FEWEST).then(|| card(&chosen, siblings(chosen[0].fact)))
        })
        .collect()
}

fn item<'a>(text: &str, sentences: &'a [Sentence], fact: &'a Fact, lexis: &Lexis) -> Option<Item<'a>> {
    let FactKind::Event { what } = &fact.kind else { return None };
    let period = fact.period.as_ref()?;
    let sentence = sentences.get(fact.sentence)?;
    let carried = fact.inferred.iter().any(|inferred| matches!(inferred, Inferred::Subject | Inferred::Period));
    let tokens = token::tokens(what, Span::new(0, what.len()));
    let words = count_words(what);
    // A year would give its place away.
    let year = what.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= 3);
    let plain = !year && !what.contains(['—', ':', ';', '“', '"', ',']);
    let stands = !points_outside(&fold(what), &tokens) && (3..=LONGEST_ITEM).contains(&words) && plain;
    // `Каждый год … размещались полки` is no happening of one time.
    let repeated =
        matches!(what.split(' ').next(), Some("Каждый" | "каждый" | "Каждую" | "каждую" | "Ежегодно" | "ежегодно"));
    if repeated
        || goes_on(fact, sentence, text)
        || fact.doubt.is_some()
        || carried
        || !stands
        || told(what, lexis).is_none()
        || !sentence.span.contains(period.span)
    {
        return None;
    }
    let days = period.when.days(period.part)?;
    Some(Item { fact, sentence, words: capitalized(what), days })
}

fn card(items: &[&Item], siblings: String) -> Card {
    let facts: Vec<_> = items.iter().map(|item| item.fact.id.clone()).collect();
    let label = |fact: &Fact| fact.period.as_ref().map(|period| Reason::When(time::label(&period.when, period.part)));
    let choice = |item: &&Item| Choice { text: item.words.clone(), correct: true, reason: label(item.fact) };
    let proof = |item: &&Item| {
        let answer = item.fact.period.as_ref().map_or(item.fact.span, |period| period.span);
        Proof { sentence: item.sentence.span, answer }
    };
    Card {
        id: CardId::of(&facts, "order", "ordering"),
        kind: CardKind::Ordering,
        prompt: vec![Piece::Text(PROMPT.to_owned())],
        options: items.iter().map(choice).collect(),
        answer: Answer {
            text: (1..=items.len()).map(|number| number.to_string()).collect::<Vec<_>>().join("–"),
            value: None,
            accepts: Vec::new(),
            tolerance: None,
            years: None,
        },
        evidence: items.iter().map(proof).collect(),
        facts,
        weight: 0.8,
        siblings: Some(siblings),
        confusable: None,
        derivation: None,
        trusted: false,
    }
}
