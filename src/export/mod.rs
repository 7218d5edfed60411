//! Lessons → files of other programs, and pages of their own.

pub mod anki;
pub mod base85;
pub mod page;
