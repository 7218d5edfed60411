//! Named steps, timed, with a table at the end.

use crate::failure::{Result, While};
use crate::paths;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The steps of one run, so far.
pub struct Steps {
    started: Instant,
    done: Vec<(String, Duration, bool)>,
}

impl Steps {
    /// A run that begins now.
    pub fn begin() -> Self {
        Self { started: Instant::now(), done: Vec::new() }
    }

    /// Does a step and notes its time.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n=== {name}");
        let started = Instant::now();
        let outcome = work();
        self.done.push((name.to_owned(), started.elapsed(), outcome.is_ok()));
        outcome
    }

    /// Prints what was done and how long it took, and keeps the times of a run that went through.
    pub fn report(&self) -> Result {
        self.table();
        if self.done.iter().all(|(_, _, went_well)| *went_well) { self.keep() } else { Ok(()) }
    }

    /// Prints what was done and how long it took.
    pub fn table(&self) {
        println!("\n{:<36} {:>9}", "step", "time");
        for (name, time, went_well) in &self.done {
            println!("{name:<36} {:>7.1} s   {}", time.as_secs_f64(), if *went_well { "ok" } else { "FAILED" });
        }
        println!("{:<36} {:>7.1} s", "all", self.started.elapsed().as_secs_f64());
    }

    fn keep(&self) -> Result {
        let file = kept_in();
        let doing = format!("writing {}", file.display());
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).during(&doing)?;
        }
        let lines: Vec<String> =
            self.done.iter().map(|(name, time, _)| format!("{name}\t{:.1}\n", time.as_secs_f64())).collect();
        fs::write(&file, lines.concat()).during(&doing)
    }
}

fn kept_in() -> PathBuf {
    paths::target().join("xtask/steps.tsv")
}

/// The steps of the last run that went through, with their seconds.
pub fn last_run() -> Vec<(String, f64)> {
    let text = fs::read_to_string(kept_in()).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(name, time)| Some((name.to_owned(), time.parse().ok()?)))
        .collect()
}
