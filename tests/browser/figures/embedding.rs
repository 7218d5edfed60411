//! A lesson in a page of another site, and one without a network.

use crate::app::{go_to, open_sample, wait_for_dictionary, wait_until_kept};
use crate::embedding::{course, enter, enter_nth, heard, leave};
use crate::harness::{Page, Place, Profile, Scratch, Setting, copy_app, dist, in_browser, sub_path};
use crate::static_server::Site;
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::io::Write;
use std::sync::atomic::Ordering;
use std::time::Duration;

const CARDS: &str = "<konspekt-lesson src=lesson.konspekt view=cards></konspekt-lesson>";
const COURSE: &str = "/course/";

/// In the frame: the clock of its page when a card stands there, against the moment when the page around it was asked for.
const FIRST_CARD: &str =
    "return document.querySelector('[data-view=study] .prompt') && performance.timeOrigin + performance.now()";

/// What the frame has asked for: name and bytes that came over the network.
const FETCHED: &str = "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] \
                       .map((it) => [it.name, it.transferSize])";

async fn first_card(page: &Page) -> f64 {
    heard(page, "ready").await;
    let asked = page.script("return performance.timeOrigin", Vec::new()).await.as_f64().expect("a time");
    enter(page).await;
    let shown = page.wait_until("the first card", FIRST_CARD, Vec::new()).await.as_f64().expect("a time");
    shown - asked
}

/// As a host sends it.
fn gzipped(bytes: &[u8]) -> usize {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).and_then(|()| packed.finish()).expect("memory can be written").len()
}

/// Cold for the weight, and warm for the time: the files of the app are in the browser's cache.
#[test]
#[ignore = "measures: cargo xtask figures"]
fn in_a_page_of_another_site() {
    let folder = Scratch::new();
    let app = course(folder.path(), CARDS, sub_path());
    in_browser(Place::Site(Site::new(folder.path(), COURSE)), async |page| {
        page.expect_site(&app);
        first_card(page).await;
        let fetched = page.script(FETCHED, Vec::new()).await;
        let names =
            fetched.as_array().expect("a list").iter().filter_map(|entry| entry[0].as_str()?.strip_prefix(&app));
        let mut names: Vec<&str> = names.map(|name| name.split(['#', '?']).next().unwrap_or(name)).collect();
        names.push("konspekt-lesson.js");
        names.sort_unstable();
        names.dedup();
        let weight: usize = (names.iter())
            .map(|name| if name.is_empty() { "index.html" } else { name })
            .map(|name| gzipped(&std::fs::read(dist().join(name)).expect("a file of the app")))
            .sum();
        println!("fetched: {names:?}");
        println!(
            "figure: a lesson in a page of another site, fetched cold, gzipped = {:.1} kB",
            weight as f64 / 1000.0
        );
        leave(page).await;
        page.reload().await;
        let time = first_card(page).await;
        println!("figure: a lesson in a page of another site, to its first card, warm = {time:.0} ms");
        leave(page).await;
    });
}

/// The memory of a page when it has come to rest.
async fn at_rest(profile: &Profile) -> f64 {
    // What a page has thrown away is given back only when it has had nothing to do for a while.
    tokio::time::sleep(Duration::from_secs(20)).await;
    profile.memory_of_all()
}

#[test]
#[ignore = "measures: cargo xtask figures"]
fn ten_in_one_page() {
    let (folder, copy) = (Scratch::new(), Scratch::new());
    copy_app(copy.path(), |_| true);
    std::fs::write(copy.path().join("empty.html"), "<!doctype html><title>Пусто</title>").expect("a page");
    let app = course(folder.path(), &CARDS.repeat(10), Site::new(copy.path(), "/app/"));
    let frames = format!(
        "<!doctype html><title>Курс</title>{}",
        format!("<iframe src=\"{app}empty.html\"></iframe>").repeat(10)
    );
    std::fs::create_dir(folder.path().join("empty"))
        .and_then(|()| std::fs::write(folder.path().join("empty/index.html"), frames))
        .expect("a page");
    let site = || Site::new(folder.path(), COURSE);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        // In a browser of its own: a page that was left stays in memory for a while.
        let profile = Profile::new(Place::Site(Site { folder: folder.path().join("empty"), ..site() }).into());
        let page = profile.open().await;
        page.wait_until("the frames", "return document.readyState === 'complete' && frames.length === 10", Vec::new())
            .await;
        let empty = at_rest(&profile).await;
        let _ = page.client.clone().close().await;
        let profile = Profile::new(Place::Site(site()).into());
        let page = profile.open().await;
        page.expect_site(&app);
        let all = "return window.heard.filter(([kind]) => kind === 'ready').length === 10";
        page.wait_until("ten lessons", all, Vec::new()).await;
        let mut bytes = 0.0;
        for nth in 0..10 {
            enter_nth(&page, nth).await;
            page.wait_until("a card", FIRST_CARD, Vec::new()).await;
            let of_wasm = "return performance.getEntriesByType('resource').filter((it) => it.name.endsWith('.wasm')) \
                           .reduce((sum, it) => sum + it.transferSize, 0)";
            bytes += page.script(of_wasm, Vec::new()).await.as_f64().expect("bytes");
            leave(&page).await;
        }
        let lessons = at_rest(&profile).await;
        let once = "return performance.getEntriesByType('resource').filter((it) => it.name.endsWith('.wasm')) \
                    .reduce((sum, it) => sum + it.encodedBodySize, 0)";
        enter(&page).await;
        let once = page.script(once, Vec::new()).await.as_f64().expect("bytes");
        leave(&page).await;
        println!("memory of the pages, MB: ten lessons {lessons:.0}, ten empty frames {empty:.0}");
        println!("figure: ten lessons in one page, downloads of the app = {:.2} app", bytes / once);
        println!("figure: ten lessons in one page, above ten empty frames = {:.1} MB", lessons - empty);
        let _ = page.client.clone().close().await;
    });
}

/// The app after one visit, with the server gone: a reload in the middle of studying.
#[test]
#[ignore = "measures: cargo xtask figures"]
fn without_a_network() {
    let site = sub_path();
    let is_gone = site.is_gone.clone();
    let setting: Setting = Place::Site(site).into();
    in_browser(setting, async |page| {
        page.wait_for("[data-view=library]").await;
        wait_until_kept(page).await;
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "study").await;
        page.wait_for("[data-view=study] .prompt").await;
        is_gone.store(true, Ordering::Relaxed);
        page.reload().await;
        let shown = "return document.querySelector('[data-view=study] .prompt') && performance.now()";
        let time = page.wait_until("the first card", shown, Vec::new()).await;
        println!(
            "figure: without a network, from a reload to the first card = {:.0} ms",
            time.as_f64().unwrap_or(f64::NAN)
        );
        assert_ne!(time, Value::Null);
    });
}
