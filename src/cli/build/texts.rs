//! The texts in a folder, each with the folder of its lesson in the site.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::kept::digest;

/// What the names of texts end in; other files are left alone.
const ENDINGS: [&str; 15] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "docx", "odt", "rtf", "fb2", "fb2.zip", "epub", "pdf",
    "csv",
];
const CORRECTIONS: &str = ".corrections.json";
const INTRODUCTION: &str = ".introduction.txt";
/// A folder's name is not longer.
const LONGEST: usize = 60;

/// A file that becomes a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub path: PathBuf,
    /// Below the folder of all texts, with `/`.
    pub name: String,
    /// What somebody reads otherwise in it.
    pub corrections: Option<PathBuf>,
    /// What stands before it.
    pub introduction: Option<PathBuf>,
    /// Of its lesson, in the site.
    pub folder: String,
}

/// All texts below a folder, in the order of their names. Hidden files are left alone, and so is the site, should it be in there.
pub fn find(from: &Path, site: &Path) -> Result<Vec<Text>, String> {
    let site = std::fs::canonicalize(site).ok();
    let mut names = Vec::new();
    walk(from, "", site.as_deref(), &mut names)?;
    names.sort();
    // The introduction of a text is no text; what only ends like one is.
    let is_introduction = |name: &str| {
        let of = name.strip_suffix(INTRODUCTION);
        of.is_some_and(|of| names.iter().any(|text| text == of || text != name && stem(text) == of))
    };
    let names: Vec<String> = names.iter().filter(|name| !is_introduction(name)).cloned().collect();
    let mut taken = BTreeSet::new();
    Ok(names
        .into_iter()
        .map(|name| {
            let path = from.join(&name);
            let bare = stem(&name);
            let beside = |name: &str, ending| Some(from.join(format!("{name}{ending}"))).filter(|path| path.is_file());
            // `chapter.corrections.json` belongs to `chapter.txt`; `chapter.txt.corrections.json` does so beyond doubt.
            let of_text = |ending| beside(&name, ending).or_else(|| beside(bare, ending));
            let (corrections, introduction) = (of_text(CORRECTIONS), of_text(INTRODUCTION));
            let plain = folder(bare);
            let folder = match taken.insert(plain.clone()) {
                true => plain,
                false => format!("{plain}-{}", &digest(&[name.as_bytes()])[..8]),
            };
            taken.insert(folder.clone());
            Text { path, name, corrections, introduction, folder }
        })
        .collect())
}

fn walk(folder: &Path, below: &str, site: Option<&Path>, names: &mut Vec<String>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: cannot be read: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        // A name that is no UTF-8 could not be told of.
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = entry.path();
        if name.starts_with('.') || site.is_some_and(|site| std::fs::canonicalize(&path).is_ok_and(|path| path == site))
        {
            continue;
        }
        let name = format!("{below}{name}");
        // A link to a folder may lead round in a circle.
        match entry.file_type().map_err(failed)? {
            kind if kind.is_dir() => walk(&path, &format!("{name}/"), site, names)?,
            _ if path.is_file() && ending(&name).is_some() => names.push(name),
            _ => {}
        }
    }
    Ok(())
}

fn ending(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    // The longest first: `.fb2.zip` is one.
    let ends = |ending: &&&str| name.strip_suffix(**ending).is_some_and(|stem| stem.len() > 1 && stem.ends_with('.'));
    ENDINGS.iter().filter(ends).max_by_key(|ending| ending.len()).copied()
}

/// The name without its ending.
fn stem(name: &str) -> &str {
    // In lower case a letter may be longer, but an ending is not.
    ending(name).and_then(|ending| name.get(..name.len() - ending.len() - 1)).unwrap_or(name)
}

/// A name that every host and every disk takes: Latin letters, digits and hyphens.
fn folder(stem: &str) -> String {
    let mut out = String::new();
    for c in stem.to_lowercase().chars() {
        match latin(c) {
            Some(letters) => out.push_str(letters),
            None if c.is_ascii_alphanumeric() => out.push(c),
            None if out.ends_with('-') || out.is_empty() => {}
            None => out.push('-'),
        }
    }
    out.truncate(LONGEST);
    let out = out.trim_matches('-');
    if out.is_empty() { format!("lesson-{}", &digest(&[stem.as_bytes()])[..8]) } else { out.to_owned() }
}

/// A Russian letter as it is written in addresses.
fn latin(c: char) -> Option<&'static str> {
    const LETTERS: [&str; 32] = [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
        "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];
    match c {
        'ё' => Some("e"),
        'а'..='я' => LETTERS.get(c as usize - 'а' as usize).copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_every_host_takes() {
        for (stem, expected) in [
            ("Глава 1. Тыл", "glava-1-tyl"),
            ("щи/ёж", "shchi-ezh"),
            ("a/../b", "a-b"),
            ("--", "lesson-"),
            ("日本", "lesson-"),
            ("x<script>", "x-script"),
        ] {
            let found = folder(stem);
            assert!(found.starts_with(expected) && found.len() <= LONGEST, "{found}");
        }
        assert!(folder(&"щ".repeat(99)).len() <= LONGEST);
    }

    #[test]
    fn an_ending_is_the_longest() {
        assert_eq!((stem("a/б.FB2.ZIP"), stem("a.b.txt"), stem("İ.TXT")), ("a/б", "a.b", "İ"));
        assert_eq!((ending(".txt"), ending("a.png"), ending("txt")), (None, None, None));
    }
}
