//! The licences of the libraries in the app, as a text that lies beside it: which library is under which, and the words of each once.

use crate::failure::{Failure, Result, While};
use crate::shell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What runs in the browser.
const TARGET: &str = "wasm32-unknown-unknown";
/// How the names of files with a licence, or with what it asks to be passed on, begin.
const NAMES: [&str; 5] = ["license", "licence", "copying", "unlicense", "notice"];

/// A library, and the folder of its source.
struct Library {
    name: String,
    version: String,
    licence: String,
    folder: Option<PathBuf>,
}

/// The text, of the libraries that are linked into the app.
pub fn of_the_app() -> Result<String> {
    let listed = output(
        cargo()
            .args(["tree", "--package", "konspekt", "--target", TARGET, "--edges", "normal", "--prefix", "none"])
            .args(["--format", "{p}\t{l}"]),
    )?;
    let metadata = output(cargo().args(["metadata", "--format-version", "1", "--filter-platform", TARGET]))?;
    let libraries = libraries(&listed, &folders(&metadata));
    if libraries.is_empty() {
        return Err(Failure::new("cargo tree names no library of the app, whose licences are to stand beside it."));
    }
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for library in &libraries {
        for text in
            library.folder.iter().map(|folder| texts_in(folder)).collect::<Result<Vec<_>>>()?.into_iter().flatten()
        {
            texts.entry(text).or_default().push(format!("{} {}", library.name, library.version));
        }
    }
    Ok(written(&libraries, &texts))
}

fn cargo() -> Command {
    let mut command = shell::command("cargo");
    command.env("CARGO_NET_RETRY", "5");
    command
}

fn output(command: &mut Command) -> Result<String> {
    let words = shell::words(command);
    shell::output_of(command)
        .ok_or_else(|| Failure::new(format!("'{words}' failed, which tells the libraries of the app.")))
}

/// Of what `cargo tree` prints; the app itself is none.
fn libraries(listed: &str, folders: &BTreeMap<String, PathBuf>) -> Vec<Library> {
    let mut lines: Vec<&str> = listed.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    let read = |line: &str| {
        let (package, licence) = line.split_once('\t')?;
        let mut words = package.split(' ');
        let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
        // What stands in a folder of this repository is the app's own.
        let is_own = words.next().is_some_and(|place| place.starts_with("(/") || place.contains(":\\"));
        let licence = licence.trim_end_matches("(*)").trim().to_owned();
        let folder = folders.get(&format!("{name}-{version}")).cloned();
        (!is_own).then(|| Library { name: name.to_owned(), version: version.to_owned(), licence, folder })
    };
    let mut libraries: Vec<Library> = lines.into_iter().filter_map(read).collect();
    libraries.dedup_by(|a, b| a.name == b.name && a.version == b.version);
    libraries
}

/// The folders of the sources by their names, which end with a version.
fn folders(metadata: &str) -> BTreeMap<String, PathBuf> {
    let manifests = metadata.split("\"manifest_path\":\"").skip(1).filter_map(|rest| rest.split('"').next());
    let folders =
        manifests.filter_map(|manifest| Path::new(&manifest.replace("\\\\", "\\")).parent().map(Path::to_path_buf));
    folders.filter_map(|folder| Some((folder.file_name()?.to_str()?.to_owned(), folder))).collect()
}

/// The licences in a folder, in the order of their files.
fn texts_in(folder: &Path) -> Result<Vec<String>> {
    let doing = format!("reading {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).during(&doing)? {
        let path = entry.during(&doing)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        if path.is_file() && NAMES.iter().any(|begin| name.starts_with(begin)) {
            files.push(path);
        }
    }
    files.sort();
    let read = |file: &PathBuf| {
        let text = fs::read(file).during(format_args!("reading {}", file.display()))?;
        Ok(String::from_utf8_lossy(&text).replace("\r\n", "\n").trim().to_owned())
    };
    files.iter().map(read).collect()
}

fn written(libraries: &[Library], texts: &BTreeMap<String, Vec<String>>) -> String {
    let mut out = String::from("The libraries in Konspekt and their licences\n\n");
    for Library { name, version, licence, .. } in libraries {
        let licence = if licence.is_empty() { "see below" } else { licence };
        out.push_str(&format!("{name} {version}: {licence}\n"));
    }
    for (text, of) in texts {
        out.push_str(&format!("\n{}\n{}\n\n{text}\n", "-".repeat(72), of.join(", ")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_read_off_the_tree_without_the_app_itself() {
        let listed = "konspekt v0.1.0 (/home/a/konspekt)\tMIT\nfsrs v6.6.2\tBSD-3-Clause\nserde v1.0.0\tMIT OR Apache-2.0\n\
                      serde v1.0.0\tMIT OR Apache-2.0 (*)\n";
        let metadata = r#"{"packages":[{"manifest_path":"/r/fsrs-6.6.2/Cargo.toml"},{"manifest_path":"C:\\r\\serde-1.0.0\\Cargo.toml"}]}"#;
        let found = libraries(listed, &folders(metadata));
        let names: Vec<(&str, &str)> = found.iter().map(|one| (one.name.as_str(), one.licence.as_str())).collect();
        assert_eq!(names, [("fsrs", "BSD-3-Clause"), ("serde", "MIT OR Apache-2.0")]);
        assert_eq!(found[0].folder.as_deref(), Some(Path::new("/r/fsrs-6.6.2")));
    }

    #[test]
    fn every_library_of_the_app_is_named_with_its_words() {
        let text = of_the_app().expect("the licences");
        for name in ["fsrs ", "yew ", "wasm-bindgen ", "rust_decimal ", "zip "] {
            assert!(text.contains(&format!("\n{name}")), "{name} is not named");
        }
        assert!(text.contains("Permission is hereby granted"), "no licence has its words");
        assert!(!text.contains("\nkonspekt 0"), "the app itself is no library of it");
        // Nothing tells where it was built.
        let home = std::env::var("HOME").unwrap_or_default();
        assert!(home.len() < 2 || !text.contains(&format!("{home}/")), "a place of this machine");
    }
}
