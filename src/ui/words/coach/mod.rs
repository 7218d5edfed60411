//! The words of what is found out for the learner: own parameters, and a plan for an exam.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::training::{Fit, TrainingError};

pub struct CoachWords {
    pub schedule: &'static str,
    pub of_most: &'static str,
    pub own: &'static str,
    pub seeks: &'static str,
    pub fit: &'static str,
    pub fitting: &'static str,
    pub better: fn(&Fit) -> String,
    pub not_better: fn(&Fit) -> String,
    pub not_fitted: fn(TrainingError) -> String,
    pub failed: &'static str,
    pub adopt: &'static str,
    pub give_back: &'static str,
    /// Before what was found without being asked for.
    pub offer: &'static str,
    pub turn_down: &'static str,

    pub exam: &'static str,
    pub exam_help: &'static str,
    pub exam_day: &'static str,
    pub exam_minutes: &'static str,
    pub make_plan: &'static str,
    pub planning: &'static str,
    pub follows: &'static str,
    pub call_off: &'static str,
    /// A sitting follows the plan for the day with this date, as it is written short.
    pub by_plan: fn(&str) -> String,
    pub done_by_plan: &'static str,
    /// Cards that are expected to be known with the plan and without it, of how many.
    pub expected: fn(f32, f32, usize) -> String,
    /// Cards that reach the target of so many per cent, of how many.
    pub reached: fn(usize, usize, u8) -> String,
    pub short_of_time: fn(usize) -> String,
    /// Minutes a day.
    pub needed: fn(f32) -> String,
    pub out_of_reach: fn(usize) -> String,
    /// Over the list of such cards.
    pub which: &'static str,
    /// The recall of one on the day: with the plan, and the best that any plan could do.
    pub outlook: fn(f32, f32) -> String,
    /// So many more cards are not in the list.
    pub and_others: fn(usize) -> String,
    pub nothing_left: &'static str,
    /// Cards and minutes of today.
    pub today: fn(usize, f32) -> String,
    /// Cards that are due today and not in the plan.
    pub besides: fn(usize) -> String,
    pub cards_a_day: &'static str,
    pub minutes: &'static str,
}
