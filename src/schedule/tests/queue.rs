use super::*;

/// Cards named by their place, all without siblings.
fn queue(histories: &[Vec<PastReview>], now: i64) -> Queue {
    let ids: Vec<CardId> = (0..histories.len()).map(|index| CardId(index.to_string())).collect();
    let candidates: Vec<Candidate> = (ids.iter().zip(histories))
        .map(|(card, history)| Candidate { card, siblings: None, confusable: None, history, is_planned: None })
        .collect();
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
    assert_eq!(shown(&queue), ["3", "4", "0", "1", "6", "2"]);
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
fn the_days_reviews_are_limited_but_what_was_begun_is_finished() {
    let ids: Vec<CardId> = (0..9).map(|index| CardId(index.to_string())).collect();
    let now = NOON + 20 * DAY;
    let mut histories = vec![history(&[(0, Easy)]); 9];
    // One was done today, and one of those that were failed today is still in its steps.
    histories[0] = history(&[(0, Easy), (20 * DAY - HOUR, Good)]);
    histories[1] = history(&[(0, Easy), (20 * DAY - HOUR, Again)]);
    let candidates: Vec<Candidate> = ids
        .iter()
        .zip(&histories)
        .map(|(card, history)| Candidate { card, siblings: None, confusable: None, history, is_planned: None })
        .collect();
    let queue = |reviews| Queue::of(&candidates, &Scheduler::default(), Limits { new: 5, reviews }, now, 0);
    assert_eq!(queue(5).counts, Counts { due: 3, learning: 1, new: 0 });
    assert_eq!(queue(5).next_at, Some(now + 16 * HOUR));
    assert_eq!((queue(0).counts.due, queue(0).counts.learning), (0, 1));
    assert_eq!(queue(100).counts.due, 7);
}

#[test]
fn new_cards_are_spread_over_the_due_ones_all_day_long() {
    let names: Vec<CardId> = (0..40).map(|index| CardId(format!("{index:02}"))).collect();
    let now = NOON + 20 * DAY;
    let mut histories: Vec<Vec<PastReview>> =
        (0..40).map(|index| if index < 30 { history(&[(0, Easy)]) } else { vec![] }).collect();
    let mut asked = Vec::new();
    for answer in 0..40 {
        let candidates: Vec<Candidate> = names
            .iter()
            .zip(&histories)
            .map(|(card, history)| Candidate { card, siblings: None, confusable: None, history, is_planned: None })
            .collect();
        let queue = Queue::of(&candidates, &Scheduler::default(), 20, now + answer * MINUTE, 0);
        let next: usize = queue.cards[0].0.parse().unwrap();
        asked.push(next >= 30);
        let last = histories[next].len();
        histories[next].extend(history(&[(20 * DAY + answer * MINUTE, Easy)]));
        assert_eq!(histories[next].len(), last + 1);
    }
    let places: Vec<usize> = (0..40).filter(|place| asked[*place]).collect();
    assert_eq!(places.len(), 10);
    assert!(places.windows(2).all(|pair| pair[1] - pair[0] == 4), "{places:?}");
}

#[test]
fn what_is_suspended_or_buried_is_not_asked() {
    let asked = |work: CardWork, now| !is_put_aside(&work, now, 180);
    assert!(asked(CardWork::default(), NOON));
    assert!(!asked(CardWork { is_suspended: true, ..CardWork::default() }, NOON));
    let buried = CardWork { buried: Some((NOON, 180)), ..CardWork::default() };
    assert!(!asked(buried.clone(), NOON + 12 * HOUR));
    assert!(asked(buried, NOON + 13 * HOUR), "the day has turned");
}

#[test]
fn a_sibling_waits_for_tomorrow_and_an_undo_frees_it() {
    let ids = ["a", "b"].map(|id| CardId(id.into()));
    let reviews = history(&[(0, Good)]);
    let queue = |history: &[PastReview], now| {
        let candidate = |index: usize, history| Candidate {
            card: &ids[index],
            siblings: Some("one fact"),
            confusable: None,
            history,
            is_planned: None,
        };
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
fn a_plan_gives_reviews_before_they_are_due_and_new_cards_beyond_the_limit() {
    let ids: Vec<CardId> = (0..5).map(|index| CardId(index.to_string())).collect();
    let long = history(&[(0, Easy)]);
    let short = history(&[(0, Good), (10 * MINUTE, Good)]);
    let now = NOON + 5 * DAY;
    let queue = |planned: &[usize], now| {
        let candidate = |index: usize| Candidate {
            card: &ids[index],
            siblings: (index > 2).then_some("one fact"),
            confusable: None,
            history: [&long[..], &short, &[], &[], &[]][index],
            is_planned: (!planned.is_empty()).then(|| planned.contains(&index)),
        };
        let candidates: Vec<Candidate> = (0..5).map(candidate).collect();
        Queue::of(&candidates, &Scheduler::default(), Limits { new: 1, reviews: 1 }, now, 0)
    };
    assert_eq!(shown(&queue(&[], now)), ["1", "2"], "without a plan: what is due, and one new");
    let planned = queue(&[0, 3, 4], now);
    let mut cards = shown(&planned);
    cards.sort();
    assert_eq!(cards, ["0", "3", "4"], "the plan is the limit");
    assert_eq!(shown(&queue(&[4], now)), ["1", "4"], "what is due comes all the same");
    // What was answered today is not asked twice for the plan.
    assert_eq!(shown(&queue(&[0], NOON + HOUR)), Vec::<&str>::new());
}

#[test]
fn whoever_travels_west_is_not_asked_twice_a_day() {
    let id = CardId("a".into());
    let reviews = history(&[(0, Again), (MINUTE, Good), (11 * MINUTE, Good)]);
    assert_eq!(Scheduler::default().standing(&reviews).unwrap().due, NOON + 16 * HOUR);
    let candidate = Candidate { card: &id, siblings: None, confusable: None, history: &reviews, is_planned: None };
    // Due at 04:00 UTC of the next day, which in Honolulu is still the day of the review.
    let queue = Queue::of(&[candidate], &Scheduler::default(), 20, NOON + 17 * HOUR, -600);
    assert_eq!((queue.cards, queue.next_at), (vec![], Some(NOON + 26 * HOUR)));
}

#[test]
fn what_is_due_in_days_comes_on_its_day_however_the_clock_is_set_meanwhile() {
    let id = CardId("a".into());
    let mut reviews = history(&[(0, Easy)]);
    // Reviewed in summer time, asked in winter time; and after flights to London and to Vladivostok.
    for (offset, later) in [(120, 60), (60, 120), (180, 0), (180, 600)] {
        reviews[0].offset = offset;
        let queue = |now| {
            let candidate =
                Candidate { card: &id, siblings: None, confusable: None, history: &reviews, is_planned: None };
            Queue::of(&[candidate], &Scheduler::default(), 20, now, later)
        };
        let day = day::of(NOON, offset) + 8;
        let begins = day::start(day, later);
        let before = queue(begins - 1);
        assert_eq!((before.cards.len(), before.next_at), (0, Some(begins)), "{offset} to {later}: a day early");
        assert_eq!(queue(begins).cards.len(), 1, "{offset} to {later}");
    }
}
