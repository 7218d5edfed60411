//! A site that `konspekt build` has made of a folder of texts, as a reader of the course has it: the index, a page of a lesson, which needs no
//! script, and the lesson to study.

use crate::app::{go_to, number, study_one};
use crate::barriers::assert_none;
use crate::harness::{Page, Place, SPIES, Scratch, Setting, in_browser, in_chromium, single_page};
use crate::static_server::Site;
use konspekt::lesson::SAMPLE;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A course of two texts, one of them with a hostile title, and a file that cannot be read.
fn course(folder: &Path) -> PathBuf {
    let (texts, site) = (folder.join("texts"), folder.join("site"));
    fs::create_dir_all(&texts).expect("a folder");
    let factory = "Завод <img src=x onerror=alert(1)>\n\nВ 1942 г. на заводе работало 101 рабочих. В 1944 г. там работало 301 рабочих.\n";
    let files: [(&str, &[u8]); 3] =
        [("тыл.txt", SAMPLE.as_bytes()), ("завод.txt", factory.as_bytes()), ("сломан.docx", b"PK\x03\x04 no document")];
    for (name, bytes) in files {
        fs::write(texts.join(name), bytes).expect("written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_konspekt"));
    command.arg("build").arg(&texts).arg("-o").arg(&site).args(["--language", "ru", "--app"]).arg(single_page());
    let told = command.output().expect("the command line runs");
    // The rest is built.
    assert_eq!(told.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&told.stderr).contains("сломан.docx: "), "{told:?}");
    site
}

async fn count(page: &Page, css: &str) -> usize {
    let script = "return document.querySelectorAll(arguments[0]).length";
    let count = page.script(script, vec![json!(css)]).await;
    count.as_u64().and_then(|count| usize::try_from(count).ok()).expect("a count")
}

/// Nothing is wider than the window, and nobody is kept out by colours, names or an order.
async fn assert_readable(page: &Page, of: &str) {
    let fits = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(page.script(fits, Vec::new()).await, json!(0), "{of} is wider than its window");
    for scheme in ["light", "dark"] {
        page.emulate("screen", &[("prefers-color-scheme", scheme)]).await;
        assert_none(page, &format!("{of}, {scheme}")).await;
    }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_course_is_read_on_a_phone_without_a_script() {
    let folder = Scratch::new();
    let site = Site::new(course(folder.path()), "/school/");
    let setting = Setting { window: (390, 844), languages: "ru-RU,ru", place: Place::Site(site) };
    in_chromium(SPIES, setting, async |page| {
        page.wait_for_text("h1", "Уроки").await;
        assert_eq!(count(page, ".lessons > li").await, 2);
        assert_eq!(count(page, "img, script").await, 0, "a title is words");
        assert_readable(page, "the index").await;
        page.click(".lessons > li:last-child a").await;
        page.wait_for(".cards > li").await;
        assert!(count(page, "figure svg").await > 0);
        // An answer is hidden until it is asked for.
        let hidden = "return document.querySelector('.cards details p').checkVisibility()";
        assert_eq!(page.script(hidden, Vec::new()).await, json!(false));
        page.click(".cards details summary").await;
        assert_eq!(page.script(hidden, Vec::new()).await, json!(true));
        assert_readable(page, "a lesson").await;
        page.wait_for_text("pre", "/tyl/study.html").await;
        page.click("a[href='../index.html']").await;
        page.wait_for(".lessons").await;
    });
}

/// A drawing is made for the width of its window: what is only shrunk cannot be read.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_charts_of_a_course_are_legible_on_a_small_phone() {
    let folder = Scratch::new();
    let site = Site::new(course(folder.path()), "/school/");
    let setting = Setting { window: (320, 640), languages: "ru-RU,ru", place: Place::Site(site) };
    in_chromium(SPIES, setting, async |page| {
        page.click(".lessons > li:last-child a").await;
        page.wait_for("figure svg").await;
        assert_readable(page, "a lesson on a small phone").await;
        let heights = "return [...document.querySelectorAll('figure svg text')].filter((text) => text.checkVisibility()) \
                       .map((text) => text.getBoundingClientRect().height)";
        let heights: Vec<f64> =
            serde_json::from_value(page.script(heights, Vec::new()).await).expect("heights of texts");
        assert!(!heights.is_empty() && heights.iter().all(|height| *height >= 10.0), "{heights:?}");
        // One of the two drawings of each chart, and over its figures what they are.
        let seen = "return [...document.querySelectorAll('figure')].map((figure) => [...figure.querySelectorAll('svg')] \
                    .filter((svg) => svg.checkVisibility()).length).every((count) => count === 1)";
        assert_eq!(page.script(seen, Vec::new()).await, json!(true));
        assert_eq!(count(page, "figure table").await, count(page, "figure table thead th[scope=col]:last-child").await);
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_lesson_of_a_course_is_studied_beside_its_page() {
    let folder = Scratch::new();
    let site = course(folder.path());
    in_browser(Place::Site(Site::new(&site, "/school/")), async |page| {
        page.click(".lessons > li:last-child a").await;
        page.click("a[href='study.html']").await;
        page.wait_for("[data-view=reader]").await;
        assert_eq!(number(page, "[data-view=reader]", "facts").await, crate::app::lesson(SAMPLE).facts.len());
        go_to(page, "study").await;
        study_one(page, 0).await;
        // It is kept under the lesson's own name.
        page.reload().await;
        page.wait_for("[data-view=study], [data-view=reader]").await;
        go_to(page, "statistics").await;
        page.wait_for("[data-view=statistics][data-reviews='1']").await;
    });
}
