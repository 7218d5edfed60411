//! What holds across modules: golden files at every seam, properties, layering, and the score where a gold is at hand.

mod golden;
mod layering;
mod properties;
mod score;
