//! What is known of words, each asked once for all the cards of a text.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::lexicon::ru::morphology::{Case, Gender, Morphology, Number, PartOfSpeech, Tag};
use crate::lexicon::ru::traits::Traits;

/// The readings of words as far as cards ask for them.
pub struct Lexis<'m> {
    pub morphology: &'m Morphology,
    known: RefCell<HashMap<Box<str>, Word>>,
    /// The nouns that words may be forms of.
    nouns: RefCell<HashMap<Box<str>, Rc<[String]>>>,
}

#[derive(Clone, Copy, Default)]
pub struct Word {
    pub traits: Traits,
    /// Its likeliest reading in the dictionary.
    pub likeliest: Option<Tag>,
    /// Whether its likeliest reading is a predicate; `true` where nobody knows: `около` and `стали` only end as verbs do.
    pub verbal: bool,
    /// What verbs it may be the subject of.
    pub subject: Agreeing,
    /// Whether that reading is a verb or a short participle: `известна` says how things are, not what happened.
    pub happens: bool,
}

/// In which number and gender a noun may be in the nominative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreeing {
    pub masculine: bool,
    pub feminine: bool,
    pub neuter: bool,
    pub plural: bool,
}

impl Agreeing {
    fn add(&mut self, tag: Tag) {
        // A noun without cases may be in any.
        if !matches!(tag.case, Some(Case::Nominative) | None) {
            return;
        }
        match (tag.number, tag.gender) {
            (Some(Number::Plural), _) => self.plural = true,
            (_, Some(Gender::Masculine)) => self.masculine = true,
            (_, Some(Gender::Feminine)) => self.feminine = true,
            (_, Some(Gender::Neuter)) => self.neuter = true,
            (_, Some(Gender::Common)) => (self.masculine, self.feminine) = (true, true),
            (_, None) => (self.masculine, self.feminine, self.neuter) = (true, true, true),
        }
        self.plural |= tag.number.is_none();
    }

    pub fn singular(self) -> bool {
        self.masculine || self.feminine || self.neuter
    }
}

impl<'m> Lexis<'m> {
    pub fn new(morphology: &'m Morphology) -> Self {
        Lexis { morphology, known: RefCell::default(), nouns: RefCell::default() }
    }

    /// Of a folded word.
    pub fn word(&self, word: &str) -> Word {
        if let Some(known) = self.known.borrow().get(word) {
            return *known;
        }
        use PartOfSpeech::{Predicative, ShortAdjective, ShortParticiple, Verb};
        let readings = self.morphology.recognized(word);
        let likeliest = readings.first().map(|first| first.tag);
        let part = likeliest.map(|tag| tag.part_of_speech);
        let happens = part.is_none_or(|part| matches!(part, Verb | ShortParticiple));
        let verbal = happens || matches!(part, Some(ShortAdjective | Predicative));
        let readings = if readings.is_empty() { self.morphology.guessed(word) } else { readings };
        let mut subject = Agreeing::default();
        for tag in readings.iter().map(|reading| reading.tag).filter(|tag| !tag.rare && tag.is_noun()) {
            subject.add(tag);
        }
        let traits = Traits::of_readings(word, &readings).and(Traits::of_letters(word));
        let found = Word { subject, traits, likeliest, verbal, happens };
        self.known.borrow_mut().insert(word.into(), found);
        found
    }

    pub fn traits(&self, word: &str) -> Traits {
        self.word(word).traits
    }

    /// The nouns that a folded word may be a form of.
    pub fn nouns(&self, word: &str) -> Rc<[String]> {
        if let Some(known) = self.nouns.borrow().get(word) {
            return known.clone();
        }
        let readings = self.morphology.recognized(word);
        let nouns = readings.iter().filter(|reading| reading.tag.part_of_speech == PartOfSpeech::Noun);
        let found: Rc<[String]> = nouns.map(|reading| self.morphology.lemma(reading)).collect();
        self.nouns.borrow_mut().insert(word.into(), found.clone());
        found
    }
}
