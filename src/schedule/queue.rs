//! What to show next. Derived from the histories alone, so that after an undo, a reload or a merge it is what it has to
//! be; there is no session state to lose.

use std::collections::{BTreeMap, BTreeSet};

use super::{Phase, Scheduler, day};
use crate::card::CardId;
use crate::deck::PastReview;
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
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// What can be shown now, first things first: learning cards whose time has come, due reviews (the longest overdue
    /// first), new cards in the order given, and at last learning cards whose time is near.
    pub cards: Vec<CardId>,
    pub counts: Counts,
    /// When the next card comes up that cannot be shown now, UTC milliseconds.
    pub next_at: Option<i64>,
}

/// What is left of this day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Reviews that are due.
    pub due: usize,
    /// Cards in the steps of minutes whose time comes today.
    pub learning: usize,
    /// New cards, no more than today's limit leaves.
    pub new: usize,
}

impl Queue {
    /// `candidates` are in the order in which new cards are to come; `new_per_day` limits them. `now` is UTC
    /// milliseconds, `offset` minutes east.
    pub fn of(candidates: &[Candidate<'_>], scheduler: &Scheduler, new_per_day: usize, now: i64, offset: i16) -> Queue {
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
        let mut first_seen_today = 0;
        for (index, candidate) in candidates.iter().enumerate() {
            first_seen_today += usize::from(candidate.history.first().is_some_and(is_today));
            match scheduler.standing(candidate.history) {
                None => new.push((0, index)),
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
            let free = busy.is_free_for(&candidates[*index]);
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
        let left = new_per_day.saturating_sub(first_seen_today);
        if new.len() > left {
            new.truncate(left);
            wait(tomorrow);
        }

        let counts = Counts { due: due.len(), learning: learning.len(), new: new.len() };
        let (ready, later): (Vec<_>, Vec<_>) = learning.into_iter().partition(|(at, _)| *at <= now);
        let (near, far): (Vec<_>, Vec<_>) = later.into_iter().partition(|(at, _)| *at - now <= LEARN_AHEAD);
        if let Some((at, _)) = far.first() {
            wait(*at);
        }
        let cards = [ready, due, new, near].concat().into_iter().map(|(_, index)| candidates[index].card.clone());
        Queue { cards: cards.collect(), counts, next_at }
    }
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
