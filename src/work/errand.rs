//! What is done in a worker of its own, which ends with it, so that it disturbs no reading of texts and its memory is given
//! back: everything that takes long and is asked for seldom.

use super::parcel::Parcel;
use super::wire::{Wire, put_bytes, take_bytes};
use crate::anki;
use crate::app::Now;
use crate::backup::{self, BackupError, Contents, Incoming, Taken, lines};
use crate::card::CardId;
use crate::deck::setting::Exam;
use crate::deck::{Body, Deck, DeviceId, Event, LessonId, PastReview};
use crate::export::Format;
use crate::export::results::Told;
use crate::plan::{self, Goal, Plan};
use crate::schedule::{Scheduler, day};
use crate::store::{Merged, StoreError, record};
use crate::training::{self, Fit, TrainingError};

/// What is asked of such a worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// A backup of these records, or of those of the browser's store. `made` is the moment that it names, UTC milliseconds.
    Pack { records: Option<Vec<String>>, made: i64 },
    /// The records of a backup, or of a file of Anki, taken into the browser's store or, where there is none, handed back.
    TakeIn { file: Incoming, is_stored: bool },
    /// A snapshot of the browser's store, kept there.
    Snapshot,
    /// Parameters fitted to all reviews in these records, or in the browser's store.
    Fit { records: Option<Vec<String>> },
    /// A plan for a day, of the cards of a lesson in this order.
    Plan { records: Option<Vec<String>>, wish: Wish },
    /// A lesson in a form of another program. `page` is the lesson's own, for packages that have it in them; `changed` is the moment of
    /// the last change, seconds.
    TakeOut { parcel: Parcel, format: Format, page: Option<Vec<u8>>, changed: i64 },
    /// What goes along of a lesson that is published.
    Share { parcel: Parcel },
    /// What a learner of a class has done, from the file that was saved.
    Tell { file: Incoming },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Done,
    Fitted(Result<Fit, TrainingError>),
    Planned {
        plan: Plan,
        needed: Option<f32>,
    },
    Packed(Vec<u8>),
    TakenIn {
        taken: Taken,
        /// What was not stored.
        records: Vec<String>,
    },
    Refused(BackupError),
    NotStored(StoreError),
    /// The file, or why there is none.
    TakenOut(Result<Vec<u8>, String>),
    /// The lesson that goes along, or why there is none.
    Shared(Result<Parcel, String>),
    Told(Told),
}

/// What is to be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub lesson: LessonId,
    pub exam: Exam,
    pub cards: Vec<CardId>,
    pub now: Now,
}

/// Parameters that fit everything in a deck.
pub fn fit(deck: &Deck) -> Outcome {
    let works = deck.lessons.values().map(|entry| &entry.work).chain(deck.kept.values());
    let histories: Vec<&[PastReview]> =
        works.flat_map(|work| work.cards.values()).map(|card| card.reviews.as_slice()).collect();
    Outcome::Fitted(training::fit(&histories, &deck.parameters().unwrap_or_default()))
}

/// The plan for a wish, at the learner's own pace.
pub fn plan(deck: &Deck, wish: &Wish) -> Outcome {
    let Wish { lesson, exam, cards, now } = wish;
    let scheduler = Scheduler::of(deck);
    let all: Vec<&[PastReview]> =
        deck.lessons.values().flat_map(|entry| entry.work.cards.values()).map(|card| card.reviews.as_slice()).collect();
    let entry = deck.lessons.get(lesson);
    let histories: Vec<&[PastReview]> =
        cards.iter().map(|card| entry.map_or(&[][..], |entry| entry.history(card))).collect();
    let today = day::of(now.at, now.offset);
    let of_today = |review: &&PastReview| day::of(review.at, review.offset) == today;
    let reviews = entry.into_iter().flat_map(|entry| entry.work.cards.values()).flat_map(|card| &card.reviews);
    let spent: u64 = reviews.filter(of_today).map(PastReview::spent).sum();
    let goal = Goal {
        day: exam.day,
        minutes_a_day: f32::from(exam.minutes),
        spent: spent as f32 / 1000.0,
        target: deck.retention(),
        pace: plan::pace(&all),
    };
    let made = plan::plan(&histories, &scheduler, &goal, now.at, now.offset);
    let needed = plan::minutes_needed(&histories, &scheduler, &goal, now.at, now.offset);
    Outcome::Planned { plan: made, needed }
}

/// The records of a backup or of a file of Anki. Notes as text without headers are known by their name, as they might be anything.
pub fn opened(file: &Incoming) -> Result<(Vec<String>, Taken), BackupError> {
    let Incoming { bytes, name, changed } = file;
    let is_table = || [".txt", ".tsv", ".csv"].iter().any(|end| name.to_lowercase().ends_with(end));
    if anki::is_of_anki(bytes) || !bytes.starts_with(b"PK") && is_table() {
        let (records, summary) = anki::read(bytes, name, *changed).map_err(BackupError::Anki)?;
        return Ok((records, Taken { anki: Some(summary), ..Taken::default() }));
    }
    let mut contents = backup::read(bytes)?;
    if lines::are(bytes) {
        without_shortened(&mut contents)?;
    }
    Ok(kept(contents))
}

/// Leaves out a lesson that was published without its text, from which nothing could be read; what a learner has done with it is taken.
fn without_shortened(contents: &mut Contents) -> Result<(), BackupError> {
    let is_shortened = |record: &String| {
        let event = record::decode(record);
        event.is_some_and(|it| matches!(it.body, Body::LessonPublished { publication, .. } if publication.is_shortened))
    };
    if contents.records.iter().any(is_shortened) {
        let is_handed_on = |event: Event| event.id.device.0.starts_with(DeviceId::HANDED_ON);
        contents.records.retain(|record| !record::decode(record).is_some_and(is_handed_on));
        if contents.records.is_empty() {
            return Err(BackupError::Shortened);
        }
    }
    Ok(())
}

/// Every record of a backup that is worth keeping, and what is wrong with it.
pub fn kept(contents: Contents) -> (Vec<String>, Taken) {
    let lost = contents.lost();
    let Contents { made, mut records, damaged, faults } = contents;
    let taken = Taken { made, damaged: damaged.len(), lost, faults, ..Taken::default() };
    records.extend(damaged);
    (records, taken)
}

/// The lessons of a file, if it is one of Anki: whoever takes it in again wants those that were deleted back. A backup brings back nothing that
/// was deleted after it.
pub fn lessons(records: &[String], taken: &Taken) -> Vec<Body> {
    let is_lesson = |record: &&String| taken.anki.is_some() && record.contains("\"lesson_added\"");
    let decoded = records.iter().filter(is_lesson).filter_map(|record| record::decode(record));
    decoded.map(|event| event.body).filter(|body| matches!(body, Body::LessonAdded { .. })).collect()
}

/// Those of them that are not in the library, to be added anew.
pub fn deleted(mut lessons: Vec<Body>, deck: &Deck) -> Vec<Body> {
    lessons.retain(|body| matches!(body, Body::LessonAdded { lesson, .. } if !deck.lessons.contains_key(lesson)));
    lessons
}

/// The same with what came of it in a store.
pub fn merged(taken: Taken, merged: &Merged) -> Taken {
    Taken { new: merged.events.len(), known: merged.known, set_aside: merged.set_aside, ..taken }
}

impl Wire for Errand {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Errand::Pack { records, made } => {
                out.push(0);
                records.put(out);
                made.cast_unsigned().put(out);
            }
            Errand::TakeIn { file, is_stored } => {
                out.push(1);
                file.put(out);
                is_stored.put(out);
            }
            Errand::Snapshot => out.push(2),
            Errand::Fit { records } => {
                out.push(3);
                records.put(out);
            }
            Errand::Plan { records, wish: Wish { lesson, exam, cards, now } } => {
                out.push(4);
                records.put(out);
                lesson.0.put(out);
                exam.day.cast_unsigned().put(out);
                u32::from(exam.minutes).put(out);
                cards.put(out);
                now.at.cast_unsigned().put(out);
                i32::from(now.offset).put(out);
            }
            Errand::TakeOut { parcel, format, page, changed } => {
                out.push(5);
                parcel.put(out);
                format.name().to_owned().put(out);
                page.is_some().put(out);
                put_bytes(page.as_deref().unwrap_or_default(), out);
                changed.cast_unsigned().put(out);
            }
            Errand::Share { parcel } => {
                out.push(7);
                parcel.put(out);
            }
            Errand::Tell { file } => {
                out.push(6);
                file.put(out);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => Errand::Pack { records: Wire::take(from)?, made: u64::take(from)?.cast_signed() },
            1 => Errand::TakeIn { file: Wire::take(from)?, is_stored: Wire::take(from)? },
            2 => Errand::Snapshot,
            3 => Errand::Fit { records: Wire::take(from)? },
            4 => Errand::Plan {
                records: Wire::take(from)?,
                wish: Wish {
                    lesson: LessonId(Wire::take(from)?),
                    exam: Exam { day: u64::take(from)?.cast_signed(), minutes: u32::take(from)?.try_into().ok()? },
                    cards: Wire::take(from)?,
                    now: Now { at: u64::take(from)?.cast_signed(), offset: i32::take(from)?.try_into().ok()? },
                },
            },
            5 => {
                let (parcel, format) = (Wire::take(from)?, Format::of_name(&String::take(from)?)?);
                let (has_page, page) = (bool::take(from)?, take_bytes(from)?);
                let page = has_page.then(|| page.to_vec());
                Errand::TakeOut { parcel, format, page, changed: u64::take(from)?.cast_signed() }
            }
            6 => Errand::Tell { file: Wire::take(from)? },
            7 => Errand::Share { parcel: Wire::take(from)? },
            _ => return None,
        })
    }
}

impl Wire for Outcome {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Outcome::Packed(file) => {
                out.push(0);
                put_bytes(file, out);
            }
            Outcome::TakenIn { taken, records } => {
                out.push(1);
                taken.put(out);
                records.put(out);
            }
            Outcome::Refused(error) => {
                out.push(2);
                error.put(out);
            }
            Outcome::NotStored(error) => {
                out.push(3);
                error.put(out);
            }
            Outcome::Done => out.push(4),
            Outcome::Fitted(fitted) => {
                out.push(5);
                match fitted {
                    Ok(fit) => {
                        out.push(0);
                        fit.put(out);
                    }
                    Err(TrainingError::TooFew(found)) => {
                        out.push(1);
                        found.put(out);
                    }
                    Err(TrainingError::Failed) => out.push(2),
                }
            }
            Outcome::Planned { plan, needed } => {
                out.push(6);
                plan.put(out);
                needed.map(f64::from).put(out);
            }
            Outcome::TakenOut(Ok(file)) => {
                out.push(7);
                put_bytes(file, out);
            }
            Outcome::TakenOut(Err(reason)) => {
                out.push(8);
                reason.put(out);
            }
            Outcome::Shared(Ok(parcel)) => {
                out.push(10);
                parcel.put(out);
            }
            Outcome::Shared(Err(reason)) => {
                out.push(11);
                reason.put(out);
            }
            Outcome::Told(told) => {
                out.push(9);
                told.put(out);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => Outcome::Packed(take_bytes(from)?.to_vec()),
            1 => Outcome::TakenIn { taken: Wire::take(from)?, records: Wire::take(from)? },
            2 => Outcome::Refused(Wire::take(from)?),
            3 => Outcome::NotStored(Wire::take(from)?),
            4 => Outcome::Done,
            5 => Outcome::Fitted(match u8::take(from)? {
                0 => Ok(Wire::take(from)?),
                1 => Err(TrainingError::TooFew(Wire::take(from)?)),
                2 => Err(TrainingError::Failed),
                _ => return None,
            }),
            6 => Outcome::Planned {
                plan: Wire::take(from)?,
                needed: <Option<f64> as Wire>::take(from)?.map(|minutes| minutes as f32),
            },
            7 => Outcome::TakenOut(Ok(take_bytes(from)?.to_vec())),
            8 => Outcome::TakenOut(Err(Wire::take(from)?)),
            9 => Outcome::Told(Wire::take(from)?),
            10 => Outcome::Shared(Ok(Wire::take(from)?)),
            11 => Outcome::Shared(Err(Wire::take(from)?)),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anki::{AnkiError, Summary};
    use crate::backup::Fault;
    use crate::card::CardKind;
    use crate::deck::{EventId, Grade, Review};
    use crate::document::Source;
    use crate::export::results::Trouble;
    use crate::plan::{Day, Outlook};
    use crate::work::wire::{decode, encode};

    #[test]
    fn errands_and_their_outcomes_travel() {
        let errands = [
            Errand::Pack { records: None, made: -1 },
            Errand::Pack { records: Some(vec!["{}".to_owned(), "я".to_owned()]), made: 1_772_366_400_000 },
            Errand::TakeIn {
                file: Incoming { bytes: [0u8, 255, 80].into(), name: "моё.apkg".to_owned(), changed: -7 },
                is_stored: true,
            },
            Errand::Snapshot,
            Errand::Fit { records: None },
            Errand::Plan {
                records: Some(Vec::new()),
                wish: Wish {
                    lesson: LessonId("l".to_owned()),
                    exam: Exam { day: 20_500, minutes: 15 },
                    cards: vec![CardId("c".to_owned())],
                    now: Now { at: -1, offset: -720 },
                },
            },
            Errand::Share { parcel: Parcel::unread(LessonId("1".to_owned()), vec!["{}".to_owned()]) },
            Errand::TakeOut {
                parcel: Parcel::unread(LessonId("l".to_owned()), vec!["{}".to_owned()]),
                format: Format::Scorm12,
                page: Some(vec![0, 255]),
                changed: -3,
            },
            Errand::TakeOut {
                parcel: Parcel::unread(LessonId(String::new()), Vec::new()),
                format: Format::Csv,
                page: None,
                changed: 0,
            },
            Errand::Tell {
                file: Incoming { bytes: [1u8].into(), name: "Иванова.konspekt".to_owned(), changed: 5 }
            },
        ];
        for errand in errands {
            assert_eq!(decode::<Errand>(&encode(&errand)), Some(errand));
        }
        let part = || "records-0001.jsonl".to_owned();
        let faults = vec![
            Fault::NoManifest,
            Fault::NoDirectory,
            Fault::Missing { part: part(), lost: 3 },
            Fault::Altered { part: part(), lost: None },
            Fault::Altered { part: part(), lost: Some(70_000) },
            Fault::Foreign(2),
        ];
        let anki = Some(Summary { decks: 1, cards: 70_000, only_media: 3, is_damaged: true, ..Summary::default() });
        let taken = Taken { made: Some(-5), new: 1, known: 300, set_aside: 2, damaged: 4, lost: 70_003, faults, anki };
        let fit = Fit { parameters: [0.1; 21], fitted: 1, foretold: 2, before: 0.5, after: 0.4, error: 0.1 };
        let outlook = Outlook { without: 0.5, with: 0.75, best: 1.0, reviews: 3 };
        let plan = Plan { days: vec![Day { cards: vec![0, 300], seconds: 12.5 }], cards: vec![outlook] };
        let outcomes = [
            Outcome::TakenOut(Ok(vec![0, 255])),
            Outcome::TakenOut(Err("нет".to_owned())),
            Outcome::Told(Told::nothing(Trouble::Damaged)),
            Outcome::Done,
            Outcome::Fitted(Ok(fit)),
            Outcome::Fitted(Err(TrainingError::TooFew(7))),
            Outcome::Fitted(Err(TrainingError::Failed)),
            Outcome::Planned { plan, needed: Some(4.0) },
            Outcome::Packed(vec![1, 2]),
            Outcome::TakenIn { taken, records: vec!["x".to_owned()] },
            Outcome::Refused(BackupError::Foreign),
            Outcome::Refused(BackupError::Newer(7)),
            Outcome::Refused(BackupError::TooLarge),
            Outcome::Refused(BackupError::Shortened),
            Outcome::Shared(Ok(Parcel::unread(LessonId("1".to_owned()), vec!["{}".to_owned()]))),
            Outcome::Shared(Err("нет".to_owned())),
            Outcome::Refused(BackupError::Failed("why".to_owned())),
            Outcome::Refused(BackupError::Anki(AnkiError::Empty)),
            Outcome::NotStored(StoreError::Full),
            Outcome::NotStored(StoreError::Busy("tab".to_owned())),
            Outcome::NotStored(StoreError::Denied("frame".to_owned())),
            Outcome::NotStored(StoreError::Failed("disk".to_owned())),
        ];
        for outcome in outcomes {
            assert_eq!(decode::<Outcome>(&encode(&outcome)), Some(outcome));
        }
    }

    #[test]
    fn a_plan_of_the_same_day_knows_what_was_spent_of_it() {
        const NOON: i64 = 1_772_366_400_000;
        let lesson = LessonId("l".to_owned());
        let cards: Vec<CardId> = (0..60).map(|nth| CardId(nth.to_string())).collect();
        let planned = |ago: i64| {
            // Two cards of five minutes each: one of them was left open for an hour.
            let reviewed = (1..).zip([300_000, 3_600_000]).map(|(number, took)| Event {
                id: EventId { device: DeviceId("a".repeat(16)), number },
                at: NOON - ago,
                offset: 0,
                body: Body::Reviewed(Review {
                    lesson: lesson.clone(),
                    card: cards[number as usize].clone(),
                    kind: CardKind::Cloze,
                    answer: None,
                    proposed: None,
                    chosen: Grade::Good,
                    took,
                    content: String::new(),
                }),
            });
            let added = Event {
                id: EventId { device: DeviceId("a".repeat(16)), number: 3 },
                at: NOON,
                offset: 0,
                body: Body::LessonAdded {
                    lesson: lesson.clone(),
                    title: String::new(),
                    text: String::new(),
                    source: Source::default(),
                    structure: None,
                    seed: 0,
                },
            };
            let deck = Deck::of(&reviewed.chain([added]).collect::<Vec<_>>());
            let exam = Exam { day: day::of(NOON, 0) + 2, minutes: 12 };
            let (lesson, cards) = (lesson.clone(), cards.clone());
            let wish = Wish { lesson, exam, cards, now: Now { at: NOON, offset: 0 } };
            let Outcome::Planned { plan, .. } = plan(&deck, &wish) else { panic!("a plan") };
            [0, 1].map(|day| plan.days[day].seconds)
        };
        let [today, tomorrow] = planned(3_600_000);
        assert!(today > 0.0 && today <= 120.0 && tomorrow > 600.0, "{today} {tomorrow}");
        let [today, tomorrow] = planned(86_400_000);
        assert!(today > 600.0 && tomorrow > 600.0, "{today} {tomorrow}");
    }

    #[test]
    fn a_file_is_known_by_its_bytes_and_notes_as_text_by_their_name() {
        let file = |bytes: &[u8], name: &str| Incoming { bytes: bytes.into(), name: name.to_owned(), changed: 0 };
        let backup = backup::write(&["{}".to_owned()], None).expect("a backup");
        let (records, taken) = opened(&file(&backup, "notes.txt")).expect("a backup");
        assert_eq!((records.len(), taken.anki), (1, None));
        let text = "Приток?\tОка".as_bytes();
        let (records, taken) = opened(&file(text, "Реки.TXT")).expect("notes");
        assert_eq!((records.len(), taken.anki.map(|anki| anki.cards)), (3, Some(1)));
        assert_eq!(opened(&file(text, "a.konspekt")), Err(BackupError::Foreign));
        let with_headers = "#separator:tab\nПриток?\tОка".as_bytes();
        assert!(opened(&file(with_headers, "a.konspekt")).is_ok());
        // A lesson that was deleted here comes back with its file, but not with a backup.
        assert_eq!(deleted(lessons(&records, &taken), &Deck::default()).len(), 1);
        let events: Vec<_> = records.iter().filter_map(|record| record::decode(record)).collect();
        assert_eq!(deleted(lessons(&records, &taken), &Deck::of(&events)), []);
        assert_eq!(lessons(&records, &Taken::default()), []);
        assert_eq!(opened(&file(b" ", "a.txt")), Err(BackupError::Anki(AnkiError::Foreign)));
    }
}
