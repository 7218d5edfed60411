//! The figures that the project promises, measured. They are printed, never asserted: a time depends on the machine.

use crate::browsers::{self, Engine};
use crate::failure::{Failure, Result, While};
use crate::setup::{self, For, Tools};
use crate::{build, lighthouse, paths, shell, single_file, sizes, steps, test};
use std::fs;
use std::path::PathBuf;

const RUNS: usize = 5;

/// One line of the table.
struct Figure {
    name: String,
    measured: String,
    promised: &'static str,
}

impl Figure {
    fn new(name: impl Into<String>, measured: impl Into<String>, promised: &'static str) -> Self {
        Self { name: name.into(), measured: measured.into(), promised }
    }
}

/// The command.
pub fn run() -> Result {
    let tools = setup::ensure(For::Test)?;
    build::with(&tools)?;
    single_file::from_dist()?;
    let mut figures = score()?;
    figures.extend(times(&tools)?);
    figures.extend(judged(&tools)?);
    figures.extend(endurance(&tools)?);
    figures.extend(intervals(&tools)?);
    let (_, gzipped) = sizes::first_load(&sizes::measure(&paths::dist())?);
    figures.push(Figure::new("first load, gzipped", sizes::kilobytes(gzipped), "≤ 300 kB"));
    figures.extend(last_test_run());

    println!("\n| figure | measured | promised |\n|---|---|---|");
    for figure in figures {
        println!("| {} | {} | {} |", figure.name, figure.measured, figure.promised);
    }
    Ok(())
}

/// The chapter against its gold, both of which lie beside the repository and not in it.
fn score() -> Result<Vec<Figure>> {
    let shared = paths::root().join("../shared");
    let [scorer, gold, chapter] =
        ["score/score.py", "gold/chapter.json", "seed/chapter.txt"].map(|name| shared.join(name));
    if ![&scorer, &gold, &chapter].iter().all(|file| file.is_file()) {
        return Ok(vec![Figure::new("score on the chapter", "not measured: ../shared is not here", "")]);
    }
    println!("figures: the score on the chapter");
    let mut konspekt = shell::command("cargo");
    konspekt.args(["run", "--quiet", "--release", "--bin", "konspekt", "--", "extract"]).arg(&chapter).arg("--json");
    let output = konspekt.output().during("starting 'konspekt extract'")?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Failure::new(format!("'konspekt extract' failed on {}: {words}", chapter.display())));
    }
    let extracted = paths::target().join("xtask/chapter.json");
    write(&extracted, &output.stdout)?;
    let mut python = shell::command("python3");
    let Some(printed) = shell::output_of(python.arg(&scorer).arg(&gold).arg(&extracted)) else {
        return Err(Failure::new(format!("'{}' failed; run it to see why.", shell::words(&python))));
    };
    Ok(printed.lines().filter_map(scored).collect())
}

/// A line of the scorer is a name, a colon and a figure. What an F1 is made of is left to the scorer itself.
fn scored(line: &str) -> Option<Figure> {
    const PROMISED: &[(&str, &str)] = &[
        ("sentence.errors", "0"),
        ("quantity.f1", "1.0"),
        ("quantity.bound", "≥ 0.98"),
        ("quantity.subject", "≥ 0.95"),
        ("quantity.period", "≥ 0.97"),
        ("quantity.period.invented", "≤ 1"),
        ("quantity.place", "≥ 0.87"),
        ("time.f1", "≥ 0.98"),
        ("event.recall", "≥ 0.9"),
        ("entity.person.recall", "1.0"),
        ("entity.organization.recall", "≥ 0.85"),
        ("entity.place.recall", "≥ 0.9"),
        ("claim.recall", "≥ 0.9"),
        ("claim.false", "≤ 1"),
        ("relation.f1", "≥ 0.95"),
    ];
    let (name, measured) = line.split_once(": ")?;
    let is_part_of_f1 = ["quantity", "time", "relation"]
        .iter()
        .any(|kind| [".precision", ".recall", ".counts"].iter().any(|part| name.strip_prefix(kind) == Some(part)));
    if is_part_of_f1 {
        return None;
    }
    let promised = PROMISED.iter().find(|(promise, _)| *promise == name).map_or("", |(_, promised)| *promised);
    Some(Figure::new(format!("chapter: {name}"), measured.trim(), promised))
}

/// What was measured, by its name, with its unit.
struct Measured(Vec<(String, String, Vec<f64>)>);

impl Measured {
    fn add(&mut self, (name, value, unit): (String, f64, String)) {
        match self.0.iter_mut().find(|(known, ..)| *known == name) {
            Some((.., values)) => values.push(value),
            None => self.0.push((name, unit, vec![value])),
        }
    }

    fn median(&self, name: &str) -> f64 {
        self.0.iter().find(|(known, ..)| known == name).map_or(f64::NAN, |(.., values)| median(values.clone()))
    }
}

const IN_WORKER: &str = "10 MB through relations, in the worker";
const NATIVE: &str = "10 MB through relations, native";

/// Tests named `figures::…` print lines such as `figure: from paste to facts = 120 ms`; each runs five times in a fresh
/// browser, and the median is shown. So does the benchmark that the worker's speed is held against, in the same run.
fn times(tools: &Tools) -> Result<Vec<Figure>> {
    println!("figures: in the browser, {RUNS} runs, and natively");
    let mut times = Measured(Vec::new());
    let mut tests = browsers::browser_tests(tools, Engine::Chromium)?;
    tests.args(["--", "--ignored", "--nocapture", "--test-threads", "1", "figures::"]);
    let mut bench = shell::command("cargo");
    bench.args(["bench", "--bench", "speed", "--bench", "charts", "--bench", "exports", "--bench", "site"]);
    for run in 0..=RUNS {
        let command = if run < RUNS { &mut tests } else { &mut bench };
        let Some(printed) = shell::output_of(command) else {
            return Err(Failure::new(format!("'{}' failed; run it to see why.", shell::words(command))));
        };
        printed.lines().filter_map(measurement).for_each(|measured| times.add(measured));
    }
    let promised = |name: &str| match name {
        "from paste to facts" | "from paste to facts, the worker there already" => "≤ 300 ms",
        "scene and SVG of 1000 charts, native" => "≤ 200 ms",
        "a site of 1000 texts, native" => "≤ 60000 ms",
        "the slowest export of a chapter, native" | "the slowest export of a chapter, in the app" => "≤ 2000 ms",
        "a book of 5 MB (text), from file to text" | "a book of 5 MB (epub), from file to text" => "≤ 4000 ms",
        "a book of 5 MB (text), the longest task of the page"
        | "a book of 5 MB (epub), the longest task of the page" => "≤ 100 ms",
        // Fifty a second.
        "a frame of the timeline, 5000 entries" => "≤ 20 ms",
        "from a click to the charts page" => "≤ 100 ms",
        "a lesson in a page of another site, to its first card, warm" => "≤ 1500 ms",
        "a lesson in a page of another site, fetched cold, gzipped" => "≤ 300 kB",
        "ten lessons in one page, downloads of the app" => "≤ 1 app",
        "ten lessons in one page, above ten empty frames" => "≤ 100 MB",
        "without a network, from a reload to the first card" => "≤ 1000 ms",
        "from an input to the next paint, the 95th of a hundred" => "≤ 100 ms",
        _ => "",
    };
    let written = |value: f64, unit: &str| match value {
        ..10.0 => format!("{value:.1} {unit}"),
        _ => format!("{value:.0} {unit}"),
    };
    let mut figures: Vec<Figure> = (times.0.iter())
        .map(|(name, unit, values)| Figure::new(name, written(median(values.clone()), unit), promised(name)))
        .collect();
    let ratio = times.median(NATIVE) / times.median(IN_WORKER);
    figures.push(Figure::new("the worker's speed as a part of the native", format!("{ratio:.2}"), "≥ 0.33"));
    Ok(figures)
}

/// What Lighthouse says of the built app, the median of each category.
fn judged(tools: &Tools) -> Result<Vec<Figure>> {
    println!("figures: Lighthouse, {RUNS} runs");
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        runs.push(lighthouse::scores(tools)?);
    }
    let of = |nth: usize| median(runs.iter().map(|scores| scores[nth]).collect());
    Ok((lighthouse::CATEGORIES.iter().enumerate())
        .map(|(nth, name)| Figure::new(format!("Lighthouse: {name}"), format!("{:.2}", of(nth)), "≥ 0.97"))
        .collect())
}

/// What is tried once, as it takes minutes: tests named `endurance::…` print lines such as `count: NAME = 50 of 50`.
fn endurance(tools: &Tools) -> Result<Vec<Figure>> {
    println!("figures: what a store endures, once");
    let mut tests = browsers::browser_tests(tools, Engine::Chromium)?;
    tests.args(["--", "--ignored", "--nocapture", "--test-threads", "1", "endurance::"]);
    let Some(printed) = shell::output_of(&mut tests) else {
        return Err(Failure::new(format!("'{}' failed; run it to see why.", shell::words(&tests))));
    };
    Ok(printed.lines().filter_map(counted).collect())
}

/// What is promised of a count.
fn promised_count(name: &str) -> &'static str {
    match name {
        "killed at random, nothing acknowledged lost, started again"
        | "two tabs killed at random, nothing acknowledged lost, started again"
        | "quota used up, nothing acknowledged lost, started again"
        | "a store that fails, nothing acknowledged lost, started again" => "50 of 50",
        "a million reviews: start to first card" => "≤ 1500 ms",
        "a million reviews: from a grade to the next card, the work of the page" => "≤ 16 ms",
        "a million reviews: from a grade to the next card, with the wait for the disk" => "stated",
        "a million reviews: from an undo of what is no review to its card, with the wait for the disk" => "stated",
        "a million reviews: start to first card without a snapshot, once" => "stated",
        "a million reviews: statistics" => "≤ 300 ms",
        "a million reviews: memory of the page" => "stated",
        INTERVALS | INTERVALS_UNEXPLAINED | INTERVALS_IN_BROWSER => "0",
        _ => "",
    }
}

/// A line such as `count: NAME = 50 of 50`.
fn counted(line: &str) -> Option<Figure> {
    let (_, rest) = line.split_once("count: ")?;
    let (name, value) = rest.split_once(" = ")?;
    Some(Figure::new(name, value.trim(), promised_count(name)))
}

/// A grade has another day than the one below it, which `fsrs` does not promise.
const INTERVALS: &str =
    "10,000 histories whose intervals are not those of fsrs, each grade a day after the one below, native";
const INTERVALS_UNEXPLAINED: &str = "grades in them that differ from fsrs for another reason, native";
const INTERVALS_IN_BROWSER: &str =
    "10,000 histories whose intervals are not those of fsrs, each grade a day after the one below, in the browser";

/// The app's intervals against those of the `fsrs` crate. What a test prints in a browser is lost, so there it only tells whether
/// it went through, which it does without any difference alone.
fn intervals(tools: &Tools) -> Result<Vec<Figure>> {
    println!("figures: intervals, natively and in the browser");
    let mut native = shell::command("cargo");
    native.args(["test", "--test", "intervals", "--", "--nocapture"]);
    let native = shell::output_of(&mut native).unwrap_or_default();
    let mut figures: Vec<Figure> = native.lines().filter_map(counted).collect();
    if figures.is_empty() {
        figures.push(Figure::new(INTERVALS, "some: 'cargo test --test intervals' tells", promised_count(INTERVALS)));
    }
    let in_browser = shell::output_of(test::web_tests(tools)?.args(["--test", "intervals"]));
    let measured = match in_browser {
        Some(printed) if printed.contains("1 passed") => "0",
        _ => "some: 'cargo xtask test' tells",
    };
    figures.push(Figure::new(INTERVALS_IN_BROWSER, measured, promised_count(INTERVALS_IN_BROWSER)));
    Ok(figures)
}

fn measurement(line: &str) -> Option<(String, f64, String)> {
    // The test runner may have begun the line with the test's name.
    let (_, rest) = line.split_once("figure: ")?;
    let (name, value) = rest.split_once(" = ")?;
    let (value, unit) = value.split_once(' ')?;
    Some((name.to_owned(), value.parse().ok()?, unit.to_owned()))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn last_test_run() -> Vec<Figure> {
    let steps = steps::last_run();
    if steps.is_empty() {
        return vec![Figure::new(
            "'cargo xtask test'",
            "not measured: it has not gone through here yet",
            "≤ 60 min after set-up",
        )];
    }
    let total: f64 = steps.iter().filter(|(name, _)| name != "set-up").map(|(_, seconds)| seconds).sum();
    let mut figures =
        vec![Figure::new("'cargo xtask test' after set-up, the last run", format!("{total:.0} s"), "≤ 60 min")];
    figures.extend(
        steps.into_iter().map(|(name, seconds)| Figure::new(format!("· {name}"), format!("{seconds:.1} s"), "")),
    );
    figures
}

fn write(file: &PathBuf, bytes: &[u8]) -> Result {
    let doing = format!("writing {}", file.display());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).during(&doing)?;
    }
    fs::write(file, bytes).during(&doing)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name that a test prints and nothing is promised of would pass for measured.
    #[test]
    fn what_is_tried_fifty_times_and_what_is_timed_has_its_promise() {
        let folder = paths::root().join("tests/browser/endurance");
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).expect("the tests are there") {
            let source = fs::read_to_string(entry.expect("a file").path()).expect("a source");
            let printed = source.split("println!(\"count: ").skip(1).filter_map(|rest| rest.split_once(" = "));
            names.extend(printed.map(|(name, value)| (name.to_owned(), value.starts_with("{survived} of {TRIES}"))));
        }
        let promised: Vec<&str> = names.iter().map(|(name, _)| promised_count(name)).collect();
        assert!(
            names.iter().zip(&promised).all(|((_, is_tried), promise)| !is_tried || *promise == "50 of 50"),
            "{names:?}"
        );
        assert_eq!(promised.iter().filter(|promise| **promise == "50 of 50").count(), 4, "{names:?}");
        for promise in ["≤ 1500 ms", "≤ 16 ms", "≤ 300 ms", "stated"] {
            assert!(promised.contains(&promise), "{promise}: {names:?}");
        }
        let intervals = fs::read_to_string(paths::root().join("tests/intervals.rs")).expect("the test");
        for name in [INTERVALS, INTERVALS_UNEXPLAINED] {
            assert!(intervals.contains(&["count: ", name, " = "].concat()), "{name}: the native count has its name");
        }
    }

    #[test]
    fn a_measurement_is_read_from_a_tests_output() {
        let line = "test figures::paste ... figure: from paste to facts = 120.5 ms";
        assert_eq!(measurement(line), Some(("from paste to facts".to_owned(), 120.5, "ms".to_owned())));
        assert_eq!(measurement("running 1 test"), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
    }
}
