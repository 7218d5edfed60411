//! The app as a folder for any static host.

use crate::failure::{Failure, Result};
use crate::setup::{self, For, Tools};
use crate::{paths, shell};

/// The command.
pub fn run() -> Result {
    with(&setup::ensure(For::Build)?)?;
    println!(
        "\nThe app is in {}/: any static host can serve that folder, from any path.",
        paths::shown(&paths::dist())
    );
    Ok(())
}

/// Builds with tools that are there.
pub fn with(tools: &Tools) -> Result {
    println!("build: the app for the browser, into {}/ (the first time, two minutes)", paths::shown(&paths::dist()));
    shell::run(tools.trunk().args(["build", "--release"]))?;
    let page = paths::dist().join("index.html");
    if page.is_file() {
        Ok(())
    } else {
        Err(Failure::new(format!("Trunk ended well, but there is no {}.", page.display())))
    }
}
