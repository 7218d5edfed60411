use super::*;
use crate::card::Card;
use crate::deck::{DeviceId, Event, EventId, Setting, Theme};
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

pub(super) fn given(text: &str, name: &str) -> Action {
    Action::Given { input: Input::Text(text.into()), name: None, mint: mint(name), now: NOW }
}

pub(super) fn extracted(job: u32, text: &str) -> Action {
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

pub(super) fn device() -> DeviceId {
    DeviceId("0123456789abcdef".to_owned())
}

pub(super) fn opening(events: &[Event], set_aside: usize) -> Action {
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

pub(super) fn job(state: &AppState) -> u32 {
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
    state.reduce(if has_options {
        Action::Study(StudyAct::Choose { option: 0, now })
    } else {
        Action::Study(StudyAct::Reveal { now })
    });
    assert!(turn(state).answer.is_some());
}

pub(super) fn done(state: &AppState) -> usize {
    state.session.as_ref().map_or(0, |session| session.done.len())
}

/// Adds a second lesson to the library and begins to study it.
pub(super) fn go_on_with_another(state: &mut AppState, name: &str) {
    let text = format!("{SAMPLE}\n\nКонец.");
    state.reduce(Action::Went { route: Route::Library, now: NOW });
    state.reduce(given(&text, name));
    let effects = state.reduce(extracted(job(state), &text));
    state.reduce(stored(&effects));
    state.reduce(Action::Went { route: Route::lesson(&id(name), View::Study), now: NOW });
    assert_eq!(state.session.as_ref().map(|session| &session.lesson), Some(&id(name)));
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
    assert_eq!(state.reduce(Action::Turn(3)), [Effect::Top]);
    assert_eq!(state.text_page(), 3);
    state.reduce(Action::Went { route: Route::sentence(&id("sample"), usize::MAX), now: NOW });
    assert_eq!((state.found(), state.text_page()), (None, 0));
    // A table among other things is turned where it stands.
    state.reduce(Action::Went { route: Route::Statistics, now: NOW });
    assert_eq!((state.page, state.reduce(Action::Turn(1))), (None, Vec::new()));
    assert_eq!(state.page, Some(1));
}
