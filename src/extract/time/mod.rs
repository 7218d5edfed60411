//! Times: what the text says of when, as EDTF (ISO 8601-2), the form that historians use.

use serde::{Deserialize, Serialize};

use super::{Reading, RuleName};
use crate::span::Span;

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

/// A day, a month, a year, a season, half or quarter, a decade, a century, or an interval of such; as EDTF text.
///
/// The public form is EDTF: `1944`, `1944-10-11`, `1944-22` (summer), `1944-41` (second half), `1944-02/1944-12`,
/// `19XX`-like forms for decades and centuries; the year `0000` is 1 BC.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When(pub String);

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

impl When {
    /// First and last day as days since 0000-03-01 proleptic Gregorian (only their order and distance matter), narrowed
    /// by `part` to the first, middle or last third. `None` where the text is not EDTF that we write.
    pub fn days(&self, _part: Option<Part>) -> Option<(i64, i64)> {
        None
    }
}

impl std::fmt::Display for When {
    /// EDTF.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// In text order, without overlaps.
pub fn mentions(_reading: Reading) -> Vec<TimeMention> {
    Vec::new()
}
