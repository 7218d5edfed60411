//! Sittings: grades, undo, their end.

use std::collections::BTreeSet;

use super::tests::*;
use super::*;
use crate::card::CardKind;
use crate::deck::{Buttons, CardWork, Grade, Setting};

#[test]
fn a_grade_is_written_before_the_next_card_comes() {
    let mut state = studying();
    let first = turn(&state).card.clone();
    assert_eq!(
        state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Good, now: NOW })),
        [],
        "not before the answer"
    );
    answer(&mut state, later(1));
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Good, now: later(2) }));
    assert_eq!(turn(&state).card, first, "the screen has not moved on");
    assert_eq!(turn(&state).saving, Some(Grade::Good));
    assert_eq!(
        state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Easy, now: later(2) })),
        [],
        "one grade a card"
    );
    let [Effect::Append { bodies, .. }] = &effects[..] else { panic!("{effects:?}") };
    let [Body::Reviewed(review)] = &bodies[..] else { panic!("{bodies:?}") };
    assert_eq!((review.card.clone(), review.chosen, review.took), (first.clone(), Grade::Good, 120_000));
    state.reduce(stored(&effects));
    assert_ne!(turn(&state).card, first);
    assert_eq!(done(&state), 1);
    assert_eq!(state.deck.lessons[&id("sample")].history(&first).len(), 1);
}

#[test]
fn a_card_that_is_not_made_any_more_does_not_come_back_as_an_empty_screen() {
    let mut state = studying();
    let first = turn(&state).card.clone();
    answer(&mut state, NOW);
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Good, now: NOW }));
    state.reduce(stored(&effects));
    // As the lesson is read before the dictionary has come.
    let known = state.open.clone().expect("a lesson");
    let mut lesson = known.lesson.clone();
    lesson.cards.retain(|card| card.id != first);
    state.open = Some(Rc::new(Open::new(known.id.clone(), lesson, Vec::new(), false)));
    let effects = state.reduce(Action::Undo { now: NOW });
    state.reduce(stored(&effects));
    assert_ne!(turn(&state).card, first, "another card is asked");
    assert_eq!(state.deck.lessons[&id("sample")].history(&first).len(), 0, "and the review is taken back");
}

#[test]
fn an_undone_review_is_taken_back_and_its_card_shown_again() {
    let mut state = studying();
    let first = turn(&state).card.clone();
    answer(&mut state, NOW);
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Again, now: NOW }));
    state.reduce(stored(&effects));
    let effects = state.reduce(Action::Undo { now: later(1) });
    assert_eq!(done(&state), 1, "not before it is written");
    state.reduce(stored(&effects));
    assert_eq!((done(&state), turn(&state).card.clone()), (0, first.clone()));
    assert!(turn(&state).is_new && turn(&state).answer.is_none());
    assert!(state.deck.lessons[&id("sample")].history(&first).is_empty());
    assert_eq!(state.reduce(Action::Undo { now: later(1) }), [], "there is nothing more to undo");
}

fn undo(state: &mut AppState) {
    let effects = state.reduce(Action::Undo { now: later(30) });
    state.reduce(stored(&effects));
}

#[test]
fn any_number_of_steps_is_undone_of_whatever_kind_and_after_a_new_sitting_too() {
    let mut state = studying();
    let mut cards = Vec::new();
    for minutes in 0..4 {
        cards.push(turn(&state).card.clone());
        if minutes == 2 {
            let change = CardChange::Bury(true);
            let effects = state.reduce(Action::Say { card: cards[2].clone(), change, now: later(minutes) });
            state.reduce(stored(&effects));
            continue;
        }
        answer(&mut state, later(minutes));
        let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Easy, now: later(minutes) }));
        state.reduce(stored(&effects));
    }
    state.session = None;
    state.reduce(Action::Went { route: Route::lesson(&id("sample"), View::Study), now: later(20) });
    assert_eq!(done(&state), 0);
    for card in cards.iter().rev() {
        undo(&mut state);
        assert_eq!(&turn(&state).card, card);
    }
    assert!(state.deck.lessons[&id("sample")].work.cards.values().all(|work| *work == CardWork::default()));
    assert_eq!(state.last_deed(), None);
    assert_eq!(state.reduce(Action::Undo { now: later(31) }), []);
}

#[test]
fn a_card_that_is_buried_gives_way_until_tomorrow() {
    let mut state = studying();
    let card = turn(&state).card.clone();
    let effects = state.reduce(Action::Say { card: card.clone(), change: CardChange::Bury(true), now: later(1) });
    state.reduce(stored(&effects));
    assert_ne!(turn(&state).card, card);
    let (open, entry) = (state.open.clone().expect("a lesson"), state.deck.lessons[&id("sample")].clone());
    let is_asked = |now| cards::studied(&open, &entry, now).iter().any(|known| known.id == card);
    assert!(!is_asked(later(2)) && is_asked(later(24 * 60)));
}

#[test]
fn what_was_new_in_one_lesson_counts_against_the_limit_of_the_day_in_another() {
    let mut state = studying();
    let effects = state.reduce(Action::Set { setting: Setting::NewPerDay(2), now: NOW });
    state.reduce(stored(&effects));
    answer(&mut state, NOW);
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Easy, now: NOW }));
    state.reduce(stored(&effects));
    go_on_with_another(&mut state, "other");
    assert_eq!(state.session.as_ref().map(|session| session.left), Some(1));
}

#[test]
fn a_card_that_was_new_today_keeps_its_place_in_the_limit_whatever_becomes_of_it() {
    let mut state = studying();
    let effects = state.reduce(Action::Set { setting: Setting::NewPerDay(3), now: NOW });
    state.reduce(stored(&effects));
    let (first, second) = (turn(&state).card.clone(), 2);
    study_one(&mut state, Grade::Easy, NOW);
    assert_eq!(left(&state), second);
    for change in [CardChange::Suspend(true), CardChange::Bury(true)] {
        let effects = state.reduce(Action::Say { card: first.clone(), change, now: later(1) });
        state.reduce(stored(&effects));
        assert_eq!(left(&state), second);
    }
    // Nor is it given back with the whole lesson.
    go_on_with_another(&mut state, "other");
    assert_eq!(left(&state), second);
    let open = state.open.clone().expect("open");
    let effects = state.reduce(Action::Delete { lesson: id("sample"), now: later(2) });
    state.reduce(stored(&effects));
    let queue = study::queue(&open, &state.deck.lessons[&id("other")], &state.deck, later(3));
    assert_eq!(queue.counts.new, second);
}

/// Answers the card on screen and grades it.
fn study_one(state: &mut AppState, grade: Grade, now: Now) {
    answer(state, now);
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade, now }));
    state.reduce(stored(&effects));
}

fn left(state: &AppState) -> usize {
    state.session.as_ref().map_or(0, |session| session.left)
}

#[test]
fn no_more_reviews_come_on_a_day_than_its_limit_in_all_lessons_together() {
    let mut state = studying();
    (0..6).for_each(|minutes| study_one(&mut state, Grade::Easy, later(minutes)));
    go_on_with_another(&mut state, "other");
    (6..10).for_each(|minutes| study_one(&mut state, Grade::Easy, later(minutes)));
    let (day, settings) = (60 * 24, [Setting::NewPerDay(0), Setting::ReviewsPerDay(3)]);
    let in_a_month = |minutes: i64| later(30 * day + minutes);
    for setting in settings {
        let effects = state.reduce(Action::Set { setting, now: in_a_month(0) });
        state.reduce(stored(&effects));
    }
    let begin = |state: &mut AppState, name: &str, now| {
        let route = Route::lesson(&id(name), View::Study);
        state.reduce(Action::Went { route: route.clone(), now });
        let text = state.deck.lessons[&id(name)].text.to_string();
        if state.job.is_some() {
            state.reduce(extracted(job(state), &text));
        }
        state.session = None;
        state.reduce(Action::Went { route: Route::Library, now });
        state.reduce(Action::Went { route, now });
    };
    begin(&mut state, "sample", in_a_month(0));
    assert_eq!(left(&state), 3, "six are due");
    study_one(&mut state, Grade::Easy, in_a_month(1));
    assert_eq!(left(&state), 2);

    // What was reviewed in one lesson counts in another, of which four are due.
    begin(&mut state, "other", in_a_month(2));
    assert_eq!(left(&state), 2);
    study_one(&mut state, Grade::Easy, in_a_month(3));
    study_one(&mut state, Grade::Easy, in_a_month(4));
    let session = state.session.as_ref().expect("a sitting");
    assert!(session.turn.is_none() && session.left == 0, "two are due still");
    begin(&mut state, "other", in_a_month(day));
    assert_eq!(left(&state), 2, "they come on the next day");
}

#[test]
fn what_is_not_asked_any_more_is_not_told_as_due() {
    let mut state = studying();
    (0..6).for_each(|minutes| study_one(&mut state, Grade::Easy, later(minutes)));
    let in_a_month = later(30 * 24 * 60);
    let due = |state: &AppState| {
        let lesson = id("sample");
        study::due(&lesson, &state.deck.lessons[&lesson], &state.deck, in_a_month)
    };
    assert_eq!(due(&state), 6);
    let away = |state: &mut AppState| {
        let effects = state.reduce(Action::Went { route: Route::Library, now: in_a_month });
        if !effects.is_empty() {
            state.reduce(stored(&effects));
        }
        effects.len()
    };
    assert_eq!(away(&mut state), 0, "all of them are asked");
    state.reduce(Action::Went { route: Route::lesson(&id("sample"), View::Cards), now: in_a_month });
    let unsaved = state.unsaved;
    let effects = state.reduce(Action::Want { count: Some(1), now: in_a_month });
    state.reduce(stored(&effects));
    let (_, entry) = state.entry().expect("a lesson");
    let asked = cards::listed(state.shown().expect("open"), entry);
    let reviewed = asked.iter().filter(|card| !entry.history(&card.id).is_empty()).count();
    assert!(reviewed < 6, "fewer are wanted");
    assert_eq!((away(&mut state), due(&state)), (1, reviewed));
    assert_eq!(state.unsaved, unsaved + 1, "what is found out again is nothing to lose");
}

#[test]
fn others_come_between_two_cards_that_may_be_taken_for_one_another() {
    let mut state = studying();
    let orders = [true, false].map(|are_confusable| {
        // The first two cards of the queue, as it is without any groups.
        let known = state.open.clone().expect("a lesson");
        let mut lesson = known.lesson.clone();
        for card in &mut lesson.cards {
            (card.siblings, card.confusable) = (None, None);
        }
        state.open = Some(Rc::new(Open::new(known.id.clone(), lesson.clone(), Vec::new(), true)));
        let open = state.open.clone().expect("a lesson");
        let first = study::queue(&open, &state.deck.lessons[&id("sample")], &state.deck, NOW).cards;
        for card in lesson.cards.iter_mut().filter(|card| are_confusable && first[..2].contains(&card.id)) {
            card.confusable = Some("the same in another year".to_owned());
        }
        let mut state = state.clone();
        state.open = Some(Rc::new(Open::new(known.id.clone(), lesson, Vec::new(), true)));
        state.session = None;
        state.reduce(Action::Went { route: Route::Library, now: NOW });
        state.reduce(Action::Went { route: Route::lesson(&id("sample"), View::Study), now: NOW });
        let mut order = Vec::new();
        for minutes in 0..6 {
            let card = turn(&state).card.clone();
            order.extend(first[..2].iter().position(|known| *known == card).map(|nth| (nth, minutes)));
            study_one(&mut state, Grade::Easy, later(minutes));
        }
        order
    });
    assert_eq!(orders, [[(0, 0), (1, 4)], [(0, 0), (1, 1)]]);
}

#[test]
fn a_review_keeps_what_was_proposed_and_a_hash_of_what_was_shown() {
    let mut state = studying();
    let (mut kinds, mut contents) = (BTreeSet::new(), BTreeSet::new());
    let mut answers = 0;
    for minutes in 0.. {
        if state.session.as_ref().is_none_or(|session| session.turn.is_none()) {
            break;
        }
        answers += 1;
        let card = on_screen(&state);
        answer(&mut state, later(minutes));
        let proposed = turn(&state).answer.as_ref().and_then(|answered| answered.proposed);
        let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Easy, now: later(minutes) }));
        let [Effect::Append { bodies, .. }] = &effects[..] else { panic!("{effects:?}") };
        let [Body::Reviewed(review)] = &bodies[..] else { panic!("{bodies:?}") };
        let is_right = card.options.first().is_some_and(|option| option.correct);
        let expected = match card.kind {
            CardKind::Estimate | CardKind::Criticism => Some(Grade::Good),
            kind if kind.is_chosen() => Some(if is_right { Grade::Good } else { Grade::Again }),
            _ if judge::has_field(&card) => Some(Grade::Again),
            _ => None,
        };
        assert_eq!((review.proposed, review.proposed), (expected, proposed), "{card:?}");
        assert_eq!((review.kind, &review.content), (card.kind, &study::content(&card)));
        assert_eq!(review.content.len(), 20);
        kinds.insert(review.proposed);
        contents.insert(review.content.clone());
        state.reduce(stored(&effects));
    }
    assert!(kinds.contains(&None) && kinds.contains(&Some(Grade::Again)), "{kinds:?}");
    assert!(answers > 5 && contents.len() == answers, "other cards, other hashes: {answers} and {contents:?}");
}

#[test]
fn a_break_is_suggested_to_whoever_goes_on_for_long() {
    let mut state = studying();
    assert_eq!(state.long_run(), None);
    for minutes in 0..=30 {
        answer(&mut state, later(minutes));
        let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Again, now: later(minutes) }));
        state.reduce(stored(&effects));
    }
    assert_eq!(state.long_run(), Some(30 * 60_000));
    state.now = later(40);
    assert_eq!(state.long_run(), None, "whoever has paused has had it");
}

#[test]
fn a_button_says_in_the_evening_what_it_says_at_noon() {
    const DAY: i64 = 86_400_000;
    // 22:00 in Moscow, and the noon before.
    let evening = Now { at: NOW.at - NOW.at % DAY + DAY + 19 * 3_600_000, ..NOW };
    let told = [evening, Now { at: evening.at - 10 * 3_600_000, ..NOW }].map(|now| {
        let mut state = studying();
        answer(&mut state, now);
        let answered = turn(&state).answer.clone().expect("an answer");
        [Grade::Good, Grade::Easy].map(|grade| answered.interval_ms(grade))
    });
    assert_eq!(told, [[10 * 60_000, 8 * DAY]; 2]);
}

#[test]
fn two_buttons_have_no_grade_between() {
    assert_eq!(study::preferred(Some(Grade::Hard), Buttons::Four), Grade::Hard);
    assert_eq!(study::preferred(Some(Grade::Hard), Buttons::Two), Grade::Good);
    assert_eq!(study::preferred(Some(Grade::Again), Buttons::Two), Grade::Again);
    assert_eq!(study::preferred(None, Buttons::Four), Grade::Good);
}

#[test]
fn a_grade_that_could_not_be_written_gives_way_to_the_next() {
    let mut state = studying();
    answer(&mut state, NOW);
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Hard, now: NOW }));
    let [Effect::Append { write, .. }] = effects[..] else { panic!("{effects:?}") };
    state.reduce(Action::NotWritten { write, error: StoreError::Full });
    assert_eq!((turn(&state).saving, state.notices.len()), (None, 1));
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Good, now: later(1) }));
    assert!(state.notices.is_empty(), "the old grade cannot be tried again as well");
    state.reduce(stored(&effects));
    assert_eq!(done(&state), 1);
}

fn refuse_to_write(state: &mut AppState, effects: &[Effect]) -> u32 {
    let [Effect::Append { write, .. }] = effects[..] else { panic!("{effects:?}") };
    state.reduce(Action::NotWritten { write, error: StoreError::Full });
    state.notices.last().expect("a notice").number
}

#[test]
fn a_grade_that_is_written_late_leaves_another_lesson_alone() {
    let mut state = studying();
    let card = turn(&state).card.clone();
    answer(&mut state, NOW);
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Hard, now: NOW }));
    let notice = refuse_to_write(&mut state, &effects);
    go_on_with_another(&mut state, "other");
    answer(&mut state, later(1));
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Good, now: later(1) }));
    state.reduce(stored(&effects));
    assert_eq!(state.notices.len(), 1, "the grade of the first lesson still waits");
    let before = state.session.clone();
    let effects = state.reduce(Action::TryAgain { notice });
    state.reduce(stored(&effects));
    assert_eq!(state.session, before);
    assert_eq!(state.deck.lessons[&id("sample")].history(&card).len(), 1);
    assert_eq!(done(&state), 1);
}

#[test]
fn an_undo_that_is_written_late_leaves_another_lesson_alone() {
    let mut state = studying();
    let card = turn(&state).card.clone();
    answer(&mut state, NOW);
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Hard, now: NOW }));
    state.reduce(stored(&effects));
    let effects = state.reduce(Action::Undo { now: NOW });
    let notice = refuse_to_write(&mut state, &effects);
    go_on_with_another(&mut state, "other");
    answer(&mut state, later(1));
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Good, now: later(1) }));
    state.reduce(stored(&effects));
    let before = state.session.clone();
    let effects = state.reduce(Action::TryAgain { notice });
    state.reduce(stored(&effects));
    assert_eq!(state.session, before);
    assert!(state.deck.lessons[&id("sample")].history(&card).is_empty());
}

#[test]
fn an_undo_that_could_not_be_written_gives_way_to_the_next() {
    let mut state = studying();
    let first = turn(&state).card.clone();
    answer(&mut state, NOW);
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Hard, now: NOW }));
    state.reduce(stored(&effects));
    let effects = state.reduce(Action::Undo { now: NOW });
    refuse_to_write(&mut state, &effects);
    let effects = state.reduce(Action::Undo { now: later(1) });
    assert!(state.notices.is_empty());
    state.reduce(stored(&effects));
    assert_eq!((done(&state), &turn(&state).card), (0, &first));
}

#[test]
fn a_sitting_ends_with_a_summary_and_all_cards_seen() {
    let mut state = studying();
    let mut seen = Vec::new();
    for minutes in 0..200 {
        let Some(turn) = state.session.as_ref().and_then(|session| session.turn.clone()) else { break };
        seen.push(turn.card);
        answer(&mut state, later(minutes));
        let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Easy, now: later(minutes) }));
        state.reduce(stored(&effects));
    }
    let session = state.session.as_ref().expect("a session");
    assert!(session.turn.is_none() && session.next_at.is_some_and(|at| at > NOW.at));
    assert_eq!((session.left, session.count(Grade::Easy)), (0, seen.len()));
    assert!(seen.len() >= 5, "{} cards", seen.len());
}

#[test]
fn a_sitting_is_ended_at_any_time_and_gone_on_with() {
    let mut state = studying();
    let session = |state: &AppState| state.session.clone().expect("a sitting");
    let (card, left) = (turn(&state).card.clone(), session(&state).left);
    state.reduce(Action::Study(StudyAct::End { now: later(1) }));
    assert!(session(&state).turn.is_none() && session(&state).is_ended);
    assert_eq!(session(&state).left, left, "nothing is lost");
    // Another tab brings no card up.
    state.reduce(Action::Came { events: Vec::new(), now: later(2) });
    assert_eq!(session(&state).turn, None);
    state.reduce(Action::Study(StudyAct::GoOn { now: later(3) }));
    assert_eq!(turn(&state).card, card);

    // What is on its way into the store is waited for; an undo goes on with the card.
    answer(&mut state, later(4));
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Good, now: later(5) }));
    state.reduce(Action::Study(StudyAct::End { now: later(6) }));
    assert!(!session(&state).is_ended);
    state.reduce(stored(&effects));
    state.reduce(Action::Study(StudyAct::End { now: later(7) }));
    assert_eq!((session(&state).turn, session(&state).done.len()), (None, 1));
    let since = session(&state).since;
    let deck = (*state.deck).clone();
    state.reduce(Action::Replaced { deck: Box::new(deck), now: later(8) });
    assert_eq!((session(&state).since, session(&state).turn), (since, None), "its summary stays");
    undo(&mut state);
    assert!(turn(&state).card == card && !session(&state).is_ended);
}

#[test]
fn whoever_waits_for_the_next_card_is_told_that_it_is_there() {
    let mut state = studying();
    for setting in [Setting::NewPerDay(1), Setting::LearningSteps([40, 0, 0, 0])] {
        let effects = state.reduce(Action::Set { setting, now: NOW });
        state.reduce(stored(&effects));
    }
    let card = turn(&state).card.clone();
    study_one(&mut state, Grade::Again, NOW);
    let session = |state: &AppState| state.session.clone().expect("a sitting");
    assert_eq!((session(&state).turn, session(&state).next_at), (None, Some(later(40).at)));
    state.reduce(Action::Study(StudyAct::Look { now: later(10) }));
    assert_eq!((session(&state).left, session(&state).next_at), (0, Some(later(40).at)), "not yet");
    state.reduce(Action::Study(StudyAct::Look { now: later(40) }));
    assert_eq!((session(&state).left, session(&state).turn), (1, None), "no card comes up by itself");
    state.reduce(Action::Study(StudyAct::GoOn { now: later(41) }));
    assert_eq!((turn(&state).card.clone(), turn(&state).since), (card, later(41).at));
    // A card on screen is left alone.
    state.reduce(Action::Study(StudyAct::Look { now: later(42) }));
    assert_eq!((turn(&state).since, session(&state).left), (later(41).at, 1));
}

#[test]
fn what_comes_from_elsewhere_leaves_a_summary_as_it_is_and_goes_on_where_there_is_something_to_ask() {
    let mut state = studying();
    let session = |state: &AppState| state.session.clone().expect("a sitting");
    // Everything new of the day is seen, and nothing is left.
    let none = |state: &mut AppState, limit| {
        let effects = state.reduce(Action::Set { setting: Setting::NewPerDay(limit), now: later(1) });
        state.reduce(stored(&effects));
    };
    none(&mut state, 0);
    state.reduce(Action::Came { events: Vec::new(), now: later(2) });
    state.session.as_mut().expect("a sitting").turn = None;
    let since = session(&state).since;
    state.reduce(Action::Came { events: Vec::new(), now: later(3) });
    assert_eq!((session(&state).turn, session(&state).since), (None, since));
    let deck = (*state.deck).clone();
    state.reduce(Action::Replaced { deck: Box::new(deck.clone()), now: later(4) });
    assert_eq!((session(&state).turn, session(&state).since), (None, since));
    // With what came there is a card again, in the same sitting.
    none(&mut state, 20);
    let deck = (*state.deck).clone();
    state.reduce(Action::Replaced { deck: Box::new(deck), now: later(5) });
    assert!(session(&state).turn.is_some() && session(&state).since == since);
}
