//! The page's binary, cut in two: the first load, and what `src/ui/later.rs` draws.
//!
//! The cut has to come between linker and wasm-bindgen, where Trunk has no place for it. So Trunk compiles, and what it
//! makes of the binary after that is made here once more, from the half that the page starts with.

use crate::failure::{Failure, Result, While};
use crate::{encode, imports, paths, shell};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The half that is loaded later, as the splitter names it after `src/main.rs`.
const LATER: &str = "split_later.wasm";

/// What takes the place of Trunk's output; the names of files are those beside the page.
pub struct Halves {
    /// The script between browser and binary.
    pub glue: String,
    /// What the page starts with.
    pub first: String,
    /// What it loads later.
    pub later: String,
}

/// Cuts the binary that was linked last, and writes both halves into a folder.
pub fn into(folder: &Path) -> Result<Halves> {
    let work = scratch("cut")?;
    let mut splitter = shell::command("wasm-split-cli");
    shell::run(splitter.arg(linked("konspekt", "wasm-release")).arg(&work).args(["--out-name", "konspekt"]))?;
    only_one_is_later(&work)?;
    // The later half needs the table of functions, which is dropped otherwise.
    let glue = glue(&work.join("konspekt.wasm"), &work, "konspekt", &["--keep-lld-exports"])?;
    let [first, later] = ["konspekt_bg.wasm", LATER].map(|name| work.join(name));
    let doing = format!("reading {}", first.display());
    let (short, glue) = imports::shortened(&fs::read(&first).during(&doing)?, &glue)?;
    fs::write(&first, short).during(format_args!("writing {}", first.display()))?;
    if is_release() {
        for half in [&first, &later] {
            shell::run(shell::command("wasm-opt").arg("-Oz").arg(half).arg("-o").arg(half))?;
        }
    }
    Ok(Halves { glue, first: placed(&first, "konspekt", folder)?, later: placed(&later, "later", folder)? })
}

/// The script between a browser and a binary for workers: what Trunk wrote of it, with the same names at every build.
pub fn worker_glue(binary: &str) -> Result<String> {
    glue(&linked(binary, "worker-release"), &scratch(binary)?, binary, &[])
}

/// A classic script, made small. Trunk's own minifier names things otherwise at every run.
pub fn minified(script: &str, work: &Path) -> Result<String> {
    if !is_release() {
        return Ok(script.to_owned());
    }
    let file = work.join("minified.js");
    fs::write(&file, script).during(format_args!("writing {}", file.display()))?;
    // Its target keeps it from undoing what every browser that runs the app knows.
    let mut esbuild = shell::command("esbuild");
    esbuild.args(["--minify", "--target=es2022", "--log-level=warning", "--allow-overwrite"]);
    shell::run(esbuild.arg(&file).arg(format!("--outfile={}", file.display())))?;
    crate::hook::read(&file)
}

/// An empty folder for what is made on the way.
pub fn scratch(name: &str) -> Result<PathBuf> {
    let folder = target().join("hook").join(name);
    if folder.is_dir() {
        fs::remove_dir_all(&folder).during(format_args!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).during(format_args!("making {}", folder.display()))?;
    Ok(folder)
}

fn glue(binary: &Path, work: &Path, name: &str, more: &[&str]) -> Result<String> {
    let mut bindgen = shell::command("wasm-bindgen");
    bindgen.args(["--target", "no-modules", "--no-typescript", "--out-name", name]).args(more);
    shell::run(bindgen.arg("--out-dir").arg(work).arg(binary))?;
    minified(&crate::hook::read(&work.join(format!("{name}.js")))?, work)
}

fn is_release() -> bool {
    env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release")
}

fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(paths::target, PathBuf::from)
}

/// What the linker wrote, before anything was made of it.
fn linked(binary: &str, release_profile: &str) -> PathBuf {
    let profile = if is_release() { release_profile } else { "debug" };
    target().join("wasm32-unknown-unknown").join(profile).join(format!("{binary}.wasm"))
}

/// The loader knows of one file that comes later.
fn only_one_is_later(work: &Path) -> Result {
    let doing = format!("reading {}", work.display());
    let mut parts = Vec::new();
    for entry in fs::read_dir(work).during(&doing)? {
        let name = entry.during(&doing)?.file_name().to_string_lossy().into_owned();
        if name.starts_with("split_") || name.starts_with("chunk_") {
            parts.push(name);
        }
    }
    if parts == [LATER] {
        Ok(())
    } else {
        Err(Failure::new(format!("The page was cut into other parts than {LATER}: {parts:?}; see src/main.rs.")))
    }
}

/// Copies a file to the page under a name with a hash; returns the name.
fn placed(file: &Path, stem: &str, folder: &Path) -> Result<String> {
    let bytes = fs::read(file).during(format_args!("reading {}", file.display()))?;
    let name = format!("{stem}-{}.wasm", encode::short_name(&bytes));
    let to = folder.join(&name);
    fs::write(&to, bytes).during(format_args!("writing {}", to.display()))?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::{LATER, only_one_is_later};
    use std::fs;

    #[test]
    fn a_part_that_the_loader_does_not_know_fails_the_build() {
        let folder = std::env::temp_dir().join(format!("konspekt-cut-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let write = |name: &str| fs::write(folder.join(name), b"\0asm").expect("the file can be written");
        write("konspekt.wasm");
        let none = only_one_is_later(&folder);
        write(LATER);
        let one = only_one_is_later(&folder);
        write("split_other.wasm");
        let two = only_one_is_later(&folder);
        fs::remove_dir_all(&folder).expect("the folder can be deleted");
        assert!(none.is_err() && one.is_ok() && two.is_err());
    }
}
