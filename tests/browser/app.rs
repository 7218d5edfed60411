//! What a test does with the app, and what the app has to show: the library itself says it, no number stands here.

use crate::harness::{Page, Scratch};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use konspekt::fact::{Fact, FactKind};
use konspekt::ingest;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// The counts that the reader's page carries.
fn counts(lesson: &Lesson) -> [(&'static str, usize); 5] {
    [
        ("facts", lesson.facts.len()),
        ("figures", lesson.mentions.quantities.len()),
        ("times", lesson.mentions.times.len()),
        ("charts", lesson.charts.len()),
        ("cards", lesson.cards.len()),
    ]
}

/// What the library makes of a text here, outside the browser. (The seed moves cards, not their number.)
pub fn lesson(text: &str) -> Lesson {
    lesson_by(Morphology::bundled(), text)
}

/// Likewise, with this knowledge of words.
pub fn lesson_by(morphology: &Morphology, text: &str) -> Lesson {
    Lesson::of(ingest::read_text(text, None).expect("a text can be read").document, 0, morphology)
}

/// What each fact of a lesson is about, by its id.
pub fn abouts(lesson: &Lesson) -> Vec<(String, String)> {
    let about = |fact: &Fact| match &fact.kind {
        FactKind::Quantity(quantity) => quantity.subject.clone(),
        FactKind::Event { what } => what.clone(),
        FactKind::Definition { meaning, .. } => meaning.clone(),
    };
    lesson.facts.iter().map(|fact| (fact.id.0.to_string(), about(fact))).collect()
}

/// Waits until the lesson on screen was read with the dictionary.
pub async fn wait_for_dictionary(page: &Page) {
    page.wait_for("[data-view=reader][data-with-dictionary=true]").await;
}

/// That the facts beside the text are about what the library says.
pub async fn assert_about(page: &Page, lesson: &Lesson) {
    let script = "return [...document.querySelectorAll('.reader aside [data-fact]')].map((e) => [e.dataset.fact, e.textContent])";
    let shown: Vec<(String, String)> =
        serde_json::from_value(page.script(script, Vec::new()).await).expect("ids and texts");
    for (id, about) in abouts(lesson) {
        assert!(shown.iter().any(|(known, text)| *known == id && text.contains(&about)), "{about}: not in {shown:#?}");
    }
}

/// Opens the sample from the first page and waits until it is read.
pub async fn open_sample(page: &Page) {
    page.click("#open-sample:enabled").await;
    page.wait_for("[data-view=reader]").await;
}

/// Pastes a text into the first page and has it read.
pub async fn paste(page: &Page, text: &str) {
    page.wait_for("#read:enabled").await;
    page.fill("#text", text).await;
    page.click("#read").await;
}

/// The same where the window is a phone's: there the driver misses a button once something has been written.
pub async fn paste_on_a_phone(page: &Page, text: &str) {
    page.wait_for("#read:enabled").await;
    let give = "document.querySelector('#text').value = arguments[0]; document.querySelector('#read').click()";
    page.script(give, vec![serde_json::json!(text)]).await;
}

/// Chooses a file on the first page.
pub async fn open_file(page: &Page, file: &Path) {
    page.wait_for("#read:enabled").await;
    let input = page.wait_for("#file").await;
    input.send_keys(&file.to_string_lossy()).await.expect("the file can be chosen");
}

/// A file with the sample many times over.
pub fn ten_megabytes_in(folder: &Scratch) -> PathBuf {
    let file = folder.path().join("long.txt");
    let text = format!("{SAMPLE}\n\n").repeat(10_000_000_usize.div_ceil(SAMPLE.len()));
    fs::write(&file, text).expect("the file can be written");
    file
}

/// Goes to a view of the lesson by its tab.
pub async fn go_to(page: &Page, tab: &str) {
    page.click(&format!("[data-tab={tab}]")).await;
    page.wait_for(&format!("[data-tab={tab}][aria-current=page]")).await;
}

/// Waits until the reader's page shows what the library finds in the text, with its marks.
pub async fn assert_marked(page: &Page, lesson: &Lesson) {
    wait_for_dictionary(page).await;
    assert_marks(page, lesson).await;
}

/// That the reader's page shows now what the lesson has.
pub async fn assert_marks(page: &Page, lesson: &Lesson) {
    for (name, count) in counts(lesson) {
        assert_eq!(number(page, "[data-view=reader]", name).await, count, "{name}");
    }
    // One mention can be several elements, where another lies in it; one under others has none.
    let script =
        "return new Set([...document.querySelectorAll('mark.' + arguments[0])].map((mark) => mark.dataset.mark)).size";
    for (class, count) in [("figure", lesson.mentions.quantities.len()), ("time", lesson.mentions.times.len())] {
        let marked = page.script(script, vec![json!(class)]).await.as_u64().unwrap_or_default() as usize;
        assert!(marked > 0 && marked <= count, "{marked} marks for {count} mentions of {class}");
    }
    let listed = page.script("return document.querySelectorAll('.reader aside [data-fact]').length", Vec::new()).await;
    assert_eq!(listed, json!(lesson.facts.len()), "every fact stands beside its paragraph");
}

/// The chapter, where it lies beside the repository.
pub fn chapter() -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/chapter.txt")).ok()
}

/// A number that the page carries in a `data-` attribute.
pub async fn number(page: &Page, css: &str, name: &str) -> usize {
    let script = "return document.querySelector(arguments[0])?.getAttribute('data-' + arguments[1])";
    let value = page.script(script, vec![json!(css), json!(name)]).await;
    value.as_str().and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("'{css}' has no data-{name}: {value}"))
}

/// Waits for a notice with these words, and dismisses it.
pub async fn expect_notice(page: &Page, words: &str) {
    page.wait_for_text(".notice", words).await;
    page.click(".notice .plain").await;
    page.wait_for("[data-notices='0']").await;
}

/// Presses a key, wherever the focus is.
pub async fn press(page: &Page, key: char) {
    let keys =
        KeyActions::new("keyboard".into()).then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
    page.client.perform_actions(keys).await.expect("the key can be pressed");
}

/// Has the answer of the card on screen shown by keyboard; where there are options, the first of them is taken.
pub async fn answer_one(page: &Page) {
    page.wait_for("[data-view=study][data-phase=asking]").await;
    // What is typed, drawn or put in order is given up.
    let way = "return document.querySelector('[data-option], #dont-know')?.id ?? ' '";
    match page.script(way, Vec::new()).await.as_str() {
        Some("dont-know") => page.click("#dont-know").await,
        Some(" ") => press(page, ' ').await,
        _ => press(page, '1').await,
    }
    page.wait_for("[data-view=study][data-phase=answered] [data-evidence]").await;
}

/// Studies the card on screen by keyboard and grades it as good. The number of reviews in this sitting is `done` before and one more after.
pub async fn study_one(page: &Page, done: usize) {
    page.wait_for(&format!("[data-view=study][data-done='{done}']")).await;
    answer_one(page).await;
    press(page, '3').await;
    page.wait_for(&format!("[data-view=study][data-done='{}']", done + 1)).await;
}

/// Until the service worker is at work and everything is kept.
pub async fn wait_until_kept(page: &Page) {
    let script = "const done = arguments[0]; (async () => { const ready = await navigator.serviceWorker?.ready; \
                  done(!!ready?.active && (await caches.keys()).length > 0); })();";
    let kept = page.client.execute_async(script, Vec::new()).await.expect("the browser says so");
    assert_eq!(kept, Value::Bool(true));
}
