//! What comes as Python packages: the real Anki, which reads what we write and writes what we read.

use super::Requirement;
use crate::failure::{Failure, Result};
use crate::{paths, shell};
use std::path::PathBuf;

const PACKAGE: &str = "anki";
const VERSION: &str = "26.9.3";

/// The library of Anki, in a folder of its own.
pub struct Anki;

impl Anki {
    fn folder(&self) -> PathBuf {
        paths::cache().join(format!("{PACKAGE}-{VERSION}"))
    }
}

impl Requirement for Anki {
    /// The folder of its modules.
    type Found = PathBuf;

    fn name(&self) -> String {
        format!("the Anki library {VERSION}")
    }

    fn find(&self) -> std::result::Result<PathBuf, String> {
        let folder = self.folder();
        let is_there = folder.join(PACKAGE).is_dir() && folder.join(format!("{PACKAGE}-{VERSION}.dist-info")).is_dir();
        if is_there { Ok(folder) } else { Err("not on this machine".into()) }
    }

    fn plan(&self) -> String {
        format!("installing it with pip into {} (half a minute)", self.folder().display())
    }

    fn install(&self) -> Result {
        let python = shell::which("python3")
            .ok_or_else(|| Failure::new("There is no python3 here, with which the Anki library comes and runs."))?;
        shell::run_with_retries(|| {
            let mut command = shell::command(&python);
            command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", "--target"]);
            command.arg(self.folder()).arg(format!("{PACKAGE}=={VERSION}"));
            command
        })
    }

    fn by_hand(&self) -> String {
        "install Python 3.10 or later with pip (https://python.org, or your system's packages: on Debian python3 and \
         python3-pip) and repeat the command"
            .into()
    }
}
