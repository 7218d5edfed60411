//! The words of the short tour.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::app::tour::Stop;

pub struct TourWords {
    pub begin: &'static str,
    pub step: fn(usize, usize) -> String,
    /// What a step is about, and what there is to say of it.
    pub stop: fn(Stop) -> [&'static str; 2],
    pub next: &'static str,
    pub back: &'static str,
    pub leave: &'static str,
    pub done: &'static str,
}
