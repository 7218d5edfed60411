//! Reading a backup, whole or damaged. Nothing of a file is trusted: not its sizes, not its names, not its number of parts.

use std::io::{Cursor, ErrorKind, Read};

use zip::ZipArchive;

use super::{BackupError, LARGEST, MANIFEST, MOST_PARTS, Part, is_part_name, line, lines, read_manifest, sha256};

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// When it was made, UTC milliseconds; `None` where it does not say or cannot be asked.
    pub made: Option<i64>,
    /// The records that are whole, as the store that they come from kept them.
    pub records: Vec<String>,
    /// Lines that are not whole, as far as they are text: to be kept beside the records, as nothing is thrown away.
    pub damaged: Vec<String>,
    pub faults: Vec<Fault>,
}

/// Something wrong with a file that has been read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its list of parts is missing or damaged: the parts were looked for.
    NoManifest,
    /// It is cut off, or its directory is damaged: the parts were looked for.
    NoDirectory,
    /// A part that the manifest names is not there, with so many records.
    Missing { part: String, lost: u64 },
    /// A part is not what it was when it was written; so many of its records are missing, `None` where nothing tells.
    Altered { part: String, lost: Option<u64> },
    /// Something is in it that is no part; it was left alone.
    Foreign(usize),
}

/// What may still be unpacked of a file.
struct Budget(u64);

/// Everything in the file that is whole. Fails only where it is no backup, of a later version or too large.
pub fn read(bytes: &[u8]) -> Result<Contents, BackupError> {
    read_within(LARGEST, bytes)
}

/// The same with another limit than [`LARGEST`] on what it is and unpacks to.
pub fn read_within(limit: u64, bytes: &[u8]) -> Result<Contents, BackupError> {
    if bytes.len() as u64 > limit {
        return Err(BackupError::TooLarge);
    }
    if lines::are(bytes) {
        return lines::read(bytes);
    }
    let mut contents = Contents::default();
    let mut budget = Budget(limit);
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(mut zip) if zip.len() <= MOST_PARTS + 1 => contents.take_archive(&mut zip, &mut budget)?,
        Ok(_) => return Err(BackupError::TooLarge),
        Err(_) => contents.search(bytes, &mut budget)?,
    }
    Ok(contents)
}

impl Contents {
    fn take_archive(&mut self, zip: &mut ZipArchive<Cursor<&[u8]>>, budget: &mut Budget) -> Result<(), BackupError> {
        let names: Vec<String> = zip.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        let manifest = unpacked(zip, MANIFEST, budget)?;
        let manifest = manifest.as_ref().and_then(|bytes| read_manifest(str::from_utf8(bytes).ok()?));
        let parts: Vec<(String, Option<Part>)> = match manifest {
            Some(manifest) if manifest.version != super::VERSION => return Err(BackupError::Newer(manifest.version)),
            Some(manifest) => {
                self.made = manifest.made;
                manifest.parts.into_iter().map(|part| (part.name.clone(), Some(part))).collect()
            }
            None if !names.iter().any(|name| is_part_name(name)) => return Err(BackupError::Foreign),
            None => {
                self.faults.push(Fault::NoManifest);
                names.iter().filter(|name| is_part_name(name)).map(|name| (name.clone(), None)).collect()
            }
        };
        for (name, part) in &parts {
            match unpacked(zip, name, budget)? {
                Some(body) => self.take_part(name, part.as_ref(), &body),
                None => {
                    let lost = part.as_ref().map_or(0, |part| part.records);
                    self.faults.push(Fault::Missing { part: name.clone(), lost });
                }
            }
        }
        let is_foreign = |name: &&String| name.as_str() != MANIFEST && !parts.iter().any(|(known, _)| known == *name);
        let foreign = names.iter().filter(is_foreign).count();
        if foreign > 0 {
            self.faults.push(Fault::Foreign(foreign));
        }
        Ok(())
    }

    pub(super) fn take_part(&mut self, name: &str, part: Option<&Part>, body: &[u8]) {
        let before = self.records.len();
        let mut is_whole = true;
        let is_record = |line: &&[u8]| !line.is_empty() && !lines::is_read(line);
        for line in body.split(|byte| *byte == b'\n').filter(is_record) {
            match str::from_utf8(line).ok().and_then(line::read) {
                Some(record) => self.records.push(record),
                None => {
                    is_whole = false;
                    self.damaged.push(String::from_utf8_lossy(line).into_owned());
                }
            }
        }
        let found = (self.records.len() - before) as u64;
        let is_as_written = part.is_none_or(|part| part.bytes == body.len() as u64 && part.sha256 == sha256(body));
        if !is_whole || !is_as_written {
            let lost = part.map(|part| part.records.saturating_sub(found));
            self.faults.push(Fault::Altered { part: name.to_owned(), lost });
        }
    }

    /// Looks for parts in what has no directory, as in a download that was cut off.
    fn search(&mut self, bytes: &[u8], budget: &mut Budget) -> Result<(), BackupError> {
        const HEADER: &[u8] = b"PK\x03\x04";
        let mut parts: Vec<Part> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        let mut at = 0;
        while let Some(found) = bytes[at..].windows(HEADER.len()).position(|window| window == HEADER) {
            at += found;
            let header = &bytes[at..];
            at += HEADER.len();
            // Only what may be a part is handed over: the reader of an entry reads on to the end that the entry claims.
            let Some(name) = name_in(header).filter(|name| *name == MANIFEST || is_part_name(name)) else { continue };
            if seen.iter().any(|known| known == name) {
                continue;
            }
            if seen.len() > MOST_PARTS {
                return Err(BackupError::TooLarge);
            }
            let name = name.to_owned();
            let mut rest = Cursor::new(header);
            let body = match zip::read::read_zipfile_from_stream(&mut rest) {
                Ok(Some(mut file)) => budget.unpack(&mut file)?,
                _ => continue,
            };
            budget.take(rest.position())?;
            if name == MANIFEST {
                match str::from_utf8(&body).ok().and_then(read_manifest) {
                    Some(manifest) if manifest.version != super::VERSION => {
                        return Err(BackupError::Newer(manifest.version));
                    }
                    Some(manifest) => (self.made, parts) = (manifest.made, manifest.parts),
                    None => continue,
                }
            } else {
                self.take_part(&name, parts.iter().find(|part| part.name == name), &body);
            }
            seen.push(name);
        }
        if seen.is_empty() {
            return Err(BackupError::Foreign);
        }
        self.faults.insert(0, Fault::NoDirectory);
        if !seen.iter().any(|name| name == MANIFEST) {
            self.faults.push(Fault::NoManifest);
        }
        let missing = parts.into_iter().filter(|part| !seen.contains(&part.name));
        self.faults.extend(missing.map(|part| Fault::Missing { part: part.name, lost: part.records }));
        Ok(())
    }

    /// How many records are known to be missing.
    pub fn lost(&self) -> u64 {
        let lost = |fault: &Fault| match fault {
            Fault::Missing { lost, .. } => *lost,
            Fault::Altered { lost, .. } => lost.unwrap_or(0),
            _ => 0,
        };
        self.faults.iter().map(lost).sum()
    }
}

/// The name in a local header, which follows the sizes of the entry.
fn name_in(header: &[u8]) -> Option<&str> {
    let length = u16::from_le_bytes(header.get(26..28)?.try_into().ok()?);
    str::from_utf8(header.get(30..30 + usize::from(length))?).ok()
}

/// A file of the archive as far as it can be unpacked; `None` where it is not there at all.
fn unpacked(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    budget: &mut Budget,
) -> Result<Option<Vec<u8>>, BackupError> {
    match zip.by_name(name) {
        Ok(mut file) => budget.unpack(&mut file).map(Some),
        Err(_) => Ok(None),
    }
}

impl Budget {
    fn take(&mut self, bytes: u64) -> Result<(), BackupError> {
        self.0 = self.0.checked_sub(bytes).ok_or(BackupError::TooLarge)?;
        Ok(())
    }

    /// As far as it can be read; an error only where it is more than the budget allows, whatever it says of its size.
    fn unpack(&mut self, file: &mut impl Read) -> Result<Vec<u8>, BackupError> {
        let mut body = Vec::new();
        let mut chunk = [0; 16 << 10];
        loop {
            match file.read(&mut chunk) {
                Ok(0) => return Ok(body),
                Ok(read) => {
                    self.take(read as u64)?;
                    body.extend_from_slice(&chunk[..read]);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Ok(body),
            }
        }
    }
}
