//! Own parameters from end to end: a log, what is fitted to it, the offer, and the intervals that follow from taking it.

use crate::made::learner::{DAY, DEVICE, event, forgetful_log};
use fsrs::{FSRS, FSRSItem, FSRSReview};
use konspekt::app::{Action, AppState, Effect, Now, Route};
use konspekt::backup;
use konspekt::card::CardId;
use konspekt::deck::{Body, Deck, DeviceId, PastReview};
use konspekt::schedule::{RETENTION, Scheduler};
use konspekt::store::record;
use konspekt::work::errand::{self, Outcome};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads the lines of a backup as any program can: JSON and nothing of ours. Of each card its reviews, in milliseconds and grades.
fn raw_reviews(records: &[String]) -> BTreeMap<String, Vec<(i64, String)>> {
    let mut cards: BTreeMap<String, Vec<(i64, String)>> = BTreeMap::new();
    for record in records {
        let record: Value = serde_json::from_str(record).expect("JSON");
        let review = &record["body"]["reviewed"];
        let (Some(card), Some(grade)) = (review["card"].as_str(), review["chosen"].as_str()) else { continue };
        let at = record["at"].as_i64().expect("a time");
        cards.entry(card.to_owned()).or_default().push((at, grade.to_owned()));
    }
    cards.values_mut().for_each(|reviews| reviews.sort());
    cards
}

#[test]
fn another_scheduler_runs_over_the_log_as_it_is_kept() {
    let log = forgetful_log(100, 6);
    let records: Vec<String> = log.iter().map(|event| record::encode(event).expect("within the limits")).collect();
    let file = backup::write(&records, None).expect("a backup");
    let cards = raw_reviews(&backup::read(&file).expect("a backup").records);
    assert_eq!((cards.len(), cards.values().map(Vec::len).sum::<usize>()), (100, 600));
    let deck = Deck::of(&log);
    let entry = deck.lessons.values().next().expect("a lesson");
    let (fsrs, scheduler) = (FSRS::default(), Scheduler::default());
    let mut intervals = Vec::new();
    for (card, reviews) in cards {
        // FSRS by itself comes to what the app shows.
        let rating = |grade: &str| ["again", "hard", "good", "easy"].iter().position(|known| *known == grade);
        let mut last = reviews[0].0;
        let of = |(at, grade): &(i64, String)| {
            // A learner's day turns at four; this one lives at UTC.
            let day = |at: i64| (at - DAY / 6).div_euclid(DAY);
            let delta_t = u32::try_from(day(*at) - day(last)).expect("in time order");
            last = *at;
            FSRSReview { rating: 1 + rating(grade).expect("a grade") as u32, delta_t }
        };
        let item = FSRSItem { reviews: reviews.iter().map(of).collect() };
        let by_crate = fsrs.memory_state(item, None).expect("a memory").stability;
        let shown = scheduler.standing(entry.history(&CardId(card))).expect("a standing").stability;
        assert!((by_crate - shown).abs() <= 1e-4 * shown, "{by_crate} and {shown}");
        // One of another kind can be run over it too: SM-2, which wants grades alone.
        let (mut ease, mut interval, mut known) = (2.5f64, 0.0, 0);
        for (_, grade) in &reviews {
            let quality = [1.0, 3.0, 4.0, 5.0][rating(grade).expect("a grade")];
            ease = f64::max(1.3, ease + 0.1 - (5.0 - quality) * (0.08 + (5.0 - quality) * 0.02));
            known = if quality < 3.0 { 0 } else { known + 1 };
            interval = [1.0, 1.0, 6.0].get(known).copied().unwrap_or(interval * ease);
        }
        let is_again = |grade: &&(i64, String)| grade.1 == "again";
        let since = reviews.iter().rev().take_while(|grade| !is_again(grade)).count();
        assert!(
            match since {
                0 | 1 => interval == 1.0,
                2 => interval == 6.0,
                _ => interval > 6.0,
            },
            "{interval} after {since} answers without a failure"
        );
        intervals.push(interval);
    }
    assert!(intervals.contains(&1.0) && intervals.iter().any(|interval| *interval > 21.0));
}

#[test]
fn what_is_fitted_is_offered_and_taken_and_then_reckoned_with() {
    let log = forgetful_log(600, 8);
    let now = Now { at: log.iter().map(|event| event.at).max().unwrap_or_default() + DAY, offset: 0 };
    let mut state = AppState::new(Route::Library, None, now);
    let device = DeviceId(DEVICE.into());
    state.reduce(Action::Opened { deck: Box::new(Deck::of(&log)), device, set_aside: 0, now });
    assert_eq!(state.reduce(Action::Rest { now }), [Effect::Fit], "there are reviews enough");

    // As the worker does it.
    let Outcome::Fitted(fitted) = errand::fit(&state.deck) else { panic!("another outcome") };
    let fit = fitted.expect("parameters are found");
    assert!(fit.is_better() && fit.gain() > 0.01, "{fit:?}");
    let mut number = log.len() as u64;
    let mut write = |state: &mut AppState, effects: Vec<Effect>| {
        let [Effect::Append { write, bodies, now }] = &effects[..] else { panic!("one append: {effects:?}") };
        let events: Vec<_> =
            (number + 1..).zip(bodies.iter()).map(|(number, body)| event(number, now.at, body.clone())).collect();
        number += events.len() as u64;
        state.reduce(Action::Written { write: *write, events })
    };
    let effects = state.reduce(Action::Fitted(Some(Ok(fit.clone()))));
    write(&mut state, effects);
    assert_eq!(state.offered(), Some(&fit), "with how much better they are");

    let probe = log.iter().find_map(|event| match &event.body {
        Body::Reviewed(review) => Some(review.card.clone()),
        _ => None,
    });
    let history = state.deck.lessons.values().next().map(|entry| entry.history(&probe.expect("a card")).to_vec());
    let history = history.expect("a history");
    let days = |state: &AppState, history: &[PastReview]| {
        let next = Scheduler::of(&state.deck).next_states(history, now.at, 0);
        (next.good.stability, next.easy.due)
    };
    let before = (days(&state, &[]), days(&state, &history));
    let effects = state.reduce(Action::Adopt { found: true, now });
    write(&mut state, effects);
    let after = (days(&state, &[]), days(&state, &history));
    assert!(after.0.0 < before.0.0 && after.0.1 < before.0.1, "sooner: {after:?}, before {before:?}");
    assert_ne!(after.1, before.1);
    // They are those of the parameters, to the last digit that is kept.
    let own = Scheduler::with_parameters(&state.deck.parameters().expect("own parameters"), RETENTION).expect("valid");
    assert_eq!(own.next_states(&history, now.at, 0).easy.due, after.1.1);
    assert!(state.deck.parameters().is_some_and(|kept| {
        kept.iter().zip(fit.parameters).all(|(kept, fitted)| (kept - fitted).abs() < 1e-5 * fitted.abs().max(1.0))
    }));
    assert_eq!(state.reduce(Action::Rest { now }), [], "not twice a week");
    assert_eq!(state.offered(), None);
}
