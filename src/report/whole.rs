//! Everything that was read and made of a text, in one object.

use serde::Serialize;

use super::cards::{CardForm, card_form};
use super::charts::{ChartForm, chart_form};
use super::extraction::{self, Extraction};
use crate::card::Card;
use crate::lesson::Lesson;

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    extraction: Extraction<'a>,
    seed: u64,
    cards: Vec<CardForm<'a>>,
    charts: Vec<ChartForm<'a>>,
}

/// What `extract`, `cards` (these cards) and `charts` print of the lesson, in one JSON object on one line: whoever reads one of the three
/// reads this too, as no key means two things.
pub fn whole(lesson: &Lesson, cards: &[Card], seed: u64) -> serde_json::Result<String> {
    serde_json::to_string(&Whole {
        extraction: extraction::form(lesson),
        seed,
        cards: cards.iter().map(card_form).collect(),
        charts: lesson.charts.iter().map(chart_form).collect(),
    })
}
