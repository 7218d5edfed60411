//! Pictures of the main views, for the README and the guide: `KONSPEKT_SCREENS` names the folder that they go into (`docs/screens`). Without it
//! nothing is written.

use crate::app::{answer_one, go_to, open_sample, wait_for_dictionary};
use crate::class;
use crate::harness::{Page, Place, Scratch, Setting, in_browser};
use serde_json::json;
use std::path::PathBuf;

fn folder() -> Option<PathBuf> {
    std::env::var_os("KONSPEKT_SCREENS").map(PathBuf::from)
}

/// A chart in the margin has to be on the picture.
async fn show_first_chart(page: &Page) {
    page.script(
        "document.querySelector('figure.margin')?.scrollIntoView({ block: 'center', behavior: 'instant' })",
        Vec::new(),
    )
    .await;
}

#[test]
#[ignore = "writes the pictures of the README: set KONSPEKT_SCREENS"]
fn screens_on_a_desk() {
    let Some(folder) = folder() else { return };
    // The others are those of the guide.
    in_browser(Setting { window: (1280, 860), ..Place::SubPath.into() }, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        for view in ["facts", "study"] {
            go_to(page, view).await;
            page.wait_for(&format!("[data-view={view}]")).await;
            if view == "study" {
                answer_one(page).await;
            }
            page.screenshot(&folder.join(format!("{view}.png"))).await;
        }
    });
}

#[test]
#[ignore = "writes the pictures of the README: set KONSPEKT_SCREENS"]
fn screens_on_a_phone() {
    let Some(folder) = folder() else { return };
    in_browser(Setting { window: (390, 844), ..Place::SubPath.into() }, async |page| {
        page.click(".places a:last-child").await;
        page.click("fieldset:nth-of-type(2) label:nth-of-type(3)").await;
        page.wait_for("html[data-theme=dark]").await;
        page.click(".brand").await;
        open_sample(page).await;
        page.screenshot(&folder.join("phone.png")).await;
    });
}

/// What the guide shows, step by step, in both languages: those in English in a folder of their own.
#[test]
#[ignore = "writes the pictures of the guide: set KONSPEKT_SCREENS"]
fn screens_of_the_guide() {
    let Some(folder) = folder() else { return };
    let files = Scratch::new();
    for (languages, folder) in [("ru-RU,ru", folder.clone()), ("en-US,en", folder.join("en"))] {
        in_browser(Setting { window: (1280, 860), languages, place: Place::SubPath }, async |page| {
            page.wait_for("#open-sample:enabled").await;
            page.screenshot(&folder.join("library.png")).await;
            open_sample(page).await;
            wait_for_dictionary(page).await;
            show_first_chart(page).await;
            page.screenshot(&folder.join("reader.png")).await;
            show(page, "[data-do=hand-on]").await;
            page.screenshot(&folder.join("hand-on.png")).await;
            for view in ["charts", "cards"] {
                go_to(page, view).await;
                page.wait_for(&format!("[data-view={view}]")).await;
                page.screenshot(&folder.join(format!("{view}.png"))).await;
            }
            page.click("[data-section=take-out] summary").await;
            for (format, picture) in [("scorm12", "moodle.png"), ("lesson", "embed.png")] {
                let choose = "const select = document.querySelector('#take-out-format'); select.value = arguments[0]; \
                              select.dispatchEvent(new Event('change', { bubbles: true }));";
                page.script(choose, vec![json!(format)]).await;
                page.wait_for("[data-section=take-out] [data-outcome=none]").await;
                show(page, "[data-section=take-out]").await;
                page.screenshot(&folder.join(picture)).await;
            }
            page.click(".brand").await;
            class::fill(page, &files).await;
            page.screenshot(&folder.join("class.png")).await;
        });
    }
}

/// Brings an element to the middle of the picture.
async fn show(page: &Page, css: &str) {
    page.wait_for(css).await;
    let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
    page.script(script, vec![json!(css)]).await;
}
