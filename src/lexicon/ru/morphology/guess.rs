//! Words that no dictionary has: they inflect as the words that end as they do.

use std::sync::Arc;

use super::alphabet::Reversed;
use super::order::Candidates;
use super::paradigms::{Paradigms, Slot, of_paradigm};
use super::stems::Stems;
use super::tag::{NameKind, PartOfSpeech};
use super::{Analysis, Before, Morphology, Stem};

/// A paradigm of fewer lexemes of a dictionary is no pattern.
pub const COMMON: u32 = 5;
/// The fewest letters of a stem.
const SHORTEST_STEM: usize = 2;
/// So many times fewer votes than another paradigm has are none.
const NEGLIGIBLE: u64 = 256;
/// The most readings of a guess.
const MOST: usize = 12;

/// What new words may be like.
#[derive(Default)]
pub struct Patterns {
    /// Whether each paradigm is common enough.
    paradigms: Vec<bool>,
    /// Whether each suffix ends a form of such a paradigm.
    suffixes: Vec<bool>,
}

impl Patterns {
    /// The patterns among all paradigms: those of at least so many lexemes.
    pub fn of(paradigms: &Paradigms, stems: &Stems, least: u32) -> Self {
        let popularity = stems.popularity(paradigms.count());
        let common: Vec<bool> = popularity.iter().map(|count| *count >= least).collect();
        let suffixes = paradigms.all_slots().map(|slots| {
            let open = |slot: &Slot| common[usize::from(slot.paradigm)] && is_open(paradigms, *slot);
            slots.iter().any(open)
        });
        Self { suffixes: suffixes.collect(), paradigms: common }
    }
}

impl Morphology {
    /// Guesses the readings of a word from the stems whose ends are like its own. Each of them votes for its paradigm; the
    /// more letters it shares with the word, suffix included, the more its vote counts.
    pub(super) fn guesses(&self, word: &str, reversed: &Reversed) -> Vec<Analysis> {
        let letters = reversed.letters();
        let mut candidates = Candidates::default();
        let mut most = 0;
        let mut votes: Vec<(u16, u64)> = Vec::with_capacity(32);
        for (suffix, length) in self.paradigms.suffixes_of(letters, |_| true) {
            if length + SHORTEST_STEM > letters.len() {
                break;
            }
            if !self.patterns.suffixes[usize::from(suffix)] {
                continue;
            }
            votes.clear();
            self.stems.around(&letters[length..], |common, paradigm| {
                if self.patterns.paradigms[usize::from(paradigm)] {
                    let weight = 1 << (2 * (length + common)).min(40);
                    match votes.iter_mut().rev().find(|(voted, _)| *voted == paradigm) {
                        Some((_, sum)) => *sum += weight,
                        None => votes.push((paradigm, weight)),
                    }
                }
            });
            for (paradigm, sum) in &votes {
                if sum * NEGLIGIBLE < most {
                    continue;
                }
                for slot in of_paradigm(self.paradigms.slots(suffix), *paradigm) {
                    if is_open(&self.paradigms, *slot) {
                        candidates.add(*sum << 8 | u64::from(self.paradigms.weight(*slot)), *slot, length as u32);
                        candidates.truncate(MOST);
                        most = most.max(*sum);
                    }
                }
            }
        }
        let spelled: Arc<str> = word.into();
        let analysis = |(slot, suffix): (Slot, u32)| {
            let length = word.len() - word.chars().rev().take(suffix as usize).map(char::len_utf8).sum::<usize>();
            Analysis {
                tag: self.paradigms.tag(slot),
                guessed: true,
                slot,
                stem: Stem::Guessed { word: spelled.clone(), length },
                before: Before::Nothing,
            }
        };
        candidates.into_slots().map(analysis).collect()
    }
}

/// Whether new words can have this form.
fn is_open(paradigms: &Paradigms, slot: Slot) -> bool {
    use PartOfSpeech as P;
    let tag = paradigms.tag(slot);
    let part = matches!(
        tag.part_of_speech,
        P::Noun
            | P::Adjective
            | P::ShortAdjective
            | P::Comparative
            | P::Verb
            | P::Infinitive
            | P::Participle
            | P::ShortParticiple
            | P::Gerund
            | P::Adverb
    );
    part && paradigms.prefix(slot) == 0 && !tag.pronominal && !tag.ordinal && tag.name != Some(NameKind::Abbreviation)
}
