//! The documentation beside the app: reached from it, read in both languages, on a desk and on a phone, in the light and in the dark.

use crate::barriers::assert_none;
use crate::harness::{Page, Place, SPIES, Setting, in_browser, in_chromium};
use serde_json::json;

/// Where a link of the page on screen leads.
async fn address(page: &Page, css: &str) -> String {
    page.wait_for(css).await;
    let address = page.script("return document.querySelector(arguments[0]).href", vec![json!(css)]).await;
    address.as_str().expect("an address").to_owned()
}

async fn open(page: &Page, address: &str) {
    page.client.goto(address).await.expect("the page opens");
    page.wait_for("main.doc h1").await;
}

/// The pictures have come, and nothing is wider than the window but what moves in a frame of its own.
async fn assert_whole(page: &Page, of: &str) {
    let eager = "document.querySelectorAll('img').forEach((picture) => { picture.loading = 'eager'; })";
    page.script(eager, Vec::new()).await;
    let come =
        "return [...document.querySelectorAll('img')].every((picture) => picture.complete && picture.naturalWidth > 0)";
    page.wait_until(&format!("the pictures of {of}"), come, Vec::new()).await;
    let fits = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(page.script(fits, Vec::new()).await, json!(0), "{of} is wider than its window");
    let styled = "return getComputedStyle(document.querySelector('main')).maxWidth !== 'none'";
    assert_eq!(page.script(styled, Vec::new()).await, json!(true), "{of} has its styles");
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_app_leads_to_its_documentation_and_all_of_it_can_be_read() {
    for (languages, tag, window) in [("ru-RU,ru", "ru", (1280, 900)), ("en-US,en", "en", (390, 844))] {
        in_chromium(SPIES, Setting { languages, window, place: Place::SubPath }, async |page| {
            page.click(".places a:last-child").await;
            let guide = address(page, "[data-section=about] [data-to=guide]").await;
            open(page, &guide).await;
            page.wait_for(&format!("html[lang={tag}]")).await;
            let pages = "return [...document.querySelectorAll('nav a')].map((link) => link.href)";
            let pages: Vec<String> = serde_json::from_value(page.script(pages, Vec::new()).await).expect("addresses");
            assert!(pages.len() > 5, "{pages:?}");
            for address in &pages {
                open(page, address).await;
                page.wait_for("nav [aria-current=page]").await;
                assert_whole(page, address).await;
                for scheme in ["light", "dark"] {
                    page.emulate("screen", &[("prefers-color-scheme", scheme)]).await;
                    assert_none(page, &format!("{address}, {scheme}")).await;
                }
            }
            let pictures = "return document.images.length";
            open(page, &guide).await;
            assert!(page.script(pictures, Vec::new()).await.as_u64().is_some_and(|count| count == 8));
            // The same in the other language, and back to the app.
            let other = address(page, "a.other").await;
            open(page, &other).await;
            page.wait_for(&format!("html:not([lang={tag}])")).await;
            page.click("a.brand").await;
            page.wait_for("[data-view=library]").await;
        });
    }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_page_from_a_disk_promises_no_documentation() {
    in_browser(Place::Disk, async |page| {
        page.click(".places a:last-child").await;
        page.wait_for("[data-section=about]").await;
        let is_there = "return !!document.querySelector('[data-to=guide]')";
        assert_eq!(page.script(is_there, Vec::new()).await, json!(false));
    });
}
