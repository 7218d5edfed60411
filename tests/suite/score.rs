//! The score of the extraction against a gold made by hand. The gold is not part of the project; where it lies beside the
//! checkout, the figures that are reached may not be lost again.

use konspekt::lexicon::ru::morphology::Morphology;
use std::path::Path;
use std::process::Command;

/// The figure and the least (or, for errors, the most) that it may be.
const AT_LEAST: &[(&str, f64)] = &[("quantity.f1", 0.90), ("time.f1", 0.88), ("relation.f1", 0.60)];
const AT_MOST: &[(&str, f64)] = &[("sentence.errors", 5.0)];

#[test]
fn the_chapter_keeps_its_score() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let chapter = shared.join("seed/chapter.txt");
    if !chapter.exists() {
        println!("no gold beside this checkout; nothing to score");
        return;
    }
    let read = konspekt::ingest::read(&std::fs::read(&chapter).unwrap(), Some("chapter.txt")).unwrap();
    let lesson = konspekt::lesson::Lesson::of(read.document, 0, Morphology::bundled());
    let out = std::env::temp_dir().join(format!("konspekt-score-{}.json", std::process::id()));
    std::fs::write(&out, konspekt::report::extraction(&lesson).unwrap()).unwrap();
    let scored = Command::new("python3")
        .arg(shared.join("score/score.py"))
        .arg(shared.join("gold/chapter.json"))
        .arg(&out)
        .output()
        .expect("python3 scores the extraction");
    let _ = std::fs::remove_file(&out);
    let printed = String::from_utf8_lossy(&scored.stdout);
    assert!(scored.status.success(), "{}", String::from_utf8_lossy(&scored.stderr));
    println!("{printed}");
    let figure = |name: &str| -> f64 {
        let line = printed.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name} is among the figures printed"))
    };
    for (name, least) in AT_LEAST {
        assert!(figure(name) >= *least, "{name} is {}, at least {least} is reached", figure(name));
    }
    for (name, most) in AT_MOST {
        assert!(figure(name) <= *most, "{name} is {}, at most {most} is reached", figure(name));
    }
}
