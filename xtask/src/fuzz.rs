//! `cargo xtask fuzz`: each target of `fuzz/` for some minutes, on what the runs before have found.

use crate::failure::{Failure, Result, While};
use crate::setup;
use crate::steps::Steps;
use crate::{paths, shell};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Every target, with the longest input that is worth its time.
const TARGETS: &[(&str, u32)] =
    &[("ingest", 4096), ("extract", 1024), ("prose", 1024), ("dictionary", 512), ("anki", 512), ("documents", 4096)];

const MINUTES: u32 = 10;

/// The command: `[--minutes N] [TARGET]`.
pub fn run(arguments: &[&str]) -> Result {
    let (minutes, rest) = match arguments {
        ["--minutes", minutes, rest @ ..] => match minutes.parse() {
            Ok(minutes) => (minutes, rest),
            Err(_) => return Err(Failure::new(format!("--minutes takes a whole number, not '{minutes}'."))),
        },
        rest => (MINUTES, rest),
    };
    let chosen: Vec<(&str, u32)> = match rest {
        [] => TARGETS.to_vec(),
        [name] => TARGETS.iter().filter(|(target, _)| target == name).copied().collect(),
        _ => Vec::new(),
    };
    if chosen.is_empty() {
        let names: Vec<&str> = TARGETS.iter().map(|(target, _)| *target).collect();
        return Err(Failure::new(format!("'{}' is no fuzz target; there are {}.", rest.join(" "), names.join(", "))));
    }
    let program = setup::cargo_fuzz()?;
    let mut steps = Steps::begin();
    let outcome = chosen.into_iter().try_for_each(|(target, longest)| {
        steps.step(&format!("fuzz {target}"), || shell::run(&mut command(&program, target, longest, minutes)?))
    });
    steps.table();
    outcome
}

fn command(program: &Path, target: &str, longest: u32, minutes: u32) -> Result<Command> {
    let folder = paths::root().join("fuzz");
    let (corpus, seeds) = (folder.join("corpus").join(target), folder.join("seeds").join(target));
    fs::create_dir_all(&corpus).during(format_args!("making {}", corpus.display()))?;
    let mut command = shell::command(program);
    // The targets have no unsafe code, so that the address sanitizer would only cost time.
    command.args(["fuzz", "run", "--sanitizer", "none", target]).arg(corpus);
    if seeds.is_dir() {
        command.arg(seeds);
    }
    command.args(["--", "-print_final_stats=1", "-len_control=0", "-timeout=20", "-rss_limit_mb=2048"]);
    command.arg(format!("-max_len={longest}")).arg(format!("-max_total_time={}", minutes.saturating_mul(60)));
    command.env("RUSTUP_TOOLCHAIN", setup::NIGHTLY).env_remove("CARGO").env_remove("RUSTC");
    command.env("CARGO_TARGET_DIR", paths::target().join("fuzz"));
    Ok(command)
}
