//! What tells groups apart that are told one after the other: `ордена Ленина удостоились 205 учителей и ордена Трудового
//! Красного Знамени — 1421 преподаватель`. The second verb is left out, and what stood before the first is said anew before the
//! dash; by the nouns alone nobody would know what was counted.

use super::label::Speech;
use super::suggest::Datum;
use crate::lexicon::fold;
use crate::lexicon::ru::morphology::{Case, PartOfSpeech};
use crate::wording::noun::in_case;

/// Longer than that it is a clause of its own.
const MOST_WORDS: usize = 6;
/// So many letters make two forms of a word the same.
const STEM: usize = 4;

impl Speech<'_> {
    /// Of each datum, in their order, what stands before it and not before the others, in the nominative; `None` where they
    /// are not told so.
    pub fn groups(&self, data: &[Datum]) -> Option<Vec<String>> {
        let mut in_text: Vec<usize> = (0..data.len()).collect();
        in_text.sort_by_key(|index| data[*index].0.span.start);
        let first = data[*in_text.first()?].0;
        if data.iter().any(|(fact, _)| fact.sentence != first.sentence) {
            return None;
        }
        let text = &self.document.text;
        let mut groups = vec![String::new(); data.len()];
        for pair in in_text.windows(2) {
            let gap = text.get(data[pair[0]].0.span.end..data[pair[1]].0.span.start)?;
            groups[pair[1]] = before_dash(gap)?;
        }
        let head = stem(groups[*in_text.get(1)?].split(' ').next()?);
        if groups.iter().any(|group| !group.is_empty() && stem(group.split(' ').next().unwrap_or("")) != head) {
            return None;
        }
        // Its subject may have them already.
        if data.iter().any(|(_, quantity)| quantity.subject.split(' ').any(|word| stem(word) == head)) {
            return None;
        }
        groups[in_text[0]] = self.before_verb(text.get(first.evidence.span.start..first.span.start)?, &head)?;
        let differ = |index: usize| !groups[..index].contains(&groups[index]);
        if !(1..groups.len()).all(differ) {
            return None;
        }
        let nominative = |group: &String| in_case(self.morphology, group, "", Case::Nominative, false);
        Some(groups.iter().map(|group| nominative(group).unwrap_or_else(|| group.clone())).collect())
    }

    /// `Только по РСФСР ордена Ленина удостоились ` → `ордена Ленина`: from the word that heads the other groups up to the verb.
    fn before_verb(&self, clause: &str, head: &str) -> Option<String> {
        let words: Vec<&str> = clause.split_whitespace().collect();
        let from = words.iter().rposition(|word| stem(word) == *head)?;
        let is_verb = |word: &&str| {
            let readings = self.morphology.analyses(&fold(bare(word)));
            // `удостоились`, `награждены`
            let tells = |part: PartOfSpeech| matches!(part, PartOfSpeech::Verb | PartOfSpeech::ShortParticiple);
            !readings.is_empty() && readings.iter().all(|reading| tells(reading.tag.part_of_speech))
        };
        let group: Vec<&str> = words[from..].iter().copied().take_while(|word| !is_verb(word)).collect();
        let goes_on = from + group.len() < words.len();
        let is_plain = group.iter().all(|word| is_plain(word));
        (goes_on && is_plain && !group.is_empty() && group.len() <= MOST_WORDS).then(|| group.join(" "))
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn stem(word: &str) -> String {
    fold(bare(word)).chars().take(STEM).collect()
}

/// A word of a name, which may be in quotes, or tell its class: `«Знак`, `Почёта»`, `II`, `1-й`. Any other sign or number is of
/// something else.
fn is_plain(word: &str) -> bool {
    let bare = word.trim_matches(['«', '»', '“', '”', '„']);
    let letters = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_ordinal = letters.len() < bare.len() && letters.starts_with('-');
    (is_ordinal || letters.len() == bare.len()) && letters.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// ` учителей и ордена Трудового Красного Знамени — ` → `ордена Трудового Красного Знамени`
fn before_dash(gap: &str) -> Option<String> {
    let gap = gap.trim_end().strip_suffix(['—', '–'])?.trim_end();
    let words: Vec<&str> = gap.split_whitespace().collect();
    let joins = |word: &str| matches!(word, "и" | "а");
    let after = words.iter().rposition(|word| joins(word) || word.ends_with([',', ';'])).map_or(0, |at| at + 1);
    let group = &words[after..];
    let is_plain = group.iter().all(|word| is_plain(word));
    (after > 0 && !group.is_empty() && group.len() <= MOST_WORDS && is_plain).then(|| group.join(" "))
}
