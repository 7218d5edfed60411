//! What a compiler writes into a program of the folders that its sources stood in: names that are the same on every machine. So the same sources
//! make the same bytes wherever they are built, and nobody is handed the names of somebody's folders.

use crate::paths;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable whose flags come beside those of `.cargo/config.toml`; `RUSTFLAGS` would replace them.
const WEB: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// The folders of this machine that sources stand in: the workspace and what Cargo has downloaded.
pub fn folders() -> Vec<PathBuf> {
    let cargo = env::var_os("CARGO_HOME").filter(|value| !value.is_empty()).map(PathBuf::from);
    let cargo = cargo.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    std::iter::once(paths::root()).chain(cargo).collect()
}

/// A flag a folder. Where several fit, the last counts.
fn flags(folders: &[PathBuf]) -> Vec<String> {
    let flag = |folder: &Path, name: &str| format!("--remap-path-prefix={}={name}", folder.display());
    let mut flags: Vec<String> =
        folders.iter().zip(["konspekt", "cargo"]).map(|(folder, name)| flag(folder, name)).collect();
    // A registry's folder is called by its address, and a mirror has another.
    let registries = folders.iter().filter_map(|folder| fs::read_dir(folder.join("registry/src")).ok());
    let mut registries: Vec<PathBuf> = registries.flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    registries.sort();
    flags.extend(registries.iter().map(|registry| flag(registry, "crates")));
    flags
}

/// For a build for the browser.
pub fn web(command: &mut Command) {
    // Cargo parts these at spaces, so a folder with one in its name stays as it is.
    let own = flags(&folders()).into_iter().filter(|flag| !flag.contains(char::is_whitespace));
    let set = env::var(WEB).ok().filter(|value| !value.trim().is_empty());
    command.env(WEB, set.into_iter().chain(own).collect::<Vec<_>>().join(" "));
}

/// For a build for this machine, which has no other flags.
pub fn native(command: &mut Command) {
    command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", OsString::from(flags(&folders()).join("\u{1f}")));
}

/// The first of these folders that some bytes name. One right below the root could be anything's name, and is not looked for.
pub fn told<'a>(bytes: &[u8], folders: &'a [PathBuf]) -> Option<&'a Path> {
    let is_in = |folder: &&PathBuf| {
        let name = folder.as_os_str().as_encoded_bytes();
        folder.components().count() > 2 && bytes.windows(name.len()).any(|part| part == name)
    };
    folders.iter().find(is_in).map(PathBuf::as_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_in_the_bytes_is_seen() {
        let folders = ["/home/a/work", "/home/a/.cargo", "/src"].map(PathBuf::from);
        for (bytes, expected) in [
            ("panicked at /home/a/.cargo/registry/src/x/lib.rs", Some("/home/a/.cargo")),
            ("/home/a/workshop", Some("/home/a/work")),
            ("panicked at crates/x/src/lib.rs", None),
            ("/src/lib.rs", None),
            ("", None),
        ] {
            assert_eq!(told(bytes.as_bytes(), &folders), expected.map(Path::new), "{bytes}");
        }
    }

    /// A real compiler, asked for the name of a file.
    #[test]
    fn a_program_names_no_folder_of_this_machine() {
        let folder = env::temp_dir().join(format!("konspekt-remap-{}", std::process::id()));
        let registry = folder.join("cargo/registry/src/mirror-0123");
        fs::create_dir_all(&registry).expect("a temporary folder");
        let source = registry.join("a.rs");
        fs::write(&source, "pub static NAME: &str = file!();").expect("written");
        let folders = [folder.join("work"), folder.join("cargo")];
        let compiled = |flags: &[String]| {
            let library = folder.join("a.rlib");
            let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or("rustc".into()));
            rustc.args(["--crate-type", "lib", "--crate-name", "a", "-o"]).arg(&library).args(flags).arg(&source);
            assert!(rustc.status().expect("the compiler starts").success());
            fs::read(library).expect("a library")
        };
        let (plain, remapped) = (compiled(&[]), compiled(&flags(&folders)));
        fs::remove_dir_all(&folder).expect("removed");
        assert_eq!(told(&plain, &folders), Some(folders[1].as_path()));
        assert_eq!(told(&remapped, &folders), None);
        assert!(remapped.windows(11).any(|part| part == b"crates/a.rs"));
    }
}
