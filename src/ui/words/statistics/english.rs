use super::StatisticsWords;
use crate::statistics::Share;
use crate::ui::words::english::{count, tenths};
use crate::ui::words::{NBSP, number};

fn percent(share: f64) -> String {
    format!("{}{NBSP}%", (share * 100.0).round() as i64)
}

fn between(share: Share) -> String {
    let (from, to) = share.interval();
    format!("between {} and {}", percent(from), percent(to))
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub static WORDS: StatisticsWords = StatisticsWords {
    statistics: "Statistics",
    of_lesson: |title| format!("Statistics: {title}"),
    of_all: "All texts",
    by_lesson: "By text",
    nothing_yet: "There are no answers yet. The statistics come when you begin to study the cards.",
    today: |reviews, streak| {
        let answers = match reviews {
            0 => "No answers today".to_owned(),
            n => format!("{} today", count(n, "answer", "answers")),
        };
        match streak {
            0 | 1 => format!("{answers}."),
            n => format!("{answers}; {} on end with reviews.", count(n, "day", "days")),
        }
    },
    as_csv: "CSV",
    short_day: |date| {
        let part = |range: std::ops::Range<usize>| date.get(range).unwrap_or_default().trim_start_matches('0');
        let month = part(5..7).parse::<usize>().ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
        format!("{} {}", part(8..10), month.copied().unwrap_or_default())
    },
    day: "Day",
    months: MONTHS,
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],

    forecast: "What is coming",
    forecast_reading: |week, month| {
        let cards = count(week, "card", "cards");
        format!("{cards} to review within a week, {} within 30 days.", number(month))
    },
    cards: "Cards",

    calendar: "What was done",
    calendar_reading: |days, reviews, minutes, of| {
        format!(
            "Reviews on {} of {of}: {}, {}.",
            count(days, "day", "days"),
            count(reviews, "answer", "answers"),
            count(minutes as usize, "minute", "minutes")
        )
    },
    reviews: "Answers",
    new: "New",
    passed: "Known",
    minutes: "Minutes",

    retention: "How much is remembered",
    retention_reading: |share, wanted| {
        let value = share.value().map(percent).unwrap_or_default();
        format!(
            "Of {} that were due, {value} were known ({}); {wanted}{NBSP}% is wanted.",
            count(share.whole, "review", "reviews"),
            between(share)
        )
    },
    retention_none: "Nothing has been due yet: a new card is due on another day.",
    windows: ["7 days", "30 days", "a year", "all time"],
    young: "lasts up to 3 weeks",
    mature: "lasts longer",
    known: "Known",
    share: "Share",
    interval: "Probably",
    interval_help: "The line shows where the true share lies with a probability of 95 %: the fewer the answers, the longer it is.",

    stability: "How long memory lasts",
    stability_help: "Below the columns stand the days after which a card is still known with a probability of 90 %: up to 1, up to 3, and so on.",
    stability_reading: |mature, all| {
        let cards = count(all, "card", "cards");
        format!("{} of {cards} last three weeks or longer.", number(mature))
    },

    weakest: "Card by card: those that last least first",
    card: "Card",
    lasts: "Lasts",
    recall_now: "Known now",
    comes: "Comes",
    days: |days| match (days * 10.0).round() as i64 {
        tenth if tenth < 100 && tenth % 10 != 0 => format!("{}{NBSP}days", tenths(tenth)),
        tenth => count(((tenth + 5) / 10) as usize, "day", "days"),
    },

    hardest: "The hardest facts",
    hardest_none: "Nothing that was learned has been forgotten yet.",
    lapses: |lapses, reviews| {
        let times = count(lapses as usize, "time", "times");
        format!("forgotten {times} in {reviews}")
    },
    open_lesson: "to the text →",

    calibration: "Can the schedule be trusted",
    calibration_help: "The schedule foretells whether you will know a card. Points on the line: it was right; above it you know \
                       more than it said, below it less.",
    calibration_none: "There were no answers on a later day yet: nothing to check it by.",
    calibration_reading: |error, reviews| {
        let points = count((error * 100.0).round() as usize, "point", "points");
        format!("On average the schedule is off by {points}; {}.", count(reviews, "answer", "answers"))
    },
    foretold: "Foretold",
    came: "Known",
    guesses: "How right are your guesses of charts",
    guess_kinds: ["right", "too high", "too low"],
    guess_count: "Guesses",
    estimates: "Can your estimates be trusted",
    estimates_none: "There were no estimates with a range yet.",
    estimates_reading: |sure, share| {
        let value = share.value().unwrap_or_default();
        let (low, high) = share.interval();
        let verdict = if sure > high {
            "you are surer than you should be"
        } else if sure < low {
            "you are more careful than you need to be"
        } else {
            "you are as sure as you should be"
        };
        format!(
            "On average {} sure, and {} of {} held: {verdict}.",
            percent(sure),
            percent(value),
            count(share.whole, "range", "ranges")
        )
    },
    sure: "How sure",
    held: "Held",
};
