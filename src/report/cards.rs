//! `konspekt cards --json`.

use serde::Serialize;

use super::VERSION;
use crate::card::{Card, CardKind, Derivation, Piece, Reason, Stance};
use crate::lesson::Lesson;
use crate::span::Span;

/// How a blank is written where it cannot be drawn.
const BLANK: &str = "____";

#[derive(Serialize)]
struct Cards<'a> {
    version: u32,
    text: &'a str,
    seed: u64,
    cards: Vec<CardForm<'a>>,
}

#[derive(Serialize)]
pub(super) struct CardForm<'a> {
    id: &'a str,
    kind: CardKind,
    prompt: String,
    options: Vec<OptionForm<'a>>,
    answer: AnswerForm<'a>,
    evidence: Vec<Span>,
    facts: Vec<&'a str>,
    weight: f64,
    siblings: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confusable: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    derivation: Option<Derivation>,
    trusted: bool,
}

#[derive(Serialize)]
struct OptionForm<'a> {
    text: &'a str,
    correct: bool,
    reason: Option<String>,
}

#[derive(Serialize)]
struct AnswerForm<'a> {
    text: &'a str,
    value: Option<String>,
    accepts: &'a [String],
    tolerance: Option<String>,
}

/// One JSON object with these cards of the lesson, on one line.
pub fn cards(lesson: &Lesson, cards: &[Card], seed: u64) -> serde_json::Result<String> {
    serde_json::to_string(&Cards {
        version: VERSION,
        text: &lesson.document.text,
        seed,
        cards: cards.iter().map(card_form).collect(),
    })
}

pub(super) fn card_form(card: &Card) -> CardForm<'_> {
    CardForm {
        id: &card.id.0,
        kind: card.kind,
        prompt: prompt(&card.prompt),
        options: (card.options.iter())
            .map(|option| OptionForm {
                text: &option.text,
                correct: option.correct,
                reason: option.reason.as_ref().map(reason),
            })
            .collect(),
        answer: AnswerForm {
            text: &card.answer.text,
            value: card.answer.value.map(|value| value.to_string()),
            accepts: &card.answer.accepts,
            tolerance: card.answer.tolerance.map(|tolerance| tolerance.to_string()),
        },
        evidence: card.evidence.iter().map(|proof| proof.sentence).collect(),
        facts: card.facts.iter().map(|id| id.0.as_str()).collect(),
        weight: card.weight,
        siblings: card.siblings.as_deref(),
        confusable: card.confusable.as_deref(),
        derivation: card.derivation,
        trusted: card.trusted,
    }
}

/// The prompt as one line of text.
pub fn prompt(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Blank => BLANK,
        })
        .collect()
}

/// Why an option is wrong, in the language of the source.
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::OtherTime(time) => format!("это значение другого времени: {time}"),
        Reason::OtherSubject(subject) => format!("другая величина: «{subject}»"),
        Reason::PartOrWhole(subject) => format!("часть или целое: «{subject}»"),
        Reason::DigitsSwapped => "цифры переставлены".to_owned(),
        Reason::DigitLost => "пропущена цифра".to_owned(),
        Reason::WrongMagnitude => "не тот порядок величины".to_owned(),
        Reason::OtherYear => "другой год".to_owned(),
        Reason::OtherDay => "это день другого события".to_owned(),
        Reason::OtherDirection => "не в ту сторону".to_owned(),
        Reason::OtherFactor => "не во столько раз".to_owned(),
        Reason::OtherStance(Stance::Checkable) => "здесь нет точной даты или точного числа".to_owned(),
        Reason::OtherStance(Stance::Approximate) => "число здесь не приблизительное".to_owned(),
        Reason::OtherStance(Stance::Attributed) => "здесь ни на кого не ссылаются".to_owned(),
        Reason::OtherStance(Stance::Evaluation) => "здесь нет слов оценки".to_owned(),
        Reason::When(time) => time.clone(),
    }
}
