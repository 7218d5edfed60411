use super::ShelfWords;
use crate::app::Sorting;
use crate::ui::words::english::count;

pub static WORDS: ShelfWords = ShelfWords {
    seek: "Search texts and cards",
    seek_help: "A Russian word is found in any of its forms. Several words are sought in one paragraph.",
    find: "Find",
    clear: "Clear",
    seeking: "Searching…",
    found: |places, words| match places {
        0 => format!("“{words}” stands nowhere."),
        _ => format!("“{words}”: {}", count(places, "place", "places")),
    },
    in_card: "in a card",
    sort: "Order",
    sorting: |sorting| match sorting {
        Sorting::Added => "latest first",
        Sorting::Title => "by title",
        Sorting::Size => "longest first",
    },
    all: "All",
    under: "Tags",
    change: "Change",
    menu: |title| format!("Change “{title}”"),
    title: "Title",
    tags: "Tags, between commas",
    tags_help: "For example: grade 9, war",
    delete: "Delete",
    deleted: "Deleted lessons",
    deleted_help: "Their cards and answers are kept. Whoever adds the same text again finds them there, too.",
    bring_back: "Bring back",
    bring_back_of: |title| format!("Bring back “{title}”"),
    size: |characters| match characters {
        0..1000 => count(characters, "character", "characters"),
        _ => format!("{},000 characters", characters / 1000),
    },
};
