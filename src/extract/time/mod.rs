//! Times: what the text says of when, as EDTF (ISO 8601-2), the form that historians use.

pub mod edtf;

use serde::{Deserialize, Serialize};

use super::{Reading, RuleName};
use crate::span::Span;

pub use edtf::{Date, Grain, Season, When};

/// A time as it stands in one place of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeMention {
    pub span: Span,
    /// Index into the sentences.
    pub sentence: usize,
    pub when: When,
    pub part: Option<Part>,
    /// What the text does not say here but clearly carries over: `year`, `month`.
    pub inferred: Vec<String>,
    pub calendar: Calendar,
    pub rule: RuleName,
}

/// The part of a period that is meant: `в начале`, `в середине`, `к концу`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Start,
    Middle,
    End,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    #[default]
    Gregorian,
    Julian,
}

/// Every time in the text, in text order; linear in its length.
pub fn mentions(_reading: Reading) -> Vec<TimeMention> {
    Vec::new()
}
