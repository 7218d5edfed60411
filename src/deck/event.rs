//! What happened, one record each, never changed once written.

use serde::{Deserialize, Serialize};

use crate::card::{CardId, CardKind};
use crate::document::Source;

/// An event with what makes it unique and puts it in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub id: EventId,
    /// UTC milliseconds.
    pub at: i64,
    /// Minutes east of UTC.
    pub offset: i16,
    pub body: Body,
}

/// The device is random for each database and never restored from a backup; the number is taken inside the writing
/// transaction. So two databases never mint the same id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventId {
    pub device: DeviceId,
    pub number: u64,
}

/// 16 hexadecimal digits, random.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DeviceId(pub String);

/// 16 hexadecimal digits, random, minted once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LessonId(pub String);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    LessonAdded {
        lesson: LessonId,
        title: String,
        text: String,
        source: Source,
        seed: u64,
    },
    LessonRenamed {
        lesson: LessonId,
        title: String,
    },
    LessonDeleted {
        lesson: LessonId,
    },
    Reviewed(Review),
    /// Takes back an earlier review or deletion; undoing an undo brings it back.
    Undone {
        event: EventId,
    },
    SettingChanged {
        key: String,
        value: String,
    },
}

/// Kept complete, so that any later scheduler can be run over the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub lesson: LessonId,
    pub card: CardId,
    pub kind: CardKind,
    /// What the learner chose or typed, where there was something to choose or type.
    pub answer: Option<String>,
    /// The grade that the app proposed from the answer, where it did.
    pub proposed: Option<Grade>,
    pub chosen: Grade,
    /// From prompt to grade, milliseconds.
    pub took: u32,
    /// The hash of the card's prompt, options and answer as shown.
    pub content: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    Again,
    Hard,
    Good,
    Easy,
}
