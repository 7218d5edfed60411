//! The words of publishing a lesson.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::deck::Share;

pub struct PublishWords {
    pub open: &'static str,
    pub title: &'static str,
    pub author: &'static str,
    pub work: &'static str,
    pub year: &'static str,
    pub share: &'static str,
    pub share_of: fn(Share) -> &'static str,
    /// What learners then see.
    pub share_help: fn(Share) -> &'static str,
    pub origins: &'static str,
    pub origins_help: &'static str,
    /// Of lines that are no address of a site.
    pub bad_origins: fn(&str) -> String,
    pub preview: &'static str,
    pub preview_help: &'static str,
    pub save_page: &'static str,
    pub save_lesson: &'static str,
    pub snippet: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub close: &'static str,
    /// The title of a work among other words.
    pub quoted: fn(&str) -> String,
    pub no_credits: &'static str,
    /// Where in the source something stands, in percent.
    pub place: fn(usize) -> String,
    /// How many cards and charts go along.
    pub counts: fn(usize, usize) -> String,
}
