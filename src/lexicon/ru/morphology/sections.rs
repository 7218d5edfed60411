//! The dictionary's file as its sections, before anything is made of them.
//!
//! A head of eight bytes, then the length of every section, then the sections. What belongs together for reading is kept
//! apart in columns (all lengths, then all letters), as that packs best.

use super::DictionaryError;

/// How a file of this form begins; the last byte is the form's version.
pub const HEAD: &[u8; 8] = b"KonspRu\x01";

/// The sections, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Code of each tag, four bytes.
    Tags,
    /// How likely each tag is beside others of the same word, one byte.
    TagWeights,
    /// How many letters each suffix shares with the one before.
    SuffixShared,
    /// How many letters of its own each suffix has after these.
    SuffixLengths,
    /// The own letters of all suffixes.
    SuffixLetters,
    /// How many forms each template has, two bytes.
    TemplateSizes,
    /// Tag of each form of each template, lower byte.
    TemplateTagsLow,
    /// Tag of each form of each template, upper byte.
    TemplateTagsHigh,
    /// Prefix of each form of each template.
    TemplatePrefixes,
    /// Template of each paradigm, two bytes.
    Paradigms,
    /// Suffix of each form of each paradigm, as the lower byte of the difference to the one before.
    SuffixesLow,
    /// The upper byte of that difference.
    SuffixesHigh,
    /// How many letters each stem, from its end, shares with the one before; none at the head of a block.
    StemShared,
    /// How many letters of its own each stem has after these.
    StemLengths,
    /// The own letters of all stems.
    StemLetters,
    /// How many paradigms each stem has.
    StemParadigmCounts,
    /// Paradigm of each lexeme, lower byte.
    StemParadigmsLow,
    /// Paradigm of each lexeme, upper byte.
    StemParadigmsHigh,
    /// Three-byte hashes, ascending, of the words whose first analysis is another than the weights say; as differences
    /// to the hash before, in groups of seven bits with the lowest first.
    ExceptionHashes,
    /// The place of the analysis that comes first in each of these words.
    ExceptionChoices,
}

/// How many sections there are.
pub const SECTIONS: usize = Section::ExceptionChoices as usize + 1;

/// A file's bytes with the bounds of its sections.
#[derive(Default)]
pub struct Sections {
    bytes: Vec<u8>,
    ends: [usize; SECTIONS],
}

impl Sections {
    /// Finds the sections in a file's bytes.
    pub fn read(bytes: Vec<u8>) -> Result<Self, DictionaryError> {
        if !bytes.starts_with(HEAD) {
            return Err(DictionaryError::NotADictionary);
        }
        let start = HEAD.len() + 4 * SECTIONS;
        let lengths = bytes.get(HEAD.len()..start).ok_or(DictionaryError::Truncated)?;
        let mut ends = [0; SECTIONS];
        let mut end = start;
        for (place, length) in ends.iter_mut().zip(lengths.chunks_exact(4)) {
            let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
            end =
                end.checked_add(length as usize).filter(|end| *end <= bytes.len()).ok_or(DictionaryError::Truncated)?;
            *place = end;
        }
        if end != bytes.len() {
            return Err(DictionaryError::Damaged("it is longer than its sections"));
        }
        Ok(Self { bytes, ends })
    }

    /// The bytes of a section.
    pub fn get(&self, section: Section) -> &[u8] {
        let at = section as usize;
        let start = if at == 0 { HEAD.len() + 4 * SECTIONS } else { self.ends[at - 1] };
        &self.bytes[start..self.ends[at]]
    }

    /// A section of two-byte numbers.
    pub fn numbers(&self, section: Section) -> impl Iterator<Item = u16> {
        self.get(section).chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
    }

    /// Two-byte numbers whose halves are in two sections of the same length.
    pub fn halves(&self, low: Section, high: Section) -> Result<impl Iterator<Item = u16>, DictionaryError> {
        let (low, high) = (self.get(low), self.get(high));
        if low.len() != high.len() {
            return Err(DictionaryError::Damaged("two columns are not of one length"));
        }
        Ok(low.iter().zip(high).map(|(low, high)| u16::from_le_bytes([*low, *high])))
    }
}
