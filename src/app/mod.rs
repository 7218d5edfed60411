//! What the screen knows: [`AppState`], what can happen to it ([`Action`]), and the pure [`AppState::reduce`], which
//! answers with what is to be done in the world ([`Effect`]). It never does any of that itself: no clock, no browser.

mod action;
mod again;
mod filter;
mod reduce;
pub mod marks;
pub mod pages;
pub mod route;
pub mod study;

use std::collections::VecDeque;
use std::rc::Rc;

use crate::deck::{Body, Deck, Entry, Interface, LessonId};
use crate::ingest::Warning;
use crate::lesson::{Lesson, Step};
use crate::span::Span;
use crate::store::StoreError;

pub use action::{Action, Effect, Mint, Notice, Now, Remedy, Trouble};
pub use filter::Filter;
pub use marks::{Kind, MarkId};
pub use pages::{Page, Piece};
pub use route::{Route, View};
pub use study::{Session, Turn};

#[derive(Clone, Debug, Default)]
pub struct AppState {
    pub route: Route,
    pub storage: Storage,
    pub deck: Rc<Deck>,
    /// The language of the interface where the learner has not chosen one.
    pub browser: Option<Interface>,
    pub open: Option<Rc<Open>>,
    pub dictionary: Dictionary,
    pub job: Option<Job>,
    pub session: Option<Session>,
    /// The kinds of marks that are switched off.
    pub hidden: Vec<Kind>,
    /// The mark whose reading is on screen.
    pub selected: Option<MarkId>,
    /// The page of a long text or list, where one was turned to.
    pub page: Option<usize>,
    pub filter: Filter,
    /// The lesson that is deleted if the learner says so once more.
    pub asking: Option<LessonId>,
    /// Whether a file is being dragged over the window.
    pub is_dragging: bool,
    /// Whether the window is no wider than a phone.
    pub is_narrow: bool,
    pub notices: Vec<Notice>,
    /// The last moment that the state was told of.
    pub now: Now,
    /// What is being written, and what could not be and waits to be tried again.
    writes: Vec<Write>,
    /// What is to be read once the store is open and the worker is free, in that order.
    waiting: VecDeque<Task>,
    /// What the worker died over, to be tried again.
    failed: Vec<Task>,
    /// The lesson on screen, read again with the dictionary: takes its place as soon as that disturbs nobody.
    fresh: Option<Rc<Open>>,
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
}

impl Input {
    /// In bytes.
    pub fn size(&self) -> usize {
        match self {
            Input::Sample => 0,
            Input::Text(text) => text.len(),
            Input::Bytes(bytes) => bytes.len(),
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
    pub fn is_add(&self) -> bool {
        matches!(self.purpose, Purpose::Add(_))
    }

    /// Whether it takes less time to have it finished than to begin with another worker.
    fn is_soon_done(&self) -> bool {
        matches!(self.purpose, Purpose::Again(_)) && self.input.size() < 500_000
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
}

/// A lesson on screen, with what is derived from it once.
#[derive(Debug)]
pub struct Open {
    pub id: LessonId,
    pub lesson: Lesson,
    pub warnings: Vec<Warning>,
    pub with_dictionary: bool,
    pub pages: Vec<Page>,
    pub words: usize,
}

impl Open {
    pub fn new(id: LessonId, lesson: Lesson, warnings: Vec<Warning>, with_dictionary: bool) -> Open {
        let words = lesson.document.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let pages = pages::pages(&lesson.document, &lesson.sentences);
        Open { id, lesson, warnings, with_dictionary, pages, words }
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
    /// Back to the card whose review has been taken back.
    PreviousCard,
    Leave,
}

impl AppState {
    pub fn new(route: Route, browser: Option<Interface>, now: Now) -> AppState {
        AppState { route, browser, now, ..AppState::default() }
    }

    /// The language of the interface: the learner's choice, else the browser's, else English.
    pub fn interface(&self) -> Interface {
        self.deck.interface().or(self.browser).unwrap_or(Interface::English)
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

    /// The page of the text that is on screen: the one that was turned to, else the one that the address leads to.
    pub fn text_page(&self) -> usize {
        let by_address = match (&self.route, self.shown()) {
            (Route::Lesson { at: Some(at), .. }, Some(open)) => pages::page_at(&open.pages, *at),
            _ => 0,
        };
        self.page.unwrap_or(by_address)
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
mod tests;
