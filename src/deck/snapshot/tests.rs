use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use proptest::prelude::*;

use super::super::gone::{Gone, hash};
use super::super::tests::{
    DAY, added, any_body, any_log, card, chart, device, estimated, events, grades, guess, id, lesson, reviewed,
};
use super::super::{
    Body, CardWork, ChartWork, Deck, DeviceId, Edit, Entry, Event, EventId, Grade, LessonId, PastReview, Work, snapshot,
};
use super::{MARK, VERSION, read, write};
use crate::card::CardKind;
use crate::fact::Quote;

type Shown =
    (BTreeMap<LessonId, Entry>, BTreeMap<String, String>, BTreeMap<LessonId, Rc<Work>>, BTreeMap<LessonId, Gone>);

/// What a deck shows, but for cards, charts and lessons without anything to show.
fn without_empty_cards(deck: &Deck) -> Shown {
    let (mut lessons, mut kept) = (deck.lessons.clone(), deck.kept.clone());
    let works = lessons.values_mut().map(|entry| &mut entry.work).chain(kept.values_mut());
    works.for_each(|work| {
        let work = Rc::make_mut(work);
        work.cards.retain(|_, card| *card != CardWork::default());
        work.charts.retain(|_, chart| *chart != ChartWork::default());
    });
    kept.retain(|_, work| **work != Work::default());
    (lessons, deck.settings.clone(), kept, deck.gone.clone())
}

#[test]
fn everything_that_is_said_of_a_card_is_in_a_snapshot() {
    let edit = Edit {
        prompt: vec![crate::card::Piece::Text("Было ".into()), crate::card::Piece::Blank],
        answer: "3".into(),
        accepts: vec!["три".into()],
        kind: CardKind::Typed,
        facts: vec![crate::fact::FactId("f".into())],
        evidence: vec![Quote { exact: "a".into(), prefix: "b".into(), suffix: "c".into(), answer: (1, 300) }],
    };
    let said = CardWork {
        reviews: vec![PastReview { event: id(1, 7), at: -5, offset: -570, grade: Grade::Hard, took: u32::MAX }],
        estimates: vec!["1..2 90% holds".into()],
        flag: Some("".into()),
        is_suspended: true,
        buried: Some((i64::MIN, 840)),
        form: Some(CardKind::Criticism),
        edit: Some(Rc::new(edit)),
    };
    let mut deck = Deck::of(&events([added(1, "лён"), Body::CardsWanted { lesson: lesson(2), count: Some(u32::MAX) }]));
    deck.card(&lesson(1), &card(1)).clone_from(&said);
    let resumed = snapshot::read(&snapshot::write(&deck).unwrap()).unwrap();
    assert_eq!((&resumed.lessons, &resumed.kept), (&deck.lessons, &deck.kept));
    assert_eq!(snapshot::heads(&resumed), BTreeMap::from([(device(1), 2)]));
}

#[test]
fn what_was_reviewed_today_is_known_where_a_snapshot_has_folded_it_too() {
    let log =
        events([added(1, ""), reviewed(1, 1, Grade::Easy), reviewed(1, 2, Grade::Easy), reviewed(2, 1, Grade::Easy)]);
    let whole = Deck::of(&log);
    for folded in 1..=log.len() {
        let mut deck = snapshot::read(&snapshot::write(&Deck::of(&log[..folded])).unwrap()).unwrap();
        deck.extend(&log[folded..]);
        for since in [log[0].at, log[1].at, log[2].at, log[3].at, log[3].at + 1] {
            let found = |deck: &Deck| {
                let cards = deck.reviewed_since(since).into_iter();
                cards.map(|(lesson, card)| (lesson.clone(), card.clone())).collect::<BTreeSet<_>>()
            };
            assert_eq!(found(&deck), found(&whole), "{folded} folded");
        }
    }
    assert_eq!(whole.history(&lesson(2), &card(1)).len(), 1, "of a lesson that is not in the library");
}

#[test]
fn a_resumed_deck_takes_back_a_review_but_not_what_came_before_it() {
    let log = events([
        added(1, ""),
        reviewed(1, 1, Grade::Easy),
        reviewed(1, 1, Grade::Good),
        Body::Undone { event: id(1, 3) },
    ]);
    let mut deck = snapshot::read(&snapshot::write(&Deck::of(&log[..2])).unwrap()).unwrap();
    deck.extend(&log[2..]);
    assert_eq!((grades(&deck, 1, 1), deck.needs_all_events()), (vec![Grade::Easy], false));
    deck.apply(&Event { id: id(1, 5), at: 9 * DAY, offset: 0, body: Body::Undone { event: id(1, 2) } });
    assert_eq!((grades(&deck, 1, 1), deck.needs_all_events()), (vec![Grade::Easy], true));
}

#[test]
fn a_snapshot_leaves_out_the_last_events_but_for_those_that_take_back_what_is_in_it() {
    let suspended = Body::CardSuspended { lesson: lesson(1), card: card(1), suspended: true };
    let undo = |number| Body::Undone { event: id(1, number) };
    let log = events([
        added(1, ""),
        suspended.clone(),
        reviewed(1, 1, Grade::Good),
        undo(2),
        suspended,
        undo(5),
        reviewed(1, 1, Grade::Easy),
    ]);
    let lengths = |recent| {
        let (before, after) = snapshot::part(log.clone(), recent);
        (before.len(), after.len())
    };
    assert_eq!([1, 2, 3, 4, 5, 6, 7].map(lengths), [(6, 1), (6, 1), (4, 3), (4, 3), (4, 3), (1, 6), (0, 7)]);
}

#[test]
fn whatever_was_taken_back_after_a_snapshot_costs_a_start_no_log() {
    let mut log = events([
        added(1, ""),
        reviewed(1, 1, Grade::Easy),
        Body::CardBuried { lesson: lesson(1), card: card(1), buried: true },
        estimated(1, 2, "1..2 90% holds"),
        Body::Undone { event: id(1, 3) },
        Body::Undone { event: id(1, 4) },
        reviewed(1, 1, Grade::Hard),
    ]);
    // And a clock that was set back.
    log[6].at = 0;
    let mut deck = snapshot::read(&snapshot::write(&Deck::of(&log[..2])).unwrap()).unwrap();
    deck.extend(&log[2..]);
    assert_eq!((grades(&deck, 1, 1), deck.needs_all_events()), (vec![Grade::Easy, Grade::Hard], false));
    let work = &deck.lessons[&lesson(1)].work;
    assert_eq!((work.cards[&card(1)].buried, work.cards.get(&card(2))), (None, None));
    let undo = Event { id: id(1, 8), at: 9 * DAY, offset: 0, body: Body::Undone { event: id(1, 7) } };
    deck.apply(&undo);
    assert_eq!((grades(&deck, 1, 1), deck.needs_all_events()), (vec![Grade::Easy], false));
}

#[test]
fn what_is_said_of_cards_and_charts_and_a_deletion_are_taken_back_on_screen_without_the_log() {
    let (lesson, card, chart) = (|| lesson(1), || card(1), || chart(1));
    let guessed = |value| Body::ChartGuessed { lesson: lesson(), chart: chart(), guesses: vec![guess(value)] };
    let flagged =
        |note: &str| Body::CardFlagged { lesson: lesson(), card: card(), flagged: true, note: Some(note.to_owned()) };
    let said = [
        flagged("a"),
        Body::CardSuspended { lesson: lesson(), card: card(), suspended: true },
        Body::CardBuried { lesson: lesson(), card: card(), buried: true },
        Body::CardFormed { lesson: lesson(), card: card(), kind: Some(CardKind::Typed) },
        estimated(1, 1, "1..2 90% holds"),
        guessed(1),
        Body::ChartHidden { lesson: lesson(), chart: chart(), hidden: true },
        Body::LessonDeleted { lesson: lesson() },
    ];
    let before = [added(1, ""), flagged("b"), estimated(1, 1, "3..4 90% misses"), guessed(2)];
    let log = events(before.into_iter().chain(said));
    let mut deck = snapshot::read(&snapshot::write(&Deck::of(&log[..4])).unwrap()).unwrap();
    let mut shown = vec![without_empty_cards(&deck)];
    for event in &log[4..] {
        deck.apply(event);
        shown.push(without_empty_cards(&deck));
    }
    let mut next = log.len() as u64;
    let mut undo = |deck: &mut Deck, event: &Event| {
        next += 1;
        let body = Body::Undone { event: event.id.clone() };
        deck.apply(&Event { id: id(1, next), at: 99 * DAY, offset: 0, body });
    };
    // The first of all, while the others stand: what the snapshot has of it comes back.
    let mut other = deck.clone();
    undo(&mut other, &log[4]);
    assert_eq!(other.kept[&lesson()].cards[&card()].flag, Some("b".into()));
    for (event, before) in log[4..].iter().zip(&shown).rev() {
        undo(&mut deck, event);
        assert_eq!((&without_empty_cards(&deck), deck.needs_all_events()), (before, false), "{event:?}");
    }
}

#[test]
fn a_record_that_cannot_be_read_does_not_have_everything_behind_it_read_again() {
    let log = events([added(1, ""), reviewed(1, 1, Grade::Good), reviewed(1, 1, Grade::Good)]);
    let with_gap = Deck::of(&[log[0].clone(), log[2].clone()]);
    let resumed = snapshot::read(&snapshot::write(&with_gap).unwrap()).unwrap();
    assert_eq!(resumed.known_up_to(), BTreeMap::from([(device(1), 3)]));
}

#[test]
fn what_two_devices_did_after_a_snapshot_is_taken_in_without_the_log() {
    let at = |name, number, days: i64, card| Event {
        id: id(name, number),
        at: days * DAY,
        offset: 0,
        body: reviewed(1, card, Grade::Good),
    };
    let base = Deck::of(&events([added(1, "")]));
    let mut deck = snapshot::read(&snapshot::write(&base).unwrap()).unwrap();
    // By device, as a store gives them.
    deck.extend(&[at(1, 2, 5, 1), at(1, 3, 7, 1), at(2, 1, 4, 2), at(2, 2, 6, 2)]);
    assert!(!deck.needs_all_events());
    assert_eq!((grades(&deck, 1, 1).len(), grades(&deck, 1, 2).len()), (2, 2));
}

#[test]
fn a_deleted_lesson_is_known_by_its_text_and_comes_back_after_a_snapshot_too() {
    let deleted = || Body::LessonDeleted { lesson: lesson(1) };
    // Two devices have deleted it.
    let mut log = events([added(1, "лён"), reviewed(1, 1, Grade::Good), deleted(), deleted()]);
    log[3].id = id(2, 1);
    let whole = Deck::of(&log);
    assert_eq!(whole.gone[&lesson(1)].by, [id(1, 3), id(2, 1)]);
    let resumed = snapshot::read(&snapshot::write(&whole).unwrap()).unwrap();
    for deck in [&whole, &resumed] {
        assert_eq!((deck.gone_with("лён"), deck.gone_with("лен"), deck.gone_with("")), (Some(&lesson(1)), None, None));
        // Its text again brings the history with it.
        let mut again = deck.clone();
        again.apply(&Event { id: id(1, 5), at: 9 * DAY, offset: 0, body: added(1, "лён") });
        assert_eq!((grades(&again, 1, 1), again.gone.len(), again.needs_all_events()), (vec![Grade::Good], 0, false));
    }
    // The last first, as each is nothing but a look back.
    let undos = (5..).zip(whole.gone[&lesson(1)].by.iter().rev());
    let undos = undos.map(|(number, event)| {
        let body = Body::Undone { event: event.clone() };
        Event { id: id(1, number), at: 9 * DAY, offset: 0, body }
    });
    let undos: Vec<Event> = undos.collect();
    let (mut back, mut short) = (whole.clone(), resumed);
    undos.iter().for_each(|undo| back.apply(undo));
    assert_eq!((&*back.lessons[&lesson(1)].text, grades(&back, 1, 1), back.gone.len()), ("лён", vec![Grade::Good], 0));
    undos.iter().for_each(|undo| short.apply(undo));
    assert!(short.needs_all_events(), "its text is in the log");
    log.extend(undos);
    assert_eq!(without_empty_cards(&Deck::of(&log)), without_empty_cards(&back));
}

/// A whole snapshot, as if another version had made it.
fn of_version(version: u64) -> Vec<u8> {
    let body = Body::SettingChanged { key: "theme".to_owned(), value: "dark".to_owned() };
    let id = EventId { device: DeviceId("1".to_owned()), number: 1 };
    let bytes = write(&Deck::of(&[Event { id, at: 0, offset: 0, body }])).expect("a snapshot");
    let (mark, rest) = (&bytes[..MARK.len()], &bytes[MARK.len() + 8..]);
    assert_eq!(u64::from(rest[0]), VERSION, "it fits into one byte");
    let rest = [&[version as u8], &rest[1..]].concat();
    [mark, &hash(&rest).to_le_bytes(), &rest].concat()
}

#[test]
fn a_snapshot_of_any_earlier_or_later_version_gives_way_to_the_log() {
    assert!(read(&of_version(VERSION)).is_some());
    for version in (0..VERSION).chain([VERSION + 1, 127]) {
        assert_eq!(read(&of_version(version)), None, "version {version}");
    }
}

proptest! {
    /// A start from a snapshot needs nothing but what has come after it, whatever that takes back.
    #[test]
    fn what_came_after_a_snapshot_is_folded_without_the_log(log in any_log(), recent in 0..24usize) {
        let (before, mut after) = snapshot::part(log.clone(), recent);
        prop_assert!(after.len() <= recent);
        // By device, as a store gives them.
        after.sort_by(|a, b| a.id.cmp(&b.id));
        let mut resumed = snapshot::read(&snapshot::write(&Deck::of(&before)).unwrap()).unwrap();
        resumed.extend(&after);
        prop_assert!(!resumed.needs_all_events());
        prop_assert_eq!(without_empty_cards(&resumed), without_empty_cards(&Deck::of(&log)));
    }

    /// Whatever is said of cards and charts after a start is taken back in any order, and no more of the log is needed for it.
    #[test]
    fn a_resumed_deck_takes_back_what_is_said_of_cards_and_charts(
        log in any_log(),
        bodies in prop::collection::vec(any_body(), 0..12),
        order in any::<prop::sample::Index>(),
    ) {
        let is_said = |body: &Body| {
            matches!(
                body,
                Body::Reviewed(_)
                    | Body::CardSuspended { .. }
                    | Body::ChartHidden { .. }
                    | Body::ChartGuessed { .. }
                    | Body::LessonRenamed { .. }
                    | Body::LessonAdded { .. }
            )
        };
        let mut known = log.clone();
        let mut resumed = snapshot::read(&snapshot::write(&Deck::of(&log)).unwrap()).unwrap();
        let mut number = 1000;
        let mut add = |resumed: &mut Deck, body| {
            number += 1;
            let event = Event { id: id(2, number), at: 1000 + number as i64, offset: 0, body };
            resumed.apply(&event);
            known.push(event);
            let whole = Deck::of(&known);
            assert!(!resumed.needs_all_events());
            assert_eq!(without_empty_cards(resumed), without_empty_cards(&whole));
            number
        };
        let said: Vec<u64> = bodies.into_iter().filter(is_said).map(|body| add(&mut resumed, body)).collect();
        for turn in 0..said.len() {
            let event = id(2, said[(turn + order.index(said.len())) % said.len()]);
            add(&mut resumed, Body::Undone { event });
        }
    }

    /// A deck that was resumed from a snapshot shows what the whole log would, or says that it cannot.
    #[test]
    fn a_resumed_deck_is_the_one_that_it_was_made_from(log in any_log(), recent in 0..24usize, late in 0..4usize) {
        let (mut before, after) = snapshot::part(log.clone(), recent);
        prop_assert!(after.len() <= recent.min(log.len()));
        // Some of what belongs before it has not come yet.
        let missing = before.split_off(before.len().saturating_sub(late));
        let bytes = snapshot::write(&Deck::of(&before)).unwrap();
        let mut resumed = snapshot::read(&bytes).unwrap();
        prop_assert_eq!(snapshot::write(&resumed).unwrap(), bytes);
        let mut known = before.clone();
        let mut shown = without_empty_cards(&resumed);
        prop_assert_eq!(&shown, &without_empty_cards(&Deck::of(&known)));
        for event in missing.iter().rev().chain(&before).chain(&after) {
            resumed.apply(event);
            known.push(event.clone());
            if resumed.needs_all_events() {
                prop_assert_eq!(without_empty_cards(&resumed), shown, "what is shown stays");
                prop_assert_eq!(snapshot::write(&resumed), None);
                resumed = Deck::of(&known);
            }
            shown = without_empty_cards(&resumed);
            prop_assert_eq!(&shown, &without_empty_cards(&Deck::of(&known)));
        }
    }

    #[test]
    fn a_damaged_snapshot_is_not_read(log in any_log(), place in any::<prop::sample::Index>(), flip in 1..=255u8, is_cut: bool) {
        let mut bytes = snapshot::write(&Deck::of(&log)).unwrap();
        let at = place.index(bytes.len());
        if is_cut { bytes.truncate(at) } else { bytes[at] ^= flip }
        prop_assert_eq!(snapshot::read(&bytes), None);
    }
}
