//! The app as one page, which opens from a disk: the glue is in it already, the styles and the gzipped app are put in.
//!
//! Every other file is put in as `<script type="text/plain" data-file="./NAME">`, gzipped and in letters: a page on a disk
//! cannot fetch, so the loader looks there first.
//!
//! The outline of a page of one lesson is the same page with places instead of files, which `export::page` of the app fills in: of
//! the files only the page's own two and the licences, as such a page has no text to read any more.

use crate::csp::{self, Form};
use crate::failure::{Failure, Result, While};
use crate::hook::{ELEMENT, SERVICE_WORKER, beside, is_style_link, read};
use crate::setup::{self, For};
use crate::{build, encode, html, paths, sizes};
use std::fs;
use std::path::Path;

/// The command.
pub fn run() -> Result {
    build::with(&setup::ensure(For::Build)?)?;
    from_dist()
}

/// Makes the page from a folder that is built.
pub fn from_dist() -> Result {
    let page = in_one(&paths::dist(), packed_files)?;
    let file = paths::single_page();
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).during(format_args!("making {}", folder.display()))?;
    }
    fs::write(&file, &page).during(format_args!("writing {}", file.display()))?;
    println!("build: one page, {} ({})", paths::shown(&file), sizes::kilobytes(page.len()));
    Ok(())
}

/// The outline of a page of one lesson, from the folder of a build.
pub fn outline(folder: &Path) -> Result<String> {
    let page = in_one(folder, places)?;
    let tags = html::tags(&page);
    let title = tags.iter().find(|tag| tag.is("title"));
    let title = title.ok_or_else(|| Failure::new("The page has no <title>, where that of a lesson would stand."))?;
    Ok(html::replace(&page, vec![(title.text.clone(), "<!--konspekt:title-->".to_owned())]))
}

/// The places of the page's two halves and of the lesson.
fn places(folder: &Path) -> Result<String> {
    let page = read(&folder.join("index.html"))?;
    let tags = html::tags(&page);
    let glue = tags.iter().find(|tag| tag.is("script") && tag.attribute("id") == Some("glue"));
    let named = ["data-wasm", "data-later"].map(|name| glue.and_then(|glue| glue.attribute(name)));
    let [Some(first), Some(later)] = named else {
        return Err(Failure::new("<script id=\"glue\"> lacks its data-wasm or data-later, which the hook writes."));
    };
    let place = |name: &str, place: &str| {
        format!("<script type=\"text/plain\" data-file=\"{name}\"><!--konspekt:{place}--></script>")
    };
    let files = [first, later].map(|name| place(name, &format!("file {name}"))).concat();
    // Whoever gets such a page gets the libraries in it, and their licences with them.
    let licences = match glue.and_then(|glue| glue.attribute("data-licences")) {
        Some(name) => packed(folder, name.trim_start_matches("./"))?,
        None => String::new(),
    };
    Ok(files + &licences + &place("./lesson", "lesson"))
}

fn in_one(folder: &Path, files: fn(&Path) -> Result<String>) -> Result<String> {
    let page = read(&folder.join("index.html"))?;
    let tags = html::tags(&page);
    let mut parts = Vec::new();
    let mut has_glue = false;
    for tag in &tags {
        if is_style_link(tag) {
            let styles = read(&beside(folder, tag.attribute("href").unwrap_or_default()))?;
            if let Some(at) = styles
                .find("url(")
                .filter(|at| !styles[at + 4..].trim_start_matches(['"', '\'']).starts_with(['#', 'd']))
            {
                let named: String = styles[at..].chars().take(60).collect();
                return Err(Failure::new(format!(
                    "The styles name another file ({named}…), which one page cannot hold. Write it as a data: URL."
                )));
            }
            parts.push((tag.range.clone(), format!("<style>{}</style>", styles.trim())));
        } else if tag.is("link") && tag.attribute("rel") == Some("preload") {
            parts.push((tag.range.clone(), String::new()));
        } else if tag.is("link") && tag.attribute("rel") == Some("icon") && !is_inside(tag.attribute("href")) {
            parts.push((tag.range.clone(), icon(folder, tag.attribute("href").unwrap_or_default())?));
        } else if tag.is("link") && tag.attribute("rel") == Some("manifest") {
            // A page on a disk is not an app that could be installed.
            parts.push((tag.range.clone(), String::new()));
        } else if tag.is("script") && tag.attribute("id") == Some("glue") {
            has_glue = true;
            parts.push((tag.range.start..tag.range.start, files(folder)?));
        } else if !is_inside(tag.attribute("src")) {
            return Err(Failure::new(format!("The page names another file: {}", &page[tag.range.clone()])));
        }
    }
    if !has_glue {
        return Err(Failure::new("dist/index.html has no <script id=\"glue\">; build it with 'cargo xtask build'."));
    }
    // A page on a disk has no service worker.
    let page = html::replace(&page, parts).replace(&format!(" data-offline=\"./{SERVICE_WORKER}\""), "");
    csp::seal(&page, Form::Single)
}

fn is_inside(address: Option<&str>) -> bool {
    address.is_none_or(|address| address.starts_with("data:") || address.starts_with('#'))
}

fn icon(folder: &Path, address: &str) -> Result<String> {
    let file = beside(folder, address);
    let bytes = fs::read(&file).during(format_args!("reading {}", file.display()))?;
    let kind = crate::static_server::content_type(&file);
    Ok(format!("<link rel=\"icon\" href=\"data:{kind};base64,{}\">", encode::base64(&bytes)))
}

/// Everything that the loader would fetch.
fn packed_files(folder: &Path) -> Result<String> {
    let mut elements = String::new();
    for file in sizes::measure(folder)? {
        let is_of_installation = file.name == SERVICE_WORKER || file.name == ELEMENT || file.name.starts_with("icon");
        if is_of_installation || !file.name.ends_with(".wasm") && file.is_first_load {
            continue;
        }
        elements.push_str(&packed(folder, &file.name)?);
    }
    Ok(elements)
}

/// A file as the element in which the loader finds it.
fn packed(folder: &Path, name: &str) -> Result<String> {
    let path = folder.join(name);
    let bytes = fs::read(&path).during(format_args!("reading {}", path.display()))?;
    let packed = encode::gzip(&bytes).during(format_args!("packing {}", path.display()))?;
    let packed = encode::base85::encode(&packed);
    Ok(format!("<script type=\"text/plain\" data-file=\"./{name}\">{packed}</script>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_in_the_page() {
        let folder = std::env::temp_dir().join(format!("konspekt-single-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let page = "<title>x</title><meta http-equiv=Content-Security-Policy content=x><link rel=stylesheet href=./a.css>\
                    <link rel=preload href=./app.wasm><link rel=icon href=./i.svg>\
                    <script id=glue data-wasm=./app.wasm data-later=./l.wasm data-licences=./l.txt>let wasm_bindgen;</script><script>start()</script>";
        let files: [(&str, &[u8]); 6] = [
            ("index.html", page.as_bytes()),
            ("a.css", b"p{fill:url(#hatch)}"),
            ("app.wasm", b"\0asm"),
            ("i.svg", b"<svg/>"),
            ("sample.txt", b"text"),
            ("l.txt", b"text"),
        ];
        for (name, bytes) in files {
            fs::write(folder.join(name), bytes).expect("the file can be written");
        }
        let (one, outline) = (in_one(&folder, packed_files), outline(&folder));
        fs::remove_dir_all(&folder).expect("the folder can be deleted");

        let one = one.expect("the page can be made");
        for part in [
            "<style>p{fill:url(#hatch)}</style>",
            "<link rel=\"icon\" href=\"data:image/svg+xml;base64,",
            "<script type=\"text/plain\" data-file=\"./app.wasm\">./eH,",
            "<script type=\"text/plain\" data-file=\"./sample.txt\">./eH,",
            "<script id=glue data-wasm=./app.wasm data-later=./l.wasm data-licences=./l.txt>let wasm_bindgen;</script>",
            "connect-src 'none'",
        ] {
            assert!(one.contains(part), "{part} is in {one}");
        }
        assert!(!one.contains("href=./"), "nothing is left outside: {one}");

        let outline = outline.expect("the outline can be made");
        for part in [
            "<title><!--konspekt:title--></title>",
            "data-file=\"./app.wasm\"><!--konspekt:file ./app.wasm--></script>",
            "data-file=\"./l.wasm\"><!--konspekt:file ./l.wasm--></script>",
            "data-file=\"./lesson\"><!--konspekt:lesson--></script>",
            "data-file=\"./l.txt\">./eH,",
            "<style>p{fill:url(#hatch)}</style>",
            "connect-src 'none'",
        ] {
            assert!(outline.contains(part), "{part} is in {outline}");
        }
        assert!(!outline.contains("sample.txt") && !outline.contains("href=./"), "{outline}");
    }
}
