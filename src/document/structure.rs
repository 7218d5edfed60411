//! The blocks of a text as one line, which is kept beside the text: a text that was read from a file with a structure of
//! its own does not tell it by the form of its lines.
//!
//! `1 h14_2p300_1r20`: the version, then for each block a letter for its kind and its length in bytes, `_` and a number
//! for bytes between blocks. Letters and version never change; what they cannot say gets a new version.

use super::{Block, BlockKind};
use crate::span::Span;

const VERSION: &str = "1 ";

/// Each kind with its letter.
const LETTERS: [(BlockKind, char); 8] = [
    (BlockKind::Heading, 'h'),
    (BlockKind::Subheading, 's'),
    (BlockKind::Paragraph, 'p'),
    (BlockKind::ListItem, 'i'),
    (BlockKind::Quote, 'q'),
    (BlockKind::TableHead, 't'),
    (BlockKind::TableRow, 'r'),
    (BlockKind::Boilerplate, 'b'),
];

/// The line for blocks that are in order and apart.
pub fn write(blocks: &[Block]) -> String {
    let mut out = VERSION.to_owned();
    let mut at = 0;
    for block in blocks {
        if block.span.start > at {
            out.push('_');
            out.push_str(&(block.span.start - at).to_string());
        }
        out.extend(LETTERS.iter().find(|(kind, _)| *kind == block.kind).map(|(_, letter)| letter));
        out.push_str(&block.span.len().to_string());
        at = block.span.end;
    }
    out
}

/// The blocks again; `None` where the line does not fit the text, or is of another version.
pub fn read(written: &str, text: &str) -> Option<Vec<Block>> {
    let mut rest = written.strip_prefix(VERSION)?;
    let mut blocks = Vec::new();
    let mut at = 0usize;
    while let Some(letter) = rest.chars().next() {
        rest = &rest[letter.len_utf8()..];
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let length: usize = rest[..digits].parse().ok().filter(|length| *length > 0)?;
        rest = &rest[digits..];
        let end = at.checked_add(length).filter(|end| text.is_char_boundary(*end))?;
        if letter != '_' {
            let (kind, _) = LETTERS.iter().find(|(_, known)| *known == letter)?;
            let span = Span::new(at, end);
            let words = span.of(text);
            if words.trim().len() != words.len() {
                return None;
            }
            blocks.push(Block { span, kind: *kind });
        }
        at = end;
    }
    (!blocks.is_empty()).then_some(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Тыл\n\nГод\tТонн\n1943\t7\n\nКонец.";

    /// As it was first written: this line never changes.
    const WRITTEN: &str = "1 h6_2t15_1r6_2p11";

    fn blocks() -> Vec<Block> {
        let kinds = [BlockKind::Heading, BlockKind::TableHead, BlockKind::TableRow, BlockKind::Paragraph];
        let mut at = 0;
        let lines = TEXT.split('\n').filter(|line| !line.is_empty());
        let block = |(line, kind): (&str, BlockKind)| {
            let start = at + TEXT[at..].find(line).expect("a line of the text");
            at = start + line.len();
            Block { span: Span::new(start, at), kind }
        };
        lines.zip(kinds).map(block).collect()
    }

    #[test]
    fn blocks_are_read_back() {
        assert_eq!(write(&blocks()), WRITTEN);
        assert_eq!(read(WRITTEN, TEXT), Some(blocks()));
        for (kind, letter) in LETTERS {
            let all = [Block { span: Span::new(0, 6), kind }];
            assert_eq!(write(&all), format!("1 {letter}6"));
            assert_eq!(read(&write(&all), TEXT), Some(all.to_vec()));
        }
    }

    #[test]
    fn what_does_not_fit_the_text_is_not_guessed_at() {
        for written in [
            "",
            "1 ",
            "2 h6",
            "h6",
            "1 h5",
            "1 h",
            "1 x6",
            "1 h0",
            "1 h7",
            "1 h999",
            "1 _6",
            "1 h6_2p",
            "1 h99999999999999999999",
            "1 h6 p2",
            "1 é6",
        ] {
            assert_eq!(read(written, TEXT), None, "{written:?}");
        }
    }
}
