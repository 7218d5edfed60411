//! The reference says what the program can do, in both languages, and nothing else.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use konspekt::embed::{Said, Storage, Told};
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

/// What a frame and the page around it say to each other, in the tables and the lines of both languages.
#[test]
fn the_messages_of_a_frame_are_described_key_by_key() {
    let text = || "a".to_owned();
    let said = [
        Said::Ready { title: text(), cards: 1, storage: Storage::Own },
        Said::Resize { height: 1 },
        Said::Answered { card: text(), prompt: text(), given: None, expected: text(), right: true, seconds: 1.0 },
        Said::Progress { done: 1.0, score: 1.0, state: text(), place: text() },
        Said::Completed { score: 1.0, passed: true },
        Said::Statement { statement: "{}".to_owned() },
        Said::Failed { reason: text() },
    ];
    let heard = [
        "{konspekt: 1, type: \"lesson\", lines, view, theme, language, seed}",
        "{konspekt: 1, type: \"hello\"}",
        "`view`, `theme`, `language`",
        "`resume` (`{state, place, kept, room}`)",
        "`{konspekt: 1, type: \"statement\", statement}`",
    ];
    for name in ["embedding.md", "ru/embedding.md"] {
        let page = read(name);
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        // What a page of one lesson says as a message, the element says as the event itself.
        for said in said.iter().filter(|said| !matches!(said, Said::Statement { .. })) {
            let message: serde_json::Value = serde_json::from_str(&said.write()).expect("JSON");
            let message = message.as_object().expect("an object");
            let kind = message["type"].as_str().expect("a type");
            let row = page.split(&format!("| `konspekt-{kind}` |")).nth(1).and_then(|rest| rest.split(" | |").next());
            let row = row.unwrap_or_else(|| panic!("docs/{name} has a row of {kind}"));
            for key in message.keys().filter(|key| !["konspekt", "type"].contains(&key.as_str())) {
                assert!(row.contains(&format!("`{key}`")), "docs/{name}, {kind}: {key} in {row}");
            }
        }
        for words in heard {
            // Russian joins the last of a list by another word, and nothing else.
            assert!(page.contains(words), "docs/{name}: {words}");
        }
    }
    // And these are what is heard.
    let message = |fields: &str| konspekt::json::read(&format!("{{\"konspekt\":1,{fields}}}")).and_then(Told::read);
    for fields in [
        r#""type":"lesson","lines":"","view":"cards","theme":"dark","language":"en","seed":3"#,
        r#""type":"view","view":"timeline""#,
        r#""type":"theme","theme":"light""#,
        r#""type":"language","language":"ru""#,
        r#""type":"resume","state":"1","place":"","kept":true,"room":64000"#,
    ] {
        assert!(message(fields).is_some(), "{fields}");
    }
}

/// A frame that may open no dialogs prints nothing, in silence; and the docs name what the element allows.
#[test]
fn a_framed_lesson_may_print() {
    let source = |name: &str| std::fs::read_to_string(docs().join("../src").join(name)).expect("a source");
    let element = source("ui/konspekt-lesson.js");
    let allowed = element.split("const SANDBOX = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a list");
    assert!(allowed.contains("allow-modals"), "{allowed}");
    assert!(source("export/scorm/launch.html").contains("sandbox=\"allow-scripts allow-downloads allow-modals\""));
    for name in ["embedding.md", "ru/embedding.md"] {
        assert!(read(name).contains(&format!("`{allowed}`")), "docs/{name}");
    }
}

/// What the guide has a teacher press is called so in the app.
#[test]
fn the_guide_names_what_the_app_shows() {
    fn words(folder: &Path, language: &str, found: &mut String) {
        for entry in std::fs::read_dir(folder).expect("the folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                words(&path, language, found);
            } else if path.file_stem().is_some_and(|stem| stem == language) {
                *found += &std::fs::read_to_string(&path).expect("a source");
            }
        }
    }
    for (guide, language, moodle) in [("guide.md", "english", "In Moodle"), ("ru/guide.md", "russian", "В Moodle")] {
        let mut shown = String::new();
        words(&docs().join("../src/ui/words"), language, &mut shown);
        // An item in one line, and without what is code.
        let text = read(guide).replace("\n   ", " ");
        let text = text.split('`').step_by(2).collect::<String>();
        // What stands in Moodle is Moodle's to name.
        let own = text.lines().filter(|line| !line.contains(moodle)).collect::<Vec<_>>().join("\n");
        let named = own.split('*').skip(1).step_by(2);
        let mut count = 0;
        for name in named.flat_map(|way| way.split(" → ")) {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(shown.contains(&format!("\"{name}")), "{guide}: {name:?}");
            count += 1;
        }
        assert!(count > 15, "{guide}: {count}");
    }
}

/// What Moodle does with our files is Moodle's to decide, and a teacher should know it before a course is full of doubles.
#[test]
fn what_moodle_does_not_do_is_said() {
    let words = |name: &str| read(name).split_whitespace().collect::<Vec<_>>().join(" ");
    for (name, never, pass) in [
        (
            "guide.md",
            "Moodle adds and never replaces",
            "A grade to pass that you set in Moodle is for Moodle's own gradebook",
        ),
        ("ru/guide.md", "Moodle только добавляет и никогда не заменяет", "Проходной балл, который задают в Moodle"),
    ] {
        let page = words(name);
        assert!(page.contains(never) && page.contains(pass), "docs/{name}");
    }
    assert!(words("command-line.md").contains("Moodle adds questions and never replaces any"));
    assert!(words("ru/command-line.md").contains("Moodle только добавляет вопросы и никогда не заменяет"));
}

/// A button is on the pages that the guides say: each is drawn by one function, which these pages call.
#[test]
fn the_guides_say_on_which_page_a_button_is() {
    let source = |page: &str| {
        let path = docs().join("../src/ui").join(page);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let draws = |page: &str, what: &str| source(page).contains(what);
    let pages = ["pages/text.rs", "pages/cards.rs", "pages/teach.rs", "pages/charts.rs"];
    let of = |what: &str| pages.map(|page| draws(page, what));
    assert_eq!(of("{ publishing(app"), [false, true, true, false]);
    for (name, words) in [
        ("embedding.md", "*Publish the lesson…*, on the pages *Cards* and *For learners*,"),
        ("ru/embedding.md", "*Издать урок…* — на страницах *Карточки* и *Для учеников* —"),
    ] {
        assert!(read(name).contains(words), "docs/{name}");
    }
    for (page, name) in [("words/teach/english.rs", "For learners"), ("words/teach/russian.rs", "Для учеников")]
    {
        assert!(draws(page, &format!("title: \"{name}\"")), "{page}");
    }
    // *Cards → Take the lesson along*, and *On the lesson's text: Save the lesson as one file*.
    assert_eq!(of("{ taking_out(app"), [false, true, true, false]);
    assert!(draws("components/correct.rs", "{ words.hand_on }"));
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
