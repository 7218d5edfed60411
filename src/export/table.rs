//! Cards as a table: comma-separated (RFC 4180) for spreadsheets, tab-separated for programs.

use super::item::{evidence, normal};
use super::{Chosen, words};
use crate::card::Card;
use crate::report;

/// By this a spreadsheet knows that the file is UTF-8.
const MARK: &str = "\u{feff}";

/// How a table is read where nobody says how: a spreadsheet goes by the habits of its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    /// What parts the cells of a row.
    pub mark: char,
    /// What stands before the part of a whole.
    pub point: char,
}

impl Habits {
    /// Those of programs, and of RFC 4180.
    pub const COMMAS: Habits = Habits { mark: ',', point: '.' };
    /// Those of a spreadsheet with Russian settings, which has a comma in its numbers.
    pub const SEMICOLONS: Habits = Habits { mark: ';', point: ',' };
}

/// A line a card, under a line with the names of the columns.
pub(super) fn csv(lessons: &[Chosen<'_>]) -> String {
    lines(rows(lessons), Habits::COMMAS)
}

/// Rows of cells, parted as is the habit.
pub(super) fn lines(rows: impl IntoIterator<Item = Vec<String>>, habits: Habits) -> String {
    let mut out = MARK.to_owned();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(&harmless(cell))).collect();
        out += &cells.join(habits.mark.encode_utf8(&mut [0; 4]));
        out += "\r\n";
    }
    out
}

/// The same without quotes: no cell has a tab or a line's end in it.
pub(super) fn tsv(lessons: &[Chosen<'_>]) -> String {
    rows(lessons)
        .iter()
        .map(|row| row.iter().map(|cell| harmless(cell)).collect::<Vec<_>>().join("\t") + "\n")
        .collect()
}

fn rows(lessons: &[Chosen<'_>]) -> Vec<Vec<String>> {
    let cards = || lessons.iter().flat_map(|lesson| lesson.cards.iter().map(move |card| (lesson, card)));
    let options = cards().map(|(_, card)| card.options.len()).max().unwrap_or(0);
    let mut head: Vec<String> =
        ["lesson", "id", "kind", "question", "answer", "value", "tolerance", "also_right"].map(str::to_owned).to_vec();
    for at in 1..=options {
        head.extend([format!("option_{at}"), format!("remark_{at}")]);
    }
    head.extend(["evidence", "source"].map(str::to_owned));
    let mut rows = vec![head];
    rows.extend(cards().map(|(lesson, card)| row(lesson, card, options)));
    rows
}

fn row(lesson: &Chosen<'_>, card: &Card, options: usize) -> Vec<String> {
    let amount = |amount: Option<crate::extract::Amount>| amount.map_or(String::new(), |amount| amount.to_string());
    let mut row = vec![
        lesson.title.to_owned(),
        card.id.0.clone(),
        card.kind.name().to_owned(),
        report::prompt(&card.prompt),
        card.answer.text.clone(),
        amount(card.answer.value),
        amount(card.answer.tolerance),
        card.answer.accepts.join(" | "),
    ];
    for at in 0..options {
        let option = card.options.get(at);
        row.push(option.map_or(String::new(), |option| option.text.clone()));
        // Of a wrong option why it is wrong, of a happening when it was.
        row.push(option.and_then(|option| option.reason.as_ref()).map_or(String::new(), report::reason));
    }
    row.extend([evidence(card, lesson.text).join(" "), words::source(lesson.source)]);
    row.iter().map(|cell| normal(cell)).collect()
}

/// A spreadsheet reckons with what begins like a formula, and may ask the world for it; a quotation mark before it makes it text. A
/// number may begin with its sign.
fn harmless(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r', ';']) || cell.starts_with('\'') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
