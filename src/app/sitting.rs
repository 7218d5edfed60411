//! What happens in a sitting with the cards of a lesson: grades, what is said of a card, and taking any of it back.
//!
//! Everything that needs the cards or the scheduler is a [`Move`], which the first load hands on to what is loaded later: without
//! that there is no sitting.

use std::collections::BTreeSet;
use std::mem;

use super::cards::{self, chart_card};
use super::judge::Given;
use super::study::{self, Done, Stroke};
use super::{AppState, CardChange, CorrectAct, Effect, Now, Open, Remedy, Session, Then, Write};
use crate::card::CardId;
use crate::deck::setting::{MOST_UNASKED, unasked_change};
use crate::deck::{Body, Deck, Deed, Entry, Event, Grade, LessonId};
use crate::schedule::{day, long_run};

/// Further back nobody looks for the beginning of a run without a break, milliseconds.
const LOOK_BACK: i64 = 6 * 3_600_000;

/// What a learner does in a sitting.
#[derive(Clone, Debug)]
pub enum StudyAct {
    /// Goes on with an answer that is written, drawn or put in order.
    Draw(Stroke),
    /// Hands that answer in, as [`super::judge::given`] judges it.
    Submit {
        given: Option<Given>,
        now: Now,
    },
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
    /// Ends the sitting, with its summary.
    End {
        now: Now,
    },
    /// Looks whether a card has come up meanwhile, and brings none up by itself.
    Look {
        now: Now,
    },
    /// Goes on with a sitting that was ended.
    GoOn {
        now: Now,
    },
}

/// A step of a sitting.
#[derive(Clone, Debug)]
pub enum Move {
    /// Begins one, if none is running.
    Begin,
    Act(StudyAct),
    /// The grade is in the store; likewise what was said of a card, and what takes something back.
    Graded {
        events: Vec<Event>,
        now: Now,
    },
    CardChanged {
        events: Vec<Event>,
        now: Now,
    },
    TakenBack {
        events: Vec<Event>,
        lesson: LessonId,
        card: CardId,
        is_review: bool,
        now: Now,
    },
    /// Another tab has written something.
    Came {
        events: Vec<Event>,
        now: Now,
    },
    /// Counts what is left anew.
    Recount {
        now: Now,
    },
    /// The view of a lesson is left.
    Leave {
        now: Now,
    },
    /// There is time for what nobody has asked for.
    Rest {
        now: Now,
    },
    /// Puts the lesson that was read again in its place, where that disturbs no card.
    Settle,
    /// Says something of the facts of the lesson on screen.
    Correct {
        act: CorrectAct,
        now: Now,
    },
    /// Shows the lesson on screen as a learner gets it, or no longer.
    Preview {
        begins: bool,
        now: Now,
    },
}

/// What takes the steps of a sitting: in the browser it is loaded later, and until then none is taken.
#[derive(Clone, Copy, Debug)]
pub struct Beyond(pub fn(&mut AppState, Move) -> Vec<Effect>);

impl Default for Beyond {
    #[cfg(not(target_arch = "wasm32"))]
    fn default() -> Self {
        Beyond(AppState::step)
    }

    /// The screen says what does.
    #[cfg(target_arch = "wasm32")]
    fn default() -> Self {
        Beyond(|_, _| Vec::new())
    }
}

impl AppState {
    /// What an undo takes back: the last thing that was done today or in this sitting, on this device, with a card of the lesson that is
    /// studied.
    pub fn last_deed(&self) -> Option<Deed<'_>> {
        let (device, session) = (self.device.as_ref()?, self.session.as_ref()?);
        // A sitting may go on over the beginning of a day.
        let since = day::start(day::of(self.now.at, self.now.offset), self.now.offset).min(session.since);
        let of_lesson = |deed: &Deed| deed.card.is_some_and(|(lesson, _)| *lesson == session.lesson);
        self.ungraded_guess().or_else(|| self.deck.deeds(device, since).find(of_lesson))
    }

    /// What was said of the chart on screen, whose truth is shown and which is not graded yet.
    fn ungraded_guess(&self) -> Option<Deed<'_>> {
        let session = self.session.as_ref()?;
        let turn = session.turn.as_ref()?;
        let Given::Chart { .. } = turn.answer.as_ref()?.given else { return None };
        let (event, chart) = self.deck.ungraded_guesses(self.device.as_ref()?)?;
        let card = Some((&session.lesson, &turn.card));
        (chart_card(chart) == turn.card).then_some(Deed { event, card, is_review: true, at: self.now.at })
    }

    /// For how long the learner has answered without a break, in milliseconds, where it is time for one.
    pub fn long_run(&self) -> Option<i64> {
        let deeds = self.deck.deeds(self.device.as_ref()?, self.now.at.saturating_sub(LOOK_BACK));
        let mut times: Vec<i64> = deeds.filter(|deed| deed.is_review).map(|deed| deed.at).collect();
        times.reverse();
        long_run(&times, self.now.at)
    }

    /// Keeps which cards of the lesson on screen are not asked any more, if they are others than was known.
    fn keep_unasked(&mut self, now: Now) -> Vec<Effect> {
        // Without the dictionary, others are made than are asked a moment later.
        let Some(open) = self.shown().filter(|open| open.with_dictionary && self.only.is_none()) else {
            return Vec::new();
        };
        let Some((lesson, entry)) = self.entry() else { return Vec::new() };
        // No card of ours has a space in its id, which stands between them.
        let is_kept = |card: &CardId| !card.0.contains(char::is_whitespace);
        let unasked: BTreeSet<CardId> =
            study::unasked(open, entry).into_iter().filter(is_kept).take(MOST_UNASKED).collect();
        if unasked == self.deck.unasked(lesson) {
            return Vec::new();
        }
        self.append(vec![unasked_change(lesson, &unasked)], now, Then::Nothing)
    }

    /// Takes a step of the sitting, where that can be done.
    pub(super) fn sit(&mut self, step: Move) -> Vec<Effect> {
        let Beyond(beyond) = self.beyond;
        beyond(self, step)
    }

    /// The step itself: for [`Beyond`] alone to call.
    pub fn step(&mut self, step: Move) -> Vec<Effect> {
        match step {
            Move::Begin => {
                self.study();
                return self.plan_today().into_iter().collect();
            }
            Move::Act(act) => return self.act(act),
            Move::Graded { events, now } => self.graded(&events, now),
            Move::CardChanged { events, now } => self.card_changed(&events, now),
            Move::TakenBack { events, lesson, card, is_review, now } => {
                self.taken_back(&events, &lesson, card, is_review, now);
            }
            Move::Came { events, now } => self.answered_elsewhere(&events, now),
            Move::Recount { now } => {
                self.with_session(now, |session, open, entry, deck| match session.turn {
                    Some(_) => session.recount(open, entry, deck, now),
                    None => session.advance(open, entry, deck, now),
                });
            }
            Move::Leave { now } => return self.keep_unasked(now),
            Move::Rest { now } => {
                self.retrace();
                return self.seek_parameters(now);
            }
            Move::Correct { act, now } => return self.correct(act, now),
            Move::Settle => self.settle_under_a_sitting(),
            Move::Preview { begins: true, now } => return self.begin_preview(now),
            Move::Preview { begins: false, now } => return self.end_preview(now),
        }
        Vec::new()
    }

    fn act(&mut self, act: StudyAct) -> Vec<Effect> {
        match act {
            StudyAct::Draw(stroke) => {
                self.session.iter_mut().for_each(|session| session.draw(stroke.clone()));
            }
            StudyAct::Submit { given, now } => {
                self.with_session(now, |session, open, entry, deck| session.submit(given, open, entry, deck, now));
            }
            StudyAct::Reveal { now } => {
                self.with_session(now, |session, open, entry, deck| session.reveal(open, entry, deck, now));
            }
            StudyAct::Choose { option, now } => {
                self.with_session(now, |session, open, entry, deck| session.choose(option, open, entry, deck, now));
            }
            StudyAct::Grade { grade, now } => return self.grade(grade, now),
            StudyAct::End { now } => {
                self.guessing = None;
                self.with_session(now, |session, open, entry, deck| session.end(open, entry, deck, now));
            }
            StudyAct::Look { now } => {
                self.with_session(now, |session, open, entry, deck| session.recount(open, entry, deck, now));
            }
            StudyAct::GoOn { now } => {
                self.with_session(now, |session, open, entry, deck| session.go_on(open, entry, deck, now));
            }
        }
        Vec::new()
    }

    fn study(&mut self) {
        let now = self.now;
        let is_running = (self.session.as_ref()).is_some_and(|session| {
            Some(&session.lesson) == self.shown().map(|open| &open.id) && session.turn.is_some()
        });
        let place = self.framed.as_mut().and_then(|framed| framed.place.take());
        if let (false, Some(open), Some((_, entry))) = (is_running, self.shown().cloned(), self.entry()) {
            self.session = Some(Session::begin(&open, entry, &self.deck, now));
        }
        let Some(place) = place else { return };
        self.with_session(now, |session, open, entry, deck| {
            // Whoever has begun by now is not called away.
            let is_fresh = session.done.is_empty() && session.turn.as_ref().is_none_or(|turn| turn.answer.is_none());
            if is_fresh && cards::card(open, entry, &place).is_some() {
                session.back_to(place, open, entry, deck, now);
            }
        });
    }

    pub(super) fn say(&mut self, card: CardId, change: CardChange, now: Now) -> Vec<Effect> {
        let Some(lesson) = self.entry().map(|(lesson, _)| lesson.clone()) else { return Vec::new() };
        let body = match change {
            CardChange::Flag(note) => Body::CardFlagged { lesson, card, flagged: note.is_some(), note },
            CardChange::Suspend(suspended) => Body::CardSuspended { lesson, card, suspended },
            CardChange::Bury(buried) => Body::CardBuried { lesson, card, buried },
            CardChange::Form(kind) => Body::CardFormed { lesson, card, kind },
            CardChange::Edit(edit) => Body::CardEdited { lesson, card, edit },
        };
        self.append(vec![body], now, Then::CardChanged)
    }

    fn grade(&mut self, grade: Grade, now: Now) -> Vec<Effect> {
        self.give_up_failed_grade();
        let review = (self.session.as_ref().zip(self.open.as_ref()))
            .filter(|_| !self.is_writing())
            .and_then(|(session, open)| session.review(open, self.deck.lessons.get(&session.lesson)?, grade, now));
        let Some(review) = review else { return Vec::new() };
        if let Some(turn) = self.session.as_mut().and_then(|session| session.turn.as_mut()) {
            turn.saving = Some(grade);
        }
        self.append(vec![Body::Reviewed(review)], now, Then::NextCard)
    }

    /// A grade of the card on screen that could not be written gives way to the next one; so does taking back the last
    /// thing that was done. What is of another card or lesson waits on.
    fn give_up_failed_grade(&mut self) {
        let Some(session) = &self.session else { return };
        let last = self.last_deed().map(|deed| deed.event.clone());
        let gives_way = |body: &Body| match body {
            Body::Reviewed(review) => {
                review.lesson == session.lesson && session.turn.as_ref().is_some_and(|turn| turn.card == review.card)
            }
            Body::Undone { event } => last.as_ref() == Some(event),
            _ => false,
        };
        let (given_up, kept): (Vec<Write>, Vec<Write>) = mem::take(&mut self.writes)
            .into_iter()
            .partition(|write| write.failed && write.bodies.iter().any(gives_way));
        self.writes = kept;
        self.notices.retain(|notice| !given_up.iter().any(|write| notice.remedy == Some(Remedy::Write(write.number))));
    }

    pub(super) fn undo(&mut self, now: Now) -> Vec<Effect> {
        self.now = now;
        self.give_up_failed_grade();
        let last = self.last_deed().filter(|_| !self.is_writing());
        let Some(Deed { event, card: Some((lesson, card)), is_review, .. }) = last else { return Vec::new() };
        // What was said of a chart is the answer that the review was of.
        let answer = self.deck.guesses_of(event).filter(|(_, chart)| chart_card(chart) == *card);
        let undone = [Some(event), answer.map(|(guess, _)| guess)];
        let bodies = undone.into_iter().flatten().map(|event| Body::Undone { event: event.clone() }).collect();
        let then = Then::PreviousCard { lesson: lesson.clone(), card: card.clone(), is_review };
        self.append(bodies, now, then)
    }

    /// The grade is in the store.
    fn graded(&mut self, events: &[Event], now: Now) {
        let Some(Event { id, body: Body::Reviewed(review), .. }) = events.first() else { return };
        let done = Done { event: id.clone(), card: review.card.clone(), grade: review.chosen };
        self.put_fresh_in_place();
        self.with_session(now, |session, open, entry, deck| {
            // Tried again late, the grade may be of another lesson or card than the one on screen by now.
            if session.lesson != review.lesson {
                return;
            }
            session.done.push(done);
            if session.turn.as_ref().is_none_or(|turn| turn.card == review.card) {
                session.advance(open, entry, deck, now);
            }
        });
    }

    /// What was said of a card, or how many are wanted, is in the store.
    fn card_changed(&mut self, events: &[Event], now: Now) {
        let card = events.first().and_then(|event| match &event.body {
            Body::CardFlagged { card, .. }
            | Body::CardSuspended { card, .. }
            | Body::CardBuried { card, .. }
            | Body::CardFormed { card, .. }
            | Body::CardEdited { card, .. } => Some(card.clone()),
            _ => None,
        });
        self.with_session(now, |session, open, entry, deck| match card {
            Some(card) => session.changed(&card, open, entry, deck, now),
            None => session.advance(open, entry, deck, now),
        });
    }

    /// What was done with the card has been taken back: it comes on screen, unless it is there and only something that was said
    /// of it is gone.
    fn taken_back(&mut self, events: &[Event], lesson: &LessonId, card: CardId, is_review: bool, now: Now) {
        let Some(Event { body: Body::Undone { event }, .. }) = events.first() else { return };
        self.with_session(now, |session, open, entry, deck| {
            // Written late, it may be of another lesson than the one on screen by now.
            if session.lesson != *lesson {
                return;
            }
            session.done.retain(|done| done.event != *event);
            if !is_review && session.turn.as_ref().is_some_and(|turn| turn.card == card) {
                session.changed(&card, open, entry, deck, now);
            } else {
                session.back_to(card, open, entry, deck, now);
            }
        });
    }

    /// Another tab has written these: a card on screen that was answered there gives way, if it is not answered here.
    fn answered_elsewhere(&mut self, events: &[Event], now: Now) {
        self.with_session(now, |session, open, entry, deck| {
            let on_screen = session.turn.as_ref().filter(|turn| turn.answer.is_none()).map(|turn| &turn.card);
            let is_answered = events.iter().any(|event| match &event.body {
                Body::Reviewed(review) => Some(&review.card) == on_screen,
                _ => false,
            });
            match is_answered || session.turn.is_none() {
                true => session.advance(open, entry, deck, now),
                false => session.recount(open, entry, deck, now),
            }
        });
    }

    pub(super) fn with_session(&mut self, now: Now, change: impl FnOnce(&mut Session, &Open, &Entry, &Deck)) {
        self.now = now;
        let (Some(session), Some(open)) = (self.session.as_mut(), self.open.as_ref()) else { return };
        if let Some(entry) = self.deck.lessons.get(&session.lesson).filter(|_| open.id == session.lesson) {
            change(session, open, entry, &self.deck);
        }
    }
}
