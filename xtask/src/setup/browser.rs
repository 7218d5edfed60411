//! The browsers with their drivers, which the browser tests run in: Chromium, Firefox and WebKitGTK's small browser.

use super::{Requirement, apt};
use crate::failure::{Result, While};
use crate::{paths, shell};
use std::fs;
use std::path::{Path, PathBuf};

const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-dejavu-core"];
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// A browser that tests can drive.
#[derive(Debug)]
pub struct Browser {
    /// The browser's program.
    pub chromium: PathBuf,
    /// The driver's program, of the same major version.
    pub driver: PathBuf,
}

/// The requirement: a Chromium and a driver that fits it.
pub struct ChromiumWithDriver;

impl Requirement for ChromiumWithDriver {
    type Found = Browser;

    fn name(&self) -> String {
        "Chromium with its driver".into()
    }

    fn find(&self) -> std::result::Result<Browser, String> {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let chromium = set("CHROMIUM")
            .or_else(|| BROWSERS.iter().find_map(|name| shell::which(name)))
            .or_else(|| Some(PathBuf::from(MAC)).filter(|program| program.exists()))
            .ok_or("not on this machine")?;
        let driver = set("CHROMEDRIVER")
            .or_else(|| shell::which("chromedriver"))
            .ok_or_else(|| format!("there only in half ({}, but no chromedriver)", chromium.display()))?;
        match (major_version(&chromium), major_version(&driver)) {
            (Some(browser), Some(driver_of)) if browser == driver_of => Ok(Browser { chromium, driver }),
            (Some(browser), Some(driver_of)) => {
                Err(format!("there in two versions (the browser is {browser}, its driver {driver_of})"))
            }
            _ => Err(format!("not usable ({} or {} does not tell its version)", chromium.display(), driver.display())),
        }
    }

    fn plan(&self) -> String {
        "installing Debian's packages (a minute)".into()
    }

    fn install(&self) -> Result {
        apt::install(PACKAGES)
    }

    fn by_hand(&self) -> String {
        format!(
            "install Chromium or Chrome and the chromedriver of the same version, both on PATH or named by CHROMIUM and \
             CHROMEDRIVER (on Debian, as root: {}; on a Mac: brew install --cask google-chrome chromedriver)",
            apt::command_line(PACKAGES)
        )
    }
}

const FIREFOX_PACKAGES: &[&str] = &["firefox-esr", "fonts-dejavu-core"];
const FIREFOXES: &[&str] = &["firefox-esr", "firefox"];

/// The requirement: Firefox; its driver is a tool that Cargo compiles.
pub struct Firefox;

impl Requirement for Firefox {
    type Found = PathBuf;

    fn name(&self) -> String {
        "Firefox".into()
    }

    fn find(&self) -> std::result::Result<PathBuf, String> {
        FIREFOXES.iter().find_map(|name| shell::which(name)).ok_or_else(|| "not on this machine".into())
    }

    fn plan(&self) -> String {
        "installing Debian's packages (a minute)".into()
    }

    fn install(&self) -> Result {
        apt::install(FIREFOX_PACKAGES)
    }

    fn by_hand(&self) -> String {
        format!("install Firefox on PATH (on Debian, as root: {})", apt::command_line(FIREFOX_PACKAGES))
    }
}

const WEBKIT_PACKAGES: &[&str] = &["webkit2gtk-driver", "xvfb", "dbus-x11", "fonts-dejavu-core", "locales"];
/// The language that its pages ask for, which it takes from the system's locale; a small system has not made that.
const LOCALE: &str = "ru_RU.UTF-8";

/// WebKitGTK's small browser with its driver. Both need a screen, which Xvfb gives.
#[derive(Debug)]
pub struct WebKit {
    /// The small browser.
    pub browser: PathBuf,
    /// Its driver.
    pub driver: PathBuf,
    /// The folder of locales, with the one that tests are in.
    pub locales: PathBuf,
}

/// The requirement: WebKitGTK, where there is Debian or the like.
pub struct WebKitWithDriver;

impl Requirement for WebKitWithDriver {
    type Found = WebKit;

    fn name(&self) -> String {
        "WebKitGTK with its driver and a screen".into()
    }

    fn find(&self) -> std::result::Result<WebKit, String> {
        let driver = shell::which("WebKitWebDriver").ok_or("not on this machine")?;
        shell::which("Xvfb").ok_or("there without Xvfb")?;
        let locales = paths::cache().join("locales");
        if !locales.join(LOCALE).exists() {
            return Err(format!("there without the locale {LOCALE}"));
        }
        let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
        let found = folders.map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser")).find(|it| it.exists());
        found.map(|browser| WebKit { browser, driver, locales }).ok_or_else(|| "there without its MiniBrowser".into())
    }

    fn plan(&self) -> String {
        "installing Debian's packages (a minute)".into()
    }

    fn install(&self) -> Result {
        apt::install(WEBKIT_PACKAGES)?;
        let folder = paths::cache().join("locales");
        fs::create_dir_all(&folder).during(format_args!("making {}", folder.display()))?;
        shell::run(shell::command("localedef").args(["-i", "ru_RU", "-f", "UTF-8"]).arg(folder.join(LOCALE)))
    }

    fn by_hand(&self) -> String {
        let locale = paths::cache().join("locales").join(LOCALE);
        let packages = apt::command_line(WEBKIT_PACKAGES);
        format!("on Debian, as root: {packages}; then localedef -i ru_RU -f UTF-8 {}", locale.display())
    }
}

fn major_version(program: &Path) -> Option<u32> {
    let words = shell::output_of(shell::command(program).arg("--version"))?;
    words.split_whitespace().find_map(|word| word.split('.').next()?.parse().ok())
}
