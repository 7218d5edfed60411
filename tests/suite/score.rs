//! The score of the extraction against golds made by hand. The chapter's gold and the scorer are not part of the project, and
//! the passages of `tests/unseen` may not be published; where they lie beside the checkout, the figures that are reached may
//! not be lost again.

use konspekt::lexicon::ru::morphology::Morphology;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The figure and the least (or, for errors, the most) that it may be on the chapter.
const AT_LEAST: &[(&str, f64)] = &[
    ("quantity.precision", 1.0),
    ("quantity.recall", 1.0),
    ("quantity.bound", 0.98),
    ("quantity.subject", 0.95),
    ("quantity.period", 0.97),
    ("quantity.place", 0.87),
    ("time.f1", 0.98),
    ("event.recall", 0.9),
    ("entity.person.recall", 1.0),
    ("entity.organization.recall", 0.85),
    ("entity.place.recall", 0.9),
    ("claim.recall", 0.9),
    ("relation.f1", 0.95),
];
const AT_MOST: &[(&str, f64)] = &[("sentence.errors", 0.0), ("quantity.period.invented", 1.0), ("claim.false", 1.0)];

/// On each passage that no rule was written from.
const UNSEEN: &[(&str, f64)] = &[("quantity.f1", 0.84), ("time.f1", 0.80)];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What the scorer prints of a text.
fn score(text: &Path, gold: &Path) -> String {
    let read = konspekt::ingest::read(&std::fs::read(text).unwrap(), Some("text.txt")).unwrap();
    let lesson = konspekt::lesson::Lesson::of(read.document, 0, Morphology::bundled());
    let name = text.file_stem().unwrap_or_default().to_string_lossy();
    let out = std::env::temp_dir().join(format!("konspekt-score-{name}-{}.json", std::process::id()));
    std::fs::write(&out, konspekt::report::extraction(&lesson).unwrap()).unwrap();
    let scored = Command::new("python3")
        .arg(root().join("../shared/score/score.py"))
        .arg(gold)
        .arg(&out)
        .output()
        .expect("python3 scores the extraction");
    let _ = std::fs::remove_file(&out);
    assert!(scored.status.success(), "{}", String::from_utf8_lossy(&scored.stderr));
    String::from_utf8_lossy(&scored.stdout).into_owned()
}

/// `quantity.bound: 0.9833 (59/60)`, `claim.false: 0/25`, `time.f1: 1.0000`
fn figure(printed: &str, name: &str) -> f64 {
    let line = printed.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    let number = line.and_then(|value| value.split([' ', '/']).next()?.parse().ok());
    number.unwrap_or_else(|| panic!("{name} is among the figures printed"))
}

#[test]
fn the_chapter_keeps_its_score() {
    let shared = root().join("../shared");
    let chapter = shared.join("seed/chapter.txt");
    if !chapter.exists() {
        println!("no gold beside this checkout; nothing to score");
        return;
    }
    let printed = score(&chapter, &shared.join("gold/chapter.json"));
    println!("{printed}");
    for (name, least) in AT_LEAST {
        let figure = figure(&printed, name);
        assert!(figure >= *least, "{name} is {figure}, at least {least} is reached");
    }
    for (name, most) in AT_MOST {
        let figure = figure(&printed, name);
        assert!(figure <= *most, "{name} is {figure}, at most {most} is reached");
    }
}

#[test]
fn passages_of_other_kinds_keep_theirs() {
    let texts = root().join("tests/unseen/texts");
    let Ok(passages) = std::fs::read_dir(&texts) else {
        println!("no passages in {}; nothing to score", texts.display());
        return;
    };
    if !root().join("../shared/score/score.py").exists() {
        println!("no scorer beside this checkout; nothing to score");
        return;
    }
    for passage in passages.filter_map(|entry| Some(entry.ok()?.path())) {
        let gold = root().join("tests/unseen").join(passage.file_name().unwrap()).with_extension("json");
        let printed = score(&passage, &gold);
        for (name, least) in UNSEEN {
            let figure = figure(&printed, name);
            assert!(figure >= *least, "{}: {name} is {figure}, at least {least} is reached", passage.display());
        }
    }
}
