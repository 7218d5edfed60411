//! What is exported: texts and the lessons of backups, read as the app reads them.

use std::rc::Rc;

use super::exchange::{self, Wanted};
use super::page::{App, letters};
use crate::app::{Open, cards};
use crate::backup::{
    self,
    lines::{self, Read},
};
use crate::card::{self, Card};
use crate::correct::Corrections;
use crate::deck::{Deck, Entry, Event, LessonId, Publication, Work};
use crate::document::{Document, structure};
use crate::export::{Chosen, Whole};
use crate::fact::id::digest;
use crate::formats;
use crate::ingest;
use crate::lesson::Lesson;
use crate::lexicon::ru::morphology::Morphology;
use crate::store::record;
use crate::work::parcel::{Parcel, STAMP, packed, results};
use crate::work::share::shared;

/// One text or a lesson of a backup.
pub struct Source {
    pub id: String,
    pub title: String,
    pub lesson: Lesson,
    pub seed: u64,
    pub cards: Vec<Card>,
    /// As a library keeps it.
    pub kept: (LessonId, Entry),
}

impl Source {
    /// For what makes files of it.
    pub fn whole(&self) -> Whole<'_> {
        let Source { id, title, lesson, seed, cards, kept: (_, entry) } = self;
        let document = &lesson.document;
        let introduction = entry.work.arranged.introduction.as_deref();
        let chosen = Chosen { lesson: id, title, cards, text: &document.text, source: &document.source, introduction };
        Whole { chosen, lesson, seed: *seed }
    }

    /// The same, published like this.
    pub fn published(mut self, said: &Publication) -> Source {
        let source = said.credited(&self.lesson.document.source);
        self.lesson.document.source = source;
        Rc::make_mut(&mut self.kept.1.work).publication = Some(Rc::new(said.clone()));
        self
    }

    /// The same, with these words before its text.
    pub fn introduced(mut self, words: Option<&str>) -> Source {
        let work = Rc::make_mut(&mut self.kept.1.work);
        Rc::make_mut(&mut work.arranged).introduction = words.filter(|words| !words.is_empty()).map(Rc::from);
        self
    }

    /// The lesson as one page with the app in it. `changed` is the moment of what it was made from, milliseconds.
    pub fn page(&self, app: &App, changed: i64) -> Result<Vec<u8>, String> {
        Ok(app.page(&self.title, &packed(&self.parcel(changed)?))?.into_bytes())
    }

    /// The lesson as a file: its records, a line each, and what was read out of it.
    pub fn file(&self, changed: i64) -> Result<String, String> {
        let parcel = self.parcel(changed)?;
        let read = Read { stamp: STAMP.to_owned(), letters: letters(parcel.results()) };
        Ok(lines::write_with(&parcel.records, &read))
    }

    fn parcel(&self, changed: i64) -> Result<Parcel, String> {
        let (id, entry) = &self.kept;
        let whole = Parcel::of(id, entry, results(self.lesson.clone()), changed);
        shared(whole.map_err(|error| format!("{error:?}"))?)
    }

    /// A text that was read. Of its cards the default deck, or all.
    pub fn of(document: Document, seed: u64, is_all: bool, corrections: &Corrections) -> Source {
        let lesson = Lesson::corrected(document, seed, Morphology::bundled(), corrections);
        let cards = if is_all { &lesson.cards[..] } else { card::default_deck(&lesson.cards, lesson.words()) };
        let cards = cards.to_vec();
        // By its title: the same text in another file is the same deck.
        let title = lesson.document.title.clone();
        let entry = Entry {
            title: title.as_str().into(),
            text: lesson.document.text.as_str().into(),
            source: lesson.document.source.clone().into(),
            structure: Some(structure::write(&lesson.document.blocks).into()),
            seed,
            added: 0,
            work: Rc::new(Work {
                wanted: is_all.then(|| u32::try_from(cards.len()).unwrap_or(u32::MAX)),
                corrections: Rc::new(corrections.kept()),
                ..Work::default()
            }),
        };
        // Two chapters may have one title, and they are different lessons; an edit further down leaves it the same one.
        let begins: String = lesson.document.text.chars().take(BEGINNING).collect();
        let kept = (LessonId(digest("lesson of a file", &[&title, &begins])[..16].to_owned()), entry);
        Source { id: title.clone(), title, lesson, seed, cards, kept }
    }
}

/// Letters of a text by which, with its title, a lesson is known.
const BEGINNING: usize = 400;

/// The text in a file, or the lessons of a backup.
pub fn read(file: &str, wanted: &Wanted, tell: &mut dyn FnMut(&str)) -> Result<Vec<Source>, String> {
    let of_file = |what: String| format!("{file}: {what}");
    let bytes = super::bytes(file, backup::LARGEST).map_err(of_file)?;
    let name = super::name_of(file, wanted.name.as_deref());
    let read = formats::read(&bytes, name, &mut |_, _| ()).and_then(formats::Parsed::ingested);
    // Documents are zip files too; what is none may be a backup.
    if read.is_err() && bytes.starts_with(b"PK") {
        let (records, _) = exchange::taken_of(file, bytes).map_err(of_file)?;
        let events: Vec<Event> = records.iter().filter_map(|record| record::decode(record)).collect();
        let deck = Deck::of(&events);
        let is_wanted = |id: &str| wanted.lesson.as_ref().is_none_or(|lesson| lesson == id);
        let lessons = deck.lessons.iter().filter(|(id, _)| is_wanted(&id.0));
        let source = |(id, entry): (&crate::deck::LessonId, &crate::deck::Entry)| {
            let read = match &entry.structure {
                Some(structure) => ingest::read_structured(&entry.text, structure),
                None => ingest::read_text(&entry.text, None),
            };
            let document = read.ok()?.document;
            let corrections = Corrections::of(&entry.work.corrections);
            let lesson = Lesson::corrected(document, entry.seed(), Morphology::bundled(), &corrections);
            let open = Open::new(id.clone(), lesson, Vec::new(), true);
            let cards = cards::listed(&open, entry).into_iter().map(|card| card.into_owned()).collect();
            let title = entry.title.to_string();
            let mut lesson = Lesson::clone(&open.lesson);
            lesson.document.source = (*entry.source).clone();
            let kept = (id.clone(), entry.clone());
            Some(Source { id: id.0.clone(), title, lesson, seed: entry.seed(), cards, kept })
        };
        return Ok(lessons.filter_map(source).collect());
    }
    let ingested = read.map_err(|error| of_file(super::ingest_error(error)))?;
    for warning in ingested.warnings {
        tell(&format!("{file}: {}\n", super::warning_words(warning)));
    }
    let corrections = wanted.corrections.as_deref().map(super::read_corrections).transpose()?.unwrap_or_default();
    let source = Source::of(ingested.document, wanted.seed, wanted.all, &corrections);
    for (_, lost) in corrections.lost(&source.lesson.document.text, &source.lesson.sentences) {
        tell(&format!("{file}: a correction has no place in this text: {:?}\n", lost.quote.exact));
    }
    Ok(vec![source])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> LessonId {
        let document = ingest::read_text(text, None).expect("a text").document;
        Source::of(document, 0, false, &Corrections::default()).kept.0
    }

    #[test]
    fn two_chapters_with_one_title_are_two_lessons_and_an_edit_further_down_makes_no_third() {
        let one = format!("Глава 1\n\n{}", "В 1943 г. собрано 30 т зерна. ".repeat(20));
        let other = format!("Глава 1\n\n{}", "В 1944 г. собрано 49 т зерна. ".repeat(20));
        assert_ne!(id(&one), id(&other));
        assert_eq!(id(&one), id(&format!("{one}Потом больше.")));
    }
}
