use super::TakingOutWords;
use crate::app::{HandedOn, NotHandedOn};
use crate::export::{Format, Loss};
use crate::ui::words::english::count;

pub static WORDS: TakingOutWords = TakingOutWords {
    title: "Take the lesson along",
    help: "A file with the cards of this lesson as you have them now. Reviews and personal marks stay here.",
    snippet: "Put the file beside the page of your course, and these lines into it:",
    choose: "Kind of file",
    format: |format| match format {
        Format::Apkg => "Anki (.apkg)",
        Format::AnkiText => "Anki, notes as text",
        Format::Gift => "GIFT",
        Format::MoodleXml => "Moodle XML",
        Format::Qti3 => "QTI 3",
        Format::Scorm12 => "SCORM 1.2",
        Format::Scorm2004 => "SCORM 2004, 4th edition",
        Format::Html => "A page with the lesson (.html)",
        Format::Lesson => "A lesson for Konspekt (.konspekt)",
        Format::Csv => "CSV",
        Format::Tsv => "TSV",
        Format::Markdown => "Markdown",
        Format::Sheet => "A sheet to print",
        Format::SheetWithKey => "A sheet to print, with its key",
        Format::Json => "JSON",
    },
    purpose: |format| match format {
        Format::Apkg => "A deck for Anki. A new file updates the notes that are there and leaves their schedule alone.",
        Format::AnkiText => "Question and answer parted by a tab, for any notes with two fields.",
        Format::Gift => {
            "Questions as text: Moodle and other systems read it, and it is easy to edit. Moodle adds them at every import and \
             replaces none."
        }
        Format::MoodleXml => {
            "Questions for Moodle's question bank, with remarks on the wrong answers. Moodle adds them at every import and replaces \
             none."
        }
        Format::Qti3 => "A test in the standard of 1EdTech, for Canvas, TAO and other systems.",
        Format::Scorm12 | Format::Scorm2004 => {
            "The whole lesson as a package for a learning system, which keeps score, answers and where the learner was."
        }
        Format::Html => "The whole lesson as one file, which opens from a disk and without a network.",
        Format::Lesson => "A lesson that Konspekt opens on another device.",
        Format::Csv => {
            "A table parted by commas, for other programs. An Excel that parts by semicolons opens it by Data → From Text/CSV."
        }
        Format::Tsv => "A table with tabs, for programs.",
        Format::Markdown => "Questions, answers and their evidence as plain text.",
        Format::Sheet => "Questions in two columns on A4.",
        Format::SheetWithKey => "The same with the answers on pages of their own.",
        Format::Json => "Everything that was read from the text: facts, relations, cards and charts, for programs.",
    },
    lost: "What changes or stays here:",
    loss: |loss, n| {
        let what = match loss {
            Loss::Charts => "charts that are guessed stay here",
            Loss::Reasons => "why a wrong answer is wrong is not said",
            Loss::Acts => "a range, an order or a share is thought of, not given",
            Loss::Accepts => "of several right answers only the first is compared",
            Loss::Ranges => "one number is asked for, not a range and how sure one is",
            Loss::Bars => "a share is asked for as a number, without its bar",
            Loss::Discussed => {
                "a judgement becomes a question to be answered in writing, and you will read the answers"
            }
            Loss::Spellings => "only the listed writings are right, and a slip of the pen is wrong",
            Loss::Places => "the order of events is given by numbers",
            // It is of no card.
            Loss::Introduction => {
                return "the introduction of the lesson stays here: such a file has no place for it".to_owned();
            }
            Loss::Siblings => "not on the sheet: another question would give the answer away",
        };
        format!("{}: {what}", count(n, "card", "cards"))
    },
    nothing_lost: "All of it goes into the file.",
    save: "Save the file",
    outcome: |outcome| match outcome {
        HandedOn::Making => "Making the file…".to_owned(),
        HandedOn::Made => "The browser has the file.".to_owned(),
        HandedOn::Failed(NotHandedOn::TooLarge) => "The lesson is too large: split the text into parts.".to_owned(),
        HandedOn::Failed(NotHandedOn::Missing(reason)) => {
            format!(
                "The file was not made. Check the network and try again, or choose another kind of file. ({reason})"
            )
        }
    },
};
