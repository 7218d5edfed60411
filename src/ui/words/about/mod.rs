//! What the app is, where what is done in it goes, and whose work it is.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::embed::telling::Telling;

pub struct AboutWords {
    pub title: &'static str,
    pub version: &'static str,

    pub privacy: &'static str,
    /// Where the page is in no frame, or tells the page around it nothing.
    pub alone: &'static [&'static str],
    /// The address of the page around this one.
    pub framed: fn(&str) -> String,
    /// Its address is not known to the browser.
    pub framed_by_nobody: &'static str,
    /// It has not spoken yet, and is told nothing before.
    pub framed_in_silence: &'static str,
    pub told: fn(Telling) -> &'static str,
    /// Over what is told, and over what of it is of the learner's answers.
    pub goes_there: &'static str,
    pub learning_system: &'static str,
    pub nothing_else: &'static str,

    pub licences: &'static str,
    pub own_licence: &'static str,
    pub crates: &'static str,
    pub show_crates: &'static str,
    pub no_crates: &'static str,
    pub data: &'static str,
}
