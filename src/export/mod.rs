//! Lessons → files of other programs, and what each of their formats cannot carry.
//!
//! `item` makes a card a task of a test, a file a format writes it. Whatever gives a time is a parameter: the same cards make the same bytes.

pub mod anki;
mod archive;
pub mod base85;
mod gift;
mod item;
mod markdown;
mod moodle;
pub mod page;
mod qti;
pub mod results;
pub mod scorm;
mod sheet;
pub mod site;
mod table;
mod words;
mod xml;

use crate::card::{Card, CardKind};
use crate::document::Source;
use crate::lesson::Lesson;
use crate::report;
use item::Task;

pub use table::Habits;

/// The cards of a lesson, to be taken along.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    /// By which its deck is known.
    pub lesson: &'a str,
    /// What the deck is called.
    pub title: &'a str,
    /// In the order in which they are to come.
    pub cards: &'a [Card],
    /// The text that proves them.
    pub text: &'a str,
    /// Where the text came from.
    pub source: &'a Source,
    /// What somebody has put before it, in paragraphs with an empty line between them.
    pub introduction: Option<&'a str>,
}

impl<'a> Chosen<'a> {
    /// The paragraphs of what stands before the text; none without it.
    fn introduction(&self) -> impl Iterator<Item = &'a str> {
        let words = self.introduction.unwrap_or_default();
        words.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
    }
}

/// A form of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A package of Anki.
    Apkg,
    /// Notes of Anki as text.
    AnkiText,
    /// Moodle's form for people.
    Gift,
    /// Moodle's form for programs.
    MoodleXml,
    /// The content package of 1EdTech.
    Qti3,
    /// Comma-separated, for spreadsheets.
    Csv,
    /// Tab-separated.
    Tsv,
    Markdown,
    /// A page to print, without the answers.
    Sheet,
    /// The same with the answers on pages of their own.
    SheetWithKey,
    /// The public form of `report`: everything that was read and made.
    Json,
    /// A package for learning systems, with the lesson itself in it.
    Scorm12,
    Scorm2004,
    /// The lesson as a page, with the app in it.
    Html,
    /// The lesson as its records, for `<konspekt-lesson>` and for the app.
    Lesson,
}

impl Format {
    pub const ALL: [Format; 15] = [
        Format::Apkg,
        Format::AnkiText,
        Format::Gift,
        Format::MoodleXml,
        Format::Qti3,
        Format::Scorm12,
        Format::Scorm2004,
        Format::Html,
        Format::Lesson,
        Format::Csv,
        Format::Tsv,
        Format::Markdown,
        Format::Sheet,
        Format::SheetWithKey,
        Format::Json,
    ];

    /// What the command line calls it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Apkg => "apkg",
            Format::AnkiText => "anki-text",
            Format::Gift => "gift",
            Format::MoodleXml => "moodle-xml",
            Format::Qti3 => "qti3",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Markdown => "markdown",
            Format::Sheet => "sheet",
            Format::SheetWithKey => "sheet-key",
            Format::Json => "json",
            Format::Scorm12 => "scorm12",
            Format::Scorm2004 => "scorm2004",
            Format::Html => "html",
            Format::Lesson => "lesson",
        }
    }

    pub fn of_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What the names of its files end in.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Apkg => "apkg",
            Format::AnkiText => "txt",
            Format::Gift => "gift.txt",
            Format::MoodleXml => "moodle.xml",
            Format::Qti3 => "qti.zip",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Markdown => "md",
            Format::Sheet => "sheet.html",
            Format::SheetWithKey => "key.html",
            Format::Json => "json",
            Format::Scorm12 => "scorm12.zip",
            Format::Scorm2004 => "scorm2004.zip",
            Format::Html => "html",
            Format::Lesson => "konspekt",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Apkg => "application/octet-stream",
            Format::AnkiText | Format::Gift => "text/plain",
            Format::MoodleXml => "application/xml",
            Format::Qti3 | Format::Scorm12 | Format::Scorm2004 => "application/zip",
            Format::Csv => "text/csv",
            Format::Tsv => "text/tab-separated-values",
            Format::Markdown => "text/markdown",
            Format::Sheet | Format::SheetWithKey | Format::Html => "text/html",
            Format::Json => "application/json",
            Format::Lesson => "application/x-ndjson",
        }
    }

    /// Whether it is of one lesson, which it hands on whole.
    pub fn is_one_lesson(self) -> bool {
        self.has_page() || self == Format::Lesson
    }

    /// Whether what somebody has put before the lesson goes along.
    fn is_introduced(self) -> bool {
        self.is_one_lesson() || matches!(self, Format::Markdown | Format::Sheet | Format::SheetWithKey)
    }

    /// Whether it is the lesson's page, or has it in it.
    pub fn has_page(self) -> bool {
        matches!(self, Format::Scorm12 | Format::Scorm2004 | Format::Html)
    }
}

/// What a format cannot carry; to be said before anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Cards that are drawn, which stay behind.
    Charts,
    /// Cards with options, which are only listed: nobody says why a wrong one is wrong.
    Reasons,
    /// Cards whose range, order or share is not given but only thought of.
    Acts,
    /// Cards with more than one right answer that is typed: only the first is compared.
    Accepts,
    /// Estimates, which ask for one number: neither a range nor how sure one is.
    Ranges,
    /// Shares, which ask for a number and draw no bar.
    Bars,
    /// Statements that are to be judged, which become questions to be discussed in writing: a person reads the answers.
    Discussed,
    /// Answers in words: only the listed writings are right, and a slip of the pen is wrong.
    Spellings,
    /// Orders, which ask for the place of each happening.
    Places,
    /// Cards of which one gives another away: on paper only the first of them comes.
    Siblings,
    /// What somebody has put before the lesson: of lessons, not of cards.
    Introduction,
}

impl Loss {
    pub const ALL: [Loss; 11] = [
        Loss::Charts,
        Loss::Reasons,
        Loss::Acts,
        Loss::Accepts,
        Loss::Ranges,
        Loss::Bars,
        Loss::Discussed,
        Loss::Spellings,
        Loss::Places,
        Loss::Siblings,
        Loss::Introduction,
    ];

    /// Whether this is lost of a card in a format.
    fn is_of(self, card: &Card, format: Format) -> bool {
        use Format::*;
        let is_test = matches!(format, Gift | MoodleXml | Qti3);
        let of_anki = matches!(format, Apkg | AnkiText);
        let is_all_there = matches!(format, Json | Scorm12 | Scorm2004 | Html | Lesson);
        match self {
            Loss::Charts => card.kind == CardKind::Chart && !is_all_there,
            Loss::Reasons => card.kind.is_chosen() && of_anki,
            Loss::Acts => {
                let is_act = matches!(card.kind, CardKind::Estimate | CardKind::Ordering | CardKind::Share);
                is_act && of_anki
            }
            Loss::Accepts => card.kind == CardKind::Typed && !card.answer.accepts.is_empty() && of_anki,
            Loss::Ranges => card.kind == CardKind::Estimate && is_test,
            Loss::Bars => card.kind == CardKind::Share && is_test,
            Loss::Discussed => card.kind == CardKind::Criticism && is_test,
            Loss::Spellings => is_test && matches!(item::task(card), Some(Task::Words(_))),
            Loss::Places => card.kind == CardKind::Ordering && matches!(format, Gift | MoodleXml),
            // It hangs on the cards before it; and that on none.
            Loss::Siblings | Loss::Introduction => false,
        }
    }
}

/// What is lost on the way, and of how many cards. On paper, cards of two lessons never give each other away.
pub fn lost(format: Format, lessons: &[Chosen<'_>]) -> Vec<(Loss, usize)> {
    let count = |loss: Loss| -> usize {
        let is_paper = matches!(format, Format::Sheet | Format::SheetWithKey);
        let of_lesson = |lesson: &Chosen<'_>| match loss {
            Loss::Siblings if is_paper => lesson.cards.len() - apart(lesson.cards).len(),
            Loss::Introduction => usize::from(!format.is_introduced() && lesson.introduction().next().is_some()),
            _ => lesson.cards.iter().filter(|card| loss.is_of(card, format)).count(),
        };
        lessons.iter().map(of_lesson).sum()
    };
    Loss::ALL.into_iter().map(|loss| (loss, count(loss))).filter(|(_, count)| *count > 0).collect()
}

/// The cards that can stand on one sheet: of those that may give each other away, the first that can be asked there.
fn apart(cards: &[Card]) -> Vec<Card> {
    let (mut groups, mut apart): (Vec<&str>, Vec<Card>) = Default::default();
    for card in cards {
        if card.kind != CardKind::Chart
            && let Some(group) = card.siblings.as_deref()
        {
            if groups.contains(&group) {
                continue;
            }
            groups.push(group);
        }
        apart.push(card.clone());
    }
    apart
}

/// A lesson as it is opened, for forms that hold more of it than its cards.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'a> {
    pub chosen: Chosen<'a>,
    pub lesson: &'a Lesson,
    pub seed: u64,
}

/// The lessons in a form of another program. `changed` is the moment of what they were made from, seconds, which Anki wants to know.
/// A lesson that is handed on whole is made by `page`, `scorm` and [`crate::work::parcel`]. Fails where an archive or JSON cannot be made.
pub fn write(format: Format, lessons: &[Whole<'_>], changed: i64) -> Result<Vec<u8>, String> {
    let chosen: Vec<Chosen<'_>> = lessons.iter().map(|whole| whole.chosen).collect();
    Ok(match format {
        Format::Apkg => anki::package(&chosen, changed)?,
        Format::AnkiText => anki::text(&chosen).into_bytes(),
        Format::Gift => gift::gift(&chosen).into_bytes(),
        Format::MoodleXml => moodle::xml(&chosen).into_bytes(),
        Format::Qti3 => qti::package(&chosen)?,
        Format::Csv => table::csv(&chosen).into_bytes(),
        Format::Tsv => table::tsv(&chosen).into_bytes(),
        Format::Markdown => markdown::markdown(&chosen).into_bytes(),
        Format::Sheet => sheet::html(&chosen, false).into_bytes(),
        Format::SheetWithKey => sheet::html(&chosen, true).into_bytes(),
        Format::Json => json(lessons)?.into_bytes(),
        Format::Scorm12 | Format::Scorm2004 | Format::Html | Format::Lesson => {
            return Err("a lesson is handed on by itself".to_owned());
        }
    })
}

/// An object a lesson, each on one line.
fn json(lessons: &[Whole<'_>]) -> Result<String, String> {
    let mut out = String::new();
    for Whole { chosen, lesson, seed } in lessons {
        out += &report::whole(lesson, chosen.cards, *seed).map_err(|error| error.to_string())?;
        out.push('\n');
    }
    Ok(out)
}

#[cfg(test)]
mod tests;
