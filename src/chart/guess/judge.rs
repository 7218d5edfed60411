//! A guess against the text: how far it is off, and how one says that.

use std::borrow::Cow;

use rust_decimal::{Decimal, RoundingStrategy};

use super::super::scale::decimal_of;
use super::super::{ChartSpec, Row};
use crate::extract::{Amount, Bound};
use crate::fact::FactId;
use crate::wording::amount::decimal;

/// What a learner says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    pub row: usize,
    pub value: f64,
}

/// A guess against the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub guess: Guess,
    pub off: Off,
    /// From 0 to 1.
    pub score: f64,
}

/// The same as one says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Right,
    /// Percentage points.
    Points {
        number: String,
        more: bool,
    },
    /// Of the truth.
    Percent {
        number: String,
        more: bool,
    },
    Times {
        number: String,
        more: bool,
    },
    /// So many times as far from zero as a truth below it.
    Below {
        number: String,
        farther: bool,
    },
    /// More than a thousand times, or on the other side of zero.
    Far {
        more: bool,
    },
}

/// How far a guess lies from the truth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Off {
    /// As near as one can draw, or within what the text leaves open.
    Right,
    /// Percentage points, more or less.
    Points(f64),
    /// So many times the truth.
    Times(f64),
    /// The same below zero: so many times as far from it.
    Below(f64),
    /// On the other side of zero, or at zero alone.
    Apart { more: bool },
}

/// A guess of a share so many points off is worth nothing.
const WORTHLESS_POINTS: f64 = 25.0;
/// A guess of so many times the truth, or of that part of it, is worth nothing.
const WORTHLESS_TIMES: f64 = 4.0;
/// As near as a finger draws.
const NEAR_POINTS: f64 = 1.0;
const NEAR_TIMES: f64 = 1.03;
/// `около`, `более` and `менее` leave so much open.
const ABOUT: f64 = 1.1;
const OPEN: f64 = 1.5;

/// Each guess against its row, in the order of the guesses; those of rows that are not there are left out.
pub fn judge(spec: &ChartSpec, guesses: &[Guess]) -> Vec<Judged> {
    guesses
        .iter()
        .filter_map(|guess| {
            let row = spec.rows.get(guess.row)?;
            // A change is told by its size, a figure below zero by where it lies.
            let row = if spec.form.is_of_changes() { Cow::Borrowed(row) } else { Cow::Owned(row.by_distance()) };
            let off = off(&row, guess.value, spec.unit == "%");
            Some(Judged { guess: *guess, off, score: score(off) })
        })
        .collect()
}

/// The mean of the scores; 0 where nothing was guessed.
pub fn total(judged: &[Judged]) -> f64 {
    let sum: f64 = judged.iter().map(|judged| judged.score).sum();
    if judged.is_empty() { 0.0 } else { sum / judged.len() as f64 }
}

fn off(row: &Row, guess: f64, percent: bool) -> Off {
    let truth = row.amount().to_f64();
    if !guess.is_finite() || !truth.is_finite() {
        return Off::Times(0.0);
    }
    // What the text leaves open is no mistake.
    let (least, most) = match row.bound {
        Bound::Exact => (truth, truth),
        Bound::About => (truth / ABOUT, truth * ABOUT),
        Bound::Over | Bound::AtLeast => (truth, truth * OPEN),
        Bound::Under | Bound::UpTo => (truth / OPEN, truth),
        Bound::Between => (truth, row.greatest().to_f64().max(truth)),
    };
    let nearest = guess.clamp(least.min(most), most.max(least));
    if percent {
        let points = guess - nearest;
        return if points.abs() <= NEAR_POINTS { Off::Right } else { Off::Points(points) };
    }
    if nearest * guess <= 0.0 {
        return if nearest == guess { Off::Right } else { Off::Apart { more: guess > nearest } };
    }
    let times = guess / nearest;
    match (1.0 / NEAR_TIMES..=NEAR_TIMES).contains(&times) {
        true => Off::Right,
        false if guess < 0.0 => Off::Below(times),
        false => Off::Times(times),
    }
}

fn score(off: Off) -> f64 {
    match off {
        Off::Right => 1.0,
        Off::Points(points) => (1.0 - points.abs() / WORTHLESS_POINTS).clamp(0.0, 1.0),
        Off::Times(times) | Off::Below(times) if times > 0.0 => {
            (1.0 - times.ln().abs() / WORTHLESS_TIMES.ln()).clamp(0.0, 1.0)
        }
        Off::Times(_) | Off::Below(_) | Off::Apart { .. } => 0.0,
    }
}

/// How far that is, rounded as one says it; the number has a decimal comma.
pub fn said(off: Off) -> Said {
    let rounded = |value: f64, places: u32| {
        let thousandths =
            Decimal::try_from_i128_with_scale((value * 1000.0).round() as i128, 3).unwrap_or(Decimal::MAX);
        decimal(thousandths.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
    };
    match off {
        Off::Right => Said::Right,
        Off::Points(points) => Said::Points { number: rounded(points.abs(), 0), more: points > 0.0 },
        Off::Apart { more } => Said::Far { more },
        Off::Below(times) if times >= 1000.0 => Said::Far { more: false },
        Off::Below(times) if times <= 0.001 => Said::Far { more: true },
        Off::Below(times) => {
            let farther = times > 1.0;
            let times = if farther { times } else { 1.0 / times };
            Said::Below { number: rounded(times, u32::from(times < 10.0)), farther }
        }
        Off::Times(times) if times <= 0.001 => Said::Far { more: false },
        Off::Times(times) if times >= 1000.0 => Said::Far { more: true },
        Off::Times(times) if (0.5..2.0).contains(&times) && times != 0.5 => {
            Said::Percent { number: rounded((times - 1.0).abs() * 100.0, 0), more: times > 1.0 }
        }
        Off::Times(times) => {
            let more = times > 1.0;
            let times = if more { times } else { 1.0 / times };
            Said::Times { number: rounded(times, u32::from(times < 10.0)), more }
        }
    }
}

/// What is kept of the guesses.
pub fn record(spec: &ChartSpec, judged: &[Judged]) -> Vec<(FactId, Amount, Amount, bool)> {
    let of = |judged: &Judged| {
        let row = spec.rows.get(judged.guess.row)?;
        Some((row.fact.clone(), amount(judged.guess)?, row.amount(), judged.off == Off::Right))
    };
    judged.iter().filter_map(of).collect()
}

/// The guess as an amount, to be kept with the answer: three places are more than anyone draws.
pub fn amount(guess: Guess) -> Option<Amount> {
    let thousandths = (guess.value * 1000.0).round();
    (thousandths.abs() < 1e27)
        .then(|| Decimal::try_from_i128_with_scale(thousandths as i128, 3).ok())?
        .map(|value| Amount::Decimal(value.normalize()))
}

/// How many times the truth the guess was, as the statistics of estimates count; `None` where there is no such number.
pub fn ratio(spec: &ChartSpec, guess: Guess) -> Option<Decimal> {
    let truth = decimal_of(spec.rows.get(guess.row)?.amount());
    decimal_of(amount(guess)?).checked_div(truth)
}
