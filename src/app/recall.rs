//! Lessons whose cards are listed where all lessons are: what a card says is in no store, so its lesson is read for it, in
//! silence, when the worker has nothing else to do.

use std::rc::Rc;

use super::{AppState, Dictionary, Effect, Input, Open, Purpose, Route, Storage, Task};
use crate::deck::LessonId;

/// The lessons that were read to show their cards elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Recalled {
    /// Those that are wanted, in this order.
    wanted: Vec<LessonId>,
    read: Vec<Rc<Open>>,
    /// The worker died over them.
    lost: Vec<LessonId>,
}

impl AppState {
    /// The lesson as it is read, if it is on its page or was read for its cards.
    pub fn recalled(&self, lesson: &LessonId) -> Option<&Rc<Open>> {
        self.recalled.read.iter().chain(&self.open).find(|open| open.id == *lesson)
    }

    /// Whether these lessons are asked for already.
    pub fn recalls(&self, lessons: &[LessonId]) -> bool {
        self.recalled.wanted == lessons
    }

    /// The cards of these lessons are listed, and of no others.
    pub(super) fn recall(&mut self, lessons: Vec<LessonId>) {
        self.recalled.read.retain(|open| lessons.contains(&open.id));
        self.recalled.wanted = lessons;
    }

    /// Reads the next of them, and again what was read before the dictionary came.
    pub(super) fn recall_next(&mut self) -> Option<Effect> {
        if !matches!(self.route, Route::Statistics) {
            self.recalled = Recalled::default();
            return None;
        }
        if self.job.is_some() || self.storage == Storage::Opening {
            return None;
        }
        let has_dictionary = self.dictionary == Dictionary::Here;
        let is_to_come = |lesson: &&LessonId| {
            let is_read = self.recalled(lesson).is_some_and(|open| open.with_dictionary || !has_dictionary);
            !is_read && !self.recalled.lost.contains(lesson) && self.deck.lessons.contains_key(lesson)
        };
        let lesson = self.recalled.wanted.iter().find(is_to_come)?.clone();
        let input = Input::stored(self.deck.lessons.get(&lesson)?);
        self.start(Task { purpose: Purpose::Recall(lesson), input, name: None })
    }

    pub(super) fn has_recalled(&mut self, open: Open) {
        if self.recalled.wanted.contains(&open.id) {
            self.recalled.read.retain(|known| known.id != open.id);
            self.recalled.read.push(Rc::new(open));
        }
    }

    /// It stays without its words.
    pub(super) fn give_up_recalling(&mut self, lesson: LessonId) {
        self.recalled.lost.push(lesson);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::tests::{NOW, extracted, given, id, job, opened, read_by, stored};
    use crate::ingest::IngestError;
    use crate::lexicon::ru::morphology::Morphology;

    /// Two lessons, and the statistics of all on screen.
    fn two_lessons() -> AppState {
        let mut state = opened();
        state.reduce(Action::Dictionary { arrived: true });
        for (text, name) in [("В 1944 г. собрано 300 т хлопка.", "a"), ("В 1950 г. построено 12 школ.", "b")]
        {
            state.reduce(given(text, name));
            let effects = state.reduce(extracted(job(&state), text));
            state.reduce(stored(&effects));
            state.reduce(Action::Went { route: Route::Library, now: NOW });
        }
        state.open = None;
        state.reduce(Action::Went { route: Route::Statistics, now: NOW });
        state
    }

    fn reads(effects: &[Effect]) -> Option<String> {
        effects.iter().find_map(|effect| match effect {
            Effect::Extract { input: Input::Text(text), in_silence: true, .. } => Some(text.to_string()),
            _ => None,
        })
    }

    #[test]
    fn lessons_are_read_one_by_one_for_the_cards_that_are_listed() {
        let mut state = two_lessons();
        let wanted = vec![id("b"), id("gone"), id("a")];
        let effects = state.reduce(Action::Recall(wanted.clone()));
        assert!(state.recalls(&wanted) && state.recalled(&id("b")).is_none());
        let text = reads(&effects).expect("the first is read");
        assert!(text.contains("12 школ"));
        let effects = state.reduce(extracted(job(&state), &text));
        assert!(state.recalled(&id("b")).is_some_and(|open| open.lesson.document.text == text));
        assert!(state.open.is_none() && state.route == Route::Statistics, "nothing on screen is another");
        let text = reads(&effects).expect("then the next that there is");
        state.reduce(extracted(job(&state), &text));
        assert!(state.recalled(&id("a")).is_some() && state.job.is_none());
        // Whoever leaves does without them.
        state.reduce(Action::Went { route: Route::Library, now: NOW });
        assert!(state.recalled(&id("a")).is_none());
    }

    #[test]
    fn what_is_given_meanwhile_goes_first_and_what_kills_the_worker_is_not_tried_again() {
        let mut state = two_lessons();
        let effects = state.reduce(Action::Recall(vec![id("a")]));
        let text = reads(&effects).expect("it is read");
        let effects = state.reduce(Action::WorkerDied);
        assert_eq!(effects, [Effect::RestartWorker], "nobody has asked for it");
        assert!(state.notices.is_empty());
        state.reduce(Action::Dictionary { arrived: true });
        assert_eq!(reads(&state.reduce(Action::Help(false))), None);
        state.reduce(Action::Recall(vec![id("b")]));
        let refused = Action::Refused { job: job(&state), error: IngestError::Empty };
        assert_eq!((reads(&state.reduce(refused)), state.notices.len()), (None, 0), "nor what cannot be read");

        let mut state = two_lessons();
        state.reduce(Action::Recall(vec![id("a")]));
        let own = "В 1960 г. открыли 7 библиотек.";
        state.reduce(given(own, "c"));
        let effects = state.reduce(extracted(job(&state), &text));
        assert!(state.recalled(&id("a")).is_some(), "it was soon done");
        assert!(
            effects
                .iter()
                .any(|effect| matches!(effect, Effect::Extract { input: Input::Text(text), .. } if **text == *own))
        );
    }

    #[test]
    fn what_was_read_before_the_dictionary_came_is_read_again() {
        let mut state = two_lessons();
        state.dictionary = Dictionary::Awaited;
        let text = reads(&state.reduce(Action::Recall(vec![id("a")]))).expect("it is read, which gets a worker");
        state.reduce(read_by(&Morphology::without_dictionary(), job(&state), &text));
        assert!(state.recalled(&id("a")).is_some_and(|open| !open.with_dictionary));
        let effects = state.reduce(Action::Dictionary { arrived: true });
        assert_eq!(reads(&effects).as_ref(), Some(&text));
        assert_eq!(reads(&state.reduce(extracted(job(&state), &text))), None);
        assert!(state.recalled(&id("a")).is_some_and(|open| open.with_dictionary));
    }
}
