//! The words of charts, of guessing and arranging them, and of the timeline.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

use crate::app::Exported;
use crate::chart::guess::Said;

pub struct ChartWords {
    pub no_charts: &'static str,
    pub table: &'static str,
    pub of_what: &'static str,
    pub take_along: &'static str,
    pub copy_picture: &'static str,
    pub exported: fn(Exported) -> &'static str,

    // Guesses
    pub guess_first: &'static str,
    pub guess_it: &'static str,
    pub guess_again: &'static str,
    pub closed_chart: &'static str,
    pub draw_line: &'static str,
    pub drag_bars: &'static str,
    pub not_guessed: &'static str,
    pub tell: &'static str,
    pub not_now: &'static str,
    pub to_charts: &'static str,
    pub study_chart: &'static str,
    pub leave_chart: &'static str,
    pub your_guess: &'static str,
    pub the_text: &'static str,
    pub off: fn(&Said) -> String,
    /// What was guessed, and what the text says.
    pub guess_and_truth: fn(&str, &str) -> String,
    pub why_so: &'static str,
    /// How many were right, of how many, and by how many times they are off.
    pub guesses_so_far: fn(usize, usize, Option<f64>) -> String,

    // Arranging charts
    pub arrange_charts: &'static str,
    pub arranged: &'static str,
    pub chart_title: &'static str,
    pub hide_chart: &'static str,
    pub show_chart: &'static str,
    pub lost_charts: &'static str,
    pub lost_charts_help: &'static str,
    pub make_chart: &'static str,
    pub make_chart_help: &'static str,
    pub seek_facts: &'static str,
    pub make_it: &'static str,
    pub no_such_chart: &'static str,

    // Timeline
    pub timeline_help: &'static str,
    pub no_timeline: &'static str,
    /// How many entries, and from when to when.
    pub cluster: fn(usize, &str, &str) -> String,
    pub on_axis: fn(usize) -> String,
    pub earlier: &'static str,
    pub later: &'static str,
    pub nearer: &'static str,
    pub farther: &'static str,
    pub whole_time: &'static str,
    /// How many of how many are listed.
    pub listed: fn(usize, usize) -> String,

    /// Before the work that the figures are from.
    pub source: &'static str,
    /// Over the columns of a timeline's table.
    pub when: &'static str,
    pub what_happened: &'static str,
    /// Adds the chosen figures to the chart with this title.
    pub add_to: fn(&str) -> String,
    pub add_chosen: &'static str,
    pub not_added: &'static str,
    pub take_timeline: &'static str,
}
