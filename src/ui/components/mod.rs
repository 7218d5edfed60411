//! Parts of pages: they take props and know nothing of the state, but for the two that stand around every page.

mod block;
mod chart;
mod evidence;
mod fact_line;
mod header;
mod mark_dialog;
mod notices;
mod pager;
mod progress;

pub use block::{Block, OpenRef};
pub use chart::{Chart, ChartPlate};
pub use evidence::EvidenceQuote;
pub use fact_line::FactLine;
pub use header::Header;
pub use mark_dialog::MarkDialog;
pub use notices::Notices;
pub use pager::Pager;
pub use progress::Working;
