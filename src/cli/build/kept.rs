//! What a site was made from: one JSON file in it, by which a later build knows what it can leave alone, and which files are its own.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::export::site::{Listed, PAGE, READ, RECORDS, STUDY};

/// The name of the file, and that of the journal of a build.
pub const LIST: &str = "konspekt-site.json";
pub const JOURNAL: &str = "konspekt-site.journal";
const VERSION: u64 = 2;
/// The names of a lesson's files.
const NAMES: [&str; 4] = [PAGE, READ, RECORDS, STUDY];

/// Everything that was built.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    pub lessons: Vec<Made>,
    /// Files that a build was about to write when it was broken off: none of them was there before.
    pub claimed: BTreeSet<String>,
}

/// A lesson that was built.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The file of its text, below the folder of all.
    pub text: String,
    /// The digest of all that it was made from.
    pub made_from: String,
    pub listed: Listed,
    pub files: Vec<Written>,
}

/// A file as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub name: String,
    pub length: u64,
    pub digest: String,
}

impl Written {
    pub fn of(name: &str, bytes: &[u8]) -> Written {
        Written { name: name.to_owned(), length: bytes.len() as u64, digest: digest(&[bytes]) }
    }

    /// Whether there are other bytes by now.
    pub fn is_changed(&self, file: &Path) -> bool {
        std::fs::read(file).is_ok_and(|bytes| digest(&[&bytes]) != self.digest)
    }
}

impl Made {
    /// Whether its files are there as they were written.
    pub fn is_whole(&self, site: &Path) -> bool {
        let folder = site.join(&self.listed.folder);
        let is_there = |written: &Written| {
            let file = folder.join(&written.name);
            // A length is told sooner than a digest.
            std::fs::metadata(&file).is_ok_and(|known| known.is_file() && known.len() == written.length)
                && std::fs::read(&file).is_ok_and(|bytes| digest(&[&bytes]) == written.digest)
        };
        self.files.iter().all(is_there)
    }
}

impl Kept {
    /// The list of a site, and what a build that was broken off has written. In a folder that holds a page of somebody else, or a list that
    /// cannot be read, nobody knows what is whose, and nothing is built.
    pub fn read(site: &Path) -> Result<Kept, String> {
        let refused = |why: String| {
            Err(format!("{}: {why}: an empty folder is expected, or a site with its {LIST}", site.display()))
        };
        let Some(claimed) = Journal::read(site) else { return refused(format!("its {JOURNAL} is damaged")) };
        let mut kept = Kept::default();
        if is_there(&site.join(LIST)) {
            let written = std::fs::read_to_string(site.join(LIST)).ok();
            match written.and_then(|written| parsed(&serde_json::from_str(&written).ok()?)) {
                Some(known) => kept = known,
                None => return refused(format!("its {LIST} is damaged, or of another version")),
            }
            kept.claimed.insert(PAGE.to_owned());
        }
        kept.claimed.extend(claimed);
        match is_there(&site.join(PAGE)) && !kept.claimed.contains(PAGE) {
            true => refused(format!("it is no site that was built here, but has an {PAGE}")),
            false => Ok(kept),
        }
    }

    /// Every file below the site that is its own, as `folder/name`.
    pub fn own(&self) -> BTreeSet<String> {
        let of_lesson = |made: &Made| {
            let folder = made.listed.folder.clone();
            made.files.iter().map(move |file| below(&folder, &file.name)).collect::<Vec<_>>()
        };
        self.lessons.iter().flat_map(of_lesson).chain(self.claimed.iter().cloned()).collect()
    }

    pub fn written(&self) -> String {
        let lesson = |made: &Made| {
            let Made { text, made_from, listed, files } = made;
            let Listed { folder, title, words, facts, cards, charts } = listed;
            let file = |Written { name, length, digest }: &Written| json!([name, length, digest]);
            let files: Vec<Value> = files.iter().map(file).collect();
            json!({"text": text, "made_from": made_from, "folder": folder, "title": title, "words": words, "facts": facts, "cards": cards,
                "charts": charts, "files": files})
        };
        let lessons: Vec<Value> = self.lessons.iter().map(lesson).collect();
        let mut list = json!({"konspekt_site": VERSION, "lessons": lessons});
        if !self.claimed.is_empty() {
            list["claimed"] = json!(self.claimed);
        }
        format!("{list:#}\n")
    }
}

/// What a build is about to write, a line a file, where there was none: if it is broken off, a later one knows what is its own. It goes when
/// the list is written.
pub struct Journal {
    path: PathBuf,
    file: Mutex<Option<File>>,
}

impl Journal {
    pub fn of(site: &Path) -> Journal {
        Journal { path: site.join(JOURNAL), file: Mutex::default() }
    }

    /// The files that are named there, none where there is no journal; `None` where this is something else.
    fn read(site: &Path) -> Option<BTreeSet<String>> {
        let path = site.join(JOURNAL);
        if !is_there(&path) {
            return Some(BTreeSet::new());
        }
        let written = std::fs::read_to_string(path).ok()?;
        // The last line may not have come to its end.
        let whole = written.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let claimed: BTreeSet<String> = whole.lines().map(str::to_owned).collect();
        claimed.iter().all(|path| is_own(path)).then_some(claimed)
    }

    pub fn claim(&self, files: impl Iterator<Item = String>) -> Result<(), String> {
        let lines: String = files.map(|file| file + "\n").collect();
        if lines.is_empty() {
            return Ok(());
        }
        let failed = |error: std::io::Error| format!("{}: {error}", self.path.display());
        let mut file = self.file.lock().map_err(|_| "the journal is lost".to_owned())?;
        if file.is_none() {
            // After a line that has not come to its end, a new one begins.
            let lacks_end =
                std::fs::read(&self.path).is_ok_and(|known| known.last().is_some_and(|last| *last != b'\n'));
            let mut opened = File::options().create(true).append(true).open(&self.path).map_err(failed)?;
            if lacks_end {
                let whole = std::fs::read_to_string(&self.path).map_err(failed)?;
                opened.set_len(whole.rfind('\n').map_or(0, |end| end as u64 + 1)).map_err(failed)?;
                opened.flush().map_err(failed)?;
            }
            *file = Some(opened);
        }
        match file.as_mut() {
            Some(file) => file.write_all(lines.as_bytes()).map_err(failed),
            None => Ok(()),
        }
    }

    pub fn end(self) {
        drop(self.file);
        let _ = std::fs::remove_file(self.path);
    }
}

/// Whether a path below the site can be a file of ours.
fn is_own(path: &str) -> bool {
    path == PAGE || path.split_once('/').is_some_and(|(folder, name)| is_plain(folder) && NAMES.contains(&name))
}

/// How a file of a lesson is called below the site.
pub fn below(folder: &str, name: &str) -> String {
    format!("{folder}/{name}")
}

/// Whether anything has this name, be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

/// The first of these files of a lesson that was there before and is not the site's own.
pub fn foreign(site: &Path, folder: &str, names: &[&str], own: &BTreeSet<String>) -> Option<PathBuf> {
    let path = site.join(folder);
    // Behind a link is a folder of somebody else, or another lesson's.
    if path.is_symlink() {
        return Some(path);
    }
    let is_foreign = |name: &&&str| is_there(&path.join(**name)) && !own.contains(&below(folder, name));
    names.iter().find(is_foreign).map(|name| path.join(name))
}

fn parsed(list: &Value) -> Option<Kept> {
    let lesson = |made: &Value| {
        let text = |name: &str| made[name].as_str().map(str::to_owned);
        let count = |name: &str| made[name].as_u64().and_then(|count| usize::try_from(count).ok());
        // What is taken away later has to be a file of ours in the site.
        let folder = text("folder").filter(|folder| is_plain(folder))?;
        let files: Vec<(String, u64, String)> = serde_json::from_value(made["files"].clone()).ok()?;
        if !files.iter().all(|(name, ..)| NAMES.contains(&name.as_str())) {
            return None;
        }
        let files = files.into_iter().map(|(name, length, digest)| Written { name, length, digest }).collect();
        let (title, words) = (text("title")?, count("words")?);
        let listed =
            Listed { folder, title, words, facts: count("facts")?, cards: count("cards")?, charts: count("charts")? };
        Some(Made { text: text("text")?, made_from: text("made_from")?, listed, files })
    };
    if list["konspekt_site"].as_u64() != Some(VERSION) {
        return None;
    }
    let lessons = list["lessons"].as_array()?.iter().map(lesson).collect::<Option<Vec<Made>>>()?;
    let claimed: BTreeSet<String> = match &list["claimed"] {
        Value::Null => BTreeSet::new(),
        claimed => serde_json::from_value(claimed.clone()).ok()?,
    };
    claimed.iter().all(|path| is_own(path)).then_some(Kept { lessons, claimed })
}

fn is_plain(folder: &str) -> bool {
    !folder.is_empty() && folder.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// SHA-256 over the parts, each after its length, in hexadecimal digits.
pub fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
