//! Which charts are closed while one guesses first: those that are asked, and those that would tell what is asked.

use super::super::{ChartId, ChartSpec};
use super::Puzzle;
use super::told::{Figure, Telling, Told};
use crate::fact::FactId;
use crate::order;

/// What stands before a chart while one guesses first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Open,
    /// It is to be guessed.
    ToGuess,
    /// It would tell what another one asks.
    Telling,
}

/// For each chart what stands before it, under the title of the lesson: those that are asked are not told by others, neither
/// by a row that they share nor by their words. Of two that tell each other's figures, the first is asked first.
pub fn doors(heading: &str, charts: &[ChartSpec], is_guessed: impl Fn(&ChartId) -> bool) -> Vec<Door> {
    let puzzles = asked(heading, charts, is_guessed);
    let asks = asks(charts, &puzzles);
    let waits = |by: usize| {
        let is_first = |other: usize| puzzles[by].is_some() && by < other && asks[other].binary_search(&by).is_ok();
        asks[by].iter().any(|other| !is_first(*other))
    };
    let mut doors: Vec<Door> = (0..charts.len())
        .map(|by| match (waits(by), puzzles[by].is_some()) {
            (true, _) => Door::Telling,
            (false, true) => Door::ToGuess,
            (false, false) => Door::Open,
        })
        .collect();
    // Where each waits for another, somebody has to begin.
    if let Some(first) = puzzles.iter().position(Option::is_some).filter(|_| !doors.contains(&Door::ToGuess)) {
        doors[first] = Door::ToGuess;
    }
    doors
}

/// What is asked of each chart that can be guessed and is not yet.
pub(super) fn asked(heading: &str, charts: &[ChartSpec], is_guessed: impl Fn(&ChartId) -> bool) -> Vec<Option<Puzzle>> {
    charts.iter().map(|chart| Puzzle::under(heading, chart).filter(|_| !is_guessed(&chart.id))).collect()
}

/// For each chart the others that ask what the page would tell by what it shows of this one, in ascending order.
fn asks(charts: &[ChartSpec], puzzles: &[Option<Puzzle>]) -> Vec<Vec<usize>> {
    let mut shown: Vec<(&FactId, usize)> = Vec::new();
    for (at, (chart, puzzle)) in charts.iter().zip(puzzles).enumerate() {
        match puzzle {
            Some(puzzle) => shown.extend(puzzle.slots.iter().filter_map(|slot| Some((&slot.known.as_ref()?.fact, at)))),
            None => shown.extend(chart.rows.iter().map(|row| (&row.fact, at))),
        }
    }
    order::by(&mut shown, |one, other| one.cmp(other));
    let telling = Telling::of(charts.iter().map(|chart| Told::by_chart("", chart)));
    let mut asks = vec![Vec::new(); charts.len()];
    for (at, (chart, puzzle)) in charts.iter().zip(puzzles).enumerate() {
        for row in puzzle.iter().flat_map(Puzzle::hidden_rows).map(|row| &chart.rows[row]) {
            let start = shown.partition_point(|(fact, _)| **fact < row.fact);
            let by_row = shown[start..].iter().take_while(|(fact, _)| **fact == row.fact).map(|(_, by)| *by);
            for by in by_row.chain(telling.figure(&Figure::of(row, chart))).filter(|by| *by != at) {
                // The charts come one after the other, so what is there already is the last.
                if asks[by].last() != Some(&at) {
                    asks[by].push(at);
                }
            }
        }
    }
    asks
}
