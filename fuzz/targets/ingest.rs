//! Any bytes are read or refused; what is read has its blocks and sentences in order.
#![no_main]

use konspekt::ingest;
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::segment::segment;
use konspekt_fuzz::{invariants, within};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let morphology = Morphology::bundled();
    within(bytes.len(), || {
        if let Ok(read) = ingest::read(bytes, Some("a.txt")) {
            invariants::document(&read.document);
            invariants::sentences(&read.document, &segment(&read.document, morphology).sentences);
        }
    });
});
