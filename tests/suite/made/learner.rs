//! The log of a learner who remembers by a model, for what is fitted to logs.

use konspekt::card::{CardId, CardKind};
use konspekt::deck::{Body, DeviceId, Event, EventId, Grade, LessonId, PastReview, Review};
use konspekt::document::Source;
use konspekt::schedule::{RETENTION, Scheduler};

pub const DAY: i64 = 86_400_000;
pub const DEVICE: &str = "00c0ffee00c0ffee";

pub fn event(number: u64, at: i64, body: Body) -> Event {
    Event { id: EventId { device: DeviceId(DEVICE.into()), number }, at, offset: 0, body }
}

/// The log of somebody who forgets faster than most people, and studies when the schedule says.
pub fn forgetful_log(cards: usize, reviews: usize) -> Vec<Event> {
    let mut parameters = fsrs::DEFAULT_PARAMETERS;
    for (parameter, less) in [(0, 0.4), (1, 0.4), (2, 0.4), (3, 0.4), (8, 0.75)] {
        parameters[parameter] *= less;
    }
    let truth = Scheduler::with_parameters(&parameters, RETENTION).expect("parameters");
    let planner = Scheduler::default();
    let mut random = 11u64;
    let mut chance = move || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 40) as f32 / (1u64 << 24) as f32
    };
    let lesson = LessonId("1234567890abcdef".into());
    let mut log = vec![event(
        1,
        0,
        Body::LessonAdded {
            lesson: lesson.clone(),
            title: "Хлопок".into(),
            text: "В 1944 г. собрано 300 т хлопка.".into(),
            source: Source::default(),
            structure: None,
            seed: 1,
        },
    )];
    for card in 0..cards {
        let mut history: Vec<PastReview> = Vec::new();
        let mut at = (card % 200) as i64 * DAY;
        for _ in 0..reviews {
            let grade = match truth.standing(&history).zip(history.last()) {
                None => [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy][(chance() * 4.0) as usize],
                Some((standing, last)) if chance() > truth.recall(&standing, last, at, 0) => Grade::Again,
                Some(_) => Grade::Good,
            };
            let review = Review {
                lesson: lesson.clone(),
                card: CardId(format!("{card:020}")),
                kind: CardKind::Cloze,
                answer: None,
                proposed: None,
                chosen: grade,
                took: 1000,
                content: String::new(),
            };
            let event = event(log.len() as u64 + 1, at, Body::Reviewed(review));
            history.push(PastReview { event: event.id.clone(), at, offset: 0, grade, took: 1000 });
            log.push(event);
            let due = planner.standing(&history).expect("it has a history").due;
            at = due.max(at + DAY) + (chance() * 3.0) as i64 * DAY;
        }
    }
    log
}
