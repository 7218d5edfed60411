//! The half of the app that comes after the first load: when it is fetched, that it works everywhere, and what is said
//! where it cannot be had.

use crate::app::{go_to, open_sample};
use crate::harness::{Engine, Page, Place, SPIES, Scratch, copy_app, file_of_app, in_browser, in_chromium};
use crate::static_server::Site;
use serde_json::json;
use std::fs;

const NAME: &str = "later-";

async fn downloads(page: &Page) -> usize {
    page.requests().await.iter().filter(|address| address.contains(NAME)).count()
}

async fn wait_for_download(page: &Page) {
    let script = "return performance.getEntriesByType('resource').some((e) => e.name.includes(arguments[0]))";
    page.wait_until("the later half", script, vec![json!(NAME)]).await;
}

/// Opens the page anew in a browser that has something to do until `window.rest()` is called.
async fn without_rest(page: &Page) {
    page.before_scripts(
        "window.requestIdleCallback = (call) => { window.rest = () => { delete window.rest; call(); }; return 1; };",
    )
    .await;
    // The page before has its own, which would else be counted for the new one.
    wait_for_download(page).await;
    page.forget_requests().await;
    page.reload().await;
    page.wait_until("the app to wait for a rest", "return !!window.rest", Vec::new()).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_is_fetched_when_the_browser_has_time() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        without_rest(page).await;
        page.wait_for("#open-sample:enabled").await;
        assert_eq!(downloads(page).await, 0, "it is no part of the first load");
        page.script("window.rest()", Vec::new()).await;
        wait_for_download(page).await;
        assert_eq!(downloads(page).await, 1);
        // It is there already when it is needed.
        page.click(".places a:last-child").await;
        page.wait_for("[data-view=settings] fieldset").await;
        assert_eq!(downloads(page).await, 1);
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_is_fetched_where_the_browser_does_not_tell_when_it_has_time() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts("window.requestIdleCallback = undefined").await;
        page.reload().await;
        wait_for_download(page).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_is_fetched_when_it_is_needed() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        without_rest(page).await;
        page.wait_for("#open-sample:enabled").await;
        assert_eq!(downloads(page).await, 0);
        // Charts in the margin need it; the text does not wait.
        open_sample(page).await;
        page.wait_for(".margin svg").await;
        assert_eq!(downloads(page).await, 1);
        for (tab, part) in [("charts", ".plate svg"), ("facts", ".facts li"), ("cards", ".cards li")] {
            go_to(page, tab).await;
            page.wait_for(&format!("[data-view={tab}] {part}")).await;
        }
        page.script("window.rest()", Vec::new()).await;
        go_to(page, "text").await;
        page.click("mark[data-mark]").await;
        page.wait_for("dialog[open] dl").await;
        assert_eq!(downloads(page).await, 1, "once is enough");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_is_in_the_one_file_too() {
    in_browser(Place::Disk, async |page| {
        page.click(".places a:last-child").await;
        page.wait_for("[data-view=settings] fieldset").await;
        page.click(".brand").await;
        open_sample(page).await;
        page.click("mark[data-mark]").await;
        page.wait_for("dialog[open] dl").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn where_it_is_missing_that_is_said_and_it_can_be_tried_again() {
    let site = Scratch::new();
    copy_app(site.path(), |name| !name.starts_with(NAME));
    let half = file_of_app(NAME);
    in_browser(Place::Site(Site::new(site.path(), "/half/")), async |page| {
        open_sample(page).await;
        page.wait_for_text("aside [data-later=missing]", "не загрузилась").await;
        // What is read is in the first half.
        page.wait_for("mark[data-mark]").await;
        go_to(page, "charts").await;
        page.wait_for_text("[data-later=missing][role=alert]", "не загрузилась").await;
        fs::copy(&half, site.path().join(half.file_name().expect("a name"))).expect("the file can be copied");
        page.click("[data-later=missing] button").await;
        page.wait_for("[data-view=charts] .plate svg").await;
        // The browser itself says on the console that a file is not there.
        let console = page.take_console().await;
        let is_known = |message: &str| message.contains(NAME) && message.contains("404");
        // Only Chromium's driver tells what the browser says there by itself.
        let is_told = console.iter().any(|entry| is_known(&entry.message));
        assert!(is_told || page.engine != Engine::Chromium, "{console:#?}");
        assert!(console.iter().all(|entry| entry.level != "SEVERE" || is_known(&entry.message)), "{console:#?}");
    });
}
