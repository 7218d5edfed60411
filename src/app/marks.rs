//! What is marked in a text: mentions of every kind, made flat where they overlap.

use std::collections::BTreeSet;

use super::hidden::Hidden;
use crate::deck::{Deck, Setting};
use crate::extract::Mentions;
use crate::order;
use crate::span::Span;

/// A kind of mark has its colour and its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Figure,
    Time,
    Name,
    Claim,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Figure, Kind::Time, Kind::Name, Kind::Claim];

    /// The class of the mark in the page.
    pub fn class(self) -> &'static str {
        match self {
            Kind::Figure => "figure",
            Kind::Time => "time",
            Kind::Name => "name",
            Kind::Claim => "claim",
        }
    }

    pub fn count(self, mentions: &Mentions) -> usize {
        match self {
            Kind::Figure => mentions.quantities.len(),
            Kind::Time => mentions.times.len(),
            Kind::Name => mentions.entities.len(),
            Kind::Claim => mentions.claims.len(),
        }
    }
}

/// The kinds that the reader has switched off.
pub fn hidden(deck: &Deck) -> Vec<Kind> {
    let off = deck.hidden_marks();
    Kind::ALL.into_iter().zip(off).filter(|(_, is_off)| *is_off).map(|(kind, _)| kind).collect()
}

/// As that is kept.
pub fn setting(hidden: &[Kind]) -> Setting {
    Setting::HiddenMarks(Kind::ALL.map(|kind| hidden.contains(&kind)))
}

/// A mention by its kind and its index in the list of that kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MarkId {
    pub kind: Kind,
    pub index: usize,
}

impl MarkId {
    /// As the page writes it: `figure-12`.
    pub fn parse(written: &str) -> Option<MarkId> {
        let (class, index) = written.split_once('-')?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.class() == class)?;
        Some(MarkId { kind, index: index.parse().ok()? })
    }

    pub fn span(self, mentions: &Mentions) -> Option<Span> {
        let MarkId { kind, index } = self;
        match kind {
            Kind::Figure => mentions.quantities.get(index).map(|mention| mention.span),
            Kind::Time => mentions.times.get(index).map(|mention| mention.span),
            Kind::Name => mentions.entities.get(index).map(|mention| mention.span),
            Kind::Claim => mentions.claims.get(index).map(|mention| mention.span),
        }
    }
}

impl std::fmt::Display for MarkId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.kind.class(), self.index)
    }
}

/// A stretch of text under one mark, or under none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    pub span: Span,
    pub mark: Option<MarkId>,
}

/// Cuts `within` into segments that follow each other without gap or overlap. Where marks overlap, the shortest one
/// is shown: it is the one that could not be reached otherwise. Figures of facts that are hidden are not marked.
pub fn segments(mentions: &Mentions, hidden: &[Kind], facts: &Hidden, within: Span) -> Vec<Segment> {
    let mut marks: Vec<(Span, MarkId)> = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| !hidden.contains(kind)) {
        let span = |index| MarkId { kind, index }.span(mentions).unwrap_or(within);
        // Mentions are in text order; one that begins before `within` may reach into it.
        let first = partition_point(kind.count(mentions), |index| span(index).start < within.start).saturating_sub(1);
        let ids = (first..kind.count(mentions)).map(|index| (span(index), MarkId { kind, index }));
        marks.extend(
            ids.take_while(|(span, _)| span.start < within.end)
                .map(|(span, id)| (Span { start: span.start.max(within.start), end: span.end.min(within.end) }, id))
                .filter(|(span, id)| span.start < span.end && (id.kind != Kind::Figure || !facts.covers(*span))),
        );
    }
    flatten(&marks, within)
}

/// The first index below `length` for which `is_before` is false.
fn partition_point(length: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// In n log n, however many overlap.
fn flatten(marks: &[(Span, MarkId)], within: Span) -> Vec<Segment> {
    // (offset, opens, mark): at one offset, what ends goes before what begins.
    let mut edges: Vec<(usize, bool, usize)> = Vec::with_capacity(marks.len() * 2);
    for (index, (span, _)) in marks.iter().enumerate() {
        edges.push((span.start, true, index));
        edges.push((span.end, false, index));
    }
    order::sort(&mut edges);
    let mut active: BTreeSet<(usize, MarkId)> = BTreeSet::new();
    let mut segments: Vec<Segment> = Vec::new();
    let mut at = within.start;
    let mut cut = |at: &mut usize, end: usize, mark: Option<MarkId>| {
        if *at < end {
            match segments.last_mut() {
                Some(last) if last.mark == mark => last.span.end = end,
                _ => segments.push(Segment { span: Span::new(*at, end), mark }),
            }
            *at = end;
        }
    };
    for (offset, opens, index) in edges {
        cut(&mut at, offset, active.first().map(|&(_, id)| id));
        let (span, id) = marks[index];
        if opens {
            active.insert((span.len(), id));
        } else {
            active.remove(&(span.len(), id));
        }
    }
    cut(&mut at, within.end, None);
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(kind: Kind, index: usize) -> MarkId {
        MarkId { kind, index }
    }

    fn flat(marks: &[(usize, usize, MarkId)], end: usize) -> Vec<(usize, usize, Option<MarkId>)> {
        let marks: Vec<_> = marks.iter().map(|&(start, end, id)| (Span::new(start, end), id)).collect();
        let segments = flatten(&marks, Span::new(0, end));
        segments.into_iter().map(|segment| (segment.span.start, segment.span.end, segment.mark)).collect()
    }

    #[test]
    fn an_inner_mark_shows_and_the_outer_one_goes_on_after_it() {
        let (claim, time) = (id(Kind::Claim, 0), id(Kind::Time, 3));
        assert_eq!(
            flat(&[(2, 10, claim), (4, 6, time)], 12),
            [(0, 2, None), (2, 4, Some(claim)), (4, 6, Some(time)), (6, 10, Some(claim)), (10, 12, None)]
        );
    }

    #[test]
    fn segments_cover_everything_once() {
        let marks: Vec<_> = (0..40).map(|n| (n * 7 % 50, n * 7 % 50 + 1 + n % 9, id(Kind::ALL[n % 4], n))).collect();
        let segments = flat(&marks, 60);
        assert_eq!((segments[0].0, segments[segments.len() - 1].1), (0, 60));
        assert!(segments.windows(2).all(|pair| pair[0].1 == pair[1].0 && pair[0].2 != pair[1].2));
        for (start, end, mark) in segments {
            let covering = marks.iter().filter(|mark| mark.0 <= start && end <= mark.1);
            assert_eq!(mark, covering.min_by_key(|mark| (mark.1 - mark.0, mark.2)).map(|mark| mark.2));
        }
    }

    #[test]
    fn a_mark_is_read_back_from_the_page() {
        assert_eq!(MarkId::parse("claim-12"), Some(id(Kind::Claim, 12)));
        assert_eq!(id(Kind::Claim, 12).to_string(), "claim-12");
        for odd in ["", "claim", "claim-", "claim-x", "rule-1"] {
            assert_eq!(MarkId::parse(odd), None, "{odd}");
        }
    }
}
