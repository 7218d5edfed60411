use super::ReaderWords;
use crate::ui::words::english::count;

pub static WORDS: ReaderWords = ReaderWords {
    charts: "In a chart",
    more_charts: |n| format!("And {}", count(n, "more chart", "more charts")),
    cards: "In cards",
    more_cards: |n| format!("And {}", count(n, "more card", "more cards")),
    kept_back: |n| {
        let cards = count(n, "card", "cards");
        format!("{cards} kept until the chart is guessed: the answer would tell what it asks for.")
    },

    look: "Text settings",
    size: "Size",
    sizes: |step| match step {
        0 => "small",
        1 => "usual",
        2 => "larger",
        3 => "large",
        _ => "largest",
    },
    spacing: "Spacing",
    spacings: |step| match step {
        0 => "usual",
        1 => "wider",
        _ => "widest",
    },
    print: "Print",
};
