//! That the app starts, wherever it lies, with its worker; and that it says so when it cannot.

use crate::app::{assert_marked, expect_notice, go_to, lesson, open_sample, study_one};
use crate::harness::{Engine, Place, Scratch, dist, in_browser, single_page, sub_path};
use crate::static_server::Site;
use konspekt::lesson::SAMPLE;
use std::fs;

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_sample_opens_in_a_sub_path_and_the_worker_comes_only_then() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("#open-sample:enabled").await;
        let workers = |requests: Vec<String>| requests.iter().filter(|address| address.contains("worker-")).count();
        assert_eq!(workers(page.requests().await), 0, "the worker is not part of the first load");
        open_sample(page).await;
        assert_marked(page, &lesson(SAMPLE)).await;
        assert_eq!(workers(page.requests().await), 2, "its script and its binary");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_sample_opens_from_one_file_on_a_disk() {
    in_browser(Place::Disk, async |page| {
        open_sample(page).await;
        assert_marked(page, &lesson(SAMPLE)).await;
        page.reload().await;
        assert_marked(page, &lesson(SAMPLE)).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_sample_opens_where_the_host_does_not_know_wasm() {
    let host = Site { wasm_type: "application/octet-stream", ..sub_path() };
    in_browser(Place::Site(host), async |page| {
        open_sample(page).await;
        assert_marked(page, &lesson(SAMPLE)).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn in_a_frame_without_an_origin_it_works_and_says_that_it_forgets() {
    let site = Scratch::new();
    fs::copy(single_page(), site.path().join("konspekt.html")).expect("the page can be copied");
    let host = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Course</title>\
                <iframe sandbox=allow-scripts src=konspekt.html width=1200 height=800></iframe>";
    fs::write(site.path().join("index.html"), host).expect("the host page can be written");
    in_browser(Place::Site(Site::new(site.path(), "/course/")), async |page| {
        page.client.clone().enter_frame(0).await.expect("the frame is there");
        page.wait_for("[data-storage=forgetful]").await;
        expect_notice(page, "забудется").await;
        open_sample(page).await;
        assert_marked(page, &lesson(SAMPLE)).await;
        go_to(page, "study").await;
        study_one(page, 0).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn in_a_frame_without_an_address_it_works_too() {
    let site = Scratch::new();
    fs::copy(single_page(), site.path().join("konspekt.html")).expect("the page can be copied");
    let host = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Course</title>\
                <iframe sandbox=allow-scripts width=1200 height=800></iframe><script>\
                fetch('konspekt.html').then((answer) => answer.text()).then((page) => {\
                  document.querySelector('iframe').srcdoc = page;\
                });</script>";
    fs::write(site.path().join("index.html"), host).expect("the host page can be written");
    in_browser(Place::Site(Site::new(site.path(), "/course/")), async |page| {
        page.client.clone().enter_frame(0).await.expect("the frame is there");
        page.wait_for("[data-storage=forgetful]").await;
        open_sample(page).await;
        assert_marked(page, &lesson(SAMPLE)).await;
        go_to(page, "facts").await;
        page.wait_for("[data-view=facts]").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_says_in_two_languages_that_it_cannot_start() {
    // A folder that was copied only in part.
    let site = Scratch::new();
    fs::copy(dist().join("index.html"), site.path().join("index.html")).expect("the page can be copied");
    for name in ["icon.svg", "icon-192.png", "icon-512.png", "manifest.webmanifest"] {
        fs::copy(dist().join(name), site.path().join(name)).expect("it can be copied");
    }
    in_browser(Place::Site(Site::new(site.path(), "/half/")), async |page| {
        let notice = page.wait_for_text("#load-failed", "404").await;
        assert!(notice.contains("Страница не запустилась") && notice.contains("The page did not start"), "{notice}");
        // What the first page begins with was there before the app, in one language.
        let shown = "return [...document.querySelectorAll('#app h1')].filter((it) => it.checkVisibility()).map((it) => it.textContent)";
        let shown = page.script(shown, Vec::new()).await;
        assert_eq!(shown, serde_json::json!(["Текст становится фактами, графиками и карточками"]));
        // Only Chromium's driver tells what stood on the console before a test could listen.
        let errors = page.take_console().await;
        assert!(!errors.is_empty() || page.engine != Engine::Chromium, "the reason stands on the console too");
    });
}
