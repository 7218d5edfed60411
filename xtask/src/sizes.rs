//! The weight of the app.
//!
//! The first load is `index.html` and every file that it names. What the app fetches later, such as the sample lesson, is
//! shown beside it and not counted.

use crate::failure::{Failure, Result, While};
use crate::hook::DICTIONARY;
use crate::{docs, encode, html, paths};
use std::fs;
use std::path::{Path, PathBuf};

/// The first load may weigh this much, gzipped, as is promised. Whatever need not be known at the start should rather come later.
pub const LIMIT: usize = 300_000;

/// The dictionary, which comes after the first load, may weigh this much as it is sent.
pub const DICTIONARY_LIMIT: usize = 1_000_000;

/// One file of the app.
pub struct Sized {
    /// Its path from the app's folder, with slashes.
    pub name: String,
    /// Its bytes as they are.
    pub raw: usize,
    /// Its bytes as a host sends them.
    pub gzipped: usize,
    /// Whether the page names it.
    pub is_first_load: bool,
}

/// The command.
pub fn run() -> Result {
    let folder = paths::dist();
    if !folder.join("index.html").is_file() {
        return Err(Failure::new("There is no dist/index.html to weigh; build it with 'cargo xtask build'."));
    }
    let files = measure(&folder)?;
    println!("{:<44} {:>12} {:>12}", "file", "raw", "gzipped");
    for file in &files {
        let note = if file.is_first_load { "" } else { "   (later, not counted)" };
        println!("{:<44} {:>12} {:>12}{note}", file.name, kilobytes(file.raw), kilobytes(file.gzipped));
    }
    let (raw, gzipped) = first_load(&files);
    println!("{:<44} {:>12} {:>12}   (limit {})", "first load", kilobytes(raw), kilobytes(gzipped), kilobytes(LIMIT));
    let dictionary = dictionary(&files)?;
    println!(
        "{:<44} {:>12} {:>12}   (limit {})",
        "dictionary, later",
        kilobytes(dictionary.raw),
        kilobytes(dictionary.gzipped),
        kilobytes(DICTIONARY_LIMIT)
    );
    if dictionary.raw > DICTIONARY_LIMIT {
        return Err(Failure::new(format!(
            "The dictionary weighs {}; the limit is {}. Pack it better.",
            kilobytes(dictionary.raw),
            kilobytes(DICTIONARY_LIMIT)
        )));
    }
    if gzipped <= LIMIT {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "The first load weighs {} gzipped; the limit is {}. Load something of it later, or leave it out.",
            kilobytes(gzipped),
            kilobytes(LIMIT)
        )))
    }
}

/// The first load's bytes, raw and gzipped.
pub fn first_load(files: &[Sized]) -> (usize, usize) {
    let first = || files.iter().filter(|file| file.is_first_load);
    (first().map(|file| file.raw).sum(), first().map(|file| file.gzipped).sum())
}

/// The dictionary, which has to be there and must not be part of the first load.
pub fn dictionary(files: &[Sized]) -> Result<&Sized> {
    let dictionary = files.iter().find(|file| file.name.starts_with(DICTIONARY));
    match dictionary {
        Some(file) if !file.is_first_load => Ok(file),
        Some(_) => Err(Failure::new("The page names the dictionary: it would be part of the first load.")),
        None => Err(Failure::new("dist/ has no dictionary; build it with 'cargo xtask build'.")),
    }
}

/// Weighs every file of the app in a folder, the first load first. The documentation beside it is no part of the app.
pub fn measure(folder: &Path) -> Result<Vec<Sized>> {
    let page = crate::hook::read(&folder.join("index.html"))?;
    let mut named = vec!["index.html".to_owned()];
    for tag in html::tags(&page) {
        let addresses = ["href", "src", "data-wasm"].iter().filter_map(|name| tag.attribute(name));
        named.extend(addresses.map(|address| address.trim_start_matches("./").to_owned()));
    }
    let mut paths = Vec::new();
    list(folder, &mut paths)?;
    let mut files = Vec::new();
    for path in paths {
        let doing = format!("reading {}", path.display());
        let bytes = fs::read(&path).during(&doing)?;
        let inside = path.strip_prefix(folder).during(&doing)?;
        let name = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let gzipped = encode::gzip(&bytes).during(&doing)?.len();
        files.push(Sized { is_first_load: named.contains(&name), name, raw: bytes.len(), gzipped });
    }
    files.sort_by(|a, b| (!a.is_first_load, &a.name).cmp(&(!b.is_first_load, &b.name)));
    Ok(files)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result {
    let doing = format!("reading {}", folder.display());
    for entry in fs::read_dir(folder).during(&doing)? {
        let path = entry.during(&doing)?.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name == docs::FOLDER) {
            continue;
        } else if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// A number of bytes for a person: thousands of bytes, as limits are given.
pub fn kilobytes(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}
