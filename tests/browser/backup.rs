//! Everything in a file, out of one browser and into another.

use crate::app::{answer_one, go_to, open_sample, press};
use crate::harness::{Page, Place, SPIES, Scratch, Setting, in_browser, in_chromium};
use konspekt::deck::{Body, DeviceId, Event, EventId, LessonId};
use konspekt::document::Source;
use konspekt::store::record;
use std::cell::RefCell;
use std::fs;

/// Keeps the bytes of what the page hands over as a download.
pub const CATCH: &str = "window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = (blob) => { \
                     if (blob.type === 'application/zip') blob.arrayBuffer().then((bytes) => window.saved.push([...new Uint8Array(bytes)])); \
                     return make.call(URL, blob); };";

/// Notes that the page has begun to do something with a file.
pub const BUSY: &str = "window.wasBusy = false; new MutationObserver((_, seen) => { \
                    if (document.querySelector('[data-backup=busy]')) { window.wasBusy = true; seen.disconnect(); } \
                    }).observe(document.body, { subtree: true, attributes: true, childList: true });";

pub async fn settings(page: &Page) {
    page.click(".brand").await;
    page.click(".places a:last-child").await;
    page.wait_for("[data-section=backup]").await;
}

pub async fn save(page: &Page) -> Vec<u8> {
    settings(page).await;
    page.script(CATCH, Vec::new()).await;
    page.click("#save-backup").await;
    let file = page.wait_until("the file", "return window.saved[0]", Vec::new()).await;
    page.wait_for_text("[data-section=backup] .outcome", "Файл составлен").await;
    serde_json::from_value(file).expect("bytes")
}

pub async fn take_in(page: &Page, bytes: &[u8]) -> String {
    take_in_as(page, "mine.konspekt", bytes).await
}

/// Takes a file of this name in by the button of the settings, and gives what is said of it.
pub async fn take_in_as(page: &Page, name: &str, bytes: &[u8]) -> String {
    let folder = Scratch::new();
    let file = folder.path().join(name);
    fs::write(&file, bytes).expect("the file can be written");
    settings(page).await;
    // What came of the file before may still stand there.
    page.script(BUSY, Vec::new()).await;
    let input = page.wait_for("#backup-file").await;
    input.send_keys(&file.to_string_lossy()).await.expect("the file can be chosen");
    page.wait_until(
        "the outcome",
        "return window.wasBusy && document.querySelector('[data-backup=idle] .outcome')?.innerText || null",
        Vec::new(),
    )
    .await
    .as_str()
    .unwrap_or_default()
    .to_owned()
}

pub async fn study_two(page: &Page) {
    open_sample(page).await;
    go_to(page, "study").await;
    for done in 0..2 {
        answer_one(page).await;
        press(page, '3').await;
        page.wait_for(&format!("[data-view=study][data-done='{}']", done + 1)).await;
    }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_file_moves_everything_and_a_damaged_one_what_is_whole() {
    let saved = RefCell::new(Vec::new());
    for place in [Place::SubPath, Place::Disk] {
        in_browser(Setting::from(place), async |page| {
            page.wait_for("[data-storage=lasting]").await;
            study_two(page).await;
            *saved.borrow_mut() = save(page).await;
        });
    }
    let file = saved.into_inner();
    let contents = konspekt::backup::read(&file).expect("a backup");
    assert_eq!((contents.records.len(), contents.faults.len()), (3, 0));

    in_browser(Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        let told = take_in(page, b"PK no backup").await;
        assert!(told.contains("не файл Конспекта"), "{told}");
        let mut cut = file.clone();
        cut.truncate(file.len() - 30);
        let told = take_in(page, &cut).await;
        assert!(told.contains("3\u{a0}записи") && told.contains("оборван"), "{told}");
        let told = take_in(page, &file).await;
        assert!(told.contains("все записи (3) здесь уже были") && told.contains("Файл цел"), "{told}");

        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='1']").await;
        page.wait_for_text(".lesson-line", "2\u{a0}карточки").await;
        page.reload().await;
        page.wait_for_text(".lesson-line", "2\u{a0}карточки").await;
    });
}

/// A folder of the browser's own stands for one of the disk, which a test cannot choose.
pub const FOLDER: &str = "window.folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('Sync', { create: true }); \
                      window.showDirectoryPicker = () => window.folder();";
/// Each file of the folder with its bytes.
const FILES: &str = "const done = arguments[0]; (async () => { const files = {}; for await (const [name, file] of (await window.folder()).entries()) \
                     files[name] = [...new Uint8Array(await (await file.getFile()).arrayBuffer())]; done(files); })();";

pub async fn files(page: &Page) -> Vec<(String, Vec<u8>)> {
    let files = page.client.execute_async(FILES, Vec::new()).await.expect("the folder can be read");
    let files: std::collections::BTreeMap<String, Vec<u8>> = serde_json::from_value(files).expect("files");
    files.into_iter().collect()
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_folder_is_kept_up_to_date_and_the_files_of_other_devices_are_taken_in() {
    let other = RefCell::new(Vec::new());
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        study_two(page).await;
        *other.borrow_mut() = save(page).await;
    });
    let other = other.into_inner();
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts(FOLDER).await;
        page.reload().await;
        page.wait_for("[data-storage=lasting]").await;
        settings(page).await;
        page.click("#choose-folder").await;
        page.wait_for("[data-folder=kept]").await;
        let first = files(page).await;
        assert_eq!(first.len(), 1, "one file, of this device");
        page.click("#fuzz").await;
        let has_setting = |files: &[(String, Vec<u8>)]| {
            let contents = files.iter().find_map(|(_, bytes)| konspekt::backup::read(bytes).ok());
            contents.is_some_and(|contents| contents.records.len() == 1)
        };
        let started = std::time::Instant::now();
        while !has_setting(&files(page).await) {
            assert!(started.elapsed().as_secs() < 30, "the setting comes into the file");
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }

        put(page, "konspekt-other.konspekt", &other).await;
        page.reload().await;
        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='1']").await;
        page.wait_for_text(".lesson-line", "2\u{a0}карточки").await;
    });
}

/// Puts a file into the folder, as a program that syncs does.
async fn put(page: &Page, name: &str, bytes: &[u8]) {
    let put = "const [name, bytes, done] = arguments; (async () => { const file = await (await window.folder()).getFileHandle(name, { create: true }); \
               const stream = await file.createWritable(); await stream.write(new Uint8Array(bytes)); await stream.close(); done(true); })();";
    let arguments = vec![serde_json::json!(name), serde_json::json!(bytes)];
    page.client.execute_async(put, arguments).await.expect("the folder can be written");
}

/// Chooses the folder in the settings, and gives this device's file once that holds so many records.
async fn keep_folder(page: &Page, records: usize) -> (String, Vec<u8>) {
    page.before_scripts(FOLDER).await;
    page.reload().await;
    page.wait_for("[data-storage=lasting]").await;
    settings(page).await;
    page.click("#choose-folder").await;
    page.wait_for("[data-folder=kept]").await;
    let files = wait_for_files(page, records).await;
    assert_eq!(files.len(), 1, "one file, of this device");
    files.into_iter().next().expect("it")
}

/// The files of the folder, once one of them holds so many records.
async fn wait_for_files(page: &Page, records: usize) -> Vec<(String, Vec<u8>)> {
    let started = std::time::Instant::now();
    loop {
        let files = files(page).await;
        let held = |bytes: &[u8]| konspekt::backup::read(bytes).map_or(0, |contents| contents.records.len());
        if files.iter().any(|(_, bytes)| held(bytes) == records) {
            return files;
        }
        assert!(started.elapsed().as_secs() < 30, "no file comes to hold {records} records");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

/// A lesson that this device has added, as a record.
fn added_by(device: &DeviceId, number: u64) -> String {
    let body = Body::LessonAdded {
        lesson: LessonId("1234567890abcdef".to_owned()),
        title: "Хлопок тех лет".to_owned(),
        text: "В 1944 г. собрали 300 тыс. тонн хлопка.".to_owned(),
        source: Source::default(),
        structure: None,
        seed: 7,
    };
    let id = EventId { device: device.clone(), number };
    record::encode(&Event { id, at: 1_772_366_400_000, offset: 180, body }).expect("a record")
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_store_that_was_brought_back_takes_in_its_own_newer_file_and_writes_over_nothing() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        settings(page).await;
        page.click("#fuzz").await;
        page.wait_for("[data-store=kept]").await;
        page.click(".brand").await;
        let (name, file) = keep_folder(page, 1).await;
        // The device has gone on, and then its profile was brought back from a copy: the file knows more than the store.
        let known = konspekt::backup::read(&file).expect("a backup").records;
        let device = record::decode(&known[0]).expect("an event").id.device;
        let fuller = [known, vec![added_by(&device, 7)]].concat();
        let fuller = konspekt::backup::write(&fuller, None).expect("a file");
        put(page, &name, &fuller).await;
        page.reload().await;
        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='1']").await;
        // It writes in another name from now on, as what it had done besides is known to nobody here.
        settings(page).await;
        page.click("#fuzz").await;
        let files = wait_for_files(page, 3).await;
        assert_eq!(files.len(), 2);
        assert!(files.contains(&(name, fuller)), "the newer file stays as it was");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_folder_is_looked_at_whenever_the_page_comes_into_sight_and_written_only_for_something_new() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        keep_folder(page, 0).await;
        let turn = "window.writes = 0; const { createWritable } = FileSystemFileHandle.prototype; \
                    FileSystemFileHandle.prototype.createWritable = function (...given) { window.writes++; return createWritable.apply(this, given); }; \
                    window.turn = () => document.dispatchEvent(new Event('visibilitychange'));";
        page.script(turn, Vec::new()).await;
        let other = DeviceId("00c0ffee00c0ffee".to_owned());
        let file = konspekt::backup::write(&[added_by(&other, 1)], None).expect("a file");
        put(page, "konspekt-00c0ffee00c0ffee.konspekt", &file).await;
        page.script("window.writes = 0; window.turn()", Vec::new()).await;
        wait_for_files(page, 1).await;
        page.wait_until("this device's file", "return window.writes === 1", Vec::new()).await;
        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='1']").await;
        for _ in 0..3 {
            page.script("window.turn()", Vec::new()).await;
        }
        // What is written after that comes later.
        settings(page).await;
        page.click("#fuzz").await;
        wait_for_files(page, 2).await;
        assert_eq!(page.script("return window.writes", Vec::new()).await, serde_json::json!(2));
    });
}
