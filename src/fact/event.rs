//! Happenings of a day, and abbreviations that the text explains.

use super::scene::{Scene, plain};
use crate::extract::{EntityMention, TimeMention};
use crate::span::Span;

/// Of the sentence's words, so many before the date and after it tell what happened.
const BEFORE: usize = 12;
const AFTER: usize = 18;

/// What the sentence tells of a day, the date left out: at most 30 words around it.
pub fn happening(scene: &Scene, time: &TimeMention) -> Option<(Span, String)> {
    let day = time.when.to_string();
    if day.len() != 10 || day.contains(['/', 'X']) {
        return None;
    }
    let words = &scene.words;
    let (from, to) = (words.at(time.span.start), words.at(time.span.end.saturating_sub(1)) + 1);
    let mut start = from;
    let mut left = BEFORE;
    while start > 0 && left > 0 {
        start -= 1;
        left -= usize::from(words.is_word(start));
    }
    let (mut end, mut right) = (to, AFTER);
    while end < words.len() && right > 0 {
        right -= usize::from(words.is_word(end));
        end += 1;
    }
    let span = words.span(start, end);
    let head = words.text.get(span.start..time.span.start).unwrap_or("");
    let tail = words.text.get(time.span.end..span.end).unwrap_or("");
    let head = without_last_preposition(head);
    // What the date parted from its comma is put back to it.
    let told = match tail.strip_prefix(',') {
        Some(_) => plain(&format!("{head}{tail}")),
        None => plain(&format!("{head} {tail}")),
    };
    let told = told.trim_matches(|letter: char| matches!(letter, ',' | '.' | ';' | ':' | '—' | ' '));
    (told.split_whitespace().count() >= 3).then(|| (span, told.to_owned()))
}

/// `Постановление от`, `известна на`: the preposition that led the date has nothing left to lead.
fn without_last_preposition(head: &str) -> &str {
    let head = head.trim_end();
    match head.rsplit_once(' ') {
        Some((rest, "от" | "на" | "с" | "до" | "к" | "по" | "за")) => rest.trim_end(),
        _ => head,
    }
}

/// `Общества содействия обороне (Осоавиахим)`: the term and what it stands for.
pub fn definition(scene: &Scene, entity: &EntityMention) -> Option<(String, String)> {
    let meaning = entity.expansion.as_deref()?;
    let at = scene.words.at(entity.span.start);
    let stated = at > 0 && scene.words.get(at - 1) == "("
        || scene.words.get(scene.words.at(entity.span.end)) == "("
        || entity.span.of(scene.words.text).contains('(');
    (stated && meaning != entity.name).then(|| (entity.name.clone(), meaning.to_owned()))
}
