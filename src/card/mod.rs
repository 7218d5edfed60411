//! Facts and relations → [`Card`]s; a file a kind of card, `lint` for the rules of good cards.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::extract::Amount;
use crate::fact::{Fact, FactId, id::digest};
use crate::relate::Relation;
use crate::segment::Sentence;
use crate::span::Span;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    pub id: CardId,
    pub kind: CardKind,
    /// In the language of the source; stands alone.
    pub prompt: Vec<Piece>,
    /// Empty for kinds without any; exactly one is correct in a choice.
    pub options: Vec<Choice>,
    pub answer: Answer,
    /// The sentences that prove the answer, and in each the words that are the answer.
    pub evidence: Vec<Proof>,
    pub facts: Vec<FactId>,
    /// What a learner needs most has the greatest weight, from 0 to 1.
    pub weight: f64,
    /// Cards of one group are not shown in one session.
    pub siblings: Option<String>,
}

/// Hashes the fact ids, what is hidden and the generated kind; a later wording or form is an event on that id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CardId(pub String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    Cloze,
    Choice,
}

/// A piece of a prompt. The blank is as wide whatever it hides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    Text(String),
    Blank,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub text: String,
    pub correct: bool,
    /// Why a wrong option is wrong; `None` for the right one.
    pub reason: Option<Reason>,
}

/// What a distractor is; shown as feedback, worded at the edge in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The same measure at another time, which is named in the words of the text.
    OtherTime(String),
    /// The same measure of something else, which is named in the words of the text.
    OtherSubject(String),
    /// A part for the whole, or the whole for a part.
    PartOrWhole(String),
    DigitsSwapped,
    WrongMagnitude,
    OtherYear,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub text: String,
    pub value: Option<Amount>,
    /// Other ways of writing it that are right.
    pub accepts: Vec<String>,
    /// How far from `value` is still right; `None` where the answer is not a number.
    pub tolerance: Option<Amount>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    pub sentence: Span,
    pub answer: Span,
}

impl CardId {
    /// `hidden` names what the card asks for (`value`, `period`), in one word that never changes.
    pub fn of(facts: &[FactId], hidden: &str, kind: &str) -> Self {
        let parts: Vec<&str> = facts.iter().map(|id| id.0.as_str()).chain([hidden, kind]).collect();
        CardId(digest("card", &parts))
    }
}

/// Every card that the facts can carry, heaviest first; the same input and seed give the same bytes.
pub fn generate(
    _document: &Document,
    _sentences: &[Sentence],
    _facts: &[Fact],
    _relations: &[Relation],
    _seed: u64,
) -> Vec<Card> {
    Vec::new()
}

/// The heaviest of `cards` at about one card for fifty words of the text.
pub fn default_deck(cards: &[Card], words: usize) -> &[Card] {
    &cards[..cards.len().min(words.div_ceil(50))]
}
