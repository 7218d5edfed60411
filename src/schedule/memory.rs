//! What is remembered after each review of a long log: the step of FSRS-6 as `fsrs` takes it, to the last bit, but only the branch
//! that a grade leads to, and without reckoning anew at each step what follows from the parameters alone. A year's statistics
//! take a third of the time by it.
//!
//! `fsrs` keeps the parameters that it really uses to itself, so a [`Memory`] is held against it before it is used.

use fsrs::{FSRS, FSRSItem, FSRSReview, ItemState, MemoryState, NextStates};

const STABILITIES: (f32, f32) = (0.001, 36_500.0);
const DIFFICULTIES: (f32, f32) = (1.0, 10.0);

/// The parameters, and what follows from them.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    w: [f32; 21],
    factor: f32,
    growth: f32,
    /// A failure leaves at most the stability divided by this.
    loss: f32,
    /// To which difficulties come back.
    mean: f32,
}

impl Memory {
    /// `None` where `fsrs` makes something else of these parameters.
    pub fn of(parameters: &[f32], fsrs: &FSRS) -> Option<Memory> {
        let w: [f32; 21] = fsrs::check_and_fill_parameters(parameters).ok()?.try_into().ok()?;
        let memory = Memory {
            factor: (0.9f32.ln() / -w[20]).exp() - 1.0,
            growth: w[8].exp(),
            loss: (w[17] * w[18]).exp(),
            mean: first_difficulty(&w, 4),
            w,
        };
        memory.is_that_of(fsrs).then_some(memory)
    }

    /// How likely each review found the card known, and the memory after it. The first one finds nothing that could be known.
    pub fn replay(&self, reviews: &[FSRSReview]) -> Vec<(f32, MemoryState)> {
        let mut found: Vec<(f32, MemoryState)> = Vec::with_capacity(reviews.len());
        for review in reviews {
            found.push(match found.last() {
                None => (0.0, self.first(review.rating)),
                Some((_, before)) => self.next(*before, review),
            });
        }
        found
    }

    fn first(&self, rating: u32) -> MemoryState {
        MemoryState {
            stability: clamp(self.w[rating.saturating_sub(1).min(3) as usize], STABILITIES),
            difficulty: clamp(first_difficulty(&self.w, rating), DIFFICULTIES),
        }
    }

    fn next(&self, before: MemoryState, review: &FSRSReview) -> (f32, MemoryState) {
        let (s, d) = (clamp(before.stability, STABILITIES), clamp(before.difficulty, DIFFICULTIES));
        let recall = self.recall(s, review.delta_t);
        let stability = match (review.delta_t, review.rating) {
            (0, rating) => self.on_that_day(s, rating, self.fading(s)),
            (_, 1) => self.failed(s, d, recall),
            (_, rating) => self.known(s, rating, self.growth(s, d, recall)),
        };
        (
            recall,
            MemoryState { stability: clamp(stability, STABILITIES), difficulty: self.difficulty(d, review.rating) },
        )
    }

    /// What each grade would lead to, and in how many days the recall would be this then.
    pub fn next_states(&self, before: Option<MemoryState>, retention: f32, days: u32) -> NextStates {
        let until = retention.powf(1.0 / -self.w[20]) - 1.0;
        let interval = |stability: f32| stability / self.factor * until;
        let item = |memory: MemoryState| ItemState { interval: interval(memory.stability), memory };
        let Some(before) = before else {
            let [again, hard, good, easy] = [1, 2, 3, 4].map(|rating| item(self.first(rating)));
            return NextStates { again, hard, good, easy };
        };
        let (s, d) = (clamp(before.stability, STABILITIES), clamp(before.difficulty, DIFFICULTIES));
        let recall = self.recall(s, days);
        let shared = if days == 0 { self.fading(s) } else { self.growth(s, d, recall) };
        let [again, hard, good, easy] = [1, 2, 3, 4].map(|rating| {
            let stability = match (days, rating) {
                (0, rating) => self.on_that_day(s, rating, shared),
                (_, 1) => self.failed(s, d, recall),
                (_, rating) => self.known(s, rating, shared),
            };
            item(MemoryState { stability: clamp(stability, STABILITIES), difficulty: self.difficulty(d, rating) })
        });
        NextStates { again, hard, good, easy }
    }

    fn recall(&self, s: f32, days: u32) -> f32 {
        (days as f32 / s * self.factor + 1.0).powf(-self.w[20])
    }

    /// What a second review of a day does the less, the more is remembered.
    fn fading(&self, s: f32) -> f32 {
        s.powf(-self.w[19])
    }

    fn on_that_day(&self, s: f32, rating: u32, fading: f32) -> f32 {
        let growth = (self.w[17] * (rating as f32 - 3.0 + self.w[18])).exp() * fading;
        s * if rating >= 2 { growth.max(1.0) } else { growth }
    }

    fn failed(&self, s: f32, d: f32, recall: f32) -> f32 {
        let w = &self.w;
        let after = w[11] * d.powf(-w[12]) * ((s + 1.0).powf(w[13]) - 1.0) * ((1.0 - recall) * w[14]).exp();
        after.min(s / self.loss)
    }

    /// By how much of itself the stability grows with "good".
    fn growth(&self, s: f32, d: f32, recall: f32) -> f32 {
        let surprise = ((1.0 - recall) * self.w[10]).exp() - 1.0;
        self.growth * (11.0 - d) * s.powf(-self.w[9]) * surprise
    }

    fn known(&self, s: f32, rating: u32, growth: f32) -> f32 {
        let hard = if rating == 2 { self.w[15] } else { 1.0 };
        let easy = if rating == 4 { self.w[16] } else { 1.0 };
        s * (growth * hard * easy + 1.0)
    }

    fn difficulty(&self, d: f32, rating: u32) -> f32 {
        let moved = d + (10.0 - d) * (-self.w[6] * (rating as f32 - 3.0)) / 9.0;
        clamp(self.w[7] * (self.mean - moved) + moved, DIFFICULTIES)
    }

    /// Whether each branch comes to what `fsrs` comes to.
    fn is_that_of(&self, fsrs: &FSRS) -> bool {
        (0..16u32).all(|number| {
            let (first, second) = (1 + number % 4, 1 + number / 4);
            let review = |rating, delta_t| FSRSReview { rating, delta_t };
            let reviews =
                vec![review(first, 0), review(second, 0), review(second, 5), review(first, 40), review(3, 400)];
            let found = self.replay(&reviews);
            let by_crate = fsrs.historical_memory_states(FSRSItem { reviews }, None);
            by_crate.is_ok_and(|states| states.iter().eq(found.iter().map(|(_, state)| state)))
                && fsrs.next_states(None, 0.9, 0).is_ok_and(|states| states == self.next_states(None, 0.9, 0))
        })
    }
}

fn first_difficulty(w: &[f32; 21], rating: u32) -> f32 {
    w[4] - (w[5] * rating.saturating_sub(1) as f32).exp() + 1.0
}

fn clamp(value: f32, (least, most): (f32, f32)) -> f32 {
    value.clamp(least, most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parameters_that_fsrs_bends_are_left_to_it() {
        let fsrs = FSRS::default();
        assert!(Memory::of(&[], &fsrs).is_some());
        let mut odd = [0.5f32; 21];
        odd[0] = 1e9;
        let of_odd = FSRS::new(&odd).expect("it takes them");
        assert!(Memory::of(&odd, &of_odd).is_none());
        assert!(Memory::of(&[1.0; 3], &fsrs).is_none());
    }

    #[track_caller]
    fn check<const N: usize>(found: [f32; N], published: [f32; N]) {
        let is_near = |(found, published): (&f32, &f32)| (found - published).abs() <= 1e-5 * published.abs();
        assert!(found.iter().zip(&published).all(is_near), "{found:?}, published {published:?}");
    }

    /// The vectors of the tests of `fsrs` 6.6.2 (src/model.rs) that reach no further than one step.
    #[test]
    fn published_steps() {
        let memory = Memory::of(&[], &FSRS::default()).expect("the usual parameters");
        let steps = [(1, 0.9), (2, 0.8), (3, 0.7), (4, 0.6)];
        let known = steps.map(|(nth, recall)| memory.known(5.0, nth, memory.growth(5.0, nth as f32, recall)));
        check(known, [25.602541, 28.226582, 58.656002, 127.226685]);
        check(
            steps.map(|(nth, recall)| memory.failed(5.0, nth as f32, recall)),
            [1.0525396, 1.1894329, 1.3680838, 1.584989],
        );
        let on_that_day = steps.map(|(rating, _)| memory.on_that_day(5.0, rating, memory.fading(5.0)));
        check(on_that_day, [1.596818, 5.0, 5.0, 8.12961]);
        check(steps.map(|(rating, _)| memory.difficulty(5.0, rating)), [8.341763, 6.6659956, 4.990228, 3.3144615]);
        let recalls = [(0, 1.0), (1, 2.0), (2, 3.0), (3, 4.0), (4, 4.0), (5, 2.0)];
        let recalls = recalls.map(|(days, stability)| memory.recall(stability, days));
        check(recalls, [1.0, 0.9403443, 0.9253786, 0.9185229, 0.9, 0.8261359]);
    }

    /// Of its src/inference.rs: the days after which a memory that lasts one has fallen to a tenth, two tenths, and so on.
    #[test]
    fn published_intervals() {
        let mut parameters = fsrs::DEFAULT_PARAMETERS;
        parameters[0] = 1.0;
        let fsrs = FSRS::new(&parameters).expect("parameters");
        let memory = Memory::of(&parameters, &fsrs).expect("those of fsrs");
        let days: Vec<f32> = (1..=10)
            .map(|tenths| memory.next_states(None, tenths as f32 / 10.0, 0).again.interval.round().max(1.0))
            .collect();
        assert_eq!(days, [3_116_766.0, 34_793.0, 2508.0, 387.0, 90.0, 27.0, 9.0, 3.0, 1.0, 1.0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn a_history_leads_to_the_bits_of_fsrs(
            reviews in prop::collection::vec((1u32..=4, prop_oneof![Just(0u32), 1..3u32, 3..400u32, 400..40_000u32]), 1..30),
            elapsed in 0u32..40_000,
            retention in 0.7f32..0.99,
        ) {
            let fsrs = FSRS::default();
            let memory = Memory::of(&[], &fsrs).expect("the usual parameters");
            let reviews: Vec<FSRSReview> =
                reviews.into_iter().map(|(rating, delta_t)| FSRSReview { rating, delta_t }).collect();
            let found = memory.replay(&reviews);
            let last = found.last().map(|(_, state)| *state);
            for days in [0, 1, elapsed] {
                let by_crate = fsrs.next_states(last, retention, days).expect("states");
                prop_assert_eq!(by_crate, memory.next_states(last, retention, days));
            }
            let by_crate = fsrs.historical_memory_states(FSRSItem { reviews: reviews.clone() }, None).expect("states");
            for (nth, (of_crate, (recall, state))) in by_crate.iter().zip(&found).enumerate() {
                prop_assert_eq!(of_crate.stability.to_bits(), state.stability.to_bits());
                prop_assert_eq!(of_crate.difficulty.to_bits(), state.difficulty.to_bits());
                prop_assert!(nth == 0 || (0.0..=1.0).contains(recall));
            }
        }
    }
}
