//! An event as it is stored: a JSON object with its version. Stored records are never rewritten, so every version
//! that has been written stays readable.
//!
//! What cannot be read (damaged, over a limit, of a newer version, of a kind that is not known yet) is not guessed at:
//! it is set aside whole.

mod arranged;
mod chart;
mod fact;
mod limits;
mod publication;

use super::StoreError;
use crate::card::{CardId, CardKind, Piece};
use crate::correct::form::{quote_form, read_quote};
use crate::deck::{Body, DeviceId, Edit, Event, EventId, Grade, LessonId, Review};
use crate::document::Source;
use crate::fact::FactId;
use crate::json::{self, Json, list, maybe, number, object, text};
use limits::check;
pub use limits::{LONGEST_ID, LONGEST_LIST, LONGEST_ORDER, LONGEST_TEXT, LONGEST_WORDS};

/// How a blank is written in the prompt of an edited card, whose other pieces are objects.
const BLANK: &str = "blank";

/// Refuses what [`decode`] would set aside.
pub fn encode(event: &Event) -> Result<String, StoreError> {
    check(event).map_err(|field| StoreError::Failed([field, " is over its limit"].concat()))?;
    Ok(write(event))
}

/// `None`: to be set aside.
pub fn decode(record: &str) -> Option<Event> {
    let mut record = json::read(record)?;
    let event = match record.take_number("v")? {
        1 => first_version(&mut record)?,
        _ => return None,
    };
    check(&event).is_ok().then_some(event)
}

fn write(event: &Event) -> String {
    let Event { id, at, offset, body } = event;
    let (kind, fields) = fields(body);
    let record = object(vec![
        ("v", number(1)),
        ("device", text(&id.device.0)),
        ("number", number(id.number)),
        ("at", number(at)),
        ("offset", number(offset)),
        ("body", object(vec![(kind, object(fields))])),
    ]);
    let mut out = String::new();
    record.write(&mut out);
    out
}

/// The name of the event's kind and what it says, as they are written: never to change.
fn fields(body: &Body) -> (&'static str, Vec<(&'static str, Json<'_>)>) {
    fn of_card<'a>(
        lesson: &'a LessonId,
        card: &'a CardId,
        (name, value): (&'static str, Json<'a>),
    ) -> Vec<(&'static str, Json<'a>)> {
        vec![("lesson", text(&lesson.0)), ("card", text(&card.0)), (name, value)]
    }
    match body {
        Body::LessonAdded { lesson, title, text: words, source, structure, seed } => {
            let source = object(vec![
                ("author", maybe(source.author.as_deref())),
                ("work", maybe(source.work.as_deref())),
                ("published", maybe(source.published.as_deref())),
                ("url", maybe(source.url.as_deref())),
            ]);
            let mut fields = vec![
                ("lesson", text(&lesson.0)),
                ("title", text(title)),
                ("text", text(words)),
                ("source", source),
                ("seed", number(seed)),
            ];
            // A later key of the same version: a program that does not know it reads the text by its lines.
            fields.extend(structure.as_deref().map(|structure| ("structure", text(structure))));
            ("lesson_added", fields)
        }
        Body::LessonRenamed { lesson, title } => {
            ("lesson_renamed", vec![("lesson", text(&lesson.0)), ("title", text(title))])
        }
        Body::LessonDeleted { lesson } => ("lesson_deleted", vec![("lesson", text(&lesson.0))]),
        Body::LessonTagged { lesson, tags } => {
            ("lesson_tagged", vec![("lesson", text(&lesson.0)), ("tags", list(tags.iter().map(|tag| text(tag))))])
        }
        Body::Reviewed(review) => {
            let fields = vec![
                ("lesson", text(&review.lesson.0)),
                ("card", text(&review.card.0)),
                ("kind", text(review.kind.name())),
                ("answer", maybe(review.answer.as_deref())),
                ("proposed", maybe(review.proposed.map(grade_name))),
                ("chosen", text(grade_name(review.chosen))),
                ("took", number(review.took)),
                ("content", text(&review.content)),
            ];
            ("reviewed", fields)
        }
        Body::Undone { event } => ("undone", vec![("device", text(&event.device.0)), ("number", number(event.number))]),
        Body::SettingChanged { key, value } => ("setting_changed", vec![("key", text(key)), ("value", text(value))]),
        Body::CardFlagged { lesson, card, flagged, note } => {
            let mut fields = of_card(lesson, card, ("flagged", Json::Bool(*flagged)));
            fields.push(("note", maybe(note.as_deref())));
            ("card_flagged", fields)
        }
        Body::CardSuspended { lesson, card, suspended } => {
            ("card_suspended", of_card(lesson, card, ("suspended", Json::Bool(*suspended))))
        }
        Body::CardBuried { lesson, card, buried } => {
            ("card_buried", of_card(lesson, card, ("buried", Json::Bool(*buried))))
        }
        Body::CardFormed { lesson, card, kind } => {
            ("card_formed", of_card(lesson, card, ("kind", maybe(kind.map(CardKind::name)))))
        }
        Body::CardEdited { lesson, card, edit } => {
            ("card_edited", of_card(lesson, card, ("edit", edit.as_ref().map_or(Json::Null, edit_form))))
        }
        Body::CardsWanted { lesson, count } => {
            ("cards_wanted", vec![("lesson", text(&lesson.0)), ("count", count.map_or(Json::Null, number))])
        }
        Body::ChartGuessed { .. }
        | Body::ChartTitled { .. }
        | Body::ChartHidden { .. }
        | Body::ChartsOrdered { .. }
        | Body::ChartMade { .. } => chart::fields(body),
        Body::LessonPublished { lesson, publication } => publication::fields(lesson, publication),
        Body::FactCorrected { .. } | Body::RelationParted { .. } | Body::RelationMade { .. } => fact::fields(body),
        Body::LessonArranged { lesson, said } => ("lesson_arranged", arranged::fields(lesson, said)),
    }
}

fn edit_form(edit: &Edit) -> Json<'_> {
    fn piece(piece: &Piece) -> Json<'_> {
        match piece {
            Piece::Blank => text(BLANK),
            Piece::Text(words) => object(vec![("text", text(words))]),
        }
    }
    object(vec![
        ("prompt", list(edit.prompt.iter().map(piece))),
        ("answer", text(&edit.answer)),
        ("accepts", list(edit.accepts.iter().map(|words| text(words)))),
        ("kind", text(edit.kind.name())),
        ("facts", list(edit.facts.iter().map(|fact| text(&fact.0)))),
        ("evidence", list(edit.evidence.iter().map(quote_form))),
    ])
}

fn first_version(record: &mut Json) -> Option<Event> {
    let id = EventId { device: DeviceId(record.take_text("device")?), number: record.take_number("number")? };
    let (at, offset) = (record.take_number("at")?, record.take_number("offset")?);
    let Json::Object(mut body) = record.take("body")? else { return None };
    let (kind, mut fields) = body.pop().filter(|_| body.is_empty())?;
    Some(Event { id, at, offset, body: read_body(&kind, &mut fields)? })
}

fn read_body(kind: &str, fields: &mut Json) -> Option<Body> {
    if kind == "undone" {
        let event = EventId { device: DeviceId(fields.take_text("device")?), number: fields.take_number("number")? };
        return Some(Body::Undone { event });
    }
    if kind == "setting_changed" {
        return Some(Body::SettingChanged { key: fields.take_text("key")?, value: fields.take_text("value")? });
    }
    let lesson = LessonId(fields.take_text("lesson")?);
    match kind {
        "lesson_added" => {
            let mut source = fields.take("source")?;
            let source = Source {
                author: source.take_maybe("author")?,
                work: source.take_maybe("work")?,
                published: source.take_maybe("published")?,
                url: source.take_maybe("url")?,
            };
            let (title, text) = (fields.take_text("title")?, fields.take_text("text")?);
            let (structure, seed) = (fields.take_maybe("structure")?, fields.take_number("seed")?);
            return Some(Body::LessonAdded { lesson, title, text, source, structure, seed });
        }
        "lesson_renamed" => return Some(Body::LessonRenamed { lesson, title: fields.take_text("title")? }),
        "lesson_deleted" => return Some(Body::LessonDeleted { lesson }),
        "lesson_tagged" => return Some(Body::LessonTagged { lesson, tags: texts(fields.take_list("tags")?)? }),
        "lesson_arranged" => return arranged::read(lesson, fields),
        "cards_wanted" => {
            let count = match fields.take("count") {
                None => None,
                Some(Json::Number(written)) => Some(written.parse().ok()?),
                Some(_) => return None,
            };
            return Some(Body::CardsWanted { lesson, count });
        }
        _ if kind.starts_with("chart") => return chart::read(kind, lesson, fields),
        "lesson_published" => {
            return Some(Body::LessonPublished { lesson, publication: publication::read(fields)? });
        }
        "fact_corrected" | "relation_parted" | "relation_made" => return fact::read(kind, lesson, fields),
        _ => {}
    }
    let card = CardId(fields.take_text("card")?);
    Some(match kind {
        "reviewed" => Body::Reviewed(Review {
            lesson,
            card,
            kind: kind_named(&fields.take_text("kind")?)?,
            answer: fields.take_maybe("answer")?,
            proposed: match fields.take_maybe("proposed")? {
                Some(name) => Some(grade_named(&name)?),
                None => None,
            },
            chosen: grade_named(&fields.take_text("chosen")?)?,
            took: fields.take_number("took")?,
            content: fields.take_text("content")?,
        }),
        "card_flagged" => {
            Body::CardFlagged { lesson, card, flagged: fields.take_bool("flagged")?, note: fields.take_maybe("note")? }
        }
        "card_suspended" => Body::CardSuspended { lesson, card, suspended: fields.take_bool("suspended")? },
        "card_buried" => Body::CardBuried { lesson, card, buried: fields.take_bool("buried")? },
        "card_formed" => {
            let kind = match fields.take_maybe("kind")? {
                Some(name) => Some(kind_named(&name)?),
                None => None,
            };
            Body::CardFormed { lesson, card, kind }
        }
        "card_edited" => {
            let edit = match fields.take("edit") {
                Some(mut edit) => Some(read_edit(&mut edit)?),
                None => None,
            };
            Body::CardEdited { lesson, card, edit }
        }
        _ => return None,
    })
}

fn texts(items: Vec<Json>) -> Option<Vec<String>> {
    items.into_iter().map(Json::into_text).collect()
}

fn read_edit(edit: &mut Json) -> Option<Edit> {
    let mut prompt = Vec::new();
    for mut piece in edit.take_list("prompt")? {
        prompt.push(match piece.take_text("text") {
            Some(words) => Piece::Text(words),
            None if piece == text(BLANK) => Piece::Blank,
            None => return None,
        });
    }
    let mut evidence = Vec::new();
    for mut quote in edit.take_list("evidence")? {
        evidence.push(read_quote(&mut quote)?);
    }
    Some(Edit {
        prompt,
        answer: edit.take_text("answer")?,
        accepts: texts(edit.take_list("accepts")?)?,
        kind: kind_named(&edit.take_text("kind")?)?,
        facts: texts(edit.take_list("facts")?)?.into_iter().map(FactId).collect(),
        evidence,
    })
}

fn kind_named(name: &str) -> Option<CardKind> {
    CardKind::ALL.into_iter().find(|kind| kind.name() == name)
}

/// Written into records: never to change.
fn grade_name(grade: Grade) -> &'static str {
    match grade {
        Grade::Again => "again",
        Grade::Hard => "hard",
        Grade::Good => "good",
        Grade::Easy => "easy",
    }
}

fn grade_named(name: &str) -> Option<Grade> {
    [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy].into_iter().find(|grade| grade_name(*grade) == name)
}

#[cfg(test)]
mod tests;
