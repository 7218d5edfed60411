//! What was said of charts before they were shown, against what they say: the other half of a learner's estimates.

use super::Share;
use crate::deck::{ChartGuess, Deck, LessonId};

/// The guesses of one lesson's charts, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Guesses {
    /// Those that were as near as one can draw, of all.
    pub right: Share,
    /// Those that were too high, of those that were not right.
    pub high: Share,
    /// The sum of how far each is from the truth, as the logarithm of a factor, of those that have one.
    logarithms: f64,
    factors: usize,
}

/// More than that many times off is as far off as that: one wild guess does not outweigh the others.
const FARTHEST: f64 = 100.0;

impl Guesses {
    pub fn of(deck: &Deck, lesson: Option<&LessonId>) -> Guesses {
        let mut guesses = Guesses::default();
        let lessons = deck.lessons.iter().filter(|(id, _)| lesson.is_none_or(|lesson| lesson == *id));
        let charts = lessons.flat_map(|(_, entry)| entry.work.charts.values());
        charts
            .flat_map(|chart| &chart.guesses)
            .flat_map(|guesses| guesses.iter())
            .for_each(|guess| guesses.count(guess));
        guesses
    }

    fn count(&mut self, guess: &ChartGuess) {
        let (value, truth) = (guess.value.to_f64(), guess.truth.to_f64());
        self.right.count(guess.right);
        if !guess.right {
            self.high.count(value > truth);
        }
        // A change has no factor between a rise and a fall.
        if truth != 0.0 && value / truth >= 0.0 {
            let factor = (value / truth).clamp(1.0 / FARTHEST, FARTHEST);
            self.logarithms += if guess.right { 0.0 } else { factor.ln().abs() };
            self.factors += 1;
        }
    }

    /// Those that were right, too high and too low, of all.
    pub fn shares(&self) -> [Share; 3] {
        let whole = self.right.whole;
        let low = whole - self.right.part - self.high.part;
        [self.right, Share { part: self.high.part, whole }, Share { part: low, whole }]
    }

    /// By how many times guesses are off, up or down, in the middle of the scale of factors; 1 is never. `None` without any.
    pub fn factor(&self) -> Option<f64> {
        (self.factors > 0).then(|| (self.logarithms / self.factors as f64).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::ChartId;
    use crate::deck::{Body, DeviceId, Event, EventId};
    use crate::document::Source;
    use crate::fact::FactId;

    fn deck(guesses: &[(&str, &str, bool)]) -> Deck {
        let lesson = LessonId("1".to_owned());
        let added = Body::LessonAdded {
            lesson: lesson.clone(),
            title: String::new(),
            text: String::new(),
            source: Source::default(),
            structure: None,
            seed: 0,
        };
        let guess = |(value, truth, right): &(&str, &str, bool)| ChartGuess {
            fact: FactId(String::new()),
            value: value.parse().expect("an amount"),
            truth: truth.parse().expect("an amount"),
            right: *right,
        };
        let guesses = guesses.iter().map(guess).collect();
        let guessed = Body::ChartGuessed { lesson, chart: ChartId("c".to_owned()), guesses };
        let event = |(number, body)| {
            let id = EventId { device: DeviceId("d".to_owned()), number };
            Event { id, at: 0, offset: 0, body }
        };
        Deck::of(&(1..).zip([added, guessed]).map(event).collect::<Vec<_>>())
    }

    #[test]
    fn guesses_are_counted_by_how_far_they_are_off() {
        let guesses = Guesses::of(&deck(&[("40", "20", false), ("10", "20", false), ("20.5", "20", true)]), None);
        assert_eq!((guesses.right, guesses.high), (Share { part: 1, whole: 3 }, Share { part: 1, whole: 2 }));
        let factor = guesses.factor().expect("there are some");
        assert_eq!(guesses.shares().map(|share| (share.part, share.whole)), [(1, 3), (1, 3), (1, 3)]);
        let file = crate::statistics::csv::guesses(&guesses);
        assert!(file.starts_with("of,guesses,given,share,from,to\r\nright,1,3,0.3333,"), "{file}");
        assert!((factor - 2f64.powf(2.0 / 3.0)).abs() < 1e-9, "twice off, two times of three: {factor}");
    }

    #[test]
    fn what_has_no_factor_is_still_wrong() {
        let guesses = Guesses::of(&deck(&[("20", "-10", false), ("0", "5", false)]), None);
        assert_eq!(guesses.right, Share { part: 0, whole: 2 });
        assert_eq!(guesses.factor().map(f64::round), Some(FARTHEST), "nothing is as far off as can be");
        assert_eq!(Guesses::of(&Deck::default(), None).factor(), None);
        assert_eq!(Guesses::of(&deck(&[]), Some(&LessonId("2".to_owned()))), Guesses::default());
    }
}
