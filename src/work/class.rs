//! What the learners of a class have done, from the files that they have saved: one file after another becomes rows of a table.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::wire::Wire;
use crate::app::{Open, cards};
use crate::backup::{self, Incoming};
use crate::card::CardId;
use crate::correct::Corrections;
use crate::deck::{Arrangement, Deck, Entry, Event, LessonId};
use crate::export::results::{self, Row, Told, Trouble};
use crate::ingest;
use crate::lesson::Lesson;
use crate::lexicon::ru::morphology::Morphology;
use crate::statistics::Share;
use crate::store::record;

/// The lessons of one file that are told of.
const MOST_LESSONS: usize = 200;
/// What a file may be, packed and unpacked, bytes: a million answers are some 200 MB.
pub const LARGEST: u64 = 256 << 20;

/// Of a text, its structure and its seed, the cards that the lesson asks.
type Known = BTreeMap<(Rc<str>, Option<Rc<str>>, u64), Vec<CardId>>;

/// Reads the files of one class. As a class has one lesson, or few, each is read once.
#[derive(Default)]
pub struct Class {
    known: Known,
}

/// Of a lesson that only says how many cards it has, no more are believed.
const MOST_CARDS: usize = 10_000;

impl Class {
    /// What a learner's file says. Nothing of it is trusted.
    pub fn read(&mut self, file: &Incoming, morphology: &Morphology) -> Told {
        self.read_within(LARGEST, file, morphology)
    }

    fn read_within(&mut self, limit: u64, file: &Incoming, morphology: &Morphology) -> Told {
        let contents = match backup::read_within(limit, &file.bytes) {
            Ok(contents) => contents,
            Err(error) => return Told::nothing(Trouble::Refused(error)),
        };
        let is_whole = contents.faults.is_empty() && contents.damaged.is_empty();
        let events: Vec<Event> = contents.records.iter().filter_map(|record| record::decode(record)).collect();
        let deck = Deck::of(&events);
        drop(events);
        let rows =
            results::rows(&results::learner(&file.name), &deck, MOST_LESSONS, |entry| self.asked(entry, morphology));
        let left_out = deck.lessons.len() - rows.len();
        let troubles = [
            (!is_whole).then_some(Trouble::Damaged),
            rows.is_empty().then_some(Trouble::NoLesson),
            (left_out > 0).then_some(Trouble::LeftOut(left_out)),
        ];
        Told { rows, troubles: troubles.into_iter().flatten().collect() }
    }

    fn asked(&mut self, entry: &Entry, morphology: &Morphology) -> Vec<CardId> {
        if entry.is_shortened() {
            return asked_of_shortened(entry);
        }
        // What somebody has said of cards or facts makes another deck.
        let is_plain = entry.work.corrections.is_empty()
            && entry.work.wanted.is_none()
            && *entry.work.arranged == Arrangement::default()
            && entry.work.cards.values().all(|work| work.edit.is_none() && !work.is_suspended);
        let key = (entry.text.clone(), entry.structure.clone(), entry.seed());
        if is_plain && let Some(cards) = self.known.get(&key) {
            return cards.clone();
        }
        let read = match &entry.structure {
            Some(structure) => ingest::read_structured(&entry.text, structure),
            None => ingest::read_text(&entry.text, None),
        };
        let Ok(read) = read else { return Vec::new() };
        let corrections = Corrections::of(&entry.work.corrections);
        let lesson = Lesson::corrected(read.document, entry.seed(), morphology, &corrections);
        let open = Open::new(LessonId(String::new()), lesson, Vec::new(), true);
        let listed = cards::listed(&open, entry);
        let is_asked = |id: &CardId| !entry.card(id).is_some_and(|work| work.is_suspended);
        let cards: Vec<CardId> = listed.iter().map(|card| card.id.clone()).filter(is_asked).collect();
        if is_plain {
            self.known.insert(key, cards.clone());
        }
        cards
    }
}

/// Of a lesson that was published without its text, whose cards nobody can make: those that were answered, and as many more as it says it has.
fn asked_of_shortened(entry: &Entry) -> Vec<CardId> {
    let works = || entry.work.cards.iter().filter(|(_, work)| !work.is_suspended);
    let answered = works().filter(|(_, work)| !work.reviews.is_empty());
    let mut cards: Vec<CardId> = answered.map(|(id, _)| id.clone()).collect();
    let charts = works().filter(|(_, work)| work.form.is_some()).count();
    let suspended = entry.work.cards.len() - works().count();
    let all = (entry.work.wanted.unwrap_or(0) as usize).min(MOST_CARDS) + charts;
    cards.resize(cards.len().max(all.saturating_sub(suspended)), CardId(String::new()));
    cards
}

impl Wire for Told {
    fn put(&self, out: &mut Vec<u8>) {
        let Told { rows, troubles } = self;
        rows.put(out);
        troubles.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Told { rows: Wire::take(from)?, troubles: Wire::take(from)? })
    }
}

impl Wire for Row {
    fn put(&self, out: &mut Vec<u8>) {
        let Row { learner, lesson, cards, answered, known, reviews, right, retention, minutes, days } = self;
        learner.put(out);
        lesson.put(out);
        for count in [cards, answered, known, reviews, right, &retention.part, &retention.whole] {
            count.put(out);
        }
        minutes.put(out);
        let (first, last) = days.clone().unzip();
        first.put(out);
        last.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Row {
            learner: Wire::take(from)?,
            lesson: Wire::take(from)?,
            cards: Wire::take(from)?,
            answered: Wire::take(from)?,
            known: Wire::take(from)?,
            reviews: Wire::take(from)?,
            right: Wire::take(from)?,
            retention: Share { part: Wire::take(from)?, whole: Wire::take(from)? },
            minutes: Wire::take(from)?,
            days: <Option<String> as Wire>::take(from)?.zip(<Option<String> as Wire>::take(from)?),
        })
    }
}

impl Wire for Trouble {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Trouble::Refused(error) => {
                out.push(0);
                error.put(out);
            }
            Trouble::NoLesson => out.push(1),
            Trouble::Damaged => out.push(2),
            Trouble::LeftOut(count) => {
                out.push(3);
                count.put(out);
            }
            Trouble::Unreadable => out.push(4),
            Trouble::Died => out.push(5),
            Trouble::OneTooMany => out.push(6),
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => Trouble::Refused(Wire::take(from)?),
            1 => Trouble::NoLesson,
            2 => Trouble::Damaged,
            3 => Trouble::LeftOut(Wire::take(from)?),
            4 => Trouble::Unreadable,
            5 => Trouble::Died,
            6 => Trouble::OneTooMany,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::{BackupError, lines};
    use crate::card::CardKind;
    use crate::deck::{Body, DeviceId, EventId, Grade, Publication, Review, publication};
    use crate::document::Source;
    use crate::lesson::SAMPLE;
    use crate::work::wire::{decode, encode};

    fn records(lessons: usize) -> Vec<String> {
        let added = |nth: usize| Body::LessonAdded {
            lesson: LessonId(format!("{nth:016x}")),
            title: format!("Тыл {nth}"),
            text: if nth == 0 { SAMPLE.to_owned() } else { "Было 5 лет.".to_owned() },
            source: Source::default(),
            structure: None,
            seed: 3,
        };
        let event = |nth: usize| Event {
            id: EventId { device: DeviceId("a".repeat(16)), number: nth as u64 + 1 },
            at: 1_772_366_400_000,
            offset: 0,
            body: added(nth),
        };
        (0..lessons).map(|nth| record::encode(&event(nth)).expect("within the limits")).collect()
    }

    fn file(name: &str, bytes: &[u8]) -> Incoming {
        Incoming { bytes: bytes.into(), name: name.to_owned(), changed: 0 }
    }

    #[test]
    fn a_file_is_told_of_as_far_as_it_is_whole_and_another_one_by_what_it_lacks() {
        let mut class = Class::default();
        let mut read = |name: &str, bytes: &[u8]| class.read(&file(name, bytes), Morphology::bundled());
        let whole = lines::write(&records(1));
        let told = read("Иванова.konspekt", whole.as_bytes());
        assert_eq!(told.troubles, []);
        assert!(matches!(&told.rows[..], [row] if row.learner == "Иванова" && row.cards > 10 && row.answered == 0));
        // As a backup of the app, too.
        let packed = backup::write(&records(1), None).expect("a backup");
        assert_eq!(read("Иванова.konspekt", &packed), told);

        let damaged = [whole.as_bytes(), b"[\"00000000\",{\"v\":1}]\n"].concat();
        let partly = read("Петров.konspekt", &damaged);
        assert_eq!((partly.rows.len(), &partly.troubles[..]), (1, &[Trouble::Damaged][..]));
        let cut = read("Сидоров.konspekt", &packed[..packed.len() - 30]);
        assert_eq!((cut.rows.len(), &cut.troubles[..]), (1, &[Trouble::Damaged][..]));

        let foreign = Told::nothing(Trouble::Refused(BackupError::Foreign));
        for bytes in [&b""[..], b"%PDF-1.7", b"[\"", b"PK\x03\x04", b"<!DOCTYPE html>", &[0xff; 999]] {
            assert_eq!(read("x.konspekt", bytes), foreign);
        }
        let none = lines::write(&["{\"v\":1}".to_owned()]);
        assert_eq!(read("x.konspekt", none.as_bytes()), Told::nothing(Trouble::NoLesson));
    }

    #[test]
    fn of_a_lesson_without_its_text_as_many_cards_are_told_of_as_it_has() {
        let lesson = || LessonId(format!("{:016x}", 0));
        let review = Review {
            lesson: lesson(),
            card: CardId("c".repeat(20)),
            kind: CardKind::Question,
            answer: None,
            proposed: None,
            chosen: Grade::Good,
            took: 0,
            content: String::new(),
        };
        let publication = Publication { share: publication::Share::None, is_shortened: true, ..Publication::default() };
        let said = [
            Body::LessonPublished { lesson: lesson(), publication },
            Body::CardsWanted { lesson: lesson(), count: Some(7) },
            Body::Reviewed(review),
        ];
        let event = |(number, body)| {
            let id = EventId { device: DeviceId("a".repeat(16)), number };
            record::encode(&Event { id, at: 1_772_366_400_000, offset: 0, body }).expect("within the limits")
        };
        let records = [records(1), (2..).zip(said).map(event).collect()].concat();
        let told = Class::default().read(&file("И.konspekt", lines::write(&records).as_bytes()), Morphology::bundled());
        let [row] = &told.rows[..] else { panic!("{told:?}") };
        assert_eq!((row.cards, row.answered, row.known), (7, 1, 1));
    }

    #[test]
    fn of_a_file_with_ever_more_lessons_only_some_are_told_of() {
        let told = Class::default()
            .read(&file("все.konspekt", lines::write(&records(MOST_LESSONS + 3)).as_bytes()), Morphology::bundled());
        assert_eq!((told.rows.len(), told.troubles), (MOST_LESSONS, vec![Trouble::LeftOut(3)]));
    }

    #[test]
    fn a_file_that_unpacks_to_too_much_is_refused_before_it_does() {
        const LIMIT: u64 = 1 << 20;
        let bomb = backup::write(&[format!("{{\"v\":1,\"x\":\"{}\"}}", "0".repeat(LIMIT as usize))], None);
        let bomb = bomb.expect("a backup");
        assert!(bomb.len() < 20_000, "{}", bomb.len());
        let told = Class::default().read_within(LIMIT, &file("x.konspekt", &bomb), Morphology::bundled());
        assert_eq!(told, Told::nothing(Trouble::Refused(BackupError::TooLarge)));
    }

    #[test]
    fn what_is_told_travels() {
        let row = Row {
            learner: "Иванова".to_owned(),
            lesson: "Тыл".to_owned(),
            cards: 300,
            answered: 3,
            known: 2,
            reviews: 70_000,
            right: 5,
            retention: Share { part: 1, whole: 2 },
            minutes: 2.5,
            days: Some(("2026-03-01".to_owned(), "2026-03-03".to_owned())),
        };
        let troubles = vec![
            Trouble::Refused(BackupError::Newer(7)),
            Trouble::NoLesson,
            Trouble::Damaged,
            Trouble::LeftOut(300),
            Trouble::Unreadable,
            Trouble::Died,
            Trouble::OneTooMany,
        ];
        let told = Told { rows: vec![row.clone(), Row { days: None, ..row }], troubles };
        assert_eq!(decode::<Told>(&encode(&told)), Some(told));
    }
}
