//! The words of taking a lesson along as a file of another program.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::app::HandedOn;
use crate::export::{Format, Loss};

pub struct TakingOutWords {
    pub title: &'static str,
    pub help: &'static str,
    pub choose: &'static str,
    pub format: fn(Format) -> &'static str,
    /// What a format is for.
    pub purpose: fn(Format) -> &'static str,
    pub lost: &'static str,
    pub loss: fn(Loss, usize) -> String,
    pub nothing_lost: &'static str,
    pub save: &'static str,
    /// Over the lines that show the lesson in another page.
    pub snippet: &'static str,
    pub outcome: fn(&HandedOn) -> String,
}
