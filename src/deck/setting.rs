//! The learner's settings, typed. They are stored as words, so that a version that knows a setting no longer, or not
//! yet, keeps it as it is.

use super::{Body, Deck};

/// One setting and what it is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// `None`: the browser's.
    Interface(Option<Interface>),
    Theme(Theme),
    /// At most so many new cards a day.
    NewPerDay(u16),
    /// The share of cards to be known when they come up, per cent.
    Retention(u8),
}

/// The language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interface {
    Russian,
    English,
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
const RETENTION: &str = "retention";

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
            Setting::Retention(percent) => (RETENTION, percent.to_string()),
        };
        Body::SettingChanged { key: key.to_owned(), value }
    }
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

    /// At most so many new cards a day; 20 unless set.
    pub fn new_per_day(&self) -> usize {
        self.setting(NEW_PER_DAY).and_then(|value| value.parse().ok()).unwrap_or(20)
    }

    /// The share of cards to be known when they come up, from 0.7 to 0.99; 0.9 unless set.
    pub fn retention(&self) -> f32 {
        let percent: Option<u8> = self.setting(RETENTION).and_then(|value| value.parse().ok());
        f32::from(percent.unwrap_or(90).clamp(70, 99)) / 100.0
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
        assert_eq!(deck(&[Setting::NewPerDay(0)]).new_per_day(), 0);
        assert_eq!(deck(&[Setting::Retention(85)]).retention(), 0.85);
        assert_eq!(deck(&[Setting::Retention(3)]).retention(), 0.7);
    }

    #[test]
    fn unset_and_unreadable_settings_have_their_defaults() {
        let mut odd = Deck::default();
        for key in [INTERFACE, THEME, NEW_PER_DAY, RETENTION] {
            odd.settings.insert(key.to_owned(), "?".to_owned());
        }
        for deck in [Deck::default(), odd] {
            assert_eq!(deck.interface(), None);
            assert_eq!(deck.theme(), Theme::Auto);
            assert_eq!(deck.new_per_day(), 20);
            assert_eq!(deck.retention(), 0.9);
        }
    }
}
