//! Every figure, number word and time of a text, and what has become of it.

use super::Open;
use crate::correct::{Corrections, Places};
use crate::extract::SkipReason;
use crate::fact::{self, Fact, FactId, FactKind};
use crate::order;
use crate::span::Span;

/// How a figure stands, as a list shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// A fact is read from it.
    Used,
    /// A fact is read from it that a reader should look at twice.
    #[default]
    Doubtful,
    /// It was read, and no fact needs it; or it was left out, with a reason.
    Skipped,
}

impl Standing {
    pub const ALL: [Standing; 3] = [Standing::Used, Standing::Doubtful, Standing::Skipped];

    /// In the page's markup.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Used => "used",
            Standing::Doubtful => "doubtful",
            Standing::Skipped => "skipped",
        }
    }
}

/// Words of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Covered {
    pub span: Span,
    pub fate: Fate,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// The place of the fact among those of the lesson, and what makes it doubtful.
    Fact(usize, Vec<Doubt>),
    /// A figure that no fact is read from.
    Figure,
    /// A time that dates nothing.
    Time,
    /// Somebody has said that it is no fact.
    Rejected(FactId),
    Left(SkipReason),
}

/// Why a fact should be looked at twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// As extraction says it.
    Said(fact::Doubt),
    /// Nothing says of what the figure is.
    NoSubject,
    /// What it is of was carried over from other words.
    Carried,
}

impl Covered {
    pub fn standing(&self) -> Standing {
        match &self.fate {
            Fate::Fact(_, doubts) if doubts.is_empty() => Standing::Used,
            Fate::Fact(..) => Standing::Doubtful,
            _ => Standing::Skipped,
        }
    }
}

/// What should be looked at twice.
fn doubts(fact: &Fact) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = fact.doubt.map(Doubt::Said).into_iter().collect();
    if let FactKind::Quantity(quantity) = &fact.kind {
        if quantity.subject.is_empty() {
            doubts.push(Doubt::NoSubject);
        } else if fact.inferred.contains(&fact::Inferred::Subject) {
            doubts.push(Doubt::Carried);
        }
    }
    doubts
}

/// Where somebody has said that there is no fact, in text order.
fn rejected<'a>(open: &Open, corrections: &'a Corrections) -> Vec<(Span, &'a FactId)> {
    let mut places = Places::of(&open.lesson.document.text, &open.lesson.sentences);
    let mut rejected: Vec<(Span, &FactId)> = (corrections.facts.iter())
        .filter(|(_, correction)| correction.reading.is_none())
        .filter_map(|(id, correction)| Some((places.find(&correction.quote)?.1, id)))
        .collect();
    order::by_key(&mut rejected, |(span, _)| (span.start, span.end));
    rejected
}

/// What is rejected at these words. Facts are read from words of their own: that one ends first that begins first.
fn at<'a>(rejected: &[(Span, &'a FactId)], span: Span) -> Option<&'a FactId> {
    let from = rejected.partition_point(|(known, _)| known.end <= span.start);
    rejected.get(from).filter(|(known, _)| known.overlaps(span)).map(|(_, id)| *id)
}

/// All of them, in text order.
pub fn coverage(open: &Open) -> Vec<Covered> {
    let lesson = &open.lesson;
    let (facts, mentions) = (&lesson.facts, &lesson.mentions);
    let corrections = Corrections::of(&open.corrections);
    let rejected = rejected(open, &corrections);
    let mut covered = Vec::new();
    // Facts and figures both stand in text order.
    let mut from = 0;
    for mention in &mentions.quantities {
        while facts
            .get(from)
            .is_some_and(|fact| fact.span.end <= mention.span.start && fact.sentence < mention.sentence)
        {
            from += 1;
        }
        let near = facts[from..].iter().enumerate().take_while(|(_, fact)| fact.span.start < mention.span.end);
        let mut own = near.filter(|(_, fact)| fact.quantity().is_some() && fact.span.overlaps(mention.span));
        let fate = match own.next() {
            Some((place, fact)) => Fate::Fact(from + place, doubts(fact)),
            None => match at(&rejected, mention.span) {
                Some(id) => Fate::Rejected(id.clone()),
                None => Fate::Figure,
            },
        };
        covered.push(Covered { span: mention.span, fate });
    }
    let mut dated: Vec<(usize, usize)> = Vec::new();
    for (place, fact) in facts.iter().enumerate() {
        dated.extend(fact.period.as_ref().map(|period| (period.span.start, place)));
    }
    order::sort(&mut dated);
    for mention in &mentions.times {
        let at = dated.partition_point(|(start, _)| *start < mention.span.start);
        let fact = dated.get(at).filter(|(start, _)| *start < mention.span.end).map(|(_, place)| *place);
        let fate = fact.map_or(Fate::Time, |fact| Fate::Fact(fact, Vec::new()));
        covered.push(Covered { span: mention.span, fate });
    }
    for skipped in &mentions.skipped {
        let fate = match at(&rejected, skipped.span) {
            Some(id) => Fate::Rejected(id.clone()),
            None => Fate::Left(skipped.reason),
        };
        covered.push(Covered { span: skipped.span, fate });
    }
    order::by_key(&mut covered, |covered| (covered.span.start, covered.span.end));
    covered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::reading;

    #[test]
    fn every_figure_and_time_of_the_sample_has_its_place() {
        let state = reading();
        let open = state.shown().expect("the sample");
        let covered = coverage(open);
        let mentions = &open.lesson.mentions;
        assert_eq!(covered.len(), mentions.quantities.len() + mentions.times.len() + mentions.skipped.len());
        assert!(covered.is_sorted_by_key(|covered| covered.span.start));
        let of = |standing| covered.iter().filter(|covered| covered.standing() == standing).count();
        assert!(of(Standing::Used) > of(Standing::Skipped), "{} used", of(Standing::Used));
        // Every digit of the text is within one of them.
        let text = &open.lesson.document.text;
        for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            let is_covered = covered.iter().any(|covered| covered.span.start <= at && at < covered.span.end);
            let is_named = mentions.entities.iter().any(|name| name.span.start <= at && at < name.span.end);
            assert!(is_covered || is_named, "{:?}", &text[at..]);
        }
        for covered in &covered {
            if let Fate::Fact(place, _) = covered.fate {
                assert!(open.lesson.facts.len() > place);
            }
        }
    }
}
