//! The reference says what the program can do, in both languages, and nothing else.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use konspekt::export::Format;

#[path = "../../xtask/src/dist/formats.rs"]
mod formats;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn read(name: &str) -> String {
    std::fs::read_to_string(docs().join(name)).unwrap_or_else(|error| panic!("docs/{name}: {error}"))
}

/// The words in a text that begin like an option, and the commands.
fn told(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let words = text.split(|c: char| !is_part(c)).filter(|word| word.starts_with("--") && word.len() > 2);
    let mut found: BTreeSet<String> = words.map(|word| word.trim_end_matches('-').to_owned()).collect();
    let commands =
        text.split("konspekt ").skip(1).filter_map(|rest| rest.split(|c: char| !c.is_ascii_lowercase()).next());
    found.extend(commands.filter(|command| !command.is_empty()).map(str::to_owned));
    found
}

/// What the program itself says it takes.
fn usage() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_konspekt")).arg("--help").output().expect("the program runs");
    let mut usage = told(&String::from_utf8(output.stdout).expect("UTF-8"));
    usage.retain(|word| !["--help", "--version"].contains(&word.as_str()));
    assert!(usage.len() > 15, "{usage:?}");
    usage
}

#[test]
fn the_reference_names_every_command_and_option_and_no_other() {
    for name in ["command-line.md", "ru/command-line.md"] {
        // Options of cargo and the commands of this repository are no part of the program.
        let text: Vec<String> = read(name).lines().filter(|line| !line.contains("cargo ")).map(str::to_owned).collect();
        let mut found = told(&text.join("\n"));
        // As in a path or a name.
        found.retain(|word| word.starts_with("--") || usage().contains(word) || word.len() > 3);
        assert_eq!(found, usage(), "docs/{name}");
    }
}

#[test]
fn the_reference_names_every_format() {
    for name in ["command-line.md", "ru/command-line.md"] {
        let text = read(name);
        let table: Vec<&str> = text.lines().filter(|line| line.starts_with("| `")).collect();
        for format in Format::ALL {
            let name_in_table = format!("`{}`", format.name());
            assert!(table.iter().any(|line| line.contains(&name_in_table)), "docs/{name}: {}", format.name());
        }
    }
}

/// Whoever is handed the program gets the sample in every format too, made by a command that the program takes.
#[test]
fn every_format_is_among_the_examples() {
    let list = formats::FORMATS.iter().map(|format| (format.name, format.ending, format.has_page));
    let known = Format::ALL.iter().map(|format| (format.name(), format.ending(), format.has_page()));
    assert!(list.eq(known));
}

/// The keys of the public form, in the tables of both languages.
#[test]
fn the_form_of_a_lesson_is_described_key_by_key() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/home-front-1944.txt");
    let mut konspekt = Command::new(env!("CARGO_BIN_EXE_konspekt"));
    let output = konspekt.arg("export").arg(sample).args(["--to", "json"]).output().expect("the program runs");
    let whole: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let keys: BTreeSet<&str> = whole.as_object().expect("an object").keys().map(String::as_str).collect();
    for name in ["lesson.md", "ru/lesson.md"] {
        let text = read(name);
        let first = text.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
        let found: Vec<&str> =
            first.flat_map(|cell| cell.split(['`', ',', ' ']).filter(|key| !key.is_empty())).collect();
        assert_eq!(found.into_iter().collect::<BTreeSet<&str>>(), keys, "docs/{name}");
    }
}

/// Every link to a file leads to one.
#[test]
fn no_link_is_broken() {
    let mut count = 0;
    for folder in [docs(), docs().join("ru")] {
        for entry in std::fs::read_dir(&folder).expect("the folder").flatten() {
            let path = entry.path();
            if path.extension().is_none_or(|ending| ending != "md") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a text");
            for rest in text.split("](").skip(1) {
                let to = rest.split([')', '#']).next().unwrap_or_default();
                if !to.is_empty() && !to.contains("://") {
                    assert!(folder.join(to).exists(), "{}: {to}", path.display());
                    count += 1;
                }
            }
        }
    }
    assert!(count > 10, "{count}");
}
