//! When a card comes again: FSRS-6 through the `fsrs` crate, and the review queue. Knows card ids, not card texts.
//!
//! FSRS models memory by the day; what is new or has just been failed first goes through short `steps` of minutes: "good"
//! leads after the last of them into FSRS, "easy" at once.

pub mod day;
mod fuzz;
mod memory;
mod queue;
mod steps;
mod summary;

use fsrs::{FSRS, FSRSItem, FSRSReview, MemoryState};
use memory::Memory;

use crate::deck::{Deck, Grade, PastReview};
pub use fuzz::seed;
pub use queue::{Candidate, Counts, Limits, Queue, is_put_aside};
pub use steps::Steps;
use steps::{Ahead, Step};
pub use summary::{Summary, long_run};

/// The share of cards that are known when they come up, unless the learner sets another.
pub const RETENTION: f32 = 0.9;

/// What each grade would lead to, all four from the same moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NextStates {
    pub again: Next,
    pub hard: Next,
    pub good: Next,
    pub easy: Next,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Next {
    /// Days until recall falls to 0.9.
    pub stability: f32,
    /// 1 (easy) to 10 (hard).
    pub difficulty: f32,
    pub phase: Phase,
    /// When it is due, UTC milliseconds.
    pub due: i64,
    /// The learner's day on which that is ([`day::of`]), by the clock of the review that led here.
    pub day: i64,
}

/// Where a card stands after at least one review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// In the steps of a new card, from 0.
    Learning { step: u8 },
    /// In the steps of a failed card, from 0.
    Relearning { step: u8 },
    /// Its intervals are days.
    Review,
}

impl NextStates {
    pub fn of(self, grade: Grade) -> Next {
        match grade {
            Grade::Again => self.again,
            Grade::Hard => self.hard,
            Grade::Good => self.good,
            Grade::Easy => self.easy,
        }
    }
}

impl Next {
    /// Milliseconds from `now` until it is due; 0 if it already is.
    pub fn interval_ms(&self, now: i64) -> i64 {
        self.due.saturating_sub(now).max(0)
    }

    /// How far off it is as a learner is told it: of a card of days so many whole days, whatever the hour. A day begins at four, so
    /// in the evening what comes in two days is due in less. `now` is the moment of the review, `offset` minutes east.
    pub fn told_ms(&self, now: i64, offset: i16) -> i64 {
        match self.phase {
            Phase::Review => self.day.saturating_sub(day::of(now, offset)).saturating_mul(day::LENGTH),
            Phase::Learning { .. } | Phase::Relearning { .. } => self.interval_ms(now),
        }
    }

    /// The learner's day on which it comes, where the clock is `offset` minutes east of UTC. What was put off by days comes after so
    /// many of them, wherever the learner is by then and however the clock was set meanwhile.
    pub fn comes_on(&self, offset: i16) -> i64 {
        if self.phase == Phase::Review { self.day } else { day::of(self.due, offset) }
    }

    /// When it comes there, UTC milliseconds: `due`, but for a card of days where the learner is elsewhere by then.
    pub fn comes_at(&self, offset: i16) -> i64 {
        if self.phase == Phase::Review { day::start(self.day, offset) } else { self.due }
    }

    fn memory(&self) -> MemoryState {
        MemoryState { stability: self.stability, difficulty: self.difficulty }
    }
}

/// The states after one more review at `now` (UTC milliseconds, `offset` minutes east), from the card's whole history
/// in time order, with the default parameters and [`RETENTION`].
pub fn next_states(history: &[PastReview], now: i64, offset: i16) -> NextStates {
    Scheduler::default().next_states(history, now, offset)
}

/// FSRS with its parameters, the retention that the learner desires, and the steps before it.
#[derive(Clone, Debug)]
pub struct Scheduler {
    fsrs: FSRS,
    /// The same for long logs, where the two agree.
    quick: Option<Memory>,
    /// How steeply memory fades: the last parameter of FSRS.
    decay: f32,
    /// With which recall is 0.9 after as many days as the stability.
    factor: f32,
    retention: f32,
    steps: Steps,
    is_fuzzed: bool,
}

impl Default for Scheduler {
    fn default() -> Self {
        Scheduler::new(RETENTION)
    }
}

/// A hundred years, days.
const LONGEST: i64 = 36_500;

impl Scheduler {
    /// With the parameters that fit most people. `retention` is kept between 0.7 and 0.99, outside of which intervals
    /// make no sense.
    pub fn new(retention: f32) -> Self {
        let fsrs = FSRS::default();
        Scheduler {
            quick: Memory::of(&[], &fsrs),
            fsrs,
            decay: fsrs::FSRS6_DEFAULT_DECAY,
            factor: factor(fsrs::FSRS6_DEFAULT_DECAY),
            retention: clamp_retention(retention),
            steps: Steps::default(),
            is_fuzzed: false,
        }
    }

    /// With a learner's own parameters: 21 of FSRS-6, or 19 or 17 of the versions before. `None` if they are another
    /// number or not finite.
    pub fn with_parameters(parameters: &[f32], retention: f32) -> Option<Self> {
        let fsrs = FSRS::new(parameters).ok()?;
        // As `fsrs` does it, which keeps it to itself.
        let decay = fsrs::check_and_fill_parameters(parameters).ok()?.last()?.clamp(0.1, 0.8);
        let quick = Memory::of(parameters, &fsrs);
        Some(Scheduler { fsrs, quick, decay, factor: factor(decay), ..Scheduler::new(retention) })
    }

    /// As the learner has set it.
    pub fn of(deck: &Deck) -> Self {
        let retention = deck.retention();
        let own = deck.parameters().and_then(|parameters| Scheduler::with_parameters(&parameters, retention));
        let mut scheduler = own.unwrap_or_else(|| Scheduler::new(retention)).with_steps(Steps::of(deck));
        scheduler.is_fuzzed = deck.is_fuzzed();
        scheduler
    }

    pub fn with_steps(self, steps: Steps) -> Self {
        Scheduler { steps, ..self }
    }

    /// With intervals that are drawn a little longer or shorter by the seed of a card.
    pub fn fuzzed(self) -> Self {
        Scheduler { is_fuzzed: true, ..self }
    }

    /// The states after one more review at `now` (UTC milliseconds, `offset` minutes east), from the card's whole
    /// history in time order. Of a fuzzed scheduler, without a seed: [`Self::next_states_of`] has one.
    pub fn next_states(&self, history: &[PastReview], now: i64, offset: i16) -> NextStates {
        self.next_states_of(0, history, now, offset)
    }

    /// The same of the card with this [`seed`].
    pub fn next_states_of(&self, seed: u64, history: &[PastReview], now: i64, offset: i16) -> NextStates {
        self.states_after(seed, history, Moment { at: now, offset, has_steps: true })
    }

    fn states_after(&self, seed: u64, history: &[PastReview], now: Moment) -> NextStates {
        let before =
            history.last().map(|last| Before { memory: self.memory(history), phase: self.phase(history), last });
        self.after(before, self.draw(seed, history.len()), now)
    }

    /// Where the card stands after its last review; `None` for a new card.
    pub fn standing(&self, history: &[PastReview]) -> Option<Next> {
        self.standing_of(0, history)
    }

    /// The same of the card with this [`seed`].
    pub fn standing_of(&self, seed: u64, history: &[PastReview]) -> Option<Next> {
        let (last, earlier) = history.split_last()?;
        Some(self.states_after(seed, earlier, Moment::of(last)).of(last.grade))
    }

    /// Where the card stands after its last review, as [`Self::standing_of`] says it, and into `steps`, which is emptied before, what
    /// each review found.
    pub(crate) fn replay(&self, seed: u64, history: &[PastReview], steps: &mut Vec<Found>) -> Option<Next> {
        steps.clear();
        let (last, earlier) = history.split_last()?;
        let reviews = days_of(history);
        let mut phase = Phase::Learning { step: 0 };
        let mut before_last = phase;
        for (review, days) in history.iter().zip(&reviews) {
            steps.push(Found { days: days.delta_t, phase, stability: 0.0, recall: None });
            before_last = phase;
            phase = self.phase_after(phase, review);
        }
        let memories = self.remember(reviews);
        let recalls = memories.iter().map(|(recall, _)| *recall).skip(1);
        for ((step, (_, memory)), recall) in steps.iter_mut().skip(1).zip(&memories).zip(recalls) {
            step.stability = memory.stability;
            step.recall = Some(recall);
        }
        let before = earlier.last().zip(earlier.len().checked_sub(1).and_then(|nth| memories.get(nth)));
        let before = before.map(|(last, (_, memory))| Before { memory: *memory, phase: before_last, last });
        let next = self.after(before, self.draw(seed, earlier.len()), Moment::of(last));
        Some(next.of(last.grade))
    }

    /// How likely each review found the card known, and the memory after it.
    fn remember(&self, reviews: Vec<FSRSReview>) -> Vec<(f32, MemoryState)> {
        if let Some(quick) = &self.quick {
            return quick.replay(&reviews);
        }
        let days: Vec<u32> = reviews.iter().map(|review| review.delta_t).collect();
        let states = self.fsrs.historical_memory_states(FSRSItem { reviews }, None);
        let states = states.expect("fsrs keeps states and parameters finite");
        let recalls = states.iter().zip(&days[1..]).map(|(before, days)| self.recall_after(*before, *days));
        std::iter::once(0.0).chain(recalls).zip(states.iter().copied()).collect()
    }

    /// The share of cards like this one that are known at `now`.
    pub fn recall(&self, standing: &Next, last: &PastReview, now: i64, offset: i16) -> f32 {
        self.recall_after(standing.memory(), elapsed(Some(last), now, offset))
    }

    fn states(&self, memory: Option<MemoryState>, days: u32) -> fsrs::NextStates {
        match &self.quick {
            Some(quick) => quick.next_states(memory, self.retention, days),
            None => {
                self.fsrs.next_states(memory, self.retention, days).expect("fsrs keeps states and parameters finite")
            }
        }
    }

    fn draw(&self, seed: u64, reviews: usize) -> Option<fuzz::Draw> {
        self.is_fuzzed.then(|| fuzz::Draw::of(seed, reviews))
    }

    /// What is remembered after all of a history that is not empty.
    fn memory(&self, history: &[PastReview]) -> MemoryState {
        self.memory_after(days_of(history))
    }

    pub(crate) fn memory_after(&self, reviews: Vec<FSRSReview>) -> MemoryState {
        self.fsrs.memory_state(FSRSItem { reviews }, None).expect("fsrs keeps states and parameters finite")
    }

    /// What would be remembered after a review with this grade, so many days after the last; `None` of a new card.
    pub(crate) fn imagine(&self, memory: Option<MemoryState>, days: u32, grade: Grade) -> MemoryState {
        let states = self.states(memory, days);
        match grade {
            Grade::Again => states.again.memory,
            Grade::Hard => states.hard.memory,
            Grade::Good => states.good.memory,
            Grade::Easy => states.easy.memory,
        }
    }

    /// The share of cards with this memory that are known so many days after their last review.
    pub(crate) fn recall_after(&self, memory: MemoryState, days: u32) -> f32 {
        (days as f32 / memory.stability * self.factor + 1.0).powf(-self.decay)
    }

    /// Where the card is after all of a history, which does not hang on when it was due.
    fn phase(&self, history: &[PastReview]) -> Phase {
        let start = Phase::Learning { step: 0 };
        history.iter().fold(start, |phase, review| self.phase_after(phase, review))
    }

    fn phase_after(&self, phase: Phase, review: &PastReview) -> Phase {
        // Most reviews pass what is in its days already.
        if phase == Phase::Review && review.grade != Grade::Again {
            return phase;
        }
        let ahead = self.ahead(phase, has_steps(review));
        let stay = |step: Option<Step>| step.map_or(Phase::Review, |step| phase.on(step.number));
        match review.grade {
            Grade::Again => stay(ahead.again),
            Grade::Hard => stay(ahead.hard),
            Grade::Good => stay(ahead.good),
            Grade::Easy => Phase::Review,
        }
    }

    fn ahead(&self, phase: Phase, has_steps: bool) -> Ahead {
        let ahead = match phase {
            Phase::Learning { step } => steps::ahead(&self.steps.learning, step),
            Phase::Relearning { step } => steps::ahead(&self.steps.relearning, step),
            Phase::Review => steps::ahead(&self.steps.relearning, 0),
        };
        match phase {
            Phase::Learning { .. } | Phase::Relearning { .. } if has_steps => ahead,
            _ => Ahead { hard: None, good: None, ..ahead },
        }
    }

    fn after(&self, before: Option<Before<'_>>, draw: Option<fuzz::Draw>, now: Moment) -> NextStates {
        let Moment { at: now, offset, has_steps } = now;
        let today = day::of(now, offset);
        let elapsed = elapsed(before.as_ref().map(|before| before.last), now, offset);
        let memory = before.as_ref().map(|before| before.memory);
        let states = self.states(memory, elapsed);

        let phase = before.map_or(Phase::Learning { step: 0 }, |before| before.phase);
        let ahead = self.ahead(phase, has_steps);
        // In days a better grade comes at least a day later than the one below it, if that comes in days too.
        let days = |interval: f32, step: Option<Step>, below: i64| {
            let days = draw.map_or_else(|| interval.round() as i64, |draw| draw.days(interval));
            if step.is_some() { 0 } else { days.max(below + 1).min(LONGEST) }
        };
        let again_days = days(states.again.interval, ahead.again, 0);
        let hard_days = days(states.hard.interval, ahead.hard, again_days);
        let good_days = days(states.good.interval, ahead.good, hard_days);
        let easy_days = days(states.easy.interval, None, good_days);
        let in_days = |days| (Phase::Review, day::start(today.saturating_add(days), offset));
        let after = |step: Option<Step>, days| {
            step.map_or(in_days(days), |step| (phase.on(step.number), now.saturating_add(step.delay)))
        };

        // Shortly before the day turns, tomorrow is nearer than a step of minutes: no grade comes before a worse one.
        let next = |state: fsrs::ItemState, (phase, due): (Phase, i64), not_before: i64| {
            let MemoryState { stability, difficulty } = state.memory;
            let due = due.max(not_before);
            Next { stability, difficulty, phase, due, day: day::of(due, offset) }
        };
        let again = next(states.again, after(ahead.again, again_days), now);
        let hard = next(states.hard, after(ahead.hard, hard_days), again.due);
        let good = next(states.good, after(ahead.good, good_days), hard.due);
        let easy = next(states.easy, in_days(easy_days), good.due);
        NextStates { again, hard, good, easy }
    }
}

/// What a past review found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    /// Since the review before.
    pub days: u32,
    pub phase: Phase,
    /// 0 at the first review.
    pub stability: f32,
    /// How likely it was to be known; `None` at the first review.
    pub recall: Option<f32>,
}

/// When a review is made.
#[derive(Clone, Copy)]
struct Moment {
    /// UTC milliseconds.
    at: i64,
    /// Minutes east.
    offset: i16,
    /// Whether what is known stays in the steps of minutes for a while.
    has_steps: bool,
}

impl Moment {
    fn of(review: &PastReview) -> Moment {
        Moment { at: review.at, offset: review.offset, has_steps: has_steps(review) }
    }
}

/// Whether a review goes through the steps that are set here. One that was made in another program has gone through those of that program,
/// which nobody knows: what was known there is taken to be out of them, as a whole deck would have to be learned at once otherwise.
fn has_steps(review: &PastReview) -> bool {
    !review.event.device.is_of_import()
}

/// What a review finds.
struct Before<'a> {
    memory: MemoryState,
    phase: Phase,
    last: &'a PastReview,
}

impl Phase {
    /// The same kind of steps at another step; a card of days is failed.
    fn on(self, step: u8) -> Phase {
        match self {
            Phase::Learning { .. } => Phase::Learning { step },
            Phase::Relearning { .. } | Phase::Review => Phase::Relearning { step },
        }
    }
}

/// Whole days from the last review on; 0 where a clock was set back.
fn elapsed(last: Option<&PastReview>, now: i64, offset: i16) -> u32 {
    let days = last.map_or(0, |last| day::of(now, offset).saturating_sub(day::of(last.at, last.offset)));
    u32::try_from(days.max(0)).unwrap_or(u32::MAX)
}

/// A history as `fsrs` reads it.
pub(crate) fn days_of(history: &[PastReview]) -> Vec<FSRSReview> {
    let last = std::iter::once(None).chain(history.iter().map(Some));
    let days = |(review, last): (&PastReview, Option<&PastReview>)| FSRSReview {
        rating: rating(review.grade),
        delta_t: elapsed(last, review.at, review.offset),
    };
    history.iter().zip(last).map(days).collect()
}

/// A grade as `fsrs` counts it.
fn rating(grade: Grade) -> u32 {
    match grade {
        Grade::Again => 1,
        Grade::Hard => 2,
        Grade::Good => 3,
        Grade::Easy => 4,
    }
}

/// What `fsrs` reckons anew each time that it is asked for a recall.
fn factor(decay: f32) -> f32 {
    0.9f32.powf(1.0 / -decay) - 1.0
}

/// Not a number becomes the default.
fn clamp_retention(retention: f32) -> f32 {
    if retention.is_nan() { RETENTION } else { retention.clamp(0.7, 0.99) }
}

#[cfg(test)]
mod tests;
