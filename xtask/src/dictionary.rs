//! The dictionary of Russian words, made or checked by the package beside, which has more dependencies than this one.

use crate::failure::Result;
use crate::{paths, shell};

/// Makes the dictionary, or with `check` compares the one that is there with its source and with another analyser.
pub fn run(check: bool) -> Result {
    let mut cargo = shell::command("cargo");
    cargo.args(["run", "--release", "--quiet", "--package", "dictionary"]);
    if check {
        println!("Building the comparison; the other analyser's dictionary makes that a matter of minutes ...");
        cargo.args(["--features", "compare"]);
    }
    cargo.arg("--").arg(paths::cache().join("opencorpora"));
    if check {
        cargo.arg("--check");
    }
    shell::run(&mut cargo)
}
