//! The dictionary: it comes after the first load, what was read without it is read again, and nothing needs it.

use crate::app::{
    abouts, assert_about, assert_marks, expect_notice, lesson, lesson_by, open_sample, wait_for_dictionary,
    wait_until_kept,
};
use crate::harness::{Page, Place, Scratch, copy_app, file_of_app, in_browser};
use crate::static_server::Site;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;
use std::fs;

const NAME: &str = "opencorpora-";

fn guessed() -> Lesson {
    lesson_by(&Morphology::without_dictionary(), SAMPLE)
}

async fn downloads(page: &Page) -> usize {
    page.requests().await.iter().filter(|address| address.contains(NAME)).count()
}

/// Opens the sample, and finds in the end what the library finds with the dictionary.
async fn assert_known(page: &Page) {
    open_sample(page).await;
    wait_for_dictionary(page).await;
    assert_about(page, &lesson(SAMPLE)).await;
}

/// The app with another file in the dictionary's place, or none.
fn without_dictionary(file: Option<&[u8]>) -> Scratch {
    let site = Scratch::new();
    copy_app(site.path(), |name| !name.starts_with(NAME));
    if let Some(bytes) = file {
        let name = file_of_app(NAME).file_name().expect("a name").to_owned();
        fs::write(site.path().join(name), bytes).expect("the file can be written");
    }
    site
}

/// Opens the sample where the dictionary cannot be had: it is told of once, and there are facts.
async fn assert_guessed(page: &Page) {
    open_sample(page).await;
    page.wait_for("[data-dictionary=missing]").await;
    expect_notice(page, "Словарь русских слов не загрузился").await;
    page.wait_for("[data-view=reader][data-with-dictionary=false]").await;
    assert_marks(page, &guessed()).await;
    assert_about(page, &guessed()).await;
    // The next worker asks again, and nobody is told again.
    page.click(".brand").await;
    page.click("[data-lesson] .title").await;
    page.wait_for("[data-view=reader][data-with-dictionary=false]").await;
    page.wait_for("[data-notices='0']").await;
}

#[test]
fn it_makes_a_difference() {
    assert_ne!(
        abouts(&lesson(SAMPLE)),
        abouts(&guessed()),
        "the tests here need a text in which the dictionary matters"
    );
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_comes_after_the_first_load_and_is_kept_by_the_browser() {
    let site = Scratch::new();
    copy_app(site.path(), |_| true);
    in_browser(Place::Site(Site::new(site.path(), "/kept/")), async |page| {
        page.wait_for("#open-sample:enabled").await;
        assert_eq!(downloads(page).await, 0, "it is no part of the first load");
        assert_known(page).await;
        assert_eq!(downloads(page).await, 1);
        // What an engine says of the size of an answer differs; that the host has the file no more does not.
        wait_until_kept(page).await;
        let name = file_of_app(NAME).file_name().expect("a name").to_owned();
        fs::remove_file(site.path().join(name)).expect("the file can be deleted");
        page.reload().await;
        wait_for_dictionary(page).await;
        assert_about(page, &lesson(SAMPLE)).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn it_is_in_the_one_file_too() {
    in_browser(Place::Disk, async |page| assert_known(page).await);
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn where_it_is_not_there_everything_else_is() {
    let site = without_dictionary(None);
    in_browser(Place::Site(Site::new(site.path(), "/half/")), async |page| {
        assert_guessed(page).await;
        // The browser itself says on the console that a file is not there.
        let console = page.take_console().await;
        let is_known = |message: &str| message.contains(NAME) && message.contains("404");
        assert!(console.iter().all(|entry| entry.level != "SEVERE" || is_known(&entry.message)), "{console:#?}");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn where_it_is_damaged_everything_else_is_there() {
    let site = without_dictionary(Some(b"neither packed nor a dictionary"));
    in_browser(Place::Site(Site::new(site.path(), "/damaged/")), async |page| assert_guessed(page).await);
}
