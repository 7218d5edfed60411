//! A card → the fields of a note, as HTML of our own making: everything of the card is escaped.

use crate::card::{Card, CardKind, Choice, Piece, Reason};

/// The kinds of notes that cards become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Question and answer.
    Asked,
    /// The answer is typed.
    Typed,
    /// The answer is a deletion.
    Cut,
}

/// The fields of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    pub form: Form,
    /// With the deletion in it, where the form has one.
    pub question: String,
    /// Empty where the question has it.
    pub answer: String,
    /// The sentences that prove it.
    pub evidence: String,
}

/// `None` of a card that no note can be.
pub(super) fn note(card: &Card, text: &str) -> Option<Note> {
    let has_blank = card.prompt.contains(&Piece::Blank);
    let form = match card.kind {
        CardKind::Chart => return None,
        CardKind::Typed => Form::Typed,
        _ if has_blank && card.options.is_empty() => Form::Cut,
        _ => Form::Asked,
    };
    let blank = match form {
        Form::Cut => ["{{c1::", &uncut(&card.answer.text), "}}"].concat(),
        _ => "____".to_owned(),
    };
    let piece = |piece: &Piece| match piece {
        Piece::Text(words) if form == Form::Cut => uncut(words),
        Piece::Text(words) => escaped(words),
        Piece::Blank => blank.clone(),
    };
    let mut question: String = card.prompt.iter().map(piece).collect();
    let mut answer = if form == Form::Cut { String::new() } else { escaped(&card.answer.text) };
    if card.kind == CardKind::Ordering {
        let mut items: Vec<&Choice> = card.options.iter().collect();
        items.sort_by(|a, b| a.text.cmp(&b.text));
        question.push_str(&list("ul", items.into_iter().map(|item| escaped(&item.text))));
        answer = list("ol", card.options.iter().map(in_time));
    } else if !card.options.is_empty() {
        question.push_str(&list("ol", card.options.iter().map(|option| escaped(&option.text))));
    }
    let sentences = card.evidence.iter().map(|proof| escaped(proof.sentence.of(text)));
    Some(Note { form, question, answer, evidence: sentences.collect::<Vec<_>>().join("<br>") })
}

/// As question and answer alone, the evidence with the answer.
pub(super) fn plain(card: &Card, text: &str) -> Option<Note> {
    let mut note = note(card, text)?;
    if note.form == Form::Cut {
        let piece = |piece: &Piece| if let Piece::Text(words) = piece { escaped(words) } else { "____".to_owned() };
        note.question = card.prompt.iter().map(piece).collect();
        note.answer = escaped(&card.answer.text);
    }
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

/// The same where deletions are looked for.
fn uncut(text: &str) -> String {
    escaped(text).replace('{', "&#123;").replace('}', "&#125;").replace("::", "&#58;&#58;")
}
