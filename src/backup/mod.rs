//! Everything a learner has in one file: a zip of JSON lines with checksums. `docs/backup.md` describes it.
//!
//! It is made of records as the store keeps them, readable or not, so that nothing is lost on the way. [`write()`] makes the
//! same bytes from the same records in whatever order. [`read()`] gives back every record that is whole, from a damaged file
//! too, and says what is wrong; taking them in is the store's [`merge`](crate::store::Store::merge).

mod line;
pub mod lines;
mod read;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::rc::Rc;

use sha2::{Digest, Sha256};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::anki::{AnkiError, Summary};
use crate::deck::EventId;
use crate::json::{self, Json, list, number, object, text};
use crate::order;
use crate::store::record;
pub use read::{Contents, Fault, read, read_within};

/// The version of the form that [`write()`] makes, and the newest that [`read()`] knows.
pub const VERSION: u32 = 1;

/// What `manifest.json` says the file is.
const FORMAT: &str = "konspekt-backup";
const MANIFEST: &str = "manifest.json";

/// A part is closed when it has that many bytes: what is damaged takes no more than its part with it.
const PART: usize = 4 << 20;
/// The most parts of a file.
const MOST_PARTS: usize = 4096;
/// The most bytes of a file, as it is and unpacked: beyond it, the file would not fit into a browser's memory.
pub const LARGEST: u64 = 1 << 30;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupError {
    /// Not the bytes of such a file, and no part of one in it.
    Foreign,
    /// Made by a later version of the app.
    Newer(u32),
    /// Over [`LARGEST`], packed or unpacked.
    TooLarge,
    /// The file cannot be made.
    Failed(String),
    /// A lesson that was published without its text, so that nothing can be read out of it.
    Shortened,
    /// A file of Anki that is not read.
    Anki(AnkiError),
}

/// What came of taking a file in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// When it was made, UTC milliseconds, where it says so.
    pub made: Option<i64>,
    /// Events that were not there before.
    pub new: usize,
    /// Records that were there already.
    pub known: usize,
    /// Records that were kept without being read, or beside another one of the same event.
    pub set_aside: usize,
    /// Lines of the file that are not whole.
    pub damaged: usize,
    /// Records that are known to be missing from it.
    pub lost: u64,
    pub faults: Vec<Fault>,
    /// Of a file of Anki, what it has brought.
    pub anki: Option<Summary>,
}

/// A file that is taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    pub bytes: Rc<[u8]>,
    /// Without its folders.
    pub name: String,
    /// When it was changed, UTC milliseconds.
    pub changed: i64,
}

/// A part as the manifest knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    name: String,
    records: u64,
    bytes: u64,
    sha256: String,
}

/// The file's bytes. `made` is the moment that it names, UTC milliseconds.
pub fn write(records: &[String], made: Option<i64>) -> Result<Vec<u8>, BackupError> {
    let mut bodies: Vec<(u64, String)> = Vec::new();
    for (_, record) in &ordered(records) {
        if bodies.last().is_none_or(|(_, body)| body.len() >= PART) {
            bodies.push((0, String::new()));
        }
        if let Some((count, body)) = bodies.last_mut() {
            *count += 1;
            line::write(record, body);
        }
    }
    let unpacked: u64 = bodies.iter().map(|(_, body)| body.len() as u64).sum();
    if bodies.len() > MOST_PARTS || unpacked > LARGEST {
        return Err(BackupError::TooLarge);
    }
    let parts: Vec<Part> = (bodies.iter().enumerate())
        .map(|(index, (records, body))| Part {
            name: part_name(index),
            records: *records,
            bytes: body.len() as u64,
            sha256: sha256(body.as_bytes()),
        })
        .collect();
    let manifest = manifest(&parts, made);
    let files = [(MANIFEST, manifest.as_str())].into_iter();
    let files = files.chain(parts.iter().zip(&bodies).map(|(part, (_, body))| (part.name.as_str(), body.as_str())));
    pack(files).map_err(|error| BackupError::Failed(error.to_string()))
}

/// The records in the order in which they are written, each once.
fn ordered(records: &[String]) -> Vec<(Option<EventId>, &String)> {
    let mut order: Vec<(Option<EventId>, &String)> =
        records.iter().map(|record| (record::decode(record).map(|event| event.id), record)).collect();
    order::by(&mut order, |(a, first), (b, second)| (a.is_none(), a, first).cmp(&(b.is_none(), b, second)));
    order.dedup_by(|(_, a), (_, b)| a == b);
    order
}

fn pack<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No moment and no owner: the same records make the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, body) in files {
        zip.start_file(name, options)?;
        zip.write_all(body.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn part_name(index: usize) -> String {
    format!("records-{:04}.jsonl", index + 1)
}

/// Whether this is a name that [`part_name`] gives: nothing else is looked at, and no name leads anywhere.
fn is_part_name(name: &str) -> bool {
    let digits = name.strip_prefix("records-").and_then(|rest| rest.strip_suffix(".jsonl"));
    digits.is_some_and(|digits| digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn manifest(parts: &[Part], made: Option<i64>) -> String {
    let part = |part: &Part| {
        // Names and hashes are ours: nothing in them has to be escaped, and they outlive this call.
        object(vec![
            ("name", Json::Text(part.name.clone().into())),
            ("records", number(part.records)),
            ("bytes", number(part.bytes)),
            ("sha256", Json::Text(part.sha256.clone().into())),
        ])
    };
    let manifest = object(vec![
        ("format", text(FORMAT)),
        ("version", number(VERSION)),
        ("made", made.map_or(Json::Null, number)),
        ("records", number(parts.iter().map(|part| part.records).sum::<u64>())),
        ("parts", list(parts.iter().map(part))),
    ]);
    let mut out = String::new();
    manifest.write(&mut out);
    out.push('\n');
    out
}

/// A manifest as it was written.
#[derive(Debug)]
struct Manifest {
    version: u32,
    made: Option<i64>,
    parts: Vec<Part>,
}

/// `None` where this is no manifest of ours. Of a later version only the version is read.
fn read_manifest(written: &str) -> Option<Manifest> {
    let mut manifest = json::read(written)?;
    if manifest.take_text("format")? != FORMAT {
        return None;
    }
    let version = manifest.take_number("version")?;
    if version != VERSION {
        return Some(Manifest { version, made: None, parts: Vec::new() });
    }
    let made = manifest.take_number("made");
    let parts = manifest.take_list("parts")?.into_iter().map(|mut part| {
        let name = part.take_text("name").filter(|name| is_part_name(name))?;
        let (records, bytes) = (part.take_number("records")?, part.take_number("bytes")?);
        Some(Part { name, records, bytes, sha256: part.take_text("sha256")? })
    });
    let parts: Vec<Part> = parts.collect::<Option<_>>()?;
    let distinct: HashSet<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    if distinct.len() != parts.len() || parts.len() > MOST_PARTS {
        return None;
    }
    Some(Manifest { version, made, parts })
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
