//! Bytes → [`Document`] and warnings. The only step before the screen that can fail; one file a format.

pub mod encoding;
pub mod furniture;
pub mod plain;

use serde::{Deserialize, Serialize};

use crate::document::Document;
pub use encoding::Encoding;

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
    let document = plain::document(text, name);
    if document.blocks.is_empty() {
        return Err(IngestError::Empty);
    }
    let warnings = match document.language {
        crate::document::Language::Unknown => vec![Warning::NotRussian],
        crate::document::Language::Russian => Vec::new(),
    };
    Ok(Ingested { document, encoding: Encoding::Utf8, warnings })
}
