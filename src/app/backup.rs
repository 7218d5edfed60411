//! Saving everything to a file, and taking a file in.

use std::rc::Rc;

use super::{AppState, Effect, Move, Now, Route, Storage, Write};
use crate::backup::{BackupError, Incoming, Taken};
use crate::deck::setting::is_by_the_way;
use crate::deck::{Deck, DeviceId};
use crate::store::StoreError;

/// What is being done with a file, or what came of the last one.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Backup {
    #[default]
    Idle,
    Saving,
    /// Handed to the browser as a download.
    Saved,
    /// Likewise in a frame, where browsers drop downloads in silence: whether there is a file, only the learner can tell.
    Handed,
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
    /// The browser has not taken the file; with its reason.
    NotHanded(String),
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

    /// `is_sure`: a browser that does not want to keep the file says so.
    pub(super) fn saved(&mut self, outcome: Result<(), BackupTrouble>, is_sure: bool) -> Vec<Effect> {
        match outcome {
            // Elsewhere the store has it all the same.
            Ok(()) if is_sure || !self.is_lost_with_page() => self.has_file(),
            Ok(()) => self.backup = Backup::Handed,
            Err(trouble) => self.backup = Backup::Failed(trouble),
        }
        Vec::new()
    }

    /// There is a file of all that was written up to the last [`Action::Save`](super::Action::Save).
    pub(super) fn has_file(&mut self) {
        // What was written meanwhile is in no file.
        self.unsaved -= std::mem::take(&mut self.saving).min(self.unsaved);
        self.backup = Backup::Saved;
    }

    /// Counts what this device has done after the event that the last file has of it; `None`: there was no file.
    pub(super) fn count_unsaved(&mut self, saved: Option<(DeviceId, u64)>) {
        if let Some(device) = &self.device {
            let known = saved.filter(|(saved, _)| saved == device).map_or(0, |(_, number)| number);
            self.unsaved = self.deck.done_after(device, known);
        }
    }

    /// Whether something would be gone if the page were closed now: what no file has where nothing lasts, or what is not written yet.
    pub fn is_losing(&self) -> bool {
        // A place in a text is nothing that one could lose.
        let is_dear = |write: &Write| !write.bodies.iter().all(is_by_the_way);
        self.is_lost_with_page() && self.unsaved > 0 || self.writes.iter().any(is_dear)
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
                let mut effects = self.replace_deck(*deck, now);
                effects.extend(self.follow());
                effects
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
    use crate::app::tests::{NOW, id, later, reading, stored, studying, turn};
    use crate::app::{Action, Then};
    use crate::deck::setting::{Place, place_change};
    use crate::deck::{Body, Event, EventId, Setting};
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
        state.reduce(Action::Saved { outcome: Ok(()), is_sure: true });
        assert_eq!(state.backup, Backup::Saved);
        state.reduce(Action::Save { now: NOW });
        state.reduce(Action::Saved { outcome: Err(BackupTrouble::WorkerDied), is_sure: true });
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
        let mut state = forgetful();
        let setting = Setting::Fuzz(true);
        assert_eq!(state.unsaved(), 1);
        state.reduce(Action::Save { now: NOW });
        let effects = state.reduce(Action::Set { setting, now: NOW });
        state.reduce(stored(&effects));
        state.reduce(Action::Saved { outcome: Ok(()), is_sure: true });
        assert_eq!(state.unsaved(), 1, "what was written meanwhile is in no file");
        state.reduce(Action::Save { now: NOW });
        state.reduce(Action::Saved { outcome: Ok(()), is_sure: true });
        assert_eq!(state.unsaved(), 0);
        let mut lasting = reading();
        let effects = lasting.reduce(Action::Set { setting, now: NOW });
        lasting.reduce(stored(&effects));
        assert_eq!(lasting.unsaved(), 0, "there it is kept");
        // A page from a disk loses its store with the browser's data of sites, or when it is moved.
        lasting.reduce(Action::OnDisk);
        assert_eq!((lasting.unsaved(), lasting.is_lost_with_page()), (2, false));
    }

    fn forgetful() -> AppState {
        let mut state = AppState::new(Route::Library, None, NOW);
        let error = StoreError::Denied(String::new());
        let device = DeviceId("0123456789abcdef".to_owned());
        state.reduce(Action::OpenedForgetful { error, deck: Box::default(), device, now: NOW });
        let effects = state.reduce(Action::Set { setting: Setting::Fuzz(true), now: NOW });
        state.reduce(stored(&effects));
        state
    }

    #[test]
    fn a_file_that_a_frame_may_have_dropped_counts_when_its_learner_has_seen_it() {
        let mut state = forgetful();
        state.reduce(Action::Save { now: NOW });
        state.reduce(Action::Saved { outcome: Ok(()), is_sure: false });
        assert_eq!((&state.backup, state.unsaved(), state.is_losing()), (&Backup::Handed, 1, true));
        // Again, with what was written meanwhile; and then something more.
        let write = |state: &mut AppState| {
            let effects = state.reduce(Action::Set { setting: Setting::Fuzz(false), now: NOW });
            state.reduce(stored(&effects));
        };
        write(&mut state);
        state.reduce(Action::Save { now: NOW });
        state.reduce(Action::Saved { outcome: Ok(()), is_sure: false });
        write(&mut state);
        state.reduce(Action::HasFile);
        assert_eq!((&state.backup, state.unsaved(), state.is_losing()), (&Backup::Saved, 1, true));
        state.reduce(Action::Save { now: NOW });
        state
            .reduce(Action::Saved { outcome: Err(BackupTrouble::NotHanded("by the test".to_owned())), is_sure: false });
        assert_eq!((state.unsaved(), state.is_losing()), (1, true));
        // Where a store keeps it, nothing hangs on the file.
        let mut lasting = reading();
        lasting.reduce(Action::Save { now: NOW });
        lasting.reduce(Action::Saved { outcome: Ok(()), is_sure: false });
        assert_eq!(lasting.backup, Backup::Saved);
    }

    #[test]
    fn what_is_not_written_is_lost_with_the_page_wherever_it_is_kept() {
        let mut state = reading();
        assert!(!state.is_losing());
        let effects = state.reduce(Action::Set { setting: Setting::Fuzz(true), now: NOW });
        assert!(state.is_losing(), "it is on its way");
        let [Effect::Append { write, .. }] = effects[..] else { panic!("{effects:?}") };
        state.reduce(Action::NotWritten { write, error: StoreError::Full });
        assert!(state.is_losing(), "it waits to be tried again");
        let notice = state.notices.last().expect("it is told").number;
        let again = state.reduce(Action::TryAgain { notice });
        state.reduce(stored(&again));
        assert!(!state.is_losing());
        // A place in a text is written when one leaves.
        let place = Place { at: 1, words: String::new() };
        state.append(vec![place_change(&id("sample"), &place)], NOW, Then::Nothing);
        assert!(state.is_writing() && !state.is_losing());
    }

    #[test]
    fn what_no_file_has_is_counted_over_a_reload_of_a_page_from_a_disk() {
        let mut state = reading();
        state.reduce(Action::OnDisk);
        let device = state.device.clone().expect("a device");
        let effects = state.reduce(Action::Set { setting: Setting::Fuzz(true), now: NOW });
        state.reduce(stored(&effects));
        let saved = state.deck.last_of(&device);
        for _ in 0..2 {
            let effects = state.reduce(Action::Set { setting: Setting::Fuzz(false), now: NOW });
            state.reduce(stored(&effects));
        }
        let place = Place { at: 1, words: String::new() };
        let effects = state.append(vec![place_change(&id("sample"), &place)], NOW, Then::Nothing);
        state.reduce(stored(&effects));
        let mut again = AppState::new(Route::Library, None, NOW);
        again.reduce(Action::OnDisk);
        let (deck, device) = (Box::new((*state.deck).clone()), device);
        again.reduce(Action::Opened { deck, device: device.clone(), set_aside: 0, now: NOW });
        again.reduce(Action::CountUnsaved { saved: Some((device.clone(), saved)) });
        assert_eq!(again.unsaved(), 2, "a place is nothing that one could lose");
        again.reduce(Action::CountUnsaved { saved: Some((DeviceId("f".repeat(16)), saved)) });
        assert_eq!(again.unsaved(), 4, "it was saved in another name");
        again.reduce(Action::CountUnsaved { saved: None });
        assert_eq!(again.unsaved(), 4, "nothing ever was");
    }
}
