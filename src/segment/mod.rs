//! `Document` → [`Sentence`]s with [`Token`]s: one loop over a visible list of named rules.

#[cfg(test)]
mod corpus;
mod forms;
mod intern;
pub mod rules;
pub mod token;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::lexicon::fold;
use crate::lexicon::ru::{morphology::Morphology, traits::Traits};
use crate::span::Span;
pub use forms::{FormId, Forms, Table};
use rules::{Decision, Split};
pub use token::{Token, TokenKind};

/// A sentence never crosses a block. Its span is trimmed of white space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    pub span: Span,
    /// Index into `Document::blocks`.
    pub block: usize,
    /// In order, without white space; not stored and not sent, they can be made again from the text.
    #[serde(skip)]
    pub tokens: Vec<Token>,
}

/// A text as its rules read it.
pub struct Segmentation<'m> {
    /// Every sentence of the text, boilerplate blocks included, in order.
    pub sentences: Vec<Sentence>,
    /// The text folded once for all rules (see [`crate::lexicon::fold`]).
    pub folded: String,
    /// What is known of each distinct word of the text, asked once for all places where it stands.
    pub forms: Forms,
    /// What tells of words beyond this text: lemmas, other forms.
    pub morphology: &'m Morphology,
}

/// A sentence of more tokens is cut, at a pause where there is one: tables and broken files have no sentence ends, and
/// every fact carries its sentence as evidence.
const LONGEST: usize = 240;

/// Tokens, sentences and word forms of the whole text; total, linear in its length.
pub fn segment<'m>(document: &Document, morphology: &'m Morphology) -> Segmentation<'m> {
    let folded = fold(&document.text);
    let mut numbering = forms::Numbering::new(morphology);
    let mut sentences = Vec::new();
    let mut tokens = Vec::new();
    for (block, span) in document.blocks.iter().map(|block| block.span).enumerate() {
        tokens.clear();
        token::push_tokens(&document.text, span, &mut tokens);
        numbering.number(&folded, &mut tokens);
        let ends = ends(&document.text, &folded, numbering.forms(), &tokens);
        let mut start = 0;
        for end in ends.into_iter().map(|(end, _)| end).chain([tokens.len()]) {
            sentences.extend(sentence(block, &tokens[start..end]));
            start = end;
        }
    }
    let forms = numbering.into_forms();
    Segmentation { sentences, folded, forms, morphology }
}

/// `None` of no tokens.
fn sentence(block: usize, tokens: &[Token]) -> Option<Sentence> {
    let span = tokens.first()?.span.cover(tokens.last()?.span);
    Some(Sentence { span, block, tokens: tokens.to_vec() })
}

/// Of each sentence the name of the rule that ended it, asked anew: [`segment`] keeps only where they end. The last of a
/// block ends with it: `block`.
pub fn end_rules(document: &Document, segmentation: &Segmentation) -> Vec<&'static str> {
    let mut rules = Vec::with_capacity(segmentation.sentences.len());
    for sentences in segmentation.sentences.chunk_by(|one, next| one.block == next.block) {
        let tokens: Vec<Token> = sentences.iter().flat_map(|sentence| sentence.tokens.iter().copied()).collect();
        let ends = ends(&document.text, &segmentation.folded, &segmentation.forms, &tokens);
        let mut ends = ends.into_iter().peekable();
        let mut end = 0;
        for sentence in sentences {
            end += sentence.tokens.len();
            while ends.next_if(|(at, _)| *at < end).is_some() {}
            rules.push(ends.next_if(|(at, _)| *at == end).map_or("block", |(_, rule)| rule));
        }
    }
    rules
}

/// Where sentences end within a block: the index of the token after each, and the rule that said so.
fn ends(text: &str, folded: &str, forms: &Forms, tokens: &[Token]) -> Vec<(usize, &'static str)> {
    let mut brackets = rules::brackets(text, tokens).into_iter().peekable();
    let mut ends = Vec::new();
    let (mut first, mut at, mut predicate, mut passive) = (0, 0, false, false);
    while at < tokens.len() {
        let token = tokens[at];
        if at - first >= LONGEST {
            let end = pause(text, &tokens[..=at], first + LONGEST / 2);
            ends.push((end, "endless"));
            (first, predicate, passive) = (end, false, false);
        }
        if token.kind == TokenKind::Word && !predicate {
            let traits = forms.traits(&token);
            predicate = traits.has(Traits::FINITE);
            passive |=
                traits.has(Traits::SHORT_PASSIVE) || matches!(token.span.of(folded), "был" | "принят" | "избран");
        }
        if token.kind != TokenKind::Mark || !rules::is_stop(token.span.of(text)) {
            at += 1;
            continue;
        }
        let mut next = at + 1;
        while next < tokens.len() && touches(tokens, next) && {
            let mark = tokens[next].span.of(text);
            rules::is_stop(mark) || rules::is_closing(mark)
        } {
            next += 1;
        }
        if let Some(past) = rules::past_footnote(text, folded, tokens, at).filter(|_| next == at + 1) {
            next = past;
        }
        if next == tokens.len() {
            break;
        }
        while brackets.next_if(|pair| pair.end <= at).is_some() {}
        let bracket = brackets.peek().filter(|pair| pair.contains_offset(at));
        // `(1907 г.). В 1908 г.`: the stop behind the bracket is the one that counts.
        let behind =
            bracket.and_then(|pair| (pair.end + 1..next).find(|&mark| rules::is_stop(tokens[mark].span.of(text))));
        if let Some(behind) = behind {
            at = behind;
            continue;
        }
        let bracket = bracket.map(|pair| pair.start);
        let split = Split { text, folded, tokens, first, stop: at, next, bracket, predicate, passive };
        if let (Decision::End, rule) = rules::decide(&split) {
            ends.push((next, rule));
            (first, predicate, passive) = (next, false, false);
        }
        at = next;
    }
    ends
}

/// Where an endless sentence is cut, at the latest before its last token and not before `from`: after a comma or its like,
/// else beside a word, else at a space. `164,5 %` and `1 312 632 человека` stay whole where there is any other place.
fn pause(text: &str, tokens: &[Token], from: usize) -> usize {
    let last = tokens.len() - 1;
    let mut gaps = (from + 1..=last).rev().filter(|&at| !touches(tokens, at));
    let after_mark = |at: &usize| matches!(tokens[at - 1].span.of(text), ";" | "," | ":");
    let apart = |at: &usize| tokens[at - 1].kind != TokenKind::Digits && tokens[*at].kind != TokenKind::Mark;
    let found = gaps.clone().find(after_mark).or_else(|| gaps.clone().find(apart));
    found.or_else(|| gaps.next()).unwrap_or(last)
}

/// Whether nothing stands between the token and the one before it.
fn touches(tokens: &[Token], index: usize) -> bool {
    tokens[index - 1].span.end == tokens[index].span.start
}
