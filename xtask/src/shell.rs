//! Running other programs.

use crate::failure::{Failure, Result, While};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A command that starts in the workspace's folder and reads nothing from a terminal.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(crate::paths::root()).stdin(Stdio::null());
    // `cargo run` puts its own compiler's libraries here, which another compiler must not load.
    command.env_remove("LD_LIBRARY_PATH").env_remove("DYLD_FALLBACK_LIBRARY_PATH");
    command
}

/// The words of a command, for a message.
pub fn words(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Runs a command whose output the person sees.
pub fn run(command: &mut Command) -> Result {
    let words = words(command);
    let status = command.status().during(format_args!("'{words}' could not be started"))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("'{words}' failed ({status}); its own words are above.")))
    }
}

/// Runs a command that needs the network, up to three times with a pause between.
pub fn run_with_retries(make: impl Fn() -> Command) -> Result {
    const ATTEMPTS: u32 = 3;
    let mut attempt = 1;
    loop {
        match run(&mut make()) {
            Err(failure) if attempt < ATTEMPTS => {
                println!("  attempt {attempt} of {ATTEMPTS}: {failure}\n  trying again in {} seconds", 5 * attempt);
                thread::sleep(Duration::from_secs(u64::from(5 * attempt)));
                attempt += 1;
            }
            outcome => return outcome,
        }
    }
}

/// What a command prints on its standard output; `None` if it is not there or fails.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// How a command with a time limit ended.
pub enum Ended {
    /// It ended well.
    Well,
    /// It failed, with this code and these words.
    Badly {
        /// The exit code, where there is one.
        code: Option<i32>,
        /// What it printed on its error output.
        words: String,
    },
    /// It was still running at the limit and was stopped.
    TooLate,
}

/// Runs a command for at most `limit`.
pub fn run_within(command: &mut Command, limit: Duration) -> Ended {
    let started = Instant::now();
    let mut child = match command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return Ended::Badly { code: None, words: error.to_string() },
    };
    // Read beside, so that a talkative command does not block on a full pipe.
    let reader = child.stderr.take().map(|mut stderr| {
        thread::spawn(move || {
            let mut words = Vec::new();
            let _ = stderr.read_to_end(&mut words);
            String::from_utf8_lossy(&words).trim().to_owned()
        })
    });
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ended::Well,
            Ok(Some(status)) => {
                let words = reader.and_then(|reader| reader.join().ok()).unwrap_or_default();
                let words = if words.is_empty() { status.to_string() } else { words };
                return Ended::Badly { code: status.code(), words };
            }
            Ok(None) if started.elapsed() > limit => {
                let _ = child.kill();
                let _ = child.wait();
                return Ended::TooLate;
            }
            Ok(None) => thread::sleep(Duration::from_millis(50)),
            Err(error) => return Ended::Badly { code: None, words: error.to_string() },
        }
    }
}

/// The program of this name on PATH.
pub fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = if cfg!(windows) { vec![format!("{name}.exe"), format!("{name}.cmd")] } else { vec![name.to_owned()] };
    std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)).collect::<Vec<_>>())
        .find(|file| is_program(file))
}

/// Whether a file is there and may be run.
pub fn is_program(file: &Path) -> bool {
    let Ok(metadata) = file.metadata() else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        metadata.is_file() && metadata.permissions().mode() & 0o111 != 0
    }
    #[cfg(not(unix))]
    {
        metadata.is_file()
    }
}
