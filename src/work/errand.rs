//! What is done in a worker of its own, which ends with it, so that it disturbs no reading of texts and its memory is given
//! back: everything that takes long and is asked for seldom.

use super::parcel::Parcel;
use super::wire::{Wire, put_bytes, take_bytes};
use crate::anki::{self, AnkiError, Summary};
use crate::app::Now;
use crate::backup::{self, BackupError, Contents, Fault, Incoming, Taken};
use crate::card::CardId;
use crate::deck::setting::Exam;
use crate::deck::{Body, Deck, LessonId, PastReview};
use crate::export::Format;
use crate::export::results::Told;
use crate::plan::{self, Day, Goal, Outlook, Plan};
use crate::schedule::Scheduler;
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
    let goal = Goal {
        day: exam.day,
        minutes_a_day: f32::from(exam.minutes),
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
    backup::read(bytes).map(kept)
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
            _ => return None,
        })
    }
}

impl Wire for Incoming {
    fn put(&self, out: &mut Vec<u8>) {
        let Incoming { bytes, name, changed } = self;
        put_bytes(bytes, out);
        name.put(out);
        changed.cast_unsigned().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (bytes, name) = (take_bytes(from)?.into(), Wire::take(from)?);
        Some(Incoming { bytes, name, changed: u64::take(from)?.cast_signed() })
    }
}

impl Wire for Fit {
    fn put(&self, out: &mut Vec<u8>) {
        let Fit { parameters, fitted, foretold, before, after, error } = self;
        parameters.iter().for_each(|parameter| f64::from(*parameter).put(out));
        fitted.put(out);
        foretold.put(out);
        [before, after, error].into_iter().for_each(|loss| loss.put(out));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut parameters = [0.0; 21];
        for parameter in &mut parameters {
            *parameter = f64::take(from)? as f32;
        }
        let (fitted, foretold) = (Wire::take(from)?, Wire::take(from)?);
        Some(Fit {
            parameters,
            fitted,
            foretold,
            before: Wire::take(from)?,
            after: Wire::take(from)?,
            error: Wire::take(from)?,
        })
    }
}

impl Wire for Plan {
    fn put(&self, out: &mut Vec<u8>) {
        let Plan { days, cards } = self;
        days.put(out);
        cards.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Plan { days: Wire::take(from)?, cards: Wire::take(from)? })
    }
}

impl Wire for Day {
    fn put(&self, out: &mut Vec<u8>) {
        self.cards.put(out);
        f64::from(self.seconds).put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Day { cards: Wire::take(from)?, seconds: f64::take(from)? as f32 })
    }
}

impl Wire for Outlook {
    fn put(&self, out: &mut Vec<u8>) {
        let Outlook { without, with, best, reviews } = self;
        [without, with, best].into_iter().for_each(|recall| f64::from(*recall).put(out));
        reviews.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (without, with, best) = (f64::take(from)?, f64::take(from)?, f64::take(from)?);
        Some(Outlook { without: without as f32, with: with as f32, best: best as f32, reviews: Wire::take(from)? })
    }
}

impl Wire for Taken {
    fn put(&self, out: &mut Vec<u8>) {
        let Taken { made, new, known, set_aside, damaged, lost, faults, anki } = self;
        made.map(i64::cast_unsigned).put(out);
        [new, known, set_aside, damaged].into_iter().for_each(|count| count.put(out));
        lost.put(out);
        faults.put(out);
        anki.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Taken {
            made: <Option<u64> as Wire>::take(from)?.map(u64::cast_signed),
            new: Wire::take(from)?,
            known: Wire::take(from)?,
            set_aside: Wire::take(from)?,
            damaged: Wire::take(from)?,
            lost: Wire::take(from)?,
            faults: Wire::take(from)?,
            anki: Wire::take(from)?,
        })
    }
}

impl Wire for Summary {
    fn put(&self, out: &mut Vec<u8>) {
        let Summary { decks, cards, reviews, media, only_media, empty, too_long, is_damaged } = self;
        [decks, cards, reviews, media, only_media, empty, too_long].into_iter().for_each(|count| count.put(out));
        is_damaged.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Summary {
            decks: Wire::take(from)?,
            cards: Wire::take(from)?,
            reviews: Wire::take(from)?,
            media: Wire::take(from)?,
            only_media: Wire::take(from)?,
            empty: Wire::take(from)?,
            too_long: Wire::take(from)?,
            is_damaged: Wire::take(from)?,
        })
    }
}

/// In the order of their numbers on the way.
const ANKI_ERRORS: [AnkiError; 5] =
    [AnkiError::Foreign, AnkiError::Damaged, AnkiError::Newer, AnkiError::TooLarge, AnkiError::Empty];

impl Wire for Fault {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Fault::NoManifest => out.push(0),
            Fault::NoDirectory => out.push(1),
            Fault::Missing { part, lost } => {
                out.push(2);
                part.put(out);
                lost.put(out);
            }
            Fault::Altered { part, lost } => {
                out.push(3);
                part.put(out);
                lost.put(out);
            }
            Fault::Foreign(count) => {
                out.push(4);
                count.put(out);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => Fault::NoManifest,
            1 => Fault::NoDirectory,
            2 => Fault::Missing { part: Wire::take(from)?, lost: Wire::take(from)? },
            3 => Fault::Altered { part: Wire::take(from)?, lost: Wire::take(from)? },
            4 => Fault::Foreign(Wire::take(from)?),
            _ => return None,
        })
    }
}

impl Wire for BackupError {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            BackupError::Foreign => out.push(0),
            BackupError::Newer(version) => {
                out.push(1);
                version.put(out);
            }
            BackupError::TooLarge => out.push(2),
            BackupError::Failed(reason) => {
                out.push(3);
                reason.put(out);
            }
            BackupError::Anki(error) => {
                out.push(4);
                out.extend(ANKI_ERRORS.iter().position(|known| known == error).map(|place| place as u8));
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => BackupError::Foreign,
            1 => BackupError::Newer(Wire::take(from)?),
            2 => BackupError::TooLarge,
            3 => BackupError::Failed(Wire::take(from)?),
            4 => BackupError::Anki(*ANKI_ERRORS.get(usize::from(u8::take(from)?))?),
            _ => return None,
        })
    }
}

impl Wire for StoreError {
    fn put(&self, out: &mut Vec<u8>) {
        let (tag, reason) = match self {
            StoreError::Full => (0, ""),
            StoreError::Denied(reason) => (1, reason.as_str()),
            StoreError::Busy(reason) => (2, reason.as_str()),
            StoreError::Failed(reason) => (3, reason.as_str()),
        };
        out.push(tag);
        put_bytes(reason.as_bytes(), out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let tag = u8::take(from)?;
        let reason = String::take(from)?;
        Some(match tag {
            0 => StoreError::Full,
            1 => StoreError::Denied(reason),
            2 => StoreError::Busy(reason),
            3 => StoreError::Failed(reason),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::results::Trouble;
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
