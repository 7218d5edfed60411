//! The joining itself: sentence by sentence, numbers with what is counted, when and where.

use super::scene::Scene;
use super::subject::{Said, subjects};
use super::{Evidence, Fact, FactId, FactKind, Inferred, Period, Quantity, definition, event, evidence, period, place};
use crate::document::Document;
use crate::extract::{ClaimKind, ClaimMention, Mentions, Reading, RuleName};
use crate::order;
use crate::segment::{Segmentation, Sentence};
use crate::span::Span;

/// So many blocks further on a report still speaks of the year that it compares with the one before.
const TOLD_REACH: usize = 4;

/// Joins mentions to facts; every quantity mention becomes a fact. In text order.
pub fn assemble(document: &Document, segmentation: &Segmentation, mentions: &Mentions) -> Vec<Fact> {
    let reading = Reading { document, segmentation };
    let sentences = reading.sentences();
    let mut facts = Vec::with_capacity(mentions.quantities.len());
    let mut before: Option<(Scene, Vec<Said>)> = None;
    let mut held: Option<String> = None;
    let mut told: Option<(usize, Period)> = None;
    let (mut quantities, mut times, mut entities, mut claims) =
        (&mentions.quantities[..], &mentions.times[..], &mentions.entities[..], &mentions.claims[..]);
    for (index, sentence) in sentences.iter().enumerate() {
        if index == 0 || sentences[index - 1].block != sentence.block {
            (before, held) = (None, None);
        }
        let scene = Scene::of(
            reading.words(index),
            of_sentence(&mut quantities, index, |quantity| quantity.sentence),
            of_sentence(&mut times, index, |time| time.sentence),
            of_sentence(&mut entities, index, |entity| entity.sentence),
        );
        let said = subjects(&scene, before.as_ref().map(|(scene, said)| (scene, &said[..])));
        let claims = of_sentence(&mut claims, index, |claim| claim.sentence);
        let attribution =
            claims.iter().find(|claim| claim.kind == ClaimKind::Attribution).map(|claim| claim.cue.clone());
        let first = facts.len();
        for slot in 0..scene.slots.len() {
            let read = Read {
                scene: &scene,
                said: &said,
                before: before.as_ref().map(|(scene, _)| scene),
                held: held.as_deref(),
                told: told.as_ref().filter(|(block, _)| sentence.block - block <= TOLD_REACH).map(|(_, told)| told),
            };
            facts.push(read.quantity(slot, sentence, index));
        }
        let before_scene = before.as_ref().map(|(scene, _)| scene);
        stories(&scene, before_scene, claims, sentence, index, &mut facts);
        facts[first..].iter_mut().for_each(|fact| fact.attribution.clone_from(&attribution));
        if let Some(place) = place::last_place(&scene) {
            held = Some(place.to_owned());
        }
        if let Some(frame) = period::frame(&scene) {
            told = Some((sentence.block, frame));
        }
        before = Some((scene, said));
    }
    order::by_key(&mut facts, |fact| (fact.span.start, fact.span.end));
    evidence::quote(&document.text, facts.iter_mut().map(|fact| &mut fact.evidence));
    number(&document.text, &mut facts);
    facts
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
    before: Option<&'a Scene<'a>>,
    held: Option<&'a str>,
    told: Option<&'a Period>,
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
            measure: mention.measure,
            unit: said.unit.clone(),
            subject: said.subject.clone(),
        });
        if said.inferred {
            fact.inferred.push(Inferred::Subject);
        }
        if let Some((period, carried)) = period::period(self.scene, slot, self.said, self.before, self.told) {
            fact.period = Some(period);
            fact.inferred.extend(carried.then_some(Inferred::Period));
        }
        if let Some((place, carried)) = place::place(self.scene, slot, self.said, self.held) {
            fact.place = Some(place);
            fact.inferred.extend(carried.then_some(Inferred::Place));
        }
        fact.agent = place::agent(self.scene, slot, self.said);
        if said.subject.is_empty() || said.doubtful {
            fact.doubt = Some("subject".to_owned());
        }
        fact
    }
}

/// Events and definitions of a sentence.
fn stories(
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
        fact.doubt = found.doubt.map(str::to_owned);
        facts.push(fact);
    }
    for found in definition::definitions(scene, claims) {
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
    let mut firsts: Vec<(FactId, usize)> = Vec::with_capacity(facts.len());
    for (index, fact) in facts.iter().enumerate() {
        firsts.push((FactId::of(&fact.id.0, text, identity(fact), 0), index));
    }
    order::sort(&mut firsts);
    let mut at = 0;
    while at < firsts.len() {
        let alike = firsts[at..].iter().take_while(|(id, _)| *id == firsts[at].0).count();
        for (occurrence, (id, index)) in firsts[at..at + alike].iter().enumerate() {
            let fact = &mut facts[*index];
            fact.id =
                if occurrence == 0 { id.clone() } else { FactId::of(&fact.id.0, text, identity(fact), occurrence) };
        }
        at += alike;
    }
}
