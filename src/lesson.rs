//! A text and everything made of it: the steps of the pipeline in order, every intermediate kept.

use std::collections::HashSet;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::card::{self, Card, Material};
use crate::chart::{self, ChartSpec, Drawn};
use crate::correct::{self, Corrections};
use crate::document::Document;
use crate::extract::{self, Mentions};
use crate::fact::{self, Fact, FactId};
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
    /// Those that somebody has parted: nothing is made of them.
    pub parted: Vec<Relation>,
    pub cards: Vec<Card>,
    pub charts: Vec<ChartSpec>,
    /// Of each chart, in the same order.
    pub drawings: Vec<Drawn>,
    /// What each fact counts, in the nominative: [`chart::counted`].
    pub counted: Vec<String>,
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
        Lesson::corrected(document, seed, morphology, &Corrections::default())
    }

    /// All steps, with what a person reads otherwise.
    pub fn corrected(document: Document, seed: u64, morphology: &Morphology, corrections: &Corrections) -> Lesson {
        match Lesson::with_progress(document, seed, morphology, corrections, |_| ControlFlow::Continue(())) {
            ControlFlow::Continue(lesson) => lesson,
            ControlFlow::Break(()) => unreachable!("the callback above never breaks"),
        }
    }

    /// All steps; `progress` is asked before each and may break off, then nothing is kept.
    pub fn with_progress(
        document: Document,
        seed: u64,
        morphology: &Morphology,
        corrections: &Corrections,
        mut progress: impl FnMut(Step) -> ControlFlow<()>,
    ) -> ControlFlow<(), Lesson> {
        progress(Step::Sentences)?;
        let segmentation = segment::segment(&document, morphology);
        progress(Step::Mentions)?;
        let mut mentions = extract::mentions(&document, &segmentation);
        progress(Step::Facts)?;
        let mut facts = fact::assemble(&document, &segmentation, &mentions);
        correct::facts(&document, &segmentation.sentences, &mut mentions, &mut facts, corrections);
        progress(Step::Relations)?;
        let mut relations = relate::relations(&document, &segmentation, &facts);
        let parted = correct::relations(&document, &segmentation.sentences, &facts, &mut relations, corrections);
        progress(Step::Cards)?;
        let (told, related) = (told(&facts), related(&facts, &relations));
        let material = Material {
            document: &document,
            segmentation: &segmentation,
            mentions: &mentions,
            facts: told.as_deref().unwrap_or(&facts),
            relations: related.as_deref().unwrap_or(&relations),
        };
        let cards = card::generate(&material, seed);
        let sentences = segmentation.sentences;
        progress(Step::Charts)?;
        let charts = chart::suggest(&document, morphology, &facts, &relations);
        let drawings = charts.iter().map(Drawn::of).collect();
        let counted = chart::counted(&document, morphology, &facts);
        ControlFlow::Continue(Lesson {
            document,
            sentences,
            mentions,
            facts,
            relations,
            parted,
            cards,
            charts,
            drawings,
            counted,
        })
    }
}

fn is_of_table(fact: &Fact) -> bool {
    fact.rule == extract::table::RULE
}

/// The facts that sentences tell, where tables tell others: of a row no card can be asked, as it is no sentence. `None`: all.
fn told(facts: &[Fact]) -> Option<Vec<Fact>> {
    let has_tables = facts.iter().any(is_of_table);
    has_tables.then(|| facts.iter().filter(|fact| !is_of_table(fact)).cloned().collect())
}

/// Their relations alone. `None`: all.
fn related(facts: &[Fact], relations: &[Relation]) -> Option<Vec<Relation>> {
    let of_tables: HashSet<&FactId> = facts.iter().filter(|fact| is_of_table(fact)).map(|fact| &fact.id).collect();
    let is_told = |relation: &&Relation| !relation.facts.iter().any(|fact| of_tables.contains(fact));
    (!of_tables.is_empty()).then(|| relations.iter().filter(is_told).cloned().collect())
}
