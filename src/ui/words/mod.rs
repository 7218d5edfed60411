//! Every string that people read, a file a language. A word that is missing in one of them fails the build.

mod english;
mod russian;
pub mod about;
pub mod charts;
pub mod class;
pub mod coach;
pub mod data;
pub mod documents;
pub mod editor;
pub mod publish;
pub mod keys;
pub mod reader;
pub mod taking_out;
pub mod shelves;
pub mod statistics;
pub mod study;
pub mod teach;
pub mod tour;

use crate::app::{Kind, Trouble, View};
use crate::card::answer::{Slip, Way};
use crate::card::{CardKind, Reason, Stance};
use crate::deck::{Grade, Interface, Theme};
use crate::extract::{Bound, ClaimKind, EntityKind, Measure, SkipReason};
use crate::fact::Doubt;
use crate::lesson::Step;

/// The words of one language. Functions take what varies and put numbers, plurals and cases right.
pub struct Words {
    /// As in `lang` attributes.
    pub lang: &'static str,
    pub skip_to_content: &'static str,
    pub library: &'static str,
    pub settings: &'static str,
    /// The statistics of all lessons.
    pub progress_of_all: &'static str,
    /// What a class has done.
    pub class_of: &'static str,
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
    pub lesson_progress: fn(usize) -> String,
    pub nothing_leaves: &'static str,

    // Work
    pub reading: &'static str,
    pub step: fn(Step) -> &'static str,
    pub cancel: &'static str,
    pub opening: &'static str,
    pub not_found: &'static str,
    pub not_found_help: &'static str,
    pub back_to_lesson: &'static str,

    // Text
    pub words: fn(usize) -> String,
    pub figures: fn(usize) -> String,
    pub times: fn(usize) -> String,
    pub charts: fn(usize) -> String,
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
    pub doubt: &'static str,
    pub doubt_of: fn(Doubt) -> &'static str,
    pub carried_over: &'static str,
    pub measure: fn(Measure) -> &'static str,
    pub bound: fn(Bound) -> &'static str,
    pub between: fn(&str, &str) -> String,
    pub entity: fn(EntityKind) -> &'static str,
    pub claim: fn(ClaimKind) -> &'static str,
    pub skip_reason: fn(SkipReason) -> &'static str,
    pub close: &'static str,
    pub in_text: &'static str,
    /// Of a gap in a text of which only a part went along.
    pub left_out: &'static str,
    pub show_in_text: &'static str,
    pub show_all: &'static str,
    pub show_doubtful: &'static str,
    pub show_figures: &'static str,
    pub show_events: &'static str,
    pub show_definitions: &'static str,
    pub definition: &'static str,
    pub not_amounts: fn(usize) -> String,
    pub decimal_comma: bool,

    // Cards
    pub no_cards: &'static str,
    pub show_answer: &'static str,
    pub answer: &'static str,
    pub blank: &'static str,
    pub new_card: &'static str,
    pub reviews: fn(usize) -> String,
    pub start_study_of: fn(usize) -> String,

    pub card_kind: fn(CardKind) -> &'static str,
    /// Of those that can be made.
    pub cards_of: fn(usize, usize) -> String,
    pub more_cards: &'static str,
    pub fewer_cards: &'static str,
    pub as_suits: &'static str,
    pub show_flagged: &'static str,
    pub show_suspended: &'static str,
    pub show_edited: &'static str,
    pub flagged: &'static str,
    pub suspended: &'static str,
    pub edited: &'static str,
    pub card_menu: &'static str,
    pub flag: &'static str,
    pub unflag: &'static str,
    pub flag_note: &'static str,
    pub suspend: &'static str,
    pub resume: &'static str,
    pub ask_as: &'static str,
    pub edit: &'static str,
    pub edit_card: &'static str,
    pub edit_prompt: &'static str,
    pub blank_help: &'static str,
    pub edit_accepts: &'static str,
    pub save: &'static str,
    pub restore: &'static str,
    pub lost_cards: &'static str,
    pub lost_cards_help: &'static str,

    // Answers
    pub your_answer: &'static str,
    pub check: &'static str,
    pub dont_know: &'static str,
    pub typed_right: fn(Way, &str) -> String,
    pub typed_near: fn(Slip, &str) -> String,
    pub typed_wrong: fn(&str) -> String,
    pub from: &'static str,
    pub to: &'static str,
    pub how_sure: &'static str,
    pub range_unread: &'static str,
    pub range_holds: fn(bool) -> &'static str,
    /// From, to, and the value.
    pub range_label: fn(&str, &str, &str) -> String,
    /// How sure in per cent, how many held, of how many.
    pub calibration: fn(u8, usize, usize) -> String,
    pub order_help: &'static str,
    pub move_up: fn(&str) -> String,
    pub move_down: fn(&str) -> String,
    pub moved: fn(&str, usize, usize) -> String,
    pub order_right: &'static str,
    pub order_wrong: fn(usize) -> String,
    pub belongs_at: fn(usize) -> String,
    pub your_share: &'static str,
    pub true_share: &'static str,
    pub share_right: &'static str,
    pub share_near: &'static str,
    pub share_wrong: &'static str,
    pub reckoned: &'static str,
    /// By what it is told, and how one would check it.
    pub stance: fn(Stance) -> [&'static str; 2],

    // Study
    pub progress: fn(usize, usize) -> String,
    pub is_new: &'static str,
    pub update: &'static str,
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

    // Settings
    pub language: &'static str,
    pub as_browser: &'static str,
    pub theme: &'static str,
    pub theme_name: fn(Theme) -> &'static str,
    pub about: &'static str,
    pub about_text: &'static [&'static str],
    /// What stands before the name of the dictionary, before that of its licence, and after that.
    pub dictionary: [&'static str; 3],

    // Troubles
    /// So many events would be lost with the page.
    pub unsaved: fn(usize) -> String,
    /// So many are in no file, and a page from a disk has a store that is easily lost.
    pub unsaved_on_disk: fn(usize) -> String,
    pub save_backup: &'static str,
    pub notices: &'static str,
    pub trouble: fn(&Trouble) -> String,
    pub part_missing: &'static str,
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

pub const NBSP: char = '\u{a0}';

/// The tables of what is loaded later are reached only from there, so that they come with it.
impl Words {
    pub fn study(&self) -> &'static study::StudyWords {
        if self.is_russian() { &study::RUSSIAN } else { &study::ENGLISH }
    }

    pub fn data(&self) -> &'static data::DataWords {
        if self.is_russian() { &data::RUSSIAN } else { &data::ENGLISH }
    }

    pub fn documents(&self) -> &'static documents::DocumentWords {
        if self.is_russian() { &documents::RUSSIAN } else { &documents::ENGLISH }
    }

    pub fn statistics(&self) -> &'static statistics::StatisticsWords {
        if self.is_russian() { &statistics::RUSSIAN } else { &statistics::ENGLISH }
    }

    pub fn charts(&self) -> &'static charts::ChartWords {
        if self.is_russian() { &charts::RUSSIAN } else { &charts::ENGLISH }
    }

    pub fn coach(&self) -> &'static coach::CoachWords {
        if self.is_russian() { &coach::RUSSIAN } else { &coach::ENGLISH }
    }

    pub fn publish(&self) -> &'static publish::PublishWords {
        if self.is_russian() { &publish::RUSSIAN } else { &publish::ENGLISH }
    }

    pub fn taking_out(&self) -> &'static taking_out::TakingOutWords {
        if self.is_russian() { &taking_out::RUSSIAN } else { &taking_out::ENGLISH }
    }

    pub fn class(&self) -> &'static class::ClassWords {
        if self.is_russian() { &class::RUSSIAN } else { &class::ENGLISH }
    }

    pub fn editor(&self) -> &'static editor::EditorWords {
        if self.is_russian() { &editor::RUSSIAN } else { &editor::ENGLISH }
    }

    pub fn shelves(&self) -> &'static shelves::ShelfWords {
        if self.is_russian() { &shelves::RUSSIAN } else { &shelves::ENGLISH }
    }

    pub fn teach(&self) -> &'static teach::TeachWords {
        if self.is_russian() { &teach::RUSSIAN } else { &teach::ENGLISH }
    }

    pub fn keys(&self) -> &'static keys::KeyWords {
        if self.is_russian() { &keys::RUSSIAN } else { &keys::ENGLISH }
    }

    pub fn tour(&self) -> &'static tour::TourWords {
        if self.is_russian() { &tour::RUSSIAN } else { &tour::ENGLISH }
    }

    pub fn about(&self) -> &'static about::AboutWords {
        if self.is_russian() { &about::RUSSIAN } else { &about::ENGLISH }
    }

    pub fn reader(&self) -> &'static reader::ReaderWords {
        if self.is_russian() { &reader::RUSSIAN } else { &reader::ENGLISH }
    }

    fn is_russian(&self) -> bool {
        self.lang == of(Interface::Russian).lang
    }
}

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
    use crate::chart::guess::Said;

    /// The page says them before the app has come.
    #[test]
    fn the_first_words_stand_in_the_page() {
        let page: Vec<&str> = include_str!("../../../index.html").split_whitespace().collect();
        let page = page.join(" ");
        for language in [Interface::Russian, Interface::English] {
            let words = of(language);
            let first = format!("<h1>{}</h1> <p class=\"lead\"> {} </p>", words.what_this_is, words.how_it_works);
            let begins = format!("<div class=\"screen\" lang=\"{}\" hidden>", language.code());
            let own = page.split(&begins).nth(1).expect("its own part of the page");
            let own = own.split("</main>").next().expect("a beginning");
            assert!(own.contains(&first), "{first} is in {own}");
        }
    }

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
    fn no_doubt_is_told_by_the_name_that_files_have_for_it() {
        for interface in [Interface::Russian, Interface::English] {
            for doubt in Doubt::ALL {
                let said = (of(interface).doubt_of)(doubt);
                assert!(said != doubt.name() && said.contains(' '), "{said}");
            }
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
    fn how_far_a_guess_is_off() {
        let number = |number: &str| number.to_owned();
        let said = [
            Said::Right,
            Said::Points { number: number("13"), more: false },
            Said::Percent { number: number("21"), more: true },
            Said::Times { number: number("2,3"), more: false },
            Said::Times { number: number("12"), more: true },
            Said::Far { more: true },
        ];
        let written = |interface| said.clone().map(|said| (of(interface).charts().off)(&said).replace(NBSP, " "));
        let russian =
            ["верно", "на 13 п. п. меньше", "на 21 % больше", "в 2,3 раза меньше", "в 12 раз больше", "намного больше"];
        let english =
            ["right", "13 points too low", "21 % too high", "2.3 times too low", "12 times too high", "far too high"];
        assert_eq!(
            (written(Interface::Russian), written(Interface::English)),
            (russian.map(str::to_owned), english.map(str::to_owned))
        );
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
