//! From values and days to places on the drawing.

use rust_decimal::Decimal;

use crate::extract::Amount;

/// The amount as one decimal: to compare, not to print.
pub fn decimal_of(amount: Amount) -> Decimal {
    match amount {
        Amount::Decimal(value) => value,
        Amount::Fraction(part, whole) => Decimal::from(part).checked_div(Decimal::from(whole)).unwrap_or(Decimal::ZERO),
    }
}

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

/// Whether an axis of these times has a scale: every day is known, and they are not all one. Without that no line is drawn, as
/// its tilt would tell of a speed that nobody knows.
pub fn is_to_scale(days: &[Option<(i64, i64)>]) -> bool {
    ends(days).is_some()
}

/// Where the middle of each of several times lies between the first and the last middle, from 0 to 1, by their days; evenly
/// spread in their order where they are not [to scale](is_to_scale).
pub fn along_time(days: &[Option<(i64, i64)>]) -> Vec<f64> {
    let even = || (0..days.len()).map(|index| index as f64 / (days.len().max(2) - 1) as f64).collect();
    match ends(days) {
        Some((from, to)) => days.iter().flatten().map(|day| (middle(*day) - from) / (to - from)).collect(),
        None => even(),
    }
}

/// How far each time reaches, in the measure of [`along_time`]: the first may begin below 0. Points where nothing is known.
pub fn spans_along_time(days: &[Option<(i64, i64)>]) -> Vec<(f64, f64)> {
    match ends(days) {
        Some((from, to)) => {
            let at = |day: f64| (day - from) / (to - from);
            days.iter().flatten().map(|(first, last)| (at(*first as f64), at(*last as f64 + 1.0))).collect()
        }
        None => along_time(days).into_iter().map(|at| (at, at)).collect(),
    }
}

fn middle((first, last): (i64, i64)) -> f64 {
    (first as f64 + last as f64) / 2.0
}

/// The first and the last middle; `None` where a day is not known or all are one.
fn ends(days: &[Option<(i64, i64)>]) -> Option<(f64, f64)> {
    let middles: Vec<f64> = days.iter().map(|day| day.map(middle)).collect::<Option<_>>()?;
    let first = middles.iter().copied().fold(f64::INFINITY, f64::min);
    let last = middles.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (last - first >= 1.0).then_some((first, last))
}

/// Year (astronomical), month and day of a day as [`crate::extract::When::days`] numbers them: from 0000-03-01, proleptic
/// Gregorian.
pub fn date_of(day: i64) -> (i64, u8, u8) {
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + next, month as u8, day as u8)
}

/// The day as ISO 8601 has it, with six digits and a sign for years that four do not hold.
pub fn iso_day(day: i64) -> String {
    let (year, month, day) = date_of(day);
    match year {
        0..=9999 => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{}{:06}-{month:02}-{day:02}", if year < 0 { '-' } else { '+' }, year.abs()),
    }
}

/// A logarithmic scale over whole powers of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Powers {
    least: i32,
    most: i32,
}

impl Powers {
    /// From the power of ten below the least of the positive values to the one above the greatest.
    pub fn around(values: impl Iterator<Item = f64>) -> Self {
        let logs = values.filter(|value| value.is_finite() && *value > 0.0).map(f64::log10);
        let (least, most) = logs.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), log| (a.min(log), b.max(log)));
        if least > most {
            return Powers { least: 0, most: 1 };
        }
        let (least, most) = ((least + 1e-9).floor() as i32, (most - 1e-9).ceil() as i32);
        Powers { least, most: most.max(least + 1) }
    }

    /// 0 at the least power, 1 at the greatest; clamped to that range.
    pub fn at(self, value: f64) -> f64 {
        if !value.is_finite() || value <= 0.0 {
            return 0.0;
        }
        ((value.log10() - f64::from(self.least)) / f64::from(self.most - self.least)).clamp(0.0, 1.0)
    }

    /// Every power of ten in it.
    pub fn ticks(self) -> impl Iterator<Item = i32> {
        self.least..=self.most
    }
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
        assert!(is_to_scale(&[Some((0, 10)), Some((100, 110))]));
        assert!(!is_to_scale(&[Some((0, 10)), None]) && !is_to_scale(&[Some((5, 5)); 3]));
        let years = [Some((0, 9)), Some((20, 29)), Some((100, 109))];
        let spans = spans_along_time(&years);
        assert_eq!(spans[1], (0.155, 0.255));
        assert!(spans[0].0 < 0.0 && spans[2].1 > 1.0, "half of the first time lies before its middle");
    }

    #[test]
    fn days_are_told_as_dates() {
        for edtf in ["1944-02-29", "1900-03-01", "2000-12-31", "0001-01-01", "1582-10-15", "9999-12-31"] {
            let when: crate::extract::When = edtf.parse().expect("a date");
            assert_eq!(when.days(None).map(|(first, _)| iso_day(first)).as_deref(), Some(edtf));
        }
        let before: crate::extract::When = "-0043-03-15".parse().expect("a date");
        assert_eq!(before.days(None).map(|(first, _)| iso_day(first)).as_deref(), Some("-000043-03-15"));
    }

    #[test]
    fn powers_hold_all_values() {
        let scale = Powers::around([5_000_000.0, 246.0, 4400.0].into_iter());
        assert_eq!(scale.ticks().collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7]);
        assert_eq!((scale.at(100.0), scale.at(1e7), scale.at(0.0), scale.at(f64::NAN)), (0.0, 1.0, 0.0, 0.0));
        assert_eq!(Powers::around([1000.0].into_iter()).ticks().collect::<Vec<_>>(), [3, 4]);
        assert_eq!(Powers::around([0.0, -3.0, f64::NAN].into_iter()).ticks().count(), 2);
    }
}
