//! What the store goes through: an old one, a damaged one, a full one, none at all, and what only one tab may do at once.

use crate::app::{go_to, open_sample, study_one};
use crate::backup::{BUSY, CATCH, FOLDER, settings, study_two};
use crate::harness::{Page, Place, SPIES, Scratch, in_browser, in_chromium, single_page};
use crate::static_server::Site;
use crate::tabs::backup_of;
use konspekt::deck::{Body, Deck, DeviceId, Event, EventId, snapshot};
use serde_json::{Value, json};
use std::fs;

const DEVICE: &str = "00c0ffee00c0ffee";
/// Records of version 1, without any key that came later.
const RECORDS: [&str; 7] = [
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":1,"at":1772366400000,"offset":180,"body":{"lesson_added":{"lesson":"1234567890abcdef","title":"Лён","text":"Хлопок в Узбекистане\n\nВ 1944 г. колхозы Ферганской области собрали 300 тыс. тонн хлопка, а в 1945 г. — 400 тыс. тонн.","source":{"author":null,"work":null,"published":null,"url":null},"seed":7}}}"#,
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":2,"at":1772366400001,"offset":180,"body":{"lesson_renamed":{"lesson":"1234567890abcdef","title":"Хлопок тех лет"}}}"#,
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":3,"at":1772366400002,"offset":180,"body":{"reviewed":{"lesson":"1234567890abcdef","card":"0123456789abcdef0123","kind":"choice","answer":"300","proposed":"good","chosen":"hard","took":4200,"content":"89abcdef012345670123"}}}"#,
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":4,"at":1772366400003,"offset":180,"body":{"reviewed":{"lesson":"1234567890abcdef","card":"0123456789abcdef0124","kind":"cloze","answer":null,"proposed":null,"chosen":"good","took":4200,"content":"89abcdef012345670123"}}}"#,
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":5,"at":1772366400004,"offset":180,"body":{"reviewed":{"lesson":"1234567890abcdef","card":"0123456789abcdef0125","kind":"cloze","answer":null,"proposed":null,"chosen":"good","took":4200,"content":"89abcdef012345670123"}}}"#,
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":6,"at":1772366400005,"offset":0,"body":{"undone":{"device":"00c0ffee00c0ffee","number":5}}}"#,
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":7,"at":1772366400006,"offset":0,"body":{"setting_changed":{"key":"theme","value":"dark"}}}"#,
];
const DAMAGED: &str = r#"{"v":1,"device":"00c0ffee00c0ffee","number":9,"at":17723664"#;

/// Puts a database of version 1 in the place of the app's, as that version made it, with these records and this snapshot.
const MAKE: &str = "const [device, records, snapshot, aside, done] = arguments; const gone = indexedDB.deleteDatabase('konspekt'); \
                    gone.onsuccess = () => { const open = indexedDB.open('konspekt', 1); \
                      open.onupgradeneeded = () => { open.result.createObjectStore('events'); open.result.createObjectStore('meta'); }; \
                      open.onsuccess = () => { const db = open.result; const write = db.transaction(['events', 'meta'], 'readwrite'); \
                        write.objectStore('meta').put(device, 'device'); \
                        write.objectStore('meta').put(new Uint8Array(snapshot), 'snapshot'); \
                        if (aside) write.objectStore('meta').put(aside, 'set aside'); \
                        records.forEach((record, index) => write.objectStore('events').add(record, [device, index + 1])); \
                        write.oncomplete = () => { db.close(); done(true); }; }; };";

async fn make(page: &Page, records: &[&str], snapshot: &[u8]) {
    make_with(page, records, snapshot, Value::Null).await;
}

/// `aside` is what a later version keeps beside its snapshot: the records that it has set aside.
async fn make_with(page: &Page, records: &[&str], snapshot: &[u8], aside: Value) {
    let arguments = vec![json!(DEVICE), json!(records), json!(snapshot), aside];
    let made = page.client.execute_async(MAKE, arguments).await.expect("a database can be made");
    assert_eq!(made, Value::Bool(true));
    page.reload().await;
    page.wait_for("[data-storage=lasting]").await;
}

/// A whole snapshot of another version, which knows of nothing but claims to be made of every event up to 100.
fn snapshot_of(version: u8) -> Vec<u8> {
    let body = Body::SettingChanged { key: "theme".to_owned(), value: "light".to_owned() };
    let id = EventId { device: DeviceId(DEVICE.to_owned()), number: 100 };
    let bytes =
        snapshot::write(&Deck::of(&[Event { id, at: 1_772_366_400_000, offset: 0, body }])).expect("a snapshot");
    // A mark of eight bytes, the hash (FNV-1a) of what follows, the version.
    let (mark, mut rest) = (&bytes[..8], bytes[16..].to_vec());
    rest[0] = version;
    let hash = rest
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    [mark, &hash.to_le_bytes(), &rest].concat()
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_database_of_the_first_version_is_read_whatever_its_snapshot_is_of() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        let earlier = (1..snapshot::VERSION).map(|version| (version, Value::Null));
        for (version, aside) in earlier.chain([(snapshot::VERSION + 1, json!([]))]) {
            make_with(page, &RECORDS, &snapshot_of(u8::try_from(version).expect("a small number")), aside).await;
            page.wait_for("html[data-theme=dark] [data-view=library][data-lessons='1']").await;
            page.wait_for_text(".lesson-line", "Хлопок тех лет").await;
            page.wait_for_text(".lesson-line", "2\u{a0}карточки").await;
            page.wait_for("[data-notices='0']").await;
        }
        // And it is gone on with, under the device that it had.
        page.click(".lesson-line .title").await;
        page.wait_for("[data-view=reader]").await;
        go_to(page, "study").await;
        study_one(page, 0).await;
        let keys = "const done = arguments[0]; const open = indexedDB.open('konspekt'); open.onsuccess = () => { \
                      const keys = open.result.transaction('events').objectStore('events').getAllKeys(); \
                      keys.onsuccess = () => { open.result.close(); done(keys.result.at(-1)); }; };";
        let last = page.client.execute_async(keys, Vec::new()).await.expect("the store can be read");
        assert_eq!(last, json!([DEVICE, RECORDS.len() + 1]));
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_damaged_record_is_told_of_and_kept_and_takes_nothing_else_down() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        let records: Vec<&str> = RECORDS.into_iter().chain([DAMAGED]).collect();
        make(page, &records, &[]).await;
        page.wait_for_text(".notice", "нечитаемое: 1\u{a0}запись").await;
        page.wait_for_text(".lesson-line", "2\u{a0}карточки").await;
        let file = crate::backup::save(page).await;
        let contents = konspekt::backup::read(&file).expect("a backup");
        let kept = contents.records.iter().chain(&contents.damaged).filter(|record| *record == DAMAGED).count();
        assert_eq!(
            (kept, contents.records.len() + contents.damaged.len()),
            (1, records.len()),
            "it is in the file too"
        );
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_damaged_record_is_told_of_at_every_start_from_a_snapshot_too() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        // What comes after it has the snapshot know more of its device than the damaged one.
        let after = RECORDS[6].replace("\"number\":7", "\"number\":9");
        let records: Vec<&str> = RECORDS.into_iter().chain([DAMAGED, &after]).collect();
        make(page, &records, &[]).await;
        page.wait_for_text(".notice", "нечитаемое: 1\u{a0}запись").await;
        // A merge, after which the app makes a snapshot, which leaves out only the last of what came.
        crate::backup::take_in(page, &backup_of(0xfeed, 1500, 1_780_000_000_000)).await;
        let keys = "const done = arguments[0]; const open = indexedDB.open('konspekt'); open.onsuccess = () => { \
                      const keys = open.result.transaction('meta').objectStore('meta').getAllKeys(); \
                      keys.onsuccess = () => { open.result.close(); done(keys.result); }; };";
        let keys = page.client.execute_async(keys, Vec::new()).await.expect("the store can be read");
        assert_eq!(keys, json!(["device", "last merge", "set aside", "snapshot"]));
        for _ in 0..2 {
            page.reload().await;
            page.wait_for_text(".notice", "нечитаемое: 1\u{a0}запись").await;
        }
        page.click(".brand").await;
        page.wait_for_text(".lesson-line", "2\u{a0}карточки").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn little_room_is_said_before_it_is_used_up() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.wait_for("#open-sample:enabled").await;
        let full = "StorageManager.prototype.estimate = async () => ({ usage: 995000000, quota: 1000000000 });";
        page.before_scripts(full).await;
        page.reload().await;
        page.wait_for_text(".notice", "занято 995\u{a0}МБ").await;
        // It is said once, and the app goes on.
        page.click(".notice .plain").await;
        open_sample(page).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_browser_is_asked_to_keep_the_store_once_there_is_something_to_lose() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        let spy =
            "window.persists = 0; StorageManager.prototype.persist = async () => { window.persists++; return true; };";
        page.before_scripts(spy).await;
        page.reload().await;
        page.wait_for("#open-sample:enabled").await;
        page.wait_for("[data-storage=lasting]").await;
        assert_eq!(page.script("return window.persists", Vec::new()).await, json!(0), "not at the first sight");
        open_sample(page).await;
        assert_eq!(page.script("return window.persists", Vec::new()).await, json!(1));
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_backup_is_taken_in_by_one_tab_at_a_time() {
    let file = std::cell::RefCell::new(Vec::new());
    in_browser(Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        study_two(page).await;
        *file.borrow_mut() = crate::backup::save(page).await;
    });
    in_browser(Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        settings(page).await;
        // Another tab is at it.
        let hold = "const done = arguments[0]; navigator.locks.request('konspekt-records', () => { done(true); \
                    return new Promise((let_go) => { window.letGo = let_go; }); });";
        page.client.execute_async(hold, Vec::new()).await.expect("the lock can be had");
        let folder = Scratch::new();
        let path = folder.path().join("mine.konspekt");
        fs::write(&path, file.into_inner()).expect("the file can be written");
        page.script(BUSY, Vec::new()).await;
        let input = page.wait_for("#backup-file").await;
        input.send_keys(&path.to_string_lossy()).await.expect("the file can be chosen");
        let waits = "const done = arguments[0]; navigator.locks.query().then((locks) => \
                     done(locks.pending.filter((lock) => lock.name === 'konspekt-records').length));";
        let started = std::time::Instant::now();
        while page.client.execute_async(waits, Vec::new()).await.expect("locks can be looked at") != json!(1) {
            assert!(started.elapsed().as_secs() < 30, "nobody waits for the lock");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        page.wait_for("[data-backup=busy]").await;
        page.script("window.letGo()", Vec::new()).await;
        page.wait_for("[data-backup=idle] .outcome [data-new='3']").await;
        page.click(".brand").await;
        page.wait_for_text(".lesson-line", "2\u{a0}карточки").await;
    });
}

/// Whether the page has the browser ask once more before it is closed.
pub async fn asks_before_it_goes(page: &Page) -> bool {
    let closing = "const closing = new Event('beforeunload', { cancelable: true }); window.dispatchEvent(closing); \
                   return closing.defaultPrevented";
    page.script(closing, Vec::new()).await == Value::Bool(true)
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_page_from_a_disk_offers_the_file_though_it_keeps_a_store() {
    in_browser(Place::Disk, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        open_sample(page).await;
        page.wait_for_text("[data-unsaved='1']", "открыта с диска").await;
        assert!(!asks_before_it_goes(page).await, "the browser keeps it, as a rule");
        page.script(CATCH, Vec::new()).await;
        page.click("[data-unsaved] .cta").await;
        let file = page.wait_until("the file", "return window.saved[0]", Vec::new()).await;
        let file: Vec<u8> = serde_json::from_value(file).expect("bytes");
        assert_eq!(konspekt::backup::read(&file).map(|contents| contents.records.len()), Ok(1));
        page.wait_until("nothing unsaved", "return !document.querySelector('[data-unsaved]')", Vec::new()).await;

        // What is in no file is told of at the next opening too.
        go_to(page, "study").await;
        study_one(page, 0).await;
        page.wait_for("[data-unsaved='1']").await;
        page.wait_for("[data-store=kept]").await;
        page.reload().await;
        page.wait_for("[data-unsaved='1']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_frame_without_storage_offers_the_file_before_anything_is_lost() {
    let site = framed("allow-scripts allow-downloads");
    in_browser(Place::Site(Site::new(site.path(), "/course/")), async |page| {
        study_in_frame(page).await;
        page.script(CATCH, Vec::new()).await;
        page.click("[data-unsaved] .cta").await;
        let file = page.wait_until("the file", "return window.saved[0]", Vec::new()).await;
        let file: Vec<u8> = serde_json::from_value(file).expect("bytes");
        assert_eq!(konspekt::backup::read(&file).map(|contents| contents.records.len()), Ok(2));
        // Browsers drop downloads of frames in silence: who has the file says so.
        page.wait_for_text("[data-unsaved='2']", "посмотрите в загрузках").await;
        assert!(asks_before_it_goes(page).await);
        page.click("#has-file").await;
        page.wait_until("nothing unsaved", "return !document.querySelector('[data-unsaved]')", Vec::new()).await;
        assert!(!asks_before_it_goes(page).await, "everything is in the file");
        study_one(page, 1).await;
        page.wait_for("[data-unsaved='1']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_frame_that_may_load_nothing_down_does_not_take_what_was_dropped_for_saved() {
    let site = framed("allow-scripts");
    in_browser(Place::Site(Site::new(site.path(), "/course/")), async |page| {
        study_in_frame(page).await;
        page.click("[data-unsaved] .cta").await;
        page.wait_for("#has-file").await;
        page.wait_for("[data-unsaved='2']").await;
        assert!(asks_before_it_goes(page).await);
    });
}

/// The folder of a page with the app in a frame that has no storage and may do no more than this.
fn framed(may: &str) -> Scratch {
    let site = Scratch::new();
    fs::copy(single_page(), site.path().join("konspekt.html")).expect("the page can be copied");
    let host = format!(
        "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Course</title>\
         <iframe sandbox='{may}' src=konspekt.html width=1200 height=800></iframe>"
    );
    fs::write(site.path().join("index.html"), host).expect("the host page can be written");
    site
}

/// Answers one card of the sample there: nothing of it lasts.
async fn study_in_frame(page: &Page) {
    page.client.clone().enter_frame(0).await.expect("the frame is there");
    page.wait_for("[data-storage=forgetful]").await;
    assert_eq!(page.script("return document.querySelector('[data-unsaved]')", Vec::new()).await, Value::Null);
    open_sample(page).await;
    go_to(page, "study").await;
    study_one(page, 0).await;
    page.wait_for_text("[data-unsaved='2']", "пропадёт 2\u{a0}изменения").await;
    assert!(asks_before_it_goes(page).await);
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_folder_that_may_not_be_written_asks_and_one_that_fails_says_why() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts(FOLDER).await;
        page.reload().await;
        page.wait_for("[data-storage=lasting]").await;
        settings(page).await;
        page.click("#choose-folder").await;
        page.wait_for("[data-folder=kept]").await;

        // After a new start the browser wants to be told once more.
        let asks = "FileSystemHandle.prototype.queryPermission = async () => 'prompt'; \
                    FileSystemHandle.prototype.requestPermission = async () => window.answer ?? 'denied';";
        page.before_scripts(asks).await;
        page.reload().await;
        page.wait_for("[data-folder=asks]").await;
        page.wait_for("[data-notices='1']").await;
        page.click("#allow-folder").await;
        page.wait_for("[data-folder=asks]").await;
        page.script("window.answer = 'granted'", Vec::new()).await;
        page.click("#allow-folder").await;
        page.wait_for("[data-folder=kept]").await;
        page.wait_for("[data-notices='0']").await;

        let fails = "FileSystemHandle.prototype.queryPermission = async () => 'granted'; \
                     const { createWritable } = FileSystemFileHandle.prototype; \
                     FileSystemFileHandle.prototype.createWritable = async () => { throw new DOMException('by the test', 'NoModificationAllowedError'); }; \
                     window.mend = () => { FileSystemFileHandle.prototype.createWritable = createWritable; };";
        page.script(fails, Vec::new()).await;
        page.click("#fuzz").await;
        page.wait_for_text("[data-folder=failed]", "by the test").await;
        page.wait_for("[data-notices='1']").await;
        page.script("window.mend()", Vec::new()).await;
        page.click("#allow-folder").await;
        page.wait_for("[data-folder=kept]").await;
        page.wait_for("[data-notices='0']").await;
    });
}
