use super::CoachWords;
use crate::training::{FEWEST, Fit, TrainingError};
use crate::ui::words::NBSP;
use crate::ui::words::russian::{count, tenths};

fn checked(fit: &Fit) -> String {
    let all = count(fit.fitted, "ответу", "ответам", "ответам");
    format!("Подобрано по{NBSP}{all} и проверено на{NBSP}{}, которых подбор не видел", fit.foretold)
}

fn percent(share: f64) -> String {
    tenths((share * 1000.0).round() as i64)
}

pub static WORDS: CoachWords = CoachWords {
    schedule: "Расписание под вас",
    of_most: "Сейчас расписание считает по средним для всех людей.",
    own: "Сейчас расписание считает по вашим ответам.",
    seeks: "Раз в неделю Конспект сам ищет, не найдётся ли расписание точнее, и предлагает его.",
    fit: "Подобрать по моим ответам",
    fitting: "Подбираю…",
    better: |fit| {
        format!(
            "{}: забывание предсказывается на{NBSP}{}{NBSP}% точнее. Больше, чем бывает случайно.",
            checked(fit),
            percent(fit.gain())
        )
    },
    not_better: |fit| format!("{}: предсказания не точнее нынешних. Оставьте как есть.", checked(fit)),
    not_fitted: |error| match error {
        TrainingError::TooFew(found) => {
            let answers = count(found, "ответ", "ответа", "ответов");
            format!("Для подбора нужно {FEWEST} ответов на другой день, а пока {answers}. Попробуйте позже.")
        }
        TrainingError::Failed => "Подбор ничего не нашёл. Попробуйте, когда ответов станет больше.".to_owned(),
    },
    failed: "Не получилось: возможно, не хватило памяти. Закройте другие вкладки и повторите.",
    adopt: "Считать по ним",
    give_back: "Вернуть средние",
    offer: "Расписание может подойти вам лучше.",
    turn_down: "Оставить как есть",

    exam: "К экзамену",
    exam_help: "Назовите день и сколько минут в день вы готовы учить. План раскладывает повторения так, чтобы в этот день \
                помнилось больше всего, и говорит, что успеть нельзя.",
    exam_day: "День",
    exam_minutes: "Минут в день",
    make_plan: "Составить план",
    planning: "Составляю…",
    follows: "Занятия с этим уроком идут по плану: каждый день сначала то, что он назначил, потом прочие повторения.",
    call_off: "Отменить план",
    by_plan: |date| format!("по плану к{NBSP}{date}"),
    done_by_plan: "Назначенное планом на сегодня сделано.",
    expected: |with, without, all| {
        format!(
            "С планом в этот день вспомнятся около {} из {}; если больше ничего не делать — около {}.",
            with.round() as usize,
            count(all, "карточки", "карточек", "карточек"),
            without.round() as usize
        )
    },
    reached: |reached, all, target| {
        format!("До {target}{NBSP}% дойдут {reached} из {}.", count(all, "карточки", "карточек", "карточек"))
    },
    short_of_time: |n| format!("На {} не хватает времени.", count(n, "карточку", "карточки", "карточек")),
    needed: |minutes| {
        let minutes = count(minutes.ceil() as usize, "минута", "минуты", "минут");
        format!("Хватило бы: {minutes} в день.")
    },
    out_of_reach: |n| {
        format!("До этого дня не выучить никаким планом: {}.", count(n, "карточка", "карточки", "карточек"))
    },
    which: "Какие именно",
    outlook: |with, best| {
        let percent = |recall: f32| (recall * 100.0).round() as u8;
        format!("по плану {}{NBSP}%, при любом плане не больше {}{NBSP}%", percent(with), percent(best))
    },
    and_others: |n| format!("И ещё {}.", count(n, "карточка", "карточки", "карточек")),
    nothing_left: "Этот день сегодня или уже прошёл: планировать нечего. Выберите день позже.",
    today: |cards, minutes| {
        if cards == 0 {
            return "Сегодня по плану ничего нет.".to_owned();
        }
        let minutes = count(minutes.ceil() as usize, "минута", "минуты", "минут");
        format!("Сегодня по плану: {}, {minutes}.", count(cards, "карточка", "карточки", "карточек"))
    },
    besides: |n| format!("Сверх плана сегодня к повторению: {}.", count(n, "карточка", "карточки", "карточек")),
    cards_a_day: "Карточек по дням",
    minutes: "Минут",
};
