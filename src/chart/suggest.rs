//! Which relation becomes which chart, and in what words.

use super::ChartSpec;
use crate::document::Document;
use crate::fact::Fact;
use crate::relate::Relation;

/// At most one chart a relation, in the order of the relations; never a chart of one lone number.
pub fn suggest(_document: &Document, _facts: &[Fact], _relations: &[Relation]) -> Vec<ChartSpec> {
    Vec::new()
}
