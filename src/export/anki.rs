//! Cards → a package of Anki (`.apkg`) or notes as text.
//!
//! A note's lasting id is made of the card's, so that a later export updates the notes that are there and their schedule stays. Whatever
//! gives a time is a parameter: the same cards make the same file.

mod note;
mod package;

use super::Chosen;

pub use package::package;

/// Notes as text, with headers that say what stands where: question and answer alone, for any kind of notes that has two fields.
pub fn text(lessons: &[Chosen<'_>]) -> String {
    let mut out = "#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n".to_owned();
    for lesson in lessons {
        let deck = deck_name(lesson.title);
        for card in lesson.cards {
            let Some(note) = note::plain(card, lesson.text) else { continue };
            let fields = [card.id.0.as_str(), &deck, &note.question, &note.answer].map(quoted);
            out.push_str(&fields.join("\t"));
            out.push('\n');
        }
    }
    out
}

/// A field of the table; one that begins like a comment is quoted too.
fn quoted(field: &str) -> String {
    if field.contains(['\t', '\n', '\r', '"']) || field.starts_with('#') {
        ["\"", &field.replace('"', "\"\""), "\""].concat()
    } else {
        field.to_owned()
    }
}

/// A title in which Anki sees no deck within a deck.
fn deck_name(title: &str) -> String {
    let name = title.split_whitespace().collect::<Vec<_>>().join(" ").replace("::", ": ");
    if name.is_empty() { "Konspekt".to_owned() } else { name }
}

#[cfg(test)]
mod tests;
