//! Abbreviations and the words that they stand for: `Организация Объединённых Наций (ООН)`, `ООН (Организация …)`.

use std::collections::HashMap;

use super::{EntityKind, EntityMention};
use crate::extract::{Reading, Words};
use crate::lexicon::fold;
use crate::lexicon::ru::form;

/// No expansion is longer, in tokens.
const LONGEST: usize = 14;

/// Whether the token may be an abbreviation: two capitals or more, or a long word clipped from several (`Осоавиахим`).
pub fn is_abbreviation(words: &Words, at: usize) -> bool {
    let written = words.written(at);
    let capitals = written.chars().filter(|letter| letter.is_uppercase()).count();
    words.is_word(at)
        && written.chars().count() >= 2
        && capitals * 2 > written.chars().count()
        && !form::is_roman(written)
}

/// The words right before the token `end` that the abbreviation is made of: where they begin.
pub fn expansion_before(words: &Words, abbreviation: &str, end: usize) -> Option<usize> {
    let letters: Vec<char> = fold(abbreviation).chars().collect();
    let mut from = end;
    while from > 0 && end - from < LONGEST && words.is_word(from - 1) {
        from -= 1;
        if begins(words.word(from), letters.first()) && is_spelled(words, from, end, &letters) {
            return Some(from);
        }
    }
    None
}

/// Whether the tokens `from..to` are the words that the abbreviation is made of.
pub fn expands(words: &Words, abbreviation: &str, from: usize, to: usize) -> bool {
    let letters: Vec<char> = fold(abbreviation).chars().collect();
    to > from + 1
        && to - from <= LONGEST
        && (from..to).all(|at| words.is_word(at))
        && is_spelled(words, from, to, &letters)
}

fn begins(word: &str, letter: Option<&char>) -> bool {
    letter.is_some() && word.chars().next().as_ref() == letter
}

/// Each word gives its first letter, each half of a hyphened one as well; a preposition or `и` may give none.
fn is_spelled(words: &Words, from: usize, to: usize, letters: &[char]) -> bool {
    let mut left = letters;
    let mut spelled = 0;
    for at in from..to {
        for part in words.word(at).split('-') {
            let first = part.chars().next();
            if first.is_some() && first.as_ref() == left.first() {
                left = &left[1..];
                spelled += 1;
            } else if !(form::is_preposition(part) || matches!(part, "и" | "или")) {
                return false;
            }
        }
    }
    left.is_empty() && spelled >= 2
}

/// Tells of abbreviations what they stand for: where a bracket explains one, and at all its later mentions.
pub fn explain(reading: Reading, mentions: &mut [EntityMention]) {
    let mut known: HashMap<String, String> = HashMap::new();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == EntityKind::Organization) {
        if mention.expansion.is_none() {
            mention.expansion = known.get(&mention.name).cloned().or_else(|| in_brackets(reading, mention));
        }
        if let Some(expansion) = &mention.expansion {
            known.entry(mention.name.clone()).or_insert_with(|| expansion.clone());
        }
    }
}

/// `ООН (Организация Объединённых Наций)`
fn in_brackets(reading: Reading, mention: &EntityMention) -> Option<String> {
    let words = reading.words(mention.sentence);
    let (at, open) = (words.at(mention.span.start), words.at(mention.span.end.saturating_sub(1)) + 1);
    if open != at + 1 || !words.is_mark(open, '(') || !is_abbreviation(&words, at) {
        return None;
    }
    let close = (open + 1..=open + 1 + LONGEST).find(|&index| words.is_mark(index, ')'))?;
    let meaning = words.span(open + 1, close).of(words.text);
    expands(&words, words.written(at), open + 1, close).then(|| nominative(&words, meaning))
}

/// A noun phrase of the text in the nominative, as far as its cases tell.
pub fn nominative(words: &Words, phrase: &str) -> String {
    let phrase: Vec<&str> = phrase.split_whitespace().collect();
    words.morphology.nominative(&phrase).unwrap_or_else(|| phrase.join(" "))
}
