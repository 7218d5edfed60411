//! Files of every format: one text in all of them comes out alike, and whatever is wrong with one is said.
//!
//! `KONSPEKT_BLESS=1 cargo test --test suite documents` writes the golden files anew; read the difference before you commit it.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use konspekt::document::{BlockKind, structure};
use konspekt::formats::{self, Parsed};
use konspekt::ingest::{self, IngestError, Warning};

use crate::invariants;
use crate::made::hostile::{self, Outcome};
use crate::made::packed::{FORMATS, file};
use crate::made::{self, FIRST, ITEMS, LAST, NOTE, QUOTE, ROWS, SECTION, TITLE};

/// No file of those that are made here takes longer, in a build that is hardly optimized on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn read(bytes: &[u8], name: &str) -> Result<Parsed, IngestError> {
    formats::read(bytes, Some(name), &mut |_, _| ())
}

/// What a person reads in a golden file.
fn shown(parsed: &Parsed) -> String {
    let document = &parsed.document;
    let mut out = format!("{:?}: {}\n{:?}\n", parsed.format, document.title, document.source);
    for warning in &parsed.warnings {
        writeln!(out, "{warning:?}").expect("a text grows");
    }
    for (chapter, size) in parsed.chapters.iter().zip(parsed.sizes()) {
        writeln!(out, "chapter at {}, {size} bytes: {}", chapter.from, chapter.title).expect("a text grows");
    }
    for block in &document.blocks {
        let words = block.span.of(&document.text).replace('\n', "⏎").replace('\t', " | ");
        writeln!(out, "{:?} {words}", block.kind).expect("a text grows");
    }
    out
}

#[test]
fn every_format_is_read_as_the_golden_files_say() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/documents");
    for (name, bytes) in made::all() {
        let parsed = read(&bytes, name).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        invariants::document(&parsed.document);
        let found = shown(&parsed);
        let path = folder.join(format!("{name}.txt"));
        if std::env::var_os("KONSPEKT_BLESS").is_some() {
            std::fs::create_dir_all(&folder).expect("the folder can be made");
            std::fs::write(&path, found).expect("the golden file can be written");
            continue;
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(found, expected, "{}", path.display());
    }
}

/// The text that is in all of them, block by block; FB2 has no lists.
#[test]
fn one_text_comes_out_alike_of_every_format() {
    use BlockKind::*;
    let row = |row: [&str; 2]| row.join("\t");
    for (name, bytes) in made::all() {
        let parsed = read(&bytes, name).expect("the file is read");
        let text = &parsed.document.text;
        let blocks: Vec<(BlockKind, &str)> =
            parsed.document.blocks.iter().map(|block| (block.kind, block.span.of(text))).collect();
        let has = |kind: BlockKind, words: &str| blocks.contains(&(kind, words));
        assert!(!text.contains(NOTE) && !text.contains("скрыто") && !text.contains("Содержание"), "{name}: {text}");
        if !name.ends_with(".csv") {
            assert!(has(Heading, TITLE), "{name}: {blocks:#?}");
            assert!(text.contains(FIRST) && text.contains(LAST), "{name}: {text}");
        }
        if !name.ends_with(".pdf") {
            assert!(has(TableHead, &row(ROWS[0])) && has(TableRow, &row(ROWS[3])), "{name}: {blocks:#?}");
        }
        if !name.ends_with(".pdf") && !name.ends_with(".csv") {
            assert!(has(Paragraph, FIRST) && has(Paragraph, LAST) && has(Subheading, SECTION), "{name}: {blocks:#?}");
            let item = if name.contains(".fb2") { Paragraph } else { ListItem };
            let quote = if name.ends_with(".rtf") { Paragraph } else { Quote };
            assert!(has(item, ITEMS[0]) && has(item, ITEMS[1]) && has(quote, QUOTE), "{name}: {blocks:#?}");
        }
    }
}

/// What pages put around their texts, and what they call what holds them.
#[test]
fn the_text_of_a_page_is_found() {
    let long = |words: &str| format!("<p>{}</p>", format!("{words} ").repeat(12));
    let text = long("Завод выпустил 600 станков, и рабочих стало больше.");
    let around = "<div class=menu><ul><li><a href=/a>Новости дня</a><li><a href=/b>Архив номеров</a></ul></div>";
    let comments =
        format!("<div id=comments>{}</div>", "<p>Спасибо за статью, было очень интересно прочитать её!</p>".repeat(3));
    for page in [
        format!("<body>{around}<article><h1>Тыл</h1>{text}</article>{comments}"),
        format!(
            "<body>{around}<main><h1>Тыл</h1>{text}<article class=teaser>{}</article></main>{comments}",
            "<p>Анонс: завтра.</p>".repeat(9)
        ),
        format!(
            "<body class='menu-open overflow-hidden'>{around}<div class='wrap sidebar-right overflow-hidden'><h1>Тыл</h1><div>{text}</div></div>{comments}"
        ),
        format!("<body>{around}<table><tr><td width=20%>{around}<td><h1>Тыл</h1>{text}</table>"),
        format!("<body><h1>Тыл</h1>{}", text.replace("<p>", "").replace("</p>", "<br><br>")),
    ] {
        let document = read(page.as_bytes(), "a.html").expect("a page").document;
        assert!(document.text.starts_with("Тыл\n\nЗавод выпустил"), "{page}\n{}", document.text);
        assert!(!document.text.contains("Архив") && !document.text.contains("Спасибо"), "{page}\n{}", document.text);
    }
}

#[test]
fn a_structure_survives_being_stored() {
    for (name, bytes) in made::all() {
        let document = read(&bytes, name).expect("the file is read").document;
        let written = structure::write(&document.blocks);
        let again = ingest::read_structured(&document.text, &written).expect("it is read again").document;
        assert_eq!(
            (again.blocks, again.text, again.language),
            (document.blocks, document.text, document.language),
            "{name}"
        );
    }
}

#[test]
fn chapters_can_be_left_out() {
    let book = read(&made::epub(), "a.epub").expect("the book is read");
    assert_eq!(book.chapters.len(), 2);
    let second = book.clone().only(&[false, true]);
    invariants::document(&second.document);
    assert!(second.document.text.starts_with("После войны\n\n") && second.document.text.ends_with("1200 тракторов."));
    assert_eq!(second.chapters.len(), 1);
    assert_eq!(book.clone().only(&[true, true]), book);
    assert_eq!(book.clone().only(&[false, false]), book, "nothing is no choice");
}

#[test]
fn whatever_is_wrong_with_a_file_is_said() {
    let cases = hostile::all();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for hostile::Case { name, bytes, outcome } in cases {
        let started = Instant::now();
        let read = read(&bytes, name);
        let took = started.elapsed();
        let found = match &read {
            Err(_) => Outcome::Refused,
            Ok(parsed) => {
                invariants::document(&parsed.document);
                let is_amiss = |warning: &Warning| !matches!(warning, Warning::NotRussian);
                if parsed.warnings.iter().any(is_amiss) { Outcome::Warned } else { Outcome::Read }
            }
        };
        if found != outcome {
            let told = read.map(|parsed| (parsed.warnings, parsed.document.text.chars().take(80).collect::<String>()));
            wrong.push(format!("{name}: expected {outcome:?}, found {told:?}"));
        }
        if took > PATIENCE {
            wrong.push(format!("{name}: took {took:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Bytes of chance, the same at each run: a small share of what the fuzz target tries.
#[test]
fn bytes_of_any_kind_are_read_or_refused() {
    let mut state = 0x2545_f491_4f6c_dd1du64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    // Pieces that formats are made of come up more often than chance would have them.
    const PIECES: &[&[u8]] = &[
        b"<p>",
        b"</p>",
        b"<table><tr><td>",
        b"<!--",
        b"&#x",
        b"<section>",
        b"<title>",
        b"\\u1058?",
        b"\\'cf",
        b"{\\",
        b"}",
        b"<<",
        b">>",
        b" 0 R",
        b" obj",
        b"stream\n",
        b"endstream",
        b"BT ",
        b" Tj",
        b"/F1 12 Tf",
        b"[",
        b"]",
        b"(",
        b")",
        b"\t",
        b";",
        b"\"",
        b"\n",
        b"- ",
        b"> ",
        b"| ",
        b"# ",
        b"PK\x03\x04",
        b"PK\x01\x02",
        "дом".as_bytes(),
        b"<w:tbl>",
        b"<w:tr>",
        b"<text:s text:c=\"9999999\"/>",
    ];
    for round in 0..150 {
        for format in FORMATS {
            let mut bytes: Vec<u8> = (0..3).map(|_| next() as u8).collect();
            for _ in 0..next() % 24 {
                match next() % 3 {
                    0 => bytes.push(next() as u8),
                    _ => bytes.extend(PIECES[next() as usize % PIECES.len()]),
                }
            }
            let (name, file) = file(format, &bytes);
            let Ok(parsed) = read(&file, name) else { continue };
            invariants::document(&parsed.document);
            let written = structure::write(&parsed.document.blocks);
            let again = structure::read(&written, &parsed.document.text);
            assert_eq!(again, Some(parsed.document.blocks), "{format}, round {round}: {bytes:?}");
        }
    }
}
