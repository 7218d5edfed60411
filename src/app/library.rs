//! The library: in which order, under which words, and what is found in its texts.

use std::rc::Rc;

use super::{AppState, Effect, Now, Remedy, Then};
use crate::card::{CardId, Piece};
use crate::deck::{Body, Entry, LessonId};
use crate::order;
use crate::search::{Found, Sought};
use crate::span::Span;

/// How the library is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelves {
    pub sorting: Sorting,
    /// Only the lessons that stand under this word.
    pub tag: Option<Rc<str>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorting {
    /// The last one first.
    #[default]
    Added,
    Title,
    /// The longest first.
    Size,
}

impl Sorting {
    pub const ALL: [Sorting; 3] = [Sorting::Added, Sorting::Title, Sorting::Size];

    /// In the page's markup.
    pub fn name(self) -> &'static str {
        match self {
            Sorting::Added => "added",
            Sorting::Title => "title",
            Sorting::Size => "size",
        }
    }
}

/// What is sought in all texts, and what was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    pub words: String,
    /// Whose answer is awaited.
    job: Option<u32>,
    /// Of each text that was given to be searched, whose it is.
    places: Vec<(LessonId, Option<CardId>)>,
    pub hits: Vec<Hit>,
}

/// A place where the words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub lesson: LessonId,
    /// The card that the learner has written, where the words stand in one.
    pub card: Option<CardId>,
    pub excerpt: String,
    /// Whether the text goes on before it and after it.
    pub is_cut: [bool; 2],
    /// The first of the words within the excerpt.
    pub words: Span,
    /// Where the words stand in the text.
    pub at: usize,
}

impl Search {
    pub fn is_running(&self) -> bool {
        self.job.is_some()
    }
}

/// Titles and tags are longer than this in nobody's library, characters.
const LONGEST: usize = 300;
/// As many as a record holds.
const MOST_TAGS: usize = 20;

impl AppState {
    /// The lessons as they are to be shown.
    pub fn shelved(&self) -> Vec<(&LessonId, &Entry)> {
        let is_under = |entry: &Entry| self.shelves.tag.as_ref().is_none_or(|tag| entry.work.tags.contains(tag));
        let mut lessons: Vec<(&LessonId, &Entry)> =
            self.deck.lessons.iter().filter(|(_, entry)| is_under(entry)).collect();
        order::by(&mut lessons, |(_, a), (_, b)| {
            let latest = b.added.cmp(&a.added);
            match self.shelves.sorting {
                Sorting::Added => latest,
                Sorting::Title => crate::lexicon::fold(&a.title).cmp(&crate::lexicon::fold(&b.title)).then(latest),
                Sorting::Size => b.text.len().cmp(&a.text.len()).then(latest),
            }
        });
        lessons
    }

    /// Every word under which lessons stand, with how many there are.
    pub fn tags(&self) -> Vec<(Rc<str>, usize)> {
        let mut tags: Vec<(Rc<str>, usize)> = Vec::new();
        for tag in self.deck.lessons.values().flat_map(|entry| entry.work.tags.iter()) {
            match tags.iter_mut().find(|(known, _)| known == tag) {
                Some((_, count)) => *count += 1,
                None => tags.push((tag.clone(), 1)),
            }
        }
        order::by(&mut tags, |a, b| a.0.cmp(&b.0));
        tags
    }

    pub(super) fn delete(&mut self, lesson: LessonId, now: Now) -> Vec<Effect> {
        let Some(entry) = self.deck.lessons.get(&lesson) else { return Vec::new() };
        let title = entry.title.clone();
        self.append(vec![Body::LessonDeleted { lesson }], now, Then::Leave(title))
    }

    pub(super) fn bring_back(&mut self, lesson: &LessonId, now: Now) -> Vec<Effect> {
        let Some(gone) = self.deck.gone.get(lesson) else { return Vec::new() };
        // The last first, as the deck takes back at once what nothing was done after.
        let bodies = gone.by.iter().rev().map(|event| Body::Undone { event: event.clone() }).collect();
        self.notices.retain(|notice| !matches!(&notice.remedy, Some(Remedy::Undo(event)) if gone.by.contains(event)));
        self.append(bodies, now, Then::Nothing)
    }

    pub(super) fn rename(&mut self, lesson: LessonId, title: &str, now: Now) -> Vec<Effect> {
        let title: String = title.trim().chars().take(LONGEST).collect();
        let known = self.deck.lessons.get(&lesson).map(|entry| entry.title.clone());
        if title.is_empty() || known.is_none_or(|known| *known == *title) {
            return Vec::new();
        }
        self.append(vec![Body::LessonRenamed { lesson, title }], now, Then::Nothing)
    }

    pub(super) fn tag(&mut self, lesson: LessonId, tags: Vec<String>, now: Now) -> Vec<Effect> {
        let mut wanted: Vec<String> = Vec::new();
        for tag in tags {
            let tag: String = tag.trim().chars().take(LONGEST).collect();
            if !tag.is_empty() && !wanted.contains(&tag) && wanted.len() < MOST_TAGS {
                wanted.push(tag);
            }
        }
        let known = self.deck.lessons.get(&lesson).map(|entry| entry.work.tags.clone()).unwrap_or_default();
        if known.iter().map(|tag| &**tag).eq(wanted.iter().map(String::as_str)) {
            return Vec::new();
        }
        self.append(vec![Body::LessonTagged { lesson, tags: wanted }], now, Then::Nothing)
    }

    /// Has the words sought in every text, and in every card that the learner has written.
    pub(super) fn seek(&mut self, words: &str) -> Vec<Effect> {
        self.search = Search { words: words.trim().to_owned(), ..Search::default() };
        if self.search.words.is_empty() {
            return Vec::new();
        }
        let (mut places, mut texts) = (Vec::new(), Vec::new());
        for (lesson, entry) in self.shelved() {
            places.push((lesson.clone(), None));
            texts.push(entry.text.clone());
            for (card, work) in &entry.work.cards {
                let Some(edit) = &work.edit else { continue };
                let prompt = edit.prompt.iter().map(|piece| if let Piece::Text(text) = piece { text } else { "…" });
                places.push((lesson.clone(), Some(card.clone())));
                texts.push(format!("{} — {}", prompt.collect::<String>(), edit.answer).into());
            }
        }
        let job = self.number();
        (self.search.job, self.search.places) = (Some(job), places);
        vec![Effect::Seek { job, sought: Rc::new(Sought { words: self.search.words.clone(), texts }) }]
    }

    /// The worker has looked through all of them.
    pub(super) fn found_words(&mut self, job: u32, found: &[Found]) -> Vec<Effect> {
        if self.search.job != Some(job) {
            return Vec::new();
        }
        self.search.job = None;
        let hit = |found: &Found| {
            let (lesson, card) = self.search.places.get(found.text)?.clone();
            let entry = self.deck.lessons.get(&lesson)?;
            let text = match &card {
                None => entry.text.clone(),
                Some(card) => {
                    let edit = entry.card(card)?.edit.as_ref()?;
                    let prompt = edit.prompt.iter().map(|piece| if let Piece::Text(text) = piece { text } else { "…" });
                    format!("{} — {}", prompt.collect::<String>(), edit.answer).into()
                }
            };
            // The text may be another one by now.
            let excerpt = text.get(found.around.start..found.around.end)?.to_owned();
            let start = found.span.start.checked_sub(found.around.start)?;
            let words = Span::new(start, start + found.span.len());
            excerpt.get(words.start..words.end)?;
            let is_cut = [found.around.start > 0, found.around.end < text.len()];
            Some(Hit { lesson, card, excerpt, is_cut, words, at: found.span.start })
        };
        self.search.hits = found.iter().filter_map(hit).collect();
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{NOW, id, reading, stored};
    use crate::app::tests::{extracted, given, job};
    use crate::app::{Action, Trouble};
    use crate::deck::snapshot;
    use crate::lesson::SAMPLE;
    use crate::lexicon::ru::morphology::Morphology;
    use crate::search::search;

    fn done(state: &mut AppState, action: Action) {
        let effects = state.reduce(action);
        state.reduce(stored(&effects));
    }

    #[test]
    fn a_lesson_is_renamed_tagged_deleted_and_taken_back() {
        let mut state = reading();
        let lesson = id("sample");
        done(&mut state, Action::Rename { lesson: lesson.clone(), title: " Тыл ".to_owned(), now: NOW });
        assert_eq!(&*state.deck.lessons[&lesson].title, "Тыл");
        for title in ["", "Тыл"] {
            let again = Action::Rename { lesson: lesson.clone(), title: title.to_owned(), now: NOW };
            assert!(state.reduce(again).is_empty(), "{title:?}");
        }
        let tags = ["война", " 9 класс", "война", ""].map(str::to_owned).to_vec();
        done(&mut state, Action::Tag { lesson: lesson.clone(), tags, now: NOW });
        assert_eq!(state.tags(), [("9 класс".into(), 1), ("война".into(), 1)]);
        state.reduce(Action::Under(Some("мир".into())));
        assert!(state.shelved().is_empty());
        state.reduce(Action::Under(Some("война".into())));
        assert_eq!(state.shelved().len(), 1);

        done(&mut state, Action::Delete { lesson: lesson.clone(), now: NOW });
        assert!(state.deck.lessons.is_empty());
        let notice = state.notices.last().expect("it is told").clone();
        assert_eq!(notice.trouble, Trouble::Deleted("Тыл".into()));
        assert!(matches!(notice.remedy, Some(Remedy::Undo(_))));
        done(&mut state, Action::TryAgain { notice: notice.number });
        assert_eq!(&*state.deck.lessons[&lesson].title, "Тыл");
        assert_eq!(state.tags().len(), 2);
        assert!(state.notices.is_empty());
    }

    #[test]
    fn a_lesson_is_brought_back_when_its_notice_is_gone_and_known_by_its_text() {
        let mut state = reading();
        let lesson = id("sample");
        done(&mut state, Action::Tag { lesson: lesson.clone(), tags: vec!["война".to_owned()], now: NOW });
        done(&mut state, Action::Delete { lesson: lesson.clone(), now: NOW });
        // As after a reload, from a snapshot.
        let bytes = snapshot::write(&state.deck).expect("a snapshot");
        let mut again = AppState::new(crate::app::Route::Library, None, NOW);
        let deck = Box::new(snapshot::read(&bytes).expect("a deck"));
        again.reduce(Action::Opened { deck, device: crate::app::tests::device(), set_aside: 0, now: NOW });
        again.reduce(given(SAMPLE, "other"));
        let effects = again.reduce(extracted(job(&again), SAMPLE));
        let Action::Written { write, mut events } = stored(&effects) else { panic!("it is written") };
        // After what the snapshot knows.
        events[0].id.number += 1000;
        again.reduce(Action::Written { write, events });
        assert_eq!(again.deck.lessons.keys().collect::<Vec<_>>(), [&lesson], "no other one");
        assert_eq!(&*again.deck.lessons[&lesson].work.tags, ["война".into()]);
        assert!(again.shown().is_some() && again.deck.gone.is_empty());

        done(&mut state, Action::BringBack { lesson: lesson.clone(), now: NOW });
        assert!(state.deck.lessons.contains_key(&lesson) && state.deck.gone.is_empty());
        assert!(state.notices.is_empty(), "what its notice offers is done");
        assert_eq!(state.reduce(Action::BringBack { lesson, now: NOW }), [], "it is there");
    }

    #[test]
    fn lessons_stand_in_the_order_that_is_asked_for() {
        let mut state = reading();
        let deck = Rc::make_mut(&mut state.deck);
        let sample = deck.lessons[&id("sample")].clone();
        for (name, title, text, added) in [("a", "Ёлка", "длинный текст", 5), ("b", "арбуз", "т", 9)]
        {
            let entry = Entry { title: title.into(), text: text.into(), added, ..sample.clone() };
            deck.lessons.insert(id(name), entry);
        }
        deck.lessons.remove(&id("sample"));
        let mut titles = |sorting| {
            state.reduce(Action::Sort(sorting));
            state.shelved().iter().map(|(_, entry)| entry.title.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(titles(Sorting::Added), ["арбуз", "Ёлка"]);
        assert_eq!(titles(Sorting::Title), ["арбуз", "Ёлка"]);
        assert_eq!(titles(Sorting::Size), ["Ёлка", "арбуз"]);
    }

    #[test]
    fn words_are_found_in_the_texts_and_an_old_answer_is_dropped() {
        let mut state = reading();
        assert!(state.reduce(Action::Seek("  ".to_owned())).is_empty());
        let [Effect::Seek { job, sought }] = &state.reduce(Action::Seek("завод".to_owned()))[..] else {
            panic!("the worker is asked")
        };
        let found = search(sought, Morphology::bundled());
        assert!(!found.is_empty(), "the sample tells of factories");
        state.reduce(Action::Found { job: job + 1, found: found.clone() });
        assert!(state.search.is_running() && state.search.hits.is_empty());
        state.reduce(Action::Found { job: *job, found });
        let hit = &state.search.hits[0];
        assert!(hit.words.of(&hit.excerpt).to_lowercase().starts_with("завод"), "{hit:?}");
        assert!(!state.search.is_running());
    }
}
