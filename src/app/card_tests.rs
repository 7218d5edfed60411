//! What is done with cards: answered in every way, flagged, put aside, edited, asked in another form.

use super::fixtures::{choice, made};
use super::study::Stroke;
use super::tests::{NOW, answer, done, id, later, on_screen, read_by, reading, stored, studying, turn};
use super::*;
use crate::card::{Card, CardKind, Choice, Piece, Reason};
use crate::deck::{Deck, Edit, Event, EventId, Grade};
use crate::document::Source;
use crate::fact::Quote;
use crate::lesson::SAMPLE;
use crate::lexicon::ru::morphology::Morphology;

/// Studies a lesson that has no cards but this one.
fn asked(card: Card) -> AppState {
    let mut state = reading();
    let mut lesson = state.open.as_ref().expect("a lesson").lesson.clone();
    lesson.cards = vec![card];
    state.open = Some(Rc::new(Open::new(id("sample"), lesson, Vec::new(), true)));
    state.reduce(Action::Went { route: Route::lesson(&id("sample"), View::Study), now: NOW });
    state
}

fn given(state: &AppState) -> &judge::Given {
    &turn(state).answer.as_ref().expect("an answer").given
}

fn proposed(state: &AppState) -> Option<Grade> {
    turn(state).answer.as_ref().expect("an answer").proposed
}

fn say(state: &mut AppState, card: &CardId, change: CardChange) {
    let effects = state.reduce(Action::Say { card: card.clone(), change, now: NOW });
    state.reduce(stored(&effects));
}

fn draw(state: &mut AppState, strokes: impl IntoIterator<Item = Stroke>) {
    for stroke in strokes {
        assert_eq!(state.reduce(Action::Study(StudyAct::Draw(stroke))), []);
    }
    let given = judge::given(&on_screen(state), &turn(state).draft);
    assert_eq!(state.reduce(Action::Study(StudyAct::Submit { given, now: NOW })), []);
}

fn answer_in_log(state: &mut AppState) -> Option<String> {
    let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Good, now: NOW }));
    let [Effect::Append { bodies, .. }] = &effects[..] else { panic!("{effects:?}") };
    let [Body::Reviewed(review)] = &bodies[..] else { panic!("{bodies:?}") };
    let answer = review.answer.clone();
    state.reduce(stored(&effects));
    answer
}

#[test]
fn a_typed_answer_is_judged_and_kept() {
    let mut state = asked(made(CardKind::Typed, "11 октября"));
    draw(&mut state, [Stroke::Typed("12 марта".into())]);
    assert_eq!(proposed(&state), Some(Grade::Again));
    draw(&mut state, [Stroke::Typed("11 октября".into())]);
    assert_eq!(turn(&state).draft.typed, "12 марта", "what was handed in stays");
    assert_eq!(answer_in_log(&mut state).as_deref(), Some("12 марта"));

    let mut state = asked(made(CardKind::Typed, "11 октября"));
    draw(&mut state, []);
    assert_eq!((given(&state), proposed(&state)), (&judge::Given::Nothing, Some(Grade::Again)));
    let mut state = asked(made(CardKind::Typed, "11 октября"));
    state.reduce(Action::Study(StudyAct::Reveal { now: NOW }));
    assert_eq!(given(&state), &judge::Given::Nothing);
    assert_eq!(answer_in_log(&mut state), None);
}

#[test]
fn an_estimate_needs_a_range_and_a_confidence() {
    let mut card = made(CardKind::Estimate, "300");
    card.answer.value = "300".parse().ok();
    let mut state = asked(card);
    draw(&mut state, [Stroke::From("200".into()), Stroke::To("много".into()), Stroke::Sure(90)]);
    assert!(turn(&state).answer.is_none() && turn(&state).draft.is_unread);
    draw(&mut state, [Stroke::To("400".into())]);
    assert_eq!(proposed(&state), Some(Grade::Good));
    assert_eq!(answer_in_log(&mut state).as_deref(), Some("200..400 90% holds"));
    let estimates: Vec<&str> = state.deck.estimates().collect();
    assert_eq!(estimates, ["200..400 90% holds"]);
}

#[test]
fn items_are_moved_and_handed_in() {
    let mut card = made(CardKind::Ordering, "");
    card.options = ["1941", "1943", "1945"]
        .map(|year| Choice { reason: Some(Reason::When(year.into())), ..choice(year, true) })
        .to_vec();
    let mut state = asked(card);
    for item in 0..3 {
        let from = turn(&state).draft.order.iter().position(|known| *known == item).expect("an item");
        state.reduce(Action::Study(StudyAct::Draw(Stroke::Move { from, to: item })));
    }
    state.reduce(Action::Study(StudyAct::Draw(Stroke::Move { from: 0, to: 3 })));
    draw(&mut state, []);
    assert_eq!(proposed(&state), Some(Grade::Good));
    assert_eq!(answer_in_log(&mut state).as_deref(), Some("1941\n1943\n1945"));
}

#[test]
fn a_share_is_drawn() {
    let mut card = made(CardKind::Share, "20 %");
    card.answer.value = "20".parse().ok();
    let mut state = asked(card);
    draw(&mut state, [Stroke::Share(200), Stroke::Share(27)]);
    assert_eq!(proposed(&state), Some(Grade::Hard));
    assert_eq!(answer_in_log(&mut state).as_deref(), Some("27 %"));
}

#[test]
fn a_question_is_revealed_and_a_trend_chosen() {
    let mut state = asked(made(CardKind::Question, "300"));
    state.reduce(Action::Study(StudyAct::Submit { given: None, now: NOW }));
    assert!(turn(&state).answer.is_none());
    state.reduce(Action::Study(StudyAct::Reveal { now: NOW }));
    assert_eq!(proposed(&state), None);
    let mut card = made(CardKind::Trend, "выросло");
    card.options = vec![choice("упало", false), choice("выросло", true)];
    let mut state = asked(card);
    state.reduce(Action::Study(StudyAct::Reveal { now: NOW }));
    state.reduce(Action::Study(StudyAct::Choose { option: 2, now: NOW }));
    assert!(turn(&state).answer.is_none());
    state.reduce(Action::Study(StudyAct::Choose { option: 1, now: NOW }));
    assert_eq!(proposed(&state), Some(Grade::Good));
}

#[test]
fn a_card_that_is_put_aside_gives_way_and_comes_back() {
    let mut state = studying();
    let card = turn(&state).card.clone();
    say(&mut state, &card, CardChange::Suspend(true));
    assert_ne!(turn(&state).card, card);
    let (open, entry) = (state.open.clone().expect("a lesson"), state.deck.lessons[&id("sample")].clone());
    assert!(cards::listed(&open, &entry).iter().any(|known| known.id == card));
    assert!(!cards::studied(&open, &entry, NOW).iter().any(|known| known.id == card));
    say(&mut state, &card, CardChange::Suspend(false));
    assert_eq!(state.deck.lessons[&id("sample")].card(&card).map(|work| work.is_suspended), Some(false));
}

#[test]
fn a_flag_leaves_the_card_as_it_is() {
    let mut state = studying();
    answer(&mut state, NOW);
    let before = state.session.clone();
    let card = turn(&state).card.clone();
    say(&mut state, &card, CardChange::Flag(Some("не тот год".into())));
    assert_eq!(state.session, before);
    let work = state.deck.lessons[&id("sample")].card(&card).cloned().expect("a flag");
    assert!(CardFilter::Flagged.takes(Some(&work)) && !CardFilter::Suspended.takes(Some(&work)));
}

#[test]
fn a_form_is_changed_in_place_and_the_history_stays() {
    let mut state = studying();
    let card = turn(&state).card.clone();
    let open = state.open.clone().expect("a lesson");
    let forms = cards::forms(&open, &state.deck.lessons[&id("sample")], &card);
    assert_eq!(forms[0], on_screen(&state).kind);
    assert!(forms.contains(&CardKind::Typed));
    answer(&mut state, NOW);
    say(&mut state, &card, CardChange::Form(Some(CardKind::Typed)));
    assert_eq!((turn(&state).kind, &turn(&state).card), (CardKind::Typed, &card));
    assert!(turn(&state).answer.is_none(), "it is asked anew");
    assert!(on_screen(&state).options.is_empty());
    let right = on_screen(&state).answer.text;
    draw(&mut state, [Stroke::Typed(right)]);
    assert_eq!(proposed(&state), Some(Grade::Good));
    answer_in_log(&mut state);
    assert_eq!((done(&state), state.deck.lessons[&id("sample")].history(&card).len()), (1, 1));
}

#[test]
fn a_cloze_takes_the_options_of_the_card_that_asks_the_same() {
    let state = studying();
    let (open, entry) = (state.open.clone().expect("a lesson"), state.deck.lessons[&id("sample")].clone());
    let with_sibling =
        open.lesson.cards.iter().find(|card| {
            card.kind == CardKind::Cloze && cards::forms(&open, &entry, &card.id).contains(&CardKind::Choice)
        });
    let card = with_sibling.expect("a cloze with a sibling").id.clone();
    let mut state = state;
    say(&mut state, &card, CardChange::Form(Some(CardKind::Choice)));
    let shaped = cards::card(&open, &state.deck.lessons[&id("sample")], &card).expect("a card").into_owned();
    assert!(shaped.kind == CardKind::Choice && shaped.options.iter().filter(|option| option.correct).count() == 1);
}

fn edited(state: &mut AppState, prompt: &str, new_answer: &str) -> Card {
    let card = on_screen(state);
    let text = state.open.as_ref().expect("a lesson").lesson.document.text.clone();
    let edit = cards::edit(&card, &text, prompt, new_answer, "а\n\n б ").expect("an edit");
    state.reduce(Action::Edit(Some(card.id.clone())));
    say(state, &card.id, CardChange::Edit(Some(edit)));
    assert_eq!(state.editing, None);
    card
}

#[test]
fn an_edit_is_shown_at_once_and_can_be_taken_back() {
    let mut state = studying();
    let before = study::content(&on_screen(&state));
    let made = edited(&mut state, "Сколько их было? ____", "много");
    let card = on_screen(&state);
    assert_eq!((cards::written(&card.prompt).as_str(), card.answer.text.as_str()), ("Сколько их было? ____", "много"));
    assert_eq!(card.answer.accepts, ["а", "б"]);
    assert_eq!(card.answer.value, None);
    assert_ne!(study::content(&card), before, "a review says what was shown");
    say(&mut state, &made.id, CardChange::Edit(None));
    assert_eq!(on_screen(&state), made);
}

#[test]
fn an_edit_outlives_the_card_it_was_made_from_and_is_lost_only_with_its_sentence() {
    let mut state = studying();
    let made = edited(&mut state, "Сколько их было?", "много");
    let entry = state.deck.lessons[&id("sample")].clone();
    let Action::Extracted { mut lesson, .. } = read_by(Morphology::bundled(), 0, SAMPLE) else { unreachable!() };
    lesson.cards.retain(|card| card.id != made.id);
    let open = Open::new(id("sample"), (*lesson).clone(), Vec::new(), true);
    let revived = cards::card(&open, &entry, &made.id).expect("it is anchored again").into_owned();
    assert_eq!((revived.evidence, revived.answer.text.as_str()), (made.evidence.clone(), "много"));
    assert!(cards::studied(&open, &entry, NOW).iter().any(|card| card.id == made.id));
    assert!(cards::orphans(&open, &entry).is_empty());

    let sentence = made.evidence[0].sentence.of(&lesson.document.text).to_owned();
    lesson.document.text = lesson.document.text.replace(&sentence, "Здесь было другое.");
    let open = Open::new(id("sample"), *lesson, Vec::new(), true);
    assert_eq!(cards::card(&open, &entry, &made.id), None);
    assert_eq!(cards::orphans(&open, &entry).len(), 1);
}

/// A card that was made elsewhere, on the paragraph of its note.
fn elsewhere(card: &str, paragraph: &str) -> Body {
    let quote = Quote { exact: paragraph.to_owned(), prefix: String::new(), suffix: String::new(), answer: (0, 2) };
    let edit = Edit {
        prompt: vec![Piece::Text(format!("{card}?"))],
        answer: "да".to_owned(),
        accepts: Vec::new(),
        kind: CardKind::Question,
        facts: Vec::new(),
        evidence: vec![quote],
    };
    Body::CardEdited { lesson: id("notes"), card: CardId(card.to_owned()), edit: Some(edit) }
}

#[test]
fn cards_that_were_made_elsewhere_are_asked_in_the_order_of_their_notes_and_without_their_text_too() {
    let text = "Второй абзац — два\n\nПервый абзац — один";
    let added = Body::LessonAdded {
        lesson: id("notes"),
        title: "Записи".to_owned(),
        text: text.to_owned(),
        source: Source::default(),
        structure: None,
        seed: 1,
    };
    let bodies = [
        added,
        Body::CardsWanted { lesson: id("notes"), count: Some(0) },
        elsewhere("a", "Первый абзац — один"),
        elsewhere("b", "Второй абзац — два"),
        elsewhere("c", "Второй абзац — два"),
        elsewhere("d", "Этого абзаца больше нет"),
    ];
    let event = |(number, body)| {
        let device = DeviceId("ankiankianki0000".to_owned());
        Event { id: EventId { device, number }, at: NOW.at, offset: 0, body }
    };
    let deck = Deck::of(&(1..).zip(bodies).map(event).collect::<Vec<_>>());
    let Action::Extracted { lesson, .. } = read_by(Morphology::bundled(), 0, text) else { unreachable!() };
    let open = Open::new(id("notes"), *lesson, Vec::new(), true);
    let entry = &deck.lessons[&id("notes")];
    let listed = cards::listed(&open, entry);
    let listed: Vec<(&str, usize)> = listed.iter().map(|card| (card.id.0.as_str(), card.evidence.len())).collect();
    assert_eq!(listed, [("d", 0), ("b", 1), ("c", 1), ("a", 1)]);
    assert!(cards::orphans(&open, entry).is_empty());
    let siblings = |name: &str| {
        let card = cards::card(&open, entry, &CardId(name.to_owned())).expect("a card").into_owned();
        card.siblings
    };
    assert!(siblings("b") == siblings("c") && siblings("a") != siblings("b") && siblings("d").is_none());
    assert_eq!(open.paragraph("Первый абзац — один").map(|span| span.of(text)), Some("Первый абзац — один"));
    assert_eq!(open.paragraph("Первый абзац"), None);

    // They are as they came until the learner writes them anew, and still stand on their paragraph then.
    let mut work = entry.card(&CardId("a".to_owned())).cloned().expect("what was done with it");
    assert!(!CardFilter::Edited.takes(Some(&work)));
    let card = cards::card(&open, entry, &CardId("a".to_owned())).expect("a card").into_owned();
    let edit = cards::edit(&card, text, "Иначе?", "один", "").expect("an edit");
    work.edit = Some(Rc::new(edit));
    assert!(CardFilter::Edited.takes(Some(&work)));
    let mut entry = entry.clone();
    Rc::make_mut(&mut entry.work).cards.insert(card.id.clone(), work);
    let turned = read_by(Morphology::bundled(), 0, "Первый абзац — один\n\nДругой");
    let Action::Extracted { lesson, .. } = turned else { unreachable!() };
    let open = Open::new(id("notes"), *lesson, Vec::new(), true);
    let found = cards::card(&open, &entry, &card.id).expect("it is still asked").into_owned();
    assert_eq!((found.evidence.len(), found.answer.text.as_str()), (1, "один"));
}

#[test]
fn an_edit_says_something_and_has_one_blank() {
    let card = made(CardKind::Cloze, "3");
    let edit = |prompt, answer| cards::edit(&card, "", prompt, answer, "");
    assert_eq!(edit("  ", "3"), None);
    assert_eq!(edit("Было ____", " "), None);
    let written = |prompt| edit(prompt, "3").map(|edit| cards::written(&edit.prompt));
    assert_eq!(written("____").as_deref(), Some("____"));
    assert_eq!(written("Было ______ т.").as_deref(), Some("Было ____ т."));
    assert_eq!(written("Было ____, стало ____.").as_deref(), Some("Было ____, стало …."));
}

#[test]
fn more_cards_come_when_they_are_wanted() {
    let mut state = studying();
    let open = state.open.clone().expect("a lesson");
    let count = |state: &AppState| cards::count(&open, &state.deck.lessons[&id("sample")]);
    let before = count(&state);
    let want = |state: &mut AppState, wanted| {
        let effects = state.reduce(Action::Want { count: wanted, now: later(1) });
        state.reduce(stored(&effects));
    };
    want(&mut state, Some(before as u32 + 5));
    assert_eq!(count(&state), before + 5);
    want(&mut state, Some(u32::MAX));
    assert_eq!(count(&state), open.lesson.cards.len());
    want(&mut state, None);
    assert_eq!(count(&state), before);
}
