//! What the real Anki library makes, read by us, and what we make, read by it: `cargo xtask test`, which installs it, or
//! `KONSPEKT_ANKI=FOLDER cargo test --test anki -- --ignored` with the folder into which `pip install --target` has put the package `anki`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use konspekt::anki::{self, Summary, card_id};
use konspekt::card::{Card, CardId, CardKind, Piece};
use konspekt::deck::{Body, CardWork, Deck, Edit, Event, Grade};
use konspekt::export::Chosen;
use konspekt::export::anki::{package, text};
use konspekt::ingest;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::schedule::{Phase, Scheduler};
use konspekt::store::record;
use serde::Deserialize;

/// What Anki says of a card.
#[derive(Debug, Deserialize)]
struct Expected {
    deck: String,
    question: String,
    suspended: bool,
    buried: bool,
    flag: u8,
    /// Moment, grade, milliseconds.
    answers: Vec<(i64, u8, u32)>,
    stability: Option<f32>,
    difficulty: Option<f32>,
}

/// A folder that goes with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("konspekt-anki-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        Scratch(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs a script of this folder with the real library.
fn with_anki(script: &str, arguments: &[&Path]) -> String {
    let modules = std::env::var_os("KONSPEKT_ANKI").expect("KONSPEKT_ANKI names the folder of the package anki");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/anki").join(script);
    let mut python = Command::new("python3");
    let output = python.env("PYTHONPATH", modules).arg(script).args(arguments).output().expect("Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn read(file: &Path) -> (Vec<String>, Summary) {
    let bytes = std::fs::read(file).expect("the file");
    anki::read(&bytes, &file.to_string_lossy(), 1_796_000_000_000).expect("a file of Anki")
}

fn events(records: &[String]) -> Vec<Event> {
    records.iter().map(|record| record::decode(record).expect("a record")).collect()
}

fn expected(file: &Path) -> BTreeMap<String, Expected> {
    serde_json::from_str(&std::fs::read_to_string(file).expect("what is expected")).expect("its form")
}

/// Each card that Anki has is here, in its deck, as it stands there, with all its answers and the memory that Anki's own FSRS has of it.
fn compare(deck: &Deck, events: &[Event], expected: &BTreeMap<String, Expected>) {
    let scheduler = Scheduler::default();
    let reviewed = events.iter().filter_map(|event| match &event.body {
        Body::Reviewed(review) => Some((review.card.clone(), (event.at, review.chosen as u8 + 1, review.took))),
        _ => None,
    });
    let mut answers: BTreeMap<_, Vec<(i64, u8, u32)>> = BTreeMap::new();
    reviewed.for_each(|(card, answer)| answers.entry(card).or_default().push(answer));
    for answers in answers.values_mut() {
        answers.sort_unstable();
        answers.dedup();
    }
    let mut with_memory = 0;
    for (name, card) in expected {
        let (guid, number) = name.rsplit_once(' ').expect("an id and a number");
        let id = card_id(guid, number.parse().expect("a number"));
        let title = card.deck.replace("::", " / ");
        let entry = deck.lessons.values().find(|entry| *entry.title == *title).expect("the lesson of its deck");
        let work = entry.card(&id).cloned().unwrap_or_default();
        assert_eq!(answers.get(&id).map_or(&[][..], Vec::as_slice), card.answers, "{name}");
        assert_eq!(work.is_suspended, card.suspended, "{name}");
        assert_eq!(work.buried.is_some(), card.buried, "{name}");
        assert_eq!(work.flag.is_some(), card.flag > 0, "{name}");
        match &work.edit {
            Some(edit) => assert!(stands_in(edit, &entry.text), "{name}"),
            None => assert!(card.question.contains("<img"), "{name}: {}", card.question),
        }
        let memory = scheduler.standing(&work.reviews);
        // What Anki's steps have let go comes in days here, too, and not all at once.
        let (is_known, is_of_days) = (
            work.reviews.last().is_none_or(|last| last.grade != Grade::Again),
            memory.is_none_or(|next| next.phase == Phase::Review),
        );
        assert!(is_of_days || !is_known, "{name}: {memory:?}");
        assert_eq!(memory.is_some(), card.stability.is_some(), "{name}");
        if let (Some(memory), Some(stability), Some(difficulty)) = (memory, card.stability, card.difficulty) {
            let differs = |ours: f32, theirs: f32| (ours - theirs).abs() > theirs * 0.005;
            assert!(
                !differs(memory.stability, stability),
                "{name}: {} {stability} {:?}",
                memory.stability,
                card.answers
            );
            assert!(!differs(memory.difficulty, difficulty), "{name}: {} {difficulty}", memory.difficulty);
            with_memory += 1;
        }
    }
    assert!(with_memory > 150, "{with_memory}");
}

fn stands_in(edit: &Edit, text: &str) -> bool {
    edit.evidence.len() == 1
        && edit.evidence.iter().all(|quote| text.split("\n\n").any(|paragraph| paragraph == quote.exact))
}

#[test]
#[ignore = "needs the Anki library: cargo xtask test"]
fn a_collection_comes_with_its_cards_its_log_and_its_memory() {
    let folder = Scratch::new("in");
    with_anki("collection.py", &[&folder.0]);
    let (records, summary) = read(&folder.0.join("new.apkg"));
    let came = events(&records);
    let deck = Deck::of(&came);
    compare(&deck, &came, &expected(&folder.0.join("expected.json")));
    let Summary { decks, cards, media, only_media, empty, too_long, is_damaged, reviews } = summary;
    assert_eq!((decks, cards, media, only_media, empty, too_long, is_damaged), (4, 307, 3, 1, 0, 0, false));
    assert!(reviews > 1000, "{reviews}");

    // Every form that Anki writes says the same.
    assert_eq!(read(&folder.0.join("old.apkg")), (records.clone(), summary));
    let (later, _) = read(&folder.0.join("later.apkg"));
    assert_eq!(read(&folder.0.join("all.colpkg")).0, later);

    // What was changed meanwhile is taken over, what was there stays, in whatever order they come.
    let later = events(&later);
    let in_order: Vec<Event> = came.iter().chain(&later).cloned().collect();
    let turned: Vec<Event> = later.iter().chain(&came).chain(&later).cloned().collect();
    let both = Deck::of(&in_order);
    assert_eq!(both.lessons, Deck::of(&turned).lessons);
    compare(&both, &in_order, &expected(&folder.0.join("later.json")));
    let edits = |deck: &Deck| -> Vec<String> {
        let works = deck.lessons.values().flat_map(|entry| entry.work.cards.values());
        works.filter_map(|work: &CardWork| Some(work.edit.as_ref()?.answer.clone())).collect()
    };
    assert!(edits(&both).contains(&"27 января 1944 года, полностью".to_owned()));
    assert_eq!(edits(&both).len(), edits(&deck).len() + 1);
}

#[test]
#[ignore = "needs the Anki library: cargo xtask test"]
fn notes_as_text_are_the_same_cards() {
    let folder = Scratch::new("text");
    with_anki("collection.py", &[&folder.0]);
    let (packed, _) = read(&folder.0.join("new.apkg"));
    let (notes, summary) = read(&folder.0.join("notes.txt"));
    // Beside those whose template only a package has: the second side, and what is typed.
    assert_eq!((summary.decks, summary.cards, summary.only_media), (3, 306, 1));
    let faces = |records: &[String]| -> BTreeMap<String, (String, String)> {
        let edits = events(records).into_iter().filter_map(|event| match event.body {
            Body::CardEdited { card, edit: Some(edit), .. } => {
                Some((card.0, (format!("{:?}", edit.prompt), edit.answer)))
            }
            _ => None,
        });
        edits.collect()
    };
    let (packed, notes) = (faces(&packed), faces(&notes));
    for (card, face) in &notes {
        assert_eq!(packed.get(card), Some(face));
    }
    let (cards, summary) = read(&folder.0.join("cards.txt"));
    assert_eq!((summary.decks, faces(&cards).len()), (1, summary.cards));
    assert!(summary.cards > 300, "{summary:?}");
}

/// What Anki has after a step.
#[derive(Debug, Deserialize)]
struct Step {
    decks: Vec<String>,
    kinds: Vec<String>,
    /// The fields of each, by its lasting id.
    notes: BTreeMap<String, Vec<String>>,
    cards: usize,
    questions: BTreeMap<String, String>,
    answers: BTreeMap<String, String>,
    /// The notes whose cards have been answered, with their schedules.
    reviewed: BTreeMap<String, Vec<i64>>,
}

#[test]
#[ignore = "needs the Anki library: cargo xtask test"]
fn what_we_write_is_taken_in_once_and_updated_in_place() {
    // The sample, and the chapter where that lies beside the repository.
    let chapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/chapter.txt");
    let texts = [Some(SAMPLE.to_owned()), std::fs::read_to_string(chapter).ok()];
    for (nth, text) in texts.into_iter().flatten().enumerate() {
        let document = ingest::read_text(&text, None).expect("a text").document;
        taken_in(&Lesson::of(document, 0, Morphology::bundled()), &Scratch::new(&format!("out-{nth}")));
    }
}

fn taken_in(lesson: &Lesson, folder: &Scratch) {
    const CHANGED: i64 = 1_772_366_400;
    let mut cards = lesson.cards.clone();
    let chosen = |cards: &[Card]| -> (Vec<u8>, String) {
        let chosen = [Chosen {
            lesson: "sample",
            title: &lesson.document.title,
            cards,
            text: &lesson.document.text,
            source: &lesson.document.source,
            introduction: None,
        }];
        (package(&chosen, CHANGED).expect("a package"), text(&chosen))
    };
    let write =
        |name: &str, bytes: &[u8]| std::fs::write(folder.0.join(name), bytes).expect("the folder can be written");
    let (first, notes) = chosen(&cards);
    write("first.apkg", &first);
    write("notes.txt", notes.as_bytes());
    // All are put into other words, and most are asked otherwise: what was typed is thought of, what was thought of or chosen is typed.
    for card in &mut cards {
        card.prompt.insert(0, Piece::Text("Изменено: ".to_owned()));
        card.kind = match card.kind {
            CardKind::Typed => CardKind::Question,
            CardKind::Chart | CardKind::Ordering | CardKind::Criticism => continue,
            _ => CardKind::Typed,
        };
        card.options.clear();
    }
    let edited = [Chosen {
        lesson: "sample",
        title: "Иначе",
        cards: &cards,
        text: &lesson.document.text,
        source: &lesson.document.source,
        introduction: None,
    }];
    write("edited.apkg", &package(&edited, CHANGED + 60).expect("a package"));

    let steps: Vec<Step> = serde_json::from_str(&with_anki("taken_in.py", &[&folder.0])).expect("what Anki says");
    let [once, twice, answered, after_edit, again, with_text, text_twice] = &steps[..] else { panic!("{steps:?}") };
    let exported: Vec<&Card> = lesson.cards.iter().filter(|card| card.kind != CardKind::Chart).collect();
    assert!(exported.len() > 30, "{}", exported.len());
    assert_eq!((once.cards, once.notes.len()), (exported.len(), exported.len()));
    assert_eq!((twice.cards, &twice.notes), (once.cards, &once.notes), "nothing is doubled");
    assert_eq!(once.decks, [lesson.document.title.as_str()]);
    assert_eq!(once.kinds, ["Konspekt"]);
    for card in &exported {
        let (question, answer) = (&once.questions[&card.id.0], &once.answers[&card.id.0]);
        assert_eq!(card.prompt.contains(&Piece::Blank), question.contains("____"), "{question}");
        assert_eq!(card.kind == CardKind::Typed, question.contains("[[type:Answer]]"), "{question}");
        assert!(answer.contains("class=\"evidence\""), "{answer}");
        for choice in &card.options {
            assert!(question.contains(&choice.text), "{question}");
        }
        if card.options.is_empty() {
            let plain = answer.replace("&nbsp;", "\u{a0}");
            assert!(plain.contains(&card.answer.text) || card.kind == CardKind::Typed, "{answer}");
        }
    }

    // One of them was answered meanwhile: the edit came into the same note, and the answer stayed.
    assert_eq!((after_edit.cards, answered.reviewed.len()), (once.cards, 1));
    assert_eq!(after_edit.reviewed, answered.reviewed, "its schedule is as it was");
    assert!(after_edit.notes.values().all(|fields| fields[0].starts_with("Изменено: ")));
    let is_typed = |step: &Step, card: &CardId| step.questions[&card.0].contains("[[type:Answer]]");
    let mut turned = 0;
    for card in cards.iter().filter(|card| card.kind != CardKind::Chart) {
        assert_eq!(is_typed(after_edit, &card.id), card.kind == CardKind::Typed, "{card:?}");
        turned += usize::from(is_typed(after_edit, &card.id) != is_typed(once, &card.id));
    }
    assert!(turned > 20, "{turned} of {} are asked otherwise in the same note", cards.len());
    assert_eq!((again.cards, &again.notes, &again.reviewed), (once.cards, &after_edit.notes, &after_edit.reviewed));

    // Text finds the notes by their ids, and what comes twice is there once.
    assert_eq!((with_text.cards, with_text.notes.len()), (text_twice.cards, text_twice.notes.len()));
    assert_eq!(text_twice.notes.len(), exported.len());
}
