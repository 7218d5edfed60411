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

/// The blocks of an edited text: those on both sides of the edit stay what they are; each line that is new, or no longer what it was, is of
/// the kind of the block in its place, or a paragraph where there is none.
pub fn edited(blocks: &[Block], old: &str, new: &str) -> Vec<Block> {
    let same = old.chars().zip(new.chars()).take_while(|(one, other)| one == other);
    let head: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let same = old[head..].chars().rev().zip(new[head..].chars().rev()).take_while(|(one, other)| one == other);
    let tail: usize = same.map(|(c, _)| c.len_utf8()).sum();
    // A block that the edit touches at its end has grown, or begins anew.
    let before = blocks.partition_point(|block| block.span.end < head);
    let after = blocks.partition_point(|block| block.span.start <= old.len() - tail).max(before);
    let shifted = |block: &Block| {
        let moved = |at: usize| new.len() - (old.len() - at);
        Block { span: Span::new(moved(block.span.start), moved(block.span.end)), kind: block.kind }
    };
    let rest: Vec<Block> = blocks[after..].iter().map(shifted).collect();
    let from = blocks[..before].last().map_or(0, |block| block.span.end);
    let to = rest.first().map_or(new.len(), |block| block.span.start);
    let lines = new[from..to].split_inclusive('\n').scan(from, |at, line| {
        let start = *at + line.len() - line.trim_start().len();
        *at += line.len();
        Some(Span::new(start, start + line.trim().len()))
    });
    let kind = |at: usize| blocks[before..after].get(at).map_or(BlockKind::Paragraph, |block| block.kind);
    let written =
        lines.filter(|span| span.end > span.start).enumerate().map(|(at, span)| Block { span, kind: kind(at) });
    blocks[..before].iter().cloned().chain(written).chain(rest).collect()
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
    fn an_edit_leaves_the_other_blocks_what_they_are() {
        for (new, expect) in [
            (TEXT, WRITTEN),
            // In a block, at both ends of one, and of the whole text.
            ("Тыл\n\nГод\tТонн\n1943\t70\n\nКонец.", "1 h6_2t15_1r7_2p11"),
            ("Тыл\n\nГод\tТонн\n1942\t7\n\nКонец.", "1 h6_2t15_1r6_2p11"),
            ("В тылу\n\nГод\tТонн\n1943\t7\n\nКонец.", "1 h11_2t15_1r6_2p11"),
            ("Тыл\n\nГод\tТонн\n1943\t7\n\nКонец. Всё.", "1 h6_2t15_1r6_2p19"),
            // A line more, one less, and a part of two.
            ("Тыл\n\nГод\tТонн\n1943\t7\n\nВот.\n\nКонец.", "1 h6_2t15_1r6_2p7_2p11"),
            ("Тыл\n\nГод\tТонн\n\nКонец.", "1 h6_2t15_2p11"),
            ("Тыл\n\nГод\tТон7\n\nКонец.", "1 h6_2t14_2p11"),
            ("Иное", "1 h8"),
        ] {
            let blocks = edited(&blocks(), TEXT, new);
            assert_eq!(write(&blocks), expect, "{new:?}");
            assert_eq!(read(expect, new), Some(blocks), "{new:?}");
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
