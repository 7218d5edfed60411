//! A term and its meaning, asked in both directions.

use super::clause::MOST_WORDS;
use super::happening::Asked;
use super::lexis::Lexis;
use super::question::{LONGEST_RUN, longest_run};
use super::{Answer, CardKind, Proof};
use crate::fact::{Fact, FactKind};
use crate::lexicon::fold;
use crate::lexicon::ru::traits::Traits;
use crate::segment::Sentence;
use crate::wording::count_words;

/// An answer is at most that long, in words.
const MOST_ANSWER: usize = 6;

/// `Что такое …?`, `Как сокращённо называется …?`
pub fn asked(text: &str, fact: &Fact, sentence: &Sentence, lexis: &Lexis) -> Vec<Asked> {
    let FactKind::Definition { term, meaning } = &fact.kind else { return Vec::new() };
    if fact.doubt.is_some() || shares_a_stem(term, meaning) || !in_nominative(meaning, lexis) {
        return Vec::new();
    }
    let short = matches!(&*fact.rule, "expansion" | "brackets") && !term.contains(' ');
    let acronym = short && term.chars().filter(|c| c.is_uppercase()).count() > 1;
    let meaning = meaning.trim().trim_matches(|c| matches!(c, '«' | '»' | '"' | '“' | '”')).to_owned();
    let forward = match acronym {
        true => format!("Как расшифровывается сокращение {term}?"),
        false => format!("Что обозначает в этом тексте слово «{term}»?"),
    };
    let back = match short {
        true if is_plural(&meaning, lexis) => format!("Как сокращённо называются {}?", quoted(&meaning)),
        true => format!("Как сокращённо называется {}?", quoted(&meaning)),
        false => format!("Какое понятие определяется так: {}?", quoted(&meaning)),
    };
    let proof = Proof { sentence: sentence.span, answer: fact.span };
    let asked = |hides, question, text: &str, accepts, share| Asked {
        hides,
        kind: CardKind::Definition,
        question,
        answer: Answer { text: text.to_owned(), value: None, accepts, tolerance: None, years: None },
        proof,
        share,
    };
    let mut found = Vec::new();
    let fits = |question: &str| (4..=MOST_WORDS).contains(&count_words(question));
    if fits(&back) && count_words(term) <= MOST_ANSWER && longest_run(&back, sentence.span.of(text)) <= LONGEST_RUN {
        found.push(asked("term", back, term, Vec::new(), 1.0));
    }
    if fits(&forward) && count_words(&meaning) <= MOST_ANSWER {
        found.push(asked("meaning", forward, &meaning, Vec::new(), 0.9));
    }
    found
}

/// Whether all up to its noun may be in the nominative: a meaning that was put there half is left out.
fn in_nominative(meaning: &str, lexis: &Lexis) -> bool {
    let folded = fold(meaning);
    let mut words = folded.split(|c: char| !(c.is_alphabetic() || c == '-')).filter(|word| !word.is_empty());
    let mut seen = false;
    words.all(|word| {
        let traits = lexis.traits(word);
        let fits = seen || word == "и" || traits.any(Traits::NOMINATIVE.and(Traits::ADVERB));
        seen |= traits.has(Traits::NOUN) && traits.has(Traits::NOMINATIVE);
        fits
    }) && seen
}

/// Whether its noun is in the plural: `компактные лампы`.
fn is_plural(meaning: &str, lexis: &Lexis) -> bool {
    let folded = fold(meaning);
    let mut words = folded.split(|c: char| !(c.is_alphabetic() || c == '-')).filter(|word| !word.is_empty());
    let noun = words.find(|word| lexis.traits(word).has(Traits::NOUN.and(Traits::NOMINATIVE)));
    noun.is_some_and(|noun| lexis.traits(noun).has(Traits::PLURAL) && !lexis.traits(noun).has(Traits::SINGULAR))
}

fn quoted(meaning: &str) -> String {
    format!("«{}»", meaning.replace(['«', '»'], "\""))
}

/// Whether the one gives the other away: a long word of both begins alike.
fn shares_a_stem(term: &str, meaning: &str) -> bool {
    let stems = |text: &str| -> Vec<String> {
        fold(text)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() >= 5)
            .map(|word| word.chars().take(5).collect())
            .collect()
    };
    let (term, meaning) = (stems(term), stems(meaning));
    term.iter().any(|stem| meaning.contains(stem))
}
