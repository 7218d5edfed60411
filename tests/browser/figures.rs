//! Times, measured for `cargo xtask figures`: a test prints lines of the form `figure: NAME = NUMBER ms`. `cargo xtask
//! test` passes them over, as a time is never a reason to fail.

#[path = "../../benches/extract/text.rs"]
mod text;

use crate::app::{open_file, paste, ten_megabytes_in, wait_for_dictionary};
use crate::harness::{Place, Scratch, in_browser};
use konspekt::lesson::{SAMPLE, Step};
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::work::wire::decode;
use konspekt::work::{News, Reply};
use serde::Deserialize;
use serde_json::json;
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
