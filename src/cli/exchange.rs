//! `konspekt import` and `konspekt export`: from other programs and to them.

use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::anki::{AnkiError, LARGEST, Summary};
use crate::app::{Open, cards};
use crate::backup::{self, Incoming, Taken};
use crate::card::{self, Card};
use crate::deck::{Deck, Event};
use crate::export::anki::{self, Chosen, Lost};
use crate::ingest;
use crate::lesson::Lesson;
use crate::lexicon::ru::morphology::Morphology;
use crate::store::record;
use crate::work::errand;

/// What is asked for, and of what.
#[derive(Debug, Default, PartialEq)]
pub struct Wanted {
    files: Vec<String>,
    /// Where it is written.
    to: Option<String>,
    form: Option<Form>,
    /// The one lesson of a backup that is wanted.
    lesson: Option<String>,
    all: bool,
    seed: u64,
}

/// A form of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Package,
    Text,
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
                wanted.form = Some(match value("apkg or anki-text")?.as_str() {
                    "apkg" => Form::Package,
                    "anki-text" => Form::Text,
                    other => return Err(format!("--to takes apkg or anki-text, found {other:?}")),
                });
            }
            "--lesson" if is_export => wanted.lesson = Some(value("the id of a lesson, as inspect prints it")?),
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
    if wanted.to.is_none() {
        return Err("-o FILE is expected: where the result is written".to_owned());
    }
    if is_export && wanted.form.is_none() {
        return Err("--to apkg or --to anki-text is expected".to_owned());
    }
    Ok(wanted)
}

/// The records of all files in one backup, and what is to be said of each.
pub fn import(wanted: &Wanted) -> Result<String, String> {
    let (mut records, mut said) = (Vec::new(), String::new());
    for file in &wanted.files {
        let (own, taken) = taken(file)?;
        said += &format!("{file}: {}\n", told(&own, &taken));
        records.extend(own);
    }
    let packed = backup::write(&records, None).map_err(super::backup_error)?;
    write(wanted, &packed)?;
    Ok(said)
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
fn changed(file: &str) -> i64 {
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

/// Cards of one text or of the lessons of a backup.
struct Source {
    lesson: String,
    title: String,
    text: String,
    cards: Vec<Card>,
}

/// The cards of all files in the wanted form; says what it cannot carry.
pub fn export(wanted: &Wanted) -> Result<String, String> {
    let mut sources = Vec::new();
    let mut latest = 0;
    for file in &wanted.files {
        latest = latest.max(changed(file));
        sources.extend(sources_of(file, wanted)?);
    }
    if let Some(lesson) = &wanted.lesson
        && sources.is_empty()
    {
        return Err(format!("there is no lesson {lesson}; konspekt inspect prints those that are there"));
    }
    let chosen: Vec<Chosen<'_>> =
        (sources.iter()).map(|Source { lesson, title, text, cards }| Chosen { lesson, title, cards, text }).collect();
    let file = match wanted.form {
        Some(Form::Text) => anki::text(&chosen).into_bytes(),
        _ => anki::package(&chosen, latest / 1000)?,
    };
    write(wanted, &file)?;
    let Lost { charts, options, acts, accepts } = anki::lost(&chosen);
    let cards: usize = chosen.iter().map(|lesson| lesson.cards.len()).sum();
    let mut said = format!("decks: {}, cards: {}\n", chosen.len(), cards - charts);
    for (count, what) in [
        (charts, "charts that are guessed stay behind"),
        (options, "options are listed; why a wrong one is wrong is not said"),
        (acts, "a range, an order or a share is thought of, not given"),
        (accepts, "of several right answers the first is compared"),
    ] {
        if count > 0 {
            said += &format!("{what}: {count}\n");
        }
    }
    Ok(said + "the schedule stays here: in Anki the cards begin as new, and an export again keeps Anki's own schedule\n")
}

fn sources_of(file: &str, wanted: &Wanted) -> Result<Vec<Source>, String> {
    let of_file = |what: String| format!("{file}: {what}");
    let bytes = super::bytes(file, backup::LARGEST).map_err(of_file)?;
    let morphology = Morphology::bundled();
    if bytes.starts_with(b"PK") {
        let (records, _) = taken_of(file, bytes).map_err(of_file)?;
        let events: Vec<Event> = records.iter().filter_map(|record| record::decode(record)).collect();
        let deck = Deck::of(&events);
        let is_wanted = |id: &str| wanted.lesson.as_ref().is_none_or(|lesson| lesson == id);
        let lessons = deck.lessons.iter().filter(|(id, _)| is_wanted(&id.0));
        let source = |(id, entry): (&crate::deck::LessonId, &crate::deck::Entry)| {
            let document = ingest::read_text(&entry.text, None).ok()?.document;
            let open = Open::new(id.clone(), Lesson::of(document, entry.seed, morphology), Vec::new(), true);
            let cards = cards::listed(&open, entry).into_iter().map(|card| card.into_owned()).collect();
            let (title, text) = (entry.title.to_string(), open.lesson.document.text.clone());
            Some(Source { lesson: id.0.clone(), title, text, cards })
        };
        return Ok(lessons.filter_map(source).collect());
    }
    let name = (file != "-").then_some(file);
    let document = ingest::read(&bytes, name).map_err(|error| of_file(super::ingest_error(error)))?.document;
    let lesson = Lesson::of(document, wanted.seed, morphology);
    let cards = if wanted.all { &lesson.cards[..] } else { card::default_deck(&lesson.cards, lesson.words()) };
    let cards = cards.to_vec();
    // By its title: the same text in another file is the same deck.
    let (title, text) = (lesson.document.title.clone(), lesson.document.text.clone());
    Ok(vec![Source { lesson: title.clone(), title, text, cards }])
}

fn write(wanted: &Wanted, bytes: &[u8]) -> Result<(), String> {
    let to = wanted.to.as_deref().unwrap_or("-");
    let failed = |error: std::io::Error| format!("{to} cannot be written: {error}");
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
        assert!(refused("a.txt -o b", true).contains("--to apkg or --to anki-text"));
        assert!(refused("a.txt -o b --to pdf", true).contains("found \"pdf\""));
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
            if is_export { export(&wanted) } else { import(&wanted) }
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
}
