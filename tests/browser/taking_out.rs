//! A lesson as a file of another program, from the page of its cards.

use crate::app::{go_to, number, open_sample, wait_for_dictionary};
use crate::harness::{Page, Place, Scratch, Setting, in_browser, in_chromium};
use konspekt::export::Format;
use konspekt::lesson::SAMPLE;
use serde_json::{Value, json};
use std::process::Command;

/// What the page hands to the browser as files.
const SPY: &str = "window.saved = []; const make = URL.createObjectURL; \
                   URL.createObjectURL = (blob) => { window.saved.push(blob); return make.call(URL, blob); }; \
                   HTMLAnchorElement.prototype.click = function () { window.named = this.download; };";

async fn choose(page: &Page, format: Format) {
    let script = "const select = document.querySelector('#take-out-format'); select.value = arguments[0]; \
                  select.dispatchEvent(new Event('change', { bubbles: true }));";
    page.wait_for("#take-out-format:enabled").await;
    page.script(script, vec![json!(format.name())]).await;
    page.wait_for("[data-section=take-out] [data-outcome=none]").await;
}

/// The name of the file and its bytes.
async fn take(page: &Page, format: Format) -> (String, Vec<u8>) {
    choose(page, format).await;
    page.script("window.saved = []; window.named = null;", Vec::new()).await;
    page.click("#take-out").await;
    page.wait_for("[data-section=take-out] [data-outcome=made]").await;
    let script = "const done = arguments[0]; const blob = window.saved.at(-1); \
                  blob.arrayBuffer().then((bytes) => done([window.named, [...new Uint8Array(bytes)]]));";
    let file = page.client.execute_async(script, Vec::new()).await.expect("a file");
    serde_json::from_value(file).expect("a name and bytes")
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_lesson_is_taken_along_in_every_format() {
    for place in [Place::SubPath, Place::Disk] {
        in_browser(Setting::from(place), async |page| {
            open_sample(page).await;
            wait_for_dictionary(page).await;
            go_to(page, "cards").await;
            let cards = number(page, "[data-view=cards]", "cards").await;
            page.script(SPY, Vec::new()).await;
            page.click("[data-section=take-out] summary").await;
            for format in Format::ALL {
                let (name, bytes) = take(page, format).await;
                assert!(name.ends_with(&format!(".{}", format.ending())), "{name}");
                // A lesson comes with the lines that show it in another page, under the name that its file has.
                let snippet = "return document.querySelector('.snippet')?.textContent ?? ''";
                let snippet = page.script(snippet, Vec::new()).await;
                let shows = format!("<konspekt-lesson src=\"{name}\">");
                assert_eq!(
                    snippet.as_str().is_some_and(|lines| lines.contains(&shows)),
                    format == Format::Lesson,
                    "{snippet}"
                );
                let text = String::from_utf8_lossy(&bytes);
                let count = |what: &str| text.matches(what).count();
                match format {
                    Format::Gift => assert_eq!(count("\n::"), cards, "{text}"),
                    Format::MoodleXml => assert_eq!(count("<idnumber>"), cards, "{text}"),
                    Format::Csv => assert_eq!(text.lines().count(), cards + 1, "{text}"),
                    Format::Tsv => assert_eq!(text.lines().count(), cards + 1, "{text}"),
                    Format::Markdown => assert_eq!(count("\n## "), cards, "{text}"),
                    Format::AnkiText => assert_eq!(text.lines().count(), cards + 4, "{text}"),
                    Format::Json => {
                        let whole: Value = serde_json::from_slice(&bytes).expect("JSON");
                        assert_eq!(whole["cards"].as_array().map(Vec::len), Some(cards));
                    }
                    Format::Sheet | Format::SheetWithKey | Format::Html => {
                        assert!(text.starts_with("<!DOCTYPE html>") || text.starts_with("<!doctype html>"), "{name}");
                    }
                    Format::Lesson => assert!(text.contains("lesson_added"), "{text}"),
                    Format::Apkg | Format::Qti3 | Format::Scorm12 | Format::Scorm2004 => {
                        let names = packed_names(&bytes);
                        let wanted = if format == Format::Apkg { "collection.anki2" } else { "imsmanifest.xml" };
                        assert!(names.iter().any(|name| name == wanted), "{names:?}");
                        let has_page = names.iter().any(|name| name == "lesson.html");
                        assert_eq!(has_page, format.has_page(), "{names:?}");
                    }
                }
            }
        });
    }
}

fn packed_names(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip file");
    archive.file_names().map(|name| name.expect("a name").into_owned()).collect()
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_a_format_cannot_carry_is_told_before_anything_is_made() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "cards").await;
        page.click("[data-section=take-out] summary").await;
        choose(page, Format::Json).await;
        page.wait_for_text("[data-section=take-out] [data-losses='0']", "Всё войдёт в файл").await;
        choose(page, Format::Gift).await;
        page.wait_for_text("[data-section=take-out] [data-losses]", "спрашивается одно число, а не диапазон").await;
        let losses = number(page, "[data-section=take-out] [data-losses]", "losses").await;
        let listed =
            page.script("return document.querySelectorAll('[data-section=take-out] li').length", Vec::new()).await;
        assert!(losses > 1 && listed == json!(losses), "{losses} {listed}");
    });
}

/// As a printer has it: A4, two columns whatever the window, the key on pages of its own.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_sheet_is_printed_in_two_columns_and_its_key_apart() {
    let folder = Scratch::new();
    let (source, sheet) = (folder.path().join("тыл.txt"), folder.path().join("лист.html"));
    std::fs::write(&source, SAMPLE).expect("the text can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_konspekt"));
    command.arg("export").arg(&source).args(["--to", "sheet-key", "-o"]).arg(&sheet);
    assert!(command.output().expect("the command line runs").status.success());
    // Narrower than two columns on screen would be.
    let setting = Setting { window: (390, 844), languages: "ru-RU,ru", place: Place::File(sheet) };
    in_chromium("it emulates a printer", setting, async |page| {
        let looks = "const style = (css) => getComputedStyle(document.querySelector(css)); \
                     const size = [...document.styleSheets[0].cssRules].find((rule) => rule instanceof CSSPageRule)?.style.size.toLowerCase(); \
                     return [size, style('.tasks').columnCount, style('.tasks > li').breakInside, style('.sheet').breakAfter]";
        page.wait_for(".tasks > li").await;
        assert_eq!(page.script(looks, Vec::new()).await, json!(["a4", "1", "avoid", "page"]), "on screen");
        page.emulate("print", &[]).await;
        assert_eq!(page.script(looks, Vec::new()).await, json!(["a4", "2", "avoid", "page"]), "on paper");
        let black = "return [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]";
        assert_eq!(page.script(black, Vec::new()).await, json!(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]));
    });
}
