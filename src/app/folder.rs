//! A folder outside the browser that is kept up to date by itself.

use super::{AppState, Effect, Storage, Trouble};
use crate::deck::Deck;

/// What is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Folder {
    /// None is chosen.
    #[default]
    None,
    /// Its name; the file in it is of this moment, UTC milliseconds.
    Kept { name: String, at: i64 },
    /// The browser wants to be told once more that it may be written.
    Asks { name: String },
    /// It could not be read or written; with the browser's reason.
    Failed { name: String, reason: String },
}

impl AppState {
    pub(super) fn folder(&mut self, folder: Folder) -> Vec<Effect> {
        self.notices.retain(|notice| notice.trouble != Trouble::Folder);
        if matches!(folder, Folder::Asks { .. } | Folder::Failed { .. }) {
            self.notify(Trouble::Folder, None);
        }
        self.folder = folder;
        Vec::new()
    }

    /// After something was written: the folder has to follow.
    pub fn follow(&self) -> Option<Effect> {
        let is_kept = matches!(self.folder, Folder::Kept { .. }) && self.storage == Storage::Lasting;
        is_kept.then_some(Effect::KeepFolder { asks: false })
    }
}

/// What a file of all that this deck knows holds, in few letters: others whenever anything has come. `last_merge` is the store's mark.
pub fn contents(deck: &Deck, last_merge: &str) -> String {
    let mut letters = last_merge.to_owned();
    for (device, number) in deck.version_vector() {
        letters.extend([" ", &device.0, " ", &number.to_string()]);
    }
    letters
}

/// Milliseconds: what is written within them goes into the folder together.
const TOGETHER: u32 = 3_000;
/// And the longest that anything waits for it while the page is in sight.
const LONGEST_WAIT: u32 = 10 * 60_000;
/// Of the time, at most one part in so many goes into packing.
const SHARE: u32 = 20;

/// How long after the end of the last packing, which took so long, the next begins; all in milliseconds.
fn pause(took: f64) -> u32 {
    // What is no number is none.
    (took as u32).saturating_mul(SHARE).clamp(TOGETHER, LONGEST_WAIT)
}

/// How long what has just been written waits until it is packed, where the last packing ended so long ago.
pub fn wait(took: f64, ago: f64) -> u32 {
    pause(took).saturating_sub(ago as u32).max(TOGETHER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::tests::{NOW, later, reading, stored};
    use crate::backup::{Incoming, Taken};
    use crate::deck::Setting;

    #[test]
    fn a_folder_follows_what_is_written_as_long_as_it_may() {
        let mut state = reading();
        let write = |state: &mut AppState| {
            let effects = state.reduce(Action::Set { setting: Setting::Fuzz(true), now: NOW });
            state.reduce(stored(&effects))
        };
        assert_eq!(write(&mut state), []);
        let name = || "Sync".to_owned();
        state.reduce(Action::Folder(Folder::Kept { name: name(), at: NOW.at }));
        assert_eq!(write(&mut state), [Effect::KeepFolder { asks: false }]);
        state.reduce(Action::Folder(Folder::Asks { name: name() }));
        assert_eq!((write(&mut state), state.notices.len()), (Vec::new(), 1));
        state.reduce(Action::Folder(Folder::Kept { name: name(), at: NOW.at }));
        assert!(state.notices.is_empty());
    }

    #[test]
    fn a_folder_follows_what_was_taken_in() {
        let mut state = reading();
        let take_in = |state: &mut AppState| {
            state.reduce(Action::TakeIn { file: Incoming::default() });
            let deck = Box::new((*state.deck).clone());
            let taken = Taken { new: 1, ..Taken::default() };
            state.reduce(Action::TakenIn { outcome: Ok((taken, deck)), now: later(1) })
        };
        assert_eq!(take_in(&mut state), []);
        state.reduce(Action::Folder(Folder::Kept { name: "Sync".to_owned(), at: NOW.at }));
        assert_eq!(take_in(&mut state), [Effect::KeepFolder { asks: false }]);
    }

    #[test]
    fn a_file_holds_something_else_whenever_anything_has_come() {
        let mut state = reading();
        let before = contents(&state.deck, "a");
        assert_eq!(contents(&state.deck, "a"), before);
        assert_ne!(contents(&state.deck, "b"), before, "what came by a merge may be of any number");
        let effects = state.reduce(Action::Set { setting: Setting::Fuzz(true), now: NOW });
        state.reduce(stored(&effects));
        assert_ne!(contents(&state.deck, "a"), before);
    }

    #[test]
    fn what_takes_long_to_pack_is_packed_less_often() {
        assert_eq!([0.0, 100.0, f64::NAN].map(pause), [TOGETHER; 3], "a small log at once");
        assert_eq!((pause(1_000.0), pause(30_000.0), pause(f64::INFINITY)), (20_000, LONGEST_WAIT, LONGEST_WAIT));
        assert_eq!((wait(1_000.0, 0.0), wait(1_000.0, 12_000.0), wait(1_000.0, 1e9)), (20_000, 8_000, TOGETHER));
        assert_eq!(wait(1_000.0, -5_000.0), 20_000, "a clock that was set back");
    }
}
