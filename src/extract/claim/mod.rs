//! Claims told apart from facts, by explicit cues alone: evaluations, attributions, hedges.

#[cfg(test)]
mod corpus;
mod cues;
mod rules;

use serde::{Deserialize, Serialize};

use super::{Gates, Reading, RuleName};
use crate::span::Span;
use rules::{Cue, RULES};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimMention {
    pub span: Span,
    /// Index into the sentences.
    pub sentence: usize,
    /// The words that give the claim away: `мудрая политика`, `по данным`.
    pub cue: String,
    pub kind: ClaimKind,
    pub rule: RuleName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    Evaluation,
    Attribution,
    Hedge,
}

/// Every claim that a cue gives away, in text order; linear in the length of the text.
pub fn mentions(reading: Reading) -> Vec<ClaimMention> {
    let gates = Gates::of(RULES, reading.segmentation);
    let mut mentions = Vec::new();
    for (sentence, words) in reading.readable() {
        let mut at = 0;
        while at < words.len() {
            let Some((rule, found)) = gates.open(&words.tokens[at]).first_match(RULES, &words, at) else {
                at += 1;
                continue;
            };
            let end = found.end.min(words.len());
            let Cue { kind, tokens } = found.value;
            let cue = words.span(at, at + tokens).of(words.folded).to_owned();
            mentions.push(ClaimMention { span: words.span(at, end), sentence, cue, kind, rule: rule.into() });
            at = end;
        }
    }
    mentions
}
