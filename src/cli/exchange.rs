//! `konspekt import` and `konspekt export`: from other programs and to them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::page::App;
use super::source::{self, Source};
use crate::anki::{AnkiError, LARGEST, Summary};
use crate::backup::{self, Incoming, Taken};
use crate::deck::{Publication, Share, publication};
use crate::export::{self, Format, Loss, Whole, scorm};
use crate::work::errand;

/// What is asked for, and of what.
#[derive(Debug, Default, PartialEq)]
pub struct Wanted {
    pub(super) files: Vec<String>,
    /// Where it is written.
    pub(super) to: Option<String>,
    pub(super) form: Option<Format>,
    /// The one lesson of a backup that is wanted.
    pub(super) lesson: Option<String>,
    pub(super) all: bool,
    pub(super) seed: u64,
    /// What somebody reads otherwise in the one text.
    pub(super) corrections: Option<PathBuf>,
    /// What standard input is called.
    pub(super) name: Option<String>,
    /// The app, for what has the lesson's page in it: `konspekt.html`, or the folder of a build.
    pub(super) app: Option<PathBuf>,
    /// How a lesson is published, where something of that is said.
    pub(super) publication: Option<Publication>,
}

/// Reads the words behind the command.
pub fn parse(words: &[String], is_export: bool) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = |what: &str| words.next().cloned().ok_or_else(|| format!("{word} takes {what}"));
        match word.as_str() {
            "-o" => wanted.to = Some(value("a file")?),
            "--to" if is_export => {
                let name = value("a format")?;
                // A sheet is what is printed.
                let form = Format::of_name(if name == "print" { "sheet" } else { &name });
                wanted.form = Some(form.ok_or_else(|| format!("--to takes one of {}, found {name:?}", names()))?);
            }
            "--corrections" if is_export => wanted.corrections = Some(value("a file")?.into()),
            "--app" if is_export => wanted.app = Some(value("konspekt.html or the folder of the app")?.into()),
            "--lesson" if is_export => wanted.lesson = Some(value("the id of a lesson, as inspect prints it")?),
            "--source" | "--text" | "--author" | "--work" | "--year" | "--origin" if is_export => {
                let said = wanted.publication.get_or_insert_default();
                publish(said, word, value("a value")?)?;
            }
            "--name" if is_export => wanted.name = Some(words.next().ok_or(super::NAMELESS)?.clone()),
            "--all" if is_export => wanted.all = true,
            "--seed" if is_export => {
                let seed = value("a whole number")?;
                wanted.seed = seed.parse().map_err(|_| format!("--seed takes a whole number, found {seed:?}"))?;
            }
            option if option.starts_with("--") => return Err(format!("{option} is no option of this command")),
            file => wanted.files.push(file.to_owned()),
        }
    }
    if wanted.files.is_empty() {
        return Err("a file is expected, or - for standard input".to_owned());
    }
    super::named(wanted.name.as_ref(), &wanted.files)?;
    if is_export && wanted.form.is_none() {
        return Err(format!("--to FORMAT is expected, one of {}", names()));
    }
    let is_text = wanted.form.is_some_and(|form| !is_archive(form));
    if wanted.to.is_none() && !is_text {
        return Err("-o FILE is expected: where the result is written".to_owned());
    }
    if wanted.corrections.is_some() && wanted.files.len() > 1 {
        return Err("--corrections are of one text, found more files than one".to_owned());
    }
    match wanted.form {
        Some(form) if !form.is_one_lesson() && wanted.publication.is_some() => {
            let forms = "html, lesson, scorm12, scorm2004";
            Err(format!("--source, --author, --work, --year and --origin are of lessons that are handed on ({forms})"))
        }
        Some(form) if !form.has_page() && wanted.app.is_some() => {
            Err("--app is of pages and of packages for learning systems (html, scorm12, scorm2004)".to_owned())
        }
        _ => Ok(wanted),
    }
}

/// Takes in what an option says of how a lesson is published.
fn publish(said: &mut Publication, option: &str, value: String) -> Result<(), String> {
    match option {
        "--author" => said.author = Some(value),
        "--work" => said.work = Some(value),
        "--year" => said.year = Some(value),
        "--origin" => {
            let origin = publication::origin(&value);
            let wrong = || format!("--origin takes an address as https://course.example, found {value:?}");
            said.origins.push(origin.ok_or_else(wrong)?);
        }
        _ => {
            let wrong = || format!("{option} takes full, evidence or none, found {value:?}");
            said.share = Share::of_name(&value).ok_or_else(wrong)?;
        }
    }
    Ok(())
}

/// The names of all formats.
fn names() -> String {
    Format::ALL.map(Format::name).join(", ")
}

/// Nobody wants it in a terminal.
fn is_archive(form: Format) -> bool {
    matches!(form, Format::Apkg | Format::Qti3 | Format::Scorm12 | Format::Scorm2004 | Format::Html)
}

/// The records of all files in one backup, and what is to be said of each. What cannot be read is told, and the rest is done.
pub fn import(wanted: &Wanted, tell: &mut dyn FnMut(&str)) -> Result<String, String> {
    let (mut records, mut said, mut broken) = (Vec::new(), String::new(), Broken::of(wanted));
    for file in &wanted.files {
        if let Some((own, taken)) = broken.or(taken(file), tell)? {
            said += &format!("{file}: {}\n", told(&own, &taken));
            records.extend(own);
        }
    }
    let packed = backup::write(&records, None).map_err(super::backup_error)?;
    write(wanted, &packed)?;
    broken.end(said, tell)
}

/// How many of the files could not be read.
struct Broken {
    count: usize,
    of: usize,
}

impl Broken {
    fn of(wanted: &Wanted) -> Broken {
        Broken { count: 0, of: wanted.files.len() }
    }

    /// What was read; of several files, one that could not be is told and left out. Fails where there is no other.
    fn or<T>(&mut self, read: Result<T, String>, tell: &mut dyn FnMut(&str)) -> Result<Option<T>, String> {
        match read {
            Ok(read) => Ok(Some(read)),
            Err(what) => {
                self.count += 1;
                if self.count == self.of {
                    return Err(what);
                }
                tell(&format!("{what}\n"));
                Ok(None)
            }
        }
    }

    /// What is said at the end, when the rest was done.
    fn end(self, said: String, tell: &mut dyn FnMut(&str)) -> Result<String, String> {
        if self.count == 0 {
            return Ok(said);
        }
        if !said.is_empty() {
            tell(&said);
        }
        Err(format!("{} of {} files could not be read; what was written is made of the others", self.count, self.of))
    }
}

/// The records of a backup or of a file of Anki.
fn taken(file: &str) -> Result<(Vec<String>, Taken), String> {
    let bytes = super::bytes(file, LARGEST as u64).map_err(|what| format!("{file}: {what}"))?;
    taken_of(file, bytes).map_err(|what| format!("{file}: {what}"))
}

/// The same of its bytes.
pub fn taken_of(file: &str, bytes: Vec<u8>) -> Result<(Vec<String>, Taken), String> {
    let name = Path::new(file).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let incoming = Incoming { bytes: bytes.into(), name, changed: changed(file) };
    errand::opened(&incoming).map_err(super::backup_error)
}

/// When a file was changed, UTC milliseconds; 0 where nobody can say.
pub(super) fn changed(file: &str) -> i64 {
    let moment = || std::fs::metadata(file).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok();
    moment().and_then(|moment| i64::try_from(moment.as_millis()).ok()).unwrap_or(0)
}

fn told(records: &[String], taken: &Taken) -> String {
    match &taken.anki {
        Some(summary) => summary_words(summary),
        None => format!("{} records of a backup", records.len()),
    }
}

/// What a file of Anki has brought and what it has not.
pub fn summary_words(summary: &Summary) -> String {
    let Summary { decks, cards, reviews, media, only_media, empty, too_long, is_damaged } = summary;
    let mut words = format!(
        "from Anki: decks: {decks}, cards: {cards}, answers: {reviews}; left out: the looks of cards, tags, settings of decks"
    );
    for (count, what) in [
        (media, "pictures and sounds"),
        (only_media, "cards that are nothing without them"),
        (empty, "empty cards"),
        (too_long, "cards that are too long"),
    ] {
        if *count > 0 {
            words += &format!(", {what}: {count}");
        }
    }
    if *is_damaged {
        words += "; the file is damaged, and what was whole has been read";
    }
    words
}

/// Why a file of Anki is not read.
pub fn anki_error(error: AnkiError) -> String {
    match error {
        AnkiError::Foreign => {
            "a file of Anki is expected (.apkg, .colpkg, notes as text), found another kind of file".to_owned()
        }
        AnkiError::Damaged => "a whole file of Anki is expected, found a damaged one; export it once more".to_owned(),
        AnkiError::Newer => {
            "the file was made by a newer Anki; export it with \"Support older Anki versions\", or update the program"
                .to_owned()
        }
        AnkiError::TooLarge => format!("a file of at most {} MB is expected, packed and unpacked", LARGEST >> 20),
        AnkiError::Empty => "a file with notes is expected, found one without any".to_owned(),
    }
}

/// The cards of all files in the wanted form. What that form cannot carry is told before anything is written; what was written is said
/// at the end.
pub fn export(wanted: &Wanted, tell: &mut dyn FnMut(&str)) -> Result<String, String> {
    let form = wanted.form.ok_or("--to FORMAT is expected")?;
    let (mut sources, mut latest, mut broken) = (Vec::new(), 0, Broken::of(wanted));
    for file in &wanted.files {
        let read = source::read(file, wanted, tell);
        let Some(read) = broken.or(read, tell)? else { continue };
        let of_corrections = wanted.corrections.as_ref().map_or(0, |path| changed(&path.to_string_lossy()));
        latest = latest.max(changed(file)).max(of_corrections);
        sources.extend(read.into_iter().map(|source| match &wanted.publication {
            Some(said) => source.published(said),
            None => source,
        }));
    }
    if let Some(lesson) = &wanted.lesson
        && sources.is_empty()
    {
        return Err(format!("there is no lesson {lesson}; konspekt inspect prints those that are there"));
    }
    let lessons: Vec<Whole<'_>> = sources.iter().map(Source::whole).collect();
    let chosen: Vec<_> = lessons.iter().map(|whole| whole.chosen).collect();
    let lost = export::lost(form, &chosen);
    for (loss, count) in &lost {
        tell(&format!("{}: {count}\n", loss_words(*loss)));
    }
    if matches!(form, Format::Apkg | Format::AnkiText) {
        tell(
            "the schedule stays here: in Anki the cards begin as new, and an export again keeps Anki's own schedule\n",
        );
    }
    if matches!(form, Format::Gift | Format::MoodleXml) {
        tell(
            "Moodle adds questions and never replaces any: delete the earlier ones before a later version is imported, or choose another \
             category\n",
        );
    }
    let file = match form.is_one_lesson() {
        true => handed_on(form, &sources, wanted, latest)?,
        false => export::write(form, &lessons, latest / 1000)?,
    };
    write(wanted, &file)?;
    let stays = |loss: &Loss| matches!(loss, Loss::Charts | Loss::Siblings);
    let behind: usize = lost.iter().filter(|(loss, _)| stays(loss)).map(|(_, count)| *count).sum();
    let cards: usize = sources.iter().map(|source| source.cards.len()).sum();
    let told = format!("decks: {}, cards: {}\n", lessons.len(), cards - behind);
    // What was asked for on standard output stands there alone.
    if wanted.to.as_deref().is_none_or(|to| to == "-") {
        tell(&told);
        return broken.end(String::new(), tell);
    }
    broken.end(told, tell)
}

/// The one lesson: its records, its page, or a package with that. `changed` is the moment of what it was made from, milliseconds.
fn handed_on(form: Format, sources: &[Source], wanted: &Wanted, changed: i64) -> Result<Vec<u8>, String> {
    let [source] = sources else {
        return Err(format!("one lesson is expected, found {}; --lesson ID chooses one", sources.len()));
    };
    if form == Format::Lesson {
        return source.file(changed).map(String::into_bytes);
    }
    let page = source.page(&App::find(wanted.app.as_deref())?, changed)?;
    match form {
        Format::Scorm12 => scorm::package(scorm::Edition::First, &source.whole().chosen, &page),
        Format::Scorm2004 => scorm::package(scorm::Edition::Fourth, &source.whole().chosen, &page),
        _ => Ok(page),
    }
}

/// What is lost, for people.
fn loss_words(loss: Loss) -> &'static str {
    match loss {
        Loss::Charts => "charts that are guessed stay behind",
        Loss::Reasons => "options are listed; why a wrong one is wrong is not said",
        Loss::Acts => "a range, an order or a share is thought of, not given",
        Loss::Accepts => "of several right answers the first is compared",
        Loss::Ranges => "estimates ask for one number, not for a range and how sure one is",
        Loss::Bars => "shares ask for a number, no bar is drawn",
        Loss::Discussed => "statements to be judged become questions to be discussed in writing, which a person reads",
        Loss::Spellings => "answers in words: only the listed writings are right, a slip of the pen is wrong",
        Loss::Places => "orders ask for the place of each happening",
        Loss::Introduction => "introductions of lessons stay behind",
        Loss::Siblings => "cards that another one on the sheet would give away stay behind",
    }
}

fn write(wanted: &Wanted, bytes: &[u8]) -> Result<(), String> {
    let to = wanted.to.as_deref().unwrap_or("-");
    let failed = |error: std::io::Error| format!("{to} cannot be written: {error}");
    if to == "-" {
        let mut out = std::io::stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush()).map_err(failed);
    }
    std::fs::write(to, bytes).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::SAMPLE;

    fn wanted(line: &str, is_export: bool) -> Result<Wanted, String> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>(), is_export)
    }

    #[test]
    fn wrong_usage_is_named() {
        let refused = |line, is_export| wanted(line, is_export).err().unwrap_or_default();
        assert!(refused("", false).contains("a file is expected"));
        assert!(refused("a.apkg", false).contains("-o FILE is expected"));
        assert!(refused("a.apkg -o", false).contains("-o takes a file"));
        assert!(refused("a.apkg -o b --to apkg", false).contains("--to is no option"));
        assert!(refused("a.txt -o b", true).contains("--to FORMAT is expected, one of apkg, "));
        assert!(refused("a.txt --to qti3", true).contains("-o FILE is expected"));
        assert!(refused("a.txt --to gift --app c.html", true).contains("--app is of pages"));
        assert!(refused("a.txt b.txt --to gift --corrections c.json", true).contains("of one text"));
        assert_eq!(refused("a.txt --to print", true), "");
        assert_eq!(refused("a.txt --to gift --corrections c.json", true), "");
        assert!(refused("a.txt --to gift --source none", true).contains("lessons that are handed on"));
        assert!(refused("a.txt --to lesson --source half", true).contains("found \"half\""));
        assert!(refused("a.txt --to lesson --text half", true).contains("--text takes full, evidence or none"));
        let said = |line| wanted(line, true).expect("right usage").publication;
        assert_eq!(said("a.txt --to lesson --text evidence"), said("a.txt --to lesson --source evidence"));
        assert!(refused("a.txt --to lesson --origin course", true).contains("https://course.example"));
        assert!(refused("a.txt -o b --to pdf", true).contains("found \"pdf\""));
        assert!(refused("a.md --to csv --name b.md", true).contains("- is not among the files"));
        assert_eq!(refused("- --to csv --name b.md", true), "");
        assert_eq!(refused("a.apkg b.txt -o c.konspekt", false), "");
        assert_eq!(refused("a.txt --to anki-text -o b --seed 3 --all --lesson x", true), "");
    }

    #[test]
    fn what_goes_out_comes_in_again() {
        let folder = std::env::temp_dir().join(format!("konspekt-exchange-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
        std::fs::write(path("тыл.txt"), SAMPLE).expect("the text can be written");
        let run = |line: &str, is_export: bool| {
            let wanted = wanted(&line.replace('@', &path("")), is_export).expect("right usage");
            if is_export { export(&wanted, &mut |_| ()) } else { import(&wanted, &mut |_| ()) }
        };
        let said = run("@тыл.txt --to apkg -o @тыл.apkg", true).expect("a package");
        assert!(said.starts_with("decks: 1, cards: "), "{said}");
        let said = run("@тыл.apkg -o @тыл.konspekt", false).expect("a backup");
        assert!(said.contains("from Anki: decks: 1, cards: "), "{said}");
        let (records, taken) = taken(&path("тыл.konspekt")).expect("a backup");
        assert!(taken.faults.is_empty() && records.len() > 20, "{}", records.len());
        // And out once more, of a backup.
        let again = run("@тыл.konspekt --to anki-text -o @тыл2.txt", true).expect("a text");
        assert!(again.starts_with("decks: 1"), "{again}");
        assert!(
            run("@тыл.konspekt --to apkg -o @x --lesson nobody", true)
                .is_err_and(|what| what.contains("no lesson nobody"))
        );
        assert!(
            run("@тыл.txt -o @y", false).is_err_and(|what| what.contains("found one without any")),
            "nothing answers"
        );
        std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    }

    #[test]
    fn a_file_that_cannot_be_read_does_not_stop_the_others() {
        let folder = std::env::temp_dir().join(format!("konspekt-broken-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
        std::fs::write(path("a.txt"), SAMPLE).expect("written");
        std::fs::write(path("b.docx"), b"PK\x03\x04 no document").expect("written");
        let run = |line: String, is_export: bool| {
            let wanted = wanted(&line, is_export).expect("right usage");
            let mut told = String::new();
            let mut tell = |what: &str| told += what;
            let said = if is_export { export(&wanted, &mut tell) } else { import(&wanted, &mut tell) };
            (said, told)
        };
        let (a, b, cards, deck) = (path("a.txt"), path("b.docx"), path("cards.csv"), path("deck.apkg"));
        let (said, told) = run(format!("{b} {a} --to csv -o {cards}"), true);
        assert!(said.is_err_and(|what| what.starts_with("1 of 2 files could not be read")), "{told}");
        assert!(told.contains("b.docx: ") && told.contains("decks: 1, cards: "), "{told}");
        assert!(std::fs::read_to_string(&cards).is_ok_and(|table| table.lines().count() > 5));
        let (said, told) = run(format!("{a} --to apkg -o {deck}"), true);
        assert!(said.is_ok(), "{told}");
        let (said, told) = run(format!("{deck} {b} -o {}", path("all.konspekt")), false);
        assert!(said.is_err_and(|what| what.starts_with("1 of 2 files could not be read")), "{told}");
        assert!(told.contains("from Anki: decks: 1"), "{told}");
        // Alone, nothing is written.
        let (said, _) = run(format!("{b} --to csv -o {}", path("none.csv")), true);
        assert!(said.is_err_and(|what| what.contains("b.docx")) && !folder.join("none.csv").exists());
        std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    }

    #[test]
    fn what_is_lost_is_told_before_anything_is_written() {
        let folder = std::env::temp_dir().join(format!("konspekt-lost-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
        std::fs::write(path("a.txt"), SAMPLE).expect("the text can be written");
        for form in Format::ALL.into_iter().filter(|form| !form.has_page()) {
            let to = path(form.name());
            let line = format!("{} --to {} --all -o {to}", path("a.txt"), form.name());
            let wanted = wanted(&line, true).expect("right usage");
            let mut told = String::new();
            let said = export(&wanted, &mut |what| {
                assert!(!std::path::Path::new(&to).exists(), "{what} comes first");
                told += what;
            });
            let said = said.expect("an export");
            assert!(said.starts_with("decks: 1, cards: ") && std::path::Path::new(&to).exists(), "{said}");
            let is_told = |what: &str| told.lines().any(|line| line.starts_with(what));
            let is_test = matches!(form, Format::Gift | Format::MoodleXml | Format::Qti3);
            assert_eq!(is_told("estimates ask for one number"), is_test, "{}: {told}", form.name());
            let is_sheet = matches!(form, Format::Sheet | Format::SheetWithKey);
            assert_eq!(is_told("cards that another one on the sheet would give away"), is_sheet, "{told}");
            let is_of_anki = matches!(form, Format::Apkg | Format::AnkiText);
            assert_eq!(is_told("the schedule stays here"), is_of_anki, "{told}");
            let is_of_moodle = matches!(form, Format::Gift | Format::MoodleXml);
            assert_eq!(is_told("Moodle adds questions and never replaces any"), is_of_moodle, "{told}");
        }
        std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    }
}
