//! Writes the dictionary in the form that the analyser reads. What each section holds is said there.

use crate::failure::{Failure, Result};
use crate::opencorpora::Form;
use konspekt::lexicon::ru::morphology::alphabet::Reversed;
use konspekt::lexicon::ru::morphology::sections::{HEAD, SECTIONS, Section};
use konspekt::lexicon::ru::morphology::stems::BLOCK;
use konspekt::lexicon::ru::morphology::tag::Tag;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a dictionary is written from.
pub struct Source<'a> {
    /// Forms of each paradigm.
    pub paradigms: &'a [Vec<Form>],
    /// Stems with their paradigms.
    pub lexemes: &'a BTreeMap<String, BTreeSet<u16>>,
    /// How likely each tag is; zero where it is not listed.
    pub weights: &'a BTreeMap<Tag, u8>,
    /// Hashes of words with the place of their first analysis.
    pub exceptions: &'a BTreeMap<u32, u8>,
}

struct Columns(Vec<Vec<u8>>);

impl Columns {
    fn push(&mut self, section: Section, bytes: &[u8]) {
        self.0[section as usize].extend_from_slice(bytes);
    }

    fn push_halves(&mut self, low: Section, high: Section, number: u16) {
        let [first, second] = number.to_le_bytes();
        self.push(low, &[first]);
        self.push(high, &[second]);
    }
}

/// The dictionary's bytes, unpacked.
pub fn encode(source: &Source) -> Result<Vec<u8>> {
    let mut columns = Columns(vec![Vec::new(); SECTIONS]);
    let tags: BTreeSet<Tag> = source.paradigms.iter().flatten().map(|form| form.tag).collect();
    for tag in &tags {
        columns.push(Section::Tags, &tag.code().to_le_bytes());
        columns.push(Section::TagWeights, &[source.weights.get(tag).copied().unwrap_or(0)]);
    }
    let tags: HashMap<Tag, u16> = tags.into_iter().zip(0..).collect();
    let suffixes = suffixes(&mut columns, source.paradigms)?;
    paradigms(&mut columns, source.paradigms, &tags, &suffixes);
    stems(&mut columns, source.lexemes)?;
    let mut before = 0;
    for (hash, choice) in source.exceptions {
        let mut difference = hash - before;
        before = *hash;
        while difference >= 0x80 {
            columns.push(Section::ExceptionHashes, &[difference as u8 | 0x80]);
            difference >>= 7;
        }
        columns.push(Section::ExceptionHashes, &[difference as u8]);
        columns.push(Section::ExceptionChoices, &[*choice]);
    }

    let mut bytes = HEAD.to_vec();
    bytes.extend(columns.0.iter().flat_map(|column| (column.len() as u32).to_le_bytes()));
    bytes.extend(columns.0.iter().flatten());
    Ok(bytes)
}

/// Numbers of the suffixes, which are written in their order.
fn suffixes(columns: &mut Columns, paradigms: &[Vec<Form>]) -> Result<HashMap<String, u16>> {
    let all: BTreeSet<&str> = paradigms.iter().flatten().map(|form| form.suffix.as_str()).collect();
    let mut numbers = HashMap::new();
    let mut before: Vec<u8> = Vec::new();
    for (suffix, number) in all.into_iter().zip(0u16..) {
        let mut letters = reversed(suffix)?;
        letters.reverse();
        let shared = before.iter().zip(&letters).take_while(|(a, b)| a == b).count();
        columns.push(Section::SuffixShared, &[shared as u8]);
        columns.push(Section::SuffixLengths, &[(letters.len() - shared) as u8]);
        columns.push(Section::SuffixLetters, &letters[shared..]);
        before = letters;
        numbers.insert(suffix.to_owned(), number);
    }
    Ok(numbers)
}

fn paradigms(
    columns: &mut Columns,
    paradigms: &[Vec<Form>],
    tags: &HashMap<Tag, u16>,
    suffixes: &HashMap<String, u16>,
) {
    let template =
        |forms: &[Form]| -> Vec<(u8, u16)> { forms.iter().map(|form| (form.prefix, tags[&form.tag])).collect() };
    let templates: BTreeSet<Vec<(u8, u16)>> = paradigms.iter().map(|forms| template(forms)).collect();
    for forms in &templates {
        columns.push(Section::TemplateSizes, &(forms.len() as u16).to_le_bytes());
        for (prefix, tag) in forms {
            columns.push_halves(Section::TemplateTagsLow, Section::TemplateTagsHigh, *tag);
            columns.push(Section::TemplatePrefixes, &[*prefix]);
        }
    }
    let templates: HashMap<Vec<(u8, u16)>, u16> = templates.into_iter().zip(0..).collect();
    let mut before = 0u16;
    for forms in paradigms {
        columns.push(Section::Paradigms, &templates[&template(forms)].to_le_bytes());
        for form in forms {
            let suffix = suffixes[&form.suffix];
            columns.push_halves(Section::SuffixesLow, Section::SuffixesHigh, suffix.wrapping_sub(before));
            before = suffix;
        }
    }
}

fn stems(columns: &mut Columns, lexemes: &BTreeMap<String, BTreeSet<u16>>) -> Result {
    let mut stems = Vec::with_capacity(lexemes.len());
    for (stem, paradigms) in lexemes {
        stems.push((reversed(stem)?, paradigms));
    }
    stems.sort();
    let mut before: &[u8] = &[];
    for (number, (letters, paradigms)) in stems.iter().enumerate() {
        let common = before.iter().zip(letters).take_while(|(a, b)| a == b).count();
        let shared = if number % BLOCK == 0 { 0 } else { common };
        let count = u8::try_from(paradigms.len());
        let count =
            count.map_err(|_| Failure::new("a stem has more paradigms than one byte counts; the form needs two."))?;
        columns.push(Section::StemShared, &[shared as u8]);
        columns.push(Section::StemLengths, &[(letters.len() - shared) as u8]);
        columns.push(Section::StemLetters, &letters[shared..]);
        columns.push(Section::StemParadigmCounts, &[count]);
        for paradigm in *paradigms {
            columns.push_halves(Section::StemParadigmsLow, Section::StemParadigmsHigh, *paradigm);
        }
        before = letters;
    }
    Ok(())
}

fn reversed(text: &str) -> Result<Vec<u8>> {
    let letters = Reversed::of(text).map(|reversed| reversed.letters().to_vec());
    letters.ok_or_else(|| Failure::new(format!("'{text}' has a letter that the analyser's alphabet lacks.")))
}
