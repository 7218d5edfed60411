//! The command line; native only. What it prints is described in [`crate::report`].

mod build;
mod exchange;
mod page;
mod results;
mod source;

use std::io::{IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::anki::is_of_anki;
use crate::backup::{self, BackupError};
use crate::card::lint;
use crate::chart::ChartSpec;
use crate::correct::Corrections;
use crate::formats;
use crate::ingest::{self, Format, IngestError, Ingested, Lost, Stranger, Warning};
use crate::lesson::{Lesson, Step};
use crate::lexicon::ru::morphology::Morphology;
use crate::{card, chart, report, store};

const USAGE: &str = "\
konspekt: facts, quiz cards and charts from a text

  konspekt extract FILE… [--json]                 facts with their evidence
  konspekt extract FILE… --explain                sentence by sentence, which rule made what and why figures were left out
  konspekt cards   FILE… [--json] [--seed N] [--all]   the default deck, or every card
  konspekt charts  FILE… [--json]                 charts of what is related, and of what happened when
  konspekt charts  FILE… [--svg DIR] [--csv DIR] [--vega DIR]   and each chart as a file of its own, named by its id
  konspekt lint    FILE… [--seed N]               every card that breaks a rule of good cards, with the rule
  konspekt inspect FILE…                          what a backup (.konspekt) or a file of Anki holds, and what is wrong with it
  konspekt import  FILE… -o FILE.konspekt         files of Anki (.apkg, .colpkg, notes as text), reviews included, as a backup
  konspekt export  FILE… --to FORMAT [-o FILE] [--lesson ID] [--all] [--seed N]   cards of texts or backups for other programs:
      apkg, anki-text (Anki), gift, moodle-xml (Moodle), qti3,
      lesson (for <konspekt-lesson> and for the app), html (the lesson as one page with the app in it), scorm12, scorm2004 (packages with that page; --app konspekt.html where it is
      not found), csv, tsv, markdown, sheet and sheet-key (to print, without the answers and with them), json
  konspekt build   DIR -o SITE [--language ru|en] [--all] [--seed N] [--anew] [--app konspekt.html]   a folder of texts as a static site;
      NAME.corrections.json beside a text is what somebody reads otherwise in it; what has not changed is not built again
  konspekt results FILE…                          what learners have done, from the files that they have saved, as a table (CSV)
  … --to lesson|html|scorm12|scorm2004 [--source full|evidence|none] (or --text …) [--author NAME] [--work TITLE] [--year YEAR] [--origin URL …]
      how much of the text goes along, whose it is, and whose pages may show the lesson
  … FILE --corrections FILE.json                  with what somebody reads otherwise in that one text
  … - --name NAME                                 what standard input is called: the bytes of Markdown, CSV and some HTML do not tell what they are

FILE is a text (plain, Markdown, HTML, DOCX, ODT, RTF, FB2, EPUB, PDF with text, CSV), or a backup; - reads standard input. With --json each file is one object on one line.
Exit status: 0; 1 when a file could not be read, a card breaks a rule or a backup is damaged (the others are still done); 2 for
wrong usage.
";

/// The file that is standard input.
const STDIN: &str = "-";

enum Command {
    Extract,
    Cards,
    Charts,
    Lint,
    Inspect,
}

struct Arguments {
    command: Command,
    files: Vec<String>,
    json: bool,
    explain: bool,
    all: bool,
    seed: u64,
    /// A file of what somebody reads otherwise.
    corrections: Option<PathBuf>,
    /// What standard input is called.
    name: Option<String>,
    /// Where each chart is written as a file, and as which.
    exports: Vec<(Export, PathBuf)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Export {
    Svg,
    Csv,
    Vega,
}

impl Export {
    fn of_option(word: &str) -> Option<Export> {
        [(Export::Svg, "--svg"), (Export::Csv, "--csv"), (Export::Vega, "--vega")]
            .into_iter()
            .find_map(|(export, option)| (word == option).then_some(export))
    }

    /// What the names of its files end in.
    fn ending(self) -> &'static str {
        match self {
            Export::Svg => "svg",
            Export::Csv => "csv",
            Export::Vega => "vl.json",
        }
    }

    fn file(self, chart: &ChartSpec) -> String {
        match self {
            Export::Svg => chart::svg::drawing(chart),
            Export::Csv => chart::csv::csv(chart),
            Export::Vega => format!("{:#}\n", chart::vega::vega_lite(chart)),
        }
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    if words == ["--version"] {
        println!("konspekt {}", env!("CARGO_PKG_VERSION"));
        return ExitCode::SUCCESS;
    }
    if let Some((command @ ("import" | "export"), rest)) =
        words.split_first().map(|(first, rest)| (first.as_str(), rest))
    {
        return exchange(command == "export", rest);
    }
    if let Some(("build", rest)) = words.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return match build::parse(rest) {
            Ok(wanted) => build::run(&wanted),
            Err(what) => {
                eprintln!("konspekt: {what}\n\n{USAGE}");
                ExitCode::from(2)
            }
        };
    }
    if let Some(("results", files)) = words.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return told_results(files);
    }
    let arguments = match parse(&words) {
        Ok(arguments) => arguments,
        Err(what) => {
            eprintln!("konspekt: {what}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let mut code = ExitCode::SUCCESS;
    for file in &arguments.files {
        match process(file, &arguments) {
            Ok(Printed { out, is_wrong }) => {
                if is_wrong {
                    code = ExitCode::from(1);
                }
                // A reader that has seen enough (`head`) closes the pipe; there is nobody left to tell.
                if std::io::stdout().lock().write_all(out.as_bytes()).is_err() {
                    return code;
                }
            }
            Err(what) => {
                eprintln!("konspekt: {file}: {what}");
                code = ExitCode::from(1);
            }
        }
    }
    code
}

/// The table of a class.
fn told_results(files: &[String]) -> ExitCode {
    if files.is_empty() || files.iter().any(|file| file.starts_with("--")) {
        eprintln!("konspekt: results takes the files that learners have saved, and no options\n\n{USAGE}");
        return ExitCode::from(2);
    }
    let (table, troubles) = results::table(files);
    // Whoever has seen enough closes the pipe.
    let _ = std::io::stdout().lock().write_all(table.as_bytes());
    troubles.iter().for_each(|what| eprintln!("konspekt: {what}"));
    if troubles.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// The commands that write a file.
fn exchange(is_export: bool, words: &[String]) -> ExitCode {
    let wanted = match exchange::parse(words, is_export) {
        Ok(wanted) => wanted,
        Err(what) => {
            eprintln!("konspekt: {what}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let mut tell = |what: &str| eprint!("konspekt: {what}");
    match if is_export { exchange::export(&wanted, &mut tell) } else { exchange::import(&wanted, &mut tell) } {
        Ok(said) => {
            print!("{said}");
            ExitCode::SUCCESS
        }
        Err(what) => {
            eprintln!("konspekt: {what}");
            ExitCode::from(1)
        }
    }
}

fn parse(words: &[String]) -> Result<Arguments, String> {
    let (command, rest) = words
        .split_first()
        .ok_or("a command is expected: extract, cards, charts, lint, inspect, import, export, build or results")?;
    let command = match command.as_str() {
        "extract" => Command::Extract,
        "cards" => Command::Cards,
        "charts" => Command::Charts,
        "lint" => Command::Lint,
        "inspect" => Command::Inspect,
        other => {
            return Err(format!(
                "the commands are extract, cards, charts, lint, inspect, import, export, build and results, found {other:?}"
            ));
        }
    };
    let mut arguments = Arguments {
        command,
        files: Vec::new(),
        json: false,
        explain: false,
        all: false,
        seed: 0,
        corrections: None,
        name: None,
        exports: Vec::new(),
    };
    let mut rest = rest.iter();
    while let Some(word) = rest.next() {
        match word.as_str() {
            "--json" if !matches!(arguments.command, Command::Lint | Command::Inspect) => arguments.json = true,
            "--explain" if matches!(arguments.command, Command::Extract) => arguments.explain = true,
            "--all" if matches!(arguments.command, Command::Cards) => arguments.all = true,
            "--seed" if !matches!(arguments.command, Command::Inspect) => {
                let seed = rest.next().ok_or("--seed takes a whole number")?;
                arguments.seed = seed.parse().map_err(|_| format!("--seed takes a whole number, found {seed:?}"))?;
            }
            "--corrections" if !matches!(arguments.command, Command::Inspect) => {
                arguments.corrections = Some(rest.next().ok_or("--corrections takes a file")?.into());
            }
            "--name" if !matches!(arguments.command, Command::Inspect) => {
                arguments.name = Some(rest.next().ok_or(NAMELESS)?.clone());
            }
            option if Export::of_option(option).is_some() && matches!(arguments.command, Command::Charts) => {
                let folder = rest.next().filter(|folder| !folder.starts_with("--"));
                let folder = folder.ok_or_else(|| format!("{option} takes a folder"))?;
                arguments.exports.extend(Export::of_option(option).map(|export| (export, folder.into())));
            }
            option if option.starts_with("--") => return Err(format!("{option} is no option of this command")),
            file => arguments.files.push(file.to_owned()),
        }
    }
    if arguments.explain && arguments.json {
        return Err("--explain is for people, --json for programs; give one of them".to_owned());
    }
    if arguments.corrections.is_some() && arguments.files.len() > 1 {
        return Err("--corrections are of one text, found more files than one".to_owned());
    }
    if arguments.files.is_empty() {
        return Err("a file is expected, or - for standard input".to_owned());
    }
    named(arguments.name.as_ref(), &arguments.files)?;
    Ok(arguments)
}

const NAMELESS: &str = "--name takes the name of what comes on standard input, as chapter.md";

/// A name is for what has none.
fn named(name: Option<&String>, files: &[String]) -> Result<(), String> {
    match name.is_none() || files.iter().any(|file| file == STDIN) {
        true => Ok(()),
        false => Err("--name is that of standard input, but - is not among the files".to_owned()),
    }
}

/// What a file is called, by which some formats are told: standard input has a name only where one is said.
fn name_of<'a>(file: &'a str, said: Option<&'a str>) -> Option<&'a str> {
    if file == STDIN { said } else { Some(file) }
}

/// What is printed for one file.
struct Printed {
    out: String,
    /// Something that it says has to be mended.
    is_wrong: bool,
}

fn process(file: &str, arguments: &Arguments) -> Result<Printed, String> {
    let limit = if let Command::Inspect = arguments.command { backup::LARGEST } else { ingest::LIMIT as u64 };
    let bytes = bytes(file, limit)?;
    if let Command::Inspect = arguments.command {
        if is_of_anki(&bytes) {
            let (records, taken) = exchange::taken_of(file, bytes)?;
            let summary = taken.anki.unwrap_or_default();
            let contents = backup::Contents { records, ..backup::Contents::default() };
            let out = exchange::summary_words(&summary) + "\n" + &report::backup(&contents);
            return Ok(Printed { out, is_wrong: summary.is_damaged });
        }
        let contents = backup::read(&bytes).map_err(backup_error)?;
        return Ok(Printed { out: report::backup(&contents), is_wrong: !contents.faults.is_empty() });
    }
    let name = name_of(file, arguments.name.as_deref());
    let Ingested { document, warnings, .. } =
        formats::read(&bytes, name, &mut |_, _| ()).and_then(formats::Parsed::ingested).map_err(ingest_error)?;
    for warning in warnings {
        eprintln!("konspekt: {file}: {}", warning_words(warning));
    }
    let corrections = arguments.corrections.as_deref().map(read_corrections).transpose()?.unwrap_or_default();
    let lesson = with_progress(file, document, arguments.seed, &corrections);
    for (_, lost) in corrections.lost(&lesson.document.text, &lesson.sentences) {
        eprintln!("konspekt: {file}: a correction has no place in this text: {:?}", lost.quote.exact);
    }
    let deck = match arguments.all {
        true => &lesson.cards[..],
        false => card::default_deck(&lesson.cards, lesson.words()),
    };
    for (export, folder) in &arguments.exports {
        write_charts(&lesson.charts, *export, folder)?;
    }
    let mut is_wrong = false;
    let out = match (&arguments.command, arguments.json) {
        (Command::Inspect, _) => unreachable!("a backup is no text, and was told above"),
        (Command::Extract, false) if arguments.explain => Ok(report::explanation(&lesson, Morphology::bundled())),
        (Command::Extract, true) => report::extraction(&lesson),
        (Command::Cards, true) => report::cards(&lesson, deck, arguments.seed),
        (Command::Charts, true) => report::charts(&lesson),
        (Command::Extract, false) => Ok(report::plain::facts(&lesson) + "\n" + &report::plain::relations(&lesson)),
        (Command::Cards, false) => Ok(report::plain::cards(deck)),
        (Command::Charts, false) => Ok(report::plain::charts(&lesson.charts)),
        (Command::Lint, _) => {
            let source =
                lint::Source { document: &lesson.document, facts: &lesson.facts, claims: &lesson.mentions.claims };
            let findings = lint::lint(&source, &lesson.cards);
            is_wrong = !findings.is_empty();
            Ok(report::plain::findings(&lesson.cards, &findings))
        }
    };
    let line_end = |out: String| if out.is_empty() { out } else { out.trim_end().to_owned() + "\n" };
    out.map(|out| Printed { out: line_end(out), is_wrong })
        .map_err(|error| format!("the result cannot be written as JSON: {error}"))
}

/// All steps, each named on standard error where a person is there to read it.
fn with_progress(file: &str, document: crate::document::Document, seed: u64, corrections: &Corrections) -> Lesson {
    if !std::io::stderr().is_terminal() {
        return Lesson::corrected(document, seed, Morphology::bundled(), corrections);
    }
    let mut done = 0;
    let lesson = Lesson::with_progress(document, seed, Morphology::bundled(), corrections, |step| {
        done += 1;
        eprint!("\r\x1b[K{file}: {} ({done} of {})", step_words(step), Step::ALL.len());
        std::ops::ControlFlow::Continue(())
    });
    eprint!("\r\x1b[K");
    match lesson {
        std::ops::ControlFlow::Continue(lesson) => lesson,
        std::ops::ControlFlow::Break(()) => unreachable!("the callback above never breaks"),
    }
}

fn read_corrections(file: &std::path::Path) -> Result<Corrections, String> {
    let name = file.display();
    let written = std::fs::read_to_string(file).map_err(|error| format!("{name} cannot be read: {error}"))?;
    store::corrections::read(&written)
        .map(|kept| Corrections::of(&kept))
        .ok_or_else(|| format!("{name}: a file of corrections of version 1 is expected, as the app saves it"))
}

/// The file's bytes; of standard input not many more than `limit`, which is for the reader to refuse.
fn bytes(file: &str, limit: u64) -> Result<Vec<u8>, String> {
    if file == STDIN {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("cannot be read: {error}"))?;
        return Ok(bytes);
    }
    std::fs::read(file).map_err(|error| format!("cannot be read: {error}"))
}

fn write_charts(charts: &[ChartSpec], export: Export, folder: &std::path::Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("the charts cannot be written to {}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(failed)?;
    for chart in charts {
        let name = format!("{}.{}", chart.id.0, export.ending());
        std::fs::write(folder.join(name), export.file(chart)).map_err(failed)?;
    }
    Ok(())
}

fn step_words(step: Step) -> &'static str {
    match step {
        Step::Sentences => "sentences",
        Step::Mentions => "figures, times and names",
        Step::Facts => "facts",
        Step::Relations => "relations",
        Step::Cards => "cards",
        Step::Charts => "charts",
    }
}

fn ingest_error(error: IngestError) -> String {
    match error {
        IngestError::Empty => "a text is expected, found nothing but white space".to_owned(),
        IngestError::Binary => "a plain text is expected, found the bytes of another kind of file".to_owned(),
        IngestError::TooLarge { bytes } => format!(
            "a text of at most {} MB is expected, found {} MB; split it into parts",
            ingest::LIMIT / 1_000_000,
            bytes / 1_000_000
        ),
        IngestError::Stranger(stranger) => format!("a text is expected, found {}", stranger_words(stranger)),
        IngestError::Damaged(format) => format!(
            "{} is expected, found a file of which nothing can be read; get it once more, or save it anew",
            format_words(format)
        ),
        IngestError::Locked(format) => format!(
            "{} without a password is expected, found a protected one; save it without protection",
            format_words(format)
        ),
        IngestError::NoText(format) => {
            format!("{} with text is expected, found one without; recognise its text first", format_words(format))
        }
        IngestError::Swollen(format) => format!(
            "{} of a usual size is expected, found one that unpacks to more than any text has; save it in parts",
            format_words(format)
        ),
    }
}

fn stranger_words(stranger: Stranger) -> &'static str {
    match stranger {
        Stranger::OldOffice => "a document of an old office program; save it as .docx or .odt",
        Stranger::Spreadsheet => "a spreadsheet; save it as CSV",
        Stranger::Slides => "a presentation; save its text as .docx or .txt",
        Stranger::Djvu => "DjVu, pictures of pages; recognise its text first",
        Stranger::Kindle => "a Kindle book; convert it to EPUB",
        Stranger::Picture => "a picture; recognise its text first",
        Stranger::Archive => "an archive without a document; unpack it",
    }
}

fn format_words(format: Format) -> &'static str {
    match format {
        Format::Plain => "a plain text",
        Format::Markdown => "a Markdown text",
        Format::Html => "a page (HTML)",
        Format::Docx => "a Word document (DOCX)",
        Format::Odt => "an ODT document",
        Format::Fb2 => "an FB2 book",
        Format::Epub => "an EPUB book",
        Format::Pdf => "a PDF",
        Format::Rtf => "an RTF document",
        Format::Table => "a table (CSV)",
    }
}

fn backup_error(error: BackupError) -> String {
    match error {
        BackupError::Foreign => "a backup is expected, found another kind of file".to_owned(),
        BackupError::Newer(version) => {
            format!("a backup of version {} is expected, found {version}; update the program", backup::VERSION)
        }
        BackupError::TooLarge => {
            format!("a backup of at most {} MB is expected, packed and unpacked", backup::LARGEST / 1_000_000)
        }
        BackupError::Failed(what) => what,
        BackupError::Shortened => {
            "a lesson with its text is expected, found one that was published without it".to_owned()
        }
        BackupError::Anki(error) => exchange::anki_error(error),
    }
}

fn warning_words(warning: Warning) -> String {
    match warning {
        Warning::Replaced(count) => format!("{count} bytes are no text in its encoding and stand as U+FFFD"),
        Warning::Lost(Lost::End, _) => "the file is damaged: it ends before its text does".to_owned(),
        Warning::Lost(Lost::Parts, count) => format!("the file is damaged: parts that could not be read: {count}"),
        Warning::Lost(Lost::Pages, count) => format!("the file is damaged: pages that could not be read: {count}"),
        Warning::Lost(Lost::Letters, count) => {
            format!("letters of which the file does not tell which they are, left out: {count}")
        }
        Warning::Lost(Lost::Excess, _) => "the file is larger than is read: the rest was left out".to_owned(),
        Warning::NotRussian => "the text is not Russian; nothing can be extracted from it".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(line: &str) -> String {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words).err().unwrap_or_default()
    }

    #[test]
    fn wrong_usage_is_named() {
        assert!(refused("").contains("a command is expected"));
        assert!(refused("eat a.txt").contains("found \"eat\""));
        assert!(refused("extract").contains("a file is expected"));
        assert!(refused("lint a.txt --json").contains("--json is no option"));
        assert!(refused("cards a.txt --seed x").contains("found \"x\""));
        assert!(refused("extract a.txt --svg d").contains("--svg is no option"));
        assert!(refused("cards a.txt --explain").contains("--explain is no option"));
        assert!(refused("extract a.txt --explain --json").contains("give one of them"));
        assert!(refused("inspect a.konspekt --json").contains("--json is no option"));
        assert!(refused("inspect a.konspekt --seed 1").contains("--seed is no option"));
        assert_eq!(refused("inspect a.konspekt"), "");
        assert_eq!(refused("extract a.txt --explain"), "");
        assert_eq!(refused("charts a.txt b.txt --json --svg d --csv e --vega f"), "");
        assert!(refused("charts a.txt --csv --svg d").contains("--csv takes a folder"));
        assert!(refused("cards a.txt --vega d").contains("--vega is no option"));
        assert_eq!(refused("cards a.txt --corrections c.json"), "");
        assert!(refused("cards a.txt b.txt --corrections c.json").contains("of one text"));
        assert!(refused("cards a.txt --corrections").contains("takes a file"));
        assert!(refused("extract - --name").contains("--name takes the name"));
        assert!(refused("extract a.md --name b.md").contains("- is not among the files"));
        assert_eq!(refused("extract - --name a.md"), "");
    }

    #[test]
    fn each_chart_is_a_file_of_each_kind() {
        let document = ingest::read_text(crate::lesson::SAMPLE, None).expect("the sample is a text").document;
        let charts = Lesson::of(document, 0, Morphology::bundled()).charts;
        let folder = std::env::temp_dir().join(format!("konspekt-charts-{}", std::process::id()));
        for (export, begins) in [(Export::Svg, "<svg "), (Export::Csv, "label,time"), (Export::Vega, "{\n")] {
            write_charts(&charts, export, &folder).expect("a temporary folder can be written");
            for chart in &charts {
                let name = format!("{}.{}", chart.id.0, export.ending());
                let text = std::fs::read_to_string(folder.join(name)).expect("the file is there");
                assert!(text.starts_with(begins), "{text}");
            }
        }
        std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    }

    #[test]
    fn a_missing_file_is_an_error_not_a_panic() {
        assert!(bytes("no/such/file.txt", 1).is_err_and(|what| what.starts_with("cannot be read")));
    }
}
