//! Tags and text of XML and of HTML alike, whole or damaged: one reader for both, which never stops at an error. It knows no
//! declarations of entities, so that nothing in a file can grow; what it does not know it leaves as it is written.

use std::borrow::Cow;

use super::entities;

#[derive(Debug, PartialEq)]
pub enum Token<'a> {
    Open(Tag<'a>),
    /// The name as in [`Tag::name`].
    Close(Cow<'a, str>),
    /// References are resolved.
    Text(Cow<'a, str>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tag<'a> {
    /// Without a prefix; of HTML in small letters.
    pub name: Cow<'a, str>,
    attributes: &'a str,
    /// `<br/>`: nothing is in it.
    pub is_empty: bool,
}

impl<'a> Tag<'a> {
    pub fn named(name: &'a str) -> Self {
        Tag { name: name.into(), attributes: "", is_empty: false }
    }

    /// The value of an attribute, by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        attributes(self.attributes).find(|(known, _)| local(known).eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// The element whose content is left out, and how many of its name are open.
#[derive(Default)]
pub struct Passed(Option<(String, usize)>);

impl Passed {
    /// What stands in this element is left out.
    pub fn begin(&mut self, tag: &Tag) {
        if !tag.is_empty {
            self.0 = Some((tag.name.clone().into_owned(), 1));
        }
    }

    /// Whether the token belongs to what is left out.
    pub fn takes(&mut self, token: &Token) -> bool {
        let Some((name, depth)) = &mut self.0 else { return false };
        match token {
            Token::Open(tag) if tag.name == *name && !tag.is_empty => *depth += 1,
            Token::Close(closed) if *closed == *name => *depth -= 1,
            _ => {}
        }
        if *depth == 0 {
            self.0 = None;
        }
        true
    }
}

pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    is_html: bool,
    /// What was looked for and is nowhere in what is left: it is not looked for again.
    absent: Absent,
    /// The element that has to be skipped to its end, as nothing in it is markup.
    raw: Option<Cow<'a, str>>,
    is_cut: bool,
}

#[derive(Default)]
struct Absent {
    comment: bool,
    cdata: bool,
    instruction: bool,
    /// The end of a declaration's own declarations.
    subset: bool,
    /// The ends of elements without markup.
    raw: Vec<String>,
    /// A quote is open up to the end, so quotes say nothing any more.
    quote: bool,
}

/// Elements of HTML whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "title"];

impl<'a> Reader<'a> {
    pub fn xml(text: &'a str) -> Self {
        Reader { text, at: 0, is_html: false, absent: Absent::default(), raw: None, is_cut: false }
    }

    pub fn html(text: &'a str) -> Self {
        Reader { is_html: true, ..Reader::xml(text) }
    }

    /// How much of the text was read, bytes.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Whether the text has ended inside a tag.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Skips to behind `mark`, or to the end.
    fn skip_past(&mut self, mark: &str, absent: fn(&mut Absent) -> &mut bool) {
        let found = if *absent(&mut self.absent) { None } else { self.rest().find(mark) };
        match found {
            Some(found) => self.at += found + mark.len(),
            None => {
                *absent(&mut self.absent) = true;
                self.is_cut = true;
                // What follows may still be read: only the mark that opens is left out.
                self.at += self.rest().find('>').map_or(self.rest().len(), |end| end + 1);
            }
        }
    }

    /// What stands before the end of an element without markup.
    fn raw_text(&mut self, name: &str) -> &'a str {
        let rest = self.rest();
        let end = if self.absent.raw.iter().any(|known| known == name) { None } else { end_of_raw(rest, name) };
        match end {
            Some(end) => {
                self.at += end;
                &rest[..end]
            }
            None => {
                self.absent.raw.push(name.to_owned());
                ""
            }
        }
    }

    fn tag(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let inner = &rest[1..];
        let end = self.tag_end(inner)?;
        self.at += end + 2;
        let body = &inner[..end];
        if let Some(name) = body.strip_prefix('/') {
            return Some(Token::Close(self.name(name.split(is_blank).next().unwrap_or(""))));
        }
        let length = body.find(|c: char| is_blank(c) || c == '/').unwrap_or(body.len());
        let name = self.name(&body[..length]);
        let is_empty = body.ends_with('/');
        let attributes = body[length..].trim_end_matches('/');
        if self.is_html && !is_empty && RAW.contains(&&*name) {
            self.raw = Some(name.clone());
        }
        Some(Token::Open(Tag { name, attributes, is_empty }))
    }

    /// Where a tag ends: at the first `>` that is not inside a value.
    fn tag_end(&mut self, inner: &str) -> Option<usize> {
        if !self.absent.quote {
            let mut quote = None;
            let mut before = b' ';
            for (at, byte) in inner.bytes().enumerate() {
                match (quote, byte) {
                    (None, b'>') => return Some(at),
                    // A quote opens a value only behind `=`.
                    (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
                    (Some(open), _) if open == byte => quote = None,
                    _ => {}
                }
                if !byte.is_ascii_whitespace() {
                    before = byte;
                }
            }
            self.absent.quote = true;
        }
        inner.find('>')
    }

    /// How long a declaration is: `<!DOCTYPE …>` with all that it declares.
    fn declaration(&mut self) -> usize {
        let rest = self.rest();
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let Some(open) = rest[..end].find('[').filter(|_| !self.absent.subset) else { return end };
        let Some(close) = rest[open..].find(']') else {
            self.absent.subset = true;
            return end;
        };
        let close = open + close;
        rest[close..].find('>').map_or(rest.len(), |end| close + end + 1)
    }

    fn name(&self, written: &'a str) -> Cow<'a, str> {
        let name = local(written);
        if self.is_html && name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            name.to_ascii_lowercase().into()
        } else {
            name.into()
        }
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            let text = self.raw_text(&name);
            if name == "title" && !text.is_empty() {
                return Some(Token::Text(entities::resolved(text)));
            }
        }
        loop {
            let rest = self.rest();
            let mut next = rest.as_bytes().iter();
            let opens = next.next() == Some(&b'<');
            match (opens, next.next()) {
                (false, None) if rest.is_empty() => return None,
                (true, Some(b'!')) => {
                    if rest.starts_with("<!--") {
                        self.skip_past("-->", |absent| &mut absent.comment);
                    } else if let Some(data) = rest.strip_prefix("<![CDATA[") {
                        let end = if self.absent.cdata { None } else { data.find("]]>") };
                        self.absent.cdata |= end.is_none();
                        let (end, mark) = end.map_or((data.len(), 0), |end| (end, 3));
                        self.at += 9 + end + mark;
                        if end > 0 {
                            return Some(Token::Text(data[..end].into()));
                        }
                    } else {
                        self.at += self.declaration();
                    }
                }
                (true, Some(b'?')) => {
                    self.skip_past(if self.is_html { ">" } else { "?>" }, |absent| &mut absent.instruction)
                }
                (true, Some(byte)) if byte.is_ascii_alphabetic() || *byte == b'/' || *byte == b'_' => {
                    match self.tag() {
                        Some(token) => return Some(token),
                        None => {
                            self.is_cut = true;
                            self.at = self.text.len();
                        }
                    }
                }
                _ => {
                    // The first sign is text, whatever it is.
                    let skip = usize::from(opens);
                    let end = rest[skip..].find('<').map_or(rest.len(), |end| end + skip);
                    self.at += end;
                    return Some(Token::Text(entities::resolved(&rest[..end])));
                }
            }
        }
    }
}

fn end_of_raw(rest: &str, name: &str) -> Option<usize> {
    rest.match_indices("</").map(|(at, _)| at).find(|at| {
        rest.as_bytes().get(at + 2..at + 2 + name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
    })
}

fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The attributes of a tag, as far as they can be made out.
fn attributes(written: &str) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let mut rest = written;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start_matches(|c: char| is_blank(c) || c == '/');
            if rest.is_empty() {
                return None;
            }
            let length = rest.find(|c: char| is_blank(c) || c == '=' || c == '/').unwrap_or(rest.len());
            let name = &rest[..length];
            let after = rest[length..].trim_start();
            let Some(value) = after.strip_prefix('=') else {
                rest = &rest[length..];
                if name.is_empty() {
                    continue;
                }
                return Some((name, Cow::Borrowed("")));
            };
            let value = value.trim_start();
            let (value, behind) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                _ => value.split_at(value.find(is_blank).unwrap_or(value.len())),
            };
            rest = behind;
            return Some((name, entities::resolved(value)));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line that shows what was read.
    fn shown(reader: Reader) -> String {
        let mut out = String::new();
        for token in reader {
            match token {
                Token::Open(tag) => {
                    out.push_str(&format!("<{}{}>", tag.name, if tag.is_empty { "/" } else { "" }));
                }
                Token::Close(name) => out.push_str(&format!("</{name}>")),
                Token::Text(text) => out.push_str(&format!("[{text}]")),
            }
        }
        out
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        let xml = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x \"y\">]><w:p w:a='>'>Раз &amp; <b/><![CDATA[<два>]]><!-- <c> --></w:p>";
        assert_eq!(shown(Reader::xml(xml)), "<p>[Раз & ]<b/>[<два>]</p>");
        let html = "<!doctype html><P Class=x>5 < 6<BR>a<script>if (a<b) '</p>'</script>b</P ><title>A &lt; B</title>";
        assert_eq!(shown(Reader::html(html)), "<p>[5 ][< 6]<br>[a]<script></script>[b]</p><title>[A < B]</title>");
    }

    #[test]
    fn attributes_are_read_by_name() {
        let Some(Token::Open(tag)) = Reader::xml("<a w:val=\"1 &gt; 0\" href='x y' bare z=7/>").next() else {
            panic!()
        };
        assert_eq!(tag.attribute("val").as_deref(), Some("1 > 0"));
        assert_eq!(tag.attribute("href").as_deref(), Some("x y"));
        assert_eq!(tag.attribute("bare").as_deref(), Some(""));
        assert_eq!(tag.attribute("z").as_deref(), Some("7"));
        assert_eq!(tag.attribute("none"), None);
    }

    #[test]
    fn what_is_damaged_is_read_on() {
        for (written, read) in [
            ("<a>x<b", "<a>[x]"),
            ("a <!-- b <i>c</i>", "[a ][c]</i>"),
            ("<a href=\"x>y</a>z", "<a>[y]</a>[z]"),
            ("<>&<3", "[<>&][<3]"),
            ("<![CDATA[x", "[x]"),
            ("</>x", "</>[x]"),
            ("<a =x>y", "<a>[y]"),
            ("", ""),
        ] {
            assert_eq!(shown(Reader::xml(written)), read, "{written}");
        }
    }

    #[test]
    fn nothing_is_looked_for_twice() {
        // Each of these would take minutes if every mark were looked for anew.
        for piece in
            ["<!--", "<![CDATA[", "<a b='", "<a b=\"'>", "<?x", "<script>", "<!DOCTYPE [", "&", "&#", "</", "<a b="]
        {
            let text = piece.repeat(400_000);
            let tokens = Reader::html(&text).count() + Reader::xml(&text).count();
            assert!(tokens <= 2 * text.len(), "{piece}");
        }
    }
}
