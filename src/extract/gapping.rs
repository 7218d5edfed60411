//! Clauses that leave out what they share with the one before: `Школам дали 5 млн, больницам — 8 млн`. What is left of the second one
//! stands in the form that its counterpart has in the first, by which the two are known to say the same of two things.

use std::ops::Range;

use super::Words;
use crate::lexicon::ru::traits::Traits;
use crate::lexicon::ru::when;

/// So many tokens at most are left of a clause.
const LEFT: usize = 9;

/// Whether what is left of a clause (`rest`, up to its figure or dash) has its counterpart in the clause before, up to its figure: after the
/// same preposition, or in the same case. Times are no counterparts of each other here, as they make no groups.
pub fn is_parallel(words: &Words, rest: Range<usize>, clause: Range<usize>) -> bool {
    let from = rest.clone().find(|&at| !words.is_particle(at)).unwrap_or(rest.end);
    let rest = from..rest.end;
    let is_plain = |at: usize| {
        let ordinal =
            words.is_digits(at) && words.is_dash(at + 1) || at > 0 && words.is_dash(at) && words.is_digits(at - 1);
        (words.is_word(at) || ordinal || matches!(words.get(at), "«" | "»")) && !words.is_finite(at)
    };
    if rest.is_empty() || rest.len() > LEFT || !rest.clone().all(is_plain) || is_time(words, rest.clone()) {
        return false;
    }
    if words.is_preposition(rest.start) {
        let told = after_preposition(words, rest.clone());
        return clause.clone().any(|at| {
            same_preposition(words.word(at), words.word(rest.start))
                && !is_time(words, at..(at + 3).min(clause.end))
                && after_preposition(words, at..clause.end) != told
        });
    }
    let Some(head) = rest.clone().find(|&at| is_nominal(words, at)) else { return false };
    let traits = words.traits(head);
    let mut counterparts = clause.clone().filter(|&at| is_free(words, at) && words.word(at) != words.word(head));
    if traits.has(Traits::NOMINATIVE) {
        return counterparts.any(|at| words.traits(at).has(Traits::NOMINATIVE) && !when::is_adverb(words.word(at)));
    }
    if traits.any(Traits::DATIVE.and(Traits::INSTRUMENTAL)) && !traits.has(Traits::GENITIVE) {
        let case = if traits.has(Traits::DATIVE) { Traits::DATIVE } else { Traits::INSTRUMENTAL };
        return counterparts.any(|at| words.traits(at).has(case) && !words.traits(at).has(Traits::NOMINATIVE));
    }
    let genitive = |at: usize| words.is_genitive(at) && !words.traits(at).has(Traits::NOMINATIVE);
    let Some(other) = counterparts.find(|&at| genitive(at)).filter(|_| traits.has(Traits::GENITIVE)) else {
        return false;
    };
    // `276 комиссий, а депутатов — 1569`: in the genitive plural a noun may be what is counted itself.
    let hangs = (clause.start..other).any(|at| is_free(words, at) && words.traits(at).has(Traits::NOUN));
    let kin = words.traits(head).has(Traits::ANIMATE) && words.traits(other).has(Traits::ANIMATE);
    // `сельских школ 40, городских — 12`
    let attributes = words.is_attribute(head)
        && head + 1 == rest.end
        && words.is_attribute(other)
        && words.traits(other + 1).has(Traits::NOUN)
        && other + 1 < clause.end;
    hangs || attributes || kin
}

const NOMINAL: Traits = Traits::NOUN.and(Traits::ATTRIBUTE);

/// A noun or an attribute; what a letter names is none here.
fn is_nominal(words: &Words, at: usize) -> bool {
    let function = Traits::PREPOSITION.and(Traits::PARTICLE).and(Traits::PRONOUN);
    words.traits(at).any(NOMINAL) && !words.traits(at).any(function) && words.word(at).chars().count() > 1
}

/// A noun or an attribute that no preposition leads.
fn is_free(words: &Words, at: usize) -> bool {
    let led = |at: usize| at > 0 && words.is_preposition(at - 1);
    let before = at > 0 && words.is_attribute(at - 1) && led(at - 1);
    is_nominal(words, at) && !led(at) && !before
}

/// The first word of what a preposition leads.
fn after_preposition<'a>(words: &Words<'a>, phrase: Range<usize>) -> &'a str {
    (phrase.start + 1..phrase.end).find(|&at| words.is_word(at) || words.is_digits(at)).map_or("", |at| words.get(at))
}

fn same_preposition(one: &str, other: &str) -> bool {
    fn plain(word: &str) -> &str {
        match word {
            "во" => "в",
            "со" => "с",
            "ко" => "к",
            "об" => "о",
            "изо" => "из",
            _ => word,
        }
    }
    plain(one) == plain(other)
}

/// Whether words tell a time: a year in digits, a month, `за год`, `летом`.
pub fn is_time(words: &Words, mut range: Range<usize>) -> bool {
    range.any(|at| {
        let year = words.digits(at).len() == 4;
        year || when::is_adverb(words.word(at)) || when::is_time_noun(words.word(at))
    })
}
