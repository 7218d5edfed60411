//! Values in rows (CSV, TSV): the mark that parts them is found, quotes are heeded.

use super::Parsed;
use super::builder::Builder;
use super::table::{MOST_CELLS, Table};
use crate::ingest::encoding::decode;
use crate::ingest::{Format, IngestError, Lost, plain};

/// Marks that part values. A comma comes last, as Russian figures have one inside.
const MARKS: [char; 4] = ['\t', ';', '|', ','];
/// How many rows tell the mark.
const SAMPLE: usize = 50;

pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Parsed, IngestError> {
    let (text, _, replaced) = decode(bytes)?;
    let text = plain::normalize_line_ends(&text);
    let mut to = Builder::default();
    to.replace(replaced);
    // A line that spreadsheets write for each other.
    let (told, body) = match text.split_once('\n') {
        Some((first, rest)) if first.to_ascii_lowercase().starts_with("sep=") => (first.chars().nth(4), rest),
        _ => (None, text.as_str()),
    };
    let mark = told.unwrap_or_else(|| mark(body));
    let mut table = Table::default();
    for Read { cells, is_open, is_cut } in (Rows { rest: body, mark }) {
        table.begin_row(false);
        cells.iter().for_each(|cell| table.cell(cell, 1));
        if is_open {
            to.lose_once(Lost::End);
        }
        if is_cut {
            to.lose_once(Lost::Excess);
        }
    }
    table.put(&mut to);
    Ok(to.finish(Format::Table, name))
}

/// The mark by which most rows have the same number of values, more than one.
fn mark(text: &str) -> char {
    let steady = |mark: char| {
        let counts: Vec<usize> = Rows { rest: text, mark }.take(SAMPLE).map(|row| row.cells.len()).collect();
        let most = counts.first().copied().filter(|count| *count > 1)?;
        let same = counts.iter().filter(|count| **count == most).count();
        Some(same * 1000 / counts.len())
    };
    let mut best = (',', 0);
    for mark in MARKS {
        if let Some(steady) = steady(mark).filter(|steady| *steady > best.1) {
            best = (mark, steady);
        }
    }
    best.0
}

struct Rows<'a> {
    rest: &'a str,
    mark: char,
}

struct Read {
    cells: Vec<String>,
    /// Whether a quote was left open.
    is_open: bool,
    /// Whether it has more cells than are read.
    is_cut: bool,
}

impl Iterator for Rows<'_> {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        if self.rest.is_empty() {
            return None;
        }
        let mut read = Read { cells: Vec::new(), is_open: false, is_cut: false };
        loop {
            let (cell, ended) = self.cell(&mut read.is_open);
            if read.cells.len() < MOST_CELLS {
                read.cells.push(cell);
            } else {
                read.is_cut = true;
            }
            if ended {
                return Some(read);
            }
        }
    }
}

impl Rows<'_> {
    /// A value off the front, and whether its row ends with it.
    fn cell(&mut self, is_open: &mut bool) -> (String, bool) {
        let mut cell = String::new();
        if let Some(mut inner) = self.rest.trim_start_matches(' ').strip_prefix('"') {
            loop {
                let Some((words, after)) = inner.split_once('"') else {
                    // The quote is no quote, or the file is cut off: what is left of the line is the value.
                    *is_open = true;
                    let end = inner.find('\n').unwrap_or(inner.len());
                    cell.push_str(&inner[..end]);
                    self.rest = inner.get(end + 1..).unwrap_or("");
                    return (cell, true);
                };
                cell.push_str(words);
                match after.strip_prefix('"') {
                    Some(more) => {
                        cell.push('"');
                        inner = more;
                    }
                    None => {
                        self.rest = after;
                        break;
                    }
                }
            }
        }
        let mark = self.mark;
        let end = self.rest.find([mark, '\n']).unwrap_or(self.rest.len());
        cell.push_str(&self.rest[..end]);
        let behind = self.rest[end..].chars().next();
        self.rest = &self.rest[end + behind.map_or(0, char::len_utf8)..];
        (cell, behind != Some(mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_found_and_quotes_are_heeded() {
        for (text, expected) in
            [("Год;Доля\n1943;5,5\n1944;6,5", ';'), ("a,b\n1,2", ','), ("a\tb,c\n1\t2,3", '\t'), ("x", ',')]
        {
            assert_eq!(mark(text), expected, "{text}");
        }
        let rows = |text: &'static str| Rows { rest: text, mark: ';' }.map(|row| row.cells).collect::<Vec<_>>();
        assert_eq!(
            rows("a;\"b;\n\"\"c\"\"\"\nd;"),
            [vec!["a".to_owned(), "b;\n\"c\"".to_owned()], vec!["d".to_owned(), String::new()]]
        );
        assert_eq!(rows("\"a;b\nc;d"), [vec!["a;b".to_owned()], vec!["c".to_owned(), "d".to_owned()]]);
    }
}
