//! The three engines that the tests run in, and how each is started: one classic WebDriver client drives them all.

use super::{Scratch, Setting, told};
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What shows the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium: the driver tells its console and its requests, and lends the tests its own tools.
    Chromium,
    /// Firefox, without a window.
    Firefox,
    /// WebKitGTK in its small browser, on a screen that exists in memory only.
    WebKit,
}

impl Engine {
    /// The engine of this run, which `cargo xtask test` sets; Chromium without it.
    pub fn of_this_run() -> Self {
        match std::env::var("KONSPEKT_ENGINE").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok(other) => panic!("KONSPEKT_ENGINE is '{other}', and has to be chromium, firefox or webkit"),
        }
    }
}

/// The driver's process and the browser's profile; both go when it is dropped.
pub struct Driver {
    /// The engine that it drives.
    pub engine: Engine,
    /// Where it listens, on this machine.
    pub port: u16,
    /// The browser's profile.
    pub profile: Scratch,
    processes: Vec<Child>,
}

impl Driver {
    /// A driver takes its port for IPv4 first and then asks for the same for IPv6; where another driver has that one, it
    /// ends at once, and the next try gets another port.
    pub fn start() -> Self {
        let engine = Engine::of_this_run();
        (0..5).find_map(|_| Self::try_start(engine)).expect("the driver tells its port, in one of five tries")
    }

    fn try_start(engine: Engine) -> Option<Self> {
        let profile = Scratch::new();
        let mut driver = Self { engine, port: 0, profile, processes: Vec::new() };
        driver.port = match engine {
            Engine::Chromium => {
                let mut command = Command::new(told("KONSPEKT_CHROMEDRIVER"));
                driver.begin(command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()));
                driver.line_after("started successfully on port ")?.trim_end_matches('.').parse().ok()?
            }
            Engine::Firefox => {
                let mut command = Command::new(told("KONSPEKT_GECKODRIVER"));
                command.args(["--port=0", "--log=info", "--profile-root"]).arg(driver.profile.path());
                driver.begin(command.env("MOZ_HEADLESS", "1").stdout(Stdio::piped()).stderr(Stdio::null()));
                driver.line_after("Listening on 127.0.0.1:")?.parse().ok()?
            }
            Engine::WebKit => {
                let mut screen = Command::new("Xvfb");
                screen.args(["-displayfd", "1", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"]);
                driver.begin(screen.stdout(Stdio::piped()).stderr(Stdio::null()));
                let display = driver.line_after("")?;
                // It cannot choose a port itself; that another takes this one meanwhile is met by the next try.
                let port = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
                let mut command = Command::new(told("KONSPEKT_WEBKITDRIVER"));
                command.arg(format!("--port={port}")).env("DISPLAY", format!(":{display}"));
                for home in ["HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"] {
                    command.env(home, driver.profile.path());
                }
                // It speaks the language of its locale, which a small system has not made.
                command.env_remove("LC_ALL").env("LANG", "ru_RU.UTF-8").env("LOCPATH", told("KONSPEKT_LOCALES"));
                command.env("LIBGL_ALWAYS_SOFTWARE", "1");
                // The sandbox of its pages needs rights that a container does not have.
                command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
                driver.begin(command.stdout(Stdio::null()).stderr(Stdio::null()));
                driver.wait_for_port(port)?;
                port
            }
        };
        Some(driver)
    }

    fn begin(&mut self, command: &mut Command) {
        let name = command.get_program().to_owned();
        let process = command.stdin(Stdio::null()).spawn();
        self.processes.push(process.unwrap_or_else(|error| panic!("{} does not start: {error}", name.display())));
    }

    /// What follows these words in the first line of the last process that has them.
    fn line_after(&mut self, words: &str) -> Option<String> {
        let output = BufReader::new(self.processes.last_mut()?.stdout.take().expect("its output is piped"));
        let mut lines = output.lines().map_while(Result::ok);
        let told = lines.find_map(|line| Some(line.split_once(words)?.1.trim().to_owned()));
        // What it prints later is read and dropped, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        told
    }

    fn wait_for_port(&mut self, port: u16) -> Option<()> {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(10) {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(());
            }
            if self.processes.last_mut()?.try_wait().ok()?.is_some() {
                return None;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }

    /// What the browser is asked for at its start.
    pub fn capabilities(&self, setting: &Setting) -> Capabilities {
        let capabilities = match self.engine {
            Engine::Chromium => self.chromium(setting),
            Engine::Firefox => self.firefox(setting),
            Engine::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": told("KONSPEKT_WEBKIT"), "args": ["--automation"] },
            }),
        };
        match capabilities {
            Value::Object(capabilities) => capabilities,
            _ => Capabilities::new(),
        }
    }

    fn chromium(&self, setting: &Setting) -> Value {
        // Without these, Chromium as root does not start, and asks servers of its maker for this and that at every start.
        let mut flags: Vec<String> =
            "--headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run \
             --disable-background-networking --disable-component-update --disable-sync --disable-extensions"
                .split_whitespace()
                .map(str::to_owned)
                .collect();
        flags.push(format!("--user-data-dir={}", self.profile.path().display()));
        flags.push(format!("--accept-lang={}", setting.languages));
        json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": told("KONSPEKT_CHROMIUM"), "args": flags },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        })
    }

    fn firefox(&self, setting: &Setting) -> Value {
        let profile = self.profile.path().join("firefox");
        std::fs::create_dir_all(&profile).expect("the profile's folder can be made");
        json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "binary": told("KONSPEKT_FIREFOX"),
                "args": ["-headless", "-profile", profile],
                "prefs": {
                    "intl.accept_languages": setting.languages,
                    // A page that keeps reviews may ask before it is closed; tests close it.
                    "dom.disable_beforeunload": true,
                    "network.captive-portal-service.enabled": false,
                    "network.connectivity-service.enabled": false,
                },
            },
        })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The last one first: the screen goes after the browser that is on it.
        for process in self.processes.iter_mut().rev() {
            end_children_of(process.id());
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// A driver that is killed leaves the browser that it started; WebKit's has no other way to end.
fn end_children_of(process: u32) {
    let mut children = String::new();
    let path = PathBuf::from(format!("/proc/{process}/task/{process}/children"));
    if let Ok(mut file) = std::fs::File::open(path) {
        let _ = file.read_to_string(&mut children);
    }
    for child in children.split_whitespace() {
        if let Ok(id) = child.parse() {
            end_children_of(id);
        }
        let _ = Command::new("kill").args(["-9", child]).stderr(Stdio::null()).status();
    }
}
