//! The same words as another analyser sees them.

use crate::check::{Chance, forms};
use crate::failure::{Result, While};
use crate::opencorpora::{OpenCorpora, reduced};
use konspekt::lexicon::fold;
use konspekt::lexicon::ru::morphology::{Case, Gender, Morphology, Number, PartOfSpeech, Tag};
use std::collections::BTreeSet;

type Reading = (String, PartOfSpeech, Option<Case>, Option<Number>, Option<Gender>);

/// Compares the readings of every form of some lexemes with those of `rumorph`, whose dictionary is a later revision of
/// OpenCorpora's with words of Wiktionary.
pub fn with_rumorph(source: &OpenCorpora, dictionary: &Morphology, lexemes: usize) -> Result {
    let other = rumorph::Dictionary::bundled().during("reading rumorph's dictionary")?;
    let reading =
        |lemma: String, tag: Tag| -> Reading { (lemma, tag.part_of_speech, tag.case, tag.number, tag.gender) };
    let chosen = Chance(1917).lexemes(source, lexemes);
    let mut words = BTreeSet::new();
    for (stem, paradigm) in &chosen {
        words.extend(forms(source, stem, *paradigm).map(|(word, _)| word));
    }
    let (mut same, mut more, mut fewer, mut both_ways) = (0, 0, 0, 0);
    let mut examples = Vec::new();
    for word in &words {
        let ours: BTreeSet<Reading> = dictionary
            .analyses(word)
            .iter()
            .map(|analysis| reading(dictionary.lemma(analysis), analysis.tag))
            .collect();
        let mut theirs = BTreeSet::new();
        for (_, tag, lemma, _) in other.opencorpora(word) {
            theirs.insert(reading(fold(&lemma), reduced(tag)?));
        }
        match (ours.is_subset(&theirs), theirs.is_subset(&ours)) {
            (true, true) => same += 1,
            (true, false) => more += 1,
            (false, true) => fewer += 1,
            (false, false) => both_ways += 1,
        }
        if ours != theirs {
            examples.push((word, ours, theirs));
        }
    }
    println!(
        "{} lexemes, {} words: {same} alike; {more} have more readings in rumorph, {fewer} fewer, {both_ways} have both",
        chosen.len(),
        words.len()
    );
    let (missed, added): (Vec<_>, Vec<_>) = examples.iter().partition(|(_, ours, theirs)| !ours.is_subset(theirs));
    println!("All that rumorph lacks, and some of what it has besides:");
    let step = (added.len() / 12).max(1);
    for (word, ours, theirs) in missed.into_iter().chain(added.into_iter().step_by(step)) {
        println!("  {word}\n    only here: {:?}\n    only there: {:?}", ours - theirs, theirs - ours);
    }
    Ok(())
}
