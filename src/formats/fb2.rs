//! FictionBook: one file of XML, often in a zip. Its sections are the chapters.

use super::archive::Archive;
use super::builder::Builder;
use super::markup::{Passed, Reader, Tag, Token};
use super::table::Table;
use super::{Parsed, Progress, xml_text};
use crate::document::BlockKind;
use crate::ingest::{Format, IngestError, Lost, plain};

/// Of how many bytes the progress is told.
const STEP: usize = 1 << 20;

/// From a zip.
pub fn unpacked(archive: &mut Archive, name: Option<&str>, progress: Progress) -> Result<Parsed, IngestError> {
    let inside = archive.names().iter().find(|name| name.to_ascii_lowercase().ends_with(".fb2")).cloned();
    let Some(file) = inside.as_deref().and_then(|inside| archive.read(inside)) else {
        return Err(archive.trouble(Format::Fb2));
    };
    let inner = inside.as_deref().or(name);
    Ok(book(&file.bytes, file.is_whole && !archive.is_cut, inner, progress))
}

pub fn read(bytes: &[u8], name: Option<&str>, progress: Progress) -> Parsed {
    book(bytes, true, name, progress)
}

fn book(bytes: &[u8], is_whole: bool, name: Option<&str>, progress: Progress) -> Parsed {
    let (text, replaced) = xml_text(bytes);
    let mut to = Builder::default();
    to.replace(replaced);
    if !is_whole {
        to.lose_once(Lost::End);
    }
    Book::new(&mut to).read(&text, progress);
    to.finish(Format::Fb2, name)
}

struct Book<'b> {
    to: &'b mut Builder,
    /// How many sections are open.
    sections: usize,
    /// Whether the book's own end was met.
    is_ended: bool,
    passed: Passed,
    /// The lines of a title that is open.
    title: Option<Vec<String>>,
    in_description: bool,
    /// How many quotes, poems and the like are open.
    quotes: usize,
    /// The table that is open, the words of its cell, and how wide that is.
    table: Option<(Table, String, usize)>,
    about: About,
}

/// What the description says, and which of its fields is being read.
#[derive(Default)]
struct About {
    field: String,
    author: Vec<String>,
    has_author: bool,
}

impl<'b> Book<'b> {
    fn new(to: &'b mut Builder) -> Self {
        Book {
            to,
            sections: 0,
            is_ended: false,
            passed: Passed::default(),
            title: None,
            in_description: false,
            quotes: 0,
            table: None,
            about: About::default(),
        }
    }

    fn read(&mut self, xml: &str, progress: Progress) {
        let mut reader = Reader::xml(xml);
        let mut told = 0;
        while let Some(token) = reader.next() {
            if reader.position() - told >= STEP {
                told = reader.position();
                progress(told, xml.len());
            }
            if self.passed.takes(&token) {
                continue;
            }
            match token {
                Token::Open(tag) if self.in_description && tag.name != "body" => {
                    self.about.field = tag.name.into_owned();
                }
                Token::Text(words) if self.in_description => self.describe(&words),
                Token::Text(words) => self.push(&words),
                Token::Open(tag) => self.open(tag),
                Token::Close(name) => self.close(&name),
            }
        }
        if !self.is_ended {
            self.to.lose_once(Lost::End);
        }
    }

    fn describe(&mut self, words: &str) {
        let words = plain::one_line(words);
        if words.is_empty() {
            return;
        }
        match self.about.field.as_str() {
            "book-title" if self.to.title.is_empty() => self.to.title = words,
            "first-name" | "middle-name" | "last-name" if !self.about.has_author => self.about.author.push(words),
            "year" => self.to.source.published = Some(words),
            "publisher" => self.to.source.work = self.to.source.work.take().or(Some(words)),
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        if let Some(lines) = &mut self.title {
            if let Some(line) = lines.last_mut() {
                line.push_str(words);
            }
        } else if let Some((_, cell, _)) = &mut self.table {
            cell.push_str(words);
        } else if self.to.is_open() || !words.trim().is_empty() {
            self.to.push(words);
        }
    }

    fn open(&mut self, tag: Tag) {
        match &*tag.name {
            "description" if !tag.is_empty => self.in_description = true,
            "body" if self.in_description => self.in_description = false,
            // Notes have a body of their own.
            "body"
                if tag.attribute("name").is_some_and(|name| matches!(&*name, "notes" | "comments" | "footnotes")) =>
            {
                self.passed.begin(&tag);
            }
            "binary" | "stylesheet" => self.passed.begin(&tag),
            "a" if tag.attribute("type").is_some_and(|kind| kind == "note") => self.passed.begin(&tag),
            "section" if !tag.is_empty => {
                self.sections += 1;
                self.to.chapter(self.sections, "");
            }
            "title" => self.title = Some(Vec::new()),
            "p" | "v" | "subtitle" | "text-author" | "date" => match (&mut self.title, &self.table) {
                (Some(lines), _) => lines.push(String::new()),
                (None, Some(_)) => {}
                _ if tag.name == "v" => match self.to.is_open() {
                    true => self.to.line(),
                    false => self.to.begin(BlockKind::Quote),
                },
                _ if tag.name == "subtitle" => self.to.begin(BlockKind::Subheading),
                _ => self.to.begin(if self.quotes > 0 { BlockKind::Quote } else { BlockKind::Paragraph }),
            },
            "epigraph" | "cite" | "poem" | "annotation" if !tag.is_empty => self.quotes += 1,
            "stanza" => self.to.end(),
            "table" if !tag.is_empty => {
                self.to.end();
                self.table = Some((Table::default(), String::new(), 1));
            }
            "tr" => self.table.iter_mut().for_each(|(table, ..)| table.begin_row(false)),
            "th" | "td" => {
                if let Some((table, cell, columns)) = &mut self.table {
                    cell.clear();
                    *columns = tag.attribute("colspan").and_then(|count| count.parse().ok()).unwrap_or(1);
                    if tag.name == "th" {
                        table.name_columns();
                    }
                    if tag.is_empty {
                        table.cell("", *columns);
                    }
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "FictionBook" => self.is_ended = true,
            "title-info" => {
                self.about.has_author = true;
                self.to.source.author = Some(self.about.author.join(" ")).filter(|author| !author.is_empty());
            }
            "author" if !self.about.author.is_empty() => self.about.has_author = true,
            "description" => self.in_description = false,
            "section" => {
                self.to.end();
                self.sections = self.sections.saturating_sub(1);
            }
            "title" => {
                let Some(lines) = self.title.take() else { return };
                let title = joined(&lines);
                if self.sections > 0 {
                    self.to.name_chapter(&title);
                }
                let kind = if self.sections <= 2 { BlockKind::Heading } else { BlockKind::Subheading };
                self.to.block(kind, &title);
            }
            "p" | "subtitle" | "text-author" | "date" if self.title.is_none() && self.table.is_none() => {
                self.to.begin(BlockKind::Paragraph);
            }
            "stanza" | "poem" | "epigraph" | "cite" | "annotation" => {
                self.to.begin(BlockKind::Paragraph);
                if name != "stanza" {
                    self.quotes = self.quotes.saturating_sub(1);
                }
            }
            "th" | "td" => {
                if let Some((table, cell, columns)) = &mut self.table {
                    table.cell(&std::mem::take(cell), *columns);
                }
            }
            "table" => {
                if let Some((table, ..)) = self.table.take() {
                    table.put(self.to);
                }
            }
            _ => {}
        }
    }
}

/// `Глава 1`, `Начало` → `Глава 1. Начало`.
fn joined(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| plain::one_line(line)).filter(|line| !line.is_empty());
    lines.fold(String::new(), |mut title, line| {
        if !title.is_empty() {
            title.push_str(if title.ends_with(['.', '!', '?', ':', ',', '…']) { " " } else { ". " });
        }
        title.push_str(&line);
        title
    })
}
