//! What the fuzz targets share: the invariants of the property tests, a count of the memory held, and prose that is strung
//! together from arbitrary choices.

#[path = "../../tests/suite/invariants.rs"]
pub mod invariants;
#[path = "../../tests/suite/made/mod.rs"]
pub mod made;
#[path = "../../benches/extract/memory.rs"]
pub mod memory;
#[path = "../../tests/suite/pieces.rs"]
mod pieces;
pub mod prose;

use konspekt::ingest;
use konspekt::lesson::Lesson;
use konspekt::lexicon::ru::morphology::Morphology;

/// The lesson of a text, with all that has to hold of it.
///
/// # Panics
/// Where something does not hold.
pub fn check_lesson(text: &str) {
    let morphology = Morphology::bundled();
    within(text.len(), || {
        if let Ok(read) = ingest::read_text(text, None) {
            invariants::check(&Lesson::of(read.document, 0, morphology));
        }
    });
}

/// Does some work on an input of `length` bytes.
///
/// # Panics
/// Where it holds more memory at once than a bounded multiple of the input: the bound is far above what any text needs,
/// and far below what an allocation of a size that the input dictates would reach.
pub fn within(length: usize, work: impl FnOnce()) {
    let (most, held) = ((16 << 20) + length * 4_000, memory::peak(work));
    assert!(held <= most, "{held} bytes were held at once for an input of {length}");
}
