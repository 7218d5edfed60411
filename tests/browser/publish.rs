//! A lesson that is published: what is said in the dialog is what learners get, and no more of the text than was meant.

use crate::app::{go_to, open_sample, wait_for_dictionary};
use crate::barriers::assert_none;
use crate::embedding::{course_with, enter, heard, leave};
use crate::handed::saved;
use crate::harness::{Page, Place, Scratch, Setting, in_browser, sub_path};
use crate::static_server::Site;
use konspekt::lesson::SAMPLE;
use serde_json::json;
use std::fs;

const DIALOG: &str = "#publish-dialog";

async fn say(page: &Page, field: &str, words: &str) {
    let script = "const field = document.getElementById(arguments[0]); field.value = arguments[1]; \
                  field.dispatchEvent(new Event('change', { bubbles: true }));";
    page.script(script, vec![json!(field), json!(words)]).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn learners_get_what_the_dialog_has_shown_and_no_text_that_was_not_meant() {
    let folder = Scratch::new();
    in_browser(Setting::from(Place::SubPath), async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "cards").await;
        page.click("[data-do=publish]").await;
        page.wait_for(&format!("{DIALOG}[open]")).await;
        assert_none(page, "the dialog of publishing").await;
        say(page, "publish-author", "А. <b>Авторов</b>").await;
        say(page, "publish-work", "Тыл").await;
        say(page, "publish-year", "1998").await;
        say(page, "publish-origins", "course.example").await;
        page.wait_for("#publish-page:disabled").await;
        say(page, "publish-origins", "").await;
        page.wait_for("#publish-page:enabled").await;
        page.click("input[name=publish-share][value=none]").await;
        page.wait_for("[data-preview=none] [data-credits]").await;
        let html = saved(page, "text/html", "#publish-page").await;
        fs::write(folder.path().join("урок.html"), html).expect("the page can be written");
        page.click("#publish-copy").await;
        // What was said is there when the dialog is opened again.
        page.script("document.querySelector('#publish-dialog').close()", Vec::new()).await;
        page.click("[data-do=publish]").await;
        page.wait_for("[data-preview=none]").await;
    });
    in_browser(Place::File(folder.path().join("урок.html")), async |page| {
        page.wait_for("[data-view=reader] .omitted").await;
        go_to(page, "cards").await;
        page.click("[data-view=cards] li details summary").await;
        let credits = page.wait_for_text("[data-view=cards] [data-credits]", "А. <b>Авторов</b>").await;
        assert!(credits.contains("«Тыл»") && credits.contains("1998"), "{credits}");
        let text = page.script("return document.documentElement.textContent", Vec::new()).await.to_string();
        let sentence = crate::app::lesson(SAMPLE).sentences[2].span.of(SAMPLE).to_owned();
        assert!(!text.contains(&sentence), "{sentence}");
    });
}

/// With the sentences that prove its cards alone: gaps have a name, and evidence stands in the text.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_lesson_with_its_evidence_alone_is_shown_in_another_page_without_a_worker() {
    let folder = Scratch::new();
    let options = ["--source", "evidence", "--author", "А. Авторов"];
    let app = course_with(
        folder.path(),
        SAMPLE,
        &options,
        "<konspekt-lesson src=lesson.konspekt></konspekt-lesson>",
        sub_path(),
    );
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        heard(page, "ready").await;
        enter(page).await;
        page.wait_for("[data-view=reader] .omitted[role=img][aria-label]").await;
        page.wait_for("[data-view=reader] mark").await;
        let asked = "return performance.getEntriesByType('resource').map((it) => it.name)";
        assert!(!page.script(asked, Vec::new()).await.to_string().contains("worker-"));
        leave(page).await;
    });
}

/// The lesson is for one site, and this is another.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_site_that_may_not_show_a_lesson_is_refused_it() {
    let folder = Scratch::new();
    let options = ["--origin", "https://course.example"];
    let app = course_with(
        folder.path(),
        SAMPLE,
        &options,
        "<konspekt-lesson src=lesson.konspekt></konspekt-lesson>",
        sub_path(),
    );
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        assert!(heard(page, "failed").await.as_str().is_some_and(|reason| reason.contains("may not show")));
        enter(page).await;
        page.wait_for_text(".notice", "не разрешил").await;
        leave(page).await;
        assert!(!page.take_console().await.is_empty(), "the element tells it there too");
    });
}
