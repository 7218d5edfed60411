//! Parts of pages: functions of what they show. They are not Yew components, each of which weighs some eight kilobytes;
//! the one component is the app, and what it shows is a function of its state.

mod block;
mod chart;
mod evidence;
mod items;
mod fact_line;
mod header;
mod mark_dialog;
mod notices;
mod pager;
mod progress;

pub use block::{block, source_lang};
pub use chart::{chart_in_margin, chart_plate};
pub use evidence::evidence_quote;
pub use fact_line::fact_line;
pub use header::header;
pub use items::items;
pub use mark_dialog::{DIALOG, mark_dialog};
pub use notices::notices;
pub use pager::pager;
pub use progress::working;
