//! `konspekt results`: what the learners of a class have done, from the files that they have saved.

use super::exchange;
use crate::backup::{BackupError, Incoming};
use crate::export::Habits;
use crate::export::results::{self, Told, Trouble};
use crate::lexicon::ru::morphology::Morphology;
use crate::work::class::{Class, LARGEST};

/// The table of all files, and what is to be said of those that could not be read.
pub fn table(files: &[String]) -> (String, Vec<String>) {
    let mut class = Class::default();
    let (mut rows, mut troubles) = (Vec::new(), Vec::new());
    for file in files {
        match super::bytes(file, LARGEST) {
            Ok(bytes) => {
                let incoming = Incoming { bytes: bytes.into(), name: file.clone(), changed: exchange::changed(file) };
                let Told { rows: own, troubles: found } = class.read(&incoming, Morphology::bundled());
                rows.extend(own);
                troubles.extend(found.into_iter().map(|trouble| format!("{file}: {}", words(trouble))));
            }
            Err(what) => troubles.push(format!("{file}: {what}")),
        }
    }
    results::sort(&mut rows);
    (results::csv(&rows, Habits::COMMAS), troubles)
}

fn words(trouble: Trouble) -> String {
    match trouble {
        Trouble::Refused(BackupError::TooLarge) => {
            format!("a file of at most {} MB is expected, packed and unpacked", LARGEST / 1_000_000)
        }
        Trouble::Refused(error) => super::backup_error(error),
        Trouble::NoLesson => "a file with a lesson is expected, found none in it".to_owned(),
        Trouble::Damaged => "is damaged; what is whole of it is in the table".to_owned(),
        Trouble::LeftOut(count) => format!("has too many lessons; {count} of them are not in the table"),
        // Only a browser says these.
        Trouble::Unreadable | Trouble::Died | Trouble::OneTooMany => "cannot be read".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::lines;
    use crate::card::CardKind;
    use crate::deck::{Body, DeviceId, Event, EventId, Grade, LessonId, Review};
    use crate::document::Source;
    use crate::ingest;
    use crate::lesson::{Lesson, SAMPLE};
    use crate::store::record;

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
        assert!(rows[2].starts_with(&format!("Петров,Тыл,{count},0,0,0.000,0,0,,0,")), "{table}");
        assert!(matches!(&troubles[..], [one] if one.contains("cannot be read")), "{troubles:?}");
    }
}
