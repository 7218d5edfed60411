use super::DataWords;
use crate::anki::{self, AnkiError, Summary};
use crate::backup::{BackupError, Fault};
use crate::store::StoreError;
use crate::ui::words::english::{count, megabytes};

fn fault(fault: &Fault) -> String {
    match fault {
        Fault::NoManifest => {
            "The file has no list of its parts, or a damaged one: they were found by their names.".to_owned()
        }
        Fault::NoDirectory => {
            "The file is cut off, or its directory is damaged: what was left has been read.".to_owned()
        }
        Fault::Missing { part, lost } => {
            format!("The part {part} is missing; it had {}.", count(*lost as usize, "record", "records"))
        }
        Fault::Altered { part, lost: Some(lost) } => {
            format!("The part {part} is damaged; {} of it are gone.", count(*lost as usize, "record", "records"))
        }
        Fault::Altered { part, lost: None } => {
            format!("The part {part} is damaged; how many records are gone cannot be told.")
        }
        Fault::Foreign(entries) => {
            format!("Something else is in the file ({}); it was left alone.", count(*entries, "entry", "entries"))
        }
    }
}

fn left_out(summary: &Summary) -> Vec<String> {
    let Summary { media, only_media, empty, too_long, is_damaged, .. } = *summary;
    let mut lines = Vec::new();
    if media > 0 {
        lines.push(format!("Pictures and sounds are left out: {media}."));
    }
    if only_media > 0 {
        let cards = count(only_media, "card", "cards");
        lines.push(format!("Without them, {cards} would ask or answer nothing; the answers given to them are kept."));
    }
    if empty > 0 {
        lines.push(format!("Empty: {}.", count(empty, "card", "cards")));
    }
    if too_long > 0 {
        lines.push(format!("Too long: {}.", count(too_long, "card", "cards")));
    }
    if is_damaged {
        lines.push(
            "The file is damaged; what was whole has been taken. If you have another copy, take it in too.".to_owned(),
        );
    }
    lines.push("The looks of cards, their tags and the settings of decks stay in Anki.".to_owned());
    lines
}

fn of_anki(error: AnkiError) -> String {
    match error {
        AnkiError::Foreign => {
            "This is no file of Anki: there is no collection in it, and it is no text. Export a deck in Anki (.apkg), or notes \
             as text, and take that in."
        }
        AnkiError::Damaged => {
            "The file of Anki is damaged: its collection cannot be read. Export it in Anki once more, or download it again."
        }
        AnkiError::Newer => {
            "The file was made by a newer Anki in a form that is not known here. Export it with “Support older Anki versions” \
             ticked, or reload this page and try again."
        }
        AnkiError::TooLarge => return format!("The file is too large: it, or what is in it, is over {} MB. Export decks one by one.", anki::LARGEST >> 20),
        AnkiError::Empty => "There is no note in the file. Export a deck that has some.",
    }
    .to_owned()
}

pub static WORDS: DataWords = DataWords {
    backup: "Backup and other devices",
    backup_help: "All texts, cards, answers and settings in one .konspekt file. Open it in another browser or on another \
                  device: what was not there is added, and nothing is lost. Anki's decks (.apkg, .colpkg) and notes as text are \
                  taken in with their answers in the same way.",
    save_backup: "Save to a file",
    take_in: "Take in a file",
    saving: "Making the file…",
    saved: "The file is made and given to the browser: it is among the downloads, or where you have put it.",
    handed: "The file was given to the browser. Inside another page some browsers drop it without a word: look among the downloads. If it is \
             not there, open this page in a tab of its own and save from there.",
    has_file: "I have the file",
    not_handed: |reason| {
        format!(
            "The browser has not taken the file ({reason}). Open this page in a tab of its own and save from there."
        )
    },
    taking_in: "Reading the file…",
    taken: |new, known| match (new, known) {
        (0, 0) => "There is no whole record in the file.".to_owned(),
        (0, known) => format!("There is nothing new in the file: all its records ({known}) were here already."),
        (new, 0) => format!("Added: {}.", count(new, "record", "records")),
        (new, known) => format!("Added: {}; {known} more were here already.", count(new, "record", "records")),
    },
    from_anki: |summary| {
        let decks = count(summary.decks, "deck", "decks");
        let cards = count(summary.cards, "card", "cards");
        format!(
            "From Anki: {decks}, {cards}, {}. Each deck is now among your texts.",
            count(summary.reviews, "answer", "answers")
        )
    },
    left_out,
    whole: "The file is whole.",
    damaged: |n| format!("Damaged: {}. They are kept as they are, but could not be read.", count(n, "line", "lines")),
    fault,
    lost: |n| {
        let records = count(n as usize, "record is", "records are");
        format!("In all, {records} missing. If you have another copy, take it in too: what is missing will be added.")
    },
    another_copy: "If you have another copy, take it in too: what is missing will be added.",
    set_aside: |n| {
        let records = count(n, "record", "records");
        format!("Set aside: {records}, made by a newer version or telling otherwise of what is known.")
    },
    refused: |error| {
        match error {
        BackupError::Foreign => {
            "This is no file of Konspekt, nor of Anki. Choose a .konspekt file that was saved here, or what Anki has exported \
             (.apkg, .colpkg, .txt)."
                .to_owned()
        }
        BackupError::Newer(version) => format!(
            "The file was made by a newer version (form {version}; this one knows {}). Reload the page and take it in again.",
            crate::backup::VERSION
        ),
        BackupError::TooLarge => {
            "The file is too large: it, or what is in it, is over 1 GB. A browser cannot hold so much in memory."
                .to_owned()
        }
        BackupError::Shortened => {
            "This lesson was published without its text: it can be studied in the page of a course, but not taken into a library. \
             Ask its author for the lesson with its text."
                .to_owned()
        }
        BackupError::Failed(reason) => format!("The file was not made ({reason}). Try again."),
        BackupError::Anki(error) => of_anki(*error),
    }
    },
    not_stored: |error| match error {
        StoreError::Full => {
            "Not stored: the browser has no space left. Free some and take the file in again.".to_owned()
        }
        StoreError::Busy(_) => {
            "Not stored: another tab uses the store. Close the other tabs and take the file in again.".to_owned()
        }
        StoreError::Denied(reason) | StoreError::Failed(reason) => {
            format!("Not stored: the browser refused ({reason}). Reload the page and take the file in again.")
        }
    },
    worker_died: "The work on the file broke off; perhaps there was not enough memory. Nothing is lost. Close other tabs and \
                  try again.",
    folder: "A folder that is kept up to date by itself",
    folder_help: "Choose a folder that your syncing program carries. Konspekt will keep a file of this device in it, and add \
                  what other devices have put there.",
    choose_folder: "Choose a folder",
    ask_again: "Allow it again",
    leave_folder: "No longer update it",
    folder_kept: |name| format!("The folder “{name}” is up to date."),
    folder_asks: |name| {
        format!("The folder “{name}” is not kept up to date: the browser waits for you to allow it again.")
    },
    folder_failed: |name, reason| {
        format!(
            "The folder “{name}” is not kept up to date: the browser refused ({reason}). Check that it is there, or choose it again."
        )
    },
    guide: ["./docs/guide.html", "Guide: from a text to a course"],
    storage_lasting: "Texts and answers are kept in this browser.",
    storage_partitioned: "Answers are kept in this browser, apart for the site that shows the lesson.",
    storage_forgetful: "Texts and answers are forgotten when you close the page: the browser does not keep them.",
    kept_around: "Your answers are kept by the page around this one, such as a learning system. Notes and marks on cards are forgotten \
                  when you close it: save them to a file.",
    room: |used, of, is_kept| {
        let promise = if is_kept {
            "The browser has promised not to delete them when space gets short."
        } else {
            "The browser may delete them when space gets short: save a backup."
        };
        format!("{} of {} are used. {promise}", megabytes(used), megabytes(of))
    },
};
