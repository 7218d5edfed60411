//! From values and days to places on the drawing.

/// A linear scale from zero, with round ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    /// The value at the far end; at least that of the greatest datum.
    top: f64,
    step: f64,
}

impl Linear {
    /// Covers `0..=greatest` in about `ticks` steps of 1, 2 or 5 times a power of ten. What is not a positive finite number
    /// counts as 1.
    pub fn from_zero(greatest: f64, ticks: usize) -> Self {
        let greatest = if greatest.is_finite() && greatest > 0.0 { greatest.clamp(1e-9, 1e27) } else { 1.0 };
        let rough = greatest / ticks.max(1) as f64;
        let power = 10f64.powf(rough.log10().floor());
        let step =
            [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * power).find(|&step| step >= rough * 0.999).unwrap_or(rough);
        Linear { top: (greatest / step - 1e-9).ceil().max(1.0) * step, step }
    }

    /// Covers `0..=greatest` and no more, so that the greatest bar fills its room.
    pub fn tight(greatest: f64) -> Self {
        let Linear { step, .. } = Linear::from_zero(greatest, 4);
        Linear { top: if greatest.is_finite() && greatest > 0.0 { greatest.clamp(1e-9, 1e27) } else { 1.0 }, step }
    }

    /// 0 at zero, 1 at the top; clamped to that range.
    pub fn at(&self, value: f64) -> f64 {
        if value.is_finite() { (value / self.top).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Zero first; at most a dozen.
    pub fn ticks(&self) -> Vec<f64> {
        let count = (self.top / self.step).round().clamp(1.0, 12.0) as usize;
        (0..=count).map(|index| index as f64 * self.step).collect()
    }
}

/// Where each of several times lies between the first and the last, from 0 to 1, by their days; evenly spread in their order
/// where a day is not known or all are one.
pub fn along_time(days: &[Option<(i64, i64)>]) -> Vec<f64> {
    let even = || (0..days.len()).map(|index| index as f64 / (days.len().max(2) - 1) as f64).collect();
    let middles: Option<Vec<f64>> =
        days.iter().map(|day| day.map(|(first, last)| (first as f64 + last as f64) / 2.0)).collect();
    let Some(middles) = middles else { return even() };
    let first = middles.iter().copied().fold(f64::INFINITY, f64::min);
    let last = middles.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if last - first < 1.0 {
        return even();
    }
    middles.into_iter().map(|middle| (middle - first) / (last - first)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(Linear::from_zero(252.3, 3).ticks(), [0.0, 100.0, 200.0, 300.0]);
        assert_eq!(Linear::from_zero(53.8, 3).ticks(), [0.0, 20.0, 40.0, 60.0]);
        assert_eq!(Linear::from_zero(10.0, 2).ticks(), [0.0, 5.0, 10.0]);
        assert_eq!(Linear::from_zero(10.0, 2).at(5.0), 0.5);
    }

    #[test]
    fn odd_values_stay_in_range() {
        for greatest in [0.0, -3.0, f64::NAN, f64::INFINITY, 1e300, 1e-300, 7.9e28] {
            let scale = Linear::from_zero(greatest, 4);
            assert!(scale.ticks().iter().all(|tick| tick.is_finite()), "{greatest}");
            for value in [-1.0, 0.0, f64::NAN, 1e300] {
                assert!((0.0..=1.0).contains(&scale.at(value)));
            }
        }
    }

    #[test]
    fn times_lie_at_their_distances() {
        assert_eq!(along_time(&[Some((0, 10)), Some((20, 30)), Some((100, 110))]), [0.0, 0.2, 1.0]);
        assert_eq!(along_time(&[Some((0, 10)), None, Some((100, 110))]), [0.0, 0.5, 1.0]);
        assert_eq!(along_time(&[Some((5, 5)); 3]), [0.0, 0.5, 1.0]);
        assert_eq!(along_time(&[None]), [0.0]);
        assert!(along_time(&[]).is_empty());
    }
}
