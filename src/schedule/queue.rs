//! What to show next. Derived from the histories alone, so that after an undo, a reload or a merge it is what it has to
//! be; there is no session state to lose.

use std::collections::{BTreeMap, BTreeSet};

use super::{Phase, Scheduler, day, seed};
use crate::card::CardId;
use crate::deck::{CardWork, PastReview};
use crate::order;

/// When nothing else is left, a learning card is shown so much before its time, rather than have the learner wait.
const LEARN_AHEAD: i64 = 20 * 60_000;

/// A card as the queue sees it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    pub card: &'a CardId,
    /// Of the cards of one group only one is shown on one day.
    pub siblings: Option<&'a str>,
    pub history: &'a [PastReview],
    /// Whether the plan for an exam gives it to today; `None` without a plan.
    pub is_planned: Option<bool>,
}

/// Longer than anything is overdue, milliseconds.
const PLANNED: i64 = 1 << 52;

fn is_planned(candidate: &Candidate) -> bool {
    candidate.is_planned == Some(true)
}

/// The most cards of a day. What was begun is finished: steps of minutes have no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// New cards.
    pub new: usize,
    /// Reviews that are due.
    pub reviews: usize,
}

/// A limit of new cards alone.
impl From<usize> for Limits {
    fn from(new: usize) -> Self {
        Limits { new, reviews: usize::MAX }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// What can be shown now, first things first: learning cards whose time has come; due reviews (the longest overdue
    /// first) and new cards in the order given, spread evenly over each other; and at last learning cards whose time is near.
    ///
    /// Where there is a plan, it says which cards are new today, and gives reviews before they are due; neither the limits nor
    /// siblings hold those back. What is due besides comes after them.
    pub cards: Vec<CardId>,
    pub counts: Counts,
    /// When the next card comes up that cannot be shown now, UTC milliseconds.
    pub next_at: Option<i64>,
}

/// What is left of this day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Reviews that are due, no more than today's limit leaves.
    pub due: usize,
    /// Cards in the steps of minutes whose time comes today.
    pub learning: usize,
    /// New cards, no more than today's limit leaves.
    pub new: usize,
}

impl Queue {
    /// `candidates` are in the order in which new cards are to come, without those that [`is_put_aside`]. `now` is UTC
    /// milliseconds, `offset` minutes east.
    pub fn of(
        candidates: &[Candidate<'_>],
        scheduler: &Scheduler,
        limits: impl Into<Limits>,
        now: i64,
        offset: i16,
    ) -> Queue {
        let limits = limits.into();
        let today = day::of(now, offset);
        let tomorrow = day::start(today + 1, offset);
        let is_today = |review: &PastReview| day::of(review.at, review.offset) == today;
        let seen_today = |candidate: &Candidate| candidate.history.last().is_some_and(is_today);

        let mut busy = Groups::default();
        for candidate in candidates.iter().filter(|candidate| seen_today(candidate)) {
            busy.occupy(candidate);
        }

        let mut learning = Vec::new();
        let mut due = Vec::new();
        let mut new = Vec::new();
        let mut next_at: Option<i64> = None;
        let mut wait = |until: i64| next_at = Some(next_at.map_or(until, |at| at.min(until)));
        let mut done = Counts::default();
        for (index, candidate) in candidates.iter().enumerate() {
            match candidate.history.first() {
                Some(first) if is_today(first) => done.new += 1,
                Some(_) if seen_today(candidate) => done.due += 1,
                _ => {}
            }
            match scheduler.standing_of(seed(&candidate.card.0), candidate.history) {
                None if candidate.is_planned == Some(false) => wait(tomorrow),
                None => new.push((0, index)),
                // The longest overdue come first; none is as late as what is planned.
                Some(standing)
                    if standing.phase == Phase::Review && is_planned(candidate) && !seen_today(candidate) =>
                {
                    due.push((standing.due.saturating_sub(PLANNED), index));
                }
                Some(standing) if standing.due >= tomorrow => wait(standing.due),
                // Whoever travels west has a longer day; what was put off to the next one is not asked again today.
                Some(standing) if standing.phase == Phase::Review && seen_today(candidate) => wait(tomorrow),
                Some(standing) if standing.phase == Phase::Review => due.push((standing.due, index)),
                Some(standing) => learning.push((standing.due, index)),
            }
        }
        order::sort(&mut learning);
        order::sort(&mut due);

        // Whoever comes first takes the group; the others wait for tomorrow.
        let mut free = |(_, index): &(i64, usize)| {
            let free = is_planned(&candidates[*index]) || busy.is_free_for(&candidates[*index]);
            if free {
                busy.occupy(&candidates[*index]);
            } else {
                wait(tomorrow);
            }
            free
        };
        learning.retain(&mut free);
        due.retain(&mut free);
        new.retain(&mut free);
        for (cards, limit, done) in [(&mut new, limits.new, done.new), (&mut due, limits.reviews, done.due)] {
            let planned = cards.iter().filter(|(_, index)| is_planned(&candidates[*index])).count();
            let left = limit.saturating_sub(done).max(planned);
            if cards.len() > left {
                cards.truncate(left);
                wait(tomorrow);
            }
        }

        let counts = Counts { due: due.len(), learning: learning.len(), new: new.len() };
        let (ready, later): (Vec<_>, Vec<_>) = learning.into_iter().partition(|(at, _)| *at <= now);
        let (near, far): (Vec<_>, Vec<_>) = later.into_iter().partition(|(at, _)| *at - now <= LEARN_AHEAD);
        if let Some((at, _)) = far.first() {
            wait(*at);
        }
        let cards = [ready, mixed(due, new, done), near].concat();
        let cards = cards.into_iter().map(|(_, index)| candidates[index].card.clone());
        Queue { cards: cards.collect(), counts, next_at }
    }
}

/// Due and new cards spread over each other, so that both are through at the same time. What was done of each today counts, so
/// that a queue made anew after each answer goes on in the same mix.
fn mixed<T>(due: Vec<T>, new: Vec<T>, done: Counts) -> Vec<T> {
    let all = (done.due + due.len(), done.new + new.len());
    let mut taken = (done.due, done.new);
    let mut mixed = Vec::with_capacity(due.len() + new.len());
    let (mut due, mut new) = (due.into_iter().peekable(), new.into_iter().peekable());
    loop {
        // The half card lets the day begin with a review, as often as there are at least as many of them.
        let is_new_late = (2 * taken.1 + 1) * all.0 < (2 * taken.0 + 1) * all.1;
        let next = if due.peek().is_none() || new.peek().is_some() && is_new_late {
            taken.1 += 1;
            new.next()
        } else {
            taken.0 += 1;
            due.next()
        };
        match next {
            Some(card) => mixed.push(card),
            None => return mixed,
        }
    }
}

/// Whether a card is not to be asked now, as the learner has said: for good, or for the rest of the day.
pub fn is_put_aside(work: &CardWork, now: i64, offset: i16) -> bool {
    let is_buried = work.buried.is_some_and(|(at, there)| day::of(at, there) >= day::of(now, offset));
    work.is_suspended || is_buried
}

/// Which card holds each group of siblings today. Two cards may hold one group if both were seen today already, as
/// after a merge; then both go on.
#[derive(Default)]
struct Groups<'a>(BTreeMap<&'a str, BTreeSet<&'a CardId>>);

impl<'a> Groups<'a> {
    fn occupy(&mut self, candidate: &Candidate<'a>) {
        if let Some(group) = candidate.siblings {
            self.0.entry(group).or_default().insert(candidate.card);
        }
    }

    fn is_free_for(&self, candidate: &Candidate<'a>) -> bool {
        let holders = candidate.siblings.and_then(|group| self.0.get(group));
        holders.is_none_or(|holders| holders.contains(candidate.card))
    }
}
