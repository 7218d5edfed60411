//! What a learner does with a card: answers it by typing, flags it, edits it, puts it aside, has it asked otherwise.

use crate::app::{go_to, open_sample, press, wait_for_dictionary};
use crate::harness::{Page, Place, in_browser};
use serde_json::json;

const ENTER: char = '\u{e007}';

/// Opens the menu of the card on screen and does what the button is for.
async fn with_card(page: &Page, button: &str) {
    if page.script("return !document.querySelector('.menu[open]')", Vec::new()).await == json!(true) {
        page.click(".menu summary").await;
    }
    page.click(&format!(".menu[open] {button}")).await;
}

async fn study_sample(page: &Page) -> String {
    open_sample(page).await;
    // The reading with the dictionary may have other cards.
    wait_for_dictionary(page).await;
    go_to(page, "study").await;
    page.wait_for("[data-view=study][data-phase=asking]").await;
    card_on_screen(page).await
}

async fn card_on_screen(page: &Page) -> String {
    let card = page.script("return document.querySelector('[data-view=study] [data-card]').dataset.card", Vec::new());
    card.await.as_str().unwrap_or_default().to_owned()
}

/// Saves the card on screen with this answer.
async fn edit(page: &Page, answer: &str) {
    with_card(page, "[data-do=edit]").await;
    page.wait_for("#card-dialog[open]").await;
    page.fill("#edit-prompt", "Как это называлось? ____").await;
    page.fill("#edit-answer", answer).await;
    page.click("#edit-save").await;
    page.wait_until("the dialog to go", "return !document.querySelector('#card-dialog')", Vec::new()).await;
    page.wait_for_text("[data-view=study] .prompt", "Как это называлось?").await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn an_edited_card_is_typed_rightly_nearly_and_wrongly_and_survives_a_reload() {
    in_browser(Place::SubPath, async |page| {
        let card = study_sample(page).await;
        edit(page, "эвакуация").await;
        with_card(page, "[data-form=typed]").await;
        page.wait_for("#answer-field").await;

        for (typed, class, proposed) in
            [("реформа", ".wrong", 1), ("эвокуация", ".near", 2), ("Эвакуация", ".right", 3)]
        {
            page.fill("#answer-field", typed).await;
            press(page, ENTER).await;
            page.wait_for(&format!("[data-phase=answered] .verdict {class}")).await;
            page.wait_for(&format!(".grades .proposed[data-grade='{proposed}']")).await;
            if proposed < 3 {
                press(page, '3').await;
                page.wait_for("[data-view=study][data-done='1']").await;
                page.click("#undo").await;
                page.wait_for("[data-view=study][data-done='0'] #answer-field").await;
            }
        }
        // A sitting that begins before the dictionary has come may begin with another card.
        go_to(page, "text").await;
        page.reload().await;
        wait_for_dictionary(page).await;
        go_to(page, "study").await;
        page.wait_for_text("[data-view=study] .prompt", "Как это называлось?").await;
        assert_eq!(card_on_screen(page).await, card);
        page.wait_for("#answer-field").await;
        page.click("#dont-know").await;
        page.wait_for(".grades .proposed[data-grade='1']").await;

        press(page, 'e').await;
        page.click("#card-dialog[open] #edit-restore").await;
        let is_restored = "const prompt = document.querySelector('.prompt'); \
                           return prompt && !prompt.innerText.includes('Как это называлось?')";
        page.wait_until("the generated card", is_restored, Vec::new()).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_card_is_flagged_and_put_aside_and_both_are_listed() {
    in_browser(Place::SubPath, async |page| {
        let card = study_sample(page).await;
        press(page, 'f').await;
        page.wait_for_text(".status .said", "с пометкой").await;
        press(page, 'p').await;
        let is_next = "const card = document.querySelector('[data-view=study] [data-card]'); \
                       return card && card.dataset.card !== arguments[0]";
        page.wait_until("another card", is_next, vec![json!(card)]).await;
        page.reload().await;
        page.wait_until("another card", is_next, vec![json!(card)]).await;

        go_to(page, "cards").await;
        let listed = format!("[data-view=cards] li[data-card='{card}']");
        page.wait_for_text(&listed, "отложена").await;
        page.click(".filters button:nth-of-type(2)").await;
        page.wait_until("one card", "return document.querySelectorAll('.cards li').length === 1", Vec::new()).await;
        page.click(&format!("{listed} .menu summary")).await;
        page.click(&format!("{listed} [data-do=suspend]")).await;
        let is_back = "return !document.querySelector(arguments[0]).innerText.includes('отложена')";
        page.wait_until("the card to be taken up", is_back, vec![json!(listed)]).await;
        page.click(".filters button:nth-of-type(1)").await;
        let count = "return +document.querySelector('[data-view=cards]').dataset.cards";
        let before = page.script(count, Vec::new()).await;
        page.click("#more-cards").await;
        page.wait_until("more cards", &format!("{count} > arguments[0]"), vec![before]).await;
    });
}
