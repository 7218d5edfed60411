//! Several tabs with one store, and what the store is asked for.

use crate::app::{answer_one, go_to, number, open_sample, press, study_one, wait_for_dictionary};
use crate::backup::{BUSY, FOLDER, settings, take_in};
use crate::endurance::records;
use crate::harness::{Page, Place, SPIES, Scratch, in_browser, in_chromium};
use konspekt::backup;
use konspekt::card::{CardId, CardKind};
use konspekt::deck::{Body, DeviceId, Event, EventId, Grade, LessonId, Review};
use konspekt::document::Source;
use konspekt::store::record;
use serde_json::json;
use std::fs;

async fn address(page: &Page) -> String {
    page.script("return location.href", Vec::new()).await.as_str().unwrap_or_default().to_owned()
}

/// Opens a second tab at the same place and goes there.
async fn second_tab(page: &Page) {
    let there = address(page).await;
    empty_tab(page).await;
    page.client.goto(&there).await.expect("the page opens");
}

/// Opens a tab with nothing in it and goes there.
async fn empty_tab(page: &Page) {
    let tab = page.client.new_window(true).await.expect("a second tab opens");
    page.client.switch_to_window(tab.handle).await.expect("the tab can be looked at");
}

/// Goes to the tab with this number.
async fn switch(page: &Page, tab: usize) {
    let tabs = page.client.windows().await.expect("there are tabs");
    page.client.switch_to_window(tabs[tab].clone()).await.expect("the tab can be looked at");
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn two_tabs_see_each_others_answers_and_none_is_lost() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "study").await;
        page.wait_for("[data-view=study][data-phase=asking]").await;
        let left = number(page, "[data-view=study]", "left").await;
        second_tab(page).await;
        // A sitting that begins before the dictionary has come may ask a card that is not in the deck afterwards.
        page.wait_for("[data-view=study][data-phase=asking]").await;
        go_to(page, "text").await;
        wait_for_dictionary(page).await;
        go_to(page, "study").await;
        page.wait_for(&format!("[data-view=study][data-phase=asking][data-left='{left}']")).await;

        // Each answers in turn; the other takes that in without being asked.
        for done in 0..4 {
            switch(page, done % 2).await;
            page.wait_for(&format!("[data-view=study][data-phase=asking][data-left='{}']", left - done)).await;
            answer_one(page).await;
            press(page, '4').await;
            page.wait_for(&format!("[data-view=study][data-done='{}']", done / 2 + 1)).await;
        }
        for tab in 0..2 {
            switch(page, tab).await;
            page.wait_for(&format!("[data-view=study][data-left='{}']", left - 4)).await;
        }
        page.reload().await;
        page.wait_for(&format!("[data-view=study][data-left='{}']", left - 4)).await;
        page.click(".brand").await;
        page.wait_for_text(".lesson-line", "4\u{a0}карточки").await;

        // A text that is given in one is in the library of the other.
        switch(page, 0).await;
        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='1']").await;
        switch(page, 1).await;
        page.fill("#text", "В 1944 г. собрано 300 т хлопка, в 1945 г. — 400 т.").await;
        page.click("#read").await;
        page.wait_for("[data-view=reader]").await;
        switch(page, 0).await;
        page.wait_for("[data-view=library][data-lessons='2']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_is_answered_is_on_the_disk_before_the_screen_goes_on() {
    let spy = "window.asked = []; const begin = IDBDatabase.prototype.transaction; \
               IDBDatabase.prototype.transaction = function (stores, mode, options) { \
                 window.asked.push([mode ?? 'readonly', options?.durability]); return begin.call(this, stores, mode, options); };";
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts(spy).await;
        page.reload().await;
        open_sample(page).await;
        go_to(page, "study").await;
        page.script("window.asked = []", Vec::new()).await;
        study_one(page, 0).await;
        let asked = page.script("return window.asked", Vec::new()).await;
        let asked = asked.as_array().expect("a list").clone();
        assert!(!asked.is_empty() && asked.iter().all(|asked| *asked == json!(["readwrite", "strict"])), "{asked:?}");
    });
}

/// A browser that has no time for what is put off, until `window.idle()`.
const BUSY_BROWSER: &str = "window.put_off = []; window.requestIdleCallback = (call) => window.put_off.push(call); \
                            window.idle = () => { for (const call of window.put_off.splice(0)) call({ didTimeout: false, timeRemaining: () => 50 }); };";

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_others_write_before_a_tab_listens_is_not_missed() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        let there = address(page).await;
        empty_tab(page).await;
        page.before_scripts(BUSY_BROWSER).await;
        page.client.goto(&there).await.expect("the page opens");
        page.wait_for("[data-view=library][data-storage=lasting][data-lessons='0']").await;

        // One lesson is appended, another comes by a file.
        switch(page, 0).await;
        open_sample(page).await;
        let body = Body::LessonAdded {
            lesson: LessonId(format!("{:016x}", 7)),
            title: "Хлопок".to_owned(),
            text: "В 1944 г. собрано 300 т хлопка.".to_owned(),
            source: Source::default(),
            structure: None,
            seed: 7,
        };
        let id = EventId { device: DeviceId(format!("{:016x}", 0xfeed)), number: 1 };
        let record = record::encode(&Event { id, at: LONG_AGO, offset: 0, body }).expect("a record");
        take_in(page, &backup::write(&[record], None).expect("a backup")).await;

        switch(page, 1).await;
        page.wait_for("[data-view=library][data-lessons='0']").await;
        page.script("window.idle()", Vec::new()).await;
        page.wait_for("[data-view=library][data-lessons='2']").await;
    });
}

/// What a browser has in the place of locks: nothing, or something that refuses.
const NO_LOCKS: [&str; 2] =
    ["undefined", "{ request: () => Promise.reject(new DOMException('by the test', 'SecurityError')) }"];
/// A browser with `LOCKS` for locks, in the page and in its workers; its tabs do not hear of each other either.
const ALONE: &str = "Object.defineProperty(Navigator.prototype, 'locks', { value: LOCKS }); window.BroadcastChannel = undefined; \
                        const Plain = Blob; window.Blob = class extends Plain { static [Symbol.hasInstance](it) { return it instanceof Plain; } constructor(parts, kind) { \
                          const none = \"Object.defineProperty(WorkerNavigator.prototype, 'locks', { value: LOCKS });\\n\"; \
                          super(kind?.type === 'text/javascript' ? [none, ...parts] : parts, kind); } };";

/// A backup of so many reviews of one card of a lesson, as another device might have made them, a minute apart.
fn reviews_of(lesson: &str, device: u64, count: u64) -> Vec<u8> {
    let records = (1..=count).map(|number| {
        let body = Body::Reviewed(Review {
            lesson: LessonId(lesson.to_owned()),
            card: CardId(format!("{device:020x}")),
            kind: CardKind::Cloze,
            answer: None,
            proposed: None,
            chosen: Grade::Good,
            took: 3000,
            content: "x".to_owned(),
        });
        let id = EventId { device: DeviceId(format!("{device:016x}")), number };
        record::encode(&Event { id, at: LONG_AGO + number as i64 * 60_000, offset: 0, body }).expect("a record")
    });
    backup::write(&records.collect::<Vec<_>>(), None).expect("a backup")
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn two_tabs_of_a_browser_without_locks_lose_nothing() {
    for locks in NO_LOCKS {
        two_tabs_lose_nothing(&ALONE.replace("LOCKS", locks));
    }
}

fn two_tabs_lose_nothing(browser: &str) {
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts(browser).await;
        page.reload().await;
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "study").await;
        page.wait_for("[data-view=study][data-phase=asking]").await;
        let there = address(page).await;
        empty_tab(page).await;
        page.before_scripts(browser).await;
        page.client.goto(&there).await.expect("the page opens");
        page.wait_for("[data-view=study][data-phase=asking]").await;
        let missing = "return window.BroadcastChannel === undefined && !(navigator.locks instanceof (window.LockManager ?? Object))";
        assert_eq!(page.script(missing, Vec::new()).await, json!(true));

        // Both answer, neither hears of the other, and what they write has numbers of its own.
        for done in 0..4 {
            switch(page, done % 2).await;
            study_one(page, done / 2).await;
        }
        assert_eq!(records(page).await, 5);

        // Both take in files at once, each of which makes a snapshot when it is through.
        let lesson = there.rsplit('/').nth(1).expect("a lesson").to_owned();
        let folder = Scratch::new();
        for tab in 0..2 {
            let path = folder.path().join(format!("{tab}.konspekt"));
            fs::write(&path, reviews_of(&lesson, 0xfeed + tab as u64, 1500)).expect("the file can be written");
            switch(page, tab).await;
            settings(page).await;
            page.script(BUSY, Vec::new()).await;
        }
        for tab in 0..2 {
            switch(page, tab).await;
            let path = folder.path().join(format!("{tab}.konspekt"));
            let input = page.wait_for("#backup-file").await;
            input.send_keys(&path.to_string_lossy()).await.expect("the file can be chosen");
        }
        for tab in 0..2 {
            switch(page, tab).await;
            let done = "return window.wasBusy && !!document.querySelector('[data-backup=idle] .outcome')";
            page.wait_until("the outcome", done, Vec::new()).await;
        }
        assert_eq!(records(page).await, 5 + 2 * 1500);
        // Whatever snapshot is there hides nothing.
        for _ in 0..2 {
            page.script("location.hash = '#/statistics'", Vec::new()).await;
            page.reload().await;
            page.wait_for(&format!("[data-view=statistics][data-reviews='{}']", 4 + 2 * 1500)).await;
        }
    });
}

const LONG_AGO: i64 = 1_700_000_000_000;

/// Counts the records that the page reads; what its workers read is theirs.
const SPY: &str = "window.read = 0; const all = IDBObjectStore.prototype.getAll; \
                   IDBObjectStore.prototype.getAll = function (...range) { const request = all.apply(this, range); \
                     request.addEventListener('success', () => { window.read += request.result.length; }); return request; };";

async fn read(page: &Page) -> u64 {
    page.script("return window.read", Vec::new()).await.as_u64().expect("a count")
}

/// Starts the app anew, gives how many records that has read, and goes to the settings.
async fn start(page: &Page) -> u64 {
    page.reload().await;
    page.click(".brand").await;
    page.wait_for("[data-storage=lasting]").await;
    let read = read(page).await;
    settings(page).await;
    read
}

async fn wait_for_snapshot(page: &Page) {
    let kept = "const done = arguments[0]; const open = indexedDB.open('konspekt'); open.onsuccess = () => { \
                  const get = open.result.transaction('meta').objectStore('meta').get('snapshot'); \
                  get.onsuccess = () => { open.result.close(); done(get.result ? get.result.length : 0); }; };";
    let started = std::time::Instant::now();
    while page.client.execute_async(kept, Vec::new()).await.expect("the store can be read") == json!(0) {
        assert!(started.elapsed().as_secs() < 30, "a snapshot is made");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// A backup of so many settings, as another device might have made them from a moment on.
pub fn backup_of(device: u64, count: u64, from: i64) -> Vec<u8> {
    let records = (1..=count).map(|number| {
        let id = EventId { device: DeviceId(format!("{device:016x}")), number };
        let body = Body::SettingChanged { key: "made".to_owned(), value: number.to_string() };
        let at = from + number as i64;
        record::encode(&Event { id, at, offset: 0, body }).expect("a record")
    });
    backup::write(&records.collect::<Vec<_>>(), None).expect("a backup")
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_merge_leaves_a_snapshot_so_that_no_start_reads_the_whole_log() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts(SPY).await;
        page.before_scripts(FOLDER).await;
        page.reload().await;
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "study").await;
        for done in 0..2 {
            study_one(page, done).await;
        }
        // By a file.
        take_in(page, &backup_of(0xfeed, 2500, LONG_AGO)).await;
        page.wait_for("[data-backup=idle] .outcome [data-new='2500']").await;
        let read = start(page).await;
        assert!((1000..1100).contains(&read), "{read} records read");

        // By a folder that another device writes into, again and again: the next start takes its file in, and the one after that
        // begins at what came of it.
        page.click("#choose-folder").await;
        page.wait_for("[data-folder=kept]").await;
        let put = "const [bytes, done] = arguments; (async () => { const file = await (await window.folder()).getFileHandle('konspekt-other.konspekt', { create: true }); \
                   const stream = await file.createWritable(); await stream.write(new Uint8Array(bytes)); await stream.close(); done(true); })();";
        for count in [1500, 2200, 2900] {
            let file = backup_of(0xbeef, count, LONG_AGO);
            page.client.execute_async(put, vec![json!(file)]).await.expect("the folder can be written");
            let read = start(page).await;
            // Once at the start and, if that is soon, once when the file has been taken in.
            assert!((1000..2200).contains(&read), "{read} records read before {count} came");
            let all = 3 + 2500 + count;
            let started = std::time::Instant::now();
            while records(page).await < all {
                assert!(started.elapsed().as_secs() < 30, "the folder's file is taken in");
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            page.wait_for("[data-folder=kept]").await;
            wait_for_snapshot(page).await;
        }
        let read = start(page).await;
        assert!((1000..1100).contains(&read), "{read} records read");
        page.click(".brand").await;
        page.wait_for_text(".lesson-line", "2\u{a0}карточки").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_was_taken_back_lately_costs_no_start_the_whole_log() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        take_in(page, &backup_of(0xfeed, 2500, LONG_AGO)).await;
        page.click(".brand").await;
        page.click(".lesson-line .title").await;
        wait_for_dictionary(page).await;
        go_to(page, "study").await;
        study_one(page, 0).await;
        let card = "return document.querySelector('[data-view=study] [data-card]')?.dataset.card";
        let put_off = page.script(card, Vec::new()).await;
        page.script("document.activeElement.blur()", Vec::new()).await;
        press(page, 'b').await;
        let is_another = format!("const card = (() => {{ {card} }})(); return !!card && card !== arguments[0]");
        page.wait_until("another card", &is_another, vec![put_off.clone()]).await;
        page.script("document.activeElement.blur()", Vec::new()).await;
        press(page, 'u').await;
        let is_back = format!("return (() => {{ {card} }})() === arguments[0]");
        page.wait_until("the card to come back", &is_back, vec![put_off]).await;
        page.wait_for("[data-store=kept]").await;
        let left = number(page, "[data-view=study]", "left").await;
        page.before_scripts(SPY).await;
        page.reload().await;
        page.wait_for("[data-view=study][data-phase=asking]").await;
        assert!((1000..1100).contains(&read(page).await), "{} records read", read(page).await);
        // Read without the dictionary, the lesson may not have this card.
        go_to(page, "text").await;
        wait_for_dictionary(page).await;
        go_to(page, "study").await;
        // The card that was put off is among them again.
        page.wait_for(&format!("[data-view=study][data-phase=asking][data-left='{left}']")).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_start_from_a_snapshot_shows_the_same() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "study").await;
        for done in 0..2 {
            study_one(page, done).await;
        }
        // As many settings as make a snapshot worth its while, written beside the app.
        let write = "const [many, done] = arguments; const open = indexedDB.open('konspekt'); open.onsuccess = () => { \
                       const db = open.result; const write = db.transaction(['events', 'meta'], 'readwrite'); \
                       const events = write.objectStore('events'); const device = write.objectStore('meta').get('device'); \
                       device.onsuccess = () => { const keys = events.getAllKeys(); keys.onsuccess = () => { \
                         const last = Math.max(...keys.result.map((key) => key[1])); \
                         for (let n = 1; n <= many; n++) events.add(JSON.stringify({ v: 1, device: device.result, number: last + n, \
                           at: Date.now(), offset: 0, body: { setting_changed: { key: 'made', value: String(n) } } }), \
                           [device.result, last + n]); }; }; \
                       write.oncomplete = () => { db.close(); done(true); }; };";
        let written = page.client.execute_async(write, vec![json!(4000)]).await.expect("the store can be written");
        assert_eq!(written, json!(true));
        page.reload().await;
        wait_for_snapshot(page).await;
        page.before_scripts(SPY).await;
        page.reload().await;
        page.wait_for("[data-view=study][data-phase=asking]").await;
        let read = page.script("return window.read", Vec::new()).await;
        assert!(read.as_u64().is_some_and(|read| (1000..2000).contains(&read)), "{read} records read");
        page.click(".brand").await;
        page.wait_for_text(".lesson-line", "2\u{a0}карточки").await;
    });
}
