//! A package in the form that every Anki since 2012 reads: a zip with `collection.anki2`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::note::{Note, note};
use super::{Chosen, deck_name};
use crate::anki::sqlite::{Builder, Value};
use crate::export::archive;
use crate::fact::id::digest;

/// Ids in Anki are moments, milliseconds; ours are made of what they name, in a span of six years before Konspekt was there.
const FIRST_ID: u64 = 1_500_000_000_000;
const IDS: u64 = 200_000_000_000;
/// Our kind of notes never changes its id, by which Anki knows it; its moment (seconds) is raised whenever its template or a field changes.
const KIND: i64 = 1_499_999_000_004;
const KIND_NAME: &str = "Konspekt";
const KIND_CHANGED: i64 = 1_772_366_400;

const COL: &str = "CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, \
                   ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null, \
                   models text not null, decks text not null, dconf text not null, tags text not null)";
const NOTES: &str = "CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, \
                     usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null, \
                     flags integer not null, data text not null)";
const CARDS: &str = "CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null, \
                     mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null, \
                     ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, \
                     left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null)";
const REVLOG: &str = "CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null, \
                      ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, \
                      type integer not null)";
const GRAVES: &str = "CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null)";

const CSS: &str = ".card { font-family: sans-serif; font-size: 20px; line-height: 1.4; text-align: left; max-width: 36em; margin: 0 auto; }\n\
                   .evidence { margin-top: 1em; font-size: 85%; opacity: .8; }\n";

/// A package of these lessons, a deck each. `changed` is the moment of what they were made from, seconds: of two exports, Anki takes over
/// what is later. Fails where the archive cannot be made.
pub fn package(lessons: &[Chosen<'_>], changed: i64) -> Result<Vec<u8>, String> {
    let collection = collection(lessons, changed.max(1));
    archive::pack([("collection.anki2", collection.as_slice()), ("media", b"{}")])
}

fn collection(lessons: &[Chosen<'_>], changed: i64) -> Vec<u8> {
    let (mut notes, mut cards, mut decks) = (Vec::new(), Vec::new(), serde_json::Map::new());
    decks.insert("1".to_owned(), deck(1, "Default", 0));
    let (mut ids, mut due, mut homes) = (BTreeSet::new(), 0, BTreeMap::new());
    for lesson in lessons {
        // Anki knows a deck by its name: lessons of one title share theirs, in whatever order they come.
        let name = deck_name(lesson.title);
        let home = match homes.get(&name) {
            Some(home) => *home,
            None => id(&mut ids, "deck", lesson.lesson),
        };
        decks.insert(home.to_string(), deck(home, &name, changed));
        homes.insert(name, home);
        for card in lesson.cards {
            let Some(note) = note(card, lesson.text) else { continue };
            let id = id(&mut ids, "note", &card.id.0);
            due += 1;
            notes.push((id, note_row(&note, &card.id.0, changed)));
            cards.push((id, card_row(id, home, due, changed)));
        }
    }
    // A table is kept by its ids.
    notes.sort_by_key(|(id, _)| *id);
    cards.sort_by_key(|(id, _)| *id);
    let models = json!({KIND.to_string(): kind()});
    let number = Value::Integer;
    let text = |value: Json| Value::Text(value.to_string());
    let conf = json!({"curDeck": 1, "activeDecks": [1], "nextPos": due + 1, "sortType": "noteFld", "sortBackwards": false,
        "addToCur": true, "dayLearnFirst": false, "collapseTime": 1200, "timeLim": 0, "estTimes": true, "dueCounts": true,
        "newSpread": 0, "schedVer": 2, "curModel": KIND});
    let col = vec![
        Value::Null,
        // Four in the morning of a day long ago.
        number(1_500_004_800),
        number(changed.saturating_mul(1000)),
        number(changed.saturating_mul(1000)),
        number(11),
        number(0),
        number(0),
        number(0),
        text(conf),
        text(models),
        text(Json::Object(decks)),
        text(json!({"1": settings()})),
        text(json!({})),
    ];
    let mut builder = Builder::default();
    builder.table("col", COL, [(1, col)]);
    builder.table("notes", NOTES, notes);
    builder.table("cards", CARDS, cards);
    builder.table("revlog", REVLOG, []);
    builder.table("graves", GRAVES, []);
    builder.finish()
}

/// An id of what has this name, that nothing else in the file has.
fn id(known: &mut BTreeSet<i64>, domain: &str, name: &str) -> i64 {
    let digits = digest("anki id", &[domain, name]);
    let mut id = u64::from_str_radix(&digits[..15], 16).unwrap_or_default() % IDS + FIRST_ID;
    while !known.insert(id.cast_signed()) {
        id += 1;
    }
    id.cast_signed()
}

fn note_row(note: &Note, guid: &str, changed: i64) -> Vec<Value> {
    let (number, text) = (Value::Integer, |text: &str| Value::Text(text.to_owned()));
    let is_typed = if note.is_typed { "yes" } else { "" };
    let fields = [&note.question, &note.answer, &note.evidence, is_typed].join("\u{1f}");
    vec![
        Value::Null,
        text(guid),
        number(KIND),
        number(changed),
        number(-1),
        text(""),
        text(&fields),
        text(&note.question),
        // Anki reckons it itself.
        number(0),
        number(0),
        text(""),
    ]
}

/// A new card.
fn card_row(note: i64, deck: i64, due: i64, changed: i64) -> Vec<Value> {
    let mut row = vec![Value::Null];
    row.extend([note, deck, 0, changed, -1, 0, 0, due].map(Value::Integer));
    row.extend([0; 8].map(Value::Integer));
    row.push(Value::Text(String::new()));
    row
}

fn deck(id: i64, name: &str, changed: i64) -> Json {
    json!({"id": id, "name": name, "mod": changed, "usn": -1, "lrnToday": [0, 0], "revToday": [0, 0], "newToday": [0, 0],
        "timeToday": [0, 0], "collapsed": false, "browserCollapsed": false, "desc": "", "dyn": 0, "conf": 1, "extendNew": 0,
        "extendRev": 0})
}

fn settings() -> Json {
    json!({"id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0, "replayq": true, "dyn": false,
        "new": {"bury": false, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20},
        "rev": {"bury": false, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
        "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0}})
}

/// The kind of notes, with its one template.
fn kind() -> Json {
    const FRONT: &str = "{{Question}}{{#Typed}}\n{{type:Answer}}{{/Typed}}";
    const BACK: &str = "{{Question}}\n<hr id=answer>\n{{#Typed}}{{type:Answer}}{{/Typed}}{{^Typed}}{{Answer}}{{/Typed}}\n\
                        {{#Evidence}}<div class=\"evidence\">{{Evidence}}</div>{{/Evidence}}";
    let fields = ["Question", "Answer", "Evidence", "Typed"];
    let field = |(ord, name): (usize, &str)| json!({"name": name, "ord": ord, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "media": []});
    let template = json!({"name": "Card 1", "ord": 0, "qfmt": FRONT, "afmt": BACK, "bqfmt": "", "bafmt": "",
        "did": null, "bfont": "", "bsize": 0});
    let fields: Vec<Json> = fields.into_iter().enumerate().map(field).collect();
    json!({"id": KIND, "name": KIND_NAME, "type": 0, "mod": KIND_CHANGED, "usn": -1, "sortf": 0, "did": null,
        "tmpls": [template], "flds": fields, "css": CSS, "req": [[0, "any", [0]]],
        "latexPre": "", "latexPost": "", "latexsvg": false, "tags": [], "vers": []})
}
