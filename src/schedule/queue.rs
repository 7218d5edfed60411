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
    /// Cards of one group may be taken for one another: they are shown on one day, but with others between them.
    pub confusable: Option<&'a str>,
    pub history: &'a [PastReview],
    /// Whether the plan for an exam gives it to today; `None` without a plan.
    pub is_planned: Option<bool>,
}

/// So many other cards come between two that are siblings or may be taken for one another, as long as there are others.
const BETWEEN: usize = 3;
/// So far down the queue a card is looked for that may come before its turn.
const NEAR: usize = 32;
/// So much of the queue is set apart: it is made anew after each answer.
const AHEAD: usize = 64;

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
                Some(standing) if standing.comes_at(offset) >= tomorrow => wait(standing.comes_at(offset)),
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
        let mut cards = [ready, mixed(due, new, done)].concat();
        set_apart(&mut cards, candidates, last_shown(candidates.iter().filter(|candidate| seen_today(candidate))));
        cards.extend(near);
        let cards = cards.into_iter().map(|(_, index)| candidates[index].card.clone());
        Queue { cards: cards.collect(), counts, next_at }
    }
}

/// The cards of these that were answered last, no more than matter, the latest one last.
fn last_shown<'a, 'b: 'a>(seen: impl Iterator<Item = &'a Candidate<'b>>) -> Vec<&'a Candidate<'b>> {
    let mut last: Vec<&Candidate> = Vec::with_capacity(BETWEEN + 1);
    let at = |candidate: &Candidate| candidate.history.last().map(|review| review.at);
    for candidate in seen {
        let place = last.partition_point(|known| at(known) <= at(candidate));
        last.insert(place, candidate);
        if last.len() > BETWEEN {
            last.remove(0);
        }
    }
    last
}

/// Has no card come soon after one that it may be taken for, or that gives it away, where another one can come first.
/// `shown` are the last ones before these.
fn set_apart<'a>(cards: &mut [(i64, usize)], candidates: &'a [Candidate<'a>], mut shown: Vec<&'a Candidate<'a>>) {
    for place in 0..cards.len().min(AHEAD) {
        let near = &cards[place..cards.len().min(place + NEAR)];
        let is_apart = |(_, index): &(i64, usize)| !shown.iter().any(|known| are_close(known, &candidates[*index]));
        let next = place + near.iter().position(is_apart).unwrap_or(0);
        cards[place..=next].rotate_right(1);
        if shown.len() >= BETWEEN {
            shown.remove(0);
        }
        shown.push(&candidates[cards[place].1]);
    }
}

/// Whether two cards are not to come one soon after the other.
fn are_close(a: &Candidate, b: &Candidate) -> bool {
    let is_one_group = |a: Option<&str>, b: Option<&str>| a.is_some() && a == b;
    a.card != b.card && (is_one_group(a.siblings, b.siblings) || is_one_group(a.confusable, b.confusable))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{DeviceId, EventId, Grade};

    /// 2026-03-01T12:00:00Z.
    const NOON: i64 = 1_772_366_400_000;
    const DAY: i64 = 86_400_000;

    /// Cards by name: what comes before the dash may be taken for what has the same before it. `answered` are the cards of the last
    /// minutes, each with how many minutes ago.
    fn shown(names: &[&str], siblings: &[&str], answered: &[(&str, i64)], is_planned: Option<bool>) -> Vec<String> {
        let ids: Vec<CardId> = names.iter().map(|name| CardId((*name).to_owned())).collect();
        let review = |at| PastReview {
            event: EventId { device: DeviceId("1".into()), number: 1 },
            at,
            offset: 0,
            grade: Grade::Easy,
            took: 1000,
        };
        let histories: Vec<Vec<PastReview>> = (names.iter())
            .map(|name| {
                let minutes = answered.iter().find(|(card, _)| card == name).map(|(_, minutes)| *minutes);
                minutes.map(|minutes| review(NOON - minutes * 60_000)).into_iter().collect()
            })
            .collect();
        let candidates: Vec<Candidate> = (0..names.len())
            .map(|index| Candidate {
                card: &ids[index],
                siblings: siblings.contains(&names[index]).then_some("one sentence"),
                confusable: names[index].split_once('-').map(|(group, _)| group),
                history: &histories[index],
                is_planned,
            })
            .collect();
        let queue = Queue::of(&candidates, &Scheduler::default(), 100, NOON, 0);
        queue.cards.into_iter().map(|card| card.0).collect()
    }

    #[test]
    fn what_may_be_taken_for_one_another_comes_with_others_between() {
        let names = ["a-1", "a-2", "b", "a-3", "c", "d", "e", "f", "g"];
        assert_eq!(shown(&names, &[], &[], None), ["a-1", "b", "c", "d", "a-2", "e", "f", "g", "a-3"]);
        // Two groups take turns, and what is left at the end comes all the same.
        assert_eq!(shown(&["a-1", "a-2", "a-3", "b-1"], &[], &[], None), ["a-1", "b-1", "a-2", "a-3"]);
        assert_eq!(shown(&["a-1", "b-1", "c"], &[], &[], None), ["a-1", "b-1", "c"], "nothing is moved without need");
    }

    #[test]
    fn what_was_answered_last_counts_too() {
        let names = ["a-1", "a-2", "b", "c", "d", "e"];
        let answered = |cards: &[(&str, i64)]| shown(&names, &[], cards, None);
        assert_eq!(answered(&[("a-1", 1)]), ["b", "c", "d", "a-2", "e"]);
        assert_eq!(answered(&[("a-1", 3), ("e", 2), ("b", 1)]), ["c", "a-2", "d"]);
        assert_eq!(answered(&[("a-1", 4), ("e", 3), ("b", 2), ("c", 1)]), ["a-2", "d"], "long ago");
        assert_eq!(shown(&["a-1", "a-2"], &[], &[("a-1", 1)], None), ["a-2"], "there is no other");
        assert_eq!(answered(&[("a-1", DAY / 60_000)])[0], "a-2", "yesterday");
    }

    #[test]
    fn siblings_that_a_plan_gives_to_one_day_are_set_apart_in_it() {
        let names = ["x", "y", "b", "c", "d"];
        assert_eq!(shown(&names, &["x", "y"], &[], Some(true)), ["x", "b", "c", "d", "y"]);
    }

    #[test]
    fn setting_apart_moves_cards_and_loses_none() {
        let names: Vec<String> = (0..300).map(|nth| format!("{}-{nth}", nth / 7 % 5)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let found = shown(&names, &[], &[], None);
        let unique: BTreeSet<&String> = found.iter().collect();
        assert_eq!((found.len(), unique.len()), (100, 100), "as many as the day has");
        let group = |name: &String| name.split('-').next().unwrap_or_default().to_owned();
        assert!(found[..AHEAD].windows(2).all(|pair| group(&pair[0]) != group(&pair[1])), "{found:?}");
    }
}
