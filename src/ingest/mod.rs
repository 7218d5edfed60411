//! Bytes → [`Document`] and warnings. The only step before the screen that can fail. Plain text is read here; files with a
//! structure of their own are told by [`mod@format`] and read by [`crate::formats`], whose structure [`read_structured`] takes up again.

pub mod encoding;
pub mod format;
pub mod furniture;
pub mod plain;

use serde::{Deserialize, Serialize};

use crate::document::{Document, Language, structure};
pub use encoding::Encoding;
pub use format::{Format, Stranger};

/// More than this is refused before anything is decoded: 64 MB of text is some thirty thick books.
pub const LIMIT: usize = 64 * 1024 * 1024;

/// A document with what a reader should know about how it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ingested {
    pub document: Document,
    pub encoding: Encoding,
    pub warnings: Vec<Warning>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// So many bytes were no text in the encoding and stand as `U+FFFD`.
    Replaced(usize),
    /// Less than half of the letters are Cyrillic: no rules of ours read such a text.
    NotRussian,
    /// The file is damaged, and so many of these could not be read.
    Lost(Lost, usize),
}

/// What of a damaged file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lost {
    /// The file ends before its text does.
    End,
    /// Chapters, or other parts of an archive.
    Parts,
    Pages,
    /// Letters of which the file does not tell which they are.
    Letters,
    /// What was over a limit of size, depth or number.
    Excess,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IngestError {
    /// Nothing but white space.
    Empty,
    /// Control bytes that no text has: a program, a picture, an archive.
    Binary,
    /// Longer than [`LIMIT`] bytes.
    TooLarge { bytes: usize },
    /// A kind of file that is known and not read.
    Stranger(Stranger),
    /// Of this format, but nothing in it could be read.
    Damaged(Format),
    /// Under a password, or under rights management.
    Locked(Format),
    /// Of this format and whole, but without text: pictures of pages, say.
    NoText(Format),
    /// It unpacks to more than any text has.
    Swollen(Format),
}

impl IngestError {
    /// Whether it is about a text as such, not about a file of another format.
    pub fn is_of_text(&self) -> bool {
        matches!(self, IngestError::Empty | IngestError::Binary | IngestError::TooLarge { .. })
    }
}

/// Reads a file's bytes; `name` is its file name, where it has one, and gives the title if the text has none.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Ingested, IngestError> {
    if bytes.len() > LIMIT {
        return Err(IngestError::TooLarge { bytes: bytes.len() });
    }
    let (text, encoding, replaced) = encoding::decode(bytes)?;
    let mut ingested = read_text(&text, name)?;
    ingested.encoding = encoding;
    if replaced > 0 {
        ingested.warnings.insert(0, Warning::Replaced(replaced));
    }
    Ok(ingested)
}

/// Reads a text that is already decoded: pasted, or kept in the store.
pub fn read_text(text: &str, name: Option<&str>) -> Result<Ingested, IngestError> {
    if text.len() > LIMIT {
        return Err(IngestError::TooLarge { bytes: text.len() });
    }
    finished(plain::document(text, name), Encoding::Utf8, Vec::new())
}

/// Reads a text whose structure was kept beside it ([`structure`]); where the two do not fit, the text alone.
pub fn read_structured(text: &str, written: &str) -> Result<Ingested, IngestError> {
    match structure::read(written, text) {
        Some(blocks) if text.len() <= LIMIT => {
            let language = plain::language(text);
            let document = Document { text: text.to_owned(), blocks, language, ..Document::default() };
            finished(document, Encoding::Utf8, Vec::new())
        }
        _ => read_text(text, None),
    }
}

/// Says of a document what a reader should know; one without anything to read is refused.
pub fn finished(document: Document, encoding: Encoding, mut warnings: Vec<Warning>) -> Result<Ingested, IngestError> {
    if document.blocks.is_empty() {
        return Err(IngestError::Empty);
    }
    if document.language == Language::Unknown {
        warnings.push(Warning::NotRussian);
    }
    Ok(Ingested { document, encoding, warnings })
}
