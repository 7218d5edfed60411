//! What a lesson's file says was read out of its text: taken as it is where it is sound, and whatever else it is harms nobody.

use konspekt::app::hidden::Hidden;
use konspekt::app::{Open, cards, charts, coverage, judge, marks, pages};
use konspekt::backup::lines::{self, Read};
use konspekt::chart::guess::{Puzzle, doors};
use konspekt::chart::timeline::{Timeline, scene};
use konspekt::chart::{Drawn, Layout, sketch};
use konspekt::deck::{Entry, LessonId};
use konspekt::document::Source;
use konspekt::export::{self, Chosen, Format, Whole};
use konspekt::ingest;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::work::parcel::{Parcel, STAMP, results};
use std::rc::Rc;

fn entry() -> Entry {
    Entry {
        title: "Тыл".into(),
        text: SAMPLE.into(),
        source: Rc::new(Source::default()),
        structure: None,
        seed: 3,
        added: 0,
        work: Rc::default(),
    }
}

fn lesson() -> Lesson {
    let document = ingest::read_text(SAMPLE, None).expect("the sample is a text").document;
    Lesson::of(document, 3, Morphology::bundled())
}

fn id() -> LessonId {
    LessonId("1".repeat(16))
}

/// Everything that a page makes of a lesson.
fn use_up(lesson: Lesson) {
    let entry = entry();
    let open = Open::new(id(), lesson, Vec::new(), true);
    let lesson = &open.lesson;
    let listed: Vec<_> = cards::listed(&open, &entry).into_iter().map(|card| card.into_owned()).collect();
    for card in &lesson.cards {
        let given = judge::typed(card, "5");
        let _ = (judge::proposed(card, &given), judge::shuffled(card, 1), judge::true_share(card));
    }
    let blocks = lesson.document.blocks.iter();
    blocks.for_each(|block| drop(marks::segments(&lesson.mentions, &[], &Hidden::default(), block.span)));
    let _ = (coverage::coverage(&open), pages::page_at(&open.pages, 7));
    for chart in charts::shown(&open, &entry) {
        let _ = Drawn::of(&chart);
        if let Some(puzzle) = Puzzle::of(&chart) {
            let values = vec![Some(5.0); puzzle.hidden()];
            let _ = sketch::sketch(&puzzle, &values, Some(&chart), &Layout::MARGIN);
        }
    }
    drop(doors("Тыл", &lesson.charts, |_| false));
    let timeline = Timeline::of(&lesson.document, &lesson.facts);
    if let Some(window) = timeline.extent() {
        let _ = (timeline.items(window, 600.0), scene(&timeline, window, &Layout::MARGIN));
    }
    let document = &lesson.document;
    let chosen = Chosen {
        lesson: "1",
        title: "Тыл",
        cards: &listed,
        text: &document.text,
        source: &document.source,
        introduction: None,
    };
    for format in [Format::Json, Format::Markdown, Format::Qti3, Format::Sheet] {
        let _ = export::write(format, &[Whole { chosen, lesson, seed: 3 }], 0);
    }
}

/// Another number each time.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 16) as usize
}

#[test]
fn results_that_were_tampered_with_are_refused_or_harmless() {
    let (whole, unread) = (results(lesson()), Parcel::unread(id(), Vec::new()));
    let parcel = unread.clone().with(whole.clone()).expect("the results of a lesson");
    let (opened, _) = parcel.opened().expect("they are read");
    use_up(opened);
    let mut state = 0x9e37_79b9_7f4a_7c15;
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..1 + next(&mut state) % 3 {
            let at = next(&mut state) % bytes.len();
            match next(&mut state) % 4 {
                0 => bytes[at] ^= 1 << (next(&mut state) % 8),
                1 => bytes[at] = bytes[at].wrapping_add(1),
                2 => drop(bytes.remove(at)),
                _ => bytes.insert(at, next(&mut state) as u8),
            }
        }
        match unread.clone().with(bytes) {
            Some(parcel) => {
                use_up(parcel.opened().expect("it was taken").0);
                taken += 1;
            }
            None => refused += 1,
        }
    }
    assert!(taken > 20 && refused > 50, "{taken} taken, {refused} refused");
}

#[test]
fn a_lessons_file_carries_what_was_read_and_is_records_all_the_same() {
    let parcel = Parcel::of(&id(), &entry(), results(lesson()), 5).expect("within the limits");
    let read = Read { stamp: STAMP.to_owned(), letters: "abc".to_owned() };
    let file = lines::write_with(&parcel.records, &read);
    assert_eq!(lines::read_out(&file), Some(read));
    // Whoever looks for records finds them, and nothing amiss.
    let contents = lines::read(file.as_bytes()).expect("a lesson");
    assert_eq!((contents.records, contents.damaged, contents.faults), (parcel.records.clone(), Vec::new(), Vec::new()));
    // As programs saw it that did not know that line: one that is no record, after all that are.
    assert!(file.lines().next_back().is_some_and(|line| line.starts_with("{\"read\":\"")));
    assert_eq!(file.lines().count(), parcel.records.len() + 1);
    let damaged = file.replace("\"letters\":\"abc\"", "\"letters\":\"abd\"");
    assert_eq!(lines::read_out(&damaged), None);
    assert_eq!(lines::read_out(&lines::write(&parcel.records)), None);
}
