//! A compiler for the browser without Rust's download server: Debian's, with a standard library compiled here.

use super::{Requirement, apt, rust};
use crate::failure::{Failure, Result, While};
use crate::{paths, shell};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The name under which rustup knows Debian's compiler.
pub const TOOLCHAIN: &str = "konspekt";

/// The compiler, its sources of the standard library, the linker.
pub const PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22", "rust-web-clippy"];

const RUSTC: &str = "/usr/bin/rustc";
const LIBRARY: &str = "/usr/lib/rustlib/wasm32-unknown-unknown";

/// Holds the version of the compiler that made the library: after an upgrade of the package it has to be made again.
const MADE_BY: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/made-by.txt";

/// Whether the toolchain is linked and its library was made by the compiler that is there now.
pub fn find() -> std::result::Result<(), String> {
    if !rust::has_std(Some(TOOLCHAIN)) {
        return Err("not on this machine".into());
    }
    let made_by = fs::read_to_string(MADE_BY).unwrap_or_default();
    if version().is_some_and(|version| version.trim() == made_by.trim()) {
        Ok(())
    } else {
        Err("made for another version of Debian's compiler".into())
    }
}

/// Installs the compiler, compiles the library, links the toolchain.
pub fn install() -> Result {
    if shell::which("rustup").is_none() {
        return Err(Failure::new("There is no rustup, which has to know Debian's compiler beside the usual one."));
    }
    apt::install(PACKAGES)?;
    let version = version().ok_or_else(|| Failure::new(format!("{RUSTC} does not tell its version.")))?;
    println!("  compiling the standard library (a minute and a half)");
    let libraries = compile_std()?;
    copy(&libraries, &version)?;
    // What was built with an earlier library does not fit this one.
    let built = paths::web_target();
    if built.exists() {
        fs::remove_dir_all(&built).during(format_args!("deleting {}", built.display()))?;
    }
    shell::run(shell::command("rustup").args(["toolchain", "link", TOOLCHAIN, "/usr"]))
}

fn version() -> Option<String> {
    shell::output_of(shell::command(RUSTC).arg("-vV"))
}

fn compile_std() -> Result<Vec<PathBuf>> {
    let package = paths::cache().join("std-for-wasm32");
    let doing = format!("writing {}", package.display());
    fs::create_dir_all(package.join("src")).during(&doing)?;
    let manifest = "[package]\nname = \"std-for-wasm32\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n\
                    [profile.release]\npanic = \"abort\"\n";
    fs::write(package.join("Cargo.toml"), manifest).during(&doing)?;
    fs::write(package.join("src/lib.rs"), "#![no_std]\n").during(&doing)?;

    let target = package.join("target");
    if target.exists() {
        fs::remove_dir_all(&target).during(format_args!("deleting {}", target.display()))?;
    }
    let mut path = OsString::from("/usr/bin:");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    shell::run_with_retries(|| {
        let mut cargo = shell::command("/usr/bin/cargo");
        cargo.current_dir(&package).args([
            "build",
            "--release",
            "-Zbuild-std=std,panic_abort,test",
            "--target",
            rust::TARGET,
        ]);
        // Without bitcode in the library, link-time optimization of what uses it fails.
        cargo.env("RUSTFLAGS", "-Cembed-bitcode=yes").env("RUSTC_BOOTSTRAP", "1").env("PATH", &path);
        cargo.env("CARGO_TARGET_DIR", &target).env("RUSTC", RUSTC);
        for name in ["RUSTUP_TOOLCHAIN", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "CARGO"] {
            cargo.env_remove(name);
        }
        cargo
    })?;

    let made = target.join(rust::TARGET).join("release/deps");
    let files = fs::read_dir(&made).during(format_args!("reading {}", made.display()))?;
    let libraries: Vec<PathBuf> = files
        .flatten()
        .map(|file| file.path())
        .filter(|file| file.extension().is_some_and(|kind| kind == "rlib") && !is_own(file))
        .collect();
    if libraries.iter().any(|file| file_name(file).starts_with("libstd-")) {
        Ok(libraries)
    } else {
        Err(Failure::new(format!("The standard library was compiled, but {} holds no libstd.", made.display())))
    }
}

fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_own(file: &Path) -> bool {
    file_name(file).starts_with("libstd_for_wasm32")
}

fn copy(libraries: &[PathBuf], version: &str) -> Result {
    let (folder, new) = (format!("{LIBRARY}/lib"), format!("{LIBRARY}/lib.new"));
    // Exchanged in one move, so that nothing ever finds half a library.
    shell::run(apt::as_root("rm").args(["-rf", MADE_BY, &new]))?;
    shell::run(apt::as_root("mkdir").args(["-p", &new]))?;
    shell::run(apt::as_root("cp").args(libraries).arg(&new))?;
    shell::run(apt::as_root("rm").args(["-rf", &folder]))?;
    shell::run(apt::as_root("mv").args([&new, &folder]))?;
    let note = paths::cache().join("std-for-wasm32/made-by.txt");
    fs::write(&note, version).during(format_args!("writing {}", note.display()))?;
    shell::run(apt::as_root("cp").arg(&note).arg(MADE_BY))
}

/// The requirement: Debian's compiler has its linter, which a machine may lack that was set up for builds alone.
pub struct Clippy;

impl Requirement for Clippy {
    type Found = ();

    fn name(&self) -> String {
        "clippy of Debian's Rust".into()
    }

    fn find(&self) -> std::result::Result<(), String> {
        let mut cargo = shell::command("cargo");
        shell::output_of(cargo.env("RUSTUP_TOOLCHAIN", TOOLCHAIN).args(["clippy", "--version"]))
            .map(drop)
            .ok_or_else(|| "not on this machine".into())
    }

    fn plan(&self) -> String {
        "installing the package (some seconds)".into()
    }

    fn install(&self) -> Result {
        apt::install(&["rust-web-clippy"])
    }

    fn by_hand(&self) -> String {
        format!("as root, {}", apt::command_line(&["rust-web-clippy"]))
    }
}
