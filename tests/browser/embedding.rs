//! A lesson in a page of another origin: the element, what it says and hears, and how the frame keeps to its own.

use crate::app::{answer_one, go_to, press, study_one, wait_for_dictionary};
use crate::harness::{Engine, Page, Place, Scratch, copy_app, dist, in_browser, served, single_page, sub_path};
use crate::static_server::Site;
use konspekt::backup::lines::{self, Read};
use konspekt::card::{Card, default_deck};
use konspekt::deck::Grade;
use konspekt::embed::progress;
use konspekt::embed::telling::Telling;
use konspekt::lesson::SAMPLE;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Keeps what the element says.
const HEAR: &str = "<script>window.heard = []; for (const kind of ['ready', 'resize', 'answered', 'progress', 'completed', 'failed', 'statement']) \
                    document.addEventListener('konspekt-' + kind, (event) => window.heard.push([kind, event.detail]));</script>";

/// What the page, or the frame that was entered, has asked for.
const ASKED: &str = "return performance.getEntriesByType('resource').map((it) => it.name)";

/// A site with a lesson file and a page with these elements in it; the address of the app, which is served too.
pub fn course(folder: &Path, elements: &str, app: Site) -> String {
    course_of(folder, SAMPLE, elements, app)
}

/// Likewise, the lesson of this text.
pub fn course_of(folder: &Path, text: &str, elements: &str, app: Site) -> String {
    course_with(folder, text, &[], elements, app)
}

/// Likewise, published with these options.
pub fn course_with(folder: &Path, text: &str, options: &[&str], elements: &str, app: Site) -> String {
    let source = folder.join("тыл.txt");
    fs::write(&source, text).expect("the text can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_konspekt"));
    command.arg("export").arg(&source).args(["--to", "lesson", "-o"]).arg(folder.join("lesson.konspekt"));
    command.args(options);
    assert!(command.output().expect("the command line runs").status.success());
    let app = served(app);
    let page = format!(
        "<!doctype html><html lang=ru><meta charset=utf-8><link rel=icon href=data:,><title>Курс</title>{HEAR}\
         <h1>Курс</h1>{elements}<script src=\"{app}konspekt-lesson.js\"></script></html>"
    );
    fs::write(folder.join("index.html"), page).expect("the page can be written");
    app
}

pub async fn heard(page: &Page, kind: &str) -> Value {
    let script = "return window.heard.findLast(([kind]) => kind === arguments[0])?.[1]";
    page.wait_until(&format!("'{kind}' to be said"), script, vec![json!(kind)]).await
}

/// Goes into the frame of the first lesson in the page.
pub async fn enter(page: &Page) {
    enter_nth(page, 0).await;
}

/// Goes into the frame of one of the lessons in the page, counted from 0.
pub async fn enter_nth(page: &Page, nth: usize) {
    let script = "return document.querySelectorAll('konspekt-lesson')[arguments[0]].shadowRoot.querySelector('iframe')";
    let frame = page.client.execute(script, vec![json!(nth)]).await.expect("the frame");
    let frame = fantoccini::elements::Element::from_element_id(page.client.clone(), element_id(&frame).into());
    frame.enter_frame().await.expect("the frame can be entered");
}

/// The id by which the driver knows an element.
fn element_id(element: &Value) -> String {
    let id = element.as_object().and_then(|fields| fields.values().next()).and_then(Value::as_str);
    id.expect("an element").to_owned()
}

pub async fn leave(page: &Page) {
    page.client.clone().enter_parent_frame().await.expect("the page around the frame");
}

/// The frame is as high as what is in it, and comes to rest: nothing in it may depend on the frame's own height. Gives that height.
async fn height_at_rest(page: &Page) -> f64 {
    heard(page, "resize").await;
    let rest = "const count = window.heard.length; \
                if (window.restSeen?.count !== count) { window.restSeen = { count, at: performance.now() }; return null; } \
                if (performance.now() - window.restSeen.at < 500) return null; \
                const told = window.heard.findLast(([kind]) => kind === 'resize')[1].height; \
                return [told, document.querySelector('konspekt-lesson').getBoundingClientRect().height]";
    let heights = page.wait_until("no more change of height", rest, Vec::new()).await;
    let (told, around) = (heights[0].as_f64().expect("a height"), heights[1].as_f64().expect("a height"));
    assert!((told - around).abs() < 1.0, "{around} for {told}");
    enter(page).await;
    let inside = "return document.querySelector('.screen').getBoundingClientRect().height";
    let inside = page.script(inside, Vec::new()).await.as_f64().expect("a height");
    leave(page).await;
    assert!((told - inside).abs() < 2.0, "{told} for what is {inside} high");
    told
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_lesson_in_a_page_of_another_origin_says_what_that_page_gets_to_know() {
    let folder = Scratch::new();
    let app = course(folder.path(), "<konspekt-lesson src=lesson.konspekt></konspekt-lesson>", sub_path());
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        // Another port of the same host is the same site: what the browser keeps is the app's own there.
        assert_eq!(heard(page, "ready").await["storage"], "own");
        let origin = page.script("return location.origin", Vec::new()).await;
        enter(page).await;
        page.click("[data-tab=settings]").await;
        page.click("[data-to=about]").await;
        page.wait_for_text("[data-view=about] [data-host]", origin.as_str().unwrap_or("?")).await;
        let told = "return [...document.querySelectorAll('[data-told]')].map((one) => one.dataset.told)";
        let told: Vec<String> = serde_json::from_value(page.script(told, Vec::new()).await).expect("texts");
        assert_eq!(told, Telling::ALL.map(|telling| telling.fields().join(" ")));
        leave(page).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_lesson_is_studied_in_a_page_of_another_origin() {
    let folder = Scratch::new();
    let app = course(
        folder.path(),
        "<konspekt-lesson src=lesson.konspekt><p id=fallback>Урок загружается</p></konspekt-lesson>",
        sub_path(),
    );
    in_browser(Place::Abroad(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        let ready = heard(page, "ready").await;
        let lesson = crate::app::lesson(SAMPLE);
        assert_eq!(ready["title"], json!(lesson.document.title));
        assert_eq!(ready["storage"], "partitioned");
        let is_shown = "return document.querySelector('#fallback').checkVisibility()";
        assert_eq!(page.script(is_shown, Vec::new()).await, json!(false), "the lesson stands in its place");
        assert!(height_at_rest(page).await > 400.0);

        enter(page).await;
        page.wait_for("[data-view=reader]").await;
        go_to(page, "study").await;
        study_one(page, 0).await;
        leave(page).await;
        let answered = heard(page, "answered").await;
        assert_eq!(answered["right"], json!(true));
        assert!(answered["prompt"].as_str().is_some_and(|prompt| prompt.chars().count() > 10), "{answered}");
        assert!(answered["expected"].as_str().is_some_and(|answer| !answer.is_empty()), "{answered}");
        let statement = heard(page, "statement").await;
        assert_eq!(statement["verb"]["id"], "http://adlnet.gov/expapi/verbs/answered");
        assert_eq!(statement["object"]["definition"]["correctResponsesPattern"][0], answered["expected"]);
        assert_eq!(statement["result"]["success"], json!(true));
        let id = statement["object"]["id"].as_str().unwrap_or_default();
        assert!(
            id.starts_with("http")
                && id.ends_with(&format!("lesson.konspekt#{}", answered["card"].as_str().unwrap_or("?"))),
            "{id}"
        );
        let progress = heard(page, "progress").await;
        let cards = ready["cards"].as_f64().expect("a number");
        let share = progress["done"].as_f64().expect("a share");
        assert!((share - 1.0 / cards).abs() < 0.001, "{progress}");
        assert!(progress["state"].as_str().is_some_and(|state| state.starts_with('1') && state.len() > 7));

        // What was learned is there when the page is opened again.
        page.reload().await;
        heard(page, "ready").await;
        enter(page).await;
        page.wait_for("[data-view=reader][data-with-dictionary=true]").await;
        let asked = page.script(ASKED, Vec::new()).await.to_string();
        assert!(asked.contains(".wasm"), "{asked}");
        for needless in ["worker-", "opencorpora-"] {
            assert!(!asked.contains(needless), "what was read goes along: {asked}");
        }
        go_to(page, "statistics").await;
        page.wait_for("[data-view=statistics][data-reviews='1']").await;
        page.click("[data-tab=settings]").await;
        page.wait_for("[data-storage=partitioned]").await;
        leave(page).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_part_of_a_lesson_is_shown_alone_in_the_hosts_theme_and_language() {
    let folder = Scratch::new();
    let app = course(
        folder.path(),
        "<konspekt-lesson src=lesson.konspekt view=chart theme=dark lang=en height=500></konspekt-lesson>",
        sub_path(),
    );
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        heard(page, "ready").await;
        enter(page).await;
        page.wait_for("[data-view=charts][data-charts='1']").await;
        page.wait_for("html[data-theme=dark][lang=en]").await;
        assert!(
            page.client.find(fantoccini::Locator::Css("header.bar")).await.is_err(),
            "there is no way to other views"
        );
        leave(page).await;
        let change = "const lesson = document.querySelector('konspekt-lesson'); \
                      lesson.setAttribute('view', 'timeline'); lesson.setAttribute('theme', 'light'); lesson.setAttribute('lang', 'ru');";
        page.script(change, Vec::new()).await;
        enter(page).await;
        page.wait_for("[data-view=timeline]").await;
        page.wait_for("html[data-theme=light][lang=ru]").await;
        leave(page).await;
        let height = "return document.querySelector('konspekt-lesson').getBoundingClientRect().height";
        assert_eq!(page.script(height, Vec::new()).await, json!(500));
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn in_a_sandbox_without_an_origin_it_works_in_memory_and_takes_up_what_the_host_kept() {
    let (folder, files) = (Scratch::new(), Scratch::new());
    copy_app(files.path(), |_| true);
    fs::copy(single_page(), files.path().join("konspekt.html")).expect("the page can be copied");
    // The app's own files have to be readable from a frame without an origin; there WebKit takes none for the page's own.
    let open = Site { is_open: true, ..Site::new(files.path(), "/konspekt/") };
    let whole = if Engine::of_this_run() == Engine::WebKit { "app=APP" } else { "" };
    let element =
        format!("<konspekt-lesson src=lesson.konspekt view=cards sandbox=allow-scripts {whole}></konspekt-lesson>");
    let app = course(folder.path(), &element, open);
    let page = folder.path().join("index.html");
    let written = fs::read_to_string(&page).expect("the page");
    fs::write(&page, written.replace("app=APP", &format!("app={app}konspekt.html"))).expect("it can be written");
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        assert_eq!(heard(page, "ready").await["storage"], "none");
        height_at_rest(page).await;
        enter(page).await;
        study_one(page, 0).await;
        leave(page).await;
        let state = heard(page, "progress").await["state"].clone();
        page.reload().await;
        heard(page, "ready").await;
        let resume = "document.querySelector('konspekt-lesson').resume(arguments[0])";
        page.script(resume, vec![state.clone()]).await;
        assert_eq!(heard(page, "progress").await["state"], state, "it is taken up as it was");
        let heard_so_far = "return window.heard.length";
        let before = page.script(heard_so_far, Vec::new()).await;
        page.script(resume, vec![state.clone()]).await;
        enter(page).await;
        study_one(page, 0).await;
        leave(page).await;
        let goes_on = "return window.heard.length > arguments[0] && window.heard.findLast(([kind]) => kind === 'progress')[1].state.length > arguments[1]";
        let length = state.as_str().map_or(0, str::len);
        page.wait_until("the state with one more review", goes_on, vec![before, json!(length)]).await;
    });
}

/// A sandbox that allows scripts alone takes every submission of a form away; what was typed is handed in all the same, by the key
/// and by the button.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_is_typed_in_a_sandbox_is_handed_in() {
    let (folder, files) = (Scratch::new(), Scratch::new());
    fs::copy(single_page(), files.path().join("konspekt.html")).expect("the page can be copied");
    let app = served(Site::new(files.path(), "/konspekt/"));
    // All cards in the form in which one types.
    let element = format!(
        "<konspekt-lesson src=lesson.konspekt view=cards sandbox=allow-scripts app={app}konspekt.html></konspekt-lesson>"
    );
    course(folder.path(), &element, Site::new(dist(), "/app/"));
    let page = folder.path().join("index.html");
    let own = fs::read_to_string(dist().join("konspekt-lesson.js")).expect("the element");
    fs::write(folder.path().join("element.js"), own).expect("it can be written");
    let written = fs::read_to_string(&page).expect("the page");
    let at = written.find("<script src=").expect("the element's script");
    fs::write(&page, format!("{}<script src=element.js></script></html>", &written[..at])).expect("it can be written");
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        heard(page, "ready").await;
        enter(page).await;
        let mut handed_in = 0;
        for done in 0..40 {
            page.wait_for(&format!("[data-view=study][data-done='{done}'][data-phase=asking]")).await;
            let is_typed = "return !!document.querySelector('[data-kind=Typed] #answer-field')";
            if page.script(is_typed, Vec::new()).await == json!(true) {
                page.fill("#answer-field", "1").await;
                match handed_in {
                    0 => press(page, '\u{e007}').await,
                    _ => page.click("#submit").await,
                }
                page.wait_for("[data-view=study][data-phase=answered] [data-evidence]").await;
                handed_in += 1;
            } else {
                answer_one(page).await;
            }
            if handed_in == 2 {
                break;
            }
            press(page, '3').await;
        }
        assert_eq!(handed_in, 2, "there are cards on which one types");
        leave(page).await;
    });
}

/// Of a lesson that is known, the host is told once that it is completed, and handed one statement of it.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_lesson_that_is_completed_is_told_of_once() {
    let folder = Scratch::new();
    let app = course(folder.path(), "<konspekt-lesson src=lesson.konspekt title=Тыл></konspekt-lesson>", sub_path());
    let made = crate::app::lesson(SAMPLE);
    // 2026-03-01T12:00Z: long enough ago for all cards to be due.
    let known = |card: &Card| (card.id.clone(), vec![(1_772_366_400_000, Grade::Good)]);
    let known: Vec<_> = default_deck(&made.cards, made.words()).iter().map(known).collect();
    let reviews: Vec<_> = known.iter().map(|(card, reviews)| (card, reviews.clone())).collect();
    let state = progress::pack(&reviews, 4096);
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        heard(page, "ready").await;
        // Until the dictionary has come there are other cards.
        enter(page).await;
        page.wait_for("[data-view=reader]").await;
        wait_for_dictionary(page).await;
        leave(page).await;
        let resume = "document.querySelector('konspekt-lesson').resume(arguments[0], { kept: true })";
        page.script(resume, vec![json!(state)]).await;
        let completed = heard(page, "completed").await;
        assert_eq!((&completed["passed"], &completed["score"]), (&json!(true), &json!(1)));
        let statement = heard(page, "statement").await;
        assert_eq!(statement["verb"]["id"], "http://adlnet.gov/expapi/verbs/completed");
        assert_eq!(statement["object"]["definition"]["name"]["ru"], "Тыл");
        let result = json!({ "completion": true, "success": true, "score": { "scaled": 1 } });
        assert_eq!(statement["result"], result);
        enter(page).await;
        go_to(page, "study").await;
        study_one(page, 0).await;
        leave(page).await;
        heard(page, "answered").await;
        let count = "return window.heard.filter(([kind]) => kind === 'completed').length";
        assert_eq!(page.script(count, Vec::new()).await, json!(1));
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn whoever_is_not_the_page_around_is_not_heard_and_a_foreign_file_is_refused() {
    let folder = Scratch::new();
    let app = course(folder.path(), "<konspekt-lesson src=lesson.konspekt></konspekt-lesson>", sub_path());
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        heard(page, "ready").await;
        // A message of another frame, and a forged one of the page itself, change nothing.
        let forge = "const lesson = document.querySelector('konspekt-lesson'); const before = window.heard.length; \
                     window.postMessage({ konspekt: 1, type: 'hello' }, '*'); \
                     lesson.shadowRoot.querySelector('iframe').contentWindow.postMessage({ konspekt: 1, type: 'run', code: 'alert(1)' }, '*'); \
                     return before";
        let before = page.script(forge, Vec::new()).await;
        let later = "const done = arguments[0]; setTimeout(() => done(window.heard.length), 300);";
        let after = page.client.execute_async(later, Vec::new()).await.expect("a number");
        assert_eq!(after, before, "nothing was handed over again, and nothing was said");
        enter(page).await;
        let inside = "window.postMessage({ konspekt: 1, type: 'theme', theme: 'dark' }, '*'); \
                      const done = arguments[0]; setTimeout(() => done(document.documentElement.dataset.theme ?? null), 200);";
        let theme = page.client.execute_async(inside, Vec::new()).await.expect("the theme");
        assert_ne!(theme, json!("dark"), "the frame itself is not the page around it");
        leave(page).await;
    });

    let fallback = "<p id=fallback>Урок загружается</p>";
    let plain = "<konspekt-lesson id=plain src=none.konspekt>Урока пока нет</konspekt-lesson>\
                 <konspekt-lesson id=bare src=none.konspekt></konspekt-lesson>";
    let app = course(
        folder.path(),
        &format!("<konspekt-lesson src=wrong.konspekt>{fallback}</konspekt-lesson>{plain}"),
        sub_path(),
    );
    fs::write(folder.path().join("wrong.konspekt"), "[\"00000000\",{\"v\":1}]\n<script>alert(1)</script>")
        .expect("written");
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        assert!(heard(page, "failed").await.is_string(), "the host is told");
        let is_shown = "return document.querySelector('#fallback').checkVisibility()";
        assert_eq!(page.script(is_shown, Vec::new()).await, json!(true), "what stands in the element");
        let seen = "const seen = (id) => { const { shadowRoot } = document.getElementById(id); \
                    return [...shadowRoot.children].map((part) => part.checkVisibility() || (part.localName === 'slot' && !part.hidden)); }; \
                    if (window.heard.filter(([kind]) => kind === 'failed').length < 3) return null; return [seen('plain'), seen('bare')]";
        let seen = page.wait_until("three to fail", seen, Vec::new()).await;
        assert_eq!(seen, json!([[true, false], [false, true]]), "words, or where there are none the frame");
        enter(page).await;
        page.wait_for_text(".notice", "Здесь должен быть урок").await;
        leave(page).await;
        assert!(!page.take_console().await.is_empty(), "the reason stands on the console");
    });
}

/// The app in a frame takes in the text that its address holds, once, and goes where the page around it leads.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_app_in_a_frame_follows_its_address() {
    let folder = Scratch::new();
    let app = served(sub_path());
    let page = format!(
        "<!doctype html><html lang=ru><meta charset=utf-8><link rel=icon href=data:,><title>Курс</title>\
         <iframe title=Konspekt width=900 height=700 src=\"{app}#text=%D0%92%201944%20%D0%B3.%20%D1%81%D0%BE%D0%B1%D1%80%D0%B0%D0%BB%D0%B8%2030%20%D1%82.\"></iframe></html>"
    );
    fs::write(folder.path().join("index.html"), page).expect("the page can be written");
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        let frame = page.wait_for("iframe").await;
        frame.enter_frame().await.expect("the frame can be entered");
        page.wait_for("[data-view=reader]").await;
        page.wait_for_text("[data-view=reader]", "30 т").await;
        go_to(page, "facts").await;
        leave(page).await;
        page.script("document.querySelector('iframe').src = arguments[0]", vec![json!(format!("{app}#/statistics"))])
            .await;
        let frame = page.wait_for("iframe").await;
        frame.enter_frame().await.expect("the frame can be entered");
        page.wait_for("[data-view=statistics]").await;
        leave(page).await;
    });
}

/// A lesson of another form, as a later version of the app would make it, one that is damaged, and another order than its own.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_was_read_in_another_form_is_read_again() {
    let folder = Scratch::new();
    let elements = "<konspekt-lesson src=other.konspekt></konspekt-lesson>";
    let app = course(folder.path(), elements, sub_path());
    let lesson = fs::read_to_string(folder.path().join("lesson.konspekt")).expect("the lesson");
    let read = lines::read_out(&lesson).expect("what was read");
    let records = lines::read(lesson.as_bytes()).expect("a lesson").records;
    let of = |stamp: &str, letters: &str| {
        lines::write_with(&records, &Read { stamp: stamp.to_owned(), letters: letters.to_owned() })
    };
    let worn = read.letters.replacen(&read.letters[1000..1010], "!!!!!!!!!!", 1);
    for file in [of("0000000000000000", &read.letters), of(&read.stamp, &worn), of(&read.stamp, "<b>")] {
        fs::write(folder.path().join("other.konspekt"), file).expect("written");
        in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
            page.expect_site(&app);
            assert_eq!(heard(page, "ready").await["title"], json!(crate::app::lesson(SAMPLE).document.title));
            enter(page).await;
            wait_for_dictionary(page).await;
            assert!(page.script(ASKED, Vec::new()).await.to_string().contains("worker-"));
            leave(page).await;
        });
    }
}

/// Two elements in one page with other seeds begin with other cards, those with the same seed with the same.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_seed_of_the_host_is_an_order_of_its_own() {
    let folder = Scratch::new();
    let lesson = |seed: u32| {
        format!("<konspekt-lesson src=lesson.konspekt view=cards loading=eager seed={seed}></konspekt-lesson>")
    };
    let app = course(folder.path(), &[lesson(1), lesson(1), lesson(2), lesson(5)].concat(), sub_path());
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        let mut shown = Vec::new();
        for nth in 0..4 {
            enter_nth(page, nth).await;
            shown.push(page.wait_for("[data-phase=asking]").await.text().await.expect("the card"));
            leave(page).await;
        }
        assert_eq!(shown[0], shown[1]);
        assert!(shown[2] != shown[0] || shown[3] != shown[0], "{shown:?}");
    });
}

/// The lesson stands in the page itself, and its text holds what would end a script or begin another.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_lesson_inside_the_element_ends_no_script_whatever_it_says() {
    let folder = Scratch::new();
    let text = format!("{SAMPLE}\n\nЗнаки </script><!--<script>alert(1)</script> стоят в тексте.\n");
    let app = course_of(folder.path(), &text, "<i>lesson</i>", sub_path());
    let lesson = fs::read_to_string(folder.path().join("lesson.konspekt")).expect("the lesson");
    assert!(!lesson.contains('<'));
    let inside =
        format!("<konspekt-lesson><script type=\"application/x-konspekt\">\n{lesson}</script></konspekt-lesson>");
    let page = fs::read_to_string(folder.path().join("index.html")).expect("the page");
    fs::write(folder.path().join("index.html"), page.replace("<i>lesson</i>", &inside)).expect("written");
    in_browser(Place::Site(Site::new(folder.path(), "/course/")), async |page| {
        page.expect_site(&app);
        heard(page, "ready").await;
        enter(page).await;
        page.wait_for_text("[data-view=reader]", "</script><!--<script>alert(1)</script>").await;
        leave(page).await;
    });
}
