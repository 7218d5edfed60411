//! Starts a browser, opens the app in it, and watches both.

mod engine;

pub use engine::{Driver, Engine};

use crate::static_server::Site;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Has a page note what goes wrong in it.
const LISTEN: &str = "if (!window.__wrong) { const wrong = window.__wrong = []; \
    const told = console.error; console.error = (...words) => { wrong.push(words.map(String).join(' ')); told(...words); }; \
    addEventListener('error', (it) => wrong.push(`${it.message ?? it.target?.src} (${it.filename})`), true); \
    addEventListener('unhandledrejection', (it) => wrong.push(String(it.reason))); \
    document.addEventListener('securitypolicyviolation', (it) => wrong.push(`Content Security Policy: ${it.violatedDirective} ${it.blockedURI}`)); }";

/// What it has noted, and the addresses that it has asked for; each is told once.
const TELL: &str = "const errors = (window.__wrong ?? []).splice(0); \
    const requests = performance.getEntriesByType('resource').map((it) => it.name); \
    performance.clearResourceTimings(); return { errors, requests };";

/// How long a condition may take to come true. Generous, as a busy machine is no mistake of the app.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where a test opens the app.
pub enum Place {
    /// The folder, served under a path such as a course website has.
    SubPath,
    /// The one-file page, from a disk.
    Disk,
    /// Another page of a disk.
    File(PathBuf),
    /// Another site, at an address inside it.
    Site(Site),
    /// The same by another name of this machine: for a browser neither the same origin nor the same site as the app's.
    Abroad(Site),
}

/// The browser that a test is given.
pub struct Setting {
    /// Where the app is opened.
    pub place: Place,
    /// The reader's languages, as browsers tell them.
    pub languages: &'static str,
    /// The width and height of what shows the page.
    pub window: (u32, u32),
}

impl From<Place> for Setting {
    fn from(place: Place) -> Self {
        Self { place, languages: "ru-RU,ru", window: (1280, 900) }
    }
}

/// The folder that holds the app, built.
pub fn dist() -> PathBuf {
    told("KONSPEKT_DIST")
}

/// Copies the app into a folder, but for the files that are not wanted.
pub fn copy_app(to: &Path, is_wanted: impl Fn(&str) -> bool) {
    copy_folder(&dist(), to, &is_wanted);
}

fn copy_folder(from: &Path, to: &Path, is_wanted: &dyn Fn(&str) -> bool) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the app is built") {
        let entry = entry.expect("the folder can be read");
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            copy_folder(&path, &to.join(name), is_wanted);
        } else if is_wanted(&name.to_string_lossy()) {
            fs::copy(&path, to.join(name)).expect("the file can be copied");
        }
    }
}

/// The file of the app whose name begins so.
pub fn file_of_app(beginning: &str) -> PathBuf {
    let files = fs::read_dir(dist()).expect("the app is built").filter_map(|entry| Some(entry.ok()?.path()));
    let named = |file: &PathBuf| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(beginning));
    files.into_iter().find(named).unwrap_or_else(|| panic!("the app has a file {beginning}…"))
}

/// The one-file page, built.
pub fn single_page() -> PathBuf {
    told("KONSPEKT_SINGLE_PAGE")
}

fn on_disk(file: &Path) -> String {
    url::Url::from_file_path(file).expect("the page's path is a whole one").to_string()
}

/// The script that looks for barriers in a page.
pub fn axe() -> PathBuf {
    told("KONSPEKT_AXE")
}

/// `node_modules` with the run-time code of a learning system.
pub fn readers() -> PathBuf {
    told("KONSPEKT_READERS")
}

/// The folder, served under a path.
pub fn sub_path() -> Site {
    Site::new(dist(), "/course/konspekt/")
}

/// A value that `cargo xtask test` sets. A test that was asked for and cannot run has failed.
fn told(name: &str) -> PathBuf {
    match std::env::var_os(name) {
        Some(value) => PathBuf::from(value),
        None => {
            panic!("{name} is not set: these tests need the built app and a browser; run them with 'cargo xtask test'")
        }
    }
}

/// An empty folder of its own, deleted at the end.
pub struct Scratch(PathBuf);

impl Scratch {
    /// A new one.
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("konspekt-browser-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("the temporary folder can be written");
        Self(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Opens the app, runs the test, and asserts that nothing went wrong unseen. When a test fails, a picture of the page is
/// left in `target/browser/`.
pub fn in_browser(setting: impl Into<Setting>, test: impl AsyncFnOnce(&Page)) {
    let setting = setting.into();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let driver = Driver::start();
    let page = runtime.block_on(Page::open(&driver, &setting));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            test(&page).await;
            page.assert_nothing_went_wrong().await;
        });
    }));
    if outcome.is_err() {
        runtime.block_on(page.leave_picture());
    }
    let _ = runtime.block_on(page.client.clone().close());
    drop(driver);
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// The same for a test that needs a tool of Chromium's own, or looks at what is the same in every engine; in a run with
/// another one it says that it was passed over, and why.
pub fn in_chromium(why: &str, setting: impl Into<Setting>, test: impl AsyncFnOnce(&Page)) {
    if passed_over(why) {
        return;
    }
    in_browser(setting, test);
}

/// Why some tests are [`in_chromium`]: only there can a script be put before the page's own.
pub const SPIES: &str = "it puts a script before the page's own";

/// Whether this run is not in Chromium, to which a test belongs; says so.
pub fn passed_over(why: &str) -> bool {
    let engine = Engine::of_this_run();
    engine != Engine::Chromium && passed_over_in(engine, why)
}

/// Whether this run is in an engine that does not let a test do what it has to; says so.
pub fn passed_over_in(engine: Engine, why: &str) -> bool {
    let is_this = Engine::of_this_run() == engine;
    if is_this {
        println!("passed over in {engine:?}: {why}");
    }
    is_this
}

/// A browser that is opened again and again with the same profile and the same address, whatever happened to it.
pub struct Profile {
    driver: Driver,
    setting: Setting,
    address: String,
}

impl Profile {
    pub fn new(setting: Setting) -> Self {
        let address = Page::address_of(&setting);
        Self { driver: Driver::start(), setting, address }
    }

    pub async fn open(&self) -> Page {
        Page::at(&self.driver, &self.setting, self.address.clone()).await
    }

    /// The ids of the browser's processes: of the one that started the others alone, or of those that show pages.
    fn processes(&self, renderers: bool) -> Vec<String> {
        let mark = format!("--user-data-dir={}", self.driver.profile.path().display());
        let mut found = Vec::new();
        for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let Ok(command) = fs::read_to_string(entry.path().join("cmdline")) else { continue };
            let is_renderer = command.contains("--type=renderer");
            if command.contains(&mark) && (if renderers { is_renderer } else { !command.contains("--type=") }) {
                found.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        found
    }

    /// Ends the browser without a warning, with SIGKILL.
    pub fn kill(&self) {
        let processes = self.processes(false);
        assert!(!processes.is_empty(), "the browser is found");
        // The driver itself names the profile too, but does not start with it.
        for process in processes {
            let _ = Command::new("kill").args(["-9", &process]).status();
        }
    }

    /// What the largest page holds in memory, megabytes.
    pub fn memory(&self) -> u64 {
        let resident = |process: String| kilobytes(&process, "status", "VmRSS:");
        self.processes(true).into_iter().filter_map(resident).max().unwrap_or(0) / 1024
    }

    /// What all processes that show pages hold in memory, megabytes: what several of them share counts once.
    pub fn memory_of_all(&self) -> f64 {
        let share = |process: String| kilobytes(&process, "smaps_rollup", "Pss:");
        self.processes(true).into_iter().filter_map(share).sum::<u64>() as f64 / 1024.0
    }
}

/// What the system says of a process in the line that begins so, kilobytes.
fn kilobytes(process: &str, file: &str, line: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/{file}")).ok()?;
    let line = status.lines().find(|found| found.starts_with(line))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// What the console was told, or the browser had to say about the page.
#[derive(Debug, Clone)]
pub struct ConsoleEntry {
    /// `SEVERE`, `WARNING`, `INFO`, …
    pub level: String,
    /// Its words, with the place.
    pub message: String,
}

/// What has been seen so far. The driver gives every entry once, so they are kept.
#[derive(Default)]
struct Seen {
    console: Vec<ConsoleEntry>,
    requests: Vec<String>,
}

/// The app, open in a browser.
pub struct Page {
    /// The browser; for what the methods below do not cover.
    pub client: Client,
    /// What shows the page.
    pub engine: Engine,
    /// The address at which the app was opened.
    pub address: String,
    /// Where requests may go beside its own origin.
    also: RefCell<Vec<String>>,
    seen: RefCell<Seen>,
}

impl Page {
    async fn open(driver: &Driver, setting: &Setting) -> Self {
        Self::at(driver, setting, Self::address_of(setting)).await
    }

    fn address_of(setting: &Setting) -> String {
        match &setting.place {
            Place::SubPath => served(sub_path()),
            Place::Site(site) => served(site.clone()),
            Place::Abroad(site) => served(site.clone()).replacen("127.0.0.1", "localhost", 1),
            Place::Disk => on_disk(&single_page()),
            Place::File(file) => on_disk(file),
        }
    }

    async fn at(driver: &Driver, setting: &Setting, address: String) -> Self {
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(driver.capabilities(setting))
            .connect(&format!("http://127.0.0.1:{}", driver.port))
            .await
            .expect("the browser starts");
        let page = Self { client, engine: driver.engine, address, also: RefCell::default(), seen: RefCell::default() };
        page.take_size(setting.window).await;
        page.client.goto(&page.address).await.expect("the page opens");
        page.listen().await;
        page
    }

    async fn take_size(&self, (width, height): (u32, u32)) {
        if self.engine == Engine::Chromium {
            // A window has a frame, and is never as narrow as a phone; what the page sees can be.
            let view = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
            return self.own_tool("Emulation.setDeviceMetricsOverride", view).await;
        }
        self.client.set_window_size(width, height).await.expect("the window takes a size");
        let frame = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
        let frame = self.script(frame, Vec::new()).await;
        let wider = |at: usize| frame[at].as_u64().unwrap_or(0) as u32;
        self.client.set_window_size(width + wider(0), height + wider(1)).await.expect("the window takes a size");
    }

    /// Has Chromium's own tool do something; the other engines have none, and the tests that need one say so by
    /// [`in_chromium`].
    async fn own_tool(&self, command: &str, params: Value) {
        assert_eq!(self.engine, Engine::Chromium, "{command} is Chromium's own: such a test runs by in_chromium");
        let command = json!({ "cmd": command, "params": params });
        self.client.issue_cmd(Own("goog/cdp/execute", command)).await.expect("the browser takes the command");
    }

    /// Where the driver does not tell the console, the page is asked to note what goes wrong from now on.
    async fn listen(&self) {
        if self.engine != Engine::Chromium {
            self.script(LISTEN, Vec::new()).await;
        }
    }

    /// The element, as soon as it is there.
    pub async fn wait_for(&self, css: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).every(Duration::from_millis(20)).for_element(Locator::Css(css)).await
        {
            Ok(element) => element,
            Err(error) => self.fail(&format!("no element '{css}' came ({error})")).await,
        }
    }

    /// Waits until an element's text has these words in it; gives the whole text.
    pub async fn wait_for_text(&self, css: &str, words: &str) -> String {
        let script = "const e = document.querySelector(arguments[0]); return e && e.innerText.includes(arguments[1]) ? e.innerText : null";
        let found = self.wait_until(&format!("'{words}' in '{css}'"), script, vec![json!(css), json!(words)]).await;
        found.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until a script returns something that is neither null nor false; gives that. There are no sleeps of a fixed
    /// length in these tests: every wait names its condition.
    pub async fn wait_until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        let started = Instant::now();
        loop {
            let value = self.script(script, arguments.clone()).await;
            if !matches!(value, Value::Null | Value::Bool(false)) {
                return value;
            }
            if started.elapsed() > PATIENCE {
                self.fail(&format!("waited in vain for {what}")).await;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// What a script in the page returns.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        match self.client.execute(script, arguments).await {
            Ok(value) => value,
            Err(error) => self.fail(&format!("the script '{script}' failed ({error})")).await,
        }
    }

    /// Clicks an element as a person does, as soon as it is there.
    pub async fn click(&self, css: &str) {
        let Err(error) = self.wait_for(css).await.click().await else { return };
        if self.engine != Engine::WebKit {
            self.fail(&format!("'{css}' cannot be clicked ({error})")).await;
        }
        // WebKit's driver finds no place for its pointer in an element that is several boxes, and says nothing more.
        let visible = "const e = document.querySelector(arguments[0]); if (!e?.checkVisibility()) return false; e.click(); return true";
        self.wait_until(&format!("'{css}' to be seen"), visible, vec![json!(css)]).await;
    }

    /// Puts a whole text into a field at once, as a paste does; typing a chapter key by key takes minutes.
    pub async fn fill(&self, css: &str, text: &str) {
        self.wait_for(css).await;
        let script = "const e = document.querySelector(arguments[0]); e.focus(); e.value = arguments[1]; \
                      e.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));";
        self.script(script, vec![json!(css), json!(text)]).await;
    }

    /// Loads the page anew; what the app has stored stays.
    pub async fn reload(&self) {
        self.look().await;
        if self.engine == Engine::Firefox {
            // Its driver loads the page past the service worker, as a person does only with a key held down.
            self.script("window.isOld = true; location.reload()", Vec::new()).await;
            let is_new = "return !window.isOld && document.readyState === 'complete'";
            let started = Instant::now();
            // In between there is no page to ask.
            while !matches!(self.client.execute(is_new, Vec::new()).await, Ok(Value::Bool(true))) {
                assert!(started.elapsed() < PATIENCE, "the page loads anew");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        } else {
            self.client.refresh().await.expect("the page loads anew");
        }
        self.listen().await;
    }

    /// Has a script run in every page that is opened after this, before its own.
    pub async fn before_scripts(&self, script: &str) {
        self.own_tool("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// The page as it is on another medium, with features of the reader's system: `("forced-colors", "active")`.
    pub async fn emulate(&self, medium: &str, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.own_tool("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features })).await;
    }

    /// How many bytes the browser gives this origin; `None` is as many as ever.
    pub async fn set_quota(&self, bytes: Option<u64>) {
        let origin = url::Url::parse(&self.address).expect("an address").origin().ascii_serialization();
        let mut params = json!({ "origin": origin });
        if let Some(bytes) = bytes {
            params["quotaSize"] = json!(bytes);
        }
        self.own_tool("Storage.overrideQuotaForOrigin", params).await;
    }

    /// Forgets which addresses have been asked for so far.
    pub async fn forget_requests(&self) {
        self.look().await;
        self.seen.borrow_mut().requests.clear();
    }

    /// What the console has been told so far, which is then forgotten: for a test that expects an error.
    pub async fn take_console(&self) -> Vec<ConsoleEntry> {
        self.look().await;
        std::mem::take(&mut self.seen.borrow_mut().console)
    }

    /// The addresses that the page has asked for so far. (The driver does not show those of workers; the content policy
    /// holds for them too.)
    pub async fn requests(&self) -> Vec<String> {
        self.look().await;
        self.seen.borrow().requests.clone()
    }

    /// Saves a picture of what the window shows.
    pub async fn screenshot(&self, file: &Path) {
        let picture = self.client.screenshot().await.expect("the browser takes a picture");
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).expect("the folder for pictures can be made");
        }
        fs::write(file, picture).expect("the picture can be written");
    }

    /// The page shows something of this site too.
    pub fn expect_site(&self, address: &str) {
        self.also.borrow_mut().push(address.to_owned());
    }

    /// No error on the console (a stop by the content policy stands there too), no request to another origin.
    pub async fn assert_nothing_went_wrong(&self) {
        self.look().await;
        let seen = self.seen.borrow();
        let errors: Vec<&ConsoleEntry> = seen
            .console
            .iter()
            .filter(|entry| entry.level == "SEVERE" || entry.message.contains("Content Security Policy"))
            .collect();
        assert!(errors.is_empty(), "the console has errors: {errors:#?}");
        let foreign: Vec<&String> = seen.requests.iter().filter(|address| !self.is_own(address)).collect();
        assert!(foreign.is_empty(), "requests left the app's origin: {foreign:#?}");
    }

    fn is_own(&self, address: &str) -> bool {
        // chrome: is the tab that the browser itself opens at its start.
        let asks_nobody = ["blob:", "data:", "about:", "chrome:"].iter().any(|scheme| address.starts_with(scheme));
        let origin =
            self.address.match_indices('/').nth(2).map_or(self.address.as_str(), |(at, _)| &self.address[..=at]);
        // A file has no origin: of the disk, only the page itself may be read.
        let is_on_disk = self.address.starts_with("file:");
        asks_nobody
            || self.also.borrow().iter().any(|site| address.starts_with(site))
            || if is_on_disk { address.split('#').next() == Some(&self.address) } else { address.starts_with(origin) }
    }

    async fn look(&self) {
        if self.engine != Engine::Chromium {
            return self.ask().await;
        }
        for entry in self.log("browser").await {
            let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
            self.seen.borrow_mut().console.push(ConsoleEntry { level: text("level"), message: text("message") });
        }
        for entry in self.log("performance").await {
            let Ok(event) = serde_json::from_str::<Value>(entry["message"].as_str().unwrap_or_default()) else {
                continue;
            };
            if event["message"]["method"] == "Network.requestWillBeSent"
                && let Some(address) = event["message"]["params"]["request"]["url"].as_str()
            {
                self.seen.borrow_mut().requests.push(address.to_owned());
            }
        }
    }

    /// What the page itself can tell: the errors since it was asked to note them, and what it has fetched.
    async fn ask(&self) {
        let Ok(told) = self.client.execute(TELL, Vec::new()).await else { return };
        let mut seen = self.seen.borrow_mut();
        for message in told["errors"].as_array().into_iter().flatten() {
            let message = message.as_str().unwrap_or_default().to_owned();
            seen.console.push(ConsoleEntry { level: "SEVERE".into(), message });
        }
        let requests = told["requests"].as_array().into_iter().flatten();
        seen.requests.extend(requests.filter_map(|address| address.as_str().map(str::to_owned)));
    }

    async fn log(&self, kind: &'static str) -> Vec<Value> {
        match self.client.issue_cmd(Own("se/log", json!({ "type": kind }))).await {
            Ok(Value::Array(entries)) => entries,
            other => panic!("the driver gives its log as a list, not {other:?}"),
        }
    }

    /// Ends the test with what the page shows and what the console was told.
    async fn fail(&self, what: &str) -> ! {
        let shown = self.client.execute("return document.body ? document.body.innerText : ''", Vec::new()).await;
        let shown: String =
            shown.ok().and_then(|text| Some(text.as_str()?.chars().take(600).collect())).unwrap_or_default();
        self.look().await;
        panic!("{what}\n--- the page shows:\n{shown}\n--- the console:\n{:#?}", self.seen.borrow().console);
    }

    async fn leave_picture(&self) {
        let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser").join(format!("{test}.png"));
        if let Ok(picture) = self.client.screenshot().await
            && fs::create_dir_all(file.parent().unwrap_or(Path::new("."))).is_ok()
            && fs::write(&file, picture).is_ok()
        {
            println!("what the page showed: {}", file.display());
        }
    }
}

/// The address of a site that is served from now on.
pub fn served(site: Site) -> String {
    let mount = site.mount.clone();
    let address = site.serve(0).expect("a free port can be served on");
    format!("http://{address}{mount}")
}

/// A command of Chromium's own, which no standard has: its place, and what it is given.
#[derive(Debug)]
struct Own(&'static str, Value);

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.1.to_string()))
    }

    fn is_new_session(&self) -> bool {
        false
    }

    fn is_legacy(&self) -> bool {
        false
    }
}
