use super::ReaderWords;
use crate::ui::words::russian::count;

pub static WORDS: ReaderWords = ReaderWords {
    charts: "На графике",
    more_charts: |n| format!("И ещё {}", count(n, "график", "графика", "графиков")),
    cards: "В карточках",
    more_cards: |n| format!("И ещё {}", count(n, "карточка", "карточки", "карточек")),
    kept_back: |n| {
        let cards = count(n, "карточка", "карточки", "карточек");
        format!("{cards} — после графика: здесь ответ выдал бы то, что на нём предстоит угадать.")
    },

    look: "Вид текста",
    size: "Размер",
    sizes: |step| match step {
        0 => "мелкий",
        1 => "обычный",
        2 => "крупнее",
        3 => "крупный",
        _ => "самый крупный",
    },
    spacing: "Интервалы",
    spacings: |step| match step {
        0 => "обычные",
        1 => "шире",
        _ => "самые широкие",
    },
    print: "Печать",
};
