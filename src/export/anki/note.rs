//! A card → the fields of a note, as HTML of our own making: everything of the card is escaped.

use crate::card::{Card, CardKind, Choice, Piece, Reason};
use crate::export::item::BLANK;

/// The fields of a note. All cards become one kind of notes: Anki never gives a note that it knows another kind, so that a card which is asked
/// otherwise than before (typed, or with options) could not be updated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// With its blank.
    pub question: String,
    pub answer: String,
    /// The sentences that prove it.
    pub evidence: String,
    /// Whether the answer is typed.
    pub is_typed: bool,
}

/// `None` of a card that no note can be.
pub(super) fn note(card: &Card, text: &str) -> Option<Note> {
    if card.kind == CardKind::Chart {
        return None;
    }
    let piece = |piece: &Piece| if let Piece::Text(words) = piece { escaped(words) } else { BLANK.to_owned() };
    let mut question: String = card.prompt.iter().map(piece).collect();
    let mut answer = escaped(&card.answer.text);
    if card.kind == CardKind::Ordering {
        let mut items: Vec<&Choice> = card.options.iter().collect();
        items.sort_by(|a, b| a.text.cmp(&b.text));
        question.push_str(&list("ul", items.into_iter().map(|item| escaped(&item.text))));
        answer = list("ol", card.options.iter().map(in_time));
    } else if !card.options.is_empty() {
        question.push_str(&list("ol", card.options.iter().map(|option| escaped(&option.text))));
    }
    let sentences = card.evidence.iter().map(|proof| escaped(proof.sentence.of(text)));
    let evidence = sentences.collect::<Vec<_>>().join("<br>");
    Some(Note { question, answer, evidence, is_typed: card.kind == CardKind::Typed })
}

/// As question and answer alone, the evidence with the answer.
pub(super) fn plain(card: &Card, text: &str) -> Option<Note> {
    let mut note = note(card, text)?;
    if !note.evidence.is_empty() {
        note.answer = [&note.answer, "<br><br><i>", &note.evidence, "</i>"].concat();
    }
    Some(note)
}

fn in_time(item: &Choice) -> String {
    match &item.reason {
        Some(Reason::When(time)) => format!("{} ({})", escaped(&item.text), escaped(time)),
        _ => escaped(&item.text),
    }
}

fn list(kind: &str, items: impl Iterator<Item = String>) -> String {
    let items: String = items.map(|item| format!("<li>{item}</li>")).collect();
    format!("<{kind}>{items}</{kind}>")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            // The separator of fields, which no text has.
            '\0'..='\u{1f}' => out.push(' '),
            c => out.push(c),
        }
    }
    // What Anki would take for a sound or a formula stays words.
    out.replace("[sound:", "&#91;sound:")
        .replace("[$", "&#91;$")
        .replace("[latex]", "&#91;latex]")
        .replace('\\', "&#92;")
}
