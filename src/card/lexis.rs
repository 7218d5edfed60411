//! What is known of words, each asked once for all the cards of a text.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::lexicon::ru::morphology::{Morphology, PartOfSpeech};
use crate::lexicon::ru::traits::Traits;

/// The readings of words as far as cards ask for them.
pub struct Lexis<'m> {
    pub morphology: &'m Morphology,
    known: RefCell<HashMap<Box<str>, Word>>,
}

#[derive(Clone, Copy)]
pub struct Word {
    pub traits: Traits,
    /// Whether its likeliest reading is a predicate; `true` where nobody knows: `около` and `стали` only end as verbs do.
    pub verbal: bool,
    /// Whether that reading is a verb or a short participle: `известна` says how things are, not what happened.
    pub happens: bool,
}

impl<'m> Lexis<'m> {
    pub fn new(morphology: &'m Morphology) -> Self {
        Lexis { morphology, known: RefCell::default() }
    }

    /// Of a folded word.
    pub fn word(&self, word: &str) -> Word {
        if let Some(known) = self.known.borrow().get(word) {
            return *known;
        }
        use PartOfSpeech::{Predicative, ShortAdjective, ShortParticiple, Verb};
        let readings = self.morphology.recognized(word);
        let likeliest = readings.first().map(|first| first.tag.part_of_speech);
        let happens = likeliest.is_none_or(|part| matches!(part, Verb | ShortParticiple));
        let verbal = happens || matches!(likeliest, Some(ShortAdjective | Predicative));
        let found = Word { traits: Traits::of(word, self.morphology), verbal, happens };
        self.known.borrow_mut().insert(word.into(), found);
        found
    }

    pub fn traits(&self, word: &str) -> Traits {
        self.word(word).traits
    }
}
