//! Lessons → files of other programs.

pub mod anki;
