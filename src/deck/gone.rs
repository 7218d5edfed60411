//! What is known of lessons that were deleted: enough to bring one back, and to know its text when that comes again.

use std::rc::Rc;

use super::event::{EventId, LessonId};
use super::{Deck, Entry};

/// A lesson that is in the library no more. The work on it is in [`Deck::kept`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    pub title: Rc<str>,
    /// What has deleted it, on several devices perhaps, in the order of the fold. Each has to be taken back.
    pub by: Vec<EventId>,
    pub(super) mark: Mark,
}

/// By which a text is known again that is kept by nobody: its length, and its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub length: u64,
    pub hash: u64,
}

impl Mark {
    fn of(text: &str) -> Mark {
        Mark { length: text.len() as u64, hash: hash(text.as_bytes()) }
    }
}

/// FNV-1a: against damage and chance, not against malice.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Deck {
    /// The deleted lesson with this text; of several the one with which most was done.
    pub fn gone_with(&self, text: &str) -> Option<&LessonId> {
        if self.gone.is_empty() {
            return None;
        }
        let mark = Mark::of(text);
        let cards = |lesson: &LessonId| self.kept.get(lesson).map_or(0, |work| work.cards.len());
        let same = self.gone.iter().filter(|(_, gone)| gone.mark == mark);
        same.map(|(lesson, _)| lesson).max_by_key(|lesson| cards(lesson))
    }

    /// A lesson leaves the library by this event.
    pub(super) fn let_go(&mut self, lesson: &LessonId, by: &EventId) {
        if let Some(mut entry) = self.lessons.remove(lesson) {
            let gone = Gone { title: entry.title.clone(), by: vec![by.clone()], mark: Mark::of(&entry.text) };
            self.gone.insert(lesson.clone(), gone);
            self.kept.insert(lesson.clone(), std::mem::take(&mut entry.work));
            self.deleted.push((by.clone(), lesson.clone(), entry));
        } else if let Some(gone) = self.gone.get_mut(lesson) {
            gone.by.push(by.clone());
        }
    }

    /// Brings back what this event has deleted, if anything.
    pub(super) fn restore(&mut self, event: &EventId) {
        self.gone.retain(|_, gone| {
            gone.by.retain(|by| by != event);
            !gone.by.is_empty()
        });
        let Some(place) = self.deleted.iter().position(|(by, ..)| by == event) else { return };
        let (_, lesson, entry) = self.deleted.remove(place);
        let work = self.kept.remove(&lesson).unwrap_or_default();
        self.lessons.insert(lesson, Entry { work, ..entry });
    }
}
