//! What the screen knows: [`AppState`], what can happen to it ([`Action`]), and the pure [`AppState::reduce`], which
//! answers with what is to be done in the world ([`Effect`]). It never does any of that itself: no clock, no browser.

mod action;
mod again;
mod backup;
pub mod beside;
mod chapters;
pub mod class;
mod coach;
mod filter;
pub mod folder;
pub mod framed;
mod guessing;
pub mod hidden;
mod later;
mod preview;
mod publishing;
mod recall;
mod reduce;
mod sitting;
mod store;
pub mod cards;
pub mod charts;
pub mod correcting;
pub mod coverage;
pub mod library;
pub mod judge;
pub mod marks;
pub mod pages;
mod place;
pub mod route;
pub mod study;
mod taking_out;
pub mod teach;
pub mod tour;

use std::collections::VecDeque;
use std::rc::Rc;

use crate::card::{Card, CardId};
use crate::chart::ChartId;
use crate::chart::guess::Judged;
use crate::correct::Kept;
use crate::deck::setting::Exam;
use crate::deck::{Body, Deck, DeviceId, Entry, Interface, LessonId};
use crate::ingest::format::{Begins, begins};
use crate::ingest::{Format, Warning};
use crate::lesson::{Lesson, Step};
use crate::order;
use crate::search::Sought;
use crate::span::Span;
use crate::store::StoreError;

pub use action::{Action, CardChange, Effect, Exported, HandedOn, Mint, NotHandedOn, Notice, Now, Remedy, Trouble};
pub use backup::{Backup, BackupTrouble};
pub use cards::CardFilter;
pub use chapters::{ChapterAct, Choosing, ReadFile};
pub use charts::{ArrangeAct, Arranging, ChartChange};
pub use class::Class;
pub use coach::{Fitting, Made, Planning};
pub use correcting::{CorrectAct, OfFile, Retraced, Target};
pub use coverage::Standing;
pub use filter::Filter;
pub use folder::Folder;
pub use framed::Framed;
pub use guessing::{GuessAct, Guessing};
pub use later::Later;
pub use library::{Hit, Search, Shelves, Sorting};
pub use marks::{Kind, MarkId};
pub use pages::{Page, Piece};
pub use place::Walked;
pub use preview::tried;
pub use publishing::{PublishAct, Publishing};
pub use recall::Recalled;
pub use route::{Route, View};
pub use sitting::{Beyond, Move, StudyAct};
pub use store::{Room, Word};
pub use study::{Session, Turn};
pub use taking_out::{TakeOut, TakingOut};
pub use tour::TourAct;

#[derive(Clone, Debug, Default)]
pub struct AppState {
    pub route: Route,
    pub storage: Storage,
    pub deck: Rc<Deck>,
    /// In whose name this page writes.
    pub device: Option<DeviceId>,
    pub beyond: Beyond,
    /// The one lesson that the page is of: it has no library, and nothing to read other texts with.
    pub only: Option<LessonId>,
    /// What waits while the lesson on screen is shown as a learner gets it; then it is the only one.
    aside: Option<Rc<preview::Aside>>,
    /// The page around this one, if it is in a frame.
    pub framed: Option<Framed>,
    /// The language of the interface where the learner has not chosen one.
    pub browser: Option<Interface>,
    pub open: Option<Rc<Open>>,
    pub dictionary: Dictionary,
    pub later: Later,
    pub job: Option<Job>,
    pub session: Option<Session>,
    /// The chart that is being guessed.
    pub guessing: Option<Guessing>,
    /// The charts, where they are being arranged.
    pub arranging: Option<Arranging>,
    /// What is being corrected.
    pub correcting: Option<Target>,
    /// What was said of facts here and can be taken back, and what was taken back.
    pub corrections: Retraced,
    /// Which figures of the text are listed.
    pub coverage: Standing,
    /// The chart that was taken along last, and how.
    pub exported: Option<(ChartId, Exported)>,
    /// How the making of a page of the lesson on screen went.
    pub handed_on: Option<HandedOn>,
    /// The lesson on screen, where it is being published.
    pub publishing: Option<Publishing>,
    /// The lesson on screen as a file of another program.
    pub taking_out: TakingOut,
    /// The kinds of marks that are switched off.
    pub hidden: Vec<Kind>,
    /// The mark whose reading is on screen.
    pub selected: Option<MarkId>,
    /// The page of a long text or list, where one was turned to.
    pub page: Option<usize>,
    /// Where the text on screen was taken up, as its reader has left it.
    pub resumed: Option<usize>,
    /// The last page that was come to from mark to mark.
    pub walked: Option<Walked>,
    /// Where the reader of a text is by now, as long as that is not kept.
    reading: Option<(LessonId, usize)>,
    /// Whether the page is being printed: then a text is there with all its pages.
    pub is_printing: bool,
    pub filter: Filter,
    pub card_filter: CardFilter,
    /// The book whose chapters are being chosen.
    pub choosing: Option<Choosing>,
    /// The card that is being edited.
    pub editing: Option<CardId>,
    /// How the library is shown.
    pub shelves: Shelves,
    pub search: Search,
    /// Whether the sheet of keys is open.
    pub is_helping: bool,
    /// The step of the tour, which waits until there is a text to be shown around.
    tour: Option<usize>,
    /// Whether a file is being dragged over the window.
    pub is_dragging: bool,
    /// Whether the window is no wider than a phone.
    pub is_narrow: bool,
    pub notices: Vec<Notice>,
    /// The last moment that the state was told of.
    pub now: Now,
    pub backup: Backup,
    /// What a class has done.
    pub class: Rc<Class>,
    pub fitting: Fitting,
    recalled: Recalled,
    /// Nobody has asked for the fitting: what is better is offered.
    is_offering: bool,
    pub planning: Option<Planning>,
    /// What is wanted of the next plan.
    pub wish: Option<(LessonId, Exam)>,
    pub room: Option<Room>,
    pub folder: Folder,
    /// The deck is being made anew.
    is_completing: bool,
    /// Events since the last backup that are forgotten with the page.
    unsaved: usize,
    /// How many of them the file that is being saved has.
    saving: usize,
    /// The page was opened from a disk.
    is_on_disk: bool,
    /// What is being written, and what could not be and waits to be tried again.
    writes: Vec<Write>,
    /// What is to be read once the store is open and the worker is free, in that order.
    waiting: VecDeque<Task>,
    /// What the worker died over, to be tried again.
    failed: Vec<Task>,
    /// The lesson on screen, read again with the dictionary: takes its place as soon as that disturbs nobody.
    fresh: Option<Rc<Open>>,
    /// The lesson whose text is another one by now.
    stale: Option<LessonId>,
    /// The lesson that the worker died over when it read it again: it stays as it is.
    kept: Option<LessonId>,
    /// The last number given to a job, a write or a notice.
    last: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// Not asked yet: nothing is known of the library.
    #[default]
    Opening,
    Lasting,
    /// Everything works, and is forgotten when the page is closed.
    Forgetful(StoreError),
}

/// The worker's dictionary. A text that is given before it has come is read without it, and read again when it is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dictionary {
    #[default]
    Awaited,
    Here,
    /// It could not be had; the next worker asks for it again.
    Missing,
}

/// A text to be read: pasted or stored, a file's bytes, or the sample, which comes with the worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Sample,
    Text(Rc<str>),
    Bytes(Rc<[u8]>),
    /// No text to be read, but words to be found in many.
    Sought(Rc<Sought>),
    /// A stored text with its structure.
    Structured {
        text: Rc<str>,
        structure: Rc<str>,
    },
    /// What a file of another format was read as, and which of its chapters are wanted; none says all.
    Parsed {
        body: Rc<[u8]>,
        chosen: Rc<[bool]>,
    },
}

impl Input {
    /// In bytes.
    pub fn size(&self) -> usize {
        match self {
            Input::Sample => 0,
            Input::Text(text) => text.len(),
            Input::Bytes(bytes) => bytes.len(),
            Input::Sought(_) => 0,
            Input::Structured { text, .. } => text.len(),
            Input::Parsed { body, .. } => body.len(),
        }
    }

    /// The text of a lesson as it was stored.
    fn stored(entry: &Entry) -> Input {
        match &entry.structure {
            Some(structure) => Input::Structured { text: entry.text.clone(), structure: structure.clone() },
            None => Input::Text(entry.text.clone()),
        }
    }
}

/// What the worker does at the moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    pub number: u32,
    pub task: Task,
    /// The step that it has reached.
    pub step: Option<Step>,
    /// What it is read with.
    corrections: Rc<Kept>,
    /// How much of a file of another format has been read, of how much.
    pub so_far: Option<(usize, usize)>,
    /// Whether a worker has died over it already.
    retried: bool,
}

/// A text to be read, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub purpose: Purpose,
    pub input: Input,
    /// Of the file.
    pub name: Option<String>,
}

impl Task {
    /// The bytes of a file of another format, which has to be read before its text can be.
    pub fn file(&self) -> Option<&Rc<[u8]>> {
        match &self.input {
            Input::Bytes(bytes) if begins(bytes, self.name.as_deref()) != Begins::As(Format::Plain) => Some(bytes),
            _ => None,
        }
    }

    pub fn is_add(&self) -> bool {
        matches!(self.purpose, Purpose::Add(_))
    }

    /// Whether it takes less time to have it finished than to begin with another worker.
    fn is_soon_done(&self) -> bool {
        matches!(self.purpose, Purpose::Again(_) | Purpose::Recall(_)) && self.input.size() < 500_000
    }

    /// Whether the reader waits for a lesson of the library.
    pub fn is_open(&self) -> bool {
        matches!(self.purpose, Purpose::Open(_))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A new text: it goes into the library when it has been read.
    Add(Mint),
    /// A lesson of the library, to be shown.
    Open(LessonId),
    /// The lesson on screen, which was read without the dictionary.
    Again(LessonId),
    /// A lesson of the library whose cards are listed elsewhere.
    Recall(LessonId),
}

/// A lesson on screen, with what is derived from it once.
#[derive(Debug)]
pub struct Open {
    pub id: LessonId,
    pub lesson: Lesson,
    pub warnings: Vec<Warning>,
    pub with_dictionary: bool,
    /// What it was read with.
    pub corrections: Rc<Kept>,
    /// The lesson as it came from the worker, if it is not too large to be handed on.
    pub parts: Rc<[u8]>,
    /// Of its text only a part went along.
    pub is_shortened: bool,
    pub pages: Vec<Page>,
    pub words: usize,
    /// The generated cards in the order of their ids, by their places.
    by_id: Vec<usize>,
    /// The paragraphs in the order of their words, by their places.
    by_words: Vec<usize>,
}

impl Open {
    pub fn new(id: LessonId, lesson: Lesson, warnings: Vec<Warning>, with_dictionary: bool) -> Open {
        let words = lesson.document.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let pages = pages::pages(&lesson.document, &lesson.sentences);
        let mut by_id: Vec<usize> = (0..lesson.cards.len()).collect();
        order::by(&mut by_id, |a, b| lesson.cards[*a].id.cmp(&lesson.cards[*b].id));
        let mut by_words: Vec<usize> = (0..lesson.document.blocks.len()).collect();
        order::by(&mut by_words, |a, b| lesson.document.words(*a).cmp(lesson.document.words(*b)));
        let (corrections, parts) = (Rc::default(), Rc::default());
        Open {
            id,
            lesson,
            warnings,
            with_dictionary,
            corrections,
            parts,
            is_shortened: false,
            pages,
            words,
            by_id,
            by_words,
        }
    }

    /// The generated card with this id.
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        let cards = &self.lesson.cards;
        let found = self.by_id.binary_search_by(|place| cards[*place].id.cmp(id)).ok()?;
        Some(&cards[self.by_id[found]])
    }

    /// The paragraph with exactly these words.
    pub fn paragraph(&self, words: &str) -> Option<Span> {
        let document = &self.lesson.document;
        let found = self.by_words.binary_search_by(|place| document.words(*place).cmp(words)).ok()?;
        Some(document.blocks[self.by_words[found]].span)
    }
}

/// Events on their way into the store.
#[derive(Clone, Debug)]
struct Write {
    number: u32,
    bodies: Rc<[Body]>,
    now: Now,
    then: Then,
    /// The store has refused them; they wait to be tried again.
    failed: bool,
}

/// What the screen does once the events are in the store.
#[derive(Clone, Debug)]
enum Then {
    Nothing,
    Show(Rc<Open>),
    NextCard,
    /// A sitting counts anew what is left.
    Recount,
    /// A lesson has another text, and is read again.
    Reread(LessonId),
    /// What was said of a card is shown.
    CardChanged,
    /// The truth of a chart that was guessed is shown.
    Told(Rc<[Judged]>),
    /// Back to the card with which something has been taken back.
    PreviousCard {
        lesson: LessonId,
        card: CardId,
        is_review: bool,
    },
    /// A lesson with this title has been deleted.
    Leave(Rc<str>),
}

impl AppState {
    pub fn new(route: Route, browser: Option<Interface>, now: Now) -> AppState {
        AppState { route, browser, now, ..AppState::default() }
    }

    /// The language of the interface: the learner's choice, else that of the page around it, else the one that the lesson of a page
    /// of its own is given, else the browser's, else English.
    pub fn interface(&self) -> Interface {
        let around = || self.framed.as_ref().and_then(|framed| framed.language);
        let of_lesson = || self.deck.lessons.get(self.only.as_ref()?)?.work.arranged.language;
        let chosen = self.deck.interface().or_else(around).or_else(of_lesson);
        chosen.or(self.browser).unwrap_or(Interface::English)
    }

    /// The lesson of the library that the address names.
    pub fn entry(&self) -> Option<(&LessonId, &Entry)> {
        match &self.route {
            Route::Lesson { lesson, .. } => self.deck.lessons.get_key_value(lesson),
            _ => None,
        }
    }

    /// The lesson that the address names, if it has been read.
    pub fn shown(&self) -> Option<&Rc<Open>> {
        match &self.route {
            Route::Lesson { lesson, .. } => self.open.as_ref().filter(|open| open.id == *lesson),
            _ => None,
        }
    }

    /// The sentence that the address leads to, if it is in the text.
    pub fn found(&self) -> Option<Span> {
        let Route::Lesson { at: Some(at), .. } = self.route else { return None };
        let sentences = &self.shown()?.lesson.sentences;
        let index = sentences.partition_point(|sentence| sentence.span.end <= at);
        sentences.get(index).map(|sentence| sentence.span).filter(|span| span.contains_offset(at))
    }

    /// The page of the text that is on screen: the one that was turned to, else the one that the address leads to, else the one on
    /// which it is taken up.
    pub fn text_page(&self) -> usize {
        let by_address = match (&self.route, self.shown()) {
            (Route::Lesson { at: Some(at), .. }, Some(open)) => pages::page_at(&open.pages, *at),
            (_, Some(open)) => self.resumed_page(open),
            _ => 0,
        };
        self.page.unwrap_or(by_address)
    }

    /// How many events no file has, where no store keeps them, or only one that is easily lost: that of a page from a disk.
    pub fn unsaved(&self) -> usize {
        if self.is_lost_with_page() || self.is_on_disk { self.unsaved } else { 0 }
    }

    /// Whether what is written is gone when the page is closed: no store keeps it, nor the page around this one.
    pub fn is_lost_with_page(&self) -> bool {
        matches!(self.storage, Storage::Forgetful(_)) && !self.is_kept_around()
    }

    /// Whether the page around this one keeps what is answered.
    pub fn is_kept_around(&self) -> bool {
        self.framed.as_ref().is_some_and(|framed| framed.is_kept)
    }

    pub fn is_writing(&self) -> bool {
        self.writes.iter().any(|write| !write.failed)
    }

    fn number(&mut self) -> u32 {
        self.last += 1;
        self.last
    }
}

#[cfg(test)]
mod again_tests;
#[cfg(test)]
mod card_tests;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod study_tests;
#[cfg(test)]
mod tests;
