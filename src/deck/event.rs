//! What happened, one record each, never changed once written.

use serde::{Deserialize, Serialize};

use crate::card::{CardId, CardKind, Piece};
use crate::document::Source;
use crate::fact::FactId;

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
    /// Takes back an earlier review, deletion or change of a card; undoing an undo brings it back.
    Undone {
        event: EventId,
    },
    SettingChanged {
        key: String,
        value: String,
    },
    /// Something is wrong with a card, or no longer.
    CardFlagged {
        lesson: LessonId,
        card: CardId,
        flagged: bool,
        /// What is wrong, where the learner said so.
        note: Option<String>,
    },
    /// A card is not asked until it is taken up again.
    CardSuspended {
        lesson: LessonId,
        card: CardId,
        suspended: bool,
    },
    /// The same card is asked in another form; `None`: as it was made.
    CardFormed {
        lesson: LessonId,
        card: CardId,
        kind: Option<CardKind>,
    },
    /// A card in the learner's words; `None`: as it was made.
    CardEdited {
        lesson: LessonId,
        card: CardId,
        edit: Option<Edit>,
    },
    /// How many cards of a lesson are studied; `None`: as many as suit its length.
    CardsWanted {
        lesson: LessonId,
        count: Option<u32>,
    },
}

/// A card in the learner's words, with enough of the card it was made from to outlive it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub prompt: Vec<Piece>,
    pub answer: String,
    /// Other answers that are right.
    pub accepts: Vec<String>,
    pub kind: CardKind,
    pub facts: Vec<FactId>,
    pub evidence: Vec<Quote>,
}

/// A sentence that proves an answer, as a W3C text quote, and where in it the answer stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    /// Bytes from the start of `exact`.
    pub answer: (usize, usize),
}

/// Kept complete, so that any later scheduler can be run over the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub lesson: LessonId,
    pub card: CardId,
    pub kind: CardKind,
    /// What the learner chose or typed, where there was something to choose or type. Of an estimate, the range, how sure
    /// the learner was, and whether it held: `80000..120000 90% holds`, `1..2 50% misses`. Of an ordering, the items a line.
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
