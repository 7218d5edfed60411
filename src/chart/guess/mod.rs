//! Guess first: a chart that hides its values, what a learner says they are, and how far that is from the text.

mod doors;
mod hidden;
mod judge;
mod told;

use super::scale::{Linear, along_time};
use super::{ChartId, ChartSpec, Form, Row};
use told::Told;

pub use doors::{Door, doors};
pub use hidden::Hidden;
pub use judge::{Guess, Judged, Off, Said, amount, judge, ratio, record, said, total};

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
        let Axis { least, most, grows, mirrored } = self.axis;
        let farthest = if grows { FARTHEST } else { 1.0 };
        let least = if mirrored { least * farthest } else { least };
        value.is_finite().then(|| value.clamp(least, most * farthest))
    }

    /// The axis with room for these guesses.
    pub fn axis_for(&self, values: impl Iterator<Item = f64>) -> Axis {
        let mut axis = self.axis;
        let most = values.map(|value| if axis.mirrored { value.abs() } else { value }).fold(axis.most, f64::max);
        while axis.grows && axis.most < most {
            axis.most *= 2.0;
        }
        if axis.mirrored {
            axis.least = -axis.most;
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
    /// Whether it goes as far below zero as above: which figures are there, nobody is to know.
    pub mirrored: bool,
}

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
            // Of what happened there is no value to guess.
            Form::Dots | Form::Timeline => return None,
            Form::Arrows | Form::Columns if percent => None,
            Form::Arrows | Form::Columns => return None,
            Form::Waffle => None,
            Form::Slope | Form::Line | Form::Part => Some(0),
            Form::Bars | Form::Balance if series => Some(0),
            Form::Bars | Form::Balance if percent => None,
            Form::Bars | Form::Balance => first_by_label(),
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
        let up_to = |most: f64, grows: bool| Axis { least: 0.0, most, grows, mirrored: false };
        let axis = match (spec.form, known) {
            (Form::Arrows | Form::Columns, _) => Axis { least: -100.0, ..up_to(100.0, true) },
            (Form::Part, Some(whole)) => up_to(spec.rows[whole].greatest().to_f64(), false),
            _ if percent => up_to(100.0, true),
            (_, Some(known)) => {
                let (_, farthest) = spec.rows[known].by_size();
                up_to(Linear::from_zero(4.0 * farthest.to_f64().abs(), 4).ticks().last().copied()?, true)
            }
            (_, None) => return None,
        };
        let axis = match spec.form {
            Form::Balance => Axis { least: -axis.most, mirrored: true, ..axis },
            _ => axis,
        };
        let hidden = || (slots.iter().filter(|slot| slot.known.is_none())).map(|slot| &spec.rows[slot.row]);
        let words = Told::by_chart(heading, spec);
        let told = hidden().any(|row| words.tells(row, spec));
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
        self.hidden_rows().count()
    }

    fn hidden_rows(&self) -> impl Iterator<Item = usize> {
        self.slots.iter().filter(|slot| slot.known.is_none()).map(|slot| slot.row)
    }
}

fn slot(row: usize, of: &Row, known: Option<usize>) -> Slot {
    let known = (known == Some(row)).then(|| of.clone());
    Slot { row, label: of.label.clone(), level: of.level, at: None, known }
}

/// Whether the rows stand in an order of time.
fn is_series(spec: &ChartSpec) -> bool {
    let end = |row: &Row| row.period.is_some() || matches!(row.label.as_str(), "было" | "стало");
    matches!(spec.form, Form::Slope | Form::Line | Form::Columns)
        || matches!(spec.form, Form::Bars | Form::Balance) && spec.rows.iter().all(end)
}

#[cfg(test)]
mod tests;
