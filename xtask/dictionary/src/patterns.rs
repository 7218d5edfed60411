//! The patterns that are guessed from where there is no dictionary: the ends of a few stems of the commonest paradigms.

use crate::encode::{self, Source};
use crate::failure::Result;
use crate::opencorpora::OpenCorpora;
use konspekt::lexicon::ru::morphology::Tag;
use std::collections::{BTreeMap, BTreeSet};

/// How many paradigms.
const PARADIGMS: u16 = 60;
/// How many letters of a stem's end.
const LETTERS: usize = 3;
/// The fewest lexemes that end so.
const COMMON: usize = 12;
/// A paradigm with so many times fewer lexemes than the commonest with that end is left out, as every one has one vote.
const RARER: usize = 6;

/// The patterns as a dictionary of stems' ends.
pub fn encode(source: &OpenCorpora, weights: &BTreeMap<Tag, u8>) -> Result<Vec<u8>> {
    let mut ends: BTreeMap<String, BTreeMap<u16, usize>> = BTreeMap::new();
    for (stem, paradigms) in &source.lexemes {
        let end: String = stem.chars().skip(stem.chars().count().saturating_sub(LETTERS)).collect();
        for paradigm in paradigms.iter().filter(|paradigm| **paradigm < PARADIGMS) {
            *ends.entry(end.clone()).or_default().entry(*paradigm).or_default() += 1;
        }
    }
    let mut lexemes: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    for (end, paradigms) in ends {
        let most = paradigms.values().copied().max().unwrap_or(0);
        for (paradigm, count) in paradigms {
            if count >= COMMON && count * RARER >= most {
                lexemes.entry(end.clone()).or_default().insert(paradigm);
            }
        }
    }
    let paradigms = &source.paradigms[..usize::from(PARADIGMS)];
    encode::encode(&Source { paradigms, lexemes: &lexemes, weights, exceptions: &BTreeMap::new() })
}
