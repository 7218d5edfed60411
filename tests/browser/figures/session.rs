//! How soon the page answers a hand.

use crate::app::{go_to, open_sample, press, study_one, wait_for_dictionary};
use crate::harness::{Page, Place, in_browser};

/// Keeps the longest event of each interaction; the browser tells of none that took less than 16 ms.
const WATCH: &str = "window.interactions = new Map(); \
                     new PerformanceObserver((list) => list.getEntries().filter((it) => it.interactionId).forEach((it) => { \
                       const known = window.interactions.get(it.interactionId); \
                       if (!known || known[0] < it.duration) \
                         window.interactions.set(it.interactionId, [it.duration, it.name, location.hash, it.target?.outerHTML.slice(0, 80)]); \
                     })).observe({ type: 'event', durationThreshold: 16, buffered: true });";

const RIGHT: char = '\u{e014}';
const ESCAPE: char = '\u{e00c}';
const ENTER: char = '\u{e007}';

async fn every_tab(page: &Page) {
    let tabs =
        page.script("return [...document.querySelectorAll('[data-tab]')].map((it) => it.dataset.tab)", Vec::new());
    let tabs: Vec<String> = serde_json::from_value(tabs.await).expect("names of tabs");
    for tab in tabs.iter().filter(|tab| *tab != "library") {
        go_to(page, tab).await;
    }
}

/// A sitting of an hour in a minute: every view, the text by keys, cards, a search, another theme. Each input is a real one.
#[test]
#[ignore = "measures: cargo xtask figures"]
fn from_input_to_paint() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        page.script(WATCH, Vec::new()).await;
        for _ in 0..4 {
            every_tab(page).await;
        }
        go_to(page, "text").await;
        page.script("document.querySelector('mark[tabindex=\"0\"]').focus()", Vec::new()).await;
        for _ in 0..20 {
            press(page, RIGHT).await;
        }
        for _ in 0..5 {
            press(page, ENTER).await;
            page.wait_for("#mark-dialog[open]").await;
            press(page, ESCAPE).await;
            page.wait_until("the text alone", "return !document.querySelector('dialog[open]')", Vec::new()).await;
            press(page, RIGHT).await;
        }
        go_to(page, "study").await;
        for done in 0..12 {
            study_one(page, done).await;
        }
        page.click(".brand").await;
        page.click(".places a:last-child").await;
        page.wait_for("[data-view=settings]").await;
        for theme in [3, 2] {
            page.click(&format!("fieldset:nth-of-type(2) label:nth-of-type({theme})")).await;
        }
        page.click(".brand").await;
        page.wait_for("#seek-words").await;
        page.click("#seek-words").await;
        for letter in "комсомол".chars() {
            press(page, letter).await;
        }
        let count = page.script("return performance.interactionCount ?? null", Vec::new()).await.as_u64();
        let slow =
            page.script("return [...window.interactions.values()].sort((a, b) => b[0] - a[0])", Vec::new()).await;
        let slow: Vec<(f64, String, String, Option<String>)> = serde_json::from_value(slow).expect("interactions");
        slow.iter().take(8).for_each(|it| println!("{it:?}"));
        let count = count.unwrap_or(slow.len() as u64) as usize;
        assert!(count >= 100, "only {count} interactions");
        // Those that are not told of took less than 16 ms.
        let at = count / 20;
        let time = slow.get(at).map_or(16.0, |it| it.0);
        println!("{count} interactions, {} of 16 ms and more", slow.len());
        println!("figure: from an input to the next paint, the 95th of a hundred = {time:.0} ms");
    });
}
