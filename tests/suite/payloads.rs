//! Injection payloads through everything that is written as markup: of what the lesson says, nothing becomes an element or an
//! attribute. (What the page does with them is in `tests/browser/payloads.rs`.)

use crate::made::payloads::{lesson_text, payloads};
use konspekt::card::Card;
use konspekt::chart;
use konspekt::document::Source;
use konspekt::export::site::Language;
use konspekt::export::{self, Chosen, Format, Whole, site};
use konspekt::ingest;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};

/// Every element with its attributes, as a browser would read them, however badly they are written.
fn markup(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices('<') {
        let inside = &text[at + 1..];
        let name: String = inside.chars().take_while(|c| c.is_ascii_alphanumeric() || ":-?!/".contains(*c)).collect();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic() || "?!".contains(c)) {
            continue;
        }
        let (mut quote, mut attribute) = (None, String::new());
        found.insert(name.to_ascii_lowercase());
        for c in inside[name.len()..].chars() {
            match quote {
                Some(open) if c == open => quote = None,
                Some(_) => {}
                None if c == '>' => break,
                None if c == '"' || c == '\'' => quote = Some(c),
                None if c == '=' => _ = found.insert(format!("{} {attribute}", name.to_ascii_lowercase())),
                None if c.is_whitespace() || c == '/' => attribute.clear(),
                None => attribute.push(c.to_ascii_lowercase()),
            }
        }
    }
    found
}

/// What is escaped, read back once.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The texts that are in a file, a zip's one by one.
fn texts(format: Format, bytes: &[u8]) -> Vec<String> {
    if format != Format::Qti3 {
        return vec![String::from_utf8(bytes.to_vec()).expect("UTF-8")];
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let count = zip.len();
    let read = |at: usize| {
        let mut text = String::new();
        zip.by_index(at).expect("a file").read_to_string(&mut text).expect("UTF-8");
        text
    };
    (0..count).map(read).collect()
}

fn read(text: &str, title: &str) -> Lesson {
    let mut document = ingest::read_text(text, None).expect("a text").document;
    document.title = title.to_owned();
    let told = Some(title.to_owned());
    document.source = Source { author: told.clone(), work: told.clone(), published: told.clone(), url: told };
    Lesson::of(document, 5, Morphology::bundled())
}

/// All markup of all formats, with what is escaped in them read back once where a reader does so.
fn written(lesson: &Lesson) -> Vec<(&'static str, BTreeSet<String>)> {
    let document = &lesson.document;
    let cards: &[Card] = &lesson.cards;
    let title = &document.title;
    let chosen =
        Chosen { lesson: "0123", title, cards, text: &document.text, source: &document.source, introduction: None };
    let whole = Whole { chosen, lesson, seed: 5 };
    let mut out = Vec::new();
    for format in [Format::MoodleXml, Format::Qti3, Format::AnkiText, Format::Sheet, Format::SheetWithKey] {
        let mut texts = texts(format, &export::write(format, &[whole], 7).expect("a file"));
        if format == Format::AnkiText {
            // The name of the deck is none: Anki takes it for plain text.
            let notes = texts[0].lines().map(|line| line.splitn(3, '\t').last().unwrap_or_default().to_owned());
            texts = notes.collect();
        }
        out.push((format.name(), texts.iter().flat_map(|text| markup(text)).collect()));
        if format == Format::MoodleXml {
            // What it says is HTML is read back and shown.
            let html = texts[0].split("format=\"html\"><text>").skip(1).filter_map(|rest| rest.split_once("</text>"));
            out.push(("HTML in Moodle's XML", html.flat_map(|(html, _)| markup(&unescaped(html))).collect()));
        }
    }
    let listed = site::Listed::of("урок", &whole);
    for (name, page) in [
        ("index", site::index(&[listed], Language::Russian)),
        ("lesson", site::lesson(&whole, "a", Language::Russian, true)),
        ("charts", lesson.charts.iter().map(chart::svg::drawing).collect()),
    ] {
        out.push((name, markup(&page)));
    }
    out
}

#[test]
fn nothing_that_a_lesson_says_becomes_markup_in_a_file() {
    let all = payloads();
    assert!(all.len() >= 200 && all.iter().collect::<BTreeSet<_>>().len() == all.len(), "{}", all.len());
    let sample = written(&read(SAMPLE, "Тыл"));
    let hostile = read(&lesson_text(&all), &all[0]);
    assert!(hostile.cards.len() > all.len() / 2 && hostile.charts.len() > 20, "the payloads are in cards and charts");
    for ((name, harmless), (_, found)) in sample.iter().zip(written(&hostile)) {
        let foreign: Vec<&String> = found.difference(harmless).collect();
        assert!(foreign.is_empty(), "{name}: {foreign:?}");
    }
}

#[test]
fn questions_for_moodle_say_that_they_are_plain_text() {
    let all = payloads();
    let hostile = read(&lesson_text(&all), &all[0]);
    let document = &hostile.document;
    let (title, cards) = (&document.title, &hostile.cards);
    let chosen =
        Chosen { lesson: "0123", title, cards, text: &document.text, source: &document.source, introduction: None };
    let file = export::write(Format::Gift, &[Whole { chosen, lesson: &hostile, seed: 5 }], 7).expect("a file");
    let text = String::from_utf8(file).expect("UTF-8");
    let questions: Vec<&str> = text.lines().filter(|line| line.starts_with("::")).collect();
    assert!(questions.len() > all.len() / 2, "{}", questions.len());
    for question in questions {
        assert!(question.contains("::[plain]") && !question.contains("[html]"), "{question}");
    }
}

#[test]
fn no_cell_of_a_table_begins_as_a_formula() {
    let all = payloads();
    let hostile = read(&lesson_text(&all), "=1+1");
    let document = &hostile.document;
    let chosen = Chosen {
        lesson: "0123",
        title: &document.title,
        cards: &hostile.cards,
        text: &document.text,
        source: &document.source,
        introduction: None,
    };
    let whole = Whole { chosen, lesson: &hostile, seed: 5 };
    let file = export::write(Format::Tsv, &[whole], 7).expect("a file");
    let text = String::from_utf8(file).expect("UTF-8");
    let cells = text.lines().flat_map(|line| line.split('\t')).map(|cell| cell.trim_start_matches('"'));
    let formulas: Vec<&str> =
        cells.filter(|cell| cell.starts_with(['=', '@']) || cell.starts_with("+") || cell.starts_with("-2+")).collect();
    assert!(formulas.is_empty(), "{formulas:?}");
}
