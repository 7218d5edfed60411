//! Words that no dictionary has: they inflect as the words that end as they do.

use std::sync::Arc;

use super::alphabet::Reversed;
use super::order::Candidates;
use super::paradigms::{Slot, of_paradigm};
use super::tag::{NameKind, PartOfSpeech, Tag};
use super::{Analysis, Before, Morphology, Stem};

/// A paradigm of fewer lexemes is no pattern.
const PATTERN: u32 = 3;
/// The fewest letters of a stem.
const SHORTEST_STEM: usize = 2;
/// The most readings of a guess.
const MOST: usize = 12;

impl Morphology {
    /// Guesses the readings of a word from the stems whose ends are like its own. Each of them votes for its paradigm; the
    /// more letters it shares with the word, suffix included, the more its vote counts.
    pub(super) fn guesses(&self, word: &str, reversed: &Reversed) -> Vec<Analysis> {
        let letters = reversed.letters();
        let mut votes: Vec<(Slot, usize, u32)> = Vec::new();
        for (length, slots) in self.paradigms.splits(letters) {
            let stem = &letters[length..];
            if stem.len() < SHORTEST_STEM {
                break;
            }
            for neighbour in self.stems.neighbours(stem) {
                let weight = 1 << (2 * (length + neighbour.common)).min(28);
                for lexeme in neighbour.lexemes {
                    let paradigm = self.stems.paradigm(lexeme);
                    if self.popularity[usize::from(paradigm)] < PATTERN {
                        continue;
                    }
                    for slot in of_paradigm(slots, paradigm) {
                        match votes.iter_mut().find(|(voted, ..)| voted == slot) {
                            Some((_, _, sum)) => *sum = sum.saturating_add(weight),
                            None if is_open(self.paradigms.tag(*slot)) && self.paradigms.prefix(*slot) == 0 => {
                                votes.push((*slot, length, weight));
                            }
                            None => {}
                        }
                    }
                }
            }
        }
        let mut candidates = Candidates::default();
        for (place, (slot, _, sum)) in votes.iter().enumerate() {
            candidates.add(*sum, *slot, place as u32);
        }
        let spelled: Arc<str> = word.into();
        let analysis = |(slot, place): (Slot, u32)| {
            let suffix = votes[place as usize].1;
            let length = word.len() - word.chars().rev().take(suffix).map(char::len_utf8).sum::<usize>();
            Analysis {
                tag: self.paradigms.tag(slot),
                guessed: true,
                slot,
                stem: Stem::Guessed { word: spelled.clone(), length },
                before: Before::Nothing,
            }
        };
        candidates.into_iter().take(MOST).map(analysis).collect()
    }
}

/// Whether new words can be of this kind.
fn is_open(tag: Tag) -> bool {
    use PartOfSpeech as P;
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
    part && !tag.pronominal && !tag.ordinal && tag.name != Some(NameKind::Abbreviation)
}
