//! Documents of LibreOffice and its like: a zip whose text is `content.xml`.

use std::collections::HashMap;

use super::Parsed;
use super::archive::Archive;
use super::builder::Builder;
use super::docx::element;
use super::markup::{Passed, Reader, Tag, Token};
use super::table::{MOST_CELLS, Table};
use crate::document::BlockKind;
use crate::ingest::{Format, IngestError, Lost};

/// Of a run of spaces no more are written out.
const MOST_SPACES: usize = 64;

pub fn read(archive: &mut Archive, name: Option<&str>) -> Result<Parsed, IngestError> {
    let is_locked = archive.text("META-INF/manifest.xml").is_some_and(|(text, _)| text.contains("encryption-data"));
    if is_locked {
        return Err(IngestError::Locked(Format::Odt));
    }
    let styles = archive.text("styles.xml").map(|(text, _)| text).unwrap_or_default();
    let Some((text, is_whole)) = archive.text("content.xml") else { return Err(archive.trouble(Format::Odt)) };
    let about = archive.text("meta.xml").map(|(text, _)| text).unwrap_or_default();
    let mut to = Builder::default();
    if !is_whole || archive.is_cut {
        to.lose_once(Lost::End);
    }
    to.source.author = element(&about, "initial-creator").or_else(|| element(&about, "creator"));
    let mut parents = HashMap::new();
    note_styles(&styles, &mut parents);
    note_styles(&text, &mut parents);
    Walk { to: &mut to, parents, items: 0, tables: Vec::new(), passed: Passed::default() }.read(&text);
    let mut parsed = to.finish(Format::Odt, name);
    let has_heading = parsed.document.blocks.iter().take(8).any(|block| block.kind.is_heading());
    if let Some(title) = element(&about, "title").filter(|_| !has_heading) {
        parsed.document.title = title;
    }
    Ok(parsed)
}

/// Of each style the one that it is based on.
fn note_styles(xml: &str, parents: &mut HashMap<String, String>) {
    for token in Reader::xml(xml) {
        match token {
            Token::Open(tag) if tag.name == "style" => {
                if let (Some(name), Some(parent)) = (tag.attribute("name"), tag.attribute("parent-style-name")) {
                    parents.insert(name.into_owned(), parent.into_owned());
                }
            }
            Token::Open(tag) if tag.name == "body" => break,
            _ => {}
        }
    }
}

struct Walk<'b> {
    to: &'b mut Builder,
    parents: HashMap<String, String>,
    /// How many list items are open.
    items: usize,
    tables: Vec<Open>,
    passed: Passed,
}

/// A table that is open.
#[derive(Default)]
struct Open {
    table: Table,
    in_head: bool,
    cell: String,
    /// How wide the cell is, and how often it stands.
    columns: usize,
    repeated: usize,
}

impl Walk<'_> {
    fn read(&mut self, xml: &str) {
        let mut reader = Reader::xml(xml);
        let mut in_body = false;
        for token in reader.by_ref() {
            if self.passed.takes(&token) {
                continue;
            }
            match token {
                Token::Open(tag) if tag.name == "body" => in_body = true,
                _ if !in_body => {}
                Token::Text(words) => self.push(&words),
                Token::Open(tag) => self.open(tag),
                Token::Close(name) => self.close(&name),
            }
        }
        if reader.is_cut() || !in_body {
            self.to.lose_once(Lost::End);
        }
        self.to.end();
        while let Some(open) = self.tables.pop() {
            open.table.put(self.to);
        }
    }

    fn push(&mut self, words: &str) {
        match self.tables.last_mut() {
            Some(open) => open.cell.push_str(words),
            // White space between elements begins no block.
            None if self.to.is_open() || !words.trim().is_empty() => self.to.push(words),
            None => {}
        }
    }

    fn open(&mut self, tag: Tag) {
        match &*tag.name {
            "h" => {
                let level = tag.attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1u8);
                self.begin(if level <= 1 { BlockKind::Heading } else { BlockKind::Subheading });
            }
            "p" => {
                let kind = match self.role(&tag) {
                    Some(kind) => kind,
                    None if self.items > 0 => BlockKind::ListItem,
                    None => BlockKind::Paragraph,
                };
                self.begin(kind);
            }
            "list-item" | "list-header" if !tag.is_empty => self.items += 1,
            "s" => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.push(&" ".repeat(MOST_SPACES.min(count)));
            }
            "tab" => self.push(" "),
            "line-break" => match self.tables.last_mut() {
                Some(open) => open.cell.push(' '),
                None => self.to.line(),
            },
            "table" if !tag.is_empty => {
                self.to.end();
                self.tables.push(Open::default());
            }
            "table-header-rows" => self.tables.iter_mut().last().into_iter().for_each(|open| open.in_head = true),
            "table-row" => {
                if let Some(open) = self.tables.last_mut() {
                    open.table.begin_row(open.in_head);
                }
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(open) = self.tables.last_mut() {
                    let number = |name| tag.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1usize);
                    open.repeated = number("number-columns-repeated").min(MOST_CELLS);
                    open.columns = 1;
                    open.cell.clear();
                    if tag.is_empty {
                        open.end_cell();
                    }
                }
            }
            // Notes, remarks, what was changed, tables of contents, what stands on every page.
            "note" | "annotation" | "tracked-changes" | "table-of-content" | "illustration-index" | "bibliography"
            | "alphabetical-index" | "forms" | "desc" | "title" | "sequence-decls" => self.passed.begin(&tag),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "h" | "p" => match self.tables.last_mut() {
                Some(open) => open.cell.push_str("\n\n"),
                None => self.to.begin(BlockKind::Paragraph),
            },
            "list-item" | "list-header" => self.items = self.items.saturating_sub(1),
            "table-header-rows" => self.tables.iter_mut().last().into_iter().for_each(|open| open.in_head = false),
            "table-cell" | "covered-table-cell" => self.tables.iter_mut().last().into_iter().for_each(Open::end_cell),
            "table" => {
                let Some(Open { table, .. }) = self.tables.pop() else { return };
                match self.tables.last_mut() {
                    None => table.put(self.to),
                    Some(outer) => outer.cell.push_str(&table.words()),
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        if self.tables.is_empty() {
            self.to.begin(kind);
        }
    }

    /// What a paragraph's style makes of it.
    fn role(&self, tag: &Tag) -> Option<BlockKind> {
        let mut style = tag.attribute("style-name")?.into_owned();
        for _ in 0..16 {
            match style.as_str() {
                "Title" => return Some(BlockKind::Heading),
                "Subtitle" => return Some(BlockKind::Subheading),
                "Quotations" => return Some(BlockKind::Quote),
                _ => style = self.parents.get(&style)?.clone(),
            }
        }
        None
    }
}

impl Open {
    fn end_cell(&mut self) {
        for _ in 0..self.repeated {
            self.table.cell(self.cell.trim(), self.columns);
        }
        self.repeated = 0;
        self.cell.clear();
    }
}
