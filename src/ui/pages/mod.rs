//! The pages, each a function of the app.

mod cards;
mod charts;
mod facts;
mod lesson;
mod library;
mod settings;
mod study;
mod text;

pub use lesson::lesson_page;
pub use library::{give_file, library};
pub use settings::settings;
pub use study::study_key;
pub use text::{MARK, READER};
