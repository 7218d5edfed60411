//! People, organizations, places and named events.

use serde::{Deserialize, Serialize};

use super::{Reading, RuleName, TimeMention};
use crate::span::Span;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityMention {
    pub span: Span,
    /// Index into the sentences.
    pub sentence: usize,
    pub kind: EntityKind,
    /// The normal form, which joins the mentions of one entity.
    pub name: String,
    /// What an abbreviation stands for, where the text says so.
    pub expansion: Option<String>,
    pub rule: RuleName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    Person,
    Organization,
    Place,
    Event,
}

/// In text order, without overlaps.
pub fn mentions(_reading: Reading, _times: &[TimeMention]) -> Vec<EntityMention> {
    Vec::new()
}
