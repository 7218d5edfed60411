//! `konspekt extract --json`.

use serde::Serialize;

use super::VERSION;
use crate::document::{BlockKind, Document, Language, Source};
use crate::extract::{Bound, Calendar, ClaimKind, EntityKind, Measure, Part, SkipReason};
use crate::fact::{Doubt, Evidence, Fact, FactKind, Inferred, Period};
use crate::lesson::Lesson;
use crate::relate::RelationKind;
use crate::span::Span;

#[derive(Serialize)]
pub(super) struct Extraction<'a> {
    version: u32,
    language: Language,
    title: &'a str,
    source: &'a Source,
    text: &'a str,
    blocks: Vec<Block>,
    sentences: Vec<Span>,
    times: Vec<Time<'a>>,
    entities: Vec<Entity<'a>>,
    claims: Vec<Claim<'a>>,
    facts: Vec<FactForm<'a>>,
    relations: Vec<RelationForm<'a>>,
    skipped: Vec<Skip<'a>>,
}

#[derive(Serialize)]
struct Block {
    #[serde(flatten)]
    span: Span,
    kind: BlockKind,
}

/// A span with its words.
#[derive(Serialize)]
struct Quoted<'a> {
    #[serde(flatten)]
    span: Span,
    quote: &'a str,
}

#[derive(Serialize)]
struct Time<'a> {
    #[serde(flatten)]
    at: Quoted<'a>,
    edtf: String,
    part: Option<Part>,
    inferred: &'a [String],
    calendar: Calendar,
    rule: &'a str,
}

#[derive(Serialize)]
struct Entity<'a> {
    #[serde(flatten)]
    at: Quoted<'a>,
    kind: EntityKind,
    name: &'a str,
    expansion: Option<&'a str>,
    rule: &'a str,
}

#[derive(Serialize)]
struct Claim<'a> {
    #[serde(flatten)]
    at: Quoted<'a>,
    cue: &'a str,
    kind: ClaimKind,
    rule: &'a str,
}

#[derive(Serialize)]
struct FactForm<'a> {
    id: &'a str,
    #[serde(flatten)]
    content: Content<'a>,
    #[serde(flatten)]
    at: Quoted<'a>,
    period: Option<PeriodForm>,
    place: Option<&'a str>,
    agent: Option<&'a str>,
    inferred: &'a [Inferred],
    doubt: Option<&'a str>,
    attribution: Option<&'a str>,
    evidence: Span,
    rule: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Content<'a> {
    Quantity { value: String, bound: Bound, upper: Option<String>, measure: Measure, unit: &'a str, subject: &'a str },
    Event { what: &'a str },
    Definition { term: &'a str, meaning: &'a str },
}

/// A period with where the text says it.
#[derive(Serialize)]
pub(super) struct PeriodForm {
    edtf: String,
    part: Option<Part>,
    #[serde(flatten)]
    span: Span,
}

#[derive(Serialize)]
struct RelationForm<'a> {
    id: &'a str,
    kind: RelationKind,
    title: &'a str,
    facts: Vec<&'a str>,
    rule: &'a str,
}

#[derive(Serialize)]
struct Skip<'a> {
    #[serde(flatten)]
    at: Quoted<'a>,
    reason: SkipReason,
}

/// One JSON object with everything that was read from the text, on one line.
pub fn extraction(lesson: &Lesson) -> serde_json::Result<String> {
    serde_json::to_string(&form(lesson))
}

/// The same as a value.
pub(super) fn form(lesson: &Lesson) -> Extraction<'_> {
    let document = &lesson.document;
    let text = document.text.as_str();
    let quoted = |span: Span| Quoted { span, quote: span.of(text) };
    let mentions = &lesson.mentions;
    Extraction {
        version: VERSION,
        language: document.language,
        title: &document.title,
        source: &document.source,
        text,
        blocks: blocks(document),
        sentences: lesson.sentences.iter().map(|sentence| sentence.span).collect(),
        times: (mentions.times.iter())
            .map(|time| Time {
                at: quoted(time.span),
                edtf: time.when.to_string(),
                part: time.part,
                inferred: &time.inferred,
                calendar: time.calendar,
                rule: &time.rule,
            })
            .collect(),
        entities: (mentions.entities.iter())
            .map(|entity| Entity {
                at: quoted(entity.span),
                kind: entity.kind,
                name: &entity.name,
                expansion: entity.expansion.as_deref(),
                rule: &entity.rule,
            })
            .collect(),
        claims: (mentions.claims.iter())
            .map(|claim| Claim { at: quoted(claim.span), cue: &claim.cue, kind: claim.kind, rule: &claim.rule })
            .collect(),
        facts: lesson.facts.iter().map(|fact| fact_form(fact, quoted(fact.span))).collect(),
        relations: (lesson.relations.iter())
            .map(|relation| RelationForm {
                id: &relation.id.0,
                kind: relation.kind,
                title: &relation.title,
                facts: relation.facts.iter().map(|id| id.0.as_str()).collect(),
                rule: &relation.rule,
            })
            .collect(),
        skipped: mentions.skipped.iter().map(|skip| Skip { at: quoted(skip.span), reason: skip.reason }).collect(),
    }
}

fn blocks(document: &Document) -> Vec<Block> {
    document.blocks.iter().map(|block| Block { span: block.span, kind: block.kind }).collect()
}

fn fact_form<'a>(fact: &'a Fact, at: Quoted<'a>) -> FactForm<'a> {
    let Evidence { span: evidence, .. } = fact.evidence;
    FactForm {
        id: &fact.id.0,
        content: match &fact.kind {
            FactKind::Quantity(quantity) => Content::Quantity {
                value: quantity.amount.to_string(),
                bound: quantity.bound,
                upper: quantity.upper.map(|upper| upper.to_string()),
                measure: quantity.measure,
                unit: &quantity.unit,
                subject: &quantity.subject,
            },
            FactKind::Event { what } => Content::Event { what },
            FactKind::Definition { term, meaning } => Content::Definition { term, meaning },
        },
        at,
        period: fact.period.as_ref().map(PeriodForm::of),
        place: fact.place.as_deref(),
        agent: fact.agent.as_deref(),
        inferred: &fact.inferred,
        doubt: fact.doubt.map(Doubt::name),
        attribution: fact.attribution.as_deref(),
        evidence,
        rule: &fact.rule,
    }
}

impl PeriodForm {
    pub(super) fn of(period: &Period) -> PeriodForm {
        PeriodForm { edtf: period.when.to_string(), part: period.part, span: period.span }
    }
}
