//! The learner's whole truth: a [`Deck`] folded from [`Event`]s.
//!
//! Undo and delete are events too, so nothing is ever taken away from the log; state that is shown is derived. Whatever
//! order events come in, and however often, the deck is the same: they are folded in the order of [`log`].

pub mod event;
mod log;
pub mod setting;

use std::collections::BTreeMap;
use std::mem;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::card::{CardId, CardKind};
use crate::document::Source;
pub use event::{Body, DeviceId, Edit, Event, EventId, Grade, LessonId, Quote, Review};
use log::{Change, Log, Logged, Place, Said};
pub use setting::{Interface, Setting, Theme};

/// What the events say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deck {
    /// The lessons of the library.
    pub lessons: BTreeMap<LessonId, Entry>,
    /// As stored; [`setting`] reads them.
    pub settings: BTreeMap<String, String>,
    /// The work on lessons that are not in the library: deleted ones, and those whose text has not come (yet).
    pub kept: BTreeMap<LessonId, Work>,
    log: Log,
}

/// What a learner has done with the cards of a lesson. Cards that are no longer made keep theirs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Work {
    pub cards: BTreeMap<CardId, CardWork>,
    /// How many cards are studied, where the learner has said so.
    pub wanted: Option<u32>,
}

/// What a learner has done with a card; what was undone is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardWork {
    /// In time order.
    pub reviews: Vec<PastReview>,
    /// The answers of those that were estimates.
    pub estimates: Vec<Rc<str>>,
    /// What is wrong with it, if only an empty text.
    pub flag: Option<Rc<str>>,
    pub is_suspended: bool,
    /// The form in which it is asked, where it was changed.
    pub form: Option<CardKind>,
    pub edit: Option<Rc<Edit>>,
}

/// A lesson of the library. Its text is kept whole; facts, cards and charts are made anew from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub title: Rc<str>,
    pub text: Rc<str>,
    pub source: Rc<Source>,
    pub seed: u64,
    /// UTC milliseconds at which it was added.
    pub added: i64,
    pub work: Work,
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

/// The review that an undo would take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastReview<'a> {
    /// What [`Body::Undone`] has to name.
    pub event: &'a EventId,
    pub lesson: &'a LessonId,
    pub card: &'a CardId,
    /// UTC milliseconds.
    pub at: i64,
}

impl Deck {
    pub fn of(events: &[Event]) -> Deck {
        let mut deck = Deck::default();
        for event in events {
            deck.log.insert(event);
        }
        deck.refold();
        deck
    }

    /// Takes in one more event. One that comes in order costs little; one that comes late, or an undo, folds the whole
    /// log again. An event whose id is known already changes nothing.
    pub fn apply(&mut self, event: &Event) {
        match self.log.insert(event) {
            Place::Known => {}
            Place::Last(logged) if !matches!(logged.change, Change::Undone { .. }) => self.step(&event.id, &logged),
            Place::Last(_) | Place::Between => self.refold(),
        }
    }

    /// The last review that `device` has made at or after `since` (UTC milliseconds) and not taken back.
    pub fn last_review(&self, device: &DeviceId, since: i64) -> Option<LastReview<'_>> {
        self.log.of_device(device).rev().take_while(|(_, entry)| entry.at >= since).find_map(|(event, entry)| {
            match &entry.change {
                Change::Reviewed { lesson, card, .. } if !self.log.is_taken_back(event) => {
                    Some(LastReview { event, lesson, card, at: entry.at })
                }
                _ => None,
            }
        })
    }

    /// The highest number known of each device.
    pub fn version_vector(&self) -> BTreeMap<&DeviceId, u64> {
        self.log.version_vector()
    }

    fn refold(&mut self) {
        let mut log = mem::take(&mut self.log);
        let in_effect = log.fold();
        *self = Deck { log, ..Deck::default() };
        for (id, logged) in &in_effect {
            self.step(id, logged);
        }
    }

    /// What one event in effect does to the state that the events before it have made.
    fn step(&mut self, id: &EventId, logged: &Logged) {
        let Logged { at, offset, change } = logged;
        match change {
            Change::Added { lesson, title, text, source, seed } => {
                let entry = Entry {
                    title: title.clone(),
                    text: text.clone(),
                    source: source.clone(),
                    seed: *seed,
                    added: *at,
                    work: self.kept.remove(lesson).unwrap_or_default(),
                };
                // Adding a lesson again renews its text and keeps its place in the library and its history.
                match self.lessons.get_mut(lesson) {
                    Some(known) => *known = Entry { added: known.added, work: mem::take(&mut known.work), ..entry },
                    None => {
                        self.lessons.insert(lesson.clone(), entry);
                    }
                }
            }
            Change::Renamed { lesson, title } => {
                if let Some(entry) = self.lessons.get_mut(lesson) {
                    entry.title = title.clone();
                }
            }
            Change::Deleted { lesson } => {
                if let Some(entry) = self.lessons.remove(lesson) {
                    self.kept.insert(lesson.clone(), entry.work);
                }
            }
            Change::Reviewed { lesson, card, grade, estimate } => {
                let review = PastReview { event: id.clone(), at: *at, offset: *offset, grade: *grade };
                let card = self.card(lesson, card);
                card.reviews.push(review);
                card.estimates.extend(estimate.clone());
            }
            Change::Card { lesson, card, said } => {
                let card = self.card(lesson, card);
                match said.clone() {
                    Said::Flagged(note) => card.flag = note,
                    Said::Suspended(is_suspended) => card.is_suspended = is_suspended,
                    Said::Formed(form) => card.form = form,
                    Said::Edited(edit) => card.edit = edit,
                }
            }
            Change::Wanted { lesson, count } => self.work(lesson).wanted = *count,
            Change::Set { key, value } => {
                self.settings.insert(key.clone(), value.clone());
            }
            // Taken into account before the fold: what it takes back is left out.
            Change::Undone { .. } => {}
        }
    }

    fn work(&mut self, lesson: &LessonId) -> &mut Work {
        match self.lessons.get_mut(lesson) {
            Some(entry) => &mut entry.work,
            None => self.kept.entry(lesson.clone()).or_default(),
        }
    }

    fn card(&mut self, lesson: &LessonId, card: &CardId) -> &mut CardWork {
        self.work(lesson).cards.entry(card.clone()).or_default()
    }

    /// The answers of every estimate, of all lessons.
    pub fn estimates(&self) -> impl Iterator<Item = &str> {
        let works = self.lessons.values().map(|entry| &entry.work).chain(self.kept.values());
        works.flat_map(|work| work.cards.values()).flat_map(|card| &card.estimates).map(|estimate| &**estimate)
    }
}

impl Entry {
    /// The reviews of a card; none if it is new.
    pub fn history(&self, card: &CardId) -> &[PastReview] {
        self.card(card).map_or(&[], |work| &work.reviews)
    }

    /// What was done with a card, if anything.
    pub fn card(&self, card: &CardId) -> Option<&CardWork> {
        self.work.cards.get(card)
    }

    /// The cards that have a history but are not among those that this version makes.
    pub fn orphans(&self, is_made: impl Fn(&CardId) -> bool) -> impl Iterator<Item = (&CardId, &CardWork)> {
        self.work.cards.iter().filter(move |(card, _)| !is_made(card))
    }
}

#[cfg(test)]
mod tests;
