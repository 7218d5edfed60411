//! Without a network, after one visit; and a new version, which waits until it is asked for.

use crate::app::{answer_one, go_to, open_sample, wait_for_dictionary, wait_until_kept};
use crate::handed::saved;
use crate::harness::{Engine, Place, Profile, SPIES, Scratch, Setting, copy_app, dist, in_browser, in_chromium};
use crate::static_server::Site;
use serde_json::{Value, json};
use std::fs;
use std::sync::atomic::Ordering;

const MOUNT: &str = "/course/konspekt/";

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn everything_works_with_the_server_gone() {
    let site = Site::new(dist(), MOUNT);
    let is_gone = site.is_gone.clone();
    let profile = Profile::new(Setting { ..Place::Site(site).into() });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        let page = profile.open().await;
        page.wait_for("[data-view=library]").await;
        wait_until_kept(&page).await;
        is_gone.store(true, Ordering::Relaxed);
        page.reload().await;
        open_sample(&page).await;
        wait_for_dictionary(&page).await;
        go_to(&page, "charts").await;
        page.wait_for("[data-view=charts] svg.chart").await;
        go_to(&page, "study").await;
        answer_one(&page).await;
        // A lesson as a page is made of the files that are kept, too.
        go_to(&page, "text").await;
        let whole = saved(&page, "text/html", "[data-do=hand-on]").await;
        assert!(whole.contains("data-file=\"./lesson\""), "{} letters", whole.len());
        // The browser is closed and opened again: the same.
        let _ = page.client.clone().close().await;
        if page.engine != Engine::WebKit {
            // WebKit's driver gives every session a browser that knows nothing.
            let page = profile.open().await;
            page.wait_for("[data-view=library][data-lessons='1']").await;
            let _ = page.client.clone().close().await;
        }
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_new_version_waits_until_it_is_asked_for() {
    let scratch = Scratch::new();
    let folder = scratch.path().join("app");
    copy_app(&folder, |_| true);
    let site = Site::new(folder.clone(), MOUNT);
    in_browser(Place::Site(site), async |page| {
        page.wait_for("[data-view=library]").await;
        wait_until_kept(page).await;
        page.reload().await;
        page.wait_for("[data-view=library]").await;
        // Another version: its page says so, and its service worker has another name for it.
        let index = folder.join("index.html");
        let old = fs::read_to_string(&index).expect("the page");
        fs::write(
            &index,
            old.replace("<html lang=\"ru\"", "<html lang=\"ru\" data-version=\"next\"")
                .replace("<html lang=ru", "<html lang=ru data-version=next"),
        )
        .expect("it can be written");
        let script = folder.join("sw.js");
        let worker = fs::read_to_string(&script).expect("the service worker");
        fs::write(&script, worker.replace("const BUILD = \"", "const BUILD = \"next")).expect("it can be written");
        page.script("navigator.serviceWorker.ready.then((it) => it.update())", Vec::new()).await;
        page.wait_for_text(".notice", "новая версия").await;
        // Until then it is the old one, whole.
        page.reload().await;
        page.wait_for("[data-view=library]").await;
        let version = "return document.documentElement.dataset.version ?? null";
        assert_eq!(page.script(version, Vec::new()).await, Value::Null);
        page.wait_for_text(".notice", "новая версия").await;
        page.click(".notice .cta").await;
        page.wait_for("html[data-version=next] [data-view=library]").await;
        let caches = "const done = arguments[0]; caches.keys().then((names) => done(names.filter((name) => name.startsWith('konspekt ')).length))";
        let left = page.client.execute_async(caches, Vec::new()).await.expect("a count");
        assert_eq!(left, json!(1), "the old version is gone");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_is_shared_with_the_installed_app_waits_in_its_field() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("[data-view=library]").await;
        wait_until_kept(page).await;
        page.reload().await;
        page.wait_for("[data-view=library]").await;
        let share = "const form = document.createElement('form'); form.method = 'post'; form.enctype = 'multipart/form-data'; \
                     const data = new FormData(); data.append('text', 'В 1944 г. собрали 30 т зерна.'); data.append('title', 'Зерно'); \
                     const done = arguments[0]; fetch('./share', { method: 'POST', body: data }).then((it) => done(it.redirected || it.ok));";
        let shared = page.client.execute_async(share, Vec::new()).await.expect("the service worker answers");
        assert_eq!(shared, Value::Bool(true));
        page.script("location.hash = '#/shared'; location.reload()", Vec::new()).await;
        let filled = "return document.querySelector('#text')?.value.includes('30 т зерна')";
        page.wait_until("the text in its field", filled, Vec::new()).await;
        page.wait_until("the address of the library", "return location.hash === '#/'", Vec::new()).await;
    });
}

/// Any site can have a form sent to the address of sharing.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_shared_file_is_read_when_its_reader_says_so() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.wait_for("[data-view=library]").await;
        wait_until_kept(page).await;
        page.reload().await;
        page.wait_for("[data-view=library]").await;
        let share = "const data = new FormData(); const done = arguments[0]; \
                     data.append('file', new File(['В 1944 г. собрали 30 т зерна.'], 'зерно.txt', { type: 'text/plain' })); \
                     fetch('./share', { method: 'POST', body: data }).then((it) => done(it.redirected || it.ok));";
        // A script that comes while a browser's question is open would answer it.
        let asks =
            "window.confirm = (words) => { sessionStorage.asked = words; return sessionStorage.wanted === 'yes'; }";
        page.before_scripts(asks).await;
        for (wanted, after) in [("no", "[data-view=library][data-lessons='0']"), ("yes", "[data-view=reader]")] {
            let shared = page.client.execute_async(share, Vec::new()).await.expect("the service worker answers");
            assert_eq!(shared, Value::Bool(true));
            let open = "sessionStorage.clear(); sessionStorage.wanted = arguments[0]; location.hash = '#/shared'; location.reload()";
            page.script(open, vec![json!(wanted)]).await;
            let asked = page.wait_until("the question", "return sessionStorage.asked ?? null", Vec::new()).await;
            assert!(asked.as_str().is_some_and(|asked| asked.contains("зерно.txt")), "{asked}");
            page.wait_for(after).await;
        }
    });
}
