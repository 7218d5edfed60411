//! Claims told apart from facts, by explicit cues alone: evaluations, attributions, hedges.

use serde::{Deserialize, Serialize};

use super::{Reading, RuleName};
use crate::span::Span;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimMention {
    pub span: Span,
    /// Index into the sentences.
    pub sentence: usize,
    /// The words that give the claim away: `мудрая политика`, `по данным`.
    pub cue: String,
    pub kind: ClaimKind,
    pub rule: RuleName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    Evaluation,
    Attribution,
    Hedge,
}

/// In text order, without overlaps.
pub fn mentions(_reading: Reading) -> Vec<ClaimMention> {
    Vec::new()
}
