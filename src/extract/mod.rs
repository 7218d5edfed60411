//! Sentences → [`Mentions`]: what stands where in the text, before anything is joined.
//!
//! A folder a kind, each with its types, its named rules, and a corpus of what they must and must not find.

pub mod claim;
pub mod entity;
pub mod number;
pub mod time;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::segment::Sentence;
use crate::span::Span;

pub use claim::{ClaimKind, ClaimMention};
pub use entity::{EntityKind, EntityMention};
pub use number::{Amount, Bound, Measure, QuantityMention};
pub use time::{Calendar, Part, TimeMention, When};

/// The name of the rule that made something; it travels with the result, so that every answer can be explained.
pub type RuleName = Cow<'static, str>;

/// Everything found in a text, each list in text order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mentions {
    pub quantities: Vec<QuantityMention>,
    pub times: Vec<TimeMention>,
    pub entities: Vec<EntityMention>,
    pub claims: Vec<ClaimMention>,
    /// Digit groups and number words that are neither: with the reason, so that nothing is lost in silence.
    pub skipped: Vec<Skipped>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    pub span: Span,
    pub reason: SkipReason,
}

/// Why a figure of the text is not an amount, a time or part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    Ordinal,
    Name,
    ListMark,
    Reference,
    Clock,
    Phone,
    Version,
    Score,
    Idiom,
    Vague,
    Boilerplate,
    Unread,
}

/// Everything in the sentences; total, linear in the length of the text.
pub fn mentions(_document: &Document, _sentences: &[Sentence]) -> Mentions {
    Mentions::default()
}
