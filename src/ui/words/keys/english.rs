use super::{KeyWords, Section};

pub static WORDS: KeyWords = KeyWords {
    title: "Keys",
    sections: &[
        Section {
            place: "Everywhere",
            keys: &[
                ("Tab", "to the next button, link or field; with Shift, back"),
                ("Esc", "close a dialog, skip the tour, end the preview of a lesson"),
                ("?", "this list"),
            ],
        },
        Section {
            place: "Text",
            keys: &[
                ("← ↑ → ↓", "from mark to mark, and on over the pages"),
                ("Home End", "to the first and the last mark of the page"),
                ("Enter Space", "open a mark"),
            ],
        },
        Section {
            place: "Charts",
            keys: &[("← ↑ → ↓", "along the points of a chart"), ("Enter", "to the words in the text; compare a guess")],
        },
        Section {
            place: "A guess",
            keys: &[
                ("← ↑ → ↓", "less or more"),
                ("PgUp PgDn", "by ten steps"),
                ("Home End", "to the ends of the axis"),
            ],
        },
        Section {
            place: "Timeline",
            keys: &[
                ("+ −", "nearer, farther"),
                ("PgUp PgDn", "earlier, later"),
                ("Home 0", "the whole time"),
                ("End", "to the end"),
                ("Enter Space", "look closer at what stands in one point"),
            ],
        },
        Section {
            place: "Studying",
            keys: &[
                ("Space Enter", "show the answer; then “good”"),
                ("1 2 3", "take an option"),
                ("1 2 3 4", "again, hard, good, easy"),
                ("↑ ↓", "move an item, where a card asks for an order"),
                ("U", "undo the last step"),
                ("F E P", "flag, edit or put aside the card"),
                ("B", "put the card off to tomorrow"),
                ("T", "show in the text"),
                ("R", "read aloud"),
            ],
        },
    ],
};
