//! Saving everything to a file, and taking a file in.

use std::rc::Rc;

use super::{AppState, Effect, Move, Now, Route, Storage};
use crate::backup::{BackupError, Incoming, Taken};
use crate::deck::Deck;
use crate::store::StoreError;

/// What is being done with a file, or what came of the last one.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Backup {
    #[default]
    Idle,
    Saving,
    /// Handed to the browser as a download.
    Saved,
    TakingIn,
    TakenIn(Taken),
    Failed(BackupTrouble),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupTrouble {
    Refused(BackupError),
    NotStored(StoreError),
    /// The worker that does it could not be had, or died over it.
    WorkerDied,
}

impl Backup {
    pub fn is_busy(&self) -> bool {
        matches!(self, Backup::Saving | Backup::TakingIn)
    }
}

impl AppState {
    pub(super) fn save(&mut self, now: Now) -> Vec<Effect> {
        self.now = now;
        if self.backup.is_busy() || self.storage == Storage::Opening {
            return Vec::new();
        }
        self.backup = Backup::Saving;
        self.saving = self.unsaved;
        vec![Effect::Save { made: now.at }]
    }

    pub(super) fn saved(&mut self, outcome: Result<(), BackupTrouble>) -> Vec<Effect> {
        self.backup = match outcome {
            Ok(()) => {
                // What was written meanwhile is in no file.
                self.unsaved -= self.saving;
                Backup::Saved
            }
            Err(trouble) => Backup::Failed(trouble),
        };
        Vec::new()
    }

    /// Where what comes of it is told.
    pub(super) fn take_in(&mut self, file: Incoming) -> Vec<Effect> {
        if self.backup.is_busy() || self.storage == Storage::Opening || self.is_previewing() {
            return Vec::new();
        }
        self.backup = Backup::TakingIn;
        vec![Effect::Go(Route::Settings), Effect::TakeIn { file }]
    }

    /// The file is in the store; the deck of all that is there now takes the place of the one before.
    pub(super) fn taken_in(&mut self, outcome: Result<(Taken, Box<Deck>), BackupTrouble>, now: Now) -> Vec<Effect> {
        match outcome {
            Ok((taken, deck)) => {
                self.backup = Backup::TakenIn(taken);
                self.replace_deck(*deck, now)
            }
            Err(trouble) => {
                self.backup = Backup::Failed(trouble);
                Vec::new()
            }
        }
    }

    /// A deck that knows more than the one before: the sitting goes on in it. What was written while it was made is taken along.
    pub(super) fn replace_deck(&mut self, mut deck: Deck, now: Now) -> Vec<Effect> {
        if self.puts_aside(&mut deck) {
            return Vec::new();
        }
        if let Some(device) = &self.device {
            deck.go_on_from(&self.deck, device);
        }
        self.deck = Rc::new(deck);
        self.sit(Move::Recount { now });
        self.enter_anew(now)
    }

    /// What has come from elsewhere may be what the address names; a sitting goes on as it was, its summary too.
    pub(super) fn enter_anew(&mut self, now: Now) -> Vec<Effect> {
        let is_sitting = self.shown().is_some_and(|open| self.session.as_ref().is_some_and(|it| it.lesson == open.id));
        if is_sitting { Vec::new() } else { self.enter(now) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::tests::{NOW, id, later, reading, stored, studying, turn};
    use crate::deck::{Body, DeviceId, Event, EventId};
    use crate::document::Source;

    fn with_another_lesson(state: &AppState) -> Deck {
        let mut deck = (*state.deck).clone();
        let body = Body::LessonAdded {
            lesson: id("other"),
            title: "Другой".to_owned(),
            text: "Другой текст.".to_owned(),
            source: Source::default(),
            structure: None,
            seed: 1,
        };
        let event = EventId { device: DeviceId("fedcba9876543210".to_owned()), number: 1 };
        deck.apply(&Event { id: event, at: NOW.at, offset: 0, body });
        deck
    }

    #[test]
    fn a_file_is_saved_once_at_a_time_and_what_came_of_it_is_told() {
        let mut state = reading();
        assert_eq!(state.reduce(Action::Save { now: NOW }), [Effect::Save { made: NOW.at }]);
        assert_eq!(state.reduce(Action::Save { now: NOW }), []);
        assert_eq!(state.reduce(Action::TakeIn { file: Incoming::default() }), []);
        state.reduce(Action::Saved { outcome: Ok(()) });
        assert_eq!(state.backup, Backup::Saved);
        state.reduce(Action::Save { now: NOW });
        state.reduce(Action::Saved { outcome: Err(BackupTrouble::WorkerDied) });
        assert_eq!(state.backup, Backup::Failed(BackupTrouble::WorkerDied));
    }

    #[test]
    fn what_was_taken_in_is_there_and_a_sitting_goes_on() {
        let mut state = studying();
        let card = turn(&state).card.clone();
        let file = Incoming { bytes: [1u8, 2].into(), name: "моё.konspekt".to_owned(), changed: 1 };
        let effects = state.reduce(Action::TakeIn { file: file.clone() });
        assert_eq!(effects, [Effect::Go(Route::Settings), Effect::TakeIn { file }]);
        let taken = Taken { new: 1, known: 4, ..Taken::default() };
        let deck = Box::new(with_another_lesson(&state));
        state.reduce(Action::TakenIn { outcome: Ok((taken.clone(), deck)), now: later(1) });
        assert_eq!(state.backup, Backup::TakenIn(taken));
        assert!(state.deck.lessons.contains_key(&id("other")));
        assert_eq!(turn(&state).card, card);
    }

    #[test]
    fn what_a_forgetful_store_has_not_given_to_a_file_is_counted() {
        let mut state = AppState::new(Route::Library, None, NOW);
        let error = StoreError::Denied(String::new());
        let device = DeviceId("0123456789abcdef".to_owned());
        state.reduce(Action::OpenedForgetful { error, deck: Box::default(), device, now: NOW });
        let setting = crate::deck::Setting::Fuzz(true);
        let effects = state.reduce(Action::Set { setting, now: NOW });
        state.reduce(stored(&effects));
        assert_eq!(state.unsaved(), 1);
        state.reduce(Action::Save { now: NOW });
        let effects = state.reduce(Action::Set { setting, now: NOW });
        state.reduce(stored(&effects));
        state.reduce(Action::Saved { outcome: Ok(()) });
        assert_eq!(state.unsaved(), 1, "what was written meanwhile is in no file");
        state.reduce(Action::Save { now: NOW });
        state.reduce(Action::Saved { outcome: Ok(()) });
        assert_eq!(state.unsaved(), 0);
        let mut lasting = reading();
        let effects = lasting.reduce(Action::Set { setting, now: NOW });
        lasting.reduce(stored(&effects));
        assert_eq!(lasting.unsaved(), 0, "there it is kept");
        // A page from a disk loses its store with the browser's data of sites, or when it is moved.
        lasting.reduce(Action::OnDisk);
        assert_eq!((lasting.unsaved(), lasting.is_lost_with_page()), (2, false));
    }
}
