//! How fast a text becomes relations, once: what the browser's worker is held against. `cargo bench --bench speed`; the
//! worker's part is `tests/browser/figures.rs`. Unlike `extract`, nothing is counted beside the work.

#[path = "extract/text.rs"]
mod text;

use std::ops::ControlFlow;
use std::time::Instant;

use konspekt::ingest;
use konspekt::lesson::{Lesson, SAMPLE, Step};
use konspekt::lexicon::ru::morphology::Morphology;

fn main() {
    // Read before the clock runs, as the worker has it too.
    let morphology = Morphology::bundled();
    let text = text::text(10_000_000, SAMPLE, morphology);
    let mut times: Vec<f64> = (0..5).map(|_| time(&text, morphology)).collect();
    times.sort_by(f64::total_cmp);
    println!("figure: 10 MB through relations, native = {:.0} ms", times[2]);
}

/// Of the steps from sentences through relations, in milliseconds.
fn time(text: &str, morphology: &Morphology) -> f64 {
    let document = ingest::read_text(text, None).expect("the made text is one").document;
    let mut taken = f64::NAN;
    let start = Instant::now();
    let _ = Lesson::with_progress(document, 0, morphology, &Default::default(), |step| {
        if step == Step::Cards {
            taken = start.elapsed().as_secs_f64() * 1000.0;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    taken
}
