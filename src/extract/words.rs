//! One sentence as rules read it: its tokens by index, folded words, no allocation.

use crate::lexicon::ru::abbreviation;
use crate::lexicon::ru::numeral::{self, Multiplier};
use crate::lexicon::ru::{morphology::Morphology, traits::Traits};
use crate::segment::{Forms, Segmentation, Table, Token, TokenKind};
use crate::span::Span;

/// A sentence's tokens over the text as written and as folded (see [`crate::lexicon::fold`]). An index out of range is
/// an empty word, so that rules may look about freely.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub text: &'a str,
    /// As long as `text`, byte for byte.
    pub folded: &'a str,
    pub tokens: &'a [Token],
    pub forms: &'a Forms,
    pub morphology: &'a Morphology,
}

/// What a rule found: the token after its last, and what it read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<T> {
    pub end: usize,
    pub value: T,
}

/// A rule's name, which travels with the result, and the rule: what starts at the token, if anything.
pub type Rule<T> = (&'static str, fn(&Words, usize) -> Option<Match<T>>);

/// A rule with a quick look at the word that it would start at: most rules can start at few words.
pub struct Gated<T> {
    pub name: &'static str,
    /// Whether the rule may start at this word (folded). What may start at digits or marks says so of `""`.
    pub opens: fn(&str, Traits) -> bool,
    /// Of words only those with a capital: names.
    pub capital: bool,
    pub rule: fn(&Words, usize) -> Option<Match<T>>,
}

/// Which of a list of at most 32 rules may start at each word of a text.
pub struct Gates {
    of_words: Table<u32>,
    of_others: u32,
    capital: u32,
}

impl Gates {
    pub fn of<T>(rules: &[Gated<T>], segmentation: &Segmentation) -> Gates {
        debug_assert!(rules.len() <= 32, "a gate has a bit for each rule");
        let open = |word: &str, traits: Traits, capital: bool| {
            let may_start = |gated: &Gated<T>| (capital || !gated.capital) && (gated.opens)(word, traits);
            let bits = rules.iter().enumerate().filter(|(_, gated)| may_start(gated));
            bits.fold(0, |open, (index, _)| open | 1 << index)
        };
        let capital = rules.iter().enumerate().filter(|(_, gated)| gated.capital);
        let capital = capital.fold(0, |bits, (index, _)| bits | 1 << index);
        Gates {
            of_words: segmentation.forms.table(&segmentation.folded, open),
            of_others: open("", Traits::default(), false),
            capital,
        }
    }

    /// The rules that may start at the token.
    pub fn open(&self, token: &Token) -> Open {
        Open(match token.kind {
            TokenKind::Word if token.capital => self.of_words.of(token),
            TokenKind::Word => self.of_words.of(token) & !self.capital,
            _ => self.of_others,
        })
    }
}

/// The rules of a list that may start at a token, as bits.
#[derive(Clone, Copy)]
pub struct Open(u32);

impl Open {
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The first of them that answers at `at`, with its name.
    pub fn first_match<T>(self, rules: &[Gated<T>], words: &Words, at: usize) -> Option<(&'static str, Match<T>)> {
        let mut open = self.0;
        while open != 0 {
            let gated = rules.get(open.trailing_zeros() as usize)?;
            if let Some(found) = (gated.rule)(words, at) {
                return Some((gated.name, found));
            }
            open &= open - 1;
        }
        None
    }
}

/// The first rule that answers at `at`, with its name.
pub fn first_match<T>(rules: &[Rule<T>], words: &Words, at: usize) -> Option<(&'static str, Match<T>)> {
    rules.iter().find_map(|(name, rule)| Some((*name, rule(words, at)?)))
}

impl<'a> Words<'a> {
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub fn kind(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    /// The token folded, whatever its kind; `""` out of range.
    pub fn get(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.span.of(self.folded))
    }

    /// The token as it is written.
    pub fn written(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.span.of(self.text))
    }

    /// The folded word; `""` for other tokens.
    pub fn word(&self, index: usize) -> &'a str {
        if self.kind(index) == Some(TokenKind::Word) { self.get(index) } else { "" }
    }

    /// The run of digits; `""` for other tokens.
    pub fn digits(&self, index: usize) -> &'a str {
        if self.kind(index) == Some(TokenKind::Digits) { self.get(index) } else { "" }
    }

    pub fn is_word(&self, index: usize) -> bool {
        self.kind(index) == Some(TokenKind::Word)
    }

    pub fn is_digits(&self, index: usize) -> bool {
        self.kind(index) == Some(TokenKind::Digits)
    }

    /// Whether the token is this mark.
    pub fn is_mark(&self, index: usize, mark: char) -> bool {
        self.kind(index) == Some(TokenKind::Mark) && self.get(index).starts_with(mark)
    }

    /// A hyphen, an en dash or an em dash.
    pub fn is_dash(&self, index: usize) -> bool {
        matches!(self.get(index), "-" | "–" | "—" | "‑" | "‐" | "−" | "‒")
    }

    /// Whether the tokens from `index` on are these, folded.
    pub fn starts(&self, index: usize, sequence: &[&str]) -> bool {
        sequence.iter().enumerate().all(|(offset, expect)| self.get(index + offset) == *expect)
    }

    /// `index` past a full stop of an abbreviation, where one stands there.
    pub fn past_stop(&self, index: usize) -> usize {
        index + usize::from(self.is_mark(index, '.') && !self.space_before(index))
    }

    /// Past the unit at `index` and, where it is abbreviated, past its stop: `руб.`, but not `рублей.`
    pub fn past_unit(&self, index: usize) -> usize {
        let abbreviated = abbreviation::is_trailing(self.word(index)) || self.word(index) == "проц";
        if abbreviated { self.past_stop(index + 1) } else { index + 1 }
    }

    /// Whether white space (or the start of the sentence) stands before the token.
    pub fn space_before(&self, index: usize) -> bool {
        match (index.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(index)) {
            (Some(before), Some(token)) => before.span.end < token.span.start,
            _ => true,
        }
    }

    /// What stands between the token and the one before it.
    pub fn gap(&self, index: usize) -> &'a str {
        match (index.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(index)) {
            (Some(before), Some(token)) => self.text.get(before.span.end..token.span.start).unwrap_or(""),
            _ => "",
        }
    }

    /// What is known of the word by itself; nothing of other tokens.
    pub fn traits(&self, index: usize) -> Traits {
        self.tokens.get(index).map_or(Traits::default(), |token| self.forms.traits(token))
    }

    /// A verb in a personal form or a short participle.
    pub fn is_finite(&self, index: usize) -> bool {
        self.traits(index).has(Traits::FINITE)
    }

    /// `принято`, `введены`.
    pub fn is_short_passive(&self, index: usize) -> bool {
        self.traits(index).has(Traits::SHORT_PASSIVE)
    }

    /// Says that something became more or less: `выросла`, `сокращение`.
    pub fn is_change(&self, index: usize) -> bool {
        self.traits(index).has(Traits::CHANGE)
    }

    /// A full participle, in any case.
    pub fn is_participle(&self, index: usize) -> bool {
        self.traits(index).has(Traits::PARTICIPLE)
    }

    /// An adjective or a participle that may stand between a number and its noun.
    pub fn is_attribute(&self, index: usize) -> bool {
        self.traits(index).has(Traits::ATTRIBUTE)
    }

    /// May be in the genitive.
    pub fn is_genitive(&self, index: usize) -> bool {
        self.traits(index).has(Traits::GENITIVE)
    }

    /// May be in the genitive plural: `бригад`, `районов`.
    pub fn is_genitive_plural(&self, index: usize) -> bool {
        self.traits(index).has(Traits::GENITIVE_PLURAL)
    }

    /// May be in the instrumental: `Верховным Советом`.
    pub fn is_instrumental(&self, index: usize) -> bool {
        self.traits(index).has(Traits::INSTRUMENTAL)
    }

    /// The number that the word is: `двадцати`.
    pub fn cardinal(&self, index: usize) -> Option<u32> {
        if self.traits(index).has(Traits::CARDINAL) { numeral::cardinal(self.word(index)) } else { None }
    }

    /// The number whose ordinal the word is: `двадцатого`.
    pub fn ordinal(&self, index: usize) -> Option<u32> {
        if self.traits(index).has(Traits::ORDINAL) { numeral::ordinal(self.word(index)) } else { None }
    }

    /// What the word multiplies by: `тысяч`, `млн`.
    pub fn multiplier(&self, index: usize) -> Option<Multiplier> {
        if self.traits(index).has(Traits::MULTIPLIER) { numeral::multiplier(self.word(index)) } else { None }
    }

    /// A preposition that opens a phrase of its own.
    pub fn is_preposition(&self, index: usize) -> bool {
        self.traits(index).has(Traits::PREPOSITION)
    }

    /// A conjunction, a particle or an adverb that says nothing of what is counted.
    pub fn is_particle(&self, index: usize) -> bool {
        self.traits(index).has(Traits::PARTICLE)
    }

    /// A pronoun that stands for something said before.
    pub fn is_pronoun(&self, index: usize) -> bool {
        self.traits(index).has(Traits::PRONOUN)
    }

    /// Whether the word cannot be what the number before it counts: `в 1658 договор`, `34 паркран`, where the number would ask
    /// for `договоров` and `паркрана`. What no dictionary knows may be anything.
    pub fn is_uncounted(&self, index: usize, number: u32) -> bool {
        let traits = self.traits(index);
        let one = number % 10 == 1 && number % 100 != 11;
        let counted = Traits::PLURAL.and(Traits::GENITIVE).and(Traits::GUESSED).and(Traits::HYPHENED);
        let nominal = self.is_word(index) && traits.any(Traits::NOUN.and(Traits::ATTRIBUTE));
        nominal && !one && !traits.any(counted) && !self.is_capital(index) && self.word(index).chars().count() > 2
    }

    pub fn is_capital(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.capital)
    }

    /// The span of the tokens `from..to`; `from < to`, both in range.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The index of the first token that ends after `offset`; `len` where none does.
    pub fn at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }
}
