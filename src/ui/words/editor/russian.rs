use super::EditorWords;
use crate::app::coverage::Doubt;
use crate::app::{HandedOn, NotHandedOn, OfFile, Standing};
use crate::extract::Part;
use crate::relate::RelationKind;
use crate::relate::conflict::Clash;
use crate::relate::made::Misfit;
use crate::ui::words::russian::count;

pub static WORDS: EditorWords = EditorWords {
    check: "Проверить разбор",
    lead: |all| {
        format!(
            "Здесь всё, что в тексте похоже на число или время: {}. Каждое либо стало фактом, либо пропущено с причиной.",
            count(all, "место", "места", "мест")
        )
    },
    standing: |standing| match standing {
        Standing::Used => "В фактах",
        Standing::Doubtful => "Под сомнением",
        Standing::Skipped => "Пропущено",
    },
    nothing_here: |standing| match standing {
        Standing::Used => "Ни из одного числа не получилось факта. Выделите слова в тексте и сделайте факт сами.",
        Standing::Doubtful => "Сомнительных фактов нет.",
        Standing::Skipped => "Ничего не пропущено.",
    },
    read: "Прочтение",
    by_you: "исправлено вами",
    made_by_you: "сделано вами",
    doubt: |doubt, words| match doubt {
        Doubt::Said(said) => (words.doubt_of)(*said).to_owned(),
        Doubt::NoSubject => "не сказано, чего это".to_owned(),
        Doubt::Carried => "о чём речь, взято из других слов".to_owned(),
    },
    figure_unused: "число прочитано, но факта из него нет",
    time_unused: "время прочитано, но ничего не датирует",
    rejected: "вы сказали: это не факт",
    left_out: "пропущено:",
    dates: "датирует:",

    conflicts: "Не сходится",
    conflicts_help: "Эти величины спорят друг с другом. Возможно, так и в тексте; решать вам.",
    clash: |clash| match clash {
        Clash::PartOverWhole => "Часть больше целого",
        Clash::OverHundred => "Доли складываются больше чем в 100 %",
        Clash::TwoValues => "Одно и то же названо двумя числами",
    },
    parted: "Вы разъединили",
    part: "Это не связано",
    related: "Связи",
    related_help: "По этим связям построены графики. Лишнюю связь можно разорвать.",
    lost: "Поправки без места",
    lost_help: "Слов, к которым относились эти поправки, в тексте больше нет или они стоят в нём дважды.",
    parted_lost: "связь, которую вы разъединили: её величины больше не найти",
    forget: "Забыть",
    made_relation: "Вы связали",
    related_by: |kind| match kind {
        RelationKind::Series => "одно и то же в разное время",
        RelationKind::PartOf => "целое и его части",
        RelationKind::Breakdown => "разные группы",
    },
    relate: "Связать факты",
    relate_help: "Отметьте два факта или больше и скажите, как они связаны. Карточки и графики получатся такие же, как из связей, найденных в тексте. Целым считается наибольшее из чисел.",
    relate_as: "Как они связаны",
    relate_title: "О чём это",
    relate_it: "Связать",
    misfit: |misfit| match misfit {
        Misfit::Few => "Отметьте хотя бы два факта.",
        Misfit::NoFigure => "Связать можно только числа.",
        Misfit::Measures => "Эти числа измерены по-разному: сравнить их нельзя.",
        Misfit::Times => "Для такой связи у каждого факта нужно своё время.",
        Misfit::Whole => "Часть должна быть меньше целого.",
    },

    correct: "Исправить",
    make_fact: "Сделать фактом",
    take_up: "Вернуть",
    fact_of_selection: "Факт из выделенного",
    select_first: "Сначала выделите слова в одном предложении текста.",
    hand_on: "Сохранить урок одним файлом",
    handed_on: |outcome| match outcome {
        HandedOn::Making => "Собираем файл…".to_owned(),
        HandedOn::Made => {
            "Файл отдан браузеру. Он открывается с диска и без сети; ваши повторения остались здесь.".to_owned()
        }
        HandedOn::Failed(NotHandedOn::TooLarge) => {
            "Урок слишком велик для одного файла: разделите текст на части и сохраните каждую.".to_owned()
        }
        HandedOn::Failed(NotHandedOn::Missing(reason)) => {
            format!(
                "Файл не собран: нужна вся программа, а части её нет. Проверьте сеть и попробуйте ещё раз. ({reason})"
            )
        }
    },
    edit_text: "Править текст",
    edit_text_help: "Факты, карточки и поправки найдут свои слова в новом тексте; что не найдётся, будет показано.",
    undo: "Отменить",
    redo: "Повторить",
    save_file: "Поправки файлом",
    take_file: "Взять поправки из файла",
    of_file: |outcome| match outcome {
        OfFile::Refused => "Это не файл поправок, или он сохранён более новой программой.".to_owned(),
        OfFile::Taken { new, known, lost } => {
            let mut told = format!("Взято: {}.", count(*new, "поправка", "поправки", "поправок"));
            if *known > 0 {
                told += &format!(" Уже были: {known}.");
            }
            if !lost.is_empty() {
                told += &format!(" Не нашли места и не взяты: {}.", lost.len());
            }
            told
        }
    },
    lost_of_file: "Слова, которых в этом тексте нет или которые стоят в нём не один раз:",

    correct_title: "Как это читать",
    make_title: "Новый факт",
    value: "Значение",
    bound: "Точность",
    exact: "ровно",
    between: "от … до …",
    upper: "До",
    measure: "Мера",
    unit: "Единица",
    subject: "Чего",
    what: "Что произошло",
    term: "Термин",
    meaning: "Что значит",
    when: "Когда",
    when_help: "Год (1944), месяц (1944-10), день (1944-10-11 или 11.10.1944), век (XIX век — 18XX) или промежуток (1941/1945).",
    part_of_time: "Часть срока",
    part_name: |part| match part {
        None => "весь",
        Some(Part::Start) => "начало",
        Some(Part::Middle) => "середина",
        Some(Part::End) => "конец",
    },
    place: "Где",
    agent: "Кто",
    is_no_fact: "Это не факт",
    as_read: "Как прочитано",
    bad_value: "Напишите число цифрами: 88700, 53,8 или 1/3.",
    bad_when: "Этого времени не понять. Напишите год (1944), месяц (1944-10), день (1944-10-11) или промежуток (1941/1945).",
};
