//! The sample lesson at every seam, as text that a person who knows Russian and no Rust can check.
//!
//! `KONSPEKT_BLESS=1 cargo test --test suite golden` writes the files anew; read the difference before you commit it.

use std::path::PathBuf;

use konspekt::card::default_deck;
use konspekt::export::{Chosen, Format, Whole, write};
use konspekt::ingest;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::relate::RelationKind;
use konspekt::report::plain;

fn sample() -> Lesson {
    Lesson::of(ingest::read_text(SAMPLE, None).expect("the sample is a text").document, 0, Morphology::bundled())
}

fn check(seam: &str, found: &str) {
    check_file(&format!("{seam}.txt"), found);
}

fn check_file(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/home-front").join(name);
    if std::env::var_os("KONSPEKT_BLESS").is_some() {
        std::fs::write(&path, found).expect("the golden file can be written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if let Some((number, (want, have))) =
        (expected.lines().chain([""]).zip(found.lines().chain([""])).enumerate()).find(|(_, (want, have))| want != have)
    {
        panic!("{}:{}\n  expected: {want}\n  found:    {have}", path.display(), number + 1);
    }
    assert_eq!(expected.lines().count(), found.lines().count(), "{} has another number of lines", path.display());
}

#[test]
fn sentences() {
    check("sentences", &plain::sentences(&sample()));
}

#[test]
fn mentions() {
    check("mentions", &plain::mentions(&sample()));
}

#[test]
fn facts() {
    check("facts", &plain::facts(&sample()));
}

#[test]
fn relations() {
    check("relations", &plain::relations(&sample()));
}

#[test]
fn cards() {
    let lesson = sample();
    check("cards", &plain::cards(default_deck(&lesson.cards, lesson.words())));
}

/// On the sample: a chart for each relation, those of parts in the chart of the whole, one timeline, and no other.
#[test]
fn every_relation_has_its_chart() {
    let lesson = sample();
    assert!(lesson.relations.len() > 8, "the sample has relations");
    for relation in &lesson.relations {
        let of = |chart: &&konspekt::chart::ChartSpec| {
            relation.facts.iter().all(|fact| chart.rows.iter().any(|row| row.fact == *fact))
        };
        assert_eq!(lesson.charts.iter().filter(of).count(), 1, "{:?}: {}", relation.kind, relation.title);
    }
    for chart in &lesson.charts {
        assert!(chart.rows.len() > 1, "a chart of one number: {}", chart.title);
        let is_related = lesson.relations.iter().any(|relation| Some(&relation.id) == chart.relation.as_ref());
        assert!(is_related || chart.form == konspekt::chart::Form::Timeline, "{} is of no relation", chart.title);
        assert!(!chart.title.is_empty() && !chart.reading.is_empty());
    }
}

#[test]
fn charts() {
    check("charts", &plain::charts(&sample().charts));
}

const INTRODUCTION: &str = "Прочитайте главу и посмотрите на графики.\n\nПотом ответьте на вопросы.";

/// The default deck in every format that is a text; a package as the texts in it.
#[test]
fn exports() {
    let lesson = sample();
    let cards = default_deck(&lesson.cards, lesson.words());
    let document = &lesson.document;
    let chosen = Chosen {
        lesson: "sample",
        title: &document.title,
        cards,
        text: &document.text,
        source: &document.source,
        introduction: Some(INTRODUCTION),
    };
    let export = |format: Format| write(format, &[Whole { chosen, lesson: &lesson, seed: 0 }], 0).expect("an export");
    use Format::*;
    for format in [AnkiText, Gift, MoodleXml, Csv, Tsv, Markdown, Sheet, SheetWithKey] {
        let text = String::from_utf8(export(format)).expect("UTF-8");
        check_file(&format!("export.{}", format.ending()), &text);
    }
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(export(Qti3))).expect("a zip file");
    let mut texts = String::new();
    for at in 0..package.len() {
        let mut file = package.by_index(at).expect("a file");
        texts += &format!("=== {}\n", file.name().expect("a name"));
        std::io::Read::read_to_string(&mut file, &mut texts).expect("UTF-8");
    }
    check_file("export.qti.txt", &texts);
}

/// What the sample promises to show of the program.
#[test]
fn the_sample_is_rich_enough() {
    let lesson = sample();
    let quantities = lesson.facts.iter().filter(|fact| fact.quantity().is_some()).count();
    let relations = |kind| lesson.relations.iter().filter(|relation| relation.kind == kind).count();
    assert!((900..=1300).contains(&lesson.words()), "{} words", lesson.words());
    assert!(quantities >= 40, "{quantities} quantities");
    assert!(lesson.mentions.times.len() >= 30, "{} times", lesson.mentions.times.len());
    assert!(relations(RelationKind::Series) >= 5, "{} series", relations(RelationKind::Series));
    assert!(relations(RelationKind::PartOf) >= 3, "{} part-of relations", relations(RelationKind::PartOf));
}
