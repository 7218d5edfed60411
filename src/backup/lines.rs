//! Records as lines without a zip around them: how a page of one lesson saves its learner's work, as it has no room for a program
//! that packs. Each line proves itself, as in the parts of a backup.

use super::{BackupError, Contents, LARGEST, line, ordered};

/// The file's text; the same records make the same.
pub fn write(records: &[String]) -> String {
    let mut text = String::new();
    ordered(records).into_iter().for_each(|(_, record)| line::write(record, &mut text));
    text
}

/// Whether these bytes begin like such a file.
pub fn are(bytes: &[u8]) -> bool {
    bytes.starts_with(b"[\"")
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
