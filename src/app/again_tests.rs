//! A lesson that is read again with the dictionary.

use super::tests::*;
use super::*;
use crate::deck::Grade;
use crate::lesson::SAMPLE;
use crate::lexicon::ru::morphology::Morphology;

/// The sample on screen, read before the dictionary came.
fn guessed() -> AppState {
    let mut state = opened();
    state.reduce(given(SAMPLE, "sample"));
    let effects = state.reduce(read_by(&Morphology::without_dictionary(), job(&state), SAMPLE));
    assert_eq!(state.reduce(stored(&effects)).len(), 1);
    state
}

fn is_with_dictionary(state: &AppState) -> bool {
    state.open.as_ref().expect("a lesson").with_dictionary
}

#[test]
fn what_was_read_without_the_dictionary_is_read_again_when_it_is_there() {
    let mut state = guessed();
    assert!(state.job.is_none() && !is_with_dictionary(&state));
    let effects = state.reduce(Action::Dictionary { arrived: true });
    assert!(matches!(&effects[..], [Effect::Extract { in_silence: true, title: Some(_), .. }]), "{effects:?}");
    assert_eq!(state.reduce(extracted(job(&state), SAMPLE)), []);
    assert!(state.job.is_none() && is_with_dictionary(&state));
    assert_eq!(state.reduce(Action::Dictionary { arrived: true }), [], "once is enough");
}

#[test]
fn a_text_that_is_given_meanwhile_goes_first() {
    let mut state = guessed();
    state.reduce(Action::Dictionary { arrived: true });
    // A short one is read to its end before another worker would be there.
    let other = "Было 10 лет. Стало 20 лет.";
    assert_eq!(state.reduce(given(other, "other")), []);
    let effects = state.reduce(extracted(job(&state), SAMPLE));
    assert!(matches!(&effects[..], [Effect::Extract { in_silence: false, .. }]), "{effects:?}");
    assert!(is_with_dictionary(&state));

    let long = SAMPLE.repeat(100);
    let mut state = opened();
    state.reduce(given(&long, "long"));
    let Action::Extracted { mut lesson, .. } = read_by(&Morphology::without_dictionary(), 0, "Было 10 лет.")
    else {
        unreachable!()
    };
    lesson.document.text = long;
    let job = job(&state);
    let warnings = Vec::new();
    let effects = state.reduce(Action::Extracted {
        job,
        lesson,
        warnings,
        with_dictionary: false,
        parts: Rc::default(),
        now: NOW,
    });
    state.reduce(stored(&effects));
    assert_eq!(state.reduce(Action::Dictionary { arrived: true }).len(), 1);
    let effects = state.reduce(given(other, "other"));
    assert!(matches!(&effects[..], [Effect::RestartWorker, Effect::Extract { in_silence: false, .. }]), "{effects:?}");
    assert_eq!(state.dictionary, Dictionary::Awaited, "the next worker has to get it first");
}

#[test]
fn a_missing_dictionary_is_told_once() {
    let mut state = guessed();
    assert_eq!(state.reduce(Action::Dictionary { arrived: false }), []);
    let [Notice { number, trouble: Trouble::NoDictionary, remedy: None }] = state.notices[..] else {
        panic!("{:?}", state.notices)
    };
    state.reduce(Action::Dismiss { notice: number });
    state.reduce(Action::Dictionary { arrived: false });
    assert!(state.notices.is_empty());
    // Another worker had more luck.
    assert_eq!(state.reduce(Action::Dictionary { arrived: true }).len(), 1);
}

#[test]
fn a_worker_that_dies_over_reading_again_leaves_the_lesson_as_it_is() {
    let mut state = guessed();
    state.reduce(Action::Dictionary { arrived: true });
    assert_eq!(state.reduce(Action::WorkerDied), [Effect::RestartWorker]);
    assert_eq!(state.reduce(Action::Dictionary { arrived: true }), []);
    assert!(state.notices.is_empty() && state.shown().is_some());
}

#[test]
fn a_fresh_lesson_waits_while_a_mark_is_being_read() {
    let mut state = guessed();
    state.reduce(Action::Select(Some(MarkId::parse("figure-0").expect("a mark"))));
    state.reduce(Action::Dictionary { arrived: true });
    state.reduce(extracted(job(&state), SAMPLE));
    assert!(!is_with_dictionary(&state));
    state.reduce(Action::Select(None));
    assert!(is_with_dictionary(&state));
}

#[test]
fn a_fresh_lesson_waits_for_the_grade_of_a_card_that_it_would_change() {
    let mut state = guessed();
    state.reduce(Action::Went { route: Route::lesson(&id("sample"), View::Study), now: NOW });
    let card = turn(&state).card.clone();
    state.reduce(Action::Dictionary { arrived: true });
    let Action::Extracted { job, mut lesson, warnings, .. } = extracted(job(&state), SAMPLE) else { unreachable!() };
    lesson.cards.retain(|known| known.id != card);
    state.reduce(Action::Extracted { job, lesson, warnings, with_dictionary: true, parts: Rc::default(), now: NOW });
    assert!(!is_with_dictionary(&state));
    answer(&mut state, NOW);
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Good, now: NOW }));
    state.reduce(stored(&effects));
    assert!(is_with_dictionary(&state) && done(&state) == 1);
    let open = state.open.clone().expect("a lesson");
    assert!(open.lesson.cards.iter().any(|card| card.id == turn(&state).card));
}

#[test]
fn a_fresh_lesson_takes_its_place_under_a_card_that_stays_the_same() {
    let mut state = guessed();
    state.reduce(Action::Went { route: Route::lesson(&id("sample"), View::Study), now: NOW });
    answer(&mut state, NOW);
    let before = state.session.clone();
    state.reduce(Action::Dictionary { arrived: true });
    let job = job(&state);
    let same = read_by(&Morphology::without_dictionary(), job, SAMPLE);
    let Action::Extracted { lesson, warnings, .. } = same else { unreachable!() };
    state.reduce(Action::Extracted { job, lesson, warnings, with_dictionary: true, parts: Rc::default(), now: NOW });
    assert!(is_with_dictionary(&state));
    assert_eq!(state.session, before);
}

#[test]
fn a_fresh_lesson_under_a_card_that_stays_says_how_many_are_left_now() {
    let mut state = guessed();
    state.reduce(Action::Went { route: Route::lesson(&id("sample"), View::Study), now: NOW });
    let (card, before) = (turn(&state).card.clone(), state.session.as_ref().expect("a sitting").left);
    state.reduce(Action::Dictionary { arrived: true });
    let job = job(&state);
    let same = read_by(&Morphology::without_dictionary(), job, SAMPLE);
    let Action::Extracted { mut lesson, warnings, .. } = same else { unreachable!() };
    // In the fresh reading a card that had to wait for its sibling is of no group, and so may come today.
    let waits = (1..lesson.cards.len()).find(|&at| {
        let (earlier, own) = (&lesson.cards[..at], &lesson.cards[at]);
        own.id != card && own.siblings.is_some() && earlier.iter().any(|other| other.siblings == own.siblings)
    });
    lesson.cards[waits.expect("a card that waits")].siblings = None;
    state.reduce(Action::Extracted { job, lesson, warnings, with_dictionary: true, parts: Rc::default(), now: NOW });
    assert!(is_with_dictionary(&state) && turn(&state).card == card);
    assert_eq!(state.session.as_ref().expect("a sitting").left, before + 1);
}
