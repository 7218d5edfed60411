//! What we write for other programs, read by real readers of each format: `cargo xtask test`, which installs them, or
//! `KONSPEKT_READERS=NODE_MODULES KONSPEKT_MOODLE=FOLDER cargo test --test readers -- --ignored` with the packages of `xtask/src/setup`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use konspekt::card::answer::numbers;
use konspekt::card::{Answer, Card, CardId, CardKind, Choice, Piece, Reason, default_deck};
use konspekt::chart::{csv, svg};
use konspekt::deck::{Entry, LessonId, Work};
use konspekt::document::Source;
use konspekt::export::{Chosen, Format, Whole, base85, page, scorm, write};
use konspekt::ingest;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::report;
use konspekt::work::parcel::{self, Parcel};
use serde_json::{Value, json};

/// A folder that goes with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("konspekt-readers-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        Scratch(folder)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, bytes).expect("the file can be written");
        path
    }

    /// Everything in a zip file.
    fn unpack(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip file");
        archive.extract(self.0.join(name)).expect("it can be unpacked");
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn run(mut command: Command) -> String {
    let output = command.output().expect("the reader starts");
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", said(&output.stderr), said(&output.stdout));
    said(&output.stdout)
}

/// Runs a script of this folder in Node.js, told where its packages are.
fn node(script: &str, arguments: &[&Path]) -> String {
    let modules = std::env::var_os("KONSPEKT_READERS").expect("KONSPEKT_READERS names a folder node_modules");
    let mut node = Command::new("node");
    node.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers").join(script)).arg(modules).args(arguments);
    run(node)
}

fn python(script: &str, arguments: &[&Path]) -> String {
    let mut python = Command::new("python3");
    if let Some(modules) = std::env::var_os("KONSPEKT_MOODLE") {
        python.env("PYTHONPATH", modules);
    }
    python.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers").join(script)).args(arguments);
    run(python)
}

/// The sample with cards that are made of signs, and the chapter as it is asked, where that lies beside the repository.
fn lessons() -> Vec<(Lesson, Vec<Card>)> {
    let chapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/chapter.txt");
    let texts = [Some(SAMPLE.to_owned()), std::fs::read_to_string(chapter).ok()];
    let lesson = |(nth, text): (usize, String)| {
        let document = ingest::read_text(&text, None).expect("a text").document;
        let mut lesson = Lesson::of(document, 0, Morphology::bundled());
        let source = |text: &str| Some(text.to_owned());
        lesson.document.source = Source {
            author: source("А. Б. <Автор>"),
            work: source("{Труд} & дни"),
            published: source("1947"),
            url: None,
        };
        let cards = match nth {
            0 => [lesson.cards.clone(), odd(&lesson.cards)].concat(),
            _ => default_deck(&lesson.cards, lesson.words()).to_vec(),
        };
        (lesson, cards)
    };
    texts.into_iter().flatten().enumerate().map(lesson).collect()
}

/// Cards whose words are signs in one format or another.
fn odd(cards: &[Card]) -> Vec<Card> {
    let signs = "~=#{}:\\ %50% -> ::a:: [html] \"b\" 'c' <d> & | * _ ` // ####";
    let of = |kind: CardKind| cards.iter().find(|card| card.kind == kind).expect("a card of the kind").clone();
    let option =
        |text: &str, reason: Option<Reason>| Choice { text: text.to_owned(), correct: reason.is_none(), reason };
    let text = |words: &str| Piece::Text(words.to_owned());
    let mut chosen = of(CardKind::Choice);
    chosen.id = CardId("odd-1".to_owned());
    chosen.prompt = vec![text(&format!("[plain]{signs} ")), Piece::Blank, text(" =cmd|' /C calc'!A0")];
    chosen.options = vec![
        option(&format!("=1+1 {signs}"), None),
        option("%50%", Some(Reason::OtherTime(signs.to_owned()))),
        option("[html]<b>", Some(Reason::DigitLost)),
        option("-> @SUM(A1)", Some(Reason::OtherYear)),
    ];
    chosen.answer =
        Answer { text: chosen.options[0].text.clone(), value: None, accepts: Vec::new(), tolerance: None, years: None };
    let mut typed = of(CardKind::Definition);
    typed.id = CardId("odd 2: \"чужой\"".to_owned());
    typed.prompt = vec![text("=SUM(A1:A9)\n\n{стоп} — что это?")];
    typed.answer.text = "a*b {c} ~d =e".to_owned();
    typed.answer.accepts = vec!["%f%".to_owned(), "-5".to_owned()];
    let mut ordered = of(CardKind::Ordering);
    ordered.id = CardId("odd-3".to_owned());
    let when = |time: &str| Some(Reason::When(time.to_owned()));
    ordered.options =
        vec![option("Я = {1}", when("1941")), option("А -> #2", when("1942")), option("Ш ~ 3", when("1943"))];
    ordered.options.iter_mut().for_each(|option| option.correct = true);
    vec![chosen, typed, ordered]
}

/// The cards of each lesson, and the lesson in a format.
fn exported(format: Format) -> Vec<(Vec<Card>, Vec<u8>)> {
    let export = |(lesson, cards): (Lesson, Vec<Card>)| {
        let document = &lesson.document;
        let chosen = Chosen {
            lesson: "sample",
            title: "Тыл / {1944}: цифры",
            cards: &cards,
            text: &document.text,
            source: &document.source,
            introduction: None,
        };
        let bytes = write(format, &[Whole { chosen, lesson: &lesson, seed: 0 }], 0).expect("an export");
        (cards, bytes)
    };
    lessons().into_iter().map(export).collect()
}

/// What a reader has to find, said in a way of our own.
fn expected(cards: &[Card]) -> Value {
    let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let one = |card: &Card| {
        let numbers = if card.answer.years.is_none() { numbers(&card.answer) } else { Vec::new() };
        let kind = match card.kind {
            CardKind::Ordering => "order",
            CardKind::Criticism => "essay",
            _ if !card.options.is_empty() => "choice",
            _ if !numbers.is_empty() => "number",
            _ => "words",
        };
        let words: Vec<String> =
            [&card.answer.text].into_iter().chain(&card.answer.accepts).map(|text| normal(text)).collect();
        json!({
            "id": card.id.0,
            "kind": kind,
            "prompt": normal(&report::prompt(&card.prompt)),
            "answer": normal(&card.answer.text),
            "options": card.options.iter().map(|option| json!({
                "text": normal(&option.text),
                "right": option.correct,
                "reason": option.reason.as_ref().map(|reason| normal(&report::reason(reason))),
            })).collect::<Vec<_>>(),
            "numbers": numbers.iter().map(|(value, tolerance)| [value.to_string(), tolerance.to_string()]).collect::<Vec<_>>(),
            "words": words,
        })
    };
    Value::Array(cards.iter().map(one).collect())
}

fn told(scratch: &Scratch, cards: &[Card]) -> PathBuf {
    scratch.write("expected.json", expected(cards).to_string().as_bytes())
}

#[test]
#[ignore = "needs readers of other formats: cargo xtask test"]
fn gift_says_what_the_cards_say() {
    let scratch = Scratch::new("gift");
    for (cards, gift) in exported(Format::Gift) {
        let said = node("gift.mjs", &[&scratch.write("a.gift", &gift), &told(&scratch, &cards)]);
        assert_eq!(said.trim(), format!("{} questions", cards.len()));
    }
}

#[test]
#[ignore = "needs readers of other formats: cargo xtask test"]
fn moodle_xml_says_what_the_cards_say() {
    let scratch = Scratch::new("moodle");
    for (cards, xml) in exported(Format::MoodleXml) {
        let said = python("moodle.py", &[&scratch.write("a.xml", &xml), &told(&scratch, &cards)]);
        assert_eq!(said.trim(), format!("{} questions", cards.len()));
    }
}

#[test]
#[ignore = "needs readers of other formats: cargo xtask test"]
fn tables_say_what_the_cards_say() {
    let scratch = Scratch::new("tables");
    for ((cards, csv), (_, tsv)) in exported(Format::Csv).into_iter().zip(exported(Format::Tsv)) {
        let files = [scratch.write("a.csv", &csv), scratch.write("a.tsv", &tsv), told(&scratch, &cards)];
        let said = python("tables.py", &files.each_ref().map(PathBuf::as_path));
        assert_eq!(said.trim(), format!("{} rows twice", cards.len()));
    }
}

/// A browser's own parser reads the sheets, with and without the key.
#[test]
#[ignore = "needs readers of other formats: cargo xtask test"]
fn sheets_ask_what_the_cards_ask() {
    let scratch = Scratch::new("sheets");
    for ((cards, sheet), (_, key)) in exported(Format::Sheet).into_iter().zip(exported(Format::SheetWithKey)) {
        let files = [scratch.write("a.html", &sheet), scratch.write("key.html", &key), told(&scratch, &cards)];
        let said = node("sheet.mjs", &files.each_ref().map(PathBuf::as_path));
        let asked: usize = said.trim().strip_suffix(" tasks").and_then(|count| count.parse().ok()).expect("a count");
        // Of cards that give each other away only one is asked.
        assert!(asked > 5 && asked <= cards.len(), "{said}");
    }
}

/// A reader of CommonMark and one of JSON, each of somebody else.
#[test]
fn markdown_and_json_say_what_the_cards_say() {
    use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
    let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (cards, markdown) in exported(Format::Markdown) {
        let text = String::from_utf8(markdown).expect("UTF-8");
        let (mut sections, mut is_heading) = (Vec::<String>::new(), false);
        for event in Parser::new(&text) {
            match event {
                Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                    is_heading = true;
                    sections.push(String::new());
                }
                Event::End(TagEnd::Heading(_)) => is_heading = false,
                Event::Text(words) | Event::Code(words) if !is_heading => {
                    sections.iter_mut().last().into_iter().for_each(|section| section.push_str(&words));
                }
                Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                    sections.iter_mut().last().into_iter().for_each(|section| section.push(' '));
                }
                _ => {}
            }
        }
        let asked: Vec<&Card> = cards.iter().filter(|card| card.kind != CardKind::Chart).collect();
        assert_eq!(sections.len(), asked.len());
        for (section, card) in sections.iter().map(|section| normal(section)).zip(asked) {
            let prompt = normal(&report::prompt(&card.prompt));
            // An order is told by what is in it.
            let answers: Vec<String> = match card.kind {
                CardKind::Ordering => card.options.iter().map(|option| normal(&option.text)).collect(),
                _ => vec![normal(&card.answer.text)],
            };
            let is_told = answers.iter().all(|answer| section.contains(answer));
            assert!(section.starts_with(&prompt) && is_told, "{prompt} / {answers:?}: {section}");
        }
    }
    for (cards, whole) in exported(Format::Json) {
        let whole: Value = serde_json::from_slice(&whole).expect("JSON");
        let ids = whole["cards"].as_array().into_iter().flatten().map(|card| card["id"].as_str().unwrap_or_default());
        assert!(ids.eq(cards.iter().map(|card| card.id.0.as_str())));
    }
}

/// Each task is answered rightly and wrongly in the player, which shows it, judges it and says why.
#[test]
#[ignore = "needs readers of other formats: cargo xtask test"]
fn a_player_of_qti_asks_and_judges_the_cards() {
    for (nth, (cards, package)) in exported(Format::Qti3).into_iter().enumerate() {
        let scratch = Scratch::new(&format!("qti-{nth}"));
        let folder = scratch.unpack("package", &package);
        let said = node("qti.mjs", &[&folder, &told(&scratch, &cards)]);
        assert_eq!(said.trim(), format!("{} tasks", cards.len()));
    }
}

/// 1EdTech's own schemas are in no package registry (npm, PyPI), so what a player has not to look at (order, attributes, the list of
/// files) is held against narrower ones of our own.
#[test]
#[ignore = "needs readers of other formats: cargo xtask test"]
fn a_package_of_qti_has_the_form_of_the_standard() {
    for (nth, (cards, package)) in exported(Format::Qti3).into_iter().enumerate() {
        let scratch = Scratch::new(&format!("qti-form-{nth}"));
        let folder = scratch.unpack("package", &package);
        let said = node("qti_form.mjs", &[&folder]);
        assert_eq!(said.trim(), format!("{} tasks", cards.len()));
    }
}

/// A learning system's own script keeps what the lesson says, in both editions, and the manifests are those of the schemas. The page in
/// the package is the lesson's own, but for the app: what browsers make of it is for `tests/browser/learning_system.rs`.
#[test]
#[ignore = "needs readers of other formats: cargo xtask test"]
fn a_learning_system_keeps_what_a_lesson_says() {
    for (nth, (lesson, cards)) in lessons().into_iter().enumerate() {
        let scratch = Scratch::new(&format!("scorm-{nth}"));
        let document = &lesson.document;
        let chosen = Chosen {
            lesson: "sample",
            title: "Тыл & {1944}",
            cards: &cards,
            text: &document.text,
            source: &document.source,
            introduction: None,
        };
        let page = page_of(&lesson);
        let mut folders = Vec::new();
        for (name, edition) in [("1.2", scorm::Edition::First), ("2004", scorm::Edition::Fourth)] {
            let package = scorm::package(edition, &chosen, page.as_bytes()).expect("a package");
            let folder = scratch.unpack(name, &package);
            let unpacked = std::fs::read_to_string(folder.join("lesson.html")).expect("the lesson's page");
            assert!(unpacked == page, "the page is in the package as it was made");
            folders.push(folder);
        }
        let said = node("scorm.mjs", &[&folders[0], &folders[1]]);
        assert_eq!(said.trim(), "2 packages");
    }
}

/// The lesson's page without an app.
fn page_of(lesson: &Lesson) -> String {
    const OUTLINE: &str = "<!DOCTYPE html><title><!--konspekt:title--></title><script type=\"application/x-konspekt\"><!--konspekt:lesson--></script>";
    let document = &lesson.document;
    let entry = Entry {
        title: document.title.as_str().into(),
        text: document.text.as_str().into(),
        source: Rc::new(document.source.clone()),
        structure: None,
        seed: 0,
        added: 0,
        work: Rc::new(Work::default()),
    };
    let parcel = Parcel::of(&LessonId("1".repeat(16)), &entry, parcel::results(lesson.clone()), 0);
    let parcel = parcel.expect("a lesson within the limits");
    page::page(OUTLINE, &document.title, &base85::encode(&parcel::packed(&parcel)), |_| None).expect("a page")
}

/// Drawings are XML, and their tables what another reader reads.
#[test]
#[ignore = "needs Python: cargo xtask test"]
fn charts_show_what_they_are_made_of() {
    for (nth, (lesson, _)) in lessons().into_iter().enumerate() {
        let scratch = Scratch::new(&format!("charts-{nth}"));
        let mut told = Vec::new();
        for chart in &lesson.charts {
            scratch.write(&format!("{}.svg", chart.id.0), svg::drawing(chart).as_bytes());
            scratch.write(&format!("{}.csv", chart.id.0), csv::csv(chart).as_bytes());
            let labels: Vec<&str> = chart.rows.iter().map(|row| row.label.as_str()).collect();
            told.push(json!({"id": chart.id.0, "title": chart.title, "labels": labels}));
        }
        let told = scratch.write("expected.json", Value::Array(told).to_string().as_bytes());
        let said = python("charts.py", &[&scratch.0, &told]);
        assert_eq!(said.trim(), format!("{} charts", lesson.charts.len()));
        assert!(lesson.charts.len() > 5, "{said}");
    }
}

/// A host is handed each answer and the completion as statements of xAPI.
#[test]
#[ignore = "needs Node.js: cargo xtask test"]
fn statements_for_a_host_keep_the_rules_of_xapi() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut node = Command::new("node");
    node.arg(here.join("tests/readers/statements.mjs")).arg(here.join("src/ui/konspekt-lesson.js"));
    assert_eq!(run(node).trim(), "3 statements");
}
