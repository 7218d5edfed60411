//! Konspekt: a text goes in; facts come out, each with the sentence that proves it; from the facts come quiz cards and
//! charts; the cards are studied on a schedule. All of it runs in the reader's browser.
//!
//! Modules are declared in reading order, and a module uses only those above it. `src/ARCHITECTURE.md` tells the whole.

pub mod order;
pub mod span;
pub mod json;
pub mod lexicon;
pub mod search;
pub mod document;
pub mod ingest;
pub mod formats;
pub mod segment;
pub mod extract;
pub mod fact;
pub mod relate;
pub mod correct;
pub mod wording;
pub mod card;
pub mod chart;
pub mod lesson;
pub mod deck;
pub mod schedule;
pub mod statistics;
pub mod training;
pub mod plan;
pub mod store;
pub mod anki;
pub mod backup;
pub mod report;
pub mod export;
pub mod embed;
pub mod app;
pub mod work;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod ui;
