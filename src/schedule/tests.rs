use proptest::prelude::*;

use super::*;
use crate::card::CardId;
use crate::deck::{DeviceId, EventId};

const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// 2026-03-01T12:00:00Z.
const NOON: i64 = 1_772_366_400_000;

/// Reviews at so many milliseconds after [`NOON`], at offset 0.
fn history(reviews: &[(i64, Grade)]) -> Vec<PastReview> {
    let event = |number: usize| EventId { device: DeviceId("0123456789abcdef".into()), number: number as u64 };
    let review = |(number, &(after, grade))| PastReview { event: event(number), at: NOON + after, offset: 0, grade };
    reviews.iter().enumerate().map(review).collect()
}

/// Reviews so many days after one another.
fn daily(reviews: &[(i64, Grade)]) -> Vec<PastReview> {
    let mut day = 0;
    let at = reviews.iter().map(|&(after, grade)| {
        day += after;
        (day * DAY, grade)
    });
    history(&at.collect::<Vec<_>>())
}

use Grade::{Again, Easy, Good, Hard};

#[track_caller]
fn check_memory(next: Next, stability: f32, difficulty: f32) {
    assert!((next.stability - stability).abs() < 1e-4, "stability {}", next.stability);
    assert!((next.difficulty - difficulty).abs() < 1e-4, "difficulty {}", next.difficulty);
}

/// The parameters of the tests of `fsrs` 6.6.2 (src/inference.rs), which are of FSRS-5.
const PUBLISHED: [f32; 19] = [
    0.6845422,
    1.6790825,
    4.7349424,
    10.042885,
    7.4410233,
    0.64219797,
    1.071918,
    0.0025195254,
    1.432437,
    0.1544,
    0.8692766,
    2.0696752,
    0.0953,
    0.2975,
    2.4691248,
    0.19542035,
    3.201072,
    0.18046261,
    0.121442534,
];

// The vectors that `fsrs` publishes in its documentation and tests, reproduced through this module.

#[test]
fn published_first_states() {
    let next = next_states(&[], NOON, 0);
    check_memory(next.again, 0.212, 6.4133);
    check_memory(next.hard, 1.2931, 5.1121707);
    check_memory(next.good, 2.3065, 2.118104);
    check_memory(next.easy, 8.2956, 1.0);
}

#[test]
fn published_memory_with_and_without_reviews_on_one_day() {
    let reviews = daily(&[(0, Again), (0, Good), (1, Good), (3, Good), (8, Good), (21, Good)]);
    let standing = Scheduler::default().standing(&reviews).unwrap();
    check_memory(standing, 53.62691, 6.3574867);

    let mut parameters = fsrs::DEFAULT_PARAMETERS;
    parameters[17..20].fill(0.0);
    let scheduler = Scheduler::with_parameters(&parameters, RETENTION).unwrap();
    check_memory(scheduler.standing(&reviews).unwrap(), 53.335106, 6.3574867);
}

#[test]
fn published_next_states() {
    let scheduler = Scheduler::with_parameters(&PUBLISHED, RETENTION).unwrap();
    let reviews = daily(&[(0, Again), (1, Good), (3, Good), (8, Good)]);
    let now = NOON + (1 + 3 + 8 + 21) * DAY;
    let next = scheduler.next_states(&reviews, now, 0);
    check_memory(next.again, 2.9691455, 8.000659);
    check_memory(next.hard, 17.091452, 7.6913934);
    check_memory(next.good, 31.722992, 7.382128);
    check_memory(next.easy, 71.7502, 7.0728626);
    let days = |next: Next| day::of(next.due, 0) - day::of(now, 0);
    assert_eq!((days(next.hard), days(next.good), days(next.easy)), (17, 32, 72));
}

#[test]
fn wrong_parameters_are_refused() {
    assert!(Scheduler::with_parameters(&[1.0], RETENTION).is_none());
    assert!(Scheduler::with_parameters(&[f32::NAN; 21], RETENTION).is_none());
}

#[test]
fn a_new_card_goes_through_its_steps() {
    let minutes = |next: Next, now| next.interval_ms(now) as f64 / MINUTE as f64;
    let first = next_states(&[], NOON, 0);
    assert_eq!([first.again, first.hard, first.good].map(|next| minutes(next, NOON)), [1.0, 5.5, 10.0]);
    assert_eq!(first.easy.phase, Phase::Review);
    assert_eq!(first.easy.due, NOON + 8 * DAY - 8 * HOUR);

    let after_good = history(&[(0, Good)]);
    let now = NOON + 10 * MINUTE;
    let second = next_states(&after_good, now, 0);
    assert_eq!([second.again, second.hard].map(|next| minutes(next, now)), [1.0, 10.0]);
    assert_eq!((second.hard.phase, second.good.phase), (Phase::Learning { step: 1 }, Phase::Review));
    assert_eq!(next_states(&history(&[(0, Good), (1, Again)]), now, 0).good.phase, Phase::Learning { step: 1 });
}

#[test]
fn a_failed_card_is_learned_again() {
    let reviews = daily(&[(0, Easy), (8, Again)]);
    let now = NOON + 8 * DAY + 10 * MINUTE;
    assert_eq!(Scheduler::default().standing(&reviews).unwrap().due, now);
    let next = next_states(&reviews, now, 0);
    assert_eq!(next.again.interval_ms(now), 10 * MINUTE);
    assert_eq!(next.hard.interval_ms(now), 15 * MINUTE);
    assert_eq!((next.hard.phase, next.good.phase), (Phase::Relearning, Phase::Review));
    assert_eq!(next.good.interval_ms(next.good.due + 1), 0);
}

#[test]
fn days_begin_at_four_where_the_learner_is() {
    // 01:30 in Moscow is still the day before: a day later is 04:00 of the same date.
    let now = NOON + 10 * HOUR + 30 * MINUTE;
    let next = next_states(&history(&[(0, Good)]), now, 180);
    let interval = next.good.interval_ms(now);
    assert_eq!(interval % DAY, 2 * HOUR + 30 * MINUTE);
}

#[test]
fn just_before_the_day_turns_no_grade_comes_before_a_worse_one() {
    // 03:55: tomorrow begins in five minutes.
    let now = NOON + 15 * HOUR + 55 * MINUTE;
    let next = next_states(&daily(&[(0, Good), (0, Good)]), now, 0);
    assert_eq!(next.again.interval_ms(now), 10 * MINUTE);
    assert!(next.again.due <= next.hard.due && next.hard.due <= next.good.due);
}

fn any_grade() -> impl Strategy<Value = Grade> {
    prop_oneof![Just(Again), Just(Hard), Just(Good), Just(Easy)]
}

/// Reviews whose times may jump back, as after a merge of devices whose clocks differ.
fn any_history() -> impl Strategy<Value = Vec<PastReview>> {
    prop::collection::vec((prop_oneof![0..HOUR, -DAY..400 * DAY], any_grade()), 0..12).prop_map(|reviews| {
        let mut at = 0;
        let reviews = reviews.into_iter().map(|(after, grade)| {
            at += after;
            (at, grade)
        });
        history(&reviews.collect::<Vec<_>>())
    })
}

proptest! {
    #[test]
    fn a_better_grade_never_comes_sooner(history in any_history(), after in 0..4000 * DAY, offset in -720..840i16) {
        let now = NOON + after;
        let next = next_states(&history, now, offset);
        let due = [next.again.due, next.hard.due, next.good.due, next.easy.due];
        prop_assert!(now < due[0] && due.is_sorted(), "{:?}", due);
        let stability = [next.again, next.hard, next.good, next.easy].map(|next| next.stability);
        prop_assert!(stability.is_sorted(), "{:?}", stability);
    }

    #[test]
    fn a_higher_retention_never_comes_later(history in any_history(), after in 0..400 * DAY, lower in 0.7..0.99f32, more in 0.0..0.3f32) {
        let at = |retention| Scheduler::new(retention).next_states(&history, NOON + after, 0);
        let (lower, higher) = (at(lower), at(lower + more));
        for grade in [Again, Hard, Good, Easy] {
            prop_assert!(higher.of(grade).due <= lower.of(grade).due);
        }
    }

    #[test]
    fn no_time_and_no_retention_is_too_odd(history in any_history(), now in any::<i64>(), offset in any::<i16>(), retention in any::<f32>()) {
        let next = Scheduler::new(retention).next_states(&history, now, offset);
        for grade in [Again, Hard, Good, Easy] {
            prop_assert!(next.of(grade).stability.is_finite() && (1.0..=10.0).contains(&next.of(grade).difficulty));
        }
    }

    #[test]
    fn a_queue_shows_no_siblings_together_and_keeps_to_the_limit(
        cards in prop::collection::vec((any_history(), prop::option::of(0..3u8)), 0..10),
        after in 0..30 * DAY,
        limit in 0..4usize,
    ) {
        let ids: Vec<CardId> = (0..cards.len()).map(|index| CardId(format!("{index}"))).collect();
        let groups: Vec<Option<String>> = cards.iter().map(|(_, group)| group.map(|group| group.to_string())).collect();
        let candidates: Vec<Candidate> = (0..cards.len())
            .map(|index| Candidate { card: &ids[index], siblings: groups[index].as_deref(), history: &cards[index].0 })
            .collect();
        let now = NOON + after;
        let queue = Queue::of(&candidates, &Scheduler::default(), limit, now, 0);
        prop_assert_eq!(&queue, &Queue::of(&candidates, &Scheduler::default(), limit, now, 0));

        let shown: Vec<usize> = queue.cards.iter().map(|card| ids.iter().position(|id| id == card).unwrap()).collect();
        let today = |index: usize| cards[index].0.last().is_some_and(|last| day::of(last.at, 0) == day::of(now, 0));
        for (nth, &index) in shown.iter().enumerate() {
            for &other in &shown[..nth] {
                prop_assert!(index != other);
                prop_assert!(groups[index].is_none() || groups[index] != groups[other] || today(index) && today(other));
            }
        }
        prop_assert!(shown.iter().filter(|index| cards[**index].0.is_empty()).count() <= limit);
        prop_assert!(queue.counts.new <= limit);
        // Whatever is not shown now has a time at which to look again.
        prop_assert!(shown.len() == cards.len() || queue.next_at.is_some_and(|at| at > now));
    }
}

mod queue {
    use super::*;

    /// Cards named by their place, all without siblings.
    fn queue(histories: &[Vec<PastReview>], now: i64) -> Queue {
        let ids: Vec<CardId> = (0..histories.len()).map(|index| CardId(index.to_string())).collect();
        let candidates: Vec<Candidate> =
            (ids.iter().zip(histories)).map(|(card, history)| Candidate { card, siblings: None, history }).collect();
        Queue::of(&candidates, &Scheduler::default(), 20, now, 0)
    }

    fn shown(queue: &Queue) -> Vec<&str> {
        queue.cards.iter().map(|card| card.0.as_str()).collect()
    }

    #[test]
    fn learning_first_then_due_then_new_then_what_is_learned_soon() {
        let now = NOON + 20 * DAY;
        let at = |ago: i64, grade| history(&[(20 * DAY - ago, grade)]);
        let queue = queue(
            &[
                vec![],
                at(9 * DAY, Easy),
                at(2 * MINUTE, Good),
                at(2 * MINUTE, Again),
                at(12 * DAY, Easy),
                at(DAY, Easy),
                vec![],
            ],
            now,
        );
        assert_eq!(shown(&queue), ["3", "4", "1", "0", "6", "2"]);
        assert_eq!(queue.counts, Counts { due: 2, learning: 2, new: 2 });
        assert_eq!(queue.next_at, Some(now + 7 * DAY - 8 * HOUR));
    }

    #[test]
    fn the_days_new_cards_are_limited() {
        let mut histories = vec![Vec::new(); 30];
        histories[0] = history(&[(0, Easy)]);
        assert_eq!(queue(&histories, NOON + HOUR).counts.new, 19);
        let next_day = queue(&histories, NOON + DAY);
        assert_eq!((next_day.counts.new, next_day.next_at), (20, Some(NOON + 2 * DAY - 8 * HOUR)));
    }

    #[test]
    fn a_sibling_waits_for_tomorrow_and_an_undo_frees_it() {
        let ids = ["a", "b"].map(|id| CardId(id.into()));
        let reviews = history(&[(0, Good)]);
        let queue = |history: &[PastReview], now| {
            let candidate =
                |index: usize, history| Candidate { card: &ids[index], siblings: Some("one fact"), history };
            Queue::of(&[candidate(0, history), candidate(1, &[])], &Scheduler::default(), 20, now, 0)
        };
        // The first takes its step again; the second is not shown with it, nor after it.
        assert_eq!(shown(&queue(&reviews, NOON + 10 * MINUTE)), ["a"]);
        let done = history(&[(0, Good), (10 * MINUTE, Good)]);
        let later = queue(&done, NOON + HOUR);
        assert_eq!((shown(&later), later.next_at), (vec![], Some(NOON + 16 * HOUR)));
        assert_eq!(shown(&queue(&done, NOON + DAY)), ["b"]);
        assert_eq!(shown(&queue(&[], NOON + HOUR)), ["a"]);
    }

    #[test]
    fn whoever_travels_west_is_not_asked_twice_a_day() {
        let id = CardId("a".into());
        let reviews = history(&[(0, Again), (MINUTE, Good), (11 * MINUTE, Good)]);
        assert_eq!(Scheduler::default().standing(&reviews).unwrap().due, NOON + 16 * HOUR);
        let candidate = Candidate { card: &id, siblings: None, history: &reviews };
        // Due at 04:00 UTC of the next day, which in Honolulu is still the day of the review.
        let queue = Queue::of(&[candidate], &Scheduler::default(), 20, NOON + 17 * HOUR, -600);
        assert_eq!((queue.cards, queue.next_at), (vec![], Some(NOON + 26 * HOUR)));
    }
}
