//! Pictures of the main views, for the README: `KONSPEKT_SCREENS` names the folder that they go into. Without it nothing
//! is written.

use crate::app::{answer_one, go_to, open_sample};
use crate::harness::{Page, Place, Setting, in_browser};
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
    in_browser(Setting { window: (1280, 860), ..Place::SubPath.into() }, async |page| {
        page.wait_for("#open-sample:enabled").await;
        page.screenshot(&folder.join("library.png")).await;
        open_sample(page).await;
        show_first_chart(page).await;
        page.screenshot(&folder.join("reader.png")).await;
        for view in ["facts", "charts", "cards", "study"] {
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
