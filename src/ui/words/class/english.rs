use super::ClassWords;
use crate::backup::BackupError;
use crate::export::Habits;
use crate::export::results::Trouble;
use crate::ui::words::english::count;

pub static WORDS: ClassWords = ClassWords {
    title: "What a class has done",
    link: "Put the results of a class side by side",
    help: "Each learner saves a file (Settings → Save to a file) and gives it their name. Choose all of them here: they become one \
           table, a row a learner and lesson. The files are only read; nothing of them goes into your library or leaves this device.",
    choose: "Choose files",
    or_drop: "or drop them here",
    save: "Save the table (CSV)",
    file: "konspekt-class.csv",
    habits: Habits::COMMAS,
    clear: "Begin anew",
    reading: |done, of| format!("Reading: {done} of {}…", count(of, "file", "files")),
    read: |rows, troubles| match troubles {
        0 => format!("In the table: {}.", count(rows, "row", "rows")),
        _ => format!("In the table: {}. Not all was read: see below.", count(rows, "row", "rows")),
    },
    guessed: "The dictionary could not be had, so the number of cards of a lesson may be a little off. Check the network, begin anew and \
              choose the files again.",
    troubles: "What was not read",
    trouble: |trouble| match trouble {
        Trouble::Refused(BackupError::TooLarge) => "the file is too large for a learner's results".to_owned(),
        Trouble::Refused(BackupError::Newer(_)) => "made by a newer version: reload this page".to_owned(),
        Trouble::Refused(_) => {
            "this is no file of Konspekt: ask for the .konspekt file that the learner has saved".to_owned()
        }
        Trouble::NoLesson => "there is no lesson in it".to_owned(),
        Trouble::Damaged => "damaged: what is whole of it is in the table; ask for another copy".to_owned(),
        Trouble::LeftOut(n) => format!("{} of it are not in the table", count(*n, "lesson", "lessons")),
        Trouble::Unreadable => "the browser cannot read it: is it still there?".to_owned(),
        Trouble::Died => "it could not be read: try again, it alone".to_owned(),
        Trouble::OneTooMany => "too many at once: choose it in another go".to_owned(),
    },
    columns: ["Learner", "Lesson", "Days", "Answered", "Known", "Answers", "Right", "Remembered", "Minutes"],
    columns_help: "Answered: cards answered at least once, of all. Known: the share of all cards that were known when they were asked last. \
                   Right: of all answers. Remembered: of the answers to what had been learned on an earlier day.",
    more: |n| format!("And {} that only the file has.", count(n, "row", "rows")),
};
