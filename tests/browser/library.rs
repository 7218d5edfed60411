//! The library: lessons named, tagged, sorted, sought through, deleted and taken back.

use crate::app::{paste_on_a_phone, wait_for_dictionary};
use crate::harness::{Page, Place, Setting, in_browser};
use serde_json::json;

const FIRST: &str = "Завод у реки\n\nВ 1942 г. на заводе работало 300 человек, в 1944 г. — 520 человек.";
const SECOND: &str =
    "Ёлки и сады\n\nВ 1943 г. высадили 40 тыс. ёлок. Люди ходили туда и в 1945 г., когда росло уже 52 тыс. ёлок.";

async fn give(page: &Page, text: &str) {
    page.click(".brand").await;
    paste_on_a_phone(page, text).await;
    page.wait_for("[data-view=reader]").await;
    wait_for_dictionary(page).await;
}

async fn titles(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.lesson-line .title')].map((title) => title.innerText)";
    serde_json::from_value(page.script(script, Vec::new()).await).expect("texts")
}

async fn seek(page: &Page, words: &str) {
    page.fill("#seek-words", words).await;
    page.click("#find").await;
}

async fn write(page: &Page, css: &str, value: &str) {
    let script = "const field = document.querySelector(arguments[0]); field.value = arguments[1]; \
                  field.dispatchEvent(new Event('change', { bubbles: true }));";
    page.wait_for(css).await;
    page.script(script, vec![json!(css), json!(value)]).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn words_are_found_in_any_form_and_lead_to_their_sentence() {
    in_browser(Place::SubPath, async |page| {
        give(page, FIRST).await;
        give(page, SECOND).await;
        page.click(".brand").await;
        page.wait_for("#find").await;
        seek(page, "заводами").await;
        page.wait_for("[data-section=found][data-hits='2']").await;
        seek(page, "человек").await;
        page.wait_for_text("[data-section=found]", "Люди").await;
        seek(page, "человек 1945").await;
        page.wait_for("[data-section=found][data-hits='1']").await;
        page.wait_for_text("[data-section=found] .place em", "Люди").await;
        page.click("[data-section=found] .place a").await;
        page.wait_for("[data-view=reader] #found").await;
        page.click(".brand").await;
        seek(page, "синхрофазотрон").await;
        page.wait_for_text("[data-section=found]", "нигде не встречается").await;
        page.click("#clear-search").await;
        page.wait_until("the search to be over", "return !document.querySelector('[data-section=found]')", Vec::new())
            .await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_lesson_is_renamed_tagged_sorted_deleted_and_taken_back() {
    in_browser(Setting { window: (320, 640), ..Place::SubPath.into() }, async |page| {
        give(page, FIRST).await;
        give(page, SECOND).await;
        page.click(".brand").await;
        page.wait_for(".lesson-line .menu").await;
        assert_eq!(titles(page).await, ["Ёлки и сады", "Завод у реки"]);
        page.click(".lesson-line:last-child .menu summary").await;
        write(page, ".lesson-line:last-child [data-do=rename]", "Арсенал").await;
        page.wait_for_text(".lesson-line:last-child .title", "Арсенал").await;
        write(page, ".lesson-line:last-child [data-do=tag]", "война, 9 класс").await;
        page.click("[data-tag='война']").await;
        page.wait_until("one lesson", "return document.querySelectorAll('.lesson-line').length === 1", Vec::new())
            .await;
        page.click("[data-tag='война'][aria-pressed=true]").await;
        write(page, "#sort", "title").await;
        page.wait_for_text(".lesson-line:first-child .title", "Арсенал").await;
        let wide = "return [...document.querySelectorAll('main *')].filter((it) => it.checkVisibility() && it.getBoundingClientRect().right > innerWidth + 0.5) \
                    .map((it) => it.outerHTML.slice(0, 120))";
        assert_eq!(page.script(wide, Vec::new()).await, json!([]), "nothing is wider than the window");

        let delete = "document.querySelector('.lesson-line:first-child .menu').open = true";
        page.script(delete, Vec::new()).await;
        page.click(".lesson-line:first-child [data-do=delete]").await;
        page.wait_for("[data-view=library][data-lessons='1']").await;
        page.wait_for_text(".notice", "Арсенал").await;
        // As above, the driver would miss it.
        page.script("document.querySelector('.notice .cta').click()", Vec::new()).await;
        page.wait_for("[data-view=library][data-lessons='2']").await;
        page.wait_for_text(".lesson-line:first-child .title", "Арсенал").await;
        page.wait_for("[data-store=kept]").await;
        page.reload().await;
        page.wait_for("[data-tag='9 класс']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_deleted_lesson_is_brought_back_long_after_its_notice() {
    in_browser(Place::SubPath, async |page| {
        give(page, FIRST).await;
        page.click(".brand").await;
        page.click(".lesson-line .menu summary").await;
        page.click("[data-do=delete]").await;
        page.wait_for("[data-view=library][data-lessons='0']").await;
        page.wait_for("[data-store=kept]").await;
        page.reload().await;
        page.wait_for("[data-notices='0']").await;
        page.click("[data-deleted='1'] summary").await;
        page.click("[data-do=bring-back]").await;
        page.wait_for("[data-view=library][data-lessons='1']").await;
        page.wait_until("nothing deleted", "return !document.querySelector('[data-deleted]')", Vec::new()).await;
        page.wait_for("[data-store=kept]").await;
        page.reload().await;
        page.wait_for_text(".lesson-line .title", "Завод у реки").await;
    });
}
