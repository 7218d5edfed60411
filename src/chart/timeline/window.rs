//! Which days of a timeline are seen, and the marks of their axis.

use super::super::scale::date_of;
use crate::extract::{Date, When};
use crate::wording::time;

/// The days that are seen; always longer than nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    pub from: f64,
    pub to: f64,
}

/// A mark of the axis with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub x: f64,
    pub label: String,
}

/// No window is shorter than a week: no text is surer than a day.
pub(super) const SHORTEST: f64 = 7.0;
/// Words of an axis need so much room.
const TICK: f64 = 76.0;

impl Window {
    pub(super) fn length(self) -> f64 {
        (self.to - self.from).max(1e-6)
    }

    /// Nearer or farther by `factor` (over 1 is nearer), the day at `share` of the width staying where it is.
    pub fn zoomed(self, share: f64, factor: f64, within: Window) -> Window {
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
        let factor = if factor.is_finite() && factor > 0.0 { factor } else { 1.0 };
        let length = (self.length() / factor).clamp(SHORTEST.min(within.length()), within.length());
        let day = self.from + share * self.length();
        let from = day - share * length;
        Window { from, to: from + length }.kept(within)
    }

    /// Moved by a share of its own length.
    pub fn panned(self, share: f64, within: Window) -> Window {
        let by = if share.is_finite() { share.clamp(-1e4, 1e4) * self.length() } else { 0.0 };
        Window { from: self.from + by, to: self.to + by }.kept(within)
    }

    /// So that these days are in the middle, and take at most half of it.
    pub fn around(first: i64, last: i64, within: Window) -> Window {
        let (first, last) = (first as f64, last as f64 + 1.0);
        let length = (2.0 * (last - first)).clamp(SHORTEST.min(within.length()), within.length());
        let from = (first + last - length) / 2.0;
        Window { from, to: from + length }.kept(within)
    }

    /// No farther than the first and the last entry.
    fn kept(self, within: Window) -> Window {
        let length = self.length().min(within.length());
        let from = self.from.clamp(within.from, (within.to - length).max(within.from));
        Window { from, to: from + length }
    }

    /// Marks at whole years, months or days, whichever have room.
    pub fn ticks(self, width: f64) -> Vec<Tick> {
        let scale = width.max(1.0) / self.length();
        let fits = |days: f64| days * scale >= TICK;
        const YEAR: f64 = 365.25;
        const MONTH: f64 = YEAR / 12.0;
        let years = [1i64, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
        let step = [1i64, 2, 5, 10]
            .into_iter()
            .map(Step::Days)
            .find(|step| matches!(step, Step::Days(days) if fits(*days as f64)));
        let step =
            step.or_else(|| [1i64, 3, 6].into_iter().find(|months| fits(*months as f64 * MONTH)).map(Step::Months));
        let step = step.or_else(|| years.into_iter().find(|years| fits(*years as f64 * YEAR)).map(Step::Years));
        let step = step.unwrap_or(Step::Years(5000));
        let days = step.days(self);
        days.filter_map(|(day, date)| {
            let x = (day as f64 - self.from) * scale;
            (0.0..=width).contains(&x).then(|| Tick { x, label: time::short(&When::On(date), None) })
        })
        .collect()
    }
}

/// What lies between two ticks.
#[derive(Clone, Copy)]
enum Step {
    Days(i64),
    Months(i64),
    Years(i64),
}

impl Step {
    /// The first days of the steps in a window, with their dates; each of them at most some hundred.
    fn days(self, window: Window) -> impl Iterator<Item = (i64, Date)> {
        let (first, last) = (window.from.floor() as i64, window.to.ceil() as i64);
        let (year, month, _) = date_of(first);
        // Months since the year 0, so that steps are whole ones.
        let months = match self {
            Step::Years(years) => 12 * years,
            Step::Months(months) => months,
            Step::Days(_) => 1,
        };
        let start = (year * 12 + i64::from(month) - 1).div_euclid(months) * months;
        let starts = (0..400).map(move |index| start + index * months).filter_map(move |of| {
            let year = i32::try_from(of.div_euclid(12)).ok()?;
            let month = u8::try_from(of.rem_euclid(12) + 1).ok()?;
            let date =
                if matches!(self, Step::Years(_)) { Date::of_year(year) } else { Date::month(Some(year), month) };
            Some((Date::day(Some(year), month, 1)?.days()?.0, year, month, date?))
        });
        let step = match self {
            Step::Days(days) => days,
            _ => 0,
        };
        starts.take_while(move |(day, ..)| *day <= last).flat_map(move |(day, year, month, date)| {
            let inner = (1..if step == 0 { 2 } else { 32 }).step_by(step.max(1) as usize).filter_map(move |number| {
                if step == 0 {
                    return Some((day, date));
                }
                // The last step of a month would touch the first of the next.
                let near = step > 1 && number > 31 - step;
                let of = Date::day(Some(year), month, u8::try_from(number).ok()?).filter(|_| !near)?;
                Some((day + number - 1, of))
            });
            inner.collect::<Vec<_>>()
        })
    }
}
