//! What comes as Python packages: the real Anki, which reads what we write and writes what we read, a reader of Moodle's XML,
//! and Spark, which runs a job of ours.

use super::Requirement;
use crate::failure::{Failure, Result};
use crate::{paths, shell};
use std::path::PathBuf;

/// A package with all that it needs, in a folder of its own.
pub struct PythonPackage {
    /// What people call it.
    title: &'static str,
    name: &'static str,
    /// The folder of its modules.
    module: &'static str,
    version: &'static str,
}

impl PythonPackage {
    /// The library of Anki.
    pub fn anki() -> Self {
        Self { title: "the Anki library", name: "anki", module: "anki", version: "26.9.3" }
    }

    /// What reads Moodle's XML.
    pub fn moodle() -> Self {
        Self {
            title: "the reader of Moodle's XML",
            name: "moodle-xml-parser",
            module: "moodle_xml_parser",
            version: "0.3.1",
        }
    }

    /// What the job in `examples/spark` runs on.
    pub fn spark() -> Self {
        Self { title: "Spark for Python", name: "pyspark", module: "pyspark", version: "4.3.0" }
    }

    fn folder(&self) -> PathBuf {
        paths::cache().join(format!("{}-{}", self.name, self.version))
    }
}

impl Requirement for PythonPackage {
    /// The folder of its modules.
    type Found = PathBuf;

    fn name(&self) -> String {
        format!("{} {}", self.title, self.version)
    }

    fn find(&self) -> std::result::Result<PathBuf, String> {
        let folder = self.folder();
        let told = format!("{}-{}.dist-info", self.module, self.version);
        let is_there = folder.join(self.module).is_dir() && folder.join(told).is_dir();
        if is_there { Ok(folder) } else { Err("not on this machine".into()) }
    }

    fn plan(&self) -> String {
        format!("installing it with pip into {} (from half a minute to some minutes)", self.folder().display())
    }

    fn install(&self) -> Result {
        let python = shell::which("python3")
            .ok_or_else(|| Failure::new("There is no python3 here, with which such packages come and run."))?;
        shell::run_with_retries(|| {
            let mut command = shell::command(&python);
            command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", "--target"]);
            command.arg(self.folder()).arg(format!("{}=={}", self.name, self.version));
            command
        })
    }

    fn by_hand(&self) -> String {
        "install Python 3.10 or later with pip (https://python.org, or your system's packages: on Debian python3 and \
         python3-pip) and repeat the command"
            .into()
    }
}
