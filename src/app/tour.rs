//! The short tour of a lesson, from its marks to its last page. It can be left at any step.

use super::{AppState, Effect, Mint, Now, Route, Then, View};
use crate::app::{Action, Input};
use crate::deck::Setting;

/// What a step points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    Marks,
    Charts,
    Check,
    Study,
    TakeAlong,
}

impl Stop {
    pub const ALL: [Stop; 5] = [Stop::Marks, Stop::Charts, Stop::Check, Stop::Study, Stop::TakeAlong];

    /// In the page, whose styles point at it.
    pub fn name(self) -> &'static str {
        match self {
            Stop::Marks => "marks",
            Stop::Charts => "charts",
            Stop::Check => "check",
            Stop::Study => "study",
            Stop::TakeAlong => "take-along",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TourAct {
    /// On the text on screen, or else on the sample.
    Begin {
        mint: Mint,
        now: Now,
    },
    Next {
        now: Now,
    },
    Back,
    /// Also at its end.
    Leave {
        now: Now,
    },
}

impl AppState {
    /// Where the tour is, once there is a text to be shown around.
    pub fn tour(&self) -> Option<Stop> {
        let is_text = matches!(self.route, Route::Lesson { view: View::Text, .. }) && self.shown().is_some();
        Stop::ALL.get(self.tour?).copied().filter(|_| is_text)
    }

    pub(super) fn take_tour(&mut self, act: TourAct) -> Vec<Effect> {
        match act {
            TourAct::Begin { mint, now } => {
                self.tour = Some(0);
                self.is_helping = false;
                let lesson = self.open.as_ref().map(|open| open.id.clone());
                match (&self.route, lesson) {
                    (Route::Lesson { view: View::Text, .. }, Some(_)) => Vec::new(),
                    (Route::Lesson { .. }, Some(lesson)) => vec![Effect::Go(Route::lesson(&lesson, View::Text))],
                    _ => match &self.only {
                        Some(only) => vec![Effect::Go(Route::lesson(only, View::Text))],
                        None => self.reduce(Action::Given { input: Input::Sample, name: None, mint, now }),
                    },
                }
            }
            TourAct::Next { now } => match self.tour.map(|step| step + 1) {
                Some(step) if step < Stop::ALL.len() => {
                    self.tour = Some(step);
                    Vec::new()
                }
                _ => self.take_tour(TourAct::Leave { now }),
            },
            TourAct::Back => {
                self.tour = self.tour.map(|step| step.saturating_sub(1));
                Vec::new()
            }
            TourAct::Leave { now } => {
                self.tour = None;
                if self.deck.has_seen_tour() {
                    return Vec::new();
                }
                self.append(vec![Setting::TourSeen(true).change()], now, Then::Nothing)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::sample_on_screen;
    use super::super::tests::{NOW, mint, opened, stored};
    use super::*;

    fn act(state: &mut AppState, act: TourAct) -> Vec<Effect> {
        state.reduce(Action::Tour(act))
    }

    #[test]
    fn the_tour_goes_through_its_steps_and_is_offered_no_more() {
        let mut state = sample_on_screen();
        assert_eq!(state.tour(), None);
        assert_eq!(act(&mut state, TourAct::Begin { mint: mint("b"), now: NOW }), []);
        for stop in Stop::ALL {
            assert_eq!(state.tour(), Some(stop));
            if stop != Stop::TakeAlong {
                act(&mut state, TourAct::Next { now: NOW });
            }
        }
        act(&mut state, TourAct::Back);
        assert_eq!(state.tour(), Some(Stop::Study));
        act(&mut state, TourAct::Next { now: NOW });
        let end = act(&mut state, TourAct::Next { now: NOW });
        assert_eq!(state.tour(), None);
        state.reduce(stored(&end));
        assert!(state.deck.has_seen_tour());
        // Whoever asks for it again has it, and nothing more is written.
        act(&mut state, TourAct::Begin { mint: mint("b"), now: NOW });
        assert_eq!(act(&mut state, TourAct::Leave { now: NOW }), []);
    }

    #[test]
    fn without_a_text_the_tour_opens_the_sample_and_waits_for_it() {
        let mut state = opened();
        let effects = act(&mut state, TourAct::Begin { mint: mint("b"), now: NOW });
        assert!(matches!(&effects[..], [Effect::Extract { input: Input::Sample, .. }]), "{effects:?}");
        assert_eq!(state.tour(), None, "there is nothing to show yet");
        // It can be skipped before.
        act(&mut state, TourAct::Leave { now: NOW });
        assert_eq!(state.tour, None);
    }

    #[test]
    fn on_another_view_of_a_lesson_the_tour_leads_to_its_text() {
        let mut state = sample_on_screen();
        let lesson = state.open.as_ref().expect("open").id.clone();
        state.reduce(Action::Went { route: Route::lesson(&lesson, View::Facts), now: NOW });
        let effects = act(&mut state, TourAct::Begin { mint: mint("b"), now: NOW });
        assert_eq!(effects, [Effect::Go(Route::lesson(&lesson, View::Text))]);
    }
}
