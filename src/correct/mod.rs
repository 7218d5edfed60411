//! What a person says of the facts of a text: that one is to be read otherwise, that one is none, that there is one where the program
//! has found nothing, and that facts which the program relates stand apart. Laid over what the program finds, before anything is made
//! of it; anchored by quotes, so that a correction outlives a new version of the program and an edit of the text.

pub mod form;
pub mod made;
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use made::MadeRelation;
pub use places::Places;

use crate::document::Document;
use crate::extract::{Mentions, Part, QuantityMention, When};
use crate::fact::{Evidence, Fact, FactId, FactKind, Period, Quote};
use crate::order;
use crate::relate::{Relation, RelationId};
use crate::segment::Sentence;
use crate::span::Span;

/// The rules that facts are made by which a person has corrected or made.
pub const CORRECTED: &str = "corrected";
pub const MADE: &str = "made";

/// Everything that is said of the facts of one text, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Corrections as [`form`] writes them.
    pub facts: BTreeMap<FactId, Rc<str>>,
    /// What is no relation.
    pub parted: BTreeSet<RelationId>,
    /// What is one, as [`made`] writes it.
    pub made: BTreeMap<RelationId, Rc<str>>,
}

/// One thing that is said of the facts of a text, or that it is said no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    Fact(FactId, Option<Rc<str>>),
    Parted(RelationId, bool),
    Made(RelationId, Option<Rc<str>>),
}

/// The same, understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    pub facts: BTreeMap<FactId, Correction>,
    pub parted: BTreeSet<RelationId>,
    pub made: BTreeMap<RelationId, MadeRelation>,
}

/// How a person reads a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The sentence that proves it, and in it the words that it is read from.
    pub quote: Quote,
    /// `None`: it is no fact.
    pub reading: Option<Reading>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub kind: FactKind,
    pub period: Option<(When, Option<Part>)>,
    /// In the nominative.
    pub place: Option<String>,
    pub agent: Option<String>,
}

impl Kept {
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.parted.is_empty() && self.made.is_empty()
    }

    pub fn hear(&mut self, remark: &Remark) {
        match remark {
            Remark::Fact(fact, correction) => self.correct(fact, correction.clone()),
            Remark::Parted(relation, parted) => self.part(relation, *parted),
            Remark::Made(relation, made) => self.relate(relation, made.clone()),
        }
    }

    /// What is said by now of what a remark is about.
    pub fn standing(&self, of: &Remark) -> Remark {
        match of {
            Remark::Fact(fact, _) => Remark::Fact(fact.clone(), self.facts.get(fact).cloned()),
            Remark::Parted(relation, _) => Remark::Parted(relation.clone(), self.parted.contains(relation)),
            Remark::Made(relation, _) => Remark::Made(relation.clone(), self.made.get(relation).cloned()),
        }
    }

    /// Everything that it says.
    pub fn remarks(&self) -> impl Iterator<Item = Remark> {
        let facts = self.facts.iter().map(|(fact, said)| Remark::Fact(fact.clone(), Some(said.clone())));
        let parted = self.parted.iter().map(|relation| Remark::Parted(relation.clone(), true));
        let made = self.made.iter().map(|(relation, made)| Remark::Made(relation.clone(), Some(made.clone())));
        facts.chain(parted).chain(made)
    }

    /// `None`: as the program reads it.
    pub fn correct(&mut self, fact: &FactId, correction: Option<Rc<str>>) {
        match correction {
            Some(correction) => drop(self.facts.insert(fact.clone(), correction)),
            None => drop(self.facts.remove(fact)),
        }
    }

    pub fn part(&mut self, relation: &RelationId, parted: bool) {
        match parted {
            true => drop(self.parted.insert(relation.clone())),
            false => drop(self.parted.remove(relation)),
        }
    }

    /// `None`: not any more.
    pub fn relate(&mut self, relation: &RelationId, made: Option<Rc<str>>) {
        match made {
            Some(made) => drop(self.made.insert(relation.clone(), made)),
            None => drop(self.made.remove(relation)),
        }
    }
}

impl Corrections {
    /// Those that this version understands.
    pub fn of(kept: &Kept) -> Corrections {
        let read = |(fact, written): (&FactId, &Rc<str>)| Some((fact.clone(), form::read(written)?));
        let made = |(relation, written): (&RelationId, &Rc<str>)| Some((relation.clone(), made::read(written)?));
        Corrections {
            facts: kept.facts.iter().filter_map(read).collect(),
            parted: kept.parted.clone(),
            made: kept.made.iter().filter_map(made).collect(),
        }
    }

    pub fn kept(&self) -> Kept {
        let write = |(fact, correction): (&FactId, &Correction)| (fact.clone(), form::write(correction).into());
        let made = |(relation, made): (&RelationId, &MadeRelation)| (relation.clone(), made::write(made).into());
        Kept {
            facts: self.facts.iter().map(write).collect(),
            parted: self.parted.clone(),
            made: self.made.iter().map(made).collect(),
        }
    }

    /// The corrections whose words are no longer in the text, or there twice: they are shown, never guessed at.
    pub fn lost<'a>(
        &'a self,
        text: &'a str,
        sentences: &[Sentence],
    ) -> impl Iterator<Item = (&'a FactId, &'a Correction)> {
        let mut places = Places::of(text, sentences);
        self.facts.iter().filter(move |(_, correction)| places.find(&correction.quote).is_none())
    }
}

impl Reading {
    /// As the program, or whoever has corrected it, reads a fact.
    pub fn of(fact: &Fact) -> Reading {
        Reading {
            kind: fact.kind.clone(),
            period: fact.period.as_ref().map(|period| (period.when.clone(), period.part)),
            place: fact.place.clone(),
            agent: fact.agent.clone(),
        }
    }

    fn lay_over(&self, fact: &mut Fact) {
        let Reading { kind, period, place, agent } = self.clone();
        let is_same = |known: &Period, when: &When, part: Option<Part>| known.when == *when && known.part == part;
        fact.period = period.map(|(when, part)| match fact.period.take() {
            // The text says it where it said it before.
            Some(known) if is_same(&known, &when, part) => known,
            _ => Period { when, part, span: fact.span },
        });
        (fact.kind, fact.place, fact.agent) = (kind, place, agent);
        fact.inferred.clear();
        fact.doubt = None;
        fact.rule = CORRECTED.into();
    }
}

/// The quote by which a correction of a fact is anchored.
pub fn quote(document: &Document, fact: &Fact) -> Quote {
    Quote::of(&document.text, fact.evidence.span, fact.span)
}

/// The id of a fact that a person makes of these words: the one that the program would give it.
pub fn made_id(document: &Document, span: Span) -> FactId {
    FactId::of("quantity", &document.text, span, 0)
}

/// Lays the corrections over the facts, in text order before and after; what a person has made gets its mention too.
pub fn facts(
    document: &Document,
    sentences: &[Sentence],
    mentions: &mut Mentions,
    facts: &mut Vec<Fact>,
    corrections: &Corrections,
) {
    if corrections.facts.is_empty() {
        return;
    }
    let mut places = Places::of(&document.text, sentences);
    let mut known: BTreeMap<FactId, usize> =
        facts.iter().enumerate().map(|(place, fact)| (fact.id.clone(), place)).collect();
    // A fact that is corrected under its own id is nobody else's.
    known.retain(|id, _| corrections.facts.contains_key(id));
    let mut is_none = vec![false; facts.len()];
    let mut made = Vec::new();
    for (id, correction) in &corrections.facts {
        let place = match known.get(id) {
            Some(place) => Some((*place, None)),
            None => places.find(&correction.quote).map(|at| {
                let place = standing_at(facts, at.1, correction, |id| corrections.facts.contains_key(id));
                (place.unwrap_or(usize::MAX), Some(at))
            }),
        };
        match (place, &correction.reading) {
            (Some((place, _)), None) if place < facts.len() => is_none[place] = true,
            (Some((place, _)), Some(reading)) if place < facts.len() => {
                // A later version may give it another id; cards and charts know this one.
                facts[place].id = id.clone();
                reading.lay_over(&mut facts[place]);
            }
            (Some((_, Some((_, span)))), Some(reading)) => {
                made.extend(of_words(document, sentences, id, span, reading));
            }
            _ => {}
        }
    }
    let mut is_none = is_none.into_iter();
    facts.retain(|_| !is_none.next().unwrap_or(false));
    if made.is_empty() {
        return;
    }
    made.iter().for_each(|fact| mention(mentions, fact));
    facts.extend(made);
    order::by_key(facts, |fact| (fact.span.start, fact.span.end));
    order::by_key(&mut mentions.quantities, |mention| (mention.span.start, mention.span.end));
}

/// The fact of the same kind that is read from these words by now, under another id.
fn standing_at(
    facts: &[Fact],
    span: Span,
    correction: &Correction,
    is_taken: impl Fn(&FactId) -> bool,
) -> Option<usize> {
    let is_kin = |fact: &Fact| match &correction.reading {
        Some(reading) => std::mem::discriminant(&fact.kind) == std::mem::discriminant(&reading.kind),
        None => fact.span == span,
    };
    let from = facts.partition_point(|fact| fact.span.start < span.start.saturating_sub(LONGEST));
    let near = facts[from..].iter().take_while(|fact| fact.span.start < span.end);
    let mut found =
        near.enumerate().filter(|(_, fact)| fact.span.overlaps(span) && is_kin(fact) && !is_taken(&fact.id));
    found.next().map(|(place, _)| from + place)
}

/// No words that a fact is read from are longer, bytes.
const LONGEST: usize = 4096;

fn of_words(document: &Document, sentences: &[Sentence], id: &FactId, span: Span, reading: &Reading) -> Option<Fact> {
    let sentence = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let proof = sentences.get(sentence)?.span;
    let mut fact = Fact {
        id: id.clone(),
        span,
        sentence,
        evidence: Evidence::of(&document.text, proof),
        kind: reading.kind.clone(),
        period: None,
        place: None,
        agent: None,
        inferred: Vec::new(),
        doubt: None,
        attribution: None,
        rule: MADE.into(),
    };
    reading.lay_over(&mut fact);
    fact.rule = MADE.into();
    Some(fact)
}

/// What a person has made a figure of is marked as one.
fn mention(mentions: &mut Mentions, fact: &Fact) {
    mentions.skipped.retain(|skipped| !skipped.span.overlaps(fact.span));
    let Some(quantity) = fact.quantity() else { return };
    if mentions.quantities.iter().any(|mention| mention.span.overlaps(fact.span)) {
        return;
    }
    mentions.quantities.push(QuantityMention {
        span: fact.span,
        sentence: fact.sentence,
        amount: quantity.amount,
        bound: quantity.bound,
        upper: quantity.upper,
        measure: quantity.measure,
        rule: MADE.into(),
    });
}

/// Takes out what is said to be no relation, and gives it back; what is said to be one is among the others, in the order of the text.
pub fn relations(
    document: &Document,
    sentences: &[Sentence],
    facts: &[Fact],
    relations: &mut Vec<Relation>,
    corrections: &Corrections,
) -> Vec<Relation> {
    let mut parted = Vec::new();
    if !corrections.parted.is_empty() {
        relations.retain(|relation| {
            let is_parted = corrections.parted.contains(&relation.id);
            parted.extend(is_parted.then(|| relation.clone()));
            !is_parted
        });
    }
    made::lay_over(document, sentences, facts, relations, corrections);
    parted
}
