//! Just enough HTML to find and replace elements of a page that this project has written itself: tags and their
//! attributes, quoted or not (Trunk's minifier drops quotes), with comments and the text of scripts passed over.

use std::ops::Range;

/// A start tag, and for elements of raw text what they hold.
#[derive(Debug)]
pub struct Tag {
    /// Where the tag stands; for `script`, `style` and `title` with their text and end tag.
    pub range: Range<usize>,
    /// The text of a `script`, `style` or `title`; empty elsewhere.
    pub text: Range<usize>,
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// An attribute's value; an attribute without one has the empty text.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Whether the element has this name.
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }
}

/// All start tags, in their order.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + end + 3);
        } else if rest[1..].starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            let tag = tag(html, start);
            at = tag.range.end;
            tags.push(tag);
        } else {
            at = start + 1;
        }
    }
    tags
}

fn tag(html: &str, start: usize) -> Tag {
    let ends_name = |letter: char| letter.is_ascii_whitespace() || letter == '>' || letter == '/';
    let mut at = start + 1;
    let name_end = html[at..].find(ends_name).map_or(html.len(), |end| at + end);
    let name = html[at..name_end].to_ascii_lowercase();
    at = name_end;
    let mut attributes = Vec::new();
    loop {
        at += html[at..].len() - html[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/').len();
        if at >= html.len() || html[at..].starts_with('>') {
            at = (at + 1).min(html.len());
            break;
        }
        let key_end = html[at..]
            .find(|letter: char| letter == '=' || letter == '>' || letter.is_ascii_whitespace())
            .map_or(html.len(), |end| at + end);
        let key = html[at..key_end].to_ascii_lowercase();
        at = key_end;
        let mut value = String::new();
        if html[at..].starts_with('=') {
            at += 1;
            let quote = html[at..].chars().next().filter(|letter| *letter == '"' || *letter == '\'');
            let (from, end, after) = match quote {
                Some(quote) => {
                    let end = html[at + 1..].find(quote).map_or(html.len(), |end| at + 1 + end);
                    (at + 1, end, (end + 1).min(html.len()))
                }
                None => {
                    let ends = |letter: char| letter.is_ascii_whitespace() || letter == '>';
                    let end = html[at..].find(ends).map_or(html.len(), |end| at + end);
                    (at, end, end)
                }
            };
            value = html[from..end].replace("&amp;", "&");
            at = after;
        }
        attributes.push((key, value));
    }
    let mut text = at..at;
    if matches!(name.as_str(), "script" | "style" | "title") {
        let closing = format!("</{name}");
        let end = html[at..].find(&closing).map_or(html.len(), |end| at + end);
        text = at..end;
        at = html[end..].find('>').map_or(html.len(), |close| end + close + 1);
    }
    Tag { range: start..at, text, name, attributes }
}

/// The page with parts of it replaced.
pub fn replace(html: &str, mut parts: Vec<(Range<usize>, String)>) -> String {
    parts.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(html.len());
    let mut at = 0;
    for (range, new) in parts {
        result.push_str(&html[at..range.start]);
        result.push_str(&new);
        at = range.end;
    }
    result.push_str(&html[at..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let page =
            "<!-- <script id=no> --><link href=./a.css rel='stylesheet'><p hidden>a < b</p><img alt=\"a > b\" />";
        let tags = tags(page);
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["link", "p", "img"]);
        assert_eq!(tags[0].attribute("href"), Some("./a.css"));
        assert_eq!(tags[0].attribute("rel"), Some("stylesheet"));
        assert_eq!(tags[1].attribute("hidden"), Some(""));
        assert_eq!(tags[2].attribute("alt"), Some("a > b"));
    }

    #[test]
    fn the_text_of_a_script_is_not_markup() {
        let page = "<script id=a>if (1 <b) { '<link>' }</script><link rel=icon>";
        let tags = tags(page);
        assert_eq!(tags.len(), 2);
        assert_eq!(&page[tags[0].text.clone()], "if (1 <b) { '<link>' }");
        assert_eq!(&page[tags[1].range.clone()], "<link rel=icon>");
    }

    #[test]
    fn parts_are_replaced_in_any_order() {
        assert_eq!(replace("abcdef", vec![(4..5, "E".into()), (0..2, "-".into())]), "-cdEf");
    }
}
