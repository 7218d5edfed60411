//! The words of arranging a lesson for those who will learn it.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

pub struct TeachWords {
    /// Of the page, and of the way to it.
    pub title: &'static str,
    pub lead: &'static str,
    pub introduction: &'static str,
    pub introduction_help: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub cards: &'static str,
    pub cards_help: &'static str,
    pub leave_out: &'static str,
    pub as_made: &'static str,
    /// Of the cards that could be made and are not asked.
    pub beyond: &'static str,
    pub take_in: &'static str,
    pub take_out: &'static str,
    pub own_card: &'static str,
    pub own_card_help: &'static str,
    pub prompt: &'static str,
    pub proof: &'static str,
    pub proof_help: &'static str,
    pub is_typed: &'static str,
    pub add: &'static str,
    pub added: &'static str,
    pub empty: &'static str,
    pub unproved: &'static str,
    pub own: &'static str,
    pub charts: &'static str,
    pub to_charts: &'static str,
    pub hidden: &'static str,
    pub hidden_help: &'static str,
    pub nothing_hidden: &'static str,
    pub hide: &'static str,
    pub show: &'static str,
    pub words_gone: &'static str,
    pub language_and_seed: &'static str,
    pub language: &'static str,
    pub language_help: &'static str,
    pub any_language: &'static str,
    pub seed: &'static str,
    pub seed_help: &'static str,
    pub bad_seed: &'static str,
    pub publish: &'static str,
    pub preview: &'static str,
    pub preview_help: &'static str,
    /// Where only a part of the text is published.
    pub preview_is_whole: &'static str,
    /// Of the bar that stands over a preview.
    pub previewing: &'static str,
    pub end_preview: &'static str,
}
