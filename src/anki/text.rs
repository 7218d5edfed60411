//! Anki's text export → [`Collection`]: notes a line, with headers that say what stands where. A line without any is question, answer and
//! whatever belongs to it.

use std::collections::BTreeMap;

use super::collection::{Card, Collection, Deck, Kind, Note, Template};
use super::{AnkiError, LARGEST, cloze};
use crate::fact::id::digest;

/// The most columns that are read.
const MOST_COLUMNS: usize = 100;
/// The most notes.
const MOST_NOTES: usize = 1_000_000;
/// The headers that a file can begin with.
const HEADERS: [&str; 10] = [
    "separator",
    "html",
    "columns",
    "deck",
    "notetype",
    "tags",
    "deck column",
    "notetype column",
    "tags column",
    "guid column",
];

/// What the headers say.
#[derive(Debug, Default)]
struct Headers {
    separator: Option<char>,
    is_html: Option<bool>,
    columns: Vec<String>,
    deck: Option<String>,
    kind: Option<String>,
    tags: String,
    /// Columns that are no fields, from 0.
    deck_column: Option<usize>,
    kind_column: Option<usize>,
    tags_column: Option<usize>,
    guid_column: Option<usize>,
}

/// Whether a text begins with such headers.
pub fn has_headers(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').lines().next().is_some_and(|line| header(line).is_some())
}

/// The name of a header and what it says.
fn header(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix('#')?.split_once(':')?;
    HEADERS.contains(&name.trim()).then_some((name.trim(), value.trim()))
}

/// The notes of a text. `name` is that of the deck for notes that name none; `changed` is the moment of the file, seconds.
pub fn collection(text: &str, name: &str, changed: i64) -> Result<Collection, AnkiError> {
    if text.len() > LARGEST {
        return Err(AnkiError::TooLarge);
    }
    let (headers, body) = headers(text.trim_start_matches('\u{feff}'));
    let separator = headers.separator.unwrap_or_else(|| guessed(body));
    let mut reading = Reading {
        headers,
        name,
        changed,
        collection: Collection::default(),
        decks: BTreeMap::new(),
        kinds: BTreeMap::new(),
    };
    for row in (Rows { rest: body, separator }).take(MOST_NOTES) {
        reading.take(row);
    }
    let collection = reading.collection;
    if collection.notes.is_empty() { Err(AnkiError::Empty) } else { Ok(collection) }
}

fn headers(text: &str) -> (Headers, &str) {
    let mut headers = Headers::default();
    let mut rest = text;
    let mut columns = "";
    while rest.starts_with('#') {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        rest = after;
        let Some((name, value)) = header(line) else { continue };
        let column = || value.parse::<usize>().ok()?.checked_sub(1);
        match name {
            "separator" => headers.separator = separator(value),
            "html" => headers.is_html = Some(value.eq_ignore_ascii_case("true")),
            // They are parted by the separator, which may come later.
            "columns" => columns = line.split_once(':').map_or("", |(_, columns)| columns.trim_end_matches('\r')),
            "deck" => headers.deck = Some(value.to_owned()),
            "notetype" => headers.kind = Some(value.to_owned()),
            "tags" => headers.tags = value.to_owned(),
            "deck column" => headers.deck_column = column(),
            "notetype column" => headers.kind_column = column(),
            "tags column" => headers.tags_column = column(),
            _ => headers.guid_column = column(),
        }
    }
    if let Some(separator) = headers.separator {
        headers.columns = columns.split(separator).take(MOST_COLUMNS).map(|name| name.trim().to_owned()).collect();
    }
    (headers, rest)
}

fn separator(value: &str) -> Option<char> {
    Some(match value.to_ascii_lowercase().as_str() {
        "tab" => '\t',
        "comma" => ',',
        "semicolon" => ';',
        "pipe" => '|',
        "colon" => ':',
        "space" => ' ',
        other => other.chars().next()?,
    })
}

/// Tabs, unless there are none in the first line and something else is.
fn guessed(body: &str) -> char {
    let first = body.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
    ['\t', '|', ';', ','].into_iter().find(|separator| first.contains(*separator)).unwrap_or('\t')
}

/// The rows of a table; a field between quotes may have line ends in it.
struct Rows<'a> {
    rest: &'a str,
    separator: char,
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        // Comments and empty lines are none.
        while self.rest.starts_with(['#', '\n', '\r']) {
            self.rest = self.rest.split_once('\n').map_or("", |(_, after)| after);
        }
        if self.rest.is_empty() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            let (field, has_more) = self.field();
            if row.len() < MOST_COLUMNS {
                row.push(field);
            }
            if !has_more {
                return Some(row);
            }
        }
    }
}

impl Rows<'_> {
    /// The next field, and whether another one follows in the same row.
    fn field(&mut self) -> (String, bool) {
        let mut field = String::new();
        if let Some(mut inner) = self.rest.strip_prefix('"') {
            // A quote that never ends was none.
            while let Some((before, after)) = inner.split_once('"') {
                field.push_str(before);
                match after.strip_prefix('"') {
                    Some(after) => {
                        field.push('"');
                        inner = after;
                    }
                    None => {
                        self.rest = after;
                        return self.end(field);
                    }
                }
            }
            field.clear();
        }
        self.end(field)
    }

    /// What is left of the field up to the separator or the end of the line.
    fn end(&mut self, mut field: String) -> (String, bool) {
        let end = self.rest.find([self.separator, '\n']).unwrap_or(self.rest.len());
        let (tail, rest) = self.rest.split_at(end);
        let has_more = rest.starts_with(self.separator);
        field.push_str(if has_more { tail } else { tail.trim_end_matches('\r') });
        let length = rest.chars().next().map_or(0, char::len_utf8);
        self.rest = &rest[length..];
        (field, has_more)
    }
}

/// A collection in the making.
struct Reading<'a> {
    headers: Headers,
    name: &'a str,
    changed: i64,
    collection: Collection,
    /// Ids of decks by their names.
    decks: BTreeMap<String, i64>,
    /// Ids of kinds by their names, how many fields they have, and whether those have deletions.
    kinds: BTreeMap<(String, usize, bool), i64>,
}

impl Reading<'_> {
    fn take(&mut self, row: Vec<String>) {
        let headers = &self.headers;
        let apart = [headers.guid_column, headers.kind_column, headers.deck_column, headers.tags_column];
        let is_html =
            headers.is_html.unwrap_or_else(|| row.iter().any(|field| field.contains('<') && field.contains('>')));
        let at = |column: Option<usize>| column.and_then(|column| row.get(column)).filter(|value| !value.is_empty());
        let own = row.iter().enumerate().filter(|(column, _)| !apart.contains(&Some(*column)));
        let fields: Vec<String> =
            own.clone().map(|(_, field)| if is_html { field.clone() } else { escaped(field) }).collect();
        let names: Vec<String> =
            own.map(|(column, _)| self.headers.columns.get(column).cloned().unwrap_or_default()).collect();
        if fields.iter().all(|field| field.trim().is_empty()) {
            return;
        }
        let kind = at(headers.kind_column).cloned().or(headers.kind.clone()).unwrap_or_default();
        let deck = at(headers.deck_column).cloned().or(headers.deck.clone()).unwrap_or_else(|| self.name.to_owned());
        // Without an id of its own, a note is known by its first field, as in Anki.
        let guid = at(headers.guid_column).cloned();
        let guid = guid.unwrap_or_else(|| digest("anki text note", &[&kind, &fields[0]]));
        let tags = at(headers.tags_column).cloned().unwrap_or_default();
        let tags = [headers.tags.as_str(), tags.as_str()].join(" ").trim().to_owned();

        let numbers: Vec<u16> = fields.iter().flat_map(|field| cloze::numbers(field)).collect();
        let kind = self.kind(kind, &names, !numbers.is_empty());
        let deck = self.deck(deck);
        let id = self.collection.notes.len() as i64 + 1;
        let cards: Vec<i64> = match numbers.is_empty() {
            true => vec![0],
            false => {
                let mut cards: Vec<i64> = numbers.into_iter().map(|number| i64::from(number) - 1).collect();
                cards.sort_unstable();
                cards.dedup();
                cards
            }
        };
        for number in cards {
            let card = self.collection.cards.len() as i64 + 1;
            self.collection.cards.push(Card { id: card, note: id, deck, number, ..Card::default() });
        }
        self.collection.notes.insert(id, Note { guid, kind, changed: self.changed, tags, fields });
    }

    fn deck(&mut self, name: String) -> i64 {
        if let Some(id) = self.decks.get(&name) {
            return *id;
        }
        let id = self.decks.len() as i64 + 1;
        self.collection.decks.insert(id, Deck { name: name.clone(), changed: self.changed });
        self.decks.insert(name, id);
        id
    }

    /// A text says nothing of templates: the first field is asked, the others answer; or the deletions are.
    fn kind(&mut self, name: String, names: &[String], has_deletions: bool) -> i64 {
        let key = (name, names.len(), has_deletions);
        if let Some(id) = self.kinds.get(&key) {
            return *id;
        }
        let id = self.kinds.len() as i64 + 1;
        let fields: Vec<String> = (1..).zip(names).map(|(number, _)| number.to_string()).collect();
        let shown = |filter: &str, fields: &[String]| {
            let field = |field: &String| format!("{{{{#{field}}}}}{{{{{filter}{field}}}}}<br>{{{{/{field}}}}}");
            fields.iter().map(field).collect::<String>()
        };
        let (front, back) = match has_deletions {
            true => (shown("cloze:", &fields), shown("cloze:", &fields)),
            false => (shown("", &fields[..1]), shown("", &fields[1..])),
        };
        let template = Template { name: String::new(), front, back };
        let kind = Kind {
            name: key.0.clone(),
            has_deletions,
            fields,
            templates: BTreeMap::from([(0, template)]),
            changed: self.changed,
        };
        self.collection.kinds.insert(id, kind);
        self.kinds.insert(key, id);
        id
    }
}

/// A text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Collection {
        collection(text, "файл", 7).expect("notes")
    }

    #[test]
    fn headers_say_what_stands_where() {
        let text = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n\
                    abc\tBasic\tИстория::1944\tКогда <b>снята</b>?\t\"27 \"\"янв\"\"\nаря\"\tвойна тыл\n\
                    d,e\tCloze\tДругая\t{{c2::Ока}} и {{c1::Кама}}\t\t\r\n";
        assert!(has_headers(text));
        let read = read(text);
        let decks: Vec<&str> = read.decks.values().map(|deck| deck.name.as_str()).collect();
        assert_eq!(decks, ["История::1944", "Другая"]);
        let note = &read.notes[&1];
        assert_eq!((note.guid.as_str(), note.tags.as_str(), note.changed), ("abc", "война тыл", 7));
        assert_eq!(note.fields, ["Когда <b>снята</b>?", "27 \"янв\"\nаря"]);
        let cards: Vec<(i64, i64)> = read.cards.iter().map(|card| (card.note, card.number)).collect();
        assert_eq!(cards, [(1, 0), (2, 0), (2, 1)]);
        assert!(read.kinds[&read.notes[&2].kind].has_deletions);
    }

    #[test]
    fn without_headers_a_line_is_question_and_answer() {
        let text = "Река?\tОка & Кама\nГод?\t1944\n\n# заметка\nОдин столбец\n";
        assert!(!has_headers(text));
        let read = read(text);
        assert_eq!(read.notes.len(), 3);
        assert_eq!(read.notes[&1].fields, ["Река?", "Ока &amp; Кама"]);
        assert_eq!(read.decks[&1].name, "файл");
        assert_ne!(read.notes[&1].guid, read.notes[&2].guid);
        let comma = collection("\u{feff}#separator:Comma\n#columns:Q,A\n#deck:Реки\nРека,\"Ока, приток\"", "", 0)
            .expect("a note");
        assert_eq!((comma.notes[&1].fields[1].as_str(), comma.decks[&1].name.as_str()), ("Ока, приток", "Реки"));
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        for text in ["", "\n\n", "#separator:tab\n", "\t\t\n"] {
            assert_eq!(collection(text, "", 0), Err(AnkiError::Empty), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "(#|separator:|columns:|tab|\t|\n|\"|,|a|ы|\\{\\{c1::|\\}\\}|\r){0,40}") {
            if let Ok(read) = collection(&text, "", 0) {
                prop_assert!(read.cards.len() >= read.notes.len());
            }
        }
    }
}
