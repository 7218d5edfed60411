//! The command line; native only. What it prints is described in [`crate::report`].

use std::io::{IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::card::lint;
use crate::ingest::{self, IngestError, Ingested, Warning};
use crate::lesson::{Lesson, Step};
use crate::lexicon::ru::morphology::Morphology;
use crate::{card, chart, report};

const USAGE: &str = "\
konspekt: facts, quiz cards and charts from a text

  konspekt extract FILE… [--json]                 facts with their evidence
  konspekt extract FILE… --explain                sentence by sentence, which rule made what and why figures were left out
  konspekt cards   FILE… [--json] [--seed N] [--all]   the default deck, or every card
  konspekt charts  FILE… [--json] [--svg DIR]     charts of what is related
  konspekt lint    FILE… [--seed N]               every card that breaks a rule of good cards, with the rule

FILE is a plain text; - reads standard input. With --json each file is one object on one line.
Exit status: 0; 1 when a file could not be read or a card breaks a rule (the others are still done); 2 for wrong usage.
";

enum Command {
    Extract,
    Cards,
    Charts,
    Lint,
}

struct Arguments {
    command: Command,
    files: Vec<String>,
    json: bool,
    explain: bool,
    all: bool,
    seed: u64,
    svg: Option<PathBuf>,
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

fn parse(words: &[String]) -> Result<Arguments, String> {
    let (command, rest) = words.split_first().ok_or("a command is expected: extract, cards, charts or lint")?;
    let command = match command.as_str() {
        "extract" => Command::Extract,
        "cards" => Command::Cards,
        "charts" => Command::Charts,
        "lint" => Command::Lint,
        other => return Err(format!("the commands are extract, cards, charts and lint, found {other:?}")),
    };
    let mut arguments =
        Arguments { command, files: Vec::new(), json: false, explain: false, all: false, seed: 0, svg: None };
    let mut rest = rest.iter();
    while let Some(word) = rest.next() {
        match word.as_str() {
            "--json" if !matches!(arguments.command, Command::Lint) => arguments.json = true,
            "--explain" if matches!(arguments.command, Command::Extract) => arguments.explain = true,
            "--all" if matches!(arguments.command, Command::Cards) => arguments.all = true,
            "--seed" => {
                let seed = rest.next().ok_or("--seed takes a whole number")?;
                arguments.seed = seed.parse().map_err(|_| format!("--seed takes a whole number, found {seed:?}"))?;
            }
            "--svg" if matches!(arguments.command, Command::Charts) => {
                arguments.svg = Some(rest.next().ok_or("--svg takes a folder")?.into());
            }
            option if option.starts_with("--") => return Err(format!("{option} is no option of this command")),
            file => arguments.files.push(file.to_owned()),
        }
    }
    if arguments.explain && arguments.json {
        return Err("--explain is for people, --json for programs; give one of them".to_owned());
    }
    if arguments.files.is_empty() {
        return Err("a file is expected, or - for standard input".to_owned());
    }
    Ok(arguments)
}

/// What is printed for one file.
struct Printed {
    out: String,
    /// Something that it says has to be mended.
    is_wrong: bool,
}

fn process(file: &str, arguments: &Arguments) -> Result<Printed, String> {
    let bytes = bytes(file)?;
    let name = (file != "-").then_some(file);
    let Ingested { document, warnings, .. } = ingest::read(&bytes, name).map_err(ingest_error)?;
    for warning in warnings {
        eprintln!("konspekt: {file}: {}", warning_words(warning));
    }
    let lesson = with_progress(file, document, arguments.seed);
    let deck = match arguments.all {
        true => &lesson.cards[..],
        false => card::default_deck(&lesson.cards, lesson.words()),
    };
    if let Some(folder) = &arguments.svg {
        write_drawings(&lesson, folder)?;
    }
    let mut is_wrong = false;
    let out = match (&arguments.command, arguments.json) {
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
fn with_progress(file: &str, document: crate::document::Document, seed: u64) -> Lesson {
    if !std::io::stderr().is_terminal() {
        return Lesson::of(document, seed, Morphology::bundled());
    }
    let mut done = 0;
    let lesson = Lesson::with_progress(document, seed, Morphology::bundled(), |step| {
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

fn bytes(file: &str) -> Result<Vec<u8>, String> {
    if file == "-" {
        let mut bytes = Vec::new();
        let limit = ingest::LIMIT as u64 + 1;
        std::io::stdin()
            .lock()
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("cannot be read: {error}"))?;
        return Ok(bytes);
    }
    std::fs::read(file).map_err(|error| format!("cannot be read: {error}"))
}

fn write_drawings(lesson: &Lesson, folder: &std::path::Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("the drawings cannot be written to {}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(failed)?;
    for spec in &lesson.charts {
        std::fs::write(folder.join(format!("{}.svg", spec.id.0)), chart::svg::drawing(spec)).map_err(failed)?;
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
    }
}

fn warning_words(warning: Warning) -> String {
    match warning {
        Warning::Replaced(count) => format!("{count} bytes are no text in its encoding and stand as U+FFFD"),
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
        assert_eq!(refused("extract a.txt --explain"), "");
        assert_eq!(refused("charts a.txt b.txt --json --svg d"), "");
    }

    #[test]
    fn a_missing_file_is_an_error_not_a_panic() {
        assert!(bytes("no/such/file.txt").is_err_and(|what| what.starts_with("cannot be read")));
    }
}
