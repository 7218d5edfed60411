//! The words of files of other formats: what is wrong with them, and which of their chapters are read.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::ingest::{IngestError, Lost};

pub struct DocumentWords {
    /// What was expected, what was found, what to do.
    pub refused: fn(&IngestError) -> String,
    pub no_reader: &'static str,
    /// What of a damaged file is missing, and how many.
    pub lost: fn(Lost, usize) -> String,
    /// A file of this name was shared with the app.
    pub read_shared: fn(&str) -> String,
    pub choose_chapters: &'static str,
    pub choose_help: &'static str,
    pub all_chapters: &'static str,
    /// From bytes.
    pub size: fn(usize) -> String,
    /// So many chapters.
    pub read_chapters: fn(usize) -> String,
}
