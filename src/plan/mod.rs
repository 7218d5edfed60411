//! A plan for a day that matters: which cards to review on which day, so that as much as possible is known on that day, within
//! so many minutes a day; and what cannot be reached.
//!
//! What counts is the recall that FSRS expects on the day, over both outcomes of each review before it. Reviews are given out
//! one by one, always the one that gains most for its time, on the day on which it gains most among those with time left. Where
//! there is time for a few cards only, the one that gains most at all may be worth more: the better of the two plans counts.

pub mod csv;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use fsrs::MemoryState;

use crate::deck::{Grade, PastReview};
use crate::order;
use crate::schedule::{Scheduler, day, days_of};

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// The number of the learner's day ([`day::of`]) that matters; nothing is reviewed on it.
    pub day: i64,
    pub minutes_a_day: f32,
    /// Seconds of today's that have been spent on the cards already.
    pub spent: f32,
    /// The recall with which a card counts as known, from 0 to 1.
    pub target: f32,
    pub pace: Pace,
}

/// How long the cards of a day take, seconds a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    pub review: f32,
    /// On its first day, with its steps.
    pub new: f32,
}

impl Default for Pace {
    /// For whoever has no reviews yet.
    fn default() -> Self {
        Pace { review: 10.0, new: 40.0 }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// From today on to the day before the one that matters.
    pub days: Vec<Day>,
    /// By card, in the order given.
    pub cards: Vec<Outlook>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Day {
    /// The places of its cards among those given, ascending.
    pub cards: Vec<usize>,
    pub seconds: f32,
}

/// What is to be expected of a card on the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// Its recall if nothing more is done; 0 of a new card.
    pub without: f32,
    /// Its recall with the plan.
    pub with: f32,
    /// The best that any plan within the days left could do for it.
    pub best: f32,
    /// Reviews planned.
    pub reviews: usize,
}

/// No card is planned more often: the gain of one more is small, and the outcomes double with each.
const MOST_REVIEWS: usize = 4;
/// Less is not worth a review.
const LEAST_GAIN: f32 = 0.002;
/// Nobody plans for longer; a day further away is planned for as this one.
const LONGEST: i64 = 366;

impl Plan {
    /// How many cards reach the target.
    pub fn reached(&self, target: f32) -> usize {
        self.cards.iter().filter(|card| card.with >= target).count()
    }

    /// Those that would reach it with more time a day.
    pub fn short_of_time(&self, target: f32) -> Vec<usize> {
        self.places(|card| card.with < target && card.best >= target)
    }

    /// Those that no plan brings there in the days left.
    pub fn out_of_reach(&self, target: f32) -> Vec<usize> {
        self.places(|card| card.with < target && card.best < target)
    }

    /// How many cards are to be expected known on the day, with the plan and without it.
    pub fn expected(&self) -> (f32, f32) {
        (self.cards.iter().map(|card| card.with).sum(), self.cards.iter().map(|card| card.without).sum())
    }

    fn places(&self, is_meant: impl Fn(&Outlook) -> bool) -> Vec<usize> {
        (0..self.cards.len()).filter(|index| is_meant(&self.cards[*index])).collect()
    }
}

/// A learner's own pace: the median over cards and days, where there are enough of them.
pub fn pace(histories: &[&[PastReview]]) -> Pace {
    /// Fewer say too little.
    const FEWEST: usize = 20;
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for history in histories {
        let mut of_first_day = true;
        let same_day = |a: &PastReview, b: &PastReview| day::of(a.at, a.offset) == day::of(b.at, b.offset);
        for of_day in history.chunk_by(same_day) {
            let took: u64 = of_day.iter().map(|review| u64::from(review.took)).sum();
            if of_first_day { &mut first } else { &mut later }.push(took);
            of_first_day = false;
        }
    }
    let median = |mut took: Vec<u64>, default: f32| {
        order::sort(&mut took);
        if took.len() < FEWEST { default } else { (took[took.len() / 2] as f32 / 1000.0).clamp(1.0, 300.0) }
    };
    let default = Pace::default();
    Pace { review: median(later, default.review), new: median(first, default.new) }
}

/// The plan at `now` (UTC milliseconds, `offset` minutes east) for the cards with these histories; a new card has none.
pub fn plan(histories: &[&[PastReview]], scheduler: &Scheduler, goal: &Goal, now: i64, offset: i16) -> Plan {
    let by_time = plan_by(Worth::ForItsTime, histories, scheduler, goal, now, offset);
    let at_all = plan_by(Worth::AtAll, histories, scheduler, goal, now, offset);
    if at_all.expected().0 > by_time.expected().0 { at_all } else { by_time }
}

/// Which review is given out first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Worth {
    ForItsTime,
    AtAll,
}

fn plan_by(
    worth: Worth,
    histories: &[&[PastReview]],
    scheduler: &Scheduler,
    goal: &Goal,
    now: i64,
    offset: i16,
) -> Plan {
    let today = day::of(now, offset);
    let length = goal.day.saturating_sub(today).clamp(0, LONGEST);
    let planner = Planner { scheduler, length, worth };
    let mut plan = Plan { days: vec![Day::default(); length as usize], cards: Vec::new() };
    let budget = if goal.minutes_a_day.is_finite() { goal.minutes_a_day.max(0.0) * 60.0 } else { 0.0 };

    // A plan that is made anew in the middle of a day has what is left of it.
    let budget = |day: usize| if day == 0 { budget - goal.spent } else { budget };

    let mut cards: Vec<Planned> = histories.iter().map(|history| Planned::of(history, &planner, goal, today)).collect();
    let mut heap: BinaryHeap<Offer> = BinaryHeap::new();
    for (index, card) in cards.iter().enumerate() {
        heap.extend(planner.offer(index, card, |day| plan.days[day].seconds + card.cost(&[]) <= budget(day)));
    }
    while let Some(Offer { index, day, with, .. }) = heap.pop() {
        let card = &mut cards[index];
        let cost = card.cost(&card.reviews);
        // The day may have been filled since the offer was made; then the card asks for another.
        if plan.days[day].seconds + cost <= budget(day) {
            plan.days[day].cards.push(index);
            plan.days[day].seconds += cost;
            let at = card.reviews.partition_point(|known| *known < day as i64);
            card.reviews.insert(at, day as i64);
            card.with = with;
        }
        let cost = card.cost(&card.reviews);
        heap.extend(planner.offer(index, card, |day| plan.days[day].seconds + cost <= budget(day)));
    }
    for of_day in &mut plan.days {
        order::sort(&mut of_day.cards);
    }
    plan.cards = cards
        .iter()
        .map(|card| Outlook {
            without: planner.expected(card.memory, card.last, &[]),
            with: card.with,
            best: planner.best(card).max(card.with),
            reviews: card.reviews.len(),
        })
        .collect();
    plan
}

/// The least minutes a day with which every card reaches the target that can, up to eight hours; `None` where that is too
/// little. It makes a dozen plans.
pub fn minutes_needed(
    histories: &[&[PastReview]],
    scheduler: &Scheduler,
    goal: &Goal,
    now: i64,
    offset: i16,
) -> Option<f32> {
    let suffices = |minutes: u32| {
        let goal = Goal { minutes_a_day: minutes as f32, ..*goal };
        plan(histories, scheduler, &goal, now, offset).short_of_time(goal.target).is_empty()
    };
    let (mut low, mut high) = (0, 480);
    if !suffices(high) {
        return None;
    }
    if suffices(0) {
        return Some(0.0);
    }
    while high - low > 1 {
        let middle = (low + high) / 2;
        if suffices(middle) { high = middle } else { low = middle }
    }
    Some(high as f32)
}

struct Planner<'a> {
    scheduler: &'a Scheduler,
    /// Days from today to the day that matters.
    length: i64,
    worth: Worth,
}

/// A card under planning. Days are counted from today.
struct Planned {
    /// `None` of a new card.
    memory: Option<MemoryState>,
    /// The day of the last review, 0 or before.
    last: i64,
    /// The days of the reviews planned, ascending.
    reviews: Vec<i64>,
    /// The recall with them.
    with: f32,
    pace: Pace,
}

impl Planned {
    fn of(history: &[PastReview], planner: &Planner, goal: &Goal, today: i64) -> Planned {
        let memory = (!history.is_empty()).then(|| planner.scheduler.memory_after(days_of(history)));
        let last = history.last().map_or(0, |last| (day::of(last.at, last.offset) - today).min(0));
        let with = planner.expected(memory, last, &[]);
        Planned { memory, last, reviews: Vec::new(), with, pace: goal.pace }
    }

    /// Of one more review, where these are planned.
    fn cost(&self, planned: &[i64]) -> f32 {
        let cost = if self.memory.is_none() && planned.is_empty() { self.pace.new } else { self.pace.review };
        cost.max(0.1)
    }
}

/// The best that one more review could do for a card.
struct Offer {
    worth: f32,
    index: usize,
    day: usize,
    with: f32,
}

impl PartialEq for Offer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Offer {}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Offer {
    /// Among equals, the card that was given first.
    fn cmp(&self, other: &Self) -> Ordering {
        self.worth.total_cmp(&other.worth).then(other.index.cmp(&self.index))
    }
}

impl Planner<'_> {
    fn offer(&self, index: usize, card: &Planned, has_time: impl Fn(usize) -> bool) -> Option<Offer> {
        if card.reviews.len() >= MOST_REVIEWS {
            return None;
        }
        let mut best: Option<(i64, f32)> = None;
        for day in (0..self.length).filter(|day| has_time(*day as usize) && !card.reviews.contains(day)) {
            // What was reviewed today already is not asked again today.
            if card.memory.is_some() && day == card.last {
                continue;
            }
            // A new card is met before it is reviewed.
            if card.memory.is_none() && card.reviews.first().is_some_and(|first| day < *first) {
                continue;
            }
            let mut days = card.reviews.clone();
            days.insert(days.partition_point(|known| *known < day), day);
            let with = self.expected(card.memory, card.last, &days);
            if best.is_none_or(|(_, known)| with > known) {
                best = Some((day, with));
            }
        }
        let (day, with) = best?;
        let gain = with - card.with;
        (gain > LEAST_GAIN).then(|| Offer {
            worth: if self.worth == Worth::AtAll { gain } else { gain / card.cost(&card.reviews) },
            index,
            day: day as usize,
            with,
        })
    }

    /// The recall on the day, over both outcomes of each review on these days.
    fn expected(&self, memory: Option<MemoryState>, last: i64, days: &[i64]) -> f32 {
        let Some((&day, rest)) = days.split_first() else {
            return memory.map_or(0.0, |memory| self.scheduler.recall_after(memory, count(self.length - last)));
        };
        let Some(memory) = memory else {
            // A new card leaves its first day as known: its steps are repeated until it is.
            let first = self.scheduler.imagine(None, 0, Grade::Good);
            return self.expected(Some(self.scheduler.imagine(Some(first), 0, Grade::Good)), day, rest);
        };
        let elapsed = count(day - last);
        let recall = self.scheduler.recall_after(memory, elapsed);
        let known = self.scheduler.imagine(Some(memory), elapsed, Grade::Good);
        let failed = self.scheduler.imagine(Some(memory), elapsed, Grade::Again);
        let learned_again = self.scheduler.imagine(Some(failed), 0, Grade::Good);
        recall * self.expected(Some(known), day, rest) + (1.0 - recall) * self.expected(Some(learned_again), day, rest)
    }

    /// With as many reviews as are planned at most, on the last days or spread over all.
    fn best(&self, card: &Planned) -> f32 {
        let most = MOST_REVIEWS as i64;
        let last_days = |count: i64| (self.length - count).max(0)..self.length;
        let on_end = (1..=most).map(|count| last_days(count).collect::<Vec<i64>>());
        let spread = (2..=most).map(|count| {
            let mut days: Vec<i64> = (1..=count).map(|nth| self.length * nth / count - 1).collect();
            days.retain(|day| *day >= 0);
            days.dedup();
            days
        });
        let of = |days: Vec<i64>| {
            let days: Vec<i64> = days.into_iter().filter(|day| card.memory.is_none() || *day != card.last).collect();
            self.expected(card.memory, card.last, &days)
        };
        on_end.chain(spread).map(of).fold(0.0, f32::max)
    }
}

fn count(days: i64) -> u32 {
    u32::try_from(days.max(0)).unwrap_or(u32::MAX)
}
