//! Files of each format from arbitrary bytes: those that lie in an archive are put into one, so that it is their own reader
//! that meets the bytes and not the unpacker.

use super as made;

pub const FORMATS: [&str; 10] = ["markdown", "html", "docx", "odt", "fb2", "epub", "pdf", "rtf", "table", "archive"];

/// The file and its name. Half of them are a whole file with the bytes written over it somewhere.
pub fn file(format: &str, bytes: &[u8]) -> (&'static str, Vec<u8>) {
    let whole: (&'static str, Vec<u8>) = match format {
        "markdown" => ("a.md", made::markdown().into_bytes()),
        "html" => ("a.html", made::html()),
        "docx" => ("a.docx", made::document_xml().into_bytes()),
        "odt" => ("a.odt", made::content_xml().into_bytes()),
        "fb2" => ("a.fb2", made::fb2()),
        "epub" => ("a.epub", made::epub_page().into_bytes()),
        "pdf" => ("a.pdf", made::pdf::plain()),
        "rtf" => ("a.rtf", made::rtf()),
        "table" => ("a.csv", made::csv()),
        _ => ("a.zip", made::epub()),
    };
    let (name, whole) = whole;
    let inner = match bytes.split_first_chunk::<3>() {
        Some(([kind, high, low], rest)) if kind % 2 == 1 => {
            let at = usize::from(u16::from_be_bytes([*high, *low])) % whole.len();
            let mut file = whole;
            match kind % 4 {
                // Over what was there, or between.
                1 => {
                    let end = (at + rest.len()).min(file.len());
                    drop(file.splice(at..end, rest.iter().copied()));
                }
                _ => drop(file.splice(at..at, rest.iter().copied())),
            }
            file
        }
        _ => begun(format, bytes),
    };
    let packed = match format {
        "docx" => made::zip(&[("word/document.xml", &inner), ("word/styles.xml", &inner)]),
        "odt" => made::zip(&[("content.xml", &inner), ("styles.xml", &inner)]),
        "epub" => made::zip(&[
            ("META-INF/container.xml", &inner),
            ("book.opf", &inner),
            ("nav.xhtml", &inner),
            ("a.xhtml", &inner),
        ]),
        _ => inner,
    };
    (name, packed)
}

/// The bytes behind what a file of the format begins with.
fn begun(format: &str, bytes: &[u8]) -> Vec<u8> {
    let start: &[u8] = match format {
        "html" => b"<!doctype html>",
        "fb2" => b"<FictionBook>",
        "pdf" => b"%PDF-1.4\n1 0 obj\n",
        "rtf" => b"{\\rtf1",
        "archive" => b"PK\x03\x04",
        _ => b"",
    };
    [start, bytes].concat()
}
