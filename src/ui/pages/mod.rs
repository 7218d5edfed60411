//! The pages, each a function of the app.

mod about;
mod axis;
mod card_by_card;
mod cards;
mod charts;
mod class;
mod coverage;
mod facts;
mod lesson;
mod library;
mod settings;
mod statistics;
mod study;
mod teach;
mod text;
mod timeline;

pub use about::about;
pub use cards::cards;
pub use charts::{charts, practise_charts};
pub use class::class_page;
pub use coverage::coverage;
pub use facts::facts;
pub use lesson::lesson_page;
pub use library::{BACKUP, For, choose_file, give_files, given, library};
pub use settings::settings;
pub use statistics::{count_when_idle, statistics};
pub use study::{study, study_key};
pub use teach::teach;
pub use text::{MARK, READER};
pub use timeline::timeline;
