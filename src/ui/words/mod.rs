//! Every string that people read, a file a language. A word that is missing in one of them fails the build.

mod english;
mod russian;

use crate::app::{Kind, Trouble, View};
use crate::card::Reason;
use crate::deck::{Grade, Interface, Theme};
use crate::extract::{Bound, ClaimKind, EntityKind, Measure, SkipReason};
use crate::lesson::Step;

/// The words of one language. Functions take what varies and put numbers, plurals and cases right.
pub struct Words {
    /// As in `lang` attributes.
    pub lang: &'static str,
    pub skip_to_content: &'static str,
    pub library: &'static str,
    pub settings: &'static str,
    pub views: &'static str,
    pub view: fn(View) -> &'static str,
    pub due: fn(usize) -> String,

    // Library
    pub what_this_is: &'static str,
    pub how_it_works: &'static str,
    pub open_sample: &'static str,
    pub your_text: &'static str,
    pub paste_here: &'static str,
    pub read_text: &'static str,
    pub open_file: &'static str,
    pub or_drop_it: &'static str,
    pub drop_here: &'static str,
    pub lessons: &'static str,
    pub no_lessons: &'static str,
    pub delete: &'static str,
    pub delete_lesson: fn(&str) -> String,
    pub really_delete: fn(&str) -> String,
    pub keep: &'static str,
    pub lesson_progress: fn(usize) -> String,
    pub nothing_leaves: &'static str,

    // Work
    pub reading: &'static str,
    pub step: fn(Step) -> &'static str,
    pub cancel: &'static str,
    pub opening: &'static str,
    pub not_found: &'static str,
    pub not_found_help: &'static str,

    // Text
    pub words: fn(usize) -> String,
    pub figures: fn(usize) -> String,
    pub times: fn(usize) -> String,
    pub charts: fn(usize) -> String,
    pub cards: fn(usize) -> String,
    pub facts: fn(usize) -> String,
    pub all_accounted: &'static str,
    pub in_doubt: fn(usize) -> String,
    pub marks: &'static str,
    pub kind: fn(Kind) -> &'static str,
    pub marks_help: &'static str,
    pub no_facts: &'static str,
    pub not_russian: &'static str,
    pub replaced: fn(usize) -> String,
    pub part_of_text: fn(usize, usize) -> String,
    pub previous: &'static str,
    pub next: &'static str,
    pub facts_of_paragraph: fn(usize) -> String,
    pub facts_of_lesson: &'static str,

    // A fact
    pub value: &'static str,
    pub subject: &'static str,
    pub period: &'static str,
    pub place: &'static str,
    pub agent: &'static str,
    pub attribution: &'static str,
    pub evidence: &'static str,
    pub rule: &'static str,
    pub doubt: &'static str,
    pub carried_over: &'static str,
    pub measure: fn(Measure) -> &'static str,
    pub bound: fn(Bound) -> &'static str,
    pub between: fn(&str, &str) -> String,
    pub entity: fn(EntityKind) -> &'static str,
    pub claim: fn(ClaimKind) -> &'static str,
    pub skip_reason: fn(SkipReason) -> &'static str,
    pub close: &'static str,
    pub in_text: &'static str,
    pub show_in_text: &'static str,
    pub show_all: &'static str,
    pub show_doubtful: &'static str,
    pub show_figures: &'static str,
    pub show_events: &'static str,
    pub show_definitions: &'static str,
    pub event: &'static str,
    pub definition: &'static str,
    pub not_amounts: fn(usize) -> String,
    pub decimal_comma: bool,

    // Charts
    pub no_charts: &'static str,
    pub table: &'static str,
    pub of_what: &'static str,

    // Cards
    pub no_cards: &'static str,
    pub show_answer: &'static str,
    pub answer: &'static str,
    pub blank: &'static str,
    pub new_card: &'static str,
    pub reviews: fn(usize) -> String,
    pub start_study: &'static str,
    pub start_study_of: fn(usize) -> String,

    // Study
    pub progress: fn(usize, usize) -> String,
    pub is_new: &'static str,
    pub undo: &'static str,
    pub grade: fn(Grade) -> &'static str,
    pub grades: &'static str,
    pub options: &'static str,
    pub right: &'static str,
    pub wrong: fn(&str) -> String,
    pub right_answer: fn(&str) -> String,
    pub reason: fn(&Reason) -> String,
    /// From milliseconds.
    pub interval: fn(i64) -> String,
    pub done_for_now: &'static str,
    pub sitting: fn(usize, usize) -> String,
    pub next_card_in: fn(&str) -> String,
    pub nothing_due: &'static str,
    pub back_to_text: &'static str,
    pub keys: &'static str,
    pub key_list: &'static [(&'static str, &'static str)],

    // Settings
    pub language: &'static str,
    pub as_browser: &'static str,
    pub theme: &'static str,
    pub theme_name: fn(Theme) -> &'static str,
    pub about: &'static str,
    pub about_text: &'static [&'static str],
    /// What stands before the name of the dictionary, before that of its licence, and after that.
    pub dictionary: [&'static str; 3],
    pub storage_lasting: &'static str,
    pub storage_forgetful: &'static str,

    // Troubles
    pub notices: &'static str,
    pub trouble: fn(&Trouble) -> String,
    pub try_again: &'static str,
    pub dismiss: &'static str,
    pub broken: &'static str,
}

pub fn of(interface: Interface) -> &'static Words {
    match interface {
        Interface::Russian => &russian::WORDS,
        Interface::English => &english::WORDS,
    }
}

/// Groups of three digits from five digits on, parted by no-break spaces.
fn number(value: usize) -> String {
    grouped(&value.to_string())
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len() > 4 && (digits.len() - index).is_multiple_of(3) {
            out.push(NBSP);
        }
        out.push(digit);
    }
    out
}

const NBSP: char = '\u{a0}';

impl Words {
    /// An amount in figures: `3 008 674`, `53,8`, `1/3`.
    pub fn amount(&self, amount: crate::extract::Amount) -> String {
        let plain = amount.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("−", digits));
        if digits.contains('/') {
            return plain;
        }
        match digits.split_once('.') {
            Some((whole, rest)) => {
                format!("{sign}{}{}{rest}", grouped(whole), if self.decimal_comma { ',' } else { '.' })
            }
            None => format!("{sign}{}", grouped(digits)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_plurals() {
        let words = of(Interface::Russian);
        for (count, written) in [
            (0, "0 величин"),
            (1, "1 величина"),
            (2, "2 величины"),
            (5, "5 величин"),
            (11, "11 величин"),
            (12, "12 величин"),
            (21, "21 величина"),
            (22, "22 величины"),
            (111, "111 величин"),
            (1121, "1121 величина"),
            (12_345, "12 345 величин"),
        ] {
            assert_eq!((words.figures)(count).replace(NBSP, " "), written);
        }
    }

    #[test]
    fn english_plurals() {
        let words = of(Interface::English);
        let written = [0, 1, 2, 21].map(|count| (words.figures)(count).replace(NBSP, " "));
        assert_eq!(written, ["0 figures", "1 figure", "2 figures", "21 figures"]);
    }

    #[test]
    fn intervals_are_said_in_their_natural_unit() {
        const MINUTE: i64 = 60_000;
        const DAY: i64 = 24 * 60 * MINUTE;
        let russian = |ms| (of(Interface::Russian).interval)(ms).replace(NBSP, " ");
        assert_eq!(russian(MINUTE), "1 мин");
        assert_eq!(russian(10 * MINUTE), "10 мин");
        assert_eq!(russian(5 * 60 * MINUTE), "5 ч");
        assert_eq!(russian(DAY), "1 день");
        assert_eq!(russian(4 * DAY), "4 дня");
        assert_eq!(russian(11 * DAY), "11 дней");
        assert_eq!(russian(75 * DAY), "2,5 мес.");
        assert_eq!(russian(900 * DAY), "2,5 г.");
        let english = (of(Interface::English).interval)(75 * DAY).replace(NBSP, " ");
        assert_eq!(english, "2.5 mo");
    }

    #[test]
    fn amounts_are_written_as_the_language_does() {
        let amount = |written: &str| written.parse().expect("an amount");
        let (russian, english) = (of(Interface::Russian), of(Interface::English));
        assert_eq!(russian.amount(amount("12345.5")).replace(NBSP, " "), "12 345,5");
        assert_eq!(english.amount(amount("12345.5")).replace(NBSP, " "), "12 345.5");
        assert_eq!(russian.amount(amount("1/3")), "1/3");
        assert_eq!(russian.amount(amount("-3")), "−3");
        assert_eq!(russian.amount(amount("5009")), "5009");
    }
}
