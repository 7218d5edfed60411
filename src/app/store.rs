//! What the store has to say beside what was asked of it: of other tabs, of a deck that needs all events, of room.

use std::rc::Rc;

use super::{AppState, Effect, Move, Now, Storage, Trouble};
use crate::deck::{Arranged, Body, Deck, Event, LessonId};

/// What one tab says to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Events were added at the end.
    Added,
    /// Others came among those that were there.
    Merged,
}

/// What the browser gives this page, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub used: u64,
    pub of: u64,
    /// Whether the browser has promised not to clear it when space gets short.
    pub is_kept: bool,
}

impl Room {
    /// Whether it is time to say something: a tenth is left, and that is no longer much.
    fn is_short(self) -> bool {
        let left = self.of.saturating_sub(self.used);
        left < self.of / 10 && left < 200 << 20
    }
}

impl AppState {
    /// Another tab has written these.
    pub(super) fn came(&mut self, events: &[Event], now: Now) -> Vec<Effect> {
        if self.passes_by(None, events) {
            return Vec::new();
        }
        let deck = Rc::make_mut(&mut self.deck);
        events.iter().for_each(|event| deck.apply(event));
        // Its text may be another one by now.
        let is_shown = |lesson: &LessonId| self.open.as_ref().is_some_and(|open| open.id == *lesson);
        let edited = events.iter().find_map(|event| match &event.body {
            Body::LessonAdded { lesson, .. } | Body::LessonArranged { lesson, said: Arranged::Seed(_) }
                if is_shown(lesson) =>
            {
                Some(lesson.clone())
            }
            _ => None,
        });
        self.stale = edited.or(self.stale.take());
        self.sit(Move::Came { events: events.to_vec(), now });
        self.enter_anew(now)
    }

    pub(super) fn completed(&mut self, deck: Deck, now: Now) -> Vec<Effect> {
        self.is_completing = false;
        // A merge may have brought another one meanwhile, which knows more.
        match self.deck.needs_all_events() {
            true => self.replace_deck(deck, now),
            false => Vec::new(),
        }
    }

    /// Where something has come that this deck cannot fold, another is asked for, once.
    pub(super) fn complete(&mut self) -> Option<Effect> {
        let asks = self.deck.needs_all_events() && !self.is_completing && self.storage == Storage::Lasting;
        self.is_completing |= asks;
        asks.then_some(Effect::Complete)
    }

    pub(super) fn measured(&mut self, room: Room) -> Vec<Effect> {
        self.room = Some(room);
        let is_told = self.notices.iter().any(|notice| matches!(notice.trouble, Trouble::NearlyFull(_)));
        if room.is_short() && !is_told {
            self.notify(Trouble::NearlyFull(room), None);
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{NOW, id, later, stored, studying, turn};
    use crate::app::{Action, CardChange, Input};
    use crate::card::CardKind;
    use crate::deck::{DeviceId, EventId, Grade, Review, Setting, snapshot};
    use crate::store::StoreError;

    fn review(state: &AppState, number: u64) -> Event {
        let device = state.device.clone().unwrap_or_else(|| DeviceId(String::new()));
        let body = Body::Reviewed(Review {
            lesson: id("sample"),
            card: turn(state).card.clone(),
            kind: CardKind::Cloze,
            answer: None,
            proposed: None,
            chosen: Grade::Easy,
            took: 1,
            content: String::new(),
        });
        Event { id: EventId { device, number }, at: later(1).at, offset: 180, body }
    }

    #[test]
    fn what_another_tab_answered_is_not_asked_again() {
        let mut state = studying();
        let (card, left) = (turn(&state).card.clone(), state.session.as_ref().map(|session| session.left));
        let event = review(&state, 9000);
        state.reduce(Action::Came { events: vec![event.clone()], now: later(1) });
        assert_ne!(turn(&state).card, card);
        assert_eq!(state.session.as_ref().map(|session| session.left + 1), left);
        assert_eq!(state.deck.lessons[&id("sample")].history(&card).len(), 1);
        let before = state.session.clone();
        state.reduce(Action::Came { events: vec![event], now: later(1) });
        assert_eq!(state.session, before, "what is known changes nothing");
    }

    #[test]
    fn a_store_that_writes_in_another_name_is_followed() {
        let mut state = studying();
        let card = turn(&state).card.clone();
        let effects =
            state.reduce(Action::Say { card: card.clone(), change: CardChange::Suspend(true), now: later(1) });
        let Action::Written { write, mut events } = stored(&effects) else { panic!("it is written") };
        events[0].id.device = DeviceId("fedcba9876543210".to_owned());
        state.reduce(Action::Written { write, events: events.clone() });
        assert_eq!(state.last_deed().map(|deed| deed.event), Some(&events[0].id), "it can be taken back");
    }

    #[test]
    fn what_another_tab_has_edited_is_read_again() {
        let mut state = studying();
        let lesson = state.deck.lessons[&id("sample")].clone();
        let text = format!("{}\n\nВ 1946 г. собрали 7 т.", lesson.text);
        let body = Body::LessonAdded {
            lesson: id("sample"),
            title: lesson.title.to_string(),
            text: text.clone(),
            source: (*lesson.source).clone(),
            structure: None,
            seed: lesson.seed,
        };
        let device = state.device.clone().expect("a device");
        let event = Event { id: EventId { device, number: 9001 }, at: later(1).at, offset: 180, body };
        let effects = state.reduce(Action::Came { events: vec![event], now: later(1) });
        let read = effects.iter().find_map(|effect| match effect {
            Effect::Extract { input: Input::Text(text), in_silence: true, .. } => Some(text.to_string()),
            _ => None,
        });
        assert_eq!(read, Some(text), "{effects:?}");
    }

    #[test]
    fn a_deck_from_a_snapshot_is_made_anew_once_when_it_needs_all_events() {
        let mut state = studying();
        let card = turn(&state).card.clone();
        let lesson = state.deck.lessons[&id("sample")].clone();
        let added = Body::LessonAdded {
            lesson: id("sample"),
            title: lesson.title.to_string(),
            text: lesson.text.to_string(),
            source: (*lesson.source).clone(),
            structure: None,
            seed: lesson.seed,
        };
        let device = state.device.clone().expect("a device");
        let event = |number, body| {
            let id = EventId { device: device.clone(), number };
            Event { id, at: NOW.at, offset: 180, body }
        };
        let suspended = Body::CardSuspended { lesson: id("sample"), card: card.clone(), suspended: true };
        let log = [event(1, added), event(2, suspended)];
        let bytes = snapshot::write(&Deck::of(&log)).expect("a snapshot");
        state.deck = Rc::new(snapshot::read(&bytes).expect("a deck"));
        let undo = event(3, Body::Undone { event: log[1].id.clone() });
        let came = Action::Came { events: vec![undo.clone()], now: later(1) };
        assert_eq!(state.reduce(came), [Effect::Complete]);
        assert_eq!(state.reduce(Action::Help(false)), [], "it is on its way");
        let deck = Box::new(Deck::of(&[log[0].clone(), log[1].clone(), undo]));
        assert_eq!(state.reduce(Action::Completed { deck, now: later(1) }), []);
        assert!(!state.deck.lessons[&id("sample")].card(&card).is_some_and(|work| work.is_suspended));
        let (before, late) = (state.deck.clone(), Box::new(Deck::of(&log[..1])));
        state.reduce(Action::Completed { deck: late, now: later(1) });
        assert!(Rc::ptr_eq(&before, &state.deck), "one that comes late is not wanted any more");
        // What was said of a card goes on as before.
        state.reduce(Action::Say { card, change: CardChange::Bury(true), now: later(2) });
        assert!(state.is_writing());
    }

    #[test]
    fn room_is_looked_at_now_and_then_while_writing_and_at_once_when_there_is_none() {
        let mut state = studying();
        let set = |state: &mut AppState| {
            let setting = Setting::Fuzz(true);
            let effects = state.reduce(Action::Set { setting, now: NOW });
            let written = stored(&effects);
            state.reduce(written).contains(&Effect::Measure)
        };
        let looks: Vec<usize> = (0..500).filter(|_| set(&mut state)).collect();
        assert_eq!(looks.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>(), [200]);

        for (error, looks) in [(StoreError::Full, true), (StoreError::Failed("by the test".to_owned()), false)] {
            let effects = state.reduce(Action::Set { setting: Setting::Fuzz(false), now: NOW });
            let [Effect::Append { write, .. }] = effects[..] else { panic!("{effects:?}") };
            let effects = state.reduce(Action::NotWritten { write, error });
            assert_eq!(effects.contains(&Effect::Measure), looks, "{effects:?}");
        }
        // What forgets everything has no room to look at.
        state.storage = Storage::Forgetful(StoreError::Full);
        assert!(!(0..500).any(|_| set(&mut state)));
    }

    #[test]
    fn little_room_is_said_once() {
        let mut state = studying();
        let room = |used| Room { used, of: 1 << 30, is_kept: true };
        state.reduce(Action::Measured(room(1 << 20)));
        assert!(state.notices.is_empty());
        state.reduce(Action::Measured(room((1 << 30) - (1 << 20))));
        state.reduce(Action::Measured(room((1 << 30) - (1 << 19))));
        assert_eq!(state.notices.len(), 1);
    }
}
