//! Words made of words: `партийно-советский`, `инженер-механик`, `сверхплановый`.

use std::sync::Arc;

use super::alphabet::Reversed;
use super::tag::PartOfSpeech;
use super::{Analysis, Before, Morphology};

/// What words begin with, in ascending order.
#[rustfmt::skip]
const PREFIXES: &[&str] = &[
    "авиа", "авто", "агит", "агро", "анти", "архи", "астро", "аэро", "био", "вело", "взаимо", "вибро", "вице", "вне",
    "внутри", "водо", "военно", "все", "газо", "гидро", "гипер", "гос", "дву", "двух", "десяти", "дизель", "до", "евро",
    "еже", "желе", "зоо", "изо", "инфра", "квази", "кибер", "кино", "контр", "космо", "лже", "макро", "мало", "мата",
    "медиа", "меж", "мета", "микро", "мини", "много", "мото", "мульти", "нано", "нар", "нарко", "не", "недо", "нейро",
    "нео", "низко", "обер", "обще", "одно", "около", "орг", "пан", "пара", "парт", "пере", "по", "под", "полит", "пост",
    "пра", "пред", "при", "про", "проф", "псевдо", "пяти", "радио", "раз", "ре", "само", "сверх", "сель", "семи", "соц",
    "спец", "суб", "супер", "теле", "термо", "тех", "транс", "трех", "турбо", "ультра", "фин", "фото", "хим", "хоз",
    "четырех", "шести", "экзо", "эко", "экс", "экстра", "электро", "энерго", "этно",
];
/// The fewest bytes of the word after a prefix: four letters.
const SHORTEST_WORD: usize = 8;
/// What follows a word after a hyphen and leaves it the word that it is.
const PARTICLES: &[&str] = &["-де", "-ка", "-либо", "-нибудь", "-с", "-таки", "-то"];

/// The readings of a word that consists of a known word and something before it; empty if it does not.
pub fn analyses(morphology: &Morphology, word: &str) -> Vec<Analysis> {
    if !word.contains('-') {
        return prefixed(morphology, word);
    }
    let word = PARTICLES.iter().find_map(|particle| word.strip_suffix(particle)).unwrap_or(word);
    let hyphenated = word.rsplit_once('-').filter(|(first, last)| !first.is_empty() && !last.is_empty());
    match hyphenated {
        Some((first, last)) => of_parts(morphology, first, last),
        None => prefixed(morphology, word),
    }
}

fn of_parts(morphology: &Morphology, first: &str, last: &str) -> Vec<Analysis> {
    let before = Before::Text(format!("{first}-").into());
    let firsts = morphology.analyses(first);
    let together = |mut analysis: Analysis| {
        // Two nouns in the same case and number inflect together, `инженер-механик`; any other first part stays.
        let alike = |first: &&Analysis| {
            let (first, last) = (first.tag, analysis.tag);
            first.is_noun() && last.is_noun() && (first.case, first.number) == (last.case, last.number)
        };
        let inflecting = firsts.iter().find(alike).filter(|first| !first.guessed);
        analysis.before = inflecting.map_or_else(|| before.clone(), |first| Before::Word(Arc::new(first.clone())));
        analysis
    };
    let (mut both, mut one): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    for analysis in morphology.analyses(last) {
        let analysis = together(analysis);
        if matches!(analysis.before, Before::Word(_)) { both.push(analysis) } else { one.push(analysis) }
    }
    both.append(&mut one);
    both
}

fn prefixed(morphology: &Morphology, word: &str) -> Vec<Analysis> {
    let end = PREFIXES.partition_point(|prefix| *prefix <= word);
    let first = word.chars().next();
    // From the last, so that the longest comes first: it leaves the least to chance.
    for prefix in PREFIXES[..end].iter().rev().take_while(|prefix| prefix.chars().next() == first) {
        let rest = word.strip_prefix(prefix).filter(|rest| rest.len() >= SHORTEST_WORD);
        let Some(reversed) = rest.and_then(Reversed::of) else { continue };
        let mut known = morphology.known(&reversed);
        known.retain(takes_prefix);
        if !known.is_empty() {
            let before = Before::Text((*prefix).into());
            known.iter_mut().for_each(|analysis| analysis.before = before.clone());
            return known;
        }
    }
    Vec::new()
}

fn takes_prefix(analysis: &Analysis) -> bool {
    use PartOfSpeech as P;
    let kind = analysis.tag.part_of_speech;
    let closed =
        matches!(kind, P::Numeral | P::Pronoun | P::Predicative | P::Preposition | P::Conjunction | P::Particle);
    !closed && kind != P::Interjection && analysis.tag.name.is_none() && !analysis.tag.pronominal
}
