//! The bytes of a dictionary, damaged in any way: they are refused, or tell something of every word.
#![no_main]

use konspekt::lexicon::ru::morphology::{Case, Morphology, Number, sections::HEAD};
use konspekt_fuzz::within;
use libfuzzer_sys::fuzz_target;

const WORDS: &[&str] = &[
    "",
    "и",
    "год",
    "рабочих",
    "сверхплановый",
    "партийно-советских",
    "инженер-механик",
    "наибыстрейший",
    "абракадабру",
    "стали",
    "--",
    "-",
    "мама-мама-мама-мама",
    "ъъъъъъ",
    "щщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщ",
];

fuzz_target!(|bytes: &[u8]| {
    let bytes = if bytes.starts_with(HEAD) { bytes.to_vec() } else { damaged(bytes) };
    within(bytes.len(), || {
        let Ok(morphology) = Morphology::read(bytes) else { return };
        for word in WORDS {
            for analysis in morphology.analyses(word) {
                morphology.lemma(&analysis);
                morphology.inflect(&analysis, Case::Genitive, Number::Plural);
                morphology.agree(&analysis, 21.into());
            }
            morphology.genitive_plural(word);
            morphology.nominative(&[word, "завода"]);
        }
    });
});

/// The patterns that the program carries, with the bytes changed that the input says: three bytes where, one byte what.
fn damaged(changes: &[u8]) -> Vec<u8> {
    let mut bytes = include_bytes!("../../src/lexicon/ru/morphology/patterns.bin").to_vec();
    for change in changes.chunks_exact(4) {
        let at = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize % bytes.len();
        bytes[at] = change[3];
    }
    bytes
}
