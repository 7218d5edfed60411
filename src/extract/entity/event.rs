//! Named events: wars, battles, revolutions.

use super::EntityKind::Event;
use super::gazetteer as data;
use super::rules::{Name, adjective_and_head, found, inflected};
use crate::extract::words::{Match, Words};

pub fn known_event(words: &Words, at: usize) -> Option<Match<Name>> {
    let (name, end) = inflected(words, at, data::EVENTS)?;
    found(end, Event, name.to_owned())
}

/// `Сталинградская битва`.
pub fn battle(words: &Words, at: usize) -> Option<Match<Name>> {
    let (adjective, head, end) = adjective_and_head(words, at, data::EVENT_HEADS)?;
    found(end, Event, format!("{adjective} {head}"))
}
