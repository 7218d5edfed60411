//! Short steps of minutes, which come before the days of FSRS: for what is new, and for what has been failed.

use crate::deck::Deck;

/// Delays in milliseconds. Without any, a card goes into FSRS at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Of a new card.
    pub learning: Vec<i64>,
    /// Of a failed card.
    pub relearning: Vec<i64>,
}

pub(super) const MINUTE: i64 = 60_000;
/// A day: what is longer is no step.
const LONGEST: i64 = 24 * 60 * MINUTE;
/// The most steps of a kind.
const MOST: usize = 10;

impl Default for Steps {
    /// As in Anki: 1 and 10 minutes for a new card, 10 minutes for a failed one.
    fn default() -> Self {
        Steps { learning: vec![MINUTE, 10 * MINUTE], relearning: vec![10 * MINUTE] }
    }
}

impl Steps {
    /// As the learner has set them.
    pub fn of(deck: &Deck) -> Steps {
        let (learning, relearning) = deck.steps();
        let default = Steps::default();
        let own = Steps::of_minutes(learning.as_deref().unwrap_or(&[]), relearning.as_deref().unwrap_or(&[]));
        Steps {
            learning: if learning.is_some() { own.learning } else { default.learning },
            relearning: if relearning.is_some() { own.relearning } else { default.relearning },
        }
    }

    /// The minutes that somebody has written, whole numbers with spaces or commas between them; `None` where one of them is no step, or
    /// there are too many. Without any there are no steps.
    pub fn read(written: &str) -> Option<[u16; 4]> {
        let mut steps = [0; 4];
        let mut places = steps.iter_mut();
        for word in written.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()) {
            let minutes = word.parse().ok().filter(|minutes| (1..LONGEST / MINUTE).contains(&i64::from(*minutes)))?;
            *places.next()? = minutes;
        }
        Some(steps)
    }

    /// From minutes; those that are no step (none, or a day and more) are left out, and so is what is over ten.
    pub fn of_minutes(learning: &[u32], relearning: &[u32]) -> Steps {
        let delays = |minutes: &[u32]| {
            let delays = minutes.iter().map(|minutes| i64::from(*minutes) * MINUTE);
            delays.filter(|delay| (MINUTE..LONGEST).contains(delay)).take(MOST).collect()
        };
        Steps { learning: delays(learning), relearning: delays(relearning) }
    }
}

/// Where the grades lead from a step: `None` is out of the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ahead {
    pub again: Option<Step>,
    pub hard: Option<Step>,
    pub good: Option<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub number: u8,
    /// Milliseconds.
    pub delay: i64,
}

/// "Again" goes back to the first step, "hard" stays on its step (the first one lasts the mean of it and the next, a lone one
/// half as long again), "good" goes on to the next one. A step that is no longer among them counts as the last.
pub(super) fn ahead(delays: &[i64], number: u8) -> Ahead {
    let Some(&first) = delays.first() else { return Ahead { again: None, hard: None, good: None } };
    let at = usize::from(number).min(delays.len() - 1);
    let step = |at: usize, delay: i64| Some(Step { number: u8::try_from(at).unwrap_or(u8::MAX), delay });
    let hard = match (at, delays.get(1)) {
        (0, Some(second)) => (first + second) / 2,
        (0, None) => first * 3 / 2,
        _ => delays[at],
    };
    Ahead {
        again: step(0, first),
        hard: step(at, hard),
        good: delays.get(at + 1).and_then(|delay| step(at + 1, *delay)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delays(ahead: Ahead) -> [Option<(u8, i64)>; 3] {
        [ahead.again, ahead.hard, ahead.good].map(|step| step.map(|step| (step.number, step.delay)))
    }

    #[test]
    fn steps_lead_one_to_the_next() {
        assert_eq!(delays(ahead(&[60, 600], 0)), [Some((0, 60)), Some((0, 330)), Some((1, 600))]);
        assert_eq!(delays(ahead(&[60, 600], 1)), [Some((0, 60)), Some((1, 600)), None]);
        assert_eq!(delays(ahead(&[600], 0)), [Some((0, 600)), Some((0, 900)), None]);
        assert_eq!(delays(ahead(&[60, 600], 7)), delays(ahead(&[60, 600], 1)), "steps were taken away meanwhile");
        assert_eq!(delays(ahead(&[], 0)), [None; 3]);
    }

    #[test]
    fn steps_are_read_as_they_are_written_or_not_at_all() {
        assert_eq!(Steps::read("1 10"), Some([1, 10, 0, 0]));
        assert_eq!(Steps::read(" 2, 3,1439 "), Some([2, 3, 1439, 0]));
        assert_eq!(Steps::read(""), Some([0; 4]));
        for wrong in ["1m 10m", "1440", "0", "10 -5", "1 2 3 4 5", "1.5", "99999999", "десять"] {
            assert_eq!(Steps::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_no_step_is_left_out() {
        let steps = Steps::of_minutes(&[0, 1, 10, 1440], &[1; 40]);
        assert_eq!(steps.learning, [MINUTE, 10 * MINUTE]);
        assert_eq!(steps.relearning.len(), MOST);
        assert_eq!(Steps::of_minutes(&[1, 10], &[10]), Steps::default());
    }
}
