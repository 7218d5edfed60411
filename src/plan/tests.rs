use proptest::prelude::*;

use super::*;
use crate::deck::{DeviceId, EventId};

const DAY: i64 = 86_400_000;
/// 2026-03-01T12:00:00Z.
const NOON: i64 = 1_772_366_400_000;

use Grade::{Again, Easy, Good};

/// Reviews so many days before [`NOON`].
fn history(reviews: &[(i64, Grade)]) -> Vec<PastReview> {
    let event = EventId { device: DeviceId("1".into()), number: 1 };
    let review = |(ago, grade): &(i64, Grade)| PastReview {
        event: event.clone(),
        at: NOON - ago * DAY,
        offset: 0,
        grade: *grade,
        took: 8000,
    };
    reviews.iter().map(review).collect()
}

fn goal(days: i64, minutes_a_day: f32) -> Goal {
    Goal {
        day: day::of(NOON, 0) + days,
        minutes_a_day,
        spent: 0.0,
        target: 0.9,
        pace: Pace { review: 10.0, new: 30.0 },
    }
}

fn made(histories: &[Vec<PastReview>], goal: &Goal) -> Plan {
    let borrowed: Vec<&[PastReview]> = histories.iter().map(Vec::as_slice).collect();
    plan(&borrowed, &Scheduler::default(), goal, NOON, 0)
}

#[test]
fn with_time_for_all_every_card_is_reviewed_right_before_the_day() {
    let cards = vec![history(&[(20, Good), (18, Good)]), history(&[(3, Again)]), vec![]];
    let goal = goal(14, 60.0);
    let plan = made(&cards, &goal);
    assert_eq!(plan.days.len(), 14);
    assert_eq!(plan.days[13].cards, [0, 1, 2]);
    assert_eq!((plan.reached(0.9), plan.short_of_time(0.9), plan.out_of_reach(0.9)), (3, Vec::new(), Vec::new()));
    for card in &plan.cards {
        assert!(card.with > card.without && card.reviews >= 1, "{card:?}");
    }
    assert_eq!(plan.cards[2].without, 0.0);
    let (with, without) = plan.expected();
    assert!(with > 2.7 && without < 1.6, "{with} {without}");
}

#[test]
fn what_cannot_be_done_in_time_is_said() {
    let cards = vec![vec![]; 40];
    // Two new cards a day, for five days.
    let plan = made(&cards, &goal(5, 1.0));
    assert!(plan.days.iter().all(|day| day.seconds <= 60.0));
    assert!((1..=10).contains(&plan.reached(0.9)), "{}", plan.reached(0.9));
    assert!(plan.expected().0 > 8.0, "ten of them are learned: {:?}", plan.expected());
    assert_eq!(plan.short_of_time(0.9).len(), 40 - plan.reached(0.9));
    assert!(plan.out_of_reach(0.9).is_empty());
    let borrowed: Vec<&[PastReview]> = cards.iter().map(Vec::as_slice).collect();
    let needed = minutes_needed(&borrowed, &Scheduler::default(), &goal(5, 1.0), NOON, 0).unwrap();
    assert!((4.0..=20.0).contains(&needed), "{needed}");
    assert!(made(&cards, &goal(5, needed)).short_of_time(0.9).is_empty());
    assert!(!made(&cards, &goal(5, needed - 1.0)).short_of_time(0.9).is_empty());

    // No plan brings a card to a recall of one.
    let certain = Goal { target: 1.0, ..goal(5, 60.0) };
    assert_eq!(made(&cards, &certain).out_of_reach(1.0).len(), 40);
    assert_eq!(minutes_needed(&borrowed, &Scheduler::default(), &certain, NOON, 0), Some(0.0));
}

#[test]
fn a_plan_that_is_made_anew_has_what_is_left_of_the_day() {
    // More than two days have time for.
    let cards = vec![vec![]; 50];
    let seconds = |spent| {
        let plan = made(&cards, &Goal { spent, ..goal(2, 10.0) });
        (plan.days[0].seconds, plan.days[1].seconds)
    };
    let (today, tomorrow) = seconds(0.0);
    assert!(today > 500.0 && tomorrow > 500.0, "{today} {tomorrow}");
    let (today, tomorrow) = seconds(400.0);
    assert!((30.0..=200.0).contains(&today) && tomorrow > 500.0, "{today} {tomorrow}");
    for spent in [600.0, 9_000.0] {
        let (today, tomorrow) = seconds(spent);
        assert!(today == 0.0 && tomorrow > 500.0, "{today} {tomorrow}");
    }
}

#[test]
fn a_plan_is_told_card_by_card_in_its_file() {
    let outlook = |with, best| Outlook { without: 0.25, with, best, reviews: 1 };
    let day = |cards: &[usize]| Day { cards: cards.to_vec(), seconds: 10.0 };
    let plan = Plan {
        days: vec![day(&[0]), day(&[]), day(&[0, 1])],
        cards: vec![outlook(0.95, 0.97), outlook(0.5, 0.92), outlook(0.25, 0.6)],
    };
    let file =
        csv::write(&plan, day::of(NOON, 0), 0.9, |place| [place.to_string(), ["=1", "а, б", "в"][place].to_owned()]);
    let lines = [
        "card,words,without,with,best,reached,days",
        "0,\"'=1\",0.2500,0.9500,0.9700,yes,2026-03-01 2026-03-03",
        "1,\"а, б\",0.2500,0.5000,0.9200,with more time,2026-03-03",
        "2,в,0.2500,0.2500,0.6000,no,",
    ];
    assert_eq!(file.lines().collect::<Vec<_>>(), lines);
}

#[test]
fn a_day_that_has_come_leaves_nothing_to_plan() {
    let cards = vec![history(&[(3, Good)]), vec![]];
    for days in [0, -5] {
        let plan = made(&cards, &goal(days, 60.0));
        assert_eq!(plan.days, []);
        assert!(plan.cards.iter().all(|card| card.with == card.without && card.reviews == 0));
    }
    assert_eq!(made(&cards, &goal(100_000, 1.0)).days.len(), LONGEST as usize);
}

#[test]
fn the_pace_is_the_learners_own() {
    assert_eq!(pace(&[]), Pace::default());
    let cards: Vec<Vec<PastReview>> = (0..30).map(|_| history(&[(9, Good), (9, Good), (9, Good), (1, Good)])).collect();
    let borrowed: Vec<&[PastReview]> = cards.iter().map(Vec::as_slice).collect();
    assert_eq!(pace(&borrowed), Pace { review: 8.0, new: 24.0 });
}

/// The best over all ways to give out reviews, by trying them.
fn best_by_trial(histories: &[Vec<PastReview>], goal: &Goal) -> f32 {
    let scheduler = Scheduler::default();
    let today = day::of(NOON, 0);
    let planner = Planner { scheduler: &scheduler, length: goal.day - today, worth: Worth::AtAll };
    let cards: Vec<Planned> = histories.iter().map(|history| Planned::of(history, &planner, goal, today)).collect();
    let places = cards.len() * planner.length as usize;
    (0..1u32 << places)
        .filter_map(|chosen| {
            let mut seconds = vec![0.0; planner.length as usize];
            let mut sum = 0.0;
            for (index, card) in cards.iter().enumerate() {
                let is_chosen = |day: &i64| chosen >> (index * planner.length as usize + *day as usize) & 1 == 1;
                let days: Vec<i64> = (0..planner.length).filter(is_chosen).collect();
                for (nth, day) in days.iter().enumerate() {
                    seconds[*day as usize] += card.cost(&days[..nth]);
                }
                sum += planner.expected(card.memory, card.last, &days);
            }
            let fits = seconds.iter().all(|seconds| *seconds <= goal.minutes_a_day * 60.0);
            fits.then_some(sum)
        })
        .fold(0.0, f32::max)
}

fn any_card() -> impl Strategy<Value = Vec<PastReview>> {
    prop_oneof![
        1 => Just(vec![]),
        4 => (1..60i64, prop::sample::select(vec![Again, Good, Easy]), prop::option::of(1..30i64)).prop_map(|(ago, first, second)| {
            let second = second.map(|before| ((ago - before).max(1), Good)).filter(|(at, _)| *at < ago);
            history(&[Some((ago, first)), second].into_iter().flatten().collect::<Vec<_>>())
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_plan_keeps_to_the_time_and_never_does_harm(
        cards in prop::collection::vec(any_card(), 0..12),
        days in 0..20i64,
        minutes in 0.0..3.0f32,
    ) {
        let goal = goal(days, minutes);
        let plan = made(&cards, &goal);
        for day in &plan.days {
            prop_assert!(day.seconds <= minutes * 60.0 + 1e-3);
            prop_assert!(day.cards.is_sorted_by(|a, b| a < b), "no card twice on a day");
        }
        let planned: usize = plan.days.iter().map(|day| day.cards.len()).sum();
        prop_assert_eq!(planned, plan.cards.iter().map(|card| card.reviews).sum::<usize>());
        for card in &plan.cards {
            prop_assert!(card.with >= card.without && card.best >= card.with && card.reviews <= MOST_REVIEWS);
        }
        let told = plan.reached(0.9) + plan.short_of_time(0.9).len() + plan.out_of_reach(0.9).len();
        prop_assert_eq!(told, cards.len());
    }

    #[test]
    fn a_plan_is_not_far_from_the_best_there_is(cards in prop::collection::vec(any_card(), 1..4), days in 1..4i64, minutes in 0.2..0.9f32) {
        let goal = goal(days, minutes);
        let plan = made(&cards, &goal);
        let (with, without) = plan.expected();
        let best = best_by_trial(&cards, &goal);
        prop_assert!(with <= best + 1e-4);
        prop_assert!(with - without >= 0.7 * (best - without) - 0.01, "{with} of {best}, {without} without");
    }
}
