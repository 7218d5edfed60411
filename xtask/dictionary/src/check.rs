//! Whether the dictionary says of every word what the package says of it, and how good its guesses are.

use crate::encode::{Source, encode};
use crate::failure::{Failure, Result, While};
use crate::opencorpora::OpenCorpora;
use konspekt::lexicon::fold;
use konspekt::lexicon::ru::morphology::paradigms::PREFIXES;
use konspekt::lexicon::ru::morphology::{Case, Morphology, Number, PartOfSpeech, Tag};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Read;
use std::time::{Duration, Instant};

/// Compares the readings of every form of the package with those of the dictionary.
pub fn every_form(source: &OpenCorpora, dictionary: &Morphology) -> Result {
    type Readings = BTreeSet<(String, Tag)>;
    let mut spelt_with_yo: BTreeMap<String, Readings> = BTreeMap::new();
    for (word, lemma, tag) in source.words.iter().filter(|(word, ..)| word.contains('ё')) {
        spelt_with_yo.entry(fold(word)).or_default().insert((lemma.clone(), *tag));
    }
    let (mut words, mut differing) = (0, Vec::new());
    let mut compare = |word: &str, expected: &Readings| {
        let known = dictionary.analyses(word).into_iter().filter(|analysis| !analysis.guessed);
        let found: Readings = known.map(|analysis| (dictionary.lemma(&analysis), analysis.tag)).collect();
        words += 1;
        if found != *expected {
            differing.push(format!("{word}: {expected:?}, but the dictionary says {found:?}"));
        }
    };
    for same in source.words.chunk_by(|(a, ..), (b, ..)| a == b).filter(|same| !same[0].0.contains('ё')) {
        let mut expected: Readings = same.iter().map(|(_, lemma, tag)| (lemma.clone(), *tag)).collect();
        expected.extend(spelt_with_yo.remove(&same[0].0).unwrap_or_default());
        compare(&same[0].0, &expected);
    }
    for (word, expected) in &spelt_with_yo {
        compare(word, expected);
    }
    println!(
        "{words} words with {} readings, {} of them otherwise than in the package",
        source.words.len(),
        differing.len()
    );
    match differing.first() {
        None => Ok(()),
        Some(first) => Err(Failure::new(format!("the dictionary differs from the package, first at {first}"))),
    }
}

/// Random numbers that are the same at every run (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % end as u64) as usize
    }

    /// `count` lexemes, each once.
    pub fn lexemes(&mut self, source: &OpenCorpora, count: usize) -> BTreeSet<(String, u16)> {
        let all: Vec<(&String, u16)> = source
            .lexemes
            .iter()
            .flat_map(|(stem, paradigms)| paradigms.iter().map(move |paradigm| (stem, *paradigm)))
            .collect();
        let mut chosen = BTreeSet::new();
        while chosen.len() < count.min(all.len()) {
            let (stem, paradigm) = all[self.below(all.len())];
            chosen.insert((stem.clone(), paradigm));
        }
        chosen
    }
}

/// The forms of a lexeme with their tags.
pub fn forms<'a>(source: &'a OpenCorpora, stem: &'a str, paradigm: u16) -> impl Iterator<Item = (String, Tag)> + 'a {
    let forms = source.paradigms[usize::from(paradigm)].iter();
    forms.map(move |form| (format!("{}{stem}{}", PREFIXES[usize::from(form.prefix)], form.suffix), form.tag))
}

/// How long reading the dictionary takes, and looking words up: known ones, words of the corpus among them, and unknown.
pub fn speed(source: &OpenCorpora, dictionary: &Morphology, packed: &[u8]) -> Result {
    let mut least = Duration::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).during("unpacking the dictionary")?;
        Morphology::read(bytes).during("reading the dictionary")?;
        least = least.min(start.elapsed());
    }
    println!("unpacked and read in {:.1} ms", least.as_secs_f64() * 1e3);
    let mut chance = Chance(1941);
    let any = (0..20_000).map(|_| fold(&source.words[chance.below(source.words.len())].0)).collect();
    let corpus: Vec<String> = source.probabilities.keys().cloned().collect();
    let of_corpus = (0..20_000).map(|_| corpus[chance.below(corpus.len())].clone()).collect();
    let unknown = (0..20_000).map(|_| format!("крж{}", corpus[chance.below(corpus.len())])).collect();
    for (what, words) in [("known", any), ("ambiguous of the corpus", of_corpus), ("unknown", unknown)] {
        let words: Vec<String> = words;
        let mut readings = 0;
        let times = (0..5).map(|_| {
            let start = Instant::now();
            readings = words.iter().map(|word| dictionary.analyses(word).len()).sum();
            start.elapsed()
        });
        // The least of five: the machine may be doing other things too.
        let each = times.min().unwrap_or_default().as_secs_f64() * 1e6 / words.len() as f64;
        println!("{what} words: {each:.2} µs each, {:.1} readings", readings as f64 / words.len() as f64);
    }
    let start = Instant::now();
    let found = dictionary.analyses(&"не-".repeat(33_000)).len();
    println!("a word of 99 000 letters: {:.0} µs, {found} readings", start.elapsed().as_secs_f64() * 1e6);
    Ok(())
}

/// Takes lexemes out of the dictionary and asks for their forms.
pub fn guesses(source: &OpenCorpora, weights: &BTreeMap<Tag, u8>, lexemes: usize) -> Result {
    let held_out = Chance(1944).lexemes(source, lexemes);
    let mut rest = source.lexemes.clone();
    for (stem, paradigm) in &held_out {
        if let Some(paradigms) = rest.get_mut(stem) {
            paradigms.remove(paradigm);
            if paradigms.is_empty() {
                rest.remove(stem);
            }
        }
    }
    let bytes =
        encode(&Source { paradigms: &source.paradigms, lexemes: &rest, weights, exceptions: &BTreeMap::new() })?;
    let dictionary = Morphology::read(bytes).during("reading a dictionary without some words")?;
    // A form that another lexeme has too is still known and no guess.
    let lemmas: BTreeSet<String> =
        held_out.iter().filter_map(|(stem, paradigm)| Some(forms(source, stem, *paradigm).next()?.0)).collect();
    let still_known = source.words.iter().filter(|(_, lemma, _)| !lemmas.contains(lemma)).map(|(word, ..)| fold(word));
    let still_known: HashSet<String> = still_known.collect();
    score("held out", &dictionary, source, &held_out, &still_known);
    score("no dictionary", &Morphology::without_dictionary(), source, &held_out, &HashSet::new());
    Ok(())
}

fn score(
    what: &str,
    dictionary: &Morphology,
    source: &OpenCorpora,
    held_out: &BTreeSet<(String, u16)>,
    still_known: &HashSet<String>,
) {
    type Feature = (PartOfSpeech, Option<Case>, Option<Number>);
    let feature = |tag: Tag| -> Feature { (tag.part_of_speech, tag.case, tag.number) };
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for (stem, paradigm) in held_out {
        let mut expected: BTreeMap<String, BTreeSet<Feature>> = BTreeMap::new();
        for (word, tag) in forms(source, stem, *paradigm) {
            expected.entry(word).or_default().insert(feature(tag));
        }
        let lemma = forms(source, stem, *paradigm).next().map(|(word, _)| word).unwrap_or_default();
        for (word, right) in expected {
            if still_known.contains(&word) {
                continue;
            }
            let found = dictionary.analyses(&word);
            let places: Vec<bool> = found.iter().map(|analysis| right.contains(&feature(analysis.tag))).collect();
            let with_lemma = found.first().is_some_and(|first| dictionary.lemma(first) == lemma);
            let kind = match source.paradigms[usize::from(*paradigm)][0].tag.part_of_speech {
                PartOfSpeech::Noun => "nouns",
                PartOfSpeech::Adjective => "adjectives",
                PartOfSpeech::Infinitive => "verbs",
                _ => "others",
            };
            for kind in [kind, "all"] {
                let count = counts.entry(kind).or_default();
                count[0] += 1;
                count[1] += usize::from(places.first() == Some(&true));
                count[2] += usize::from(places.iter().take(3).any(|right| *right));
                count[3] += usize::from(with_lemma);
            }
        }
    }
    for (kind, [words, first, three, lemma]) in counts {
        let share = |count: usize| 100.0 * count as f64 / words.max(1) as f64;
        println!(
            "{what}, {kind}: {words} words; part of speech, case and number right in the first guess {:.1} %, in the first three \
             {:.1} %; lemma {:.1} %",
            share(first),
            share(three),
            share(lemma)
        );
    }
}
