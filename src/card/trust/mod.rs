//! How far a card can be trusted: whether its sentence was read rightly and its prompt stands alone.
//!
//! No list of rules can name everything that goes wrong in a text that nobody has seen. So it is turned round: a card of the
//! default deck has to earn its place. Each [`Signal`] that holds adds to the card's trust or takes from it; a card with
//! [`ENOUGH`] is trusted. The others are made as well, and come after the trusted ones when more are asked for.

mod reading;
mod signals;
#[cfg(test)]
mod tests;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::generate::Material;
use super::lexis::Lexis;
use super::{Card, CardKind, Piece};
use crate::document::BlockKind;
use crate::extract::EntityKind;
use crate::fact::{Fact, FactId};
use crate::lexicon::fold;
use crate::lexicon::ru::traits::Traits;
use crate::segment::{Segmentation, TokenKind};
use crate::span::Span;
use reading::Reading;
pub use signals::SIGNALS;

/// Something about a card that speaks for it or against it.
pub struct Signal {
    /// What its examples are called by.
    #[cfg_attr(not(test), expect(dead_code, reason = "names the signal to who reads the table and its examples"))]
    pub name: &'static str,
    /// What it adds to the trust in a card, or takes from it.
    pub weight: i32,
    holds: fn(&Case) -> bool,
}

/// So much trust is needed for the default deck.
pub const ENOUGH: i32 = 5;

/// A card with what it is judged by.
pub struct Case<'a> {
    card: &'a Card,
    /// Those that it asks for.
    facts: &'a [&'a Fact],
    lexis: &'a Lexis<'a>,
    /// The words of the text that prove it.
    proof: Rc<Proven>,
    /// What the learner reads, the answer in its place and what stands in brackets before it left out.
    asked: Rc<Reading>,
    /// What stands after the number that is asked for, once it was read.
    after: OnceCell<Reading>,
    /// Whether a name says of whom or of what, once it was asked.
    named: OnceCell<bool>,
    /// Whether the prompt says when, once it was asked.
    dated: OnceCell<bool>,
    /// The words that evaluate, of a card that discusses an evaluation.
    praise: String,
    /// Source, place and time in brackets before the prompt.
    scope: String,
    /// Whether words were cut off before the prompt.
    is_cut: bool,
    /// Whether most of the text is prose.
    is_of_prose: bool,
    /// Whether much of the text is talk.
    is_of_talk: bool,
    /// Whether the text is about one place.
    is_of_one_place: bool,
    /// Whether the text is about one year.
    is_of_one_year: bool,
}

/// Judges the cards of one text.
pub struct Judge<'a> {
    material: &'a Material<'a>,
    lexis: &'a Lexis<'a>,
    is_of_prose: bool,
    is_of_talk: bool,
    is_of_one_place: bool,
    is_of_one_year: bool,
    /// What was read of sentences, by where they stand: several cards have the same.
    read: RefCell<HashMap<Span, Rc<Proven>>>,
    /// What was asked last: the forms of one fact follow each other and ask in the same words.
    last: RefCell<Option<Rc<Reading>>>,
}

/// A sentence as it proves cards.
struct Proven {
    reading: Reading,
    block: BlockKind,
    /// The folded words of the names that it has.
    names: Vec<String>,
}

impl<'a> Judge<'a> {
    pub fn new(material: &'a Material<'a>, lexis: &'a Lexis<'a>) -> Self {
        let is_of_prose = is_of_prose(&material.document.text, material);
        Judge {
            material,
            lexis,
            is_of_prose,
            is_of_talk: is_of_talk(material),
            is_of_one_place: is_of_one_place(material),
            is_of_one_year: is_of_one_year(material),
            read: RefCell::default(),
            last: RefCell::default(),
        }
    }

    /// Whether the card has earned its place in the default deck; `fact` finds a fact by its id. Without a dictionary nothing can be
    /// weighed, and each is taken until the text is read again with one.
    pub fn trusts(&self, card: &Card, fact: impl Fn(&FactId) -> Option<&'a Fact>) -> bool {
        if !self.lexis.morphology.knows_words() {
            return true;
        }
        let facts: Vec<&Fact> = card.facts.iter().filter_map(fact).collect();
        match card.kind {
            // A list is as good as its weakest item.
            CardKind::Ordering => {
                let mut items = card.options.iter().zip(&card.evidence).zip(&facts).peekable();
                items.peek().is_some()
                    && items.all(|((item, proof), fact)| self.has_earned(card, &[fact], &item.text, proof.sentence))
            }
            _ => {
                let asked = filled(card);
                let mut proofs = card.evidence.iter().peekable();
                proofs.peek().is_some() && proofs.all(|proof| self.has_earned(card, &facts, &asked, proof.sentence))
            }
        }
    }

    /// Whether there is enough of trust that such words are asked of such a sentence.
    fn has_earned(&self, card: &Card, facts: &[&Fact], asked: &str, sentence: Span) -> bool {
        let (scope, asked) = match asked.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
            Some((scope, asked)) => (scope.to_owned(), asked),
            None => (String::new(), asked),
        };
        let text = &self.material.document.text;
        let case = Case {
            proof: self.read.borrow_mut().entry(sentence).or_insert_with(|| Rc::new(self.proven(sentence))).clone(),
            praise: card.evidence.first().map_or(String::new(), |proof| proof.answer.of(text).to_owned()),
            card,
            facts,
            lexis: self.lexis,
            is_cut: asked.starts_with('…'),
            asked: self.asked(asked.trim_start_matches('…')),
            after: OnceCell::new(),
            named: OnceCell::new(),
            dated: OnceCell::new(),
            scope,
            is_of_prose: self.is_of_prose,
            is_of_talk: self.is_of_talk,
            is_of_one_place: self.is_of_one_place,
            is_of_one_year: self.is_of_one_year,
        };
        // What speaks for a card comes first, so that the first signal that takes too much ends it.
        let mut speaking = SIGNALS.iter().filter(|signal| (signal.holds)(&case)).map(|signal| signal.weight).peekable();
        let mut trust = 0;
        while let Some(weight) = speaking.next_if(|weight| *weight > 0) {
            trust += weight;
        }
        trust >= ENOUGH
            && speaking.all(|weight| {
                trust += weight;
                trust >= ENOUGH
            })
    }

    fn proven(&self, sentence: Span) -> Proven {
        let Material { document, mentions, .. } = *self.material;
        let text = &document.text;
        let from = mentions.entities.partition_point(|entity| entity.span.end <= sentence.start);
        let own = mentions.entities[from..].iter().take_while(|entity| entity.span.start < sentence.end);
        let names =
            own.flat_map(|entity| fold(entity.span.of(text)).split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        let block = document.block_at(sentence.start);
        Proven {
            reading: Reading::of(sentence.of(text).to_owned(), self.lexis),
            block: block.map_or(BlockKind::Paragraph, |block| document.blocks[block].kind),
            names: names.collect(),
        }
    }

    fn asked(&self, text: &str) -> Rc<Reading> {
        let mut last = self.last.borrow_mut();
        if let Some(same) = last.as_ref().filter(|last| last.text == text) {
            return same.clone();
        }
        last.insert(Rc::new(Reading::of(text.to_owned(), self.lexis))).clone()
    }
}

/// The prompt with its answer in the blank.
fn filled(card: &Card) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Blank => card.answer.text.clone(),
    };
    let text: String = card.prompt.iter().map(piece).collect();
    match card.kind {
        // Only the sentence is read, not what is asked of it.
        CardKind::Criticism => text
            .strip_prefix('«')
            .and_then(|rest| rest.rsplit_once('»'))
            .map_or(text.clone(), |(sentence, _)| sentence.to_owned()),
        _ => text,
    }
}

/// Whether most words of the text stand in sentences of prose: with a capital, a verb and a stop.
fn is_of_prose(text: &str, material: &Material) -> bool {
    let Segmentation { sentences, forms, .. } = material.segmentation;
    let (mut all, mut prose) = (0usize, 0usize);
    for sentence in sentences {
        let kind = material.document.blocks.get(sentence.block).map(|block| block.kind);
        if kind == Some(BlockKind::Boilerplate) {
            continue;
        }
        let words = sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
        let words_of = sentence.span.of(text);
        let finite = sentence
            .tokens
            .iter()
            .any(|token| token.kind == TokenKind::Word && forms.traits(token).has(Traits::FINITE));
        let whole = words_of
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '«' | '"' | '“'))
            && words_of.ends_with(['.', '!', '?', '…', '»', '"', ')', ':']);
        all += words;
        if kind == Some(BlockKind::Paragraph) && finite && whole && words >= 5 {
            prose += words;
        }
    }
    prose * 3 >= all * 2
}

/// Whether one paragraph of ten or more is somebody's words, after a dash.
fn is_of_talk(material: &Material) -> bool {
    let blocks = &material.document.blocks;
    let talk = |span: Span| span.of(&material.document.text).starts_with(['—', '–']);
    let count = blocks.iter().filter(|block| talk(block.span)).count();
    count > 2 && count * 10 > blocks.len()
}

/// Whether one place has two of five mentions of places, or more.
fn is_of_one_place(material: &Material) -> bool {
    const FEW: usize = 3;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for entity in material.mentions.entities.iter().filter(|entity| entity.kind == EntityKind::Place) {
        *counts.entry(entity.name.as_str()).or_default() += 1;
    }
    let (all, most) = (counts.values().sum::<usize>(), counts.values().copied().max().unwrap_or(0));
    most >= FEW && most * 5 >= all * 2
}

/// Whether more than half of what is dated in a text of history is of one year.
fn is_of_one_year(material: &Material) -> bool {
    const FEW: usize = 12;
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for year in material.facts.iter().filter_map(|fact| fact.period.as_ref()?.when.year()) {
        *counts.entry(year).or_default() += 1;
    }
    let (all, most) = (counts.values().sum::<usize>(), counts.values().copied().max().unwrap_or(0));
    all >= FEW && most * 2 > all
}
