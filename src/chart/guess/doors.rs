//! Which charts are closed while one guesses first: those that are asked, and those that would tell what is asked.

use super::super::{ChartId, ChartSpec, Row};
use super::{Puzzle, told::Told};

/// What stands before a chart while one guesses first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Open,
    /// It is to be guessed.
    ToGuess,
    /// It would tell what another one asks.
    Telling,
}

/// A chart that is asked.
struct Asked<'a> {
    at: usize,
    spec: &'a ChartSpec,
    hidden: Vec<&'a Row>,
}

/// For each chart what stands before it, under the title of the lesson: those that are asked are not told by others, neither
/// by a row that they share nor by their words. Of two that tell each other's figures, the first is asked first.
pub fn doors(heading: &str, charts: &[ChartSpec], is_guessed: impl Fn(&ChartId) -> bool) -> Vec<Door> {
    let puzzles: Vec<Option<Puzzle>> =
        charts.iter().map(|chart| Puzzle::under(heading, chart).filter(|_| !is_guessed(&chart.id))).collect();
    let asked: Vec<Asked> = (charts.iter().zip(&puzzles).enumerate())
        .filter_map(|(at, (spec, puzzle))| {
            let hidden = puzzle.as_ref()?.hidden_rows().map(|row| &spec.rows[row]).collect();
            Some(Asked { at, spec, hidden })
        })
        .collect();
    let words: Vec<Told> = charts.iter().map(|chart| Told::by_chart("", chart)).collect();
    // Whether the page would tell a hidden figure of `asked` by what it shows of the chart `by`.
    let tells = |by: usize, asked: &Asked| {
        let is_shown = |row: &Row| match &puzzles[by] {
            Some(puzzle) => puzzle.slots.iter().any(|slot| slot.known.as_ref().is_some_and(|it| it.fact == row.fact)),
            None => charts[by].rows.iter().any(|shown| shown.fact == row.fact),
        };
        by != asked.at && asked.hidden.iter().any(|row| is_shown(row) || words[by].tells_figure(row, asked.spec))
    };
    let mut doors: Vec<Door> = (0..charts.len())
        .map(|by| {
            let is_asked = puzzles[by].is_some();
            let own = asked.iter().find(|own| own.at == by);
            let waits = asked.iter().any(|other| {
                let is_first = by < other.at && own.is_some_and(|own| tells(other.at, own));
                tells(by, other) && !is_first
            });
            match (waits, is_asked) {
                (true, _) => Door::Telling,
                (false, true) => Door::ToGuess,
                (false, false) => Door::Open,
            }
        })
        .collect();
    // Where each waits for another, somebody has to begin.
    if let Some(first) = asked.first().filter(|_| !doors.contains(&Door::ToGuess)) {
        doors[first.at] = Door::ToGuess;
    }
    doors
}
