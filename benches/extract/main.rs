//! How fast a text becomes relations, against two baselines in the same run: a bare pass that decodes and classifies every
//! character of the same text, and `anyseg` cutting it into sentences. `cargo bench --bench extract`. Prints the speed of
//! each step, how time grows from 1 to 10 MB, and the peak of memory over the size of the text; medians of five.

mod memory;
mod text;

use std::hint::black_box;
use std::time::Instant;

use konspekt::document::Document;
use konspekt::lesson::SAMPLE;
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::{extract, fact, ingest, relate, segment};

const RUNS: usize = 5;

fn main() {
    let morphology = Morphology::bundled();
    let long = text::text(10_000_000, SAMPLE, morphology);
    let short = text::text(1_000_000, SAMPLE, morphology);
    let document = ingest::read_text(&long, None).expect("the made text is one").document;
    let segmentation = segment::segment(&document, Morphology::bundled());
    let reading = extract::Reading { document: &document, segmentation: &segmentation };
    let mentions = extract::mentions(&document, &segmentation);
    let facts = fact::assemble(&document, &segmentation, &mentions);
    let relations = relate::relations(&document, &segmentation, &facts);
    println!(
        "{:.1} MB: {} different words, {} sentences, {} facts, {} relations",
        long.len() as f64 / 1e6,
        segmentation.forms.len(),
        segmentation.sentences.len(),
        facts.len(),
        relations.len()
    );

    let segmenter = anyseg::Segmenter::new("ru").expect("its rules for Russian are a default feature");
    let bare = seconds(|| {
        black_box(classes(black_box(&long)));
    });
    let anyseg = seconds(|| {
        black_box(segmenter.sentenize(black_box(&long)));
    });
    let anyseg_whole = seconds(|| {
        black_box(segmenter.segment(black_box(&long)));
    });
    let whole = seconds(|| {
        black_box(everything(&long));
    });
    report("bare pass", &long, bare, bare);
    report("anyseg, sentences alone", &long, anyseg, bare);
    report("anyseg, sentences and tokens", &long, anyseg_whole, bare);
    report("everything", &long, whole, bare);
    println!("everything: {:.2} of the speed of anyseg with tokens", anyseg_whole / whole);

    for (name, took) in [
        ("  document", seconds(|| drop(black_box(ingest::read_text(&long, None))))),
        ("  sentences", seconds(|| drop(black_box(segment::segment(&document, Morphology::bundled()))))),
        ("  times", seconds(|| drop(black_box(extract::time::mentions(reading))))),
        ("  entities", seconds(|| drop(black_box(extract::entity::mentions(reading, &mentions.times))))),
        ("  claims", seconds(|| drop(black_box(extract::claim::mentions(reading))))),
        (
            "  numbers",
            seconds(|| {
                drop(black_box(extract::number::mentions(reading, &mentions.times, &mentions.entities, Vec::new())))
            }),
        ),
        ("  facts", seconds(|| drop(black_box(fact::assemble(&document, &segmentation, &mentions))))),
        ("  relations", seconds(|| drop(black_box(relate::relations(&document, &segmentation, &facts))))),
    ] {
        report(name, &long, took, bare);
    }

    let small = seconds(|| {
        black_box(everything(&short));
    });
    println!("from {} to {} bytes: {:.1} times the time", short.len(), long.len(), whole / small);
    drop((segmentation, mentions, facts, relations, document));
    let peak = memory::peak(|| drop(black_box(everything(&long))));
    println!("peak of memory: {:.1} times the text", peak as f64 / long.len() as f64);
}

fn everything(text: &str) -> (Document, Vec<relate::Relation>) {
    let document = ingest::read_text(text, None).expect("a text").document;
    let segmentation = segment::segment(&document, Morphology::bundled());
    let mentions = extract::mentions(&document, &segmentation);
    let facts = fact::assemble(&document, &segmentation, &mentions);
    let relations = relate::relations(&document, &segmentation, &facts);
    (document, relations)
}

fn report(name: &str, text: &str, took: f64, bare: f64) {
    println!("{name}: {:.1} MB/s, {:.2} of the bare pass", text.len() as f64 / 1e6 / took, bare / took);
}

/// Letters, digits, white space and the rest, counted.
fn classes(text: &str) -> [usize; 4] {
    let mut counts = [0; 4];
    for letter in text.chars() {
        let class = match letter {
            letter if letter.is_alphabetic() => 0,
            letter if letter.is_numeric() => 1,
            letter if letter.is_whitespace() => 2,
            _ => 3,
        };
        counts[class] += 1;
    }
    counts
}

/// The median of several runs.
fn seconds(step: impl Fn()) -> f64 {
    let mut seconds: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            step();
            start.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    seconds[RUNS / 2]
}
