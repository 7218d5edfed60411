//! Parameters of FSRS fitted to a learner's own reviews. They are offered only where they foretell better what was held back
//! from the fitting: the latest fifth of the reviews, as it is the future that they are for.
//!
//! It takes seconds and weighs much: for a worker, not for the page.

use fsrs::{ComputeParametersInput, FSRSItem, compute_parameters};

use crate::deck::{Grade, PastReview};
use crate::schedule::{RETENTION, Scheduler, days_of};

/// Fewer reviews of days say too little of a learner.
pub const FEWEST: usize = 400;
/// Of how many reviews one is held back.
const HELD_BACK: usize = 5;

/// What came of a fitting.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    pub parameters: [f32; 21],
    /// Reviews that they were fitted to, and those that were held back and foretold.
    pub fitted: usize,
    pub foretold: usize,
    /// The mean logarithmic loss over what was held back, in nats: of the parameters in use, and of these.
    pub before: f64,
    pub after: f64,
    /// The standard error of the difference between the two, the reviews of a card taken together.
    pub error: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainingError {
    /// There are so many reviews of days, and [`FEWEST`] are needed.
    TooFew(usize),
    /// The fitting found nothing.
    Failed,
}

impl Fit {
    /// How much smaller the loss is, as a share of it.
    pub fn gain(&self) -> f64 {
        (self.before - self.after) / self.before
    }

    /// Whether they are better by more than chance would have it (two standard errors): only then they are to be offered.
    pub fn is_better(&self) -> bool {
        self.before - self.after > 2.0 * self.error
    }
}

/// Fits parameters to the histories of all cards. `current` are those in use; empty for the default ones.
pub fn fit(histories: &[&[PastReview]], current: &[f32]) -> Result<Fit, TrainingError> {
    let mut times: Vec<i64> = Vec::new();
    for history in histories {
        let days = days_of(history);
        times.extend(history.iter().zip(&days).filter(|(_, review)| review.delta_t > 0).map(|(review, _)| review.at));
    }
    if times.len() < FEWEST {
        return Err(TrainingError::TooFew(times.len()));
    }
    let nth = times.len() - times.len() / HELD_BACK;
    let (_, cut, _) = times.select_nth_unstable(nth);
    let cut = *cut;

    let (mut train_set, mut card_ids) = (Vec::new(), Vec::new());
    for (card, history) in (0..).zip(histories) {
        let reviews = days_of(history);
        let asks_memory = |at: &usize| reviews[*at].delta_t > 0 && history[*at].at < cut;
        for last in (1..history.len()).filter(asks_memory) {
            train_set.push(FSRSItem { reviews: reviews[..=last].to_vec() });
            card_ids.push(card);
        }
    }
    let fitted = train_set.len();
    let input = ComputeParametersInput { train_set, card_ids: Some(card_ids), ..ComputeParametersInput::default() };
    let parameters = compute_parameters(input).map_err(|_| TrainingError::Failed)?;
    let old = Scheduler::with_parameters(current, RETENTION).ok_or(TrainingError::Failed)?;
    let new = Scheduler::with_parameters(&parameters, RETENTION).ok_or(TrainingError::Failed)?;
    let parameters = parameters.try_into().map_err(|_| TrainingError::Failed)?;
    Ok(compare(histories, cut, &old, &new, parameters, fitted))
}

/// The losses of both over the reviews from `cut` on.
fn compare(
    histories: &[&[PastReview]],
    cut: i64,
    old: &Scheduler,
    new: &Scheduler,
    parameters: [f32; 21],
    fitted: usize,
) -> Fit {
    let (mut before, mut after) = (0.0, 0.0);
    let mut foretold = 0;
    // Of each card: the sum of its differences, and how many.
    let mut cards: Vec<(f64, usize)> = Vec::new();
    let (mut old_steps, mut new_steps) = (Vec::new(), Vec::new());
    for history in histories {
        old.replay(0, history, &mut old_steps);
        new.replay(0, history, &mut new_steps);
        let (mut sum, mut count) = (0.0, 0);
        for ((review, old), new) in history.iter().zip(&old_steps).zip(&new_steps) {
            let (Some(by_old), Some(by_new)) = (old.recall, new.recall) else { continue };
            if review.at < cut || old.days == 0 {
                continue;
            }
            let is_known = review.grade != Grade::Again;
            let (of_old, of_new) = (loss(by_old, is_known), loss(by_new, is_known));
            before += of_old;
            after += of_new;
            sum += of_old - of_new;
            count += 1;
        }
        foretold += count;
        cards.push((sum, count));
    }
    let all = f64::max(foretold as f64, 1.0);
    let mean = (before - after) / all;
    let squares: f64 = cards.iter().map(|(sum, count)| (sum - mean * *count as f64).powi(2)).sum();
    Fit { parameters, fitted, foretold, before: before / all, after: after / all, error: squares.sqrt() / all }
}

fn loss(recall: f32, is_known: bool) -> f64 {
    let recall = f64::from(recall).clamp(1e-4, 1.0 - 1e-4);
    -(if is_known { recall } else { 1.0 - recall }).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{DeviceId, EventId};

    const DAY: i64 = 86_400_000;

    /// Whoever remembers as FSRS with these parameters says, and studies when the default ones say.
    fn learner(parameters: &[f32], cards: usize) -> Vec<Vec<PastReview>> {
        let truth = Scheduler::with_parameters(parameters, RETENTION).unwrap();
        let planner = Scheduler::default();
        let mut random = 11u64;
        let mut chance = move || {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 40) as f32 / (1u64 << 24) as f32
        };
        let mut history = |card: usize| {
            let mut history: Vec<PastReview> = Vec::new();
            let mut at = (card % 200) as i64 * DAY;
            for number in 0..8 {
                let grade = match truth.standing(&history).zip(history.last()) {
                    None => [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy][(chance() * 4.0) as usize],
                    Some((standing, last)) if chance() > truth.recall(&standing, last, at, 0) => Grade::Again,
                    Some(_) => Grade::Good,
                };
                let event = EventId { device: DeviceId("1".into()), number };
                history.push(PastReview { event, at, offset: 0, grade, took: 1000 });
                // A day at least, and not always on the day.
                let due = planner.standing(&history).unwrap().due;
                at = due.max(at + DAY) + (chance() * 3.0) as i64 * DAY;
            }
            history
        };
        (0..cards).map(&mut history).collect()
    }

    fn borrowed(histories: &[Vec<PastReview>]) -> Vec<&[PastReview]> {
        histories.iter().map(Vec::as_slice).collect()
    }

    #[test]
    fn whoever_forgets_faster_is_offered_parameters_that_say_so() {
        let mut forgetful = fsrs::DEFAULT_PARAMETERS;
        for (parameter, less) in [(0, 0.4), (1, 0.4), (2, 0.4), (3, 0.4), (8, 0.75)] {
            forgetful[parameter] *= less;
        }
        let histories = learner(&forgetful, 600);
        let fit = fit(&borrowed(&histories), &[]).unwrap();
        assert!(fit.is_better() && fit.gain() > 0.01, "{fit:?}");
        assert!(fit.foretold > 400 && fit.fitted > 3 * fit.foretold, "{fit:?}");
        // And in use they are not offered again.
        let again = super::fit(&borrowed(&histories), &fit.parameters).unwrap();
        assert!(!again.is_better(), "{again:?}");
    }

    #[test]
    fn whoever_is_like_most_is_offered_nothing() {
        let histories = learner(&fsrs::DEFAULT_PARAMETERS, 600);
        let fit = fit(&borrowed(&histories), &[]).unwrap();
        assert!(!fit.is_better(), "{fit:?}");
    }

    #[test]
    fn too_few_reviews_say_nothing() {
        let histories = learner(&fsrs::DEFAULT_PARAMETERS, 20);
        let found = fit(&borrowed(&histories), &[]);
        assert!(matches!(found, Err(TrainingError::TooFew(count)) if count < FEWEST && count > 100), "{found:?}");
        assert_eq!(fit(&[], &[]), Err(TrainingError::TooFew(0)));
    }
}
