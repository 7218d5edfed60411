//! How fast facts become cards, against the extraction that found them in the same run. `cargo bench --bench cards`.

#[path = "extract/text.rs"]
mod text;

use std::hint::black_box;
use std::time::Instant;

use konspekt::card::{self, Material};
use konspekt::lesson::SAMPLE;
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::{extract, fact, ingest, relate, segment};

const RUNS: usize = 5;

/// A text with some more facts than that.
const BYTES: usize = 6_000_000;
const FACTS: usize = 10_000;

fn main() {
    let morphology = Morphology::bundled();
    let text = text::text(BYTES, SAMPLE, morphology);
    let document = ingest::read_text(&text, None).expect("the made text is one").document;
    let extraction = Instant::now();
    let segmentation = segment::segment(&document, morphology);
    let mentions = extract::mentions(&document, &segmentation);
    let mut facts = fact::assemble(&document, &segmentation, &mentions);
    let extraction = extraction.elapsed();
    facts.truncate(FACTS);
    let relations = relate::relations(&document, &segmentation, &facts);
    let material = Material {
        document: &document,
        segmentation: &segmentation,
        mentions: &mentions,
        facts: &facts,
        relations: &relations,
    };
    let mut cards = 0;
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            cards = black_box(card::generate(&material, 0)).len();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let took = times[RUNS / 2];
    println!(
        "{} facts, {cards} cards: {:.2} of the time that finding them took",
        facts.len(),
        took / 1000.0 / extraction.as_secs_f64()
    );
    println!("figure: {} facts to cards, native = {took:.0} ms", facts.len());
}
