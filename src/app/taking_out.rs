//! A lesson taken along as a file of another program: which is chosen, and how the making of it went.

use crate::export::Format;

use super::{AppState, Effect, HandedOn, NotHandedOn, Route};

/// What is chosen, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakingOut {
    pub format: Format,
    pub outcome: Option<HandedOn>,
}

impl Default for TakingOut {
    fn default() -> TakingOut {
        TakingOut { format: Format::Apkg, outcome: None }
    }
}

/// What is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakeOut {
    Choose(Format),
    /// Makes the file of the lesson on screen.
    Begin,
    Done(Result<(), String>),
}

impl AppState {
    pub(super) fn take_out(&mut self, act: TakeOut) -> Vec<Effect> {
        let is_making = self.taking_out.outcome == Some(HandedOn::Making);
        match act {
            TakeOut::Choose(format) if !is_making => self.taking_out = TakingOut { format, outcome: None },
            TakeOut::Begin if !is_making => {
                if let (Route::Lesson { lesson, .. }, Some(_)) = (&self.route, self.shown()) {
                    let effect = Effect::TakeOut(lesson.clone(), self.taking_out.format);
                    self.taking_out.outcome = Some(HandedOn::Making);
                    return vec![effect];
                }
            }
            TakeOut::Done(outcome) => {
                self.taking_out.outcome = Some(match outcome {
                    Ok(()) => HandedOn::Made,
                    Err(reason) => HandedOn::Failed(NotHandedOn::Missing(reason)),
                });
            }
            // One file at a time.
            TakeOut::Choose(_) | TakeOut::Begin => {}
        }
        Vec::new()
    }

    /// On another page, what came of the last file is no news any more.
    pub(super) fn forget_taken_out(&mut self) {
        self.taking_out.outcome = self.taking_out.outcome.take().filter(|outcome| *outcome == HandedOn::Making);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{NOW, id, reading};
    use super::super::{Action, View};
    use super::*;

    #[test]
    fn a_file_is_made_of_the_lesson_on_screen_and_one_at_a_time() {
        let mut state = reading();
        let mut act = |act: TakeOut| state.reduce(Action::TakeOut(act));
        assert_eq!(act(TakeOut::Choose(Format::Qti3)), []);
        assert_eq!(act(TakeOut::Begin), [Effect::TakeOut(id("sample"), Format::Qti3)]);
        assert_eq!(act(TakeOut::Begin), []);
        assert_eq!(act(TakeOut::Choose(Format::Csv)), []);
        assert_eq!(state.taking_out, TakingOut { format: Format::Qti3, outcome: Some(HandedOn::Making) });
        // It goes on while the learner looks at something else.
        state.reduce(Action::Went { route: Route::lesson(&id("sample"), View::Cards), now: NOW });
        assert_eq!(state.taking_out.outcome, Some(HandedOn::Making));
        state.reduce(Action::TakeOut(TakeOut::Done(Err("нет".to_owned()))));
        assert_eq!(state.taking_out.outcome, Some(HandedOn::Failed(NotHandedOn::Missing("нет".to_owned()))));
        assert_eq!(state.reduce(Action::TakeOut(TakeOut::Begin)).len(), 1, "it can be tried again");
        state.reduce(Action::TakeOut(TakeOut::Done(Ok(()))));
        state.reduce(Action::Went { route: Route::lesson(&id("sample"), View::Text), now: NOW });
        assert_eq!(state.taking_out, TakingOut { format: Format::Qti3, outcome: None });
    }

    #[test]
    fn without_a_lesson_nothing_is_made() {
        let mut state = AppState::new(Route::Library, None, NOW);
        assert_eq!(state.reduce(Action::TakeOut(TakeOut::Begin)), []);
        assert_eq!(state.taking_out, TakingOut::default());
    }
}
