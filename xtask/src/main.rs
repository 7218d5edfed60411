//! The project's own commands, run as `cargo xtask <command>`.
//!
//! `setup` knows what the commands need and how to install it; every other module is one command or a part of one.

mod browsers;
mod build;
mod csp;
mod cut;
mod dictionary;
mod dist;
mod docs;
mod encode;
mod failure;
mod figures;
mod fuzz;
mod hook;
mod html;
mod imports;
mod licences;
mod lighthouse;
mod paths;
mod remap;
mod serve;
mod setup;
mod shell;
mod single_file;
mod sizes;
mod static_server;
mod steps;
mod test;

use failure::{Failure, Result};
use std::process::ExitCode;

const USAGE: &str = "\
Konspekt's own commands: cargo xtask <command>

  serve [--port N]   install what is missing, build the app, serve it on 127.0.0.1 and print the address
  build              the app as a folder for any static host: dist/
  build --single     the app as one page that opens from a disk: dist-single/konspekt.html
  dist               what is handed out, in release/: the site as an archive, the app as one page, the command line, examples, digests
  test               everything that has to hold, browser included; a table of the steps at the end
  sizes              the weight of the first load; fails over the limit (needs a build)
  figures            the figures that the project promises, measured, as a table
  fuzz [--minutes N] [TARGET]
                     looks for inputs that break an invariant, ten minutes a target; needs a nightly compiler
  dictionary         the dictionary of Russian words made anew from its package: fetches 8 MB, takes some minutes
  dictionary --check what it says of every word, compared with that package and with another analyser
  setup [--test]     only install what is missing (for `test`, browser included)

The environment: KONSPEKT_CACHE is where tools are kept (default: ~/.cache/konspekt). KONSPEKT_RUST=debian takes the way
without Rust's download server even where that server answers.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nerror: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result {
    match arguments {
        ["serve"] => serve::run(serve::DEFAULT_PORT),
        ["serve", "--port", port] => match port.parse() {
            Ok(port) => serve::run(port),
            Err(_) => Err(Failure::new(format!("--port takes a number from 0 to 65535, not '{port}'."))),
        },
        ["build"] => build::run(),
        ["build", "--single"] => single_file::run(),
        ["dist"] => dist::run(),
        ["test"] => test::run(),
        ["sizes"] => sizes::run(),
        ["fuzz", rest @ ..] => fuzz::run(rest),
        ["figures"] => figures::run(),
        ["dictionary"] => dictionary::run(false),
        ["dictionary", "--check"] => dictionary::run(true),
        ["setup"] => setup::ensure(setup::For::Build).map(drop),
        ["setup", "--test"] => setup::ensure(setup::For::Test).map(drop),
        // Trunk calls this one, through Trunk.toml.
        ["hook"] => hook::run(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(Failure::new(format!("there is no command '{}'.\n\n{USAGE}", other.join(" ")))),
    }
}
