//! What takes a worker to find out: parameters that fit the learner, and a plan for the day of an exam.

use super::{AppState, Effect, Now, Route, View, cards};
use crate::card::CardId;
use crate::deck::setting::{Exam, exam_change, task_change};
use crate::deck::{LessonId, PastReview, Setting};
use crate::plan::Plan;
use crate::schedule::day;
use crate::training::{FEWEST, Fit, TrainingError};

use super::Then;

/// The fitting of parameters, and what came of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Fitting {
    #[default]
    Idle,
    Running,
    Done(Result<Fit, TrainingError>),
    /// No worker could do it.
    Failed,
}

/// A plan for the day that matters, of the cards of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Planning {
    pub lesson: LessonId,
    pub exam: Exam,
    /// In the order of the plan.
    pub cards: Vec<CardId>,
    /// `None` while it is being made.
    pub made: Option<Result<Made, ()>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The learner's day on which it was made.
    pub today: i64,
    pub plan: Plan,
    /// The least minutes a day with which all that can be reached is; `None` where no day is long enough.
    pub needed: Option<f32>,
}

/// Days after which the app looks for better parameters again.
const SEEK_EVERY: i64 = 7;
/// More reviews take minutes and much memory, which nobody has asked for.
const MOST: usize = 100_000;

impl AppState {
    /// While nobody studies: has a worker look for parameters that fit the learner better, where there are enough reviews and it has
    /// not been looked for a week. What is found is offered.
    pub(super) fn seek_parameters(&mut self, now: Now) -> Vec<Effect> {
        let is_studying = matches!(self.route, Route::Lesson { view: View::Study, .. });
        let today = day::of(now.at, now.offset);
        let is_sought = self.deck.sought_parameters().is_some_and(|day| today < day.saturating_add(SEEK_EVERY));
        if is_studying
            || self.only.is_some()
            || is_sought
            || self.is_offering
            || self.fitting == Fitting::Running
            || !self.has_enough_reviews()
        {
            return Vec::new();
        }
        self.is_offering = true;
        self.fit()
    }

    /// Whether there are enough reviews to learn from, and not too many to do that unasked.
    fn has_enough_reviews(&self) -> bool {
        let works = || self.deck.lessons.values().map(|entry| &entry.work).chain(self.deck.kept.values());
        let histories = || works().flat_map(|work| work.cards.values()).map(|card| card.reviews.as_slice());
        let mut all = 0;
        if histories().any(|history| {
            all += history.len();
            all > MOST
        }) {
            return false;
        }
        let day = |review: &PastReview| day::of(review.at, review.offset);
        let of_days = |history: &[PastReview]| history.windows(2).filter(|pair| day(&pair[0]) < day(&pair[1])).count();
        all >= FEWEST && histories().map(of_days).sum::<usize>() >= FEWEST
    }

    pub(super) fn fit(&mut self) -> Vec<Effect> {
        if self.fitting == Fitting::Running {
            return Vec::new();
        }
        self.fitting = Fitting::Running;
        vec![Effect::Fit]
    }

    pub(super) fn fitted(&mut self, outcome: Option<Result<Fit, TrainingError>>) -> Vec<Effect> {
        let is_better = matches!(&outcome, Some(Ok(fit)) if fit.is_better());
        self.fitting = outcome.map_or(Fitting::Failed, Fitting::Done);
        if !self.is_offering {
            return Vec::new();
        }
        let now = self.now;
        let today = day::of(now.at, now.offset);
        // An offer that is left open is made again on the next day; nobody has asked, so only what is better is told of.
        let sought = if is_better { today - SEEK_EVERY + 1 } else { today };
        if !is_better {
            self.drop_fitting();
        }
        self.append(vec![Setting::SoughtParameters(sought).change()], now, Then::Nothing)
    }

    /// What was found is not wanted.
    pub(super) fn turn_down(&mut self, now: Now) -> Vec<Effect> {
        self.drop_fitting();
        let today = day::of(now.at, now.offset);
        self.append(vec![Setting::SoughtParameters(today).change()], now, Then::Nothing)
    }

    fn drop_fitting(&mut self) {
        (self.fitting, self.is_offering) = (Fitting::Idle, false);
    }

    /// The parameters that are offered to a learner who has not asked.
    pub fn offered(&self) -> Option<&Fit> {
        match &self.fitting {
            Fitting::Done(Ok(fit)) if self.is_offering && fit.is_better() => Some(fit),
            _ => None,
        }
    }

    /// Takes the parameters that were found, or goes back to those of most people.
    pub(super) fn adopt(&mut self, takes_found: bool, now: Now) -> Vec<Effect> {
        let found = match &self.fitting {
            Fitting::Done(Ok(fit)) if takes_found && fit.is_better() => Some(fit.parameters),
            _ if takes_found => return Vec::new(),
            _ => None,
        };
        self.drop_fitting();
        let sought = Setting::SoughtParameters(day::of(now.at, now.offset));
        self.append(vec![Setting::Parameters(found).change(), sought.change()], now, Then::Nothing)
    }

    /// What is wanted of a plan for the lesson on screen: what was said last, else what was planned for before, else a fortnight.
    pub fn wished(&self) -> Option<Exam> {
        let (lesson, _) = self.entry()?;
        let said = self.wish.as_ref().filter(|(of, _)| of == lesson).map(|(_, exam)| *exam);
        let today = day::of(self.now.at, self.now.offset);
        Some(said.or(self.deck.exam(lesson)).unwrap_or(Exam { day: today + 14, minutes: 20 }))
    }

    pub(super) fn wish(&mut self, day: Option<i64>, minutes: Option<u16>) -> Vec<Effect> {
        if let (Some((lesson, _)), Some(exam)) = (self.entry(), self.wished()) {
            let exam = Exam { day: day.unwrap_or(exam.day), minutes: minutes.unwrap_or(exam.minutes) };
            self.wish = Some((lesson.clone(), exam));
        }
        Vec::new()
    }

    /// Keeps the day of an exam and has it planned for.
    pub(super) fn plan(&mut self, cards: Vec<CardId>, now: Now) -> Vec<Effect> {
        let (Some((lesson, _)), Some(exam)) = (self.entry(), self.wished()) else { return Vec::new() };
        let lesson = lesson.clone();
        let mut effects = self.append(vec![exam_change(&lesson, Some(exam))], now, Then::Nothing);
        effects.push(self.have_planned(lesson, exam, cards, now));
        effects
    }

    /// Calls the exam off: cards come as they are due again.
    pub(super) fn call_off(&mut self, now: Now) -> Vec<Effect> {
        let Some((lesson, _)) = self.entry() else { return Vec::new() };
        let change = exam_change(lesson, None);
        (self.planning, self.wish) = (None, None);
        self.append(vec![change], now, Then::Recount)
    }

    /// Has the day planned that a sitting begins on, where an exam is ahead and nothing has been given to the day yet.
    pub(super) fn plan_today(&mut self) -> Option<Effect> {
        let now = self.now;
        let today = day::of(now.at, now.offset);
        let (lesson, entry) = self.entry()?;
        let exam = self.deck.exam(lesson).filter(|exam| exam.day > today)?;
        let is_at_it = |planning: &Planning| match &planning.made {
            Some(Ok(made)) => made.today == today,
            // What failed is tried again by the button.
            None | Some(Err(())) => true,
        };
        let is_known = self.planning.as_ref().is_some_and(|planning| planning.lesson == *lesson && is_at_it(planning));
        if is_known || self.deck.task(lesson, today).is_some() {
            return None;
        }
        // A page of one lesson has nothing that plans.
        if self.only.is_some() {
            return None;
        }
        let cards = cards::studied(self.shown()?, entry, now).iter().map(|card| card.id.clone()).collect();
        Some(self.have_planned(lesson.clone(), exam, cards, now))
    }

    fn have_planned(&mut self, lesson: LessonId, exam: Exam, cards: Vec<CardId>, now: Now) -> Effect {
        self.planning = Some(Planning { lesson: lesson.clone(), exam, cards: cards.clone(), made: None });
        Effect::Plan { lesson, exam, cards, now }
    }

    /// The plan is there; what it gives to today is kept, and the sitting follows it.
    pub(super) fn planned(&mut self, lesson: &LessonId, exam: Exam, made: Result<Made, ()>) -> Vec<Effect> {
        let planning = self.planning.as_mut().filter(|known| known.lesson == *lesson && known.exam == exam);
        let Some(planning) = planning else { return Vec::new() };
        let task = made.as_ref().ok().and_then(|made| {
            let cards = made.plan.days.first()?.cards.iter().filter_map(|place| planning.cards.get(*place).cloned());
            Some(task_change(lesson, made.today, &cards.collect::<Vec<_>>()))
        });
        planning.made = Some(made);
        let now = self.now;
        task.map(|task| self.append(vec![task], now, Then::Recount)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::tests::{NOW, id, reading, stored, studying};
    use crate::card::CardKind;
    use crate::deck::{Body, Event, EventId, Grade, Review};
    use crate::plan;
    use std::rc::Rc;

    fn fit(after: f64) -> Fit {
        Fit { parameters: [0.5; 21], fitted: 500, foretold: 100, before: 0.4, after, error: 0.01 }
    }

    #[test]
    fn parameters_are_taken_only_where_they_foretell_better_and_given_back_any_time() {
        let mut state = reading();
        assert_eq!(state.reduce(Action::Fit), [Effect::Fit]);
        assert_eq!(state.reduce(Action::Fit), [], "one at a time");
        state.reduce(Action::Fitted(Some(Ok(fit(0.39)))));
        assert_eq!(state.reduce(Action::Adopt { found: true, now: NOW }), [], "by chance alone");
        state.reduce(Action::Fit);
        state.reduce(Action::Fitted(Some(Ok(fit(0.3)))));
        let effects = state.reduce(Action::Adopt { found: true, now: NOW });
        state.reduce(stored(&effects));
        assert_eq!(state.deck.parameters(), Some(vec![0.5; 21]));
        let effects = state.reduce(Action::Adopt { found: false, now: NOW });
        state.reduce(stored(&effects));
        assert_eq!((state.deck.parameters(), &state.fitting), (None, &Fitting::Idle));
        state.reduce(Action::Fit);
        state.reduce(Action::Fitted(None));
        assert_eq!(state.fitting, Fitting::Failed);
    }

    /// Of each card a review on every other day up to now.
    fn with_reviews(state: &mut AppState, cards: usize, reviews: usize) {
        let Some(device) = state.device.clone() else { panic!("a device") };
        let deck = Rc::make_mut(&mut state.deck);
        for nth in 0..cards * reviews {
            let review = Review {
                lesson: id("sample"),
                card: CardId(format!("made {}", nth % cards)),
                kind: CardKind::Cloze,
                answer: None,
                proposed: None,
                chosen: Grade::Good,
                took: 1000,
                content: String::new(),
            };
            let at = NOW.at - (reviews - nth / cards) as i64 * 2 * 86_400_000;
            let event = EventId { device: device.clone(), number: 10_000 + nth as u64 };
            deck.apply(&Event { id: event, at, offset: 180, body: Body::Reviewed(review) });
        }
    }

    #[test]
    fn better_parameters_are_offered_unasked_and_looked_for_once_a_week() {
        let days = |days: i64| Now { at: NOW.at + days * 86_400_000, ..NOW };
        let mut state = reading();
        with_reviews(&mut state, 40, 10);
        assert_eq!(state.reduce(Action::Rest { now: NOW }), [], "360 of days are too few");
        with_reviews(&mut state, 50, 10);
        assert_eq!(state.reduce(Action::Rest { now: NOW }), [Effect::Fit]);
        assert_eq!(state.reduce(Action::Rest { now: NOW }), [], "it is at it");
        assert_eq!(state.offered(), None);
        let effects = state.reduce(Action::Fitted(Some(Ok(fit(0.3)))));
        state.reduce(stored(&effects));
        assert_eq!(state.offered(), Some(&fit(0.3)));
        // Whoever turns it down is left alone for a week.
        let effects = state.reduce(Action::TurnDown { now: NOW });
        state.reduce(stored(&effects));
        assert_eq!((state.offered(), &state.fitting), (None, &Fitting::Idle));
        assert_eq!(state.reduce(Action::Rest { now: days(6) }), []);
        let away = |days| Action::Went { route: Route::Library, now: days };
        assert!(state.reduce(away(days(7))).contains(&Effect::Fit), "an address without a sitting will do");
        // What is no better is not told of, but was looked for.
        state.now = days(7);
        let effects = state.reduce(Action::Fitted(Some(Ok(fit(0.39)))));
        state.reduce(stored(&effects));
        assert_eq!((state.offered(), &state.fitting), (None, &Fitting::Idle));
        assert_eq!(state.reduce(Action::Rest { now: days(8) }), []);

        assert_eq!(state.reduce(Action::Rest { now: days(14) }), [Effect::Fit]);
        state.now = days(14);
        let effects = state.reduce(Action::Fitted(Some(Ok(fit(0.3)))));
        state.reduce(stored(&effects));
        let effects = state.reduce(Action::Adopt { found: true, now: days(14) });
        state.reduce(stored(&effects));
        assert_eq!((state.deck.parameters(), state.offered()), (Some(vec![0.5; 21]), None));
        assert_eq!(state.reduce(Action::Rest { now: days(20) }), []);
    }

    #[test]
    fn an_offer_that_is_left_open_is_made_again_on_the_next_day() {
        let mut state = reading();
        with_reviews(&mut state, 50, 10);
        state.reduce(Action::Rest { now: NOW });
        let effects = state.reduce(Action::Fitted(Some(Ok(fit(0.3)))));
        state.reduce(stored(&effects));
        // As after a new start.
        state.drop_fitting();
        assert_eq!(state.reduce(Action::Rest { now: NOW }), [], "not at every start");
        let tomorrow = Now { at: NOW.at + 86_400_000, ..NOW };
        assert_eq!(state.reduce(Action::Rest { now: tomorrow }), [Effect::Fit]);
    }

    #[test]
    fn a_sitting_is_not_disturbed_and_a_log_of_years_left_alone() {
        let mut state = studying();
        with_reviews(&mut state, 50, 10);
        assert_eq!(state.reduce(Action::Rest { now: NOW }), []);
        state.reduce(Action::Went { route: Route::Library, now: NOW });
        assert_eq!(state.fitting, Fitting::Running);
        let mut state = reading();
        with_reviews(&mut state, 50, MOST / 50 + 1);
        assert_eq!(state.reduce(Action::Rest { now: NOW }), []);
    }

    #[test]
    fn an_exam_is_kept_and_a_plan_that_is_no_longer_wanted_is_dropped() {
        let mut state = studying();
        let cards = vec![CardId("a".to_owned())];
        let (first, second) = (Exam { day: 20_000, minutes: 10 }, Exam { day: 20_010, minutes: 10 });
        for exam in [first, second] {
            state.reduce(Action::Wish { day: Some(exam.day), minutes: None });
            state.reduce(Action::Wish { day: None, minutes: Some(exam.minutes) });
            let effects = state.reduce(Action::Plan { cards: cards.clone(), now: NOW });
            assert!(matches!(&effects[1], Effect::Plan { exam: asked, .. } if *asked == exam));
            state.reduce(stored(&effects[..1]));
        }
        assert_eq!(state.deck.exam(&id("sample")), Some(second));
        let made = || Ok(Made { today: 19_990, plan: Plan::default(), needed: Some(3.0) });
        state.reduce(Action::Planned { lesson: id("sample"), exam: first, made: made() });
        assert_eq!(state.planning.as_ref().map(|planning| &planning.made), Some(&None));
        state.reduce(Action::Planned { lesson: id("sample"), exam: second, made: made() });
        assert_eq!(state.planning.and_then(|planning| planning.made), Some(made()));
    }

    #[test]
    fn a_sitting_takes_what_the_plan_gives_to_the_day() {
        let mut state = studying();
        let today = day::of(NOW.at, NOW.offset);
        let queued = |state: &AppState| {
            let (_, entry) = state.entry().unwrap();
            crate::app::study::queue(state.open.as_ref().unwrap(), entry, &state.deck, NOW).cards
        };
        let before = queued(&state);
        let (_, entry) = state.entry().unwrap();
        let cards: Vec<CardId> =
            cards::studied(state.shown().unwrap(), entry, NOW).iter().map(|card| card.id.clone()).collect();
        state.reduce(Action::Wish { day: Some(today + 10), minutes: Some(10) });
        let effects = state.reduce(Action::Plan { cards: cards.clone(), now: NOW });
        state.reduce(stored(&effects[..1]));
        let exam = Exam { day: today + 10, minutes: 10 };
        assert!(state.plan_today().is_none(), "the plan is being made");
        let days = vec![plan::Day { cards: vec![cards.len() - 1, cards.len() - 3], seconds: 80.0 }];
        let made = Made { today, plan: Plan { days, cards: Vec::new() }, needed: None };
        let effects = state.reduce(Action::Planned { lesson: id("sample"), exam, made: Ok(made) });
        state.reduce(stored(&effects));
        let given = vec![cards[cards.len() - 3].clone(), cards[cards.len() - 1].clone()];
        assert_eq!(queued(&state), given);
        assert_ne!(before, given);

        // What is due besides is counted, and comes.
        let beside = |state: &AppState| {
            let (_, entry) = state.entry().unwrap();
            crate::app::study::beside_plan(state.open.as_ref().unwrap(), entry, &state.deck, NOW)
        };
        assert_eq!(beside(&state), 0);
        let mut failed = state.clone();
        let review = Review {
            lesson: id("sample"),
            card: cards[0].clone(),
            kind: CardKind::Cloze,
            answer: None,
            proposed: None,
            chosen: Grade::Again,
            took: 1000,
            content: String::new(),
        };
        let event = EventId { device: state.device.clone().unwrap(), number: 10_000 };
        let event = Event { id: event, at: NOW.at - 300_000, offset: NOW.offset, body: Body::Reviewed(review) };
        Rc::make_mut(&mut failed.deck).apply(&event);
        assert_eq!((beside(&failed), queued(&failed).contains(&cards[0])), (1, true));
        assert!(state.plan_today().is_none(), "what was given to today stays as it is");

        // On the next day another is made, when a sitting begins.
        (state.now.at, state.planning) = (NOW.at + 86_400_000, None);
        assert!(matches!(state.plan_today(), Some(Effect::Plan { exam: of, .. }) if of == exam));
        (state.now, state.planning) = (NOW, None);
        let effects = state.reduce(Action::CallOff { now: NOW });
        state.reduce(stored(&effects));
        assert_eq!((queued(&state), state.plan_today(), state.deck.exam(&id("sample"))), (before, None, None));
    }
}
