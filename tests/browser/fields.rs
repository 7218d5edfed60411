//! Keys of a sitting, which are asleep where somebody writes: in the fields of the cards themselves, and in those of other pages.

use crate::app::{go_to, lesson, open_sample, press, wait_for_dictionary};
use crate::endurance::records;
use crate::harness::{Page, Place, in_browser};
use konspekt::lesson::SAMPLE;
use serde_json::json;

/// Every key that does something in a sitting, as the Latin and the Russian layout give it.
const KEYS: &str = "[['KeyU', 'u', 'г'], ['KeyE', 'e', 'у'], ['KeyF', 'f', 'а'], ['KeyP', 'p', 'з'], ['KeyB', 'b', 'и'], \
                    ['KeyR', 'r', 'к'], ['KeyT', 't', 'е'], ['Digit1', '1', '1'], ['Digit3', '3', '3'], ['Slash', '?', ','], ['Space', ' ', ' ']]";

/// Sends every key to a field, in both layouts: none of them may be taken from it.
async fn all_keys_reach(page: &Page, field: &str) {
    let send = "const [css, done] = arguments; const field = document.querySelector(css); field.focus(); const taken = []; \
                for (const [code, ...signs] of KEYS) for (const key of signs) { \
                  const event = new KeyboardEvent('keydown', { code, key, shiftKey: code === 'Slash', bubbles: true, cancelable: true }); \
                  if (!field.dispatchEvent(event)) taken.push(key); } \
                requestAnimationFrame(() => setTimeout(() => done(taken)));";
    let taken = page.client.execute_async(&send.replace("KEYS", KEYS), vec![json!(field)]).await;
    assert_eq!(taken.expect("the keys can be sent"), json!([]), "{field}");
}

/// Types into a field what would else do something in a sitting.
async fn type_into(page: &Page, field: &str) {
    page.script("document.querySelector(arguments[0]).focus()", vec![json!(field)]).await;
    for letter in "uefpbrt13 ?".chars() {
        press(page, letter).await;
    }
    let value = page.script("return document.querySelector(arguments[0]).value", vec![json!(field)]).await;
    assert_eq!(value, json!("uefpbrt13 ?"), "{field}");
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn keys_are_asleep_in_the_fields_of_the_cards_and_in_the_search() {
    let lesson = lesson(SAMPLE);
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "cards").await;
        page.wait_for("[data-view=cards]").await;
        let all = "return +document.querySelector('[data-view=cards]').dataset.cards";
        while page.script(all, Vec::new()).await.as_u64() < Some(lesson.cards.len() as u64) {
            let before = page.script(all, Vec::new()).await;
            page.click("#more-cards").await;
            page.wait_until("more cards", &format!("{all} > arguments[0]"), vec![before]).await;
        }
        go_to(page, "study").await;
        let mut fields = vec![("Typed", vec!["#answer-field"]), ("Estimate", vec!["#answer-field", "#answer-to"])];
        while !fields.is_empty() {
            let card = page.wait_for("[data-view=study][data-phase=asking] [data-card]").await;
            let id = card.attr("data-card").await.expect("an attribute").unwrap_or_default();
            let kind = page.script("return document.querySelector('.card').dataset.kind", Vec::new()).await;
            if let Some(nth) = fields.iter().position(|(wanted, _)| kind == *wanted) {
                let before = records(page).await;
                for field in fields.remove(nth).1 {
                    all_keys_reach(page, field).await;
                    type_into(page, field).await;
                }
                let shown = "const study = document.querySelector('[data-view=study]'); \
                             return [study.dataset.phase, study.dataset.done, study.querySelector('[data-card]').dataset.card, \
                               document.querySelectorAll('dialog[open]').length]";
                assert_eq!(page.script(shown, Vec::new()).await, json!(["asking", "0", id, 0]), "{kind}");
                assert_eq!(records(page).await, before, "nothing was written over {kind}");
            }
            page.click(".menu summary").await;
            page.click(".menu [data-do=suspend]").await;
            let gone = "return document.querySelector('[data-view=study] [data-card]')?.dataset.card !== arguments[0]";
            page.wait_until("the card to go", gone, vec![json!(id)]).await;
        }

        page.click(".brand").await;
        page.wait_for("#seek-words").await;
        let before = records(page).await;
        all_keys_reach(page, "#seek-words").await;
        type_into(page, "#seek-words").await;
        page.wait_for("[data-view=library]").await;
        assert_eq!(records(page).await, before);
    });
}
