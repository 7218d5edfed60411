//! A lesson arranged by its teacher, and what its learner gets of that.

use std::cell::RefCell;
use std::fs;

use serde_json::{Value, json};

use crate::app::{go_to, open_sample, wait_for_dictionary};
use crate::handed::saved;
use crate::harness::{Page, Place, Scratch, Setting, in_browser};

async fn teach(page: &Page) {
    go_to(page, "cards").await;
    page.click("#teach").await;
    page.wait_for("[data-view=teach]").await;
}

/// Hides the first figure that a fact is read from.
async fn hide_one(page: &Page) {
    go_to(page, "facts").await;
    page.click("#check").await;
    page.click("[data-standing=used]").await;
    let hide = "const button = document.querySelector('.covered > li:has(a.fact.figure):not(:has(.soft)) [data-do=hide-fact]'); \
                button?.click(); return !!button";
    page.wait_until("a figure to hide", hide, Vec::new()).await;
    page.wait_for("[data-do=hide-fact][aria-pressed=true]").await;
    page.wait_for("[data-store=kept]").await;
}

/// The ids of the cards in their order.
async fn cards(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[data-arrange]')].map((card) => card.dataset.arrange)";
    serde_json::from_value(page.script(script, Vec::new()).await).expect("ids")
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_lesson_is_introduced_ordered_added_to_and_hidden_from_and_goes_on_like_that() {
    let (made, order) = (RefCell::new(String::new()), RefCell::new(Vec::new()));
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        hide_one(page).await;
        teach(page).await;
        page.wait_for("[data-section=hidden][data-hidden='1']").await;

        page.fill("#introduction", "Прочитайте главу.\n\nПотом ответьте на вопросы.").await;
        page.click("#save-introduction").await;
        page.wait_for_text("#introduction-saved", "Сохранено").await;

        let before = cards(page).await;
        page.click(&format!("[data-arrange='{}'] [data-move=up]", before[1])).await;
        page.wait_for(&format!("[data-arrange='{}']:first-child", before[1])).await;

        // A card of one's own: first without an answer, then with words that the text does not have.
        page.click("#add-own").await;
        page.wait_for_text("#own-added", "и вопрос, и ответ").await;
        page.fill("#own-prompt", "О каком годе эта глава?").await;
        page.fill("#own-answer", "1944").await;
        page.fill("#own-proof", "таких слов здесь нет").await;
        page.click("#add-own").await;
        page.wait_for_text("#own-added", "не один раз").await;
        page.script("document.querySelector('#own-proof').value = ''", Vec::new()).await;
        page.click("#add-own").await;
        page.wait_for("[data-section=own-cards][data-own='1']").await;
        let empty = "return document.querySelector('#own-prompt').value";
        assert_eq!(page.script(empty, Vec::new()).await, json!(""));

        let choose = "const select = document.querySelector('#lesson-language'); select.value = 'en'; \
                      select.dispatchEvent(new Event('change', { bubbles: true }));";
        page.script(choose, Vec::new()).await;
        page.wait_for("[data-store=kept]").await;
        *order.borrow_mut() = cards(page).await;
        *made.borrow_mut() = saved(page, "text/html", "[data-section=publish] [data-do=hand-on]").await;
    });
    let folder = Scratch::new();
    let file = folder.path().join("урок.html");
    fs::write(&file, made.into_inner()).expect("the page can be written");
    in_browser(Place::File(file), async |page| {
        page.wait_for("html[lang=en] [data-view=reader]").await;
        page.wait_for_text("[data-section=introduction]", "Потом ответьте").await;
        go_to(page, "cards").await;
        page.wait_for("[data-view=cards] [data-card]").await;
        let shown = "return [...document.querySelectorAll('.cards > [data-card]')].map((card) => card.dataset.card)";
        let shown: Vec<String> = serde_json::from_value(page.script(shown, Vec::new()).await).expect("ids");
        assert_eq!(shown[..], order.borrow()[..shown.len()]);
        let absent = "return !document.querySelector('#teach, [data-do=hide-fact]')";
        assert_eq!(page.script(absent, Vec::new()).await, Value::Bool(true), "a learner arranges nothing");
        page.script("location.hash = location.hash.replace('/cards', '/teach')", Vec::new()).await;
        page.wait_for("[data-view=reader]").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_hidden_fact_is_shown_again_and_the_page_fits_a_phone() {
    in_browser(Setting { window: (320, 640), ..Place::SubPath.into() }, async |page| {
        open_sample(page).await;
        let figures = "return document.querySelectorAll('mark.figure').length";
        let before = page.script(figures, Vec::new()).await.as_u64().expect("a number");
        hide_one(page).await;
        go_to(page, "text").await;
        let fewer = "return document.querySelectorAll('mark.figure').length < arguments[0]";
        page.wait_until("the mark to go", fewer, vec![json!(before)]).await;
        teach(page).await;
        let fits = "const root = document.documentElement; return root.scrollWidth <= root.clientWidth";
        assert_eq!(page.script(fits, Vec::new()).await, Value::Bool(true));
        page.script("document.querySelector('[data-do=show-fact]').click()", Vec::new()).await;
        page.wait_for("[data-section=hidden][data-hidden='0']").await;
        go_to(page, "text").await;
        let again = "return document.querySelectorAll('mark.figure').length === arguments[0]";
        page.wait_until("the mark to come back", again, vec![json!(before)]).await;
    });
}
