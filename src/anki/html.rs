//! The words of HTML, as a person reads them: never HTML from data.

/// Tags that end a line.
const BREAKS: &[&str] = &[
    "br",
    "div",
    "p",
    "li",
    "tr",
    "hr",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "blockquote",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];
/// Tags whose content is no text.
const UNREAD: &[&str] = &["script", "style", "head", "template"];
/// Cells of a table stand apart.
const CELLS: &[&str] = &["td", "th"];

/// What was left out of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Pictures, sounds and films.
    pub media: usize,
}

/// The plain text, its lines trimmed, none of them empty; what was left out is counted.
pub fn text(html: &str, left_out: &mut LeftOut) -> String {
    let mut raw = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&', '[']) {
        raw.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = match rest.as_bytes()[0] {
            b'<' => tag(rest, &mut raw, left_out),
            b'&' => entity(rest, &mut raw),
            _ => sound(rest, &mut raw, left_out),
        };
    }
    raw.push_str(rest);
    tidy(&raw)
}

/// Runs of white space are one space, lines are trimmed, empty ones left out. Soft hyphens and marks of direction go.
fn tidy(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for line in raw.split('\n') {
        let before = out.len();
        for word in line.split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}') {
            let shown = word
                .chars()
                .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\0'..='\u{1f}'));
            let at = out.len();
            if at > before {
                out.push(' ');
            }
            let start = out.len();
            out.extend(shown);
            if out.len() == start {
                out.truncate(at);
            }
        }
        let is_blank = out[before..].chars().all(char::is_whitespace);
        if is_blank {
            out.truncate(before);
        } else {
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Reads a tag, or the sign alone where it is none; what comes after it.
fn tag<'a>(html: &'a str, out: &mut String, left_out: &mut LeftOut) -> &'a str {
    if let Some(comment) = html.strip_prefix("<!--") {
        return comment.split_once("-->").map_or("", |(_, after)| after);
    }
    let inner = &html[1..];
    let named = inner.strip_prefix(['/', '!', '?']).unwrap_or(inner);
    if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
        out.push('<');
        return inner;
    }
    let end = named.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(named.len());
    let name = named[..end].to_ascii_lowercase();
    let Some(after) = after_tag(&named[end..]) else {
        // It is cut off: nothing of it is meant to be read.
        return "";
    };
    let is_closing = inner.starts_with('/');
    match name.as_str() {
        "img" | "audio" | "video" | "source" | "object" | "embed" if !is_closing => left_out.media += 1,
        _ if BREAKS.contains(&name.as_str()) => out.push('\n'),
        _ if CELLS.contains(&name.as_str()) => out.push(' '),
        _ if UNREAD.contains(&name.as_str()) && !is_closing => return after_element(after, &name),
        _ => {}
    }
    after
}

/// Behind the `>` of a tag; one between quotes does not end it.
fn after_tag(attributes: &str) -> Option<&str> {
    let mut quote = None;
    for (at, c) in attributes.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(&attributes[at + 1..]),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    // A quote that never ends was none.
    attributes.split_once('>').map(|(_, after)| after)
}

/// Behind the end of an element whose content is not read.
fn after_element<'a>(content: &'a str, name: &str) -> &'a str {
    let mut rest = content;
    while let Some((_, after)) = rest.split_once("</") {
        let is_end = after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        if is_end {
            return after.split_once('>').map_or("", |(_, after)| after);
        }
        rest = after;
    }
    ""
}

/// Reads an entity, or the sign alone where it is none.
fn entity<'a>(html: &'a str, out: &mut String) -> &'a str {
    let inner = &html[1..];
    let end = inner.bytes().take(12).position(|byte| byte == b';');
    let read = end.and_then(|end| Some((character(inner.get(..end)?)?, &inner[end + 1..])));
    match read {
        Some((c, after)) => {
            out.push(c);
            after
        }
        None => {
            out.push('&');
            inner
        }
    }
}

/// Those that people write by hand or editors make.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(number).filter(|c| !c.is_control() || c.is_whitespace());
    }
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "ensp" | "emsp" | "thinsp" => ' ',
        "mdash" => '—',
        "ndash" => '–',
        "laquo" => '«',
        "raquo" => '»',
        "bdquo" => '„',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "deg" => '°',
        "sect" => '§',
        "para" => '¶',
        "copy" => '©',
        "times" => '×',
        "minus" => '−',
        "plusmn" => '±',
        "frac12" => '½',
        "frac14" => '¼',
        "frac34" => '¾',
        "sup2" => '²',
        "sup3" => '³',
        "rarr" => '→',
        "larr" => '←',
        "harr" => '↔',
        "asymp" => '≈',
        "le" => '≤',
        "ge" => '≥',
        "ne" => '≠',
        "euro" => '€',
        "pound" => '£',
        "permil" => '‰',
        "iexcl" => '¡',
        "iquest" => '¿',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ntilde" => 'ñ',
        _ => return None,
    })
}

/// `[sound:a.mp3]` and what Anki makes of a voice: left out.
fn sound<'a>(html: &'a str, out: &mut String, left_out: &mut LeftOut) -> &'a str {
    for begin in ["[sound:", "[anki:play:"] {
        if let Some(named) = html.strip_prefix(begin)
            && let Some(after) = after_bracket(named)
        {
            left_out.media += 1;
            return after;
        }
    }
    if let Some(after) = html.strip_prefix("[anki:tts").and_then(after_bracket) {
        return after;
    }
    out.push('[');
    &html[1..]
}

/// Behind the bracket that closes; a name of a file is not longer.
fn after_bracket(inner: &str) -> Option<&str> {
    let end = inner.bytes().take(400).position(|byte| matches!(byte, b']' | b'[' | b'\n'))?;
    inner[end..].strip_prefix(']')
}

/// The line as one: for what has to be a paragraph.
pub fn in_one_line(text: &str) -> String {
    text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(html: &str) -> String {
        text(html, &mut LeftOut::default())
    }

    #[test]
    fn tags_go_and_lines_stay() {
        for (html, plain) in [
            ("27&nbsp;января <b>1944</b> г.", "27\u{a0}января 1944 г."),
            ("а<br>б<br/>в<BR />г", "а\nб\nв\nг"),
            ("<div>первая</div><div>вторая</div>", "первая\nвторая"),
            ("<ul><li>раз</li><li>два</li></ul>", "раз\nдва"),
            ("<p class=\"a > b\">x</p>", "x"),
            ("  много \n\n\t пробелов  ", "много\nпробелов"),
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("&lt;b&gt; &amp;amp; &#1046;&#x416; &bogus; &", "<b> &amp; ЖЖ &bogus; &"),
            ("<script>alert('</b>')</script>после<style>.a{}</style>", "после"),
            ("<!-- тайна -->явь", "явь"),
            ("при\u{ad}каз&shy;ание", "приказание"),
            ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
            ("обрыв <b", "обрыв"),
            ("[а] [sound:нет", "[а] [sound:нет"),
        ] {
            assert_eq!(read(html), plain, "{html}");
        }
    }

    #[test]
    fn media_are_left_out_and_counted() {
        let mut left_out = LeftOut::default();
        assert_eq!(text("слово [sound:a b.mp3]<img src='x.png'> [anki:tts lang=ru_RU]", &mut left_out), "слово");
        assert_eq!(left_out.media, 2);
    }

    proptest! {
        #[test]
        fn what_is_read_has_no_tag_of_ours(html in "[<>/a-z &;#\\[\\]:'\"=\u{430}\n-]{0,80}") {
            let read = read(&html);
            prop_assert!(read.lines().all(|line| !line.trim().is_empty()), "{:?}", read);
        }
    }
}
