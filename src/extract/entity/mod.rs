//! People, organizations, places and named events.

#[cfg(test)]
mod corpus;
pub mod acronym;
mod form;
mod gazetteer;
mod person;
mod organization;
mod place;
mod event;
mod rules;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Gates, Reading, RuleName, TimeMention};
use crate::span::Span;
use rules::{Name, RULES};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityMention {
    pub span: Span,
    /// Index into the sentences.
    pub sentence: usize,
    pub kind: EntityKind,
    /// The normal form, which joins the mentions of one entity.
    pub name: String,
    /// What an abbreviation stands for, where the text says so.
    pub expansion: Option<String>,
    pub rule: RuleName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    Person,
    Organization,
    Place,
    Event,
}

/// Every name that a list or a clear pattern knows, in text order; linear in the length of the text.
pub fn mentions(reading: Reading, times: &[TimeMention]) -> Vec<EntityMention> {
    let gates = Gates::of(RULES, reading.segmentation);
    let mut mentions = Vec::new();
    let mut times = times.iter().map(|time| time.span).peekable();
    for (sentence, words) in reading.readable() {
        let mut at = 0;
        while at < words.len() {
            let mut is_time = || {
                let token = words.span(at, at + 1);
                while times.next_if(|time| time.end <= token.start).is_some() {}
                times.peek().is_some_and(|time| time.overlaps(token))
            };
            let open = gates.open(&words.tokens[at]);
            let found = if open.is_none() || is_time() { None } else { open.first_match(RULES, &words, at) };
            let Some((rule, found)) = found else {
                at += 1;
                continue;
            };
            let Name { kind, name, expansion } = found.value;
            let span = words.span(at, found.end);
            mentions.push(EntityMention { span, sentence, kind, name, expansion, rule: rule.into() });
            at = found.end;
        }
    }
    acronym::explain(reading, &mut mentions);
    join_people(&mut mentions);
    mentions
}

/// A surname alone is the person whom the text names in full elsewhere, where there is only one.
fn join_people(mentions: &mut [EntityMention]) {
    let surname = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_owned();
    let mut full: HashMap<String, Option<String>> = HashMap::new();
    for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Person && mention.name.contains(' ')) {
        full.entry(surname(&mention.name))
            .and_modify(|known| {
                if known.as_ref().is_some_and(|known| *known != mention.name) {
                    *known = None;
                }
            })
            .or_insert_with(|| Some(mention.name.clone()));
    }
    for mention in mentions.iter_mut().filter(|mention| mention.kind == EntityKind::Person) {
        if let Some(Some(name)) = full.get(&mention.name) {
            mention.name.clone_from(name);
        }
    }
}
