//! The half of the screen that comes after the first load: asked for once, and again where it could not be had.

use super::{AppState, Effect};

/// The half of the screen that is loaded after the first load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Later {
    /// Nobody has asked for it.
    #[default]
    Away,
    Coming,
    Here,
    /// It could not be had; it is asked for again when the reader goes on, or says so.
    Missing,
}

impl AppState {
    pub(super) fn fetch(&mut self) -> Vec<Effect> {
        match self.later {
            Later::Away | Later::Missing => {
                self.later = Later::Coming;
                vec![Effect::Fetch]
            }
            Later::Coming | Later::Here => Vec::new(),
        }
    }

    pub(super) fn fetched(&mut self, arrived: bool) -> Vec<Effect> {
        self.later = if arrived { Later::Here } else { Later::Missing };
        // What waits for it may begin, a sitting for one.
        if arrived { self.enter(self.now) } else { Vec::new() }
    }

    /// The reader goes on to something that may need it.
    pub(super) fn forgive_later(&mut self) {
        if self.later == Later::Missing {
            self.later = Later::Away;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Later;
    use crate::app::{Action, AppState, Effect, Now, Route};

    #[test]
    fn it_is_fetched_once() {
        let mut state = AppState::default();
        assert_eq!(state.later, Later::Away);
        assert_eq!(state.reduce(Action::Fetch), [Effect::Fetch]);
        assert_eq!(state.reduce(Action::Fetch), [], "it is on its way");
        assert_eq!(state.reduce(Action::Fetched { arrived: true }), []);
        assert_eq!(state.reduce(Action::Fetch), [], "it is there");
        assert_eq!(state.later, Later::Here);
    }

    #[test]
    fn what_could_not_be_had_is_tried_again_when_the_reader_says_so_or_goes_on() {
        let mut state = AppState::default();
        state.reduce(Action::Fetch);
        state.reduce(Action::Fetched { arrived: false });
        assert_eq!(state.later, Later::Missing);
        assert_eq!(state.reduce(Action::Fetch), [Effect::Fetch]);
        for goes_on in [Action::Went { route: Route::Settings, now: Now::default() }, Action::Select(None)] {
            state.reduce(Action::Fetched { arrived: false });
            state.reduce(goes_on);
            assert_eq!(state.later, Later::Away, "whatever needs it asks for it");
        }
        state.reduce(Action::Fetched { arrived: true });
        state.reduce(Action::Select(None));
        assert_eq!(state.later, Later::Here);
    }
}
