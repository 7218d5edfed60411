//! The learner's settings, typed. They are stored as words, so that a version that knows a setting no longer, or not
//! yet, keeps it as it is.

use serde::{Deserialize, Serialize};

use std::collections::BTreeSet;

use super::{Body, Deck, Grade, LessonId};
use crate::card::CardId;

/// One setting and what it is set to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setting {
    /// `None`: the browser's.
    Interface(Option<Interface>),
    Theme(Theme),
    /// At most so many new cards a day.
    NewPerDay(u16),
    /// At most so many due cards a day.
    ReviewsPerDay(u16),
    /// The share of cards to be known when they come up, per cent.
    Retention(u8),
    Buttons(Buttons),
    /// The delays of a new card before its first day, minutes; 0 is none.
    LearningSteps([u16; 4]),
    /// Those of a failed card.
    RelearningSteps([u16; 4]),
    /// Whether intervals are drawn a little longer or shorter.
    Fuzz(bool),
    /// Whether single keys do something while studying.
    Keys(bool),
    /// Whether charts are guessed before they are shown.
    GuessFirst(bool),
    /// How large a text is set, from 0 to [`LARGEST_TEXT`].
    TextSize(u8),
    /// How far its lines, words and letters stand apart, from 0 to [`WIDEST_SPACING`].
    Spacing(u8),
    /// Which kinds of marks are switched off, always in the same order.
    HiddenMarks([bool; 4]),
    /// Whether the tour was taken, or left.
    TourSeen(bool),
    /// The learner's own parameters of FSRS-6; `None`: those that fit most people.
    Parameters(Option<[f32; 21]>),
    /// The day on which the app has looked for such parameters by itself, whatever came of it.
    SoughtParameters(i64),
}

/// Steps of the size of a text, the second of which is the usual one.
pub const LARGEST_TEXT: u8 = 4;
/// Steps of its spacing, the first of which is the usual one.
pub const WIDEST_SPACING: u8 = 2;
/// The names of the kinds of marks, as they are kept.
const MARKS: [&str; 4] = ["figure", "time", "name", "claim"];

/// Where a reader has left a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// A byte of the text; 0 is its beginning.
    pub at: usize,
    /// The words there, by which an edited text finds it again.
    pub words: String,
}

/// The event that keeps where the reader of a lesson is.
pub fn place_change(lesson: &LessonId, place: &Place) -> Body {
    Body::SettingChanged { key: place_key(lesson), value: format!("{} {}", place.at, place.words) }
}

/// Whether an event says no more than that, or what is found out again by itself: nothing that one could lose.
pub fn is_by_the_way(body: &Body) -> bool {
    matches!(body, Body::SettingChanged { key, .. } if is_key_by_the_way(key))
}

/// Likewise, of the key of a setting.
pub fn is_key_by_the_way(key: &str) -> bool {
    key.starts_with(PLACE) || key.starts_with(UNASKED)
}

fn place_key(lesson: &LessonId) -> String {
    format!("{PLACE}{}", lesson.0)
}

/// The day for which the cards of a lesson are to be known, and the time for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exam {
    /// The number of the learner's day.
    pub day: i64,
    /// A day.
    pub minutes: u16,
}

/// The event that sets the exam of a lesson, or calls it off.
pub fn exam_change(lesson: &LessonId, exam: Option<Exam>) -> Body {
    let value = exam.map_or_else(|| "none".to_owned(), |exam| format!("{} {}", exam.day, exam.minutes));
    Body::SettingChanged { key: exam_key(lesson), value }
}

fn exam_key(lesson: &LessonId) -> String {
    format!("exam {}", lesson.0)
}

/// The event that keeps which cards the plan for the exam of a lesson has given to a day: a plan that is made anew later on that
/// day would not know what its time has been spent on.
pub fn task_change(lesson: &LessonId, day: i64, cards: &[CardId]) -> Body {
    let mut value = day.to_string();
    for card in cards.iter().take(MOST_OF_TASK) {
        value.push(' ');
        value.push_str(&card.0);
    }
    Body::SettingChanged { key: task_key(lesson), value }
}

/// Cards of a day's task that are kept; nobody answers more in a day, and a setting has its limit.
const MOST_OF_TASK: usize = 2_500;

fn task_key(lesson: &LessonId) -> String {
    format!("task {}", lesson.0)
}

/// The event that keeps which cards of a lesson that have been reviewed are not asked any more: fewer are wanted, the text is another one,
/// somebody has hidden a fact. Only reading the lesson tells, and its cards are counted where it is not read.
pub fn unasked_change(lesson: &LessonId, cards: &BTreeSet<CardId>) -> Body {
    Body::SettingChanged { key: unasked_key(lesson), value: joined(cards.iter().map(|card| &card.0)) }
}

/// Cards of these that are kept: a setting has its limit.
pub const MOST_UNASKED: usize = 2_500;

fn unasked_key(lesson: &LessonId) -> String {
    format!("{UNASKED}{}", lesson.0)
}

/// How a card is graded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Buttons {
    /// Not known, known.
    Two,
    #[default]
    Four,
}

impl Buttons {
    /// From the worst to the best.
    pub fn grades(self) -> &'static [Grade] {
        match self {
            Buttons::Two => &[Grade::Again, Grade::Good],
            Buttons::Four => &[Grade::Again, Grade::Hard, Grade::Good, Grade::Easy],
        }
    }
}

/// The language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interface {
    Russian,
    English,
}

impl Interface {
    /// As records and addresses name it: never to change.
    pub fn code(self) -> &'static str {
        match self {
            Interface::Russian => "ru",
            Interface::English => "en",
        }
    }

    pub fn of_code(code: &str) -> Option<Interface> {
        [Interface::Russian, Interface::English].into_iter().find(|language| language.code() == code)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The system's.
    #[default]
    Auto,
    Light,
    Dark,
}

const INTERFACE: &str = "interface";
const THEME: &str = "theme";
const NEW_PER_DAY: &str = "new_per_day";
const REVIEWS_PER_DAY: &str = "reviews_per_day";
const RETENTION: &str = "retention";
const BUTTONS: &str = "buttons";
const LEARNING_STEPS: &str = "learning_steps";
const RELEARNING_STEPS: &str = "relearning_steps";
const FUZZ: &str = "fuzz";
const KEYS: &str = "keys";
const GUESS_FIRST: &str = "guess_first";
const TEXT_SIZE: &str = "text_size";
const SPACING: &str = "spacing";
const HIDDEN_MARKS: &str = "hidden_marks";
const TOUR_SEEN: &str = "tour_seen";
const PLACE: &str = "place ";
const UNASKED: &str = "unasked ";
const PARAMETERS: &str = "parameters";
const SOUGHT_PARAMETERS: &str = "sought_parameters";
const MILLION: f64 = 1_000_000.0;

impl Setting {
    /// The event that sets it.
    pub fn change(self) -> Body {
        let (key, value) = match self {
            Setting::Interface(None) => (INTERFACE, "auto".to_owned()),
            Setting::Interface(Some(Interface::Russian)) => (INTERFACE, "ru".to_owned()),
            Setting::Interface(Some(Interface::English)) => (INTERFACE, "en".to_owned()),
            Setting::Theme(Theme::Auto) => (THEME, "auto".to_owned()),
            Setting::Theme(Theme::Light) => (THEME, "light".to_owned()),
            Setting::Theme(Theme::Dark) => (THEME, "dark".to_owned()),
            Setting::NewPerDay(limit) => (NEW_PER_DAY, limit.to_string()),
            Setting::ReviewsPerDay(limit) => (REVIEWS_PER_DAY, limit.to_string()),
            Setting::Retention(percent) => (RETENTION, percent.to_string()),
            Setting::Buttons(Buttons::Two) => (BUTTONS, "two".to_owned()),
            Setting::Buttons(Buttons::Four) => (BUTTONS, "four".to_owned()),
            Setting::LearningSteps(minutes) => (LEARNING_STEPS, steps(minutes)),
            Setting::RelearningSteps(minutes) => (RELEARNING_STEPS, steps(minutes)),
            Setting::Fuzz(is_on) => (FUZZ, if is_on { "on" } else { "off" }.to_owned()),
            Setting::Keys(is_on) => (KEYS, if is_on { "on" } else { "off" }.to_owned()),
            Setting::GuessFirst(is_on) => (GUESS_FIRST, if is_on { "on" } else { "off" }.to_owned()),
            Setting::TourSeen(is_seen) => (TOUR_SEEN, if is_seen { "on" } else { "off" }.to_owned()),
            Setting::TextSize(step) => (TEXT_SIZE, step.to_string()),
            Setting::Spacing(step) => (SPACING, step.to_string()),
            Setting::HiddenMarks(off) => {
                let off = MARKS.into_iter().zip(off).filter(|(_, is_off)| *is_off).map(|(name, _)| name);
                (HIDDEN_MARKS, joined(off))
            }
            Setting::SoughtParameters(day) => (SOUGHT_PARAMETERS, day.to_string()),
            Setting::Parameters(None) => (PARAMETERS, "auto".to_owned()),
            // In millionths, which are whole numbers: what is written is read back everywhere to the last digit that counts.
            Setting::Parameters(Some(parameters)) => (
                PARAMETERS,
                joined(parameters.into_iter().map(|parameter| (f64::from(parameter) * MILLION).round() as i64)),
            ),
        };
        Body::SettingChanged { key: key.to_owned(), value }
    }
}

fn joined<T: ToString>(words: impl IntoIterator<Item = T>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| word.to_string()).collect();
    words.join(" ")
}

fn steps(minutes: [u16; 4]) -> String {
    joined(minutes.into_iter().filter(|minutes| *minutes > 0))
}

impl Deck {
    /// `None`: the browser's.
    pub fn interface(&self) -> Option<Interface> {
        match self.setting(INTERFACE)? {
            "ru" => Some(Interface::Russian),
            "en" => Some(Interface::English),
            _ => None,
        }
    }

    pub fn theme(&self) -> Theme {
        match self.setting(THEME) {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::Auto,
        }
    }

    /// What has to be said elsewhere to have the page look and hear keys there as here.
    pub fn looks(&self) -> impl Iterator<Item = Body> {
        let set = |key: &str| Some(Body::SettingChanged { key: key.to_owned(), value: self.setting(key)?.to_owned() });
        [THEME, TEXT_SIZE, SPACING, KEYS].into_iter().filter_map(set)
    }

    /// Whether charts are guessed before they are shown.
    pub fn guesses_first(&self) -> bool {
        self.setting(GUESS_FIRST) == Some("on")
    }

    /// Whether the tour was taken, or left.
    pub fn has_seen_tour(&self) -> bool {
        self.setting(TOUR_SEEN) == Some("on")
    }

    /// How large a text is set, from 0; 1 is usual.
    pub fn text_size(&self) -> u8 {
        self.step_of(TEXT_SIZE, 1, LARGEST_TEXT)
    }

    /// How far its lines, words and letters stand apart, from 0, which is usual.
    pub fn spacing(&self) -> u8 {
        self.step_of(SPACING, 0, WIDEST_SPACING)
    }

    fn step_of(&self, key: &str, usual: u8, most: u8) -> u8 {
        self.setting(key).and_then(|value| value.parse().ok()).filter(|step| *step <= most).unwrap_or(usual)
    }

    /// Which kinds of marks are switched off, in the order of their names.
    pub fn hidden_marks(&self) -> [bool; 4] {
        let off = self.setting(HIDDEN_MARKS).unwrap_or_default();
        MARKS.map(|mark| off.split(' ').any(|name| name == mark))
    }

    /// Where the reader of a lesson has left it.
    pub fn place(&self, lesson: &LessonId) -> Option<Place> {
        let (at, words) = self.setting(&place_key(lesson))?.split_once(' ')?;
        Some(Place { at: at.parse().ok()?, words: words.to_owned() })
    }

    /// At most so many new cards a day; 20 unless set.
    pub fn new_per_day(&self) -> usize {
        self.setting(NEW_PER_DAY).and_then(|value| value.parse().ok()).unwrap_or(20)
    }

    /// The share of cards to be known when they come up, from 0.7 to 0.99; 0.9 unless set.
    pub fn retention(&self) -> f32 {
        let percent: Option<u8> = self.setting(RETENTION).and_then(|value| value.parse().ok());
        f32::from(percent.unwrap_or(90).clamp(70, 99)) / 100.0
    }

    /// At most so many due cards a day; no limit unless set.
    pub fn reviews_per_day(&self) -> usize {
        self.setting(REVIEWS_PER_DAY).and_then(|value| value.parse().ok()).unwrap_or(usize::MAX)
    }

    pub fn buttons(&self) -> Buttons {
        match self.setting(BUTTONS) {
            Some("two") => Buttons::Two,
            _ => Buttons::Four,
        }
    }

    /// The delays of new and of failed cards in minutes, where they are set.
    pub fn steps(&self) -> (Option<Vec<u32>>, Option<Vec<u32>>) {
        (self.numbers(LEARNING_STEPS), self.numbers(RELEARNING_STEPS))
    }

    /// Whether intervals are drawn a little longer or shorter.
    pub fn is_fuzzed(&self) -> bool {
        self.setting(FUZZ) == Some("on")
    }

    /// What a scheduler hangs on, and nothing else, as it is stored: what was counted with one stands as long as this is the same.
    pub fn of_schedule(&self) -> [Option<&str>; 5] {
        [RETENTION, LEARNING_STEPS, RELEARNING_STEPS, FUZZ, PARAMETERS].map(|key| self.setting(key))
    }

    /// Whether single keys do something while studying; they do unless switched off.
    pub fn has_keys(&self) -> bool {
        self.setting(KEYS) != Some("off")
    }

    /// The learner's own parameters of FSRS, where there are any.
    pub fn parameters(&self) -> Option<Vec<f32>> {
        let millionths: Vec<i64> = self.numbers(PARAMETERS)?;
        let parameters = millionths.into_iter().map(|parameter| (parameter as f64 / MILLION) as f32);
        Some(parameters.collect()).filter(|parameters: &Vec<f32>| !parameters.is_empty())
    }

    /// The day on which the app has last looked for parameters by itself.
    pub fn sought_parameters(&self) -> Option<i64> {
        self.setting(SOUGHT_PARAMETERS)?.parse().ok()
    }

    /// When a lesson has to be known, where the learner has said so.
    pub fn exam(&self, lesson: &LessonId) -> Option<Exam> {
        let numbers: Vec<i64> = self.numbers(&exam_key(lesson))?;
        let [day, minutes] = numbers[..] else { return None };
        Some(Exam { day, minutes: u16::try_from(minutes).ok()? })
    }

    /// The cards that the plan for the exam of a lesson has given to a day, while there is an exam ahead; `None` without such a plan.
    pub fn task(&self, lesson: &LessonId, day: i64) -> Option<BTreeSet<CardId>> {
        self.exam(lesson).filter(|exam| exam.day > day)?;
        let mut words = self.setting(&task_key(lesson))?.split(' ');
        let of: i64 = words.next()?.parse().ok()?;
        (of == day).then(|| words.map(|card| CardId(card.to_owned())).collect())
    }

    /// The cards of a lesson that have been reviewed and are not asked any more, as far as that was found out when it was read last.
    pub fn unasked(&self, lesson: &LessonId) -> BTreeSet<CardId> {
        let cards = self.setting(&unasked_key(lesson)).unwrap_or_default();
        cards.split_whitespace().map(|card| CardId(card.to_owned())).collect()
    }

    /// Numbers between spaces; `None` where one of them cannot be read.
    fn numbers<T: std::str::FromStr>(&self, key: &str) -> Option<Vec<T>> {
        self.setting(key)?.split_whitespace().map(|number| number.parse().ok()).collect()
    }

    fn setting(&self, key: &str) -> Option<&str> {
        self.settings.get(key).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{DeviceId, Event, EventId};

    fn deck(settings: &[Setting]) -> Deck {
        let event = |(number, setting): (usize, &Setting)| Event {
            id: EventId { device: DeviceId("0123456789abcdef".into()), number: number as u64 + 1 },
            at: 0,
            offset: 0,
            body: setting.change(),
        };
        Deck::of(&settings.iter().enumerate().map(event).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_set_is_read_back_and_the_last_word_counts() {
        for language in [None, Some(Interface::Russian), Some(Interface::English)] {
            assert_eq!(deck(&[Setting::Interface(language)]).interface(), language);
        }
        for theme in [Theme::Auto, Theme::Light, Theme::Dark] {
            assert_eq!(deck(&[Setting::Theme(Theme::Dark), Setting::Theme(theme)]).theme(), theme);
        }
        for step in 0..=LARGEST_TEXT {
            assert_eq!(deck(&[Setting::TextSize(step)]).text_size(), step);
        }
        assert!(deck(&[Setting::TourSeen(true)]).has_seen_tour() && !deck(&[]).has_seen_tour());
        assert_eq!(deck(&[Setting::Spacing(WIDEST_SPACING)]).spacing(), WIDEST_SPACING);
        for off in [[false; 4], [true, false, true, false], [true; 4]] {
            assert_eq!(deck(&[Setting::HiddenMarks([true; 4]), Setting::HiddenMarks(off)]).hidden_marks(), off);
        }
        assert_eq!(deck(&[Setting::NewPerDay(0)]).new_per_day(), 0);
        assert_eq!(deck(&[Setting::ReviewsPerDay(200)]).reviews_per_day(), 200);
        for buttons in [Buttons::Two, Buttons::Four] {
            assert_eq!(deck(&[Setting::Buttons(buttons)]).buttons(), buttons);
        }
        assert!(
            deck(&[Setting::Fuzz(true)]).is_fuzzed() && !deck(&[Setting::Fuzz(true), Setting::Fuzz(false)]).is_fuzzed()
        );
        assert!(
            !deck(&[Setting::Keys(false)]).has_keys() && deck(&[Setting::Keys(false), Setting::Keys(true)]).has_keys()
        );
        let steps = [Setting::LearningSteps([1, 15, 0, 0]), Setting::RelearningSteps([0; 4])];
        assert_eq!(deck(&steps).steps(), (Some(vec![1, 15]), Some(vec![])));
        let parameters = std::array::from_fn(|index| 0.1 + index as f32 / 8.0);
        let of_most = fsrs::DEFAULT_PARAMETERS;
        for parameters in [parameters, of_most] {
            assert_eq!(deck(&[Setting::Parameters(Some(parameters))]).parameters(), Some(parameters.to_vec()));
        }
        assert_eq!(deck(&[Setting::Parameters(Some(parameters)), Setting::Parameters(None)]).parameters(), None);
        assert_eq!(deck(&[Setting::SoughtParameters(20_000)]).sought_parameters(), Some(20_000));
        assert_eq!(deck(&[Setting::Retention(85)]).retention(), 0.85);
        assert_eq!(deck(&[Setting::Retention(3)]).retention(), 0.7);
    }

    #[test]
    fn a_scheduler_hangs_on_few_settings() {
        let is_moved = |setting| deck(&[setting]).of_schedule() != Deck::default().of_schedule();
        let steps = [1, 20, 0, 0];
        let of_schedule = [
            Setting::Retention(80),
            Setting::LearningSteps(steps),
            Setting::RelearningSteps(steps),
            Setting::Fuzz(true),
            Setting::Parameters(Some([0.5; 21])),
        ];
        assert!(of_schedule.into_iter().all(is_moved));
        let of_others = [
            Setting::Interface(None),
            Setting::Theme(Theme::Dark),
            Setting::NewPerDay(3),
            Setting::ReviewsPerDay(3),
            Setting::Buttons(Buttons::Two),
            Setting::Keys(false),
            Setting::TextSize(2),
            Setting::SoughtParameters(5),
        ];
        assert!(!of_others.into_iter().any(is_moved));
    }

    #[test]
    fn unset_and_unreadable_settings_have_their_defaults() {
        let mut odd = Deck::default();
        for key in [
            INTERFACE,
            THEME,
            NEW_PER_DAY,
            REVIEWS_PER_DAY,
            RETENTION,
            BUTTONS,
            LEARNING_STEPS,
            RELEARNING_STEPS,
            FUZZ,
            KEYS,
            TEXT_SIZE,
            SPACING,
            HIDDEN_MARKS,
            PARAMETERS,
            SOUGHT_PARAMETERS,
        ] {
            odd.settings.insert(key.to_owned(), "?".to_owned());
        }
        for deck in [Deck::default(), odd] {
            assert_eq!(deck.interface(), None);
            assert_eq!(deck.theme(), Theme::Auto);
            assert_eq!((deck.new_per_day(), deck.reviews_per_day()), (20, usize::MAX));
            assert_eq!((deck.buttons(), deck.is_fuzzed(), deck.has_keys()), (Buttons::Four, false, true));
            assert_eq!((deck.steps(), deck.parameters()), ((None, None), None));
            assert_eq!(deck.sought_parameters(), None);
            assert_eq!(deck.retention(), 0.9);
            assert_eq!((deck.text_size(), deck.spacing(), deck.hidden_marks()), (1, 0, [false; 4]));
        }
    }

    #[test]
    fn a_place_is_kept_with_its_words() {
        let lesson = LessonId("ab".to_owned());
        let place = Place { at: 120, words: "В 1944 г. было".to_owned() };
        let body = place_change(&lesson, &place);
        assert!(is_by_the_way(&body) && !is_by_the_way(&Setting::Theme(Theme::Dark).change()));
        let id = EventId { device: DeviceId("0123456789abcdef".into()), number: 1 };
        let deck = Deck::of(&[Event { id, at: 0, offset: 0, body }]);
        assert_eq!((deck.place(&lesson), deck.place(&LessonId("cd".to_owned()))), (Some(place), None));
    }
}
