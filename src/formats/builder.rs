//! What every reader writes into: blocks of clean text, and the chapters that they belong to.

use super::{Chapter, Parsed};
use crate::document::{Block, BlockKind, Document, Source};
use crate::ingest::{Format, LIMIT, Lost, Warning, furniture, plain};
use crate::span::Span;

/// More blocks than this are left out.
const MOST_BLOCKS: usize = 1 << 20;
/// A title is no longer than this, characters.
const TITLE_MAX: usize = 200;
/// What stands before the first chapter is one of its own from so many bytes on.
const SHORTEST_CHAPTER: usize = 400;
/// The deepest sections that may be chapters.
const CHAPTER_DEPTH: usize = 2;

#[derive(Default)]
pub struct Builder {
    text: String,
    blocks: Vec<Block>,
    /// Where a chapter begins (a block), how deep its section lies, its title.
    chapters: Vec<(usize, usize, String)>,
    /// The block that is being written: its kind and where it starts.
    open: Option<(BlockKind, usize)>,
    /// The kind of a block that begins by itself.
    usual: BlockKind,
    /// White space that was met and not written yet.
    gap: Gap,
    lost: Vec<(Lost, usize)>,
    replaced: usize,
    pub title: String,
    pub source: Source,
}

#[derive(Clone, Copy, Default, PartialEq, PartialOrd)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
}

impl Builder {
    /// Ends the block before it and begins another; one without words is no block.
    pub fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.usual = kind;
    }

    /// Ends the block; words that follow begin one of the usual kind again.
    pub fn end(&mut self) {
        self.gap = Gap::None;
        let Some((kind, start)) = self.open.take() else { return };
        let words = &self.text[start..];
        let kept = words.trim_end().len();
        let ahead = words.len() - words.trim_start().len();
        self.text.truncate(start + kept);
        if kept <= ahead {
            self.text.truncate(start);
            self.truncate_gap();
            return;
        }
        self.blocks.push(Block { span: Span::new(start + ahead, start + kept), kind });
    }

    /// The line ends before a block that came to nothing.
    fn truncate_gap(&mut self) {
        let end = self.blocks.last().map_or(0, |block| block.span.end);
        self.text.truncate(end);
    }

    /// Adds words: white space of any length is one space, what cannot be seen is left out. No-break spaces stay, as they hold
    /// figures together.
    pub fn push(&mut self, words: &str) {
        for piece in words.split_inclusive(|c: char| is_space(c) || is_unseen(c)) {
            let last = piece.chars().next_back().unwrap_or(' ');
            let (kept, space) = match (is_space(last), is_unseen(last)) {
                (false, false) => (piece, false),
                (space, _) => (&piece[..piece.len() - last.len_utf8()], space),
            };
            if !kept.is_empty() {
                self.put(kept);
            }
            if space && self.open.is_some() && self.gap == Gap::None {
                self.gap = Gap::Space;
            }
        }
    }

    fn put(&mut self, words: &str) {
        if self.is_full() {
            return self.lose_once(Lost::Excess);
        }
        if self.open.is_none() {
            if let Some(last) = self.blocks.last() {
                let goes_on = last.kind.is_tabular() && self.usual == BlockKind::TableRow;
                self.text.push_str(if goes_on { "\n" } else { "\n\n" });
            }
            self.open = Some((self.usual, self.text.len()));
            self.gap = Gap::None;
        }
        match self.gap {
            Gap::None => {}
            Gap::Space => self.text.push(' '),
            Gap::Line => self.text.push('\n'),
        }
        self.gap = Gap::None;
        self.text.push_str(words);
    }

    /// The end of a line inside a block; two of them end the block.
    pub fn line(&mut self) {
        match self.gap {
            Gap::Line => self.end(),
            _ if self.open.is_some() => self.gap = Gap::Line,
            _ => {}
        }
    }

    /// A whole block at once.
    pub fn block(&mut self, kind: BlockKind, words: &str) {
        self.begin(kind);
        self.push(words);
        self.begin(BlockKind::Paragraph);
    }

    /// A row whose cells have neither tabs nor line ends.
    pub fn row(&mut self, kind: BlockKind, cells: &[String]) {
        self.begin(kind);
        let cells: Vec<String> = cells.iter().map(|cell| cleaned(cell)).collect();
        let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if cells.iter().any(|cell| !cell.is_empty()) {
            self.put(&cells[..used].join("\t"));
        }
        self.begin(BlockKind::Paragraph);
    }

    /// Whether words were written since the block began.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// What follows is a chapter; `depth` is 1 for the outermost sections.
    pub fn chapter(&mut self, depth: usize, title: &str) {
        self.end();
        if depth <= CHAPTER_DEPTH {
            self.chapters.push((self.blocks.len(), depth, short(title)));
        }
    }

    /// Says the title of the chapter that has begun last and has none, if it has no words yet.
    pub fn name_chapter(&mut self, title: &str) {
        let here = self.blocks.len();
        if let Some((at, _, known)) = self.chapters.last_mut()
            && *at == here
            && known.is_empty()
        {
            *known = short(title);
        }
    }

    pub fn lose(&mut self, what: Lost, count: usize) {
        match self.lost.iter_mut().find(|(known, _)| *known == what) {
            Some((_, counted)) => *counted += count,
            None if count > 0 => self.lost.push((what, count)),
            None => {}
        }
    }

    /// Says it, however often it is met.
    pub fn lose_once(&mut self, what: Lost) {
        if !self.lost.iter().any(|(known, _)| *known == what) {
            self.lost.push((what, 1));
        }
    }

    /// So many bytes were no text in their encoding.
    pub fn replace(&mut self, bytes: usize) {
        self.replaced += bytes;
    }

    pub fn has_lost(&self) -> bool {
        !self.lost.is_empty()
    }

    pub fn is_full(&self) -> bool {
        self.text.len() >= LIMIT || self.blocks.len() >= MOST_BLOCKS
    }

    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.open.is_none()
    }

    /// Page furniture is marked by the form of its lines.
    pub fn mark_furniture(&mut self) {
        self.end();
        for block in &mut self.blocks {
            let is_line = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Subheading);
            if is_line && furniture::rule(block.span.of(&self.text)).is_some() {
                block.kind = BlockKind::Boilerplate;
            }
        }
    }

    /// The outcome, with the file's name as the title of last resort.
    pub fn finish(mut self, format: Format, name: Option<&str>) -> Parsed {
        self.end();
        let mut warnings = Vec::new();
        if self.replaced > 0 {
            warnings.push(Warning::Replaced(self.replaced));
        }
        warnings.extend(self.lost.iter().map(|(what, count)| Warning::Lost(*what, *count)));
        let chapters = self.chapters();
        // What a chapter begins with is its title, however deep its file counts it.
        for chapter in &chapters {
            let at = self.blocks.partition_point(|block| block.span.start < chapter.from);
            if let Some(block) = self.blocks.get_mut(at).filter(|block| block.kind.is_heading()) {
                block.kind = BlockKind::Heading;
            }
        }
        let title = self.found_title(name);
        let Builder { text, blocks, source, .. } = self;
        let language = plain::language(&text);
        Parsed { document: Document { title, text, blocks, language, source }, chapters, format, warnings }
    }

    /// The outermost sections or, where there is only one, those inside it. What stands before the first is one too.
    fn chapters(&self) -> Vec<Chapter> {
        let outer = self.chapters.iter().filter(|(at, depth, _)| *depth == 1 && *at < self.blocks.len()).count();
        let deepest = if outer > 1 { 1 } else { CHAPTER_DEPTH };
        let mut found: Vec<Chapter> = Vec::new();
        for (at, _, title) in self.chapters.iter().filter(|(_, depth, _)| *depth <= deepest) {
            let Some(block) = self.blocks.get(*at) else { continue };
            let from = block.span.start;
            match found.last_mut() {
                // A section that begins with another one has no words of its own.
                Some(last) if last.from == from => {
                    if !title.is_empty() {
                        last.title.clone_from(title);
                    }
                }
                _ => found.push(Chapter { title: title.clone(), from }),
            }
        }
        if let (Some(first), Some(block)) = (found.first_mut(), self.blocks.first())
            && first.from > block.span.start
        {
            // A few lines before the first are part of it.
            if first.from - block.span.start < SHORTEST_CHAPTER {
                first.from = block.span.start;
            } else {
                found.insert(0, Chapter { title: String::new(), from: block.span.start });
            }
        }
        for chapter in found.iter_mut().filter(|chapter| chapter.title.is_empty()) {
            let at = self.blocks.partition_point(|block| block.span.start < chapter.from);
            chapter.title = self.blocks.get(at).map_or_else(String::new, |block| beginning(block.span.of(&self.text)));
        }
        found
    }

    fn found_title(&mut self, name: Option<&str>) -> String {
        let own = short(&self.title);
        if !own.is_empty() {
            return own;
        }
        let heading = self.blocks.iter().take(8).find(|block| block.kind.is_heading());
        if let Some(heading) = heading {
            return short(heading.span.of(&self.text));
        }
        match name.map(plain::stem).filter(|name| !name.is_empty()) {
            Some(name) => name.to_owned(),
            None => self.blocks.first().map_or_else(String::new, |block| beginning(block.span.of(&self.text))),
        }
    }
}

/// White space at which words may be parted; not what holds a figure together.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}')
}

/// Soft hyphens, marks of joining and direction, control characters.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
        || c.is_control() && !is_space(c)
}

fn cleaned(words: &str) -> String {
    let seen: String = words.chars().filter(|c| !is_unseen(*c)).collect();
    let parts: Vec<&str> = seen.split(is_space).filter(|part| !part.is_empty()).collect();
    parts.join(" ").trim().to_owned()
}

fn short(words: &str) -> String {
    let words = cleaned(words);
    match words.char_indices().nth(TITLE_MAX) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    }
}

/// The first words of a text.
fn beginning(words: &str) -> String {
    let first: Vec<&str> = words.split_whitespace().take(8).collect();
    let more = words.split_whitespace().nth(8).is_some();
    short(&if more { format!("{}…", first.join(" ")) } else { first.join(" ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(write: impl FnOnce(&mut Builder)) -> Parsed {
        let mut builder = Builder::default();
        write(&mut builder);
        builder.finish(Format::Html, Some("a/Имя.html"))
    }

    fn words(parsed: &Parsed) -> Vec<(BlockKind, &str)> {
        parsed.document.blocks.iter().map(|block| (block.kind, block.span.of(&parsed.document.text))).collect()
    }

    #[test]
    fn white_space_is_one_space_and_what_cannot_be_seen_goes() {
        let parsed = built(|to| {
            to.begin(BlockKind::Heading);
            to.push("  Тыл \n в ");
            to.push(" 1944\u{a0}го\u{ad}ду ");
            to.begin(BlockKind::Paragraph);
            to.push(" \n ");
            to.begin(BlockKind::Paragraph);
            to.push("\u{a0}Раз\u{200b}");
            to.line();
            to.push("два");
            to.line();
            to.line();
            to.push("Три");
        });
        use BlockKind::{Heading, Paragraph};
        assert_eq!(words(&parsed), [(Heading, "Тыл в 1944\u{a0}году"), (Paragraph, "Раз\nдва"), (Paragraph, "Три")]);
        assert_eq!(parsed.document.title, "Тыл в 1944\u{a0}году");
    }

    #[test]
    fn rows_follow_each_other_line_by_line() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned);
        let parsed = built(|to| {
            to.row(BlockKind::TableHead, &row(["Год", "Тонн\n", ""]));
            to.row(BlockKind::TableRow, &row(["1943", "", "7\t8"]));
            to.row(BlockKind::TableRow, &row(["", "", ""]));
            to.block(BlockKind::Paragraph, "Конец.");
        });
        assert_eq!(parsed.document.text, "Год\tТонн\n1943\t\t7 8\n\nКонец.");
        assert_eq!(parsed.document.title, "Имя");
    }

    #[test]
    fn chapters_are_the_outermost_sections_or_those_inside_a_single_one() {
        let parsed = built(|to| {
            to.block(BlockKind::Paragraph, &"От автора. ".repeat(40));
            to.chapter(1, "Первая");
            to.block(BlockKind::Paragraph, "Раз.");
            to.chapter(2, "Внутри");
            to.block(BlockKind::Paragraph, "Два.");
            to.chapter(1, "");
            to.block(BlockKind::Paragraph, "Три слова тут.");
            to.chapter(1, "Пустая");
        });
        let titles: Vec<&str> = parsed.chapters.iter().map(|chapter| chapter.title.as_str()).collect();
        assert_eq!(titles, ["От автора. От автора. От автора. От автора.…", "Первая", "Три слова тут."]);
        let parsed = built(|to| {
            to.chapter(1, "Книга");
            to.chapter(2, "Первая");
            to.block(BlockKind::Paragraph, "Раз.");
            to.chapter(2, "Вторая");
            to.block(BlockKind::Paragraph, "Два.");
        });
        let titles: Vec<&str> = parsed.chapters.iter().map(|chapter| chapter.title.as_str()).collect();
        assert_eq!(titles, ["Первая", "Вторая"]);
    }
}
