//! Times: what the text says of when, as EDTF (ISO 8601-2), the form that historians use.

pub mod edtf;
mod words;
mod year;
mod atom;
mod dated;
mod context;
#[cfg(test)]
mod corpus;
mod rules;

use serde::{Deserialize, Serialize};

use super::words::Words;
use super::{Reading, RuleName};
use crate::lexicon::ru::traits::Traits;
use crate::segment::{Token, TokenKind};
use crate::span::Span;
use context::Context;
use rules::Found;

pub use edtf::{Certainty, Date, Grain, Season, When};

/// A time as it stands in one place of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeMention {
    pub span: Span,
    /// Index into the sentences.
    pub sentence: usize,
    pub when: When,
    pub part: Option<Part>,
    /// What the text does not say here but clearly carries over: `year`, `month`.
    pub inferred: Vec<String>,
    pub calendar: Calendar,
    pub rule: RuleName,
}

/// The part of a period that is meant: `в начале`, `в середине`, `к концу`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Start,
    Middle,
    End,
}

impl Part {
    pub const ALL: [Part; 3] = [Part::Start, Part::Middle, Part::End];

    /// The public name, which records and files are written with: never to change.
    pub fn name(self) -> &'static str {
        match self {
            Part::Start => "start",
            Part::Middle => "middle",
            Part::End => "end",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    #[default]
    Gregorian,
    Julian,
}

/// Whether the word, folded, is the name of a month in some case.
pub fn is_month(word: &str) -> bool {
    words::month(word).is_some()
}

/// Every time in the text, in text order; linear in its length.
pub fn mentions(reading: Reading) -> Vec<TimeMention> {
    let segmentation = reading.segmentation;
    let opening = segmentation.forms.table(&segmentation.folded, |word, traits, _| rules::opens(word, traits));
    let hyphened = |token: &Token| segmentation.forms.traits(token).has(Traits::HYPHENED);
    let mut context = Context::of(reading.document);
    let mut mentions = Vec::new();
    for (sentence, words) in reading.readable() {
        let block = reading.sentences().get(sentence).map_or(0, |sentence| sentence.block);
        context.enter(block, sentence, reading.document);
        let tokens = if words.tokens.iter().any(hyphened) { parted(&words) } else { None };
        let words = Words { tokens: tokens.as_deref().unwrap_or(words.tokens), ..words };
        let mut at = 0;
        while at < words.len() {
            let opens = words.is_digits(at) || opening.of(&words.tokens[at]) || tokens.is_some();
            let Some(found) = (if opens { rules::times(&words, at, &context) } else { None }) else {
                debug_assert!(opens || rules::times(&words, at, &context).is_none(), "{:?} opens", words.get(at));
                at += 1;
                continue;
            };
            for found in found {
                context.tell(&words, &found);
                at = at.max(found.end);
                mentions.push(mention(&words, sentence, found));
            }
        }
    }
    mentions
}

/// The mention covers the preposition that belongs to the time (`в 1944 г.`), not one that governs more (`от`, `на`).
fn mention(words: &Words, sentence: usize, found: Found) -> TimeMention {
    let before = found.start.checked_sub(1).map_or("", |before| words.word(before));
    let leads = matches!(before, "в" | "во" | "к" | "ко" | "с" | "со" | "за");
    TimeMention {
        span: words.span(found.start - usize::from(leads), found.end),
        sentence,
        when: found.when,
        part: found.part,
        inferred: found.inferred.into_iter().map(str::to_owned).collect(),
        calendar: if found.julian { Calendar::Julian } else { Calendar::Gregorian },
        rule: found.rule.into(),
    }
}

/// The tokens with `июне-июле` and `XVIII-XIX` in three; `None` where no word is of that form.
fn parted(words: &Words) -> Option<Vec<Token>> {
    let is_end =
        |word: &str| words::month(word).is_some() || words::season(word).is_some() || words::roman(word).is_some();
    let hyphen = |token: &Token| {
        let word = token.span.of(words.folded);
        let (first, last) = word.split_once('-')?;
        (token.kind == TokenKind::Word && is_end(first) && is_end(last)).then_some(token.span.start + first.len())
    };
    words.tokens.iter().find_map(hyphen)?;
    let mut tokens = Vec::with_capacity(words.len() + 2);
    for token in words.tokens {
        let Some(hyphen) = hyphen(token) else {
            tokens.push(*token);
            continue;
        };
        for (start, end, kind) in [
            (token.span.start, hyphen, TokenKind::Word),
            (hyphen, hyphen + 1, TokenKind::Mark),
            (hyphen + 1, token.span.end, TokenKind::Word),
        ] {
            tokens.push(Token { span: Span::new(start, end), kind, ..*token });
        }
    }
    Some(tokens)
}
