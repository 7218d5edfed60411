//! OpenCorpora's dictionary as the package index has it: fetched once, known by its hash, unpacked.

use crate::failure::{Failure, Result, While};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Name and version on PyPI.
pub const NAME: &str = "pymorphy3-dicts-ru";
/// The version says the revision of the dictionary and that of the corpus.
pub const VERSION: &str = "2.4.417150.4580142";
const FILE: &str = "pymorphy3_dicts_ru-2.4.417150.4580142-py2.py3-none-any.whl";
const SHA256: &str = "718bac64c73c10c16073a199402657283d9b64c04188b694f6d3e9b0d85440f4";

/// The folder with the package's data, after it was fetched and unpacked where it was not there yet.
pub fn data(folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder).during(format_args!("making {}", folder.display()))?;
    let file = folder.join(FILE);
    if file.exists() {
        println!("{FILE} is there already.");
    } else {
        println!("Fetching {NAME} {VERSION} from PyPI with pip (8.4 MB) ...");
        let wanted = format!("{NAME}=={VERSION}");
        run(Command::new("python3")
            .args(["-m", "pip", "download", "--quiet", "--no-deps", "--dest"])
            .arg(folder)
            .arg(wanted))?;
    }
    let bytes = fs::read(&file).during(format_args!("reading {}", file.display()))?;
    let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if found != SHA256 {
        return Err(Failure::new(format!(
            "{} is not the package that was expected: its SHA-256 is {found}, not {SHA256}.\n\
             Delete the file and run the command again. If it comes back the same, the package index has changed it.",
            file.display()
        )));
    }
    println!("Its SHA-256 is {SHA256}, as expected.");
    run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(&file).arg(folder))?;
    Ok(folder.join("pymorphy3_dicts_ru/data"))
}

fn run(command: &mut Command) -> Result {
    let words = format!("{command:?}");
    let status = command.status().map_err(|error| {
        Failure::new(format!(
            "'{words}' could not be started: {error}.\nThe package is fetched and unpacked with Python. Install Python 3 \
             with pip, or put {FILE} into the folder that is named above and install Python 3 alone."
        ))
    })?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "'{words}' failed ({status}); its own words are above.\nIf PyPI cannot be reached, fetch {FILE} on another machine \
         and put it into that folder."
    )))
}
