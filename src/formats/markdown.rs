//! Markdown: headings, paragraphs, lists, quotes and tables; notes and code are left out.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Parsed;
use super::builder::Builder;
use super::table::Table;
use crate::document::BlockKind;
use crate::ingest::encoding::decode;
use crate::ingest::{Format, IngestError, plain};

pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Parsed, IngestError> {
    let (text, _, replaced) = decode(bytes)?;
    let text = plain::normalize_line_ends(&text);
    let mut to = Builder::default();
    to.replace(replaced);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut walk = Walk { to: &mut to, items: 0, quotes: 0, silent: 0, table: None, in_metadata: false };
    Parser::new_ext(&text, options).for_each(|event| walk.take(event));
    Ok(to.finish(Format::Markdown, name))
}

struct Walk<'b> {
    to: &'b mut Builder,
    /// How many items and quotes are open.
    items: usize,
    quotes: usize,
    /// How many notes, pieces of code and the like are open.
    silent: usize,
    /// The table that is open, and the words of its cell.
    table: Option<(Table, String)>,
    in_metadata: bool,
}

impl Walk<'_> {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.in_metadata => self.describe(&words),
            Event::Text(words) | Event::Code(words) | Event::InlineMath(words) => self.push(&words),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak if self.table.is_none() && self.silent == 0 => self.to.line(),
            Event::Rule => self.to.end(),
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        match &mut self.table {
            _ if self.silent > 0 => {}
            Some((_, cell)) => cell.push_str(words),
            None => self.to.push(words),
        }
    }

    /// What stands before the text: `title: …`, `author: …`.
    fn describe(&mut self, words: &str) {
        for (key, value) in words.lines().filter_map(|line| line.split_once(':')) {
            let value = value.trim().trim_matches(['"', '\'']).to_owned();
            match key.trim() {
                _ if value.is_empty() => {}
                "title" => self.to.title = value,
                "author" => self.to.source.author = Some(value),
                "date" => self.to.source.published = Some(value),
                "url" => self.to.source.url = Some(value),
                _ => {}
            }
        }
    }

    fn usual(&self) -> BlockKind {
        match (self.items, self.quotes) {
            (_, 1..) => BlockKind::Quote,
            (1.., _) => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } => self.to.begin(BlockKind::Heading),
            Tag::Heading { .. } => self.to.begin(BlockKind::Subheading),
            Tag::Paragraph if self.table.is_none() => self.to.begin(self.usual()),
            Tag::Item => {
                self.items += 1;
                self.to.begin(self.usual());
            }
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::Table(_) => {
                self.to.end();
                self.table = Some((Table::default(), String::new()));
            }
            Tag::TableHead => self.table.iter_mut().for_each(|(table, _)| table.begin_row(true)),
            Tag::TableRow => self.table.iter_mut().for_each(|(table, _)| table.begin_row(false)),
            Tag::CodeBlock(_) | Tag::FootnoteDefinition(_) | Tag::HtmlBlock => {
                self.to.end();
                self.silent += 1;
            }
            // In the middle of a line, maybe.
            Tag::Image { .. } => self.silent += 1,
            Tag::MetadataBlock(_) => self.in_metadata = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph if self.table.is_none() => self.to.begin(self.usual()),
            TagEnd::Item => {
                self.items = self.items.saturating_sub(1);
                self.to.begin(self.usual());
            }
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                self.to.begin(self.usual());
            }
            TagEnd::TableCell => {
                if let Some((table, cell)) = &mut self.table {
                    table.cell(&std::mem::take(cell), 1);
                }
            }
            TagEnd::Table => {
                if let Some((table, _)) = self.table.take() {
                    table.put(self.to);
                }
            }
            TagEnd::CodeBlock | TagEnd::FootnoteDefinition | TagEnd::HtmlBlock | TagEnd::Image => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::MetadataBlock(_) => self.in_metadata = false,
            _ => {}
        }
    }
}
