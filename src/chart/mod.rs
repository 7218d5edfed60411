//! Relations → [`ChartSpec`] → `Scene` → SVG. The spec is data, drawing is a pure function of it.

pub mod svg;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::extract::{Amount, Bound};
use crate::fact::{Fact, FactId, Period};
use crate::relate::{Relation, RelationId};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChartSpec {
    pub id: ChartId,
    pub form: Form,
    pub title: String,
    /// What the numbers are: `%`, `тыс. человек`.
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
    /// Two points in time.
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
    pub label: String,
    pub value: Amount,
    pub bound: Bound,
    pub period: Option<Period>,
    pub fact: FactId,
}

/// At most one chart a relation, in the order of the relations; never a chart of one lone number.
pub fn suggest(_document: &Document, _facts: &[Fact], _relations: &[Relation]) -> Vec<ChartSpec> {
    Vec::new()
}
