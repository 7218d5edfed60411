//! The whole way of a learner: a text becomes facts, cards are studied, and everything is there again after a reload.

use serde_json::{Value, json};

use crate::harness::{Page, Place, Setting, in_browser};

const SAMPLE: &str = include_str!("../../examples/home-front-1944.txt");

/// A number that a view shows in its `data-` attributes.
async fn told(page: &Page, view: &str, name: &str) -> u64 {
    let script =
        "const e = document.querySelector(`[data-view='${arguments[0]}']`); return e && e.dataset[arguments[1]]";
    let value = page.script(script, vec![json!(view), json!(name)]).await;
    value.as_str().and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{view} tells {name}: {value}"))
}

/// Presses a key on the page, as a keyboard does.
async fn press(page: &Page, code: &str) {
    let script = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
                  { code: arguments[0], bubbles: true, cancelable: true }))";
    page.script(script, vec![json!(code)]).await;
}

async fn paste(page: &Page, text: &str) {
    page.wait_for("#read:not([disabled])").await;
    page.fill("#text", text).await;
    page.click("#read").await;
}

async fn open_sample(page: &Page) {
    page.click("#open-sample:not([disabled])").await;
    page.wait_for("[data-view='reader']").await;
}

/// The learner's notices, by their words.
async fn notice(page: &Page, words: &str) {
    page.wait_for_text(".notices", words).await;
}

/// Answers the card on screen and grades it with the key of a digit, then waits until so many are done.
async fn study_one(page: &Page, grade: &str, done: u64) {
    let has_options = page.script("return !!document.querySelector('[data-option]')", Vec::new()).await;
    press(page, if has_options == Value::Bool(true) { "Digit1" } else { "Space" }).await;
    page.wait_for("[data-phase='answered'] .evidence em").await;
    press(page, grade).await;
    page.wait_for(&format!("[data-view='study'][data-done='{done}']")).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_pasted_text_is_read_studied_and_found_again() {
    in_browser(Place::SubPath, async |page| {
        paste(page, SAMPLE).await;
        page.wait_for("[data-view='reader']").await;
        assert!(told(page, "reader", "figures").await >= 40);
        assert!(told(page, "reader", "times").await >= 30);
        let facts = told(page, "reader", "facts").await;
        assert!(facts >= 40, "{facts} facts");
        assert!(told(page, "reader", "charts").await >= 5);
        let marks = page.script("return document.querySelectorAll('mark[data-mark]').length", Vec::new()).await;
        assert!(marks.as_u64().is_some_and(|marks| marks >= 70), "{marks} marks");

        page.click("[data-tab='facts']").await;
        assert_eq!(told(page, "facts", "facts").await, facts);
        page.click("[data-fact]").await;
        page.wait_for("#found").await;

        page.click("[data-tab='study']").await;
        page.wait_for("[data-phase='asking']").await;
        let grades = ["Digit1", "Digit2", "Digit3", "Digit4", "Digit3"];
        for (done, grade) in grades.into_iter().enumerate() {
            study_one(page, grade, done as u64 + 1).await;
        }
        press(page, "KeyU").await;
        page.wait_for("[data-view='study'][data-done='4'][data-phase='asking']").await;
        let card = "return document.querySelector('[data-card]').dataset.card";
        let (left, on_screen) = (told(page, "study", "left").await, page.script(card, Vec::new()).await);

        page.reload().await;
        page.wait_for("[data-phase='asking']").await;
        assert_eq!(told(page, "study", "left").await, left);
        assert_eq!(page.script(card, Vec::new()).await, on_screen, "the undone card comes up again");
        page.click(".brand").await;
        page.wait_for("[data-view='library'][data-lessons='1'][data-storage='lasting']").await;
        page.wait_for_text(".lesson-line", "4\u{a0}карточки начаты").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_sample_opens_from_one_file_on_a_disk() {
    in_browser(Place::Disk, async |page| {
        open_sample(page).await;
        assert!(told(page, "reader", "facts").await >= 40);
        page.reload().await;
        page.wait_for("[data-view='reader'] mark").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_mark_tells_how_it_was_read_by_keyboard_alone() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        page.script("document.querySelector('mark.figure').focus()", Vec::new()).await;
        press(page, "Enter").await;
        page.wait_for_text("dialog[open]", "Значение").await;
        page.click("dialog[open] button").await;
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
fn what_cannot_be_read_is_told_and_nothing_is_lost() {
    in_browser(Place::SubPath, async |page| {
        paste(page, "  \n ").await;
        notice(page, "Текст пуст").await;
        paste(page, "The quick brown fox jumped over 5 lazy dogs in the summer of 1944.").await;
        page.wait_for_text("[data-view='reader'] .caution", "не русский текст").await;
        page.click(".brand").await;
        paste(page, "Тихий вечер, и ветер гонит по двору сухие листья.").await;
        page.wait_for_text("[data-view='reader'] .caution", "не нашлось").await;
        page.click(".brand").await;
        let script = "const input = document.querySelector('#file'), files = new DataTransfer(); \
                      files.items.add(new File([new Uint8Array(4096)], 'photo.png')); input.files = files.files; \
                      input.dispatchEvent(new Event('change', { bubbles: true }))";
        page.wait_for("#file").await;
        page.script(script, Vec::new()).await;
        notice(page, "не текстовый файл").await;
        page.wait_for("[data-lessons='2']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_long_text_can_be_cancelled_while_it_is_read() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("#read:not([disabled])").await;
        let script = "document.querySelector('#text').value = \
                      'В 1944 году было 88,7 тыс. книг и 12 % журналов в сёлах. '.repeat(100000); \
                      document.querySelector('#read').click()";
        page.script(script, Vec::new()).await;
        page.click(".working button").await;
        let is_over = "return !document.querySelector('.working')";
        page.wait_until("the end of the work", is_over, Vec::new()).await;
        // The next text is read by a new worker.
        open_sample(page).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn language_and_theme_change_at_once_and_stay() {
    let english = Setting { languages: "en-GB,en", ..Place::SubPath.into() };
    in_browser(english, async |page| {
        page.wait_for_text("h1", "A text becomes facts").await;
        page.client.goto(&format!("{}#/settings", page.address)).await.expect("the address changes");
        page.click("label:nth-of-type(2) input[name='language']").await;
        page.wait_for_text("h1", "Настройки").await;
        page.click("label:nth-of-type(3) input[name='theme']").await;
        page.wait_for("html[lang='ru'][data-theme='dark']").await;
        page.reload().await;
        page.wait_for("html[lang='ru'][data-theme='dark']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn nothing_is_wider_than_a_narrow_window() {
    let narrow = Setting { window: (320, 640), ..Place::SubPath.into() };
    in_browser(narrow, async |page| {
        open_sample(page).await;
        for view in ["text", "facts", "charts", "cards", "study"] {
            page.click(&format!("[data-tab='{view}']")).await;
            page.wait_for(&format!("[data-tab='{view}'][aria-current='page']")).await;
            let root = "const root = document.documentElement; return root.scrollWidth <= root.clientWidth";
            assert_eq!(page.script(root, Vec::new()).await, Value::Bool(true), "{view}");
        }
    });
}
