//! What only a deck as a whole can break.

use super::super::{Card, CardId, CardKind, MOST_FORMS, Piece};
use super::{Finding, joined};

pub fn findings(cards: &[Card]) -> Vec<Finding> {
    let mut findings = prompts_differ(cards);
    findings.extend(few_forms_of_a_fact(cards));
    findings.extend(key_has_no_place(cards));
    findings
}

/// Rule 10: no two facts are asked in the same words.
fn prompts_differ(cards: &[Card]) -> Vec<Finding> {
    let mut prompts: Vec<(&[Piece], &Card)> = cards
        .iter()
        .filter(|card| card.kind != CardKind::Ordering)
        .map(|card| (card.prompt.as_slice(), card))
        .collect();
    prompts.sort_by(|a, b| a.0.cmp(b.0));
    let pairs = prompts.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[0].1.facts != pair[1].1.facts);
    let finding = |pair: &[(&[Piece], &Card)]| Finding {
        card: pair[1].1.id.clone(),
        rule: "prompts-differ",
        what: joined(pair[1].1),
    };
    pairs.map(finding).collect()
}

/// Rules 25 and 26: few forms of one fact, and all in one group.
fn few_forms_of_a_fact(cards: &[Card]) -> Vec<Finding> {
    let mut order: Vec<&Card> = cards.iter().collect();
    order.sort_by(|a, b| a.facts.cmp(&b.facts));
    let mut findings = Vec::new();
    order.retain(|card| !card.facts.is_empty());
    for group in order.chunk_by(|a, b| a.facts == b.facts) {
        let finding = |what: String| Finding { card: group[0].id.clone(), rule: "few-forms-of-a-fact", what };
        if group.len() > MOST_FORMS {
            findings.push(finding(format!("{} forms", group.len())));
        }
        if group.len() > 1 && group.iter().any(|card| card.siblings.is_none() || card.siblings != group[0].siblings) {
            findings.push(finding("forms in several groups".to_owned()));
        }
    }
    findings
}

/// Rule 17: over thirty items, the place of the key gives nothing away.
fn key_has_no_place(cards: &[Card]) -> Option<Finding> {
    let mut counts = [0usize; 4];
    let mut last = None;
    for card in cards.iter().filter(|card| card.kind != CardKind::Ordering) {
        if let Some(place) = card.options.iter().position(|option| option.correct).filter(|place| *place < 4) {
            counts[place] += 1;
            last = Some(card);
        }
    }
    let (all, most) = (counts.iter().sum::<usize>(), counts.into_iter().max()?);
    (all >= 30 && most * 5 > all * 3).then(|| Finding {
        card: last.map_or_else(|| CardId(String::new()), |card| card.id.clone()),
        rule: "key-has-no-place",
        what: format!("{most} of {all} keys stand in one place"),
    })
}
