//! A lesson that is handed on whole: what the page of one lesson holds beside the app. Its records are as in any store, so the
//! learner's own work is kept beside them; what was read out of its text goes along, so that nothing has to read it again.

use crate::deck::{Body, DeviceId, Entry, Event, EventId, LessonId, Publication};
use crate::fact::id::digest;
use crate::ingest::Warning;
use crate::lesson::Lesson;
use crate::store::{self, StoreError, record};

use super::sound::is_sound;
use super::wire::{self, Wire, put_bytes, take_bytes};
use super::{News, Reply, assemble, send};

/// The form of results in this program: another program with the same stamp reads them, with another one they have to be read out of the
/// text again.
pub const STAMP: &str = env!("KONSPEKT_FORM");
/// The most bytes of results that came from elsewhere.
pub const LONGEST: usize = 256 << 20;

/// One lesson. As it travels with the app that it was made for, its bytes have no version.
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    pub lesson: LessonId,
    /// As a store keeps them.
    pub records: Vec<String>,
    /// The parts of the lesson, in the order of the pipeline.
    results: Vec<u8>,
}

impl Parcel {
    /// `results` are as [`results`] makes them, or as they came from the worker. `at` is the moment of the last change, UTC
    /// milliseconds: of two parcels of a lesson, what the later one says counts.
    pub fn of(id: &LessonId, entry: &Entry, results: Vec<u8>, at: i64) -> Result<Parcel, StoreError> {
        Ok(Parcel { lesson: id.clone(), records: records(entry.handed_on(id), at)?, results })
    }

    /// A lesson of which only the records are known: it has to be read.
    pub fn unread(lesson: LessonId, records: Vec<String>) -> Parcel {
        Parcel { lesson, records, results: Vec::new() }
    }

    /// The same with results that came from elsewhere; `None` where they are not those of a lesson as a text has it.
    pub fn with(self, results: Vec<u8>) -> Option<Parcel> {
        let parcel = Parcel { results, ..self };
        let (lesson, _) = parcel.opened()?;
        is_sound(&lesson).then_some(parcel)
    }

    /// In whose name the lesson speaks.
    pub fn device(&self) -> Option<DeviceId> {
        let devices = self.records.iter().filter_map(|record| record::decode(record)).map(|event| event.id.device);
        devices.into_iter().find(|device| device.0.starts_with(DeviceId::HANDED_ON))
    }

    /// How it is published.
    pub fn publication(&self) -> Publication {
        let said = self.records.iter().rev().filter_map(|record| record::decode(record));
        let mut said = said.filter_map(|event| match event.body {
            Body::LessonPublished { publication, .. } => Some(publication),
            _ => None,
        });
        said.next().unwrap_or_default()
    }

    /// What was read out of its text; nothing where it has not been read.
    pub fn results(&self) -> &[u8] {
        &self.results
    }

    /// The lesson; `None` where these are not the bytes of one.
    pub fn opened(&self) -> Option<(Lesson, Vec<Warning>)> {
        let mut lesson = Lesson::default();
        let mut rest = self.results.as_slice();
        while !rest.is_empty() {
            let Reply { news: News::Part(part), .. } = Reply::take(&mut rest)? else { return None };
            assemble(&mut lesson, part);
        }
        Some((lesson, Vec::new()))
    }
}

impl Wire for Parcel {
    fn put(&self, out: &mut Vec<u8>) {
        let Parcel { lesson, records, results } = self;
        lesson.0.put(out);
        records.put(out);
        put_bytes(results, out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (lesson, records) = (LessonId(Wire::take(from)?), Wire::take(from)?);
        Some(Parcel { lesson, records, results: take_bytes(from)?.to_vec() })
    }
}

/// What was read out of a text, as the worker sends it.
pub fn results(lesson: Lesson) -> Vec<u8> {
    let mut results = Vec::new();
    send(lesson, &mut |news| Reply { job: 0, news }.put(&mut results));
    results
}

/// The bytes of a parcel.
pub fn packed(parcel: &Parcel) -> Vec<u8> {
    wire::encode(parcel)
}

/// The records of reviews that were kept elsewhere, each at its moment, UTC milliseconds.
pub fn resumed(said: &[(i64, Body)]) -> Result<Vec<String>, StoreError> {
    let written = |device: &DeviceId| {
        let record = |(number, (at, body)): (u64, &(i64, Body))| {
            let id = EventId { device: device.clone(), number };
            record::encode(&Event { id, at: *at, offset: 0, body: body.clone() })
        };
        (1..).zip(said).map(record).collect::<Result<Vec<String>, StoreError>>()
    };
    let drafts = written(&DeviceId("0".repeat(16)))?;
    let drafts: Vec<&str> = drafts.iter().map(String::as_str).collect();
    written(&DeviceId(digest("reviews kept elsewhere", &drafts)[..16].to_owned()))
}

/// The records of what is said, whose device is made of all that: the same parcel makes the same records, another one others.
fn records(bodies: Vec<Body>, at: i64) -> Result<Vec<String>, StoreError> {
    let written = |device: &DeviceId| {
        let numbered = store::number(bodies.clone(), device, 1, at, 0)?;
        Ok(numbered.into_iter().map(|(_, record)| without_markup(record)).collect::<Vec<String>>())
    };
    let drafts = written(&DeviceId("0".repeat(16)))?;
    let drafts: Vec<&str> = drafts.iter().map(String::as_str).collect();
    written(&DeviceId([DeviceId::HANDED_ON, &digest("lesson handed on", &drafts)[..12]].concat()))
}

/// The same record without a letter that begins an element, so that it can stand in a script of a page (`<konspekt-lesson>` takes a lesson from
/// there): in JSON, it only stands in texts.
fn without_markup(record: String) -> String {
    if record.contains('<') { record.replace('<', "\\u003c") } else { record }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::card::{CardId, CardKind};
    use crate::deck::{Grade, Review};
    use crate::document::Source;
    use crate::ingest;
    use crate::lesson::SAMPLE;
    use crate::lexicon::ru::morphology::Morphology;

    fn entry() -> Entry {
        Entry {
            title: "Тыл".into(),
            text: SAMPLE.into(),
            source: Rc::new(Source::default()),
            structure: None,
            seed: 3,
            added: 0,
            work: Rc::default(),
        }
    }

    #[test]
    fn a_parcel_holds_the_lesson_and_its_records() {
        let id = LessonId("1".repeat(16));
        let document = ingest::read_text(SAMPLE, None).expect("the sample is a text").document;
        let mut lesson = Lesson::of(document, 3, Morphology::bundled());
        let parcel = Parcel::of(&id, &entry(), results(lesson.clone()), 5).expect("a lesson within the limits");
        let bytes = packed(&parcel);
        let parcel: Parcel = wire::decode(&bytes).expect("it is read back");
        lesson.sentences.iter_mut().for_each(|sentence| sentence.tokens.clear());
        assert_eq!(parcel.opened(), Some((lesson, Vec::new())));
        let event = record::decode(&parcel.records[0]).expect("a record of the store");
        assert_eq!((event.at, event.id.number), (5, 1));
        assert_eq!(parcel.device(), Some(event.id.device));
        assert!(matches!(event.body, Body::LessonAdded { lesson, text, .. } if lesson == id && text == SAMPLE));
        assert!(parcel.opened().is_some() && Parcel { results: vec![9], ..parcel }.opened().is_none());
    }

    #[test]
    fn a_lesson_can_stand_in_a_script_of_a_page_whatever_it_says() {
        let text = "Было 5 лет.</script><!--<script>alert(1)</script>";
        let entry = Entry { title: "<b>".into(), text: text.into(), ..entry() };
        let parcel = Parcel::of(&LessonId("1".repeat(16)), &entry, Vec::new(), 5).expect("within the limits");
        assert!(parcel.records.iter().all(|record| !record.contains('<')), "{:?}", parcel.records);
        let event = record::decode(&parcel.records[0]).expect("a record of the store");
        assert!(matches!(event.body, Body::LessonAdded { text: read, title, .. } if read == text && title == "<b>"));
    }

    #[test]
    fn the_same_parcel_has_the_same_records_and_another_one_others() {
        let id = LessonId("1".repeat(16));
        let made = |title: &str, at| {
            let entry = Entry { title: title.into(), ..entry() };
            Parcel::of(&id, &entry, Vec::new(), at).expect("within the limits").records
        };
        assert_eq!(made("a", 1), made("a", 1));
        assert_ne!(made("a", 1), made("b", 1));
        assert_ne!(made("a", 1), made("a", 2));
    }

    #[test]
    fn reviews_that_were_kept_elsewhere_become_records_that_are_read() {
        let review = |card: &str, at| {
            let review = Review {
                lesson: LessonId("1".repeat(16)),
                card: CardId(card.to_owned()),
                kind: CardKind::Cloze,
                answer: None,
                proposed: None,
                chosen: Grade::Good,
                took: 0,
                content: String::new(),
            };
            (at, Body::Reviewed(review))
        };
        let said = [review("a", 60_000), review("b", 120_000)];
        let records = resumed(&said).expect("within the limits");
        let events: Vec<Event> = records.iter().filter_map(|record| record::decode(record)).collect();
        assert_eq!(events.iter().map(|event| (event.at, event.body.clone())).collect::<Vec<_>>(), said);
        assert_eq!(resumed(&said), Ok(records), "the same are known again");
    }
}
