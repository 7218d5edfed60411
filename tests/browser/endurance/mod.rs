//! What a learner's store endures, tried for `cargo xtask figures`, which runs these once, as each takes minutes: a test prints lines
//! of the form `count: NAME = VALUE`.

mod full;
mod kills;
mod million;

use crate::harness::Page;
use konspekt::deck::{Body, DeviceId, Event, EventId};
use serde_json::Value;
use std::time::Duration;

/// How often a run tries.
const TRIES: usize = 50;

/// Answers whatever is asked, as fast as the app lets it, until `window.rest()`.
const PLAY: &str = "const player = setInterval(() => { const study = document.querySelector('[data-view=study]'); \
                    if (study?.dataset.phase === 'asking') document.querySelector('[data-option], #reveal, #dont-know')?.click(); \
                    else if (study?.dataset.phase === 'answered') document.querySelector(`[data-grade='1']`)?.click(); }, 3); \
                    window.rest = () => clearInterval(player);";
/// How many records the store holds.
const COUNT: &str = "const done = arguments[0]; const open = indexedDB.open('konspekt'); open.onsuccess = () => { \
                     const count = open.result.transaction('events').objectStore('events').count(); \
                     count.onsuccess = () => { open.result.close(); done(count.result); }; };";

async fn asked(page: &Page, script: &str, arguments: Vec<Value>) -> Value {
    page.client.execute_async(script, arguments).await.expect("the script runs")
}

pub async fn records(page: &Page) -> u64 {
    asked(page, COUNT, Vec::new()).await.as_u64().expect("a count")
}

/// How many reviews the app counts, which goes to its statistics for it.
async fn reviews(page: &Page) -> u64 {
    page.script("location.hash = '#/statistics'", Vec::new()).await;
    page.wait_for("[data-view=statistics][data-reviews]").await;
    let shown =
        page.script("return document.querySelector('[data-view=statistics]').dataset.reviews", Vec::new()).await;
    shown.as_str().and_then(|shown| shown.parse().ok()).expect("a number")
}

/// How many reviews this tab's sitting has acknowledged.
async fn acknowledged(page: &Page) -> Option<u64> {
    let shown = page.script("return document.querySelector('[data-view=study]')?.dataset.done", Vec::new()).await;
    shown.as_str()?.parse().ok()
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts")
}

fn event(device: &str, number: u64, at: i64, body: Body) -> Event {
    Event { id: EventId { device: DeviceId(device.into()), number }, at, offset: 180, body }
}

/// Milliseconds that differ from one try to the next, without a source of chance.
fn some_while(nth: usize) -> Duration {
    Duration::from_millis((nth as u64 * 7919) % 1200 + 40)
}
