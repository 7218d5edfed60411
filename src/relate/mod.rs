//! Facts → [`Relation`]s: one measure over time, a whole and its parts, one measure over groups.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::extract::RuleName;
use crate::fact::{Fact, FactId, id::digest};
use crate::segment::Sentence;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    pub id: RelationId,
    pub kind: RelationKind,
    /// What is compared, in the words of the text.
    pub title: String,
    /// In time order for a series; the whole first for part_of; in text order for a breakdown.
    pub facts: Vec<FactId>,
    pub rule: RuleName,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RelationId(pub String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// The same measure at different times.
    Series,
    /// The whole, then its parts.
    PartOf,
    /// The same measure over several groups at one time.
    Breakdown,
}

impl RelationId {
    pub fn of(kind: RelationKind, facts: &[FactId]) -> Self {
        let kind = match kind {
            RelationKind::Series => "series",
            RelationKind::PartOf => "part_of",
            RelationKind::Breakdown => "breakdown",
        };
        let parts: Vec<&str> = std::iter::once(kind).chain(facts.iter().map(|id| id.0.as_str())).collect();
        RelationId(digest("relation", &parts))
    }
}

/// In the order of their first fact in the text.
pub fn relations(_document: &Document, _sentences: &[Sentence], _facts: &[Fact]) -> Vec<Relation> {
    Vec::new()
}
