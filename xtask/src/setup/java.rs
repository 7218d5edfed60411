//! Java, on which Spark runs.

use super::{Requirement, apt};
use crate::failure::Result;
use crate::shell;
use std::path::PathBuf;

/// Of the versions that Spark takes, the oldest.
const OLDEST: u32 = 17;
const PACKAGE: &str = "default-jre-headless";

/// The runtime.
pub struct Java;

impl Requirement for Java {
    /// The program `java`.
    type Found = PathBuf;

    fn name(&self) -> String {
        format!("Java {OLDEST} or later")
    }

    fn find(&self) -> std::result::Result<PathBuf, String> {
        let java = shell::which("java").ok_or("not on this machine")?;
        // It says its version where others say what went wrong; `--version` says it where it should.
        let printed = shell::output_of(shell::command(&java).arg("--version")).unwrap_or_default();
        match version(&printed) {
            Some(version) if version >= OLDEST => Ok(java),
            Some(version) => Err(format!("of version {version} here")),
            None => Err("not on this machine in a version that tells itself".into()),
        }
    }

    fn plan(&self) -> String {
        format!("installing Debian's package {PACKAGE} (a minute)")
    }

    fn install(&self) -> Result {
        apt::install(&[PACKAGE])
    }

    fn by_hand(&self) -> String {
        format!(
            "install Java {OLDEST} or later (https://adoptium.net, or your system's packages) and repeat the command"
        )
    }
}

/// `openjdk 17.0.15 2025-04-15`
fn version(printed: &str) -> Option<u32> {
    printed.split_whitespace().nth(1)?.split(['.', '+', '-']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn a_version_is_read_from_what_java_says_of_itself() {
        assert_eq!(version("openjdk 17.0.15 2025-04-15\nOpenJDK Runtime"), Some(17));
        assert_eq!(version("openjdk 25 2025-09-16"), Some(25));
        assert_eq!(version("java 26-ea 2026-03-17"), Some(26));
        assert_eq!(version(""), None);
    }
}
