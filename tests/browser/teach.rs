//! A lesson arranged by its teacher, and what its learner gets of that.

use std::cell::RefCell;
use std::fs;

use serde_json::{Value, json};

use crate::app::{go_to, open_sample, press, study_one, wait_for_dictionary};
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

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn one_more_card_is_taken_in_and_left_out_again() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "cards").await;
        page.wait_for("[data-view=cards]").await;
        let count = "return Number(document.querySelector('[data-view=cards]').dataset.cards)";
        let before = page.script(count, Vec::new()).await;
        page.click("[data-cards=beyond]").await;
        let first = "return document.querySelector('.cards > [data-card]').dataset.card";
        let card = page.script(first, Vec::new()).await;
        let card = card.as_str().expect("an id").to_owned();
        page.click("[data-do=take-card]").await;
        let is_more = "return Number(document.querySelector('[data-view=cards]').dataset.cards) === arguments[0] + 1";
        page.wait_until("one more card", is_more, vec![before.clone()]).await;
        teach(page).await;
        assert!(cards(page).await.contains(&card));
        go_to(page, "cards").await;
        page.click(".filters button:first-child").await;
        page.click(&format!("[data-card='{card}'] [data-do=take-out-card]")).await;
        let is_as_before = "return Number(document.querySelector('[data-view=cards]').dataset.cards) === arguments[0]";
        page.wait_until("as many as before", is_as_before, vec![before]).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_lesson_is_seen_as_a_learner_gets_it_and_nothing_of_that_is_recorded() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        teach(page).await;
        page.fill("#introduction", "Прочитайте главу.").await;
        page.click("#save-introduction").await;
        page.wait_for_text("#introduction-saved", "Сохранено").await;
        page.wait_for("[data-store=kept]").await;
        let before = cards(page).await;
        page.click(&format!("[data-arrange='{}'] [data-move=up]", before[1])).await;
        page.wait_for(&format!("[data-arrange='{}']:first-child", before[1])).await;
        page.wait_for("[data-store=kept] [data-do=preview]:not(:disabled)").await;

        page.click("[data-do=preview]").await;
        page.wait_for("#preview").await;
        page.wait_for("[data-view=reader]").await;
        page.wait_for_text("[data-section=introduction]", "Прочитайте главу").await;
        let tools = "return !document.querySelector('#teach, #fact-of-selection, [data-do=hand-on], .brand')";
        assert_eq!(page.script(tools, Vec::new()).await, Value::Bool(true), "the tools are away");
        // An answer counts there.
        go_to(page, "study").await;
        page.wait_for(&format!("[data-view=study][data-card='{}']", before[1])).await;
        study_one(page, 0).await;
        page.wait_for("#preview").await;
        // Escape closes a dialog first, and then the preview.
        go_to(page, "text").await;
        page.click("mark.figure").await;
        page.wait_for("#mark-dialog[open]").await;
        press(page, '\u{e00c}').await;
        page.wait_until("the dialog to go", "return !document.querySelector('#mark-dialog')", Vec::new()).await;
        page.wait_for("#preview").await;
        press(page, '\u{e00c}').await;
        page.wait_for("[data-view=teach]").await;
        page.wait_until("the bar to go", "return !document.querySelector('#preview')", Vec::new()).await;

        // It ends by the button, and by the way back.
        page.click("[data-do=preview]").await;
        page.click("#preview [data-do=end-preview]").await;
        page.wait_for("[data-view=teach]").await;
        page.click("[data-do=preview]").await;
        page.wait_for("#preview").await;
        page.script("history.back()", Vec::new()).await;
        page.wait_for("[data-view=teach]").await;
        page.wait_until("the bar to go", "return !document.querySelector('#preview')", Vec::new()).await;

        // A reload ends it, and nobody has answered anything.
        page.click("[data-do=preview]").await;
        page.wait_for("#preview").await;
        page.reload().await;
        page.wait_for("[data-view=reader] #fact-of-selection").await;
        assert_eq!(page.script("return !!document.querySelector('#preview')", Vec::new()).await, Value::Bool(false));
        go_to(page, "study").await;
        page.wait_for(&format!("[data-view=study][data-done='0'][data-card='{}']", before[1])).await;
    });
}
