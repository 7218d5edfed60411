//! The words of backups and of what is stored.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::anki::Summary;
use crate::backup::{BackupError, Fault};
use crate::store::StoreError;

pub struct DataWords {
    pub backup: &'static str,
    pub backup_help: &'static str,
    pub save_backup: &'static str,
    pub take_in: &'static str,
    pub saving: &'static str,
    pub saved: &'static str,
    /// The file was handed over where a browser may drop it in silence, and what the learner says who has it.
    pub handed: &'static str,
    pub has_file: &'static str,
    /// The browser has refused it, for this reason.
    pub not_handed: fn(&str) -> String,
    pub taking_in: &'static str,
    /// New records, and those that were there already.
    pub taken: fn(usize, usize) -> String,
    /// What a file of Anki has brought.
    pub from_anki: fn(&Summary) -> String,
    /// And what it has not, each in a sentence.
    pub left_out: fn(&Summary) -> Vec<String>,
    pub whole: &'static str,
    pub damaged: fn(usize) -> String,
    pub fault: fn(&Fault) -> String,
    pub lost: fn(u64) -> String,
    pub another_copy: &'static str,
    pub set_aside: fn(usize) -> String,
    pub refused: fn(&BackupError) -> String,
    pub not_stored: fn(&StoreError) -> String,
    pub worker_died: &'static str,
    pub folder: &'static str,
    pub folder_help: &'static str,
    pub choose_folder: &'static str,
    pub ask_again: &'static str,
    pub leave_folder: &'static str,
    /// The folder's name.
    pub folder_kept: fn(&str) -> String,
    pub folder_asks: fn(&str) -> String,
    /// The folder's name, and what the browser says.
    pub folder_failed: fn(&str, &str) -> String,
    /// Where the guide is beside the app, and what it is called.
    pub guide: [&'static str; 2],
    // Where texts and answers are kept.
    pub storage_lasting: &'static str,
    pub storage_partitioned: &'static str,
    pub storage_forgetful: &'static str,
    /// Where answers are kept by the page around this one.
    pub kept_around: &'static str,
    /// Used, of how much, in bytes, and whether the browser keeps it.
    pub room: fn(u64, u64, bool) -> String,
}
