//! How fast a text becomes relations, against a bare pass that classifies every character of the same text, in the same
//! run: `cargo bench --bench extract`. Prints MB/s of each and their ratio, median of five.

use std::hint::black_box;
use std::time::Instant;

use konspekt::document::Document;
use konspekt::lesson::SAMPLE;
use konspekt::{extract, fact, ingest, relate, segment};

const RUNS: usize = 5;

type Step<'a> = (&'a str, &'a dyn Fn(&Document));

fn main() {
    let text = format!("{SAMPLE}\n\n").repeat(1_000_000 / SAMPLE.len() + 1);
    let document = ingest::read_text(&text, None).expect("the sample is a text").document;
    let bare = megabytes_a_second(&document, |document| {
        black_box(classes(&document.text));
    });
    let sentences = segment::sentences(&document);
    let mentions = extract::mentions(&document, &sentences);
    let facts = fact::assemble(&document, &sentences, &mentions);
    println!("bare pass: {bare:.1} MB/s");
    let folded = konspekt::lexicon::fold(&document.text);
    fn reading<'a>(
        document: &'a Document,
        sentences: &'a [segment::Sentence],
        folded: &'a str,
    ) -> extract::Reading<'a> {
        extract::Reading { document, sentences, folded }
    }
    let steps: [Step; 9] = [
        ("sentences", &|document| {
            black_box(segment::sentences(document));
        }),
        ("times", &|document| {
            black_box(extract::time::mentions(reading(document, &sentences, &folded)));
        }),
        ("entities", &|document| {
            black_box(extract::entity::mentions(reading(document, &sentences, &folded), &mentions.times));
        }),
        ("claims", &|document| {
            black_box(extract::claim::mentions(reading(document, &sentences, &folded)));
        }),
        ("numbers", &|document| {
            black_box(extract::number::mentions(
                reading(document, &sentences, &folded),
                &mentions.times,
                &mentions.entities,
            ));
        }),
        ("mentions", &|document| {
            black_box(extract::mentions(document, &sentences));
        }),
        ("facts", &|document| {
            black_box(fact::assemble(document, &sentences, &mentions));
        }),
        ("relations", &|document| {
            black_box(relate::relations(document, &sentences, &facts));
        }),
        ("all four", &|document| {
            let sentences = segment::sentences(document);
            let mentions = extract::mentions(document, &sentences);
            let facts = fact::assemble(document, &sentences, &mentions);
            black_box(relate::relations(document, &sentences, &facts));
        }),
    ];
    for (name, step) in steps {
        let speed = megabytes_a_second(&document, step);
        println!("{name}: {speed:.1} MB/s, {:.2} of the bare pass", speed / bare);
    }
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

fn megabytes_a_second(document: &Document, step: impl Fn(&Document)) -> f64 {
    let mut seconds: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            step(black_box(document));
            start.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    document.text.len() as f64 / 1e6 / seconds[RUNS / 2]
}
