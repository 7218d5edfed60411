//! `konspekt build`: a folder of texts as a static site.
//!
//! Files are read by as many threads as the machine has cores. What has not changed is not built again: the site keeps a list of what each
//! lesson was made from and which files it is. A broken file is told of, and the rest is built. What is not on that list is somebody else's: it is
//! neither written over nor taken away.

mod kept;
mod texts;

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::page::App;
use super::source::Source;
use crate::correct::Corrections;
use crate::export::site::{self, Language, Listed};
use crate::formats;
use crate::report;
use crate::store::record::LONGEST_WORDS;
use crate::work::parcel::STAMP;
use kept::{Journal, Kept, LIST, Made, Written};
use texts::Text;

/// Of a thread that reads texts: as much as the program's first one has.
const STACK: usize = 8 << 20;

/// What is asked for.
#[derive(Debug, Default, PartialEq)]
pub struct Wanted {
    from: PathBuf,
    to: PathBuf,
    language: Language,
    is_all: bool,
    seed: u64,
    /// Everything is built, whether it has changed or not.
    is_anew: bool,
    app: Option<PathBuf>,
}

/// Reads the words behind the command.
pub fn parse(words: &[String]) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    let (mut from, mut to) = (None, None);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = |what: &str| words.next().cloned().ok_or_else(|| format!("{word} takes {what}"));
        match word.as_str() {
            "-o" => to = Some(value("a folder")?),
            "--language" => {
                let name = value("ru or en")?;
                let language = Language::ALL.into_iter().find(|language| language.tag() == name);
                wanted.language = language.ok_or_else(|| format!("--language takes ru or en, found {name:?}"))?;
            }
            "--all" => wanted.is_all = true,
            "--anew" => wanted.is_anew = true,
            "--seed" => {
                let seed = value("a whole number")?;
                wanted.seed = seed.parse().map_err(|_| format!("--seed takes a whole number, found {seed:?}"))?;
            }
            "--app" => wanted.app = Some(value("konspekt.html or the folder of the app")?.into()),
            option if option.starts_with("--") => return Err(format!("{option} is no option of this command")),
            folder if from.is_none() => from = Some(folder.to_owned()),
            other => return Err(format!("one folder of texts is expected, found {other:?} too")),
        }
    }
    wanted.from = from.ok_or("a folder of texts is expected")?.into();
    wanted.to = to.ok_or("-o SITE is expected: the folder of the site")?.into();
    Ok(wanted)
}

/// Builds the site, tells of it on standard error, and says by the exit status whether everything could be read.
pub fn run(wanted: &Wanted) -> ExitCode {
    match build(wanted, &show) {
        Ok(outcome) => {
            let Outcome { built, kept, broken } = outcome;
            println!("lessons built: {built}, unchanged: {kept}, not read: {broken}");
            if broken == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(what) => {
            eprintln!("konspekt: {what}");
            ExitCode::from(1)
        }
    }
}

/// What is told while a site is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News<'a> {
    /// What there is to say of one text or one file.
    Said(&'a str),
    /// So many of all texts are through, whatever came of them.
    Through(usize, usize),
}

/// A lesson, and whether it had to be built.
type Lesson = (Made, bool);

/// How many texts became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub built: usize,
    pub kept: usize,
    pub broken: usize,
}

/// The same with another way to tell; fails where nothing at all can be done.
pub fn build(wanted: &Wanted, news: &(dyn Fn(News<'_>) + Sync)) -> Result<Outcome, String> {
    let tell = &|what: &str| news(News::Said(what));
    let app = wanted.app.as_deref().map(|path| App::find(Some(path))).transpose()?;
    std::fs::create_dir_all(&wanted.to).map_err(failed(&wanted.to))?;
    let whole = |path: &Path| std::fs::canonicalize(path).map_err(failed(path));
    if whole(&wanted.from)? == whole(&wanted.to)? {
        return Err(format!("{}: another folder than that of the texts is expected for the site", wanted.to.display()));
    }
    let texts = texts::find(&wanted.from, &wanted.to)?;
    let before = Kept::read(&wanted.to)?;
    let own = before.own();
    let journal = Journal::of(&wanted.to);
    let names = files_of_a_lesson(app.is_some());
    let jobs = std::thread::available_parallelism().map_or(1, |count| count.get()).min(texts.len().max(1));
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let results: Mutex<Vec<Option<Result<Lesson, String>>>> = Mutex::new(vec![None; texts.len()]);
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(text) = texts.get(at) else { break };
            // Whatever a file may bring about, the others are built.
            let one = match kept::foreign(&wanted.to, &text.folder, names, &own) {
                Some(path) => Err(format!(
                    "{} was not built here: move it away, or choose another folder for the site",
                    path.display()
                )),
                None => catch_unwind(AssertUnwindSafe(|| one(text, wanted, app.as_ref(), &before, &journal, tell)))
                    .unwrap_or_else(|_| Err("the program failed on it, which it never should".to_owned())),
            };
            // What is told is told in order: a lesser count never comes after a greater one.
            if let Ok(mut results) = results.lock() {
                results[at] = Some(one);
                news(News::Through(done.fetch_add(1, Ordering::Relaxed) + 1, texts.len()));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            // Where there are no more threads to be had, those that are there do all.
            let _ = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        }
    });
    let results = results.into_inner().map_err(|_| "the threads that build have failed".to_owned())?;
    let (mut outcome, mut made) = (Outcome::default(), Vec::new());
    for (text, result) in texts.iter().zip(results) {
        match result.unwrap_or_else(|| Err("it was not built".to_owned())) {
            Ok((lesson, is_new)) => {
                if is_new {
                    outcome.built += 1
                } else {
                    outcome.kept += 1
                }
                made.push(lesson);
            }
            Err(what) => {
                outcome.broken += 1;
                tell(&format!("{}: {what}", text.name));
            }
        }
    }
    let listed: Vec<Listed> = made.iter().map(|made| made.listed.clone()).collect();
    journal.claim([site::PAGE.to_owned()].into_iter().filter(|page| !own.contains(page)))?;
    write_if_changed(&wanted.to.join(site::PAGE), site::index(&listed, wanted.language).as_bytes())?;
    let mut now = Kept { lessons: made, claimed: BTreeSet::new() };
    // What is left of an earlier build that was broken off is its own until it is gone.
    now.claimed = before.claimed.iter().filter(|file| is_left(&wanted.to, file, &now)).cloned().collect();
    // The list comes last: a site whose building was broken off is built again where its files are not those of the list.
    write_list(&wanted.to, &now)?;
    journal.end();
    for file in remove_old(&wanted.to, &before, &now) {
        tell(&format!("{}: the text is gone, but this page was changed by somebody else: it stays", file.display()));
    }
    Ok(outcome)
}

/// The names of what is written of each lesson.
fn files_of_a_lesson(has_app: bool) -> &'static [&'static str] {
    const ALL: [&str; 4] = [site::PAGE, site::READ, site::RECORDS, site::STUDY];
    if has_app { &ALL } else { &ALL[..3] }
}

fn is_left(folder: &Path, file: &str, now: &Kept) -> bool {
    file != site::PAGE && !now.own().contains(file) && kept::is_there(&folder.join(file))
}

/// The list is never half written: whoever reads it would not know any more what is whose.
fn write_list(site: &Path, list: &Kept) -> Result<(), String> {
    let (path, whole) = (site.join(LIST), list.written());
    if std::fs::read(&path).is_ok_and(|known| known == whole.as_bytes()) {
        return Ok(());
    }
    let part = site.join(format!("{LIST}.{}", std::process::id()));
    let mut file = std::fs::File::create_new(&part).map_err(failed(&part))?;
    file.write_all(whole.as_bytes()).map_err(failed(&part))?;
    drop(file);
    std::fs::rename(&part, &path).map_err(failed(&path))
}

/// The files of one lesson.
fn one(
    text: &Text,
    wanted: &Wanted,
    app: Option<&App>,
    before: &Kept,
    journal: &Journal,
    tell: &(dyn Fn(&str) + Sync),
) -> Result<Lesson, String> {
    let bytes = std::fs::read(&text.path).map_err(|error| format!("cannot be read: {error}"))?;
    let corrections = match &text.corrections {
        Some(path) => Some(std::fs::read(path).map_err(failed(path))?),
        None => None,
    };
    let introduction = text.introduction.as_deref().map(introduction).transpose()?;
    let sources = [Some(&bytes[..]), corrections.as_deref(), introduction.as_deref().map(str::as_bytes)];
    let made_from = made_from(&[env!("CARGO_PKG_VERSION"), STAMP], sources, wanted, app);
    let folder = wanted.to.join(&text.folder);
    if !wanted.is_anew
        && let Some(known) = before.lessons.iter().find(|known| known.text == text.name)
        && (known.made_from.as_str(), known.listed.folder.as_str()) == (&made_from, &text.folder)
        && known.is_whole(&wanted.to)
    {
        return Ok((known.clone(), false));
    }
    let ingested = formats::read(&bytes, Some(&text.name), &mut |_, _| ())
        .and_then(formats::Parsed::ingested)
        .map_err(super::ingest_error)?;
    for warning in ingested.warnings {
        tell(&format!("{}: {}", text.name, super::warning_words(warning)));
    }
    let corrections = match &text.corrections {
        Some(path) => super::read_corrections(path)?,
        None => Corrections::default(),
    };
    let source = Source::of(ingested.document, wanted.seed, wanted.is_all, &corrections);
    let source = source.introduced(introduction.as_deref());
    for (_, lost) in corrections.lost(&source.lesson.document.text, &source.lesson.sentences) {
        tell(&format!("{}: a correction has no place in this text: {:?}", text.name, lost.quote.exact));
    }
    let whole = source.whole();
    let read = report::whole(&source.lesson, &source.cards, wanted.seed).map_err(|error| error.to_string())? + "\n";
    let mut files = vec![
        (site::PAGE, site::lesson(&whole, &text.folder, wanted.language, app.is_some()).into_bytes()),
        (site::READ, read.into_bytes()),
        (site::RECORDS, source.file(0)?.into_bytes()),
    ];
    if let Some(app) = app {
        files.push((site::STUDY, source.page(app, 0)?));
    }
    let paths = files.iter().map(|(name, _)| kept::below(&text.folder, name));
    journal.claim(paths.filter(|path| !kept::is_there(&wanted.to.join(path))))?;
    std::fs::create_dir_all(&folder).map_err(failed(&folder))?;
    for (name, bytes) in &files {
        write_if_changed(&folder.join(name), bytes)?;
    }
    let files = files.iter().map(|(name, bytes)| Written::of(name, bytes)).collect();
    Ok((Made { text: text.name.clone(), made_from, listed: Listed::of(&text.folder, &whole), files }, true))
}

/// What is to stand before a lesson.
fn introduction(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(failed(path))?;
    let words = String::from_utf8(bytes).map_err(|_| format!("{}: UTF-8 is expected", path.display()))?;
    let words = words.trim_start_matches('\u{feff}').replace("\r\n", "\n").trim().to_owned();
    match words.len() <= LONGEST_WORDS {
        true => Ok(words),
        false => Err(format!("{}: at most {LONGEST_WORDS} bytes are expected", path.display())),
    }
}

/// The digest of all that a lesson is made from: its text, its corrections, its introduction. What was read out of a text has a form, whose
/// stamp changes between versions too.
fn made_from(program: &[&str], sources: [Option<&[u8]>; 3], wanted: &Wanted, app: Option<&App>) -> String {
    let [text, corrections, introduction] = sources.map(Option::unwrap_or_default);
    kept::digest(&[
        program.join(" ").as_bytes(),
        text,
        corrections,
        // An empty file of corrections is another thing than none: it is broken.
        format!("{:?} {} {} {}", wanted.language, wanted.is_all, wanted.seed, sources[1].is_some()).as_bytes(),
        app.map_or(&[][..], |app| app.outline().as_bytes()),
        introduction,
    ])
}

/// Tells it on standard error.
fn show(news: News<'_>) {
    let mut out = std::io::stderr().lock();
    let shown = shown(news, out.is_terminal());
    // Nobody is there to be told that nobody can be told.
    let _ = out.write_all(shown.as_bytes()).and_then(|()| out.flush());
}

/// How far it is stands in the last line of a terminal, where a person looks on; what is said takes its place, and it comes again below. A log has
/// only what is said.
fn shown(news: News<'_>, is_terminal: bool) -> String {
    const CLEAR: &str = "\r\x1b[K";
    match news {
        News::Said(what) if is_terminal => format!("{CLEAR}konspekt: {what}\n"),
        News::Said(what) => format!("konspekt: {what}\n"),
        News::Through(..) if !is_terminal => String::new(),
        News::Through(done, all) if done >= all => CLEAR.to_owned(),
        News::Through(done, all) => format!("{CLEAR}{done} of {all} texts"),
    }
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> String {
    move |error| format!("{}: {error}", path.display())
}

/// A file that is as it should be keeps its moment.
fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if std::fs::read(path).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    std::fs::write(path, bytes).map_err(failed(path))
}

/// Takes away the files of lessons whose texts are gone, as they were written. Nothing else is touched, and what cannot be taken away does no
/// harm. Gives back what somebody has changed meanwhile, which stays.
fn remove_old(site: &Path, before: &Kept, now: &Kept) -> Vec<PathBuf> {
    let needed = now.own();
    let mut stays = Vec::new();
    for made in &before.lessons {
        let folder = site.join(&made.listed.folder);
        for written in made.files.iter().filter(|file| !needed.contains(&kept::below(&made.listed.folder, &file.name)))
        {
            let file = folder.join(&written.name);
            if folder.is_symlink() || file.is_symlink() || written.is_changed(&file) {
                stays.push(file);
            } else {
                let _ = std::fs::remove_file(file);
            }
        }
        // Only an empty folder goes.
        let _ = std::fs::remove_dir(folder);
    }
    stays
}

#[cfg(test)]
mod tests;
