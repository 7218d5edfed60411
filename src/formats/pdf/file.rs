//! The objects of a PDF, found by looking for them: the tables that say where they are are what is damaged first, and a file
//! without them is read just the same.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::filter;
use super::object::{Dict, Lexer, Object};
use crate::ingest::format::find;

/// More objects are not looked for.
const MOST_OBJECTS: usize = 4_000_000;
/// All that is unpacked, bytes.
const MOST: usize = 256 << 20;
/// References that lead to references.
const LONGEST_WAY: usize = 32;

pub struct File<'a> {
    bytes: &'a [u8],
    places: HashMap<u32, Place>,
    /// Unpacked streams of objects.
    packs: Vec<Vec<u8>>,
    left: Cell<usize>,
    /// What was unpacked by number: fonts and forms are asked for page after page.
    cache: RefCell<HashMap<u32, Rc<Vec<u8>>>>,
    cached: Cell<usize>,
}

/// Where an object is, and how late in the file: a later one takes the place of an earlier one.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    /// Of those that are packed, in which stream of objects.
    pack: Option<usize>,
    rank: usize,
}

impl<'a> File<'a> {
    pub fn of(bytes: &'a [u8]) -> File<'a> {
        let mut file = File {
            bytes,
            places: HashMap::new(),
            packs: Vec::new(),
            left: Cell::new(MOST),
            cache: RefCell::default(),
            cached: Cell::new(0),
        };
        let mut packs = Vec::new();
        let mut at = 0;
        while let Some(found) = find(&bytes[at..], b"obj") {
            let word = at + found;
            at = word + 3;
            let Some(number) = number_before(bytes, word) else { continue };
            if file.places.len() >= MOST_OBJECTS {
                break;
            }
            file.places.insert(number, Place { at, pack: None, rank: word });
            let head = &bytes[at..bytes.len().min(at + 400)];
            if find(head, b"/ObjStm").is_some() {
                packs.push((number, word));
            }
        }
        for (number, rank) in packs {
            file.unpack_objects(number, rank);
        }
        file
    }

    fn unpack_objects(&mut self, number: u32, rank: usize) {
        let Some((Object::Dict(dict), start)) = self.at_place(number) else { return };
        let Some(bytes) = self.unpacked(&dict, start) else { return };
        let (Some(count), Some(first)) =
            (self.value(&dict, "N").and_then(|n| n.count()), self.value(&dict, "First").and_then(|n| n.count()))
        else {
            return;
        };
        let pack = self.packs.len();
        let mut lexer = Lexer::at(&bytes, 0);
        for _ in 0..count.min(bytes.len()) {
            let (Some(Object::Number(number)), Some(Object::Number(offset))) = (lexer.object(), lexer.object()) else {
                break;
            };
            if self.places.len() >= MOST_OBJECTS {
                break;
            }
            let place = Place { at: first.saturating_add(offset as usize), pack: Some(pack), rank };
            let known = self.places.entry(number as u32).or_insert(place);
            if known.rank <= rank {
                *known = place;
            }
        }
        self.packs.push(bytes);
    }

    /// The object of a number, and where it ends in the file.
    fn at_place(&self, number: u32) -> Option<(Object, usize)> {
        let place = self.places.get(&number)?;
        let bytes = match place.pack {
            Some(pack) => self.packs.get(pack)?.as_slice(),
            None => self.bytes,
        };
        let mut lexer = Lexer::at(bytes, place.at);
        let object = lexer.object()?;
        Some((object, lexer.at))
    }

    /// The value, whatever references lead to it.
    pub fn resolved(&self, object: &Object) -> Object {
        let mut object = object.clone();
        for _ in 0..LONGEST_WAY {
            let Object::Reference(number) = object else { return object };
            object = self.at_place(number).map_or(Object::Null, |(object, _)| object);
        }
        Object::Null
    }

    pub fn value(&self, dict: &Dict, key: &str) -> Option<Object> {
        Some(self.resolved(dict.get(key)?)).filter(|value| *value != Object::Null)
    }

    pub fn dict(&self, dict: &Dict, key: &str) -> Option<Dict> {
        match self.value(dict, key)? {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// A stream's dictionary, and its bytes as they are meant; `None` where there is none or it is packed in an unknown way.
    pub fn stream(&self, number: u32) -> Option<(Dict, Rc<Vec<u8>>)> {
        let (object, end) = self.at_place(number)?;
        let Object::Dict(dict) = object else { return None };
        if let Some(known) = self.cache.borrow().get(&number) {
            return Some((dict, known.clone()));
        }
        let bytes = Rc::new(self.unpacked(&dict, end)?);
        if self.cached.get() + bytes.len() <= MOST / 4 {
            self.cached.set(self.cached.get() + bytes.len());
            self.cache.borrow_mut().insert(number, bytes.clone());
        }
        Some((dict, bytes))
    }

    /// Whether the budget is used up.
    pub fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// The bytes behind a dictionary that ends at `at`.
    fn unpacked(&self, dict: &Dict, at: usize) -> Option<Vec<u8>> {
        let mut lexer = Lexer::at(self.bytes, at);
        lexer.skip_space();
        let rest = self.bytes.get(lexer.at..)?.strip_prefix(b"stream")?;
        let rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .or_else(|| rest.strip_prefix(b"\r"))
            .unwrap_or(rest);
        let told = self.value(dict, "Length").and_then(|length| length.count()).filter(|length| {
            rest.get(*length..).is_some_and(|behind| {
                let behind = behind.trim_ascii_start();
                behind.starts_with(b"endstream") || behind.starts_with(b"endobj")
            })
        });
        let length = told.or_else(|| find(rest, b"endstream")).unwrap_or(rest.len());
        let mut bytes = rest[..length].to_vec();
        let filters = match self.value(dict, "Filter").or_else(|| self.value(dict, "F")) {
            Some(Object::Name(name)) => vec![name],
            Some(Object::List(items)) => {
                items.iter().take(8).filter_map(|item| self.resolved(item).name().map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        };
        let settings = self.value(dict, "DecodeParms").or_else(|| self.value(dict, "DP"));
        for (index, name) in filters.iter().enumerate() {
            bytes = filter::unpacked(name, &bytes, self.left.get())?;
            self.left.set(self.left.get().saturating_sub(bytes.len()));
            let own = match &settings {
                Some(Object::Dict(dict)) if index == 0 => Some(dict.clone()),
                Some(Object::List(items)) => {
                    items.get(index).map(|item| self.resolved(item)).and_then(|item| item.dict().cloned())
                }
                _ => None,
            };
            if let Some(own) = own {
                let number = |key, usual| self.value(&own, key).and_then(|value| value.count()).unwrap_or(usual);
                let (colors, depth) = (number("Colors", 1).min(32), number("BitsPerComponent", 8).min(32));
                let columns = (number("Columns", 1).min(1 << 20) * colors * depth).div_ceil(8);
                bytes = filter::without_predictor(
                    &bytes,
                    number("Predictor", 1),
                    columns,
                    (colors * depth).div_ceil(8).max(1),
                );
            }
        }
        Some(bytes)
    }

    /// Values of a key in the dictionaries that end a file, the last first.
    pub fn trailing(&self, key: &[u8]) -> Vec<Object> {
        const MOST_FOUND: usize = 64;
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(next) = find(&self.bytes[at..], key) {
            at += next + key.len();
            let ends = self.bytes.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
            if ends && let Some(object) = Lexer::at(self.bytes, at).object() {
                found.push(object);
            }
            if found.len() > MOST_FOUND {
                found.remove(0);
            }
        }
        found.reverse();
        found
    }

    /// The numbers of all objects that say that they are of a type, in ascending order.
    pub fn of_type(&self, name: &str) -> Vec<u32> {
        let is_it = |number: &u32| {
            let object = self.at_place(*number).map(|(object, _)| object);
            object.and_then(|object| self.value(object.dict()?, "Type")).is_some_and(|kind| kind.name() == Some(name))
        };
        let mut numbers: Vec<u32> = self.places.keys().copied().filter(is_it).collect();
        numbers.sort_unstable();
        numbers
    }
}

/// The number of the object whose word `obj` stands at a place: `12 0 obj`.
fn number_before(bytes: &[u8], word: usize) -> Option<u32> {
    let before = &bytes[word.saturating_sub(24)..word];
    let text = before.trim_ascii_end();
    let generation = text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = &text[..text.len() - generation];
    let number_part = rest.trim_ascii_end();
    if generation == 0 || number_part.len() == rest.len() {
        return None;
    }
    let digits = number_part.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    str::from_utf8(&number_part[number_part.len() - digits..]).ok()?.parse().ok()
}
