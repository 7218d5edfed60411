//! A half-open byte range into a document's text.

use crate::order;
use serde::{Deserialize, Serialize};

/// Bytes `start..end` of a document's text, both on character boundaries.
///
/// Everything that is derived from a text keeps the span it came from, so that every answer can be traced back to
/// the words that prove it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// # Panics
    /// In debug builds, when `end` lies before `start`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends at or after its start, found {start}..{end}");
        Span { start, end }
    }

    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn contains_offset(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The words under the span, or `""` where it does not fit `text`: a span may come from an older version of it.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Of overlapping items keeps the one that starts first, and of those that start together the longest.
/// The result is in text order. Items that start and end together keep their first, so the order of rules decides.
pub fn longest_leftmost<T>(mut items: Vec<T>, span: impl Fn(&T) -> Span) -> Vec<T> {
    order::by_key(&mut items, |item| (span(item).start, std::cmp::Reverse(span(item).end)));
    let mut end = 0;
    items.retain(|item| {
        let keep = span(item).start >= end;
        if keep {
            end = span(item).end;
        }
        keep
    });
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_needs_a_shared_byte() {
        assert!(Span::new(0, 3).overlaps(Span::new(2, 5)));
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn a_span_of_another_text_is_empty_not_a_panic() {
        assert_eq!(Span::new(0, 1).of("ё"), "");
        assert_eq!(Span::new(5, 9).of("abc"), "");
    }

    #[test]
    fn the_longest_of_those_that_start_first_wins() {
        let spans = vec![Span::new(4, 9), Span::new(0, 3), Span::new(0, 5), Span::new(9, 10)];
        assert_eq!(longest_leftmost(spans, |s| *s), [Span::new(0, 5), Span::new(9, 10)]);
    }
}
