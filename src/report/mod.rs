//! The public data form of each seam: what the command line prints, golden files hold, and lessons are exported to.
//!
//! Spans are UTF-8 byte offsets, half open, into `text`. A change that breaks a reader raises [`VERSION`]; readers ignore
//! keys that they do not know.

mod backup;
mod cards;
mod charts;
mod explanation;
mod extraction;
pub mod plain;
mod whole;

pub use backup::backup;
pub use cards::{cards, prompt, reason};
pub use charts::charts;
pub use explanation::explanation;
pub use extraction::extraction;
pub use whole::whole;

/// The version of the form.
pub const VERSION: u32 = 1;
