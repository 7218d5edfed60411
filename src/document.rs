//! The text as read, its parts, and where it came from.

pub mod structure;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// What stands for each byte of what was left out of a text ([`crate::work::share`]): a run of at least [`GAP`].
pub const OMITTED: u8 = b'~';
/// The shortest run that stands for something left out, and no sign of the text.
pub const GAP: usize = 4;

/// A text with its blocks. Blocks are in order, do not overlap and lie inside the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub title: String,
    /// Decoded, line ends made `\n`, nothing else changed.
    pub text: String,
    pub blocks: Vec<Block>,
    pub language: Language,
    pub source: Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Of the text or of a chapter.
    Heading,
    /// Of a section inside a chapter.
    Subheading,
    #[default]
    Paragraph,
    ListItem,
    /// Words of somebody else, set apart from the text.
    Quote,
    /// The names of the columns of the rows that follow; cells are parted by tabs.
    TableHead,
    /// A row of a table; cells are parted by tabs.
    TableRow,
    /// Page furniture (navigation, share buttons): kept in the text, kept out of facts.
    Boilerplate,
}

/// The language whose rules read the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "ru")]
    Russian,
    /// No rules of ours: such a text can be read, but nothing is extracted from it.
    #[serde(rename = "und")]
    Unknown,
}

/// Where a text came from, as far as it is known; `published` is EDTF.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub author: Option<String>,
    pub work: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
}

impl BlockKind {
    pub fn is_heading(self) -> bool {
        matches!(self, BlockKind::Heading | BlockKind::Subheading)
    }

    /// Of a table: its cells are read by their column, not as a sentence.
    pub fn is_tabular(self) -> bool {
        matches!(self, BlockKind::TableHead | BlockKind::TableRow)
    }
}

impl Document {
    /// The words of a block, by its index; none where there is no such block.
    pub fn words(&self, block: usize) -> &str {
        let span = self.blocks.get(block).map(|block| block.span);
        span.and_then(|span| self.text.get(span.start..span.end)).unwrap_or_default()
    }

    /// The block that holds `offset`, by index.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let index = self.blocks.partition_point(|block| block.span.end <= offset);
        (self.blocks.get(index)?.span.start <= offset).then_some(index)
    }
}
