use super::CoachWords;
use crate::training::{FEWEST, Fit, TrainingError};
use crate::ui::words::NBSP;
use crate::ui::words::english::{count, tenths};

fn checked(fit: &Fit) -> String {
    format!(
        "Fitted to {} and checked on {} that the fitting had not seen",
        count(fit.fitted, "answer", "answers"),
        fit.foretold
    )
}

fn percent(share: f64) -> String {
    tenths((share * 1000.0).round() as i64)
}

pub static WORDS: CoachWords = CoachWords {
    schedule: "A schedule of your own",
    of_most: "At present the schedule reckons with what fits most people.",
    own: "At present the schedule reckons with your own answers.",
    seeks: "Once a week Konspekt looks by itself for a better schedule, and offers it.",
    fit: "Fit it to my answers",
    fitting: "Fitting…",
    better: |fit| {
        format!(
            "{}: forgetting is foretold {}{NBSP}% better, which is more than chance.",
            checked(fit),
            percent(fit.gain())
        )
    },
    not_better: |fit| format!("{}: it foretells no better than the present one. Leave it as it is.", checked(fit)),
    not_fitted: |error| match error {
        TrainingError::TooFew(found) => {
            let answers = count(found, "answer", "answers");
            format!("This needs {FEWEST} answers on a later day, and there are {answers}. Try again later.")
        }
        TrainingError::Failed => "The fitting found nothing. Try again when there are more answers.".to_owned(),
    },
    failed: "It did not work; perhaps there was not enough memory. Close other tabs and try again.",
    adopt: "Reckon with these",
    give_back: "Back to what fits most people",
    offer: "The schedule could suit you better.",
    turn_down: "Leave as it is",

    exam: "For an exam",
    exam_help: "Name the day and how many minutes a day you are ready to study. The plan spreads the reviews so that most is \
                known on that day, and says what cannot be reached.",
    exam_day: "Day",
    exam_minutes: "Minutes a day",
    make_plan: "Make a plan",
    planning: "Planning…",
    follows: "Sittings with this lesson follow the plan: each day what it has given to that day, then the other reviews.",
    call_off: "Call the plan off",
    by_plan: |date| format!("by the plan for {date}"),
    done_by_plan: "What the plan has given to today is done.",
    expected: |with, without, all| {
        format!(
            "With the plan, about {} of {} will be known on that day; if nothing more is done, about {}.",
            with.round() as usize,
            count(all, "card", "cards"),
            without.round() as usize
        )
    },
    reached: |reached, all, target| format!("{reached} of {} reach {target}{NBSP}%.", count(all, "card", "cards")),
    short_of_time: |n| format!("There is too little time for {}.", count(n, "card", "cards")),
    needed: |minutes| format!("Enough would be {} a day.", count(minutes.ceil() as usize, "minute", "minutes")),
    out_of_reach: |n| format!("Out of reach by that day with any plan: {}.", count(n, "card", "cards")),
    which: "Which they are",
    outlook: |with, best| {
        let percent = |recall: f32| (recall * 100.0).round() as u8;
        format!("{}{NBSP}% with the plan, {}{NBSP}% at most with any", percent(with), percent(best))
    },
    and_others: |n| format!("And {} more.", count(n, "card", "cards")),
    nothing_left: "That day is today or past: there is nothing to plan. Choose a later one.",
    today: |cards, minutes| {
        if cards == 0 {
            return "Nothing is planned for today.".to_owned();
        }
        let minutes = count(minutes.ceil() as usize, "minute", "minutes");
        format!("Today, as planned: {}, {minutes}.", count(cards, "card", "cards"))
    },
    besides: |n| format!("Due today besides the plan: {}.", count(n, "card", "cards")),
    cards_a_day: "Cards by day",
    minutes: "Minutes",
};
