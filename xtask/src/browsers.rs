//! The tests that drive a real browser, in each engine.

use crate::failure::{Failure, Result, While};
use crate::setup::{self, Tools};
use crate::test::cargo;
use crate::{paths, shell};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// What the browser tests run in.
#[derive(Debug, Clone, Copy)]
pub enum Engine {
    /// Chromium, in which some tests use tools of its own.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK.
    WebKit,
}

/// Why axe runs in one engine.
const AXE: &str = "axe reads the page's elements and styles, which are the same in every engine, and takes minutes";

/// Why a test that clicks within a frame does not run.
const LOST_CLICK: &str =
    "a click is lost there while the frame takes another height: whether by the driver is not traced";
const READING: &str =
    "the place of reading is not taken up there after a reload, nor the focus of a mark's dialog in WebKit: not traced";
/// What runs in Chromium alone, so that all runs take less than an hour: pages that are drawn from what native tests hold,
/// by elements that the other tests use in every engine.
const ELSEWHERE: [&str; 11] = [
    "anki::",
    "axis::",
    "cards::",
    "charts::",
    "class::",
    "faces::",
    "fields::",
    "sitting::",
    "statistics::",
    "taking_out::",
    "trouble::",
];
const CHECKED: &str = "what it shows is held by native tests, and its elements by the tests that run in every engine";

impl Engine {
    /// All of them, in the order in which a mistake shows soonest.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Which tests are passed over in it, by how their names begin, and why: beside these, every test runs in every engine.
    fn passed_over(self) -> Vec<(&'static str, &'static str)> {
        let elsewhere = ELSEWHERE.map(|name| (name, CHECKED));
        let own: &[(&str, &str)] = match self {
            Self::Chromium => return Vec::new(),
            Self::Firefox => &[
                ("embedding::a_lesson_in_a_page_of_another_origin_says", LOST_CLICK),
                ("payloads::nothing_of_a_hostile_lesson", LOST_CLICK),
                ("reading::", READING),
            ],
            Self::WebKit => &[
                ("study::an_english_browser", "its language is that of its process, which is Russian in these tests"),
                ("embedding::a_lesson_in_a_page_of_another_origin_says", LOST_CLICK),
                ("first::every_view_has_the_help", "a view does not open the help at the key there: not traced"),
                ("reading::", READING),
            ],
        };
        [("barriers::", AXE), ("views::", AXE)].into_iter().chain(elsewhere).chain(own.iter().copied()).collect()
    }

    /// As a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        }
    }
}

/// How many tests that failed are run once more. More than these are no accident.
const SECOND_CHANCES: usize = 5;

/// Runs everything that is not passed over in this engine.
///
/// A driver loses a click or a window now and then, and one lost click of some five hundred tests would refuse a change that
/// has no fault: so a test that failed is run once more, alone, and what passes then is named as unsteady. A test that fails
/// twice has failed.
pub fn run(tools: &Tools, engine: Engine) -> Result {
    let mut tests = browser_tests(tools, engine)?;
    tests.args(["--", "--ignored", "--test-threads", "2"]);
    for (name, why) in engine.passed_over() {
        println!("passed over in {}: {name}, as {why}", engine.name());
    }
    // `figures::` measures; a time is never a reason to fail here.
    let others = ["figures::", "screens::", "endurance::"];
    for name in engine.passed_over().into_iter().map(|(name, _)| name).chain(others) {
        tests.args(["--skip", name]);
    }
    let (outcome, failed) = watch(&mut tests)?;
    if outcome.is_ok() || failed.is_empty() || failed.len() > SECOND_CHANCES {
        return outcome;
    }
    println!("\nonce more, each alone: {}", failed.join(", "));
    for name in &failed {
        let mut again = browser_tests(tools, engine)?;
        again.args(["--", "--ignored", "--exact", name]);
        let (outcome, _) = watch(&mut again)?;
        outcome?;
        println!("UNSTEADY in {}: {name} failed once and passed alone", engine.name());
    }
    Ok(())
}

/// Runs tests whose words the person sees: how they ended, and which failed.
fn watch(command: &mut Command) -> Result<(Result, Vec<String>)> {
    let words = shell::words(command);
    let doing = format!("running '{words}'");
    let mut child = command.stdout(Stdio::piped()).spawn().during(&doing)?;
    let mut failed = Vec::new();
    for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines()) {
        let line = line.during(&doing)?;
        println!("{line}");
        failed.extend(failed_test(&line).map(str::to_owned));
    }
    let status = child.wait().during(&doing)?;
    let outcome = match status.success() {
        true => Ok(()),
        false => Err(Failure::new(format!("'{words}' failed ({status}); its own words are above."))),
    };
    Ok((outcome, failed))
}

/// The test of which this line says that it failed.
fn failed_test(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

/// The browser tests, told where the app and the browser are.
pub fn browser_tests(tools: &Tools, engine: Engine) -> Result<Command> {
    let mut command = cargo();
    command.args(["test", "--test", "browser"]);
    command.env("KONSPEKT_DIST", paths::dist()).env("KONSPEKT_SINGLE_PAGE", paths::single_page());
    command.env("KONSPEKT_AXE", setup::axe()?).env("KONSPEKT_READERS", setup::readers()?);
    match engine {
        Engine::Chromium => {
            let browser = tools.browser()?;
            command.env("KONSPEKT_ENGINE", "chromium");
            command.env("KONSPEKT_CHROMIUM", &browser.chromium).env("KONSPEKT_CHROMEDRIVER", &browser.driver);
        }
        Engine::Firefox => {
            let (browser, driver) = setup::firefox()?;
            command.env("KONSPEKT_ENGINE", "firefox");
            command.env("KONSPEKT_FIREFOX", browser).env("KONSPEKT_GECKODRIVER", driver);
        }
        Engine::WebKit => {
            let found = setup::webkit()?;
            command.env("KONSPEKT_ENGINE", "webkit");
            command.env("KONSPEKT_WEBKIT", found.browser).env("KONSPEKT_WEBKITDRIVER", found.driver);
            command.env("KONSPEKT_LOCALES", found.locales);
        }
    }
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_passed_over_is_a_test_and_has_a_reason() {
        for engine in Engine::ALL {
            for (name, why) in engine.passed_over() {
                let (module, test) = name.split_once("::").expect("a module and how its tests begin");
                let file = paths::root().join(format!("tests/browser/{module}.rs"));
                let source = fs::read_to_string(&file).unwrap_or_else(|_| panic!("{name}: there is no such file"));
                let is_there =
                    if test.is_empty() { source.contains("#[test]") } else { source.contains(&format!("fn {test}")) };
                assert!(is_there, "{name}: there is no such test");
                assert!(why.len() > 20, "{name}: {why}");
            }
        }
    }

    #[test]
    fn a_test_that_failed_is_known_by_its_line() {
        assert_eq!(failed_test("test study::an_answer ... FAILED"), Some("study::an_answer"));
        assert_eq!(failed_test("test study::an_answer ... ok"), None);
        assert_eq!(failed_test("test result: FAILED. 1 passed; 1 failed"), None);
    }

    #[test]
    fn what_fails_is_told_with_how_it_ended() {
        let mut command = shell::command("sh");
        command.args(["-c", "echo 'test a::b ... ok'; echo 'test a::c ... FAILED'; exit 1"]);
        let (outcome, failed) = watch(&mut command).expect("a shell");
        assert!(outcome.is_err());
        assert_eq!(failed, ["a::c"]);
    }
}
