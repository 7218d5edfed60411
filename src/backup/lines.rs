//! Records as lines without a zip around them: how a page of one lesson saves its learner's work, as it has no room for a program
//! that packs, and what a lesson that is handed on is as a file. Each line proves itself, as in the parts of a backup.
//!
//! A lesson's file may have one line more, which is no record: what was read out of the text, so that nothing has to read it again.
//! Whoever does not know that line passes it over.

use super::{BackupError, Contents, LARGEST, line, ordered};
use crate::json::{self, object, text};

/// How the line of what was read begins.
const READ: &str = "{\"read\":";

/// What was read out of a lesson, as its file carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Of the form that it has ([`crate::work::parcel::STAMP`]).
    pub stamp: String,
    /// Its bytes, gzipped and in letters ([`crate::export::base85`]).
    pub letters: String,
}

/// The file's text; the same records make the same.
pub fn write(records: &[String]) -> String {
    let mut text = String::new();
    ordered(records).into_iter().for_each(|(_, record)| line::write(record, &mut text));
    text
}

/// The same with what was read.
pub fn write_with(records: &[String], read: &Read) -> String {
    let mut lines = write(records);
    let sum = sum(read);
    let fields = vec![("read", text(&read.stamp)), ("sum", text(&sum)), ("letters", text(&read.letters))];
    object(fields).write(&mut lines);
    lines.push('\n');
    lines
}

fn sum(read: &Read) -> String {
    format!("{:08x}", crc32fast::hash([&*read.stamp, " ", &read.letters].concat().as_bytes()))
}

/// Whether these bytes begin like such a file.
pub fn are(bytes: &[u8]) -> bool {
    bytes.starts_with(b"[\"")
}

/// Whether this line is no record but what was read.
pub(super) fn is_read(line: &[u8]) -> bool {
    line.starts_with(READ.as_bytes())
}

/// Every record that is whole. Fails where there is none.
pub fn read(bytes: &[u8]) -> Result<Contents, BackupError> {
    if bytes.len() as u64 > LARGEST {
        return Err(BackupError::TooLarge);
    }
    let mut contents = Contents::default();
    contents.take_part("records", None, bytes);
    if contents.records.is_empty() { Err(BackupError::Foreign) } else { Ok(contents) }
}

/// What was read, if the file has it and it is whole.
pub fn read_out(lines: &str) -> Option<Read> {
    let mut found = json::read(lines.lines().rev().find(|line| is_read(line.as_bytes()))?)?;
    let read = Read { stamp: found.take_text("read")?, letters: found.take_text("letters")? };
    (found.take_text("sum")? == sum(&read)).then_some(read)
}
