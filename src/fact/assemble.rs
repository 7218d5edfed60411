//! The joining itself: sentence by sentence, numbers with what is counted, when and where.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::lemmas::Lemmas;
use super::period::{Report, TimesTold};
use super::scene::Scene;
use super::subject::{Said, subjects};
use super::{
    Doubt, Evidence, Fact, FactId, FactKind, Inferred, Period, Quantity, definition, event, evidence, period, place,
};
use crate::document::Document;
use crate::extract::table::{self, Cell};
use crate::extract::{
    Bound, ClaimKind, ClaimMention, EntityMention, Mentions, QuantityMention, Reading, RuleName, TimeMention, Words,
};
use crate::lexicon::fold;
use crate::order;
use crate::segment::{Segmentation, Sentence};
use crate::span::Span;

/// So many blocks further on a report still speaks of the year that it compares with the one before.
const TOLD_REACH: usize = 4;

/// Joins mentions to facts; every quantity mention becomes a fact. In text order.
pub fn assemble(document: &Document, segmentation: &Segmentation, mentions: &Mentions) -> Vec<Fact> {
    let reading = Reading { document, segmentation };
    let sentences = reading.sentences();
    let (lemmas, cues) = (Lemmas::default(), definition::cues(segmentation));
    let mut facts = Vec::with_capacity(mentions.quantities.len());
    let mut before: Option<Told> = None;
    let mut held: Option<String> = None;
    let mut held_time: Option<Period> = None;
    let mut told: Option<(usize, Period)> = None;
    let mut report: Option<Report> = None;
    let mut defined = HashSet::new();
    let cells = table::cells(reading);
    let mut cells = &cells[..];
    let (mut quantities, mut times, mut entities, mut claims) =
        (&mentions.quantities[..], &mentions.times[..], &mentions.entities[..], &mentions.claims[..]);
    for (index, sentence) in sentences.iter().enumerate() {
        if index == 0 || sentences[index - 1].block != sentence.block {
            (before, held, held_time) = (None, None, None);
        }
        if reading.is_tabular(sentence) {
            let here = of_sentence(&mut cells, index, |cell| cell.sentence);
            facts.extend(here.iter().map(|cell| of_cell(cell, sentence, index)));
            continue;
        }
        let mut here = Told {
            words: reading.words(index),
            lemmas: &lemmas,
            quantities: of_sentence(&mut quantities, index, |quantity| quantity.sentence),
            times: of_sentence(&mut times, index, |time| time.sentence),
            entities: of_sentence(&mut entities, index, |entity| entity.sentence),
            scene: OnceCell::new(),
            said: Vec::new(),
        };
        let claims = of_sentence(&mut claims, index, |claim| claim.sentence);
        let defines = cues.stand_in(&here.words, here.entities);
        if defines || !here.quantities.is_empty() || !here.times.is_empty() {
            let scene = here.scene();
            let said = subjects(scene, before.as_ref().map(|before| (before.scene(), &before.said[..])));
            let before = before.as_ref().map(Told::scene);
            let attribution =
                claims.iter().find(|claim| claim.kind == ClaimKind::Attribution).map(|claim| claim.cue.clone());
            let first = facts.len();
            for slot in 0..scene.slots.len() {
                let told = told.as_ref().filter(|(block, _)| sentence.block - block <= TOLD_REACH);
                let told = told.map(|(_, told)| told);
                let report = report.as_ref().filter(|report| report.reaches(index));
                let times = TimesTold { before, held: held_time.as_ref(), told, report };
                let read = Read { scene, said: &said, held: held.as_deref(), times };
                facts.push(read.quantity(slot, sentence, index));
            }
            events(scene, before, claims, sentence, index, &mut facts);
            if defines {
                definitions(scene, claims, sentence, index, &mut defined, &mut facts);
            }
            facts[first..].iter_mut().for_each(|fact| fact.attribution.clone_from(&attribution));
            let is_carried = |fact: &&Fact| fact.inferred.contains(&Inferred::Period);
            held_time = facts[first..].iter().rev().find(is_carried).and_then(|fact| fact.period.clone());
            report = Report::after(report, scene, index, told.as_ref().map(|(_, told)| told));
            if let Some(frame) = period::frame(scene) {
                told = Some((sentence.block, frame));
            }
            here.said = said;
        }
        if let Some(place) = place::last_place(&here.words, here.entities) {
            held = Some(place.to_owned());
        }
        before = Some(here);
    }
    order::by_key(&mut facts, |fact| (fact.span.start, fact.span.end));
    evidence::quote(&document.text, facts.iter_mut().map(|fact| &mut fact.evidence));
    number(&document.text, &mut facts);
    facts
}

/// What a cell of a table tells.
fn of_cell(cell: &Cell, sentence: &Sentence, index: usize) -> Fact {
    let mut fact = blank("quantity", cell.span, sentence, index, RuleName::Borrowed(table::RULE));
    fact.kind = FactKind::Quantity(Quantity {
        amount: cell.amount,
        bound: Bound::Exact,
        upper: None,
        measure: cell.measure,
        unit: cell.unit.clone(),
        subject: cell.subject.clone(),
    });
    fact.inferred.push(Inferred::Subject);
    if let Some((when, span)) = &cell.time {
        fact.period = Some(Period { when: when.clone(), part: None, span: *span });
        // The years of a head stand in another row.
        fact.inferred.extend((!sentence.span.contains(*span)).then_some(Inferred::Period));
    }
    fact
}

/// A sentence with its mentions. Most sentences tell no figure and no time, so its scene is set only where it is asked for.
struct Told<'a> {
    words: Words<'a>,
    lemmas: &'a Lemmas,
    quantities: &'a [QuantityMention],
    times: &'a [TimeMention],
    entities: &'a [EntityMention],
    scene: OnceCell<Scene<'a>>,
    /// What was read of its numbers.
    said: Vec<Said>,
}

impl<'a> Told<'a> {
    fn scene(&self) -> &Scene<'a> {
        let set = || Scene::of(self.words, self.lemmas, self.quantities, self.times, self.entities);
        self.scene.get_or_init(set)
    }
}

/// The items of one sentence off the front of a list in text order.
fn of_sentence<'a, T>(items: &mut &'a [T], sentence: usize, of: impl Fn(&T) -> usize) -> &'a [T] {
    let skipped = items.iter().take_while(|item| of(item) < sentence).count();
    let (here, rest) =
        items[skipped..].split_at(items[skipped..].iter().take_while(|item| of(item) == sentence).count());
    *items = rest;
    here
}

struct Read<'a> {
    scene: &'a Scene<'a>,
    said: &'a [Said],
    held: Option<&'a str>,
    times: TimesTold<'a>,
}

impl Read<'_> {
    fn quantity(&self, slot: usize, sentence: &Sentence, index: usize) -> Fact {
        let mention = self.scene.slots[slot].quantity;
        let said = &self.said[slot];
        let mut fact = blank("quantity", mention.span, sentence, index, mention.rule.clone());
        fact.kind = FactKind::Quantity(Quantity {
            amount: mention.amount,
            bound: mention.bound,
            upper: mention.upper,
            measure: said.measure.unwrap_or(mention.measure),
            unit: said.unit.clone(),
            subject: said.subject.clone(),
        });
        if said.inferred {
            fact.inferred.push(Inferred::Subject);
        }
        if let Some((period, carried)) = period::period(self.scene, slot, self.said, &self.times) {
            fact.period = Some(period);
            fact.inferred.extend(carried.then_some(Inferred::Period));
        }
        if let Some((place, carried)) = place::place(self.scene, slot, self.said, self.held) {
            fact.place = Some(place);
            fact.inferred.extend(carried.then_some(Inferred::Place));
        }
        fact.agent = place::agent(self.scene, slot, self.said);
        if said.subject.is_empty() || said.doubtful {
            fact.doubt = Some(Doubt::Subject);
        }
        fact
    }
}

/// The events of a sentence.
fn events(
    scene: &Scene,
    before: Option<&Scene>,
    claims: &[ClaimMention],
    sentence: &Sentence,
    index: usize,
    facts: &mut Vec<Fact>,
) {
    let counted: Vec<(Span, Span)> = facts
        .iter()
        .rev()
        .take_while(|fact| fact.sentence == index)
        .filter_map(|fact| Some((fact.span, fact.period.as_ref()?.span)))
        .collect();
    for found in event::happenings(scene, &event::Beside { before, claims, counted: &counted }) {
        let mut fact = blank("event", found.span, sentence, index, RuleName::Borrowed(found.rule));
        let time = &scene.times[found.time];
        fact.kind = FactKind::Event { what: found.what };
        // The days of a list are days of their own.
        fact.period = Some(match event::is_day(&time.when) {
            true => Period { when: time.when.clone(), part: time.part, span: time.span },
            false => period::stated(scene, found.time),
        });
        fact.place = found.place;
        fact.agent = found.agent;
        fact.inferred.extend(found.carried.then_some(Inferred::Subject));
        fact.doubt = found.doubt;
        facts.push(fact);
    }
}

/// What the sentence defines and none before it has, by what is `known` of terms and their meanings.
fn definitions(
    scene: &Scene,
    claims: &[ClaimMention],
    sentence: &Sentence,
    index: usize,
    known: &mut HashSet<(String, String)>,
    facts: &mut Vec<Fact>,
) {
    for found in definition::definitions(scene, claims) {
        if !known.insert((found.term.clone(), fold(&found.meaning))) {
            continue;
        }
        let mut fact = blank("definition", found.span, sentence, index, RuleName::Borrowed(found.rule));
        fact.kind = FactKind::Definition { term: found.term, meaning: found.meaning };
        facts.push(fact);
    }
}

/// A fact with the place of its evidence; its id and the words come when all are known.
fn blank(kind: &'static str, span: Span, sentence: &Sentence, index: usize, rule: RuleName) -> Fact {
    Fact {
        id: FactId(kind.to_owned()),
        span,
        sentence: index,
        evidence: Evidence::at(sentence.span),
        kind: FactKind::Event { what: String::new() },
        period: None,
        place: None,
        agent: None,
        inferred: Vec::new(),
        doubt: None,
        attribution: None,
        rule,
    }
}

/// What of the text a fact's id is made from. The words that tell an event are cut by rules that get better, so an event
/// is known by its date.
fn identity(fact: &Fact) -> Span {
    match (&fact.kind, &fact.period) {
        (FactKind::Event { .. }, Some(period)) => period.span,
        _ => fact.span,
    }
}

/// Gives every fact its id. Facts with the same kind, quote and context are told apart by counting, in text order.
fn number(text: &str, facts: &mut [Fact]) {
    let id = |fact: &Fact, occurrence: usize| FactId::of(&fact.id.0, text, identity(fact), occurrence);
    let firsts: Vec<FactId> = facts.iter().map(|fact| id(fact, 0)).collect();
    let mut met: HashMap<&str, usize> = HashMap::with_capacity(firsts.len());
    for (fact, first) in facts.iter_mut().zip(&firsts) {
        let occurrence = met.entry(&first.0).or_default();
        fact.id = if *occurrence == 0 { first.clone() } else { id(fact, *occurrence) };
        *occurrence += 1;
    }
}
