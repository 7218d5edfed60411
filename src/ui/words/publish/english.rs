use super::PublishWords;
use crate::deck::Share;
use crate::ui::words::english::count;

pub static WORDS: PublishWords = PublishWords {
    open: "Publish the lesson…",
    title: "Publish the lesson",
    author: "Author of the text",
    work: "Title of the source",
    year: "Year of publication",
    share: "How much of the text goes along",
    share_of: |share| match share {
        Share::Full => "the whole text",
        Share::Evidence => "only what proves the cards",
        Share::None => "no text",
    },
    share_help: |share| match share {
        Share::Full => "Learners read the whole text with its marks.",
        Share::Evidence => {
            "Learners see only the sentences that prove cards and charts; the rest is marked as left out, and the file does \
             not have it."
        }
        Share::None => {
            "Learners get the cards and the charts; under an answer stands the source instead of a sentence. The lesson has \
             no facts and no timeline."
        }
    },
    origins: "Which sites may show the lesson",
    origins_help: "One address a line, as https://course.example. Empty: any site.",
    bad_origins: |lines| {
        format!("No address of a site: {lines}. It has to be like https://course.example, without a path.")
    },
    preview: "The lesson as learners will see it",
    preview_help: "Press a card to open it.",
    save_page: "Save the page (.html)",
    save_lesson: "Save the lesson (.konspekt)",
    snippet: "Put the lesson's file beside the page of the course, and these lines into that page:",
    copy: "Copy the lines",
    copied: "Copied.",
    not_copied: "The browser did not let it be copied: select the lines and copy them yourself.",
    close: "Close",
    quoted: |work| format!("“{work}”"),
    no_credits: "No source is named",
    place: |percent| format!("place in the source: {percent}%"),
    counts: |cards, charts| format!("{}, {}", count(cards, "card", "cards"), count(charts, "chart", "charts")),
};
