//! What a site was made from: one JSON file in it, by which a later build knows what it can leave alone.

use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::export::site::{Listed, PAGE, READ, RECORDS, STUDY};

/// The name of the file.
pub const LIST: &str = "konspekt-site.json";
const VERSION: u64 = 1;

/// Everything that was built.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    pub lessons: Vec<Made>,
}

/// A lesson that was built.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The file of its text, below the folder of all.
    pub text: String,
    /// The digest of all that it was made from.
    pub made_from: String,
    pub listed: Listed,
    /// With their lengths.
    pub files: Vec<(String, u64)>,
}

impl Made {
    /// Whether its files are there, as long as they were.
    pub fn is_whole(&self, site: &Path) -> bool {
        let folder = site.join(&self.listed.folder);
        let is_there = |(name, length): &(String, u64)| {
            std::fs::metadata(folder.join(name)).is_ok_and(|file| file.is_file() && file.len() == *length)
        };
        self.files.iter().all(is_there)
    }
}

impl Kept {
    /// The list of a site. Of a folder that holds a page of somebody else nothing is built; a list that cannot be read is none.
    pub fn read(site: &Path) -> Result<Kept, String> {
        let Ok(written) = std::fs::read_to_string(site.join(LIST)) else {
            return match site.join(PAGE).exists() {
                true => Err(format!(
                    "{} is no site that was built here, but has an {PAGE}: an empty folder is expected, or a site with its {LIST}",
                    site.display()
                )),
                false => Ok(Kept::default()),
            };
        };
        Ok(serde_json::from_str(&written).ok().and_then(|list| parsed(&list)).unwrap_or_default())
    }

    pub fn written(&self) -> String {
        let lesson = |made: &Made| {
            let Made { text, made_from, listed, files } = made;
            let Listed { folder, title, words, facts, cards, charts } = listed;
            json!({"text": text, "made_from": made_from, "folder": folder, "title": title, "words": words, "facts": facts, "cards": cards,
                "charts": charts, "files": files})
        };
        let lessons: Vec<Value> = self.lessons.iter().map(lesson).collect();
        format!("{:#}\n", json!({"konspekt_site": VERSION, "lessons": lessons}))
    }
}

fn parsed(list: &Value) -> Option<Kept> {
    let lesson = |made: &Value| {
        let text = |name: &str| made[name].as_str().map(str::to_owned);
        let count = |name: &str| made[name].as_u64().and_then(|count| usize::try_from(count).ok());
        // What is taken away later has to be a file of ours in the site.
        let folder = text("folder").filter(|folder| is_plain(folder))?;
        let files: Vec<(String, u64)> = serde_json::from_value(made["files"].clone()).ok()?;
        if !files.iter().all(|(name, _)| [PAGE, READ, RECORDS, STUDY].contains(&name.as_str())) {
            return None;
        }
        let (title, words) = (text("title")?, count("words")?);
        let listed =
            Listed { folder, title, words, facts: count("facts")?, cards: count("cards")?, charts: count("charts")? };
        Some(Made { text: text("text")?, made_from: text("made_from")?, listed, files })
    };
    if list["konspekt_site"].as_u64() != Some(VERSION) {
        return None;
    }
    list["lessons"].as_array()?.iter().map(lesson).collect::<Option<Vec<Made>>>().map(|lessons| Kept { lessons })
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
