//! The words of sessions, with the settings of studying.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::deck::Buttons;

pub struct StudyWords {
    // Settings
    pub studying: &'static str,
    pub new_per_day: &'static str,
    pub reviews_per_day: &'static str,
    pub no_limit: &'static str,
    pub retention: &'static str,
    pub retention_help: &'static str,
    pub buttons: &'static str,
    pub buttons_name: fn(Buttons) -> &'static str,
    pub learning_steps: &'static str,
    pub relearning_steps: &'static str,
    pub steps_help: &'static str,
    /// Under a field of which nothing could be made.
    pub steps_unread: &'static str,
    pub fuzz: &'static str,
    pub fuzz_help: &'static str,
    pub use_keys: &'static str,
    pub use_keys_help: &'static str,

    // A session
    pub bury: &'static str,
    pub unbury: &'static str,
    pub buried: &'static str,
    pub help: &'static str,
    pub swipes: &'static str,
    pub keys_are_off: &'static str,
    pub read_aloud: &'static str,
    /// From the minutes without a break.
    pub break_due: fn(i64) -> String,

    // Its end
    pub end: &'static str,
    /// Of a sitting that was ended before anything was answered.
    pub ended: &'static str,
    /// Cards that are left of the day.
    pub left_today: fn(usize) -> String,
    pub go_on: &'static str,
    /// Reviews, cards, and those of them that were new.
    pub answers_of: fn(usize, usize, usize) -> String,
    /// How long it took, from milliseconds.
    pub took: fn(u64) -> String,
    /// Known, of how many that were due, and how many were to be expected.
    pub known_of_due: fn(usize, usize, f64) -> String,
    pub none_due: &'static str,
    pub tomorrow: fn(usize) -> String,
    pub failed: &'static str,
    pub times: fn(usize) -> String,
}
