//! The pages; they take the state from their context and hand parts of it down.

mod cards;
mod charts;
mod facts;
mod lesson;
mod library;
mod settings;
mod study;
mod text;

pub use lesson::LessonPage;
pub use library::Library;
pub use settings::Settings;
