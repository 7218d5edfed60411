//! A sitting by keyboard, by touch and by ear, and the settings of studying.

use crate::app::{answer_one, go_to, number, open_sample, press, wait_for_dictionary};
use crate::harness::{Page, Place, SPIES, in_browser, in_chromium};
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use serde_json::{Value, json};

/// The sample, read with the dictionary, and its cards.
async fn study(page: &Page) {
    open_sample(page).await;
    wait_for_dictionary(page).await;
    go_to(page, "study").await;
    page.wait_for("[data-view=study][data-phase=asking]").await;
}

async fn settings(page: &Page) {
    page.click(".brand").await;
    page.click(".places a:last-child").await;
    page.wait_for("[data-view=settings] #new-per-day").await;
}

/// Goes back to the lesson by its cards.
async fn study_again(page: &Page) {
    page.click(".brand").await;
    page.click(".lesson-line .title").await;
    wait_for_dictionary(page).await;
    go_to(page, "study").await;
    page.wait_for("[data-view=study]").await;
}

async fn set(page: &Page, css: &str, value: &str) {
    let script = "const e = document.querySelector(arguments[0]); e.value = arguments[1]; \
                  e.dispatchEvent(new Event('change', { bubbles: true }));";
    page.wait_for(css).await;
    page.script(script, vec![json!(css), json!(value)]).await;
}

/// A key as a layout gives it: where it is, and what is on it.
async fn key(page: &Page, code: &str, sign: &str, shift: bool) {
    // In a field that waits for an answer it would be a letter of that.
    let script = "document.activeElement.blur(); document.body.dispatchEvent(new KeyboardEvent('keydown', \
                  { code: arguments[0], key: arguments[1], shiftKey: arguments[2], bubbles: true, cancelable: true }))";
    page.script(script, vec![json!(code), json!(sign), json!(shift)]).await;
}

async fn card(page: &Page) -> Value {
    page.script("return document.querySelector('[data-view=study] [data-card]')?.dataset.card", Vec::new()).await
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn any_number_of_steps_is_undone_after_a_reload_too() {
    in_browser(Place::SubPath, async |page| {
        study(page).await;
        let mut cards = Vec::new();
        for done in 0..3 {
            cards.push(card(page).await);
            answer_one(page).await;
            press(page, '3').await;
            page.wait_for(&format!("[data-view=study][data-phase=asking][data-done='{}']", done + 1)).await;
        }
        // One is put off to tomorrow.
        cards.push(card(page).await);
        key(page, "KeyB", "b", false).await;
        let is_another = "const card = document.querySelector('[data-view=study] [data-card]'); \
                          return card && card.dataset.card !== arguments[0]";
        page.wait_until("another card", is_another, vec![cards[3].clone()]).await;

        // Held down, the key takes nothing back.
        let held = "document.body.dispatchEvent(new KeyboardEvent('keydown', \
                    { code: 'KeyU', key: 'u', repeat: true, bubbles: true, cancelable: true }))";
        page.script(held, Vec::new()).await;
        assert_ne!(card(page).await, cards[3]);
        page.reload().await;
        page.wait_for("[data-view=study][data-phase=asking][data-done='0']").await;
        // Read without the dictionary, the lesson may not have all of these cards.
        go_to(page, "text").await;
        wait_for_dictionary(page).await;
        go_to(page, "study").await;
        page.wait_for("[data-view=study][data-phase=asking][data-done='0']").await;
        let is_back = "return document.querySelector('[data-view=study] [data-card]')?.dataset.card === arguments[0]";
        for card in cards.iter().rev() {
            key(page, "KeyU", "u", false).await;
            page.wait_until("the card to come back", is_back, vec![card.clone()]).await;
        }
        page.wait_for("#undo:disabled").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn studying_is_set_and_the_settings_stay() {
    in_browser(Place::SubPath, async |page| {
        study(page).await;
        answer_one(page).await;
        // Whatever the hour is.
        page.wait_for_text(".grades [data-grade='4'] small", "8\u{a0}дней").await;
        settings(page).await;
        set(page, "#new-per-day", "3").await;
        set(page, "#retention", "80").await;
        // What cannot be read is told, and changes nothing.
        set(page, "#learning-steps", "1m 10m").await;
        page.wait_for("#learning-steps[aria-invalid=true][aria-describedby=learning-steps-error]").await;
        page.wait_for_text("#learning-steps-error", "1439").await;
        set(page, "#learning-steps", "2, 3").await;
        page.wait_for("#learning-steps:not([aria-invalid])").await;
        page.click("input[name=buttons]:not(:checked)").await;
        // The browser marks what is clicked before the store has it.
        page.wait_for("[data-store=kept]").await;
        page.reload().await;
        page.wait_for_text("label[for=retention]", "80").await;
        // A number beside the slider says the same.
        set(page, "#retention-number", "85").await;
        page.wait_for_text("label[for=retention]", "85").await;
        set(page, "#retention-number", "12").await;
        page.wait_for_text("label[for=retention]", "85").await;
        set(page, "#retention-number", "80").await;
        page.wait_for_text("label[for=retention]", "80").await;
        let values = "return ['new-per-day', 'reviews-per-day', 'learning-steps', 'relearning-steps'].map((id) => document.getElementById(id).value)";
        assert_eq!(page.script(values, Vec::new()).await, json!(["3", "", "2 3", "10"]));

        study_again(page).await;
        page.wait_for("[data-view=study][data-left='3']").await;
        answer_one(page).await;
        page.wait_for(".grades.two [data-grade='2']").await;
        page.wait_for_text(".grades [data-grade='1'] small", "2").await;
        let buttons = "return document.querySelectorAll('.grades button').length";
        assert_eq!(page.script(buttons, Vec::new()).await, json!(2));
        press(page, '2').await;
        page.wait_for("[data-view=study][data-done='1'][data-left='3']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn keys_are_known_by_their_place_and_can_be_switched_off() {
    in_browser(Place::SubPath, async |page| {
        study(page).await;
        answer_one(page).await;
        // In the Russian layout, U is Г, and the question mark is elsewhere.
        key(page, "Digit3", "3", false).await;
        page.wait_for("[data-view=study][data-done='1']").await;
        key(page, "KeyU", "г", false).await;
        page.wait_for("[data-view=study][data-done='0']").await;
        key(page, "Slash", ",", true).await;
        page.wait_for_text("#help-dialog[open]", "отменить последнее действие").await;
        key(page, "KeyP", "з", false).await;
        press(page, '\u{e00c}').await; // Escape
        page.wait_until("the sheet to go", "return !document.querySelector('#help-dialog')", Vec::new()).await;
        let before = card(page).await;

        // E edits; in a field a key is only a letter of it.
        key(page, "KeyE", "у", false).await;
        page.wait_for("#card-dialog[open]").await;
        let typed = "const field = document.querySelector('#card-dialog textarea, #card-dialog input'); field.focus(); \
                     for (const code of ['KeyF', 'KeyP', 'KeyB', 'Digit3', 'Slash']) \
                       field.dispatchEvent(new KeyboardEvent('keydown', { code, key: '?', bubbles: true, cancelable: true })); \
                     return document.querySelectorAll('dialog[open]').length";
        assert_eq!(page.script(typed, Vec::new()).await, json!(1));
        press(page, '\u{e00c}').await; // Escape
        page.wait_until("the dialog to go", "return !document.querySelector('#card-dialog')", Vec::new()).await;
        assert_eq!(card(page).await, before, "keys do nothing in a field");

        settings(page).await;
        page.click("#use-keys").await;
        page.wait_for("#use-keys:not(:checked)").await;
        study_again(page).await;
        assert_eq!(card(page).await, before, "keys do nothing under a dialog");
        for (code, sign) in [("KeyP", "p"), ("KeyB", "b"), ("KeyF", "f"), ("Slash", "?"), ("Space", " ")] {
            key(page, code, sign, code == "Slash").await;
        }
        page.wait_for("[data-view=study][data-phase=asking]").await;
        answer_one_by_pointer(page).await;
        key(page, "Digit1", "1", false).await;
        // A space is a character as well.
        key(page, "Space", " ", false).await;
        let shown = "const study = document.querySelector('[data-view=study]'); return [study.dataset.phase, study.dataset.done]";
        assert_eq!(page.script(shown, Vec::new()).await, json!(["answered", "0"]));
        let offered = "return [...document.querySelectorAll('[data-view=study] kbd:not(.enter)')].filter((key) => key.checkVisibility()).length";
        assert_eq!(page.script(offered, Vec::new()).await, json!(0), "no key is offered that does nothing");
        // Enter is none, and goes on as before.
        press(page, '\u{e007}').await;
        page.wait_for("[data-view=study][data-done='1']").await;
        settings(page).await;
        study_again(page).await;
        go_to(page, "cards").await;
        page.wait_for("[data-view=cards]").await;
        let said = "return document.querySelectorAll('.cards .said').length";
        assert_eq!(page.script(said, Vec::new()).await, json!(0), "no key has done anything");
    });
}

async fn answer_one_by_pointer(page: &Page) {
    page.click("#reveal, #dont-know, [data-option]").await;
    page.wait_for("[data-view=study][data-phase=answered]").await;
    page.script("document.activeElement.blur()", Vec::new()).await;
}

async fn swipe(page: &Page, across: f64) {
    let script = "const card = document.querySelector('.study .card'); \
                  const at = (type, x) => card.dispatchEvent(new PointerEvent(type, \
                    { pointerType: 'touch', isPrimary: true, clientX: x, clientY: 200, bubbles: true })); \
                  at('pointerdown', 200); at('pointerup', 200 + arguments[0]);";
    page.script(script, vec![json!(across)]).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_finger_grades_and_a_mouse_does_not() {
    in_browser(Place::SubPath, async |page| {
        study(page).await;
        answer_one(page).await;
        swipe(page, 20.0).await;
        let down = PointerAction::Down { button: 0 };
        let (from, to) = (move_to(300.0), move_to(500.0));
        let drag =
            MouseActions::new("mouse".into()).then(from).then(down).then(to).then(PointerAction::Up { button: 0 });
        page.client.perform_actions(drag).await.expect("the mouse can be moved");
        page.wait_for("[data-view=study][data-done='0'][data-phase=answered]").await;
        swipe(page, 120.0).await;
        page.wait_for("[data-view=study][data-done='1']").await;
        let left = number(page, "[data-view=study]", "left").await;
        answer_one(page).await;
        swipe(page, -120.0).await;
        page.wait_for("[data-view=study][data-done='2']").await;
        assert_eq!(number(page, "[data-view=study]", "left").await, left, "it comes again");
    });
}

fn move_to(x: f64) -> PointerAction {
    PointerAction::MoveTo { duration: None, x, y: 250.0 }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_is_read_aloud_stays_on_the_device() {
    // The voice of somebody's server comes first and is the browser's own choice; one of the device may speak another language.
    let voices = |others: &str| {
        format!(
            "window.said = []; Object.defineProperty(window, 'speechSynthesis', {{ value: {{ \
               getVoices: () => [{{ lang: 'ru-RU', localService: false, default: true, name: 'Сервер' }}, \
                                 {{ lang: 'en-GB', localService: true, name: 'Mary' }}{others}], \
               cancel() {{}}, speak: ({{ text, voice, lang }}) => window.said.push([text, voice, lang]) }} }}); \
             window.SpeechSynthesisUtterance = class {{ constructor(text) {{ this.text = text; }} }};"
        )
    };
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts(&voices("")).await;
        page.reload().await;
        study(page).await;
        assert_eq!(page.script("return document.querySelector('#speak')", Vec::new()).await, Value::Null);
        key(page, "KeyR", "r", false).await;
        assert_eq!(page.script("return window.said", Vec::new()).await, json!([]), "without a voice, nothing is said");

        page.before_scripts(&voices(", { lang: 'ru-RU', localService: true, name: 'Мария' }")).await;
        page.reload().await;
        page.click("#speak").await;
        key(page, "KeyR", "r", false).await;
        let said = page.wait_until("two sayings", "return window.said.length === 2 && window.said", Vec::new()).await;
        for said in said.as_array().expect("sayings") {
            assert!(said[0].as_str().is_some_and(|text| text.chars().count() > 5), "{said}");
            let voice = json!({ "lang": "ru-RU", "localService": true, "name": "Мария" });
            assert_eq!((&said[1], &said[2]), (&voice, &json!("ru-RU")), "the device's own voice is named");
        }
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn voices_that_come_late_are_offered_as_soon_as_they_are_there() {
    let late = "window.voices = []; window.said = []; Object.defineProperty(window, 'speechSynthesis', { value: { \
                  getVoices: () => window.voices, onvoiceschanged: null, \
                  cancel() {}, speak: (utterance) => window.said.push(utterance.text) } }); \
                window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };";
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts(late).await;
        page.reload().await;
        study(page).await;
        page.wait_until("somebody who waits for voices", "return !!speechSynthesis.onvoiceschanged", Vec::new()).await;
        assert_eq!(page.script("return document.querySelector('#speak')", Vec::new()).await, Value::Null);
        let come = "window.voices = [{ lang: 'ru-RU', localService: true, name: 'Мария' }]; speechSynthesis.onvoiceschanged();";
        page.script(come, Vec::new()).await;
        page.click("#speak").await;
        page.wait_until("a saying", "return window.said.length === 1", Vec::new()).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_sitting_is_ended_at_any_time_with_its_summary_and_gone_on_with() {
    in_browser(Place::SubPath, async |page| {
        study(page).await;
        answer_one(page).await;
        press(page, '3').await;
        page.wait_for("[data-view=study][data-phase=asking][data-done='1']").await;
        let (next, left) = (card(page).await, number(page, "[data-view=study]", "left").await);
        page.click("#end").await;
        page.wait_for("[data-view=study][data-phase=done] .summary").await;
        page.wait_for_text(".summary", "1\u{a0}ответ по\u{a0}1\u{a0}карточке").await;
        page.wait_for(&format!(".summary [data-ended='{left}']")).await;
        page.click("#go-on").await;
        page.wait_for("[data-view=study][data-phase=asking][data-done='1']").await;
        assert_eq!(card(page).await, next, "the card that was on screen");
        // An undo goes on too.
        page.click("#end").await;
        page.wait_for("[data-view=study][data-phase=done]").await;
        page.click("#undo").await;
        page.wait_for("[data-view=study][data-phase=asking][data-done='0']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_card_that_is_waited_for_is_told_of_and_gone_on_with() {
    // A clock that can be set ahead.
    let clock = "const Real = Date; window.ahead = 0; window.Date = class extends Real { \
                   constructor(...given) { if (given.length) super(...given); else super(Real.now() + window.ahead); } \
                   static now() { return Real.now() + window.ahead; } };";
    let set_ahead = "window.ahead = arguments[0]";
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts(clock).await;
        page.reload().await;
        page.wait_for("#open-sample:enabled").await;
        settings(page).await;
        set(page, "#new-per-day", "1").await;
        set(page, "#learning-steps", "40").await;
        page.wait_for("[data-store=kept]").await;
        page.click(".brand").await;
        study(page).await;
        answer_one(page).await;
        press(page, '1').await;
        page.wait_for("[data-view=study][data-phase=done]").await;
        page.wait_for_text(".summary", "40\u{a0}мин").await;
        press(page, ' ').await;
        page.wait_for("[data-view=study][data-phase=done]").await;
        // Drawn anew with some seconds left, the end looks again by itself.
        page.script(set_ahead, vec![json!(40 * 60_000 - 6_000)]).await;
        page.click("#help").await;
        press(page, '\u{e00c}').await;
        page.wait_for(".summary #go-on").await;
        assert_eq!(
            page.script("return document.querySelector('[data-phase]').dataset.phase", Vec::new()).await,
            json!("done")
        );
        page.click("#go-on").await;
        page.wait_for("[data-view=study][data-phase=asking][data-done='1']").await;
        // The key does the same.
        answer_one(page).await;
        press(page, '1').await;
        page.wait_for("[data-view=study][data-phase=done][data-done='2']").await;
        page.script(set_ahead, vec![json!(81 * 60_000)]).await;
        press(page, ' ').await;
        page.wait_for("[data-view=study][data-phase=asking][data-done='2']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn whoever_goes_on_for_long_is_told_to_rest() {
    in_browser(Place::SubPath, async |page| {
        study(page).await;
        assert_eq!(page.script("return document.querySelector('[data-break]')", Vec::new()).await, Value::Null);
        // Half an hour of answers, one a minute, the last of them now; written into the store beside the app.
        let write = "const done = arguments[0]; const lesson = location.hash.split('/')[2]; \
                     const open = indexedDB.open('konspekt'); open.onsuccess = () => { const db = open.result; \
                       const write = db.transaction(['events', 'meta'], 'readwrite'); const events = write.objectStore('events'); \
                       const device = write.objectStore('meta').get('device'); device.onsuccess = () => { \
                         const keys = events.getAllKeys(); keys.onsuccess = () => { \
                           const last = Math.max(...keys.result.map((key) => key[1])); \
                           for (let n = 1; n <= 40; n++) events.add(JSON.stringify({ v: 1, device: device.result, number: last + n, \
                             at: Date.now() - (40 - n) * 60000, offset: 180, body: { reviewed: { lesson, card: 'other' + n, kind: 'cloze', \
                             answer: null, proposed: null, chosen: 'good', took: 50000, content: 'x' } } }), [device.result, last + n]); }; }; \
                       write.oncomplete = () => { db.close(); done(true); }; };";
        page.client.execute_async(write, Vec::new()).await.expect("the store can be written");
        page.reload().await;
        page.wait_for_text("[data-break=due]", "без перерыва").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_sitting_ends_with_what_it_was() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("#open-sample:enabled").await;
        settings(page).await;
        set(page, "#new-per-day", "2").await;
        page.click(".brand").await;
        study(page).await;
        answer_one(page).await;
        press(page, '1').await;
        page.wait_for("[data-view=study][data-phase=asking][data-done='1']").await;
        for done in 1..3 {
            answer_one(page).await;
            press(page, '4').await;
            page.wait_for(&format!("[data-view=study][data-done='{}']", done + 1)).await;
        }
        page.wait_for("[data-view=study][data-phase=done]").await;
        let summary = page.wait_for_text(".summary", "3\u{a0}ответа по\u{a0}2\u{a0}карточкам, из них новых — 2.").await;
        assert!(summary.contains("Повторений в срок не было"), "{summary}");
        page.wait_for_text(".forgotten li", "1\u{a0}раз").await;
        page.click(".forgotten a").await;
        page.wait_for("#found").await;
    });
}
