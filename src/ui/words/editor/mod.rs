//! The words of checking and correcting what was read.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::app::coverage::Doubt;
use crate::app::{HandedOn, OfFile, Standing};
use crate::extract::Part;
use crate::relate::RelationKind;
use crate::relate::conflict::Clash;
use crate::relate::made::Misfit;
use crate::ui::words::Words;

pub struct EditorWords {
    pub check: &'static str,
    pub lead: fn(usize) -> String,
    pub standing: fn(Standing) -> &'static str,
    pub nothing_here: fn(Standing) -> &'static str,
    /// Who has read a fact as it is, where a person has.
    pub read: &'static str,
    pub by_you: &'static str,
    pub made_by_you: &'static str,
    pub doubt: fn(&Doubt, &Words) -> String,
    pub figure_unused: &'static str,
    pub time_unused: &'static str,
    pub rejected: &'static str,
    pub left_out: &'static str,
    pub dates: &'static str,

    pub conflicts: &'static str,
    pub conflicts_help: &'static str,
    pub clash: fn(Clash) -> &'static str,
    pub parted: &'static str,
    pub part: &'static str,
    pub related: &'static str,
    pub related_help: &'static str,
    pub lost: &'static str,
    pub lost_help: &'static str,
    pub parted_lost: &'static str,
    pub forget: &'static str,
    /// Of a relation that somebody has made.
    pub made_relation: &'static str,
    pub related_by: fn(RelationKind) -> &'static str,
    pub relate: &'static str,
    pub relate_help: &'static str,
    pub relate_as: &'static str,
    pub relate_title: &'static str,
    pub relate_it: &'static str,
    pub misfit: fn(Misfit) -> &'static str,

    pub correct: &'static str,
    pub make_fact: &'static str,
    pub take_up: &'static str,
    pub fact_of_selection: &'static str,
    pub select_first: &'static str,
    pub hand_on: &'static str,
    pub handed_on: fn(&HandedOn) -> String,
    pub edit_text: &'static str,
    pub edit_text_help: &'static str,
    pub undo: &'static str,
    pub redo: &'static str,
    pub save_file: &'static str,
    pub take_file: &'static str,
    pub of_file: fn(&OfFile) -> String,
    pub lost_of_file: &'static str,

    pub correct_title: &'static str,
    pub make_title: &'static str,
    pub value: &'static str,
    pub bound: &'static str,
    pub exact: &'static str,
    pub between: &'static str,
    pub upper: &'static str,
    pub measure: &'static str,
    pub unit: &'static str,
    pub subject: &'static str,
    pub what: &'static str,
    pub term: &'static str,
    pub meaning: &'static str,
    pub when: &'static str,
    pub when_help: &'static str,
    pub part_of_time: &'static str,
    pub part_name: fn(Option<Part>) -> &'static str,
    pub place: &'static str,
    pub agent: &'static str,
    pub is_no_fact: &'static str,
    pub as_read: &'static str,
    pub bad_value: &'static str,
    pub bad_when: &'static str,
}
