use proptest::prelude::*;

use super::*;
use crate::card::CardKind;
use crate::extract::Amount;
use crate::fact::{FactId, Quote};
use crate::relate::RelationId;

pub(super) const DAY: i64 = 86_400_000;

pub(super) fn device(name: u8) -> DeviceId {
    DeviceId(format!("{name:016x}"))
}

pub(super) fn id(name: u8, number: u64) -> EventId {
    EventId { device: device(name), number }
}

pub(super) fn lesson(name: u8) -> LessonId {
    LessonId(format!("{name:016x}"))
}

pub(super) fn card(name: u8) -> CardId {
    CardId(format!("card {name}"))
}

pub(super) fn added(name: u8, text: &str) -> Body {
    let (title, text) = ("Лён".to_owned(), text.to_owned());
    Body::LessonAdded { lesson: lesson(name), title, text, source: Source::default(), structure: None, seed: 7 }
}

pub(super) fn reviewed(lesson_name: u8, card_name: u8, grade: Grade) -> Body {
    Body::Reviewed(Review {
        lesson: lesson(lesson_name),
        card: card(card_name),
        kind: CardKind::Cloze,
        answer: None,
        proposed: None,
        chosen: grade,
        took: 1500,
        content: String::new(),
    })
}

pub(super) fn estimated(lesson_name: u8, card_name: u8, answer: &str) -> Body {
    let Body::Reviewed(review) = reviewed(lesson_name, card_name, Grade::Good) else { unreachable!() };
    Body::Reviewed(Review { kind: CardKind::Estimate, answer: Some(answer.to_owned()), ..review })
}

/// Events of one device, numbered from 1, a day apart.
pub(super) fn events(bodies: impl IntoIterator<Item = Body>) -> Vec<Event> {
    let number = |(index, body)| Event { id: id(1, index as u64 + 1), at: index as i64 * DAY, offset: 180, body };
    bodies.into_iter().enumerate().map(number).collect()
}

pub(super) fn grades(deck: &Deck, lesson_name: u8, card_name: u8) -> Vec<Grade> {
    deck.lessons[&lesson(lesson_name)].history(&card(card_name)).iter().map(|review| review.grade).collect()
}

#[test]
fn a_lesson_is_added_renamed_and_studied() {
    let renamed = Body::LessonRenamed { lesson: lesson(1), title: "Хлопок".into() };
    let deck = Deck::of(&events([
        added(1, "В 1944 г. собрано 3 т."),
        renamed,
        reviewed(1, 1, Grade::Again),
        reviewed(1, 1, Grade::Good),
    ]));
    let entry = &deck.lessons[&lesson(1)];
    assert_eq!((&*entry.title, &*entry.text, entry.seed, entry.added), ("Хлопок", "В 1944 г. собрано 3 т.", 7, 0));
    assert_eq!(grades(&deck, 1, 1), [Grade::Again, Grade::Good]);
    assert_eq!(entry.history(&card(2)), []);
    let orphans: Vec<&CardId> = entry.orphans(|made| *made != card(1)).map(|(card, _)| card).collect();
    assert_eq!(orphans, [&card(1)]);
}

#[test]
fn an_undo_takes_back_a_review_and_an_undo_of_it_brings_it_back() {
    let mut log = events([
        added(1, ""),
        reviewed(1, 1, Grade::Easy),
        reviewed(1, 1, Grade::Again),
        Body::Undone { event: id(1, 3) },
    ]);
    assert_eq!(grades(&Deck::of(&log), 1, 1), [Grade::Easy]);
    log.extend(events(log.iter().map(|event| event.body.clone()).chain([Body::Undone { event: id(1, 4) }])));
    assert_eq!(grades(&Deck::of(&log), 1, 1), [Grade::Easy, Grade::Again]);
}

#[test]
fn undoing_an_added_lesson_or_a_setting_or_nothing_known_changes_nothing() {
    let theme = Setting::Theme(Theme::Dark).change();
    let deck = Deck::of(&events([
        added(1, ""),
        theme,
        Body::Undone { event: id(1, 1) },
        Body::Undone { event: id(1, 2) },
        Body::Undone { event: id(9, 9) },
        Body::Undone { event: id(1, 6) },
    ]));
    assert!(deck.lessons.contains_key(&lesson(1)));
    assert_eq!(deck.theme(), Theme::Dark);
}

#[test]
fn a_deleted_lesson_keeps_its_history_and_an_undo_brings_it_back() {
    let mut deck = Deck::default();
    for event in events([added(1, "лён"), reviewed(1, 1, Grade::Good), Body::LessonDeleted { lesson: lesson(1) }]) {
        deck.apply(&event);
    }
    assert!(deck.lessons.is_empty());
    assert_eq!(deck.kept[&lesson(1)].cards[&card(1)].reviews.len(), 1);

    let mut back = deck.clone();
    back.apply(&Event { id: id(1, 4), at: 4 * DAY, offset: 0, body: Body::Undone { event: id(1, 3) } });
    assert_eq!(&*back.lessons[&lesson(1)].text, "лён");
    assert_eq!(grades(&back, 1, 1), [Grade::Good]);

    let mut again = deck.clone();
    again.apply(&Event { id: id(1, 4), at: 4 * DAY, offset: 0, body: added(1, "лён и хлопок") });
    assert_eq!(&*again.lessons[&lesson(1)].text, "лён и хлопок");
    assert_eq!(grades(&again, 1, 1), [Grade::Good]);
}

#[test]
fn reviews_of_an_unknown_lesson_wait_for_it() {
    let deck = Deck::of(&events([reviewed(1, 1, Grade::Hard)]));
    assert_eq!(deck.kept[&lesson(1)].cards[&card(1)].reviews.len(), 1);
    let deck = Deck::of(&events([reviewed(1, 1, Grade::Hard), added(1, "")]));
    assert_eq!(grades(&deck, 1, 1), [Grade::Hard]);
    assert!(deck.kept.is_empty());
}

#[test]
fn what_is_said_of_a_card_holds_until_it_is_undone() {
    let at = || (lesson(1), card(1));
    let flagged = |flagged, note: Option<&str>| {
        let (lesson, card) = at();
        Body::CardFlagged { lesson, card, flagged, note: note.map(str::to_owned) }
    };
    let edit = Edit {
        prompt: vec![crate::card::Piece::Blank],
        answer: "3".into(),
        accepts: Vec::new(),
        kind: CardKind::Cloze,
        facts: Vec::new(),
        evidence: Vec::new(),
    };
    let suspended = Body::CardSuspended { lesson: lesson(1), card: card(1), suspended: true };
    let formed = Body::CardFormed { lesson: lesson(1), card: card(1), kind: Some(CardKind::Typed) };
    let edited = Body::CardEdited { lesson: lesson(1), card: card(1), edit: Some(edit.clone()) };
    let buried = Body::CardBuried { lesson: lesson(1), card: card(1), buried: true };
    let wanted = Body::CardsWanted { lesson: lesson(1), count: Some(40) };
    let log = events([flagged(true, Some("год")), suspended, formed, edited, wanted, buried, added(1, "")]);
    let deck = Deck::of(&log);
    let entry = &deck.lessons[&lesson(1)];
    let said = CardWork {
        flag: Some("год".into()),
        is_suspended: true,
        buried: Some((5 * DAY, 180)),
        form: Some(CardKind::Typed),
        edit: Some(Rc::new(edit)),
        ..CardWork::default()
    };
    assert_eq!((entry.card(&card(1)), entry.work.wanted), (Some(&said), Some(40)));

    let undone = (1..=6).map(|number| Body::Undone { event: id(1, number) });
    let bodies = log.into_iter().map(|event| event.body).chain(undone);
    assert_eq!(Deck::of(&events(bodies)).lessons[&lesson(1)].work, Rc::default());

    let deck = Deck::of(&events([added(1, ""), flagged(true, None), flagged(true, Some("x")), flagged(false, None)]));
    assert_eq!(deck.lessons[&lesson(1)].card(&card(1)).and_then(|card| card.flag.clone()), None);
}

#[test]
fn a_clock_set_back_does_not_turn_a_devices_deeds_around() {
    let mut log = events([added(1, ""), reviewed(1, 1, Grade::Good), Body::LessonDeleted { lesson: lesson(1) }]);
    log[2].at = -DAY;
    assert!(Deck::of(&log).lessons.is_empty());
    let mut undo = log.clone();
    undo[2].body = Body::Undone { event: id(1, 2) };
    assert_eq!(grades(&Deck::of(&undo), 1, 1), []);
}

#[test]
fn the_last_review_is_this_devices_and_not_yet_undone() {
    let mut log = events([added(1, ""), reviewed(1, 1, Grade::Good), reviewed(1, 2, Grade::Good)]);
    log.push(Event { id: id(2, 1), at: 9 * DAY, offset: 0, body: reviewed(1, 3, Grade::Good) });
    let mut deck = Deck::of(&log);
    let last = deck.last_review(&device(1), 0).unwrap();
    assert_eq!((last.event, last.lesson, last.card, last.at), (&id(1, 3), &lesson(1), &card(2), 2 * DAY));
    assert_eq!(deck.last_review(&device(1), 3 * DAY), None);

    deck.apply(&Event { id: id(1, 4), at: 3 * DAY, offset: 0, body: Body::Undone { event: id(1, 3) } });
    assert_eq!(deck.last_review(&device(1), 0).unwrap().card, &card(1));
    assert_eq!(deck.last_review(&device(3), 0), None);
}

#[test]
fn the_version_vector_names_the_highest_number_of_each_device() {
    let mut log = events([added(1, ""), reviewed(1, 1, Grade::Good)]);
    log.push(Event { id: id(2, 5), at: 0, offset: 0, body: reviewed(1, 3, Grade::Good) });
    assert_eq!(Deck::of(&log).version_vector(), BTreeMap::from([(&device(1), 2), (&device(2), 5)]));
}

pub(super) fn chart(number: u8) -> ChartId {
    ChartId(format!("chart {number}"))
}

pub(super) fn guess(value: i64) -> ChartGuess {
    ChartGuess {
        fact: FactId("f".into()),
        value: Amount::Decimal(value.into()),
        truth: Amount::Fraction(1, 3),
        right: false,
    }
}

fn made_chart() -> MadeChart {
    let quote = Quote { exact: "a".into(), prefix: "b".into(), suffix: "c".into(), answer: (1, 300) };
    MadeChart { title: "лён".into(), rows: vec![MadeRow { fact: FactId("f".into()), quote }] }
}

#[test]
fn what_is_said_of_charts_is_kept_undone_and_in_a_snapshot() {
    let guessed = |value| Body::ChartGuessed { lesson: lesson(1), chart: chart(1), guesses: vec![guess(value)] };
    let titled = Body::ChartTitled { lesson: lesson(1), chart: chart(1), title: Some("x".into()) };
    let hidden = Body::ChartHidden { lesson: lesson(1), chart: chart(1), hidden: true };
    let made = Body::ChartMade { lesson: lesson(1), chart: chart(2), made: Some(made_chart()) };
    let ordered = Body::ChartsOrdered { lesson: lesson(1), charts: vec![chart(2), chart(1)] };
    let log = events([guessed(1), guessed(-2), titled, hidden, made, ordered, added(1, "")]);
    let deck = Deck::of(&log);
    let entry = &deck.lessons[&lesson(1)];
    let first = ChartWork {
        guesses: vec![Rc::from([guess(1)]), Rc::from([guess(-2)])],
        title: Some("x".into()),
        is_hidden: true,
        made: None,
    };
    assert_eq!(entry.chart(&chart(1)), Some(&first));
    assert_eq!(entry.chart(&chart(2)).and_then(|work| work.made.as_deref()), Some(&made_chart()));
    assert_eq!(*entry.work.chart_order, [chart(2), chart(1)]);
    let resumed = snapshot::read(&snapshot::write(&deck).unwrap()).unwrap();
    assert_eq!(resumed.lessons, deck.lessons);

    let undone = (1..=6).map(|number| Body::Undone { event: id(1, number) });
    let bodies = log.into_iter().map(|event| event.body).chain(undone);
    assert_eq!(*Deck::of(&events(bodies)).lessons[&lesson(1)].work, Work::default());
}

#[test]
fn a_deck_that_was_made_while_something_was_written_takes_it_along() {
    let log = events([added(1, ""), reviewed(1, 1, Grade::Good), reviewed(1, 1, Grade::Easy)]);
    let whole = Deck::of(&log);
    let elsewhere = Event { id: id(2, 1), at: 0, offset: 0, body: reviewed(1, 2, Grade::Hard) };
    let snapshot = snapshot::write(&Deck::of(&log[..1])).unwrap();
    for mut made in [Deck::of(&[log[0].clone(), log[1].clone(), elsewhere]), snapshot::read(&snapshot).unwrap()] {
        made.go_on_from(&whole, &device(1));
        assert_eq!(grades(&made, 1, 1), [Grade::Good, Grade::Easy]);
        let again = made.clone();
        made.go_on_from(&whole, &device(1));
        assert_eq!(made, again);
    }
}

#[test]
fn what_a_store_may_hold_beside_is_asked_from_the_first_gap_on() {
    let log = events([reviewed(1, 1, Grade::Good), reviewed(1, 1, Grade::Good), reviewed(1, 1, Grade::Good)]);
    let mut deck = Deck::of(&log[..1]);
    assert_eq!(deck.known_up_to(), BTreeMap::from([(device(1), 1)]));
    deck.apply(&log[2]);
    assert_eq!(deck.known_up_to(), BTreeMap::from([(device(1), 1)]), "another tab has written the second");
    deck.apply(&log[1]);
    assert_eq!(deck.known_up_to(), BTreeMap::from([(device(1), 3)]));

    let mut resumed = snapshot::read(&snapshot::write(&Deck::of(&log[..1])).unwrap()).unwrap();
    resumed.apply(&log[2]);
    assert_eq!(resumed.known_up_to(), BTreeMap::from([(device(1), 1)]));
    resumed.apply(&log[1]);
    assert_eq!(resumed.known_up_to(), BTreeMap::from([(device(1), 3)]));
}

#[test]
fn of_an_import_nothing_new_is_looked_for_behind_its_gaps() {
    let device = DeviceId("anki0123456789ab".to_owned());
    let at = |number: u64| Event {
        id: EventId { device: device.clone(), number },
        at: number as i64,
        offset: 0,
        body: reviewed(1, 1, Grade::Good),
    };
    let deck = Deck::of(&[at(7_000), at(900_000)]);
    assert_eq!(deck.known_up_to(), BTreeMap::from([(device.clone(), 900_000)]));
    let resumed = snapshot::read(&snapshot::write(&deck).unwrap()).unwrap();
    assert_eq!((resumed.known_up_to(), resumed.needs_all_events()), (BTreeMap::from([(device, 900_000)]), false));
}

#[test]
fn taking_back_what_is_said_of_a_card_or_a_deletion_touches_no_other_lesson() {
    let suspended = Body::CardSuspended { lesson: lesson(1), card: card(1), suspended: true };
    let guessed = Body::ChartGuessed { lesson: lesson(1), chart: chart(1), guesses: vec![guess(1)] };
    let said = [reviewed(1, 1, Grade::Good), suspended, guessed, Body::LessonDeleted { lesson: lesson(1) }];
    // Each of something else too: whether what nothing is said of any more is still known, only a fold would tell.
    let hidden = Body::ChartHidden { lesson: lesson(1), chart: chart(1), hidden: true };
    let known = [added(1, ""), reviewed(1, 1, Grade::Easy), hidden, added(2, ""), reviewed(2, 1, Grade::Good)];
    let mut deck = Deck::of(&events(known));
    let before = (deck.lessons.clone(), deck.kept.clone());
    let (other, mut numbers) = (deck.lessons[&lesson(2)].work.clone(), 6..);
    let mut next = |deck: &mut Deck, body| {
        let number = numbers.next().unwrap_or_default();
        deck.apply(&Event { id: id(1, number), at: number as i64 * DAY, offset: 0, body });
        id(1, number)
    };
    let done: Vec<EventId> = said.into_iter().map(|body| next(&mut deck, body)).collect();
    for event in done.into_iter().rev() {
        next(&mut deck, Body::Undone { event });
    }
    assert_eq!((&deck.lessons, &deck.kept), (&before.0, &before.1));
    // A fold of everything would have made it anew.
    assert!(Rc::ptr_eq(&deck.lessons[&lesson(2)].work, &other));
}

pub(super) fn any_body() -> impl Strategy<Value = Body> {
    let grade = prop_oneof![Just(Grade::Again), Just(Grade::Hard), Just(Grade::Good), Just(Grade::Easy)];
    prop_oneof![
        2 => (0..3u8, "[а-я]{0,4}").prop_map(|(name, text)| added(name, &text)),
        1 => (0..3u8, "[а-я]{0,4}").prop_map(|(name, title)| Body::LessonRenamed { lesson: lesson(name), title }),
        1 => (0..3u8).prop_map(|name| Body::LessonDeleted { lesson: lesson(name) }),
        4 => (0..3u8, 0..3u8, grade).prop_map(|(lesson, card, grade)| reviewed(lesson, card, grade)),
        1 => (0..3u8, 0..3u8, "[1-9]").prop_map(|(lesson, card, answer)| estimated(lesson, card, &answer)),
        3 => (0..3u8, 1..9u64).prop_map(|(name, number)| Body::Undone { event: id(name, number) }),
        1 => "[ab]".prop_map(|key| Body::SettingChanged { value: key.clone(), key }),
        2 => (0..3u8, 0..3u8, any::<bool>()).prop_map(|(name, of, suspended)| {
            Body::CardSuspended { lesson: lesson(name), card: card(of), suspended }
        }),
        1 => (0..3u8, prop::option::of(0..9u32)).prop_map(|(name, count)| Body::CardsWanted { lesson: lesson(name), count }),
        1 => (0..3u8, 0..2u8, any::<bool>()).prop_map(|(name, of, hidden)| {
            Body::ChartHidden { lesson: lesson(name), chart: chart(of), hidden }
        }),
        1 => (0..3u8, "[аб]").prop_map(|(name, tag)| Body::LessonTagged { lesson: lesson(name), tags: vec![tag] }),
        2 => (0..3u8, "[ab]", prop::option::of("[xy]")).prop_map(|(name, fact, correction)| {
            Body::FactCorrected { lesson: lesson(name), fact: FactId(fact), correction }
        }),
        1 => (0..3u8, "[ab]", any::<bool>()).prop_map(|(name, relation, parted)| {
            Body::RelationParted { lesson: lesson(name), relation: RelationId(relation), parted }
        }),
        1 => (0..3u8, "[ab]", prop::option::of("[xy]")).prop_map(|(name, relation, made)| {
            Body::RelationMade { lesson: lesson(name), relation: RelationId(relation), made }
        }),
        1 => (0..3u8, 0..2u8, 0..9i64).prop_map(|(name, of, value)| {
            Body::ChartGuessed { lesson: lesson(name), chart: chart(of), guesses: vec![guess(value)] }
        }),
    ]
}

/// Up to three devices, whose clocks jump about.
pub(super) fn any_log() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec((0..3u8, 0..6i64, any_body()), 0..24).prop_map(|drafts| {
        let mut numbers = [0; 3];
        let event = |(name, at, body): (u8, i64, Body)| {
            let number = &mut numbers[usize::from(name)];
            *number += 1;
            Event { id: id(name, *number), at, offset: 0, body }
        };
        drafts.into_iter().map(event).collect()
    })
}

/// A log, and its events in another order, some of them twice.
fn log_and_shuffle() -> impl Strategy<Value = (Vec<Event>, Vec<Event>)> {
    any_log().prop_flat_map(|log| {
        let twice: Vec<Event> = log.iter().chain(log.iter().step_by(2)).cloned().collect();
        (Just(log), Just(twice).prop_shuffle())
    })
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_give_the_same_deck((log, shuffled) in log_and_shuffle()) {
        let deck = Deck::of(&log);
        prop_assert_eq!(&Deck::of(&shuffled), &deck);
        for order in [&log, &shuffled] {
            let mut stepwise = Deck::default();
            for event in order {
                stepwise.apply(event);
            }
            prop_assert_eq!(&stepwise, &deck);
        }
    }

    /// Two parts of a log that may overlap, each with events of every device.
    #[test]
    fn a_union_of_decks_does_not_ask_which_came_first((log, shuffled) in log_and_shuffle(), cut in 0..24usize, overlap in 0..6usize) {
        let (first, second) = (&shuffled[..(cut + overlap).min(shuffled.len())], &shuffled[cut.min(shuffled.len())..]);
        let mut one = Deck::of(first);
        one.extend(second);
        let mut other = Deck::of(second);
        other.extend(first);
        other.extend(second);
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(&one, &Deck::of(&log));
    }

    #[test]
    fn every_review_is_in_the_deck_unless_it_was_undone(log in any_log()) {
        let count = |deck: &Deck| {
            let of_lessons = deck.lessons.values().map(|entry| &entry.work);
            let works = of_lessons.chain(deck.kept.values()).flat_map(|work| work.cards.values());
            works.map(|card| card.reviews.len()).sum::<usize>()
        };
        let without_undos: Vec<Event> =
            log.iter().filter(|event| !matches!(event.body, Body::Undone { .. })).cloned().collect();
        let reviews = log.iter().filter(|event| matches!(event.body, Body::Reviewed(_))).count();
        prop_assert_eq!(count(&Deck::of(&without_undos)), reviews);
        prop_assert!(count(&Deck::of(&log)) <= reviews);
    }

    #[test]
    fn undoing_one_deed_after_another_leads_back_any_number_of_steps(log in any_log(), steps in 1..9usize) {
        // What one device does after all that; each deed one that can be taken back.
        let mut states = vec![Deck::of(&log)];
        let mut number = 1000;
        let mut next = |deck: &Deck, body: Body| {
            number += 1;
            let mut deck = deck.clone();
            deck.apply(&Event { id: id(1, number), at: 1000 + number as i64, offset: 0, body });
            deck
        };
        for step in 0..steps {
            let (lesson, card) = (lesson(0), card(step as u8 % 3));
            let body = match step % 4 {
                0 => reviewed(0, step as u8 % 3, Grade::Hard),
                1 => Body::CardSuspended { lesson, card, suspended: true },
                2 => Body::CardBuried { lesson, card, buried: true },
                _ => Body::LessonDeleted { lesson },
            };
            states.push(next(&states[step], body));
        }
        let mut deck = states[steps].clone();
        for before in states[..steps].iter().rev() {
            let last = deck.deeds(&device(1), 1000).next().map(|deed| deed.event.clone());
            deck = next(&deck, Body::Undone { event: last.unwrap() });
            prop_assert_eq!((&deck.lessons, &deck.kept), (&before.lessons, &before.kept));
        }
        prop_assert_eq!(deck.deeds(&device(1), 1000).next(), None);
    }

    #[test]
    fn undoing_the_last_review_gives_the_deck_without_it(log in any_log()) {
        let before = Deck::of(&log);
        let mut after = before.clone();
        let review = Event { id: id(1, 1000), at: 1000, offset: 0, body: reviewed(0, 0, Grade::Good) };
        after.apply(&review);
        prop_assert_eq!(after.last_review(&device(1), 1000).map(|last| last.event), Some(&review.id));
        after.apply(&Event { id: id(1, 1001), at: 1001, offset: 0, body: Body::Undone { event: review.id } });
        prop_assert_eq!((after.lessons, after.kept), (before.lessons, before.kept));
    }
}
