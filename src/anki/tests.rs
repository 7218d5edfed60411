use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::sqlite::{Builder, Value};
use super::*;
use crate::card::{CardKind, Piece};
use crate::deck::{CardWork, Deck, Event, Grade};
use crate::store::record;

/// A note with its one card: guid, fields, when it was changed in seconds, the deck.
#[derive(Clone, Copy)]
struct Noted(&'static str, &'static str, i64, i64);

const DECK: i64 = 1_700_000_000_001;
const OTHER: i64 = 1_700_000_000_002;
const MODELS: &str = r#"{"7": {"name": "Basic", "type": 0, "mod": 0, "flds": [{"name": "Q"}, {"name": "A"}],
    "tmpls": [{"name": "1", "ord": 0, "qfmt": "{{Q}}", "afmt": "{{FrontSide}}<hr id=answer>{{A}}"}]}}"#;
/// The first of March 2026, noon, seconds.
const NOON: i64 = 1_772_366_400;

/// A collection of the old form; a row of the log is moment, card, grade, factor, kind. The cards have the numbers of their notes.
fn database(notes: &[Noted], log: &[(i64, i64, i64, i64, i64)], queue: i64) -> Vec<u8> {
    let text = |text: &str| Value::Text(text.to_owned());
    let number = Value::Integer;
    let mut builder = Builder::default();
    let decks =
        format!(r#"{{"{DECK}": {{"name": "История::1944", "mod": 5}}, "{OTHER}": {{"name": "Другое", "mod": 5}}}}"#);
    let col = vec![Value::Null, number(NOON), text(r#"{"creationOffset": -180}"#), text(MODELS), text(&decks)];
    builder.table(
        "col",
        "CREATE TABLE col (id integer primary key, crt integer, conf text, models text, decks text)",
        [(1, col)],
    );
    let note = |(id, Noted(guid, fields, changed, _)): (i64, &Noted)| {
        let fields = fields.replace('|', "\u{1f}");
        (id, vec![Value::Null, text(guid), number(7), number(*changed), text(" тыл "), text(&fields)])
    };
    let sql = "CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, tags text, flds text)";
    builder.table("notes", sql, (1..).zip(notes).map(note));
    let card = |(id, Noted(_, _, changed, deck)): (i64, &Noted)| {
        let is_first = id == 1;
        let queue = number(if is_first { queue } else { 0 });
        (id, vec![Value::Null, number(id), number(*deck), number(0), number(*changed), queue, number(0), number(0)])
    };
    let sql = "CREATE TABLE cards (id integer primary key, nid int, did int, ord int, mod int, queue int, odid int, flags int)";
    builder.table("cards", sql, (1..).zip(notes).map(card));
    let row = |(at, card, ease, factor, kind): &(i64, i64, i64, i64, i64)| {
        (*at, vec![Value::Null, number(*card), number(*ease), number(*factor), number(4000), number(*kind)])
    };
    let sql = "CREATE TABLE revlog (id integer primary key, cid int, ease int, factor int, time int, type int)";
    builder.table("revlog", sql, log.iter().map(row));
    builder.finish()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(body).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn package(notes: &[Noted], log: &[(i64, i64, i64, i64, i64)], queue: i64) -> Vec<u8> {
    zipped(&[("collection.anki2", &database(notes, log, queue)), ("media", b"{}")])
}

fn events(file: &[u8]) -> Vec<Event> {
    let (records, _) = read(file, "x.apkg", 0).expect("a file of Anki");
    records.iter().map(|record| record::decode(record).expect("a record")).collect()
}

fn work(deck: &Deck, lesson: &str, guid: &str) -> CardWork {
    let entry = deck.lessons.values().find(|entry| *entry.title == *lesson).expect("the lesson");
    entry.card(&card_id(guid, 0)).expect("the card").clone()
}

const RIVER: Noted = Noted("g1", "Приток <b>Волги</b>?|Ока", NOON, DECK);
const YEAR: Noted = Noted("g2", "Снята блокада?|1944 год", NOON, DECK);
const AT: i64 = NOON * 1000;
const DAY: i64 = 86_400_000;

#[test]
fn a_deck_is_a_lesson_with_its_cards_and_its_log() {
    let log =
        [(AT, 1, 3, 0, 0), (AT + 600_000, 1, 3, 2500, 0), (AT + DAY, 1, 0, 2500, 4), (AT + 2 * DAY, 1, 1, 2500, 1)];
    let file = package(&[RIVER, YEAR, Noted("g3", "Ещё?|Да", NOON, OTHER)], &log, -1);
    assert!(is_package(&file) && is_of_anki(&file));
    assert_eq!(read(&database(&[RIVER], &[], 0), "", 0), read(&package(&[RIVER], &[], 0), "", 0), "packed or not");
    let deck = Deck::of(&events(&file));
    let titles: Vec<&str> = deck.lessons.values().map(|entry| &*entry.title).collect();
    assert_eq!((titles.len(), titles.contains(&"Другое")), (2, true));
    let entry = deck.lessons.values().find(|entry| &*entry.title == "История / 1944").expect("the lesson");
    assert_eq!(&*entry.text, "История / 1944\n\nПриток Волги? — Ока.\n\nСнята блокада? — 1944 год.");
    assert_eq!(entry.work.wanted, Some(0));
    let river = work(&deck, "История / 1944", "g1");
    let edit = river.edit.expect("its words");
    assert_eq!(edit.prompt, [Piece::Text("Приток Волги?".into())]);
    assert_eq!((edit.answer.as_str(), edit.kind), ("Ока", CardKind::Question));
    let quote = &edit.evidence[0];
    assert_eq!(&quote.exact[quote.answer.0..quote.answer.1], "Ока");
    assert!(river.is_suspended);
    let reviews: Vec<(i64, Grade, u32, i16)> =
        river.reviews.iter().map(|review| (review.at, review.grade, review.took, review.offset)).collect();
    let expected = [(AT, Grade::Good), (AT + 600_000, Grade::Good), (AT + 2 * DAY, Grade::Again)];
    assert_eq!(reviews, expected.map(|(at, grade)| (at, grade, 4000, 180)));
}

#[test]
fn taken_in_twice_and_in_any_order_a_file_changes_nothing() {
    let first = package(&[RIVER, YEAR], &[(AT, 1, 3, 0, 0)], -1);
    assert_eq!(read(&first, "a.apkg", 1), read(&first, "b.apkg", 2));
    // A note was edited, another one added, its card taken up again; an answer came between.
    let notes = [Noted("g1", "Приток Волги?|Кама", NOON + 60, DECK), YEAR, Noted("g4", "Новое?|Да", NOON + 60, DECK)];
    let later = package(&notes, &[(AT - 5000, 1, 1, 0, 0), (AT, 1, 3, 0, 0), (AT + DAY, 1, 4, 2500, 1)], 0);
    let (first, later) = (events(&first), events(&later));
    let all = Deck::of(&[first.clone(), later.clone()].concat());
    for order in [[&later, &first, &later], [&first, &first, &later]] {
        let events: Vec<Event> = order.into_iter().flatten().cloned().collect();
        assert_eq!(Deck::of(&events).lessons, all.lessons);
    }
    let river = work(&all, "История / 1944", "g1");
    assert_eq!(river.edit.map(|edit| edit.answer.clone()).as_deref(), Some("Кама"));
    assert!(!river.is_suspended);
    assert_eq!(river.reviews.len(), 3, "each once");
    assert!(work(&all, "История / 1944", "g4").edit.is_some());
    // And no event has two tellings.
    let mut told: Vec<&Event> = first.iter().chain(&later).collect();
    told.sort_by(|a, b| a.id.cmp(&b.id));
    assert!(told.windows(2).all(|pair| pair[0].id != pair[1].id || pair[0] == pair[1]));
}

#[test]
fn what_the_learner_does_here_stays_when_an_old_file_comes_again() {
    let file = events(&package(&[RIVER], &[], 0));
    let lesson = Deck::of(&file).lessons.keys().next().expect("a lesson").clone();
    let id = |number| crate::deck::EventId { device: crate::deck::DeviceId("00c0ffee00c0ffee".into()), number };
    let own = |number, body| Event { id: id(number), at: AT + 9000, offset: 0, body };
    let own = [
        own(1, crate::deck::Body::CardsWanted { lesson: lesson.clone(), count: Some(12) }),
        own(2, crate::deck::Body::CardSuspended { lesson: lesson.clone(), card: card_id("g1", 0), suspended: true }),
    ];
    let later = events(&package(&[RIVER, YEAR], &[(AT, 1, 3, 0, 0)], 0));
    let deck = Deck::of(&[file, own.to_vec(), later].concat());
    assert_eq!(deck.lessons[&lesson].work.wanted, Some(12));
    assert!(work(&deck, "История / 1944", "g1").is_suspended);
}

#[test]
fn answers_that_count_no_longer_stay_in_the_log() {
    // Looked through only; forgotten on purpose; learned a second time.
    let looked = (AT + 3 * DAY, 1, 2, 0, 3);
    let forgotten =
        [(AT, 1, 3, 0, 0), (AT + DAY, 1, 3, 2500, 1), (AT + 2 * DAY, 1, 0, 0, 4), (AT + 4 * DAY, 1, 1, 2500, 0)];
    let anew =
        [(AT, 1, 3, 0, 0), (AT + DAY, 1, 3, 2500, 1), (AT + 4 * DAY, 1, 1, 2500, 0), (AT + 5 * DAY, 1, 3, 2500, 1)];
    for (log, left) in [(&forgotten[..], 1), (&anew[..], 2), (&[(AT, 1, 3, 0, 0), looked][..], 1)] {
        let events = events(&package(&[RIVER], log, 0));
        let reviewed = events.iter().filter(|event| matches!(event.body, crate::deck::Body::Reviewed(_))).count();
        assert_eq!(reviewed, log.iter().filter(|row| row.2 > 0).count());
        assert_eq!(work(&Deck::of(&events), "История / 1944", "g1").reviews.len(), left);
    }
}

#[test]
fn what_is_refused_is_said_why() {
    let collection = database(&[RIVER], &[], 0);
    let newer = zipped(&[("collection.anki2", &collection), ("meta", &[8, 9])]);
    let other = zipped(&[("word/document.xml", b"<w/>")]);
    let garbled = zipped(&[("collection.anki2", &[7; 5000])]);
    let unpackable = zipped(&[("collection.anki21b", &[7; 50]), ("collection.anki2", &collection)]);
    let empty = package(&[], &[], 0);
    let file = package(&[RIVER], &[], 0);
    for (bytes, why) in [
        (&newer[..], AnkiError::Newer),
        (&other, AnkiError::Foreign),
        (&garbled, AnkiError::Damaged),
        (&unpackable, AnkiError::Damaged),
        (&file[..file.len() - 60], AnkiError::Damaged),
        (&empty, AnkiError::Empty),
        (b"", AnkiError::Foreign),
        (b"\0\x01\x02\x03", AnkiError::Foreign),
    ] {
        assert_eq!(read(bytes, "", 0), Err(why));
    }
}

#[test]
fn damage_leaves_what_is_whole() {
    let notes: Vec<Noted> = (0..2000).map(|_| RIVER).collect();
    let mut collection = database(&notes, &[], 0);
    // A leaf of the notes, somewhere in the middle.
    let leaf = (0..collection.len()).step_by(4096).filter(|at| collection[*at] == 0x0d).nth(20).expect("a leaf");
    collection[leaf..leaf + 8].fill(0xff);
    let (_, summary) = read(&zipped(&[("collection.anki2", &collection)]), "", 0).expect("what is left");
    assert!(summary.is_damaged);
    assert!((1800..2000).contains(&summary.cards), "{}", summary.cards);
}

#[test]
fn text_is_known_by_its_headers() {
    assert!(is_of_anki("#separator:tab\n#html:true\nа\tб".as_bytes()));
    assert!(is_of_anki("\u{feff}#html:false\nа\tб".as_bytes()));
    assert!(!is_of_anki("# Заголовок: да\n\nТекст.".as_bytes()));
    assert!(!is_of_anki(&["ж".repeat(9000), "#separator:tab".to_owned()].concat().into_bytes()));
    let (records, summary) = read("Приток?\tОка\n".as_bytes(), "C:\\Мои\\реки.txt", AT).expect("a note");
    assert_eq!((summary.decks, summary.cards, records.len()), (1, 1, 3));
    let deck = Deck::of(&records.iter().filter_map(|record| record::decode(record)).collect::<Vec<_>>());
    assert_eq!(deck.lessons.values().map(|entry| (&*entry.title, entry.added)).collect::<Vec<_>>(), [("реки", AT)]);
}

proptest! {
    #[test]
    fn no_damage_makes_a_package_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30),
        in_zip: bool,
    ) {
        let log: Vec<(i64, i64, i64, i64, i64)> = (0..50).map(|row| (AT + row * DAY, row % 3, row % 5, 2500, row % 6)).collect();
        let mut bytes = database(&[RIVER, YEAR], &log, -2);
        if in_zip {
            bytes = zipped(&[("collection.anki2", &bytes)]);
        }
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let file = if in_zip { bytes } else { zipped(&[("collection.anki2", &bytes)]) };
        if let Ok((records, _)) = read(&file, "", 0) {
            prop_assert!(records.iter().all(|record| record::decode(record).is_some()));
        }
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..300), name in ".{0,20}", at: i64) {
        let _ = (is_of_anki(&bytes), read(&bytes, &name, at));
    }
}
