//! Whether what was foretold came true: by FSRS of each review, and by the learner of each estimate.

use super::Share;

/// How many bins of recall there are.
const BINS: usize = 20;

/// What FSRS foretold, by how likely it said a card was known.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    bins: [Bin; BINS],
    /// The sum of the squares of what was wrong.
    squares: f64,
    /// The sum of the logarithms of what was said of what came.
    logarithms: f64,
}

/// The reviews of about one likelihood.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// The sum of what was foretold.
    foretold: f64,
    pub known: Share,
}

impl Default for Calibration {
    fn default() -> Self {
        Calibration { bins: [Bin::default(); BINS], squares: 0.0, logarithms: 0.0 }
    }
}

impl Calibration {
    pub fn count(&mut self, recall: f32, is_known: bool) {
        let recall = f64::from(recall).clamp(1e-6, 1.0 - 1e-6);
        let bin = &mut self.bins[((recall * BINS as f64) as usize).min(BINS - 1)];
        bin.foretold += recall;
        bin.known.count(is_known);
        let said = if is_known { recall } else { 1.0 - recall };
        self.squares += (1.0 - said) * (1.0 - said);
        self.logarithms -= said.ln();
    }

    /// Adds what was foretold of others.
    pub fn add(&mut self, other: &Calibration) {
        let Calibration { bins, squares, logarithms } = other;
        for (sum, bin) in self.bins.iter_mut().zip(bins) {
            sum.foretold += bin.foretold;
            sum.known.add(bin.known);
        }
        self.squares += squares;
        self.logarithms += logarithms;
    }

    /// Those with reviews in them, from unlikely to likely.
    pub fn bins(&self) -> impl Iterator<Item = &Bin> {
        self.bins.iter().filter(|bin| bin.known.whole > 0)
    }

    pub fn reviews(&self) -> usize {
        self.bins.iter().map(|bin| bin.known.whole).sum()
    }

    /// Brier's score: 0 is perfect, 0.25 is a coin. `None` without reviews.
    pub fn brier(&self) -> Option<f64> {
        self.mean(self.squares)
    }

    /// The mean logarithmic loss, in nats. `None` without reviews.
    pub fn loss(&self) -> Option<f64> {
        self.mean(self.logarithms)
    }

    /// How far the bins are off, as the root of the mean square, weighted by their reviews. `None` without reviews.
    pub fn error(&self) -> Option<f64> {
        let square = |bin: &Bin| (bin.foretold() - bin.known.value().unwrap_or(0.0)).powi(2) * bin.known.whole as f64;
        self.mean(self.bins().map(square).sum()).map(f64::sqrt)
    }

    fn mean(&self, sum: f64) -> Option<f64> {
        let reviews = self.reviews();
        (reviews > 0).then(|| sum / reviews as f64)
    }
}

impl Bin {
    /// What was foretold on average.
    pub fn foretold(&self) -> f64 {
        self.foretold / self.known.whole.max(1) as f64
    }
}

/// The learner's ranges, by how sure they were: how many held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Estimates {
    /// By per cent, ascending.
    pub by_confidence: Vec<(u8, Share)>,
}

impl Estimates {
    /// Counts an answer as it is stored; one of another form is left out.
    pub fn count(&mut self, answer: &str) {
        if let Some((sure, holds)) = read_estimate(answer) {
            self.share(sure).count(holds);
        }
    }

    /// Adds the ranges of others.
    pub fn add(&mut self, other: &Estimates) {
        for (sure, share) in &other.by_confidence {
            self.share(*sure).add(*share);
        }
    }

    fn share(&mut self, sure: u8) -> &mut Share {
        let index = self.by_confidence.partition_point(|(known, _)| *known < sure);
        if self.by_confidence.get(index).is_none_or(|(known, _)| *known != sure) {
            self.by_confidence.insert(index, (sure, Share::default()));
        }
        &mut self.by_confidence[index].1
    }

    /// How sure the learner was on average, and how many of all ranges held. `None` without any.
    pub fn all(&self) -> Option<(f64, Share)> {
        let mut all = Share::default();
        let mut sure = 0.0;
        for (confidence, share) in &self.by_confidence {
            all.add(*share);
            sure += f64::from(*confidence) / 100.0 * share.whole as f64;
        }
        (all.whole > 0).then(|| (sure / all.whole as f64, all))
    }
}

/// How sure, per cent, and whether the range held, of `80000..120000 90% holds`.
pub fn read_estimate(answer: &str) -> Option<(u8, bool)> {
    let (rest, outcome) = answer.rsplit_once(' ')?;
    let (_, sure) = rest.rsplit_once(' ')?;
    let sure: u8 = sure.strip_suffix('%')?.parse().ok().filter(|sure| *sure <= 100)?;
    match outcome {
        "holds" => Some((sure, true)),
        "misses" => Some((sure, false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_are_counted_by_how_sure_they_were() {
        let mut estimates = Estimates::default();
        for answer in [
            "80000..120000 90% holds",
            "1..2 50% misses",
            "1..3 90% misses",
            "",
            "1..2 101% holds",
            "x% holds",
            "1..2 9% x",
        ] {
            estimates.count(answer);
        }
        let of = |part, whole| Share { part, whole };
        assert_eq!(estimates.by_confidence, [(50, of(0, 1)), (90, of(1, 2))]);
        let (sure, all) = estimates.all().unwrap();
        assert!((sure - 230.0 / 300.0).abs() < 1e-9);
        assert_eq!(all, of(1, 3));
        assert_eq!(Estimates::default().all(), None);
    }

    #[test]
    fn whoever_foretells_rightly_is_calibrated() {
        let mut right = Calibration::default();
        let mut sure = Calibration::default();
        for nth in 0..100 {
            right.count(0.8, nth % 5 != 0);
            sure.count(0.999, nth % 5 != 0);
        }
        assert!(right.error().unwrap() < 1e-6 && (sure.error().unwrap() - 0.199).abs() < 1e-3);
        assert!((right.brier().unwrap() - 0.16).abs() < 1e-6);
        assert!((right.loss().unwrap() - 0.5004).abs() < 1e-4 && sure.loss().unwrap() > 1.3);
        let bins: Vec<&Bin> = right.bins().collect();
        assert_eq!((bins.len(), bins[0].known, right.reviews()), (1, Share { part: 80, whole: 100 }, 100));
        assert_eq!((Calibration::default().error(), Calibration::default().brier()), (None, None));
    }
}
