//! The learner's whole truth: a [`Deck`] folded from [`Event`]s.
//!
//! Undo and delete are events too, so nothing is ever taken away from the log; state that is shown is derived.

pub mod event;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::card::CardId;
use crate::document::Source;
pub use event::{Body, DeviceId, Event, EventId, Grade, LessonId, Review};

/// What the events say, folded in the order (time, device, number), whatever order they came in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deck {
    pub lessons: BTreeMap<LessonId, Entry>,
    pub settings: BTreeMap<String, String>,
}

/// A lesson of the library. Its text is kept whole; facts, cards and charts are made anew from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub title: String,
    pub text: String,
    pub source: Source,
    pub seed: u64,
    /// UTC milliseconds at which it was added.
    pub added: i64,
    /// The reviews of each card in time order, undone ones left out.
    pub reviews: BTreeMap<CardId, Vec<PastReview>>,
}

/// A review with the time at which it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastReview {
    pub event: EventId,
    /// UTC milliseconds.
    pub at: i64,
    /// The learner's offset from UTC at that moment, minutes east.
    pub offset: i16,
    pub grade: Grade,
}

impl Deck {
    pub fn of(_events: &[Event]) -> Deck {
        Deck::default()
    }
}
