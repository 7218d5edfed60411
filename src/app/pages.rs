//! A long text is shown in pages, so that the page of the browser holds no more of it than a person reads in an hour.

use std::ops::Range;

use crate::document::Document;
use crate::segment::Sentence;
use crate::span::Span;

/// Bytes of text after which a new page begins; some 9000 Russian words.
const PAGE: usize = 120_000;
/// Bytes after which a block is shown as several pieces, and the most that a piece of it can be.
const PIECE: usize = 16_000;

/// A block, or a piece of a very long one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub block: usize,
    pub span: Span,
    /// Whether the block begins here.
    pub is_first: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub pieces: Vec<Piece>,
}

impl Page {
    pub fn span(&self) -> Span {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }
}

/// At least one page, unless there are no blocks.
pub fn pages(document: &Document, sentences: &[Sentence]) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut size = PAGE;
    let mut rest = sentences;
    for (block, &crate::document::Block { span, .. }) in document.blocks.iter().enumerate() {
        let own = rest.partition_point(|sentence| sentence.block <= block);
        let (inside, later) = rest.split_at(own);
        rest = later;
        for (index, piece) in pieces(&document.text, span, inside).into_iter().enumerate() {
            if size + piece.len() > PAGE {
                pages.push(Page::default());
                size = 0;
            }
            size += piece.len();
            if let Some(page) = pages.last_mut() {
                page.pieces.push(Piece { block, span: piece, is_first: index == 0 });
            }
        }
    }
    pages
}

/// The index of the page that shows byte `at`.
pub fn page_at(pages: &[Page], at: usize) -> usize {
    pages.partition_point(|page| page.span().end <= at).min(pages.len().saturating_sub(1))
}

/// Cuts a block before a sentence, or inside one that is itself too long.
fn pieces(text: &str, block: Span, sentences: &[Sentence]) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = block.start;
    let ends = sentences.iter().skip(1).map(|sentence| sentence.span.start).chain([block.end]);
    let mut last_end = block.start;
    for end in ends.filter(|&end| end <= block.end) {
        if end - start > PIECE && last_end > start {
            pieces.push(Span::new(start, last_end));
            start = last_end;
        }
        while end - start > PIECE {
            let cut = text.floor_char_boundary(start + PIECE);
            pieces.push(Span::new(start, cut));
            start = cut;
        }
        last_end = end;
    }
    if start < block.end {
        pieces.push(Span::new(start, block.end));
    }
    pieces
}

/// The items of page `page` of a list that shows `size` at a time.
pub fn range(page: usize, size: usize, length: usize) -> Range<usize> {
    let start = page.saturating_mul(size).min(length);
    start..start.saturating_add(size).min(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::plain;

    fn sentences(document: &Document, lengths: usize) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        for (block, b) in document.blocks.iter().enumerate() {
            let mut at = b.span.start;
            while at < b.span.end {
                let end = document.text.floor_char_boundary((at + lengths).min(b.span.end)).max(at + 1);
                sentences.push(Sentence { span: Span::new(at, end), block, tokens: Vec::new() });
                at = end;
            }
        }
        sentences
    }

    #[test]
    fn pieces_follow_each_other_through_every_block() {
        let text = format!("{}\n\n{}\n\nКонец.", "Слово о деле. ".repeat(4000), "я".repeat(40_001));
        let document = plain::document(&text, None);
        for length in [10, 24, 50_000] {
            let pages = pages(&document, &sentences(&document, length));
            let pieces: Vec<Piece> = pages.iter().flat_map(|page| page.pieces.clone()).collect();
            for (index, block) in document.blocks.iter().enumerate() {
                let own: Vec<_> = pieces.iter().filter(|piece| piece.block == index).collect();
                assert_eq!((own[0].span.start, own[own.len() - 1].span.end), (block.span.start, block.span.end));
                assert!(own.windows(2).all(|pair| pair[0].span.end == pair[1].span.start));
                assert!(own.iter().all(|piece| piece.span.len() <= PIECE && document.text.get(piece.span.start..piece.span.end).is_some()));
                assert_eq!(own.iter().filter(|piece| piece.is_first).count(), 1);
            }
            assert!(pages.iter().all(|page| page.pieces.iter().map(|piece| piece.span.len()).sum::<usize>() <= PAGE));
            for piece in pieces {
                assert!(pages[page_at(&pages, piece.span.start)].pieces.contains(&piece));
            }
        }
    }

    #[test]
    fn a_place_after_the_end_is_on_the_last_page() {
        let document = plain::document("Одно слово.", None);
        let pages = pages(&document, &[]);
        assert_eq!(pages.len(), 1);
        assert_eq!(page_at(&pages, usize::MAX), 0);
        assert_eq!(page_at(&[], 5), 0);
    }

    #[test]
    fn a_list_ends_where_it_ends() {
        assert_eq!(range(0, 100, 30), 0..30);
        assert_eq!(range(2, 100, 250), 200..250);
        assert_eq!(range(9, 100, 250), 250..250);
    }
}
