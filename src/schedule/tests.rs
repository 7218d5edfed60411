mod queue;

use proptest::prelude::*;

use super::steps::MINUTE;
use super::*;
use crate::card::CardId;
use crate::deck::{CardWork, DeviceId, Event, EventId, Setting};

const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// 2026-03-01T12:00:00Z.
const NOON: i64 = 1_772_366_400_000;

/// Reviews at so many milliseconds after [`NOON`], at offset 0.
fn history(reviews: &[(i64, Grade)]) -> Vec<PastReview> {
    let event = |number: usize| EventId { device: DeviceId("0123456789abcdef".into()), number: number as u64 };
    let review = |(number, &(after, grade))| {
        let event = event(number);
        PastReview { event, at: NOON + after, offset: 0, grade, took: 1500 }
    };
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
fn published_recall() {
    let standing = Next { stability: 1.0, difficulty: 5.0, ..next_states(&[], NOON, 0).good };
    let last = daily(&[(0, Good)]).pop().unwrap();
    let scheduler = Scheduler::with_parameters(&recall_of(0.2), RETENTION).unwrap();
    for (days, recall) in [(0, 1.0), (1, 0.9), (2, 0.84028935), (3, 0.7985001)] {
        let found = scheduler.recall(&standing, &last, NOON + days * DAY, 0);
        assert!((found - recall).abs() < 1e-6, "{found} after {days} days");
    }
}

/// The parameters with the last of them, which says how fast things are forgotten.
fn recall_of(decay: f32) -> [f32; 21] {
    let mut parameters = fsrs::DEFAULT_PARAMETERS;
    parameters[20] = decay;
    parameters
}

#[test]
fn published_next_state_of_a_known_memory() {
    let before = Some(fsrs::MemoryState { stability: 20.925528, difficulty: 7.005062 });
    let next = Scheduler::with_parameters(&PUBLISHED, RETENTION).unwrap().states(before, 21).good.memory;
    assert!((next.stability - 40.87456).abs() < 1e-4 && (next.difficulty - 6.9913807).abs() < 1e-4, "{next:?}");
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
fn what_was_known_in_another_program_has_no_steps_to_go_through_here() {
    let imported = |reviews: &[(i64, Grade)]| {
        let mut reviews = history(reviews);
        for review in &mut reviews {
            review.event.device = DeviceId([DeviceId::IMPORT, "0123456789ab"].concat());
        }
        reviews
    };
    let scheduler = Scheduler::default();
    let mut found = Vec::new();
    // With one step of ten minutes there, a card has left it with its first "good".
    for (reviews, phase) in [
        (imported(&[(0, Good)]), Phase::Review),
        (imported(&[(0, Hard)]), Phase::Review),
        (imported(&[(0, Again)]), Phase::Learning { step: 0 }),
        (imported(&[(0, Again), (10 * MINUTE, Hard)]), Phase::Review),
        (imported(&[(0, Good), (3 * DAY, Again)]), Phase::Relearning { step: 0 }),
        (imported(&[(0, Good), (3 * DAY, Again), (3 * DAY + HOUR, Good)]), Phase::Review),
    ] {
        let standing = scheduler.standing(&reviews).unwrap();
        assert_eq!((standing.phase, scheduler.phase(&reviews)), (phase, phase), "{reviews:?}");
        assert_eq!(scheduler.replay(0, &reviews, &mut found), Some(standing), "the same, told by the way");
        let last = reviews.last().unwrap();
        let is_of_days = standing.day > day::of(last.at, 0);
        assert_eq!(is_of_days, phase == Phase::Review, "{reviews:?}");
        // What is answered here afterwards goes through the steps that are set here.
        let next = scheduler.next_states(&reviews, last.at + 20 * DAY, 0);
        assert_ne!(next.again.phase, Phase::Review);
        assert_eq!(next.good.phase == Phase::Review, phase != Phase::Learning { step: 0 });
    }
}

#[test]
fn a_failed_card_is_learned_again() {
    let reviews = daily(&[(0, Easy), (8, Again)]);
    let now = NOON + 8 * DAY + 10 * MINUTE;
    assert_eq!(Scheduler::default().standing(&reviews).unwrap().due, now);
    let next = next_states(&reviews, now, 0);
    assert_eq!(next.again.interval_ms(now), 10 * MINUTE);
    assert_eq!(next.hard.interval_ms(now), 15 * MINUTE);
    assert_eq!((next.hard.phase, next.good.phase), (Phase::Relearning { step: 0 }, Phase::Review));
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
fn an_interval_of_days_is_told_the_same_at_every_hour_of_a_day() {
    let reviews = [(0, Easy), (8, Good)];
    let theirs = by_fsrs(&[(0, Easy), (8, Good)], 20);
    let theirs = [theirs.hard, theirs.good, theirs.easy].map(|state| state.interval.round() as i64 * DAY);
    // From 04:00 to 03:59 of the next date, all of which is one day.
    for minutes in (0..24 * 60).step_by(7) {
        let now = NOON - 8 * HOUR + 28 * DAY + minutes * MINUTE;
        let next = next_states(&daily(&reviews), now, 0);
        let told = [next.hard, next.good, next.easy].map(|next| next.told_ms(now, 0));
        assert_eq!(told, theirs, "{minutes}");
        assert_eq!(next.again.told_ms(now, 0), 10 * MINUTE, "a step is told as it is");
    }
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

/// What `fsrs` itself says after a history of whole days, without anything of this module.
fn by_fsrs(days: &[(u32, Grade)], elapsed: u32) -> fsrs::NextStates {
    let rating = |grade: &Grade| 1 + [Again, Hard, Good, Easy].iter().position(|known| known == grade).unwrap() as u32;
    let reviews = days.iter().map(|(delta_t, grade)| FSRSReview { rating: rating(grade), delta_t: *delta_t }).collect();
    let fsrs = FSRS::new(&fsrs::DEFAULT_PARAMETERS).unwrap();
    let memory = (!days.is_empty()).then(|| fsrs.memory_state(FSRSItem { reviews }, None).unwrap());
    fsrs.next_states(memory, RETENTION, elapsed).unwrap()
}

/// Ten thousand histories as they may be: every interval in days that is shown is the one of `fsrs`, rounded, unless a worse
/// grade has that day already.
#[test]
fn intervals_are_those_of_fsrs() {
    let mut random = 7u64;
    let mut draw = |below: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    let scheduler = Scheduler::default();
    let (mut differences, mut compared) = (0, 0);
    for _ in 0..10_000 {
        let length = draw(12);
        let history: Vec<(u32, Grade)> = (0..length)
            .map(|nth| {
                let days = if nth == 0 { 0 } else { [0, 1, draw(10), draw(100), draw(3000)][draw(5) as usize] };
                (days as u32, [Again, Hard, Good, Good, Easy][draw(5) as usize])
            })
            .collect();
        let elapsed = draw(400);
        let reviews: Vec<(i64, Grade)> = history.iter().map(|(days, grade)| (i64::from(*days), *grade)).collect();
        let now = NOON + history.iter().map(|(days, _)| i64::from(*days)).sum::<i64>() * DAY + elapsed as i64 * DAY;
        let ours = scheduler.next_states(&daily(&reviews), now, 0);
        // A new card has no day before.
        let theirs = by_fsrs(&history, if history.is_empty() { 0 } else { elapsed as u32 });
        let mut least = 1;
        for (grade, theirs) in [(Again, theirs.again), (Hard, theirs.hard), (Good, theirs.good), (Easy, theirs.easy)] {
            let ours = ours.of(grade);
            if ours.memory() != theirs.memory {
                eprintln!("{history:?} after {elapsed}: {ours:?}, {theirs:?}");
                differences += 1;
            }
            if ours.phase == Phase::Review {
                let days = day::of(ours.due, 0) - day::of(now, 0);
                compared += 1;
                let expected = (theirs.interval.round() as i64).max(least).min(LONGEST);
                if days != expected {
                    eprintln!("{history:?} after {elapsed}: {days} days, {expected} by fsrs ({})", theirs.interval);
                    differences += 1;
                }
                least = days + 1;
            }
        }
    }
    assert!(compared > 20_000, "{compared}");
    assert_eq!(differences, 0);
}

#[test]
fn recall_is_what_the_interval_is_made_for() {
    for (retention, parameters) in [(0.9, None), (0.8, None), (0.9, Some(PUBLISHED))] {
        let scheduler = parameters.map_or(Scheduler::new(retention), |parameters| {
            Scheduler::with_parameters(&parameters, retention).unwrap()
        });
        let history = daily(&[(0, Easy), (9, Good), (40, Good), (200, Good)]);
        let standing = scheduler.standing(&history).unwrap();
        let last = history.last().unwrap();
        assert_eq!(scheduler.recall(&standing, last, last.at, 0), 1.0);
        let by_fsrs = fsrs::current_retrievability(standing.memory(), 30.0, scheduler.decay);
        assert_eq!(scheduler.recall(&standing, last, last.at + 30 * DAY, 0), by_fsrs);
        let recall = scheduler.recall(&standing, last, standing.due, 0);
        assert!((recall - retention).abs() < 0.002, "{recall} for {retention}");
    }
}

#[test]
fn the_learners_settings_are_kept_to() {
    let deck = |settings: &[Setting]| {
        let event = |(number, setting): (usize, &Setting)| Event {
            id: EventId { device: DeviceId("0123456789abcdef".into()), number: number as u64 + 1 },
            at: 0,
            offset: 0,
            body: setting.change(),
        };
        Deck::of(&settings.iter().enumerate().map(event).collect::<Vec<_>>())
    };
    let next =
        |settings: &[Setting], history: &[PastReview], now| Scheduler::of(&deck(settings)).next_states(history, now, 0);
    assert_eq!(next(&[], &[], NOON), next_states(&[], NOON, 0));

    let steps = Setting::LearningSteps([2, 20, 60, 0]);
    let first = next(&[steps], &[], NOON);
    assert_eq!([first.again, first.hard, first.good].map(|next| next.interval_ms(NOON) / MINUTE), [2, 11, 20]);
    assert_eq!(next(&[steps], &history(&[(0, Good), (1, Good)]), NOON + 2).good.phase, Phase::Review);
    let without = next(&[Setting::LearningSteps([0; 4]), Setting::RelearningSteps([0; 4])], &[], NOON);
    assert_eq!([without.again, without.hard, without.good, without.easy].map(|next| next.phase), [Phase::Review; 4]);
    assert_eq!(without.again.due, NOON + DAY - 8 * HOUR);

    let failed = daily(&[(0, Easy), (8, Again)]);
    let now = NOON + 8 * DAY + HOUR;
    let twice = next(&[Setting::RelearningSteps([10, 30, 0, 0])], &failed, now);
    assert_eq!((twice.good.phase, twice.good.interval_ms(now)), (Phase::Relearning { step: 1 }, 30 * MINUTE));

    let own = PUBLISHED.iter().copied().chain([0.0, 0.5]).collect::<Vec<f32>>();
    let own = Setting::Parameters(Some(own.try_into().unwrap()));
    assert!((next(&[own], &[], NOON).good.stability - PUBLISHED[2]).abs() < 1e-4);
    // What is no parameter at all is brought to the nearest that can be.
    let broken = Setting::Parameters(Some([f32::NAN; 21]));
    assert!(next(&[broken], &[], NOON).good.stability.is_finite());
    assert!(next(&[Setting::Retention(80)], &failed[..1], now).good.due > next(&[], &failed[..1], now).good.due);
}

#[test]
fn fuzz_moves_a_card_by_its_seed_and_always_to_the_same_day() {
    let history = daily(&[(0, Easy), (9, Good), (40, Good)]);
    let exact = Scheduler::default().standing(&history).unwrap();
    let fuzzed = Scheduler::default().fuzzed();
    let due = |card: usize| fuzzed.standing_of(seed(&card.to_string()), &history).unwrap().due;
    let days: Vec<i64> = (0..200).map(|card| (due(card) - exact.due) / DAY).collect();
    assert!(days.iter().any(|days| *days > 0) && days.iter().any(|days| *days < 0));
    assert!(days.iter().sum::<i64>().abs() < 200, "on average no later and no sooner");
    assert!((0..200).all(|card| due(card) == due(card)));
    let preview = fuzzed.next_states_of(seed("7"), &history[..2], history[2].at, 0).good;
    assert_eq!(preview, fuzzed.standing_of(seed("7"), &history).unwrap(), "what was shown is what happens");
}

#[test]
fn a_summary_counts_what_happened() {
    let ids = ["new", "due", "later"].map(|id| CardId(id.into()));
    let since = NOON + 8 * DAY;
    let histories = [
        history(&[(8 * DAY, Again), (8 * DAY + MINUTE, Good), (8 * DAY + 11 * MINUTE, Good)]),
        history(&[(0, Easy), (8 * DAY + 2 * MINUTE, Again), (8 * DAY + 12 * MINUTE, Good)]),
        history(&[(0, Easy)]),
    ];
    let cards = || ids.iter().zip(histories.iter().map(Vec::as_slice));
    let scheduler = Scheduler::default();
    let summary = Summary::of(cards(), &scheduler, since, since + HOUR, 0);
    assert_eq!((summary.reviews, summary.cards, summary.new), (5, 2, 1));
    assert_eq!(summary.grades, [2, 0, 3, 0]);
    assert_eq!((summary.due, summary.known, summary.took), (1, 0, 7500));
    assert!((summary.expected - 0.9).abs() < 0.01, "{}", summary.expected);
    assert_eq!(summary.failed, [(ids[1].clone(), 1), (ids[0].clone(), 1)]);
    let tomorrow = histories[..2]
        .iter()
        .filter(|history| scheduler.standing(history).unwrap().due < day::start(day::of(since, 0) + 2, 0));
    assert_eq!(summary.tomorrow, tomorrow.count());
    assert_eq!(Summary::of(cards(), &scheduler, since + DAY, since + DAY, 0), Summary::default());
}

#[test]
fn a_card_that_was_left_open_overnight_does_not_make_a_sitting_of_hours() {
    let card = CardId("left open".into());
    let mut reviews = history(&[(0, Good), (9 * HOUR, Good)]);
    reviews[1].took = 9 * 3_600_000;
    let summary = Summary::of([(&card, &reviews[..])], &Scheduler::default(), NOON, NOON + 9 * HOUR, 0);
    assert_eq!((summary.reviews, summary.took), (2, 1500 + 300_000));
}

#[test]
fn a_break_is_due_after_half_an_hour_without_one() {
    let every_minute: Vec<i64> = (0..40).map(|minute| NOON + minute * MINUTE).collect();
    assert_eq!(long_run(&every_minute, NOON + 40 * MINUTE), Some(40 * MINUTE));
    assert_eq!(long_run(&every_minute, NOON + 50 * MINUTE), None, "they have been away");
    assert_eq!(long_run(&every_minute[..20], NOON + 20 * MINUTE), None);
    assert_eq!(long_run(&[], NOON), None);
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
            .map(|index| Candidate { card: &ids[index], siblings: groups[index].as_deref(), confusable: None, history: &cards[index].0, is_planned: None })
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
