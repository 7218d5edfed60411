//! That the app starts, wherever it lies, with its worker; and that it says so when it cannot.

use crate::harness::{Page, Place, Scratch, dist, in_browser, single_page, sub_path};
use crate::static_server::Site;
use std::fs;

/// Only the worker reads texts.
async fn the_worker_answers(page: &Page) {
    page.click("#open-sample:not([disabled])").await;
    page.wait_for("[data-view='reader'] mark").await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_starts_in_a_sub_path_and_its_worker_answers() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for_text("h1", "Текст становится").await;
        the_worker_answers(page).await;
        let requests = page.requests().await;
        assert!(requests.iter().any(|address| address.ends_with(".wasm")), "the log shows requests: {requests:?}");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_starts_from_one_file_on_a_disk_and_its_worker_answers() {
    in_browser(Place::Disk, async |page| {
        page.wait_for_text("h1", "Текст становится").await;
        the_worker_answers(page).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_starts_where_the_host_does_not_know_wasm() {
    let host = Site { wasm_type: "application/octet-stream", ..sub_path() };
    in_browser(Place::Site(host), async |page| {
        the_worker_answers(page).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_starts_in_a_frame_without_an_origin() {
    let site = Scratch::new();
    fs::copy(single_page(), site.path().join("konspekt.html")).expect("the page can be copied");
    let host = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Course</title><iframe sandbox=allow-scripts></iframe><script>\
                fetch('konspekt.html').then((answer) => answer.text()).then((page) => {\
                  document.querySelector('iframe').srcdoc = page;\
                });</script>";
    fs::write(site.path().join("index.html"), host).expect("the host page can be written");
    in_browser(Place::Site(Site::new(site.path(), "/course/")), async |page| {
        page.client.clone().enter_frame(0).await.expect("the frame is there");
        the_worker_answers(page).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_says_in_two_languages_that_it_cannot_start() {
    // A folder that was copied only in part.
    let site = Scratch::new();
    fs::copy(dist().join("index.html"), site.path().join("index.html")).expect("the page can be copied");
    in_browser(Place::Site(Site::new(site.path(), "/half/")), async |page| {
        let notice = page.wait_for_text("#load-failed", "404").await;
        assert!(notice.contains("Страница не запустилась") && notice.contains("The page did not start"), "{notice}");
        let errors = page.take_console().await;
        assert!(!errors.is_empty(), "the reason stands on the console too");
    });
}
