//! Relations → [`ChartSpec`] → [`Scene`] → SVG. The spec is data, drawing is a pure function of it.

mod bars;
#[cfg(test)]
mod golden;
mod line;
mod part;
pub mod scale;
pub mod scene;
mod slope;
mod suggest;
pub mod svg;
pub mod table;
mod text;

use serde::{Deserialize, Serialize};

use crate::extract::{Amount, Bound};
use crate::fact::{FactId, Period, id::digest};
use crate::relate::RelationId;

pub use scene::{Layout, Scene, scene};
pub use suggest::suggest;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChartSpec {
    pub id: ChartId,
    pub form: Form,
    pub title: String,
    /// What the numbers are: `%`, `тыс. коммунистов`.
    pub unit: String,
    /// The chart in one sentence: `с 33,1 % в 1939 г. до 53,8 % в 1944 г.`
    pub reading: String,
    pub relation: Option<RelationId>,
    pub rows: Vec<Row>,
    /// The block of the document beside which the chart stands.
    pub block: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ChartId(pub String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Two points in time of a share.
    Slope,
    /// More than two, at real time distances.
    Line,
    /// Groups at one time, or two points of a count.
    Bars,
    /// A whole with its parts.
    Part,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What stands beside the mark: a time, a place, or the thing counted.
    pub label: String,
    pub value: Amount,
    pub bound: Bound,
    /// The upper end where `bound` is [`Bound::Between`].
    #[serde(default)]
    pub upper: Option<Amount>,
    pub period: Option<Period>,
    /// In [`Form::Part`]: 0 for the whole, 1 for its part, 2 for a part of the part above; 0 in every other form.
    #[serde(default)]
    pub level: usize,
    pub fact: FactId,
}

impl ChartId {
    /// Hashes the facts and nothing that a later version may draw in another way.
    pub fn of(facts: &[FactId]) -> Self {
        let parts: Vec<&str> = facts.iter().map(|id| id.0.as_str()).collect();
        ChartId(digest("chart", &parts))
    }
}

impl Row {
    /// The greatest value that the figure may have: the upper end of `от 5 до 7`.
    fn greatest(&self) -> Amount {
        self.upper.unwrap_or(self.value)
    }
}
