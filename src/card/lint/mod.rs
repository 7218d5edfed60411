//! The rules of good cards, each a function with a card that breaks it as its test. `konspekt lint` prints what they find, and
//! property tests hold them over generated texts.
//!
//! Rules 22 and 23 are those of [`super::answer`]; rule 27 is a test; what a deck as a whole can break is in `deck`.

mod deck;
mod options;
mod prompt;
mod truth;

use super::{Card, CardId, CardKind, Piece};
use crate::document::Document;
use crate::extract::ClaimMention;
use crate::fact::{Fact, FactId};
use crate::lexicon::fold;

/// A rule that a card breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub card: CardId,
    pub rule: &'static str,
    /// What is wrong, with the words that show it.
    pub what: String,
}

/// What cards are held against: the text they came from, and what was found in it.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub document: &'a Document,
    pub facts: &'a [Fact],
    pub claims: &'a [ClaimMention],
}

/// A card with its facts, and what it is checked against.
struct Checked<'a> {
    card: &'a Card,
    /// Those that the text has, in the order of the card.
    facts: Vec<&'a Fact>,
    text: &'a str,
    folded: &'a str,
    claims: &'a [ClaimMention],
    /// All facts of the text by what they count.
    all: &'a [Fact],
}

type Rule = (&'static str, fn(&Checked) -> Option<String>);

/// The rules for one card, by the number of the rule they hold.
const RULES: &[Rule] = &[
    ("evidence-is-exact", truth::evidence_is_exact), // 1
    ("values-stand-in-the-evidence", truth::values_stand_in_the_evidence), // 2
    ("derivation-recomputes", truth::derivation_recomputes), // 2
    ("hedge-survives", truth::hedge_survives),       // 3
    ("attribution-stays", truth::attribution_stays), // 4
    ("time-keeps-its-precision", truth::time_keeps_its_precision), // 5
    ("no-loose-pronoun", prompt::no_loose_pronoun),  // 6
    ("answer-is-short", prompt::answer_is_short),    // 7
    ("no-long-list", prompt::no_long_list),          // 8
    ("time-is-named", prompt::time_is_named),        // 9
    ("answer-is-hidden", prompt::answer_is_hidden),  // 11
    ("own-words", prompt::own_words),                // 12
    ("one-blank", prompt::one_blank),                // 13
    ("unit-stays-outside", prompt::unit_stays_outside), // 13
    ("prompt-is-short", prompt::prompt_is_short),    // 14
    ("cut-is-shown", prompt::cut_is_shown),          // 14
    ("language-of-the-source", prompt::language_of_the_source), // 15
    ("one-key", options::one_key),                   // 16
    ("options-differ", options::options_differ),     // 16
    ("no-option-is-true", options::no_option_is_true), // 16
    ("options-are-alike", options::options_are_alike), // 17
    ("options-agree", options::options_agree),       // 18
    ("reasons-are-given", options::reasons_are_given), // 19
    ("no-all-or-none", options::no_all_or_none),     // 20
    ("options-ascend", options::options_ascend),     // 21
    ("key-is-right", options::key_is_right),
    ("order-can-be-told", options::order_can_be_told),       // 24
    ("evaluation-is-no-fact", truth::evaluation_is_no_fact), // 28
];

/// Every broken rule, card by card, then what only the deck as a whole can break.
pub fn lint(source: &Source, cards: &[Card]) -> Vec<Finding> {
    let folded = fold(&source.document.text);
    let mut by_id: Vec<(&FactId, &Fact)> = source.facts.iter().map(|fact| (&fact.id, fact)).collect();
    by_id.sort_by_key(|(id, _)| *id);
    let find = |id: &FactId| by_id.binary_search_by_key(&id, |(id, _)| *id).ok().map(|place| by_id[place].1);
    let mut findings = Vec::new();
    for card in cards {
        let checked = Checked {
            card,
            facts: card.facts.iter().filter_map(find).collect(),
            text: &source.document.text,
            folded: &folded,
            claims: source.claims,
            all: source.facts,
        };
        for (rule, check) in RULES {
            if let Some(what) = check(&checked) {
                findings.push(Finding { card: card.id.clone(), rule, what });
            }
        }
    }
    findings.extend(deck::findings(cards));
    findings
}

impl<'a> Checked<'a> {
    fn fact(&self) -> Option<&'a Fact> {
        self.facts.first().copied()
    }

    /// Whether the card asks for the amount of its fact, not for its time.
    fn asks_amount(&self) -> bool {
        let quantity = self.fact().and_then(Fact::quantity);
        quantity.is_some_and(|quantity| self.card.answer.value == Some(quantity.amount))
    }

    /// The fact whose amount is asked.
    fn asked(&self) -> Option<&'a Fact> {
        self.fact().filter(|_| self.asks_amount())
    }
}

fn texts(card: &Card) -> impl Iterator<Item = &str> {
    card.prompt.iter().filter_map(|piece| if let Piece::Text(text) = piece { Some(text.as_str()) } else { None })
}

fn joined(card: &Card) -> String {
    card.prompt.iter().map(|piece| if let Piece::Text(text) = piece { text } else { "____" }).collect()
}

fn blanks(card: &Card) -> usize {
    card.prompt.iter().filter(|piece| **piece == Piece::Blank).count()
}

/// Kinds whose answer follows from the evidence and does not stand in it.
fn is_derived(kind: CardKind) -> bool {
    matches!(kind, CardKind::Ordering | CardKind::Trend | CardKind::Criticism)
}

#[cfg(test)]
mod tests;
