//! What holds for the lesson of every text; the property tests and the fuzz targets ask it of theirs.

use konspekt::document::{Document, Language};
use konspekt::fact::FactKind;
use konspekt::lesson::Lesson;
use konspekt::segment::Sentence;
use konspekt::span::Span;

/// All of it.
///
/// # Panics
/// Where something does not hold.
pub fn check(lesson: &Lesson) {
    document(&lesson.document);
    sentences(&lesson.document, &lesson.sentences);
    spans(lesson);
    evidence(lesson);
    events(lesson);
    digits(lesson);
    ids(lesson);
}

/// Blocks are words of the text, in order, apart.
pub fn document(document: &Document) {
    assert!(!document.blocks.is_empty(), "a text has blocks");
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && is_words(&document.text, block.span), "a block at {:?}", block.span);
        assert_eq!(block.span.of(&document.text).trim(), block.span.of(&document.text), "a block is trimmed");
        end = block.span.end;
    }
}

/// Sentences lie in their blocks, in order, apart, and their tokens in them likewise.
pub fn sentences(document: &Document, sentences: &[Sentence]) {
    let mut end = 0;
    for sentence in sentences {
        assert!(sentence.span.start >= end && is_words(&document.text, sentence.span), "at {:?}", sentence.span);
        assert!(document.blocks[sentence.block].span.contains(sentence.span), "a sentence never crosses a block");
        end = sentence.span.start;
        for token in &sentence.tokens {
            assert!(token.span.start >= end && is_words(&document.text, token.span), "a token at {:?}", token.span);
            end = token.span.end;
        }
        assert!(end <= sentence.span.end, "a sentence holds its tokens");
        end = sentence.span.end;
    }
}

fn is_words(text: &str, span: Span) -> bool {
    text.get(span.start..span.end).is_some_and(|words| !words.is_empty())
}

fn spans(lesson: &Lesson) {
    let mentions = &lesson.mentions;
    let mut spans = Vec::new();
    spans.extend(mentions.quantities.iter().map(|quantity| ("quantity", quantity.span)));
    spans.extend(mentions.times.iter().map(|time| ("time", time.span)));
    spans.extend(mentions.entities.iter().map(|entity| ("entity", entity.span)));
    spans.extend(mentions.claims.iter().map(|claim| ("claim", claim.span)));
    spans.extend(mentions.skipped.iter().map(|skip| ("skipped", skip.span)));
    spans.extend(lesson.facts.iter().map(|fact| ("fact", fact.span)));
    spans.extend(lesson.facts.iter().filter_map(|fact| Some(("period", fact.period.as_ref()?.span))));
    for card in &lesson.cards {
        spans.extend(card.evidence.iter().flat_map(|proof| [("proof", proof.sentence), ("answer", proof.answer)]));
    }
    for (kind, span) in spans {
        assert!(is_words(&lesson.document.text, span), "a {kind} at {span:?}");
    }
}

/// An event is told in few words, and not from the middle of a sentence.
fn events(lesson: &Lesson) {
    for fact in &lesson.facts {
        let FactKind::Event { what } = &fact.kind else { continue };
        let words: Vec<&str> = what.split_whitespace().collect();
        assert!((2..=30).contains(&words.len()), "an event in {} words: {what:?}", words.len());
        assert!(!["и", "а", "но", "что"].contains(&words[0]), "an event begins with a conjunction: {what:?}");
    }
}

/// The evidence of a fact is its sentence, holds it, and is found again.
fn evidence(lesson: &Lesson) {
    let text = &lesson.document.text;
    for fact in &lesson.facts {
        let evidence = &fact.evidence;
        assert_eq!(&*evidence.exact, evidence.span.of(text), "evidence is exact to the character");
        assert_eq!(evidence.find(text), Some(evidence.span), "evidence is found again");
        assert!(evidence.span.contains(fact.span), "the evidence of a fact holds it");
        assert_eq!(lesson.sentences[fact.sentence].span, evidence.span, "the evidence of a fact is its sentence");
    }
}

/// No digit of a Russian text is lost in silence.
fn digits(lesson: &Lesson) {
    if lesson.document.language == Language::Unknown {
        return;
    }
    let mentions = &lesson.mentions;
    let mut known: Vec<Span> = (mentions.quantities.iter().map(|quantity| quantity.span))
        .chain(mentions.times.iter().map(|time| time.span))
        .chain(mentions.entities.iter().map(|entity| entity.span))
        .chain(mentions.skipped.iter().map(|skip| skip.span))
        .collect();
    known.sort();
    let (mut known, mut end) = (known.into_iter().peekable(), 0);
    for (at, _) in lesson.document.text.char_indices().filter(|(_, letter)| letter.is_ascii_digit()) {
        while let Some(span) = known.next_if(|span| span.start <= at) {
            end = span.end.max(end);
        }
        assert!(at < end, "the digit at {at} is in no mention and not skipped: {:?}", lesson.document.text);
    }
}

/// Ids are unique, and a relation joins facts of the lesson.
fn ids(lesson: &Lesson) {
    let mut facts: Vec<_> = lesson.facts.iter().map(|fact| &fact.id).collect();
    let mut cards: Vec<_> = lesson.cards.iter().map(|card| &card.id).collect();
    facts.sort();
    cards.sort();
    assert!(facts.windows(2).all(|pair| pair[0] != pair[1]), "two facts share an id");
    assert!(cards.windows(2).all(|pair| pair[0] != pair[1]), "two cards share an id");
    for relation in &lesson.relations {
        assert!(relation.facts.len() >= 2, "a relation joins facts");
        for id in &relation.facts {
            assert!(facts.binary_search(&id).is_ok(), "a relation joins facts of the lesson");
        }
    }
}
