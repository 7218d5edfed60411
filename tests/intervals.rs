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

/// Parameters that a learner may have: those of most people, each moved by up to a fifth.
fn parameters(chance: &mut Chance) -> Vec<f32> {
    fsrs::DEFAULT_PARAMETERS.iter().map(|parameter| parameter * (0.8 + chance.next(401) as f32 / 1000.0)).collect()
}

/// The days that `fsrs` itself gives, rounded.
fn by_crate(fsrs: &FSRS, retention: f32, history: &[PastReview], now: i64) -> [i64; 4] {
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
    let states = fsrs.next_states(memory, retention, elapsed).expect("states");
    [states.again, states.hard, states.good, states.easy].map(|state| state.interval.round() as i64)
}

/// The same by the app's own rule: each grade comes a day after the one below it at least, none sooner than tomorrow, none later than
/// in a hundred years.
fn by_rule(days: [i64; 4]) -> [i64; 4] {
    let mut below = 0;
    days.map(|days| {
        below = days.max(below + 1).min(36_500);
        below
    })
}

fn by_app(states: &NextStates, now: i64) -> [i64; 4] {
    [states.again, states.hard, states.good, states.easy].map(|next| day::of(next.due, 180) - day::of(now, 180))
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn intervals_are_those_of_the_crate() {
    /// With so many others than the parameters and the retention of most people.
    const LEARNERS: usize = 20;
    let mut chance = Chance(1);
    let (mut histories, mut grades, mut moved, mut unexplained) = (0, 0, 0, 0);
    for learner in 0..LEARNERS {
        let (parameters, retention) = match learner {
            0 => (fsrs::DEFAULT_PARAMETERS.to_vec(), 0.9),
            _ => (parameters(&mut chance), 0.7 + chance.next(28) as f32 / 100.0),
        };
        let fsrs = FSRS::new(&parameters).expect("parameters of FSRS-6");
        let none = Steps { learning: Vec::new(), relearning: Vec::new() };
        let ours = Scheduler::with_parameters(&parameters, retention).expect("the same").with_steps(none);
        for _ in 0..HISTORIES / LEARNERS {
            let (history, now) = history(&mut chance);
            let by_app = by_app(&ours.next_states(&history, now, 180), now);
            let by_crate = by_crate(&fsrs, retention, &history, now);
            histories += usize::from(by_app != by_rule(by_crate));
            let below = [0, by_app[0], by_app[1], by_app[2]];
            for ((ours, theirs), below) in by_app.into_iter().zip(by_crate).zip(below) {
                grades += 1;
                moved += usize::from(ours != theirs && ours == below + 1 && ours > theirs);
                unexplained += usize::from(ours != theirs && ours != below + 1 && ours != 36_500);
            }
        }
    }
    println!(
        "count: 10,000 histories whose intervals are not those of fsrs, each grade a day after the one below, native = {histories}"
    );
    println!(
        "count: grades in them a day later than fsrs rounds, as the one below has that day, native = {moved} of {grades}"
    );
    println!("count: grades in them that differ from fsrs for another reason, native = {unexplained}");
    assert_eq!((histories, unexplained), (0, 0), "of {HISTORIES} histories");
    // Most grades are those of the crate as they are.
    assert!(moved * 5 < grades, "{moved} of {grades}");
}
