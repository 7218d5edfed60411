//! Each format by a reader of the project's own; the readers of others are in `tests/readers/`.

use super::*;
use crate::card::{Answer, CardId, CardKind, Choice, Piece, Proof, Reason};
use crate::extract::Amount;
use crate::ingest;
use crate::lexicon::ru::morphology::Morphology;
use crate::span::Span;

const TEXT: &str = "В 1944 году собрано 49,1 млн т <зерна> & ржи. Потом больше.";
const SIGNS: &str = "<b> & \"c\" 'd' {e} ~f =g #h *i* _j_ [k](l) `m` \\n | -> 1.";

fn card(id: &str, kind: CardKind, prompt: &str) -> Card {
    let sentence = Span::new(0, TEXT.find(" Потом").expect("a sentence"));
    let (before, after) = prompt.split_once("____").map_or((prompt, None), |(before, after)| (before, Some(after)));
    let mut pieces = vec![Piece::Text(before.to_owned())];
    pieces.extend(after.map(|_| Piece::Blank));
    pieces.extend(after.map(|after| Piece::Text(after.to_owned())));
    Card {
        id: CardId(id.to_owned()),
        kind,
        prompt: pieces,
        options: Vec::new(),
        answer: Answer { text: "49,1".to_owned(), value: None, accepts: Vec::new(), tolerance: None, years: None },
        evidence: vec![Proof { sentence, answer: sentence }; 2],
        facts: Vec::new(),
        weight: 1.0,
        siblings: None,
        confusable: None,
        derivation: None,
        trusted: true,
    }
}

fn option(text: &str, reason: Option<Reason>) -> Choice {
    Choice { text: text.to_owned(), correct: reason.is_none(), reason }
}

fn amount(written: &str) -> Option<Amount> {
    Some(Amount::Decimal(written.parse().expect("a number")))
}

/// One of each kind of task, in words that are signs, and a chart.
fn cards() -> Vec<Card> {
    let mut number = card("c1", CardKind::Estimate, "В 1944 году собрано ____ млн т.");
    number.answer.value = amount("49100000");
    number.answer.tolerance = amount("2455000");
    let mut chosen = card("c2", CardKind::Choice, &format!("- {SIGNS} ____ +"));
    chosen.options = vec![option(SIGNS, None), option("=1+1", Some(Reason::OtherTime(SIGNS.to_owned())))];
    chosen.answer.text = SIGNS.to_owned();
    let mut ordered = card("c3", CardKind::Ordering, "Что раньше?");
    let when = |time: &str| Some(Reason::When(time.to_owned()));
    ordered.options = vec![option("Ящик", when("1941")), option("Арбуз", when("1944"))];
    let mut typed = card("c4", CardKind::Typed, "2) Кто?\n\nКак звали?");
    typed.answer.text = "Иван".to_owned();
    typed.answer.accepts = vec!["И\u{a0}ван".to_owned(), "И ван".to_owned(), "Ванька".to_owned()];
    let mut judged = card("c5", CardKind::Criticism, "«Это было славно.» Что за утверждение перед вами?");
    judged.options = vec![option("оценка автора", None), option("чужие слова", Some(Reason::DigitLost))];
    judged.answer.text = "оценка автора".to_owned();
    vec![
        number,
        chosen,
        ordered,
        typed,
        judged,
        card("c6", CardKind::Share, "Доля ____"),
        card("c7", CardKind::Chart, "График"),
    ]
}

fn source() -> Source {
    Source { author: Some("А. <Автор>".to_owned()), work: None, published: Some("1947".to_owned()), url: None }
}

fn lesson() -> Lesson {
    let document = ingest::read_text(TEXT, None).expect("a text").document;
    Lesson::of(document, 0, Morphology::bundled())
}

fn lost_of(format: Format, lessons: &[&[Card]]) -> Vec<(Loss, usize)> {
    let source = source();
    let chosen: Vec<_> = lessons.iter().map(|cards| Chosen { cards, ..introduced(&source, None) }).collect();
    lost(format, &chosen)
}

/// A lesson without cards.
fn introduced<'a>(source: &'a Source, introduction: Option<&'a str>) -> Chosen<'a> {
    Chosen { lesson: "l1", title: "Тыл", cards: &[], text: TEXT, source, introduction }
}

fn exported(format: Format, cards: &[Card]) -> Vec<u8> {
    let (lesson, source) = (lesson(), source());
    let chosen =
        Chosen { lesson: "l1", title: "Тыл / <1944>", cards, text: TEXT, source: &source, introduction: None };
    let whole = Whole { chosen, lesson: &lesson, seed: 7 };
    let bytes = write(format, &[whole], 0).expect("an export");
    assert_eq!(write(format, &[whole], 0).as_ref(), Ok(&bytes), "the same bytes");
    bytes
}

fn text(format: Format, cards: &[Card]) -> String {
    String::from_utf8(exported(format, cards)).expect("UTF-8")
}

#[test]
fn every_format_has_a_name_and_an_ending_of_its_own() {
    for format in Format::ALL {
        assert_eq!(Format::of_name(format.name()), Some(format));
        let alike =
            |of: fn(Format) -> &'static str| Format::ALL.into_iter().filter(|other| of(*other) == of(format)).count();
        assert_eq!((alike(Format::name), alike(Format::ending)), (1, 1), "{}", format.name());
    }
    assert_eq!(Format::of_name("pdf"), None);
}

#[test]
fn what_each_format_loses_is_counted() {
    let cards = cards();
    use Loss::*;
    let common = [(Charts, 1), (Ranges, 1), (Bars, 1), (Discussed, 1), (Spellings, 2)];
    assert_eq!(lost_of(Format::Qti3, &[&cards[..]]), common);
    for format in [Format::Gift, Format::MoodleXml] {
        assert_eq!(lost_of(format, &[&cards[..]]), [&common[..], &[(Places, 1)]].concat());
    }
    for format in [Format::Csv, Format::Tsv, Format::Markdown, Format::Sheet, Format::SheetWithKey] {
        assert_eq!(lost_of(format, &[&cards[..]]), [(Charts, 1)], "{}", format.name());
    }
    for format in [Format::Json, Format::Scorm12, Format::Scorm2004] {
        assert_eq!(lost_of(format, &[&cards[..]]), [], "{}", format.name());
    }
}

#[test]
fn what_stands_before_a_lesson_goes_along_where_there_is_a_place_for_it_and_is_missed_elsewhere() {
    let source = source();
    let words = "Прочитайте <главу> & ответьте.\n\n  \n\n# Потом\nобсудим.";
    let chosen = introduced(&source, Some(words));
    let lesson = lesson();
    let has_place = [
        Format::Markdown,
        Format::Sheet,
        Format::SheetWithKey,
        Format::Scorm12,
        Format::Scorm2004,
        Format::Html,
        Format::Lesson,
    ];
    for format in Format::ALL {
        let expected: &[_] = if has_place.contains(&format) { &[] } else { &[(Loss::Introduction, 1)] };
        assert_eq!(lost(format, &[chosen]), expected, "{}", format.name());
        assert_eq!(lost(format, &[introduced(&source, Some(" \n\n "))]), [], "nothing is said in it");
        if format.is_one_lesson() {
            continue;
        }
        let write = |chosen| write(format, &[Whole { chosen, lesson: &lesson, seed: 7 }], 0).expect("an export");
        assert_eq!(write(chosen) != write(introduced(&source, None)), has_place.contains(&format), "{}", format.name());
    }
    let write = |format| {
        let file = write(format, &[Whole { chosen, lesson: &lesson, seed: 7 }], 0).expect("an export");
        String::from_utf8(file).expect("UTF-8")
    };
    let markdown = write(Format::Markdown);
    assert!(
        markdown.starts_with("# Тыл\n\nПрочитайте \\<главу\\> \\& ответьте.\n\n\\# Потом обсудим.\n\nИсточник:"),
        "{markdown}"
    );
    let html = "<div class=\"introduction\">\n<p>Прочитайте &lt;главу&gt; &amp; ответьте.</p>\n<p># Потом обсудим.</p>\n</div>\n<ol class=\"tasks\">";
    assert!(write(Format::Sheet).contains(html));
    assert_eq!(write(Format::SheetWithKey).matches("class=\"introduction\"").count(), 1, "not before the key");
}

#[test]
fn a_sheet_asks_nothing_that_it_gives_away() {
    let mut cards = cards();
    for (at, group) in [(0, "a"), (1, "b"), (3, "a"), (4, "a")] {
        cards[at].siblings = Some(group.to_owned());
    }
    assert_eq!(lost_of(Format::Sheet, &[&cards[..], &cards[..]]), [(Loss::Charts, 2), (Loss::Siblings, 4)]);
    assert_eq!(lost_of(Format::Gift, &[&cards[..]]).iter().find(|(loss, _)| *loss == Loss::Siblings), None);
    let sheet = text(Format::Sheet, &cards);
    assert!(
        sheet.contains("собрано") && !sheet.contains("Как звали?") && !sheet.contains("Что за утверждение"),
        "{sheet}"
    );
}

#[test]
fn a_number_is_right_in_its_unit_and_in_full() {
    let gift = text(Format::Gift, &cards()[..1]);
    assert!(gift.contains("\t=%100%49.1:2.455\n\t=%100%49100000:2455000\n"), "{gift}");
    let qti = unpacked(&exported(Format::Qti3, &cards()[..1]));
    let (_, task) = qti.iter().find(|(name, _)| name.starts_with("items/")).expect("a task");
    assert!(task.contains("tolerance=\"2.455 2.455\""), "{task}");
}

#[test]
fn words_that_are_signs_mean_nothing_else() {
    let cards = cards();
    let gift = text(Format::Gift, &cards[1..2]);
    assert!(gift.contains("\\{e\\} \\~f \\=g \\#h *i* _j_ [k](l) `m` \\\\n | → 1."), "{gift}");
    assert!(gift.contains("\t~%0%\\=1+1#"), "{gift}");
    for format in [Format::MoodleXml, Format::Sheet, Format::SheetWithKey] {
        let text = text(format, &cards);
        assert!(!text.contains("<b>") || format == Format::SheetWithKey && !text.contains("<b> &"), "{text}");
        assert!(!text.contains("<1944>") && !text.contains("<Автор>") && !text.contains("<зерна>"), "{text}");
    }
    let csv = text(Format::Csv, &cards);
    assert!(csv.contains(",\"'=1+1\","), "{csv}");
    assert!(csv.contains("\"'- <b> & \"\"c\"\" 'd'"), "{csv}");
    let tsv = text(Format::Tsv, &cards);
    assert_eq!(tsv.lines().filter(|line| line.split('\t').count() == 14).count(), cards.len() + 1, "{tsv}");
}

#[test]
fn a_number_with_a_sign_is_no_formula() {
    let mut cold = card("c1", CardKind::Typed, "Мороз?");
    cold.answer.text = "-40".to_owned();
    assert!(text(Format::Csv, &[cold]).contains(",-40,"));
}

#[test]
fn writings_that_are_one_are_listed_once() {
    let gift = text(Format::Gift, &cards()[3..4]);
    assert!(gift.contains("{\n\t=%100%Иван\n\t=%100%И ван\n\t=%100%Ванька\n\t####"), "{gift}");
    assert!(gift.contains("2) Кто? Как звали? {"), "no blank line ends a question: {gift}");
}

/// The words of Markdown, as a reader of it sees them, a line a block.
fn told(markdown: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Parser};
    let mut lines = vec![String::new()];
    for event in Parser::new(markdown) {
        match event {
            Event::Text(words) => lines.last_mut().expect("a line").push_str(&words),
            Event::Start(_) | Event::End(_) => lines.push(String::new()),
            other => panic!("{other:?}"),
        }
    }
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

#[test]
fn markdown_says_what_the_cards_say() {
    let lines = told(&text(Format::Markdown, &cards()));
    let evidence = "В 1944 году собрано 49,1 млн т <зерна> & ржи.";
    for wanted in [
        "Тыл / <1944>",
        "Источник: А. <Автор>, 1947",
        "В 1944 году собрано ____ млн т.",
        &format!("- {SIGNS} ____ +"),
        SIGNS,
        "=1+1",
        &format!("=1+1: это значение другого времени: {SIGNS}"),
        "2) Кто? Как звали?",
        " Ящик (1941) → Арбуз (1944)",
        evidence,
    ] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted:?} in {lines:#?}");
    }
    assert_eq!(lines.iter().filter(|line| *line == evidence).count(), 6, "a proof is said once a card");
}

#[test]
fn a_sheet_has_the_questions_and_only_the_key_has_the_answers() {
    let cards = cards();
    let read = |format: Format| {
        let page = text(format, &cards);
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""), "{page}");
        let (_, body) = page.split_once("<body>").expect("a body");
        let words: Vec<&str> = body.split('<').filter_map(|part| Some(part.split_once('>')?.1)).collect();
        words.concat().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    };
    let (sheet, key) = (read(Format::Sheet), read(Format::SheetWithKey));
    for text in [&sheet, &key] {
        assert!(
            text.contains("В 1944 году собрано ____ млн т.") && text.contains("Укажите место каждого события"),
            "{text}"
        );
    }
    for answer in ["49,1", "Иван", "Ящик (1941)", "<зерна>", "1947"] {
        assert!(!sheet.contains(answer) && key.contains(answer), "{answer}: {sheet} {key}");
    }
    assert!(key.contains("допустимо отклонение 2,455"), "{key}");
}

fn unpacked(package: &[u8]) -> Vec<(String, String)> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).expect("a zip file");
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).expect("a file");
            let mut text = String::new();
            file.read_to_string(&mut text).expect("UTF-8");
            (file.name().expect("a name").into_owned(), text)
        })
        .collect()
}

#[test]
fn a_package_lists_what_is_in_it() {
    let mut foreign = card("чужая & \"своя\"", CardKind::Question, "Кто?");
    foreign.answer.text = "Иван".to_owned();
    let mut cards = cards();
    cards.push(foreign);
    // A card of two lessons is there once.
    cards.push(cards[0].clone());
    let files = unpacked(&exported(Format::Qti3, &cards));
    let manifest = &files[0].1;
    assert_eq!((files[0].0.as_str(), files[1].0.as_str(), files.len()), ("imsmanifest.xml", "test.xml", 9));
    for (name, xml) in &files[1..] {
        assert!(manifest.contains(&format!("href=\"{name}\"")), "{name}");
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c)), "{name}");
        assert!(xml.starts_with("<?xml"));
    }
    assert_eq!(files[1].1.matches("<qti-assessment-item-ref ").count(), 7);
}

#[test]
fn a_scorm_package_holds_the_page_as_it_was_given() {
    let source = source();
    let chosen = Chosen {
        lesson: "l1",
        title: "Тыл <1944> & \"далее\"",
        cards: &[],
        text: TEXT,
        source: &source,
        introduction: None,
    };
    for (edition, version) in [(scorm::Edition::First, "1.2"), (scorm::Edition::Fourth, "2004 4th Edition")] {
        let package = scorm::package(edition, &chosen, b"<!DOCTYPE html>page").expect("a package");
        assert_eq!(scorm::package(edition, &chosen, b"<!DOCTYPE html>page").as_ref(), Ok(&package));
        let files = unpacked(&package);
        let file = |name: &str| &files.iter().find(|(known, _)| known == name).expect("the file").1;
        assert_eq!(file("lesson.html"), "<!DOCTYPE html>page");
        assert!(file("imsmanifest.xml").contains(&format!("<schemaversion>{version}</schemaversion>")));
        for name in ["imsmanifest.xml", "index.html"] {
            assert!(file(name).contains("Тыл &lt;1944&gt; &amp; &quot;далее&quot;"), "{}", file(name));
        }
    }
}

#[test]
fn json_is_what_the_three_commands_print() {
    let cards = cards();
    let lesson = lesson();
    let whole: serde_json::Value = serde_json::from_slice(&exported(Format::Json, &cards)).expect("JSON");
    let parts = [report::extraction(&lesson), report::cards(&lesson, &cards, 7), report::charts(&lesson)];
    let mut keys = 0;
    for part in parts {
        let part: serde_json::Value = serde_json::from_str(&part.expect("a report")).expect("JSON");
        for (key, value) in part.as_object().expect("an object") {
            assert_eq!(&whole[key], value, "{key}");
            keys += 1;
        }
    }
    assert!(keys > 12, "{keys}");
    assert_eq!(whole["cards"].as_array().map(Vec::len), Some(cards.len()));
}
