//! A [`Collection`] → events, as if all of it had been done here: a lesson for each deck, an edit for each card, a review for each
//! answer.
//!
//! Their ids hang on nothing but what they say. What is said of a deck's notes and cards is one batch, whose device is made of all that it
//! says: the same state makes the same events, another one makes others, and of two batches whatever was changed later counts. A review has
//! the same id in every file: its device is made of the deck, its number of the moment and the card. Within a device, a higher number is
//! never earlier, as the log asks of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::collection::{Card, Collection, Deck, Kind, Note, ReviewKind, Reviewed, Standing};
use super::html::{self, LeftOut};
use super::template::{self, Face, Faceless, Filling};
use super::{AnkiError, LARGEST, Summary};
use crate::card::{CardId, CardKind, Piece};
use crate::deck::{Body, DeviceId, Edit, Event, EventId, Grade, LessonId, Review};
use crate::document::Source;
use crate::fact::Quote;
use crate::fact::id::digest;
use crate::store::record::{self, LONGEST_WORDS};

/// The most bytes of a lesson's text: what is more has no evidence. A text may have more, but not by much.
const LONGEST_LESSON: usize = 60 << 20;
/// The most bytes of a note that are told.
const LONGEST_NOTE: usize = 32 << 10;
/// Bits of a review's number that come from its card: two cards may be answered in the same moment in two collections.
const CARD_BITS: u32 = 10;
/// Ids up to this are no moments: those of the first deck, and of what comes as text.
const FIRST_MOMENT: i64 = 100_000_000;
/// Beyond this moment, which is in the year 2248, numbers would not fit.
const LAST: i64 = (1 << (53 - CARD_BITS)) - 1;

/// The records of all events, and what they are of.
pub fn records(collection: &Collection) -> Result<(Vec<String>, Summary), AnkiError> {
    let mut out = Out { records: Vec::new(), bytes: 0, summary: Summary::default() };
    let mut decks: BTreeMap<i64, Vec<&Card>> = BTreeMap::new();
    for card in &collection.cards {
        match collection.notes.contains_key(&card.note) {
            true => decks.entry(card.deck).or_default().push(card),
            false => out.summary.is_damaged = true,
        }
    }
    let mut reviews: HashMap<i64, Vec<&Reviewed>> = HashMap::new();
    for review in &collection.reviews {
        reviews.entry(review.card).or_default().push(review);
    }
    reviews.values_mut().for_each(|reviews| reviews.sort_by_key(|review| review.at));
    out.summary.is_damaged |= collection.is_damaged;
    for (deck, mut cards) in decks {
        cards.sort_by_key(|card| (card.note, card.number, card.id));
        out.deck(collection, deck, &cards, &reviews)?;
    }
    if out.records.is_empty() { Err(AnkiError::Empty) } else { Ok((out.records, out.summary)) }
}

/// What is written.
struct Out {
    records: Vec<String>,
    bytes: usize,
    summary: Summary,
}

/// A lesson in the making.
struct Batch<'a> {
    collection: &'a Collection,
    lesson: LessonId,
    /// What the deck is called.
    name: String,
    text: Text,
    /// The note whose paragraph was added last, and that paragraph.
    told: Option<(i64, String)>,
    /// What is said of it, but for the answers, each with its moment.
    said: Vec<(i64, Body)>,
    answers: Vec<Event>,
    /// When the first note was made.
    begun: i64,
    /// When anything was changed last.
    changed: i64,
}

/// Where the words of a note stand, and the notes of a lesson in a row.
#[derive(Default)]
struct Text {
    text: String,
    paragraphs: HashSet<String>,
}

/// The id of the lesson that a deck becomes. The first deck has the same id in every collection and is known by its name.
fn lesson(id: i64, name: &str) -> LessonId {
    let key = if id > FIRST_MOMENT { id.to_string() } else { name.to_owned() };
    LessonId(digest("anki deck", &[&key]))
}

/// The id of a card: that of its note in every copy, and which of its cards it is.
pub fn card_id(guid: &str, number: i64) -> CardId {
    CardId(digest("anki card", &[guid, &number.to_string()]))
}

/// A device of an import: 16 characters, of which the first four tell that no database has minted it.
fn device(domain: &str, parts: &[&str]) -> DeviceId {
    DeviceId([DeviceId::IMPORT, &digest(domain, parts)[..12]].concat())
}

/// Seconds of Anki as milliseconds.
fn moment(seconds: i64) -> i64 {
    seconds.clamp(0, LAST / 1000) * 1000
}

impl Batch<'_> {
    fn card(&mut self, card: &Card, reviews: &[&Reviewed], summary: &mut Summary) {
        let known = self.collection.notes.get(&card.note);
        let known = known.and_then(|note| Some((note, self.collection.kinds.get(&note.kind)?)));
        let Some((note, kind)) = known else {
            summary.is_damaged = true;
            return;
        };
        let fields = named(kind, note);
        // The cards of a note follow each other.
        if self.told.as_ref().is_none_or(|(known, _)| *known != card.note) {
            let paragraph = ended(cut(template::paragraph(&fields, kind.has_deletions)));
            let paragraph = if self.text.add(&paragraph) { paragraph } else { String::new() };
            self.told = Some((card.note, paragraph));
        }
        let paragraph = self.told.as_ref().map_or("", |(_, paragraph)| paragraph);
        let written = moment(note.changed.max(kind.changed));
        self.changed = self.changed.max(written).max(moment(card.changed));
        self.begun = self.begun.min(if card.note > FIRST_MOMENT { card.note.min(LAST) } else { written });
        let id = card_id(&note.guid, card.number);
        match face(kind, note, card, &self.name, &fields, &mut summary.media) {
            Ok(face) if is_within_limits(&face) => {
                summary.cards += 1;
                let edit = Some(edit(face, paragraph));
                self.said.push((written, Body::CardEdited { lesson: self.lesson.clone(), card: id.clone(), edit }));
            }
            Ok(_) | Err(Faceless::TooLong) => summary.too_long += 1,
            Err(Faceless::OnlyMedia) => summary.only_media += 1,
            Err(Faceless::Empty) => summary.empty += 1,
        }
        say(&mut self.said, &self.lesson, &id, card);
        let log = device("anki reviews", &[&self.lesson.0]);
        for (review, is_in_effect) in in_effect(reviews) {
            let Some(event) = answer(&log, &self.lesson, &id, review, self.collection.offset) else {
                summary.is_damaged = true;
                continue;
            };
            if let Err(forgotten) = is_in_effect {
                // What is taken back has to come first.
                self.said.push((forgotten.max(event.at + 1), Body::Undone { event: event.id.clone() }));
            }
            summary.reviews += 1;
            self.answers.push(event);
        }
    }

    /// Of the lesson itself; the answers beside it.
    fn finish(self) -> (Vec<(i64, Body)>, Vec<Event>) {
        let Batch { lesson, name, text, mut said, mut answers, begun, changed, .. } = self;
        let title = if name.is_empty() { "Anki".to_owned() } else { cut(name.replace("::", " / ")) };
        // What it is called is its heading; a deck of pictures alone has no other words.
        let text = if text.text.is_empty() { title.clone() } else { [&title, "\n\n", &text.text].concat() };
        let source = Source { work: Some("Anki".to_owned()), ..Source::default() };
        let seed = u64::from_str_radix(&digest("anki seed", &[&lesson.0])[..16], 16).unwrap_or_default();
        // What the learner says of the lesson later counts: it was begun long before.
        said.push((begun.clamp(0, changed), Body::CardsWanted { lesson: lesson.clone(), count: Some(0) }));
        said.push((changed, Body::LessonAdded { lesson, title, text, source, structure: None, seed }));
        said.sort_by_key(|(at, _)| *at);
        answers.sort_by_key(|event| event.id.number);
        (said, answers)
    }
}

impl Out {
    fn deck(
        &mut self,
        collection: &Collection,
        id: i64,
        cards: &[&Card],
        reviews: &HashMap<i64, Vec<&Reviewed>>,
    ) -> Result<(), AnkiError> {
        let Deck { name, changed } = collection.decks.get(&id).cloned().unwrap_or_default();
        let mut batch = Batch {
            collection,
            lesson: lesson(id, &name),
            name,
            text: Text::default(),
            told: None,
            said: Vec::new(),
            answers: Vec::new(),
            begun: i64::MAX,
            changed: moment(changed),
        };
        for card in cards {
            batch.card(card, reviews.get(&card.id).map_or(&[], Vec::as_slice), &mut self.summary);
        }
        if batch.said.is_empty() && batch.answers.is_empty() {
            return Ok(());
        }
        self.summary.decks += 1;
        let (said, answers) = batch.finish();
        self.batch(said, collection.offset)?;
        answers.iter().try_for_each(|event| self.push(event))
    }

    /// Numbers the events, which are in the order of their times.
    fn batch(&mut self, batch: Vec<(i64, Body)>, offset: i16) -> Result<(), AnkiError> {
        let nobody = DeviceId(String::new());
        let mut events: Vec<Event> = (1..)
            .zip(batch)
            .map(|(number, (at, body))| Event { id: EventId { device: nobody.clone(), number }, at, offset, body })
            .collect();
        let said: Vec<String> = events.iter().filter_map(|event| record::encode(event).ok()).collect();
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        let device = device("anki batch", &said);
        for event in &mut events {
            event.id.device = device.clone();
        }
        events.iter().try_for_each(|event| self.push(event))
    }

    fn push(&mut self, event: &Event) -> Result<(), AnkiError> {
        // What is over a limit of the store has been left out before.
        let Ok(record) = record::encode(event) else {
            self.summary.too_long += 1;
            return Ok(());
        };
        self.bytes += record.len();
        self.records.push(record);
        if self.bytes > LARGEST { Err(AnkiError::TooLarge) } else { Ok(()) }
    }
}

impl Text {
    /// Adds a paragraph, unless it is there; whether it is now.
    fn add(&mut self, paragraph: &str) -> bool {
        if paragraph.is_empty() || self.paragraphs.contains(paragraph) {
            return !paragraph.is_empty();
        }
        if self.text.len() + paragraph.len() > LONGEST_LESSON {
            return false;
        }
        // An empty line between, so that lines of words without stops are not taken for wrapped ones.
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(paragraph);
        self.paragraphs.insert(paragraph.to_owned());
        true
    }
}

/// The fields of a note with their names; those that its kind does not know have none.
fn named<'a>(kind: &'a Kind, note: &'a Note) -> Vec<(&'a str, &'a str)> {
    let names = kind.fields.iter().map(String::as_str).chain(std::iter::repeat(""));
    names.zip(&note.fields).map(|(name, field)| (name, field.as_str())).collect()
}

fn face(
    kind: &Kind,
    note: &Note,
    card: &Card,
    deck: &str,
    fields: &[(&str, &str)],
    media: &mut usize,
) -> Result<Face, Faceless> {
    let number = if kind.has_deletions { 0 } else { card.number };
    let template = kind.templates.get(&number).ok_or(Faceless::Empty)?;
    let within = deck.rsplit("::").next().unwrap_or(deck);
    let special = [
        ("Tags", note.tags.as_str()),
        ("Deck", deck),
        ("Subdeck", within),
        ("Type", kind.name.as_str()),
        ("Card", template.name.as_str()),
    ];
    let deletion = kind.has_deletions.then(|| u16::try_from(card.number.saturating_add(1)).unwrap_or(u16::MAX));
    let mut left_out = LeftOut::default();
    let face =
        template::face(&template.front, &template.back, Filling { fields, special: &special, deletion }, &mut left_out);
    *media += left_out.media;
    face
}

fn is_within_limits(face: &Face) -> bool {
    let longest = face.prompt.iter().map(|piece| if let Piece::Text(text) = piece { text.len() } else { 0 }).max();
    longest.unwrap_or(0).max(face.answer.len()) <= LONGEST_WORDS
}

/// The face of a card as an edit, with the paragraph of its note. A quote without context is a whole paragraph.
fn edit(face: Face, paragraph: &str) -> Edit {
    let answer = html::in_one_line(&face.answer);
    let place = paragraph.find(&answer).map_or((0, 0), |at| (at, at + answer.len()));
    let quote = |paragraph: &str| Quote {
        exact: paragraph.to_owned(),
        prefix: String::new(),
        suffix: String::new(),
        answer: place,
    };
    Edit {
        prompt: face.prompt,
        answer: face.answer,
        accepts: Vec::new(),
        kind: face.kind,
        facts: Vec::new(),
        evidence: Some(paragraph).filter(|paragraph| !paragraph.is_empty()).map(quote).into_iter().collect(),
    }
}

/// What is said of a card. Of one that was never changed, nothing has been said before either.
fn say(batch: &mut Vec<(i64, Body)>, lesson: &LessonId, id: &CardId, card: &Card) {
    let at = moment(card.changed);
    let is_touched = card.changed > card.id / 1000;
    let (lesson, id) = (|| lesson.clone(), || id.clone());
    let suspended = card.standing == Standing::Suspended;
    if suspended || is_touched {
        batch.push((at, Body::CardSuspended { lesson: lesson(), card: id(), suspended }));
    }
    if card.flag > 0 || is_touched {
        batch.push((at, Body::CardFlagged { lesson: lesson(), card: id(), flagged: card.flag > 0, note: None }));
    }
    if card.standing == Standing::Buried {
        batch.push((at, Body::CardBuried { lesson: lesson(), card: id(), buried: true }));
    }
}

/// The answers of a card in time order, each with whether it still counts: not those before the card was forgotten on purpose or
/// learned anew, which have the moment of that, nor those that were to change nothing.
fn in_effect<'a>(rows: &[&'a Reviewed]) -> Vec<(&'a Reviewed, Result<(), i64>)> {
    // As in Anki: back to the first answer of the last time that it was learned.
    let mut begins = None;
    let mut is_learning = false;
    for row in rows.iter().rev() {
        if row.is_reset() {
            begins = begins.or(Some(row.at));
            break;
        }
        if !row.counts() {
            continue;
        }
        match row.kind {
            ReviewKind::Learning => {
                is_learning = true;
                begins = Some(row.at);
            }
            _ if is_learning => break,
            _ => {}
        }
    }
    let answered = rows.iter().filter(|row| (1..=4).contains(&row.grade) && row.kind != ReviewKind::Manual);
    let standing = |row: &Reviewed| match begins {
        Some(begins) if row.at < begins => Err(begins),
        _ if !row.counts() => Err(row.at),
        _ => Ok(()),
    };
    answered.map(|row| (*row, standing(row))).collect()
}

/// `None` where its moment is none.
fn answer(device: &DeviceId, lesson: &LessonId, card: &CardId, row: &Reviewed, offset: i16) -> Option<Event> {
    let chosen = match row.grade {
        1 => Grade::Again,
        2 => Grade::Hard,
        3 => Grade::Good,
        _ => Grade::Easy,
    };
    let at = u64::try_from(row.at).ok().filter(|_| row.at > 0 && row.at <= LAST)?;
    let of_card =
        card.0.bytes().take(5).fold(0, |bits: u64, digit| bits << 4 | u64::from(digit & 0xf)) % (1 << CARD_BITS);
    // The same in every file, whatever has become of the note: so nothing of its words.
    let review = Review {
        lesson: lesson.clone(),
        card: card.clone(),
        kind: CardKind::Question,
        answer: None,
        proposed: None,
        chosen,
        took: u32::try_from(row.took.max(0)).unwrap_or(u32::MAX),
        content: String::new(),
    };
    let id = EventId { device: device.clone(), number: at << CARD_BITS | of_card };
    Some(Event { id, at: row.at, offset, body: Body::Reviewed(review) })
}

/// With a stop at its end: a short line without one would be taken for a heading.
fn ended(mut paragraph: String) -> String {
    if !paragraph.is_empty() && !paragraph.ends_with(['.', '!', '?', '…', ':', ';', ',']) {
        paragraph.push('.');
    }
    paragraph
}

/// No longer than a note may be told.
fn cut(mut text: String) -> String {
    if text.len() > LONGEST_NOTE {
        text.truncate(text.floor_char_boundary(LONGEST_NOTE));
        text.push('…');
    }
    text
}
