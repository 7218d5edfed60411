//! How fast a learner's years are read: a million reviews of a hundred thousand cards, and less where it takes longer. `cargo bench --bench study`.

use std::hint::black_box;
use std::time::Instant;

use konspekt::card::{CardId, CardKind};
use konspekt::deck::{Body, CardWork, Deck, DeviceId, Event, EventId, Grade, LessonId, PastReview, Review, snapshot};
use konspekt::plan::{Goal, Pace, plan};
use konspekt::schedule::{Candidate, Limits, Queue, Scheduler, day};
use konspekt::statistics::{Statistics, Studied};
use konspekt::store::record;
use konspekt::training;

const RUNS: usize = 5;
const CARDS: usize = 100_000;
const REVIEWS_OF_A_CARD: usize = 10;
const DAY: i64 = 86_400_000;
/// 2026-03-01T12:00:00Z.
const NOON: i64 = 1_772_366_400_000;

fn main() {
    let lessons: Vec<LessonId> = (0..100).map(|lesson| LessonId(format!("{lesson:016x}"))).collect();
    let ids: Vec<CardId> = (0..CARDS).map(|card| CardId(format!("{card:020x}"))).collect();
    let works: Vec<CardWork> = (0..CARDS).map(work).collect();
    let cards: Vec<Studied> = (0..CARDS)
        .map(|card| Studied {
            lesson: &lessons[card % lessons.len()],
            card: &ids[card],
            work: &works[card],
            is_asked: true,
        })
        .collect();
    let scheduler = Scheduler::default();
    let now = NOON + 900 * DAY;

    let mut reviews = 0;
    let took = median(|| {
        let statistics = black_box(Statistics::of(&cards, &scheduler, now, 180));
        reviews = statistics.calendar.values().map(|day| day.reviews).sum();
    });
    println!("figure: statistics of {reviews} reviews of {CARDS} cards, native = {took:.0} ms");

    let candidates: Vec<Candidate> = cards
        .iter()
        .map(|studied| Candidate {
            card: studied.card,
            siblings: None,
            confusable: None,
            history: &studied.work.reviews,
            is_planned: None,
        })
        .collect();
    let mut shown = 0;
    let took = median(|| {
        let queue = black_box(Queue::of(&candidates, &scheduler, Limits { new: 20, reviews: 200 }, now, 180));
        shown = queue.cards.len();
    });
    println!("figure: queue of {CARDS} cards, {shown} shown, native = {took:.0} ms");

    let histories: Vec<&[PastReview]> = works[..500].iter().map(|work| work.reviews.as_slice()).collect();
    let goal =
        Goal { day: day::of(now, 180) + 30, minutes_a_day: 20.0, target: 0.9, pace: Pace::default(), spent: 0.0 };
    let took = median(|| drop(black_box(plan(&histories, &scheduler, &goal, now, 180))));
    println!("figure: plan of 500 cards over 30 days, native = {took:.0} ms");

    let histories: Vec<&[PastReview]> = works[..5_000].iter().map(|work| work.reviews.as_slice()).collect();
    let start = Instant::now();
    let fit = black_box(training::fit(&histories, &[])).expect("there are enough reviews");
    let took = start.elapsed().as_secs_f64();
    println!("figure: parameters fitted to {} reviews, {} foretold, native = {took:.1} s", fit.fitted, fit.foretold);

    start_up(&works[..20_000], &ids);
}

/// A start from all events, and one from a snapshot.
fn start_up(works: &[CardWork], ids: &[CardId]) {
    let lesson = LessonId("1234567890abcdef".into());
    let mut events: Vec<Event> = Vec::new();
    for (work, card) in works.iter().zip(ids) {
        events.extend(work.reviews.iter().map(|past| Event {
            id: past.event.clone(),
            at: past.at,
            offset: past.offset,
            body: Body::Reviewed(Review {
                lesson: lesson.clone(),
                card: card.clone(),
                kind: CardKind::Cloze,
                answer: None,
                proposed: None,
                chosen: past.grade,
                took: past.took,
                content: String::new(),
            }),
        }));
    }
    events.sort_by_key(|event| event.at);
    for (number, event) in (1..).zip(&mut events) {
        event.id.number = number;
    }
    let records: Vec<String> =
        events.iter().map(|event| record::encode(event).expect("a review is within the limits")).collect();
    let whole = median(|| {
        let events: Vec<Event> = records.iter().filter_map(|record| record::decode(record)).collect();
        drop(black_box(Deck::of(&events)));
    });
    let bytes = snapshot::write(&Deck::of(&events)).expect("it knows all events");
    let resumed = median(|| drop(black_box(snapshot::read(&bytes))));
    println!(
        "figure: start with {} reviews, native = {whole:.0} ms from records, {resumed:.0} ms from a snapshot of {} kB",
        events.len(),
        bytes.len() / 1000
    );
}

/// Of some runs, milliseconds.
fn median(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// Reviews at intervals that grow, one in eight of them failed.
fn work(card: usize) -> CardWork {
    let device = DeviceId("00c0ffee00c0ffee".into());
    let mut at = NOON + (card % 400) as i64 * DAY;
    let mut interval = 1;
    let review = |nth: usize| {
        let number = (card * REVIEWS_OF_A_CARD + nth) as u64;
        let is_failed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 61 == 0;
        interval = if is_failed { 1 } else { (interval * 2).min(200) };
        let review = PastReview {
            event: EventId { device: device.clone(), number },
            at,
            offset: 180,
            grade: if is_failed { Grade::Again } else { Grade::Good },
            took: 6000,
        };
        at += interval * DAY;
        review
    };
    CardWork { reviews: (0..REVIEWS_OF_A_CARD).map(review).collect(), ..CardWork::default() }
}
