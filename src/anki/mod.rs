//! Files of Anki → events: a package (`.apkg`, `.colpkg`) with its decks, cards and reviews, or notes as text.
//!
//! [`read`] gives records, which are taken in like those of a backup. The same file makes the same records, so that taking it in twice
//! changes nothing, and a later export of the same collection only adds. Pictures, sounds and the looks of cards are left out.

mod cloze;
mod collection;
mod events;
mod html;
mod package;
mod packed;
mod schema;
pub mod sqlite;
mod template;
mod text;
#[cfg(test)]
mod tests;

pub use events::card_id;
pub use package::is_package;

/// The most bytes of a file, as it is and unpacked.
pub const LARGEST: usize = 1 << 30;

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnkiError {
    /// It is no package and no text of Anki.
    Foreign,
    /// Nothing in it can be read.
    Damaged,
    /// It was made by a later version of Anki.
    Newer,
    /// Over [`LARGEST`], packed or unpacked.
    TooLarge,
    /// There is no note in it.
    Empty,
}

/// What a file of Anki has brought, and what it has not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Decks, each of which is a lesson.
    pub decks: usize,
    /// Cards that are asked.
    pub cards: usize,
    /// Answers of the log.
    pub reviews: usize,
    /// Pictures and sounds that cards have in them.
    pub media: usize,
    /// Cards that ask or answer with pictures or sounds alone.
    pub only_media: usize,
    /// Cards whose fields are empty.
    pub empty: usize,
    /// Cards that are too long.
    pub too_long: usize,
    /// Some of it could not be read.
    pub is_damaged: bool,
}

/// Whether these are the bytes of a package, of a collection, or of a text that says itself that it is Anki's.
pub fn is_of_anki(bytes: &[u8]) -> bool {
    is_package(bytes)
        || bytes.starts_with(sqlite::MAGIC)
        || str::from_utf8(&bytes[..head(bytes)]).is_ok_and(text::has_headers)
}

/// Where the first kilobytes end, between characters.
fn head(bytes: &[u8]) -> usize {
    let end = bytes.len().min(4096);
    (0..4).map(|back| end.saturating_sub(back)).find(|end| str::from_utf8(&bytes[..*end]).is_ok()).unwrap_or(end)
}

/// The records of a package, of a collection or of notes as text. `name` is that of the file, for a deck that has none; `changed` is when the file was
/// changed, UTC milliseconds: notes as text say nothing of their times.
pub fn read(bytes: &[u8], name: &str, changed: i64) -> Result<(Vec<String>, Summary), AnkiError> {
    let collection = if is_package(bytes) {
        schema::collection(&package::collection(bytes)?).map_err(|_| AnkiError::Damaged)?
    } else if bytes.starts_with(sqlite::MAGIC) {
        schema::collection(bytes).map_err(|_| AnkiError::Damaged)?
    } else if bytes.starts_with(b"PK") {
        return Err(AnkiError::Foreign);
    } else {
        let (text, _, _) = crate::ingest::encoding::decode(bytes).map_err(|_| AnkiError::Foreign)?;
        text::collection(&text, stem(name), changed / 1000)?
    };
    events::records(&collection)
}

/// The name of a file without its folders and its ending.
fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
