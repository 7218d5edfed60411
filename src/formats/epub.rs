//! EPUB: a zip of pages with a list of their order and a table of contents, both of version 2 and of 3.

use std::collections::HashMap;

use super::archive::Archive;
use super::builder::Builder;
use super::docx::element;
use super::markup::{Reader, Token};
use super::{Parsed, Progress, html, xml_text};
use crate::ingest::{Format, IngestError, Lost, plain};
use crate::lexicon::fold;

/// What a part is called that is no text.
const NOT_TEXT: &[&str] = &[
    "примечания",
    "сноски",
    "оглавление",
    "содержание",
    "обложка",
    "аннотация",
    "notes",
    "contents",
    "cover",
    "table of contents",
];

/// Ways to make a font unreadable outside of a book, which are no lock on its text.
const FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

pub fn read(archive: &mut Archive, name: Option<&str>, progress: Progress) -> Result<Parsed, IngestError> {
    if is_locked(archive) {
        return Err(IngestError::Locked(Format::Epub));
    }
    let mut to = Builder::default();
    let package = package_name(archive);
    let text = package.as_deref().and_then(|name| archive.text(name)).map(|(text, _)| text);
    let package = match (package, text) {
        (Some(name), Some(text)) => Package::of(&name, &text),
        _ => {
            to.lose(Lost::Parts, 1);
            Package::default()
        }
    };
    package.describe(&mut to);
    let contents = package.contents(archive);
    let mut pages = package.pages();
    if pages.is_empty() {
        pages = archive.names().iter().filter(|name| is_page(name)).cloned().collect();
        pages.sort();
    }
    for (index, page) in pages.iter().enumerate() {
        progress(index, pages.len());
        let title = contents.get(page).map(String::as_str);
        if title.is_some_and(|title| NOT_TEXT.contains(&fold(title).trim()))
            || package.navigation.as_ref() == Some(page)
        {
            continue;
        }
        let Some(file) = archive.read(page) else {
            to.lose(Lost::Parts, 1);
            continue;
        };
        if !file.is_whole {
            to.lose(Lost::Parts, 1);
        }
        let (text, replaced) = xml_text(&file.bytes);
        to.replace(replaced);
        // Without a table of contents each page is a part.
        if title.is_some() || contents.is_empty() {
            to.chapter(1, title.unwrap_or_default());
        }
        html::write(&text, &mut to, false);
        to.end();
    }
    if archive.is_swollen || to.is_empty() && archive.is_locked {
        return Err(archive.trouble(Format::Epub));
    }
    if archive.is_cut {
        to.lose_once(Lost::End);
    }
    Ok(to.finish(Format::Epub, name))
}

fn is_page(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".xhtml", ".html", ".htm"].iter().any(|end| name.ends_with(end))
}

/// Whether something other than fonts is encrypted.
fn is_locked(archive: &mut Archive) -> bool {
    let Some((text, _)) = archive.text("META-INF/encryption.xml") else {
        return archive.has("META-INF/rights.xml");
    };
    let mut methods = Reader::xml(&text).filter_map(|token| match token {
        Token::Open(tag) if tag.name == "EncryptionMethod" => tag.attribute("Algorithm").map(|name| name.into_owned()),
        _ => None,
    });
    methods.any(|method| !FONTS.contains(&method.as_str()))
}

fn package_name(archive: &mut Archive) -> Option<String> {
    let container = archive.text("META-INF/container.xml").map(|(text, _)| text).unwrap_or_default();
    let named = Reader::xml(&container).find_map(|token| match token {
        Token::Open(tag) if tag.name == "rootfile" => tag.attribute("full-path").map(|path| path.into_owned()),
        _ => None,
    });
    named
        .filter(|name| archive.has(name))
        .or_else(|| archive.names().iter().find(|name| name.ends_with(".opf")).cloned())
}

#[derive(Default)]
struct Package {
    /// The folder that its addresses are seen from, with its slash.
    folder: String,
    text: String,
    /// The address of each item by its id.
    items: HashMap<String, String>,
    /// The ids of the pages in their order.
    order: Vec<String>,
    /// Where the table of contents is: of version 3, of version 2.
    navigation: Option<String>,
    ncx: Option<String>,
}

impl Package {
    fn of(name: &str, text: &str) -> Package {
        let folder = name.rfind('/').map_or("", |at| &name[..=at]).to_owned();
        let mut package = Package { folder, text: text.to_owned(), ..Package::default() };
        for token in Reader::xml(text) {
            let Token::Open(tag) = token else { continue };
            match &*tag.name {
                "item" => {
                    let (Some(id), Some(href)) = (tag.attribute("id"), tag.attribute("href")) else { continue };
                    let address = resolved(&package.folder, &href);
                    if tag.attribute("properties").is_some_and(|all| all.split_whitespace().any(|one| one == "nav")) {
                        package.navigation = Some(address.clone());
                    }
                    if tag.attribute("media-type").is_some_and(|kind| kind == "application/x-dtbncx+xml") {
                        package.ncx = Some(address.clone());
                    }
                    package.items.insert(id.into_owned(), address);
                }
                "itemref" if tag.attribute("linear").is_none_or(|linear| linear != "no") => {
                    package.order.extend(tag.attribute("idref").map(|id| id.into_owned()));
                }
                _ => {}
            }
        }
        package
    }

    fn describe(&self, to: &mut Builder) {
        to.title = element(&self.text, "title").unwrap_or_default();
        to.source.author = element(&self.text, "creator");
        to.source.work = element(&self.text, "publisher");
        let date = element(&self.text, "date");
        to.source.published = date.and_then(|date| Some(date.split('T').next()?.to_owned()));
    }

    fn pages(&self) -> Vec<String> {
        self.order.iter().filter_map(|id| self.items.get(id).cloned()).collect()
    }

    /// The title of each page that the table of contents names: the first that it gives to it.
    fn contents(&self, archive: &mut Archive) -> HashMap<String, String> {
        let mut titles = HashMap::new();
        let mut note = |base: &str, href: &str, title: &str| {
            let page = resolved(folder_of(base), href.split('#').next().unwrap_or(""));
            let title = plain::one_line(title);
            if !title.is_empty() {
                titles.entry(page).or_insert(title);
            }
        };
        if let Some(name) = &self.navigation
            && let Some((text, _)) = archive.text(name)
        {
            navigation(&text, |href, title| note(name, href, title));
        }
        if let Some(name) = self.ncx.as_ref().filter(|_| self.navigation.is_none())
            && let Some((text, _)) = archive.text(name)
        {
            map(&text, |href, title| note(name, href, title));
        }
        titles
    }
}

/// The links of the table of contents of version 3.
fn navigation(text: &str, mut note: impl FnMut(&str, &str)) {
    let (mut inside, mut link) = (false, None::<(String, String)>);
    for token in Reader::html(text) {
        match token {
            Token::Open(tag) if tag.name == "nav" => {
                inside = tag.attribute("type").is_none_or(|kind| kind.split_whitespace().any(|one| one == "toc"));
            }
            Token::Close(name) if name == "nav" => inside = false,
            Token::Open(tag) if inside && tag.name == "a" => {
                link = tag.attribute("href").map(|href| (href.into_owned(), String::new()));
            }
            Token::Text(words) => link.iter_mut().for_each(|(_, title)| title.push_str(&words)),
            Token::Close(name) if name == "a" => {
                if let Some((href, title)) = link.take() {
                    note(&href, &title);
                }
            }
            _ => {}
        }
    }
}

/// The points of the table of contents of version 2.
fn map(text: &str, mut note: impl FnMut(&str, &str)) {
    let (mut in_label, mut title) = (false, String::new());
    for token in Reader::xml(text) {
        match token {
            Token::Open(tag) if tag.name == "navLabel" => {
                in_label = true;
                title.clear();
            }
            Token::Close(name) if name == "navLabel" => in_label = false,
            Token::Text(words) if in_label => title.push_str(&words),
            Token::Open(tag) if tag.name == "content" => {
                if let Some(href) = tag.attribute("src") {
                    note(&href, &title);
                }
            }
            _ => {}
        }
    }
}

fn folder_of(name: &str) -> &str {
    name.rfind('/').map_or("", |at| &name[..=at])
}

/// An address as seen from a folder, as the archive names it.
fn resolved(folder: &str, href: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let href = unescaped(href.split('#').next().unwrap_or(""));
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `%20` and its like.
pub fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let value = after.get(..2).filter(|_| byte == b'%').and_then(|two| {
            let two = str::from_utf8(two).ok().filter(|two| two.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
            u8::from_str_radix(two, 16).ok()
        });
        bytes.push(value.unwrap_or(byte));
        rest = if value.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_seen_from_their_folder() {
        assert_eq!(resolved("OEBPS/", "text/ch%201.xhtml#x"), "OEBPS/text/ch 1.xhtml");
        assert_eq!(resolved("OEBPS/toc/", "../ch.xhtml"), "OEBPS/ch.xhtml");
        assert_eq!(resolved("", "../../etc/passwd"), "etc/passwd");
        assert_eq!(unescaped("%D0%B4%zz%"), "д%zz%");
    }
}
