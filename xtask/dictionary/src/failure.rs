//! The one error type: a sentence for the person who ran the command.

use std::fmt;

/// What went wrong, as sentences: what was expected, what was found, what to do about it.
#[derive(Debug)]
pub struct Failure(String);

/// A result whose error is meant to be read by a person.
pub type Result<T = ()> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure with these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// Puts before an error what was being done when it came.
pub trait While<T> {
    /// `doing` is a phrase such as "reading dist/index.html".
    fn during(self, doing: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> While<T> for std::result::Result<T, E> {
    fn during(self, doing: impl fmt::Display) -> Result<T> {
        self.map_err(|error| Failure::new(format!("{doing}: {error}")))
    }
}
