//! Times and sizes, measured for `cargo xtask figures`: a test prints lines of the form `figure: NAME = NUMBER ms` (kB, MB). `cargo xtask
//! test` passes them over, as a time is never a reason to fail.

mod embedding;
mod session;
#[path = "../../../benches/extract/text.rs"]
mod text;

use crate::app::{go_to, lesson, open_file, paste, ten_megabytes_in, wait_for_dictionary};
use crate::harness::{Place, Scratch, in_browser};
use crate::made;
use konspekt::export::Format;
use konspekt::lesson::{SAMPLE, Step};
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::work::wire::decode;
use konspekt::work::{News, Reply};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;

#[test]
#[ignore = "measures: cargo xtask figures"]
fn opening() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("h1").await;
        let script =
            "return performance.getEntriesByType('paint').find((e) => e.name === 'first-contentful-paint')?.startTime";
        let time = page.wait_until("the first paint", script, Vec::new()).await;
        println!("figure: from opening to the first words = {} ms", time.as_f64().unwrap_or(f64::NAN));
    });
}

/// The chapter, which lies beside the repository and not in it; else the sample. In a fresh browser: first with the
/// start of the worker, then with the worker there.
#[test]
#[ignore = "measures: cargo xtask figures"]
fn paste_to_facts() {
    let chapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/chapter.txt");
    let (name, text) = match std::fs::read_to_string(&chapter) {
        Ok(text) => ("from paste to facts", text),
        Err(_) => ("from paste to facts (the sample)", SAMPLE.to_owned()),
    };
    in_browser(Place::SubPath, async |page| {
        let script = "return performance.getEntriesByName('facts-on-screen')[arguments[0]]?.duration";
        let again = format!("{text}\n\nЕщё раз.");
        for (run, (name, text)) in
            [(name, &text), ("from paste to facts, the worker there already", &again)].iter().enumerate()
        {
            paste(page, text).await;
            page.wait_for("[data-view=reader]").await;
            let time = page.wait_until("the measure of the app", script, vec![json!(run)]).await;
            println!("figure: {name} = {} ms", time.as_f64().unwrap_or(f64::NAN));
            wait_for_dictionary(page).await;
            page.click(".brand").await;
        }
    });
}

/// Every export of the chapter, or else of the sample, from the click to the file; the pages with the app in them too.
#[test]
#[ignore = "measures: cargo xtask figures"]
fn exports() {
    let chapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/chapter.txt");
    let text = std::fs::read_to_string(&chapter).unwrap_or_else(|_| SAMPLE.to_owned());
    in_browser(Place::SubPath, async |page| {
        paste(page, &text).await;
        page.wait_for("[data-view=reader]").await;
        wait_for_dictionary(page).await;
        go_to(page, "cards").await;
        page.click("[data-section=take-out] summary").await;
        page.script("HTMLAnchorElement.prototype.click = () => {};", Vec::new()).await;
        let mut slowest = 0.0f64;
        for format in Format::ALL {
            let choose = "const select = document.querySelector('#take-out-format'); select.value = arguments[0]; \
                          select.dispatchEvent(new Event('change', { bubbles: true }));";
            page.wait_for("#take-out-format:enabled").await;
            page.script(choose, vec![json!(format.name())]).await;
            page.wait_for("[data-section=take-out] [data-outcome=none]").await;
            // Timed in the page: the way there and back is not its own.
            let take = "const done = arguments[0]; const start = performance.now(); document.querySelector('#take-out').click(); \
                        const wait = () => document.querySelector('[data-section=take-out] [data-outcome=made]') \
                          ? done(performance.now() - start) : requestAnimationFrame(wait); wait();";
            let time = page.client.execute_async(take, Vec::new()).await.expect("the file is made");
            let time = time.as_f64().unwrap_or(f64::NAN);
            println!("{}: {time:.0} ms", format.name());
            slowest = slowest.max(time);
        }
        println!("figure: the slowest export of a chapter, in the app = {slowest} ms");
    });
}

/// A text of 10 MB from its file to its first page, and the longest time for which the page did not answer.
#[test]
#[ignore = "measures: cargo xtask figures"]
fn ten_megabytes() {
    let folder = Scratch::new();
    let file = ten_megabytes_in(&folder);
    in_browser(Place::SubPath, async |page| {
        page.wait_for("#read:enabled").await;
        let watch = "window.longest = 0; let last = performance.now(); \
                     setInterval(() => { const now = performance.now(); window.longest = Math.max(window.longest, now - last); last = now; }, 5);";
        page.script(watch, Vec::new()).await;
        open_file(page, &file).await;
        page.wait_for("[data-view=reader]").await;
        let script = "return performance.getEntriesByName('facts-on-screen')[0]?.duration";
        let time = page.wait_until("the measure of the app", script, Vec::new()).await;
        println!("figure: 10 MB from file to facts = {} ms", time.as_f64().unwrap_or(f64::NAN));
        let longest = page.script("return window.longest", Vec::new()).await;
        println!("figure: 10 MB, the longest freeze = {} ms", longest.as_f64().unwrap_or(f64::NAN));
    });
}

/// Moves a hand over the page at every frame for so many frames, and gives how long each took.
const FRAMES: &str = "const [css, count, done] = arguments; const target = document.querySelector(css); \
                      const area = target.getBoundingClientRect(); const y = area.top + 40; \
                      const send = (kind, x) => target.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerId: 1, \
                        button: 0, buttons: 1, clientX: area.left + x, clientY: y })); \
                      target.setPointerCapture = () => {}; let last; const times = []; let x = area.width * 0.8; \
                      send('pointerdown', x); \
                      const frame = (now) => { if (last !== undefined) times.push(now - last); last = now; \
                        if (times.length >= count) { send('pointerup', x); return done(times); } \
                        x -= 3; if (x < area.width * 0.2) x = area.width * 0.8; send('pointermove', x); \
                        requestAnimationFrame(frame); }; \
                      requestAnimationFrame(frame);";

/// The mean and the longest time of a frame, in milliseconds.
fn frame(times: Value) -> (f64, f64) {
    let times: Vec<f64> = serde_json::from_value(times).expect("times of frames");
    (times.iter().sum::<f64>() / times.len() as f64, times.iter().copied().fold(0.0, f64::max))
}

/// A text with so many things that happened, a day each.
fn dated(count: usize) -> String {
    let months = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    let works = ["завод", "мост", "театр", "музей", "вокзал"];
    (0..count)
        .map(|nth| {
            let (year, month, day) = (1700 + nth * 250 / count, months[nth % 12], 1 + nth % 28);
            format!("{day} {month} {year} года в городе открыли {}.\n", works[nth % works.len()])
        })
        .collect()
}

/// The timeline of five thousand entries under a hand that moves it at every frame, against an empty page in the same browser.
#[test]
#[ignore = "measures: cargo xtask figures"]
fn timeline_frames() {
    in_browser(Place::SubPath, async |page| {
        paste(page, &dated(5000)).await;
        page.wait_for("[data-view=reader]").await;
        go_to(page, "timeline").await;
        page.wait_for("svg.axis-board [data-target]").await;
        let entries = page.script("return +document.querySelector('.axis-board').dataset.entries", Vec::new()).await;
        for _ in 0..6 {
            page.click("[data-do=nearer]").await;
        }
        let frames = |css: &'static str| page.client.execute_async(FRAMES, vec![json!(css), json!(180)]);
        let (mean, longest) = frame(frames(".axis-board").await.expect("the frames of the axis"));
        page.script("document.body.textContent = ''", Vec::new()).await;
        let (of_nothing, _) = frame(frames("body").await.expect("the frames of an empty page"));
        println!("figure: a frame of the timeline, {entries} entries = {mean:.1} ms");
        println!("figure: a frame of an empty page in the same run = {of_nothing:.1} ms");
        println!("figure: the longest frame of the timeline = {longest:.1} ms");
    });
}

/// From a click on the tab to the first frame with the charts.
#[test]
#[ignore = "measures: cargo xtask figures"]
fn charts_page() {
    let chapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/chapter.txt");
    let text = std::fs::read_to_string(&chapter).unwrap_or_else(|_| SAMPLE.to_owned());
    in_browser(Place::SubPath, async |page| {
        paste(page, &text).await;
        wait_for_dictionary(page).await;
        // The later half is there and the browser has had a moment to itself, as it has for whoever has read a line.
        page.wait_for("figure.margin svg").await;
        let idle =
            "const done = arguments[0]; setTimeout(() => requestIdleCallback(() => setTimeout(done, 1000)), 1000);";
        page.client.execute_async(idle, Vec::new()).await.expect("the browser has nothing to do");
        let script = "const done = arguments[0]; const started = performance.now(); \
                      document.querySelector('[data-tab=charts]').click(); \
                      const look = () => { if (document.querySelector('[data-view=charts] figure svg')) \
                          requestAnimationFrame(() => setTimeout(() => done(performance.now() - started))); \
                        else requestAnimationFrame(look); }; look();";
        let time = page.client.execute_async(script, Vec::new()).await.expect("the time until the charts");
        go_to(page, "text").await;
        let again = page.client.execute_async(script, Vec::new()).await.expect("the time until the charts");
        let charts = page.script("return document.querySelectorAll('[data-chart]').length", Vec::new()).await;
        assert_eq!(charts, json!(lesson(&text).charts.len().min(20)), "all of the first page");
        println!("figure: from a click to the charts page = {:.1} ms", time.as_f64().unwrap_or(f64::NAN));
        println!("figure: from a click to the charts page, once more = {:.1} ms", again.as_f64().unwrap_or(f64::NAN));
    });
}

/// A book of 5 MB, as EPUB and as text: from the choice of its file to the first frame with its text, and the longest task of
/// the page meanwhile.
#[test]
#[ignore = "measures: cargo xtask figures"]
fn a_book() {
    let book = text::text(5_000_000, SAMPLE, Morphology::bundled());
    let escaped = |words: &str| format!("<p>{}</p>", words.replace('&', "&amp;").replace('<', "&lt;"));
    let paragraphs: String = book.lines().map(escaped).collect();
    let epub = made::zip(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<container><rootfile full-path=\"a.opf\"/></container>"),
        (
            "a.opf",
            b"<package><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>",
        ),
        ("a.xhtml", format!("<html><body><h1>Книга</h1>{paragraphs}</body></html>").as_bytes()),
    ]);
    let watch = "window.longest = 0; \
                 new PerformanceObserver((list) => list.getEntries().forEach((task) => \
                   { window.longest = Math.max(window.longest, task.duration); })).observe({ type: 'longtask' }); \
                 document.querySelector('#file').addEventListener('change', () => { window.chosen = performance.now(); }, true); \
                 const look = () => requestAnimationFrame(document.querySelector('[data-view=reader]') \
                   ? () => setTimeout(() => { window.shown = performance.now(); }) : look); look();";
    let folder = Scratch::new();
    for (name, bytes) in [("text", book.as_bytes()), ("epub", &epub)] {
        let file = folder.path().join(if name == "text" { "book.txt" } else { "book.epub" });
        std::fs::write(&file, bytes).expect("the file can be written");
        in_browser(Place::SubPath, async |page| {
            page.wait_for("#read:enabled").await;
            // As it is for whoever has looked at the page before choosing a file.
            page.script("document.querySelector('#text').focus()", Vec::new()).await;
            page.wait_for("[data-dictionary=here]").await;
            page.script(watch, Vec::new()).await;
            open_file(page, &file).await;
            let shown = "return window.shown && window.shown - window.chosen";
            let time = page.wait_until("the book on screen", shown, Vec::new()).await;
            let longest = page.script("return window.longest", Vec::new()).await;
            for (what, time) in [("from file to text", time), ("the longest task of the page", longest)] {
                println!("figure: a book of 5 MB ({name}), {what} = {:.0} ms", time.as_f64().unwrap_or(f64::NAN));
            }
        });
    }
}

/// Put before the worker's script: each short message is followed by the worker's own time.
const CLOCK: &str = "const post = self.postMessage; self.postMessage = (message, ...rest) => { \
                     const clock = performance.now(); \
                     const bytes = message instanceof Uint8Array && message.length < 16 && [...message]; \
                     post.call(self, message, ...rest); if (bytes) post.call(self, { clock, bytes }); };\n";

#[derive(Deserialize)]
struct Tick {
    clock: f64,
    bytes: Vec<u8>,
}

/// The steps through relations in the worker, by its own clock, with the dictionary. `cargo bench --bench speed` does the
/// same on the same text.
#[test]
#[ignore = "measures: cargo xtask figures"]
fn speed_in_the_worker() {
    let folder = Scratch::new();
    let file = folder.path().join("made.txt");
    std::fs::write(&file, text::text(10_000_000, SAMPLE, Morphology::bundled())).expect("the file can be written");
    in_browser(Place::SubPath, async |page| {
        page.wait_for("#read:enabled").await;
        let listen = "const [clock] = arguments; window.ticks = []; \
                      window.Blob = class extends Blob { constructor(parts, options) { \
                        super(options?.type === 'text/javascript' ? [clock, ...parts] : parts, options); } }; \
                      window.Worker = class extends Worker { constructor(url) { super(url); \
                        this.addEventListener('message', ({ data }) => { if (data.clock) window.ticks.push(data); }); } }; \
                      document.querySelector('#text').focus();";
        page.script(listen, vec![json!(CLOCK)]).await;
        page.wait_for("[data-dictionary=here]").await;
        open_file(page, &file).await;
        page.wait_for("[data-view=reader][data-with-dictionary=true]").await;
        let ticks: Vec<Tick> =
            serde_json::from_value(page.script("return window.ticks", Vec::new()).await).expect("the worker's times");
        let reached = |step: Step| {
            let is_it =
                |tick: &&Tick| decode::<Reply>(&tick.bytes).is_some_and(|reply| reply.news == News::Reached(step));
            ticks.iter().find(is_it).expect("the step is told").clock
        };
        println!(
            "figure: 10 MB through relations, in the worker = {} ms",
            reached(Step::Cards) - reached(Step::Sentences)
        );
    });
}
