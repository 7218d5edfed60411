//! The lesson on screen as whoever learns from it gets it, tried out by whoever arranges it.
//!
//! It is a deck of its own, made of what would be handed on, in which everything goes on as on a page of one lesson. What is said there
//! is folded into that deck and never comes to the store; the real deck waits beside it and hears of other tabs meanwhile.

use std::rc::Rc;

use super::{AppState, CardFilter, Effect, Kind, Now, Retraced, Route, Session, View, marks};
use crate::deck::{Arranged, Body, Deck, DeviceId, Event, EventId, LessonId};

/// In whose name a lesson is there to be tried out, and in whose it is learned meanwhile. No store ever sees either.
const GIVEN: &str = "given to try";
const TRYING: &str = "trying";

/// What waits until the preview ends.
#[derive(Clone, Debug)]
pub(super) struct Aside {
    deck: Rc<Deck>,
    device: Option<DeviceId>,
    hidden: Vec<Kind>,
    session: Option<Session>,
    /// The text or the order of the lesson has become another one.
    is_stale: bool,
}

impl AppState {
    /// Whether the lesson on screen is shown as a learner gets it.
    pub fn is_previewing(&self) -> bool {
        self.aside.is_some()
    }

    /// Whether that can begin: not while something is on its way into the store, which would be missing in it.
    pub fn can_preview(&self) -> bool {
        let is_alone = self.only.is_none() && self.framed.is_none() && self.choosing.is_none();
        let is_adding = self.job.as_ref().is_some_and(|job| job.task.is_add()) || !self.waiting.is_empty();
        is_alone && !is_adding && !self.is_writing() && self.shown().is_some()
    }

    pub(super) fn begin_preview(&mut self, now: Now) -> Vec<Effect> {
        let Some((lesson, entry)) = self.entry().filter(|_| self.can_preview()) else { return Vec::new() };
        let (lesson, mut given) = (lesson.clone(), entry.handed_on(lesson));
        given.extend(self.deck.looks());
        let before = Now { at: now.at - 1, ..now };
        let deck = Rc::new(Deck::of(&rehearsed(GIVEN, 0, &given, before)));
        let hidden = std::mem::replace(&mut self.hidden, marks::hidden(&deck));
        self.aside = Some(Rc::new(Aside {
            deck: std::mem::replace(&mut self.deck, deck),
            device: self.device.replace(DeviceId(TRYING.to_owned())),
            hidden,
            session: self.session.take(),
            is_stale: false,
        }));
        self.tour = None;
        self.card_filter = CardFilter::All;
        self.only = Some(lesson.clone());
        vec![Effect::Go(Route::lesson(&lesson, View::Text))]
    }

    /// Everything is as it was before.
    pub(super) fn end_preview(&mut self, now: Now) -> Vec<Effect> {
        let (Some(aside), Some(lesson)) = (self.aside.take(), self.only.take()) else { return Vec::new() };
        let Aside { deck, device, hidden, session, is_stale } = Rc::unwrap_or_clone(aside);
        (self.deck, self.device, self.hidden, self.session) = (deck, device, hidden, session);
        self.now = now;
        // Nobody has read on.
        self.reading = None;
        self.tour = None;
        self.leave_guess();
        self.corrections = Retraced::default();
        self.writes.retain(|write| write.failed);
        if is_stale {
            self.stale = Some(lesson.clone());
        }
        vec![Effect::Go(Route::lesson(&lesson, View::Teach))]
    }

    /// What is to be done with something that is said: in a preview it only seems to be stored.
    pub(super) fn rehearse(&self, write: u32, bodies: &Rc<[Body]>, now: Now) -> Option<Effect> {
        self.aside.as_ref().map(|_| Effect::Rehearse { write, bodies: bodies.clone(), now })
    }

    /// Whether these events are not for the deck on screen: they came from the store during a preview, or from a preview that has ended.
    pub(super) fn passes_by(&mut self, write: Option<u32>, events: &[Event]) -> bool {
        let is_tried = events.first().is_some_and(|event| event.id.device.0 == TRYING);
        let open = self.open.as_ref().map(|open| &open.id);
        match &mut self.aside {
            Some(aside) if !is_tried => Rc::make_mut(aside).take(open, events),
            None if is_tried => {}
            _ => return false,
        }
        self.writes.retain(|known| Some(known.number) != write);
        true
    }

    /// Whether a preview goes on, so that this deck, which knows more than the real one, only takes the place of that one.
    pub(super) fn puts_aside(&mut self, deck: &mut Deck) -> bool {
        let Some(aside) = &mut self.aside else { return false };
        let aside = Rc::make_mut(aside);
        if let Some(device) = &aside.device {
            deck.go_on_from(&aside.deck, device);
        }
        aside.deck = Rc::new(std::mem::take(deck));
        true
    }
}

impl Aside {
    fn take(&mut self, open: Option<&LessonId>, events: &[Event]) {
        let deck = Rc::make_mut(&mut self.deck);
        for event in events {
            deck.apply(event);
            let read_otherwise = match &event.body {
                Body::LessonAdded { lesson, .. } => Some(lesson),
                Body::LessonArranged { lesson, said: Arranged::Seed(_) } => Some(lesson),
                _ => None,
            };
            self.is_stale |= read_otherwise.is_some() && read_otherwise == open;
        }
    }
}

/// The events of what is said without being stored, as the store would answer with them; each write has numbers of its own.
fn rehearsed(device: &str, write: u32, bodies: &[Body], now: Now) -> Vec<Event> {
    let first = (u64::from(write) << 32) + 1;
    let event = |(number, body): (u64, &Body)| Event {
        id: EventId { device: DeviceId(device.to_owned()), number },
        at: now.at,
        offset: now.offset,
        body: body.clone(),
    };
    (first..).zip(bodies).map(event).collect()
}

/// What comes back of [`Effect::Rehearse`].
pub fn tried(write: u32, bodies: &[Body], now: Now) -> Vec<Event> {
    rehearsed(TRYING, write, bodies, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{NOW, answer, done, id, later, reading, stored, turn};
    use crate::app::{Action, CardChange, StudyAct, cards, hidden};
    use crate::deck::{Grade, Interface, Setting, Theme};

    fn act(state: &mut AppState, action: Action) {
        let effects = state.reduce(action);
        state.reduce(stored(&effects));
    }

    /// What a preview answers to what is said in it; nothing of it may be for the store.
    fn tried_out(state: &mut AppState, action: Action) {
        let effects = state.reduce(action);
        let [Effect::Rehearse { write, bodies, now }] = &effects[..] else { panic!("a rehearsal, found {effects:?}") };
        state.reduce(Action::Written { write: *write, events: tried(*write, bodies, *now) });
    }

    fn went(view: View) -> Action {
        Action::Went { route: Route::lesson(&id("sample"), view), now: later(1) }
    }

    fn begin(state: &mut AppState) {
        let effects = state.reduce(Action::Preview { begins: true, now: later(1) });
        assert_eq!(effects, [Effect::Go(Route::lesson(&id("sample"), View::Text))]);
        state.reduce(went(View::Text));
        assert!(state.is_previewing());
    }

    fn end(state: &mut AppState) {
        let effects = state.reduce(Action::Preview { begins: false, now: later(9) });
        assert_eq!(effects, [Effect::Go(Route::lesson(&id("sample"), View::Teach))]);
        assert!(!state.is_previewing() && state.only.is_none());
        state.reduce(went(View::Teach));
    }

    /// The sample, arranged, and worked with by whoever has arranged it.
    fn arranged() -> AppState {
        let mut state = reading();
        let open = state.shown().expect("open").clone();
        let all = cards::listed(&open, state.entry().expect("an entry").1);
        let [first, second] = [0, 1].map(|at: usize| all[at].id.clone());
        let said = |said| Action::ArrangeLesson { said, now: NOW };
        let hide = hidden::turned(&open, state.entry().expect("an entry").1, &open.lesson.facts[5]);
        act(&mut state, said(Arranged::Introduction(Some("Слово учителя".to_owned()))));
        act(&mut state, said(Arranged::Cards(vec![second, first.clone()])));
        act(&mut state, said(hide));
        act(&mut state, said(Arranged::Language(Some(Interface::English))));
        act(&mut state, Action::Set { setting: Setting::Interface(Some(Interface::Russian)), now: NOW });
        act(&mut state, Action::Set { setting: Setting::Theme(Theme::Dark), now: NOW });
        act(&mut state, Action::Set { setting: Setting::NewPerDay(3), now: NOW });
        act(&mut state, Action::Say { card: first, change: CardChange::Flag(Some("не то".to_owned())), now: NOW });
        state.reduce(went(View::Study));
        answer(&mut state, NOW);
        act(&mut state, Action::Study(StudyAct::Grade { grade: Grade::Good, now: later(1) }));
        state.reduce(went(View::Teach));
        state
    }

    #[test]
    fn a_lesson_is_tried_out_as_a_learner_gets_it_and_nothing_of_that_is_kept() {
        let mut state = arranged();
        let (deck, device, unsaved) = (state.deck.clone(), state.device.clone(), state.unsaved);
        let session = state.session.clone();
        begin(&mut state);
        // As it is handed on, and nothing of whoever has made it but how the page looks.
        let (entry, made) = (state.entry().expect("an entry").1.clone(), &deck.lessons[&id("sample")]);
        assert_eq!(entry.handed_on(&id("sample")), made.handed_on(&id("sample")));
        assert!(entry.work.cards.values().all(|work| work.reviews.is_empty() && work.flag.is_none()));
        assert_eq!(entry.work.arranged.introduction.as_deref(), Some("Слово учителя"));
        assert_eq!((state.interface(), state.theme()), (Interface::English, Theme::Dark));
        assert_eq!(state.deck.new_per_day(), 20, "a learner has limits of their own");
        assert_eq!(state.only, Some(id("sample")), "the tools are away");
        let said = Action::ArrangeLesson { said: Arranged::Seed(Some(4)), now: later(2) };
        assert_eq!(state.reduce(said), []);

        state.reduce(went(View::Study));
        let order = &entry.work.arranged.cards;
        assert_eq!(turn(&state).card, order[0], "it begins as the teacher has ordered");
        answer(&mut state, later(2));
        tried_out(&mut state, Action::Study(StudyAct::Grade { grade: Grade::Good, now: later(2) }));
        assert_eq!((done(&state), turn(&state).card != order[0]), (1, true));
        tried_out(&mut state, Action::Undo { now: later(3) });
        assert_eq!((done(&state), &turn(&state).card), (0, &order[0]), "it can be taken back there");
        tried_out(&mut state, Action::Set { setting: Setting::Theme(Theme::Light), now: later(3) });
        assert_eq!(state.unsaved, unsaved);

        end(&mut state);
        assert_eq!((&state.deck, &state.device, state.theme()), (&deck, &device, Theme::Dark));
        assert_eq!(state.session, session);
        assert_eq!(state.unsaved, unsaved);
        // Again, and it begins anew.
        begin(&mut state);
        assert!(state.entry().expect("an entry").1.work.cards.values().all(|work| work.reviews.is_empty()));
    }

    #[test]
    fn whoever_leaves_the_page_of_a_learner_ends_the_preview() {
        for route in [Route::Library, Route::lesson(&id("sample"), View::Teach)] {
            let mut state = arranged();
            let deck = state.deck.clone();
            begin(&mut state);
            state.reduce(Action::Went { route: Route::Settings, now: later(2) });
            assert!(state.is_previewing(), "a learner has settings");
            state.reduce(Action::Went { route: route.clone(), now: later(2) });
            assert!(!state.is_previewing());
            assert_eq!((&state.route, &state.deck), (&route, &deck));
        }
    }

    #[test]
    fn it_waits_for_what_is_on_its_way_and_what_comes_meanwhile_is_not_lost() {
        let mut state = arranged();
        let effects = state.reduce(Action::Set { setting: Setting::Fuzz(true), now: NOW });
        assert!(!state.can_preview());
        assert_eq!(state.reduce(Action::Preview { begins: true, now: NOW }), []);
        state.reduce(stored(&effects));
        begin(&mut state);
        let (entry, device) = (state.deck.lessons[&id("sample")].clone(), DeviceId("f".repeat(16)));
        let event =
            |number, body| Event { id: EventId { device: device.clone(), number }, at: later(3).at, offset: 180, body };
        let text = Body::LessonAdded {
            lesson: id("sample"),
            title: "Иначе".to_owned(),
            text: "В 1946 г. собрали 7 т.".to_owned(),
            source: (*entry.source).clone(),
            structure: None,
            seed: entry.seed,
        };
        assert_eq!(state.reduce(Action::Came { events: vec![event(1, text)], now: later(3) }), []);
        assert_eq!(state.entry().expect("an entry").1.title, entry.title);
        // A deck of everything, as after a merge.
        let mut more = (*state.aside.as_ref().expect("it waits").deck).clone();
        more.apply(&event(2, Setting::Retention(95).change()));
        state.reduce(Action::Replaced { deck: Box::new(more), now: later(4) });
        assert!(state.is_previewing());
        // What is still answered to a preview that has ended changes nothing.
        let late = state.reduce(Action::Set { setting: Setting::Retention(80), now: later(5) });
        let [Effect::Rehearse { write, bodies, now }] = &late[..] else { panic!("{late:?}") };
        let effects = state.reduce(Action::Preview { begins: false, now: later(9) });
        let is_read = |effect: &Effect| matches!(effect, Effect::Extract { in_silence: true, .. });
        assert!(effects.iter().any(is_read), "it has another text: {effects:?}");
        let deck = state.deck.clone();
        state.reduce(Action::Written { write: *write, events: tried(*write, bodies, *now) });
        assert_eq!((&*state.entry().expect("an entry").1.title, state.deck.retention()), ("Иначе", 0.95));
        assert_eq!(state.deck, deck);
        assert!(!state.is_writing());
    }
}
