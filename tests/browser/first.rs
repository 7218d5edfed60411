//! The first minutes: the tour, and the help with every key.

use crate::app::{go_to, open_sample, press};
use crate::barriers::assert_none;
use crate::harness::{Page, Place, Setting, in_browser};
use konspekt::app::tour::Stop;
use serde_json::{Value, json};

const ESCAPE: char = '\u{e00c}';
const ENTER: char = '\u{e007}';

async fn step(page: &Page, stop: Stop) {
    let there = format!("#tour[data-step={}]", stop.name());
    page.wait_for(&there).await;
    let focus = "return document.activeElement === document.querySelector('#tour')";
    page.wait_until("the focus on the step", focus, Vec::new()).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_tour_is_offered_once_and_goes_through_the_sample() {
    for window in [(1280, 900), (320, 640)] {
        in_browser(Setting { window, ..Place::SubPath.into() }, async |page| {
            page.wait_for("#open-sample:enabled").await;
            page.click("[data-do=tour]").await;
            for stop in Stop::ALL {
                step(page, stop).await;
                let fits = "const root = document.documentElement; return root.scrollWidth <= root.clientWidth";
                assert_eq!(page.script(fits, Vec::new()).await, Value::Bool(true), "{stop:?}");
                assert_none(page, &format!("the tour at {}", stop.name())).await;
                if stop != Stop::TakeAlong {
                    page.script("document.querySelector('#tour [data-do=next]').click()", Vec::new()).await;
                }
            }
            page.script("document.querySelector('#tour [data-do=back]').click()", Vec::new()).await;
            step(page, Stop::Study).await;
            page.script("document.querySelector('#tour [data-do=next]').click()", Vec::new()).await;
            step(page, Stop::TakeAlong).await;
            page.script("document.querySelector('#tour [data-do=leave]').click()", Vec::new()).await;
            let gone = "return !document.querySelector('#tour') && document.activeElement.id === 'main'";
            page.wait_until("the end of the tour", gone, Vec::new()).await;
            page.wait_for(".screen[data-store=kept]").await;
            page.reload().await;
            page.script("location.hash = '#/'", Vec::new()).await;
            page.wait_for("footer [data-do=help]").await;
            let offered = "return document.querySelectorAll('[data-do=tour]').length";
            assert_eq!(page.script(offered, Vec::new()).await, json!(0));
        });
    }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_tour_is_skipped_by_a_key_and_taken_up_from_the_help() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("#open-sample:enabled").await;
        page.wait_for("[data-do=tour]").await;
        page.script("document.querySelector('[data-do=tour]').focus()", Vec::new()).await;
        press(page, ENTER).await;
        step(page, Stop::Marks).await;
        press(page, ESCAPE).await;
        page.wait_until("no tour", "return !document.querySelector('#tour')", Vec::new()).await;
        go_to(page, "facts").await;
        page.wait_for("[data-view=facts]").await;
        press(page, '?').await;
        page.wait_for("#help-dialog[open]").await;
        page.click("#help-dialog [data-do=tour]").await;
        step(page, Stop::Marks).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn every_view_has_the_help_with_every_key() {
    in_browser(Setting { languages: "en-US,en", ..Place::SubPath.into() }, async |page| {
        open_sample(page).await;
        page.wait_for("[data-view=reader] .tools").await;
        for view in ["text", "facts", "charts", "timeline", "cards", "study", "statistics"] {
            go_to(page, view).await;
            page.wait_until("all of it", "return !document.querySelector('[data-later=awaited]')", Vec::new()).await;
            // In a field it is only a sign.
            page.script("document.activeElement?.blur()", Vec::new()).await;
            press(page, '?').await;
            page.wait_for_text("#help-dialog[open]", "Timeline").await;
            if view == "text" {
                assert_none(page, "the help").await;
            }
            page.click("#help-dialog [data-do=close]").await;
            page.wait_until("the dialog to go", "return !document.querySelector('dialog[open]')", Vec::new()).await;
        }
        // Whoever dictates switches it off with the other characters.
        page.click(".brand").await;
        page.click(".places a:last-child").await;
        page.click("#use-keys").await;
        page.wait_for("#use-keys:not(:checked)").await;
        page.script("document.activeElement.blur()", Vec::new()).await;
        press(page, '?').await;
        page.click(".brand").await;
        page.wait_for("[data-view=library]").await;
        assert_eq!(
            page.script("return !!document.querySelector('#help-dialog')", Vec::new()).await,
            Value::Bool(false)
        );
        page.click("footer [data-do=help]").await;
        page.wait_for("#help-dialog[open]").await;
    });
}
