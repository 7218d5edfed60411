use super::ChartWords;
use crate::app::Exported;
use crate::chart::guess::Said;
use crate::ui::words::russian::{count, tenths};
use crate::ui::words::{NBSP, number};
use crate::wording::amount::times_noun;

pub static WORDS: ChartWords = ChartWords {
    no_charts: "В этом тексте нет ряда чисел, которые можно сравнить: ни одного и того же в разные годы, ни частей целого.",
    table: "Таблица",
    of_what: "Что",
    take_along: "Сохранить",
    copy_picture: "Скопировать картинкой",
    exported: |exported| match exported {
        Exported::Saved => "Сохранено.",
        Exported::Copied => "Скопировано.",
        Exported::Refused => {
            "Браузер здесь этого не разрешает. Сохраните график файлом или откройте страницу в отдельном окне."
        }
    },

    guess_first: "Сначала угадывать каждый график",
    guess_it: "Угадать",
    guess_again: "Угадать самому",
    closed_chart: "График с числами, о которых спрашивает другой: он откроется, когда вы угадаете тот.",
    draw_line: "Проведите линию: потяните точку, двигайте её стрелками или впишите число.",
    drag_bars: "Потяните полосы, двигайте их концы стрелками или впишите число.",
    not_guessed: "пока не угадано",
    tell: "Показать, что в тексте",
    not_now: "Не сейчас",
    to_charts: "Ко всем графикам",
    study_chart: "Добавить в карточки",
    leave_chart: "Убрать из карточек",
    your_guess: "ваша догадка",
    the_text: "текст",
    off: |said| {
        let side = |more: &bool| if *more { "больше" } else { "меньше" };
        match said {
            Said::Right => "верно".to_owned(),
            Said::Points { number, more } => format!("на{NBSP}{number}{NBSP}п.{NBSP}п. {}", side(more)),
            Said::Percent { number, more } => format!("на{NBSP}{number}{NBSP}% {}", side(more)),
            Said::Times { number, more } => {
                format!("в{NBSP}{number} {} {}", times_noun(number), side(more))
            }
            Said::Below { number, farther } => {
                let side = if *farther { "дальше от нуля" } else { "ближе к нулю" };
                format!("в{NBSP}{number} {} {side}", times_noun(number))
            }
            Said::Far { more } => format!("намного {}", side(more)),
        }
    },
    guess_and_truth: |guess, truth| format!("вы: {guess}, в тексте: {truth}"),
    guesses_so_far: |right, all, factor| {
        let off = factor.map_or(String::new(), |factor| {
            let factor = tenths((factor * 10.0).round() as i64);
            format!(", в среднем мимо в{NBSP}{factor}{NBSP}{}", times_noun(&factor))
        });
        format!("Ваши догадки: верно {} из{NBSP}{}{off}.", number(right), number(all))
    },
    why_so: "Почему так? Найдите причину, прежде чем читать дальше.",

    arrange_charts: "Править графики",
    arranged: "Готово",
    chart_title: "Название",
    hide_chart: "Убрать",
    show_chart: "Вернуть",
    lost_charts: "Графики без величин",
    lost_charts_help: "Этих графиков больше нет: величин, из которых вы их собрали, в тексте не найти.",
    make_chart: "График из выбранных чисел",
    make_chart_help: "Отметьте два числа или больше. Числа об одном и том же за разные годы станут рядом, другие — сравнением.",
    seek_facts: "Найти число",
    make_it: "Составить график",
    no_such_chart: "Из этих чисел график не составить: они измерены по-разному или их ничто не различает. Выберите другие.",

    timeline_help: "Двигайте ось мышью или пальцем, приближайте колёсиком или двумя пальцами. С клавиатуры: стрелки ведут \
                    от отметки к отметке, + и − меняют масштаб, Page Up и Page Down двигают ось, Home показывает всё, End — конец.",
    no_timeline: "В этом тексте нет ничего с известным временем, поэтому на ось нечего нанести.",
    cluster: |n, from, to| format!("{}: {from} — {to}", count(n, "запись", "записи", "записей")),
    on_axis: |n| count(n, "запись", "записи", "записей"),
    earlier: "Раньше",
    later: "Позже",
    nearer: "Ближе",
    farther: "Дальше",
    whole_time: "Всё время",
    listed: |n, all| format!("На оси: {} из{NBSP}{}", number(n), number(all)),

    source: "Источник:",
    when: "Когда",
    what_happened: "Что было",
    add_to: |title| format!("Добавить выбранные числа в график «{title}»"),
    add_chosen: "Добавить выбранные",
    not_added: "К этому графику выбранные числа не подходят: они измерены по-другому или их ничто не отличает от тех, что уже есть. Выберите другие.",
    take_timeline: "Ось времени отдельным графиком",
};
