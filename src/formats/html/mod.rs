//! Saved pages and pasted pieces of them: the text found among what a page puts around it, block by block.

mod content;
mod mail;
mod tree;

use super::Parsed;
use super::builder::Builder;
use super::table::Table;
use crate::document::{BlockKind, Source};
use crate::ingest::encoding::decode_as;
use crate::ingest::format::find;
use crate::ingest::{Encoding, Format, Lost, plain};
use crate::lexicon::fold;
use content::Content;
use tree::{BLOCKS, Kind, Tree};

/// What a browser puts before what was copied.
pub const FRAGMENT: &str = "<!--StartFragment-->";

/// Headings of sections that hold notes alone.
const NOTES: &[&str] =
    &["примечания", "сноски", "комментарии и примечания", "источники и примечания", "notes", "references"];

/// How much of a page's beginning may say what it is encoded in.
const HEAD: usize = 4096;

pub fn read(bytes: &[u8], name: Option<&str>) -> Parsed {
    let unpacked = mail::page(bytes);
    let (bytes, told) = match &unpacked {
        Some(page) => (&page.bytes[..], page.charset.as_deref()),
        None => (bytes, None),
    };
    let declared = told.map(str::to_owned).or_else(|| declared(bytes));
    let (text, _, replaced) = decode_as(bytes, declared.as_deref().and_then(Encoding::named));
    let mut to = Builder::default();
    to.replace(replaced);
    write(&text, &mut to, true);
    to.mark_furniture();
    to.finish(Format::Html, name)
}

/// What a page says of its encoding: `charset=…` of a `meta`, `encoding="…"` of an XML declaration.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let value = |name: &[u8]| {
        let after = head[find(&head, name)? + name.len()..].trim_ascii_start();
        let after = after.strip_prefix(b"=")?.trim_ascii_start();
        let after = after.strip_prefix(b"\"").or_else(|| after.strip_prefix(b"'")).unwrap_or(after);
        let end = after.iter().position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_'))?;
        Some(String::from_utf8_lossy(&after[..end]).into_owned())
    };
    value(b"charset").or_else(|| value(b"encoding"))
}

/// Writes the text of a page; of a book's chapter (`is_page` is false) nothing stands around it.
pub fn write(text: &str, to: &mut Builder, is_page: bool) {
    let is_piece = text.contains(FRAGMENT);
    let tree = Tree::of(text);
    if tree.is_cut {
        to.lose_once(Lost::End);
    }
    if tree.is_full {
        to.lose_once(Lost::Excess);
    }
    let content = if is_page && !is_piece { Content::of(&tree) } else { Content::all(&tree) };
    if is_page && !is_piece {
        about(&tree, to);
        to.source.url = to.source.url.take().or_else(|| saved_from(text));
    }
    let mut walk = Walk { tree: &tree, dropped: &content.dropped, to, skipped: None };
    if is_page {
        walk.lone_title(&content.roots);
    }
    for root in &content.roots {
        walk.node(*root, BlockKind::Paragraph);
        walk.to.end();
    }
}

/// `<!-- saved from url=(0042)https://… -->`, as browsers write it.
fn saved_from(text: &str) -> Option<String> {
    let head = &text[..text.floor_char_boundary(HEAD.min(text.len()))];
    let (_, after) = head.split_once("saved from url=(")?;
    let url = after.split_once(')')?.1.split_whitespace().next()?;
    url.starts_with("http").then(|| url.to_owned())
}

/// Title, author, address and day, as the page's head tells them.
fn about(tree: &Tree, to: &mut Builder) {
    let mut title = None;
    let mut source = Source::default();
    for (at, node) in tree.nodes.iter().enumerate() {
        let Some(tag) = node.tag() else { continue };
        match &*tag.name {
            "title" if title.is_none() => title = Some(tree.words(at)),
            "link" if tag.attribute("rel").is_some_and(|rel| rel == "canonical") => {
                source.url = tag.attribute("href").map(|href| href.into_owned());
            }
            "meta" => {
                let key = tag.attribute("property").or_else(|| tag.attribute("name"));
                let Some((key, value)) = key.zip(tag.attribute("content")) else { continue };
                let value = plain::one_line(&value);
                match &*key {
                    _ if value.is_empty() => {}
                    "og:title" => title = Some(value),
                    "author" | "article:author" if !value.starts_with("http") => source.author = Some(value),
                    "og:site_name" => source.work = Some(value),
                    "og:url" if source.url.is_none() => source.url = Some(value),
                    "article:published_time" => source.published = value.get(..10).map(str::to_owned),
                    _ => {}
                }
            }
            "body" => break,
            _ => {}
        }
    }
    source.url = source.url.filter(|url| url.starts_with("http"));
    let title = title.unwrap_or_default();
    // Behind the title stands the name of the site.
    let site = [" | ", " :: ", " — ", " – "].iter().find_map(|mark| title.rsplit_once(mark));
    let own = site.map_or(title.as_str(), |(own, _)| own);
    to.title = plain::one_line(if own.chars().count() >= 3 { own } else { &title });
    to.source = source;
}

struct Walk<'t, 'a> {
    tree: &'t Tree<'a>,
    dropped: &'t [bool],
    to: &'t mut Builder,
    /// The level of the heading whose section is left out.
    skipped: Option<u8>,
}

impl Walk<'_, '_> {
    /// A page may have its title above what holds its text.
    fn lone_title(&mut self, roots: &[usize]) {
        let tree = self.tree;
        let mut titles = (1..tree.nodes.len()).filter(|at| tree.nodes[*at].name() == "h1");
        let (Some(title), None) = (titles.next(), titles.next()) else { return };
        let is_inside = roots.iter().any(|root| (*root..tree.nodes[*root].end).contains(&title));
        let words = tree.words(title);
        if !words.trim().is_empty() {
            if !is_inside || self.dropped[title] {
                self.to.block(BlockKind::Heading, &words);
            }
            self.to.title = plain::one_line(&words);
        }
    }

    fn children(&mut self, at: usize, kind: BlockKind) {
        let tree = self.tree;
        for child in tree.children(at) {
            self.node(child, kind);
        }
    }

    /// `kind` is what words are here that are in no paragraph.
    fn node(&mut self, at: usize, kind: BlockKind) {
        if self.dropped[at] {
            return;
        }
        let tree = self.tree;
        let tag = match &tree.nodes[at].kind {
            Kind::Text(text) => {
                if self.skipped.is_none() {
                    self.to.push(text);
                }
                return;
            }
            Kind::Element(tag) => tag,
        };
        let name = &*tag.name;
        if let Some(level) = level(name) {
            return self.heading(at, level);
        }
        match name {
            "br" if self.skipped.is_none() => self.to.line(),
            "hr" => self.to.begin(kind),
            "table" if self.skipped.is_none() => self.table(at, kind),
            "pre" | "listing" | "plaintext" if self.skipped.is_none() => self.preformatted(at),
            "sup" if self.skipped.is_none() => self.raised(at, kind),
            "li" => self.part(at, BlockKind::ListItem, kind),
            "blockquote" => self.part(at, BlockKind::Quote, kind),
            "td" | "th" | "tr" | "tbody" | "body" | "html" | "summary" | "legend" | "caption" => {
                self.part(at, kind, kind)
            }
            _ if BLOCKS.contains(&name) => self.part(at, kind, kind),
            _ => self.children(at, kind),
        }
    }

    fn part(&mut self, at: usize, inside: BlockKind, outside: BlockKind) {
        self.to.begin(inside);
        self.children(at, inside);
        self.to.begin(outside);
    }

    fn heading(&mut self, at: usize, level: u8) {
        let words = fold(&plain::one_line(&self.words(at)));
        if self.skipped.is_some_and(|skipped| level <= skipped) {
            self.skipped = None;
        }
        if NOTES.contains(&words.trim()) {
            self.skipped = Some(level);
        }
        if self.skipped.is_none() {
            self.to.begin(if level == 1 { BlockKind::Heading } else { BlockKind::Subheading });
            // A line end in a heading is only where it did not fit.
            self.to.push(&self.words(at));
        }
        self.to.begin(BlockKind::Paragraph);
    }

    /// What is left of the words below a node.
    fn words(&self, at: usize) -> String {
        let mut words = String::new();
        for (index, node) in self.tree.nodes[at..self.tree.nodes[at].end].iter().enumerate() {
            match &node.kind {
                _ if self.dropped[at + index] => {}
                Kind::Text(text) => words.push_str(text),
                Kind::Element(tag) if tag.name == "br" || BLOCKS.contains(&&*tag.name) => words.push(' '),
                Kind::Element(_) => {}
            }
        }
        words
    }

    /// `м<sup>2</sup>` has its digit raised.
    fn raised(&mut self, at: usize, kind: BlockKind) {
        let words = self.words(at);
        let raised: Option<String> = words.trim().chars().map(superscript).collect();
        match raised.filter(|raised| !raised.is_empty()) {
            Some(raised) => self.to.push(&raised),
            None => self.children(at, kind),
        }
    }

    /// A text whose lines are its own.
    fn preformatted(&mut self, at: usize) {
        let mut words = String::new();
        for (index, node) in self.tree.nodes[at..self.tree.nodes[at].end].iter().enumerate() {
            match &node.kind {
                Kind::Text(text) if !self.dropped[at + index] => words.push_str(text),
                Kind::Element(tag) if matches!(&*tag.name, "br" | "p" | "div") => words.push('\n'),
                _ => {}
            }
        }
        let read = plain::document(&words, None);
        for block in &read.blocks {
            self.to.block(block.kind, block.span.of(&read.text));
        }
    }

    fn table(&mut self, at: usize, kind: BlockKind) {
        let inside = at + 1..self.tree.nodes[at].end;
        let holds_blocks = inside.clone().any(|at| {
            matches!(
                self.tree.nodes[at].name(),
                "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "blockquote" | "pre"
            )
        });
        let paragraphs = inside.clone().filter(|at| self.tree.nodes[*at].name() == "p").count();
        let cells = inside.clone().filter(|at| matches!(self.tree.nodes[*at].name(), "td" | "th")).count();
        if holds_blocks || paragraphs > cells {
            return self.part(at, kind, kind);
        }
        let mut table = Table::default();
        for at in inside.filter(|at| !self.dropped[*at]) {
            match self.tree.nodes[at].name() {
                "caption" => self.to.block(BlockKind::Paragraph, &self.words(at)),
                "tr" => {
                    let tree = self.tree;
                    let is_cell = |at: &usize| matches!(tree.nodes[*at].name(), "td" | "th");
                    let names = tree.children(at).filter(is_cell).all(|cell| tree.nodes[cell].name() == "th");
                    table.begin_row(names || tree.nodes[tree.nodes[at].parent].name() == "thead");
                    for cell in tree.children(at).filter(is_cell) {
                        let columns = tree.nodes[cell].tag().and_then(|tag| tag.attribute("colspan")?.parse().ok());
                        table.cell(&self.words(cell), columns.unwrap_or(1));
                    }
                }
                _ => {}
            }
        }
        table.put(self.to);
        self.to.begin(kind);
    }
}

fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => return None,
    })
}
