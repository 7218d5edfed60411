//! What charts that are still to be guessed hide, wherever else it stands: the lesson's timeline has the same figures.

use super::super::{ChartId, ChartSpec};
use super::Puzzle;
use super::doors::asked;
use super::told::{Figure, Telling, Told};
use crate::fact::FactId;
use crate::order;

/// The figures that charts ask for while one guesses first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hidden {
    /// In ascending order.
    facts: Vec<FactId>,
    figures: Vec<Figure>,
}

impl Hidden {
    /// Of these charts under the title of their lesson: what is asked for by those that can be guessed and are not yet.
    pub fn of(heading: &str, charts: &[ChartSpec], is_guessed: impl Fn(&ChartId) -> bool) -> Hidden {
        let puzzles = asked(heading, charts, is_guessed);
        let puzzled = || charts.iter().zip(&puzzles).filter_map(|(chart, puzzle)| Some((chart, puzzle.as_ref()?)));
        let rows = || {
            puzzled().flat_map(|(chart, puzzle)| Puzzle::hidden_rows(puzzle).map(move |row| (&chart.rows[row], chart)))
        };
        let mut facts: Vec<FactId> = rows().map(|(row, _)| row.fact.clone()).collect();
        order::sort(&mut facts);
        facts.dedup();
        Hidden { facts, figures: rows().map(|(row, chart)| Figure::of(row, chart)).collect() }
    }

    /// Whether one of the figures is of this fact.
    pub fn has(&self, fact: &FactId) -> bool {
        self.facts.binary_search(fact).is_ok()
    }

    /// Of each of these texts, whether it tells one of the figures, however it writes it.
    pub fn told_by<'t>(&self, texts: impl ExactSizeIterator<Item = &'t str>) -> Vec<bool> {
        let mut told = vec![false; texts.len()];
        if self.figures.is_empty() {
            return told;
        }
        let telling = Telling::of(texts.map(|text| Told::by([text].into_iter())));
        for text in self.figures.iter().flat_map(|figure| telling.figure(figure)) {
            told[text] = true;
        }
        told
    }
}
