//! The words around a text that is read: what else is made of a marked fact, how the text is set.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

pub struct ReaderWords {
    // Beside a mark
    pub charts: &'static str,
    pub more_charts: fn(usize) -> String,
    pub cards: &'static str,
    pub more_cards: fn(usize) -> String,
    /// So many cards would tell what a closed chart asks for.
    pub kept_back: fn(usize) -> String,

    // How the text is set
    pub look: &'static str,
    pub size: &'static str,
    /// By their steps.
    pub sizes: fn(u8) -> &'static str,
    pub spacing: &'static str,
    pub spacings: fn(u8) -> &'static str,
    pub print: &'static str,
}
