//! Facts and relations → [`Card`]s; a file a kind of card, `lint` for the rules of good cards.

pub mod answer;
mod bare;
mod choice;
mod clause;
mod cloze;
mod context;
mod criticism;
mod date;
mod definition;
mod distractor;
mod generate;
mod grammar;
mod happening;
mod lexis;
pub mod lint;
mod ordering;
mod question;
mod standing;
mod trend;
mod trust;
#[cfg(test)]
pub(crate) mod tests;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::extract::Amount;
use crate::fact::{FactId, id::digest};
use crate::span::Span;
pub use generate::{Material, generate};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    pub id: CardId,
    pub kind: CardKind,
    /// In the language of the source; stands alone.
    pub prompt: Vec<Piece>,
    /// Empty for kinds without any; exactly one is correct in a choice.
    pub options: Vec<Choice>,
    pub answer: Answer,
    /// The words of the text that prove the answer, one sentence or two, and in them those that are the answer.
    pub evidence: Vec<Proof>,
    pub facts: Vec<FactId>,
    /// What a learner needs most has the greatest weight, from 0 to 1.
    pub weight: f64,
    /// Cards of one group are not shown in one session.
    pub siblings: Option<String>,
    /// Cards of one group may be taken for one another: the same thing counted at another time or place. They are shown in one
    /// session, but not one soon after the other.
    pub confusable: Option<String>,
    /// How the answer follows from `facts`, where it does not stand in the text.
    pub derivation: Option<Derivation>,
    /// Whether enough speaks for it to be in the default deck.
    pub trusted: bool,
}

/// How an answer is reckoned from the two facts of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Derivation {
    /// The second amount over the first, of one measure at two times.
    Ratio,
}

/// Hashes the fact ids, what is hidden and the generated kind; a later wording or form is an event on that id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CardId(pub String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// The words of the text with a blank, to be filled in one's head.
    Cloze,
    /// A blank with options.
    Choice,
    /// A question to be answered in one's head.
    Question,
    /// A question or a blank, the answer to be typed.
    Typed,
    /// A blank for which a range is given, and how sure one is.
    Estimate,
    /// Happenings to be put in the order of their times; the options stand in the right order.
    Ordering,
    /// Whether something rose or fell, and how far.
    Trend,
    /// A share of a whole, drawn as a bar.
    Share,
    /// A term from its meaning, or its meaning from the term.
    Definition,
    /// What kind of statement a sentence is; discussed, not graded.
    Criticism,
    /// A chart that is drawn before it is shown; made by whoever wants to study it, not from the text.
    Chart,
}

impl CardKind {
    pub const ALL: [CardKind; 11] = [
        CardKind::Cloze,
        CardKind::Choice,
        CardKind::Question,
        CardKind::Typed,
        CardKind::Estimate,
        CardKind::Ordering,
        CardKind::Trend,
        CardKind::Share,
        CardKind::Definition,
        CardKind::Criticism,
        CardKind::Chart,
    ];

    /// Part of card ids and of stored records: never to change.
    pub fn name(self) -> &'static str {
        match self {
            CardKind::Cloze => "cloze",
            CardKind::Choice => "choice",
            CardKind::Question => "question",
            CardKind::Typed => "typed",
            CardKind::Estimate => "estimate",
            CardKind::Ordering => "ordering",
            CardKind::Trend => "trend",
            CardKind::Share => "share",
            CardKind::Definition => "definition",
            CardKind::Criticism => "criticism",
            CardKind::Chart => "chart",
        }
    }

    /// Whether one of the options is to be taken.
    pub fn is_chosen(self) -> bool {
        matches!(self, CardKind::Choice | CardKind::Trend | CardKind::Criticism)
    }
}

/// What a sentence is to a reader who checks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// It can be looked up: a date, an exact figure.
    Checkable,
    /// A figure that the text itself does not give exactly.
    Approximate,
    /// Somebody else's word, to whom the text gives it.
    Attributed,
    /// What the author thinks of it.
    Evaluation,
}

/// A piece of a prompt. The blank is as wide whatever it hides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// A digit fell out: 509 for 5009.
    DigitLost,
    WrongMagnitude,
    OtherYear,
    /// The day of something else in the text.
    OtherDay,
    /// Up for down, or down for up.
    OtherDirection,
    /// In the right direction, too far or not far enough.
    OtherFactor,
    /// What the sentence would be if the option were right.
    OtherStance(Stance),
    /// Of an item to be put in order: when it was.
    When(String),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub text: String,
    pub value: Option<Amount>,
    /// Other ways of writing it that are right.
    pub accepts: Vec<String>,
    /// How far from `value` is still right; `None` where the answer is not a number.
    pub tolerance: Option<Amount>,
    /// The first and the last year that the answer takes in, where it is a year, a decade or a century; 0 is 1 BC.
    pub years: Option<(i32, i32)>,
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

/// At most that many cards ask for the same fact.
const MOST_FORMS: usize = 3;

fn numbers_of(pieces: &[Piece]) -> Vec<Decimal> {
    let texts =
        pieces.iter().filter_map(|piece| if let Piece::Text(text) = piece { Some(text.as_str()) } else { None });
    texts.flat_map(|text| cloze::numbers(text).collect::<Vec<_>>()).collect()
}

/// The heaviest of the trusted `cards`, which come first, at about one card for fifty words of the text.
pub fn default_deck(cards: &[Card], words: usize) -> &[Card] {
    let trusted = cards.partition_point(|card| card.trusted);
    &cards[..trusted.min(words.div_ceil(50))]
}
