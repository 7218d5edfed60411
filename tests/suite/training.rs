//! Own parameters from end to end: a log, what is fitted to it, the offer, and the intervals that follow from taking it.

use crate::made::learner::{DAY, DEVICE, event, forgetful_log};
use konspekt::app::{Action, AppState, Effect, Now, Route};
use konspekt::deck::{Body, Deck, DeviceId, PastReview};
use konspekt::schedule::{RETENTION, Scheduler};
use konspekt::work::errand::{self, Outcome};

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
