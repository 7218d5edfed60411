//! Mentions → [`Fact`]s: what was counted, how much, when, where, by whom, each with the words that prove it.

mod lemmas;
mod scene;
mod phrase;
mod topic;
mod inherit;
mod unit;
mod subject;
mod beside;
mod ends;
mod gapped;
mod period;
mod place;
mod clause;
mod participle;
mod telling;
mod meant;
mod event;
mod definition;
mod assemble;
pub mod evidence;
pub mod id;
#[cfg(test)]
mod corpus;

use serde::{Deserialize, Serialize};

use crate::extract::{Amount, Bound, Measure, Part, RuleName, When};
use crate::span::Span;

pub use assemble::assemble;
pub use evidence::{Evidence, Quote};
pub use id::FactId;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    pub id: FactId,
    /// What the fact is read from: the number with its multiplier, the dated clause, the term with its expansion.
    pub span: Span,
    /// Index of the sentence that proves it.
    pub sentence: usize,
    pub evidence: Evidence,
    pub kind: FactKind,
    /// The time that the text states, or clearly carries over, for this fact.
    pub period: Option<Period>,
    /// In the nominative.
    pub place: Option<String>,
    pub agent: Option<String>,
    /// What was carried over from other words of the text, not stated beside the fact.
    pub inferred: Vec<Inferred>,
    /// Why a reader should look twice.
    pub doubt: Option<Doubt>,
    /// The claim under which the text puts the fact (`по данным …`).
    pub attribution: Option<String>,
    pub rule: RuleName,
}

/// Why a reader should look twice at a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// What it is of is not clear from its words.
    Subject,
    /// The text judges there, and does not only tell.
    Evaluation,
    /// The text itself is not sure.
    Hedge,
    /// Somebody says it in the text.
    Quoted,
}

impl Doubt {
    pub const ALL: [Doubt; 4] = [Doubt::Subject, Doubt::Evaluation, Doubt::Hedge, Doubt::Quoted];

    /// In the public JSON and in golden files; people read other words.
    pub fn name(self) -> &'static str {
        match self {
            Doubt::Subject => "subject",
            Doubt::Evaluation => "evaluation",
            Doubt::Hedge => "hedge",
            Doubt::Quoted => "quoted",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FactKind {
    Quantity(Quantity),
    /// A dated happening: the clause that tells it.
    Event {
        what: String,
    },
    Definition {
        term: String,
        meaning: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    pub amount: Amount,
    pub bound: Bound,
    /// The upper end where `bound` is [`Bound::Between`].
    pub upper: Option<Amount>,
    pub measure: Measure,
    /// The lemma of the counted noun (`коммунист`), of the currency or of the physical unit.
    pub unit: String,
    /// The counted phrase in the words of the text, with what is needed to understand it alone.
    pub subject: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub when: When,
    pub part: Option<Part>,
    /// Where the text says it.
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inferred {
    Subject,
    Period,
    Place,
    Agent,
}

impl Fact {
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.kind {
            FactKind::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }
}
