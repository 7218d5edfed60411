//! What can happen, and what is to be done about it.

use std::rc::Rc;

use crate::deck::{Body, Event, Grade, LessonId, Setting};
use crate::ingest::{IngestError, Warning};
use crate::lesson::{Lesson, Step};
use crate::store::StoreError;

use super::{Filter, Input, Kind, MarkId, Route};

/// A moment: UTC milliseconds, and minutes east of UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    pub at: i64,
    pub offset: i16,
}

/// What a new lesson needs of chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mint {
    pub lesson: LessonId,
    pub seed: u64,
}

#[derive(Debug)]
pub enum Action {
    /// The store is open; `set_aside` records could not be read.
    Opened {
        events: Vec<Event>,
        set_aside: usize,
        now: Now,
    },
    /// There is no store that lasts; a forgetful one is in its place.
    OpenedForgetful {
        error: StoreError,
        now: Now,
    },
    Written {
        write: u32,
        events: Vec<Event>,
    },
    NotWritten {
        write: u32,
        error: StoreError,
    },

    /// The address has changed.
    Went {
        route: Route,
        now: Now,
    },
    /// A text was pasted, opened or dropped.
    Given {
        input: Input,
        name: Option<String>,
        mint: Mint,
        now: Now,
    },
    /// A file was chosen that cannot be taken in.
    NotGiven(Trouble),
    Delete {
        lesson: LessonId,
        now: Now,
    },

    Reached {
        job: u32,
        step: Step,
    },
    Extracted {
        job: u32,
        lesson: Box<Lesson>,
        warnings: Vec<Warning>,
        with_dictionary: bool,
        now: Now,
    },
    Refused {
        job: u32,
        error: IngestError,
    },
    WorkerDied,
    /// The worker has the dictionary now, or has been told that there is none to be had.
    Dictionary {
        arrived: bool,
    },
    Cancel,

    /// Shows the answer of a card that has nothing to choose from.
    Reveal {
        now: Now,
    },
    /// Takes an option, counted from 0.
    Choose {
        option: usize,
        now: Now,
    },
    Grade {
        grade: Grade,
        now: Now,
    },
    Undo {
        now: Now,
    },

    Set {
        setting: Setting,
        now: Now,
    },
    /// Switches a kind of marks off or on.
    Toggle(Kind),
    /// Opens the reading of a mark, or closes the one that is open.
    Select(Option<MarkId>),
    /// Turns to a page of a long text or list, from 0.
    Turn(usize),
    Filter(Filter),
    /// Asks whether a lesson is to be deleted; `None` takes the question back.
    Ask(Option<LessonId>),
    Drag(bool),
    Narrow(bool),
    Dismiss {
        notice: u32,
    },
    /// Tries again what a notice is about.
    TryAgain {
        notice: u32,
    },
}

/// What is to be done in the world; its outcome comes back as an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Append {
        write: u32,
        bodies: Rc<[Body]>,
        now: Now,
    },
    Extract {
        job: u32,
        input: Input,
        name: Option<String>,
        title: Option<String>,
        seed: u64,
        /// Nobody waits for it: the lesson is on screen already.
        in_silence: bool,
    },
    /// Ends what the worker does, and makes a new one ready.
    RestartWorker,
    Go(Route),
    /// Scrolls to the top of the page.
    Top,
}

/// Something that the reader has to know, until it is dismissed or mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub number: u32,
    pub trouble: Trouble,
    pub remedy: Option<Remedy>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    Refused(IngestError),
    /// The browser could not read the file.
    Unreadable,
    WorkerDied,
    NotWritten(StoreError),
    Forgetful(StoreError),
    /// Texts are read without it.
    NoDictionary,
    /// So many stored records are damaged or of a newer version.
    SetAside(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Write again what could not be written.
    Write(u32),
    /// Read the text again.
    Job,
}
