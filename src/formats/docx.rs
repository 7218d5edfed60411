//! Documents of Word since 2007: a zip whose main part is `word/document.xml`. Paragraphs are known by their styles.

use std::collections::HashMap;

use super::Parsed;
use super::archive::Archive;
use super::builder::Builder;
use super::markup::{Passed, Reader, Tag, Token};
use super::table::Table;
use crate::document::BlockKind;
use crate::ingest::{Format, IngestError, Lost, plain};

/// No style is based on more others.
const DEEPEST_STYLE: usize = 16;

pub fn read(archive: &mut Archive, name: Option<&str>) -> Result<Parsed, IngestError> {
    let main = main_part(archive);
    let styles = archive.text("word/styles.xml").map(|(text, _)| Styles::of(&text)).unwrap_or_default();
    let Some((text, is_whole)) = archive.text(&main) else { return Err(archive.trouble(Format::Docx)) };
    let mut to = Builder::default();
    if !is_whole || archive.is_cut {
        to.lose_once(Lost::End);
    }
    let about = archive.text("docProps/core.xml").map(|(text, _)| text).unwrap_or_default();
    to.source.author = element(&about, "creator");
    Walk { to: &mut to, styles: &styles, tables: Vec::new(), passed: Passed::default() }.read(&text);
    let has_title = to.title.is_empty();
    let mut parsed = to.finish(Format::Docx, name);
    // What a file says of itself is often the title of another one that it was made from: a heading is believed first.
    let has_heading = parsed.document.blocks.iter().take(8).any(|block| block.kind.is_heading());
    if let Some(title) = element(&about, "title").filter(|_| has_title && !has_heading) {
        parsed.document.title = title;
    }
    Ok(parsed)
}

/// The name of the part that holds the text.
fn main_part(archive: &mut Archive) -> String {
    let relations = archive.text("_rels/.rels").map(|(text, _)| text).unwrap_or_default();
    for token in Reader::xml(&relations) {
        let Token::Open(tag) = token else { continue };
        let is_main = tag.attribute("type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        if let Some(target) = tag.attribute("target").filter(|_| is_main) {
            return target.trim_start_matches('/').to_owned();
        }
    }
    "word/document.xml".to_owned()
}

/// The words of the first element of this name.
pub fn element(xml: &str, name: &str) -> Option<String> {
    let mut reader = Reader::xml(xml);
    reader.by_ref().find(|token| matches!(token, Token::Open(tag) if tag.name == name && !tag.is_empty))?;
    match reader.next()? {
        Token::Text(words) => Some(plain::one_line(&words)).filter(|words| !words.is_empty()),
        _ => None,
    }
}

/// What a paragraph's style makes of it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Title,
    /// From 0.
    Heading(u8),
    Quote,
    ListItem,
    /// A table of contents, or a note.
    Aside,
}

#[derive(Default)]
struct Styles(HashMap<String, Style>);

#[derive(Default)]
struct Style {
    role: Option<Role>,
    based_on: Option<String>,
}

impl Styles {
    fn of(xml: &str) -> Styles {
        let mut styles = HashMap::new();
        let mut current: Option<(String, Style)> = None;
        for token in Reader::xml(xml) {
            match token {
                Token::Open(tag) if tag.name == "style" => {
                    styles.extend(current.take());
                    current = tag.attribute("styleId").map(|id| (id.into_owned(), Style::default()));
                }
                Token::Open(tag) => {
                    let (Some((_, style)), Some(value)) = (&mut current, tag.attribute("val")) else { continue };
                    match &*tag.name {
                        "name" => style.role = named(&value),
                        "basedOn" => style.based_on = Some(value.into_owned()),
                        "outlineLvl" => style.role = style.role.or(outline(&value)),
                        "numId" if value != "0" => style.role = style.role.or(Some(Role::ListItem)),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        styles.extend(current);
        Styles(styles)
    }

    fn role(&self, id: &str) -> Option<Role> {
        let mut id = id;
        for _ in 0..DEEPEST_STYLE {
            let Some(style) = self.0.get(id) else { return named(id) };
            if style.role.is_some() {
                return style.role;
            }
            id = style.based_on.as_deref()?;
        }
        None
    }
}

/// Word's own styles have the same names in every language.
fn named(name: &str) -> Option<Role> {
    let name = name.to_lowercase();
    let level = |name: &str| name.trim().parse::<u8>().ok().filter(|level| (1..=9).contains(level));
    let heading = ["heading", "заголовок"].iter().find_map(|start| level(name.strip_prefix(start)?));
    if let Some(level) = heading {
        return Some(Role::Heading(level - 1));
    }
    match name.as_str() {
        "title" | "название" => Some(Role::Title),
        "quote" | "intense quote" | "цитата" | "quotations" => Some(Role::Quote),
        "footnote text" | "endnote text" | "header" | "footer" => Some(Role::Aside),
        _ if name.starts_with("toc ") || name.starts_with("toc") && level(&name[3..]).is_some() => Some(Role::Aside),
        _ if name.starts_with("list bullet") || name.starts_with("list number") => Some(Role::ListItem),
        _ => None,
    }
}

fn outline(value: &str) -> Option<Role> {
    value.parse().ok().filter(|level| *level < 9).map(Role::Heading)
}

struct Walk<'b> {
    to: &'b mut Builder,
    styles: &'b Styles,
    /// The tables that are open, with the words of the cell that is.
    tables: Vec<(Table, String, usize)>,
    passed: Passed,
}

/// The paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    role: Option<Role>,
    is_item: bool,
    words: String,
    /// Whether the run that is being read is hidden, or not to be taken as words.
    is_hidden: bool,
}

impl Walk<'_> {
    fn read(&mut self, xml: &str) {
        let mut reader = Reader::xml(xml);
        let mut paragraph = Paragraph::default();
        let mut in_text = false;
        for token in reader.by_ref() {
            if self.passed.takes(&token) {
                continue;
            }
            match token {
                Token::Text(words) if in_text && !paragraph.is_hidden => paragraph.words.push_str(&words),
                Token::Text(_) => {}
                Token::Open(tag) => {
                    in_text = tag.name == "t" && !tag.is_empty;
                    self.open(tag, &mut paragraph);
                }
                Token::Close(name) => {
                    in_text = false;
                    self.close(&name, &mut paragraph);
                }
            }
        }
        if reader.is_cut() {
            self.to.lose_once(Lost::End);
        }
        self.put(&mut paragraph);
        while let Some((mut table, cell, columns)) = self.tables.pop() {
            table.cell(&cell, columns);
            table.put(self.to);
        }
    }

    fn open(&mut self, tag: Tag, paragraph: &mut Paragraph) {
        match &*tag.name {
            // A paragraph inside another one is that of a frame beside the text.
            "p" => self.put(paragraph),
            "r" => paragraph.is_hidden = false,
            "vanish" => {
                paragraph.is_hidden = tag.attribute("val").is_none_or(|value| !matches!(&*value, "0" | "false"))
            }
            "pStyle" => paragraph.role = tag.attribute("val").and_then(|id| self.styles.role(&id)),
            "outlineLvl" => {
                paragraph.role = paragraph.role.or_else(|| tag.attribute("val").and_then(|level| outline(&level)));
            }
            "numId" => paragraph.is_item = tag.attribute("val").is_some_and(|id| id != "0"),
            "tab" | "ptab" => paragraph.words.push(' '),
            "br" | "cr" => paragraph.words.push('\n'),
            "noBreakHyphen" => paragraph.words.push('-'),
            "tbl" => {
                self.put(paragraph);
                self.tables.push((Table::default(), String::new(), 1));
            }
            "tr" => {
                if let Some((table, ..)) = self.tables.last_mut() {
                    table.begin_row(false);
                }
            }
            "tblHeader" => {
                if let Some((table, ..)) = self.tables.last_mut() {
                    table.name_columns();
                }
            }
            "tc" => {
                if let Some((_, cell, columns)) = self.tables.last_mut() {
                    (*cell, *columns) = (String::new(), 1);
                }
            }
            "gridSpan" => {
                if let Some((.., columns)) = self.tables.last_mut() {
                    *columns = tag.attribute("val").and_then(|value| value.parse().ok()).unwrap_or(1);
                }
            }
            // Said twice, for programs that do not know the other form; changes that were taken out; what stays aside.
            "Fallback" | "del" | "moveFrom" | "footnote" | "endnote" | "comment" | "instrText" | "pict" => {
                self.passed.begin(&tag)
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, paragraph: &mut Paragraph) {
        match name {
            "p" => self.put(paragraph),
            "tc" => {
                self.put(paragraph);
                if let Some((table, cell, columns)) = self.tables.last_mut() {
                    table.cell(&std::mem::take(cell), *columns);
                }
            }
            "tbl" => {
                let Some((table, ..)) = self.tables.pop() else { return };
                match self.tables.last_mut() {
                    None => table.put(self.to),
                    // A table in a cell is words of it.
                    Some((_, cell, _)) => cell.push_str(&table.words()),
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, paragraph: &mut Paragraph) {
        let Paragraph { role, is_item, words, .. } = std::mem::take(paragraph);
        if words.trim().is_empty() {
            return;
        }
        if let Some((_, cell, _)) = self.tables.last_mut() {
            if !cell.is_empty() {
                cell.push_str("\n\n");
            }
            cell.push_str(&words);
            return;
        }
        let kind = match role {
            Some(Role::Aside) => return,
            Some(Role::Title | Role::Heading(0)) => BlockKind::Heading,
            Some(Role::Heading(_)) => BlockKind::Subheading,
            Some(Role::Quote) => BlockKind::Quote,
            Some(Role::ListItem) => BlockKind::ListItem,
            None if is_item => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        if role == Some(Role::Title) && self.to.title.is_empty() {
            self.to.title = words.clone();
        }
        self.to.begin(kind);
        for (index, line) in words.split('\n').enumerate() {
            if index > 0 && !kind.is_heading() {
                self.to.line();
            }
            self.to.push(line);
            self.to.push(" ");
        }
        self.to.begin(BlockKind::Paragraph);
    }
}
