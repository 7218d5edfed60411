//! A lesson that is published without a part of its text: what does not go along stands nowhere in it, and what does is as it was.

use konspekt::app::Open;
use konspekt::app::cards::listed;
use konspekt::app::charts::shown;
use konspekt::deck::{Deck, Entry, Event, LessonId, Publication, Share, Work};
use konspekt::document::Source;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::store::record;
use konspekt::work::parcel::{Parcel, packed, results};
use konspekt::work::share::shared;
use konspekt::{backup, ingest};
use std::rc::Rc;

/// What no card and no chart tells of.
const SECRETS: &str = "\n\nТайная глава\n\nВ архиве хранится неизданное письмо. Его автор молчал об этом до конца жизни. \
                       Подвал библиотеки затопило.\n\nЭпилог без чисел и дат";

struct Whole {
    open: Open,
    entry: Entry,
    parcel: Parcel,
}

fn whole(share: Share) -> Whole {
    let text = format!("{SAMPLE}{SECRETS}");
    let document = ingest::read_text(&text, None).expect("a text").document;
    let structure = konspekt::document::structure::write(&document.blocks);
    let id = LessonId("1".repeat(16));
    let said = Publication {
        author: Some("А. Б. Авторов".to_owned()),
        work: Some("Учебник".to_owned()),
        year: Some("1998".to_owned()),
        share,
        ..Publication::default()
    };
    let entry = Entry {
        title: "Урок".into(),
        text: document.text.as_str().into(),
        source: Rc::new(Source { url: Some("https://book.example".to_owned()), ..Source::default() }),
        structure: Some(structure.into()),
        seed: 3,
        added: 0,
        work: Rc::new(Work { publication: Some(Rc::new(said)), ..Work::default() }),
    };
    let lesson = Lesson::of(document, 3, Morphology::bundled());
    let parcel = Parcel::of(&id, &entry, results(lesson.clone()), 5).expect("within the limits");
    Whole { open: Open::new(id, lesson, Vec::new(), true), entry, parcel }
}

/// The lesson and its entry, as a page of it has them.
fn opened(parcel: &Parcel) -> (Open, Entry) {
    let events: Vec<Event> = parcel.records.iter().filter_map(|record| record::decode(record)).collect();
    assert_eq!(events.len(), parcel.records.len());
    let entry = Deck::of(&events).lessons.remove(&parcel.lesson).expect("the lesson");
    let parcel = Parcel::unread(parcel.lesson.clone(), Vec::new()).with(parcel.results().to_vec());
    let (lesson, _) = parcel.expect("sound results").opened().expect("a lesson");
    (Open::new(LessonId("1".repeat(16)), lesson, Vec::new(), true), entry)
}

/// Runs of so many words of the text, each a piece of it that is somebody's.
fn pieces(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(4).map(|words| words.join(" ")).collect()
}

/// Everything of a parcel that is text, with the same spaces everywhere.
fn written(parcel: &Parcel) -> String {
    let bytes = String::from_utf8_lossy(&packed(parcel)).into_owned();
    bytes.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_does_not_go_along_stands_nowhere() {
    for share in [Share::Evidence, Share::None] {
        let Whole { open, entry, parcel } = whole(share);
        let bytes = written(&shared(parcel.clone()).expect("a lesson"));
        // The whole has it: the test can fail.
        let in_whole = written(&parcel);
        for secret in pieces(SECRETS).iter().map(String::as_str).chain(["Тайная", "Эпилог", "Подвал"])
        {
            assert!(in_whole.contains(secret) && !bytes.contains(secret), "{secret}");
        }
        // Nor any sentence that proves nothing, with or without text.
        let proofs: Vec<_> = listed(&open, &entry).iter().flat_map(|card| card.evidence.clone()).collect();
        let charts = shown(&open, &entry);
        let rows: Vec<_> = charts.iter().flat_map(|chart| &chart.rows).map(|row| &row.fact).collect();
        let facts: Vec<_> = open.lesson.facts.iter().filter(|fact| rows.contains(&&fact.id)).collect();
        let mut left_out = 0;
        for sentence in &open.lesson.sentences {
            let is_proof = proofs.iter().any(|proof| proof.sentence.overlaps(sentence.span))
                || facts.iter().any(|fact| fact.evidence.span.overlaps(sentence.span));
            let words = sentence.span.of(&open.lesson.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
            if words.chars().count() < 25 || is_proof && share == Share::Evidence {
                continue;
            }
            assert!(!bytes.contains(&words), "{words}");
            left_out += 1;
        }
        assert!(left_out > 3, "{left_out}");
        for needed in ["А. Б. Авторов", "Учебник", "1998", "https://book.example"] {
            assert!(bytes.contains(needed), "{needed}");
        }
    }
}

#[test]
fn cards_and_charts_go_along_as_they_are() {
    for share in [Share::Evidence, Share::None] {
        let Whole { open, entry, parcel } = whole(share);
        let short = shared(parcel).expect("a lesson");
        let (there, of_there) = opened(&short);
        assert!(of_there.is_shortened() && short.publication().is_shortened);
        let (before, after) = (listed(&open, &entry), listed(&there, &of_there));
        let told = |card: &konspekt::card::Card| {
            (card.id.clone(), card.prompt.clone(), card.answer.clone(), card.options.clone(), card.evidence.clone())
        };
        assert!(before.len() > 5);
        assert_eq!(
            before.iter().map(|card| told(card)).collect::<Vec<_>>(),
            after.iter().map(|card| told(card)).collect::<Vec<_>>()
        );
        let drawn = |open: &Open, entry: &Entry| {
            shown(open, entry).iter().map(|chart| (chart.id.clone(), chart.rows.clone())).collect::<Vec<_>>()
        };
        assert_eq!(drawn(&open, &entry), drawn(&there, &of_there));
        assert_eq!(there.lesson.charts.len(), there.lesson.drawings.len());
        let (old, new) = (&open.lesson.document, &there.lesson.document);
        assert_eq!((old.text.len(), of_there.text.len()), (new.text.len(), new.text.len()), "no place moves");
        // What proves a card is there, or nothing is.
        for proof in after.iter().flat_map(|card| &card.evidence) {
            let words = proof.sentence.of(&new.text);
            match share {
                Share::Evidence => assert_eq!(words, proof.sentence.of(&old.text)),
                _ => assert!(!words.contains(char::is_alphanumeric), "{words}"),
            }
        }
        assert_eq!(share == Share::None, there.lesson.facts.is_empty());
        // A second time nothing more is left out, and nobody takes it for a text.
        assert_eq!(shared(short.clone()), Ok(short.clone()));
        let file =
            backup::Incoming { bytes: backup::lines::write(&short.records).into_bytes().into(), ..Default::default() };
        assert_eq!(konspekt::work::errand::opened(&file), Err(backup::BackupError::Shortened));
    }
}

#[test]
fn a_lesson_that_is_published_whole_is_as_it_was() {
    let Whole { parcel, .. } = whole(Share::Full);
    assert_eq!(shared(parcel.clone()), Ok(parcel));
}
