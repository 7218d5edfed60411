//! One list of what can be on screen, by which each is looked at: here in the narrowest window and enlarged, in `barriers` by axe.

use crate::app::{answer_one, open_sample, wait_for_dictionary};
use crate::harness::{Page, Place, Setting, in_browser, in_chromium};
use konspekt::app::View;
use serde_json::{Value, json};

/// What can be on screen, beside the views of a lesson, which have their own names.
const BESIDE: [&str; 14] = [
    "library",
    "statistics-of-all",
    "settings",
    "about",
    "class",
    "not-found",
    "a mark",
    "help",
    "correcting",
    "arranging",
    "editing a card",
    "publishing",
    "answered",
    "the tour",
];

/// All of it; what is of the lesson comes after the sample has been opened.
pub fn all() -> Vec<&'static str> {
    View::ALL.map(View::name).into_iter().chain(BESIDE).collect()
}

/// Goes to an address of the app and waits for what it shows.
async fn go(page: &Page, hash: &str, css: &str) {
    page.script("location.hash = arguments[0]", vec![json!(hash)]).await;
    page.wait_for(css).await;
    page.wait_until("all of it", "return !document.querySelector('[data-later=awaited]')", Vec::new()).await;
}

/// Puts one of them on screen. `lesson` is the address of the sample, without a view.
pub async fn show(page: &Page, what: &str, lesson: &str) {
    let view = |view: &str| format!("{lesson}/{view}");
    match what {
        "text" => go(page, &view("text"), "[data-view=reader] .tools").await,
        "library" => go(page, "#/", "[data-view=library] .lesson-line").await,
        "statistics-of-all" => go(page, "#/statistics", "[data-view=statistics]").await,
        "settings" => go(page, "#/settings", "[data-view=settings]").await,
        "about" => go(page, "#/about", "[data-view=about]").await,
        "class" => go(page, "#/class", "[data-view=class]").await,
        "not-found" => go(page, "#/lesson/none/text", "[data-view=not-found]").await,
        "a mark" => {
            go(page, &view("text"), "[data-view=reader] .tools").await;
            page.script("document.querySelector('mark.figure').click()", Vec::new()).await;
            page.wait_for("#mark-dialog[open] [data-do]").await;
        }
        "help" => {
            go(page, "#/", "footer [data-do=help]").await;
            page.script("document.querySelector('footer [data-do=help]').click()", Vec::new()).await;
            page.wait_for("#help-dialog[open]").await;
        }
        "correcting" => {
            go(page, &view("text"), "[data-view=reader] .tools").await;
            page.script("document.querySelector('mark.figure').click()", Vec::new()).await;
            page.wait_for("#mark-dialog[open] [data-do=correct]").await;
            page.script("document.querySelector('[data-do=correct]').click()", Vec::new()).await;
            page.wait_for("#correct-dialog[open]").await;
        }
        "arranging" => {
            go(page, &view("charts"), "#arrange").await;
            page.script("document.querySelector('#arrange').click()", Vec::new()).await;
            page.wait_for("[data-view=arrange]").await;
        }
        "editing a card" => {
            go(page, &view("cards"), "[data-view=cards] [data-do=edit]").await;
            page.script("document.querySelector('[data-view=cards] [data-do=edit]').click()", Vec::new()).await;
            page.wait_for("#card-dialog[open]").await;
        }
        "publishing" => {
            go(page, &view("teach"), "[data-do=publish]").await;
            page.script("document.querySelector('[data-do=publish]').click()", Vec::new()).await;
            page.wait_for("#publish-dialog[open]").await;
        }
        "answered" => {
            go(page, &view("study"), "[data-view=study]").await;
            if page.script("return !!document.querySelector('[data-phase=asking]')", Vec::new()).await == json!(true) {
                answer_one(page).await;
            }
            page.wait_for("[data-view=study][data-phase=answered]").await;
        }
        "the tour" => {
            go(page, "#/", "footer [data-do=help]").await;
            page.script("document.querySelector('footer [data-do=help]').click()", Vec::new()).await;
            page.wait_for("#help-dialog[open] [data-do=tour]").await;
            page.script("document.querySelector('#help-dialog [data-do=tour]').click()", Vec::new()).await;
            page.wait_for("#tour").await;
        }
        name => go(page, &view(name), &format!("[data-view={name}]")).await,
    }
}

/// Whatever is over the page goes.
pub async fn put_away(page: &Page) {
    page.script(
        "document.querySelectorAll('dialog[open]').forEach((one) => one.close()); document.querySelector('#tour [data-do=leave]')?.click()",
        Vec::new(),
    )
    .await;
    page.wait_until("the page alone", "return !document.querySelector('dialog[open], #tour')", Vec::new()).await;
}

/// Opens the sample; gives its address without a view.
pub async fn begin(page: &Page) -> String {
    open_sample(page).await;
    wait_for_dictionary(page).await;
    let hash = page.script("return location.hash", Vec::new()).await;
    let hash = hash.as_str().unwrap_or_default();
    hash.split('/').take(3).collect::<Vec<_>>().join("/")
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn every_view_of_the_list_fits_into_the_narrowest_window_and_at_twice_the_size() {
    // The narrowest; what a window of 1280 pixels is at twice the size; and one in which only the letters are twice as large.
    for (window, letters) in [((320, 640), ""), ((640, 450), ""), ((1280, 900), "200%")] {
        in_browser(Setting { window, ..Place::SubPath.into() }, async |page| {
            let lesson = begin(page).await;
            page.script("document.documentElement.style.fontSize = arguments[0]", vec![json!(letters)]).await;
            let mut wide = Vec::new();
            for what in all() {
                show(page, what, &lesson).await;
                let fits = "const root = document.documentElement; return root.scrollWidth <= root.clientWidth \
                            && [...document.querySelectorAll('dialog[open], #tour')].every((one) => one.scrollWidth <= one.clientWidth)";
                if page.script(fits, Vec::new()).await != Value::Bool(true) {
                    wide.push(what);
                }
                put_away(page).await;
            }
            assert!(wide.is_empty(), "wider than {window:?} {letters}: {wide:?}");
        });
    }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn contrast_forced_colours_and_less_motion_are_respected() {
    in_chromium("it has the reader's system changed", Place::SubPath, async |page| {
        let lesson = begin(page).await;
        show(page, "text", &lesson).await;
        let soft = "const style = (css) => getComputedStyle(document.querySelector(css)).color; return style('.meta') === style('body')";
        assert_eq!(page.script(soft, Vec::new()).await, json!(false), "soft words are paler");
        page.emulate("", &[("prefers-contrast", "more")]).await;
        page.wait_until("no pale words", soft, Vec::new()).await;

        page.emulate("", &[("forced-colors", "active")]).await;
        let edge = "const style = getComputedStyle(document.querySelector('[data-tab=text]')); \
                    return style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2";
        page.wait_until("an edge around what is chosen", edge, Vec::new()).await;

        page.emulate("", &[("prefers-reduced-motion", "reduce")]).await;
        // Over a jump to a sentence, and over a card that is turned.
        let still =
            "return document.getAnimations().length === 0 && matchMedia('(prefers-reduced-motion: reduce)').matches";
        let jump = "document.querySelector('.reader aside [data-fact]').click(); return true";
        page.script(jump, Vec::new()).await;
        page.wait_for("#found").await;
        assert_eq!(page.script(still, Vec::new()).await, json!(true), "the jump");
        show(page, "answered", &lesson).await;
        assert_eq!(page.script(still, Vec::new()).await, json!(true), "the answer");
        page.emulate("", &[]).await;
    });
}
