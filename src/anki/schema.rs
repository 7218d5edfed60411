//! Anki's tables → [`Collection`]: of the old form, which keeps kinds of notes and decks as JSON, and of the new one, which has tables
//! with packed settings.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::collection::{Card, Collection, Deck, Kind, Note, ReviewKind, Reviewed, Standing, Template};
use super::packed;
use super::sqlite::{Damage, Database, Row};

/// Parts the fields of a note.
const FIELD_END: char = '\u{1f}';
/// The most bytes of the JSON of kinds and decks.
const LONGEST_JSON: usize = 64 << 20;
/// A clock is within so many minutes of UTC, and is set in quarters of an hour.
const FARTHEST: i64 = 14 * 60;

/// Everything that is there. Fails where it is no collection.
pub fn collection(bytes: &[u8]) -> Result<Collection, Damage> {
    let database = Database::open(bytes)?;
    let mut reader = Reader { database: &database, is_damaged: false };
    let mut collection = Collection::default();
    reader.head(&mut collection);
    if database.table("notetypes").is_some() {
        reader.kinds(&mut collection);
    }
    reader.notes(&mut collection)?;
    collection.is_damaged = reader.is_damaged;
    Ok(collection)
}

struct Reader<'a> {
    database: &'a Database<'a>,
    is_damaged: bool,
}

impl Reader<'_> {
    /// The rows of a table, as far as they are whole.
    fn rows(&mut self, table: &str, take: impl FnMut(Row<'_>)) -> Result<(), Damage> {
        let table = self.database.table(table).ok_or(Damage)?;
        self.is_damaged |= self.database.rows(table, take).is_err();
        Ok(())
    }

    /// What stands in the one row of `col`.
    fn head(&mut self, collection: &mut Collection) {
        let mut created = 0;
        let mut written = [const { String::new() }; 3];
        let is_there = self.rows("col", |row| {
            created = row.integer("crt");
            written = ["conf", "models", "decks"].map(|column| row.text(column).to_owned());
        });
        self.is_damaged |= is_there.is_err();
        let [conf, models, decks] = written;
        let mut west = json(&conf).and_then(|conf| conf.get("creationOffset")?.as_i64());
        let _ = self.rows("config", |row| {
            if row.text("key") == "creationOffset" {
                west = str::from_utf8(row.bytes("val")).ok().and_then(|number| number.trim().parse().ok());
            }
        });
        collection.offset = offset(west, created);
        if let Some(Json::Object(models)) = json(&models) {
            collection.kinds = models.iter().filter_map(|(id, model)| Some((id.parse().ok()?, kind(model)))).collect();
        }
        if let Some(Json::Object(decks)) = json(&decks) {
            let deck = |deck: &Json| Deck { name: text(deck, "name"), changed: number(deck, "mod") };
            collection.decks = decks.iter().filter_map(|(id, known)| Some((id.parse().ok()?, deck(known)))).collect();
        }
    }

    /// The tables of the new form.
    fn kinds(&mut self, collection: &mut Collection) {
        let mut kinds: BTreeMap<i64, Kind> = BTreeMap::new();
        let mut decks = BTreeMap::new();
        let mut missing = self.rows("notetypes", |row| {
            let kind = Kind {
                name: row.text("name").to_owned(),
                has_deletions: packed::number(row.bytes("config"), 1) == Some(1),
                changed: row.integer("mtime_secs"),
                ..Kind::default()
            };
            kinds.insert(row.integer("id"), kind);
        });
        missing = missing.and(self.rows("fields", |row| {
            if let Some(kind) = kinds.get_mut(&row.integer("ntid")) {
                // They come in their order, as the table is kept by it.
                kind.fields.push(row.text("name").to_owned());
            }
        }));
        missing = missing.and(self.rows("templates", |row| {
            if let Some(kind) = kinds.get_mut(&row.integer("ntid")) {
                let side = |field| {
                    let bytes = packed::bytes(row.bytes("config"), field).unwrap_or_default();
                    String::from_utf8_lossy(bytes).into_owned()
                };
                let template = Template { name: row.text("name").to_owned(), front: side(1), back: side(2) };
                kind.changed = kind.changed.max(row.integer("mtime_secs"));
                kind.templates.insert(row.integer("ord"), template);
            }
        }));
        missing = missing.and(self.rows("decks", |row| {
            let name = row.text("name").replace(FIELD_END, "::");
            decks.insert(row.integer("id"), Deck { name, changed: row.integer("mtime_secs") });
        }));
        self.is_damaged |= missing.is_err();
        (collection.kinds, collection.decks) = (kinds, decks);
    }

    /// What both forms have alike.
    fn notes(&mut self, collection: &mut Collection) -> Result<(), Damage> {
        self.rows("notes", |row| {
            let note = Note {
                guid: row.text("guid").to_owned(),
                kind: row.integer("mid"),
                changed: row.integer("mod"),
                tags: row.text("tags").trim().to_owned(),
                fields: row.text("flds").split(FIELD_END).map(str::to_owned).collect(),
            };
            collection.notes.insert(row.integer("id"), note);
        })?;
        self.rows("cards", |row| {
            // In a filtered deck, a card knows the one that it belongs to.
            let deck = Some(row.integer("odid")).filter(|deck| *deck != 0).unwrap_or(row.integer("did"));
            collection.cards.push(Card {
                id: row.integer("id"),
                note: row.integer("nid"),
                deck,
                number: row.integer("ord"),
                changed: row.integer("mod"),
                standing: match row.integer("queue") {
                    -1 => Standing::Suspended,
                    -2 | -3 => Standing::Buried,
                    _ => Standing::Asked,
                },
                flag: (row.integer("flags") & 7) as u8,
            });
        })?;
        // A deck that was shared has no log.
        let _ = self.rows("revlog", |row| {
            collection.reviews.push(Reviewed {
                at: row.integer("id"),
                card: row.integer("cid"),
                grade: row.integer("ease"),
                ease: row.integer("factor"),
                took: row.integer("time"),
                kind: match row.integer("type") {
                    0 => ReviewKind::Learning,
                    3 => ReviewKind::Filtered,
                    4 | 5 => ReviewKind::Manual,
                    _ => ReviewKind::Review,
                },
            });
        });
        Ok(())
    }
}

/// A kind of notes in the old form.
fn kind(model: &Json) -> Kind {
    let list = |name: &str| model.get(name).and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    let template = |(index, template): (usize, &Json)| {
        let made =
            Template { name: text(template, "name"), front: text(template, "qfmt"), back: text(template, "afmt") };
        (template.get("ord").and_then(Json::as_i64).unwrap_or(index as i64), made)
    };
    Kind {
        name: text(model, "name"),
        has_deletions: number(model, "type") == 1,
        fields: list("flds").iter().map(|field| text(field, "name")).collect(),
        templates: list("tmpls").iter().enumerate().map(template).collect(),
        changed: number(model, "mod"),
    }
}

fn json(written: &str) -> Option<Json> {
    Some(written).filter(|written| written.len() <= LONGEST_JSON).and_then(|written| serde_json::from_str(written).ok())
}

fn text(object: &Json, name: &str) -> String {
    object.get(name).and_then(Json::as_str).unwrap_or_default().to_owned()
}

fn number(object: &Json, name: &str) -> i64 {
    object.get(name).and_then(Json::as_i64).unwrap_or_default()
}

/// Minutes east of UTC: as the collection says it, else from the moment at which it was begun, which is set to four in the morning there.
fn offset(west: Option<i64>, created: i64) -> i16 {
    let by_start = || {
        let east = 4 * 60 - created.rem_euclid(24 * 60 * 60) / 60;
        if east > FARTHEST {
            east - 24 * 60
        } else if east < 1 - 12 * 60 {
            east + 24 * 60
        } else {
            east
        }
    };
    let said = west.and_then(i64::checked_neg);
    let east = said.unwrap_or_else(by_start);
    let is_real = (-FARTHEST..=FARTHEST).contains(&east) && east % 15 == 0 && (said.is_some() || created % 900 == 0);
    if is_real { east as i16 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_the_one_of_the_collection() {
        assert_eq!(offset(Some(-180), 0), 180);
        assert_eq!(offset(Some(300), 0), -300);
        assert_eq!(offset(Some(i64::MIN), 7), 0);
        // Begun at four in Moscow, in New York, in Delhi, in Auckland: 01:00, 09:00, 22:30 and 16:00 UTC.
        for (hours, minutes) in [(1.0, 180), (9.0, -300), (22.5, 330), (16.0, 720), (4.0, 0)] {
            assert_eq!(offset(None, 1_772_323_200 + (hours * 3600.0) as i64), minutes, "{hours}");
        }
        assert_eq!(offset(None, 1_772_323_201), 0);
    }
}
