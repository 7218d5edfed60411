//! An event as it is stored: a JSON object with its version. Stored records are never rewritten, so every version
//! that has been written stays readable; a new one gets a type of its own beside [`V1`].
//!
//! What cannot be read (damaged, over a limit, of a newer version, of a kind that is not known yet) is not guessed at:
//! it is set aside whole.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::card::{CardId, CardKind};
use crate::deck::{Body, DeviceId, Event, EventId, Grade, LessonId, Review};
use crate::document::Source;

/// Of a lesson's text, bytes.
pub const LONGEST_TEXT: usize = 64 << 20;
/// Of a title, an answer, a setting and the like, bytes.
pub const LONGEST_WORDS: usize = 64 << 10;
/// Of ids and hashes, bytes.
pub const LONGEST_ID: usize = 64;
/// Numbers are keys in IndexedDB, which knows only doubles.
const HIGHEST_NUMBER: u64 = 1 << 53;
/// The range of a JavaScript `Date`, milliseconds.
const FARTHEST_TIME: i64 = 8_640_000_000_000_000;
const DAY_IN_MINUTES: i16 = 24 * 60;

/// Refuses what [`decode`] would set aside.
pub fn encode(event: &Event) -> Result<String, StoreError> {
    check(event).map_err(|field| StoreError::Failed([field, " is over its limit"].concat()))?;
    serde_json::to_string(&V1::of(event)).map_err(|error| StoreError::Failed(error.to_string()))
}

/// `None`: to be set aside.
pub fn decode(record: &str) -> Option<Event> {
    let record: V1 = serde_json::from_str(record).ok()?;
    let event = record.into_event()?;
    check(&event).is_ok().then_some(event)
}

#[derive(Serialize, Deserialize)]
struct V1<'a> {
    v: u32,
    device: Cow<'a, str>,
    number: u64,
    at: i64,
    offset: i16,
    body: BodyV1<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum BodyV1<'a> {
    LessonAdded { lesson: Cow<'a, str>, title: Cow<'a, str>, text: Cow<'a, str>, source: SourceV1<'a>, seed: u64 },
    LessonRenamed { lesson: Cow<'a, str>, title: Cow<'a, str> },
    LessonDeleted { lesson: Cow<'a, str> },
    Reviewed(ReviewV1<'a>),
    Undone { device: Cow<'a, str>, number: u64 },
    SettingChanged { key: Cow<'a, str>, value: Cow<'a, str> },
}

#[derive(Serialize, Deserialize)]
struct SourceV1<'a> {
    author: Option<Cow<'a, str>>,
    work: Option<Cow<'a, str>>,
    published: Option<Cow<'a, str>>,
    url: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
struct ReviewV1<'a> {
    lesson: Cow<'a, str>,
    card: Cow<'a, str>,
    kind: Cow<'a, str>,
    answer: Option<Cow<'a, str>>,
    proposed: Option<GradeV1>,
    chosen: GradeV1,
    took: u32,
    content: Cow<'a, str>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum GradeV1 {
    Again,
    Hard,
    Good,
    Easy,
}

impl<'a> V1<'a> {
    fn of(event: &'a Event) -> Self {
        let Event { id, at, offset, body } = event;
        V1 { v: 1, device: (&*id.device.0).into(), number: id.number, at: *at, offset: *offset, body: BodyV1::of(body) }
    }

    fn into_event(self) -> Option<Event> {
        let V1 { v: 1, device, number, at, offset, body } = self else { return None };
        Some(Event { id: event_id(device, number), at, offset, body: body.into_body()? })
    }
}

impl<'a> BodyV1<'a> {
    fn of(body: &'a Body) -> Self {
        match body {
            Body::LessonAdded { lesson, title, text, source, seed } => BodyV1::LessonAdded {
                lesson: (&*lesson.0).into(),
                title: title.into(),
                text: text.into(),
                source: SourceV1 {
                    author: source.author.as_deref().map(Cow::from),
                    work: source.work.as_deref().map(Cow::from),
                    published: source.published.as_deref().map(Cow::from),
                    url: source.url.as_deref().map(Cow::from),
                },
                seed: *seed,
            },
            Body::LessonRenamed { lesson, title } => {
                BodyV1::LessonRenamed { lesson: (&*lesson.0).into(), title: title.into() }
            }
            Body::LessonDeleted { lesson } => BodyV1::LessonDeleted { lesson: (&*lesson.0).into() },
            Body::Reviewed(review) => BodyV1::Reviewed(ReviewV1 {
                lesson: (&*review.lesson.0).into(),
                card: (&*review.card.0).into(),
                kind: kind_name(review.kind).into(),
                answer: review.answer.as_deref().map(Cow::from),
                proposed: review.proposed.map(GradeV1::of),
                chosen: GradeV1::of(review.chosen),
                took: review.took,
                content: (&*review.content).into(),
            }),
            Body::Undone { event } => BodyV1::Undone { device: (&*event.device.0).into(), number: event.number },
            Body::SettingChanged { key, value } => BodyV1::SettingChanged { key: key.into(), value: value.into() },
        }
    }

    fn into_body(self) -> Option<Body> {
        Some(match self {
            BodyV1::LessonAdded { lesson, title, text, source, seed } => Body::LessonAdded {
                lesson: lesson_id(lesson),
                title: title.into_owned(),
                text: text.into_owned(),
                source: Source {
                    author: source.author.map(Cow::into_owned),
                    work: source.work.map(Cow::into_owned),
                    published: source.published.map(Cow::into_owned),
                    url: source.url.map(Cow::into_owned),
                },
                seed,
            },
            BodyV1::LessonRenamed { lesson, title } => {
                Body::LessonRenamed { lesson: lesson_id(lesson), title: title.into_owned() }
            }
            BodyV1::LessonDeleted { lesson } => Body::LessonDeleted { lesson: lesson_id(lesson) },
            BodyV1::Reviewed(review) => Body::Reviewed(Review {
                lesson: lesson_id(review.lesson),
                card: CardId(review.card.into_owned()),
                kind: CardKind::ALL.into_iter().find(|kind| kind_name(*kind) == review.kind)?,
                answer: review.answer.map(Cow::into_owned),
                proposed: review.proposed.map(GradeV1::grade),
                chosen: review.chosen.grade(),
                took: review.took,
                content: review.content.into_owned(),
            }),
            BodyV1::Undone { device, number } => Body::Undone { event: event_id(device, number) },
            BodyV1::SettingChanged { key, value } => {
                Body::SettingChanged { key: key.into_owned(), value: value.into_owned() }
            }
        })
    }
}

fn event_id(device: Cow<'_, str>, number: u64) -> EventId {
    EventId { device: DeviceId(device.into_owned()), number }
}

fn lesson_id(lesson: Cow<'_, str>) -> LessonId {
    LessonId(lesson.into_owned())
}

/// Written into records: never to change.
fn kind_name(kind: CardKind) -> &'static str {
    match kind {
        CardKind::Cloze => "cloze",
        CardKind::Choice => "choice",
        CardKind::Question => "question",
        CardKind::Typed => "typed",
        CardKind::Estimate => "estimate",
        CardKind::Ordering => "ordering",
        CardKind::Trend => "trend",
        CardKind::Share => "share",
        CardKind::Definition => "definition",
        CardKind::Criticism => "criticism",
    }
}

impl GradeV1 {
    fn of(grade: Grade) -> Self {
        match grade {
            Grade::Again => GradeV1::Again,
            Grade::Hard => GradeV1::Hard,
            Grade::Good => GradeV1::Good,
            Grade::Easy => GradeV1::Easy,
        }
    }

    fn grade(self) -> Grade {
        match self {
            GradeV1::Again => Grade::Again,
            GradeV1::Hard => Grade::Hard,
            GradeV1::Good => Grade::Good,
            GradeV1::Easy => Grade::Easy,
        }
    }
}

/// The name of the field that is over its limit.
fn check(event: &Event) -> Result<(), &'static str> {
    let within = |value: &str, longest, name| if value.len() <= longest { Ok(()) } else { Err(name) };
    let id = |value: &str, name| within(value, LONGEST_ID, name);
    let words = |value: &str, name| within(value, LONGEST_WORDS, name);
    let maybe = |value: &Option<String>, name| value.as_deref().map_or(Ok(()), |value| words(value, name));
    let number = |value: u64| if value <= HIGHEST_NUMBER { Ok(()) } else { Err("number") };

    id(&event.id.device.0, "device")?;
    number(event.id.number)?;
    if event.at.unsigned_abs() > FARTHEST_TIME.unsigned_abs() {
        return Err("at");
    }
    if event.offset.unsigned_abs() > DAY_IN_MINUTES.unsigned_abs() {
        return Err("offset");
    }
    match &event.body {
        Body::LessonAdded { lesson, title, text, source, seed: _ } => {
            id(&lesson.0, "lesson")?;
            words(title, "title")?;
            within(text, LONGEST_TEXT, "text")?;
            maybe(&source.author, "author")?;
            maybe(&source.work, "work")?;
            maybe(&source.published, "published")?;
            maybe(&source.url, "url")
        }
        Body::LessonRenamed { lesson, title } => id(&lesson.0, "lesson").and(words(title, "title")),
        Body::LessonDeleted { lesson } => id(&lesson.0, "lesson"),
        Body::Reviewed(review) => {
            id(&review.lesson.0, "lesson")?;
            id(&review.card.0, "card")?;
            maybe(&review.answer, "answer")?;
            id(&review.content, "content")
        }
        Body::Undone { event } => id(&event.device.0, "device").and(number(event.number)),
        Body::SettingChanged { key, value } => id(key, "key").and(words(value, "value")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(decode(&serde_json::to_string(&V1::of(&long)).unwrap()), None);
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
}
