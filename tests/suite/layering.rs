//! The invariants of `src/ARCHITECTURE.md` that can be read off the sources.

use std::path::{Path, PathBuf};

/// Where the binaries start, and the library's list of modules.
const ENTRIES: &[&str] = &["lib.rs", "main.rs", "worker.rs", "documents.rs"];

struct Source {
    /// Path below `src/`, with `/`.
    path: String,
    /// The module of `lib.rs` that the file belongs to.
    module: String,
    /// The text before the tests at its end.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    assert!(files.len() > 20, "the sources are found");
    files
        .into_iter()
        .map(|file| {
            let path = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            let module = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            let text = std::fs::read_to_string(&file).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
            Source { path, module, code }
        })
        .collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

/// Modules in the order of `lib.rs`.
fn order() -> Vec<String> {
    let lib = sources().into_iter().find(|source| source.path == "lib.rs").unwrap();
    let modules: Vec<String> = (lib.code.lines())
        .filter_map(|line| Some(line.trim().strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned()))
        .collect();
    assert!(modules.len() > 10, "the modules are found");
    modules
}

/// Lines of code with their number, comments left out.
fn lines(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.lines().enumerate().map(|(number, line)| (number + 1, line.split("//").next().unwrap_or("")))
}

/// What `crate::…` and `use crate::{…}` name in a file: the first part of each path.
fn uses(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in lines(code) {
        for rest in line.split("crate::").skip(1) {
            let names = match rest.strip_prefix('{') {
                Some(list) => list.split(',').map(str::trim).collect(),
                None => vec![rest],
            };
            for name in names {
                let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if !name.is_empty() {
                    found.push((number, name));
                }
            }
        }
    }
    found
}

fn report(broken: Vec<String>, rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let order = order();
    let rank = |module: &str| order.iter().position(|name| name == module);
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !ENTRIES.contains(&source.path.as_str())) {
        let own = rank(&source.module).unwrap_or_else(|| panic!("{} belongs to a module of lib.rs", source.path));
        for (line, name) in uses(&source.code) {
            if rank(&name).is_some_and(|used| used > own) {
                broken.push(format!("src/{}:{line} uses {name}", source.path));
            }
        }
    }
    report(broken, "a module uses only modules above it in lib.rs");
}

#[test]
fn only_the_edge_knows_a_browser() {
    const BROWSER: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "gloo", "yew"];
    let mut broken = Vec::new();
    for source in sources() {
        if source.module == "ui" || source.path == "store/indexed_db.rs" || ENTRIES.contains(&source.path.as_str()) {
            continue;
        }
        for (number, line) in lines(&source.code) {
            if BROWSER.iter().any(|name| line.contains(&format!("{name}::")) || line.contains(&format!("use {name}"))) {
                broken.push(format!("src/{}:{number} {}", source.path, line.trim()));
            }
        }
    }
    report(broken, "browser crates are used in ui/ and store/indexed_db.rs alone");
}

#[test]
fn nothing_below_the_screen_asks_for_the_time() {
    const CLOCK: &[&str] = &["SystemTime", "Instant::now", "Date::now", "Date::new_0", "performance.now"];
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| source.module != "ui") {
        for (number, line) in lines(&source.code) {
            if CLOCK.iter().any(|name| line.contains(name)) {
                broken.push(format!("src/{}:{number} {}", source.path, line.trim()));
            }
        }
    }
    report(broken, "the clock is a parameter everywhere below ui");
}

#[test]
fn the_screen_never_unwraps() {
    const HOPES: &[&str] = &[".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!("];
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| source.module == "ui" || source.path == "store/indexed_db.rs") {
        for (number, line) in lines(&source.code) {
            if HOPES.iter().any(|name| line.contains(name)) {
                broken.push(format!("src/{}:{number} {}", source.path, line.trim()));
            }
        }
    }
    report(broken, "a failure in ui is a notice, not a dead page");
}

#[test]
fn no_html_is_made_from_data() {
    const HTML: &[&str] =
        &["set_inner_html", "from_html_unchecked", "insert_adjacent_html", "set_outer_html", "dangerously"];
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| source.module == "ui") {
        for (number, line) in lines(&source.code) {
            if HTML.iter().any(|name| line.contains(name)) || line.contains(" style=") {
                broken.push(format!("src/{}:{number} {}", source.path, line.trim()));
            }
        }
    }
    report(broken, "no HTML from data, and no style attributes, which the content policy blocks");
}
