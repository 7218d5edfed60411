//! Any bytes as a package or as notes, and a collection that is damaged in any way: refused, or records that can be read back.
#![no_main]

use std::sync::LazyLock;

use konspekt::anki;
use konspekt::anki::sqlite::{Builder, Value};
use konspekt::store::record;
use konspekt_fuzz::within;
use libfuzzer_sys::fuzz_target;

static COLLECTION: LazyLock<Vec<u8>> = LazyLock::new(collection);

fuzz_target!(|bytes: &[u8]| {
    let damaged = damaged(bytes);
    within(bytes.len() + damaged.len(), || {
        for bytes in [bytes, &damaged] {
            anki::is_of_anki(bytes);
            if let Ok((records, _)) = anki::read(bytes, "notes.txt", 0) {
                assert!(records.iter().all(|record| record::decode(record).is_some()));
            }
        }
    });
});

/// A small collection, with the bytes changed that the input says: three bytes where, one byte what.
fn damaged(changes: &[u8]) -> Vec<u8> {
    let mut bytes = COLLECTION.clone();
    for change in changes.chunks_exact(4) {
        let at = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize % bytes.len();
        bytes[at] = change[3];
    }
    bytes
}

/// A note with two cards, one with deletions, and some answers.
fn collection() -> Vec<u8> {
    let (number, text) = (Value::Integer, |text: &str| Value::Text(text.to_owned()));
    let models = r#"{"7": {"name": "B", "type": 0, "flds": [{"name": "Q"}, {"name": "A"}], "tmpls": [
        {"name": "1", "ord": 0, "qfmt": "{{Q}}{{type:A}}", "afmt": "{{FrontSide}}<hr id=answer>{{#A}}{{A}}{{/A}}"},
        {"name": "2", "ord": 1, "qfmt": "{{text:A}}{{^Q}}-{{/Q}}", "afmt": "{{hint:Q}}"}]},
        "8": {"name": "C", "type": 1, "flds": [{"name": "T"}], "tmpls": [
        {"name": "1", "ord": 0, "qfmt": "{{cloze:T}}", "afmt": "{{cloze:T}}"}]}}"#;
    let mut builder = Builder::default();
    let col = vec![
        Value::Null,
        number(1_772_366_400),
        text("{}"),
        text(models),
        text(r#"{"5": {"name": "a::b", "mod": 5}}"#),
    ];
    builder.table(
        "col",
        "create table col (id integer primary key, crt int, conf text, models text, decks text)",
        [(1, col)],
    );
    let note = |id: i64, kind: i64, fields: &str| {
        (id, vec![Value::Null, text("guid"), number(kind), number(1_772_366_400), text(""), text(fields)])
    };
    let long = ["x<br>\u{1f}", &"ж &amp; [sound:a] ".repeat(500)].concat();
    let notes =
        [note(1, 7, "Приток <b>Волги</b>?\u{1f}Ока"), note(2, 8, "{{c1::a::b}} {{c2::c{{c1::d}}}}"), note(3, 7, &long)];
    builder.table(
        "notes",
        "create table notes (id integer primary key, guid text, mid int, mod int, tags text, flds text)",
        notes,
    );
    let card = |id: i64, note: i64, ord: i64| {
        (id, [Value::Null].into_iter().chain([note, 5, ord, 1_772_366_400, -1, 0, 1].map(Value::Integer)).collect())
    };
    let sql = "create table cards (id integer primary key, nid int, did int, ord int, mod int, queue int, odid int, flags int)";
    builder.table("cards", sql, [card(1, 1, 0), card(2, 1, 1), card(3, 2, 0), card(4, 2, 1), card(5, 3, 1)]);
    let row = |at: i64, kind: i64| {
        (
            1_772_366_400_000 + at * 86_400_000,
            [Value::Null].into_iter().chain([1, 3, 0, 4000, kind].map(Value::Integer)).collect(),
        )
    };
    let sql = "create table revlog (id integer primary key, cid int, ease int, factor int, time int, type int)";
    builder.table("revlog", sql, [row(0, 0), row(1, 1), row(2, 4), row(3, 0), row(4, 3)]);
    builder.finish()
}
