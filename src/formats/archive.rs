//! A zip with what a document consists of, whole or cut off, unpacked within a budget.

use std::collections::HashMap;
use std::io::{Cursor, ErrorKind, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::ingest::format::find;
use crate::ingest::{Format, IngestError, Stranger};

/// All that is unpacked of an archive, bytes.
const MOST: usize = 256 << 20;
/// One file of it.
const MOST_OF_ONE: usize = 96 << 20;
/// So much is unpacked at a time, and lost before a place that is damaged.
pub const CHUNK: usize = 1 << 10;
/// More files are no document.
const MOST_FILES: usize = 20_000;

pub struct Archive<'a> {
    files: Files<'a>,
    names: Vec<String>,
    left: usize,
    /// What was met in place of a budget that was kept.
    pub is_swollen: bool,
    /// A file is under a password.
    pub is_locked: bool,
    /// The directory is missing, so some files may be too.
    pub is_cut: bool,
}

enum Files<'a> {
    Whole(ZipArchive<Cursor<&'a [u8]>>),
    /// Of a file without its directory: where each entry's header is.
    Searched(&'a [u8], HashMap<String, usize>),
}

/// A file of the archive, as far as it could be unpacked.
pub struct Unpacked {
    pub bytes: Vec<u8>,
    pub is_whole: bool,
}

impl<'a> Archive<'a> {
    pub fn open(bytes: &'a [u8]) -> Archive<'a> {
        let (files, names, is_cut) = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) if zip.len() <= MOST_FILES => {
                let names = zip.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
                (Files::Whole(zip), names, false)
            }
            Ok(_) => (Files::Searched(bytes, HashMap::new()), Vec::new(), true),
            Err(_) => {
                let found = search(bytes);
                let mut names: Vec<String> = found.keys().cloned().collect();
                names.sort();
                (Files::Searched(bytes, found), names, true)
            }
        };
        Archive { files, names, left: MOST, is_swollen: false, is_locked: false, is_cut }
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// What the archive is, by what is in it.
    pub fn format(&mut self) -> Result<Format, IngestError> {
        let begins = |start: &str| self.names.iter().any(|name| name.starts_with(start));
        let ends = |end: &str| self.names.iter().any(|name| name.to_ascii_lowercase().ends_with(end));
        if begins("word/") {
            return Ok(Format::Docx);
        }
        if begins("xl/") {
            return Err(IngestError::Stranger(Stranger::Spreadsheet));
        }
        if begins("ppt/") {
            return Err(IngestError::Stranger(Stranger::Slides));
        }
        let (is_book, has_fb2, has_content) =
            (self.has("META-INF/container.xml") || ends(".opf"), ends(".fb2"), self.has("content.xml"));
        let kind = self.read("mimetype").map(|file| String::from_utf8_lossy(&file.bytes).trim().to_owned());
        match kind.as_deref() {
            Some("application/epub+zip") => return Ok(Format::Epub),
            Some(kind) if kind.contains("opendocument.spreadsheet") => {
                return Err(IngestError::Stranger(Stranger::Spreadsheet));
            }
            Some(kind) if kind.contains("opendocument.presentation") => {
                return Err(IngestError::Stranger(Stranger::Slides));
            }
            _ => {}
        }
        match (has_content, is_book, has_fb2) {
            (true, _, _) => Ok(Format::Odt),
            (_, true, _) => Ok(Format::Epub),
            (_, _, true) => Ok(Format::Fb2),
            _ => Err(IngestError::Stranger(Stranger::Archive)),
        }
    }

    /// A file of the archive; `None` where it is not there, or not to be had.
    pub fn read(&mut self, name: &str) -> Option<Unpacked> {
        let most = self.left.min(MOST_OF_ONE);
        let unpacked = match &mut self.files {
            Files::Whole(zip) => match zip.by_name(name) {
                Ok(mut file) => unpack(&mut file, most),
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword) => {
                    self.is_locked = true;
                    return None;
                }
                Err(_) => return None,
            },
            Files::Searched(bytes, found) => {
                let mut rest = Cursor::new(bytes.get(*found.get(name)?..)?);
                match zip::read::read_zipfile_from_stream(&mut rest) {
                    Ok(Some(mut file)) => unpack(&mut file, most),
                    _ => return None,
                }
            }
        };
        match unpacked {
            Some(unpacked) => {
                self.left -= unpacked.bytes.len();
                Some(unpacked)
            }
            None => {
                self.is_swollen = true;
                None
            }
        }
    }

    /// The text of a file of XML, which is UTF-8 or says what it is.
    pub fn text(&mut self, name: &str) -> Option<(String, bool)> {
        let file = self.read(name)?;
        Some((super::xml_text(&file.bytes).0, file.is_whole))
    }

    /// Why nothing could be read of a document.
    pub fn trouble(&self, format: Format) -> IngestError {
        if self.is_swollen {
            IngestError::Swollen(format)
        } else if self.is_locked {
            IngestError::Locked(format)
        } else {
            IngestError::Damaged(format)
        }
    }
}

/// As far as it can be read; `None` where that is more than allowed, whatever it says of its size.
fn unpack(file: &mut impl Read, most: usize) -> Option<Unpacked> {
    let mut bytes = Vec::new();
    let mut chunk = [0; CHUNK];
    loop {
        match file.read(&mut chunk) {
            Ok(0) => return Some(Unpacked { bytes, is_whole: true }),
            Ok(read) if bytes.len() + read > most => return None,
            Ok(read) => bytes.extend_from_slice(&chunk[..read]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return Some(Unpacked { bytes, is_whole: false }),
        }
    }
}

/// Where entries begin, in what has no directory, as in a download that was cut off.
fn search(bytes: &[u8]) -> HashMap<String, usize> {
    const HEADER: &[u8] = b"PK\x03\x04";
    let mut found = HashMap::new();
    let mut at = 0;
    while let Some(next) = find(&bytes[at..], HEADER) {
        let header = &bytes[at + next..];
        if let Some(name) = name_in(header) {
            found.entry(name.to_owned()).or_insert(at + next);
        }
        if found.len() >= MOST_FILES {
            break;
        }
        at += next + HEADER.len();
    }
    found
}

/// The name in a local header, which follows the sizes of the entry.
fn name_in(header: &[u8]) -> Option<&str> {
    let length = u16::from_le_bytes(header.get(26..28)?.try_into().ok()?);
    str::from_utf8(header.get(30..30 + usize::from(length))?).ok().filter(|name| !name.is_empty())
}
