use super::EditorWords;
use crate::app::coverage::Doubt;
use crate::app::{HandedOn, NotHandedOn, OfFile, Standing};
use crate::extract::Part;
use crate::relate::RelationKind;
use crate::relate::conflict::Clash;
use crate::relate::made::Misfit;
use crate::ui::words::english::count;

pub static WORDS: EditorWords = EditorWords {
    check: "Check the reading",
    lead: |all| {
        format!(
            "Here is all that looks like a number or a time in the text: {}. Each has become a fact, or was left out with a reason.",
            count(all, "place", "places")
        )
    },
    standing: |standing| match standing {
        Standing::Used => "In facts",
        Standing::Doubtful => "Doubtful",
        Standing::Skipped => "Left out",
    },
    nothing_here: |standing| match standing {
        Standing::Used => "No number has become a fact. Select words in the text and make a fact yourself.",
        Standing::Doubtful => "No fact is doubtful.",
        Standing::Skipped => "Nothing was left out.",
    },
    read: "Reading",
    by_you: "corrected by you",
    made_by_you: "made by you",
    doubt: |doubt, words| match doubt {
        Doubt::Said(said) => (words.doubt_of)(*said).to_owned(),
        Doubt::NoSubject => "it is not said of what".to_owned(),
        Doubt::Carried => "what it is of was taken from other words".to_owned(),
    },
    figure_unused: "the number was read, and no fact is made of it",
    time_unused: "the time was read, and dates nothing",
    rejected: "you have said that it is no fact",
    left_out: "left out:",
    dates: "dates:",

    conflicts: "Does not add up",
    conflicts_help: "These figures contradict each other. The text itself may; it is for you to decide.",
    clash: |clash| match clash {
        Clash::PartOverWhole => "A part is greater than its whole",
        Clash::OverHundred => "Shares come to more than 100 %",
        Clash::TwoValues => "One thing has two numbers",
    },
    parted: "You have parted",
    part: "These are not related",
    related: "Relations",
    related_help: "Charts are drawn from these relations. One that is none can be parted.",
    lost: "Corrections without a place",
    lost_help: "The words that these corrections were about are no longer in the text, or stand there twice.",
    parted_lost: "a relation that you have parted: its figures are not found any more",
    forget: "Forget",
    made_relation: "You have related",
    related_by: |kind| match kind {
        RelationKind::Series => "the same at different times",
        RelationKind::PartOf => "a whole and its parts",
        RelationKind::Breakdown => "different groups",
    },
    relate: "Relate facts",
    relate_help: "Tick two facts or more and say how they are related. Cards and charts are made of it as of relations that were found in the text. The greatest of the figures is taken for the whole.",
    relate_as: "How they are related",
    relate_title: "What it is about",
    relate_it: "Relate them",
    misfit: |misfit| match misfit {
        Misfit::Few => "Tick at least two facts.",
        Misfit::NoFigure => "Only figures can be related.",
        Misfit::Measures => "These figures are measured differently: they cannot be compared.",
        Misfit::Times => "For this, each fact needs a time of its own.",
        Misfit::Whole => "A part has to be less than its whole.",
    },

    correct: "Correct",
    make_fact: "Make a fact",
    take_up: "Take up again",
    fact_of_selection: "Fact of the selection",
    select_first: "First select words within one sentence of the text.",
    hand_on: "Save the lesson as one file",
    handed_on: |outcome| match outcome {
        HandedOn::Making => "Making the file…".to_owned(),
        HandedOn::Made => {
            "The browser has the file. It opens from a disk and without a network; your reviews stay here.".to_owned()
        }
        HandedOn::Failed(NotHandedOn::TooLarge) => {
            "The lesson is too large for one file: split the text into parts and save each of them.".to_owned()
        }
        HandedOn::Failed(NotHandedOn::Missing(reason)) => {
            format!(
                "The file was not made: it takes the whole app, and a part of it is missing. Check the network and try again. ({reason})"
            )
        }
    },
    edit_text: "Edit the text",
    edit_text_help: "Facts, cards and corrections will find their words in the new text; what is not found will be shown.",
    undo: "Undo",
    redo: "Redo",
    save_file: "Corrections as a file",
    take_file: "Take in a file of corrections",
    of_file: |outcome| match outcome {
        OfFile::Refused => "This is no file of corrections, or a newer program has saved it.".to_owned(),
        OfFile::Taken { new, known, lost } => {
            let mut told = format!("Taken in: {}.", count(*new, "correction", "corrections"));
            if *known > 0 {
                told += &format!(" Known already: {known}.");
            }
            if !lost.is_empty() {
                told += &format!(" Without a place, and not taken in: {}.", lost.len());
            }
            told
        }
    },
    lost_of_file: "Words that are not in this text, or stand in it more than once:",

    correct_title: "How to read it",
    make_title: "A new fact",
    value: "Value",
    bound: "How exact",
    exact: "exactly",
    between: "from … to …",
    upper: "To",
    measure: "Measure",
    unit: "Unit",
    subject: "Of what",
    what: "What happened",
    term: "Term",
    meaning: "What it means",
    when: "When",
    when_help: "A year (1944), a month (1944-10), a day (1944-10-11 or 11.10.1944), a century (the 19th: 18XX) or a range (1941/1945).",
    part_of_time: "Part of that time",
    part_name: |part| match part {
        None => "all of it",
        Some(Part::Start) => "the beginning",
        Some(Part::Middle) => "the middle",
        Some(Part::End) => "the end",
    },
    place: "Where",
    agent: "Who",
    is_no_fact: "It is no fact",
    as_read: "As it was read",
    bad_value: "Write the number in digits: 88700, 53.8 or 1/3.",
    bad_when: "This time cannot be read. Write a year (1944), a month (1944-10), a day (1944-10-11) or a range (1941/1945).",
};
