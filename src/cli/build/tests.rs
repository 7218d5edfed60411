use super::*;
use std::collections::{BTreeMap, HashSet};
use std::sync::Condvar;
use std::time::{Duration, UNIX_EPOCH};

/// A folder that goes with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("konspekt-build-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("texts")).expect("a temporary folder");
        Scratch(folder)
    }

    fn write(&self, name: &str, text: &[u8]) {
        let path = self.0.join("texts").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("written");
        // Records tell when a text was changed: here always at one moment.
        let file = std::fs::File::options().write(true).open(&path).expect("it is there");
        file.set_modified(UNIX_EPOCH + Duration::from_secs(1_772_366_400)).expect("a moment can be set");
    }

    fn wanted(&self, words: &str) -> Wanted {
        let path = |name: &str| self.0.join(name).to_string_lossy().into_owned();
        let mut line = vec![path("texts"), "-o".to_owned(), path("site")];
        line.extend(words.split_whitespace().map(str::to_owned));
        parse(&line).expect("right usage")
    }

    /// What came of it, and what was told.
    fn build(&self, words: &str) -> (Outcome, Vec<String>) {
        let told = Mutex::new(Vec::new());
        let outcome = build(&self.wanted(words), &|news| {
            if let News::Said(line) = news {
                told.lock().expect("no panic").push(line.to_owned());
            }
        });
        let mut told = told.into_inner().expect("no panic");
        told.sort();
        (outcome.expect("a site"), told)
    }

    /// Every file of the site with its moment and its bytes.
    fn files(&self) -> BTreeMap<String, (String, Vec<u8>)> {
        fn walk(folder: &Path, root: &Path, found: &mut BTreeMap<String, (String, Vec<u8>)>) {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    walk(&path, root, found);
                } else {
                    let moment = std::fs::metadata(&path).and_then(|file| file.modified()).expect("a moment");
                    let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                    found.insert(name, (format!("{moment:?}"), std::fs::read(&path).expect("a file")));
                }
            }
        }
        let (mut found, root) = (BTreeMap::new(), self.0.join("site"));
        walk(&root, &root, &mut found);
        found
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn text(number: usize) -> String {
    format!(
        "Завод № {number}\n\nВ 1942 г. на заводе работало {} рабочих. В 1944 г. там работало {} рабочих.\n",
        100 + number,
        300 + number
    )
}

fn outcome(built: usize, kept: usize, broken: usize) -> Outcome {
    Outcome { built, kept, broken }
}

#[test]
fn many_files_are_built_and_a_broken_one_is_told_of() {
    let scratch = Scratch::new("many");
    for number in 0..200 {
        scratch.write(&format!("часть {}/завод {number:03}.txt", number % 3), text(number).as_bytes());
    }
    scratch.write("сломан.docx", b"PK\x03\x04 no document");
    scratch.write("пусто.txt", b"  \n");
    scratch.write("рисунок.png", b"left alone");
    let (made, told) = scratch.build("");
    assert_eq!(made, outcome(200, 0, 2));
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("пусто.txt: ") && told[1].starts_with("сломан.docx: "), "{told:?}");
    let before = scratch.files();
    assert_eq!(before.len(), 200 * 3 + 2);
    let page = |name: &str| String::from_utf8(before[name].1.clone()).expect("UTF-8");
    let index = page("index.html");
    assert_eq!(index.matches("<li>").count(), 200);
    assert!(index.contains("<a href=\"chast-1-zavod-007/index.html\">Завод № 7</a>"), "{index}");
    assert!(page("chast-1-zavod-007/index.html").contains("307"));

    // A build again touches nothing, not even the moments of files.
    assert_eq!(scratch.build("").0, outcome(0, 200, 2));
    assert!(scratch.files() == before, "nothing is touched");
    // What has changed is built, what is gone goes, what was damaged comes back; the rest is left alone.
    scratch.write("часть 1/завод 007.txt", text(999).as_bytes());
    std::fs::remove_file(scratch.0.join("texts/часть 2/завод 008.txt")).expect("removed");
    std::fs::write(scratch.0.join("site/chast-0-zavod-009/lesson.json"), b"{}").expect("written");
    std::fs::write(scratch.0.join("site/chast-2-zavod-008/notes.txt"), b"mine").expect("written");
    assert_eq!(scratch.build("").0, outcome(2, 197, 2));
    let after = scratch.files();
    assert_eq!(after["chast-0-zavod-009/lesson.json"].1, before["chast-0-zavod-009/lesson.json"].1);
    assert!(String::from_utf8_lossy(&after["chast-1-zavod-007/index.html"].1).contains("1299"));
    assert!(!after.contains_key("chast-2-zavod-008/index.html"));
    assert_eq!(after["chast-2-zavod-008/notes.txt"].1, b"mine", "what is not ours stays");
    assert_eq!(after["chast-2-zavod-011/index.html"], before["chast-2-zavod-011/index.html"]);
}

#[test]
fn the_same_texts_of_the_same_moment_make_the_same_bytes() {
    let (one, other) = (Scratch::new("one"), Scratch::new("other"));
    for scratch in [&one, &other] {
        (0..12).for_each(|number| scratch.write(&format!("{number}.txt"), text(number).as_bytes()));
        scratch.build("--language en --all");
    }
    let (one_has, other_has) = (one.files(), other.files());
    assert_eq!(one_has.keys().collect::<Vec<_>>(), other_has.keys().collect::<Vec<_>>());
    for (name, (_, bytes)) in &one_has {
        let (here, there) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other_has[name].1));
        let differs = here.lines().zip(there.lines()).find(|(here, there)| here != there);
        assert!(here == there, "{name}: {differs:?}");
    }
    // Another way to build is another site, whatever was there.
    assert_eq!(one.build("--language ru --all").0, outcome(12, 0, 0));
    assert_eq!(one.build("--language ru --all --anew").0, outcome(12, 0, 0));
    assert_eq!(one.build("--language ru --all").0, outcome(0, 12, 0));
}

#[test]
fn what_somebody_reads_otherwise_is_built_in() {
    use crate::correct::{Correction, quote};
    let scratch = Scratch::new("corrected");
    scratch.write("завод.txt", text(1).as_bytes());
    scratch.build("");
    let read = |scratch: &Scratch| String::from_utf8(scratch.files()["zavod/lesson.json"].1.clone()).expect("UTF-8");
    assert!(read(&scratch).contains("\"value\":\"301\""));
    let document = crate::ingest::read_text(&text(1), None).expect("a text").document;
    let source = Source::of(document, 0, false, &Corrections::default());
    let fact =
        source.lesson.facts.iter().find(|fact| fact.quantity().is_some_and(|found| found.amount.to_string() == "301"));
    let fact = fact.expect("the second figure");
    let mut corrections = Corrections::default();
    let quote = quote(&source.lesson.document, fact);
    corrections.facts.insert(fact.id.clone(), Correction { quote, reading: None });
    scratch.write("завод.corrections.json", crate::store::corrections::write(&corrections.kept()).as_bytes());
    let (made, told) = scratch.build("");
    assert_eq!((made, told), (outcome(1, 0, 0), Vec::new()));
    assert!(!read(&scratch).contains("\"value\":\"301\""), "it is no fact any more");
    let form = String::from_utf8(scratch.files()["zavod/lesson.konspekt"].1.clone()).expect("UTF-8");
    assert!(form.contains(&fact.id.0), "and goes along: {form}");
    // The same once more changes nothing: the corrections are part of what a lesson is made from.
    let before = scratch.files();
    assert_eq!(scratch.build("").0, outcome(0, 1, 0));
    assert!(scratch.files() == before, "nothing is touched");
    scratch.write("завод.corrections.json", b"{}");
    let (made, told) = scratch.build("");
    assert_eq!(made, outcome(0, 0, 1));
    assert!(told[0].contains("a file of corrections of version 1 is expected"), "{told:?}");
    // Taken away, the text is read again as it stands.
    std::fs::remove_file(scratch.0.join("texts/завод.corrections.json")).expect("removed");
    assert_eq!(scratch.build("").0, outcome(1, 0, 0));
    assert!(read(&scratch).contains("\"value\":\"301\""));
    // A file with nothing in it is not the same as no file.
    scratch.write("завод.corrections.json", b"");
    assert_eq!(scratch.build("").0, outcome(0, 0, 1));
}

#[test]
fn what_stands_before_a_text_is_a_file_beside_it() {
    let scratch = Scratch::new("introduced");
    scratch.write("завод.txt", text(1).as_bytes());
    scratch.write("завод.introduction.txt", "\u{feff}Слово учителя.\r\n\r\nВторое.\n".as_bytes());
    scratch.write("другое.introduction.txt", text(2).as_bytes());
    // What belongs to no text is one.
    assert_eq!(scratch.build(""), (outcome(2, 0, 0), Vec::new()));
    let page = |scratch: &Scratch, name: &str| String::from_utf8(scratch.files()[name].1.clone()).expect("UTF-8");
    assert!(page(&scratch, "zavod/index.html").contains("<p>Слово учителя.</p>\n<p>Второе.</p>"));
    assert!(page(&scratch, "zavod/lesson.konspekt").contains("Слово учителя."), "and goes along");
    assert_eq!(scratch.build("").0, outcome(0, 2, 0));
    scratch.write("завод.introduction.txt", "Иначе.".as_bytes());
    assert_eq!(scratch.build("").0, outcome(1, 1, 0));
    assert!(page(&scratch, "zavod/index.html").contains("<p>Иначе.</p>"));
    std::fs::remove_file(scratch.0.join("texts/завод.introduction.txt")).expect("removed");
    assert_eq!(scratch.build("").0, outcome(1, 1, 0));
    assert!(!page(&scratch, "zavod/index.html").contains("introduction"));
    scratch.write("завод.introduction.txt", b"\xff\xfe");
    let (made, told) = scratch.build("");
    assert_eq!(made, outcome(0, 1, 1));
    assert!(told[0].contains("UTF-8 is expected"), "{told:?}");
}

/// With the app, each lesson is a page to study beside the one to read; and another app makes both anew.
#[test]
fn with_the_app_each_lesson_can_be_studied_and_shown_elsewhere() {
    let scratch = Scratch::new("app");
    scratch.write("завод.txt", text(1).as_bytes());
    let app = |code: &str| {
        let folder = scratch.0.join("app");
        std::fs::create_dir_all(&folder).expect("a folder");
        let outline = format!(
            "<title><!--konspekt:title--></title><b data-file=\"./{code}.wasm\"><!--konspekt:file ./{code}.wasm--></b><!--konspekt:lesson-->"
        );
        std::fs::write(folder.join(crate::export::page::OUTLINE), outline).expect("written");
        std::fs::write(folder.join(format!("{code}.wasm")), code).expect("written");
        format!("--app {}", folder.display())
    };
    let page = |scratch: &Scratch, name: &str| String::from_utf8(scratch.files()[name].1.clone()).expect("UTF-8");
    let words = app("one");
    assert_eq!(scratch.build(&words).0, outcome(1, 0, 0));
    assert!(page(&scratch, "zavod/study.html").starts_with("<title>Завод № 1</title><b data-file=\"./one.wasm\">"));
    let read = page(&scratch, "zavod/index.html");
    assert!(read.contains("href=\"study.html\"") && read.contains("https://…/zavod/study.html"), "{read}");
    let before = scratch.files();
    assert_eq!(scratch.build(&words).0, outcome(0, 1, 0));
    assert!(scratch.files() == before, "nothing is touched");
    assert_eq!(scratch.build(&app("other")).0, outcome(1, 0, 0));
    assert!(page(&scratch, "zavod/study.html").contains("./other.wasm"));
    // Without it, nothing leads to a page that is not there.
    assert_eq!(scratch.build("").0, outcome(1, 0, 0));
    assert!(!scratch.files().contains_key("zavod/study.html"));
    assert!(!page(&scratch, "zavod/index.html").contains("study.html"));
}

#[test]
fn how_far_it_is_is_told_text_by_text() {
    let scratch = Scratch::new("progress");
    (0..7).for_each(|number| scratch.write(&format!("{number}.txt"), text(number).as_bytes()));
    scratch.write("сломан.docx", b"PK\x03\x04 no document");
    // What was built, what was not read and what was left alone, all of it.
    for _ in 0..2 {
        let told = Mutex::new(Vec::new());
        let made = build(&scratch.wanted(""), &|news| {
            if let News::Through(done, all) = news {
                told.lock().expect("no panic").push((done, all));
            }
        });
        assert_eq!(made.map(|made| made.broken), Ok(1));
        let mut told = told.into_inner().expect("no panic");
        told.sort_unstable();
        assert_eq!(told, (1..=8).map(|done| (done, 8)).collect::<Vec<_>>());
    }
}

/// Two texts of which something is told: whoever reads the first waits there until somebody else reads the other.
#[test]
fn texts_are_read_side_by_side() {
    if std::thread::available_parallelism().is_ok_and(|cores| cores.get() < 2) {
        return;
    }
    let scratch = Scratch::new("threads");
    (0..2).for_each(|number| scratch.write(&format!("{number}.txt"), b"An English text, of which nothing is read."));
    let (threads, came) = (Mutex::new(HashSet::new()), Condvar::new());
    let made = build(&scratch.wanted(""), &|news| {
        if let News::Said(_) = news {
            let mut threads = threads.lock().expect("no panic");
            threads.insert(std::thread::current().id());
            came.notify_all();
            let _ = came.wait_timeout_while(threads, Duration::from_secs(60), |threads| threads.len() < 2);
        }
    });
    assert_eq!(made, Ok(outcome(2, 0, 0)));
    assert_eq!(threads.into_inner().expect("no panic").len(), 2);
}

/// A page may be half written when the power goes, or be changed without becoming longer.
#[test]
fn a_page_that_is_not_as_it_was_written_is_built_again() {
    let scratch = Scratch::new("changed");
    (0..2).for_each(|number| scratch.write(&format!("{number}.txt"), text(number).as_bytes()));
    scratch.build("");
    let page = scratch.0.join("site/1/index.html");
    let whole = std::fs::read(&page).expect("a page");
    let zeros = vec![0; whole.len()];
    std::fs::write(&page, zeros).expect("written");
    assert_eq!(scratch.build("").0, outcome(1, 1, 0));
    assert!(std::fs::read(&page).expect("a page") == whole);
    assert_eq!(scratch.build("").0, outcome(0, 2, 0));
}

#[test]
fn a_program_that_reads_otherwise_builds_anew() {
    let wanted = Wanted::default();
    let of = |program: &[&str]| made_from(program, [Some(b"a text"), None, None], &wanted, None);
    assert_ne!(of(&["0.1.0", "one"]), of(&["0.1.0", "other"]));
    assert_eq!(of(&["0.1.0", "one"]), of(&["0.1.0", "one"]));
}

#[test]
fn a_sentence_does_not_stand_behind_the_count_and_a_log_has_no_count() {
    let screen = |news| shown(news, true);
    assert_eq!(screen(News::Through(3, 8)), "\r\x1b[K3 of 8 texts");
    assert_eq!(screen(News::Said("a.txt: b")), "\r\x1b[Kkonspekt: a.txt: b\n");
    assert_eq!(screen(News::Through(8, 8)), "\r\x1b[K", "nothing is left of it");
    assert_eq!(shown(News::Through(3, 8), false), "");
    assert_eq!(shown(News::Said("a.txt: b"), false), "konspekt: a.txt: b\n");
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let scratch = Scratch::new("foreign");
    scratch.write("a.txt", text(1).as_bytes());
    let put = |name: &str, bytes: &[u8]| {
        let path = scratch.0.join("site").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("written");
    };
    put("index.html", b"mine");
    put("a/index.html", b"mine too");
    let before = scratch.files();
    let refused = || build(&scratch.wanted(""), &|_| ()).err().unwrap_or_default();
    assert!(refused().contains("is no site that was built here"), "{}", refused());
    // Lists that lead out of the site, of another version or damaged tell nobody whose a file is.
    let list = |version: u32, folder: &str, name: &str| {
        format!(
            r#"{{"konspekt_site":{version},"lessons":[{{"text":"x","made_from":"y","folder":"{folder}","title":"t","words":1,"facts":1,
            "cards":1,"charts":1,"files":[["{name}",8,"0"]]}}]}}"#
        )
    };
    let claim = r#"{"konspekt_site":2,"lessons":[],"claimed":["../texts/a.txt"]}"#.to_owned();
    for list in [
        list(2, "../texts", "index.html"),
        list(2, "a", "../index.html"),
        list(1, "a", "index.html"),
        claim,
        "{".to_owned(),
    ] {
        put(LIST, list.as_bytes());
        assert!(refused().contains("is damaged, or of another version"), "{list}: {}", refused());
    }
    std::fs::remove_file(scratch.0.join("site").join(LIST)).expect("removed");
    assert_eq!(scratch.files(), before);
}

/// Whatever stands in the way of a lesson, in a site that is ours or in a new one.
#[test]
fn what_was_not_built_here_is_neither_written_over_nor_taken_away() {
    let scratch = Scratch::new("mine");
    (1..4).for_each(|number| scratch.write(&format!("{number}.txt"), text(number).as_bytes()));
    let site = scratch.0.join("site");
    for (name, bytes) in [("1/lesson.json", &b"mine"[..]), ("2/notes.txt", b"mine"), ("style.css", b"mine")] {
        std::fs::create_dir_all(site.join(name).parent().expect("a folder")).expect("a folder");
        std::fs::write(site.join(name), bytes).expect("written");
    }
    let (made, told) = scratch.build("");
    assert_eq!(made, outcome(2, 0, 1));
    assert!(matches!(&told[..], [line] if line.contains("lesson.json was not built here")), "{told:?}");
    let mine = |name: &str| std::fs::read(site.join(name)).is_ok_and(|bytes| bytes == b"mine");
    assert!(mine("1/lesson.json") && mine("2/notes.txt") && mine("style.css"));
    assert!(!site.join("1/index.html").exists(), "half a lesson is none");
    // Again, with the site's own list.
    assert_eq!(scratch.build("").0, outcome(0, 2, 1));
    assert!(mine("1/lesson.json"));
    // A page that somebody has written in the place of ours stays when its text goes, and is told of; ours go.
    std::fs::write(site.join("3/index.html"), b"mine").expect("written");
    std::fs::remove_file(scratch.0.join("texts/3.txt")).expect("removed");
    let (made, told) = scratch.build("");
    assert_eq!(made, outcome(0, 1, 1));
    assert!(told.iter().any(|line| line.contains("index.html: the text is gone")), "{told:?}");
    assert!(mine("3/index.html") && !site.join("3/lesson.json").exists());
    // From then on it is theirs alone.
    scratch.write("3.txt", text(3).as_bytes());
    assert_eq!(scratch.build("").0, outcome(0, 1, 2));
    assert!(mine("3/index.html"));
    // When it is moved away, everything is built.
    for name in ["1/lesson.json", "3/index.html"] {
        std::fs::remove_file(site.join(name)).expect("removed");
    }
    assert_eq!(scratch.build("").0, outcome(2, 1, 0));
    assert_eq!(scratch.build("").0, outcome(0, 3, 0));
}

#[cfg(unix)]
#[test]
fn behind_a_link_nothing_is_written_or_taken_away() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new("links");
    (1..3).for_each(|number| scratch.write(&format!("{number}.txt"), text(number).as_bytes()));
    let (site, theirs) = (scratch.0.join("site"), scratch.0.join("theirs"));
    std::fs::create_dir_all(site.join("2")).expect("a folder");
    std::fs::create_dir_all(&theirs).expect("a folder");
    symlink(&theirs, site.join("1")).expect("a link");
    // It leads nowhere yet: writing would make its end.
    symlink(theirs.join("made.html"), site.join("2/index.html")).expect("a link");
    assert_eq!(scratch.build("").0, outcome(0, 0, 2));
    assert_eq!(std::fs::read_dir(&theirs).expect("a folder").count(), 0);
}

#[test]
fn a_build_that_was_broken_off_is_gone_on_with() {
    let scratch = Scratch::new("broken-off");
    (1..4).for_each(|number| scratch.write(&format!("{number}.txt"), text(number).as_bytes()));
    scratch.build("");
    let whole = scratch.files();
    // As it stands when the first file of the second lesson has just been written.
    let site = scratch.0.join("site");
    for name in
        ["index.html", "2/lesson.json", "2/lesson.konspekt", "3/index.html", "3/lesson.json", "3/lesson.konspekt"]
    {
        std::fs::remove_file(site.join(name)).expect("removed");
    }
    let claims =
        ["1/index.html", "1/lesson.json", "1/lesson.konspekt", "2/index.html", "2/lesson.json", "2/lesson.kons"];
    std::fs::remove_file(site.join(LIST)).expect("removed");
    std::fs::write(site.join(kept::JOURNAL), claims.join("\n")).expect("written");
    std::fs::write(site.join("2/index.html"), b"half").expect("written");
    // The text of one is gone meanwhile: its page is still known for ours, and no more than that.
    std::fs::remove_file(scratch.0.join("texts/1.txt")).expect("removed");
    assert_eq!(scratch.build("").0, outcome(2, 0, 0));
    let bytes = |files: &BTreeMap<String, (String, Vec<u8>)>, name: &str| files[name].1.clone();
    assert_eq!(bytes(&scratch.files(), "2/index.html"), bytes(&whole, "2/index.html"));
    scratch.write("1.txt", text(1).as_bytes());
    assert_eq!(scratch.build("").0, outcome(1, 2, 0));
    assert!(bytes(&scratch.files(), LIST) == bytes(&whole, LIST), "as if nothing had happened");
    assert!(!site.join(kept::JOURNAL).exists());
    // A file of this name that is something else is not written into.
    std::fs::write(site.join(kept::JOURNAL), "a diary\n").expect("written");
    let refused = build(&scratch.wanted(""), &|_| ());
    assert!(refused.is_err_and(|what| what.contains("journal is damaged")));
}

#[test]
fn a_site_within_the_folder_of_texts_is_no_text() {
    let scratch = Scratch::new("within");
    scratch.write("a.txt", text(1).as_bytes());
    let path = |name: &str| scratch.0.join(name).to_string_lossy().into_owned();
    let wanted = parse(&[path("texts"), "-o".to_owned(), path("texts/site")]).expect("right usage");
    for expected in [outcome(1, 0, 0), outcome(0, 1, 0)] {
        assert_eq!(build(&wanted, &|_| ()), Ok(expected));
    }
}

#[test]
fn wrong_usage_is_named() {
    let refused =
        |line: &str| parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).err().unwrap_or_default();
    assert!(refused("").contains("a folder of texts is expected"));
    assert!(refused("a").contains("-o SITE is expected"));
    assert!(refused("a b -o c").contains("found \"b\" too"));
    assert!(refused("a -o c --language de").contains("found \"de\""));
    assert!(refused("a -o c --seed x").contains("found \"x\""));
    assert!(refused("a -o c --fast").contains("--fast is no option"));
    assert_eq!(refused("a -o c --language en --all --anew --seed 3 --app d"), "");
}

#[test]
fn a_folder_of_texts_is_not_its_own_site() {
    let scratch = Scratch::new("own");
    let wanted = scratch.wanted("");
    let own = Wanted { to: wanted.from.clone(), ..wanted };
    let refused = build(&own, &|_| ());
    assert!(refused.is_err_and(|what| what.contains("another folder than that of the texts is expected")));
}
