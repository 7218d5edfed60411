//! When a card comes again: FSRS-6 through the `fsrs` crate, and the review queue. Knows card ids, not card texts.
//!
//! FSRS models memory by the day; what is new or has just been failed first goes through short steps of minutes, as in
//! Anki: 1 and 10 minutes for a new card, 10 minutes for a failed one. "Again" goes back to the first step, "hard" stays
//! on its step (the first one lasts the mean of both, a lone one half as long again), "good" goes on to the next step
//! and after the last into FSRS, "easy" goes into FSRS at once.

pub mod day;
mod queue;

use fsrs::{FSRS, MemoryState};

use crate::deck::{Grade, PastReview};
pub use queue::{Candidate, Counts, Queue};

/// The share of cards that are known when they come up, unless the learner sets another.
pub const RETENTION: f32 = 0.9;

/// What each grade would lead to, all four from the same moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NextStates {
    pub again: Next,
    pub hard: Next,
    pub good: Next,
    pub easy: Next,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Next {
    /// Days until recall falls to 0.9.
    pub stability: f32,
    /// 1 (easy) to 10 (hard).
    pub difficulty: f32,
    pub phase: Phase,
    /// When it is due, UTC milliseconds.
    pub due: i64,
}

/// Where a card stands after at least one review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// In the steps of a new card, from 0.
    Learning { step: u8 },
    /// In the step of a failed card.
    Relearning,
    /// Its intervals are days.
    Review,
}

impl NextStates {
    pub fn of(self, grade: Grade) -> Next {
        match grade {
            Grade::Again => self.again,
            Grade::Hard => self.hard,
            Grade::Good => self.good,
            Grade::Easy => self.easy,
        }
    }
}

impl Next {
    /// Milliseconds from `now` until it is due; 0 if it already is.
    pub fn interval_ms(&self, now: i64) -> i64 {
        self.due.saturating_sub(now).max(0)
    }

    fn memory(&self) -> MemoryState {
        MemoryState { stability: self.stability, difficulty: self.difficulty }
    }
}

/// The states after one more review at `now` (UTC milliseconds, `offset` minutes east), from the card's whole history
/// in time order, with the default parameters and [`RETENTION`].
pub fn next_states(history: &[PastReview], now: i64, offset: i16) -> NextStates {
    Scheduler::default().next_states(history, now, offset)
}

/// FSRS with its parameters and the retention that the learner desires.
#[derive(Clone, Debug)]
pub struct Scheduler {
    fsrs: FSRS,
    retention: f32,
}

impl Default for Scheduler {
    fn default() -> Self {
        Scheduler::new(RETENTION)
    }
}

const MINUTE: i64 = 60_000;
/// Of a new card: the delays after "again" and after a first "good", milliseconds.
const LEARNING_STEPS: [i64; 2] = [MINUTE, 10 * MINUTE];
/// Of a failed card.
const RELEARNING_STEP: i64 = 10 * MINUTE;
/// A hundred years, days.
const LONGEST: i64 = 36_500;

impl Scheduler {
    /// With the parameters that fit most people. `retention` is kept between 0.7 and 0.99, outside of which intervals
    /// make no sense.
    pub fn new(retention: f32) -> Self {
        Scheduler { fsrs: FSRS::default(), retention: clamp_retention(retention) }
    }

    /// With a learner's own parameters: 21 of FSRS-6, or 19 or 17 of the versions before. `None` if they are another
    /// number or not finite.
    pub fn with_parameters(parameters: &[f32], retention: f32) -> Option<Self> {
        Some(Scheduler { fsrs: FSRS::new(parameters).ok()?, retention: clamp_retention(retention) })
    }

    /// The states after one more review at `now` (UTC milliseconds, `offset` minutes east), from the card's whole
    /// history in time order.
    pub fn next_states(&self, history: &[PastReview], now: i64, offset: i16) -> NextStates {
        self.after(self.standing(history).as_ref(), history.last(), now, offset)
    }

    /// Where the card stands after its last review; `None` for a new card.
    pub fn standing(&self, history: &[PastReview]) -> Option<Next> {
        let mut standing: Option<Next> = None;
        let mut last = None;
        for review in history {
            standing = Some(self.after(standing.as_ref(), last, review.at, review.offset).of(review.grade));
            last = Some(review);
        }
        standing
    }

    fn after(&self, standing: Option<&Next>, last: Option<&PastReview>, now: i64, offset: i16) -> NextStates {
        let today = day::of(now, offset);
        let elapsed = last.map_or(0, |last| today.saturating_sub(day::of(last.at, last.offset)));
        let elapsed = u32::try_from(elapsed.max(0)).unwrap_or(u32::MAX);
        let states = self
            .fsrs
            .next_states(standing.map(Next::memory), self.retention, elapsed)
            .expect("fsrs keeps states and parameters finite");

        let phase = standing.map_or(Phase::Learning { step: 0 }, |next| next.phase);
        let now_in = |delay| now.saturating_add(delay);
        // In days a better grade comes at least a day later than the one below it.
        let days = |interval: f32, at_least: i64| (interval.round() as i64).max(at_least).min(LONGEST);
        let hard_days = if phase == Phase::Review { days(states.hard.interval, 1) } else { 0 };
        let good_days = days(states.good.interval, hard_days + 1);
        let easy_days = days(states.easy.interval, good_days + 1);
        let in_days = |days| (Phase::Review, day::start(today.saturating_add(days), offset));

        let again = match phase {
            Phase::Learning { .. } => (Phase::Learning { step: 0 }, now_in(LEARNING_STEPS[0])),
            Phase::Relearning | Phase::Review => (Phase::Relearning, now_in(RELEARNING_STEP)),
        };
        let hard = match phase {
            Phase::Learning { step: 0 } => (phase, now_in((LEARNING_STEPS[0] + LEARNING_STEPS[1]) / 2)),
            Phase::Learning { .. } => (phase, now_in(LEARNING_STEPS[1])),
            Phase::Relearning => (phase, now_in(RELEARNING_STEP * 3 / 2)),
            Phase::Review => in_days(hard_days),
        };
        let good = match phase {
            Phase::Learning { step: 0 } => (Phase::Learning { step: 1 }, now_in(LEARNING_STEPS[1])),
            Phase::Learning { .. } | Phase::Relearning | Phase::Review => in_days(good_days),
        };
        let easy = in_days(easy_days);

        // Shortly before the day turns, tomorrow is nearer than a step of minutes: no grade comes before a worse one.
        let next = |state: fsrs::ItemState, (phase, due): (Phase, i64), not_before: i64| {
            let MemoryState { stability, difficulty } = state.memory;
            Next { stability, difficulty, phase, due: due.max(not_before) }
        };
        let again = next(states.again, again, now);
        let hard = next(states.hard, hard, again.due);
        let good = next(states.good, good, hard.due);
        let easy = next(states.easy, easy, good.due);
        NextStates { again, hard, good, easy }
    }
}

/// Not a number becomes the default.
fn clamp_retention(retention: f32) -> f32 {
    if retention.is_nan() { RETENTION } else { retention.clamp(0.7, 0.99) }
}

#[cfg(test)]
mod tests;
