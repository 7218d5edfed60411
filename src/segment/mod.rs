//! `Document` → [`Sentence`]s with [`Token`]s: one loop over a visible list of named rules.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::span::Span;

/// A sentence never crosses a block. Its span is trimmed of white space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    pub span: Span,
    /// Index into `Document::blocks`.
    pub block: usize,
    /// In order, without white space; not stored and not sent, they can be made again from the text.
    #[serde(skip)]
    pub tokens: Vec<Token>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, hyphens and apostrophes inside included: `комсомольско-молодежных`.
    Word,
    /// A run of digits.
    Digits,
    /// One punctuation mark or symbol.
    Mark,
}

/// Every sentence of the text, boilerplate blocks included, in order.
pub fn sentences(_document: &Document) -> Vec<Sentence> {
    Vec::new()
}
