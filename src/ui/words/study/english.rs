use super::StudyWords;
use crate::deck::Buttons;
use crate::ui::words::NBSP;
use crate::ui::words::english::{count, tenths};

pub static WORDS: StudyWords = StudyWords {
    studying: "Studying",
    new_per_day: "New cards a day",
    reviews_per_day: "Reviews a day",
    no_limit: "no limit",
    retention: "How many cards to remember",
    retention_help: "The share of cards that you will know when they come up. The higher it is, the more often they come.",
    buttons: "Grading buttons",
    buttons_name: |buttons| match buttons {
        Buttons::Two => "two: “again” and “good”",
        Buttons::Four => "four: “again”, “hard”, “good”, “easy”",
    },
    learning_steps: "Steps of a new card",
    relearning_steps: "Steps of a forgotten card",
    steps_help: "Minutes with spaces between them, four numbers at most; nothing means no steps: it comes on another day.",
    steps_unread: "This cannot be read as steps: whole minutes from 1 to 1439 with spaces between them, four numbers at most. The steps are as they were.",
    fuzz: "Vary the intervals a little",
    fuzz_help: "So that cards that were learned together do not always come on one day.",
    use_keys: "Keys while studying",
    use_keys_help: "Switched off, only Enter is left: letters, digits and space do nothing.",

    bury: "Put off to tomorrow",
    unbury: "Ask today",
    buried: "put off to tomorrow",
    help: "Keys and gestures",
    swipes: "On a touch screen: swipe the card to the right to see the answer, then for “good”; to the left for “again”.",
    keys_are_off: "Keys are switched off in the settings; only Enter works.",
    read_aloud: "Read aloud",
    break_due: |minutes| {
        let minutes = count(minutes.unsigned_abs() as usize, "minute", "minutes");
        format!(
            "You have been answering for {minutes} without a break. Rest for a few minutes: the other cards will wait."
        )
    },

    end: "End here",
    ended: "The sitting has ended",
    left_today: |n| format!("Left for today: {}.", count(n, "card", "cards")),
    go_on: "Go on studying",
    answers_of: |reviews, cards, new| {
        let reviews = count(reviews, "answer", "answers");
        let cards = count(cards, "card", "cards");
        match new {
            0 => format!("{reviews} on {cards}."),
            new => format!("{reviews} on {cards}, {new} of them new."),
        }
    },
    took: |ms| {
        let tenth = i64::try_from(ms / 6000).unwrap_or(i64::MAX);
        format!("Time spent on the cards: {}{NBSP}min.", tenths(tenth.max(1)))
    },
    known_of_due: |known, due, expected| {
        format!(
            "Of {} that were due you knew {known}; {} were to be expected.",
            count(due, "card", "cards"),
            tenths((expected * 10.0).round() as i64)
        )
    },
    none_due: "Nothing was due: how much has stayed, the next days will show.",
    tomorrow: |n| format!("{} will be back by tomorrow.", count(n, "card", "cards")),
    failed: "Forgotten",
    times: |n| count(n, "time", "times"),
};
