//! The documentation as pages of the site: `docs/*.md` become `docs/*.html` beside the app, with the app's own look and a content policy under
//! which nothing runs. Whatever a page links to is there, or the build fails.

use crate::failure::{Failure, Result, While};
use crate::hook::read;
use crate::html;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the pages within the site.
pub const FOLDER: &str = "docs";
const STYLE: &str = "docs.css";
/// The sheets that are in it.
const SHEETS: [&str; 3] = ["tokens.css", "base.css", "docs.css"];
/// Nothing but the pictures and the styles that lie beside the page.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
/// The pages in the order in which they are listed; the first is for whoever knows nothing yet.
const ORDER: [&str; 8] = ["guide", "embedding", "threats", "command-line", "lesson", "anki", "corrections", "backup"];

/// A language of the documentation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    English,
    Russian,
}

impl Language {
    const ALL: [Language; 2] = [Language::English, Language::Russian];

    fn tag(self) -> &'static str {
        if self == Language::English { "en" } else { "ru" }
    }

    /// Below the folder of the documentation.
    fn folder(self) -> &'static str {
        if self == Language::English { "" } else { "ru/" }
    }

    fn other(self) -> Language {
        if self == Language::English { Language::Russian } else { Language::English }
    }

    /// "Past the bar", "To the app", "The other pages", "The same in the other language".
    fn words(self) -> [&'static str; 4] {
        match self {
            Language::English => ["Skip to content", "To the app", "Documentation", "По-русски"],
            Language::Russian => ["К содержанию", "К приложению", "Документация", "In English"],
        }
    }
}

/// Makes the pages of the repository's documentation within a site; returns how many bytes they weigh.
pub fn write(site: &Path) -> Result<usize> {
    let root = crate::paths::root();
    let styles = SHEETS.map(|name| read(&root.join("styles").join(name))).into_iter().collect::<Result<Vec<_>>>()?;
    let files = made(&root.join("docs"), &styles.concat())?;
    let mut weight = 0;
    for (name, bytes) in &files {
        let file = site.join(FOLDER).join(name);
        let folder = file.parent().unwrap_or(site);
        fs::create_dir_all(folder).during(format_args!("making {}", folder.display()))?;
        fs::write(&file, bytes).during(format_args!("writing {}", file.display()))?;
        weight += bytes.len();
    }
    Ok(weight)
}

/// Everything that the pages are made of, by its name in their folder.
fn made(docs: &Path, styles: &str) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::from([(STYLE.to_owned(), styles.as_bytes().to_vec())]);
    let mut all = Vec::new();
    for language in Language::ALL {
        let mut pages = Vec::new();
        for name in ORDER {
            pages.push((name, page(&read(&docs.join(format!("{}{name}.md", language.folder())))?)?));
        }
        all.push((language, pages));
    }
    let titles: Vec<(Language, &str, String)> = (all.iter())
        .flat_map(|(language, pages)| pages.iter().map(|(name, page)| (*language, *name, page.title.clone())))
        .collect();
    for (language, mut pages) in all {
        pages.iter_mut().for_each(|(_, page)| page.body = titled(&page.body, language, &titles));
        let found = markdown(&docs.join(language.folder()))?;
        if let Some(stray) = found.iter().find(|name| !ORDER.contains(&name.as_str())) {
            return Err(Failure::new(format!(
                "docs/{}{stray}.md is in no list of pages (xtask/src/docs.rs).",
                language.folder()
            )));
        }
        for (_, page) in &mut pages {
            for picture in std::mem::take(&mut page.pictures) {
                let name = resolved(language.folder(), &picture);
                let file = docs.join(&name);
                let bytes = fs::read(&file).during(format_args!("reading {}", file.display()))?;
                let (width, height) = size(&bytes).ok_or_else(|| {
                    Failure::new(format!("{} is no PNG, as pictures of the documentation are.", file.display()))
                })?;
                // What comes later than the words moves none of them.
                let named = format!("src=\"{}\"", escaped(&picture));
                page.body = page.body.replace(&named, &format!("{named} width=\"{width}\" height=\"{height}\""));
                files.insert(name, bytes);
            }
        }
        for (name, page) in &pages {
            let whole = whole(language, name, page, &pages);
            files.insert(format!("{}{name}.html", language.folder()), whole.into_bytes());
        }
        files.insert(format!("{}index.html", language.folder()), index(language, &pages).into_bytes());
    }
    no_dead_links(&files)?;
    Ok(files)
}

/// How wide and high a picture is, in pixels, as the head of a PNG says.
fn size(png: &[u8]) -> Option<(u32, u32)> {
    let head = png.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?;
    let number = |at: usize| Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?));
    number(0).zip(number(4))
}

/// The names of the texts in a folder, without their ending.
fn markdown(folder: &Path) -> Result<Vec<String>> {
    let doing = format!("reading {}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).during(&doing)? {
        let path = entry.during(&doing)?.path();
        if path.extension().is_some_and(|end| end == "md") {
            names.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    Ok(names)
}

struct Page {
    title: String,
    /// As HTML.
    body: String,
    /// As the page names them, each once.
    pictures: BTreeSet<String>,
}

fn page(text: &str) -> Result<Page> {
    let (mut title, mut pictures) = (String::new(), BTreeSet::new());
    let (mut heading, mut words): (Option<usize>, String) = (None, String::new());
    let (mut events, mut names): (Vec<Event>, Vec<String>) = (Vec::new(), Vec::new());
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Html(found) | Event::InlineHtml(found) => {
                return Err(Failure::new(format!("The documentation has HTML in it, which no page takes: {found}")));
            }
            Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                heading = Some(events.len());
                words.clear();
                events.push(Event::Start(Tag::Heading { level, id: None, classes, attrs }));
            }
            Event::End(TagEnd::Heading(level)) => {
                if level == HeadingLevel::H1 {
                    title.clone_from(&words);
                }
                // So that another page can lead there.
                let name = name_of(&words, &mut names);
                if let Some(Event::Start(Tag::Heading { id, .. })) = heading.take().and_then(|at| events.get_mut(at)) {
                    *id = Some(CowStr::from(name));
                }
                events.push(Event::End(TagEnd::Heading(level)));
            }
            Event::Text(ref found) | Event::Code(ref found) if heading.is_some() => {
                words.push_str(found);
                events.push(event);
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = CowStr::from(led(&dest_url));
                events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                pictures.insert(dest_url.to_string());
                events.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
            }
            event => events.push(event),
        }
    }
    if title.is_empty() {
        return Err(Failure::new("A page of the documentation has no heading of the first level."));
    }
    let mut body = String::new();
    pulldown_cmark::html::push_html(&mut body, events.into_iter());
    // What is wider than a phone moves within its own frame, by keys too. No two frames of a page have one name.
    let mut framed = String::new();
    for (nth, part) in body.split("<table>").enumerate() {
        if nth > 0 {
            let name = if nth == 1 { escaped(&title) } else { format!("{} ({nth})", escaped(&title)) };
            framed +=
                &format!("<div class=\"wide-table\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\"><table>");
        }
        framed += part;
    }
    let body = framed
        .replace("</table>", "</table></div>")
        .replace("<pre>", "<pre tabindex=\"0\">")
        .replace("<img ", "<img loading=\"lazy\" ")
        .replace("<th></th>", "<td></td>");
    Ok(Page { title, body, pictures })
}

/// What a heading is called in an address.
fn name_of(words: &str, taken: &mut Vec<String>) -> String {
    let plain: String = words.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let name = plain.split_whitespace().collect::<Vec<_>>().join("-");
    let name = if taken.contains(&name) { format!("{name}-{}", taken.len()) } else { name };
    taken.push(name.clone());
    name
}

/// Where a link of a text leads among the pages.
fn led(address: &str) -> String {
    if address.contains("://") {
        return address.to_owned();
    }
    let (path, place) =
        address.split_once('#').map_or((address, String::new()), |(path, place)| (path, format!("#{place}")));
    match path.strip_suffix(".md") {
        Some(stem) => format!("{stem}.html{place}"),
        None => address.to_owned(),
    }
}

/// On a page, a link to another is called as that one is, where the text has the name of its file.
fn titled(body: &str, here: Language, titles: &[(Language, &str, String)]) -> String {
    let mut body = body.to_owned();
    for (language, name, title) in titles {
        let way = match (here, language) {
            (Language::English, Language::Russian) => "ru/",
            (Language::Russian, Language::English) => "../",
            _ => "",
        };
        let file = format!("<a href=\"{way}{name}.html\"><code>{way}{name}.md</code></a>");
        body = body.replace(&file, &format!("<a href=\"{way}{name}.html\">{}</a>", escaped(title)));
    }
    body
}

fn whole(language: Language, name: &str, page: &Page, pages: &[(&str, Page)]) -> String {
    let link = |(other, Page { title, .. }): &(&str, Page)| {
        let current = if *other == name { " aria-current=\"page\"" } else { "" };
        format!("<a href=\"{other}.html\"{current}>{}</a>", escaped(title))
    };
    let links: String = pages.iter().map(link).collect();
    framed(language, name, &page.title, &page.body, &links)
}

/// The list of the pages, for whoever asks for the folder.
fn index(language: Language, pages: &[(&str, Page)]) -> String {
    let title = language.words()[2];
    let line =
        |(name, Page { title, .. }): &(&str, Page)| format!("<li><a href=\"{name}.html\">{}</a></li>", escaped(title));
    let list: String = pages.iter().map(line).collect();
    framed(language, "index", title, &format!("<h1>{title}</h1><ul>{list}</ul>"), "")
}

fn framed(language: Language, name: &str, title: &str, body: &str, links: &str) -> String {
    let (up, app, other) = match language {
        Language::English => ("", "../", format!("ru/{name}.html")),
        Language::Russian => ("../", "../../", format!("../{name}.html")),
    };
    let [skip, to_app, documentation, in_other] = language.words();
    let (lang, other_lang, title) = (language.tag(), language.other().tag(), escaped(title));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title} — Konspekt</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{up}{STYLE}\">\n\
         <link rel=\"alternate\" hreflang=\"{other_lang}\" href=\"{other}\">\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#content\">{skip}</a>\n<header class=\"doc-bar\">\n\
         <a class=\"brand\" href=\"{app}\" title=\"{to_app}\">Konspekt</a>\n<nav aria-label=\"{documentation}\">{links}</nav>\n\
         <a class=\"other\" lang=\"{other_lang}\" hreflang=\"{other_lang}\" href=\"{other}\">{in_other}</a>\n</header>\n\
         <main id=\"content\" class=\"doc\">\n{body}</main>\n</body>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A relative address as seen from the folder of all pages.
fn resolved(folder: &str, address: &str) -> String {
    let mut path = PathBuf::new();
    for part in folder.split('/').chain(address.split('/')) {
        match part {
            "" | "." => {}
            // What leads out of the folder is none of its pages.
            ".." if !path.pop() => path.push(".."),
            ".." => {}
            part => path.push(part),
        }
    }
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Every page, picture, sheet and heading that a page names is there.
pub fn no_dead_links(files: &BTreeMap<String, Vec<u8>>) -> Result {
    let text = |name: &str| files.get(name).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    for name in files.keys().filter(|name| name.ends_with(".html")) {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        for tag in html::tags(text(name)) {
            for address in ["href", "src"].iter().filter_map(|attribute| tag.attribute(attribute)) {
                if address.contains("://") || address.starts_with("data:") {
                    continue;
                }
                let (path, place) = address.split_once('#').unwrap_or((address, ""));
                let to = if path.is_empty() { name.clone() } else { resolved(folder, path) };
                // The app itself lies around the folder.
                let is_app = path.ends_with("../") && to == "..";
                let has_place = || place.is_empty() || text(&to).contains(&format!("id=\"{place}\""));
                if !is_app && (!files.contains_key(&to) || !has_place()) {
                    return Err(Failure::new(format!("docs/{name} leads to {address}, which is not there.")));
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> BTreeMap<String, Vec<u8>> {
        made(&crate::paths::root().join("docs"), "p{}").expect("the documentation can be made")
    }

    #[test]
    fn every_page_is_there_in_both_languages_and_nothing_runs_in_it() {
        let files = whole();
        for language in Language::ALL {
            for name in ORDER.into_iter().chain(["index"]) {
                let name = format!("{}{name}.html", language.folder());
                let page = String::from_utf8(files[&name].clone()).expect("UTF-8");
                assert!(page.contains(&format!("content=\"{POLICY}\"")), "{name}");
                assert!(page.contains(&format!("<html lang=\"{}\">", language.tag())), "{name}");
                for tag in html::tags(&page) {
                    assert!(!tag.is("script") && !tag.is("style") && tag.attribute("style").is_none(), "{name}");
                    assert!(!tag.is("img") || tag.attribute("alt").is_some_and(|alt| alt.len() > 3), "{name}");
                }
            }
        }
        let guide = String::from_utf8(files["ru/guide.html"].clone()).expect("UTF-8");
        assert!(!guide.contains(".md</code>"), "links are called as their pages are: {guide}");
        assert!(guide.contains("href=\"../docs.css\"") && guide.contains("href=\"../../\""), "{guide}");
    }

    /// What the browser tests take (`tests/browser/screens.rs`), in the language of each guide and told to those who do not see it.
    #[test]
    fn the_guide_shows_each_step_in_its_own_language() {
        let files = whole();
        let mut told = BTreeSet::new();
        for (guide, folder) in [("guide.html", "screens/en"), ("ru/guide.html", "../screens")] {
            let page = String::from_utf8(files[guide].clone()).expect("UTF-8");
            let tags = html::tags(&page);
            let pictures: Vec<_> = tags.iter().filter(|tag| tag.is("img")).collect();
            let steps = ["library", "reader", "cards", "charts", "moodle", "embed", "hand-on", "class"];
            let named: Vec<_> = pictures.iter().filter_map(|tag| tag.attribute("src")).collect();
            assert_eq!(named, steps.map(|step| format!("{folder}/{step}.png")), "{guide}");
            for picture in pictures {
                let of = |name: &str| picture.attribute(name).unwrap_or_default();
                assert_eq!((of("width"), of("height"), of("loading")), ("1280", "860", "lazy"), "{guide}");
                assert!(of("alt").chars().count() > 30 && told.insert(of("alt").to_owned()), "{guide}: {}", of("alt"));
                let file = &files[&resolved(guide.rsplit_once('/').map_or("", |(folder, _)| folder), of("src"))];
                // A sheet of one colour weighs some 5 kB.
                assert!(
                    (20_000..400_000).contains(&file.len()),
                    "{}: {} bytes show nothing, or too much. Taken anew by `cargo xtask build`, and then the browser tests `screens::` \
                     with KONSPEKT_SCREENS=docs/screens",
                    of("src"),
                    file.len()
                );
            }
        }
    }

    #[test]
    fn a_picture_says_how_large_it_is() {
        let files = whole();
        assert_eq!(size(&files["screens/library.png"]), Some((1280, 860)));
        for none in [&b""[..], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05", b"<svg>"] {
            assert_eq!(size(none), None);
        }
    }

    #[test]
    fn a_text_becomes_a_page() {
        let made = page(
            "# A & b\n\n[x](ru/y.md#z) [w](https://a.b/c.md)\n\n## C `d`\n\n| a | |\n|---|---|\n| 1 | <p |\n\n    <b>\n\n| c |\n|---|\n| d |\n",
        );
        let made = made.expect("a page");
        assert_eq!(made.title, "A & b");
        for part in [
            "<a href=\"ru/y.html#z\">x</a>",
            "<a href=\"https://a.b/c.md\">w</a>",
            "<h2 id=\"c-d\">C <code>d</code></h2>",
            "aria-label=\"A &amp; b\" tabindex=\"0\"><table>",
            "aria-label=\"A &amp; b (2)\" tabindex=\"0\"><table>",
            "&lt;p",
            "<pre tabindex=\"0\"><code>&lt;b&gt;",
        ] {
            assert!(made.body.contains(part), "{part} is in {}", made.body);
        }
        for other in ["no heading", "# a\n\n<script>alert(1)</script>", "# a\n\nb <i>c</i>"] {
            assert!(page(other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_link_that_leads_nowhere_is_told_of() {
        let mut files = whole();
        for address in ["gone.html", "guide.html#gone", "../../etc/passwd", "screens/gone.png", "../"] {
            let page = format!("<a href=\"{address}\">x</a>");
            files.insert("x.html".to_owned(), page.into_bytes());
            assert_eq!(no_dead_links(&files).is_ok(), address == "../", "{address}");
        }
    }
}
