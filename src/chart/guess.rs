//! Guess first: a chart that hides its values, what a learner says they are, and how far that is from the text.

use rust_decimal::{Decimal, RoundingStrategy};

use super::scale::{Linear, along_time, decimal_of};
use super::{ChartId, ChartSpec, Form, Row};
use crate::extract::{Amount, Bound};
use crate::fact::FactId;
use crate::wording::NBSP;
use crate::wording::amount::{Scale, decimal};

/// A chart as it is shown before the guess. Nothing in it depends on a hidden value: not its axis, not its unit, not the
/// order of its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Puzzle {
    pub chart: ChartId,
    pub title: String,
    /// Without a multiplier, which would tell the size: `коммунистов`.
    pub unit: String,
    pub scope: String,
    pub slots: Vec<Slot>,
    pub axis: Axis,
}

impl Puzzle {
    /// Whether the rows stand along time and the values upward; else each row is a bar.
    pub fn is_upright(&self) -> bool {
        self.slots.iter().all(|slot| slot.at.is_some())
    }

    pub fn is_percent(&self) -> bool {
        self.unit == "%"
    }

    /// What a guess is rounded to, and moves by at a key.
    pub fn step(&self) -> f64 {
        if self.is_percent() {
            return 1.0;
        }
        let span = self.axis.most - self.axis.least;
        let power = 10f64.powf((span / 100.0).log10().floor());
        let step = [5.0, 2.0, 1.0].into_iter().map(|n| n * power).find(|step| *step <= span / 100.0 * 1.001);
        let step = step.unwrap_or(power);
        // Of so many things, nobody guesses a half.
        if span >= 10.0 { step.max(1.0) } else { step }
    }

    /// A guess as one draws it: a round one, [within](Self::within) its bounds.
    pub fn rounded(&self, value: f64) -> Option<f64> {
        let step = self.step();
        self.within((value / step).round() * step)
    }

    /// A guess as one writes it: within the axis, or beyond an end that is no end of the truth.
    pub fn within(&self, value: f64) -> Option<f64> {
        let Axis { least, most, grows } = self.axis;
        let most = if grows { most * FARTHEST } else { most };
        value.is_finite().then(|| value.clamp(least, most))
    }

    /// The axis with room for these guesses.
    pub fn axis_for(&self, values: impl Iterator<Item = f64>) -> Axis {
        let mut axis = self.axis;
        let most = values.fold(axis.most, f64::max);
        while axis.grows && axis.most < most {
            axis.most *= 2.0;
        }
        axis
    }
}

/// So many times the axis nobody draws.
const FARTHEST: f64 = 1000.0;

#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Which row of the chart it is.
    pub row: usize,
    pub label: String,
    pub level: usize,
    /// Where its time lies between the first and the last, from 0 to 1; `None` where rows are bars.
    pub at: Option<f64>,
    /// The row itself where it is shown; what it is measured by.
    pub known: Option<Row>,
}

/// Where a guess is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    pub least: f64,
    pub most: f64,
    /// Whether the axis grows when a guess is drawn beyond its end: the truth may lie there.
    pub grows: bool,
}

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
    /// More than a thousand times.
    Far {
        more: bool,
    },
}

/// What stands before a chart while one guesses first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Open,
    /// It is to be guessed.
    ToGuess,
    /// It would tell what another one asks.
    Telling,
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

impl Puzzle {
    /// `None` where there is nothing to guess: a form that by itself tells how far the values lie apart, or words that say
    /// one of them.
    pub fn of(spec: &ChartSpec) -> Option<Puzzle> {
        Puzzle::under("", spec)
    }

    /// The same, where more words stand over the chart, like the title of its lesson.
    pub fn under(heading: &str, spec: &ChartSpec) -> Option<Puzzle> {
        let percent = spec.unit == "%";
        let series = is_series(spec);
        let first_by_label = || (0..spec.rows.len()).min_by(|a, b| spec.rows[*a].label.cmp(&spec.rows[*b].label));
        let known: Option<usize> = match spec.form {
            Form::Dots => return None,
            Form::Arrows if percent => None,
            Form::Arrows => return None,
            Form::Waffle => None,
            Form::Slope | Form::Line | Form::Part => Some(0),
            Form::Bars if series => Some(0),
            Form::Bars if percent => None,
            Form::Bars => first_by_label(),
        };
        let mut slots: Vec<Slot> = spec.rows.iter().enumerate().map(|(row, of)| slot(row, of, known)).collect();
        if matches!(spec.form, Form::Slope | Form::Line) {
            let days: Vec<_> = spec.rows.iter().map(Row::days).collect();
            slots.iter_mut().zip(along_time(&days)).for_each(|(slot, at)| slot.at = Some(at));
        }
        // Groups are sorted by their size, which nobody shall know.
        if !series && spec.form != Form::Part {
            slots.sort_by(|a, b| a.label.cmp(&b.label));
        }
        let axis = match (spec.form, known) {
            (Form::Arrows, _) => Axis { least: -100.0, most: 100.0, grows: true },
            (Form::Part, Some(whole)) => Axis { least: 0.0, most: spec.rows[whole].greatest().to_f64(), grows: false },
            _ if percent => Axis { least: 0.0, most: 100.0, grows: true },
            (_, Some(known)) => {
                let most = Linear::from_zero(4.0 * spec.rows[known].greatest().to_f64(), 4);
                Axis { least: 0.0, most: most.ticks().last().copied()?, grows: true }
            }
            (_, None) => return None,
        };
        let hidden = || (slots.iter().filter(|slot| slot.known.is_none())).map(|slot| &spec.rows[slot.row]);
        let told = hidden().any(|row| is_told(row, heading, spec));
        (hidden().next().is_some() && !told && axis.most > axis.least).then(|| Puzzle {
            chart: spec.id.clone(),
            title: spec.title.clone(),
            unit: spec.noun().to_owned(),
            scope: spec.scope.clone(),
            slots,
            axis,
        })
    }

    /// How many rows are to be guessed.
    pub fn hidden(&self) -> usize {
        self.slots.iter().filter(|slot| slot.known.is_none()).count()
    }
}

fn slot(row: usize, of: &Row, known: Option<usize>) -> Slot {
    let known = (known == Some(row)).then(|| of.clone());
    Slot { row, label: of.label.clone(), level: of.level, at: None, known }
}

/// Whether the rows stand in an order of time.
fn is_series(spec: &ChartSpec) -> bool {
    let end = |row: &Row| row.period.is_some() || matches!(row.label.as_str(), "было" | "стало");
    matches!(spec.form, Form::Slope | Form::Line) || spec.form == Form::Bars && spec.rows.iter().all(end)
}

/// Whether the heading, the title, the scope or a label says the number of the row.
fn is_told(row: &Row, heading: &str, spec: &ChartSpec) -> bool {
    let labels = spec.rows.iter().map(|row| row.label.as_str());
    let words = || [heading, &spec.title, &spec.scope].into_iter().chain(labels.clone());
    let digits = |text: &str| -> Vec<String> {
        let joined = text.replace([NBSP, '\u{202f}'], "");
        joined.split(|c: char| !(c.is_ascii_digit() || c == ',')).map(|run| run.trim_matches(',').to_owned()).collect()
    };
    let numbers =
        [Scale::One.number(row.value), Scale::of(&[row.value]).number(row.value)].map(|it| it.replace(NBSP, ""));
    words().any(|text| digits(text).iter().any(|run| !run.is_empty() && numbers.contains(run)))
}

/// Each guess against its row, in the order of the guesses; those of rows that are not there are left out.
pub fn judge(spec: &ChartSpec, guesses: &[Guess]) -> Vec<Judged> {
    guesses
        .iter()
        .filter_map(|guess| {
            let row = spec.rows.get(guess.row)?;
            let off = off(row, guess.value, spec.unit == "%");
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
    let truth = row.value.to_f64();
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
    if nearest <= 0.0 || guess <= 0.0 {
        return if nearest == guess { Off::Right } else { Off::Times(0.0) };
    }
    let times = guess / nearest;
    if (1.0 / NEAR_TIMES..=NEAR_TIMES).contains(&times) { Off::Right } else { Off::Times(times) }
}

fn score(off: Off) -> f64 {
    match off {
        Off::Right => 1.0,
        Off::Points(points) => (1.0 - points.abs() / WORTHLESS_POINTS).clamp(0.0, 1.0),
        Off::Times(times) if times > 0.0 => (1.0 - times.ln().abs() / WORTHLESS_TIMES.ln()).clamp(0.0, 1.0),
        Off::Times(_) => 0.0,
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

/// For each chart what stands before it, under the title of the lesson: those that are asked are not told by others.
pub fn doors(heading: &str, charts: &[ChartSpec], is_guessed: impl Fn(&ChartId) -> bool) -> Vec<Door> {
    let puzzles: Vec<Option<Puzzle>> =
        charts.iter().map(|chart| Puzzle::under(heading, chart).filter(|_| !is_guessed(&chart.id))).collect();
    let hidden = |puzzle: &Puzzle| -> Vec<usize> {
        puzzle.slots.iter().filter(|slot| slot.known.is_none()).map(|slot| slot.row).collect()
    };
    let mut asked: Vec<&FactId> = Vec::new();
    for (chart, puzzle) in charts.iter().zip(&puzzles) {
        asked.extend(puzzle.iter().flat_map(hidden).map(|row| &chart.rows[row].fact));
    }
    let door = |(chart, puzzle): (&ChartSpec, &Option<Puzzle>)| match puzzle {
        Some(_) => Door::ToGuess,
        None if chart.rows.iter().any(|row| asked.contains(&&row.fact)) => Door::Telling,
        None => Door::Open,
    };
    charts.iter().zip(&puzzles).map(door).collect()
}

/// What is kept of the guesses.
pub fn record(spec: &ChartSpec, judged: &[Judged]) -> Vec<(FactId, Amount, Amount, bool)> {
    let of = |judged: &Judged| {
        let row = spec.rows.get(judged.guess.row)?;
        Some((row.fact.clone(), amount(judged.guess)?, row.value, judged.off == Off::Right))
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
    let truth = decimal_of(spec.rows.get(guess.row)?.value);
    decimal_of(amount(guess)?).checked_div(truth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::golden::spec_named;
    use proptest::prelude::*;

    const FORMS: [&str; 10] = [
        "slope",
        "line",
        "line-uneven",
        "bars-pair",
        "bars-unsure",
        "bars-long-labels",
        "part",
        "part-nested",
        "waffle",
        "arrows",
    ];

    #[test]
    fn the_first_time_and_the_whole_are_shown() {
        for (name, hidden, most) in [
            ("slope", 1, 100.0),
            ("line", 2, 400_000.0),
            ("line-uneven", 5, 100_000.0),
            ("bars-pair", 1, 2_000_000.0),
            ("bars-long-labels", 2, 40_000.0),
            ("part", 1, 284.0),
            ("part-nested", 2, 3_008_674.0),
            ("waffle", 4, 100.0),
            ("arrows", 3, 100.0),
        ] {
            let puzzle = Puzzle::of(&spec_named(name)).unwrap_or_else(|| panic!("{name} can be guessed"));
            assert_eq!((puzzle.hidden(), puzzle.axis.most), (hidden, most), "{name}");
        }
        assert_eq!(Puzzle::of(&spec_named("line")).map(|puzzle| puzzle.unit).as_deref(), Some("читателей"));
        assert_eq!(Puzzle::of(&spec_named("dots")), None, "the form tells that they lie far apart");
    }

    #[test]
    fn a_title_that_says_the_number_spoils_the_guess() {
        let mut spec = spec_named("line");
        spec.title = "Как читателей стало 252,3 тысячи".to_owned();
        assert_eq!(Puzzle::of(&spec), None);
        spec.title = "Как читателей стало 252\u{a0}300".to_owned();
        assert_eq!(Puzzle::of(&spec), None);
        let spec = spec_named("line");
        assert!(Puzzle::under("Читатели 1962 года", &spec).is_some());
        assert_eq!(Puzzle::under("Откуда взялись 252,3 тысячи читателей", &spec), None);
    }

    #[test]
    fn guesses_are_judged_by_what_the_text_leaves_open() {
        let words = |name: &str, row: usize, value: f64| {
            let judged = judge(&spec_named(name), &[Guess { row, value }]);
            let side = |number: String, unit: &str, more: bool| {
                format!("{number}{unit} {}", if more { "more" } else { "less" })
            };
            let words = match said(judged[0].off) {
                Said::Right => "right".to_owned(),
                Said::Points { number, more } => side(number, " points", more),
                Said::Percent { number, more } => side(number, "%", more),
                Said::Times { number, more } => side(number, " times", more),
                Said::Far { more } => side(String::new(), "far", more),
            };
            (words, (judged[0].score * 100.0).round())
        };
        let is = |words: &str, score: f64| (words.to_owned(), score);
        assert_eq!(words("slope", 1, 53.0), is("right", 100.0));
        assert_eq!(words("slope", 1, 41.3), is("13 points less", 50.0));
        assert_eq!(words("slope", 1, 90.0), is("36 points more", 0.0));
        assert_eq!(words("line", 2, 252_300.0), is("right", 100.0));
        assert_eq!(words("line", 2, 504_600.0), is("2 times more", 50.0));
        assert_eq!(words("line", 2, 200_000.0), is("21% less", 83.0));
        assert_eq!(words("line", 2, 20_000.0), is("13 times less", 0.0));
        assert_eq!(words("line", 2, 0.0), is("far less", 0.0));
        // `более 80 тыс.`, `около 100 тыс.`, `50–70 тыс.`
        assert_eq!(words("line-uneven", 3, 110_000.0), is("right", 100.0));
        assert_eq!(words("line-uneven", 3, 60_000.0), is("25% less", 79.0));
        assert_eq!(words("bars-unsure", 1, 108_000.0), is("right", 100.0));
        assert_eq!(words("bars-unsure", 6, 66_000.0), is("right", 100.0));
        assert_eq!(words("bars-unsure", 6, 140_000.0), is("2 times more", 50.0));
        assert!(judge(&spec_named("slope"), &[Guess { row: 9, value: 1.0 }]).is_empty());
        assert_eq!(total(&[]), 0.0);
    }

    #[test]
    fn a_chart_that_tells_what_another_asks_stays_closed() {
        let (slope, dots) = (spec_named("slope"), spec_named("dots"));
        let mut telling = spec_named("dots");
        telling.rows[0].fact = slope.rows[1].fact.clone();
        let mut harmless = dots.clone();
        harmless.rows[0].fact = slope.rows[0].fact.clone();
        let charts = [slope.clone(), telling, harmless, dots];
        let doors_of = |is_guessed| doors("", &charts, |_| is_guessed);
        assert_eq!(doors_of(false), [Door::ToGuess, Door::Telling, Door::Open, Door::Open]);
        assert_eq!(doors_of(true), [Door::Open; 4]);
    }

    #[test]
    fn a_fall_leaves_as_much_open_as_a_rise() {
        let mut spec = spec_named("arrows");
        spec.rows[2].bound = Bound::About;
        let off = |row, value| judge(&spec, &[Guess { row, value }])[0].off;
        assert_eq!((off(1, 9.0), off(2, -14.0)), (Off::Right, Off::Right));
        assert_ne!(off(2, -20.0), Off::Right);
    }

    #[test]
    fn what_is_kept_is_an_amount() {
        let guess = Guess { row: 1, value: 41.30004 };
        assert_eq!(amount(guess).map(|amount| amount.to_string()).as_deref(), Some("41.3"));
        assert_eq!(amount(Guess { row: 1, value: f64::NAN }), None);
        assert!(ratio(&spec_named("slope"), guess).is_some_and(|ratio| ratio.round_dp(2) == Decimal::new(77, 2)));
    }

    proptest! {
        /// Whatever the hidden values are, the puzzle is the same, but for the order of rows that the values gave.
        #[test]
        fn nothing_of_a_hidden_value_is_in_a_puzzle(
            name in prop::sample::select(FORMS.to_vec()),
            values in prop::collection::vec(10_001u32..9_999_999, 8),
        ) {
            let spec = spec_named(name);
            let Some(puzzle) = Puzzle::of(&spec) else { return Err(TestCaseError::fail("it can be guessed")) };
            let mut other = spec.clone();
            for slot in puzzle.slots.iter().filter(|slot| slot.known.is_none()) {
                let row = &mut other.rows[slot.row];
                // No multiple of a thousand: `1942 тыс.` would be said by a label.
                row.value = Amount::Decimal((values[slot.row] * 10 + 1).into());
                row.upper = None;
                row.bound = Bound::Exact;
            }
            prop_assert_eq!(Puzzle::of(&other), Some(puzzle));
        }

        #[test]
        fn any_guess_has_a_score(row in 0usize..9, value in any::<f64>(), name in prop::sample::select(FORMS.to_vec())) {
            for judged in judge(&spec_named(name), &[Guess { row, value }]) {
                prop_assert!((0.0..=1.0).contains(&judged.score));
                let said = format!("{:?}", said(judged.off));
                prop_assert!(!said.contains("NaN"));
            }
        }
    }
}
