use super::*;
use crate::card::Card;
use crate::deck::{Buttons, CardWork, DeviceId, Event, EventId, Grade, Setting, Theme};
use crate::ingest::{IngestError, read_text};
use crate::lesson::SAMPLE;
use crate::lexicon::ru::morphology::Morphology;

pub(super) const NOW: Now = Now { at: 1_700_000_000_000, offset: 180 };

pub(super) fn later(minutes: i64) -> Now {
    Now { at: NOW.at + minutes * 60_000, ..NOW }
}

pub(super) fn id(name: &str) -> LessonId {
    LessonId(name.to_owned())
}

pub(super) fn mint(name: &str) -> Mint {
    Mint { lesson: id(name), seed: 7 }
}

fn given(text: &str, name: &str) -> Action {
    Action::Given { input: Input::Text(text.into()), name: None, mint: mint(name), now: NOW }
}

fn extracted(job: u32, text: &str) -> Action {
    read_by(Morphology::bundled(), job, text)
}

pub(super) fn read_by(morphology: &Morphology, job: u32, text: &str) -> Action {
    let document = read_text(text, None).expect("a text").document;
    Action::Extracted {
        job,
        lesson: Box::new(Lesson::of(document, 7, morphology)),
        warnings: Vec::new(),
        with_dictionary: morphology.knows_words(),
        parts: Rc::default(),
        now: NOW,
    }
}

fn device() -> DeviceId {
    DeviceId("0123456789abcdef".to_owned())
}

fn opening(events: &[Event], set_aside: usize) -> Action {
    Action::Opened { deck: Box::new(Deck::of(events)), device: device(), set_aside, now: NOW }
}

pub(super) fn opened() -> AppState {
    let mut state = AppState::new(Route::Library, Some(Interface::Russian), NOW);
    assert_eq!(state.reduce(opening(&[], 0)), []);
    state
}

/// The one append among the effects, with what the store would answer.
pub(super) fn stored(effects: &[Effect]) -> Action {
    let [Effect::Append { write, bodies, now }] = effects else { panic!("one append, found {effects:?}") };
    let event = |(index, body): (usize, &Body)| Event {
        id: EventId { device: device(), number: u64::from(*write) * 10 + index as u64 },
        at: now.at,
        offset: now.offset,
        body: body.clone(),
    };
    Action::Written { write: *write, events: bodies.iter().enumerate().map(event).collect() }
}

fn job(state: &AppState) -> u32 {
    state.job.as_ref().expect("a job").number
}

/// The sample in the library and on screen.
pub(super) fn reading() -> AppState {
    let mut state = opened();
    state.reduce(given(SAMPLE, "sample"));
    let effects = state.reduce(extracted(job(&state), SAMPLE));
    state.reduce(stored(&effects));
    state
}

pub(super) fn studying() -> AppState {
    let mut state = reading();
    state.reduce(Action::Went { route: Route::lesson(&id("sample"), View::Study), now: NOW });
    assert!(turn(&state).answer.is_none());
    state
}

pub(super) fn turn(state: &AppState) -> &Turn {
    state.session.as_ref().and_then(|session| session.turn.as_ref()).expect("a card on screen")
}

/// The card on screen, as it is asked.
pub(super) fn on_screen(state: &AppState) -> Card {
    let open = state.open.as_ref().expect("a lesson");
    let entry = &state.deck.lessons[&open.id];
    cards::card(open, entry, &turn(state).card).expect("the card is known").into_owned()
}

/// Shows the answer of the card on screen, by the first option where there are any.
pub(super) fn answer(state: &mut AppState, now: Now) {
    let has_options = on_screen(state).kind.is_chosen();
    state.reduce(if has_options { Action::Choose { option: 0, now } } else { Action::Reveal { now } });
    assert!(turn(state).answer.is_some());
}

pub(super) fn done(state: &AppState) -> usize {
    state.session.as_ref().map_or(0, |session| session.done.len())
}

#[test]
fn a_text_is_written_before_it_is_shown() {
    let mut state = opened();
    let effects = state.reduce(given(SAMPLE, "sample"));
    assert!(matches!(effects[..], [Effect::Extract { .. }]));
    let effects = state.reduce(extracted(job(&state), SAMPLE));
    assert!(state.job.is_none() && state.open.is_none() && state.deck.lessons.is_empty());
    assert_eq!(state.reduce(stored(&effects)), [Effect::Go(Route::lesson(&id("sample"), View::Text))]);
    let shown = state.shown().expect("the lesson is on screen");
    assert!(!shown.lesson.facts.is_empty());
    assert_eq!(&*state.deck.lessons[&id("sample")].text, shown.lesson.document.text);
}

#[test]
fn what_cannot_be_written_is_kept_and_tried_again() {
    let mut state = opened();
    state.reduce(given(SAMPLE, "sample"));
    let effects = state.reduce(extracted(job(&state), SAMPLE));
    let [Effect::Append { write, .. }] = effects[..] else { panic!("{effects:?}") };
    state.reduce(Action::NotWritten { write, error: StoreError::Full });
    assert!(state.open.is_none());
    let [Notice { number, trouble: Trouble::NotWritten(StoreError::Full), remedy: Some(Remedy::Write(_)) }] =
        state.notices[..]
    else {
        panic!("{:?}", state.notices)
    };
    let again = state.reduce(Action::TryAgain { notice: number });
    assert_eq!(again, effects, "the same bodies at the same moment");
    assert!(state.notices.is_empty());
    state.reduce(stored(&again));
    assert!(state.shown().is_some());
}

#[test]
fn a_text_that_is_there_already_is_opened_not_added() {
    let mut state = reading();
    state.reduce(Action::Went { route: Route::Library, now: NOW });
    let text = state.deck.lessons[&id("sample")].text.to_string();
    let go = vec![Effect::Go(Route::lesson(&id("sample"), View::Text))];
    assert_eq!(state.reduce(given(&text, "other")), go);
    // As a file, it is known for what it is only once it has been read.
    let input = Input::Bytes(text.as_bytes().into());
    state.reduce(Action::Given { input, name: None, mint: mint("other"), now: NOW });
    assert_eq!(state.reduce(extracted(job(&state), &text)), go);
    assert_eq!(state.deck.lessons.len(), 1);
}

#[test]
fn a_worker_that_dies_is_replaced_once_and_then_the_reader_decides() {
    let mut state = opened();
    let first = state.reduce(given(SAMPLE, "sample"));
    let again = state.reduce(Action::WorkerDied);
    assert_eq!(again[..1], [Effect::RestartWorker]);
    assert_eq!(again[1..], first[..], "the same job");
    assert_eq!(state.reduce(Action::WorkerDied), [Effect::RestartWorker]);
    assert!(state.job.is_none());
    let [Notice { number, trouble: Trouble::WorkerDied, remedy: Some(Remedy::Job) }] = state.notices[..] else {
        panic!("{:?}", state.notices)
    };
    let third = state.reduce(Action::TryAgain { notice: number });
    assert!(matches!(&third[..], [Effect::Extract { input: Input::Text(text), .. }] if **text == *SAMPLE));
    assert_eq!(state.reduce(Action::WorkerDied).len(), 2, "a new try has its own second chance");
}

#[test]
fn a_worker_that_dies_without_work_is_nobodys_trouble() {
    let mut state = opened();
    assert_eq!(state.reduce(Action::WorkerDied), []);
    assert!(state.notices.is_empty());
}

#[test]
fn what_was_cancelled_does_not_come_back() {
    let mut state = opened();
    state.reduce(given(SAMPLE, "sample"));
    let cancelled = job(&state);
    assert_eq!(state.reduce(Action::Cancel), [Effect::RestartWorker]);
    assert_eq!(state.reduce(extracted(cancelled, SAMPLE)), []);
    assert!(state.open.is_none() && state.deck.lessons.is_empty());
}

#[test]
fn a_refused_text_is_told_of_until_another_is_given() {
    let mut state = opened();
    state.reduce(given(" ", "empty"));
    state.reduce(Action::Refused { job: job(&state), error: IngestError::Empty });
    state.reduce(given(" ", "empty"));
    state.reduce(Action::Refused { job: job(&state), error: IngestError::Empty });
    assert!(matches!(state.notices[..], [Notice { trouble: Trouble::Refused(IngestError::Empty), .. }]));
    state.reduce(given(SAMPLE, "sample"));
    assert!(state.notices.is_empty());
}

#[test]
fn an_address_is_followed_once_the_store_is_open() {
    let events = {
        let mut state = opened();
        state.reduce(given(SAMPLE, "sample"));
        let effects = state.reduce(extracted(job(&state), SAMPLE));
        match stored(&effects) {
            Action::Written { events, .. } => events,
            other => panic!("{other:?}"),
        }
    };
    let route = Route::lesson(&id("sample"), View::Study);
    let mut state = AppState::new(route, None, NOW);
    let effects = state.reduce(opening(&events, 2));
    assert!(matches!(effects[..], [Effect::Extract { seed: 7, title: Some(_), .. }]));
    assert!(matches!(state.notices[..], [Notice { trouble: Trouble::SetAside(2), .. }]));
    state.reduce(extracted(job(&state), SAMPLE));
    assert_eq!(done(&state), 0);
    assert!(turn(&state).is_new);
}

#[test]
fn a_text_given_before_the_store_is_open_waits_for_it() {
    for is_lasting in [true, false] {
        let mut state = AppState::new(Route::Library, None, NOW);
        assert_eq!(state.reduce(given(SAMPLE, "early")), [], "nothing is read before it can be kept");
        assert_eq!(state.reduce(given("Второй текст.", "second")), []);
        let effects = state.reduce(if is_lasting {
            opening(&[], 0)
        } else {
            Action::OpenedForgetful { error: StoreError::Full, deck: Box::default(), device: device(), now: NOW }
        });
        assert_eq!(texts(&effects), [SAMPLE]);
        let effects = state.reduce(extracted(job(&state), SAMPLE));
        assert_eq!(texts(&effects), ["Второй текст."]);
        state.reduce(stored(&effects[..1]));
        assert_eq!(state.shown().map(|open| &open.id), Some(&id("early")));
    }
}

/// The texts that the worker is to read.
fn texts(effects: &[Effect]) -> Vec<&str> {
    let text = |effect| match effect {
        &Effect::Extract { input: Input::Text(ref text), .. } => Some(&**text),
        _ => None,
    };
    effects.iter().filter_map(text).collect()
}

#[test]
fn a_text_waits_until_the_one_before_it_has_ended_in_any_way() {
    type End = fn(u32) -> Vec<Action>;
    let ends: [End; 4] = [
        |job| vec![extracted(job, SAMPLE)],
        |job| vec![Action::Refused { job, error: IngestError::Empty }],
        |_| vec![Action::Cancel],
        |_| vec![Action::WorkerDied, Action::WorkerDied],
    ];
    for end in ends {
        let mut state = opened();
        assert_eq!(texts(&state.reduce(given(SAMPLE, "first"))), [SAMPLE]);
        let first = job(&state);
        assert_eq!(state.reduce(given("Второй текст.", "second")), []);
        assert_eq!(state.reduce(given("Второй текст.", "twice")), [], "a second click is no second text");
        assert_eq!(job(&state), first);
        let effects = end(first).into_iter().map(|action| state.reduce(action)).last().expect("effects");
        assert_eq!(texts(&effects), ["Второй текст."]);
        let effects = state.reduce(extracted(job(&state), "Второй текст."));
        let [Effect::Append { bodies, .. }] = &effects[..] else { panic!("{effects:?}") };
        assert!(matches!(&bodies[..], [Body::LessonAdded { lesson, .. }] if *lesson == id("second")));
    }
}

#[test]
fn opening_a_lesson_puts_a_new_text_off_but_does_not_lose_it() {
    let mut state = reading();
    let text = format!("{SAMPLE}\n\nКонец.");
    go_on_with_another(&mut state, "other");
    state.reduce(Action::Went { route: Route::Library, now: NOW });
    state.reduce(given("Новый текст.", "new"));
    let interrupted = job(&state);
    let effects = state.reduce(Action::Went { route: Route::lesson(&id("sample"), View::Text), now: NOW });
    assert_eq!(effects[0], Effect::RestartWorker);
    assert_eq!(texts(&effects), [&*state.deck.lessons[&id("sample")].text]);
    assert_eq!(state.reduce(extracted(interrupted, &text)), [], "that worker is gone");
    let effects = state.reduce(extracted(job(&state), SAMPLE));
    assert!(state.shown().is_some());
    assert_eq!(texts(&effects), ["Новый текст."]);
    let effects = state.reduce(extracted(job(&state), "Новый текст."));
    assert_eq!(state.reduce(stored(&effects)), [], "the reader stays where they went");
    assert_eq!(state.shown().map(|open| &open.id), Some(&id("sample")));
    assert!(state.deck.lessons.contains_key(&id("new")));
}

#[test]
fn all_texts_that_the_worker_died_over_are_tried_again() {
    let mut state = opened();
    state.reduce(given("Один.", "one"));
    state.reduce(given("Два.", "two"));
    for _ in 0..4 {
        state.reduce(Action::WorkerDied);
    }
    let [Notice { number, remedy: Some(Remedy::Job), .. }] = state.notices[..] else { panic!("{:?}", state.notices) };
    assert_eq!(texts(&state.reduce(Action::TryAgain { notice: number })), ["Один."]);
    assert_eq!(texts(&state.reduce(extracted(job(&state), "Один."))), ["Два."]);
}

#[test]
fn without_a_store_everything_works_and_the_reader_knows() {
    let mut state = AppState::new(Route::Library, None, NOW);
    let error = StoreError::Denied("SecurityError".to_owned());
    state.reduce(Action::OpenedForgetful { error: error.clone(), deck: Box::default(), device: device(), now: NOW });
    assert_eq!(state.storage, Storage::Forgetful(error.clone()));
    assert!(matches!(&state.notices[..], [Notice { trouble: Trouble::Forgetful(told), .. }] if *told == error));
    assert!(!state.reduce(given(SAMPLE, "sample")).is_empty());
}

#[test]
fn a_grade_is_written_before_the_next_card_comes() {
    let mut state = studying();
    let first = turn(&state).card.clone();
    assert_eq!(state.reduce(Action::Grade { grade: Grade::Good, now: NOW }), [], "not before the answer");
    answer(&mut state, later(1));
    let effects = state.reduce(Action::Grade { grade: Grade::Good, now: later(2) });
    assert_eq!(turn(&state).card, first, "the screen has not moved on");
    assert_eq!(turn(&state).saving, Some(Grade::Good));
    assert_eq!(state.reduce(Action::Grade { grade: Grade::Easy, now: later(2) }), [], "one grade a card");
    let [Effect::Append { bodies, .. }] = &effects[..] else { panic!("{effects:?}") };
    let [Body::Reviewed(review)] = &bodies[..] else { panic!("{bodies:?}") };
    assert_eq!((review.card.clone(), review.chosen, review.took), (first.clone(), Grade::Good, 120_000));
    state.reduce(stored(&effects));
    assert_ne!(turn(&state).card, first);
    assert_eq!(done(&state), 1);
    assert_eq!(state.deck.lessons[&id("sample")].history(&first).len(), 1);
}

#[test]
fn an_undone_review_is_taken_back_and_its_card_shown_again() {
    let mut state = studying();
    let first = turn(&state).card.clone();
    answer(&mut state, NOW);
    let effects = state.reduce(Action::Grade { grade: Grade::Again, now: NOW });
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
        let effects = state.reduce(Action::Grade { grade: Grade::Easy, now: later(minutes) });
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
    let effects = state.reduce(Action::Grade { grade: Grade::Easy, now: NOW });
    state.reduce(stored(&effects));
    go_on_with_another(&mut state, "other");
    assert_eq!(state.session.as_ref().map(|session| session.left), Some(1));
}

#[test]
fn a_break_is_suggested_to_whoever_goes_on_for_long() {
    let mut state = studying();
    assert_eq!(state.long_run(), None);
    for minutes in 0..=30 {
        answer(&mut state, later(minutes));
        let effects = state.reduce(Action::Grade { grade: Grade::Again, now: later(minutes) });
        state.reduce(stored(&effects));
    }
    assert_eq!(state.long_run(), Some(30 * 60_000));
    state.now = later(40);
    assert_eq!(state.long_run(), None, "whoever has paused has had it");
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
    let effects = state.reduce(Action::Grade { grade: Grade::Hard, now: NOW });
    let [Effect::Append { write, .. }] = effects[..] else { panic!("{effects:?}") };
    state.reduce(Action::NotWritten { write, error: StoreError::Full });
    assert_eq!((turn(&state).saving, state.notices.len()), (None, 1));
    let effects = state.reduce(Action::Grade { grade: Grade::Good, now: later(1) });
    assert!(state.notices.is_empty(), "the old grade cannot be tried again as well");
    state.reduce(stored(&effects));
    assert_eq!(done(&state), 1);
}

/// Adds a second lesson to the library and begins to study it.
fn go_on_with_another(state: &mut AppState, name: &str) {
    let text = format!("{SAMPLE}\n\nКонец.");
    state.reduce(Action::Went { route: Route::Library, now: NOW });
    state.reduce(given(&text, name));
    let effects = state.reduce(extracted(job(state), &text));
    state.reduce(stored(&effects));
    state.reduce(Action::Went { route: Route::lesson(&id(name), View::Study), now: NOW });
    assert_eq!(state.session.as_ref().map(|session| &session.lesson), Some(&id(name)));
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
    let effects = state.reduce(Action::Grade { grade: Grade::Hard, now: NOW });
    let notice = refuse_to_write(&mut state, &effects);
    go_on_with_another(&mut state, "other");
    answer(&mut state, later(1));
    let effects = state.reduce(Action::Grade { grade: Grade::Good, now: later(1) });
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
    let effects = state.reduce(Action::Grade { grade: Grade::Hard, now: NOW });
    state.reduce(stored(&effects));
    let effects = state.reduce(Action::Undo { now: NOW });
    let notice = refuse_to_write(&mut state, &effects);
    go_on_with_another(&mut state, "other");
    answer(&mut state, later(1));
    let effects = state.reduce(Action::Grade { grade: Grade::Good, now: later(1) });
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
    let effects = state.reduce(Action::Grade { grade: Grade::Hard, now: NOW });
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
        let effects = state.reduce(Action::Grade { grade: Grade::Easy, now: later(minutes) });
        state.reduce(stored(&effects));
    }
    let session = state.session.as_ref().expect("a session");
    assert!(session.turn.is_none() && session.next_at.is_some_and(|at| at > NOW.at));
    assert_eq!((session.left, session.count(Grade::Easy)), (0, seen.len()));
    assert!(seen.len() >= 5, "{} cards", seen.len());
}

#[test]
fn a_setting_counts_from_when_it_is_written() {
    let mut state = opened();
    assert_eq!(state.interface(), Interface::Russian);
    let setting = Setting::Interface(Some(Interface::English));
    let effects = state.reduce(Action::Set { setting, now: NOW });
    assert_eq!(state.interface(), Interface::Russian);
    state.reduce(stored(&effects));
    assert_eq!(state.interface(), Interface::English);
    let effects = state.reduce(Action::Set { setting: Setting::Theme(Theme::Dark), now: NOW });
    state.reduce(stored(&effects));
    assert_eq!(state.deck.theme(), Theme::Dark);
}

#[test]
fn a_deleted_lesson_leaves_the_screen_and_the_library() {
    let mut state = reading();
    let effects = state.reduce(Action::Delete { lesson: id("sample"), now: NOW });
    assert!(state.shown().is_some());
    assert_eq!(state.reduce(stored(&effects)), [Effect::Go(Route::Library)]);
    assert!(state.deck.lessons.is_empty() && state.open.is_none());
}

#[test]
fn an_address_leads_to_its_sentence_on_its_page() {
    let mut state = reading();
    let fact = state.open.as_ref().map(|open| open.lesson.facts[10].clone()).expect("facts");
    state.reduce(Action::Went { route: Route::sentence(&id("sample"), fact.span.start), now: NOW });
    assert_eq!(state.found(), Some(fact.evidence.span));
    assert_eq!(state.text_page(), 0);
    state.reduce(Action::Turn(3));
    assert_eq!(state.text_page(), 3);
    state.reduce(Action::Went { route: Route::sentence(&id("sample"), usize::MAX), now: NOW });
    assert_eq!((state.found(), state.text_page()), (None, 0));
}

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
    let effects = state.reduce(Action::Grade { grade: Grade::Good, now: NOW });
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
