//! Reading by keyboard alone, and in the narrowest window.

use serde_json::{Value, json};

use crate::app::{go_to, open_sample, paste, wait_for_dictionary};
use crate::barriers::assert_none;
use crate::harness::{Page, Place, Setting, in_browser, in_chromium};

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

/// Until nothing is being written any more.
async fn wait_until_kept(page: &Page) {
    page.wait_for(".screen[data-store=kept]").await;
}

/// Until the page has not been scrolled for longer than the app waits for that.
async fn rest(page: &Page) {
    let still = "const seen = window.stillSeen; \
                 if (seen?.at !== scrollY) { window.stillSeen = { at: scrollY, since: performance.now() }; return false; } \
                 return performance.now() - seen.since > 600";
    page.script("delete window.stillSeen", Vec::new()).await;
    page.wait_until("scrolling to come to rest", still, Vec::new()).await;
}

/// Scrolls to a paragraph of the text and waits until the app knows; gives where its words begin.
async fn read_on_to(page: &Page, share: f64) -> Value {
    let script = "const all = [...document.querySelectorAll('#reader .block [data-from]')]; \
                  const one = all[Math.floor((all.length - 1) * arguments[0])]; \
                  one.scrollIntoView({ block: 'start', behavior: 'instant' }); \
                  window.scrollBy(0, -8); return one.dataset.from";
    page.script(script, vec![json!(share)]).await
}

const IN_SIGHT: &str = "const one = document.querySelector(`[data-from='${arguments[0]}']`); if (!one) return false; \
                        const { top, bottom } = one.getBoundingClientRect(); return bottom > 0 && top < innerHeight";

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_text_is_taken_up_where_it_was_left_also_after_a_reload_and_on_another_page() {
    in_browser(Place::SubPath, async |page| {
        // Of several pages.
        let text: String =
            (0..2500).map(|n| format!("Абзац {n}. В 1944 г. в городе было {} школ.\n\n", n + 100)).collect();
        paste(page, &text).await;
        page.wait_for("[data-view=reader] .tools").await;
        for share in [0.5, 0.8] {
            let at = read_on_to(page, share).await;
            rest(page).await;
            go_to(page, "facts").await;
            wait_until_kept(page).await;
            go_to(page, "text").await;
            page.wait_until("the place", IN_SIGHT, vec![at.clone()]).await;
            page.reload().await;
            page.wait_for("[data-view=reader] .tools").await;
            page.wait_until("the place after a reload", IN_SIGHT, vec![at]).await;
        }
        page.click(".pager button:last-of-type").await;
        let second =
            "return document.querySelector('#reader .block [data-from]').dataset.from !== '0' && scrollY === 0";
        page.wait_until("the second page from its top", second, Vec::new()).await;
        let at = read_on_to(page, 0.3).await;
        rest(page).await;
        go_to(page, "facts").await;
        wait_until_kept(page).await;
        go_to(page, "text").await;
        page.wait_until("the place on the second page", IN_SIGHT, vec![at]).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_marks_are_walked_by_keys_to_the_ends_and_over_the_pages() {
    in_browser(Place::SubPath, async |page| {
        let text: String =
            (0..2500).map(|n| format!("Абзац {n}. В 1944 г. в городе было {} школ.\n\n", n + 100)).collect();
        paste(page, &text).await;
        page.wait_for("[data-view=reader] mark").await;
        page.script("document.querySelector('mark[tabindex=\"0\"]').focus()", Vec::new()).await;
        press(page, "End").await;
        let last = "const all = document.querySelectorAll('#reader mark'); return document.activeElement === all[all.length - 1] \
                    && document.querySelectorAll('#reader mark[tabindex=\"0\"]').length === 1";
        page.wait_until("the last mark", last, Vec::new()).await;
        press(page, "ArrowRight").await;
        let first = "const all = document.querySelectorAll('#reader mark'); return document.activeElement === all[0] \
                     && document.querySelector('#reader [data-from]').dataset.from !== '0' \
                     && document.querySelectorAll('#reader mark[tabindex=\"0\"]').length === 1";
        page.wait_until("the first mark of the next page", first, Vec::new()).await;
        press(page, "ArrowLeft").await;
        page.wait_until("the last mark of the page before", last, Vec::new()).await;
        press(page, "Home").await;
        let home = "return document.activeElement === document.querySelector('#reader mark')";
        page.wait_until("the first mark", home, Vec::new()).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_text_is_set_as_its_reader_wants_and_stays_so() {
    in_browser(Setting { window: (320, 640), ..Place::SubPath.into() }, async |page| {
        open_sample(page).await;
        page.wait_for("[data-view=reader] .look").await;
        let set = "const style = getComputedStyle(document.querySelector('.block > p')); \
                   return [style.fontSize, style.lineHeight, style.letterSpacing].map((it) => parseFloat(it) || 0)";
        let numbers = |value: Value| -> [f64; 3] { serde_json::from_value(value).expect("three numbers") };
        let usual = numbers(page.script(set, Vec::new()).await);
        let choose = "const field = document.querySelector(arguments[0]); field.value = arguments[1]; \
                      field.dispatchEvent(new Event('change', { bubbles: true }))";
        page.script(choose, vec![json!("#text-size"), json!("4")]).await;
        page.wait_for("html[data-size='4']").await;
        page.script(choose, vec![json!("#text-spacing"), json!("2")]).await;
        page.wait_for("html[data-spacing='2']").await;
        let large = numbers(page.script(set, Vec::new()).await);
        assert!(large[0] > usual[0] * 1.5 && large[1] > large[0] * 1.9 && large[2] > usual[2], "{usual:?} {large:?}");
        let fits = "const root = document.documentElement; return root.scrollWidth <= root.clientWidth";
        assert_eq!(page.script(fits, Vec::new()).await, Value::Bool(true), "at 320 px");
        page.click("[data-kind=time]").await;
        page.wait_for("[data-kind=time][aria-pressed=false]").await;
        wait_until_kept(page).await;
        page.reload().await;
        page.wait_for("html[data-size='4'][data-spacing='2'] [data-kind=time][aria-pressed=false]").await;
        let gone =
            "return document.querySelector('#reader mark.figure') && !document.querySelector('#reader mark.time')";
        page.wait_until("times without marks", gone, Vec::new()).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_text_is_printed_with_all_its_pages_in_black() {
    in_chromium("it has the page shown on paper", Place::SubPath, async |page| {
        let text: String =
            (0..2500).map(|n| format!("Абзац {n}. В 1944 г. в городе было {} школ.\n\n", n + 100)).collect();
        paste(page, &text).await;
        page.wait_for("[data-view=reader] [data-do=print]").await;
        let printed = "window.printed = 0; window.print = () => { dispatchEvent(new Event('beforeprint')); window.printed += 1; }";
        page.script(printed, Vec::new()).await;
        page.click("[data-do=print]").await;
        page.wait_until("the call for paper", "return window.printed === 1", Vec::new()).await;
        page.script("document.documentElement.dataset.theme = 'dark'", Vec::new()).await;
        page.emulate("print", &[]).await;
        let whole = "const words = document.querySelector('#reader').innerText; \
                     return words.includes('Абзац 0.') && words.includes('Абзац 2499.')";
        page.wait_until("all pages", whole, Vec::new()).await;
        let black = "const mark = getComputedStyle(document.querySelector('mark.figure')); \
                     return mark.color === 'rgb(0, 0, 0)' && mark.textDecorationColor === 'rgb(0, 0, 0)' \
                     && mark.textDecorationLine === 'underline' && getComputedStyle(document.documentElement).colorScheme === 'light' \
                     && [...document.querySelectorAll('#reader button, #reader select, .bar')].every((one) => one.getClientRects().length === 0)";
        page.wait_until("black on paper, and nothing to press", black, Vec::new()).await;
        page.emulate("", &[]).await;
        page.script("dispatchEvent(new Event('afterprint'))", Vec::new()).await;
        let one = "return !document.querySelector('#reader').innerText.includes('Абзац 2499.')";
        page.wait_until("one page again", one, Vec::new()).await;
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
