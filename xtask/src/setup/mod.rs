//! What the commands need from the machine, and how it gets there.
//!
//! Each thing needed is a [`Requirement`]: whether it is there is a cheap look, so that a second run costs a second;
//! how to install it needs no answer from a person; and where it cannot be installed, the person is told what to do.

mod apt;
mod browser;
mod debian_rust;
mod java;
mod npm;
mod python;
mod rust;
mod tools;

pub use browser::Browser;
pub use rust::WebRust;

use crate::failure::{Failure, Result};
use crate::{paths, remap, shell};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What the set-up is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Building and serving the app.
    Build,
    /// Testing it too, in a browser.
    Test,
}

/// Something that a command needs from the machine.
pub trait Requirement {
    /// What a command is given once the thing is there.
    type Found;
    /// What it is called, with its version where that matters.
    fn name(&self) -> String;
    /// The thing, if it is there and right; otherwise a phrase for what is wrong ("not on this machine").
    fn find(&self) -> std::result::Result<Self::Found, String>;
    /// About how long the installation takes, and what it does.
    fn plan(&self) -> String;
    /// Installs it, without a question.
    fn install(&self) -> Result;
    /// What a person can do where it cannot be installed.
    fn by_hand(&self) -> String;
}

fn meet<R: Requirement>(requirement: &R) -> Result<R::Found> {
    let name = requirement.name();
    let lacking = match requirement.find() {
        Ok(found) => return Ok(found),
        Err(lacking) => lacking,
    };
    println!("set-up: {name} is {lacking}; {}", requirement.plan());
    let started = Instant::now();
    let advice = |what: String| Failure::new(format!("{what}\n\nBy hand: {}", requirement.by_hand()));
    requirement.install().map_err(|failure| advice(format!("{name} could not be installed. {failure}")))?;
    let found = requirement.find();
    let found = found.map_err(|lacking| advice(format!("{name} was installed, and is still {lacking}.")))?;
    println!("set-up: {name} is there now ({:.0} s)", started.elapsed().as_secs_f64());
    Ok(found)
}

/// All that a command needs, found.
pub struct Tools {
    /// The compiler for the browser.
    pub rust: WebRust,
    trunk: PathBuf,
    path: OsString,
    browser: Option<Browser>,
}

/// Installs what is missing and says where everything is.
pub fn ensure(what: For) -> Result<Tools> {
    let started = Instant::now();
    let rust = meet(&rust::BrowserTarget)?;
    if rust == WebRust::Debian && what == For::Test {
        meet(&debian_rust::Clippy)?;
    }
    let trunk = meet(&tools::CargoTool::trunk())?;
    let bindgen = meet(&tools::CargoTool::wasm_bindgen()?)?;
    let splitter = meet(&tools::CargoTool::splitter())?;
    let optimizer = meet(&tools::NpmTool::binaryen())?;
    let minifier = meet(&tools::NpmTool::esbuild())?;
    let browser = if what == For::Test { Some(meet(&browser::ChromiumWithDriver)?) } else { None };
    if what == For::Test {
        vega_lite()?;
        cargo_deny()?;
        firefox()?;
        webkit()?;
        axe()?;
        anki()?;
        readers()?;
        moodle()?;
        spark()?;
    }

    let mut folders: Vec<PathBuf> = [&trunk, &bindgen, &splitter, &optimizer, &minifier]
        .iter()
        .filter_map(|file| file.parent())
        .map(Path::to_path_buf)
        .collect();
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let path = std::env::join_paths(folders)
        .map_err(|error| Failure::new(format!("A folder of PATH cannot be passed on: {error}")))?;
    println!("set-up: everything is there ({:.1} s); {}", started.elapsed().as_secs_f64(), rust.way());
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        if std::env::var_os(name).is_some() {
            println!("set-up: {name} would replace the flags of .cargo/config.toml; web builds leave it out");
        }
    }
    Ok(Tools { rust, trunk, path, browser })
}

/// The toolchain of the fuzz targets: the compiler's instruments for them are on no other.
pub const NIGHTLY: &str = "nightly";

/// The runner of the fuzz targets.
pub fn cargo_fuzz() -> Result<PathBuf> {
    meet(&rust::Nightly)?;
    meet(&tools::CargoTool::cargo_fuzz())
}

/// What the specifications of charts are compiled with, and Node.js, which runs it.
pub fn vega_lite() -> Result<Vega> {
    let [five, six] = npm::NpmModules::vega_lite();
    let modules = [meet(&five)?, meet(&six)?];
    let node = shell::which("node")
        .ok_or_else(|| Failure::new(format!("There is no Node.js here, which runs Vega-Lite. {}.", npm::BY_HAND)))?;
    Ok(Vega { node, modules })
}

/// The script that looks for barriers in a page.
pub fn axe() -> Result<PathBuf> {
    Ok(meet(&npm::NpmModules::axe())?.join("axe-core/axe.min.js"))
}

/// The program of Lighthouse, for Node.js; only `cargo xtask figures` asks for it.
pub fn lighthouse() -> Result<PathBuf> {
    Ok(meet(&npm::NpmModules::lighthouse())?.join("lighthouse/cli/index.js"))
}

/// What looks through the dependencies.
pub fn cargo_deny() -> Result<PathBuf> {
    meet(&tools::CargoTool::cargo_deny())
}

/// Firefox, and what drives it.
pub fn firefox() -> Result<(PathBuf, PathBuf)> {
    Ok((meet(&browser::Firefox)?, meet(&tools::CargoTool::geckodriver())?))
}

/// WebKitGTK's small browser, and what drives it.
pub fn webkit() -> Result<browser::WebKit> {
    meet(&browser::WebKitWithDriver)
}

/// The folder of the real Anki library, for Python.
pub fn anki() -> Result<PathBuf> {
    meet(&python::PythonPackage::anki())
}

/// The folder of Spark for Python; Java, on which it runs, is there too.
pub fn spark() -> Result<PathBuf> {
    meet(&java::Java)?;
    meet(&python::PythonPackage::spark())
}

/// `node_modules` with the readers of what is written for other programs.
pub fn readers() -> Result<PathBuf> {
    meet(&npm::NpmModules::readers())
}

/// The folder of the reader of Moodle's XML, for Python.
pub fn moodle() -> Result<PathBuf> {
    meet(&python::PythonPackage::moodle())
}

/// The program that runs Vega-Lite and the folders of its modules, one a version.
#[derive(Debug)]
pub struct Vega {
    /// Node.js.
    pub node: PathBuf,
    /// `node_modules`.
    pub modules: [PathBuf; 2],
}

impl Tools {
    /// Cargo with the compiler for the browser.
    pub fn web_cargo(&self) -> Command {
        let mut command = shell::command("cargo");
        self.prepare(&mut command);
        command
    }

    /// Trunk with the compiler for the browser.
    pub fn trunk(&self) -> Command {
        let mut command = shell::command(&self.trunk);
        self.prepare(&mut command);
        command.arg("--skip-version-check");
        command
    }

    /// The browser, where the set-up was for tests.
    pub fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().ok_or_else(|| Failure::new("This set-up was made without a browser."))
    }

    fn prepare(&self, command: &mut Command) {
        command.env("PATH", &self.path).env("CARGO_TARGET_DIR", paths::web_target()).env("CARGO_NET_RETRY", "5");
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        remap::web(command);
        // Trunk takes only "true" or "false" here and stops at the "1" that is usual.
        command.env_remove("NO_COLOR");
        if let Some(toolchain) = self.rust.toolchain() {
            command.env("RUSTUP_TOOLCHAIN", toolchain).env_remove("RUSTC").env_remove("CARGO");
        }
    }
}
