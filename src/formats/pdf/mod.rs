//! PDF with a text layer. What a page draws is read back into lines and paragraphs; pictures of pages are refused.
//!
//! The parser is our own, as it has to hold against any bytes: general libraries of PDF follow its tables into damage, and
//! weigh more than all that is here.

mod content;
mod file;
mod filter;
mod font;
mod glyph;
mod layout;
mod object;

use std::collections::HashSet;

use super::builder::Builder;
use super::{Parsed, Progress};
use crate::ingest::{Encoding, Format, IngestError, Lost, encoding};
use content::{Fonts, Piece, Reader, Usage};
use file::File;
use object::{Dict, Object};

/// More pages are left out.
const MOST_PAGES: usize = 20_000;
/// Folders of pages inside each other.
const DEEPEST: usize = 64;

pub fn read(bytes: &[u8], name: Option<&str>, progress: Progress) -> Result<Parsed, IngestError> {
    let file = File::of(bytes);
    if file.trailing(b"/Encrypt").iter().any(|object| matches!(file.resolved(object), Object::Dict(_))) {
        return Err(IngestError::Locked(Format::Pdf));
    }
    let pages = pages(&file);
    if pages.is_empty() {
        return Err(IngestError::Damaged(Format::Pdf));
    }
    let mut to = Builder::default();
    let mut fonts = Fonts::default();
    let mut all: Vec<Vec<Piece>> = Vec::new();
    let (mut unknown, mut lost) = (0, 0);
    for (index, page) in pages.iter().enumerate().take(MOST_PAGES) {
        progress(index, pages.len());
        let mut pieces = Vec::new();
        let Some(content) = content_of(&file, &page.dict) else {
            lost += 1;
            continue;
        };
        let mut reader = Reader::new(&file, &mut fonts, &mut pieces);
        reader.page(&content, &page.resources, page.turned);
        unknown += reader.unknown;
        if reader.is_cut {
            to.lose_once(Lost::Excess);
        }
        all.push(pieces);
        if file.is_spent() {
            to.lose_once(Lost::Excess);
            break;
        }
    }
    if pages.len() > MOST_PAGES {
        to.lose_once(Lost::Excess);
    }
    to.lose(Lost::Pages, lost);
    to.lose(Lost::Letters, unknown);
    mend_letters(&mut all, &fonts.usage);
    layout::write(all, &mut to);
    to.mark_furniture();
    let is_empty = to.is_empty();
    let parsed = to.finish(Format::Pdf, name);
    if is_empty && lost == 0 {
        return Err(IngestError::NoText(Format::Pdf));
    }
    Ok(parsed)
}

struct Page {
    dict: Dict,
    resources: Dict,
    turned: i32,
}

/// Every page in its order; where the file does not tell that, in the order of their numbers.
fn pages(file: &File) -> Vec<Page> {
    let mut pages = Vec::new();
    let told = file.trailing(b"/Root").into_iter();
    let found = std::iter::once_with(|| file.of_type("Catalog")).flatten().map(Object::Reference);
    for root in told.chain(found) {
        let Object::Dict(catalog) = file.resolved(&root) else { continue };
        let Some(top) = catalog.get("Pages") else { continue };
        gather(file, top, &Inherited::default(), &mut HashSet::new(), 0, &mut pages);
        if !pages.is_empty() {
            return pages;
        }
    }
    for number in file.of_type("Page") {
        if let Object::Dict(dict) = file.resolved(&Object::Reference(number)) {
            pages.push(page(file, dict, &Inherited::default()));
        }
    }
    pages
}

/// What a folder of pages says for all that are in it.
#[derive(Clone, Default)]
struct Inherited {
    resources: Dict,
    turned: i32,
}

impl Inherited {
    fn with(&self, file: &File, dict: &Dict) -> Inherited {
        let turned = file.value(dict, "Rotate").and_then(|turned| turned.number());
        Inherited {
            resources: file.dict(dict, "Resources").unwrap_or_else(|| self.resources.clone()),
            turned: turned.map_or(self.turned, |turned| turned as i32),
        }
    }
}

fn page(file: &File, dict: Dict, above: &Inherited) -> Page {
    let Inherited { resources, turned } = above.with(file, &dict);
    Page { dict, resources, turned }
}

fn gather(file: &File, node: &Object, above: &Inherited, seen: &mut HashSet<u32>, depth: usize, pages: &mut Vec<Page>) {
    // A page that is its own folder would never end.
    if depth > DEEPEST || pages.len() > MOST_PAGES || node.reference().is_some_and(|number| !seen.insert(number)) {
        return;
    }
    let Object::Dict(dict) = file.resolved(node) else { return };
    match file.value(&dict, "Kids") {
        Some(Object::List(kids)) => {
            let above = above.with(file, &dict);
            kids.iter().for_each(|kid| gather(file, kid, &above, seen, depth + 1, pages));
        }
        _ => pages.push(page(file, dict, above)),
    }
}

/// The operators of a page; `None` where none of its streams can be read.
fn content_of(file: &File, page: &Dict) -> Option<Vec<u8>> {
    let contents = match page.get("Contents") {
        None => return Some(Vec::new()),
        Some(contents) => contents,
    };
    let streams: Vec<Object> = match file.resolved(contents) {
        Object::List(items) => items,
        Object::Null => return None,
        _ => vec![contents.clone()],
    };
    let mut content = Vec::new();
    let mut found = streams.is_empty();
    for number in streams.iter().filter_map(Object::reference) {
        if let Some((_, bytes)) = file.stream(number) {
            found = true;
            content.extend_from_slice(&bytes);
            content.push(b'\n');
        }
    }
    found.then_some(content)
}

/// A font without any word on its letters has the usual ones, which are Western; where nearly all that it draws are the
/// letters of the upper quarter, they are those of windows-1251.
fn mend_letters(pages: &mut [Vec<Piece>], usage: &[Usage]) {
    let is_russian: Vec<bool> = usage.iter().map(|usage| usage.upper > 10 && usage.upper > usage.lower).collect();
    let table = encoding::upper_half(Encoding::Windows1251);
    let western = encoding::upper_half(Encoding::Windows1252);
    for piece in pages.iter_mut().flatten() {
        if piece.guessed.is_some_and(|font| is_russian.get(font).copied().unwrap_or(false)) {
            let mended = piece.text.chars().map(|c| match western.iter().position(|letter| *letter == c) {
                Some(place) if !c.is_ascii() => table[place],
                _ => c,
            });
            piece.text = mended.collect();
        }
    }
}
