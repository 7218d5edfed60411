//! What happened, one record each, never changed once written.

use serde::{Deserialize, Serialize};

use super::arranged::Arranged;
use crate::card::{CardId, CardKind, Piece};
use crate::chart::ChartId;
use crate::document::Source;
use crate::extract::Amount;
use crate::fact::{FactId, Quote};
use crate::relate::RelationId;

use super::publication::Publication;

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

/// 16 hexadecimal digits, random; or, of what was taken in from another program, [`DeviceId::IMPORT`] and 12 digits that are made of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DeviceId(pub String);

impl DeviceId {
    /// No database mints a device that begins like this.
    pub const IMPORT: &'static str = "anki";
    /// Nor like this: of what a lesson that was handed on says of itself.
    pub const HANDED_ON: &'static str = "give";

    /// Whether its events come by merging alone, and with gaps between their numbers.
    pub fn is_of_import(&self) -> bool {
        self.0.starts_with(Self::IMPORT)
    }
}

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
        /// The blocks of a text that came with a structure, as [`crate::document::structure`] writes them.
        structure: Option<String>,
        seed: u64,
    },
    LessonRenamed {
        lesson: LessonId,
        title: String,
    },
    LessonDeleted {
        lesson: LessonId,
    },
    /// The lesson stands under these words and no others.
    LessonTagged {
        lesson: LessonId,
        tags: Vec<String>,
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
    /// A card is not asked for the rest of the learner's day, or is asked again.
    CardBuried {
        lesson: LessonId,
        card: CardId,
        buried: bool,
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
    /// A learner has said what a chart shows before it was shown.
    ChartGuessed {
        lesson: LessonId,
        chart: ChartId,
        guesses: Vec<ChartGuess>,
    },
    /// A chart has another title; `None`: the one that was made for it.
    ChartTitled {
        lesson: LessonId,
        chart: ChartId,
        title: Option<String>,
    },
    /// A chart is left out, or shown again.
    ChartHidden {
        lesson: LessonId,
        chart: ChartId,
        hidden: bool,
    },
    /// The charts of a lesson stand in this order, those that are not named after them.
    ChartsOrdered {
        lesson: LessonId,
        charts: Vec<ChartId>,
    },
    /// A chart of facts that somebody has chosen; `None`: there is none any more.
    ChartMade {
        lesson: LessonId,
        chart: ChartId,
        made: Option<MadeChart>,
    },
    /// A fact is read otherwise, or is none, or is one that the program did not find; `None`: as the program reads it.
    FactCorrected {
        lesson: LessonId,
        fact: FactId,
        /// As [`crate::correct::form`] writes it.
        correction: Option<String>,
    },
    /// Somebody has arranged the lesson for others.
    LessonArranged {
        lesson: LessonId,
        said: Arranged,
    },
    /// Facts that the program relates are not related, or are after all.
    RelationParted {
        lesson: LessonId,
        relation: RelationId,
        parted: bool,
    },
    /// Chosen facts are related; `None`: not any more.
    RelationMade {
        lesson: LessonId,
        relation: RelationId,
        /// As [`crate::correct::made`] writes it.
        made: Option<String>,
    },
    /// The lesson is handed on like this from now on.
    LessonPublished {
        lesson: LessonId,
        publication: Publication,
    },
}

/// What was said of one figure of a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartGuess {
    pub fact: FactId,
    pub value: Amount,
    /// What the text says.
    pub truth: Amount,
    /// As near as one can draw, or within what the text leaves open.
    pub right: bool,
}

/// A chart of chosen facts. It outlives the program that found them: what no longer has its id is found by its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeChart {
    pub title: String,
    /// In the order of choice.
    pub rows: Vec<MadeRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeRow {
    pub fact: FactId,
    /// The sentence of the fact, and in it the figure.
    pub quote: Quote,
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

impl Edit {
    /// Whether the card was made elsewhere: of no fact, and its evidence only tells of it. Of our own, only criticism has no fact.
    pub fn is_of_import(&self) -> bool {
        self.facts.is_empty() && self.kind != CardKind::Criticism
    }

    /// Whether it is still as it was made elsewhere: what the learner writes has the context of its evidence.
    pub fn is_as_it_came(&self) -> bool {
        let has_context = |quote: &Quote| !quote.prefix.is_empty() || !quote.suffix.is_empty();
        self.is_of_import() && !self.evidence.iter().any(has_context)
    }
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
