//! Which format a file is in, told by its bytes; its name is only asked where bytes cannot tell.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Plain,
    Markdown,
    Html,
    Docx,
    Odt,
    Fb2,
    Epub,
    Pdf,
    Rtf,
    /// Values in rows, parted by commas, semicolons or tabs.
    Table,
}

/// What is known by its bytes and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stranger {
    /// A document of Word before 2007, or of another program of that time.
    OldOffice,
    Spreadsheet,
    Slides,
    Djvu,
    Kindle,
    Picture,
    Archive,
}

/// What the first bytes tell; an archive has to be looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    As(Format),
    Zip,
    With(Stranger),
}

/// How much of a file's beginning is looked at.
const HEAD: usize = 1024;

/// What the bytes begin as, with the file's name as a hint.
pub fn begins(bytes: &[u8], name: Option<&str>) -> Begins {
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Begins::Zip;
    }
    if let Some(stranger) = stranger(head) {
        return Begins::With(stranger);
    }
    if find(head, b"%PDF-").is_some() {
        return Begins::As(Format::Pdf);
    }
    // What is looked for is ASCII, in UTF-16 too.
    let letters: Vec<u8> =
        head.iter().copied().filter(|byte| !matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff)).collect();
    let start = letters.trim_ascii_start();
    if start.starts_with(b"{\\rtf") {
        return Begins::As(Format::Rtf);
    }
    if find(start, b"<FictionBook").is_some() {
        return Begins::As(Format::Fb2);
    }
    if is_markup(start) || is_mail(start) {
        return Begins::As(Format::Html);
    }
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    Begins::As(match ending.as_deref() {
        Some("md" | "markdown" | "mdown" | "mkd") => Format::Markdown,
        Some("csv" | "tsv" | "tab") => Format::Table,
        Some("html" | "htm" | "xhtml") if start.contains(&b'<') => Format::Html,
        Some("fb2") if start.starts_with(b"<") => Format::Fb2,
        _ => Format::Plain,
    })
}

fn stranger(head: &[u8]) -> Option<Stranger> {
    const STARTS: &[(&[u8], Stranger)] = &[
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Stranger::OldOffice),
        (b"AT&TFORM", Stranger::Djvu),
        (b"\x89PNG\r\n", Stranger::Picture),
        (b"\xff\xd8\xff", Stranger::Picture),
        (b"GIF8", Stranger::Picture),
        (b"II*\0", Stranger::Picture),
        (b"MM\0*", Stranger::Picture),
        (b"Rar!\x1a", Stranger::Archive),
        (b"7z\xbc\xaf", Stranger::Archive),
        (b"\x1f\x8b\x08", Stranger::Archive),
        (b"BZh9", Stranger::Archive),
        (b"\xfd7zXZ\0", Stranger::Archive),
    ];
    if head.get(60..68).is_some_and(|mark| mark == b"BOOKMOBI" || mark == b"TEXtREAd") {
        return Some(Stranger::Kindle);
    }
    STARTS.iter().find(|(start, _)| head.starts_with(start)).map(|(_, stranger)| *stranger)
}

/// A declaration, a comment, or one of the elements that a page or a pasted piece of one begins with.
fn is_markup(start: &[u8]) -> bool {
    const FIRST: &[&str] = &[
        "!doctype",
        "!--",
        "?xml",
        "html",
        "head",
        "body",
        "meta",
        "title",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "span",
        "table",
        "ul",
        "ol",
        "article",
        "main",
        "section",
        "a",
        "b",
        "i",
        "blockquote",
        "br",
        "center",
        "font",
    ];
    let Some(rest) = start.strip_prefix(b"<") else { return false };
    FIRST.iter().any(|name| {
        let Some((own, after)) = rest.split_at_checked(name.len()) else { return false };
        own.eq_ignore_ascii_case(name.as_bytes())
            && (name.starts_with('!')
                || after.first().is_none_or(|next| matches!(next, b' ' | b'>' | b'/' | b'\n' | b'\r' | b'\t')))
    })
}

/// A page saved as one file: a mail whose parts are the page and its pictures.
fn is_mail(start: &[u8]) -> bool {
    (start.starts_with(b"From: <Saved by") || start.starts_with(b"MIME-Version:"))
        && find(start, b"multipart/related").is_some()
}

/// Where `needle` begins in `bytes`.
pub fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        if bytes[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_the_format_and_the_name_only_what_they_cannot() {
        use Format::*;
        let told = |bytes: &[u8], name| match begins(bytes, Some(name)) {
            Begins::As(format) => format,
            other => panic!("{other:?}"),
        };
        assert_eq!(told(b"%PDF-1.4\n", "a.txt"), Pdf);
        assert_eq!(told(b"junk\n%PDF-1.4\n", "a.txt"), Pdf);
        assert_eq!(told(b"{\\rtf1\\ansi", "a.doc"), Rtf);
        assert_eq!(told("\u{feff}<?xml version=\"1.0\"?>\n<FictionBook>".as_bytes(), "a.xml"), Fb2);
        assert_eq!(told(b"<\0h\0t\0m\0l\0>\0", "a.txt"), Html);
        assert_eq!(told(b"  <!DOCTYPE html>", "a.csv"), Html);
        assert_eq!(told(b"<p>a</p>", ""), Html);
        assert_eq!(told(b"From: <Saved by Blink>\nContent-Type: multipart/related;", "a.mhtml"), Html);
        assert_eq!(told(b"<pi> is a number", "a.txt"), Plain);
        assert_eq!(told(b"a < b <i>c</i>", "a.html"), Html);
        assert_eq!(told(b"no markup at all", "a.html"), Plain);
        assert_eq!(told(b"# Title", "a.MD"), Markdown);
        assert_eq!(told(b"a;b", "a.csv"), Table);
        assert_eq!(told(b"a\tb", "table.txt"), Plain);
        assert_eq!(begins(b"", None), Begins::As(Plain));
    }

    #[test]
    fn what_is_not_read_is_known_by_name() {
        for (bytes, stranger) in [
            (&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."[..], Stranger::OldOffice),
            (b"\x89PNG\r\n\x1a\n", Stranger::Picture),
            (b"\xff\xd8\xff\xe0", Stranger::Picture),
            (b"AT&TFORM", Stranger::Djvu),
            (b"Rar!\x1a\x07", Stranger::Archive),
        ] {
            assert_eq!(begins(bytes, Some("a.txt")), Begins::With(stranger));
        }
        let mut kindle = vec![b'x'; 60];
        kindle.extend(b"BOOKMOBI");
        assert_eq!(begins(&kindle, None), Begins::With(Stranger::Kindle));
        assert_eq!(begins(b"PK\x03\x04", Some("a.txt")), Begins::Zip);
    }

    #[test]
    fn a_place_is_found() {
        assert_eq!(find(b"aabaab", b"aab"), Some(0));
        assert_eq!(find(b"xaaab", b"aab"), Some(2));
        assert_eq!(find(b"xaa", b"aab"), None);
        assert_eq!(find(b"", b"a"), None);
        assert_eq!(find(b"a", b""), None);
    }
}
