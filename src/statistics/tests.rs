use std::collections::BTreeSet;
use std::rc::Rc;

use proptest::prelude::*;

use super::*;
use crate::deck::{Body, DeviceId, Event, EventId, Review};
use crate::document::Source;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// 2026-03-01T12:00:00Z.
const NOON: i64 = 1_772_366_400_000;

use Grade::{Again, Easy, Good, Hard};

fn ids(count: usize) -> (LessonId, Vec<CardId>) {
    (LessonId("1".into()), (0..count).map(|index| CardId(index.to_string())).collect())
}

/// Cards with reviews so many milliseconds after [`NOON`].
fn works(histories: &[&[(i64, Grade)]]) -> Vec<CardWork> {
    let event = EventId { device: DeviceId("1".into()), number: 1 };
    let review = |(after, grade): &(i64, Grade)| PastReview {
        event: event.clone(),
        at: NOON + after,
        offset: 0,
        grade: *grade,
        took: 6000,
    };
    let work =
        |history: &&[(i64, Grade)]| CardWork { reviews: history.iter().map(review).collect(), ..CardWork::default() };
    histories.iter().map(work).collect()
}

fn statistics(works: &[CardWork], now: i64) -> Statistics {
    let (lesson, cards) = ids(works.len());
    let studied: Vec<Studied> =
        cards.iter().zip(works).map(|(card, work)| Studied { lesson: &lesson, card, work, is_asked: true }).collect();
    Statistics::of(&studied, &Scheduler::default(), now, 0)
}

#[test]
fn a_few_reviews_are_counted_by_hand() {
    let works = works(&[
        // Due after 8 days; known on the day, then failed and learned again.
        &[(0, Easy), (8 * DAY, Good), (60 * DAY, Again), (60 * DAY + HOUR, Good)],
        // Its steps ask no memory of days.
        &[(0, Good), (HOUR, Good)],
        &[(60 * DAY, Again)],
    ]);
    let now = NOON + 60 * DAY + 2 * HOUR;
    let statistics = statistics(&works, now);

    let today = day::of(now, 0);
    assert_eq!(statistics.calendar.keys().copied().collect::<Vec<_>>(), [today - 60, today - 52, today]);
    assert_eq!(statistics.calendar[&(today - 60)], Day { reviews: 3, new: 2, passed: 3, took: 18_000 });
    assert_eq!(statistics.calendar[&today], Day { reviews: 3, new: 1, passed: 1, took: 18_000 });
    assert_eq!(
        (statistics.streak(now, 0), statistics.streak(now + DAY, 0), statistics.streak(now + 2 * DAY, 0)),
        (1, 1, 0)
    );

    let of = |part, whole| Share { part, whole };
    let retention = statistics.retention;
    assert_eq!(
        (retention.all, retention.year, retention.month, retention.week),
        (of(1, 2), of(1, 2), of(0, 1), of(0, 1))
    );
    assert_eq!((retention.young, retention.mature), (of(1, 1), of(0, 1)));
    assert_eq!(statistics.calibration.reviews(), 2);

    let [first, second, third] = statistics.cards[..] else { panic!("three cards") };
    assert_eq!((first.reviews, first.lapses, first.is_learning), (4, 1, false));
    assert_eq!((second.lapses, second.is_learning), (0, false));
    assert_eq!((third.lapses, third.is_learning, third.recall), (0, true, 1.0));
    let alone = |_| Vec::<u8>::new();
    assert_eq!(statistics.hardest(9, alone), [HardFact { facts: vec![], cards: vec![0], lapses: 1, reviews: 4 }]);
    // The second is overdue since long; the third comes in minutes; the first tomorrow or later.
    assert_eq!(statistics.forecast[0], 2);
    assert_eq!(statistics.forecast.iter().sum::<usize>(), 3);
    assert_eq!(statistics.stabilities().iter().sum::<usize>(), 3);
}

#[test]
fn a_card_that_was_left_open_overnight_does_not_make_a_day_of_hours() {
    let mut works = works(&[&[(0, Good), (9 * HOUR, Good)]]);
    works[0].reviews[1].took = 9 * 3_600_000;
    let statistics = statistics(&works, NOON + 10 * HOUR);
    assert_eq!(statistics.calendar[&day::of(NOON, 0)].took, 6_000 + 300_000);
}

#[test]
fn what_is_put_aside_for_good_does_not_come() {
    let mut works = works(&[&[(0, Easy)], &[(0, Easy)]]);
    works[0].is_suspended = true;
    let statistics = statistics(&works, NOON);
    assert_eq!((statistics.forecast[8], statistics.cards.len()), (1, 2));
}

#[test]
fn a_deck_is_told_by_lesson_and_in_all() {
    let mut bodies = Vec::new();
    for lesson in ["a", "b"] {
        let lesson = LessonId(lesson.into());
        let (title, text) = ("=1+1".to_owned(), String::new());
        bodies.push(Body::LessonAdded {
            lesson: lesson.clone(),
            title,
            text,
            source: Source::default(),
            structure: None,
            seed: 1,
        });
        bodies.push(Body::Reviewed(Review {
            lesson: lesson.clone(),
            card: CardId("c".into()),
            kind: crate::card::CardKind::Estimate,
            answer: Some("1..2 90% holds".into()),
            proposed: None,
            chosen: Good,
            took: 90_000,
            content: String::new(),
        }));
    }
    let event = |(number, body)| Event {
        id: EventId { device: DeviceId("1".into()), number: number as u64 },
        at: NOON,
        offset: 0,
        body,
    };
    let deck = Deck::of(&bodies.into_iter().enumerate().map(event).collect::<Vec<_>>());
    let lesson = LessonId("b".into());
    assert_eq!((studied(&deck, None).len(), studied(&deck, Some(&lesson)).len()), (2, 1));

    let cards = studied(&deck, Some(&lesson));
    let statistics = Statistics::of(&cards, &Scheduler::of(&deck), NOON, 0);
    assert_eq!(csv::calendar(&statistics), "day,reviews,new,passed,minutes\r\n2026-03-01,1,1,1,1.5\r\n");
    assert_eq!(csv::forecast(&statistics, day::of(NOON, 0)), "day,due\r\n2026-03-01,1\r\n");
    assert_eq!(csv::estimates(&statistics), "sure,held,given,share,from,to\r\n0.90,1,1,1.0000,0.2065,1.0000\r\n");
    assert_eq!(csv::calibration(&statistics).lines().count(), 1);
    assert!(csv::retention(&statistics).starts_with("of,known,asked,share,from,to\r\n7 days,0,0,,0.0000,1.0000\r\n"));
    // A title that a spreadsheet would run is a text.
    assert_eq!(
        csv::cards(&statistics, &cards, |card| &deck.lessons[card.lesson].title),
        "lesson,title,card,stability,difficulty,recall,due,reviews,lapses\r\n\
         b,\"'=1+1\",c,2.31,2.12,1.0000,2026-03-01,1,0\r\n"
    );
}

#[test]
fn the_forecast_stays_where_it_is_when_the_clock_is_set_back() {
    let mut works = works(&[&[(0, Easy)]]);
    works[0].reviews[0].offset = 120;
    let (lesson, cards) = ids(1);
    let studied = [Studied { lesson: &lesson, card: &cards[0], work: &works[0], is_asked: true }];
    let forecast = |offset| Statistics::of(&studied, &Scheduler::default(), NOON, offset).forecast;
    assert_eq!(forecast(60), forecast(120));
}

#[test]
fn the_table_of_cards_says_the_day_on_which_a_card_comes_to_the_learner() {
    let mut works = works(&[&[(0, Easy)]]);
    // In Moscow the day begins at 01:00 UTC, in New York at 09:00.
    for offset in [180, 0, -300] {
        works[0].reviews[0].offset = offset;
        let (lesson, cards) = ids(1);
        let studied = [Studied { lesson: &lesson, card: &cards[0], work: &works[0], is_asked: true }];
        let statistics = Statistics::of(&studied, &Scheduler::default(), NOON, offset);
        assert_eq!(statistics.forecast[8], 1);
        let table = csv::cards(&statistics, &studied, |_| "");
        assert!(table.contains(",2026-03-09,1,0\r\n"), "{offset}: {table}");
    }
}

fn any_histories() -> impl Strategy<Value = Vec<Vec<(i64, Grade)>>> {
    let grade = prop_oneof![Just(Again), Just(Hard), Just(Good), Just(Easy)];
    let history = prop::collection::vec((prop_oneof![0..HOUR, 0..90 * DAY], grade), 1..10).prop_map(|reviews| {
        let mut at = 0;
        let reviews = reviews.into_iter().map(|(after, grade)| {
            at += after;
            (at, grade)
        });
        reviews.collect::<Vec<_>>()
    });
    prop::collection::vec(history, 0..8)
}

proptest! {
    #[test]
    fn nothing_is_counted_twice_or_left_out(histories in any_histories(), after in 0..900 * DAY) {
        let borrowed: Vec<&[(i64, Grade)]> = histories.iter().map(Vec::as_slice).collect();
        let works = works(&borrowed);
        let now = NOON + after;
        let statistics = statistics(&works, now);
        let reviews: usize = histories.iter().map(Vec::len).sum();
        prop_assert_eq!(statistics.calendar.values().map(|day| day.reviews).sum::<usize>(), reviews);
        prop_assert_eq!(statistics.calendar.values().map(|day| day.new).sum::<usize>(), histories.len());
        prop_assert_eq!(statistics.cards.len(), histories.len());
        let retention = statistics.retention;
        prop_assert_eq!(retention.young.whole + retention.mature.whole, retention.all.whole);
        prop_assert!(retention.week.whole <= retention.month.whole && retention.month.whole <= retention.year.whole);
        // A standing told by the way is the one that the scheduler tells.
        for ((standing, work), index) in statistics.cards.iter().zip(&works).zip(0..) {
            let next = Scheduler::default().standing_of(seed(&index.to_string()), &work.reviews).unwrap();
            prop_assert_eq!((standing.stability, standing.difficulty, standing.day), (next.stability, next.difficulty, next.comes_on(0)));
        }
        let weakest: Vec<f32> = statistics.weakest(2).into_iter().map(|at| statistics.cards[at].stability).collect();
        let mut all: Vec<f32> = statistics.cards.iter().map(|card| card.stability).collect();
        all.sort_by(f32::total_cmp);
        all.truncate(2);
        prop_assert_eq!(weakest, all);
        // Whatever the facts are, no failure is lost, and those of one fact are counted once.
        let facts = |place: usize| if place.is_multiple_of(3) { Vec::new() } else { vec![place % 2] };
        let hardest = statistics.hardest(usize::MAX, facts);
        let lapses: u32 = statistics.cards.iter().map(|card| card.lapses).sum();
        prop_assert_eq!(hardest.iter().map(|hard| hard.lapses).sum::<u32>(), lapses);
        prop_assert_eq!(hardest.iter().flat_map(|hard| &hard.cards).collect::<BTreeSet<_>>().len(),
            hardest.iter().map(|hard| hard.cards.len()).sum::<usize>());
        let first = statistics.hardest(2, facts);
        prop_assert_eq!(&first[..], &hardest[..hardest.len().min(2)]);
    }
}

#[test]
fn a_fact_is_as_hard_as_the_cards_that_ask_for_it_are_together() {
    let failed: &[(i64, Grade)] = &[(0, Easy), (8 * DAY, Again), (8 * DAY + HOUR, Good)];
    let known: &[(i64, Grade)] = &[(0, Easy), (8 * DAY, Good), (60 * DAY, Good), (200 * DAY, Good)];
    let works = works(&[failed, known, failed, failed, known, failed]);
    let statistics = statistics(&works, NOON + 300 * DAY);
    // The first two ask for one fact; the third for two, each with nothing else; the fourth for itself; the fifth was never failed;
    // the last is of a fact of its own and of the first one.
    let facts = |place: usize| [vec!["a"], vec!["a"], vec!["c", "b"], vec![], vec!["d"], vec!["e", "a"]][place].clone();
    let hard = |facts: &[&'static str], cards: &[usize], lapses, reviews| HardFact {
        facts: facts.to_vec(),
        cards: cards.to_vec(),
        lapses,
        reviews,
    };
    let expected = [
        hard(&["b", "c"], &[2], 1, 3),
        hard(&[], &[3], 1, 3),
        hard(&["e"], &[5], 1, 3),
        hard(&["a"], &[0, 1, 5], 2, 10),
    ];
    assert_eq!(statistics.hardest(9, facts), expected);
    assert_eq!(statistics.hardest(1, facts), expected[..1]);

    let (lesson, cards) = ids(works.len());
    let studied: Vec<Studied> =
        cards.iter().zip(&works).map(|(card, work)| Studied { lesson: &lesson, card, work, is_asked: true }).collect();
    let tell = |fact: Option<&&str>, card: &Studied| match fact {
        Some(fact) => ((*fact).to_owned(), format!("Of {fact}, \"so\".")),
        None => (String::new(), format!("Of {}.", card.card.0)),
    };
    let table = csv::hardest(&statistics, &studied, &expected[1..], |_| "Title", tell);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(
        lines,
        [
            "lesson,title,fact,evidence,fact reviews,fact lapses,card,card reviews,card lapses",
            "1,Title,,Of 3.,3,1,3,3,1",
            "1,Title,e,\"Of e, \"\"so\"\".\",3,1,5,3,1",
            "1,Title,a,\"Of a, \"\"so\"\".\",10,2,0,3,1",
            "1,Title,a,\"Of a, \"\"so\"\".\",10,2,1,4,0",
            "1,Title,a,\"Of a, \"\"so\"\".\",10,2,5,3,1",
        ]
    );
}

#[test]
fn what_is_counted_lesson_by_lesson_is_what_is_counted_at_once() {
    let lesson = |nth: u64| LessonId(nth.to_string());
    let (mut events, mut number) = (Vec::new(), 0);
    let mut say = |at: i64, body: Body| {
        number += 1;
        let id = EventId { device: DeviceId("a".repeat(16)), number };
        events.push(Event { id, at, offset: 0, body });
        events.clone()
    };
    for nth in 0..3 {
        let (title, text, source) = (nth.to_string(), format!("Было {nth} лет."), Source::default());
        say(NOON, Body::LessonAdded { lesson: lesson(nth), title, text, source, structure: None, seed: 0 });
    }
    let review = |nth: u64, card: u64, chosen, answer: Option<&str>| {
        let (kind, card) = (crate::card::CardKind::Estimate, CardId(card.to_string()));
        let answer = answer.map(str::to_owned);
        Body::Reviewed(Review {
            lesson: lesson(nth),
            card,
            kind,
            answer,
            proposed: None,
            chosen,
            took: 500,
            content: String::new(),
        })
    };
    for nth in 0..3 {
        for card in 0..4 {
            let estimate = ["1..2 90% holds", "1..2 50% misses", "3..4 70% holds"][nth as usize];
            say(NOON + card as i64 * HOUR, review(nth, card, Easy, Some(estimate)));
            say(NOON + 9 * DAY, review(nth, card, if card == nth { Again } else { Good }, None));
        }
    }
    let mut events = say(NOON + 40 * DAY, review(1, 2, Again, None));
    let now = NOON + 41 * DAY;
    let at_once =
        |deck: &Deck, lesson: Option<&LessonId>| Statistics::of(&studied(deck, lesson), &Scheduler::of(deck), now, 0);
    let is_same = |counted: &Statistics, fresh: &Statistics| {
        // Sums of fractions hang on their order, in their last digits.
        let off = counted.calibration.loss().zip(fresh.calibration.loss()).map_or(0.0, |(a, b)| (a - b).abs());
        let whole = |statistics: &Statistics| Statistics { calibration: Calibration::default(), ..statistics.clone() };
        whole(counted) == whole(fresh) && counted.calibration.reviews() == fresh.calibration.reviews() && off < 1e-9
    };

    let mut deck = Deck::of(&events);
    let mut counted = Counted::default();
    assert!((0..3).all(|_| counted.count_next(&deck, now, 0)) && !counted.count_next(&deck, now, 0));
    let all = counted.of(&deck, None, now, 0);
    assert!(is_same(&all, &at_once(&deck, None)) && all.calibration.reviews() > 3 && all.estimates.all().is_some());
    assert!(Rc::ptr_eq(&all, &counted.of(&deck, None, now, 0)), "nothing is counted twice");
    let kept = counted.of(&deck, Some(&lesson(0)), now, 0);

    // A review has its lesson counted anew, and no other.
    events = say(NOON + 41 * DAY, review(2, 9, Good, None));
    deck.apply(&events[events.len() - 1]);
    assert!(counted.count_next(&deck, now, 0) && !counted.count_next(&deck, now, 0));
    assert!(Rc::ptr_eq(&kept, &counted.of(&deck, Some(&lesson(0)), now, 0)));
    let all = counted.of(&deck, None, now, 0);
    assert!(is_same(&all, &at_once(&deck, None)));
    assert_eq!(counted.of(&deck, Some(&lesson(2)), now, 0).cards.len(), 5);

    // Of a lesson that is gone what was done stays, and nothing comes of it; of yesterday or another scheduler nothing stays.
    let before = all;
    events = say(NOON + 41 * DAY + HOUR, Body::LessonDeleted { lesson: lesson(1) });
    deck.apply(&events[events.len() - 1]);
    let (all, of_the_rest) = (counted.of(&deck, None, now, 0), at_once(&deck, None));
    assert_eq!((&all.calendar, all.retention, &all.estimates), (&before.calendar, before.retention, &before.estimates));
    assert_eq!(all.calibration.reviews(), before.calibration.reviews());
    assert_eq!((&all.forecast, &all.cards), (&of_the_rest.forecast, &of_the_rest.cards));
    assert!(of_the_rest.cards.len() < before.cards.len() && of_the_rest.calendar != before.calendar);
    let tomorrow = counted.of(&deck, None, now + DAY, 0);
    let of_the_rest = Statistics::of(&studied(&deck, None), &Scheduler::of(&deck), now + DAY, 0);
    assert_eq!((&tomorrow.forecast, &tomorrow.cards), (&of_the_rest.forecast, &of_the_rest.cards));
    assert!(counted.of(&deck, Some(&lesson(1)), now, 0).cards.is_empty());
    // Cards that turn out not to be asked any more have their lesson counted anew: they do not come.
    let unasked = BTreeSet::from([CardId("0".into()), CardId("1".into())]);
    events = say(NOON + 41 * DAY + HOUR, crate::deck::setting::unasked_change(&lesson(0), &unasked));
    deck.apply(&events[events.len() - 1]);
    let (before, tomorrow) = (tomorrow, counted.of(&deck, None, now + DAY, 0));
    let sum = |statistics: &Statistics| statistics.forecast.iter().sum::<usize>();
    assert_eq!((sum(&before), sum(&tomorrow), tomorrow.cards.len()), (9, 7, 9));

    // What else is set, as where somebody reads in a text, has nothing counted anew.
    let place = crate::deck::setting::Place { at: 7, words: "Было".to_owned() };
    deck.apply(&say(NOON + 41 * DAY + HOUR, crate::deck::setting::place_change(&lesson(0), &place))[events.len()]);
    assert!(Rc::ptr_eq(&tomorrow, &counted.of(&deck, None, now + DAY, 0)));
    events = say(NOON + 41 * DAY + HOUR, crate::deck::Setting::Theme(crate::deck::Theme::Dark).change());
    deck.apply(&events[events.len() - 1]);
    assert!(Rc::ptr_eq(&tomorrow, &counted.of(&deck, None, now + DAY, 0)));
    let setting = crate::deck::Setting::Retention(97).change();
    deck.apply(&say(NOON + 41 * DAY + 2 * HOUR, setting)[events.len()]);
    let (all, of_the_rest) = (counted.of(&deck, None, now, 0), at_once(&deck, None));
    assert_eq!((&all.forecast, &all.cards), (&of_the_rest.forecast, &of_the_rest.cards));
    assert_ne!(all.forecast, tomorrow.forecast);
}
