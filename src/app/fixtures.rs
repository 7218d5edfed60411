//! Hand-made cards for tests.

use crate::card::{Answer, Card, CardId, CardKind, Choice, Piece};

/// A card of this kind that asks for `answer`.
pub fn made(kind: CardKind, answer: &str) -> Card {
    Card {
        id: CardId(format!("{kind:?}")),
        kind,
        prompt: vec![Piece::Text("Сколько? ".to_owned()), Piece::Blank],
        options: Vec::new(),
        answer: Answer { text: answer.to_owned(), value: None, accepts: Vec::new(), tolerance: None, years: None },
        evidence: Vec::new(),
        facts: Vec::new(),
        weight: 1.0,
        siblings: None,
        confusable: None,
        derivation: None,
        trusted: true,
    }
}

pub fn choice(text: &str, correct: bool) -> Choice {
    Choice { text: text.to_owned(), correct, reason: None }
}
