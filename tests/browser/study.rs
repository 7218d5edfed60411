//! The whole way, as a learner goes it: a text, its facts, its cards, and everything still there afterwards.

use crate::app::{
    answer_one, assert_marked, go_to, lesson, number, open_sample, paste, press, study_one, wait_for_dictionary,
};
use crate::barriers::assert_none;
use crate::harness::{Place, Setting, in_browser};
use konspekt::lesson::SAMPLE;
use serde_json::json;

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_text_is_pasted_and_studied_and_all_of_it_is_there_after_a_reload() {
    let expected = lesson(SAMPLE);
    in_browser(Place::SubPath, async |page| {
        paste(page, SAMPLE).await;
        assert_marked(page, &expected).await;

        go_to(page, "study").await;
        for done in 0..5 {
            study_one(page, done).await;
        }
        press(page, 'u').await;
        page.wait_for("[data-view=study][data-phase=asking][data-done='4']").await;
        let left = number(page, "[data-view=study]", "left").await;

        page.reload().await;
        page.wait_for("[data-view=study][data-phase=asking][data-done='0']").await;
        go_to(page, "text").await;
        // The sitting from before was of the reading with the dictionary, which comes after the first one.
        assert_marked(page, &expected).await;
        go_to(page, "study").await;
        page.wait_for("[data-view=study][data-phase=asking][data-done='0']").await;
        assert_eq!(number(page, "[data-view=study]", "left").await, left, "as many cards are left as before");
        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='1']").await;
        page.wait_for_text(".lesson-line", &expected.document.title).await;
        page.wait_for_text(".lesson-line", "4\u{a0}карточки").await;

        // The same text again is the same lesson.
        paste(page, SAMPLE).await;
        assert_marked(page, &expected).await;
        page.click(".brand").await;
        page.wait_for("[data-view=library][data-lessons='1']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn every_view_shows_the_lesson_and_leads_to_its_sentences() {
    let expected = lesson(SAMPLE);
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        // What is compared is the reading with the dictionary, which comes after the first one.
        wait_for_dictionary(page).await;
        go_to(page, "facts").await;
        page.wait_for("[data-view=facts]").await;
        assert_eq!(number(page, "[data-view=facts]", "facts").await, expected.facts.len());
        page.click(".facts.list [data-fact]").await;
        page.wait_for("#found").await;

        go_to(page, "charts").await;
        page.wait_for("[data-view=charts]").await;
        let plates = page.script("return document.querySelectorAll('[data-chart] svg').length", Vec::new()).await;
        assert_eq!(plates, json!(expected.charts.len()));
        page.click("[data-chart] .cta").await;
        page.wait_for("#found").await;

        go_to(page, "cards").await;
        page.wait_for("[data-view=cards]").await;
        assert!(number(page, "[data-view=cards]", "cards").await > 0);
        page.click(".cards summary").await;
        page.click(".cards [data-evidence]").await;
        page.wait_for("#found").await;

        page.click("mark.figure").await;
        page.wait_for("#mark-dialog[open]").await;
        press(page, '\u{e00c}').await; // Escape
        page.wait_until("the dialog to go", "return !document.querySelector('#mark-dialog')", Vec::new()).await;

        go_to(page, "study").await;
        page.wait_for("[data-view=study]").await;
        page.client.back().await.expect("there is a page before");
        page.wait_for("[data-view=reader]").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn language_and_theme_are_chosen_and_kept() {
    in_browser(Place::SubPath, async |page| {
        page.wait_for("html[lang=ru][data-theme=auto] [data-storage=lasting]").await;
        page.click(".places a:last-child").await;
        page.wait_for("[data-view=settings]").await;
        let choice = |group: usize, choice: usize| format!("fieldset:nth-of-type({group}) label:nth-of-type({choice})");
        page.click(&choice(1, 3)).await;
        page.wait_for("html[lang=en]").await;
        page.wait_for_text("h1", "Settings").await;
        page.wait_for_text(
            "[data-section=about]",
            "the dictionary of OpenCorpora, packed anew, under the licence CC BY-SA 3.0",
        )
        .await;
        page.click(&choice(2, 3)).await;
        page.wait_for("html[data-theme=dark]").await;
        let light = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).every((part) => part < 128)";
        page.wait_until("a dark page", light, Vec::new()).await;
        page.reload().await;
        page.wait_for("html[lang=en][data-theme=dark]").await;
        page.click(&choice(1, 2)).await;
        page.wait_for("html[lang=ru]").await;
        page.wait_for_text("h1", "Настройки").await;
        page.wait_for_text(
            "[data-section=about]",
            "из словаря OpenCorpora, упакованного заново, на условиях лицензии CC BY-SA 3.0",
        )
        .await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_page_about_the_app_says_where_things_go_and_whose_they_are() {
    for place in [Place::SubPath, Place::Disk] {
        in_browser(place, async |page| {
            page.click("footer [data-to=about]").await;
            page.wait_for("[data-view=about]").await;
            page.wait_for_text("[data-section=privacy]", "только в этом браузере").await;
            page.wait_for_text("[data-section=data]", "OpenCorpora").await;
            assert_none(page, "about").await;
            page.click("[data-do=licences]").await;
            let text = page.wait_for_text("[data-licences=here]", "Permission is hereby granted").await;
            assert!(text.contains("yew ") && text.contains("fsrs "), "libraries are named");
            assert_none(page, "licences").await;
            let fits = "const root = document.documentElement; return root.scrollWidth <= root.clientWidth";
            page.wait_until("all in the window", fits, Vec::new()).await;
        });
    }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn an_english_browser_gets_an_english_page() {
    let setting = Setting { languages: "en-GB,en", ..Setting::from(Place::SubPath) };
    in_browser(setting, async |page| {
        page.wait_for("html[lang=en] [data-storage=lasting]").await;
        page.wait_for_text("#open-sample", "Open the sample").await;
        open_sample(page).await;
        assert_marked(page, &lesson(SAMPLE)).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_an_answer_is_worth_is_said_in_a_place_that_was_there_before() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        go_to(page, "study").await;
        page.wait_for("[data-view=study][data-phase=asking]").await;
        let mark = "const region = document.querySelector('#announced[role=status]'); region.isMarked = true; return region.innerText";
        assert_eq!(page.script(mark, Vec::new()).await, json!(""));
        answer_one(page).await;
        let said = "const region = document.querySelector('#announced'); return region.isMarked && region.innerText.trim().length > 3";
        page.wait_until("the verdict to be said", said, Vec::new()).await;
    });
}
