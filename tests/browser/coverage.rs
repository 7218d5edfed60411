//! What has become of every figure, and saying otherwise.

use crate::app::{go_to, number, open_sample, paste, paste_on_a_phone, press, wait_for_dictionary};
use crate::barriers::assert_none;
use crate::handed::saved;
use crate::harness::{Page, Place, Setting, in_browser};
use serde_json::{Value, json};

async fn open_coverage(page: &Page) {
    open_sample(page).await;
    wait_for_dictionary(page).await;
    go_to(page, "facts").await;
    page.click("#check").await;
    page.wait_for("[data-view=coverage]").await;
}

/// How many places of the text stand like this.
async fn count(page: &Page, standing: &str) -> usize {
    let shown = page.wait_for_text(&format!("[data-standing={standing}] .count"), "").await;
    shown.trim().parse().expect("a count")
}

async fn write(page: &Page, css: &str, value: &str) {
    let script = "const field = document.querySelector(arguments[0]); field.value = arguments[1]; \
                  field.dispatchEvent(new Event('input', { bubbles: true })); field.dispatchEvent(new Event('change', { bubbles: true }));";
    page.wait_for(css).await;
    page.script(script, vec![json!(css), json!(value)]).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_fact_is_corrected_rejected_taken_back_and_stays_so() {
    in_browser(Place::SubPath, async |page| {
        open_coverage(page).await;
        let places = number(page, "[data-view=coverage]", "places").await;
        let (used, doubtful, skipped) =
            (count(page, "used").await, count(page, "doubtful").await, count(page, "skipped").await);
        assert_eq!(used + doubtful + skipped, places, "everything is in one of the lists");

        page.click("[data-standing=used]").await;
        // The first figure among them.
        let first = "return document.querySelector('.covered > li:has(a.fact.figure):not(:has(.soft))')?.dataset.place";
        let first = page.wait_until("a figure", first, Vec::new()).await;
        let place = format!("[data-place='{}']", first.as_str().expect("a place"));
        let said = format!("{place} .fact");
        page.click(&format!("{place} [data-do=correct]")).await;
        page.wait_for("#correct-dialog[open]").await;
        // A number that is none is refused at its field, and nothing is lost.
        write(page, "#correct-value", "много").await;
        page.click("#correct-save").await;
        let refused = "return document.querySelector('#correct-value').validationMessage";
        let message = page.script(refused, Vec::new()).await;
        assert!(message.as_str().is_some_and(|message| message.contains("цифрами")), "{message}");
        write(page, "#correct-value", "4321").await;
        write(page, "#correct-subject", "бочек мёда").await;
        write(page, "#correct-when", "11.10.1943").await;
        page.click("#correct-save").await;
        page.wait_until("the dialog to go", "return !document.querySelector('#correct-dialog')", Vec::new()).await;
        // Facts, cards and charts follow.
        page.wait_for_text(&said, "бочек мёда").await;
        page.wait_for_text(&said, "11 октября 1943").await;
        page.wait_for("[data-store=kept]").await;
        page.reload().await;
        page.wait_for("[data-dictionary=here] [data-view=coverage]").await;
        page.click("[data-standing=used]").await;
        page.wait_for_text(&said, "бочек мёда").await;

        // It is no fact; and then it is one again.
        page.click(&format!("{place} [data-do=correct]")).await;
        page.click("#correct-reject").await;
        page.wait_for_text("[data-standing=used] .count", &(used - 1).to_string()).await;
        page.wait_for_text("[data-standing=skipped] .count", &(skipped + 1).to_string()).await;
        page.click("#uncorrect:enabled").await;
        page.wait_for_text(&said, "бочек мёда").await;
        page.click("#recorrect:enabled").await;
        page.wait_for_text("[data-standing=skipped] .count", &(skipped + 1).to_string()).await;
        page.click("[data-standing=skipped]").await;
        page.click("[data-do=take-up]").await;
        page.wait_for_text("[data-standing=skipped] .count", &skipped.to_string()).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_fact_is_made_of_selected_words() {
    in_browser(Place::SubPath, async |page| {
        paste(page, "Село стояло у реки. В нём жили мастера, их было как пальцев на руке.\n\nВ 1944 г. собрали 30 т зерна, в 1945 г. — 40 т.").await;
        page.wait_for("[data-view=reader]").await;
        wait_for_dictionary(page).await;
        page.wait_for("#fact-of-selection").await;
        // Nothing is selected.
        page.click("#fact-of-selection").await;
        page.wait_for_text(".tools [role=status]", "выделите слова").await;
        let select = "const block = document.querySelector('[data-from]'); const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT); \
                      let node; while ((node = walk.nextNode()) && !node.data.includes(arguments[0])); \
                      const range = document.createRange(); const at = node.data.indexOf(arguments[0]); \
                      range.setStart(node, at); range.setEnd(node, at + arguments[0].length); \
                      const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);";
        page.script(select, vec![json!("как пальцев на руке")]).await;
        page.click("#fact-of-selection").await;
        page.wait_for("#correct-dialog[open]").await;
        page.wait_for_text("#correct-dialog .evidence em", "как пальцев на руке").await;
        write(page, "#correct-value", "5").await;
        write(page, "#correct-subject", "мастеров").await;
        page.click("#correct-save").await;
        let marked = "return [...document.querySelectorAll('mark.figure')].some((mark) => mark.innerText === 'как пальцев на руке')";
        page.wait_until("the words to be marked", marked, Vec::new()).await;

        // The text is edited before them: the fact is found again. Then its words go, and it is shown as lost.
        let text = "return document.querySelector('#correct-text').value";
        page.click("[data-do=edit-text]").await;
        let known = page.script(text, Vec::new()).await;
        let known = known.as_str().expect("a text");
        let longer = format!("Сначала были слова, которых раньше не было, и было их много.\n\n{known}");
        write(page, "#correct-text", &longer).await;
        page.click("#correct-save").await;
        page.wait_for_text("[data-view=reader]", "Сначала были слова").await;
        page.wait_until("the words to be marked", marked, Vec::new()).await;
        page.click("[data-do=edit-text]").await;
        write(page, "#correct-text", &longer.replace("как пальцев", "столько, сколько пальцев")).await;
        page.click("#correct-save").await;
        page.wait_for_text("[data-view=reader]", "столько, сколько").await;
        go_to(page, "facts").await;
        page.click("#check").await;
        page.wait_for("[data-section=lost][data-lost='1']").await;
        page.click("[data-section=lost] [data-do=take-up]").await;
        page.wait_until("nothing to be lost", "return !document.querySelector('[data-section=lost]')", Vec::new())
            .await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_relation_is_parted_and_what_clashes_is_listed_at_a_phones_width() {
    in_browser(Setting { window: (320, 640), ..Place::SubPath.into() }, async |page| {
        let text = "В 1944 г. в районе было 100 дойных коров.\n\nВ 1944 г. в районе было 90 дойных коров.\n\n\
                    В 1944 г. собрали 30 т зерна, а в 1945 г. — 40 т зерна.";
        paste_on_a_phone(page, text).await;
        page.wait_for("[data-view=reader]").await;
        wait_for_dictionary(page).await;
        go_to(page, "facts").await;
        page.click("#check").await;
        page.wait_for("[data-section=conflicts][data-conflicts='1']").await;
        // The bar of the views lies over the lower edge.
        page.script("document.querySelector('[data-section=relations]').open = true", Vec::new()).await;
        page.script("document.querySelector('[data-relation] [data-do=part]').click()", Vec::new()).await;
        // It is told which one that is.
        page.wait_for("[data-parted] .facts li").await;
        page.wait_until("the relation to go", "return !document.querySelector('[data-relation]')", Vec::new()).await;
        page.script("document.querySelector('[data-do=join]').click()", Vec::new()).await;
        page.wait_for("[data-relation]").await;
        let fits = "const root = document.documentElement; return root.scrollWidth <= root.clientWidth";
        assert_eq!(page.script(fits, Vec::new()).await, Value::Bool(true));
        // The dialog is closed by its key, with nothing said.
        page.click("[data-standing=used]").await;
        page.wait_for(".covered [data-do=correct]").await;
        page.script("document.querySelector('.covered [data-do=correct]').click()", Vec::new()).await;
        page.wait_for("#correct-dialog[open]").await;
        assert_eq!(page.script(fits, Vec::new()).await, Value::Bool(true));
        press(page, '\u{e00c}').await;
        page.wait_until("the dialog to go", "return !document.querySelector('#correct-dialog')", Vec::new()).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn facts_are_related_and_what_was_said_goes_to_a_file_and_comes_back_and_can_be_taken_back_after_a_reload() {
    in_browser(Place::SubPath, async |page| {
        let text = "В области было 40 школ.\n\nПо утрам в долине стоял туман.\n\nБез света оставались 12 школ.";
        paste(page, text).await;
        page.wait_for("[data-view=reader]").await;
        wait_for_dictionary(page).await;
        let to_coverage = async || {
            go_to(page, "facts").await;
            page.click("#check").await;
            page.wait_for("[data-view=coverage]").await;
            page.script("document.querySelector('[data-section=relations]').open = true", Vec::new()).await;
        };
        to_coverage().await;
        page.click("#relate").await;
        // One is too few; of two, a part and its whole have no times.
        page.click("#relate-them").await;
        page.wait_for_text("[data-section=relate] .caution-line", "хотя бы два").await;
        assert_none(page, "relating facts").await;
        let choose = "for (const box of document.querySelectorAll('[data-section=relate] [data-choose]')) if (!box.checked) { box.click(); return true; } return false";
        for _ in 0..2 {
            page.wait_until("a fact to choose", choose, Vec::new()).await;
        }
        page.wait_until(
            "two facts to be chosen",
            "return document.querySelectorAll('[data-choose]:checked').length === 2",
            Vec::new(),
        )
        .await;
        page.click("#relate-them").await;
        page.wait_for_text("[data-section=relate] .caution-line", "своё время").await;
        page.script("document.querySelector('#relate-as').value = 'part_of'", Vec::new()).await;
        page.click("#relate-them").await;
        page.wait_for("[data-relation][data-made=true]").await;
        page.wait_for("[data-store=kept]").await;
        go_to(page, "charts").await;
        page.wait_for("[data-chart] svg").await;

        // Taken along as a file, taken back after a reload, and taken in again.
        to_coverage().await;
        let file = saved(page, "application/json", "#save-corrections").await;
        assert!(file.contains("part_of"), "{file}");
        page.reload().await;
        page.wait_for("[data-view=coverage]").await;
        page.wait_for("#uncorrect:not(:disabled)").await;
        page.click("#uncorrect").await;
        page.wait_until("the relation to go", "return !document.querySelector('[data-made=true]')", Vec::new()).await;
        page.wait_for("#recorrect:not(:disabled)").await;
        let give = "const transfer = new DataTransfer(); \
                    transfer.items.add(new File([arguments[0]], 'тыл.corrections.json', { type: 'application/json' })); \
                    const field = document.querySelector('#corrections-file'); field.files = transfer.files; \
                    field.dispatchEvent(new Event('change', { bubbles: true }));";
        page.script(give, vec![json!("{}")]).await;
        page.wait_for_text("[data-section=of-file]", "не файл поправок").await;
        let foreign = file.replacen("\"facts\":[", "\"facts\":[{\"fact\":\"x\",\"correction\":{\"quote\":{\"exact\":\"Чужие слова.\",\"prefix\":\"\",\"suffix\":\"\",\"from\":0,\"to\":10},\"reading\":null}}", 1);
        page.script(give, vec![json!(foreign)]).await;
        page.wait_for_text("[data-section=of-file]", "Взято: 1\u{a0}поправка").await;
        page.wait_for_text("[data-section=of-file] blockquote", "Чужие слова").await;
        page.wait_for("[data-made=true]").await;
        // Dropped, it is known already.
        let drop = "const transfer = new DataTransfer(); \
                    transfer.items.add(new File([arguments[0]], 'тыл.corrections.json', { type: 'application/json' })); \
                    window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));";
        page.script(drop, vec![json!(file)]).await;
        page.wait_for_text("[data-section=of-file]", "Уже были: 1").await;
        page.script("document.querySelector('[data-section=relations]').open = true", Vec::new()).await;
        page.click("[data-do=unrelate]").await;
        page.wait_until("the relation to go", "return !document.querySelector('[data-made=true]')", Vec::new()).await;
    });
}
