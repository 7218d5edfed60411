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

/// `1 день`, `2 дня`, `5 дней`.
pub(super) fn count(n: usize, one: &str, few: &str, many: &str) -> String {
    let form = match (n % 100, n % 10) {
        (11..=14, _) => many,
        (_, 1) => one,
        (_, 2..=4) => few,
        _ => many,
    };
    format!("{}{NBSP}{form}", number(n))
}

fn interval(ms: i64) -> String {
    let minutes = (ms.max(0) + 30_000) / 60_000;
    let days = (minutes + 720) / 1440;
    match (minutes, days) {
        (..=59, _) => format!("{}{NBSP}мин", minutes.max(1)),
        (60..=1380, _) => format!("{}{NBSP}ч", (minutes + 30) / 60),
        (_, ..=59) => count(days.unsigned_abs() as usize, "день", "дня", "дней"),
        (_, ..=729) => format!("{}{NBSP}мес.", tenths(days * 10 / 30)),
        _ => format!("{}{NBSP}г.", tenths(days * 10 / 360)),
    }
}

pub(super) fn tenths(tenths: i64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{},{rest}", tenths / 10),
    }
}

pub(super) fn megabytes(bytes: u64) -> String {
    match bytes {
        ..1_000_000 => format!("{}{NBSP}кБ", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => format!("{}{NBSP}МБ", bytes / 1_000_000),
        _ => format!("{}{NBSP}ГБ", bytes / 1_000_000_000),
    }
}

fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Refused(IngestError::Empty) => "Текст пуст. Вставьте текст или откройте файл с текстом.".to_owned(),
        Trouble::Refused(IngestError::Binary) => {
            "Это не текстовый файл. Конспект читает txt, Markdown, HTML, DOCX, ODT, RTF, FB2, EPUB, PDF и CSV: сохраните документ \
             в одном из этих форматов и откройте его снова."
                .to_owned()
        }
        Trouble::Refused(IngestError::TooLarge { bytes }) => format!(
            "Текст слишком велик: {} МБ, а можно до 64 МБ. Разделите его на части и откройте по одной.",
            bytes.div_ceil(1024 * 1024)
        ),
        // О форматах, которые читает не первая часть страницы, говорит `words::documents`.
        Trouble::Refused(_) | Trouble::NoReader => "Этот файл не читается.".to_owned(),
        Trouble::Unreadable => {
            "Браузер не смог прочесть файл. Проверьте, что файл на месте и открыт для чтения, и выберите его снова."
                .to_owned()
        }
        Trouble::NoLesson => {
            "Здесь должен быть урок, но он повреждён или не передан. Откройте страницу заново или попросите того, кто её \
             сделал, собрать её ещё раз."
                .to_owned()
        }
        Trouble::OtherForm => {
            "Урок издан без текста и для другой версии приложения. Попросите его автора издать урок заново.".to_owned()
        }
        Trouble::NotForThisSite => "Автор урока не разрешил показывать его на этом сайте.".to_owned(),
        Trouble::WorkerDied => {
            "Разбор текста прервался дважды; возможно, не хватило памяти. Текст не потерян. Закройте другие вкладки и \
             повторите или разделите текст на части."
                .to_owned()
        }
        Trouble::NotWritten(StoreError::Full) => {
            "Не записано: место в браузере кончилось. Освободите место и повторите; до тех пор ничего не потеряно."
                .to_owned()
        }
        Trouble::NotWritten(StoreError::Busy(_)) => {
            "Не записано: хранилище занято другой вкладкой. Закройте другие вкладки с этой страницей и повторите."
                .to_owned()
        }
        Trouble::NotWritten(StoreError::Denied(reason) | StoreError::Failed(reason)) => {
            format!("Не записано: браузер отказал ({reason}). Повторите; если не поможет, обновите страницу.")
        }
        Trouble::Forgetful(StoreError::Denied(_)) => {
            "Браузер не даёт хранить данные (частное окно или встроенная страница). Всё работает, но забудется, когда вы \
             закроете страницу. Откройте её в обычном окне, чтобы тексты и ответы сохранялись."
                .to_owned()
        }
        Trouble::Forgetful(StoreError::Full) => {
            "В браузере не осталось места. Всё работает, но забудется, когда вы закроете страницу. Освободите место и \
             обновите её."
                .to_owned()
        }
        Trouble::Forgetful(StoreError::Busy(_)) => {
            "Хранилище занято другой вкладкой. Всё работает, но забудется, когда вы закроете страницу. Закройте другие \
             вкладки и обновите её."
                .to_owned()
        }
        Trouble::Forgetful(StoreError::Failed(reason)) => format!(
            "Хранилище не открылось ({reason}). Всё работает, но забудется, когда вы закроете страницу. Обновите её, \
             чтобы попробовать снова."
        ),
        Trouble::NewVersion => "Есть новая версия Конспекта. Она включится, когда страница обновится; записанное останется.".to_owned(),
        Trouble::Deleted(title) => format!("Урок «{title}» удалён вместе с карточками."),
        Trouble::NoDictionary => {
            "Словарь русских слов не загрузился. Всё работает и без него, но то, что сосчитано, может называться не так \
             точно. Обновите страницу, чтобы попробовать снова."
                .to_owned()
        }
        Trouble::Folder => {
            "Папка не обновляется: откройте настройки. В браузере всё сохранено.".to_owned()
        }
        Trouble::NearlyFull(room) => format!(
            "Места в браузере почти не осталось: занято {} из {}. Освободите место на диске и сохраните копию в файл \
             (Настройки).",
            megabytes(room.used),
            megabytes(room.of)
        ),
        Trouble::SetAside(records) => format!(
            "В хранилище есть нечитаемое: {}, с повреждением или от более новой версии. Ничего не удалено. Если страница \
             обновлялась, обновите её ещё раз.",
            count(*records, "запись", "записи", "записей")
        ),
    }
}

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::OtherTime(time) => format!("это {time}"),
        Reason::OtherSubject(subject) => format!("другая величина: «{subject}»"),
        Reason::PartOrWhole(what) => format!("часть или целое: «{what}»"),
        Reason::DigitsSwapped => "цифры переставлены".to_owned(),
        Reason::DigitLost => "пропущена цифра".to_owned(),
        Reason::WrongMagnitude => "не тот порядок".to_owned(),
        Reason::OtherYear => "другой год".to_owned(),
        Reason::OtherDay => "это день другого события".to_owned(),
        Reason::OtherDirection => "не в ту сторону".to_owned(),
        Reason::OtherFactor => "не во столько раз".to_owned(),
        Reason::OtherStance(stance) => match stance {
            Stance::Checkable => "здесь нет точной даты или числа".to_owned(),
            Stance::Approximate => "число здесь не приблизительное".to_owned(),
            Stance::Attributed => "здесь ни на кого не ссылаются".to_owned(),
            Stance::Evaluation => "здесь нет слов оценки".to_owned(),
        },
        Reason::When(time) => time.clone(),
    }
}

pub static WORDS: Words = Words {
    lang: "ru",
    skip_to_content: "К содержанию",
    library: "Тексты",
    settings: "Настройки",
    progress_of_all: "Статистика",
    class_of: "Класс",
    views: "Разделы урока",
    view: |view| match view {
        View::Text => "Текст",
        View::Facts => "Факты",
        View::Coverage => "Проверка разбора",
        View::Charts => "Графики",
        View::Timeline => "Время",
        View::Cards => "Карточки",
        View::Study => "Учить",
        View::Statistics => "Итоги",
        View::Teach => "Для учеников",
    },
    due: |n| format!("{} на сегодня", count(n, "карточка", "карточки", "карточек")),

    what_this_is: "Текст становится фактами, графиками и карточками",
    how_it_works: "Вставьте русский текст. Конспект отметит в нём величины, даты и имена, начертит графики и составит \
                   карточки; у каждого факта есть предложение, которое его доказывает.",
    open_sample: "Открыть пример",
    your_text: "Свой текст",
    paste_here: "Вставьте текст сюда",
    read_text: "Разобрать",
    open_file: "Открыть файл",
    or_drop_it: "или перетащите его на страницу",
    drop_here: "Отпустите файл, чтобы открыть его",
    lessons: "Мои тексты",
    no_lessons: "Пока ни одного. Начните с примера или вставьте свой текст.",
    delete: "Удалить",
    lesson_progress: |n| match n {
        0 => "ещё не начат".to_owned(),
        n => count(n, "карточка начата", "карточки начаты", "карточек начато"),
    },
    nothing_leaves: "Всё происходит в вашем браузере: текст никуда не отправляется.",

    reading: "Читаю текст",
    step: |step| match step {
        Step::Sentences => "предложения",
        Step::Mentions => "числа, даты и имена",
        Step::Facts => "факты",
        Step::Relations => "связи",
        Step::Cards => "карточки",
        Step::Charts => "графики",
    },
    cancel: "Отменить",
    opening: "Открываю…",
    not_found: "Такого текста здесь нет",
    not_found_help: "Его удалили, или он остался в другом браузере.",
    back_to_lesson: "Урок",

    words: |n| count(n, "слово", "слова", "слов"),
    figures: |n| count(n, "величина", "величины", "величин"),
    times: |n| count(n, "дата", "даты", "дат"),
    charts: |n| count(n, "график", "графика", "графиков"),
    all_accounted: "все числа учтены",
    in_doubt: |n| format!("{n}{NBSP}под вопросом"),
    marks: "Что отмечено",
    kind: |kind| match kind {
        Kind::Figure => "величины",
        Kind::Time => "время",
        Kind::Name => "имена",
        Kind::Claim => "оценки",
    },
    marks_help: "Нажмите на подчёркнутое, чтобы увидеть, как оно понято. Стрелки ведут от одного к другому.",
    no_facts: "В этом тексте не нашлось ни чисел, ни дат: графиков и карточек из него не сделать. Его можно читать; \
               попробуйте текст с цифрами.",
    not_russian: "Похоже, это не русский текст. Его можно читать, но факты отсюда не извлекаются: Конспект понимает \
                  пока только русский.",
    replaced: |n| {
        let bytes = count(n, "байт", "байта", "байтов");
        format!("{bytes} не удалось прочесть; на их месте стоит знак «\u{fffd}». Проверьте кодировку файла.")
    },
    part_of_text: |part, of| format!("Часть {part} из{NBSP}{of}"),
    previous: "Назад",
    next: "Дальше",
    facts_of_paragraph: |n| count(n, "факт", "факта", "фактов"),
    facts_of_lesson: "Факты",

    value: "Значение",
    subject: "Что",
    period: "Когда",
    place: "Где",
    agent: "Кто",
    attribution: "По чьим словам",
    doubt: "Под вопросом",
    doubt_of: |doubt| match doubt {
        Doubt::Subject => "не ясно, о ком или о чём",
        Doubt::Evaluation => "здесь текст оценивает",
        Doubt::Hedge => "текст сам в этом не уверен",
        Doubt::Quoted => "так говорит кто-то в тексте",
    },
    carried_over: "взято из соседних слов",
    measure: |measure| match measure {
        Measure::Count => "количество",
        Measure::Percent => "процент",
        Measure::Share => "доля",
        Measure::Money => "деньги",
        Measure::Multiple => "во сколько раз",
        Measure::Duration => "длительность",
        Measure::Age => "возраст",
        Measure::Physical => "физическая величина",
        Measure::Increase => "прирост",
        Measure::PercentIncrease => "прирост в процентах",
    },
    bound: |bound| match bound {
        Bound::Exact | Bound::Between => "",
        Bound::About => "около",
        Bound::Over => "более",
        Bound::Under => "менее",
        Bound::UpTo => "до",
        Bound::AtLeast => "не менее",
    },
    between: |low, high| format!("от {low} до {high}"),
    entity: |kind| match kind {
        EntityKind::Person => "человек",
        EntityKind::Organization => "организация",
        EntityKind::Place => "место",
        EntityKind::Event => "событие",
    },
    claim: |kind| match kind {
        ClaimKind::Evaluation => "оценка автора, а не факт",
        ClaimKind::Attribution => "сказано с чьих-то слов",
        ClaimKind::Hedge => "сказано с оговоркой",
    },
    skip_reason: |reason| match reason {
        SkipReason::Ordinal => "порядковый номер",
        SkipReason::Name => "часть имени",
        SkipReason::ListMark => "номер пункта",
        SkipReason::Reference => "ссылка",
        SkipReason::Clock => "время суток",
        SkipReason::Phone => "телефон",
        SkipReason::Version => "версия",
        SkipReason::Score => "счёт",
        SkipReason::Idiom => "оборот речи",
        SkipReason::Compound => "часть слова",
        SkipReason::Rate => "основание доли",
        SkipReason::Vague => "неопределённое число",
        SkipReason::Boilerplate => "не часть текста",
        SkipReason::Unread => "не понято",
    },
    close: "Закрыть",
    left_out: "часть текста опущена",
    in_text: "в тексте →",
    show_in_text: "Показать в тексте",
    show_all: "Все",
    show_doubtful: "Под вопросом",
    show_figures: "Величины",
    show_events: "События",
    show_definitions: "Определения",
    definition: "определение",
    not_amounts: |n| {
        let numbers = count(n, "число не взято", "числа не взяты", "чисел не взято");
        format!("{numbers} как величина: вот почему")
    },
    decimal_comma: true,

    no_cards: "Карточек нет: в этом тексте не нашлось фактов, о которых можно спросить.",
    show_answer: "Показать ответ",
    answer: "Ответ",
    blank: "пропуск",
    new_card: "новая",
    reviews: |n| count(n, "повторение", "повторения", "повторений"),
    start_study_of: |n| format!("Учить {}", count(n, "карточку", "карточки", "карточек")),

    card_kind: |kind| match kind {
        CardKind::Cloze => "пропуск",
        CardKind::Choice => "с вариантами",
        CardKind::Question => "вопрос",
        CardKind::Typed => "ввести ответ",
        CardKind::Estimate => "оценка",
        CardKind::Ordering => "порядок",
        CardKind::Trend => "рост или спад",
        CardKind::Share => "доля",
        CardKind::Definition => "определение",
        CardKind::Criticism => "что это за утверждение",
        CardKind::Chart => "график, который надо угадать",
    },
    cards_of: |n, most| format!("{} из{NBSP}{} возможных", number(n), number(most)),
    more_cards: "Больше карточек",
    fewer_cards: "Меньше",
    as_suits: "По длине текста",
    show_flagged: "С пометкой",
    show_suspended: "Отложенные",
    show_edited: "Исправленные",
    flagged: "с пометкой",
    suspended: "отложена",
    edited: "исправлена",
    card_menu: "Карточка",
    flag: "Пометить",
    unflag: "Снять пометку",
    flag_note: "Что не так",
    suspend: "Отложить",
    resume: "Вернуть",
    ask_as: "Спрашивать так:",
    edit: "Исправить",
    edit_card: "Исправить карточку",
    edit_prompt: "Вопрос",
    blank_help: "Пропуск пишется так: ____",
    edit_accepts: "Ещё верно (по одному в строке)",
    save: "Сохранить",
    restore: "Вернуть исходную",
    lost_cards: "Потерянные карточки",
    lost_cards_help: "Вы исправили их, но предложения, на которых они стоят, в тексте больше нет.",

    your_answer: "Ваш ответ",
    check: "Проверить",
    dont_know: "Не знаю",
    typed_right: |way, typed| match way {
        Way::AsWritten => "Верно, как в тексте.".to_owned(),
        Way::Otherwise => format!("Верно. «{typed}» — то же самое, в тексте написано иначе."),
        Way::Within => format!("Верно. «{typed}» принято: сам текст не точнее."),
    },
    typed_near: |slip, typed| {
        let why = match slip {
            Slip::Close => "близко, но текст говорит точнее",
            Slip::Magnitude => "цифры те, порядок не тот",
            Slip::Digits => "две цифры переставлены",
            Slip::Spelling => "похоже на описку",
        };
        format!("Почти. «{typed}»: {why}.")
    },
    typed_wrong: |typed| format!("Не сошлось: «{typed}». Если вы правы, поставьте «хорошо»."),
    from: "от",
    to: "до",
    how_sure: "Насколько вы уверены?",
    range_unread: "Введите два числа и выберите, насколько уверены.",
    range_holds: |holds| {
        if holds {
            "Значение внутри вашего диапазона."
        } else {
            "Значение вне вашего диапазона."
        }
    },
    range_label: |from, to, value| format!("Ваш диапазон от {from} до {to}, значение {value}"),
    calibration: |sure, held, all| {
        let ranges = count(all, "диапазона", "диапазонов", "диапазонов");
        format!("Из {ranges} с уверенностью {sure}{NBSP}% верны {}.", number(held))
    },
    order_help: "Поставьте от раннего к позднему: стрелками или перетащите.",
    move_up: |item| format!("Выше: {item}"),
    move_down: |item| format!("Ниже: {item}"),
    moved: |item, place, of| format!("«{item}» теперь {place} из{NBSP}{of}"),
    order_right: "Всё на своих местах.",
    order_wrong: |n| format!("Не на своём месте: {}.", number(n)),
    belongs_at: |place| format!("место {place}"),
    your_share: "Ваша доля",
    true_share: "На самом деле",
    share_right: "Верно: разница не больше трёх пунктов.",
    share_near: "Почти: разница не больше десяти пунктов.",
    share_wrong: "Далеко от настоящей доли.",
    reckoned: "Как посчитано:",
    stance: |stance| match stance {
        Stance::Checkable => [
            "названы точная дата или число, их можно найти.",
            "Как проверить: найти документ или справочник с этой датой или числом и сравнить.",
        ],
        Stance::Approximate => [
            "число дано с оговоркой: «около», «свыше», «почти».",
            "Как проверить: найти точное число и спросить, зачем автор его округлил.",
        ],
        Stance::Attributed => [
            "автор говорит с чужих слов и называет, с чьих.",
            "Как проверить: открыть названный источник и посмотреть, что в нём сказано и откуда он это знает.",
        ],
        Stance::Evaluation => [
            "слова выражают отношение автора, а не то, что можно измерить.",
            "Проверить её нельзя, но можно спросить, на какие факты она опирается и согласны ли с ней другие авторы.",
        ],
    },

    progress: |done, all| format!("{} из{NBSP}{}", number(done), number(all)),
    is_new: "новая",
    update: "Обновить",
    undo: "Отменить",
    grade: |grade| match grade {
        Grade::Again => "Снова",
        Grade::Hard => "Трудно",
        Grade::Good => "Хорошо",
        Grade::Easy => "Легко",
    },
    grades: "Как вспомнилось?",
    options: "Варианты ответа",
    right: "верно",
    wrong: |answer| format!("Неверно. Правильный ответ: {answer}."),
    right_answer: |answer| format!("Верно: {answer}."),
    reason,
    interval,
    done_for_now: "На сегодня всё",
    sitting: |reviews, again| {
        let reviews = count(reviews, "ответ", "ответа", "ответов");
        match again {
            0 => format!("{reviews}, всё вспомнилось."),
            again => format!("{reviews}, из них «снова» — {}.", number(again)),
        }
    },
    next_card_in: |interval| format!("Следующая карточка через {interval}."),
    nothing_due: "Сейчас повторять нечего.",
    back_to_text: "К тексту",

    language: "Язык",
    as_browser: "как в браузере",
    theme: "Тема",
    theme_name: |theme| match theme {
        Theme::Auto => "как в системе",
        Theme::Light => "светлая",
        Theme::Dark => "тёмная",
    },
    about: "О программе",
    about_text: &[
        "Конспект работает целиком в браузере: нет ни сервера, ни учётной записи, ни языковой модели. Один и тот же текст \
         даёт одни и те же карточки, и каждый ответ можно проверить по словам, из которых он взят.",
        "Карточки возвращаются по расписанию FSRS-6: чем легче вспомнилось, тем позже.",
    ],
    dictionary: ["Формы русских слов взяты из словаря ", ", упакованного заново, на условиях лицензии ", "."],

    unsaved: |n| {
        let steps = count(n, "изменение", "изменения", "изменений");
        format!("Браузер ничего не хранит: вместе со страницей пропадёт {steps}. Сохраните всё в файл.")
    },
    unsaved_on_disk: |n| {
        let steps = count(n, "изменение", "изменения", "изменений");
        format!("Страница открыта с диска: браузер может забыть её записи. {steps} ещё нет ни в одном файле.")
    },
    save_backup: "Сохранить в файл",
    notices: "Сообщения",
    trouble,
    part_missing: "Эта часть приложения не загрузилась. Проверьте соединение и повторите или обновите страницу; \
                   выученное сохранено.",
    try_again: "Повторить",
    dismiss: "Скрыть",
    broken: "Что-то сломалось, и страница остановилась. Записанное не потеряно. Обновите страницу; если повторится, \
             сообщите разработчикам текст ниже.",
};
