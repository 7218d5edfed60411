//! Debian's packages.

use crate::failure::{Failure, Result};
use crate::shell;
use std::process::Command;

/// Installs packages, as root or through a sudo that asks nothing.
pub fn install(packages: &[&str]) -> Result {
    if shell::which("apt-get").is_none() {
        return Err(Failure::new("This system has no apt-get, so Debian's packages cannot be installed."));
    }
    let wanted = command_line(packages);
    if !may_be_root() {
        return Err(Failure::new(format!(
            "Installing packages needs root, and 'sudo -n' is refused. Run this as root and then repeat the command: {wanted}"
        )));
    }
    println!("  {wanted}");
    // Old lists name packages that are gone, or too old.
    if let Err(failure) = shell::run_with_retries(|| apt_get(&["update"])) {
        println!("  the lists of packages stay as they are: {failure}");
    }
    // What a person has installed stays: a conflict is their decision.
    let mut arguments = vec!["install", "-y", "--no-install-recommends", "--no-remove"];
    arguments.extend(packages);
    shell::run_with_retries(|| apt_get(&arguments))
}

/// What a person would type.
pub fn command_line(packages: &[&str]) -> String {
    format!("apt-get update && apt-get install -y --no-install-recommends {}", packages.join(" "))
}

/// A command run as root.
pub fn as_root(program: &str) -> Command {
    if is_root() {
        shell::command(program)
    } else {
        let mut command = shell::command("sudo");
        command.args(["-n", program]);
        command
    }
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = as_root("env");
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]);
    command.args(["-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]);
    command.args(arguments);
    command
}

fn is_root() -> bool {
    shell::output_of(shell::command("id").arg("-u")).is_some_and(|id| id == "0")
}

fn may_be_root() -> bool {
    is_root() || shell::output_of(shell::command("sudo").args(["-n", "true"])).is_some()
}
