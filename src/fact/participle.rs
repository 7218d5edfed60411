//! `школа, открытая 1 декабря`, `состоявшийся в марте пленум`: a happening told by a participle of the noun it happened to.

use super::clause::{Clause, Seam, Segment, is_predicate};
use super::event::{Dated, text_of};
use super::phrase;
use super::scene::{Role, Scene};
use super::telling::Telling;
use crate::lexicon::ru::form;
use crate::lexicon::ru::morphology::{Case, Gender, Number, PartOfSpeech, Tag};
use crate::lexicon::ru::traits::Traits;

/// So far before its date a participle stands at most, in tokens.
const REACH: usize = 7;

/// A noun with what belongs to it.
pub struct Noun {
    pub from: usize,
    pub to: usize,
    pub nominative: String,
}

/// The happening that a participle with a time tells.
pub fn telling(scene: &Scene, segment: &Segment, date: Dated) -> Option<Telling> {
    let from = segment.from.max(date.from.saturating_sub(REACH));
    let free = |at: &usize| matches!(scene.role(*at), Role::Plain | Role::Place) && !is_predicate(scene, *at);
    let tags = |at: usize| tags(scene, at);
    let participle = (from..date.from).rev().take_while(free).find(|&at| !tags(at).is_empty())?;
    let follows = is_attached(scene, segment) && participle < segment.from + 2;
    let tags = tags(participle);
    let alike = |tag: &Tag| tags.iter().any(|own| own.case == tag.case && agrees(own, tag));
    let (noun, rest): (Noun, Vec<usize>) = if follows {
        let noun = noun_before(scene, segment.from - 1, alike)?;
        let rest = (segment.from..segment.to).filter(|at| *at != participle && !(date.from..date.to).contains(at));
        let rest: Vec<usize> = rest.collect();
        // `построенный в 1808 году и называвшийся …` would tell two things.
        if rest.iter().any(|&at| !self::tags(scene, at).is_empty()) {
            return None;
        }
        (noun, rest)
    } else {
        let noun = noun_after(scene, date.to, segment.to, alike)?;
        (noun, (participle + 1..date.from).collect())
    };
    let (number, gender) = number_and_gender(scene, &noun.nominative, &tags)?;
    let predicate = predicate(scene, participle, tags.first()?.passive, number, gender)?;
    let said = [noun.nominative.as_str(), &predicate, &text_of(scene, &rest)].join(" ");
    if said.split_whitespace().count() > 30 {
        return None;
    }
    let pieces = match follows {
        true => vec![(noun.from, segment.to)],
        false => vec![(participle, noun.to)],
    };
    Some(Telling::said(Clause { pieces }, date, said))
}

/// Whether the segment qualifies the noun before its comma.
pub fn is_attached(scene: &Scene, segment: &Segment) -> bool {
    let participle = |at: usize| !tags(scene, at).is_empty();
    segment.seam == Seam::Comma && !segment.finite && (segment.from..segment.to.min(segment.from + 2)).any(participle)
}

/// The readings of a word as a participle.
fn tags(scene: &Scene, at: usize) -> Vec<Tag> {
    let words = &scene.words;
    // What was guessed of words that end alike may be too coarse for one of them.
    let may_be = words.traits(at).any(Traits::GUESSED.and(Traits::MAY_BE_PARTICIPLE));
    if !words.is_attribute(at) || !may_be {
        return Vec::new();
    }
    let readings = words.morphology.analyses(words.word(at)).into_iter().map(|reading| reading.tag);
    readings.filter(|tag| tag.part_of_speech == PartOfSpeech::Participle).collect()
}

fn agrees(participle: &Tag, noun: &Tag) -> bool {
    let plural = participle.number == Some(Number::Plural);
    participle.number == noun.number && (plural || participle.gender == noun.gender)
}

/// The nearest noun before the comma that the words after it can be said of.
pub fn noun_before(scene: &Scene, comma: usize, fits: impl Fn(&Tag) -> bool) -> Option<Noun> {
    let words = &scene.words;
    let mut at = comma;
    while at > 0 && comma - at < REACH {
        at -= 1;
        let inside = scene.is_nominal(at) || words.is_preposition(at) || !words.is_word(at);
        if !inside
            || matches!(words.get(at), "," | ";" | ":" | "—" | "»" | "”")
            || scene.is_finite(at) && at + 1 == comma
        {
            return None;
        }
        let upper = words.written(at).chars().all(char::is_uppercase);
        if scene.is_nominal(at) && !upper && !words.is_attribute(at) && is_noun(scene, at, &fits) {
            let mut from = at;
            while from > 0 && (words.is_attribute(from - 1) || form::is_roman(words.written(from - 1))) {
                from -= 1;
            }
            return nominative(scene, from, comma);
        }
    }
    None
}

/// The noun phrase that begins at the token, where its noun fits.
fn noun_after(scene: &Scene, at: usize, limit: usize, fits: impl Fn(&Tag) -> bool) -> Option<Noun> {
    let words = &scene.words;
    let begin = at + usize::from(form::is_roman(words.written(at)));
    let noun = phrase::noun_phrase(scene, begin, limit).filter(|noun| is_noun(scene, noun.head, &fits))?;
    nominative(scene, at, noun.to)
}

fn is_noun(scene: &Scene, at: usize, fits: impl Fn(&Tag) -> bool) -> bool {
    let word = scene.words.word(at);
    // A letter is a noun in every case.
    let readings = if word.len() > 4 { scene.words.morphology.analyses(word) } else { Vec::new() };
    readings.iter().any(|reading| reading.tag.is_noun() && !reading.tag.rare && fits(&reading.tag))
}

fn nominative(scene: &Scene, from: usize, to: usize) -> Option<Noun> {
    let words = &scene.words;
    let roman = form::is_roman(words.written(from));
    let written = scene.text(from + usize::from(roman), to);
    let phrase: Vec<&str> = written.split_whitespace().collect();
    let nominative = words.morphology.nominative(&phrase)?;
    let nominative = if roman { format!("{} {nominative}", words.written(from)) } else { nominative };
    Some(Noun { from, to, nominative })
}

/// In what number and gender the noun came out, where the participle can stand in them too.
fn number_and_gender(scene: &Scene, nominative: &str, tags: &[Tag]) -> Option<(Number, Option<Gender>)> {
    let morphology = scene.words.morphology;
    nominative.split_whitespace().find_map(|word| {
        let readings = morphology.analyses(&crate::lexicon::fold(word));
        let first = readings.first()?.tag;
        let noun =
            first.is_noun().then(|| readings.iter().find(|reading| reading.tag.case == Some(Case::Nominative)))??;
        let number = noun.tag.number?;
        tags.iter().any(|own| agrees(own, &noun.tag)).then_some((number, noun.tag.gender))
    })
}

/// The verb that says the same as the participle: `открытую` → `открыта`, `состоявшийся` → `состоялся`.
fn predicate(scene: &Scene, at: usize, passive: bool, number: Number, gender: Option<Gender>) -> Option<String> {
    let word = scene.words.word(at);
    let bare = word.strip_suffix("ся");
    let stem = form::adjective_stem(bare.unwrap_or(word))?;
    let ending = match (number, gender?) {
        (Number::Plural, _) => 'и',
        (_, Gender::Feminine) => 'а',
        (_, Gender::Neuter) => 'о',
        _ => '\0',
    };
    let mut verb = if passive {
        stem.strip_suffix("нн")
            .map(|stem| format!("{stem}н"))
            .or_else(|| stem.ends_with('т').then(|| stem.to_owned()))?
    } else {
        match stem.strip_suffix("вш") {
            Some(stem) => format!("{stem}л"),
            None => {
                let stem = stem.strip_suffix('ш').filter(|stem| !stem.ends_with('д'))?;
                if ending == '\0' { stem.to_owned() } else { format!("{stem}л") }
            }
        }
    };
    match (passive, ending) {
        (_, '\0') => {}
        (true, 'и') => verb.push('ы'),
        _ => verb.push(ending),
    }
    if bare.is_some() {
        verb.push_str(if ending == '\0' { "ся" } else { "сь" });
    }
    let known = scene.words.morphology.recognized(&verb);
    let finite = |tag: Tag| matches!(tag.part_of_speech, PartOfSpeech::Verb | PartOfSpeech::ShortParticiple);
    known.iter().any(|reading| !reading.guessed && finite(reading.tag)).then_some(verb)
}
