//! Russian.

pub mod abbreviation;
pub mod begin;
pub mod form;
pub mod lemma;
pub mod morphology;
pub mod numeral;
pub mod traits;
pub mod unit;
pub mod when;
