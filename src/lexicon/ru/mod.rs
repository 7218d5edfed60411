//! Russian.

pub mod abbreviation;
pub mod form;
