//! A lesson as a package in a learning system, whose run-time code is the real one (scorm-again): what it keeps, and that a learner comes
//! back to the card where they stopped.

use crate::app::{answer_one, chapter, go_to, press, study_one};
use crate::harness::{Page, Place, Scratch, in_browser, readers, single_page};
use crate::static_server::Site;
use konspekt::lesson::SAMPLE;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What differs between the two editions.
struct Edition {
    format: &'static str,
    api: &'static str,
    made: &'static str,
    place: &'static str,
    score: &'static str,
    /// What is told of a lesson that is begun.
    status: &'static str,
    /// What a learner has answered.
    response: &'static str,
}

const EDITIONS: [Edition; 2] = [
    Edition {
        format: "scorm12",
        api: "API",
        made: "Scorm12API",
        place: "cmi.core.lesson_location",
        score: "cmi.core.score.raw",
        status: "cmi.core.lesson_status",
        response: "student_response",
    },
    Edition {
        format: "scorm2004",
        api: "API_1484_11",
        made: "Scorm2004API",
        place: "cmi.location",
        score: "cmi.score.raw",
        status: "cmi.completion_status",
        response: "learner_response",
    },
];

impl Edition {
    fn call(&self, name: &str) -> String {
        let prefix = if self.api == "API" { "LMS" } else { "" };
        format!("window.{}.{prefix}{name}", self.api)
    }

    /// What the system has of the learner.
    async fn value(&self, page: &Page, name: &str) -> String {
        let script = format!("return {}(arguments[0])", self.call("GetValue"));
        page.script(&script, vec![json!(name)]).await.as_str().unwrap_or_default().to_owned()
    }
}

/// A learning system that keeps what it is told between visits, and a course with one lesson in it.
fn course(folder: &Path, edition: &Edition, text: &str) {
    let (source, package) = (folder.join("тыл.txt"), folder.join("lesson.zip"));
    fs::write(&source, text).expect("the text can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_konspekt"));
    command.arg("export").arg(&source).args(["--to", edition.format, "--app"]).arg(single_page());
    let told = command.arg("-o").arg(&package).output().expect("the command line runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let file = fs::File::open(&package).expect("a package");
    let mut package = zip::ZipArchive::new(file).expect("a zip file");
    package.extract(folder.join("package")).expect("it can be unpacked");
    fs::copy(readers().join("scorm-again/dist/scorm-again.js"), folder.join("scorm-again.js"))
        .expect("the run-time code");
    let Edition { api, made, .. } = edition;
    let host = format!(
        "<!doctype html><html lang=ru><meta charset=utf-8><link rel=icon href=data:,><title>Курс</title><script src=scorm-again.js></script>\
         <script>const system = window.{api} = new {made}({{ autocommit: false, logLevel: 5 }}); \
         const kept = localStorage.getItem('cmi'); if (kept) system.loadFromJSON(JSON.parse(kept), ''); \
         window.keep = () => localStorage.setItem('cmi', JSON.stringify(system.renderCMIToJSONObject()));</script>\
         <iframe id=lesson src=package/index.html width=1200 height=820></iframe></html>"
    );
    fs::write(folder.join("index.html"), host).expect("the page can be written");
}

/// Into the package's page, and from there into the lesson.
async fn enter(page: &Page) {
    for _ in 0..2 {
        page.wait_for("iframe#lesson").await;
        page.client.clone().enter_frame(0).await.expect("the frame is there");
    }
}

async fn leave(page: &Page) {
    for _ in 0..2 {
        page.client.clone().enter_parent_frame().await.expect("the page around the frame");
    }
}

async fn card(page: &Page) -> String {
    let card = page.script("return document.querySelector('[data-view=study]').dataset.card", Vec::new()).await;
    card.as_str().expect("a card").to_owned()
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_learner_comes_back_to_the_card_where_they_stopped() {
    for edition in EDITIONS {
        let folder = Scratch::new();
        course(folder.path(), &edition, SAMPLE);
        in_browser(Place::Site(Site::new(folder.path(), "/school/")), async |page| {
            enter(page).await;
            page.wait_for("[data-view=reader]").await;
            go_to(page, "study").await;
            study_one(page, 0).await;
            study_one(page, 1).await;
            let stopped = card(page).await;
            // The learning system keeps it: nothing is lost with the page, and nobody says so.
            let warned = "return document.querySelectorAll('.notice').length";
            assert_eq!(page.script(warned, Vec::new()).await, json!(0), "{}", edition.format);
            page.click("[data-tab=settings]").await;
            page.wait_for_text("[data-section=about]", "Ваши ответы хранит страница").await;
            leave(page).await;
            let is_kept = format!("return {}(arguments[0]) === arguments[1]", edition.call("GetValue"));
            page.wait_until("the bookmark", &is_kept, vec![json!(edition.place), json!(stopped)]).await;
            assert_eq!(edition.value(page, edition.status).await, "incomplete");
            assert_eq!(edition.value(page, "cmi.interactions._count").await, "2");
            let score: f64 = edition.value(page, edition.score).await.parse().expect("a score");
            assert!(score > 0.0 && score < 100.0, "{score}");
            assert!(edition.value(page, "cmi.suspend_data").await.len() > 10);

            // Another day, in a browser that has kept nothing of it itself.
            page.script("window.keep()", Vec::new()).await;
            page.reload().await;
            enter(page).await;
            page.wait_for("[data-view=study][data-phase=asking]").await;
            assert_eq!(card(page).await, stopped, "{}", edition.format);
            go_to(page, "statistics").await;
            page.wait_for("[data-view=statistics][data-reviews='2']").await;
            go_to(page, "study").await;
            answer_one(page).await;
            press(page, '3').await;
            page.wait_for(&format!("[data-view=study]:not([data-card='{stopped}'])")).await;
            leave(page).await;
            let goes_on = format!("return {}('cmi.interactions._count') > 2", edition.call("GetValue"));
            assert_eq!(page.wait_until("the next answer", &goes_on, Vec::new()).await, Value::Bool(true));
        });
    }
}

/// What is typed reaches the learning system word for word, though the package's sandbox allows no forms. The lesson is that of the chapter, where that
/// lies beside the repository.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_is_typed_in_a_package_is_kept_by_the_learning_system() {
    let text = chapter().unwrap_or_else(|| SAMPLE.to_owned());
    for edition in EDITIONS {
        let folder = Scratch::new();
        course(folder.path(), &edition, &text);
        in_browser(Place::Site(Site::new(folder.path(), "/school/")), async |page| {
            enter(page).await;
            page.wait_for("[data-view=reader]").await;
            go_to(page, "study").await;
            let mut typed = None;
            for done in 0..40 {
                page.wait_for(&format!("[data-view=study][data-done='{done}'][data-phase=asking]")).await;
                let is_typed = "return !!document.querySelector('[data-kind=Typed] #answer-field')";
                if page.script(is_typed, Vec::new()).await == Value::Bool(true) {
                    page.fill("#answer-field", "12345 и ещё").await;
                    page.click("#submit").await;
                    page.wait_for("[data-view=study][data-phase=answered] [data-evidence]").await;
                    typed = Some(done);
                } else {
                    answer_one(page).await;
                }
                press(page, '3').await;
                if typed.is_some() {
                    break;
                }
            }
            let typed = typed.expect("a card on which one types");
            leave(page).await;
            let Edition { api, response, .. } = &edition;
            let kept = format!(
                "return JSON.parse(JSON.stringify(window.{api}.cmi.interactions.childArray))[arguments[0]]?.{response}"
            );
            let kept = page.wait_until("the answer", &kept, vec![json!(typed)]).await;
            assert_eq!(kept, json!("12345 и ещё"), "{}", edition.format);
        });
    }
}
