//! Injection payloads through every way into the page: a text, files of other formats, every field of the library and of a card, a
//! lesson in a frame and its messages. Nothing of them runs, and nothing becomes an element. (What is written into files is held by
//! `tests/suite/payloads.rs`.)

use crate::app::{go_to, open_file, paste, wait_for_dictionary};
use crate::embedding::{course_of, enter, heard, leave};
use crate::harness::{Page, Place, Scratch, in_browser, sub_path};
use crate::made::payloads::{lesson_text, payloads};
use crate::static_server::Site;
use crate::views::{self, begin, put_away, show};
use serde_json::json;
use std::fs;

/// What the payloads call, and what they would ask a person.
const WATCH: &str = "window.struck = []; window.strike = () => window.struck.push(new Error().stack); \
                     for (const asks of ['alert', 'confirm', 'prompt', 'open']) window[asks] = () => window.strike();";

/// That none has run, and that the page has no element or address of theirs.
async fn assert_unharmed(page: &Page, after: &str) {
    let struck = page.script("return window.struck ?? 'nobody watches'", Vec::new()).await;
    assert_eq!(struck, json!([]), "a payload has run: {after}");
    let foreign = "const own = document.querySelectorAll('#app'); if (own.length !== 1) return ['no app']; \
        const kinds = 'script, iframe, object, embed, video, audio, img, image, base, meta, link, marquee, math, portal, applet, foreignObject, set, animate, style, template, xss, plaintext'; \
        const bad = [...own[0].querySelectorAll(kinds)].map((it) => it.outerHTML.slice(0, 80)); \
        for (const it of own[0].querySelectorAll('*')) for (const { name, value } of it.attributes) \
            if (name.startsWith('on') || name === 'srcdoc' || (/^(href|src|action|formaction|xlink:href|data)$/.test(name) && !/^(#|\\.\\/|blob:|https?:|[a-z0-9-]+\\.)/.test(value))) bad.push(`${it.tagName} ${name}=${value}`); \
        return bad;";
    assert_eq!(page.script(foreign, Vec::new()).await, json!([]), "{after}");
}

/// Puts each of them into a field, as typing and leaving it does, and then presses a button if there is one.
async fn write_each(page: &Page, field: &str, button: &str, payloads: &[String]) {
    page.wait_for(field).await;
    let script = "const done = arguments[3]; (async () => { for (const payload of arguments[2]) { \
        const field = document.querySelector(arguments[0]); if (!field) return done('the field has gone'); \
        field.value = payload; \
        for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true })); \
        if (arguments[1]) document.querySelector(arguments[1]).click(); \
        await new Promise((soon) => setTimeout(soon)); } done('all'); })();";
    // A few at a time: a script may not take too long.
    for some in payloads.chunks(40) {
        let written = page.client.execute_async(script, vec![json!(field), json!(button), json!(some)]).await;
        assert_eq!(written.expect("the script runs"), json!("all"), "{field}");
    }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn nothing_of_a_hostile_text_runs_in_any_view() {
    let all = payloads();
    in_browser(Place::SubPath, async |page| {
        page.wait_for("#read:enabled").await;
        page.script(WATCH, Vec::new()).await;
        paste(page, &format!("{}\n\n{}", all[0], lesson_text(&all))).await;
        wait_for_dictionary(page).await;
        assert_unharmed(page, "the text").await;
        for tab in ["facts", "charts", "timeline", "cards", "study", "statistics"] {
            go_to(page, tab).await;
            page.wait_for(&format!("[data-view={tab}]")).await;
            assert_unharmed(page, tab).await;
        }
        go_to(page, "facts").await;
        page.click("#check").await;
        page.wait_for("[data-view=coverage]").await;
        assert_unharmed(page, "the figures one by one").await;
        // Such sentences earn their cards no place: they are asked for.
        go_to(page, "cards").await;
        page.click("#more-cards").await;
        go_to(page, "study").await;
        page.wait_for("[data-view=study][data-phase=asking]").await;
        page.click("[data-view=study] .menu summary").await;
        page.click(".menu[open] [data-do=edit]").await;
        page.wait_for("#card-dialog[open]").await;
        for field in ["#edit-prompt", "#edit-answer"] {
            write_each(page, field, "", &all).await;
        }
        page.fill("#edit-prompt", &format!("{} ____", all[2])).await;
        page.click("#edit-save").await;
        page.wait_for_text("[data-view=study] .prompt", &all[2]).await;
        assert_unharmed(page, "a card of one's own").await;

        page.click(".brand").await;
        write_each(page, "#seek-words", "#find", &all).await;
        assert_unharmed(page, "the search").await;
        page.click(".lesson-line .menu summary").await;
        write_each(page, ".lesson-line [data-do=tag]", "", &all).await;
        write_each(page, ".lesson-line [data-do=rename]", "", &all).await;
        let last = all.last().expect("there are some");
        page.wait_for_text(".lesson-line .title", last).await;
        assert_unharmed(page, "a lesson's name and tags").await;
        // What was kept is shown again.
        page.wait_for("[data-store=kept]").await;
        page.reload().await;
        page.script(WATCH, Vec::new()).await;
        page.wait_for_text(".lesson-line .title", last).await;
        assert_unharmed(page, "what was kept").await;
    });
}

/// Every field of every view that takes words, found there and not listed here, is given each of them; and then what the field is for is done.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn nothing_runs_of_what_is_written_into_any_field_of_any_view() {
    let all = payloads();
    in_browser(Place::SubPath, async |page| {
        let lesson = begin(page).await;
        page.script(WATCH, Vec::new()).await;
        let mut written = 0;
        for what in views::all() {
            show(page, what, &lesson).await;
            let fields = "const scope = [...document.querySelectorAll('dialog[open]')].pop() ?? document; \
                          const words = [...scope.querySelectorAll('textarea, input')].filter((it) => !it.disabled && it.checkVisibility() && \
                            (it.localName === 'textarea' || ['text', 'search', 'url'].includes(it.type))); \
                          words.forEach((it, nth) => { it.dataset.payloads = nth; }); return words.length";
            let count = page.script(fields, Vec::new()).await.as_u64().expect("a count");
            for nth in 0..count {
                let field = format!("[data-payloads='{nth}']");
                let is_there = "return !!document.querySelector(arguments[0])";
                // A field may be drawn anew by what another one was given.
                if page.script(is_there, vec![json!(field)]).await == json!(true) {
                    write_each(page, &field, "", &all).await;
                    written += 1;
                }
                assert_unharmed(page, &format!("{what}, field {nth}")).await;
            }
            let hand_in =
                "const field = document.querySelector('[data-payloads]'); if (field?.form) field.form.requestSubmit()";
            page.script(hand_in, Vec::new()).await;
            assert_unharmed(page, what).await;
            put_away(page).await;
        }
        assert!(written > 15, "only {written} fields were found");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn nothing_of_a_hostile_file_runs() {
    let all = payloads();
    let folder = Scratch::new();
    let lines = |before: &str, after: &str| -> String {
        let line =
            |(number, payload): (usize, &String)| format!("{before}{payload}{after} 1941 г. {} т.\n\n", 10 + number);
        all.iter().enumerate().map(line).collect()
    };
    let cells: String =
        all.iter().enumerate().map(|(at, it)| format!("\"{}\";{at}\n", it.replace('"', "\"\""))).collect();
    let files = [
        (
            "page.html",
            format!(
                "<!doctype html><meta charset=utf-8><title>{}</title><main><h1>Завод</h1>{}</main>",
                all[1],
                lines("<p>", "</p>")
            ),
        ),
        ("text.md", format!("# {}\n\n{}", all[1], lines("В ", " собрали"))),
        ("table.csv", format!("Завод;Станков\n{cells}")),
        (
            "book.fb2",
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><FictionBook><description/><body><section>{}</section></body></FictionBook>",
                lines("<p>", "</p>")
            ),
        ),
        (
            "notes.txt",
            format!(
                "#separator:tab\n#html:true\n{}",
                all.iter().map(|it| format!("{it}\t{it} 5\n")).collect::<String>()
            ),
        ),
    ];
    in_browser(Place::SubPath, async |page| {
        for (name, text) in files {
            let file = folder.path().join(name);
            fs::write(&file, text).expect("the file can be written");
            page.wait_for("#read:enabled").await;
            page.script(WATCH, Vec::new()).await;
            open_file(page, &file).await;
            page.wait_until(
                "the file's answer",
                "return document.querySelector('[data-view=reader], .notice, dialog[open], [data-decks]')",
                Vec::new(),
            )
            .await;
            assert_unharmed(page, name).await;
            page.script("window.isOld = true; location.hash = '#/'; location.reload()", Vec::new()).await;
            page.wait_until("the page anew", "return !window.isOld", Vec::new()).await;
        }
        page.wait_for("#read:enabled").await;
        page.script(WATCH, Vec::new()).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn nothing_of_a_hostile_lesson_or_host_runs_in_a_frame() {
    let all = payloads();
    let folder = Scratch::new();
    let app = course_of(
        folder.path(),
        &format!("{}\n\n{}", all[0], lesson_text(&all[..20])),
        "<konspekt-lesson src=lesson.konspekt></konspekt-lesson>",
        sub_path(),
    );
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        page.script(WATCH, Vec::new()).await;
        heard(page, "ready").await;
        enter(page).await;
        page.wait_for("[data-view=reader]").await;
        page.script(WATCH, Vec::new()).await;
        leave(page).await;
        let script = "const done = arguments[1]; const it = document.querySelector('konspekt-lesson'); (async () => { \
            for (const payload of arguments[0]) { \
                for (const name of ['view', 'theme', 'lang', 'height', 'title']) it.setAttribute(name, payload); \
                it.resume(payload); \
                const frame = it.shadowRoot.querySelector('iframe').contentWindow; \
                for (const type of ['lesson', 'view', 'theme', 'language', 'resume', payload]) \
                    frame.postMessage({ konspekt: 1, type, lines: payload, view: payload, theme: payload, language: payload, state: payload }, '*'); \
                frame.postMessage(payload, '*'); \
                await new Promise((soon) => setTimeout(soon)); } \
            it.removeAttribute('height'); it.setAttribute('lang', 'ru'); it.setAttribute('view', 'lesson'); done('all'); })();";
        // A few at a time: a script may not take too long.
        for some in all.chunks(40) {
            let said = page.client.execute_async(script, vec![json!(some)]).await.expect("the host says it");
            assert_eq!(said, json!("all"));
        }
        enter(page).await;
        for tab in ["facts", "charts", "cards", "study"] {
            go_to(page, tab).await;
            page.wait_for(&format!("[data-view={tab}]")).await;
            assert_unharmed(page, tab).await;
        }
        leave(page).await;
        let struck = page.script("return window.struck", Vec::new()).await;
        assert_eq!(struck, json!([]), "in the page around it");
    });
}
