//! Sentences → [`Mentions`]: what stands where in the text, before anything is joined.
//!
//! A folder a kind, each with its types, its named rules, and a corpus of what they must and must not find.

pub mod words;
pub mod gapping;
pub mod claim;
pub mod entity;
pub mod number;
pub mod table;
pub mod time;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::document::{BlockKind, Document, Language};
use crate::segment::{Segmentation, Sentence};
use crate::span::Span;

pub use claim::{ClaimKind, ClaimMention};
pub use entity::{EntityKind, EntityMention};
pub use number::{Amount, Bound, Measure, QuantityMention};
pub use time::{Calendar, Date, Grain, Part, Season, TimeMention, When};
pub use words::{Gated, Gates, Match, Rule, Words, first_match};

/// The name of the rule that made something; it travels with the result, so that every answer can be explained.
pub type RuleName = Cow<'static, str>;

/// Everything found in a text, each list in text order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mentions {
    pub quantities: Vec<QuantityMention>,
    pub times: Vec<TimeMention>,
    pub entities: Vec<EntityMention>,
    pub claims: Vec<ClaimMention>,
    /// Digit groups and number words that are neither: with the reason, so that nothing is lost in silence.
    pub skipped: Vec<Skipped>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    pub span: Span,
    pub reason: SkipReason,
}

/// Why a figure of the text is not an amount, a time or part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    Ordinal,
    Name,
    ListMark,
    Reference,
    Clock,
    Phone,
    Version,
    Score,
    Idiom,
    /// Part of a compound word: `20-летие`.
    Compound,
    /// What a rate is for: `8,3 на 1000 жителей`.
    Rate,
    Vague,
    Boilerplate,
    Unread,
}

/// A text with its sentences, as all rules read it.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub document: &'a Document,
    pub segmentation: &'a Segmentation<'a>,
}

impl<'a> Reading<'a> {
    pub fn sentences(&self) -> &'a [Sentence] {
        &self.segmentation.sentences
    }

    pub fn words(&self, sentence: usize) -> Words<'a> {
        let tokens = self.sentences().get(sentence).map_or(&[][..], |sentence| &sentence.tokens);
        Words {
            text: &self.document.text,
            folded: &self.segmentation.folded,
            tokens,
            forms: &self.segmentation.forms,
            morphology: self.segmentation.morphology,
        }
    }

    /// Page furniture is kept out of facts.
    pub fn is_furniture(&self, sentence: &Sentence) -> bool {
        self.document.blocks.get(sentence.block).is_some_and(|block| block.kind == BlockKind::Boilerplate)
    }

    /// Tables are read by their columns ([`table`]).
    pub fn is_tabular(&self, sentence: &Sentence) -> bool {
        self.document.blocks.get(sentence.block).is_some_and(|block| block.kind.is_tabular())
    }

    /// The sentences to read, with their indices: page furniture and tables are left out.
    pub fn readable(&self) -> impl Iterator<Item = (usize, Words<'a>)> {
        let reading = *self;
        let sentences = self.sentences().iter().enumerate();
        sentences
            .filter(move |(_, sentence)| !reading.is_furniture(sentence) && !reading.is_tabular(sentence))
            .map(move |(index, _)| (index, reading.words(index)))
    }
}

/// Everything in the sentences; total, linear in the length of the text. Times come first: a year is no amount.
pub fn mentions(document: &Document, segmentation: &Segmentation) -> Mentions {
    if document.language == Language::Unknown {
        return Mentions::default();
    }
    let reading = Reading { document, segmentation };
    let (cells, times_of_cells) = table::mentions(&table::cells(reading), reading);
    let mut times = time::mentions(reading);
    if !times_of_cells.is_empty() {
        times.extend(times_of_cells);
        crate::order::by_key(&mut times, |time| time.span);
    }
    let entities = entity::mentions(reading, &times);
    let claims = claim::mentions(reading);
    let (quantities, skipped) = number::mentions(reading, &times, &entities, cells);
    Mentions { quantities, times, entities, claims, skipped }
}
