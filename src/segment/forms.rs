//! Each distinct word of a text once: what rules ask of a word by itself is answered when it is first met, not at each of
//! the places where it stands.

use super::intern::Interner;
use super::token::{Token, TokenKind};
use crate::lexicon::ru::{morphology::Morphology, traits::Traits};
use crate::span::Span;

/// Index of a word in [`Forms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FormId(u32);

impl FormId {
    /// Of digits and marks.
    pub const NONE: FormId = FormId(u32::MAX);

    /// Where a table with a row for each form holds this one's; past its end for [`FormId::NONE`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a word stands and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Form {
    /// Where the word stands first.
    first: Span,
    /// Stands somewhere with a capital first letter.
    capital: bool,
}

/// The distinct words of a text, by [`FormId`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forms {
    forms: Vec<Form>,
    /// Of each form what is known of it by itself; apart, as nearly all rules ask for this alone.
    traits: Vec<Traits>,
}

impl Forms {
    /// What is known of the token's word by itself; of other tokens nothing is.
    pub fn traits(&self, token: &Token) -> Traits {
        self.traits.get(token.form.index()).copied().unwrap_or_default()
    }

    /// Of each form, in the order of their ids, what `read` makes of its word, of what is known of it, and of whether it
    /// stands somewhere with a capital; `folded` is the text they are of.
    pub fn table<T>(&self, folded: &str, read: impl Fn(&str, Traits, bool) -> T) -> Table<T> {
        let rows = self.forms.iter().zip(&self.traits);
        Table(rows.map(|(form, traits)| read(form.first.of(folded), *traits, form.capital)).collect())
    }

    pub fn len(&self) -> usize {
        self.forms.len()
    }

    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
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
    ids: Interner,
    /// The last letters of unknown words, and what was guessed of them: words that end alike are guessed alike.
    endings: Interner,
    guessed: Vec<Traits>,
    forms: Forms,
}

/// So many letters at the end of an unknown word decide what it may be.
const ENDING: usize = 6;

impl<'a> Numbering<'a> {
    pub fn new(morphology: &'a Morphology) -> Self {
        Numbering {
            morphology,
            ids: Interner::default(),
            endings: Interner::default(),
            guessed: Vec::new(),
            forms: Forms::default(),
        }
    }

    pub fn number(&mut self, folded: &str, tokens: &mut [Token]) {
        for token in tokens.iter_mut().filter(|token| token.kind == TokenKind::Word) {
            let word = token.span.of(folded);
            let (number, new) = self.ids.number(word);
            if new {
                let traits = self.traits(word).and(Traits::of_letters(word));
                self.forms.forms.push(Form { first: token.span, capital: false });
                self.forms.traits.push(traits);
            }
            token.form = u32::try_from(number).map_or(FormId::NONE, FormId);
            if token.capital {
                self.forms.forms[number].capital = true;
            }
        }
    }

    fn traits(&mut self, word: &str) -> Traits {
        let readings = self.morphology.recognized(word);
        if !readings.is_empty() {
            return Traits::of_readings(word, &readings);
        }
        let guess = || Traits::of_readings(word, &self.morphology.guessed(word));
        match word.char_indices().nth_back(ENDING - 1) {
            Some((at, _)) if at > 0 => {
                let (number, new) = self.endings.number(&word[at..]);
                if new {
                    self.guessed.push(guess());
                }
                self.guessed[number]
            }
            _ => guess(),
        }
    }

    pub fn forms(&self) -> &Forms {
        &self.forms
    }

    pub fn into_forms(self) -> Forms {
        self.forms
    }
}
