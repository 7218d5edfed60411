//! A sitting with the cards of a lesson: which card is on screen, what has been answered, what comes next.
//!
//! The queue itself is derived from the deck after every review, so an undo or a reload loses nothing.

use crate::card::{Card, CardId, CardKind, Piece, default_deck};
use crate::deck::{Deck, Entry, EventId, Grade, LessonId, Review};
use crate::fact::id::digest;
use crate::schedule::{Candidate, NextStates, Queue, Scheduler, day};

use super::{Now, Open};

#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub lesson: LessonId,
    /// The card on screen; `None` when none is left for now.
    pub turn: Option<Turn>,
    /// The reviews of this sitting, the last one last.
    pub done: Vec<Done>,
    /// How many reviews are left today, with the card on screen.
    pub left: usize,
    /// When the next card comes up, if none is left now; UTC milliseconds.
    pub next_at: Option<i64>,
}

/// A card on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    pub card: CardId,
    /// When its prompt came up, UTC milliseconds.
    pub since: i64,
    /// Whether it has been reviewed before.
    pub is_new: bool,
    pub answer: Option<Answered>,
    /// The grade that is being written.
    pub saving: Option<Grade>,
}

/// The answer is on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The option that was taken, where there were any.
    pub option: Option<usize>,
    /// The grade that follows from it.
    pub proposed: Option<Grade>,
    pub next: NextStates,
    /// When the answer came up, UTC milliseconds.
    pub at: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    pub event: EventId,
    pub card: CardId,
    pub grade: Grade,
}

/// The cards of a lesson that are studied.
pub fn cards(open: &Open) -> &[Card] {
    default_deck(&open.lesson.cards, open.words)
}

/// What can be studied now.
pub fn queue(open: &Open, entry: &Entry, deck: &Deck, now: Now) -> Queue {
    let candidates: Vec<Candidate<'_>> = (cards(open).iter())
        .map(|card| Candidate { card: &card.id, siblings: card.siblings.as_deref(), history: entry.history(&card.id) })
        .collect();
    Queue::of(&candidates, &Scheduler::new(deck.retention()), deck.new_per_day(), now.at, now.offset)
}

impl Session {
    pub fn begin(open: &Open, entry: &Entry, deck: &Deck, now: Now) -> Session {
        let mut session = Session { lesson: open.id.clone(), turn: None, done: Vec::new(), left: 0, next_at: None };
        session.advance(open, entry, deck, now);
        session
    }

    /// Puts the next card of the queue on screen.
    pub fn advance(&mut self, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        let queue = queue(open, entry, deck, now);
        // A failed card that is alone in the queue may come again at once; one that is not waits for the others.
        let last = self.done.last().map(|done| &done.card);
        let next = queue.cards.iter().find(|&card| Some(card) != last).or(queue.cards.first()).cloned();
        self.left = queue.cards.len();
        self.next_at = queue.next_at;
        self.turn = next.map(|card| Turn::of(card, entry, now));
    }

    /// Counts what is left anew, with the card that is on screen staying there.
    pub fn recount(&mut self, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        let queue = queue(open, entry, deck, now);
        self.left = queue.cards.len().max(usize::from(self.turn.is_some()));
        self.next_at = queue.next_at;
    }

    /// Puts a card on screen whose review has been taken back.
    pub fn back_to(&mut self, card: CardId, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        self.advance(open, entry, deck, now);
        self.turn = Some(Turn::of(card, entry, now));
    }

    /// Shows the answer; `option` is what was taken, where there was a choice.
    pub fn answer(&mut self, option: Option<usize>, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        let Some(turn) = self.turn.as_mut().filter(|turn| turn.answer.is_none()) else { return };
        let Some(card) = cards(open).iter().find(|card| card.id == turn.card) else { return };
        let chosen = option.and_then(|index| card.options.get(index));
        if card.kind.is_chosen() != chosen.is_some() {
            return;
        }
        let next = Scheduler::new(deck.retention()).next_states(entry.history(&card.id), now.at, now.offset);
        turn.answer = Some(Answered {
            option,
            // What kind of statement a sentence is, is talked about: no answer is a failure.
            proposed: chosen.map(|choice| match choice.correct || card.kind == CardKind::Criticism {
                true => Grade::Good,
                false => Grade::Again,
            }),
            next,
            at: now.at,
        });
    }

    /// The record of the card on screen with this grade; `None` before its answer is shown, and once it is on its way.
    pub fn review(&self, open: &Open, grade: Grade, now: Now) -> Option<Review> {
        let turn = self.turn.as_ref().filter(|turn| turn.saving.is_none())?;
        let answered = turn.answer.as_ref()?;
        let card = cards(open).iter().find(|card| card.id == turn.card)?;
        Some(Review {
            lesson: self.lesson.clone(),
            card: card.id.clone(),
            kind: card.kind,
            answer: answered.option.and_then(|index| card.options.get(index)).map(|choice| choice.text.clone()),
            proposed: answered.proposed,
            chosen: grade,
            took: u32::try_from(now.at.saturating_sub(turn.since).max(0)).unwrap_or(u32::MAX),
            content: content(card),
        })
    }

    /// How many of the sitting's reviews had this grade.
    pub fn count(&self, grade: Grade) -> usize {
        self.done.iter().filter(|done| done.grade == grade).count()
    }
}

impl Turn {
    fn of(card: CardId, entry: &Entry, now: Now) -> Turn {
        let is_new = entry.history(&card).is_empty();
        Turn { card, since: now.at, is_new, answer: None, saving: None }
    }
}

/// The hash of what a learner sees of a card.
pub(super) fn content(card: &Card) -> String {
    let prompt = card.prompt.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Blank => "\u{0}",
    });
    let options = card.options.iter().map(|option| option.text.as_str());
    let parts: Vec<&str> = prompt.chain(["\u{1}"]).chain(options).chain(["\u{1}", &card.answer.text]).collect();
    digest("content", &parts)
}

/// How many cards of a lesson have been started, and how many of those come again today or are late.
pub fn standing(entry: &Entry, deck: &Deck, now: Now) -> (usize, usize) {
    let scheduler = Scheduler::new(deck.retention());
    let tomorrow = day::start(day::of(now.at, now.offset) + 1, now.offset);
    let started = entry.work.cards.values().map(|card| &card.reviews).filter(|history| !history.is_empty());
    let due = started.clone().filter(|history| scheduler.standing(history).is_some_and(|next| next.due < tomorrow));
    (started.count(), due.count())
}
