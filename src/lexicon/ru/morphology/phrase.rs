//! Phrases: an adjective or several, the noun that they go with, and what depends on it.

use super::tag::{Case, Gender, Number, Tag};
use super::{Analysis, Morphology};
use crate::lexicon::{fold, upper};

/// The most words of a phrase that are looked at.
const LONGEST: usize = 24;

impl Morphology {
    /// A noun phrase in the nominative, word by word: `Центрального Комитета партии` → `Центральный Комитет партии`.
    ///
    /// The words are those of a text. The adjectives and the noun that they agree with change, and the names after a
    /// person (`товарища Сталина`); what follows stays as it is. Number, capitals and, as far as the letters are the same,
    /// `ё` are kept. `None` where no noun is found that the words before it agree with.
    pub fn nominative(&self, phrase: &[&str]) -> Option<String> {
        let readings: Vec<Vec<Analysis>> = phrase.iter().take(LONGEST).map(|word| self.analyses(&fold(word))).collect();
        let (head, noun) = self.head(&readings)?;
        let Tag { number, gender, animate, .. } = noun.tag;
        let (number, animate) = (number.unwrap_or(Number::Singular), animate.unwrap_or(false));
        let gender = gender.unwrap_or(Gender::Masculine);

        let mut words: Vec<String> = Vec::with_capacity(phrase.len());
        for (word, readings) in phrase.iter().zip(&readings).take(head) {
            let nominative = match readings.iter().find(|reading| agrees(reading.tag, noun.tag)) {
                Some(reading) => self.inflect_with(reading, Case::Nominative, number, gender, animate)?,
                None => fold(word),
            };
            words.push(written_like(word, &nominative));
        }
        words.push(written_like(phrase[head], &self.inflect(noun, Case::Nominative, number)?));
        let mut names = animate;
        for (word, readings) in phrase.iter().zip(&readings).skip(head + 1) {
            let name = readings.iter().find(|reading| {
                let tag = reading.tag;
                tag.is_person_name() && (tag.case, tag.number) == (noun.tag.case, noun.tag.number) && fits(tag, gender)
            });
            names = names && name.is_some();
            let nominative = name.filter(|_| names).and_then(|name| self.inflect(name, Case::Nominative, number));
            words.push(nominative.map_or_else(|| (*word).to_owned(), |nominative| written_like(word, &nominative)));
        }
        words.extend(phrase.iter().skip(readings.len()).map(|word| (*word).to_owned()));
        Some(words.join(" "))
    }

    /// The noun of a phrase with its place: the first that all words before it agree with. Of its readings, the likeliest
    /// with which they agree.
    fn head<'a>(&self, readings: &'a [Vec<Analysis>]) -> Option<(usize, &'a Analysis)> {
        for (place, word) in readings.iter().enumerate() {
            let before = &readings[..place];
            let noun = word.iter().find(|noun| {
                noun.tag.is_noun()
                    && noun.tag.case.is_some()
                    && before
                        .iter()
                        .all(|word| word.iter().any(|reading| agrees(reading.tag, noun.tag) || stays(reading.tag)))
            });
            // `рабочий` in `рабочий день` is a noun too; the noun is the last that is left.
            let goes_on = readings.get(place + 1).is_some_and(|next| self.continues(before, word, next));
            if let Some(noun) = noun.filter(|_| !goes_on) {
                return Some((place, noun));
            }
            if !word.iter().any(|reading| reading.tag.is_adjectival() || stays(reading.tag)) {
                return None;
            }
        }
        None
    }

    /// Whether a word can be an adjective to the noun after it, or one of several.
    fn continues(&self, before: &[Vec<Analysis>], word: &[Analysis], next: &[Analysis]) -> bool {
        let adjectives: Vec<Tag> = word.iter().map(|reading| reading.tag).filter(|tag| tag.is_adjectival()).collect();
        next.iter().any(|next| {
            let with_next = |tag: &Tag| match next.tag.is_noun() {
                true => agrees(*tag, next.tag),
                false => {
                    next.tag.is_adjectival()
                        && (tag.case, tag.number, tag.gender) == (next.tag.case, next.tag.number, next.tag.gender)
                }
            };
            adjectives.iter().any(with_next)
                && before
                    .iter()
                    .all(|word| word.iter().any(|reading| reading.tag.case == next.tag.case || stays(reading.tag)))
        })
    }
}

/// Whether an adjective goes with a noun.
fn agrees(adjective: Tag, noun: Tag) -> bool {
    adjective.is_adjectival()
        && adjective.case == noun.case
        && (adjective.number == noun.number || adjective.number.is_none())
        && noun.gender.is_none_or(|gender| fits(adjective, gender))
        && (adjective.animate.is_none() || noun.animate.is_none() || adjective.animate == noun.animate)
}

fn fits(tag: Tag, gender: Gender) -> bool {
    match tag.gender {
        None | Some(Gender::Common) => true,
        Some(own) => own == gender || gender == Gender::Common && own != Gender::Neuter,
    }
}

/// Words between adjectives that do not inflect: `и`, `наиболее`.
fn stays(tag: Tag) -> bool {
    use super::PartOfSpeech as P;
    matches!(tag.part_of_speech, P::Conjunction | P::Adverb | P::Particle)
}

/// A folded word with the capitals of a word of the text, and its `ё` where the letters are the same up to there.
pub fn written_like(text: &str, word: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_capital = |letter: &char| crate::lexicon::lower(*letter) != *letter;
    let all_capitals = letters.len() > 1 && letters.iter().all(|letter| is_capital(letter) || !letter.is_alphabetic());
    let folded: Vec<char> = fold(text).chars().collect();
    let mut same = true;
    let mut written = String::with_capacity(word.len());
    for (at, letter) in word.chars().enumerate() {
        same = same && folded.get(at) == Some(&letter);
        written.push(match letters.get(at) {
            Some(own) if same => *own,
            _ if all_capitals || at == 0 && letters.first().is_some_and(is_capital) => upper(letter),
            _ => letter,
        });
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_written_as_in_the_text() {
        for (text, word, written) in [
            ("Комитета", "комитет", "Комитет"),
            ("ЦЕНТРАЛЬНОГО", "центральный", "ЦЕНТРАЛЬНЫЙ"),
            ("Учёного", "ученый", "Учёный"),
            ("людей", "человек", "человек"),
            ("Людей", "человек", "Человек"),
            ("Северо-Западного", "северо-западный", "Северо-Западный"),
        ] {
            assert_eq!(written_like(text, word), written);
        }
    }
}
