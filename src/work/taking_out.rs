//! A lesson in a form of another program, made of what is handed on of it: for a worker, as the makers of files weigh more than a page.

use crate::app::{Open, cards};
use crate::deck::{Deck, Event};
use crate::export::{self, Chosen, Format, Whole, scorm};
use crate::store::record;

use super::parcel::Parcel;

/// The file. `page` is the lesson's own, for packages that have it in them; `changed` is the moment of the last change, seconds.
pub fn taken_out(parcel: &Parcel, format: Format, page: Option<&[u8]>, changed: i64) -> Result<Vec<u8>, String> {
    let events: Vec<Event> = parcel.records.iter().filter_map(|record| record::decode(record)).collect();
    let mut deck = Deck::of(&events);
    let entry = deck.lessons.remove(&parcel.lesson).ok_or("a lesson is expected, found none")?;
    let (mut lesson, warnings) = parcel.opened().ok_or("a lesson that was read is expected, found another form")?;
    lesson.document.source = (*entry.source).clone();
    let open = Open::new(parcel.lesson.clone(), lesson, warnings, true);
    let cards: Vec<_> = cards::listed(&open, &entry).into_iter().map(|card| card.into_owned()).collect();
    let document = &open.lesson.document;
    let (text, source) = (document.text.as_str(), &document.source);
    let introduction = entry.work.arranged.introduction.as_deref();
    let chosen = Chosen { lesson: &parcel.lesson.0, title: &entry.title, cards: &cards, text, source, introduction };
    let edition = match format {
        Format::Scorm12 => scorm::Edition::First,
        Format::Scorm2004 => scorm::Edition::Fourth,
        _ => return export::write(format, &[Whole { chosen, lesson: &open.lesson, seed: entry.seed() }], changed),
    };
    scorm::package(edition, &chosen, page.ok_or("such a package needs the page of its lesson")?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::default_deck;
    use crate::deck::{Entry, LessonId, Work};
    use crate::document::Source;
    use crate::ingest;
    use crate::lesson::{Lesson, SAMPLE};
    use crate::lexicon::ru::morphology::Morphology;
    use crate::work::parcel::results;
    use std::rc::Rc;

    #[test]
    fn a_file_of_the_app_is_the_one_of_the_command_line() {
        let document = ingest::read_text(SAMPLE, None).expect("the sample is a text").document;
        let title = document.title.clone();
        let lesson = Lesson::of(document, 3, Morphology::bundled());
        let entry = Entry {
            title: title.as_str().into(),
            text: SAMPLE.into(),
            source: Rc::new(Source { author: Some("А. Б.".to_owned()), ..Source::default() }),
            structure: None,
            seed: 3,
            added: 0,
            work: Rc::new(Work::default()),
        };
        let id = LessonId("1".repeat(16));
        let parcel = Parcel::of(&id, &entry, results(lesson.clone()), 5).expect("a lesson within the limits");
        let cards = default_deck(&lesson.cards, lesson.words());
        let chosen =
            Chosen { lesson: &id.0, title: &title, cards, text: SAMPLE, source: &entry.source, introduction: None };
        let mut read = lesson.clone();
        read.document.source = (*entry.source).clone();
        let whole = Whole { chosen, lesson: &read, seed: 3 };
        let mut count = 0;
        for format in Format::ALL.into_iter().filter(|format| !format.is_one_lesson()) {
            let file = taken_out(&parcel, format, None, 7);
            assert!(file == export::write(format, &[whole], 7) && file.is_ok(), "{}", format.name());
            count += 1;
        }
        assert!(count > 10, "{count}");
        for (format, edition) in [(Format::Scorm12, scorm::Edition::First), (Format::Scorm2004, scorm::Edition::Fourth)]
        {
            assert_eq!(taken_out(&parcel, format, Some(b"page"), 7), scorm::package(edition, &chosen, b"page"));
            assert!(taken_out(&parcel, format, None, 7).is_err());
        }
        assert!(taken_out(&Parcel::unread(id, Vec::new()), Format::Csv, None, 0).is_err());
    }
}
