//! Each distinct word of a text once: what rules ask of a word by itself is answered when it is first met, not at each of
//! the places where it stands.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

use super::token::{Token, TokenKind};
use crate::lexicon::ru::{morphology::Morphology, traits::Traits};
use crate::span::Span;

/// Index of a word in [`Forms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormId(u32);

impl FormId {
    /// Of digits and marks.
    pub const NONE: FormId = FormId(u32::MAX);

    /// Where a table with a row for each form holds this one's; past its end for [`FormId::NONE`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Where the word stands first.
    pub first: Option<Span>,
    /// Stands somewhere with a capital first letter.
    pub capital: bool,
    /// Two words or more in one: `июне-июле`.
    pub hyphened: bool,
    pub traits: Traits,
}

/// The distinct words of a text, by [`FormId`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forms(Vec<Form>);

impl Forms {
    /// What is known of the token's word; of other tokens nothing is.
    pub fn of(&self, token: &Token) -> Form {
        self.0.get(token.form.index()).copied().unwrap_or_default()
    }

    /// Of each form, in the order of their ids, what `read` makes of its word; `folded` is the text they are of.
    pub fn table<T>(&self, folded: &str, read: impl Fn(&str, &Form) -> T) -> Table<T> {
        Table(self.0.iter().map(|form| read(form.first.map_or("", |first| first.of(folded)), form)).collect())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Something known of each distinct word of a text.
pub struct Table<T>(Vec<T>);

impl<T: Copy + Default> Table<T> {
    /// What is known of the token's word; the default for digits and marks.
    pub fn of(&self, token: &Token) -> T {
        self.0.get(token.form.index()).copied().unwrap_or_default()
    }
}

/// Gives the words of a text their ids.
pub(super) struct Numbering<'a> {
    morphology: &'a Morphology,
    /// What was guessed of unknown words, by their last letters: words that end alike are guessed alike.
    endings: HashMap<&'a str, Traits, Start>,
    ids: HashMap<&'a str, FormId, Start>,
    forms: Forms,
}

/// Hashes eight bytes at a time, from a start that nobody who writes a text knows: words cannot be chosen to collide.
struct WordHasher(u64);

/// The start of all hashes of a text.
struct Start(u64);

impl Default for Start {
    fn default() -> Self {
        Start(RandomState::new().hash_one(()))
    }
}

impl BuildHasher for Start {
    type Hasher = WordHasher;

    fn build_hasher(&self) -> WordHasher {
        WordHasher(self.0)
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// So many letters at the end of an unknown word decide what it may be.
const ENDING: usize = 6;

fn traits<'a>(word: &'a str, morphology: &Morphology, endings: &mut HashMap<&'a str, Traits, Start>) -> Traits {
    let readings = morphology.recognized(word);
    if !readings.is_empty() {
        return Traits::of_readings(word, &readings);
    }
    match word.char_indices().nth_back(ENDING - 1) {
        Some((at, _)) if at > 0 => {
            *endings.entry(&word[at..]).or_insert_with(|| Traits::of_readings(word, &morphology.analyses(word)))
        }
        _ => Traits::of_readings(word, &morphology.analyses(word)),
    }
}

impl<'a> Numbering<'a> {
    pub fn new(morphology: &'a Morphology) -> Self {
        Numbering { morphology, endings: HashMap::default(), ids: HashMap::default(), forms: Forms::default() }
    }

    pub fn number(&mut self, folded: &'a str, tokens: &mut [Token]) {
        for token in tokens.iter_mut().filter(|token| token.kind == TokenKind::Word) {
            let word = token.span.of(folded);
            let forms = &mut self.forms.0;
            token.form = *self.ids.entry(word).or_insert_with(|| {
                let id = u32::try_from(forms.len()).map_or(FormId::NONE, FormId);
                forms.push(Form {
                    first: Some(token.span),
                    capital: false,
                    hyphened: word.contains('-'),
                    traits: traits(word, self.morphology, &mut self.endings).and(Traits::of_stem(word)),
                });
                id
            });
            if token.capital
                && let Some(form) = forms.get_mut(token.form.index())
            {
                form.capital = true;
            }
        }
    }

    pub fn forms(&self) -> &Forms {
        &self.forms
    }

    pub fn into_forms(self) -> Forms {
        self.forms
    }
}
