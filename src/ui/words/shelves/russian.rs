use super::ShelfWords;
use crate::app::Sorting;
use crate::ui::words::NBSP;
use crate::ui::words::russian::count;

pub static WORDS: ShelfWords = ShelfWords {
    seek: "Искать в текстах и карточках",
    seek_help: "Слово находится в любой форме: «завод» найдёт и «на заводах». Несколько слов ищутся в одном абзаце.",
    find: "Найти",
    clear: "Убрать",
    seeking: "Ищу…",
    found: |places, words| match places {
        0 => format!("«{words}» нигде не встречается."),
        _ => format!("«{words}»: {}", count(places, "место", "места", "мест")),
    },
    in_card: "в карточке",
    sort: "Порядок",
    sorting: |sorting| match sorting {
        Sorting::Added => "сначала новые",
        Sorting::Title => "по названию",
        Sorting::Size => "сначала длинные",
    },
    all: "Все",
    under: "Метки",
    change: "Изменить",
    menu: |title| format!("Изменить урок «{title}»"),
    title: "Название",
    tags: "Метки через запятую",
    tags_help: "Например: 9 класс, война",
    delete: "Удалить",
    deleted: "Удалённые уроки",
    deleted_help: "Их карточки и ответы сохранены. Если добавить тот же текст снова, они тоже найдутся.",
    bring_back: "Вернуть",
    bring_back_of: |title| format!("Вернуть урок «{title}»"),
    size: |characters| match characters {
        0..1000 => count(characters, "знак", "знака", "знаков"),
        _ => format!("{}{NBSP}тыс. знаков", characters / 1000),
    },
};
