//! Reading by keyboard alone, and in the narrowest window.

use serde_json::{Value, json};

use crate::app::{go_to, open_sample, paste};
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

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_text_stays_one_tab_stop_whichever_marks_are_switched_off() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        let stops = "return document.querySelectorAll('mark[tabindex=\"0\"]').length";
        assert_eq!(page.script(stops, Vec::new()).await, json!(1));
        for kind in ["figure", "time", "figure"] {
            page.click(&format!("[data-kind={kind}]")).await;
            page.wait_until("one tab stop", &format!("{stops} === 1"), Vec::new()).await;
        }
        // The first kind that had it is off and on again; the other one is off.
        assert_eq!(page.script("return !document.querySelector('mark.time')", Vec::new()).await, Value::Bool(true));
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_title_is_said_to_be_russian_only_where_its_letters_are() {
    in_browser(Place::SubPath, async |page| {
        let lang = "return document.querySelector(arguments[0]).getAttribute('lang')";
        paste(page, "The mill of 1944\n\nIn 1944 the mill had 30 workers.").await;
        page.wait_for("[data-view=reader]").await;
        assert_eq!(page.script(lang, vec![json!(".bar .lesson")]).await, Value::Null);
        page.click(".brand").await;
        page.wait_for(".lesson-line").await;
        assert_eq!(page.script(lang, vec![json!(".lesson-line .title")]).await, Value::Null);
        open_sample(page).await;
        assert_eq!(page.script(lang, vec![json!(".bar .lesson")]).await, json!("ru"));
    });
}
