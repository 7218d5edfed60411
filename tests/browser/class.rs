//! What a class has done, from the files of its learners: chosen or dropped, whole, damaged and foreign.

use crate::app::lesson;
use crate::barriers::assert_none;
use crate::harness::{Page, Place, SPIES, Scratch, Setting, in_browser, in_chromium};
use konspekt::backup::{self, lines};
use konspekt::card::{CardKind, default_deck};
use konspekt::deck::{Body, DeviceId, Event, EventId, Grade, LessonId, Review};
use konspekt::document::Source;
use konspekt::lesson::SAMPLE;
use konspekt::store::record;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The records of a learner who has answered the first cards of the sample, the last of them wrongly.
fn records(answered: usize) -> Vec<String> {
    let id = LessonId("1".repeat(16));
    let added = Body::LessonAdded {
        lesson: id.clone(),
        title: "Тыл".to_owned(),
        text: SAMPLE.to_owned(),
        source: Source::default(),
        structure: None,
        seed: 0,
    };
    let made = lesson(SAMPLE);
    let cards = &default_deck(&made.cards, made.words())[..answered];
    let review = |(nth, card): (usize, &konspekt::card::Card)| {
        Body::Reviewed(Review {
            lesson: id.clone(),
            card: card.id.clone(),
            kind: CardKind::Question,
            answer: None,
            proposed: None,
            chosen: if nth + 1 == answered { Grade::Again } else { Grade::Good },
            took: 30_000,
            content: String::new(),
        })
    };
    let said = std::iter::once(added).chain(cards.iter().enumerate().map(review));
    let event = |(number, body): (u64, Body)| {
        let id = EventId { device: DeviceId("a".repeat(16)), number };
        record::encode(&Event { id, at: 1_772_366_400_000, offset: 0, body }).expect("within the limits")
    };
    (1..).zip(said).map(event).collect()
}

fn write(folder: &Scratch, name: &str, bytes: &[u8]) -> PathBuf {
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).expect("the file can be written");
    file
}

async fn choose(page: &Page, files: &[PathBuf]) {
    let input = page.wait_for("#class-files").await;
    let names: Vec<String> = files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    input.send_keys(&names.join("\n")).await.expect("files can be chosen");
}

async fn told(page: &Page, rows: usize, troubles: usize) {
    let css = format!("[data-view=class][data-class=idle][data-rows='{rows}'][data-troubles='{troubles}']");
    page.wait_for(&css).await;
}

async fn cells(page: &Page) -> Vec<Vec<String>> {
    let script = "return [...document.querySelectorAll('[data-view=class] tbody tr')].map((row) => [...row.children].map((cell) => cell.innerText))";
    serde_json::from_value(page.script(script, Vec::new()).await).expect("rows of texts")
}

/// A class: one who has done something, one who has not, a file that is damaged, and two that are none.
fn class(folder: &Scratch) -> Vec<PathBuf> {
    let packed = backup::write(&records(4), None).expect("a backup");
    vec![
        write(folder, "Петров.konspekt", lines::write(&records(0)).as_bytes()),
        write(folder, "Иванова <b>.konspekt", &packed),
        write(folder, "Сидоров.konspekt", &packed[..packed.len() - 40]),
        write(folder, "фото.konspekt", b"\x89PNG\r\n"),
        write(folder, "пусто.konspekt", b""),
    ]
}

/// The page of a class with a few learners on it.
pub async fn fill(page: &Page, folder: &Scratch) {
    enter(page).await;
    let class = [("Иванова Анна", 12), ("Козлов Пётр", 7), ("Петрова Мария", 15), ("Сидоров Иван", 0)];
    let files =
        class.map(|(name, done)| write(folder, &format!("{name}.konspekt"), lines::write(&records(done)).as_bytes()));
    choose(page, &files).await;
    told(page, files.len(), 0).await;
}

async fn enter(page: &Page) {
    page.wait_for("[data-storage=lasting]").await;
    page.click(".places a:nth-child(2)").await;
    page.click("[data-to=class]").await;
    page.wait_for("[data-view=class][data-class=idle]").await;
}

fn percent(part: usize, whole: usize) -> String {
    format!("{}\u{a0}%", (part as f64 * 100.0 / whole as f64).round())
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_class_is_put_side_by_side_and_what_could_not_be_read_is_named() {
    let folder = Scratch::new();
    let files = class(&folder);
    let made = lesson(SAMPLE);
    let count = default_deck(&made.cards, made.words()).len();
    in_browser(Place::SubPath, async |page| {
        enter(page).await;
        choose(page, &files).await;
        told(page, 3, 3).await;
        let rows = cells(page).await;
        assert_eq!(rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["Иванова <b>", "Петров", "Сидоров"]);
        let done = |row: &[String]| row[3..9].to_vec();
        let known = percent(3, count);
        assert_eq!(
            done(&rows[0]),
            [format!("4 / {count}"), known, "4".into(), "75\u{a0}%".into(), "—".into(), "2".into()]
        );
        assert_eq!(rows[1][3], format!("0 / {count}"));
        let troubles = page.wait_for_text("[data-section=troubles]", "фото.konspekt").await;
        for words in
            ["фото.konspekt: это не файл Конспекта", "пусто.konspekt: это не файл", "Сидоров.konspekt: повреждён"]
        {
            assert!(troubles.contains(words), "{troubles}");
        }
        let title = page.script("return document.title", Vec::new()).await;
        assert_eq!(title, json!("Класс — Konspekt"));

        // The table goes out as a file.
        let spy = "window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = (blob) => { \
                   if (blob.type === 'text/csv') blob.text().then((text) => window.saved.push(text)); return make.call(URL, blob); };";
        page.script(spy, Vec::new()).await;
        page.click("#save-class").await;
        let csv = page.wait_until("the table", "return window.saved[0]", Vec::new()).await;
        let csv: Vec<&str> = csv.as_str().expect("a text").lines().collect();
        assert_eq!(csv.len(), 4, "{csv:?}");
        // As a spreadsheet with Russian settings reads it.
        assert!(csv[1].starts_with(&format!("Иванова <b>;Тыл;{count};4;3;")), "{csv:?}");

        // The same once more changes nothing; another one, dropped anywhere on the page, is added.
        choose(page, &files[..1]).await;
        told(page, 3, 3).await;
        let drop = "const transfer = new DataTransfer(); transfer.items.add(new File([arguments[0]], 'Яшин.konspekt')); \
                    document.querySelector('header').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));";
        page.script(drop, vec![json!(lines::write(&records(2)))]).await;
        told(page, 4, 3).await;
        // Nothing of it is in the library.
        page.click("#clear-class").await;
        told(page, 0, 0).await;
        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='0']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_file_over_which_the_worker_dies_costs_only_itself() {
    let folder = Scratch::new();
    let files = &class(&folder)[..2];
    // The first errand ends the worker.
    let dies = "const post = Worker.prototype.postMessage; let isFirst = true; Worker.prototype.postMessage = function (message, ...rest) { \
                if (Array.isArray(message) && isFirst) { isFirst = false; this.dispatchEvent(new Event('error')); return; } \
                return post.call(this, message, ...rest); };";
    in_browser(Place::SubPath, async |page| {
        enter(page).await;
        page.script(dies, Vec::new()).await;
        choose(page, files).await;
        told(page, 1, 1).await;
        page.wait_for_text("[data-section=troubles]", "Петров.konspekt: прочитать не получилось").await;
        choose(page, files).await;
        told(page, 2, 1).await;
    });
}

/// On a phone, in English and by keys; too many files are not opened at all.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_class_is_read_on_a_phone_and_by_keyboard() {
    let folder = Scratch::new();
    let files = class(&folder);
    let setting = Setting { window: (390, 844), languages: "en-US,en", place: Place::SubPath };
    in_chromium(SPIES, setting, async |page| {
        enter(page).await;
        choose(page, &files[..2]).await;
        told(page, 2, 0).await;
        page.wait_for_text("[data-view=class] [role=status]", "In the table: 2\u{a0}rows.").await;
        let wide = "const page = document.documentElement; const table = document.querySelector('.wide-table'); \
                    return [page.scrollWidth <= page.clientWidth, table.scrollWidth > table.clientWidth, table.tabIndex]";
        assert_eq!(page.script(wide, Vec::new()).await, json!([true, true, 0]), "the table moves, and not the page");
        let reached = "return [...document.querySelectorAll('[data-view=class] button')].every((button) => \
                       { button.focus(); return document.activeElement === button && button.getBoundingClientRect().height >= 44; })";
        assert_eq!(page.script(reached, Vec::new()).await, Value::Bool(true));
        for scheme in ["light", "dark"] {
            page.emulate("screen", &[("prefers-color-scheme", scheme)]).await;
            assert_none(page, &format!("the class, {scheme}")).await;
        }
        let many = "const transfer = new DataTransfer(); \
                    for (let nth = 0; nth < 305; nth += 1) transfer.items.add(new File(['x'], `${nth}.konspekt`)); \
                    window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));";
        page.script(many, Vec::new()).await;
        told(page, 2, 305).await;
        let troubles = page.wait_for_text("[data-section=troubles]", "304.konspekt").await;
        assert!(troubles.contains("304.konspekt: too many at once"), "{troubles}");
        assert!(troubles.contains("299.konspekt: this is no file of Konspekt"), "{troubles}");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_page_of_one_lesson_has_no_class() {
    let folder = Scratch::new();
    let file = crate::handed::exported(Path::new(folder.path()), SAMPLE);
    in_browser(Place::File(file), async |page| {
        page.wait_for("[data-view=reader]").await;
        page.script("location.hash = '#/class'", Vec::new()).await;
        page.wait_for("[data-view=reader]").await;
        let is_there = "return !!document.querySelector('[data-view=class], [data-to=class], [data-to=guide]')";
        assert_eq!(page.script(is_there, Vec::new()).await, Value::Bool(false));
        page.click("[data-tab=settings]").await;
        page.wait_for("[data-section=backup]").await;
        assert_eq!(page.script(is_there, Vec::new()).await, Value::Bool(false));
    });
}
