//! The lemmas of what is counted: a text counts the same things over and over, so each is looked up once.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::extract::Words;
use crate::lexicon::ru::lemma::{self, Counted};
use crate::lexicon::ru::morphology::{Case, Number, Tag};
use crate::segment::FormId;

/// The lemmas of a text's nouns that were asked for so far.
#[derive(Default)]
pub struct Lemmas(RefCell<HashMap<(FormId, Counted), String>>);

impl Lemmas {
    /// The lemma of a noun in the genitive, singular or plural as it looks.
    pub fn genitive(&self, words: &Words, at: usize) -> String {
        self.counted(words, at, if words.is_genitive_plural(at) { Counted::Many } else { Counted::Few })
    }

    /// The lemma of the noun at the token, which stands in the form that a number puts it in.
    pub fn counted(&self, words: &Words, at: usize, counted: Counted) -> String {
        let form = words.tokens.get(at).map_or(FormId::NONE, |token| token.form);
        let mut known = self.0.borrow_mut();
        known.entry((form, counted)).or_insert_with(|| counted_lemma(words, words.word(at), counted)).clone()
    }
}

fn counted_lemma(words: &Words, word: &str, counted: Counted) -> String {
    let wanted = |tag: Tag| match counted {
        Counted::One => tag.number == Some(Number::Singular),
        Counted::Few => tag.case == Some(Case::Genitive) && tag.number == Some(Number::Singular),
        Counted::Many => tag.counted || tag.case == Some(Case::Genitive) && tag.number == Some(Number::Plural),
    };
    if let Some(lemma) = lemma::listed(word) {
        return lemma.to_owned();
    }
    // What would be guessed is worse than what the ending tells.
    let readings = words.morphology.recognized(word);
    let noun = |asked: &dyn Fn(Tag) -> bool| {
        let known = readings.iter().filter(|reading| !reading.guessed && !reading.tag.rare);
        known.clone().find(|reading| reading.tag.is_noun() && asked(reading.tag))
    };
    match noun(&wanted).or_else(|| noun(&|_| true)) {
        Some(noun) => words.morphology.lemma(noun),
        None => lemma::lemma(word, counted),
    }
}
