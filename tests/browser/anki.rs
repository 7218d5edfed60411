//! A deck of Anki, taken in and studied.

use crate::app::{answer_one, go_to, open_file, press};
use crate::backup::take_in_as;
use crate::harness::{Place, Scratch, in_browser};
use konspekt::anki::sqlite::{Builder, Value};
use std::fs;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A deck with two notes, one of them answered twice long ago, in the old form of a package.
fn package() -> Vec<u8> {
    const SECONDS: i64 = 1_700_000_000;
    let (number, text) = (Value::Integer, |text: &str| Value::Text(text.to_owned()));
    let models = r#"{"7": {"name": "Basic", "type": 0, "flds": [{"name": "Q"}, {"name": "A"}],
        "tmpls": [{"name": "1", "ord": 0, "qfmt": "{{Q}}", "afmt": "{{FrontSide}}<hr id=answer>{{A}}"}]}}"#;
    let decks = r#"{"1700000000001": {"name": "Реки::Волга", "mod": 1700000000}}"#;
    let mut builder = Builder::default();
    let col = vec![Value::Null, number(SECONDS), text(r#"{"creationOffset": -180}"#), text(models), text(decks)];
    builder.table(
        "col",
        "create table col (id integer primary key, crt int, conf text, models text, decks text)",
        [(1, col)],
    );
    let note = |id: i64, fields: &str| {
        let guid = text(&format!("guid{id}"));
        (id, vec![Value::Null, guid, number(7), number(SECONDS), text(""), text(&fields.replace('|', "\u{1f}"))])
    };
    let notes = [
        note(1, "Какой приток у <b>Волги</b> самый длинный?|Кама[sound:a.mp3]"),
        note(2, "Где её исток?|У деревни Волговерховье"),
    ];
    builder.table(
        "notes",
        "create table notes (id integer primary key, guid text, mid int, mod int, tags text, flds text)",
        notes,
    );
    let card = |id: i64| {
        let row = [id, 1_700_000_000_001, 0, SECONDS, 0, 0, 0].map(number);
        (id, [Value::Null].into_iter().chain(row).collect())
    };
    let sql = "create table cards (id integer primary key, nid int, did int, ord int, mod int, queue int, odid int, flags int)";
    builder.table("cards", sql, [card(1), card(2)]);
    let row = |days: i64| {
        let row = [1, 3, 2500, 4000, i64::from(days > 0)].map(number);
        (SECONDS * 1000 + days * 86_400_000, [Value::Null].into_iter().chain(row).collect())
    };
    let sql = "create table revlog (id integer primary key, cid int, ease int, factor int, time int, type int)";
    builder.table("revlog", sql, [row(0), row(3)]);

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in [("collection.anki2", builder.finish().as_slice()), ("media", b"{}")] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a file in the archive");
        zip.write_all(body).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_deck_of_anki_is_taken_in_and_studied() {
    for place in [Place::SubPath, Place::Disk] {
        in_browser(place, async |page| {
            page.wait_for("#read:enabled").await;
            // By the field for texts too: it is known by its bytes.
            let folder = Scratch::new();
            let file = folder.path().join("реки.apkg");
            fs::write(&file, package()).expect("the file can be written");
            open_file(page, &file).await;
            page.wait_for("[data-decks='1'][data-cards='2'][data-reviews='2']").await;
            let told = page.wait_for_text("[data-section=backup] .outcome", "Из Anki").await;
            assert!(told.contains("1\u{a0}колода, 2\u{a0}карточки, 2\u{a0}ответа"), "{told}");
            assert!(told.contains("Картинки и звуки не взяты: 1"), "{told}");
            let told = take_in_as(page, "снова.apkg", &package()).await;
            assert!(told.contains("Нового в файле нет"), "{told}");
            let told = take_in_as(page, "записи.txt", "Приток?\tОка\n".as_bytes()).await;
            assert!(told.contains("1\u{a0}колода, 1\u{a0}карточка, 0\u{a0}ответов"), "{told}");
            let told = take_in_as(page, "лишнее.apkg", b"PK\x03\x04 and nothing").await;
            assert!(told.contains("не файл Anki"), "{told}");

            page.click(".brand").await;
            page.wait_for("[data-view=library][data-lessons='2']").await;
            page.wait_for_text(".lessons", "Реки / Волга").await;
            let open = "[...document.querySelectorAll('.lesson-line .title')].find((link) => link.innerText.includes('Волга')).click(); return true";
            page.script(open, Vec::new()).await;
            page.wait_for("[data-view=reader]").await;
            page.wait_for_text(".reader", "Какой приток у Волги самый длинный? — Кама").await;
            go_to(page, "study").await;
            page.wait_for_text("[data-view=study] .prompt", "Какой приток у Волги самый длинный?").await;
            answer_one(page).await;
            page.wait_for_text("[data-view=study] .answer", "Кама").await;
            press(page, '3').await;
            page.wait_for("[data-view=study][data-done='1']").await;
            page.wait_for_text("[data-view=study] .prompt", "Где её исток?").await;
            // What was deleted comes back with its file, and with what was done here.
            page.click(".brand").await;
            let delete = "[...document.querySelectorAll('.lesson-line')].find((line) => line.innerText.includes('Волга')).querySelector('[data-do=delete]').click(); return true";
            page.wait_for(".lesson-line .menu").await;
            page.script(delete, Vec::new()).await;
            page.wait_for("[data-view=library][data-lessons='1']").await;
            take_in_as(page, "опять.apkg", &package()).await;
            page.click(".brand").await;
            page.wait_for("[data-view=library][data-lessons='2']").await;
            page.wait_for_text(".lessons", "Реки / Волга").await;
        });
    }
}
