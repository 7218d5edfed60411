//! What goes wrong: each time a notice says what to do, and nothing is lost.

use crate::app::{
    answer_one, assert_marked, expect_notice, go_to, lesson, open_file, open_sample, paste, press, study_one,
    ten_megabytes_in,
};
use crate::harness::{Place, Scratch, in_browser};
use crate::storage::asks_before_it_goes;
use konspekt::lesson::SAMPLE;
use std::fs;

const RUSSIAN_WITHOUT_FACTS: &str = "Тихий вечер опустился на деревню. Ветер шумел в листве, и где-то лаяла собака.";
const ENGLISH: &str = "The quiet evening came down on the village, and somewhere a dog was barking at the wind.";

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_cannot_be_read_is_refused_with_a_notice() {
    let folder = Scratch::new();
    let binary = folder.path().join("program.txt");
    fs::write(&binary, [b"\x7fELF\0\0\0\r".as_slice(), &[0; 400]].concat()).expect("it can be written");
    in_browser(Place::SubPath, async |page| {
        paste(page, " \n ").await;
        expect_notice(page, "Текст пуст").await;
        open_file(page, &binary).await;
        expect_notice(page, "не текстовый файл").await;
        page.wait_for("[data-view=library][data-lessons='0']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_text_that_gives_nothing_is_shown_and_says_why() {
    in_browser(Place::SubPath, async |page| {
        for (text, words) in [(RUSSIAN_WITHOUT_FACTS, "не нашлось"), (ENGLISH, "не русский текст")]
        {
            paste(page, text).await;
            page.wait_for_text(".reader .caution", words).await;
            for (tab, expected) in [("charts", ".caution"), ("cards", ".caution"), ("study", ".summary")] {
                go_to(page, tab).await;
                page.wait_for(expected).await;
            }
            page.click(".brand").await;
        }
        page.wait_for("[data-view=library][data-lessons='2']").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn ten_megabytes_show_progress_and_can_be_cancelled() {
    let folder = Scratch::new();
    let file = ten_megabytes_in(&folder);
    in_browser(Place::SubPath, async |page| {
        open_file(page, &file).await;
        page.wait_for("[data-working] progress").await;
        page.click("[data-working] .plain").await;
        page.wait_until("the progress to go", "return !document.querySelector('[data-working]')", Vec::new()).await;
        page.wait_for("[data-view=library][data-lessons='0']").await;
        // The worker that follows answers.
        open_sample(page).await;
        assert_marked(page, &lesson(SAMPLE)).await;
        let dictionaries = page.requests().await.iter().filter(|address| address.contains("opencorpora-")).count();
        assert_eq!(dictionaries, 1, "the page keeps it for the next worker");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_worker_that_dies_twice_is_told_of_and_the_text_can_be_tried_again() {
    in_browser(Place::SubPath, async |page| {
        let sabotage = "const post = Worker.prototype.postMessage; \
                        Worker.prototype.postMessage = function () { this.dispatchEvent(new Event('error')); }; \
                        window.mend = () => { Worker.prototype.postMessage = post; };";
        page.wait_for("#read:enabled").await;
        page.script(sabotage, Vec::new()).await;
        paste(page, SAMPLE).await;
        page.wait_for_text(".notice", "прервался дважды").await;
        page.script("window.mend()", Vec::new()).await;
        page.click(".notice .cta").await;
        assert_marked(page, &lesson(SAMPLE)).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_full_disk_is_told_and_the_answer_can_be_written_again() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        go_to(page, "study").await;
        study_one(page, 0).await;
        let sabotage = "const add = IDBObjectStore.prototype.add; \
                        IDBObjectStore.prototype.add = () => { throw new DOMException('by the test', 'QuotaExceededError'); }; \
                        window.mend = () => { IDBObjectStore.prototype.add = add; };";
        page.script(sabotage, Vec::new()).await;
        answer_one(page).await;
        press(page, '3').await;
        page.wait_for_text(".notice", "место").await;
        page.wait_for("[data-view=study][data-phase=answered][data-done='1']").await;
        assert!(asks_before_it_goes(page).await, "the answer is nowhere yet");
        page.script("window.mend()", Vec::new()).await;
        page.click(".notice .cta").await;
        page.wait_for("[data-view=study][data-done='2']").await;
        page.wait_for("[data-notices='0']").await;
        assert!(!asks_before_it_goes(page).await);
    });
}
