//! What Trunk calls when it has built the page and before it shows it: the last changes to the page.
//!
//! The style sheets become one file. The page's binary is cut in two. The glue goes into the page, as blob workers are made from its text, which works on
//! http, on file:// and in sandboxed frames alike. Then the content policy is written, with the hash of every script.

use crate::csp::{self, Form};
use crate::cut;
use crate::docs;
use crate::encode;
use crate::failure::{Failure, Result, While};
use crate::html::{self, Tag};
use crate::{paths, single_file, sizes};
use std::fs;
use std::path::{Path, PathBuf};

/// The name of the service worker, which is no part of what it keeps.
pub const SERVICE_WORKER: &str = "sw.js";

/// The custom element, which pages of other sites name.
pub const ELEMENT: &str = "konspekt-lesson.js";

/// What a page of one lesson is made of.
pub const OUTLINE: &str = "lesson.outline";

/// How the name of the dictionary begins.
pub const DICTIONARY: &str = "opencorpora";

/// The command.
pub fn run() -> Result {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new("TRUNK_STAGING_DIR is not set: this command is Trunk's, see Trunk.toml."))?;
    let index = staging.join("index.html");
    let page = read(&index)?;
    let page = join_styles(&page, &staging)?;
    let page = inline_glue(&page, &staging)?;
    let page = minify_scripts(&page)?;
    let page = csp::seal(&page, Form::Folder)?;
    fs::write(&index, page).during(format_args!("writing {}", index.display()))?;
    let element = read(&paths::root().join("src/ui/konspekt-lesson.js"))?;
    let file = staging.join(ELEMENT);
    fs::write(&file, cut::minified(&element, &cut::scratch("element")?)?)
        .during(format_args!("writing {}", file.display()))?;
    let outline = staging.join(OUTLINE);
    fs::write(&outline, single_file::outline(&staging)?).during(format_args!("writing {}", outline.display()))?;
    let weight = docs::write(&staging)?;
    println!("build: the documentation, {} that nobody loads before reading it", sizes::kilobytes(weight));
    service_worker(&staging)
}

/// The service worker, with the names of all files of the app in it, and the version that they make. The documentation is read with a network.
fn service_worker(folder: &Path) -> Result {
    let script = read(&paths::root().join("src/ui/sw.js"))?;
    let mut names: Vec<String> = sizes::measure(folder)?.into_iter().map(|file| file.name).collect();
    names.retain(|name| name != "index.html" && name != SERVICE_WORKER);
    names.sort();
    let build = version(folder, &names)?;
    let files: Vec<String> =
        std::iter::once("./".to_owned()).chain(names.iter().map(|name| format!("./{name}"))).collect();
    let list = files.iter().map(|file| format!("{file:?}")).collect::<Vec<_>>().join(", ");
    let filled = script
        .replace("const FILES = [];", &format!("const FILES = [{list}];"))
        .replace("const BUILD = \"\";", &format!("const BUILD = {build:?};"));
    if !filled.contains(&list) || !filled.contains(&build) {
        return Err(Failure::new("src/ui/sw.js has no places for FILES and BUILD, which the build fills in."));
    }
    let file = folder.join(SERVICE_WORKER);
    fs::write(&file, filled).during(format_args!("writing {}", file.display()))
}

/// What tells one version from another: all bytes of the page and of the files with these names, as some have no hash in their names.
fn version(folder: &Path, names: &[String]) -> Result<String> {
    let mut all = Vec::new();
    for name in std::iter::once("index.html").chain(names.iter().map(String::as_str)) {
        let bytes = fs::read(folder.join(name)).during(format_args!("reading {name}"))?;
        all.extend_from_slice(format!("{name} {}\n", bytes.len()).as_bytes());
        all.extend_from_slice(&bytes);
    }
    Ok(encode::short_name(&all))
}

/// Reads a text file, with its name in the failure.
pub fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).during(format_args!("reading {}", file.display()))
}

/// The file beside the page that a relative address names.
pub fn beside(folder: &Path, address: &str) -> PathBuf {
    folder.join(address.trim_start_matches("./"))
}

/// Whether an element links a style sheet that lies beside the page.
pub fn is_style_link(tag: &Tag) -> bool {
    tag.is("link")
        && tag.attribute("rel") == Some("stylesheet")
        && tag.attribute("href").is_some_and(|href| !href.contains(':'))
}

fn join_styles(page: &str, folder: &Path) -> Result<String> {
    let tags = html::tags(page);
    let mut joined = String::new();
    let mut parts = Vec::new();
    for link in tags.iter().filter(|tag| is_style_link(tag)) {
        let file = beside(folder, link.attribute("href").unwrap_or_default());
        joined.push_str(&read(&file)?);
        joined.push('\n');
        fs::remove_file(&file).during(format_args!("deleting {}", file.display()))?;
        parts.push((link.range.clone(), String::new()));
    }
    if let Some((_, first)) = parts.first_mut() {
        let name = format!("styles-{}.css", encode::short_name(joined.as_bytes()));
        *first = format!("<link rel=\"stylesheet\" href=\"./{name}\">");
        let file = folder.join(name);
        fs::write(&file, joined).during(format_args!("writing {}", file.display()))?;
    }
    Ok(html::replace(page, parts))
}

fn inline_glue(page: &str, folder: &Path) -> Result<String> {
    let tags = html::tags(page);
    let glue = tags.iter().find(|tag| tag.is("script") && tag.attribute("id") == Some("glue")).ok_or_else(|| {
        Failure::new("The page has no <script id=\"glue\">, which Trunk.toml's pattern_script writes.")
    })?;
    let (Some(source), Some(wasm)) = (glue.attribute("src"), glue.attribute("data-wasm")) else {
        return Err(Failure::new(
            "<script id=\"glue\"> lacks its src or data-wasm; Trunk.toml's pattern_script writes both.",
        ));
    };
    let file = beside(folder, source);
    for file in [file, beside(folder, wasm)] {
        fs::remove_file(&file).during(format_args!("deleting {}", file.display()))?;
    }
    let halves = cut::into(folder)?;
    let script = fit_for_inlining(&halves.glue);
    let named = name_later_files(folder)?;
    let (first, later) = (halves.first, halves.later);
    let inlined = format!(
        "<script id=\"glue\" data-wasm=\"./{first}\" data-later=\"./{later}\" data-offline=\"./{SERVICE_WORKER}\" {named}>{script}</script>"
    );
    let mut parts = vec![(glue.range.clone(), inlined)];
    let preload = tags.iter().find(|tag| tag.is("link") && tag.attribute("href") == Some(wasm)).ok_or_else(|| {
        Failure::new("The page does not preload its binary; Trunk.toml's pattern_preload has it do that.")
    })?;
    let preloaded = format!(
        "<link rel=\"preload\" href=\"./{first}\" as=\"fetch\" type=\"application/wasm\" crossorigin=\"anonymous\">"
    );
    parts.push((preload.range.clone(), preloaded));
    Ok(html::replace(page, parts))
}

/// Puts the scripts of the source in the place of what Trunk made of them.
fn minify_scripts(page: &str) -> Result<String> {
    let source = read(&paths::root().join("index.html"))?;
    let (tags, source_tags) = (html::tags(page), html::tags(&source));
    let mut parts = Vec::new();
    for id in ["first-words", "loader"] {
        let is_it = |tag: &&Tag| tag.is("script") && tag.attribute("id") == Some(id);
        let (Some(tag), Some(original)) = (tags.iter().find(is_it), source_tags.iter().find(is_it)) else {
            return Err(Failure::new(format!(
                "The page has no <script id={id:?}>, without which the app does not start."
            )));
        };
        let script = cut::minified(&source[original.text.clone()], &cut::scratch(id)?)?;
        parts.push((tag.text.clone(), fit_for_inlining(&script)));
    }
    Ok(html::replace(page, parts))
}

/// Trunk writes what the app fetches later under fixed names; with a hash in them a browser may keep them for good. Returns
/// the attributes that tell the app where they are.
///
/// The dictionary is not called `.gz`: some hosts say of such a file that it is only packed for the way, and the browser
/// would unpack it before the app does.
fn name_later_files(folder: &Path) -> Result<String> {
    for binary in ["worker", "documents"] {
        let script = folder.join(format!("{binary}.js"));
        fs::write(&script, cut::worker_glue(binary)?).during(format_args!("writing {}", script.display()))?;
    }
    let mut attributes = Vec::new();
    for (file, attribute, stem, end) in [
        ("worker.js", "data-worker", "worker", "js"),
        ("worker_bg.wasm", "data-worker-wasm", "worker", "wasm"),
        ("documents.js", "data-documents", "documents", "js"),
        ("documents_bg.wasm", "data-documents-wasm", "documents", "wasm"),
        ("opencorpora.gz", "data-dictionary", DICTIONARY, "bin"),
    ] {
        let from = folder.join(file);
        let bytes = fs::read(&from).during(format_args!("reading {}", from.display()))?;
        let name = format!("{stem}-{}.{end}", encode::short_name(&bytes));
        let to = folder.join(&name);
        fs::rename(&from, &to).during(format_args!("naming {}", to.display()))?;
        attributes.push(format!("{attribute}=\"./{name}\""));
    }
    let licences = crate::licences::of_the_app()?;
    let name = format!("licences-{}.txt", encode::short_name(licences.as_bytes()));
    let file = folder.join(&name);
    fs::write(&file, licences).during(format_args!("writing {}", file.display()))?;
    attributes.push(format!("data-licences=\"./{name}\""));
    Ok(attributes.join(" "))
}

/// What would end the element, or begin a comment, can only stand in a script's texts and patterns, where a backslash
/// before it changes nothing. And a script in the page has no address of its own: the one that the glue makes from it
/// has to be resolved against the base of the page, as a page in a `srcdoc` frame has an address that nothing can be
/// resolved against.
fn fit_for_inlining(script: &str) -> String {
    script
        .trim()
        .replace("</script", "<\\/script")
        .replace("<!--", "<\\!--")
        .replace("document.currentScript.src,location.href", "document.currentScript.src,document.baseURI")
        .replace("document.currentScript.src, location.href", "document.currentScript.src, document.baseURI")
}

#[cfg(test)]
mod tests {
    use super::{fit_for_inlining, version};

    #[test]
    fn an_inlined_script_does_not_end_its_element() {
        assert_eq!(fit_for_inlining("a='</script>'+'<!--'"), "a='<\\/script>'+'<\\!--'");
    }

    #[test]
    fn another_byte_under_the_same_names_is_another_version() {
        let folder = std::env::temp_dir().join(format!("konspekt-version-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
        let names = ["icon.svg".to_owned(), "lesson.outline".to_owned()];
        write("index.html", "page");
        write("icon.svg", "a");
        write("lesson.outline", "b");
        let first = version(&folder, &names).expect("a version");
        assert_eq!(version(&folder, &names).expect("a version"), first);
        write("lesson.outline", "c");
        assert_ne!(version(&folder, &names).expect("a version"), first);
        write("icon.svg", "ab");
        write("lesson.outline", "");
        assert_ne!(version(&folder, &names).expect("a version"), first);
        std::fs::remove_dir_all(&folder).expect("it can be deleted");
    }
}
