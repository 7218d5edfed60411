//! Everything that has to hold, in the order in which a mistake shows soonest.

use crate::browsers::{self, Engine};
use crate::failure::{Failure, Result, While};
use crate::setup::{self, For, Tools, Vega};
use crate::shell;
use crate::steps::Steps;
use crate::{build, paths, single_file, sizes};
use std::fs;
use std::process::Command;

fn run_all(steps: &mut Steps) -> Result {
    let tools = steps.step("set-up", || setup::ensure(For::Test))?;
    steps.step("format", || shell::run(cargo().args(["fmt", "--all", "--check"])))?;
    steps.step("lints", || {
        shell::run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    })?;
    steps.step("licences, origins and known faults of the dependencies", dependencies)?;
    steps.step("native tests, layering among them", || shell::run(cargo().args(["test", "--workspace"])))?;
    steps.step("documentation of the public API, without warnings", || {
        let mut doc = cargo();
        doc.args(["doc", "--no-deps", "--package", "konspekt", "--lib"]).env("RUSTDOCFLAGS", "-D warnings");
        shell::run(&mut doc)
    })?;
    steps.step("charts in the real Vega-Lite", vega_lite)?;
    steps.step("decks, to and from the real Anki", || {
        let mut tests = cargo();
        tests.args(["test", "--test", "anki", "--", "--ignored"]).env("KONSPEKT_ANKI", setup::anki()?);
        shell::run(&mut tests)
    })?;
    steps.step("files for other programs, in readers of each", || {
        let mut tests = cargo();
        tests.args(["test", "--test", "readers", "--", "--ignored"]);
        tests.env("KONSPEKT_READERS", setup::readers()?).env("KONSPEKT_MOODLE", setup::moodle()?);
        shell::run(&mut tests)
    })?;
    steps.step("a job on Spark", spark)?;
    steps.step("check and lints for the browser", || {
        let arguments =
            ["clippy", "--package", "konspekt", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"];
        shell::run(tools.web_cargo().args(arguments))
    })?;
    steps.step("the store's contract and the intervals in the browser", || {
        shell::run(web_tests(&tools)?.args(["--test", "indexed_db", "--test", "intervals"]))
    })?;
    steps.step("release build", || build::with(&tools))?;
    steps.step("one-file build", single_file::from_dist)?;
    for engine in Engine::ALL {
        steps.step(&format!("browser tests in {}", engine.name()), || browsers::run(&tools, engine))?;
    }
    steps.step("sizes", sizes::run)
}

/// What `deny.toml` allows. The list of known faults lies on a host of its own: where that cannot be reached, it says so.
fn dependencies() -> Result {
    let program = setup::cargo_deny()?;
    let deny = |arguments: &[&str]| {
        let mut command = shell::command(&program);
        command.args(arguments).current_dir(paths::root());
        shell::run(&mut command)
    };
    deny(&["--workspace", "check", "bans", "licenses", "sources"])?;
    match deny(&["fetch", "db"]) {
        Ok(()) => deny(&["--workspace", "check", "advisories"]),
        Err(failure) => {
            println!("NOT looked for: known faults, as their list cannot be had here. {failure}");
            Ok(())
        }
    }
}

/// Compiles and draws the specifications of every form that the golden files hold, with each version that they are for.
fn vega_lite() -> Result {
    let folder = paths::root().join("tests/golden/charts");
    let entries = fs::read_dir(&folder).during(format_args!("reading {}", folder.display()))?;
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.to_string_lossy().ends_with(".vl.json"));
    if files.is_empty() {
        return Err(Failure::new(format!("There are no specifications in {}.", folder.display())));
    }
    files.sort();
    let Vega { node, modules } = setup::vega_lite()?;
    for modules in modules {
        let mut command = shell::command(&node);
        command.arg(paths::root().join("tests/vega/check.mjs")).arg(modules).args(&files);
        shell::run(&mut command)?;
    }
    Ok(())
}

/// The job of the examples on this machine, with the program that the tests have built.
fn spark() -> Result {
    shell::run(cargo().args(["build", "--bin", "konspekt"]))?;
    let python = shell::which("python3")
        .ok_or_else(|| Failure::new("There is no python3 here, which runs the job on Spark."))?;
    let mut job = shell::command(python);
    job.arg(paths::root().join("examples/spark/test_konspekt_facts.py"));
    job.arg(paths::target().join(format!("debug/konspekt{}", std::env::consts::EXE_SUFFIX)));
    // A machine without a network has only this address.
    job.env("PYTHONPATH", setup::spark()?).env("SPARK_LOCAL_IP", "127.0.0.1");
    shell::run(&mut job)
}

/// The command: the steps up to the first that fails, and a table of them.
pub fn run() -> Result {
    let mut steps = Steps::begin();
    let outcome = run_all(&mut steps);
    steps.report()?;
    outcome
}

/// The tests that are themselves compiled for the browser, and run in one.
pub fn web_tests(tools: &Tools) -> Result<Command> {
    let mut command = tools.web_cargo();
    command.args(["test", "--package", "konspekt", "--target", "wasm32-unknown-unknown"]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    command.env("CHROMEDRIVER", &tools.browser()?.driver);
    Ok(command)
}

/// Cargo, patient with a network that fails now and then.
pub fn cargo() -> Command {
    let mut command = shell::command("cargo");
    command.env("CARGO_NET_RETRY", "5");
    command
}
