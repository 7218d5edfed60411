//! Text in XML and HTML: everything of a card is escaped.

use super::Chosen;
use super::item::normal;

/// For the words between tags and for values of attributes in double quotes. Characters that XML does not know become spaces.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A paragraph of HTML.
pub(super) fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", escaped(text))
}

/// What somebody has put before a lesson, in its paragraphs; nothing without it.
pub(super) fn introduction(lesson: &Chosen<'_>) -> String {
    let paragraphs: String = lesson.introduction().map(|words| paragraph(&normal(words)) + "\n").collect();
    if paragraphs.is_empty() { paragraphs } else { format!("<div class=\"introduction\">\n{paragraphs}</div>\n") }
}
