//! The app as one page, which opens from a disk: the glue is in it already, the styles and the gzipped app are put in.
//!
//! Every other file is put in as `<script type="text/plain" data-file="./NAME">`, gzipped and in base64: a page on a disk
//! cannot fetch, so the loader looks there first.

use crate::csp::{self, Form};
use crate::failure::{Failure, Result, While};
use crate::hook::{SERVICE_WORKER, beside, is_style_link, read};
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
    let page = in_one(&paths::dist())?;
    let file = paths::single_page();
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).during(format_args!("making {}", folder.display()))?;
    }
    fs::write(&file, &page).during(format_args!("writing {}", file.display()))?;
    println!("build: one page, {} ({})", paths::shown(&file), sizes::kilobytes(page.len()));
    Ok(())
}

fn in_one(folder: &Path) -> Result<String> {
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
            parts.push((tag.range.start..tag.range.start, packed_files(folder)?));
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
        let is_of_installation = file.name == SERVICE_WORKER || file.name.starts_with("icon");
        if is_of_installation || !file.name.ends_with(".wasm") && file.is_first_load {
            continue;
        }
        let path = folder.join(&file.name);
        let bytes = fs::read(&path).during(format_args!("reading {}", path.display()))?;
        let packed = encode::gzip(&bytes).during(format_args!("packing {}", path.display()))?;
        let packed = encode::base64(&packed);
        elements.push_str(&format!("<script type=\"text/plain\" data-file=\"./{}\">{packed}</script>", file.name));
    }
    Ok(elements)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_in_the_page() {
        let folder = std::env::temp_dir().join(format!("konspekt-single-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let page = "<meta http-equiv=Content-Security-Policy content=x><link rel=stylesheet href=./a.css>\
                    <link rel=preload href=./app.wasm><link rel=icon href=./i.svg>\
                    <script id=glue data-wasm=./app.wasm>let wasm_bindgen;</script><script>start()</script>";
        let files: [(&str, &[u8]); 5] = [
            ("index.html", page.as_bytes()),
            ("a.css", b"p{fill:url(#hatch)}"),
            ("app.wasm", b"\0asm"),
            ("i.svg", b"<svg/>"),
            ("sample.txt", b"text"),
        ];
        for (name, bytes) in files {
            fs::write(folder.join(name), bytes).expect("the file can be written");
        }
        let one = in_one(&folder);
        fs::remove_dir_all(&folder).expect("the folder can be deleted");

        let one = one.expect("the page can be made");
        for part in [
            "<style>p{fill:url(#hatch)}</style>",
            "<link rel=\"icon\" href=\"data:image/svg+xml;base64,",
            "<script type=\"text/plain\" data-file=\"./app.wasm\">H4sI",
            "<script type=\"text/plain\" data-file=\"./sample.txt\">H4sI",
            "<script id=glue data-wasm=./app.wasm>let wasm_bindgen;</script>",
            "connect-src 'none'",
        ] {
            assert!(one.contains(part), "{part} is in {one}");
        }
        assert!(!one.contains("href=./"), "nothing is left outside: {one}");
    }
}
