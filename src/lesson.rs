//! A text and everything made of it: the steps of the pipeline in order, every intermediate kept.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::card::{self, Card, Material};
use crate::chart::{self, ChartSpec};
use crate::document::Document;
use crate::extract::{self, Mentions};
use crate::fact::{self, Fact};
use crate::lexicon::ru::morphology::Morphology;
use crate::relate::{self, Relation};
use crate::segment::{self, Sentence};

/// The lesson that the app opens with.
pub const SAMPLE: &str = include_str!("../examples/home-front-1944.txt");

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    pub document: Document,
    pub sentences: Vec<Sentence>,
    pub mentions: Mentions,
    pub facts: Vec<Fact>,
    pub relations: Vec<Relation>,
    pub cards: Vec<Card>,
    pub charts: Vec<ChartSpec>,
}

/// What the pipeline has reached; passed to the progress callback before each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Sentences,
    Mentions,
    Facts,
    Relations,
    Cards,
    Charts,
}

impl Step {
    pub const ALL: [Step; 6] =
        [Step::Sentences, Step::Mentions, Step::Facts, Step::Relations, Step::Cards, Step::Charts];
}

impl Lesson {
    /// How many words the text has: runs between white space with a letter or digit in them.
    pub fn words(&self) -> usize {
        self.document.text.split_whitespace().filter(|run| run.chars().any(char::is_alphanumeric)).count()
    }

    /// All steps, without interruption.
    pub fn of(document: Document, seed: u64, morphology: &Morphology) -> Lesson {
        match Lesson::with_progress(document, seed, morphology, |_| ControlFlow::Continue(())) {
            ControlFlow::Continue(lesson) => lesson,
            ControlFlow::Break(()) => unreachable!("the callback above never breaks"),
        }
    }

    /// All steps; `progress` is asked before each and may break off, then nothing is kept.
    pub fn with_progress(
        document: Document,
        seed: u64,
        morphology: &Morphology,
        mut progress: impl FnMut(Step) -> ControlFlow<()>,
    ) -> ControlFlow<(), Lesson> {
        progress(Step::Sentences)?;
        let segmentation = segment::segment(&document, morphology);
        progress(Step::Mentions)?;
        let mentions = extract::mentions(&document, &segmentation);
        progress(Step::Facts)?;
        let facts = fact::assemble(&document, &segmentation, &mentions);
        progress(Step::Relations)?;
        let relations = relate::relations(&document, &segmentation, &facts);
        progress(Step::Cards)?;
        let material = Material {
            document: &document,
            segmentation: &segmentation,
            mentions: &mentions,
            facts: &facts,
            relations: &relations,
        };
        let cards = card::generate(&material, seed);
        let sentences = segmentation.sentences;
        progress(Step::Charts)?;
        let charts = chart::suggest(&document, &facts, &relations);
        ControlFlow::Continue(Lesson { document, sentences, mentions, facts, relations, cards, charts })
    }
}
