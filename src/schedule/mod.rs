//! When a card comes again: FSRS-6 through the `fsrs` crate, and the review queue. Knows card ids, not card texts.

use crate::deck::{Grade, PastReview};

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
    /// Days until recall falls to the desired retention.
    pub stability: f32,
    /// 1 (easy) to 10 (hard).
    pub difficulty: f32,
    /// When it is due, UTC milliseconds.
    pub due: i64,
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

/// The states after one more review at `now` (UTC milliseconds), from the card's whole history in time order.
pub fn next_states(_history: &[PastReview], _now: i64, _offset: i16) -> NextStates {
    todo!()
}
