use super::{NBSP, Words, number};
use crate::app::{Kind, Trouble, View};
use crate::card::answer::{Slip, Way};
use crate::card::{CardKind, Reason, Stance};
use crate::deck::{Grade, Theme};
use crate::extract::{Bound, ClaimKind, EntityKind, Measure, SkipReason};
use crate::fact::Doubt;
use crate::ingest::IngestError;
use crate::lesson::Step;
use crate::store::StoreError;

/// `1 day`, `2 days`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{}{NBSP}{}", number(n), if n == 1 { one } else { many })
}

fn interval(ms: i64) -> String {
    let minutes = (ms.max(0) + 30_000) / 60_000;
    let days = (minutes + 720) / 1440;
    match (minutes, days) {
        (..=59, _) => format!("{}{NBSP}min", minutes.max(1)),
        (60..=1380, _) => format!("{}{NBSP}h", (minutes + 30) / 60),
        (_, ..=59) => count(days.unsigned_abs() as usize, "day", "days"),
        (_, ..=729) => format!("{}{NBSP}mo", tenths(days * 10 / 30)),
        _ => format!("{}{NBSP}y", tenths(days * 10 / 360)),
    }
}

pub(super) fn tenths(tenths: i64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

pub(super) fn megabytes(bytes: u64) -> String {
    match bytes {
        ..1_000_000 => format!("{}{NBSP}kB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => format!("{}{NBSP}MB", bytes / 1_000_000),
        _ => format!("{}{NBSP}GB", bytes / 1_000_000_000),
    }
}

fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Refused(IngestError::Empty) => {
            "The text is empty. Paste a text, or open a file with text in it.".to_owned()
        }
        Trouble::Refused(IngestError::Binary) => {
            "This is not a text file. Konspekt reads txt, Markdown, HTML, DOCX, ODT, RTF, FB2, EPUB, PDF and CSV: save the \
             document as one of these and open it again."
                .to_owned()
        }
        Trouble::Refused(IngestError::TooLarge { bytes }) => format!(
            "The text is too large: {} MB, and 64 MB is the most. Split it and open the parts one by one.",
            bytes.div_ceil(1024 * 1024)
        ),
        // Of formats that are read beyond the first load: `words::documents` says what is wrong.
        Trouble::Refused(_) | Trouble::NoReader => "This file cannot be read.".to_owned(),
        Trouble::Unreadable => {
            "The browser could not read the file. Check that it is still there and may be read, and choose it again."
                .to_owned()
        }
        Trouble::NoLesson => {
            "A lesson is expected here, but it is damaged or was not handed over. Open the page anew, or ask whoever made it \
             to make it once more."
                .to_owned()
        }
        Trouble::OtherForm => {
            "The lesson was published without its text, for another version of the app. Ask its author to publish it anew."
                .to_owned()
        }
        Trouble::NotForThisSite => "The lesson's author does not allow this site to show it.".to_owned(),
        Trouble::WorkerDied => {
            "Reading the text broke off twice; there may not be enough memory. The text is not lost. Close other tabs and \
             try again, or split the text."
                .to_owned()
        }
        Trouble::NotWritten(StoreError::Full) => {
            "Not saved: the browser has no space left. Free some and try again; nothing is lost until then.".to_owned()
        }
        Trouble::NotWritten(StoreError::Busy(_)) => {
            "Not saved: another tab holds the storage. Close other tabs with this page and try again.".to_owned()
        }
        Trouble::NotWritten(StoreError::Denied(reason) | StoreError::Failed(reason)) => {
            format!("Not saved: the browser refused ({reason}). Try again; if that does not help, reload the page.")
        }
        Trouble::Forgetful(StoreError::Denied(_)) => {
            "The browser does not let this page keep data (a private window, or an embedded page). Everything works, but \
             is forgotten when you close the page. Open it in a normal window to keep texts and answers."
                .to_owned()
        }
        Trouble::Forgetful(StoreError::Full) => {
            "The browser has no space left. Everything works, but is forgotten when you close the page. Free some space \
             and reload."
                .to_owned()
        }
        Trouble::Forgetful(StoreError::Busy(_)) => {
            "Another tab holds the storage. Everything works, but is forgotten when you close the page. Close other tabs \
             and reload."
                .to_owned()
        }
        Trouble::Forgetful(StoreError::Failed(reason)) => format!(
            "The storage did not open ({reason}). Everything works, but is forgotten when you close the page. Reload to \
             try again."
        ),
        Trouble::NewVersion => "There is a new version of Konspekt. It begins when the page is reloaded; what is written stays.".to_owned(),
        Trouble::Deleted(title) => format!("“{title}” was deleted with its cards."),
        Trouble::NoDictionary => {
            "The dictionary of Russian words did not load. Everything works without it; what a figure counts may be named \
             less exactly. Reload the page to try again."
                .to_owned()
        }
        Trouble::Folder => {
            "The folder is not kept up to date: open the settings. Everything is stored in the browser.".to_owned()
        }
        Trouble::NearlyFull(room) => format!(
            "The browser has hardly any space left: {} of {} are used. Free some space on the disk, and save everything to \
             a file (Settings).",
            megabytes(room.used),
            megabytes(room.of)
        ),
        Trouble::SetAside(records) => format!(
            "{} cannot be read: damaged, or made by a newer version. Nothing was deleted. If the page has just been \
             updated, reload it once more.",
            count(*records, "stored record", "stored records")
        ),
    }
}

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::OtherTime(time) => format!("that is {time}"),
        Reason::OtherSubject(subject) => format!("another figure: “{subject}”"),
        Reason::PartOrWhole(what) => format!("part or whole: “{what}”"),
        Reason::DigitsSwapped => "digits swapped".to_owned(),
        Reason::DigitLost => "a digit is missing".to_owned(),
        Reason::WrongMagnitude => "wrong magnitude".to_owned(),
        Reason::OtherYear => "another year".to_owned(),
        Reason::OtherDay => "the day of another event".to_owned(),
        Reason::OtherDirection => "the other way".to_owned(),
        Reason::OtherFactor => "not so many times".to_owned(),
        Reason::OtherStance(stance) => match stance {
            Stance::Checkable => "no exact date or figure here".to_owned(),
            Stance::Approximate => "the figure is not approximate".to_owned(),
            Stance::Attributed => "nobody is referred to".to_owned(),
            Stance::Evaluation => "no judging words here".to_owned(),
        },
        Reason::When(time) => time.clone(),
    }
}

pub static WORDS: Words = Words {
    lang: "en",
    skip_to_content: "Skip to content",
    library: "Texts",
    settings: "Settings",
    progress_of_all: "Statistics",
    class_of: "Class",
    views: "Views of the lesson",
    view: |view| match view {
        View::Text => "Text",
        View::Facts => "Facts",
        View::Coverage => "Check of the reading",
        View::Charts => "Charts",
        View::Timeline => "Time",
        View::Cards => "Cards",
        View::Study => "Study",
        View::Statistics => "Progress",
        View::Teach => "For learners",
    },
    due: |n| format!("{} today", count(n, "card", "cards")),

    what_this_is: "A text becomes facts, charts and cards",
    how_it_works: "Paste a Russian text. Konspekt marks its figures, dates and names, draws charts and writes quiz cards; \
                   every fact comes with the sentence that proves it.",
    open_sample: "Open the sample",
    your_text: "Your own text",
    paste_here: "Paste a text here",
    read_text: "Read it",
    open_file: "Open a file",
    or_drop_it: "or drop it on the page",
    drop_here: "Let go of the file to open it",
    lessons: "My texts",
    no_lessons: "None yet. Start with the sample, or paste a text of your own.",
    delete: "Delete",
    lesson_progress: |n| match n {
        0 => "not started".to_owned(),
        n => count(n, "card started", "cards started"),
    },
    nothing_leaves: "Everything happens in your browser: the text is sent nowhere.",

    reading: "Reading the text",
    step: |step| match step {
        Step::Sentences => "sentences",
        Step::Mentions => "numbers, dates and names",
        Step::Facts => "facts",
        Step::Relations => "relations",
        Step::Cards => "cards",
        Step::Charts => "charts",
    },
    cancel: "Cancel",
    opening: "Opening…",
    not_found: "There is no such text here",
    not_found_help: "It was deleted, or it is in another browser.",
    back_to_lesson: "Lesson",

    words: |n| count(n, "word", "words"),
    figures: |n| count(n, "figure", "figures"),
    times: |n| count(n, "date", "dates"),
    charts: |n| count(n, "chart", "charts"),
    all_accounted: "all numbers accounted for",
    in_doubt: |n| format!("{n}{NBSP}in doubt"),
    marks: "What is marked",
    kind: |kind| match kind {
        Kind::Figure => "figures",
        Kind::Time => "time",
        Kind::Name => "names",
        Kind::Claim => "claims",
    },
    marks_help: "Press what is underlined to see how it was understood. Arrow keys lead from one to the next.",
    no_facts: "No numbers and no dates were found in this text, so there are no charts and no cards. It can be read; try a \
               text with figures in it.",
    not_russian: "This does not look like a Russian text. It can be read, but no facts are taken from it: Konspekt \
                  understands only Russian so far.",
    replaced: |n| {
        let bytes = count(n, "byte", "bytes");
        format!("{bytes} could not be read; “\u{fffd}” stands in their place. Check the encoding of the file.")
    },
    part_of_text: |part, of| format!("Part {part} of{NBSP}{of}"),
    previous: "Back",
    next: "On",
    facts_of_paragraph: |n| count(n, "fact", "facts"),
    facts_of_lesson: "Facts",

    value: "Value",
    subject: "What",
    period: "When",
    place: "Where",
    agent: "Who",
    attribution: "According to",
    doubt: "In doubt",
    doubt_of: |doubt| match doubt {
        Doubt::Subject => "it is not clear who or what is meant",
        Doubt::Evaluation => "the text judges here",
        Doubt::Hedge => "the text itself is not sure",
        Doubt::Quoted => "somebody in the text says so",
    },
    carried_over: "taken from words nearby",
    measure: |measure| match measure {
        Measure::Count => "count",
        Measure::Percent => "per cent",
        Measure::Share => "share",
        Measure::Money => "money",
        Measure::Multiple => "multiple",
        Measure::Duration => "duration",
        Measure::Age => "age",
        Measure::Physical => "physical quantity",
        Measure::Increase => "increase",
        Measure::PercentIncrease => "increase in per cent",
    },
    bound: |bound| match bound {
        Bound::Exact | Bound::Between => "",
        Bound::About => "about",
        Bound::Over => "over",
        Bound::Under => "under",
        Bound::UpTo => "up to",
        Bound::AtLeast => "at least",
    },
    between: |low, high| format!("{low} to {high}"),
    entity: |kind| match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
        EntityKind::Event => "event",
    },
    claim: |kind| match kind {
        ClaimKind::Evaluation => "the author's evaluation, not a fact",
        ClaimKind::Attribution => "said on someone's word",
        ClaimKind::Hedge => "said with a reservation",
    },
    skip_reason: |reason| match reason {
        SkipReason::Ordinal => "ordinal",
        SkipReason::Name => "part of a name",
        SkipReason::ListMark => "list number",
        SkipReason::Reference => "reference",
        SkipReason::Clock => "time of day",
        SkipReason::Phone => "telephone",
        SkipReason::Version => "version",
        SkipReason::Score => "score",
        SkipReason::Idiom => "idiom",
        SkipReason::Compound => "part of a word",
        SkipReason::Rate => "base of a rate",
        SkipReason::Vague => "vague number",
        SkipReason::Boilerplate => "not part of the text",
        SkipReason::Unread => "not understood",
    },
    close: "Close",
    left_out: "a part of the text is left out",
    in_text: "in the text →",
    show_in_text: "Show in the text",
    show_all: "All",
    show_doubtful: "In doubt",
    show_figures: "Figures",
    show_events: "Events",
    show_definitions: "Definitions",
    definition: "definition",
    not_amounts: |n| format!("{} not taken as an amount, and why", count(n, "number", "numbers")),
    decimal_comma: false,

    no_cards: "There are no cards: this text has no facts that one could ask about.",
    show_answer: "Show the answer",
    answer: "Answer",
    blank: "blank",
    new_card: "new",
    reviews: |n| count(n, "review", "reviews"),
    start_study_of: |n| format!("Study {}", count(n, "card", "cards")),

    card_kind: |kind| match kind {
        CardKind::Cloze => "blank",
        CardKind::Choice => "options",
        CardKind::Question => "question",
        CardKind::Typed => "typed answer",
        CardKind::Estimate => "estimate",
        CardKind::Ordering => "order",
        CardKind::Trend => "rise or fall",
        CardKind::Share => "share",
        CardKind::Definition => "definition",
        CardKind::Criticism => "what kind of statement",
        CardKind::Chart => "chart to guess",
    },
    cards_of: |n, most| format!("{} of{NBSP}{} possible", number(n), number(most)),
    more_cards: "More cards",
    fewer_cards: "Fewer",
    as_suits: "As suits the text",
    show_flagged: "Flagged",
    show_suspended: "Put aside",
    show_edited: "Edited",
    flagged: "flagged",
    suspended: "put aside",
    edited: "edited",
    card_menu: "Card",
    flag: "Flag",
    unflag: "Remove the flag",
    flag_note: "What is wrong",
    suspend: "Put aside",
    resume: "Take up again",
    ask_as: "Ask as:",
    edit: "Edit",
    edit_card: "Edit the card",
    edit_prompt: "Prompt",
    blank_help: "A blank is written like this: ____",
    edit_accepts: "Also right (one a line)",
    save: "Save",
    restore: "Restore the generated one",
    lost_cards: "Lost cards",
    lost_cards_help: "You edited these, but the sentences that they rest on are no longer in the text.",

    your_answer: "Your answer",
    check: "Check",
    dont_know: "I don't know",
    typed_right: |way, typed| match way {
        Way::AsWritten => "Right, as in the text.".to_owned(),
        Way::Otherwise => format!("Right. “{typed}” is the same; the text writes it otherwise."),
        Way::Within => format!("Right. “{typed}” is accepted: the text itself is no more exact."),
    },
    typed_near: |slip, typed| {
        let why = match slip {
            Slip::Close => "close, but the text is more exact",
            Slip::Magnitude => "the right digits, the wrong magnitude",
            Slip::Digits => "two digits are swapped",
            Slip::Spelling => "it looks like a slip of the pen",
        };
        format!("Nearly. “{typed}”: {why}.")
    },
    typed_wrong: |typed| format!("Not the same: “{typed}”. If you are right, choose “good”."),
    from: "from",
    to: "to",
    how_sure: "How sure are you?",
    range_unread: "Enter two numbers, and choose how sure you are.",
    range_holds: |holds| if holds { "The value is inside your range." } else { "The value is outside your range." },
    range_label: |from, to, value| format!("Your range from {from} to {to}, the value {value}"),
    calibration: |sure, held, all| {
        let ranges = count(all, "range", "ranges");
        format!("Of your {ranges} with {sure}{NBSP}% confidence, {} held the value.", number(held))
    },
    order_help: "Put them from early to late: with the arrows, or drag them.",
    move_up: |item| format!("Up: {item}"),
    move_down: |item| format!("Down: {item}"),
    moved: |item, place, of| format!("“{item}” is now {place} of{NBSP}{of}"),
    order_right: "All in their places.",
    order_wrong: |n| format!("{} out of place.", number(n)),
    belongs_at: |place| format!("place {place}"),
    your_share: "Your share",
    true_share: "In truth",
    share_right: "Right: within three points.",
    share_near: "Nearly: within ten points.",
    share_wrong: "Far from the true share.",
    reckoned: "How it is reckoned:",
    stance: |stance| match stance {
        Stance::Checkable => [
            "it names an exact date or figure, which can be looked up.",
            "To check it: find a document or a reference work with that date or figure, and compare.",
        ],
        Stance::Approximate => [
            "the figure comes with a reservation: “about”, “over”, “nearly”.",
            "To check it: find the exact figure, and ask why the author rounded it.",
        ],
        Stance::Attributed => [
            "the author repeats somebody else's word and says whose.",
            "To check it: open the named source, and see what it says and how it knows.",
        ],
        Stance::Evaluation => [
            "its words say what the author thinks, not what can be measured.",
            "It cannot be checked, but one can ask which facts it rests on and whether other authors agree.",
        ],
    },

    progress: |done, all| format!("{} of{NBSP}{}", number(done), number(all)),
    is_new: "new",
    update: "Reload",
    undo: "Undo",
    grade: |grade| match grade {
        Grade::Again => "Again",
        Grade::Hard => "Hard",
        Grade::Good => "Good",
        Grade::Easy => "Easy",
    },
    grades: "How did you recall it?",
    options: "Options",
    right: "right",
    wrong: |answer| format!("Wrong. The right answer: {answer}."),
    right_answer: |answer| format!("Right: {answer}."),
    reason,
    interval,
    done_for_now: "Done for today",
    sitting: |reviews, again| {
        let reviews = count(reviews, "answer", "answers");
        match again {
            0 => format!("{reviews}, all recalled."),
            again => format!("{reviews}, {} of them “again”.", number(again)),
        }
    },
    next_card_in: |interval| format!("The next card comes in {interval}."),
    nothing_due: "Nothing to review now.",
    back_to_text: "Back to the text",

    language: "Language",
    as_browser: "as the browser",
    theme: "Theme",
    theme_name: |theme| match theme {
        Theme::Auto => "as the system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    },
    about: "About",
    about_text: &[
        "Konspekt runs entirely in the browser: no server, no account, no language model. The same text gives the same \
         cards, and every answer can be checked against the words it was taken from.",
        "Cards come back on the schedule of FSRS-6: the easier to recall, the later.",
    ],
    dictionary: ["The forms of Russian words come from the dictionary of ", ", packed anew, under the licence ", "."],

    unsaved: |n| {
        let steps = count(n, "change", "changes");
        format!("The browser keeps nothing: {steps} will go with the page. Save everything to a file.")
    },
    unsaved_on_disk: |n| {
        let steps = count(n, "change is", "changes are");
        format!("The page was opened from a disk: the browser may forget what it keeps for it. {steps} in no file yet.")
    },
    save_backup: "Save to a file",
    notices: "Notices",
    trouble,
    part_missing: "This part of the app did not load. Check the connection and try again, or reload the page; what you \
                   have learned is kept.",
    try_again: "Try again",
    dismiss: "Dismiss",
    broken: "Something broke, and the page has stopped. What was saved is not lost. Reload the page; if it happens again, \
             report the text below.",
};
