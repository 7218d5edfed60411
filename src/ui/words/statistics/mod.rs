//! The words of the statistics.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::statistics::Share;

pub struct StatisticsWords {
    pub statistics: &'static str,
    pub of_lesson: fn(&str) -> String,
    pub of_all: &'static str,
    pub by_lesson: &'static str,
    pub nothing_yet: &'static str,
    /// Today's reviews, and the days on end with reviews.
    pub today: fn(usize, usize) -> String,
    pub as_csv: &'static str,
    /// A day by its date `2026-03-01`, short.
    pub short_day: fn(&str) -> String,
    pub day: &'static str,
    pub months: [&'static str; 12],
    pub weekdays: [&'static str; 7],

    pub forecast: &'static str,
    /// Cards within a week and within a month.
    pub forecast_reading: fn(usize, usize) -> String,
    pub cards: &'static str,

    pub calendar: &'static str,
    /// Days with reviews, reviews, minutes, among so many days.
    pub calendar_reading: fn(usize, usize, u64, usize) -> String,
    pub reviews: &'static str,
    pub new: &'static str,
    pub passed: &'static str,
    pub minutes: &'static str,

    pub retention: &'static str,
    /// The share of all, and what is wanted, per cent.
    pub retention_reading: fn(Share, u8) -> String,
    pub retention_none: &'static str,
    pub windows: [&'static str; 4],
    pub young: &'static str,
    pub mature: &'static str,
    pub known: &'static str,
    pub share: &'static str,
    pub interval: &'static str,
    pub interval_help: &'static str,

    pub stability: &'static str,
    pub stability_help: &'static str,
    /// Cards that last three weeks, of all.
    pub stability_reading: fn(usize, usize) -> String,

    /// Over the list of cards that last least, each with how long.
    pub weakest: &'static str,
    pub card: &'static str,
    pub lasts: &'static str,
    pub recall_now: &'static str,
    pub comes: &'static str,
    /// How long a memory lasts.
    pub days: fn(f32) -> String,

    pub hardest: &'static str,
    pub hardest_none: &'static str,
    /// Failures, of reviews.
    pub lapses: fn(u32, u32) -> String,
    pub open_lesson: &'static str,

    pub calibration: &'static str,
    pub calibration_help: &'static str,
    pub calibration_none: &'static str,
    /// How far it is off, as a share, and the reviews.
    pub calibration_reading: fn(f64, usize) -> String,
    pub foretold: &'static str,
    pub came: &'static str,
    pub guesses: &'static str,
    /// Right, too high, too low.
    pub guess_kinds: [&'static str; 3],
    pub guess_count: &'static str,
    pub estimates: &'static str,
    pub estimates_none: &'static str,
    /// How sure on average, and how many held.
    pub estimates_reading: fn(f64, Share) -> String,
    pub sure: &'static str,
    pub held: &'static str,
}
