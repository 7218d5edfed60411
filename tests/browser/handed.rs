//! A lesson as a page of its own: made by the command line and by the app, opened from a disk and in a sandbox.

use crate::app::{chapter, go_to, number, open_sample, study_one, wait_for_dictionary};
use crate::harness::{Page, Place, Scratch, Setting, in_browser, single_page};
use crate::static_server::Site;
use konspekt::lesson::SAMPLE;
use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Keeps the text of what the page hands over as a download of this type.
fn catch(kind: &str) -> String {
    format!(
        "window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = (blob) => {{ \
           if (blob.type === '{kind}') blob.text().then((text) => window.saved.push(text)); return make.call(URL, blob); }};"
    )
}

/// What a button gives to save, of this type.
pub async fn saved(page: &Page, kind: &str, button: &str) -> String {
    page.script(&catch(kind), Vec::new()).await;
    page.click(button).await;
    let text = page.wait_until("the file", "return window.saved[0]", Vec::new()).await;
    text.as_str().expect("a text").to_owned()
}

/// A page of a text, made by the command line.
pub fn exported(folder: &Path, text: &str) -> PathBuf {
    let (source, page) = (folder.join("тыл.txt"), folder.join("урок.html"));
    fs::write(&source, text).expect("the text can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_konspekt"));
    command.arg("export").arg(&source).args(["--to", "html", "--app"]).arg(single_page()).arg("-o").arg(&page);
    let told = command.output().expect("the command line runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    page
}

async fn settings(page: &Page) {
    page.click("[data-tab=settings]").await;
    page.wait_for("[data-section=backup]").await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_page_of_the_command_line_is_studied_from_a_disk_and_keeps_what_was_learned() {
    let folder = Scratch::new();
    let file = exported(folder.path(), SAMPLE);
    let work = RefCell::new(String::new());
    in_browser(Place::File(file.clone()), async |page| {
        // The lesson is there without anything being read.
        page.wait_for("[data-view=reader][data-with-dictionary=true]").await;
        let lesson = crate::app::lesson(SAMPLE);
        assert_eq!(number(page, "[data-view=reader]", "facts").await, lesson.facts.len());
        let title = page.script("return document.title", Vec::new()).await;
        assert!(title.as_str().is_some_and(|title| title.starts_with(&lesson.document.title)), "{title}");
        for absent in [".brand", "[data-do=edit-text]", "#fact-of-selection", "[data-do=hand-on]"] {
            assert!(page.client.find(fantoccini::Locator::Css(absent)).await.is_err(), "{absent} would need a worker");
        }
        go_to(page, "charts").await;
        page.wait_for("[data-view=charts] figure").await;
        go_to(page, "study").await;
        study_one(page, 0).await;
        go_to(page, "statistics").await;
        page.wait_for("[data-view=statistics][data-reviews='1']").await;
        // No other address leads out of the lesson.
        page.script("location.hash = '#/'", Vec::new()).await;
        page.wait_for("[data-view=reader]").await;
        page.reload().await;
        go_to(page, "statistics").await;
        page.wait_for("[data-view=statistics][data-reviews='1']").await;
        settings(page).await;
        for absent in ["[data-section=fitting]", "[data-folder]"] {
            assert!(page.client.find(fantoccini::Locator::Css(absent)).await.is_err(), "{absent} would need a worker");
        }
        *work.borrow_mut() = saved(page, "application/x-ndjson", "#save-backup").await;
    });
    let work = work.into_inner();
    assert_eq!(work.lines().count(), 2, "the lesson and a review: {work}");

    // In another browser, the file brings what was learned.
    in_browser(Place::File(file), async |page| {
        let kept = folder.path().join("progress.konspekt");
        fs::write(&kept, &work).expect("the file can be written");
        page.wait_for("[data-view=reader]").await;
        settings(page).await;
        let input = page.wait_for("#backup-file").await;
        input.send_keys(&kept.to_string_lossy()).await.expect("the file can be chosen");
        page.wait_for("[data-section=backup] [data-new='1'][data-known='1']").await;
        page.click(".places a").await;
        go_to(page, "statistics").await;
        page.wait_for("[data-view=statistics][data-reviews='1']").await;
    });
    // And the app itself takes it in too.
    in_browser(Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        let told = crate::backup::take_in_as(page, "progress.konspekt", work.as_bytes()).await;
        assert!(told.contains('2'), "{told}");
        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='1']").await;
    });
}

/// The chapter, where it lies beside the repository: its page is what was read, and can be studied; its lesson is taken in by the app.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_chapter_is_shown_by_its_page_and_taken_in_by_its_lesson() {
    let text = chapter().unwrap_or_else(|| SAMPLE.to_owned());
    let made = crate::app::lesson(&text);
    let folder = Scratch::new();
    let file = exported(folder.path(), &text);
    in_browser(Place::File(file), async |page| {
        page.wait_for("[data-view=reader][data-with-dictionary=true]").await;
        assert_eq!(number(page, "[data-view=reader]", "facts").await, made.facts.len());
        assert_eq!(number(page, "[data-view=reader]", "charts").await, made.charts.len());
        go_to(page, "study").await;
        study_one(page, 0).await;
    });
    let lesson = folder.path().join("урок.konspekt");
    let mut command = Command::new(env!("CARGO_BIN_EXE_konspekt"));
    command.arg("export").arg(folder.path().join("тыл.txt")).args(["--to", "lesson", "-o"]).arg(&lesson);
    assert!(command.output().expect("the command line runs").status.success());
    let bytes = fs::read(&lesson).expect("the lesson's file");
    in_browser(Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        crate::backup::take_in_as(page, "урок.konspekt", &bytes).await;
        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='1']").await;
    });
}

/// A page of a course that has only a frame is handed statements of xAPI all the same, as soon as it has spoken.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_page_in_a_plain_frame_hands_its_statements_to_the_page_around_it() {
    let folder = Scratch::new();
    exported(folder.path(), SAMPLE);
    let host = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Course</title>\
                <script>window.heard = []; window.addEventListener('message', ({ data, source }) => { window.heard.push(data); \
                if (data.type === 'hello') source.postMessage({ konspekt: 1, type: 'theme', theme: 'light' }, '*'); });</script>\
                <iframe src=урок.html width=1200 height=800></iframe>";
    fs::write(folder.path().join("index.html"), host).expect("the page can be written");
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.client.clone().enter_frame(0).await.expect("the frame is there");
        page.wait_for("[data-view=reader]").await;
        go_to(page, "study").await;
        study_one(page, 0).await;
        page.client.clone().enter_parent_frame().await.expect("the page around the frame");
        let script = "return window.heard.find(({ type }) => type === 'statement')?.statement";
        let statement = page.wait_until("the statement", script, Vec::new()).await;
        assert_eq!(statement["verb"]["id"], "http://adlnet.gov/expapi/verbs/answered", "{statement}");
        let object = statement["object"]["id"].as_str().expect("an address");
        assert!(object.contains("/course/") && object.contains(".html#"), "{object}");
        assert!(statement["timestamp"].as_str().is_some_and(|moment| moment.ends_with('Z')), "{statement}");
        let kinds = page.script("return window.heard.map(({ type }) => type)", Vec::new()).await;
        let kinds: Vec<&str> = kinds.as_array().into_iter().flatten().filter_map(serde_json::Value::as_str).collect();
        let count = |kind: &str| kinds.iter().filter(|known| **known == kind).count();
        assert_eq!((count("answered"), count("statement"), count("completed")), (1, 1, 0), "{kinds:?}");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_app_saves_a_lesson_as_its_teacher_has_arranged_it() {
    for place in [Place::SubPath, Place::Disk] {
        let made = RefCell::new(String::new());
        in_browser(Setting::from(place), async |page| {
            open_sample(page).await;
            wait_for_dictionary(page).await;
            go_to(page, "charts").await;
            page.click("#arrange").await;
            page.click("[data-view=arrange] [data-do=hide]").await;
            page.wait_for("[data-store=kept]").await;
            go_to(page, "text").await;
            *made.borrow_mut() = saved(page, "text/html", "[data-do=hand-on]").await;
            page.wait_for_text(".tools [role=status]", "Файл отдан браузеру").await;
        });
        let folder = Scratch::new();
        let file = folder.path().join("урок.html");
        fs::write(&file, made.into_inner()).expect("the page can be written");
        in_browser(Place::File(file), async |page| {
            page.wait_for("[data-view=reader][data-with-dictionary=true]").await;
            let charts = crate::app::lesson(SAMPLE).charts.len();
            assert_eq!(number(page, "[data-view=reader]", "charts").await, charts, "all were made");
            go_to(page, "charts").await;
            page.wait_for(&format!("[data-view=charts][data-charts='{}']", charts - 1)).await;
        });
    }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_page_in_a_sandbox_works_in_memory_and_offers_its_file() {
    let folder = Scratch::new();
    exported(folder.path(), SAMPLE);
    let host = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Course</title>\
                <iframe sandbox=allow-scripts src=урок.html width=1200 height=800></iframe>";
    fs::write(folder.path().join("index.html"), host).expect("the page can be written");
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.client.clone().enter_frame(0).await.expect("the frame is there");
        page.wait_for("[data-view=reader]").await;
        go_to(page, "study").await;
        study_one(page, 0).await;
        go_to(page, "statistics").await;
        page.wait_for("[data-view=statistics][data-reviews='1']").await;
        page.wait_for("[data-unsaved='1']").await;
    });
}
