use super::TakingOutWords;
use crate::app::{HandedOn, NotHandedOn};
use crate::export::{Format, Loss};
use crate::ui::words::russian::count;

fn cards(n: usize) -> String {
    count(n, "карточка", "карточки", "карточек")
}

pub static WORDS: TakingOutWords = TakingOutWords {
    title: "Взять урок с собой",
    help: "Файл с карточками этого урока — так, как они у вас сейчас. Повторения и личные пометки остаются здесь.",
    choose: "Вид файла",
    snippet: "Положите файл рядом со страницей курса и вставьте в неё эти строки:",
    format: |format| match format {
        Format::Apkg => "Anki (.apkg)",
        Format::AnkiText => "Anki, заметки текстом",
        Format::Gift => "GIFT",
        Format::MoodleXml => "Moodle XML",
        Format::Qti3 => "QTI 3",
        Format::Scorm12 => "SCORM 1.2",
        Format::Scorm2004 => "SCORM 2004, 4-я редакция",
        Format::Html => "Страница с уроком (.html)",
        Format::Lesson => "Урок для Konspekt (.konspekt)",
        Format::Csv => "CSV",
        Format::Tsv => "TSV",
        Format::Markdown => "Markdown",
        Format::Sheet => "Лист для печати",
        Format::SheetWithKey => "Лист для печати с ключом",
        Format::Json => "JSON",
    },
    purpose: |format| match format {
        Format::Apkg => "Колода для Anki. Новый файл обновит прежние заметки и не тронет их расписание.",
        Format::AnkiText => "Вопрос и ответ через табуляцию — для любых заметок с двумя полями.",
        Format::Gift => {
            "Вопросы текстом: их читают Moodle и другие системы, и их легко править. Moodle при повторном импорте не заменит их, а \
             добавит ещё раз."
        }
        Format::MoodleXml => {
            "Вопросы для банка вопросов Moodle, с пояснениями к неверным ответам. При повторном импорте Moodle не заменит их, а \
             добавит ещё раз."
        }
        Format::Qti3 => "Тест по стандарту 1EdTech — для Canvas, TAO и других систем.",
        Format::Scorm12 | Format::Scorm2004 => {
            "Весь урок пакетом для учебной системы: она сохранит оценку, ответы и место, где учащийся остановился."
        }
        Format::Html => "Весь урок одним файлом: открывается с диска, без сети.",
        Format::Lesson => "Урок, который откроет Konspekt на другом устройстве.",
        Format::Csv => {
            "Таблица через запятую — для других программ. В Excel с русскими настройками откройте её через «Данные → Из \
             текстового/CSV-файла»."
        }
        Format::Tsv => "Таблица с табуляцией — для программ.",
        Format::Markdown => "Вопросы, ответы и доказательства простым текстом.",
        Format::Sheet => "Вопросы в две колонки на А4.",
        Format::SheetWithKey => "То же с ответами на отдельных страницах.",
        Format::Json => "Всё, что прочитано из текста: факты, связи, карточки и графики — для программ.",
    },
    lost: "Что изменится или останется здесь:",
    loss: |loss, n| {
        let what = match loss {
            Loss::Charts => "графики, которые угадывают, останутся здесь",
            Loss::Reasons => "почему неверный ответ неверен, сказано не будет",
            Loss::Acts => "диапазон, порядок или долю придётся представить, а не указать",
            Loss::Accepts => "из нескольких верных ответов сравнивается только первый",
            Loss::Ranges => "спрашивается одно число, а не диапазон и уверенность",
            Loss::Bars => "доля спрашивается числом, без полосы",
            Loss::Discussed => "суждение станет письменным вопросом, и читать ответы придётся вам",
            Loss::Spellings => "верны только перечисленные написания, а описка — ошибка",
            Loss::Places => "порядок событий указывается номерами",
            // It is of no card.
            Loss::Introduction => return "вступление к уроку останется здесь: в таком файле ему нет места".to_owned(),
            Loss::Siblings => "не попадёт на лист: ответ подсказал бы другой вопрос",
        };
        format!("{}: {what}", cards(n))
    },
    nothing_lost: "Всё войдёт в файл.",
    save: "Сохранить файл",
    outcome: |outcome| match outcome {
        HandedOn::Making => "Файл готовится…".to_owned(),
        HandedOn::Made => "Файл передан браузеру.".to_owned(),
        HandedOn::Failed(NotHandedOn::TooLarge) => "Урок слишком велик: разделите текст на части.".to_owned(),
        HandedOn::Failed(NotHandedOn::Missing(reason)) => {
            format!("Файл не получился. Проверьте сеть и попробуйте ещё раз или выберите другой вид файла. ({reason})")
        }
    },
};
