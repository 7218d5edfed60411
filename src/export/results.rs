//! What learners have done, side by side: a row a learner and lesson, made of the files that they have saved.

use super::table;
use crate::card::CardId;
use crate::deck::{Deck, Entry, Grade};
use crate::schedule::day;

/// The names of the columns.
const HEAD: [&str; 10] =
    ["learner", "lesson", "cards", "answered", "known", "share_known", "reviews", "minutes", "first_day", "last_day"];

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
    /// Answers to any of its cards.
    pub reviews: usize,
    /// From prompts to grades.
    pub minutes: f64,
    /// The days of the first answer and the last, as the learner has them: `2026-03-01`.
    pub days: Option<(String, String)>,
}

/// A learner's rows, a lesson each. `cards` gives those that a lesson asks.
pub fn rows(learner: &str, deck: &Deck, mut cards: impl FnMut(&Entry) -> Vec<CardId>) -> Vec<Row> {
    let row = |entry: &Entry| {
        let asked = cards(entry);
        let last = |card: &CardId| entry.history(card).last().map(|review| review.grade);
        let reviews = || entry.work.cards.values().flat_map(|work| &work.reviews);
        let days = reviews().map(|review| day::of(review.at, review.offset));
        let ends = days.clone().min().zip(days.max());
        Row {
            learner: learner.to_owned(),
            lesson: entry.title.to_string(),
            cards: asked.len(),
            answered: asked.iter().filter(|card| last(card).is_some()).count(),
            known: asked.iter().filter(|card| last(card).is_some_and(|grade| grade != Grade::Again)).count(),
            reviews: reviews().count(),
            minutes: reviews().map(|review| u64::from(review.took)).sum::<u64>() as f64 / 60_000.0,
            days: ends.map(|(first, last)| (day::date(first), day::date(last))),
        }
    };
    deck.lessons.values().map(row).collect()
}

/// The rows as a table for spreadsheets.
pub fn csv(rows: &[Row]) -> String {
    let cells = |row: &Row| -> Vec<String> {
        let (first, last) = row.days.clone().unwrap_or_default();
        let share = if row.cards == 0 { 0.0 } else { row.known as f64 / row.cards as f64 };
        let counts = [row.cards, row.answered, row.known].map(|count| count.to_string());
        [row.learner.clone(), row.lesson.clone()]
            .into_iter()
            .chain(counts)
            .chain([format!("{share:.3}"), row.reviews.to_string(), format!("{:.1}", row.minutes), first, last])
            .collect()
    };
    let head = HEAD.map(str::to_owned).to_vec();
    table::lines(std::iter::once(head).chain(rows.iter().map(cells)))
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
        let rows = rows("Иванова", &deck, cards);
        let expected = Row {
            learner: "Иванова".to_owned(),
            lesson: "=Тыл, 1944".to_owned(),
            cards: 4,
            answered: 2,
            known: 1,
            reviews: 4,
            minutes: 6.0,
            days: Some(("2026-03-01".to_owned(), "2026-03-03".to_owned())),
        };
        assert_eq!(rows, [expected]);
        let table = csv(&rows);
        let lines: Vec<&str> = table.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(lines[0], HEAD.join(","));
        assert_eq!(lines[1], "Иванова,\"'=Тыл, 1944\",4,2,1,0.250,4,6.0,2026-03-01,2026-03-03");
    }

    #[test]
    fn whoever_has_done_nothing_has_a_row_too() {
        let rows = rows("Петров", &deck(&[]), cards);
        assert_eq!((rows[0].answered, rows[0].reviews, rows[0].days.clone()), (0, 0, None));
        assert!(csv(&rows).contains("Петров,\"'=Тыл, 1944\",4,0,0,0.000,0,0.0,,"));
    }
}
