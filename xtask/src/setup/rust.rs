//! A compiler for the browser: Rust's standard library for `wasm32-unknown-unknown`.
//!
//! The short way is rustup's. Where Rust's download server cannot be reached, Debian's compiler is the other way: its
//! sources of the standard library are compiled here ([`super::debian_rust`]).

use super::{Requirement, debian_rust};
use crate::failure::{Failure, Result};
use crate::shell::{self, Ended};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// The target that browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The server gets this long to answer. A refused connection takes no time; this is for a network that only drops.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);
const DOWNLOAD_WITHIN: Duration = Duration::from_secs(600);

/// Which compiler builds for the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebRust {
    /// The one that builds everything else.
    Native,
    /// Debian's, which rustup knows as [`debian_rust::TOOLCHAIN`].
    Debian,
}

impl WebRust {
    /// The name for rustup, where it is not the toolchain in use anyway.
    pub fn toolchain(self) -> Option<&'static str> {
        match self {
            Self::Native => None,
            Self::Debian => Some(debian_rust::TOOLCHAIN),
        }
    }

    /// Which way was taken, for a person.
    pub fn way(self) -> String {
        match self {
            Self::Native => format!("the browser's code is compiled with rustup's {TARGET}"),
            Self::Debian => format!(
                "the browser's code is compiled with Debian's Rust (toolchain `{}`), as Rust's download server was not used",
                debian_rust::TOOLCHAIN
            ),
        }
    }
}

/// The requirement: some toolchain has the standard library for the browser.
pub struct BrowserTarget;

impl Requirement for BrowserTarget {
    type Found = WebRust;

    fn name(&self) -> String {
        format!("Rust's {TARGET}")
    }

    fn find(&self) -> std::result::Result<WebRust, String> {
        if !debian_is_asked_for() && has_std(None) {
            return Ok(WebRust::Native);
        }
        debian_rust::find().map(|()| WebRust::Debian)
    }

    fn plan(&self) -> String {
        "asking rustup for it (25 MB), or else compiling it with Debian's Rust (three minutes)".into()
    }

    fn install(&self) -> Result {
        let refusal = if debian_is_asked_for() {
            "KONSPEKT_RUST=debian asks for the other way".to_owned()
        } else {
            match short_way() {
                Ok(()) => return Ok(()),
                Err(refusal) => refusal,
            }
        };
        println!("  not through rustup: {refusal}");
        println!("  taking the way over Debian's packages");
        debian_rust::install()
            .map_err(|failure| Failure::new(format!("Through rustup: {refusal}. Over Debian's packages: {failure}")))
    }

    fn by_hand(&self) -> String {
        format!(
            "install Rust with rustup (https://rustup.rs) and run 'rustup target add {TARGET}'. Without Rust's download \
             server, on Debian, as root: {}",
            super::apt::command_line(debian_rust::PACKAGES)
        )
    }
}

/// The requirement: a nightly compiler.
pub struct Nightly;

impl Requirement for Nightly {
    type Found = ();

    fn name(&self) -> String {
        "Rust's nightly compiler".into()
    }

    fn find(&self) -> std::result::Result<(), String> {
        let mut rustc = shell::command("rustc");
        let version = shell::output_of(rustc.env("RUSTUP_TOOLCHAIN", super::NIGHTLY).arg("--version"));
        version.filter(|words| words.contains("nightly")).map(drop).ok_or_else(|| "not on this machine".into())
    }

    fn plan(&self) -> String {
        "asking rustup for it (100 MB)".into()
    }

    fn install(&self) -> Result {
        shell::run(&mut rustup(&["toolchain", "install", super::NIGHTLY, "--profile", "minimal"]))
    }

    fn by_hand(&self) -> String {
        format!("install Rust with rustup (https://rustup.rs) and run 'rustup toolchain install {}'", super::NIGHTLY)
    }
}

fn debian_is_asked_for() -> bool {
    std::env::var("KONSPEKT_RUST").is_ok_and(|way| way == "debian")
}

/// Whether a toolchain (`None`: the one in use) has the standard library for the browser.
pub(super) fn has_std(toolchain: Option<&str>) -> bool {
    let mut rustc = shell::command("rustc");
    if let Some(toolchain) = toolchain {
        rustc.env("RUSTUP_TOOLCHAIN", toolchain);
    }
    let Some(folder) = shell::output_of(rustc.args(["--print", "target-libdir", "--target", TARGET])) else {
        return false;
    };
    let Ok(files) = PathBuf::from(folder).read_dir() else { return false };
    files.flatten().any(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

fn short_way() -> std::result::Result<(), String> {
    if shell::which("rustup").is_none() {
        return Err("there is no rustup here".into());
    }
    // A question that is small to answer comes first, so that a slow download is not taken for a silent server.
    const UPDATES_EXIST: Option<i32> = Some(100);
    match shell::run_within(&mut rustup(&["check"]), ANSWER_WITHIN) {
        Ended::Well | Ended::Badly { code: UPDATES_EXIST, .. } => {}
        Ended::Badly { words, .. } => {
            return Err(format!("Rust's download server cannot be reached ({})", last_line(&words)));
        }
        Ended::TooLate => {
            return Err(format!("Rust's download server gave no answer in {} seconds", ANSWER_WITHIN.as_secs()));
        }
    }
    match shell::run_within(&mut rustup(&["target", "add", TARGET]), DOWNLOAD_WITHIN) {
        Ended::Well => Ok(()),
        Ended::Badly { words, .. } => Err(format!("'rustup target add {TARGET}' failed ({})", last_line(&words))),
        Ended::TooLate => {
            Err(format!("'rustup target add {TARGET}' took over {} minutes", DOWNLOAD_WITHIN.as_secs() / 60))
        }
    }
}

fn rustup(arguments: &[&str]) -> Command {
    let mut command = shell::command("rustup");
    command.args(arguments).env("RUSTUP_MAX_RETRIES", "1");
    command
}

fn last_line(words: &str) -> &str {
    words.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or("no reason given")
}
