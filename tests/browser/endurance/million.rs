//! A hundred thousand cards and a million reviews.

use super::{asked, event, records, runtime};
use crate::app::{go_to, open_sample, wait_for_dictionary};
use crate::harness::{Page, Place, Profile, Setting};
use konspekt::deck::{Body, Event, LessonId};
use konspekt::document::Source;
use konspekt::store::record;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const CARDS: u64 = 100_000;
const LESSONS: u64 = 100;
/// Days of the reviews of a card.
const DAYS: [i64; 10] = [0, 1, 4, 10, 25, 50, 90, 150, 250, 400];
const BULK: &str = "feedfacefeedface";
const DAY: i64 = 86_400_000;

/// The records of the reviews in the same form as the app's, made in the page, as they would take minutes on the way there.
const FILL: &str = "const [device, base, days, cards, lessons, first, done] = arguments; const day = 86400000; \
                    const hex = (n, width) => n.toString(16).padStart(width, '0'); \
                    const open = indexedDB.open('konspekt'); open.onsuccess = async () => { const db = open.result; \
                      for (let round = 0; round < days.length; round++) for (let half = 0; half < 2; half++) await new Promise((resolve) => { \
                        const write = db.transaction('events', 'readwrite'); const events = write.objectStore('events'); \
                        for (let card = half * cards / 2; card < (half + 1) * cards / 2; card++) { const i = round * cards + card; \
                          events.add(JSON.stringify({ v: 1, device, number: first + i, at: base + days[round] * day + card, offset: 180, \
                            body: { reviewed: { lesson: hex(card % lessons, 16), card: hex(card, 20), kind: 'cloze', answer: null, \
                            proposed: null, chosen: i % 9 === 0 ? 'again' : 'good', took: 9000, content: '00000000000000000000' } } }), \
                            [device, first + i]); } \
                        write.oncomplete = resolve; }); \
                      db.close(); done(true); };";

/// The lessons, before any review.
fn lessons(base: i64) -> Vec<Event> {
    let lesson = |nth: u64| LessonId(format!("{nth:016x}"));
    let added = (0..LESSONS).map(|nth| Body::LessonAdded {
        lesson: lesson(nth),
        title: format!("Урок {nth}"),
        text: format!("Урок {nth}. В {} г. собрано {nth} т.", 1000 + nth),
        source: Source::default(),
        structure: None,
        seed: nth,
    });
    (1..).zip(added).map(|(number, body)| event(BULK, number, base - DAY, body)).collect()
}

#[test]
#[ignore = "measures: cargo xtask figures"]
fn a_million_reviews() {
    let profile = Profile::new(Setting { window: (1280, 860), ..Place::SubPath.into() });
    runtime().block_on(async {
        let page = profile.open().await;
        let client = &page.client;
        let patience = fantoccini::wd::TimeoutConfiguration::new(Some(Duration::from_secs(600)), None, None);
        client.update_timeouts(patience).await.expect("a script may take its time");
        open_sample(&page).await;
        wait_for_dictionary(&page).await;
        go_to(&page, "study").await;
        page.wait_for("[data-view=study][data-phase=asking]").await;
        let now = page.script("return Date.now()", Vec::new()).await.as_i64().expect("a time");
        let base = now - 450 * DAY;
        let own = records(&page).await;
        let lessons: Vec<String> =
            lessons(base).iter().map(|event| record::encode(event).expect("a record")).collect();
        let put = "const [device, records, done] = arguments; const open = indexedDB.open('konspekt'); open.onsuccess = () => { \
                   const write = open.result.transaction('events', 'readwrite'); \
                   records.forEach((record, nth) => write.objectStore('events').add(record, [device, nth + 1])); \
                   write.oncomplete = () => { open.result.close(); done(true); }; };";
        asked(&page, put, vec![json!(BULK), json!(lessons)]).await;
        let first = LESSONS + 1;
        asked(&page, FILL, vec![json!(BULK), json!(base), json!(DAYS), json!(CARDS), json!(LESSONS), json!(first)]).await;
        assert_eq!(records(&page).await, own + LESSONS + DAYS.len() as u64 * CARDS);

        let watch = "window.reached = {}; new MutationObserver(() => { \
                       for (const [name, css] of [['card', '[data-view=study][data-phase=asking]'], ['statistics', '[data-view=statistics][data-reviews]']]) \
                         if (!window.reached[name] && document.querySelector(css)) window.reached[name] = performance.now(); \
                     }).observe(document, { childList: true, subtree: true, attributes: true });";
        page.before_scripts(watch).await;
        // As after an update whose snapshots are others, or after a merge that was cut short: once, all is read, and then a worker of
        // the app makes a snapshot.
        let began = Instant::now();
        page.reload().await;
        let first = long_wait(&page, "return window.reached?.card", began).await.as_f64().unwrap_or(f64::NAN);
        println!("count: a million reviews: start to first card without a snapshot, once = {:.1} s", first / 1000.0);
        println!("count: a million reviews: memory of the page at a start without a snapshot = {} MB", profile.memory());
        let began = Instant::now();
        let kept = "const open = indexedDB.open('konspekt'); open.onsuccess = () => { \
                    const get = open.result.transaction('meta').objectStore('meta').get('snapshot'); \
                    get.onsuccess = () => { open.result.close(); window.snapshot = get.result?.length; }; }; return window.snapshot";
        let bytes = long_wait(&page, kept, began).await.as_u64().expect("a size");
        println!("count: a million reviews: until the app has made its snapshot = {} s", began.elapsed().as_secs());
        println!("count: a million reviews: the snapshot = {} MB", bytes / 1_000_000);
        let mut starts = Vec::new();
        for _ in 0..5 {
            page.reload().await;
            page.wait_for("[data-view=study][data-phase=asking]").await;
            starts.push(page.script("return window.reached.card", Vec::new()).await.as_f64().unwrap_or(f64::NAN));
        }
        println!("count: a million reviews: start to first card = {:.0} ms", median(starts));

        // From the press of a grade to the next prompt in the page, written to the disk in between; and of that, how long the page
        // itself was at work.
        wait_for_idle(&page).await;
        let next = "const done = arguments[0]; const grade = () => document.querySelector(`[data-grade='3']`); \
                    document.querySelector('[data-option], #reveal, #dont-know').click(); \
                    const wait = setInterval(() => { if (!grade()) return; clearInterval(wait); \
                      const before = document.querySelector('[data-view=study]').dataset.done; const start = performance.now(); let busy = 0; \
                      let last = start; const tick = new MessageChannel(); let on = true; \
                      tick.port1.onmessage = () => { const now = performance.now(); if (now - last > 1) busy += now - last; last = now; if (on) tick.port2.postMessage(0); }; \
                      new MutationObserver((_, observer) => { const study = document.querySelector('[data-view=study]'); \
                        if (study.dataset.done !== before && study.dataset.phase === 'asking') { observer.disconnect(); on = false; \
                          const end = performance.now(); setTimeout(() => done([end - start, busy]), 0); } \
                      }).observe(document, { childList: true, subtree: true, attributes: true }); \
                      tick.port2.postMessage(0); grade().click(); }, 5);";
        let (mut nexts, mut busy) = (Vec::new(), Vec::new());
        for _ in 0..12 {
            page.wait_for("[data-view=study][data-phase=asking]").await;
            let took: [f64; 2] = serde_json::from_value(asked(&page, next, Vec::new()).await).expect("two times");
            nexts.push(took[0]);
            busy.push(took[1]);
        }
        println!("count: a million reviews: from a grade to the next card, the work of the page = {:.1} ms", median(busy));
        println!("count: a million reviews: from a grade to the next card, with the wait for the disk = {:.1} ms", median(nexts));

        // What was said of a card is taken back: it comes on screen again, and no other deck is made for it.
        let undo = "const done = arguments[0]; const shown = () => document.querySelector('[data-view=study] [data-card]')?.dataset.card; \
                    const press = (code, key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true })); \
                    const until = (holds) => new Promise((resolve) => { const wait = new MutationObserver(() => { \
                      if (holds()) { wait.disconnect(); resolve(performance.now()); } }); \
                      wait.observe(document, { childList: true, subtree: true, attributes: true }); }); \
                    const card = shown(); document.activeElement.blur(); const gone = until(() => shown() && shown() !== card); press('KeyB', 'b'); \
                    gone.then(async () => { const start = performance.now(); const back = until(() => shown() === card); press('KeyU', 'u'); \
                      done(await back - start); });";
        let mut undone = Vec::new();
        for _ in 0..5 {
            page.wait_for("[data-view=study][data-phase=asking]").await;
            undone.push(asked(&page, undo, Vec::new()).await.as_f64().unwrap_or(f64::NAN));
        }
        println!("count: a million reviews: from an undo of what is no review to its card, with the wait for the disk = {:.0} ms", median(undone));

        let measure = "const done = arguments[0]; const start = performance.now(); window.reached.statistics = 0; \
                       const wait = setInterval(() => { if (window.reached.statistics) { clearInterval(wait); \
                         done(window.reached.statistics - start); } }, 1); location.hash = '#/statistics';";
        let statistics = async || {
            let took = asked(&page, measure, Vec::new()).await.as_f64().unwrap_or(f64::NAN);
            let reviews = page.script("return document.querySelector('[data-view=statistics]').dataset.reviews", Vec::new()).await;
            assert!(reviews.as_str().is_some_and(|reviews| reviews.parse::<u64>().is_ok_and(|reviews| reviews > 999_999)));
            took
        };
        let (mut times, mut anew) = (Vec::new(), Vec::new());
        for _ in 0..5 {
            page.script("location.hash = '#/'", Vec::new()).await;
            page.reload().await;
            page.wait_for("[data-view=library]").await;
            // As whoever looks for the statistics: the lessons are counted while nothing else is to be done.
            asked(&page, "setTimeout(arguments[0], 4000)", Vec::new()).await;
            times.push(statistics().await);
        }
        for _ in 0..5 {
            page.script("location.hash = '#/settings'", Vec::new()).await;
            page.wait_for("[data-view=settings]").await;
            // A changed setting makes what was counted before stale.
            page.click("#fuzz").await;
            page.wait_until("the setting", "return !document.querySelector('.saving')", Vec::new()).await;
            anew.push(statistics().await);
        }
        println!("count: a million reviews: statistics = {:.0} ms", median(times));
        println!("count: a million reviews: statistics after a changed setting = {:.0} ms", median(anew));
        println!("count: a million reviews: memory of the page = {} MB", profile.memory());
        let _ = page.client.clone().close().await;
    });
}

/// Asks a page that is busy for seconds on end until it says something.
async fn long_wait(page: &Page, script: &str, began: Instant) -> Value {
    loop {
        let said = page.client.execute(script, Vec::new()).await.unwrap_or_default();
        if !said.is_null() {
            return said;
        }
        assert!(began.elapsed() < Duration::from_secs(600), "waited in vain for {script}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Until what a start puts off is done.
async fn wait_for_idle(page: &Page) {
    page.wait_for("[data-dictionary=here]").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
