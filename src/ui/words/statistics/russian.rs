use super::StatisticsWords;
use crate::statistics::Share;
use crate::ui::words::russian::{count, tenths};
use crate::ui::words::{NBSP, number};

fn percent(share: f64) -> String {
    format!("{}{NBSP}%", (share * 100.0).round() as i64)
}

fn between(share: Share) -> String {
    let (from, to) = share.interval();
    format!("от{NBSP}{} до{NBSP}{}", percent(from), percent(to))
}

pub static WORDS: StatisticsWords = StatisticsWords {
    statistics: "Статистика",
    of_lesson: |title| format!("Статистика: {title}"),
    of_all: "Все тексты",
    by_lesson: "По текстам",
    nothing_yet: "Пока нет ни одного ответа. Статистика появится, когда вы начнёте учить карточки.",
    today: |reviews, streak| {
        let answers = match reviews {
            0 => "Сегодня ответов не было".to_owned(),
            n => format!("Сегодня {}", count(n, "ответ", "ответа", "ответов")),
        };
        match streak {
            0 | 1 => format!("{answers}."),
            n => format!("{answers}; {} подряд с повторениями.", count(n, "день", "дня", "дней")),
        }
    },
    as_csv: "CSV",
    short_day: |date| {
        let part =
            |range: std::ops::Range<usize>| date.get(range).unwrap_or_default().trim_start_matches('0').to_owned();
        format!("{}.{}", part(8..10), date.get(5..7).unwrap_or_default())
    },
    day: "День",
    months: ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"],
    weekdays: ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],

    forecast: "Что придёт",
    forecast_reading: |week, month| {
        let cards = count(week, "карточка", "карточки", "карточек");
        format!("За неделю придут {cards} на повторение, за 30{NBSP}дней — {}.", number(month))
    },
    cards: "Карточек",

    calendar: "Что сделано",
    calendar_reading: |days, reviews, minutes, of| {
        format!(
            "{} с повторениями из{NBSP}{of}: {}, {}.",
            count(days, "день", "дня", "дней"),
            count(reviews, "ответ", "ответа", "ответов"),
            count(minutes as usize, "минута", "минуты", "минут")
        )
    },
    reviews: "Ответов",
    new: "Новых",
    passed: "Вспомнилось",
    minutes: "Минут",

    retention: "Сколько помнится",
    retention_reading: |share, wanted| {
        let value = share.value().map(percent).unwrap_or_default();
        format!(
            "Из {} в срок вспомнилось {value} ({}); задано {wanted}{NBSP}%.",
            count(share.whole, "повторения", "повторений", "повторений"),
            between(share)
        )
    },
    retention_none: "Повторений в срок ещё не было: новая карточка приходит в срок на другой день.",
    windows: ["7 дней", "30 дней", "год", "всё время"],
    young: "держится до 3 недель",
    mature: "держится дольше",
    known: "Вспомнилось",
    share: "Доля",
    interval: "Вероятно",
    interval_help: "Черта показывает, где настоящая доля лежит с вероятностью 95 %: чем меньше ответов, тем она длиннее.",

    stability: "На сколько хватает памяти",
    stability_help: "Под столбцами — дни, через которые карточка ещё вспоминается с вероятностью 90 %: до 1, до 3 и так далее.",
    stability_reading: |mature, all| {
        let cards = count(all, "карточки", "карточек", "карточек");
        format!("Три недели и дольше держатся {} из{NBSP}{cards}.", number(mature))
    },

    weakest: "По карточкам: сначала те, что держатся меньше всего",
    card: "Карточка",
    lasts: "Держится",
    recall_now: "Вспомнится сейчас",
    comes: "Придёт",
    days: |days| match (days * 10.0).round() as i64 {
        tenth if tenth < 100 && tenth % 10 != 0 => format!("{}{NBSP}дня", tenths(tenth)),
        tenth => count(((tenth + 5) / 10) as usize, "день", "дня", "дней"),
    },

    hardest: "Самые трудные факты",
    hardest_none: "Ничто выученное ещё не забывалось.",
    lapses: |lapses, reviews| {
        let times = count(lapses as usize, "раз", "раза", "раз");
        format!("забылось {times} из{NBSP}{reviews}")
    },
    open_lesson: "к тексту →",

    calibration: "Можно ли верить расписанию",
    calibration_help: "Расписание предсказывает, вспомните ли вы карточку. Точки на прямой — предсказания верны; выше неё вы \
                       помните лучше, ниже — хуже.",
    calibration_none: "Ответов на другой день ещё не было: проверить предсказания не на чем.",
    calibration_reading: |error, reviews| {
        let points = count((error * 100.0).round() as usize, "пункт", "пункта", "пунктов");
        format!("В среднем расписание ошибается на {points}; {}.", count(reviews, "ответ", "ответа", "ответов"))
    },
    foretold: "Предсказано",
    came: "Вспомнилось",
    guesses: "Насколько верны догадки о графиках",
    guess_kinds: ["верно", "слишком много", "слишком мало"],
    guess_count: "Догадок",
    estimates: "Можно ли верить вашим оценкам",
    estimates_none: "Оценок с диапазоном ещё не было.",
    estimates_reading: |sure, share| {
        let value = share.value().unwrap_or_default();
        let (low, high) = share.interval();
        let verdict = if sure > high {
            "вы увереннее, чем следует"
        } else if sure < low {
            "вы осторожнее, чем следует"
        } else {
            "ваша уверенность оправдана"
        };
        format!(
            "Уверенность в среднем {}, верны {} из {}: {verdict}.",
            percent(sure),
            percent(value),
            count(share.whole, "диапазона", "диапазонов", "диапазонов")
        )
    },
    sure: "Уверенность",
    held: "Верны",
};
