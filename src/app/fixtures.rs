//! Hand-made cards, lessons and events for tests.

use std::rc::Rc;

use super::{AppState, Now, Open, Route, View};
use crate::card::{Answer, Card, CardId, CardKind, Choice, Piece};
use crate::deck::{Body, Deck, DeviceId, Event, EventId, LessonId};
use crate::document::Source;
use crate::ingest;
use crate::lesson::{Lesson, SAMPLE};
use crate::lexicon::ru::morphology::Morphology;

/// The event of what was said at a moment, UTC milliseconds.
pub fn written(at: i64, body: Body) -> Event {
    Event { id: EventId { device: DeviceId("a".repeat(16)), number: at as u64 }, at, offset: 0, body }
}

/// The sample's text on screen, which nobody has worked with.
pub fn sample_on_screen() -> AppState {
    let lesson = LessonId("1".repeat(16));
    let document = ingest::read_text(SAMPLE, None).expect("the sample is a text").document;
    let added = Body::LessonAdded {
        lesson: lesson.clone(),
        title: document.title.clone(),
        text: SAMPLE.to_owned(),
        source: Source::default(),
        structure: None,
        seed: 3,
    };
    let mut state = AppState::new(Route::lesson(&lesson, View::Text), None, Now::default());
    state.deck = Rc::new(Deck::of(&[written(1, added)]));
    let open = Open::new(lesson, Lesson::of(document, 3, Morphology::bundled()), Vec::new(), true);
    state.open = Some(Rc::new(open));
    state
}

/// A card of this kind that asks for `answer`.
pub fn made(kind: CardKind, answer: &str) -> Card {
    Card {
        id: CardId(format!("{kind:?}")),
        kind,
        prompt: vec![Piece::Text("Сколько? ".to_owned()), Piece::Blank],
        options: Vec::new(),
        answer: Answer { text: answer.to_owned(), value: None, accepts: Vec::new(), tolerance: None, years: None },
        evidence: Vec::new(),
        facts: Vec::new(),
        weight: 1.0,
        siblings: None,
        confusable: None,
        derivation: None,
        trusted: true,
    }
}

pub fn choice(text: &str, correct: bool) -> Choice {
    Choice { text: text.to_owned(), correct, reason: None }
}
