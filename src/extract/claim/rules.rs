//! The patterns of claims, by explicit cues alone.

use super::ClaimKind::{self, Attribution, Evaluation, Hedge};
use super::cues;
use crate::extract::words::{Gated, Match, Words};
use crate::lexicon::ru::begin::{Begins, after_stem};
use crate::lexicon::ru::form;

/// The kind and how many tokens of the match are the cue itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    pub kind: ClaimKind,
    pub tokens: usize,
}

/// In this order at each token; the first that answers wins.
pub const RULES: &[Gated<Cue>] = &[
    Gated { name: "source", opens: |word, _| begins(word, cues::SOURCES), capital: false, rule: source },
    Gated { name: "as_somebody_said", opens: |word, _| word == "как", capital: false, rule: as_somebody_said },
    Gated { name: "said_that", opens: |word, _| is_saying(word), capital: false, rule: said_that },
    Gated { name: "doubt", opens: |word, _| begins(word, cues::DOUBTS), capital: false, rule: doubt },
    Gated {
        name: "parenthetic_doubt",
        opens: |word, _| cues::PARENTHETIC.contains(&word),
        capital: false,
        rule: parenthetic_doubt,
    },
    Gated { name: "judgement", opens: |word, _| begins(word, cues::JUDGEMENTS), capital: false, rule: judgement },
    Gated {
        name: "judging_adjective",
        opens: |word, _| JUDGING.may_be_of(word) && is_adjective(word, cues::JUDGING),
        capital: false,
        rule: judging_adjective,
    },
    Gated { name: "judging_pair", opens: |word, _| is_of_pair(word), capital: false, rule: judging_pair },
];

/// Whether one of the phrases begins with the word.
fn begins(word: &str, phrases: &[&[&str]]) -> bool {
    phrases.iter().any(|phrase| phrase.first() == Some(&word))
}

fn is_of_pair(word: &str) -> bool {
    PAIRED.may_be_of(word) && cues::PAIRS.iter().any(|(adjectives, _)| is_adjective(word, adjectives))
}

/// How the cues begin: each distinct word of a text is asked of all of them.
const SAYING: Begins = Begins::of(cues::SAYING);
const JUDGING: Begins = Begins::of(cues::JUDGING);
const PAIRED: Begins = {
    let (mut all, mut at) = (Begins::of(&[]), 0);
    while at < cues::PAIRS.len() {
        all = all.and(&Begins::of(cues::PAIRS[at].0));
        at += 1;
    }
    all
};

/// A source is named in so many tokens at most.
const SOURCE_MAX: usize = 8;

fn all(kind: ClaimKind, at: usize, end: usize) -> Option<Match<Cue>> {
    Some(Match { end, value: Cue { kind, tokens: end - at } })
}

/// The length of the phrase that stands here.
fn phrase(words: &Words, at: usize, phrases: &[&[&str]]) -> Option<usize> {
    if !words.is_word(at) {
        return None;
    }
    let first = words.get(at);
    phrases.iter().find(|phrase| phrase[0] == first && words.starts(at, phrase)).map(|phrase| phrase.len())
}

/// Whether the token can be of a source's name: a word, a figure, the full stop of an initial.
fn is_named(words: &Words, index: usize) -> bool {
    let initial = || words.is_mark(index, '.') && words.written(index - 1).chars().count() == 1;
    words.is_word(index) || words.is_digits(index) || index > 0 && initial()
}

/// `по данным переписи`, `по мнению историков`: up to the comma or the verb.
fn source(words: &Words, at: usize) -> Option<Match<Cue>> {
    let tokens = phrase(words, at, cues::SOURCES)?;
    let from = at + tokens;
    // `по данным вопросам`: these, no data.
    let next = words.word(from);
    if words.starts(at, &["по", "данным"]) && (next.ends_with("ам") || next.ends_with("ям")) {
        return None;
    }
    let end = (from..from + SOURCE_MAX)
        .find(|&index| !is_named(words, index) || words.is_finite(index))
        .unwrap_or(from + SOURCE_MAX);
    Some(Match { end, value: Cue { kind: Attribution, tokens } })
}

fn is_saying(word: &str) -> bool {
    SAYING.may_be_of(word)
        && cues::SAYING
            .iter()
            .any(|stem| after_stem(word, stem).is_some_and(|ending| cues::SAYING_ENDINGS.contains(&ending)))
}

/// `как отмечал министр`: with who said it, up to the comma.
fn as_somebody_said(words: &Words, at: usize) -> Option<Match<Cue>> {
    if words.word(at) != "как" || !is_saying(words.word(at + 1)) {
        return None;
    }
    let from = at + 2;
    let end = (from..from + SOURCE_MAX).find(|&index| !is_named(words, index)).unwrap_or(from + SOURCE_MAX);
    Some(Match { end, value: Cue { kind: Attribution, tokens: 2 } })
}

/// `утверждает, что`.
fn said_that(words: &Words, at: usize) -> Option<Match<Cue>> {
    (is_saying(words.word(at)) && words.is_mark(at + 1, ',') && words.word(at + 2) == "что")
        .then(|| all(Attribution, at, at + 1))?
}

fn doubt(words: &Words, at: usize) -> Option<Match<Cue>> {
    let tokens = phrase(words, at, cues::DOUBTS)?;
    // `может быть` is a doubt, `не может быть` and `может быть построен` are none.
    if words.starts(at, &["может", "быть"]) {
        let denied = at > 0 && words.word(at - 1) == "не";
        let commas = words.is_mark(at + 2, ',') && (at == 0 || words.kind(at - 1) == words.kind(at + 2));
        if denied || !commas {
            return None;
        }
    }
    all(Hedge, at, at + tokens)
}

fn parenthetic_doubt(words: &Words, at: usize) -> Option<Match<Cue>> {
    let set_off = words.is_mark(at + 1, ',') && (at == 0 || words.is_mark(at - 1, ','));
    (set_off && cues::PARENTHETIC.contains(&words.word(at))).then(|| all(Hedge, at, at + 1))?
}

fn judgement(words: &Words, at: usize) -> Option<Match<Cue>> {
    all(Evaluation, at, at + phrase(words, at, cues::JUDGEMENTS)?)
}

/// An adjective of the list in any case, no name: `Великая` in the midst of a sentence is one.
fn is_judging(words: &Words, at: usize, stems: &[&str]) -> bool {
    !(words.is_capital(at) && at > 0) && is_adjective(words.word(at), stems)
}

/// Whether the word is an adjective of one of the stems.
fn is_adjective(word: &str, stems: &[&str]) -> bool {
    const ENDINGS: &[&str] = &[
        "ый",
        "ий",
        "ой",
        "ая",
        "яя",
        "ое",
        "ее",
        "ые",
        "ие",
        "ого",
        "его",
        "ому",
        "ему",
        "ым",
        "им",
        "ом",
        "ем",
        "ей",
        "ую",
        "юю",
        "ых",
        "их",
        "ыми",
        "ими",
        "ийся",
        "аяся",
        "ееся",
        "иеся",
        "егося",
        "ихся",
        "имся",
        "уюся",
        "емуся",
    ];
    stems.iter().any(|stem| after_stem(word, stem).is_some_and(|ending| ENDINGS.contains(&ending)))
}

/// `мудрая политика`, `беззаветный труд`.
fn judging_adjective(words: &Words, at: usize) -> Option<Match<Cue>> {
    // With a noun behind it: `прекрасный` alone at the end of a clause is one too, but says less of what.
    (is_judging(words, at, cues::JUDGING) && words.is_word(at + 1)).then(|| all(Evaluation, at, at + 2))?
}

/// `огромный вклад`, `яркое проявление`, also with adjectives between: `огромной идеологической работы`.
fn judging_pair(words: &Words, at: usize) -> Option<Match<Cue>> {
    const BETWEEN_MAX: usize = 4;
    for (adjectives, nouns) in cues::PAIRS {
        if !is_judging(words, at, adjectives) {
            continue;
        }
        for index in at + 1..=at + 1 + BETWEEN_MAX {
            let word = words.word(index);
            if nouns.iter().any(|noun| word.starts_with(noun) && word.len() <= noun.len() + 6) {
                return all(Evaluation, at, index + 1);
            }
            if word != "и" && form::adjective_stem(word).is_none() {
                break;
            }
        }
    }
    None
}
