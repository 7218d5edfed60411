//! `konspekt results`: what the learners of a class have done, from the files that they have saved.

use std::collections::BTreeMap;
use std::path::Path;

use super::exchange;
use crate::app::{Open, cards};
use crate::backup::LARGEST;
use crate::card::CardId;
use crate::correct::Corrections;
use crate::deck::{Deck, Entry, Event, LessonId};
use crate::export::results::{self, Row};
use crate::ingest;
use crate::lesson::Lesson;
use crate::lexicon::ru::morphology::Morphology;
use crate::store::record;

/// The table of all files, and what is to be said of those that could not be read.
pub fn table(files: &[String]) -> (String, Vec<String>) {
    // A class has one lesson: it is read once.
    let mut known = BTreeMap::new();
    let (mut rows, mut troubles) = (Vec::new(), Vec::new());
    for file in files {
        match rows_of(file, &mut known) {
            Ok(own) if own.is_empty() => {
                troubles.push(format!("{file}: a file with a lesson is expected, found none in it"))
            }
            Ok(own) => rows.extend(own),
            Err(what) => troubles.push(format!("{file}: {what}")),
        }
    }
    (results::csv(&rows), troubles)
}

/// By a lesson's text and its maker's work on it, the cards that it asks.
type Known = BTreeMap<(String, usize), Vec<CardId>>;

fn rows_of(file: &str, known: &mut Known) -> Result<Vec<Row>, String> {
    let (records, _) = exchange::taken_of(file, super::bytes(file, LARGEST)?)?;
    let events: Vec<Event> = records.iter().filter_map(|record| record::decode(record)).collect();
    let learner =
        Path::new(file).file_stem().map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned());
    Ok(results::rows(&learner, &Deck::of(&events), |entry| asked(entry, known)))
}

fn asked(entry: &Entry, known: &mut Known) -> Vec<CardId> {
    // What somebody has said of cards or facts makes another deck.
    let is_plain = entry.work.corrections.is_empty()
        && entry.work.wanted.is_none()
        && entry.work.cards.values().all(|work| work.edit.is_none() && !work.is_suspended);
    let key = (entry.text.to_string(), entry.seed as usize);
    if is_plain && let Some(cards) = known.get(&key) {
        return cards.clone();
    }
    let read = match &entry.structure {
        Some(structure) => ingest::read_structured(&entry.text, structure),
        None => ingest::read_text(&entry.text, None),
    };
    let Ok(read) = read else { return Vec::new() };
    let corrections = Corrections::of(&entry.work.corrections);
    let lesson = Lesson::corrected(read.document, entry.seed, Morphology::bundled(), &corrections);
    let open = Open::new(LessonId(String::new()), lesson, Vec::new(), true);
    let listed = cards::listed(&open, entry);
    let is_asked = |id: &CardId| !entry.card(id).is_some_and(|work| work.is_suspended);
    let cards: Vec<CardId> = listed.iter().map(|card| card.id.clone()).filter(is_asked).collect();
    if is_plain {
        known.insert(key, cards.clone());
    }
    cards
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::lines;
    use crate::card::CardKind;
    use crate::deck::{Body, DeviceId, EventId, Grade, Review};
    use crate::document::Source;
    use crate::lesson::SAMPLE;

    #[test]
    fn a_class_is_told_side_by_side_and_a_broken_file_beside_it() {
        let folder = std::env::temp_dir().join(format!("konspekt-results-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let lesson = LessonId("1".repeat(16));
        let document = ingest::read_text(SAMPLE, None).expect("a text").document;
        let made = Lesson::of(document, 3, Morphology::bundled());
        let write = |name: &str, answered: usize| {
            let added = Body::LessonAdded {
                lesson: lesson.clone(),
                title: "Тыл".to_owned(),
                text: SAMPLE.to_owned(),
                source: Source::default(),
                structure: None,
                seed: 3,
            };
            let review = |card: &crate::card::Card| {
                Body::Reviewed(Review {
                    lesson: lesson.clone(),
                    card: card.id.clone(),
                    kind: CardKind::Question,
                    answer: None,
                    proposed: None,
                    chosen: Grade::Good,
                    took: 6000,
                    content: String::new(),
                })
            };
            let said = std::iter::once(added).chain(made.cards[..answered].iter().map(review));
            let records: Vec<String> = (1..)
                .zip(said)
                .map(|(number, body)| {
                    let id = EventId { device: DeviceId("a".repeat(16)), number };
                    record::encode(&Event { id, at: 1_772_366_400_000, offset: 0, body }).expect("within the limits")
                })
                .collect();
            let path = folder.join(name);
            std::fs::write(&path, lines::write(&records)).expect("written");
            path.to_string_lossy().into_owned()
        };
        let files = [
            write("Иванова.konspekt", 3),
            write("Петров.konspekt", 0),
            folder.join("нет").to_string_lossy().into_owned(),
        ];
        let (table, troubles) = table(&files);
        std::fs::remove_dir_all(&folder).expect("removed");
        let count = crate::card::default_deck(&made.cards, made.words()).len();
        let rows: Vec<&str> = table.lines().collect();
        assert_eq!(rows.len(), 3, "{table}");
        assert!(rows[1].starts_with(&format!("Иванова,Тыл,{count},3,3,")), "{table}");
        assert!(rows[2].starts_with(&format!("Петров,Тыл,{count},0,0,0.000,0,")), "{table}");
        assert!(matches!(&troubles[..], [one] if one.contains("cannot be read")), "{troubles:?}");
    }
}
