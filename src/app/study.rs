//! A sitting with the cards of a lesson: which card is on screen, what has been answered, what comes next.
//!
//! The queue itself is derived from the deck after every review, so an undo or a reload loses nothing.

use std::collections::BTreeSet;

use crate::card::{Card, CardId, CardKind, Piece};
use crate::deck::{Buttons, CardWork, Deck, Entry, EventId, Grade, LessonId, PastReview, Review};
use crate::fact::id::digest;
use crate::schedule::{Candidate, Limits, NextStates, Queue, Scheduler, day, is_put_aside, seed};

use super::judge::{self, Given};
use super::{Now, Open, cards};

/// Where a day begins first, minutes east of UTC.
const EASTMOST: i16 = 14 * 60;

#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub lesson: LessonId,
    /// When it began, UTC milliseconds.
    pub since: i64,
    /// The card on screen; `None` when none is left for now.
    pub turn: Option<Turn>,
    /// The reviews of this sitting, the last one last.
    pub done: Vec<Done>,
    /// How many reviews are left today, with the card on screen.
    pub left: usize,
    /// When the next card comes up, if none is left now; UTC milliseconds.
    pub next_at: Option<i64>,
    /// The learner has ended it, whatever is left: no card comes up by itself.
    pub is_ended: bool,
}

/// A card on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    pub card: CardId,
    /// The form in which it is asked.
    pub kind: CardKind,
    /// When its prompt came up, UTC milliseconds.
    pub since: i64,
    /// Whether it has been reviewed before.
    pub is_new: bool,
    pub draft: Draft,
    pub answer: Option<Answered>,
    /// The grade that is being written.
    pub saving: Option<Grade>,
}

/// An answer that is being written, drawn or put in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    pub typed: String,
    /// The ends of a range.
    pub from: String,
    pub to: String,
    /// How sure the learner is of the range, per cent; 0 until they say.
    pub sure: u8,
    /// The options by their places.
    pub order: Vec<usize>,
    /// The item of the order that was moved last, by its option.
    pub moved: Option<usize>,
    /// The item that is being dragged, by its option.
    pub held: Option<usize>,
    /// Of a whole, per cent.
    pub share: u8,
    /// It was handed in, and something of it cannot be read.
    pub is_unread: bool,
}

/// A change of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Stroke {
    Typed(String),
    From(String),
    To(String),
    Sure(u8),
    /// Takes hold of an item, by its option, or lets go of it.
    Hold(Option<usize>),
    /// Moves the item at a place to another.
    Move {
        from: usize,
        to: usize,
    },
    Share(u8),
}

/// The answer is on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    pub given: Given,
    /// The grade that follows from it.
    pub proposed: Option<Grade>,
    pub next: NextStates,
    /// When the answer came up.
    pub at: Now,
}

impl Answered {
    /// In how many milliseconds the card comes again after this grade, as its button says it.
    pub fn interval_ms(&self, grade: Grade) -> i64 {
        self.next.of(grade).told_ms(self.at.at, self.at.offset)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    pub event: EventId,
    pub card: CardId,
    pub grade: Grade,
}

/// What can be studied now.
pub fn queue(open: &Open, entry: &Entry, deck: &Deck, now: Now) -> Queue {
    let cards = cards::studied(open, entry, now);
    let task = deck.task(&open.id, day::of(now.at, now.offset));
    let candidates: Vec<Candidate<'_>> = (cards.iter())
        .map(|card| Candidate {
            card: &card.id,
            siblings: card.siblings.as_deref(),
            confusable: card.confusable.as_deref(),
            history: entry.history(&card.id),
            is_planned: task.as_ref().map(|task| task.contains(&card.id)),
        })
        .collect();
    Queue::of(&candidates, &Scheduler::of(deck), limits(&candidates, deck, now), now.at, now.offset)
}

/// What the limits of the day leave to these cards, with what was done of them today: what was done of others counts, be they of another
/// lesson, of a deleted one, or not asked any more.
fn limits(candidates: &[Candidate<'_>], deck: &Deck, now: Now) -> Limits {
    let today = day::of(now.at, now.offset);
    let of_all = deck.reviewed_since(day::start(today, EASTMOST)).into_iter();
    let of_all = done(of_all.map(|(lesson, card)| deck.history(lesson, card)), today);
    let of_these = done(candidates.iter().map(|candidate| candidate.history), today);
    let left = |limit: usize, all: usize, these: usize| limit.saturating_sub(all.saturating_sub(these));
    Limits {
        new: left(deck.new_per_day(), of_all.0, of_these.0),
        reviews: left(deck.reviews_per_day(), of_all.1, of_these.1),
    }
}

/// How many cards with these histories were new on a day, and how many others were reviewed.
fn done<'a>(histories: impl Iterator<Item = &'a [PastReview]>, day: i64) -> (usize, usize) {
    let is_of_day = |review: &PastReview| day::of(review.at, review.offset) == day;
    let mut done = (0, 0);
    for history in histories {
        match (history.first(), history.last()) {
            (Some(first), _) if is_of_day(first) => done.0 += 1,
            (_, Some(last)) if is_of_day(last) => done.1 += 1,
            _ => {}
        }
    }
    done
}

/// The grade that the next key means: the one that is proposed, where the learner has a button for it.
pub fn preferred(proposed: Option<Grade>, buttons: Buttons) -> Grade {
    match proposed {
        Some(grade) if buttons.grades().contains(&grade) => grade,
        _ => Grade::Good,
    }
}

impl Session {
    pub fn begin(open: &Open, entry: &Entry, deck: &Deck, now: Now) -> Session {
        let lesson = open.id.clone();
        let mut session =
            Session { lesson, since: now.at, turn: None, done: Vec::new(), left: 0, next_at: None, is_ended: false };
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
        self.turn = next.filter(|_| !self.is_ended).map(|card| Turn::of(card, open, entry, now));
    }

    /// Ends the sitting; the card on screen is left as it was.
    pub fn end(&mut self, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        // A grade on its way is waited for.
        if self.turn.as_ref().is_none_or(|turn| turn.saving.is_none()) {
            self.is_ended = true;
            self.advance(open, entry, deck, now);
        }
    }

    /// Goes on with it.
    pub fn go_on(&mut self, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        self.is_ended = false;
        if self.turn.is_none() {
            self.advance(open, entry, deck, now);
        }
    }

    /// Counts what is left anew, with the card that is on screen staying there.
    pub fn recount(&mut self, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        let queue = queue(open, entry, deck, now);
        self.left = queue.cards.len().max(usize::from(self.turn.is_some()));
        self.next_at = queue.next_at;
    }

    /// Puts a card on screen with which something has been taken back.
    pub fn back_to(&mut self, card: CardId, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        self.is_ended = false;
        self.advance(open, entry, deck, now);
        // One that was asked before the dictionary had come may not be made any more: what comes next is asked then.
        if cards::card(open, entry, &card).is_some() {
            self.turn = Some(Turn::of(card, open, entry, now));
        }
    }

    /// Goes on with the answer that is being written.
    pub fn draw(&mut self, stroke: Stroke) {
        let Some(turn) = self.turn.as_mut().filter(|turn| turn.answer.is_none()) else { return };
        let draft = &mut turn.draft;
        draft.is_unread = false;
        match stroke {
            Stroke::Typed(text) => draft.typed = text,
            Stroke::From(text) => draft.from = text,
            Stroke::To(text) => draft.to = text,
            Stroke::Sure(sure) => draft.sure = sure,
            Stroke::Hold(item) => draft.held = item,
            Stroke::Move { from, to } => {
                if from < draft.order.len() && to < draft.order.len() {
                    let item = draft.order.remove(from);
                    draft.order.insert(to, item);
                    draft.moved = Some(item);
                }
            }
            Stroke::Share(share) => draft.share = share.min(100),
        }
    }

    /// Hands in the answer that was written, drawn or put in order; none is one that could not be read.
    pub fn submit(&mut self, given: Option<Given>, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        let Some(turn) = self.turn.as_mut().filter(|turn| turn.answer.is_none()) else { return };
        let Some(card) = cards::card(open, entry, &turn.card).filter(|card| judge::has_field(card)) else { return };
        match given {
            Some(given) => self.show(given, &card, entry, deck, now),
            None => turn.draft.is_unread = true,
        }
    }

    /// Shows the answer: of a card that is answered in one's head, or of one whose answer is not known.
    pub fn reveal(&mut self, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        let card = self.turn.as_ref().and_then(|turn| cards::card(open, entry, &turn.card));
        if let Some(card) = card.filter(|card| !card.kind.is_chosen()) {
            self.show(Given::Nothing, &card, entry, deck, now);
        }
    }

    /// Takes an option.
    pub fn choose(&mut self, option: usize, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        let card = self.turn.as_ref().and_then(|turn| cards::card(open, entry, &turn.card));
        if let Some(card) = card.filter(|card| card.kind.is_chosen() && option < card.options.len()) {
            self.show(Given::Option(option), &card, entry, deck, now);
        }
    }

    fn show(&mut self, given: Given, card: &Card, entry: &Entry, deck: &Deck, now: Now) {
        let Some(turn) = self.turn.as_mut().filter(|turn| turn.answer.is_none()) else { return };
        let history = entry.history(&card.id);
        let next = Scheduler::of(deck).next_states_of(seed(&card.id.0), history, now.at, now.offset);
        turn.answer = Some(Answered { proposed: judge::proposed(card, &given), given, next, at: now });
    }

    /// The record of the card on screen with this grade; `None` before its answer is shown, and once it is on its way.
    pub fn review(&self, open: &Open, entry: &Entry, grade: Grade, now: Now) -> Option<Review> {
        let turn = self.turn.as_ref().filter(|turn| turn.saving.is_none())?;
        let answered = turn.answer.as_ref()?;
        let card = cards::card(open, entry, &turn.card)?;
        Some(Review {
            lesson: self.lesson.clone(),
            card: card.id.clone(),
            kind: card.kind,
            answer: judge::record(&card, &answered.given),
            proposed: answered.proposed,
            chosen: grade,
            took: u32::try_from(now.at.saturating_sub(turn.since).max(0)).unwrap_or(u32::MAX),
            content: content(&card),
        })
    }

    /// A card was changed by the learner: one that is put aside gives way to the next, one in another form is asked anew.
    pub fn changed(&mut self, card: &CardId, open: &Open, entry: &Entry, deck: &Deck, now: Now) {
        let Some(turn) = self.turn.as_ref().filter(|turn| turn.card == *card) else {
            let left = queue(open, entry, deck, now);
            self.left = left.cards.len();
            if self.turn.is_none() {
                self.advance(open, entry, deck, now);
            }
            return;
        };
        let kind = cards::card(open, entry, card).map(|card| card.kind);
        match kind {
            Some(kind) if !entry.card(card).is_some_and(|work| is_put_aside(work, now.at, now.offset)) => {
                if turn.kind != kind {
                    self.turn = Some(Turn::of(card.clone(), open, entry, now));
                }
            }
            _ => self.advance(open, entry, deck, now),
        }
    }

    /// How many of the sitting's reviews had this grade.
    pub fn count(&self, grade: Grade) -> usize {
        self.done.iter().filter(|done| done.grade == grade).count()
    }
}

impl Turn {
    fn of(id: CardId, open: &Open, entry: &Entry, now: Now) -> Turn {
        let reviews = entry.history(&id).len();
        let card = cards::card(open, entry, &id);
        let kind = card.as_ref().map_or(CardKind::Cloze, |card| card.kind);
        let order = card.filter(|card| card.kind == CardKind::Ordering);
        let order = order.map(|card| judge::shuffled(&card, reviews)).unwrap_or_default();
        let draft = Draft { order, share: 50, ..Draft::default() };
        Turn { card: id, kind, since: now.at, is_new: reviews == 0, draft, answer: None, saving: None }
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

/// How many cards come today beside those that the plan for an exam gives to it.
pub fn beside_plan(open: &Open, entry: &Entry, deck: &Deck, now: Now) -> usize {
    let Some(task) = deck.task(&open.id, day::of(now.at, now.offset)) else { return 0 };
    queue(open, entry, deck, now).cards.iter().filter(|card| !task.contains(card)).count()
}

/// The cards that have been reviewed and are not among those of the lesson's deck any more, in the order of their ids.
pub fn unasked(open: &Open, entry: &Entry) -> Vec<CardId> {
    let reviewed = || entry.work.cards.iter().filter(|(_, work)| !work.reviews.is_empty());
    if reviewed().next().is_none() {
        return Vec::new();
    }
    let listed = cards::listed(open, entry);
    let asked: BTreeSet<&CardId> = listed.iter().map(|card| &card.id).collect();
    reviewed().filter(|(card, _)| !asked.contains(card)).map(|(card, _)| card.clone()).collect()
}

/// How many of the cards of a lesson that have been started come again today or are late, without those that are not asked any more.
pub fn due(lesson: &LessonId, entry: &Entry, deck: &Deck, now: Now) -> usize {
    let (scheduler, unasked) = (Scheduler::of(deck), deck.unasked(lesson));
    let today = day::of(now.at, now.offset);
    let started = entry.work.cards.iter().filter(|(card, work)| !work.reviews.is_empty() && !unasked.contains(card));
    let is_due = |(card, work): &(&CardId, &CardWork)| {
        let standing = || scheduler.standing_of(seed(&card.0), &work.reviews);
        !is_put_aside(work, now.at, now.offset) && standing().is_some_and(|next| next.comes_on(now.offset) <= today)
    };
    started.filter(is_due).count()
}
