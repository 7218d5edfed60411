//! How long each export of a chapter takes: the chapter that lies beside the repository, else the sample. `cargo bench --bench exports`.
//!
//! The project promises 2 s for each.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use konspekt::export::{Chosen, Format, Whole, write};
use konspekt::ingest;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;

fn main() {
    let chapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/chapter.txt");
    let text = std::fs::read_to_string(chapter).unwrap_or_else(|_| SAMPLE.to_owned());
    let morphology = Morphology::bundled();
    let mut slowest = 0.0f64;
    for format in Format::ALL.into_iter().filter(|format| !format.is_one_lesson()) {
        // From the text to the file, as on the command line.
        let start = Instant::now();
        let document = ingest::read_text(&text, None).expect("a text").document;
        let lesson = Lesson::of(document, 0, morphology);
        let document = &lesson.document;
        let (title, text, source) = (document.title.as_str(), document.text.as_str(), &document.source);
        let chosen = Chosen { lesson: "chapter", title, cards: &lesson.cards, text, source };
        let file = write(format, &[Whole { chosen, lesson: &lesson, seed: 0 }], 0).expect("an export");
        let time = start.elapsed().as_secs_f64() * 1000.0;
        println!("{}: {} kB in {time:.1} ms", format.name(), black_box(file).len() / 1000);
        slowest = slowest.max(time);
    }
    println!("figure: the slowest export of a chapter, native = {slowest:.1} ms");
}
