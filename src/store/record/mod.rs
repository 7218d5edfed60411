//! An event as it is stored: a JSON object with its version. Stored records are never rewritten, so every version
//! that has been written stays readable.
//!
//! What cannot be read (damaged, over a limit, of a newer version, of a kind that is not known yet) is not guessed at:
//! it is set aside whole.

mod chart;
mod fact;

use super::StoreError;
use crate::card::{CardId, CardKind, Piece};
use crate::correct::form::{quote_form, read_quote};
use crate::deck::{Body, DeviceId, Edit, Event, EventId, Grade, LessonId, Review};
use crate::document::Source;
use crate::fact::{FactId, Quote};
use crate::json::{self, Json, list, maybe, number, object, text};

/// Of a lesson's text, bytes.
pub const LONGEST_TEXT: usize = 64 << 20;
/// Of a title, an answer, a setting and the like, bytes.
pub const LONGEST_WORDS: usize = 64 << 10;
/// Of ids and hashes, bytes.
pub const LONGEST_ID: usize = 64;
/// Of the lists in an edited card.
pub const LONGEST_LIST: usize = 64;
/// Of the charts that are put in order.
pub const LONGEST_ORDER: usize = 4096;
/// Numbers are keys in IndexedDB, which knows only doubles.
const HIGHEST_NUMBER: u64 = 1 << 53;
/// The range of a JavaScript `Date`, milliseconds.
const FARTHEST_TIME: i64 = 8_640_000_000_000_000;
const DAY_IN_MINUTES: i16 = 24 * 60;
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
        Body::FactCorrected { .. } | Body::RelationParted { .. } => fact::fields(body),
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
        "cards_wanted" => {
            let count = match fields.take("count") {
                None => None,
                Some(Json::Number(written)) => Some(written.parse().ok()?),
                Some(_) => return None,
            };
            return Some(Body::CardsWanted { lesson, count });
        }
        _ if kind.starts_with("chart") => return chart::read(kind, lesson, fields),
        "fact_corrected" | "relation_parted" => return fact::read(kind, lesson, fields),
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

/// The name of the field that is over its limit.
fn check(event: &Event) -> Result<(), &'static str> {
    let within = |value: &str, longest, name| if value.len() <= longest { Ok(()) } else { Err(name) };
    let id = |value: &str, name| within(value, LONGEST_ID, name);
    let words = |value: &str, name| within(value, LONGEST_WORDS, name);
    let maybe = |value: &Option<String>, name| value.as_deref().map_or(Ok(()), |value| words(value, name));
    let number = |value: u64| if value <= HIGHEST_NUMBER { Ok(()) } else { Err("number") };
    let within_list = |length: usize| if length <= LONGEST_LIST { Ok(()) } else { Err("list") };
    let quoted = |quote: &Quote| {
        words(&quote.exact, "quote").and(words(&quote.prefix, "quote")).and(words(&quote.suffix, "quote"))
    };

    id(&event.id.device.0, "device")?;
    number(event.id.number)?;
    if event.at.unsigned_abs() > FARTHEST_TIME.unsigned_abs() {
        return Err("at");
    }
    if event.offset.unsigned_abs() > DAY_IN_MINUTES.unsigned_abs() {
        return Err("offset");
    }
    match &event.body {
        Body::LessonAdded { lesson, title, text, source, structure, seed: _ } => {
            id(&lesson.0, "lesson")?;
            words(title, "title")?;
            within(text, LONGEST_TEXT, "text")?;
            within(structure.as_deref().unwrap_or_default(), LONGEST_TEXT, "structure")?;
            maybe(&source.author, "author")?;
            maybe(&source.work, "work")?;
            maybe(&source.published, "published")?;
            maybe(&source.url, "url")
        }
        Body::LessonRenamed { lesson, title } => id(&lesson.0, "lesson").and(words(title, "title")),
        Body::LessonDeleted { lesson } => id(&lesson.0, "lesson"),
        Body::LessonTagged { lesson, tags } => {
            id(&lesson.0, "lesson").and(within_list(tags.len()))?;
            tags.iter().try_for_each(|tag| words(tag, "tag"))
        }
        Body::Reviewed(review) => {
            id(&review.lesson.0, "lesson")?;
            id(&review.card.0, "card")?;
            maybe(&review.answer, "answer")?;
            id(&review.content, "content")
        }
        Body::Undone { event } => id(&event.device.0, "device").and(number(event.number)),
        Body::SettingChanged { key, value } => id(key, "key").and(words(value, "value")),
        Body::CardsWanted { lesson, .. } => id(&lesson.0, "lesson"),
        Body::CardFlagged { lesson, card, note, .. } => {
            id(&lesson.0, "lesson").and(id(&card.0, "card")).and(maybe(note, "note"))
        }
        Body::CardSuspended { lesson, card, .. }
        | Body::CardBuried { lesson, card, .. }
        | Body::CardFormed { lesson, card, .. } => id(&lesson.0, "lesson").and(id(&card.0, "card")),
        Body::CardEdited { lesson, card, edit } => {
            id(&lesson.0, "lesson").and(id(&card.0, "card"))?;
            let Some(edit) = edit else { return Ok(()) };
            let lists = [edit.prompt.len(), edit.accepts.len(), edit.facts.len(), edit.evidence.len()];
            lists.into_iter().try_for_each(within_list)?;
            for piece in &edit.prompt {
                if let Piece::Text(text) = piece {
                    words(text, "prompt")?;
                }
            }
            words(&edit.answer, "answer")?;
            edit.accepts.iter().try_for_each(|accepted| words(accepted, "accepted"))?;
            edit.facts.iter().try_for_each(|fact| id(&fact.0, "fact"))?;
            edit.evidence.iter().try_for_each(quoted)
        }
        Body::ChartGuessed { lesson, chart, guesses } => {
            id(&lesson.0, "lesson").and(id(&chart.0, "chart"))?;
            within_list(guesses.len())?;
            guesses.iter().try_for_each(|guess| id(&guess.fact.0, "fact"))
        }
        Body::ChartTitled { lesson, chart, title } => {
            id(&lesson.0, "lesson").and(id(&chart.0, "chart")).and(maybe(title, "title"))
        }
        Body::ChartHidden { lesson, chart, .. } => id(&lesson.0, "lesson").and(id(&chart.0, "chart")),
        Body::ChartsOrdered { lesson, charts } => {
            id(&lesson.0, "lesson")?;
            if charts.len() > LONGEST_ORDER {
                return Err("list");
            }
            charts.iter().try_for_each(|chart| id(&chart.0, "chart"))
        }
        Body::ChartMade { lesson, chart, made } => {
            id(&lesson.0, "lesson").and(id(&chart.0, "chart"))?;
            let Some(made) = made else { return Ok(()) };
            words(&made.title, "title").and(within_list(made.rows.len()))?;
            made.rows.iter().try_for_each(|row| id(&row.fact.0, "fact").and(quoted(&row.quote)))
        }
        Body::FactCorrected { lesson, fact, correction } => {
            id(&lesson.0, "lesson").and(id(&fact.0, "fact"))?;
            maybe(correction, "correction")
        }
        Body::RelationParted { lesson, relation, .. } => id(&lesson.0, "lesson").and(id(&relation.0, "relation")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::ChartId;
    use crate::deck::{ChartGuess, MadeChart, MadeRow};
    use crate::relate::RelationId;

    /// Records of version 1 as they were first written: these lines never change.
    const FIRST: [&str; 6] = [
        r#"{"v":1,"device":"00c0ffee00c0ffee","number":1,"at":1772366400000,"offset":180,"body":{"lesson_added":{"lesson":"1234567890abcdef","title":"Лён","text":"В 1944 г. «собрано» 3\u00a0т.\n","source":{"author":"И. Петров","work":null,"published":"1970","url":null},"seed":18446744073709551615}}}"#,
        r#"{"v":1,"device":"00c0ffee00c0ffee","number":2,"at":1772366400001,"offset":180,"body":{"lesson_renamed":{"lesson":"1234567890abcdef","title":"Лён и хлопок"}}}"#,
        r#"{"v":1,"device":"00c0ffee00c0ffee","number":3,"at":1772366400002,"offset":-570,"body":{"reviewed":{"lesson":"1234567890abcdef","card":"0123456789abcdef0123","kind":"choice","answer":"3 т.","proposed":"again","chosen":"hard","took":4200,"content":"89abcdef012345670123"}}}"#,
        r#"{"v":1,"device":"00c0ffee00c0ffee","number":4,"at":1772366400003,"offset":0,"body":{"undone":{"device":"00c0ffee00c0ffee","number":3}}}"#,
        r#"{"v":1,"device":"00c0ffee00c0ffee","number":5,"at":1772366400004,"offset":0,"body":{"lesson_deleted":{"lesson":"1234567890abcdef"}}}"#,
        r#"{"v":1,"device":"00c0ffee00c0ffee","number":6,"at":-1,"offset":0,"body":{"setting_changed":{"key":"theme","value":"dark"}}}"#,
    ];

    fn event(body: Body) -> Event {
        let device = DeviceId("00c0ffee00c0ffee".into());
        Event { id: EventId { device, number: 1 }, at: 1_772_366_400_000, offset: 180, body }
    }

    fn setting(value: &str) -> Event {
        event(Body::SettingChanged { key: "theme".into(), value: value.into() })
    }

    #[test]
    fn the_first_records_stay_readable() {
        let lesson = || LessonId("1234567890abcdef".into());
        let bodies = [
            Body::LessonAdded {
                lesson: lesson(),
                title: "Лён".into(),
                text: "В 1944 г. «собрано» 3\u{a0}т.\n".into(),
                source: Source {
                    author: Some("И. Петров".into()),
                    published: Some("1970".into()),
                    ..Source::default()
                },
                structure: None,
                seed: u64::MAX,
            },
            Body::LessonRenamed { lesson: lesson(), title: "Лён и хлопок".into() },
            Body::Reviewed(Review {
                lesson: lesson(),
                card: CardId("0123456789abcdef0123".into()),
                kind: CardKind::Choice,
                answer: Some("3 т.".into()),
                proposed: Some(Grade::Again),
                chosen: Grade::Hard,
                took: 4200,
                content: "89abcdef012345670123".into(),
            }),
            Body::Undone { event: EventId { device: DeviceId("00c0ffee00c0ffee".into()), number: 3 } },
            Body::LessonDeleted { lesson: lesson() },
            Body::SettingChanged { key: "theme".into(), value: "dark".into() },
        ];
        let moments = [(0, 180), (1, 180), (2, -570), (3, 0), (4, 0), (-1_772_366_400_001, 0)];
        for (index, ((record, body), (after, offset))) in FIRST.iter().zip(bodies).zip(moments).enumerate() {
            let mut event = event(body);
            event.id.number = index as u64 + 1;
            event.at += after;
            event.offset = offset;
            assert_eq!(decode(record).as_ref(), Some(&event), "{record}");
            assert_eq!(encode(&event).unwrap().replace('\u{a0}', "\\u00a0"), *record);
        }
    }

    /// A text with its structure, as it was first written: this line never changes.
    const STRUCTURED: &str = r#"{"lesson_added":{"lesson":"1","title":"Лён","text":"Лён\n\nЕго много.","source":{"author":null,"work":null,"published":null,"url":null},"seed":7,"structure":"1 h6_2p18"}}"#;

    #[test]
    fn a_structure_is_kept_beside_its_text() {
        let event = event(Body::LessonAdded {
            lesson: LessonId("1".into()),
            title: "Лён".into(),
            text: "Лён\n\nЕго много.".into(),
            source: Source::default(),
            structure: Some("1 h6_2p18".into()),
            seed: 7,
        });
        let written = encode(&event).unwrap();
        assert!(written.ends_with(&format!(r#""body":{STRUCTURED}}}"#)), "{written}");
        assert_eq!(decode(&written), Some(event));
    }

    #[test]
    fn every_kind_of_card_and_grade_is_read_back() {
        for kind in CardKind::ALL {
            for grade in [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy] {
                let event = event(Body::Reviewed(Review {
                    lesson: LessonId("1".into()),
                    card: CardId("2".into()),
                    kind,
                    answer: None,
                    proposed: None,
                    chosen: grade,
                    took: 0,
                    content: String::new(),
                }));
                assert_eq!(decode(&encode(&event).unwrap()), Some(event));
            }
        }
    }

    /// What is said of cards, as it was first written: these lines never change.
    const OF_CARDS: [&str; 8] = [
        r#"{"card_flagged":{"lesson":"1","card":"2","flagged":true,"note":"не тот год"}}"#,
        r#"{"card_flagged":{"lesson":"1","card":"2","flagged":false,"note":null}}"#,
        r#"{"card_suspended":{"lesson":"1","card":"2","suspended":true}}"#,
        r#"{"card_formed":{"lesson":"1","card":"2","kind":"typed"}}"#,
        r#"{"card_edited":{"lesson":"1","card":"2","edit":{"prompt":[{"text":"Было "},"blank",{"text":" т."}],"answer":"3","accepts":["три"],"kind":"cloze","facts":["f"],"evidence":[{"exact":"Было 3 т.","prefix":"","suffix":" Стало 4.","from":9,"to":10}]}}}"#,
        r#"{"card_edited":{"lesson":"1","card":"2","edit":null}}"#,
        r#"{"cards_wanted":{"lesson":"1","count":40}}"#,
        r#"{"card_buried":{"lesson":"1","card":"2","buried":true}}"#,
    ];

    fn of_cards() -> [Body; 8] {
        let (lesson, card) = (LessonId("1".into()), CardId("2".into()));
        let edit = Edit {
            prompt: vec![Piece::Text("Было ".into()), Piece::Blank, Piece::Text(" т.".into())],
            answer: "3".into(),
            accepts: vec!["три".into()],
            kind: CardKind::Cloze,
            facts: vec![FactId("f".into())],
            evidence: vec![Quote {
                exact: "Было 3 т.".into(),
                prefix: String::new(),
                suffix: " Стало 4.".into(),
                answer: (9, 10),
            }],
        };
        let at = || (lesson.clone(), card.clone());
        let flagged = |flagged, note| {
            let (lesson, card) = at();
            Body::CardFlagged { lesson, card, flagged, note }
        };
        let edited = |edit| {
            let (lesson, card) = at();
            Body::CardEdited { lesson, card, edit }
        };
        [
            flagged(true, Some("не тот год".into())),
            flagged(false, None),
            Body::CardSuspended { lesson: lesson.clone(), card: card.clone(), suspended: true },
            Body::CardFormed { lesson: lesson.clone(), card: card.clone(), kind: Some(CardKind::Typed) },
            edited(Some(edit)),
            edited(None),
            Body::CardsWanted { lesson: lesson.clone(), count: Some(40) },
            Body::CardBuried { lesson: lesson.clone(), card: card.clone(), buried: true },
        ]
    }

    #[test]
    fn what_is_said_of_cards_stays_readable() {
        for (record, body) in OF_CARDS.into_iter().zip(of_cards()) {
            let event = event(body);
            let written = encode(&event).unwrap();
            assert!(written.ends_with(&format!(r#""body":{record}}}"#)), "{written}");
            assert_eq!(decode(&written), Some(event));
        }
    }

    /// What is said of charts, as it was first written: these lines never change.
    const OF_CHARTS: [&str; 7] = [
        r#"{"chart_guessed":{"lesson":"1","chart":"2","guesses":[{"fact":"f","value":"41.5","truth":"1/3","right":false}]}}"#,
        r#"{"chart_titled":{"lesson":"1","chart":"2","title":"Доля"}}"#,
        r#"{"chart_titled":{"lesson":"1","chart":"2","title":null}}"#,
        r#"{"chart_hidden":{"lesson":"1","chart":"2","hidden":true}}"#,
        r#"{"charts_ordered":{"lesson":"1","charts":["2","3"]}}"#,
        r#"{"chart_made":{"lesson":"1","chart":"2","made":{"title":"Скот","rows":[{"fact":"f","quote":{"exact":"Было 3.","prefix":"","suffix":"","from":9,"to":10}}]}}}"#,
        r#"{"chart_made":{"lesson":"1","chart":"2","made":null}}"#,
    ];

    fn of_charts() -> [Body; 7] {
        let (lesson, chart) = (LessonId("1".into()), ChartId("2".into()));
        let guess = ChartGuess {
            fact: FactId("f".into()),
            value: "41.5".parse().unwrap(),
            truth: "1/3".parse().unwrap(),
            right: false,
        };
        let quote =
            Quote { exact: "Было 3.".into(), prefix: String::new(), suffix: String::new(), answer: (9, 10) };
        let made = MadeChart { title: "Скот".into(), rows: vec![MadeRow { fact: FactId("f".into()), quote }] };
        let titled = |title| Body::ChartTitled { lesson: lesson.clone(), chart: chart.clone(), title };
        let making = |made| Body::ChartMade { lesson: lesson.clone(), chart: chart.clone(), made };
        [
            Body::ChartGuessed { lesson: lesson.clone(), chart: chart.clone(), guesses: vec![guess] },
            titled(Some("Доля".into())),
            titled(None),
            Body::ChartHidden { lesson: lesson.clone(), chart: chart.clone(), hidden: true },
            Body::ChartsOrdered { lesson: lesson.clone(), charts: vec![chart.clone(), ChartId("3".into())] },
            making(Some(made)),
            making(None),
        ]
    }

    #[test]
    fn what_is_said_of_charts_stays_readable() {
        for (record, body) in OF_CHARTS.into_iter().zip(of_charts()) {
            let event = event(body);
            let written = encode(&event).unwrap();
            assert!(written.ends_with(&format!(r#""body":{record}}}"#)), "{written}");
            assert_eq!(decode(&written), Some(event));
        }
    }

    #[test]
    fn what_is_said_of_charts_has_its_limits() {
        let refused = |body: Body| matches!(encode(&event(body)), Err(StoreError::Failed(_)));
        let [guessed, titled, .., ordered, made, _] = of_charts();
        let Body::ChartGuessed { lesson, chart, guesses } = guessed else { unreachable!() };
        assert!(refused(Body::ChartGuessed { lesson, chart, guesses: vec![guesses[0].clone(); LONGEST_LIST + 1] }));
        let Body::ChartTitled { lesson, chart, .. } = titled else { unreachable!() };
        assert!(refused(Body::ChartTitled { lesson, chart, title: Some("x".repeat(LONGEST_WORDS + 1)) }));
        let Body::ChartsOrdered { lesson, charts } = ordered else { unreachable!() };
        assert!(refused(Body::ChartsOrdered { lesson, charts: vec![charts[0].clone(); LONGEST_ORDER + 1] }));
        let Body::ChartMade { lesson, chart, made: Some(made) } = made else { unreachable!() };
        let made = MadeChart { rows: vec![made.rows[0].clone(); LONGEST_LIST + 1], ..made };
        assert!(refused(Body::ChartMade { lesson, chart, made: Some(made) }));
    }

    #[test]
    fn an_edit_has_its_limits() {
        let edited = |change: fn(&mut Edit)| {
            let [.., Body::CardEdited { lesson, card, edit }, _, _, _] = of_cards() else { unreachable!() };
            let edit = edit.map(|mut edit| {
                change(&mut edit);
                edit
            });
            encode(&event(Body::CardEdited { lesson, card, edit }))
        };
        assert!(edited(|edit| edit.answer = "x".repeat(LONGEST_WORDS)).is_ok());
        let changes: [fn(&mut Edit); 5] = [
            |edit| edit.answer = "x".repeat(LONGEST_WORDS + 1),
            |edit| edit.prompt = vec![Piece::Blank; LONGEST_LIST + 1],
            |edit| edit.prompt = vec![Piece::Text("x".repeat(LONGEST_WORDS + 1))],
            |edit| edit.facts = vec![FactId("x".repeat(LONGEST_ID + 1))],
            |edit| edit.evidence[0].exact = "x".repeat(LONGEST_WORDS + 1),
        ];
        for change in changes {
            assert!(matches!(edited(change), Err(StoreError::Failed(_))));
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_guessed_at() {
        let good = FIRST[5];
        assert!(decode(good).is_some());
        for (from, to) in [
            (r#""v":1"#, r#""v":2"#),
            (r#""v":1,"#, ""),
            ("setting_changed", "card_hidden"),
            (r#""number":6"#, r#""number":-6"#),
            (r#""number":6"#, r#""number":9007199254740993"#),
            (r#""offset":0"#, r#""offset":1441"#),
            (r#""at":-1"#, r#""at":8640000000000001"#),
            (r#""at":-1"#, r#""at":"yesterday""#),
            ("}}}", "}}"),
            ("dark", "\u{0}"),
        ] {
            let record = good.replace(from, to);
            assert_ne!(record, good);
            assert_eq!(decode(&record), None, "{record}");
        }
        assert_eq!(decode(&FIRST[2].replace("choice", "essay")), None);
        assert_eq!(decode(""), None);
        // A key added by a later version of the same form does no harm.
        assert!(decode(&good.replace(r#""at""#, r#""note":"x","at""#)).is_some());
    }

    #[test]
    fn what_is_over_a_limit_is_refused_before_it_is_written() {
        assert!(encode(&setting(&"x".repeat(LONGEST_WORDS))).is_ok());
        let long = setting(&"x".repeat(LONGEST_WORDS + 1));
        assert_eq!(encode(&long), Err(StoreError::Failed("value is over its limit".into())));
        assert_eq!(decode(&write(&long)), None);
        let long_id = event(Body::LessonDeleted { lesson: LessonId("x".repeat(LONGEST_ID + 1)) });
        assert_eq!(encode(&long_id), Err(StoreError::Failed("lesson is over its limit".into())));
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read_back(value: String) {
            let event = setting(&value);
            proptest::prop_assert_eq!(decode(&encode(&event).unwrap()), Some(event));
        }

        #[test]
        fn no_record_is_too_odd_to_be_looked_at(record: String, cut in 0..200usize) {
            decode(&record);
            let cut: String = FIRST[2].chars().take(cut).collect();
            proptest::prop_assert_eq!(decode(&cut), None);
        }
    }

    /// The bodies of records of corrections and tags as they were first written: these lines never change.
    const OF_FACTS: [&str; 4] = [
        r#"{"fact_corrected":{"lesson":"1","fact":"2","correction":"{\"quote\":0}"}}"#,
        r#"{"fact_corrected":{"lesson":"1","fact":"2","correction":null}}"#,
        r#"{"relation_parted":{"lesson":"1","relation":"3","parted":true}}"#,
        r#"{"lesson_tagged":{"lesson":"1","tags":["война","9 класс"]}}"#,
    ];

    #[test]
    fn what_is_said_of_facts_is_written_as_it_was_and_read_back() {
        let (lesson, fact) = (LessonId("1".into()), FactId("2".into()));
        let corrected = |correction: Option<&str>| {
            let correction = correction.map(str::to_owned);
            Body::FactCorrected { lesson: lesson.clone(), fact: fact.clone(), correction }
        };
        let bodies = [
            corrected(Some("{\"quote\":0}")),
            corrected(None),
            Body::RelationParted { lesson: lesson.clone(), relation: RelationId("3".into()), parted: true },
            Body::LessonTagged { lesson: lesson.clone(), tags: vec!["война".into(), "9 класс".into()] },
        ];
        for (body, written) in bodies.into_iter().zip(OF_FACTS) {
            let event = Event {
                id: EventId { device: DeviceId("00c0ffee00c0ffee".into()), number: 1 },
                at: 0,
                offset: 0,
                body,
            };
            let record = encode(&event).expect("within the limits");
            assert!(record.ends_with(&[r#""body":"#, written, "}"].concat()), "{record}");
            assert_eq!(decode(&record), Some(event));
        }
    }
}
