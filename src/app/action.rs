//! What can happen, and what is to be done about it.

use std::rc::Rc;

use crate::backup::{Incoming, Taken};
use crate::card::{CardId, CardKind};
use crate::chart::ChartId;
use crate::correct::Kept;
use crate::deck::setting::Exam;
use crate::deck::{Arranged, Body, Deck, DeviceId, Edit, Event, EventId, LessonId, Publication, Setting};
use crate::embed::Told;
use crate::export::Format;
use crate::ingest::{IngestError, Warning};
use crate::lesson::{Lesson, Step};
use crate::search::{Found, Sought};
use crate::store::StoreError;
use crate::training::{Fit, TrainingError};

use super::{
    ArrangeAct, BackupTrouble, CardFilter, ChapterAct, ChartChange, Class, CorrectAct, Filter, Folder, GuessAct, Input,
    Kind, Made, MarkId, PublishAct, ReadFile, Room, Route, Sorting, Standing, StudyAct, TakeOut, Target, TourAct, Word,
};

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
        deck: Box<Deck>,
        device: DeviceId,
        set_aside: usize,
        now: Now,
    },
    /// There is no store that lasts; a forgetful one is in its place.
    OpenedForgetful {
        error: StoreError,
        /// What is in it already.
        deck: Box<Deck>,
        device: DeviceId,
        now: Now,
    },
    /// The page was opened from a disk, where its store is easily lost.
    OnDisk,
    /// The page is one of this lesson.
    Only(LessonId),
    /// The page is in a frame, around which is a page of another site or of this one.
    Framed {
        is_foreign: bool,
    },
    /// The page around it says something.
    Told {
        told: Told,
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

    /// Makes a file of everything.
    Save {
        now: Now,
    },
    Saved {
        outcome: Result<(), BackupTrouble>,
        /// Whether there is a file then: in a frame a browser may have dropped it in silence.
        is_sure: bool,
    },
    /// The learner has seen the file.
    HasFile,
    /// The last file has what this device has done up to its event with this number.
    CountUnsaved {
        saved: Option<(DeviceId, u64)>,
    },
    /// A backup, or a file of Anki, was opened or dropped.
    TakeIn {
        file: Incoming,
    },
    /// With the deck of everything that is in the store by now.
    TakenIn {
        outcome: Result<(Taken, Box<Deck>), BackupTrouble>,
        now: Now,
    },

    /// What is known of a class by now.
    Class(Rc<Class>),

    /// Another tab has written these.
    Came {
        events: Vec<Event>,
        now: Now,
    },
    /// Another tab has taken in a backup: this is the deck of everything.
    Replaced {
        deck: Box<Deck>,
        now: Now,
    },
    /// The deck of everything, as [`Effect::Complete`] asked.
    Completed {
        deck: Box<Deck>,
        now: Now,
    },
    NotCompleted(StoreError),
    /// What is known of the folder that is kept up to date.
    Folder(Folder),
    /// How full the browser's room is.
    Measured(Room),

    /// Nobody waits for anything: there is time for what nobody has asked for.
    Rest {
        now: Now,
    },
    /// Looks for parameters that fit the learner.
    Fit,
    /// `None`: no worker could do it.
    Fitted(Option<Result<Fit, TrainingError>>),
    /// Takes the parameters that were found, or goes back to those of most people.
    Adopt {
        found: bool,
        now: Now,
    },
    /// Cards of these lessons are listed where all lessons are.
    Recall(Vec<LessonId>),
    /// Leaves the parameters that were found.
    TurnDown {
        now: Now,
    },
    /// Says the day of a plan, or the minutes a day.
    Wish {
        day: Option<i64>,
        minutes: Option<u16>,
    },
    /// Plans the cards of the lesson on screen for the day of an exam.
    Plan {
        cards: Vec<CardId>,
        now: Now,
    },
    /// No longer plans for the exam of the lesson on screen.
    CallOff {
        now: Now,
    },
    Planned {
        lesson: LessonId,
        exam: Exam,
        made: Result<Made, ()>,
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
    /// Takes back whatever has deleted a lesson.
    BringBack {
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
        /// The lesson as it came, if it is not too large to be handed on.
        parts: Rc<[u8]>,
        now: Now,
    },
    Refused {
        job: u32,
        error: IngestError,
    },
    WorkerDied,

    /// Of a file of another format, so much has been read.
    FileSoFar {
        job: u32,
        done: usize,
        of: usize,
    },
    FileRead {
        job: u32,
        outcome: Result<ReadFile, IngestError>,
    },
    /// What reads it died over it, or could not be had (`is_there` is false).
    FileNotRead {
        job: u32,
        is_there: bool,
    },
    Chapters(ChapterAct),
    /// The worker has the dictionary now, or has been told that there is none to be had.
    Dictionary {
        arrived: bool,
    },
    Cancel,

    /// The part of the screen that comes later is needed, or there is time for it.
    Fetch,
    Fetched {
        arrived: bool,
    },

    Study(StudyAct),
    Undo {
        now: Now,
    },
    /// Says something of a card of the lesson on screen.
    Say {
        card: CardId,
        change: CardChange,
        now: Now,
    },
    /// Opens a card to be edited, or closes the one that is open.
    Edit(Option<CardId>),
    /// Asks for so many cards; `None`: for as many as suit the text.
    Want {
        count: Option<u32>,
        now: Now,
    },
    FilterCards(CardFilter),
    /// What is to be corrected; `None` ends it.
    Correcting(Option<Target>),
    /// Says something of the facts of the lesson on screen.
    Correct {
        act: CorrectAct,
        now: Now,
    },
    /// Arranges the lesson on screen for others.
    ArrangeLesson {
        said: Arranged,
        now: Now,
    },
    /// Shows the lesson on screen as a learner gets it, or no longer.
    Preview {
        begins: bool,
        now: Now,
    },
    /// The lesson on screen has another text.
    EditText {
        text: String,
        /// Of a text that came with one, as [`crate::document::structure`] writes it.
        structure: Option<String>,
        now: Now,
    },
    /// Lists the figures that stand like this.
    Cover(Standing),
    Guess(GuessAct),
    Arrange(ArrangeAct),
    /// Says something of a chart of the lesson on screen.
    SayOfChart {
        chart: ChartId,
        change: ChartChange,
        now: Now,
    },
    /// A chart was taken along as a file or a picture, or could not be.
    Exported(ChartId, Exported),
    /// Makes a page of the lesson on screen.
    HandOn,
    /// Something about publishing the lesson on screen.
    Publish(PublishAct),
    /// Something about a file of another program, made of the lesson on screen.
    TakeOut(TakeOut),
    HandedOn(Result<(), NotHandedOn>),

    Set {
        setting: Setting,
        now: Now,
    },
    Tour(TourAct),
    /// Opens or closes the sheet of keys.
    Help(bool),
    /// Switches a kind of marks off or on.
    Toggle(Kind),
    /// Opens the reading of a mark, or closes the one that is open.
    Select(Option<MarkId>),
    /// The words at this byte of the text stand at the top of the window.
    Reading {
        at: usize,
        now: Now,
    },
    /// The page may be gone in a moment: what it knows only by itself is kept.
    Away {
        now: Now,
    },
    /// From the last mark of a page of the text to the next page, or from its first back.
    Walk {
        is_forward: bool,
    },
    /// The page is going to be printed, or has been.
    Print(bool),
    /// Turns to a page of a long text or list, from 0.
    Turn(usize),
    Filter(Filter),
    Rename {
        lesson: LessonId,
        title: String,
        now: Now,
    },
    Tag {
        lesson: LessonId,
        tags: Vec<String>,
        now: Now,
    },
    /// Shows the library otherwise.
    Sort(Sorting),
    /// Shows the lessons under a word; `None`: all.
    Under(Option<Rc<str>>),
    /// A new version of the app has come and waits.
    NewVersion,
    /// Looks for words in every text; without any, ends that.
    Seek(String),
    Found {
        job: u32,
        found: Vec<Found>,
    },
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

/// How a chart was taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exported {
    Saved,
    Copied,
    /// The browser did not allow it.
    Refused,
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotHandedOn {
    /// The lesson has more in it than a page can hold.
    TooLarge,
    /// What is needed could not be had; with the reason as the browser has it.
    Missing(String),
}

/// How the making of a page of its own went for a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandedOn {
    Making,
    Made,
    Failed(NotHandedOn),
}

/// What a learner says of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardChange {
    /// With what is wrong; `None`: nothing any more.
    Flag(Option<String>),
    Suspend(bool),
    /// Not asked for the rest of the day.
    Bury(bool),
    Form(Option<CardKind>),
    Edit(Option<Edit>),
}

/// What is to be done in the world; its outcome comes back as an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Append {
        write: u32,
        bodies: Rc<[Body]>,
        now: Now,
    },
    /// Has it answered as if it were in the store: it was said in a preview.
    Rehearse {
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
        corrections: Rc<Kept>,
        /// Nobody waits for it: the lesson is on screen already.
        in_silence: bool,
    },
    /// Has words sought in texts.
    Seek {
        job: u32,
        sought: Rc<Sought>,
    },
    /// Looks how much of the browser's room is taken.
    Measure,
    /// Has the app kept for when there is no network.
    KeepOffline,
    /// Begins the new version.
    Update,
    /// Reads a file of another format.
    ReadFile {
        job: u32,
        file: Rc<[u8]>,
        name: Option<String>,
    },
    /// Ends the reading of such a file.
    StopReading,
    /// Makes a backup and hands it to the browser. `made` is UTC milliseconds.
    Save {
        made: i64,
    },
    /// Takes a backup, or a file of Anki, into the store.
    TakeIn {
        file: Incoming,
    },
    /// Fits parameters to all reviews.
    Fit,
    Plan {
        lesson: LessonId,
        exam: Exam,
        cards: Vec<CardId>,
        now: Now,
    },
    /// Brings the folder and the store to the same, where one is chosen; `asks` the learner where the browser wants that.
    KeepFolder {
        asks: bool,
    },
    /// Takes in what another tab has written.
    Hear(Word),
    /// Hears of other tabs from now on, and looks how much room there is.
    Listen,
    /// Makes a snapshot of the store.
    Freshen,
    /// Opens the one lesson that the page is of.
    OpenOne,
    /// Tells the page around this one of events that were written; first of all, that the lesson is there.
    Report {
        written: Rc<[Event]>,
        is_first: bool,
    },
    /// Takes up reviews that the page around this one has kept, in letters.
    Resume {
        state: Rc<str>,
        now: Now,
    },
    /// Makes a page of a lesson and hands it to the browser.
    HandOn(LessonId),
    /// Makes a file of a lesson as it is published.
    Publish {
        lesson: LessonId,
        format: Format,
        publication: Publication,
    },
    /// Makes a file of another program of a lesson and hands it to the browser.
    TakeOut(LessonId, Format),
    /// Makes the deck anew from what is in the store: this one cannot go on without what is in its snapshot.
    Complete,
    /// Ends what the worker does, and makes a new one ready.
    RestartWorker,
    /// Loads the part of the screen that comes later.
    Fetch,
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
    /// The lesson that the page is of is damaged, or the page around it has handed over something else.
    NoLesson,
    /// It was published without its text, and what was read out of it is of another version.
    OtherForm,
    /// Its maker has said which sites may show it, and this is none of them.
    NotForThisSite,
    WorkerDied,
    /// What reads files of other formats did not load.
    NoReader,
    NotWritten(StoreError),
    Forgetful(StoreError),
    /// Texts are read without it.
    NoDictionary,
    /// It is not kept up to date.
    Folder,
    /// What the browser has left is little: so much is taken, of so much, in bytes.
    NearlyFull(Room),
    /// So many stored records are damaged or of a newer version.
    SetAside(usize),
    /// The lesson with this title has been deleted.
    Deleted(Rc<str>),
    /// There is a new version of the app.
    NewVersion,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Take back what this event did.
    Undo(EventId),
    /// Begin the new version.
    Update,
    /// Write again what could not be written.
    Write(u32),
    /// Read the text again.
    Job,
}
