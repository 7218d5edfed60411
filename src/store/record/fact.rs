//! The records of corrections.

use crate::deck::{Body, LessonId};
use crate::fact::FactId;
use crate::json::{Json, maybe, text};
use crate::relate::RelationId;

type Fields<'a> = (&'static str, Vec<(&'static str, Json<'a>)>);

/// Of an event about a fact or a relation; of any other, nothing.
pub(super) fn fields(body: &Body) -> Fields<'_> {
    match body {
        Body::FactCorrected { lesson, fact, correction } => (
            "fact_corrected",
            vec![("lesson", text(&lesson.0)), ("fact", text(&fact.0)), ("correction", maybe(correction.as_deref()))],
        ),
        Body::RelationParted { lesson, relation, parted } => (
            "relation_parted",
            vec![("lesson", text(&lesson.0)), ("relation", text(&relation.0)), ("parted", Json::Bool(*parted))],
        ),
        Body::RelationMade { lesson, relation, made } => (
            "relation_made",
            vec![("lesson", text(&lesson.0)), ("relation", text(&relation.0)), ("made", maybe(made.as_deref()))],
        ),
        _ => ("", Vec::new()),
    }
}

pub(super) fn read(kind: &str, lesson: LessonId, fields: &mut Json) -> Option<Body> {
    if kind == "relation_parted" {
        let relation = RelationId(fields.take_text("relation")?);
        return Some(Body::RelationParted { lesson, relation, parted: fields.take_bool("parted")? });
    }
    if kind == "relation_made" {
        let relation = RelationId(fields.take_text("relation")?);
        return Some(Body::RelationMade { lesson, relation, made: fields.take_maybe("made")? });
    }
    let fact = FactId(fields.take_text("fact")?);
    Some(Body::FactCorrected { lesson, fact, correction: fields.take_maybe("correction")? })
}
