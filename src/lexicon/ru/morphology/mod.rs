//! Morphology: what a word form is, what its lemma is, and its other forms.
//!
//! The words are those of OpenCorpora's dictionary, all of them, in a file of our own (`../opencorpora.gz`, made by
//! `cargo xtask dictionary`). The file is searched as it is, so that it is ready a few milliseconds after it was unpacked.
//! A word that it lacks is taken apart (`сверх|план`, `партийно-|советский`) or guessed from the words that end as it does.

pub mod tag;
pub mod alphabet;
pub mod sections;
pub mod paradigms;
pub mod stems;
pub mod order;
pub mod compound;
pub mod guess;
pub mod inflect;
pub mod phrase;

use std::fmt;
use std::sync::Arc;

use alphabet::{Reversed, push_reversed};
use order::{Candidates, Exceptions};
use paradigms::{PREFIX_LETTERS, PREFIXES, Paradigms, Slot, of_paradigm};
use sections::Sections;
use stems::Stems;

pub use tag::{Case, Gender, NameKind, Number, PartOfSpeech, Person, Tag, Tense};

/// The words and their paradigms.
#[derive(Default)]
pub struct Morphology {
    paradigms: Paradigms,
    stems: Stems,
    exceptions: Exceptions,
    patterns: guess::Patterns,
    /// Whether the stems are those of words, or only patterns to guess from.
    knows_words: bool,
}

/// Why bytes are no dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictionaryError {
    /// They begin otherwise, or were made for another version.
    NotADictionary,
    /// They end too early.
    Truncated,
    /// Something in them does not fit; a phrase says what.
    Damaged(&'static str),
}

impl fmt::Display for DictionaryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADictionary => f.write_str("this is no dictionary of this version of Konspekt"),
            Self::Truncated => f.write_str("the dictionary ends too early"),
            Self::Damaged(how) => write!(f, "the dictionary is damaged: {how}"),
        }
    }
}

impl std::error::Error for DictionaryError {}

/// One reading of a word form. [`Morphology`] tells its lemma and its other forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// What the form is.
    pub tag: Tag,
    /// Whether the word is in no dictionary and was guessed from its ending.
    pub guessed: bool,
    slot: Slot,
    stem: Stem,
    before: Before,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Stem {
    /// A stem of the dictionary.
    Listed(u32),
    /// The first `length` bytes of an unknown word.
    Guessed { word: Arc<str>, length: usize },
}

/// What stands before the word that inflects.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    /// A prefix or the first part of a compound: `сверх`, `партийно-`.
    Text(Arc<str>),
    /// A word that inflects too, before a hyphen: `инженер-механик`.
    Word(Arc<Analysis>),
}

impl Morphology {
    /// Reads an unpacked dictionary. Other bytes than those of `cargo xtask dictionary` give an error or wrong words.
    pub fn read(bytes: Vec<u8>) -> Result<Self, DictionaryError> {
        let sections = Sections::read(bytes)?;
        let paradigms = Paradigms::read(&sections)?;
        let exceptions = Exceptions::read(&sections)?;
        let stems = Stems::read(sections, paradigms.count())?;
        let patterns = guess::Patterns::of(&paradigms, &stems, guess::COMMON);
        Ok(Self { paradigms, stems, exceptions, patterns, knows_words: true })
    }

    /// Only guesses, from patterns that the program carries.
    pub fn without_dictionary() -> Self {
        let patterns = Self::read(include_bytes!("patterns.bin").to_vec()).unwrap_or_default();
        // Each of these paradigms was chosen as common.
        let all = guess::Patterns::of(&patterns.paradigms, &patterns.stems, 1);
        Self { knows_words: false, patterns: all, ..patterns }
    }

    /// Whether there is a dictionary behind it, or only patterns.
    pub fn knows_words(&self) -> bool {
        self.knows_words
    }

    /// The readings of a word, the likeliest first; the word is [folded](crate::lexicon::fold). Empty where it is not
    /// written with Russian letters or is longer than a word can be.
    pub fn analyses(&self, word: &str) -> Vec<Analysis> {
        let recognized = self.recognized(word);
        if recognized.is_empty() { self.guessed(word) } else { recognized }
    }

    /// The readings of a word that the dictionary does not have, guessed from its ending.
    pub fn guessed(&self, word: &str) -> Vec<Analysis> {
        Reversed::of(word).map(|reversed| self.guesses(word, &reversed)).unwrap_or_default()
    }

    /// The readings of a word that the dictionary has, whole or in parts; none for one that would have to be guessed.
    pub fn recognized(&self, word: &str) -> Vec<Analysis> {
        let Some(reversed) = Reversed::of(word) else { return Vec::new() };
        let known = self.known(&reversed);
        if known.is_empty() { compound::analyses(self, word) } else { known }
    }

    /// The readings that the dictionary has.
    fn known(&self, word: &Reversed) -> Vec<Analysis> {
        if !self.knows_words {
            return Vec::new();
        }
        let letters = word.letters();
        // Without the prefix that some comparatives have, and with it as a part of the stem.
        let prefixes = PREFIX_LETTERS.iter().zip(0u8..);
        let prefixes = prefixes.filter_map(|(prefix, number)| Some((letters.strip_suffix(*prefix)?, number)));
        let mut candidates = Candidates::default();
        for (letters, prefix) in prefixes {
            let sifted = self.stems.sift(letters);
            for (suffix, length) in self.paradigms.suffixes_of(letters, |length| sifted[length]) {
                let Some(stem) = self.stems.find(&letters[length..]) else { continue };
                for lexeme in stem.lexemes {
                    for slot in of_paradigm(self.paradigms.slots(suffix), self.stems.paradigm(lexeme)) {
                        if self.paradigms.prefix(*slot) == prefix {
                            candidates.add(self.paradigms.weight(*slot).into(), *slot, stem.number);
                        }
                    }
                }
            }
        }
        if candidates.is_choice() {
            candidates.except(self.exceptions.choice(letters));
        }
        let analysis = |(slot, stem): (Slot, u32)| Analysis {
            tag: self.paradigms.tag(slot),
            guessed: false,
            slot,
            stem: Stem::Listed(stem),
            before: Before::Nothing,
        };
        candidates.into_slots().map(analysis).collect()
    }

    /// The dictionary form, folded.
    pub fn lemma(&self, analysis: &Analysis) -> String {
        let mut text = match &analysis.before {
            Before::Nothing => String::new(),
            Before::Text(text) => text.to_string(),
            Before::Word(word) => self.lemma(word) + "-",
        };
        self.push_form(&mut text, analysis, 0);
        text
    }

    /// Every form of every word that this one may be a form of; folded. Of words in parts, none.
    pub fn forms(&self, word: &str) -> Vec<String> {
        let mut forms = Vec::new();
        let analyses = self.recognized(word);
        let whole = analyses.iter().filter(|analysis| matches!(analysis.before, Before::Nothing | Before::Text(_)));
        for analysis in whole {
            for form in 0..self.paradigms.size(analysis.slot.paradigm) {
                let mut text = match &analysis.before {
                    Before::Text(text) => text.to_string(),
                    _ => String::new(),
                };
                self.push_form(&mut text, analysis, form);
                forms.push(text);
            }
        }
        crate::order::sort(&mut forms);
        forms.dedup();
        forms
    }

    /// Appends a form of the analysed word, without what stands before.
    fn push_form(&self, text: &mut String, analysis: &Analysis, form: u16) {
        let slot = Slot { paradigm: analysis.slot.paradigm, form };
        text.push_str(PREFIXES[usize::from(self.paradigms.prefix(slot))]);
        match &analysis.stem {
            Stem::Listed(number) => push_reversed(text, &self.stems.letters(*number)),
            Stem::Guessed { word, length } => text.push_str(&word[..*length]),
        }
        push_reversed(text, self.paradigms.suffix(slot));
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod bundled {
    use super::Morphology;
    use std::io::Read;
    use std::sync::LazyLock;

    static BUNDLED: LazyLock<Morphology> = LazyLock::new(|| {
        let mut bytes = Vec::new();
        let packed: &[u8] = include_bytes!("../opencorpora.gz");
        // Tests read these very bytes; a program whose own bytes are broken can still guess.
        match flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes) {
            Ok(_) => Morphology::read(bytes).unwrap_or_else(|_| Morphology::without_dictionary()),
            Err(_) => Morphology::without_dictionary(),
        }
    });

    impl Morphology {
        /// The dictionary that the program carries, unpacked and read when it is first asked for. In the browser, the
        /// worker fetches and unpacks it.
        pub fn bundled() -> &'static Self {
            &BUNDLED
        }
    }
}

#[cfg(test)]
mod tests;
