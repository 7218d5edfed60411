//! An `.apkg` or `.colpkg`: a zip with a collection in it, the newest form of several. Pictures and sounds are left in it.

use std::io::{Cursor, ErrorKind, Read};

use ruzstd::decoding::StreamingDecoder;
use zip::ZipArchive;

use super::{AnkiError, LARGEST};

/// The forms of a collection, the newest first. Beside a newer one, an older one only asks for an update of Anki.
const COLLECTIONS: [&str; 3] = ["collection.anki21b", "collection.anki21", "collection.anki2"];
/// Says which form the package has.
const META: &str = "meta";
/// The newest form of a package that is known.
const NEWEST: u64 = 3;

/// Whether the bytes are a package of Anki: a zip that names a collection.
pub fn is_package(bytes: &[u8]) -> bool {
    let name = COLLECTIONS[2].as_bytes();
    // Its directory is at the end; of a package that is cut off, the name of the first files is left.
    let end = &bytes[bytes.len().saturating_sub(4 << 20)..];
    let start = &bytes[..bytes.len().min(64 << 10)];
    let has = |part: &[u8]| part.windows(name.len()).any(|found| found == name);
    bytes.starts_with(b"PK\x03\x04") && (has(start) || has(end))
}

/// The bytes of the collection.
pub fn collection(bytes: &[u8]) -> Result<Vec<u8>, AnkiError> {
    if bytes.len() > LARGEST {
        return Err(AnkiError::TooLarge);
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| AnkiError::Damaged)?;
    if let Some(meta) = entry(&mut zip, META, 4096)?
        && let Some(version) = super::packed::number(&meta, 1)
        && version > NEWEST
    {
        return Err(AnkiError::Newer);
    }
    for name in COLLECTIONS {
        let Some(found) = entry(&mut zip, name, LARGEST)? else { continue };
        return if name == COLLECTIONS[0] { unpacked(&found) } else { Ok(found) };
    }
    Err(AnkiError::Foreign)
}

/// A file of the archive; `None` where it is not there.
fn entry(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limit: usize) -> Result<Option<Vec<u8>>, AnkiError> {
    match zip.by_name(name) {
        Ok(file) => within(file, limit).map(Some),
        Err(zip::result::ZipError::FileNotFound) => Ok(None),
        Err(_) => Err(AnkiError::Damaged),
    }
}

/// What a zstd stream holds.
fn unpacked(packed: &[u8]) -> Result<Vec<u8>, AnkiError> {
    within(StreamingDecoder::new(packed).map_err(|_| AnkiError::Damaged)?, LARGEST)
}

/// All bytes, if they are no more than the limit, whatever anything says of their number.
fn within(mut source: impl Read, limit: usize) -> Result<Vec<u8>, AnkiError> {
    let mut bytes = Vec::new();
    let mut chunk = vec![0; 64 << 10];
    loop {
        match source.read(&mut chunk) {
            Ok(0) => return Ok(bytes),
            Ok(read) if bytes.len() + read > limit => return Err(AnkiError::TooLarge),
            Ok(read) => bytes.extend_from_slice(&chunk[..read]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return Err(AnkiError::Damaged),
        }
    }
}
