//! Cards of many made texts: none breaks a rule, and nothing about an option gives the key away.

use std::collections::BTreeSet;

use konspekt::card::lint::{Source, lint};
use konspekt::card::{Card, CardKind};
use konspekt::ingest;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;

use crate::text;

/// That many texts, each of a few paragraphs.
const TEXTS: usize = 2000;
const BYTES: usize = 9_000_000;

fn lessons() -> Vec<Lesson> {
    let morphology = Morphology::bundled();
    let long = text::text(BYTES, SAMPLE, morphology);
    let paragraphs: Vec<&str> = long.lines().collect();
    let size = (paragraphs.len() / TEXTS).max(1);
    let texts: Vec<String> = paragraphs.chunks(size).take(TEXTS).map(|lines| lines.join("\n")).collect();
    let lesson = |(seed, text): (u64, &String)| {
        let document = ingest::read_text(text, None).expect("a text").document;
        Lesson::of(document, seed % 7, morphology)
    };
    (0..).zip(&texts).map(lesson).collect()
}

#[test]
fn made_texts_give_cards_that_keep_the_rules() {
    let lessons = lessons();
    let mut findings = Vec::new();
    for lesson in &lessons {
        let source = Source { document: &lesson.document, facts: &lesson.facts, claims: &lesson.mentions.claims };
        findings.extend(lint(&source, &lesson.cards).into_iter().map(|finding| {
            let card = lesson.cards.iter().find(|card| card.id == finding.card);
            format!(
                "{}: {} | {:?}",
                finding.rule,
                finding.what,
                card.map(|card| (card.kind, &card.prompt, &card.options))
            )
        }));
    }
    for lesson in &lessons {
        let ids: BTreeSet<_> = lesson.cards.iter().map(|card| &card.id).collect();
        assert_eq!(ids.len(), lesson.cards.len(), "an id is used twice");
    }
    let cards = lessons.iter().map(|lesson| lesson.cards.len()).sum::<usize>();
    assert!(lessons.len() == TEXTS && cards > TEXTS * 5, "{} texts, {cards} cards", lessons.len());
    assert!(findings.is_empty(), "{} of {cards} cards; {:#?}", findings.len(), &findings[..findings.len().min(12)]);
    key_has_no_place(&lessons);
    key_has_no_length(&lessons);
}

fn choices(lessons: &[Lesson], kind: CardKind) -> impl Iterator<Item = &Card> {
    lessons.iter().flat_map(|lesson| &lesson.cards).filter(move |card| card.kind == kind)
}

/// χ² of counts against equal ones.
fn chi_square(counts: &[usize]) -> f64 {
    let expected = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
    counts.iter().map(|count| (*count as f64 - expected).powi(2) / expected).sum()
}

fn key_has_no_place(lessons: &[Lesson]) {
    for kind in [CardKind::Choice, CardKind::Trend, CardKind::Criticism] {
        let places = if kind == CardKind::Criticism { 4 } else { 3 };
        let mut counts = vec![0; places];
        // A sample of 300: enough to see a habit, few enough that chance alone is not called one.
        for card in choices(lessons, kind).step_by(choices(lessons, kind).count() / 300 + 1) {
            let key = card.options.iter().position(|option| option.correct).expect("a key");
            counts[key] += 1;
        }
        // One in a thousand is beyond 13.8 (three places) and 16.3 (four).
        let limit = if places == 3 { 13.8 } else { 16.3 };
        assert!(chi_square(&counts) < limit, "{kind:?}: {counts:?}");
    }
}

/// Who always takes the shortest option, or the longest, is right about as often as chance would have it.
fn key_has_no_length(lessons: &[Lesson]) {
    let length = |text: &str| text.chars().count();
    let share = |extreme: fn(usize, usize) -> usize| {
        let (mut right, mut all) = (0.0, 0.0);
        for card in choices(lessons, CardKind::Choice) {
            let wanted = card.options.iter().map(|option| length(&option.text)).reduce(extreme).unwrap_or_default();
            let taken = card.options.iter().filter(|option| length(&option.text) == wanted);
            let keys = taken.clone().filter(|option| option.correct).count();
            right += keys as f64 / taken.count() as f64;
            all += 1.0;
        }
        right / all
    };
    let (shortest, longest) = (share(usize::min), share(usize::max));
    // A short text offers few other figures, and what is ten times as much is longer; real texts stand at a third.
    let fair = 0.2..0.47;
    assert!(fair.contains(&shortest) && fair.contains(&longest), "shortest: {shortest}, longest: {longest}");
}
