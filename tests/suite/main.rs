//! What holds across modules: golden files at every seam, properties, layering, and the score where a gold is at hand.

mod cards;
mod charts;
mod corrections;
mod docs;
mod documents;
mod form;
mod gold;
mod golden;
mod invariants;
mod layering;
mod made;
mod parcels;
mod payloads;
mod pieces;
mod properties;
mod relations;
mod score;
mod shares;
mod training;
#[path = "../../benches/extract/text.rs"]
mod text;
