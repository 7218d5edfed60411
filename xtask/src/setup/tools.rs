//! The tools of the web build: Trunk, wasm-bindgen, the splitter, wasm-opt, esbuild. Each lives in a folder of its own version, and one that is
//! already on PATH in the right version is taken instead; nothing that a person has installed is replaced.

use super::{Requirement, npm};
use crate::failure::{Failure, Result, While};
use crate::{paths, shell};
use std::fs;
use std::path::{Path, PathBuf};

/// A tool that `cargo install` compiles.
pub struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// With the versions that its author tested it with, where those still compile.
    locked: bool,
    /// Compiling it with more optimization would take longer than it ever saves.
    optimization: &'static str,
    minutes: &'static str,
    features: &'static str,
    /// Whether the program answers `--version`; of one that does not, only the own copy is known to be right.
    tells_version: bool,
}

impl CargoTool {
    /// The bundler.
    pub fn trunk() -> Self {
        Self {
            package: "trunk",
            program: "trunk",
            version: "0.21.14".into(),
            locked: true,
            optimization: "0",
            minutes: "two to four minutes",
            features: "",
            tells_version: true,
        }
    }

    /// The writer of the glue between wasm and the browser, in exactly the version of the crate.
    pub fn wasm_bindgen() -> Result<Self> {
        let lock = paths::root().join("Cargo.lock");
        let text = fs::read_to_string(&lock).during(format_args!("reading {}", lock.display()))?;
        let version = locked_version(&text, "wasm-bindgen")
            .ok_or_else(|| Failure::new("Cargo.lock names no version of wasm-bindgen, which the web build needs."))?;
        Ok(Self {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: version.to_owned(),
            locked: false,
            optimization: "1",
            minutes: "two to three minutes",
            features: "",
            tells_version: true,
        })
    }

    /// What cuts the page's binary in two.
    pub fn splitter() -> Self {
        Self {
            package: "wasm_split_cli_support",
            program: "wasm-split-cli",
            version: "0.2.4".into(),
            locked: true,
            optimization: "1",
            minutes: "a minute",
            features: "build-binary",
            tells_version: false,
        }
    }

    /// What drives Firefox.
    pub fn geckodriver() -> Self {
        Self {
            package: "geckodriver",
            program: "geckodriver",
            version: "0.37.1".into(),
            locked: true,
            optimization: "0",
            minutes: "two to three minutes",
            features: "",
            tells_version: true,
        }
    }

    /// What looks through the dependencies.
    pub fn cargo_deny() -> Self {
        Self {
            package: "cargo-deny",
            program: "cargo-deny",
            version: "0.20.2".into(),
            locked: true,
            optimization: "0",
            minutes: "two to four minutes",
            features: "",
            tells_version: true,
        }
    }

    /// The runner of the fuzz targets.
    pub fn cargo_fuzz() -> Self {
        Self {
            package: "cargo-fuzz",
            program: "cargo-fuzz",
            version: "0.13.2".into(),
            locked: true,
            optimization: "0",
            minutes: "a minute",
            features: "",
            tells_version: true,
        }
    }

    fn folder(&self) -> PathBuf {
        paths::cache().join(format!("{}-{}", self.package, self.version))
    }
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, after) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    after.split('"').next()
}

/// Whether a program answers `--version` with words that satisfy `is_right`.
fn says_version(program: &Path, is_right: impl Fn(&str) -> bool) -> bool {
    shell::output_of(shell::command(program).arg("--version"))
        .is_some_and(|words| words.split_whitespace().any(|word| is_right(word.trim_start_matches('v'))))
}

/// The first of a folder's program and the one on PATH that has the right version.
fn find_program(own: PathBuf, name: &str, is_right: impl Fn(&str) -> bool) -> std::result::Result<PathBuf, String> {
    if shell::is_program(&own) && says_version(&own, &is_right) {
        return Ok(own);
    }
    match shell::which(name) {
        Some(program) if says_version(&program, &is_right) => Ok(program),
        Some(program) => Err(format!("on this machine in another version ({}), which stays", program.display())),
        None => Err("not on this machine".into()),
    }
}

impl Requirement for CargoTool {
    type Found = PathBuf;

    fn name(&self) -> String {
        format!("{} {}", self.package, self.version)
    }

    fn find(&self) -> std::result::Result<PathBuf, String> {
        let own = self.folder().join("bin").join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX));
        if !self.tells_version {
            return if shell::is_program(&own) { Ok(own) } else { Err("not on this machine".into()) };
        }
        find_program(own, self.program, |version| version == self.version)
    }

    fn plan(&self) -> String {
        format!("compiling it into {} ({})", self.folder().display(), self.minutes)
    }

    fn install(&self) -> Result {
        shell::run_with_retries(|| {
            let mut cargo = shell::command("cargo");
            cargo.args(["install", self.package, "--version", &self.version, "--force", "--root"]).arg(self.folder());
            if self.locked {
                cargo.arg("--locked");
            }
            if !self.features.is_empty() {
                cargo.args(["--features", self.features]);
            }
            cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.optimization).env("CARGO_PROFILE_RELEASE_LTO", "off");
            cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env("CARGO_PROFILE_RELEASE_DEBUG", "0");
            // A folder outside the workspace: its configuration is not meant for the tool.
            cargo.current_dir(std::env::temp_dir()).env("CARGO_NET_RETRY", "5").env_remove("CARGO_TARGET_DIR");
            cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
            cargo
        })
    }

    fn by_hand(&self) -> String {
        let mut options = String::new();
        if self.locked {
            options.push_str(" --locked");
        }
        if !self.features.is_empty() {
            options.push_str(" --features ");
            options.push_str(self.features);
        }
        if !self.tells_version {
            options.push_str(&format!(" --root {}", self.folder().display()));
        }
        format!(
            "cargo install {} --version {}{options} (it needs a C compiler and crates.io)",
            self.package, self.version
        )
    }
}

/// A tool that comes as an npm package and runs on Node.js.
pub struct NpmTool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
    /// Whether another version on PATH does as well.
    is_right: fn(&str) -> bool,
    by_hand: &'static str,
}

impl NpmTool {
    /// The optimizer of the wasm. Distributions carry versions that are too old.
    pub fn binaryen() -> Self {
        Self {
            package: "binaryen",
            program: "wasm-opt",
            version: "132",
            is_right: |version| version.parse().is_ok_and(|version: u32| version >= 132),
            by_hand: "put a wasm-opt of version 132 or later on PATH (https://github.com/WebAssembly/binaryen/releases)",
        }
    }

    /// What makes the page's script small.
    pub fn esbuild() -> Self {
        Self {
            package: "esbuild",
            program: "esbuild",
            version: "0.28.2",
            is_right: |version| version == "0.28.2",
            by_hand: "put esbuild 0.28.2 on PATH (https://esbuild.github.io)",
        }
    }

    fn folder(&self) -> PathBuf {
        paths::cache().join(format!("{}-{}", self.package, self.version))
    }
}

impl Requirement for NpmTool {
    type Found = PathBuf;

    fn name(&self) -> String {
        format!("{} ({} {})", self.program, self.package, self.version)
    }

    fn find(&self) -> std::result::Result<PathBuf, String> {
        let own = self.folder().join("node_modules/.bin").join(if cfg!(windows) {
            format!("{}.cmd", self.program)
        } else {
            self.program.to_owned()
        });
        find_program(own, self.program, self.is_right)
    }

    fn plan(&self) -> String {
        format!("installing it with npm into {} (some seconds)", self.folder().display())
    }

    fn install(&self) -> Result {
        npm::install(&self.folder(), &[(self.package, self.version)])
    }

    fn by_hand(&self) -> String {
        format!("{}; or {}", npm::BY_HAND, self.by_hand)
    }
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_lock_names_the_version_of_exactly_that_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "yew"), None);
    }
}
