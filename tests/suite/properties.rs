//! What holds for every text, not only for those that somebody thought of.

use konspekt::ingest;
use konspekt::lesson::Lesson;
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::report;
use proptest::prelude::*;

use crate::invariants;
use crate::pieces::PIECES;

fn prose() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(PIECES), prop::bool::weighted(0.85)), 0..60).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, space)| if space { format!("{piece} ") } else { piece.to_owned() }).collect()
    })
}

/// Texts that no sentence was ever made of, and texts that nearly are.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => prose(), 1 => ".{0,200}"]
}

fn lesson(text: &str) -> Option<Lesson> {
    Some(Lesson::of(ingest::read_text(text, None).ok()?.document, 0, Morphology::bundled()))
}

/// Rules look back from where they are: here nothing, or next to nothing, stands before them. Not left to chance, which
/// meets `. 12` at a text's beginning only now and then.
#[test]
fn every_two_pieces_that_begin_a_text() {
    for first in PIECES {
        for second in PIECES {
            for text in [format!("{first} {second}"), format!("{first}{second}")] {
                if let Some(lesson) = lesson(&text) {
                    invariants::check(&lesson);
                }
            }
        }
    }
}

/// The lesson as the page has it from the worker.
fn sent(lesson: &Lesson) -> Lesson {
    serde_json::from_str(&serde_json::to_string(lesson).unwrap()).unwrap()
}

/// Tokens stay with the worker.
fn on_the_page(mut lesson: Lesson) -> Lesson {
    lesson.sentences.iter_mut().for_each(|sentence| sentence.tokens.clear());
    lesson
}

/// Two changes of one thing came to the page as arrows: their form had one name for two.
#[test]
fn changes_survive_the_way_from_worker_to_page() {
    let lesson = lesson("увеличилось вдвое против вдвое").expect("a lesson");
    assert_eq!(lesson.charts.len(), 1);
    assert_eq!(sent(&lesson), on_the_page(lesson));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_holds_for_every_lesson(text in any_text()) {
        if let Some(lesson) = lesson(&text) {
            invariants::check(&lesson);
        }
    }

    #[test]
    fn the_same_text_gives_the_same_bytes(text in any_text()) {
        let (Some(first), Some(second)) = (lesson(&text), lesson(&text)) else { return Ok(()) };
        prop_assert_eq!(report::extraction(&first).unwrap(), report::extraction(&second).unwrap());
        prop_assert_eq!(report::cards(&first, &first.cards, 0).unwrap(), report::cards(&second, &second.cards, 0).unwrap());
        prop_assert_eq!(report::charts(&first).unwrap(), report::charts(&second).unwrap());
    }

    #[test]
    fn a_lesson_survives_the_way_from_worker_to_page(text in any_text()) {
        let Some(lesson) = lesson(&text) else { return Ok(()) };
        prop_assert_eq!(sent(&lesson), on_the_page(lesson));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(read) = ingest::read(&bytes, Some("a.txt")) {
            invariants::check(&Lesson::of(read.document, 0, Morphology::bundled()));
        }
    }
}
