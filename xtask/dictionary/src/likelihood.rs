//! What the corpus says of readings, boiled down: a weight for each tag, and the words that go against the weights.

use crate::opencorpora::OpenCorpora;
use konspekt::lexicon::ru::morphology::alphabet::Reversed;
use konspekt::lexicon::ru::morphology::order::hash;
use konspekt::lexicon::ru::morphology::{Morphology, Tag};
use std::collections::BTreeMap;

/// How often the perceptron goes through all words.
const ROUNDS: i64 = 20;

/// Weights by which the likeliest reading of as many words of the corpus as possible comes first: an averaged perceptron,
/// all in whole numbers, so that every machine finds the same.
pub fn weights(source: &OpenCorpora, words: &Morphology) -> BTreeMap<Tag, u8> {
    let examples: Vec<(Vec<Tag>, &BTreeMap<Tag, u32>)> = source
        .probabilities
        .iter()
        .map(|(word, tags)| (words.analyses(word).iter().map(|analysis| analysis.tag).collect(), tags))
        .filter(|(readings, _): &(Vec<Tag>, _)| readings.iter().any(|reading| *reading != readings[0]))
        .collect();
    let mut weights: BTreeMap<Tag, (i64, i64)> = BTreeMap::new();
    let mut time = 0;
    for _ in 0..ROUNDS {
        for (readings, likely) in &examples {
            time += 1;
            let weight = |tag: &Tag| weights.get(tag).map_or(0, |(weight, _)| *weight);
            let likelihood = |tag: &Tag| likely.get(tag).copied().unwrap_or(0);
            let (Some(first), Some(right)) = (
                readings.iter().max_by_key(|tag| weight(tag)),
                readings.iter().max_by_key(|tag| (likelihood(tag), weight(tag))),
            ) else {
                continue;
            };
            if likelihood(right) > likelihood(first) {
                // The second number sums the changes by their time, from which the average over all times follows.
                for (tag, change) in [(right, 1), (first, -1)] {
                    let (weight, sum) = weights.entry(*tag).or_default();
                    *weight += change;
                    *sum += change * time;
                }
            }
        }
    }
    let average = |(weight, sum): (i64, i64)| weight * (time + 1) - sum;
    let averages: BTreeMap<Tag, i64> = weights.into_iter().map(|(tag, both)| (tag, average(both))).collect();
    into_bytes(&averages)
}

/// The averages as bytes of the same order: their ranks, as only the order counts. A tag without a word in the corpus is in
/// the middle.
fn into_bytes(averages: &BTreeMap<Tag, i64>) -> BTreeMap<Tag, u8> {
    let mut values: Vec<i64> = averages.values().copied().collect();
    values.sort_unstable();
    values.dedup();
    let rank = |value: i64| values.partition_point(|other| *other < value);
    averages.iter().map(|(tag, value)| (*tag, (rank(*value) * 255 / values.len().max(1)) as u8)).collect()
}

/// The words whose likeliest reading does not come first by the weights in `words`, by their hashes, with its place; and
/// how many words of the corpus have more than one reading.
pub fn exceptions(source: &OpenCorpora, words: &Morphology) -> (BTreeMap<u32, u8>, usize) {
    let mut exceptions = BTreeMap::new();
    let mut ambiguous = 0;
    for (word, likely) in &source.probabilities {
        let (Some(reversed), readings) = (Reversed::of(word), words.analyses(word)) else { continue };
        let likelihood = |place: usize| likely.get(&readings[place].tag).copied().unwrap_or(0);
        // The first of the likeliest.
        let Some(best) = (0..readings.len()).max_by_key(|place| (likelihood(*place), std::cmp::Reverse(*place))) else {
            continue;
        };
        ambiguous += usize::from(readings.iter().any(|reading| reading.tag != readings[0].tag));
        if likelihood(best) > likelihood(0) && !readings[best].guessed {
            exceptions.insert(hash(reversed.letters()), best as u8);
        }
    }
    (exceptions, ambiguous)
}
