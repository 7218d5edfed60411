use super::StudyWords;
use crate::deck::Buttons;
use crate::ui::words::NBSP;
use crate::ui::words::russian::{count, tenths};

pub static WORDS: StudyWords = StudyWords {
    studying: "Повторение",
    new_per_day: "Новых карточек в день",
    reviews_per_day: "Повторений в день",
    no_limit: "без предела",
    retention: "Сколько карточек вспоминать",
    retention_help: "Доля карточек, которые вы вспомните, когда они придут. Чем она выше, тем чаще повторения.",
    buttons: "Кнопки оценки",
    buttons_name: |buttons| match buttons {
        Buttons::Two => "две: «снова» и «хорошо»",
        Buttons::Four => "четыре: «снова», «трудно», «хорошо», «легко»",
    },
    learning_steps: "Шаги новой карточки",
    relearning_steps: "Шаги забытой карточки",
    steps_help: "Минуты через пробел, не больше четырёх чисел; пустое поле — без шагов, сразу на другой день.",
    steps_unread: "Так шаги не прочитать: нужны целые минуты от 1 до 1439 через пробел, не больше четырёх чисел. Шаги остались прежними.",
    fuzz: "Немного менять сроки",
    fuzz_help: "Чтобы карточки, выученные вместе, не приходили всегда в один день.",
    use_keys: "Клавиши при повторении",
    use_keys_help: "Если выключить, останется Enter: буквы, цифры и пробел не будут ничего делать.",

    bury: "Отложить до завтра",
    unbury: "Спрашивать сегодня",
    buried: "отложена до завтра",
    help: "Клавиши и жесты",
    swipes: "На сенсорном экране: проведите по карточке вправо — показать ответ, затем «хорошо»; влево — «снова».",
    keys_are_off: "Клавиши выключены в настройках; работает только Enter.",
    read_aloud: "Прочитать вслух",
    break_due: |minutes| {
        let minutes = count(minutes.unsigned_abs() as usize, "минуту", "минуты", "минут");
        format!("Вы отвечаете {minutes} без перерыва. Отдохните несколько минут: остальные карточки подождут.")
    },

    end: "Закончить",
    ended: "Занятие закончено",
    left_today: |n| format!("На сегодня остаётся: {}.", count(n, "карточка", "карточки", "карточек")),
    go_on: "Учиться дальше",
    answers_of: |reviews, cards, new| {
        let reviews = count(reviews, "ответ", "ответа", "ответов");
        let cards = count(cards, "карточке", "карточкам", "карточкам");
        match new {
            0 => format!("{reviews} по{NBSP}{cards}."),
            new => format!("{reviews} по{NBSP}{cards}, из них новых — {new}."),
        }
    },
    took: |ms| {
        let tenth = i64::try_from(ms / 6000).unwrap_or(i64::MAX);
        format!("Время над карточками: {}{NBSP}мин.", tenths(tenth.max(1)))
    },
    known_of_due: |known, due, expected| {
        format!(
            "Из {} в срок вы вспомнили {known}; ожидалось {}.",
            count(due, "повторённой", "повторённых", "повторённых"),
            tenths((expected * 10.0).round() as i64)
        )
    },
    none_due: "Повторений в срок не было: сколько запомнилось, покажут следующие дни.",
    tomorrow: |n| format!("До конца завтрашнего дня придут ещё раз: {}.", count(n, "карточка", "карточки", "карточек")),
    failed: "Забывалось",
    times: |n| count(n, "раз", "раза", "раз"),
};
