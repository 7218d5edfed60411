//! Reading by keyboard alone, and in the narrowest window.

use serde_json::{Value, json};

use crate::app::{go_to, open_sample, wait_for_dictionary};
use crate::barriers::assert_none;
use crate::harness::{Page, Place, Setting, in_browser};

/// Presses a key on the page, as a keyboard does.
async fn press(page: &Page, code: &str) {
    let script = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
                  { code: arguments[0], bubbles: true, cancelable: true }))";
    page.script(script, vec![json!(code)]).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_mark_tells_how_it_was_read_by_keyboard_alone() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        page.script("document.querySelector('mark.figure').focus()", Vec::new()).await;
        press(page, "Enter").await;
        page.wait_for_text("dialog[open]", "Значение").await;
        page.click("dialog[open] .inside > button:last-child").await;
        let is_back = "return !document.querySelector('dialog') && document.activeElement.matches('mark.figure')";
        page.wait_until("the focus on the mark", is_back, Vec::new()).await;
        press(page, "ArrowRight").await;
        let moved = "return document.activeElement.matches('mark') \
                     && document.activeElement !== document.querySelector('mark.figure')";
        page.wait_until("the focus on the next mark", moved, Vec::new()).await;
    });
}

/// Opens the marks of figures one after another until one has what matches.
async fn open_mark_with(page: &Page, css: &str) {
    let count = page.script("return document.querySelectorAll('mark.figure').length", Vec::new()).await;
    for place in 0..count.as_u64().unwrap_or_default() {
        page.script("document.querySelectorAll('mark.figure')[arguments[0]].click()", vec![json!(place)]).await;
        page.wait_for("#mark-dialog[open] [data-do]").await;
        let has = "return !!document.querySelector('#mark-dialog ' + arguments[0])";
        if page.script(has, vec![json!(css)]).await == Value::Bool(true) {
            return;
        }
        page.click("#mark-dialog .inside > button:last-child").await;
        page.wait_until("the dialog to go", "return !document.querySelector('dialog')", Vec::new()).await;
    }
    panic!("no figure of the sample has '{css}'");
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_mark_shows_its_cards_and_its_chart_and_closed_charts_stay_closed() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        open_mark_with(page, "[data-beside=charts] figure svg [data-target]").await;
        page.click("#mark-dialog .inside > button:last-child").await;
        open_mark_with(page, "[data-beside=cards] [data-card] .answer").await;
        assert_none(page, "a mark with its cards").await;
        page.click("#mark-dialog .inside > button:last-child").await;

        go_to(page, "charts").await;
        page.click("#guess-first").await;
        page.wait_for("figure.plate.closed").await;
        go_to(page, "text").await;
        page.wait_for("figure.margin.closed").await;
        open_mark_with(page, "[data-beside=charts] [data-closed]").await;
        let open = "return document.querySelectorAll('#mark-dialog svg').length";
        assert_eq!(page.script(open, Vec::new()).await, json!(0), "a closed chart is not drawn");
        // From there leads the way to the guess.
        page.click("#mark-dialog [data-closed] [data-do=guess]").await;
        page.wait_for("[data-view=guess] [data-guess-phase=asking]").await;
        page.click("#end-guess").await;
        go_to(page, "text").await;
        page.wait_for("figure.margin.closed").await;
        open_mark_with(page, "[data-kept-back]").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn nothing_is_wider_than_a_narrow_window() {
    let narrow = Setting { window: (320, 640), ..Place::SubPath.into() };
    in_browser(narrow, async |page| {
        open_sample(page).await;
        for view in ["text", "facts", "charts", "timeline", "cards", "study"] {
            go_to(page, view).await;
            let root = "const root = document.documentElement; return root.scrollWidth <= root.clientWidth";
            assert_eq!(page.script(root, Vec::new()).await, Value::Bool(true), "{view}");
        }
    });
}
