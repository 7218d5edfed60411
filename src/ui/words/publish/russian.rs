use super::PublishWords;
use crate::deck::Share;
use crate::ui::words::NBSP;
use crate::ui::words::russian::count;

pub static WORDS: PublishWords = PublishWords {
    open: "Издать урок…",
    title: "Издать урок",
    author: "Автор текста",
    work: "Название источника",
    year: "Год издания",
    share: "Сколько текста отдать",
    share_of: |share| match share {
        Share::Full => "весь текст",
        Share::Evidence => "только доказательства",
        Share::None => "без текста",
    },
    share_help: |share| match share {
        Share::Full => "Ученики прочтут весь текст с отметками.",
        Share::Evidence => {
            "Ученики увидят только те предложения, на которых стоят карточки и графики; остальное отмечено как пропуск и в \
             файл не попадёт."
        }
        Share::None => {
            "Ученики получат карточки и графики; вместо предложения под ответом стоит источник. Фактов и ленты времени в \
             уроке не будет."
        }
    },
    origins: "Какие сайты могут показывать урок",
    origins_help: "По одному адресу в строке, например https://course.example. Пусто — любые.",
    bad_origins: |lines| format!("Это не адрес сайта: {lines}. Нужен вид https://course.example, без пути."),
    preview: "Так урок увидят ученики",
    preview_help: "Карточка раскрывается по нажатию.",
    save_page: "Сохранить страницу (.html)",
    save_lesson: "Сохранить урок (.konspekt)",
    snippet: "Положите файл урока рядом со страницей курса и вставьте в неё эти строки:",
    copy: "Скопировать строки",
    copied: "Скопировано.",
    not_copied: "Браузер не дал скопировать: выделите строки и скопируйте сами.",
    close: "Закрыть",
    quoted: |work| format!("«{work}»"),
    no_credits: "Источник не указан",
    place: |percent| format!("место в источнике: {percent}{NBSP}%"),
    counts: |cards, charts| {
        let cards = count(cards, "карточка", "карточки", "карточек");
        format!("{cards}, {}", count(charts, "график", "графика", "графиков"))
    },
};
