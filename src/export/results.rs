//! What learners have done, side by side: a row a learner and lesson, made of the files that they have saved.

use super::table::{self, Habits};
use crate::backup::BackupError;
use crate::card::CardId;
use crate::deck::{Deck, Entry, Grade, PastReview};
use crate::order;
use crate::schedule::{Scheduler, day};
use crate::statistics::{Share, Statistics, Studied};

/// The names of the columns.
const HEAD: [&str; 13] = [
    "learner",
    "lesson",
    "cards",
    "answered",
    "known",
    "share_known",
    "reviews",
    "right",
    "retention",
    "retention_of",
    "minutes",
    "first_day",
    "last_day",
];
/// Letters of a learner's name.
const LONGEST_NAME: usize = 120;

/// What one learner has done with one lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What the learner's file is called.
    pub learner: String,
    pub lesson: String,
    /// How many cards the lesson asks.
    pub cards: usize,
    /// Of them, those answered at least once, and those that were known when they were asked last.
    pub answered: usize,
    pub known: usize,
    /// Answers to any of its cards, and those of them that were not "again".
    pub reviews: usize,
    pub right: usize,
    /// Of the answers to what had been learned before that day: how many were right.
    pub retention: Share,
    /// From prompts to grades.
    pub minutes: f64,
    /// The days of the first answer and the last, as the learner has them: `2026-03-01`.
    pub days: Option<(String, String)>,
}

/// What is wrong with a learner's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is none of ours, or too large.
    Refused(BackupError),
    NoLesson,
    /// Only what is whole of it is told of.
    Damaged,
    /// So many of its lessons are not told of.
    LeftOut(usize),
    /// Whoever was to read it could not, or died over it.
    Unreadable,
    Died,
    /// It is one of too many.
    OneTooMany,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    pub rows: Vec<Row>,
    pub troubles: Vec<Trouble>,
}

impl Told {
    pub fn nothing(trouble: Trouble) -> Told {
        Told { rows: Vec::new(), troubles: vec![trouble] }
    }
}

/// The learner's name, as the file has it: without its folder and ending, and without letters that would change how others are read.
pub fn learner(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
    let is_shown = |c: &char| {
        !c.is_control() && !matches!(*c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    stem.chars().filter(is_shown).take(LONGEST_NAME).collect()
}

/// Side by side: lesson by lesson, learner by learner.
pub fn sort(rows: &mut [Row]) {
    order::by(rows, |a, b| (&a.lesson, &a.learner).cmp(&(&b.lesson, &b.learner)));
}

/// A learner's rows, a lesson each, of at most so many lessons. `cards` gives those that a lesson asks.
pub fn rows(learner: &str, deck: &Deck, most: usize, mut cards: impl FnMut(&Entry) -> Vec<CardId>) -> Vec<Row> {
    let scheduler = Scheduler::of(deck);
    let row = |(lesson, entry)| {
        let entry: &Entry = entry;
        let asked = cards(entry);
        let last = |card: &CardId| entry.history(card).last().map(|review| review.grade);
        let reviews = || entry.work.cards.values().flat_map(|work| &work.reviews);
        let days = reviews().map(|review| day::of(review.at, review.offset));
        let ends = days.clone().min().zip(days.max());
        let studied: Vec<Studied<'_>> =
            (entry.work.cards.iter()).map(|(card, work)| Studied { lesson, card, work, is_asked: true }).collect();
        let (at, offset) = reviews().map(|review| (review.at, review.offset)).max().unwrap_or_default();
        Row {
            learner: learner.to_owned(),
            lesson: entry.title.to_string(),
            cards: asked.len(),
            answered: asked.iter().filter(|card| last(card).is_some()).count(),
            known: asked.iter().filter(|card| last(card).is_some_and(|grade| grade != Grade::Again)).count(),
            reviews: reviews().count(),
            right: reviews().filter(|review| review.grade != Grade::Again).count(),
            retention: Statistics::of(&studied, &scheduler, at, offset).retention.all,
            minutes: reviews().map(PastReview::spent).sum::<u64>() as f64 / 60_000.0,
            days: ends.map(|(first, last)| (day::date(first), day::date(last))),
        }
    };
    deck.lessons.iter().take(most).map(row).collect()
}

/// The rows as a table for spreadsheets of these habits.
pub fn csv(rows: &[Row], habits: Habits) -> String {
    let decimal = |written: String| written.replace('.', habits.point.encode_utf8(&mut [0; 4]));
    let cells = |row: &Row| -> Vec<String> {
        let (first, last) = row.days.clone().unwrap_or_default();
        let share = if row.cards == 0 { 0.0 } else { row.known as f64 / row.cards as f64 };
        let counts = [row.cards, row.answered, row.known].map(|count| count.to_string());
        let retention = row.retention.value().map_or_else(String::new, |share| decimal(format!("{share:.3}")));
        let (reviews, right, of) = (row.reviews.to_string(), row.right.to_string(), row.retention.whole.to_string());
        [row.learner.clone(), row.lesson.clone()]
            .into_iter()
            .chain(counts)
            .chain([decimal(format!("{share:.3}")), reviews, right, retention, of])
            .chain([decimal(format!("{:.1}", row.minutes)), first, last])
            .collect()
    };
    let head = HEAD.map(str::to_owned).to_vec();
    table::lines(std::iter::once(head).chain(rows.iter().map(cells)), habits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::CardKind;
    use crate::deck::{Body, DeviceId, Event, EventId, LessonId, Review};
    use crate::document::Source;

    /// 2026-03-01T12:00Z.
    const NOON: i64 = 1_772_366_400_000;
    const DAY: i64 = 86_400_000;

    fn deck(reviews: &[(&str, Grade, i64)]) -> Deck {
        let lesson = LessonId("1".repeat(16));
        let added = Body::LessonAdded {
            lesson: lesson.clone(),
            title: "=Тыл, 1944".to_owned(),
            text: "Было 5 лет.".to_owned(),
            source: Source::default(),
            structure: None,
            seed: 0,
        };
        let review = |(card, chosen, _): &(&str, Grade, i64)| {
            Body::Reviewed(Review {
                lesson: lesson.clone(),
                card: CardId((*card).to_owned()),
                kind: CardKind::Question,
                answer: None,
                proposed: None,
                chosen: *chosen,
                took: 90_000,
                content: String::new(),
            })
        };
        let said = std::iter::once((added, NOON)).chain(reviews.iter().map(|it| (review(it), it.2)));
        let event = |(number, (body, at))| Event {
            id: EventId { device: DeviceId("a".repeat(16)), number },
            at,
            offset: 180,
            body,
        };
        Deck::of(&(1..).zip(said).map(event).collect::<Vec<_>>())
    }

    fn cards(_: &Entry) -> Vec<CardId> {
        ["a", "b", "c", "d"].map(|card| CardId(card.to_owned())).to_vec()
    }

    #[test]
    fn a_learner_is_told_by_what_was_answered_and_known_last() {
        let deck = deck(&[
            ("a", Grade::Again, NOON),
            ("a", Grade::Good, NOON + DAY),
            ("b", Grade::Again, NOON + 2 * DAY),
            ("old", Grade::Good, NOON),
        ]);
        let rows = rows("Иванова", &deck, 9, cards);
        let expected = Row {
            learner: "Иванова".to_owned(),
            lesson: "=Тыл, 1944".to_owned(),
            cards: 4,
            answered: 2,
            known: 1,
            reviews: 4,
            right: 2,
            retention: Share::default(),
            minutes: 6.0,
            days: Some(("2026-03-01".to_owned(), "2026-03-03".to_owned())),
        };
        assert_eq!(rows, [expected]);
        let table = csv(&rows, Habits::COMMAS);
        let lines: Vec<&str> = table.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(lines[0], HEAD.join(","));
        assert_eq!(lines[1], "Иванова,\"'=Тыл, 1944\",4,2,1,0.250,4,2,,0,6.0,2026-03-01,2026-03-03");
        assert_eq!(super::rows("Иванова", &deck, 0, cards), [], "no more than are wanted");
        // An Excel with Russian settings parts by semicolons, and has commas in its numbers.
        let russian = csv(&rows, Habits::SEMICOLONS);
        let lines: Vec<&str> = russian.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(lines[0], HEAD.join(";"));
        assert_eq!(lines[1], "Иванова;\"'=Тыл, 1944\";4;2;1;\"0,250\";4;2;;0;\"6,0\";2026-03-01;2026-03-03");
    }

    #[test]
    fn retention_is_of_what_was_learned_on_an_earlier_day() {
        let learned = ["a", "b", "c"].map(|card| [(card, Grade::Easy, NOON), (card, Grade::Good, NOON + 20 * DAY)]);
        let mut reviews = learned.concat();
        reviews[5].1 = Grade::Again;
        let rows = rows("Иванова", &deck(&reviews), 9, cards);
        assert_eq!((rows[0].retention, rows[0].right, rows[0].reviews), (Share { part: 2, whole: 3 }, 5, 6));
        let table = csv(&rows, Habits::COMMAS);
        assert!(table.contains(",6,5,0.667,3,"), "{table}");
    }

    #[test]
    fn a_learner_is_called_as_the_file_is() {
        for (file, name) in [
            ("класс/Иванова А. Б..konspekt", "Иванова А. Б."),
            ("C:\\x\\Петров.zip", "Петров"),
            (".konspekt", ".konspekt"),
            ("a\u{202e}b\u{7}\n.konspekt", "ab"),
            ("", ""),
        ] {
            assert_eq!(learner(file), name);
        }
        assert_eq!(learner(&"я".repeat(5000)).chars().count(), LONGEST_NAME);
    }

    #[test]
    fn a_class_stands_side_by_side() {
        let of = |lesson: &str, learner: &str| Row {
            lesson: lesson.to_owned(),
            ..rows(learner, &deck(&[]), 9, cards).remove(0)
        };
        let mut all = [of("б", "1"), of("а", "2"), of("а", "1")];
        sort(&mut all);
        let found: Vec<_> = all.iter().map(|row| (row.lesson.as_str(), row.learner.as_str())).collect();
        assert_eq!(found, [("а", "1"), ("а", "2"), ("б", "1")]);
    }

    #[test]
    fn whoever_has_done_nothing_has_a_row_too() {
        let rows = rows("Петров", &deck(&[]), 9, cards);
        assert_eq!((rows[0].answered, rows[0].reviews, rows[0].days.clone()), (0, 0, None));
        assert!(csv(&rows, Habits::COMMAS).contains("Петров,\"'=Тыл, 1944\",4,0,0,0.000,0,0,,0,0.0,,"));
    }
}
