//! Tables of every format: rows of cells, which are written as rows where they hold values, and as paragraphs where a table
//! only places text on a page.

use super::builder::Builder;
use crate::document::BlockKind;

/// A cell with more characters holds text, not a value.
const LONGEST_CELL: usize = 240;
/// A row with more bytes is not read as a row.
const LONGEST_ROW: usize = 2000;
/// More cells than this are left out of a row.
pub const MOST_CELLS: usize = 128;

#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
}

#[derive(Default)]
pub struct Row {
    cells: Vec<String>,
    /// Whether the format says that it names the columns.
    is_head: bool,
}

impl Table {
    pub fn begin_row(&mut self, is_head: bool) {
        self.rows.push(Row { cells: Vec::new(), is_head });
    }

    /// Adds a cell that is as wide as so many columns.
    pub fn cell(&mut self, words: &str, columns: usize) {
        let Some(row) = self.rows.last_mut() else { return };
        if row.cells.len() < MOST_CELLS {
            row.cells.push(words.to_owned());
            let room = MOST_CELLS - row.cells.len();
            row.cells.extend(std::iter::repeat_n(String::new(), columns.saturating_sub(1).min(room)));
        }
    }

    /// Says of the row that was begun last that it names the columns.
    pub fn name_columns(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.is_head = true;
        }
    }

    pub fn put(mut self, to: &mut Builder) {
        self.rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
        if !self.holds_values() {
            for cell in self.rows.iter().flat_map(|row| &row.cells) {
                for line in cell.split("\n\n") {
                    to.block(BlockKind::Paragraph, line);
                }
            }
            return;
        }
        let heads = self.heads();
        for (index, row) in self.rows.iter().enumerate() {
            to.row(if index < heads { BlockKind::TableHead } else { BlockKind::TableRow }, &row.cells);
        }
    }

    /// Whether it has columns, and nowhere more text than a value has.
    fn holds_values(&self) -> bool {
        let short = |row: &Row| {
            row.cells.iter().map(String::len).sum::<usize>() <= LONGEST_ROW
                && row.cells.iter().all(|cell| cell.chars().nth(LONGEST_CELL).is_none())
        };
        self.rows.len() > 1
            && self.rows.iter().all(short)
            && self.rows.iter().filter(|row| row.cells.len() > 1).count() * 2 > self.rows.len()
    }

    /// How many of the first rows name the columns: those that the format says so of, else the first where it has no figures
    /// and a later one has.
    fn heads(&self) -> usize {
        let said = self.rows.iter().take_while(|row| row.is_head).count();
        if said > 0 {
            return if said < self.rows.len() { said } else { 0 };
        }
        let is_figure =
            |cell: &String| cell.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−'));
        let has_figures = |row: &Row| row.cells.iter().any(is_figure);
        // The years of a table that runs from left to right are names of columns too.
        let names = |row: &Row| {
            !has_figures(row) || row.cells.iter().skip(1).all(|cell| is_year(cell) || cell.trim().is_empty())
        };
        match self.rows.split_first() {
            Some((first, rest)) if names(first) && rest.iter().any(has_figures) => 1,
            _ => 0,
        }
    }
}

fn is_year(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches(['г', '.', ' ', '\u{a0}']);
    cell.len() == 4 && cell.bytes().all(|byte| byte.is_ascii_digit()) && ("1000".."2100").contains(&cell)
}

impl Table {
    /// All cells as one text, for a table inside a cell.
    pub fn words(&self) -> String {
        let cells = self.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.trim().is_empty());
        cells.fold(String::new(), |mut words, cell| {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(cell);
            words
        })
    }
}
