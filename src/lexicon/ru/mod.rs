//! Russian.

pub mod abbreviation;
pub mod form;
pub mod numeral;
pub mod unit;
