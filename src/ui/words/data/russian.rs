use super::DataWords;
use crate::anki::{self, AnkiError, Summary};
use crate::backup::{BackupError, Fault};
use crate::store::StoreError;
use crate::ui::words::NBSP;
use crate::ui::words::russian::{count, megabytes};

fn fault(fault: &Fault) -> String {
    match fault {
        Fault::NoManifest => "В файле нет описи или она повреждена: части найдены по именам.".to_owned(),
        Fault::NoDirectory => "Файл оборван или его оглавление повреждено: прочитано то, что уцелело.".to_owned(),
        Fault::Missing { part, lost } => {
            format!("Части {part} нет; записей в ней было: {lost}.")
        }
        Fault::Altered { part, lost: Some(lost) } => {
            format!(
                "Часть {part} повреждена; из неё пропало: {}.",
                count(*lost as usize, "запись", "записи", "записей")
            )
        }
        Fault::Altered { part, lost: None } => {
            format!("Часть {part} повреждена; сколько записей пропало, сказать нельзя.")
        }
        Fault::Foreign(entries) => {
            format!("В файле есть лишнее ({}); оно оставлено в стороне.", count(*entries, "файл", "файла", "файлов"))
        }
    }
}

fn left_out(summary: &Summary) -> Vec<String> {
    let Summary { media, only_media, empty, too_long, is_damaged, .. } = *summary;
    let cards = |n: usize| count(n, "карточка", "карточки", "карточек");
    let mut lines = Vec::new();
    if media > 0 {
        lines.push(format!("Картинки и звуки не взяты: {media}."));
    }
    if only_media > 0 {
        lines.push(format!(
            "Без них ничего не спрашивают или не отвечают: {}; данные на них ответы сохранены.",
            cards(only_media)
        ));
    }
    if empty > 0 {
        lines.push(format!("Пустые: {}.", cards(empty)));
    }
    if too_long > 0 {
        lines.push(format!("Слишком длинные: {}.", cards(too_long)));
    }
    if is_damaged {
        lines.push("Файл повреждён; взято то, что уцелело. Если есть другая копия, возьмите и её.".to_owned());
    }
    lines.push("Оформление карточек, метки и настройки колод остаются в Anki.".to_owned());
    lines
}

fn of_anki(error: AnkiError) -> String {
    match error {
        AnkiError::Foreign => {
            "Это не файл Anki: в нём нет коллекции, и это не текст. Выгрузите из Anki колоду (.apkg) или записи текстом и \
             возьмите их."
        }
        AnkiError::Damaged => {
            "Файл Anki повреждён: его коллекция не читается. Выгрузите его из Anki ещё раз или скачайте снова."
        }
        AnkiError::Newer => {
            "Файл сделан более новой Anki, и такой вид здесь не понятен. Выгрузите его с отметкой «Поддерживать старые версии \
             Anki» или обновите эту страницу и повторите."
        }
        AnkiError::TooLarge => {
            return format!(
                "Файл слишком велик: он или то, что в нём, больше {}{NBSP}МБ. Выгружайте колоды по одной.",
                anki::LARGEST >> 20
            );
        }
        AnkiError::Empty => "В файле нет ни одной записи. Выгрузите колоду, в которой они есть.",
    }
    .to_owned()
}

pub static WORDS: DataWords = DataWords {
    backup: "Копия и перенос",
    backup_help: "Все тексты, карточки, ответы и настройки — в одном файле .konspekt. Откройте его в другом браузере или на \
                  другом устройстве: то, чего там не было, добавится, ничего не пропадёт. Так же берутся колоды Anki (.apkg, \
                  .colpkg) и её записи текстом, вместе с ответами.",
    save_backup: "Сохранить в файл",
    take_in: "Взять из файла",
    saving: "Составляю файл…",
    saved: "Файл составлен и передан браузеру: он в загрузках или там, куда вы его положили.",
    handed: "Файл передан браузеру. Внутри другой страницы некоторые браузеры отбрасывают его молча: посмотрите в загрузках. Если его там \
             нет, откройте эту страницу в отдельной вкладке и сохраните файл оттуда.",
    has_file: "Файл на месте",
    not_handed: |reason| {
        format!("Браузер не принял файл ({reason}). Откройте эту страницу в отдельной вкладке и сохраните файл оттуда.")
    },
    taking_in: "Читаю файл…",
    taken: |new, known| match (new, known) {
        (0, 0) => "В файле нет ни одной целой записи.".to_owned(),
        (0, known) => format!("Нового в файле нет: все записи ({known}) здесь уже были."),
        (new, 0) => format!("Добавлено: {}.", count(new, "запись", "записи", "записей")),
        (new, known) => {
            format!("Добавлено: {}; уже были здесь: {known}.", count(new, "запись", "записи", "записей"))
        }
    },
    from_anki: |summary| {
        let decks = count(summary.decks, "колода", "колоды", "колод");
        let cards = count(summary.cards, "карточка", "карточки", "карточек");
        let answers = count(summary.reviews, "ответ", "ответа", "ответов");
        format!("Из Anki: {decks}, {cards}, {answers}. Каждая колода теперь среди ваших текстов.")
    },
    left_out,
    whole: "Файл цел.",
    damaged: |n| {
        format!("Повреждено: {}. Они сохранены как есть, но не прочитаны.", count(n, "строка", "строки", "строк"))
    },
    fault,
    lost: |n| {
        let records = count(n as usize, "записи", "записей", "записей");
        format!("Всего не хватает {records}. Если есть другая копия, возьмите и её: недостающее добавится.")
    },
    another_copy: "Если есть другая копия, возьмите и её: недостающее добавится.",
    set_aside: |n| {
        let records = count(n, "запись", "записи", "записей");
        format!("Отложено: {records}; они сделаны более новой версией или говорят иное об уже известном.")
    },
    refused: |error| {
        match error {
        BackupError::Foreign => {
            "Это не файл Конспекта и не файл Anki. Выберите файл .konspekt, сохранённый здесь, или то, что \
                                 выгрузила Anki (.apkg, .colpkg, .txt)."
                .to_owned()
        }
        BackupError::Newer(version) => format!(
            "Файл сделан более новой версией (вид{NBSP}{version}, а здесь понятен{NBSP}{}). Обновите страницу и возьмите \
             его снова.",
            crate::backup::VERSION
        ),
        BackupError::TooLarge => {
            "Файл слишком велик: он или то, что в нём, больше 1 ГБ. Столько браузер не удержит в памяти.".to_owned()
        }
        BackupError::Shortened => {
            "Этот урок издан без текста: его можно проходить на странице курса, но взять в библиотеку нельзя. Попросите у \
             автора урок с текстом."
                .to_owned()
        }
        BackupError::Failed(reason) => format!("Файл не составлен ({reason}). Повторите."),
        BackupError::Anki(error) => of_anki(*error),
    }
    },
    not_stored: |error| match error {
        StoreError::Full => {
            "Не записано: место в браузере кончилось. Освободите место и возьмите файл снова.".to_owned()
        }
        StoreError::Busy(_) => {
            "Не записано: хранилище занято другой вкладкой. Закройте другие вкладки и возьмите файл снова.".to_owned()
        }
        StoreError::Denied(reason) | StoreError::Failed(reason) => {
            format!("Не записано: браузер отказал ({reason}). Обновите страницу и возьмите файл снова.")
        }
    },
    worker_died: "Работа с файлом прервалась; возможно, не хватило памяти. Ничего не потеряно. Закройте другие вкладки и \
                  повторите.",
    folder: "Папка, которая обновляется сама",
    folder_help: "Выберите папку, которую переносит ваша программа синхронизации. Конспект будет держать в ней файл этого \
                  устройства и добавлять то, что положили туда другие.",
    choose_folder: "Выбрать папку",
    ask_again: "Разрешить снова",
    leave_folder: "Больше не обновлять",
    folder_kept: |name| format!("Папка «{name}» обновлена."),
    folder_asks: |name| format!("Папка «{name}» не обновляется: браузер ждёт, чтобы вы разрешили это снова."),
    folder_failed: |name, reason| {
        format!(
            "Папка «{name}» не обновляется: браузер отказал ({reason}). Проверьте, что она на месте, или выберите её снова."
        )
    },
    guide: ["./docs/ru/guide.html", "Руководство: от текста к курсу"],
    storage_lasting: "Тексты и ответы хранятся в этом браузере.",
    storage_partitioned: "Ответы хранятся в этом браузере, отдельно для сайта, на котором стоит урок.",
    storage_forgetful: "Тексты и ответы забудутся, когда вы закроете страницу: браузер не даёт их хранить.",
    kept_around: "Ваши ответы хранит страница, в которую встроен урок, например система обучения. Правки и пометки на карточках \
                  забудутся, когда вы её закроете: сохраните их в файл.",
    room: |used, of, is_kept| {
        let promise = if is_kept {
            "Браузер обещал не удалять их, когда не хватит места."
        } else {
            "Браузер может удалить их, когда не хватит места: сохраняйте копию."
        };
        format!("Занято {} из {}. {promise}", megabytes(used), megabytes(of))
    },
};
