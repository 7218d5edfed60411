//! The words of the library: what is sought in it, and what can be done with a lesson.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::app::Sorting;

pub struct ShelfWords {
    pub seek: &'static str,
    pub seek_help: &'static str,
    pub find: &'static str,
    pub clear: &'static str,
    pub seeking: &'static str,
    /// Places, and the words that were sought.
    pub found: fn(usize, &str) -> String,
    pub in_card: &'static str,
    pub sort: &'static str,
    pub sorting: fn(Sorting) -> &'static str,
    pub all: &'static str,
    pub under: &'static str,
    pub change: &'static str,
    /// The same with the lesson's title; begins with the same word.
    pub menu: fn(&str) -> String,
    pub title: &'static str,
    pub tags: &'static str,
    pub tags_help: &'static str,
    pub delete: &'static str,
    /// The lessons that were deleted.
    pub deleted: &'static str,
    pub deleted_help: &'static str,
    pub bring_back: &'static str,
    /// The same with the lesson's title; begins with the same word.
    pub bring_back_of: fn(&str) -> String,
    /// Characters.
    pub size: fn(usize) -> String,
}
