//! What the reviews say: how much comes when, what was done, how much is known and how sure that is, which cards are hard, and
//! whether FSRS and the learner's own estimates can be trusted. Numbers only: words and drawings are made of them elsewhere, and
//! [`csv`] makes tables.
//!
//! One pass over the histories; of one lesson or of all, as they are given.

mod calibration;
mod counted;
pub mod csv;
pub mod drawing;
mod guesses;
mod hardest;
mod share;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::card::CardId;
use crate::deck::{CardWork, Deck, Grade, LessonId, PastReview, Work};
use crate::order;
use crate::schedule::{Next, Phase, Scheduler, day, seed};
pub use calibration::{Bin, Calibration, Estimates, read_estimate};
pub use counted::Counted;
pub use guesses::Guesses;
pub use hardest::HardFact;
pub use share::Share;

/// A card with what was done with it.
#[derive(Clone, Copy, Debug)]
pub struct Studied<'a> {
    pub lesson: &'a LessonId,
    pub card: &'a CardId,
    pub work: &'a CardWork,
    /// Whether it still comes up, as far as the lesson's text says.
    pub is_asked: bool,
}

/// The cards of a deck that have been reviewed: of one lesson, or of all that are in the library.
pub fn studied<'a>(deck: &'a Deck, lesson: Option<&LessonId>) -> Vec<Studied<'a>> {
    let lessons = deck.lessons.iter().filter(|(id, _)| lesson.is_none_or(|lesson| lesson == *id));
    lessons.flat_map(|(lesson, entry)| studied_in(deck, lesson, &entry.work)).collect()
}

fn studied_in<'a>(deck: &Deck, lesson: &'a LessonId, work: &'a Work) -> Vec<Studied<'a>> {
    let unasked = deck.unasked(lesson);
    let reviewed = work.cards.iter().filter(|(_, work)| !work.reviews.is_empty());
    reviewed.map(|(card, work)| Studied { lesson, card, work, is_asked: !unasked.contains(card) }).collect()
}

/// Days that the forecast looks ahead.
pub const HORIZON: usize = 365;
/// A card whose memory lasts that many days is mature.
pub const MATURE: f32 = 21.0;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// How many of the cards that are still asked come up on each day from today on; what is overdue is in today.
    pub forecast: Vec<usize>,
    /// What was done, by the number of the learner's day ([`day::of`]), those without reviews left out.
    pub calendar: BTreeMap<i64, Day>,
    /// Of the answers to cards that were due by days, the first ones of a day: how many were known.
    pub retention: Retention,
    /// By card, in the order given; those that suspend included.
    pub cards: Vec<Standing>,
    pub calibration: Calibration,
    pub estimates: Estimates,
}

/// A day's work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    pub reviews: usize,
    /// Cards met for the first time.
    pub new: usize,
    /// Answers that were not "again".
    pub passed: usize,
    /// Milliseconds, without those in which the learner was away ([`PastReview::spent`]).
    pub took: u64,
}

/// True retention, in windows that end today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    pub week: Share,
    pub month: Share,
    pub year: Share,
    pub all: Share,
    /// Of all, cards whose memory lasted less than [`MATURE`] days, and the others.
    pub young: Share,
    pub mature: Share,
}

/// Where a card stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Days until recall falls to 0.9.
    pub stability: f32,
    /// 1 (easy) to 10 (hard).
    pub difficulty: f32,
    /// The share of cards like it that are known now.
    pub recall: f32,
    /// The learner's day on which it is due ([`day::of`]).
    pub day: i64,
    pub is_learning: bool,
    pub reviews: u32,
    /// Failures of what had been learned.
    pub lapses: u32,
}

impl Statistics {
    /// At `now`: UTC milliseconds, `offset` minutes east.
    pub fn of(cards: &[Studied<'_>], scheduler: &Scheduler, now: i64, offset: i16) -> Statistics {
        let today = day::of(now, offset);
        let mut statistics = Statistics { forecast: vec![0; HORIZON], ..Statistics::default() };
        let mut days = Days::before(today);
        let mut steps = Vec::new();
        for studied in cards {
            let history = &studied.work.reviews;
            let Some(next) = scheduler.replay(seed(&studied.card.0), history, &mut steps) else { continue };
            let mut lapses = 0;
            for (nth, (review, step)) in history.iter().zip(&steps).enumerate() {
                let day = day::of(review.at, review.offset);
                let is_passed = review.grade != Grade::Again;
                let of_day = days.of(day);
                of_day.reviews += 1;
                of_day.new += usize::from(nth == 0);
                of_day.passed += usize::from(is_passed);
                of_day.took += review.spent();

                // Only what had been learned and comes on a later day asks the memory of days.
                let Some(recall) = step.recall.filter(|_| step.days > 0) else { continue };
                statistics.calibration.count(recall, is_passed);
                if step.phase == Phase::Review {
                    lapses += u32::from(!is_passed);
                    statistics.retention.count(today - day, step.stability >= MATURE, is_passed);
                }
            }
            for estimate in &studied.work.estimates {
                statistics.estimates.count(estimate);
            }
            let ahead = next.comes_on(offset).saturating_sub(today).max(0);
            if studied.is_asked
                && !studied.work.is_suspended
                && let Some(count) = usize::try_from(ahead).ok().and_then(|ahead| statistics.forecast.get_mut(ahead))
            {
                *count += 1;
            }
            statistics.cards.push(standing(&next, history, scheduler, lapses, now, offset));
        }
        statistics.calendar = days.filled();
        statistics
    }

    /// Of cards that are gone: what was done with them stays done, and none of them comes any more.
    fn of_the_past(self) -> Statistics {
        Statistics { forecast: Vec::new(), cards: Vec::new(), ..self }
    }

    /// Adds what was counted, at the same moment, of other cards, which follow those that are here.
    pub fn add(&mut self, other: &Statistics) {
        let Statistics { forecast, calendar, retention, cards, calibration, estimates } = other;
        self.forecast.resize(self.forecast.len().max(forecast.len()), 0);
        self.forecast.iter_mut().zip(forecast).for_each(|(sum, count)| *sum += count);
        for (day, done) in calendar {
            let Day { reviews, new, passed, took } = done;
            let sum = self.calendar.entry(*day).or_default();
            sum.reviews += reviews;
            sum.new += new;
            sum.passed += passed;
            sum.took += took;
        }
        self.retention.add(retention);
        self.cards.extend_from_slice(cards);
        self.calibration.add(calibration);
        self.estimates.add(estimates);
    }

    /// The places in `cards` of those whose memory lasts least, the shortest first.
    pub fn weakest(&self, most: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.cards.len()).collect();
        let shorter =
            |a: &usize, b: &usize| self.cards[*a].stability.total_cmp(&self.cards[*b].stability).then(a.cmp(b));
        // Of a hundred thousand, only those few are sorted.
        if most < order.len() {
            order.select_nth_unstable_by(most, shorter);
            order.truncate(most);
        }
        order::by(&mut order, shorter);
        order
    }

    /// How many cards have a stability of so many days: up to 1, 3, 7, 21, 60, 180, 365, and more.
    pub fn stabilities(&self) -> [usize; 8] {
        let mut counts = [0; 8];
        for card in &self.cards {
            let bound = [1.0, 3.0, 7.0, MATURE, 60.0, 180.0, 365.0].iter().position(|bound| card.stability <= *bound);
            counts[bound.unwrap_or(7)] += 1;
        }
        counts
    }

    /// How many days on end there was at least one review, up to today or yesterday.
    pub fn streak(&self, now: i64, offset: i16) -> usize {
        let today = day::of(now, offset);
        let last = if self.calendar.contains_key(&today) { today } else { today - 1 };
        (0..).take_while(|back| self.calendar.contains_key(&(last - back))).count()
    }
}

/// Days under construction: nearly all are among the last hundred years, which are found without a search.
struct Days {
    first: i64,
    near: Vec<Day>,
    far: BTreeMap<i64, Day>,
}

impl Days {
    const NEAR: usize = 36_525;

    fn before(today: i64) -> Days {
        Days { first: today - Self::NEAR as i64 + 1, near: vec![Day::default(); Self::NEAR], far: BTreeMap::new() }
    }

    fn of(&mut self, day: i64) -> &mut Day {
        let near = usize::try_from(day - self.first).ok().and_then(|index| self.near.get_mut(index));
        match near {
            Some(of_day) => of_day,
            None => self.far.entry(day).or_default(),
        }
    }

    fn filled(self) -> BTreeMap<i64, Day> {
        let near = (self.first..).zip(self.near).filter(|(_, day)| day.reviews > 0);
        near.chain(self.far).collect()
    }
}

impl Retention {
    fn add(&mut self, other: &Retention) {
        let Retention { week, month, year, all, young, mature } = other;
        self.week.add(*week);
        self.month.add(*month);
        self.year.add(*year);
        self.all.add(*all);
        self.young.add(*young);
        self.mature.add(*mature);
    }

    fn count(&mut self, days_ago: i64, is_mature: bool, is_passed: bool) {
        for (window, share) in
            [(7, &mut self.week), (30, &mut self.month), (365, &mut self.year), (i64::MAX, &mut self.all)]
        {
            if days_ago < window {
                share.count(is_passed);
            }
        }
        if is_mature { &mut self.mature } else { &mut self.young }.count(is_passed);
    }
}

fn standing(
    next: &Next,
    history: &[PastReview],
    scheduler: &Scheduler,
    lapses: u32,
    now: i64,
    offset: i16,
) -> Standing {
    Standing {
        stability: next.stability,
        difficulty: next.difficulty,
        recall: history.last().map_or(0.0, |last| scheduler.recall(next, last, now, offset)),
        day: next.comes_on(offset),
        is_learning: next.phase != Phase::Review,
        reviews: u32::try_from(history.len()).unwrap_or(u32::MAX),
        lapses,
    }
}
