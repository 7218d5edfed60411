//! The app's intervals against those of the `fsrs` crate, over 10,000 random histories, natively and in the browser. That both targets
//! come to the same is not promised: their powers and logarithms differ in the last bit, which now and then moves an interval by a day.

use fsrs::{FSRS, FSRSItem, FSRSReview};
use konspekt::deck::{DeviceId, EventId, Grade, PastReview};
use konspekt::schedule::{NextStates, Scheduler, Steps, day};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const HISTORIES: usize = 10_000;
const DAY: i64 = 86_400_000;
const GRADES: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];

/// A generator of its own (splitmix64), so that every target draws the same.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % below
    }
}

/// Up to a dozen reviews, from minutes to a year apart, and the moment after them.
fn history(chance: &mut Chance) -> (Vec<PastReview>, i64) {
    let mut at = 1_700_000_000_000 + chance.next(1000) as i64 * DAY;
    let mut history = Vec::new();
    for number in 1..=chance.next(13) {
        let grade = GRADES[[0, 1, 2, 2, 2, 2, 3][chance.next(7) as usize]];
        let event = EventId { device: DeviceId("0123456789abcdef".into()), number };
        history.push(PastReview { event, at, offset: 180, grade, took: 1000 });
        at += match chance.next(4) {
            0 => 60_000 * (1 + chance.next(600) as i64),
            1 => DAY * (1 + chance.next(6) as i64),
            2 => DAY * (1 + chance.next(40) as i64),
            _ => DAY * (1 + chance.next(365) as i64),
        };
    }
    (history, at)
}

/// The days that `fsrs` itself gives, each grade at least one longer than the one before, as the app promises.
fn by_crate(fsrs: &FSRS, history: &[PastReview], now: i64) -> [i64; 4] {
    let days = |at: i64| day::of(at, 180);
    let reviews: Vec<FSRSReview> = history
        .iter()
        .enumerate()
        .map(|(nth, review)| FSRSReview {
            rating: 1 + review.grade as u32,
            delta_t: if nth == 0 { 0 } else { (days(review.at) - days(history[nth - 1].at)) as u32 },
        })
        .collect();
    let memory = (!reviews.is_empty()).then(|| fsrs.memory_state(FSRSItem { reviews }, None).expect("a state"));
    let elapsed = history.last().map_or(0, |last| (days(now) - days(last.at)) as u32);
    let states = fsrs.next_states(memory, 0.9, elapsed).expect("states");
    let mut below = 0;
    [states.again, states.hard, states.good, states.easy].map(|state| {
        below = (state.interval.round() as i64).max(below + 1).min(36_500);
        below
    })
}

fn by_app(states: &NextStates, now: i64) -> [i64; 4] {
    [states.again, states.hard, states.good, states.easy].map(|next| day::of(next.due, 180) - day::of(now, 180))
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn intervals_are_those_of_the_crate() {
    let fsrs = FSRS::default();
    let plain = Scheduler::new(0.9).with_steps(Steps { learning: Vec::new(), relearning: Vec::new() });
    let mut chance = Chance(1);
    let differs = |_: &usize| {
        let (history, now) = history(&mut chance);
        by_app(&plain.next_states(&history, now, 180), now) != by_crate(&fsrs, &history, now)
    };
    let differences = (0..HISTORIES).filter(differs).count();
    println!("count: 10,000 histories whose intervals are not those of fsrs, native = {differences}");
    assert_eq!(differences, 0, "of {HISTORIES} histories");
}
