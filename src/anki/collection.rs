//! What a collection of Anki is made of, whichever file it came in.

use std::collections::BTreeMap;

/// Everything of a collection that is taken in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collection {
    /// Minutes east of UTC where it was begun; days are counted there.
    pub offset: i16,
    /// By their ids.
    pub decks: BTreeMap<i64, Deck>,
    /// By their ids.
    pub kinds: BTreeMap<i64, Kind>,
    /// By their ids.
    pub notes: BTreeMap<i64, Note>,
    /// In the order of the file.
    pub cards: Vec<Card>,
    /// In the order of the file.
    pub reviews: Vec<Reviewed>,
    /// Rows that could not be read are missing.
    pub is_damaged: bool,
}

/// A deck.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deck {
    /// Its place and its name: the parts between `::`.
    pub name: String,
    /// When it was changed, seconds.
    pub changed: i64,
}

/// A kind of notes: which fields they have, and which cards are made of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    /// What people call it.
    pub name: String,
    /// Whether its cards are made of deletions.
    pub has_deletions: bool,
    /// The names of its fields.
    pub fields: Vec<String>,
    /// By the number that cards name.
    pub templates: BTreeMap<i64, Template>,
    /// When it was changed, seconds.
    pub changed: i64,
}

/// How a card is made of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// What people call it.
    pub name: String,
    /// What is asked.
    pub front: String,
    /// What answers it.
    pub back: String,
}

/// A note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// What stays the same in every copy.
    pub guid: String,
    /// The id of its kind.
    pub kind: i64,
    /// When it was changed, seconds.
    pub changed: i64,
    /// Words between spaces.
    pub tags: String,
    /// As HTML, in the order of its kind.
    pub fields: Vec<String>,
}

/// A card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// By which reviews name it; the moment at which it was made, milliseconds.
    pub id: i64,
    /// The id of its note.
    pub note: i64,
    /// The id of its own deck, wherever it is studied at the moment.
    pub deck: i64,
    /// The number of its template or, from 0, of its deletion.
    pub number: i64,
    /// When it was changed, seconds.
    pub changed: i64,
    /// Whether it is not asked.
    pub standing: Standing,
    /// The colour of its flag, from 1; 0 is none.
    pub flag: u8,
}

/// Whether a card is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    #[default]
    Asked,
    /// Not until it is taken up again.
    Suspended,
    /// Not for the rest of the day.
    Buried,
}

/// A row of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// UTC milliseconds; no two rows have the same.
    pub at: i64,
    /// The id of its card.
    pub card: i64,
    /// From 1, again, to 4, easy; 0 where nobody has answered.
    pub grade: i64,
    /// 0 stands for a card that was forgotten on purpose, where nobody has answered, and for an answer that changes nothing, where the
    /// card was only looked through.
    pub ease: i64,
    /// From question to grade, milliseconds.
    pub took: i64,
    /// In which of Anki's ways it was answered.
    pub kind: ReviewKind,
}

/// What a row of the log is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReviewKind {
    /// A new card.
    #[default]
    Learning,
    /// A card of days, or one that was failed.
    Review,
    /// A card that was looked through in a deck of its own.
    Filtered,
    /// Nobody has answered: the day was set by hand, or by the program.
    Manual,
}

impl Reviewed {
    /// Whether the memory of a card begins anew after it.
    pub fn is_reset(&self) -> bool {
        self.kind == ReviewKind::Manual && self.ease == 0
    }

    /// Whether it says something of a memory.
    pub fn counts(&self) -> bool {
        (1..=4).contains(&self.grade)
            && self.kind != ReviewKind::Manual
            && !(self.kind == ReviewKind::Filtered && self.ease == 0)
    }
}
