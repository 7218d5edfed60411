//! Files with a structure of their own → [`Parsed`]: one file a format, and what they share (`markup`, `archive`, `table`,
//! `builder`). In the browser this is a binary of its own, which is fetched when such a file is opened.
//!
//! Nothing of a file is trusted: not its sizes, not its depth, not its references. A damaged one gives what can be read of it
//! and says what could not.

mod archive;
mod builder;
mod docx;
mod entities;
mod epub;
mod fb2;
pub mod html;
mod markdown;
mod markup;
mod odt;
mod pdf;
mod rtf;
mod separated;
mod table;

use crate::document::{Block, Document};
use crate::ingest::format::{Begins, begins};
use crate::ingest::{self, Format, IngestError, Ingested, LIMIT, Stranger, Warning, plain};
use crate::span::Span;
use archive::Archive;

/// What was read of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub document: Document,
    /// In the order of the text; none where it has no parts.
    pub chapters: Vec<Chapter>,
    pub format: Format,
    pub warnings: Vec<Warning>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    pub title: String,
    /// Where its first block starts.
    pub from: usize,
}

/// Told how much of a file has been read, of how much.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// Reads a file of any format; `name` gives a hint and, where the text has none, the title.
pub fn read(bytes: &[u8], name: Option<&str>, progress: Progress) -> Result<Parsed, IngestError> {
    if bytes.len() > LIMIT {
        return Err(IngestError::TooLarge { bytes: bytes.len() });
    }
    let parsed = match begins(bytes, name) {
        Begins::With(stranger) => return Err(IngestError::Stranger(stranger)),
        Begins::Zip => from_archive(bytes, name, progress)?,
        Begins::As(Format::Pdf) => pdf::read(bytes, name, progress)?,
        Begins::As(Format::Rtf) => rtf::read(bytes, name),
        Begins::As(Format::Fb2) => fb2::read(bytes, name, progress),
        Begins::As(Format::Html) => html::read(bytes, name),
        Begins::As(Format::Markdown) => markdown::read(bytes, name)?,
        Begins::As(Format::Table) => separated::read(bytes, name)?,
        Begins::As(_) => {
            let Ingested { document, warnings, .. } = ingest::read(bytes, name)?;
            return Ok(Parsed { document, chapters: Vec::new(), format: Format::Plain, warnings });
        }
    };
    if parsed.document.blocks.is_empty() {
        let is_damaged = parsed.warnings.iter().any(|warning| matches!(warning, Warning::Lost(..)));
        let error = if is_damaged { IngestError::Damaged } else { IngestError::NoText };
        return Err(error(parsed.format));
    }
    Ok(parsed)
}

fn from_archive(bytes: &[u8], name: Option<&str>, progress: Progress) -> Result<Parsed, IngestError> {
    let mut archive = Archive::open(bytes);
    match archive.format() {
        Ok(Format::Docx) => docx::read(&mut archive, name),
        Ok(Format::Odt) => odt::read(&mut archive, name),
        Ok(Format::Epub) => epub::read(&mut archive, name, progress),
        Ok(Format::Fb2) => fb2::unpacked(&mut archive, name, progress),
        Ok(_) => Err(IngestError::Stranger(Stranger::Archive)),
        Err(error) => Err(error),
    }
}

impl Parsed {
    /// Without the chapters that are not `chosen`; where that would leave nothing, with all.
    pub fn only(mut self, chosen: &[bool]) -> Parsed {
        let wanted = |chapter: usize| chosen.get(chapter).copied().unwrap_or(true);
        if (0..self.chapters.len()).all(wanted) || !(0..self.chapters.len()).any(wanted) {
            return self;
        }
        let Document { text, blocks, .. } = &mut self.document;
        let (mut kept, mut spans, mut chapters) = (String::with_capacity(text.len()), Vec::new(), Vec::new());
        let mut last: Option<(usize, Span)> = None;
        for block in blocks.iter() {
            let chapter = self.chapters.partition_point(|chapter| chapter.from <= block.span.start).saturating_sub(1);
            if !wanted(chapter) {
                continue;
            }
            match last {
                // What stands between blocks of one chapter stays as it is.
                Some((before, span)) if before == chapter => kept.push_str(&text[span.end..block.span.start]),
                _ => {
                    if !kept.is_empty() {
                        kept.push_str("\n\n");
                    }
                    chapters.push(Chapter { title: self.chapters[chapter].title.clone(), from: kept.len() });
                }
            }
            let start = kept.len();
            kept.push_str(block.span.of(text));
            spans.push(Block { span: Span::new(start, kept.len()), kind: block.kind });
            last = Some((chapter, block.span));
        }
        self.document.language = plain::language(&kept);
        self.document.text = kept;
        self.document.blocks = spans;
        self.chapters = chapters;
        self
    }

    /// How long each chapter is, bytes.
    pub fn sizes(&self) -> Vec<usize> {
        let ends = self.chapters.iter().skip(1).map(|chapter| chapter.from).chain([self.document.text.len()]);
        self.chapters.iter().zip(ends).map(|(chapter, end)| end.saturating_sub(chapter.from)).collect()
    }

    /// What the steps of a lesson begin with.
    pub fn ingested(self) -> Result<Ingested, IngestError> {
        if self.format == Format::Plain {
            // Its warnings are complete.
            return Ok(Ingested { document: self.document, encoding: ingest::Encoding::Utf8, warnings: self.warnings });
        }
        ingest::finished(self.document, ingest::Encoding::Utf8, self.warnings)
    }
}

/// The text of XML: UTF-8, or what its declaration says. With how many bytes were no text.
fn xml_text(bytes: &[u8]) -> (String, usize) {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declared = head.split_once("encoding=").and_then(|(_, rest)| {
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        ingest::Encoding::named(rest[1..].split(quote).next()?)
    });
    let (text, _, replaced) = ingest::encoding::decode_as(bytes, declared);
    (text, replaced)
}
