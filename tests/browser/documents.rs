//! Files of other formats in the app: each family opened, what is damaged told, chapters chosen, a paste with its structure, a
//! text in the address.

use std::fs;

use serde_json::{Value, json};

use crate::app::{expect_notice, open_file, open_sample};
use crate::harness::{Engine, Page, Place, Scratch, in_browser, passed_over_in};
use crate::made::hostile::{self, Outcome};
use crate::made::{self, FIRST, ITEMS, LAST, NOTE, QUOTE, SECTION, TITLE};

fn in_folder(folder: &Scratch, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let file = folder.path().join(name);
    fs::write(&file, bytes).expect("the file can be written");
    file
}

/// The words on screen.
async fn words(page: &Page) -> String {
    page.wait_for("[data-view=reader]").await;
    let text = page.script("return document.querySelector('[data-view=reader]').innerText", Vec::new()).await;
    text.as_str().unwrap_or_default().to_owned()
}

async fn count(page: &Page, css: &str) -> u64 {
    let script = "return document.querySelectorAll(arguments[0]).length";
    page.script(script, vec![json!(css)]).await.as_u64().unwrap_or(0)
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_file_of_each_format_is_opened_and_keeps_its_structure() {
    let folder = Scratch::new();
    in_browser(Place::SubPath, async |page| {
        page.wait_for("#read:enabled").await;
        let asked = page.requests().await.iter().any(|address| address.contains("documents-"));
        assert!(!asked, "nothing of it is loaded before it is needed");
        for (name, bytes) in made::all() {
            open_file(page, &in_folder(&folder, name, &bytes)).await;
            if name.contains(".fb2") || name.ends_with(".epub") {
                page.click("#read-chapters").await;
            }
            let shown = words(page).await;
            if !name.ends_with(".csv") {
                assert!(shown.contains(FIRST) && shown.contains(LAST), "{name}: {shown}");
            }
            if !name.ends_with(".pdf") {
                assert_eq!(count(page, ".row-of-table").await, 4, "{name}");
            }
            if name.ends_with(".docx") {
                assert!(count(page, ".reader table th[scope=col]").await > 0, "{name}: a head");
                assert!(count(page, ".reader table td").await > 0, "{name}: cells");
            }
            assert!(!shown.contains(NOTE), "{name}: {shown}");
            page.reload().await;
            let again = words(page).await;
            assert!(again.contains(LAST) || name.ends_with(".csv"), "{name}, read again: {again}");
            if !name.ends_with(".pdf") {
                assert_eq!(count(page, ".row-of-table").await, 4, "{name}, read again");
            }
            page.click(".brand").await;
            // The next one would be the same text.
            page.click(".lesson-line .menu summary").await;
            page.click(".lesson-line [data-do=delete]").await;
            page.wait_for("[data-view=library][data-lessons='0']").await;
        }
        let asked = page.requests().await.iter().filter(|address| address.contains("documents-")).count();
        assert!(asked > 0, "it came when it was needed");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_page_on_a_disk_opens_files_too() {
    let folder = Scratch::new();
    in_browser(Place::Disk, async |page| {
        open_file(page, &in_folder(&folder, "zavod.docx", &made::docx())).await;
        assert!(words(page).await.contains(QUOTE));
        page.wait_for(".reader blockquote").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_is_wrong_with_a_file_is_told() {
    let folder = Scratch::new();
    let case = |name: &str| {
        hostile::all().into_iter().find(|case| case.name == name).unwrap_or_else(|| panic!("{name} is a case"))
    };
    in_browser(Place::SubPath, async |page| {
        for (name, told) in [
            ("book.djvu", "DjVu"),
            ("old.doc", "старой офисной программы"),
            ("locked.pdf", "под паролем"),
            ("no-text.pdf", "текста внутри нет"),
            ("noise.epub", "архив"),
            ("bomb.docx", "распаковывается больше"),
            ("only-head.pdf", "повреждён"),
        ] {
            let case = case(name);
            assert_eq!(case.outcome, Outcome::Refused);
            open_file(page, &in_folder(&folder, name, &case.bytes)).await;
            expect_notice(page, told).await;
        }
        page.wait_for("[data-view=library][data-lessons='0']").await;
        open_file(page, &in_folder(&folder, "cut.rtf", &case("cut.rtf").bytes)).await;
        assert!(words(page).await.contains(FIRST));
        page.wait_for_text("[data-lost]", "обрывается").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn chapters_are_chosen_by_keyboard() {
    let folder = Scratch::new();
    let book = in_folder(&folder, "kniga.epub", &made::epub());
    in_browser(Place::SubPath, async |page| {
        open_file(page, &book).await;
        page.wait_for("dialog#chapters[open]").await;
        assert_eq!(count(page, "#chapters li input:checked").await, 2, "all of them are chosen");
        let inside = "return !!document.activeElement.closest('#chapters')";
        assert_eq!(page.script(inside, Vec::new()).await, Value::Bool(true), "the focus is in the dialog");
        // Escape leaves no lesson.
        crate::app::press(page, '\u{e00c}').await;
        page.wait_until("the dialog to go", "return !document.querySelector('#chapters')", Vec::new()).await;
        page.wait_for("[data-view=library][data-lessons='0']").await;
        open_file(page, &book).await;
        page.wait_for("dialog#chapters[open]").await;
        page.script("document.querySelector('#chapters li input').focus()", Vec::new()).await;
        crate::app::press(page, ' ').await;
        page.wait_until(
            "one chapter",
            "return document.querySelectorAll('#chapters li input:checked').length === 1",
            Vec::new(),
        )
        .await;
        // Enter in the form reads what is chosen.
        crate::app::press(page, '\u{e007}').await;
        let shown = words(page).await;
        assert!(shown.contains("1200 тракторов") && !shown.contains(FIRST), "{shown}");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_paste_keeps_its_structure_unless_it_was_changed() {
    if passed_over_in(Engine::Firefox, "no script can make a paste there") {
        return;
    }
    let html =
        format!("<h1>{TITLE}</h1><p>{FIRST}</p><h2>{SECTION}</h2><ul><li>{}</li><li>{}</li></ul>", ITEMS[0], ITEMS[1]);
    let plain = format!("{TITLE}\n\n{FIRST}\n\n{SECTION}\n\n{}\n{}", ITEMS[0], ITEMS[1]);
    let script = "const field = document.querySelector('#text'); field.focus(); const data = new DataTransfer(); \
                  data.setData('text/html', arguments[0]); data.setData('text/plain', arguments[1]); \
                  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true })); \
                  field.value = arguments[1] + arguments[2]; \
                  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));";
    in_browser(Place::SubPath, async |page| {
        page.wait_for("#read:enabled").await;
        page.script(script, vec![json!(html), json!(plain), json!("")]).await;
        page.click("#read").await;
        page.wait_for("[data-view=reader]").await;
        assert_eq!((count(page, ".reader h1").await, count(page, ".reader h3").await), (1, 1));
        assert_eq!(count(page, ".reader ul > li.item").await, 2);
        page.click(".brand").await;
        page.wait_for("#read:enabled").await;
        page.script(script, vec![json!(html), json!(plain), json!("\n\nИ ещё 7 станков.")]).await;
        page.click("#read").await;
        page.wait_for_text("[data-view=reader]", "И ещё 7 станков").await;
        assert_eq!(count(page, ".reader h3").await, 0, "what was changed is a plain text");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_small_text_can_come_in_the_address() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        page.script("location.hash = 'text=' + encodeURIComponent(arguments[0])", vec![json!(FIRST)]).await;
        page.wait_for_text("[data-view=reader]", FIRST).await;
        let address = page.script("return location.hash", Vec::new()).await;
        assert!(!address.as_str().unwrap_or_default().contains("text="), "{address}");
        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='2']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn of_several_files_that_are_dropped_each_becomes_a_lesson_or_is_told_of() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("[data-storage=lasting]").await;
        let drop = "const transfer = new DataTransfer(); \
                    transfer.items.add(new File(['В 1944 г. собрали 30 т зерна.'], 'a.txt')); \
                    transfer.items.add(new File([new Uint8Array([0, 1, 2, 0, 3])], 'b.txt')); \
                    transfer.items.add(new File(['В 1950 г. построили 12 школ.'], 'c.txt')); \
                    document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));";
        page.script(drop, Vec::new()).await;
        page.wait_for("[data-view=reader]").await;
        page.wait_for(".notices[data-notices='1']").await;
        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='2']").await;
    });
}
