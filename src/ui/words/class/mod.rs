//! The words of what a class has done.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::export::Habits;
use crate::export::results::Trouble;

pub struct ClassWords {
    pub title: &'static str,
    /// Of the link to it.
    pub link: &'static str,
    pub help: &'static str,
    pub choose: &'static str,
    pub or_drop: &'static str,
    pub save: &'static str,
    /// What the file is called.
    pub file: &'static str,
    /// Those of spreadsheets where the language is spoken.
    pub habits: Habits,
    pub clear: &'static str,
    /// So many files, of so many.
    pub reading: fn(usize, usize) -> String,
    /// Rows, and what is wrong with files.
    pub read: fn(usize, usize) -> String,
    pub guessed: &'static str,
    pub troubles: &'static str,
    pub trouble: fn(&Trouble) -> String,
    pub columns: [&'static str; 9],
    pub columns_help: &'static str,
    /// Rows that only the file has.
    pub more: fn(usize) -> String,
}
