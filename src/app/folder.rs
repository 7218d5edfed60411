//! A folder outside the browser that is kept up to date by itself.

use super::{AppState, Effect, Storage, Trouble};

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
    pub(super) fn follow(&self) -> Option<Effect> {
        let is_kept = matches!(self.folder, Folder::Kept { .. }) && self.storage == Storage::Lasting;
        is_kept.then_some(Effect::KeepFolder { asks: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::tests::{NOW, reading, stored};
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
}
