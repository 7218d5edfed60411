//! Noun phrases and prepositional phrases, found by the endings of their words.

use super::scene::{Role, Scene};
use crate::lexicon::ru::traits::Traits;

/// No phrase is longer, in tokens: what is longer cannot be asked about.
const LONGEST: usize = 12;

/// The tokens `from..to` with the noun that rules them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub from: usize,
    pub to: usize,
    pub head: usize,
}

/// What is counted after a number: its adjectives, the noun, and the genitives that complete it.
pub fn counted(scene: &Scene, at: usize) -> Option<Phrase> {
    let words = &scene.words;
    let mut head = None;
    let at = past_abbreviated(scene, at);
    // `на 8 % выше, чем`
    if matches!(words.word(at), "выше" | "ниже" | "больше" | "меньше" | "более" | "менее")
    {
        return None;
    }
    let mut next = at;
    while next < at + LONGEST && scene.is_nominal(next) {
        head = Some(next);
        let attribute = words.is_attribute(next) || is_attribute_of_next(scene, next);
        if !attribute || words.is_capital(next) {
            break;
        }
        next += 1;
        // `партийных, советских и хозяйственных работников`
        let joined = words.is_mark(next, ',') || words.word(next) == "и";
        if joined && scene.is_nominal(next + 1) && words.is_attribute(next + 1) {
            next += 1;
        }
    }
    let head = head?;
    Some(Phrase { from: at, to: completed(scene, head, head + LONGEST), head })
}

/// `чел. рабочих`, `шт. кирпича`, `ж.-д. рабочих`: past what is abbreviated before a noun in the genitive.
fn past_abbreviated(scene: &Scene, at: usize) -> usize {
    const PARTS: usize = 4;
    let words = &scene.words;
    let mut next = at;
    for _ in 0..PARTS {
        let short =
            matches!(words.word(next), "чел" | "шт" | "экз") || words.get(next).len() == 2 && words.is_word(next);
        if !short || words.is_capital(next) || !words.is_mark(next + 1, '.') || words.space_before(next + 1) {
            break;
        }
        next += 2 + usize::from(words.is_dash(next + 2) && !words.space_before(next + 2));
    }
    let noun = words.traits(next).has(Traits::GENITIVE) && !words.is_capital(next) && words.word(next).len() > 4;
    if next > at && noun && scene.is_nominal(next) { next } else { at }
}

/// The first noun phrase of `from..to` that stands in the nominative by itself: what a clause is about, as far as its
/// cases tell. Prepositional phrases, numbers with what they count, and genitives of other nouns are passed over.
pub fn nominative(scene: &Scene, from: usize, to: usize) -> Option<Phrase> {
    let words = &scene.words;
    independent(scene, from, to, |found| {
        let traits = words.traits(found.head);
        let is_nominative = |index: usize| words.traits(index).has(Traits::NOMINATIVE);
        let agrees = (found.from..found.head).all(|index| !words.is_attribute(index) || is_nominative(index));
        traits.has(Traits::NOUN.and(Traits::NOMINATIVE)) && agrees && !traits.has(Traits::GUESSED)
    })
}

/// The first accepted noun phrase of `from..to` that no preposition and no number governs.
pub fn independent(scene: &Scene, from: usize, to: usize, accept: impl Fn(&Phrase) -> bool) -> Option<Phrase> {
    let words = &scene.words;
    let mut at = from;
    while at < to {
        if scene.role(at) == Role::Number {
            while at < to && scene.role(at) == Role::Number {
                at += 1;
            }
            at = counted(scene, at).map_or(at, |noun| noun.to.max(at));
            continue;
        }
        if words.is_preposition(at) {
            at = prepositional(scene, at, to).map_or(at + 1, |found| found.to.max(at + 1));
            continue;
        }
        let Some(found) = noun_phrase(scene, at, to) else {
            at += 1;
            continue;
        };
        if accept(&found) {
            return Some(found);
        }
        at = found.to.max(at + 1);
    }
    None
}

/// The noun phrase that begins at the token: adjectives, the noun, what completes it.
pub fn noun_phrase(scene: &Scene, at: usize, limit: usize) -> Option<Phrase> {
    let words = &scene.words;
    let mut head = at;
    let attribute = |at: usize| words.is_attribute(at) || is_attribute_of_next(scene, at);
    while head < limit && scene.is_nominal(head) && attribute(head) && !words.is_capital(head + 1) {
        head += 1;
        let joined = words.is_mark(head, ',') || words.word(head) == "и";
        if joined && scene.is_nominal(head + 1) && words.is_attribute(head + 1) {
            head += 1;
        }
    }
    (head < limit && scene.is_nominal(head)).then(|| Phrase { from: at, to: completed(scene, head, limit), head })
}

/// `Посевная площадь`: a word that is a noun too, before a noun with which it agrees, as no complement would.
fn is_attribute_of_next(scene: &Scene, at: usize) -> bool {
    let (word, next) = (scene.words.traits(at), scene.words.traits(at + 1));
    word.has(Traits::MAY_BE_ATTRIBUTE.and(Traits::NOMINATIVE)) && next.has(Traits::NOUN.and(Traits::NOMINATIVE))
}

/// The token after the genitives that complete the noun at `head`.
pub fn completed(scene: &Scene, head: usize, limit: usize) -> usize {
    let words = &scene.words;
    let mut end = past_glued(scene, head + 1);
    // Lists of nouns go on with their like alone: `учителей и врачей`, not `учителей и ордена`.
    let plural = words.is_genitive_plural(head);
    while end < limit {
        let word = words.word(end);
        if scene.is_nominal(end) && (words.is_genitive(end) || is_upper(scene, end)) && !is_adverb(word) {
            end = past_glued(scene, end + 1);
            continue;
        }
        // `число официально признанных безработных`
        let adverb = word.len() > 6
            && word.ends_with(['о', 'и'])
            && words.is_word(end)
            && !words.traits(end).any(Traits::NOUN.and(Traits::ATTRIBUTE).and(Traits::PREPOSITION))
            && !scene.is_finite(end);
        if adverb && scene.is_nominal(end + 1) && words.is_attribute(end + 1) && words.is_genitive(end + 1) {
            end = past_glued(scene, end + 2);
            continue;
        }
        // `рост пром. производства`
        let clipped = words.is_mark(end, '.') && !words.space_before(end) && words.word(end - 1).chars().count() <= 5;
        let lower = !words.is_capital(end + 1) && words.word(end + 1).chars().count() > 3;
        if clipped && end > head + 1 && lower && scene.is_nominal(end + 1) && words.is_genitive(end + 1) {
            end = past_glued(scene, end + 2);
            continue;
        }
        if matches!(words.get(end), "и" | "или") && is_like(scene, end + 1, limit, plural) {
            end = past_glued(scene, end + 2);
            continue;
        }
        if words.is_mark(end, ',') && plural && is_listed(scene, end + 1) {
            end += 2;
            continue;
        }
        // `секретарей уездных, городских и районных комитетов`
        let attribute = |at: usize| scene.is_nominal(at) && words.is_attribute(at);
        if attribute(end - 1)
            && (words.is_mark(end, ',') || words.word(end) == "и")
            && attribute(end + 1)
            && end - 1 > head
        {
            end += 2;
            continue;
        }
        // `принятых кандидатами`
        if words.is_participle(end - 1) && scene.is_nominal(end) && words.is_instrumental(end) {
            end += 1;
            continue;
        }
        // `кандидатов в члены партии`
        if words.word(end) == "в" && words.word(end + 1) == "члены" {
            end += 2;
            continue;
        }
        break;
    }
    end
}

/// `ВКП(б)`, `КП(б)У`: what stands in the word without a space.
fn past_glued(scene: &Scene, at: usize) -> usize {
    let words = &scene.words;
    let mut end = at;
    if words.is_mark(end, '(') && !words.space_before(end) && words.is_mark(end + 2, ')') {
        end += 3;
        if words.is_word(end) && !words.space_before(end) {
            end += 1;
        }
    }
    end
}

/// Capitals throughout: an abbreviation, which has no endings.
fn is_upper(scene: &Scene, index: usize) -> bool {
    let written = scene.words.written(index);
    written.chars().count() > 1 && written.chars().all(char::is_uppercase)
}

fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "назад"
            | "против"
            | "ежегодно"
            | "больше"
            | "всего"
            | "вместе"
            | "сразу"
            | "снова"
            | "лишь"
            | "вновь"
            | "тоже"
            | "раза"
            | "сначала"
            | "иногда"
            | "всегда"
    )
}

/// The noun after `и`: in the genitive plural as the first, and with no number of its own after it.
fn is_like(scene: &Scene, at: usize, limit: usize, plural: bool) -> bool {
    // `5 школ и театр получил`: what a verb in the singular follows is its subject.
    let verb = scene.words.word(at + 1);
    let subject = scene.is_finite(at + 1) && verb.ends_with('л');
    scene.is_nominal(at)
        && !subject
        && scene.words.is_genitive(at)
        && (scene.words.is_genitive_plural(at) || !plural)
        && !(at + 1..(at + 4).min(limit)).any(|index| scene.is_dash(index))
}

/// One more noun of a list: `работников, учителей, специалистов`, no participle, nothing with a number of its own.
fn is_listed(scene: &Scene, at: usize) -> bool {
    let word = scene.words.word(at);
    let animate = ["ов", "ев", "ей"].iter().any(|ending| word.ends_with(ending));
    scene.is_nominal(at) && animate && !scene.words.is_participle(at) && !scene.words.is_attribute(at) && word.len() > 6
}

/// A preposition with its nouns: `на руководящей работе`, `среди населения`.
pub fn prepositional(scene: &Scene, at: usize, limit: usize) -> Option<Phrase> {
    let words = &scene.words;
    if !words.is_preposition(at) || scene.role(at) != Role::Plain {
        return None;
    }
    let mut head = at + 1;
    while head < limit && scene.is_nominal(head) && words.is_attribute(head) {
        head += 1;
        if (words.is_mark(head, ',') || words.word(head) == "и")
            && scene.is_nominal(head + 1)
            && words.is_attribute(head + 1)
        {
            head += 1;
        }
    }
    if head >= limit || !scene.is_nominal(head) {
        head = head.checked_sub(1).filter(|&last| last > at && scene.is_nominal(last))?;
    }
    let mut to = completed(scene, head, limit);
    // A name in capitals right before a verb or a time is the one who acts.
    if to > head + 1 && is_upper(scene, to - 1) && (scene.role(to) == Role::Time || scene.is_finite(to)) {
        to -= 1;
    }
    // `за доблесть и отвагу`
    if words.word(to) == "и"
        && scene.is_nominal(to + 1)
        && to + 1 < limit
        && same_ending(words.word(head), words.word(to + 1))
    {
        to += 2;
    }
    Some(Phrase { from: at, to: to.min(limit), head })
}

fn same_ending(one: &str, other: &str) -> bool {
    match (one.chars().next_back(), other.chars().next_back()) {
        (Some('ь'), Some('у' | 'ю' | 'ь')) | (Some('у' | 'ю'), Some('ь')) => true,
        (one, other) => one == other,
    }
}
