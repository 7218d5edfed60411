//! A page in a frame: what the page around it is told, and what that may ask for.

use crate::card::{Card, CardId, CardKind, Piece};
use crate::deck::{Body, Entry, Event, Grade, Interface, Review, Theme};
use crate::embed::progress::{self, Kept};
use crate::embed::{Said, Shown, Storage as Where, Told};
use crate::order;

use super::{AppState, Effect, Now, Open, Route, Storage, View, cards};

/// The longest state, letters: what SCORM 1.2 keeps.
const LONGEST_STATE: usize = 4096;

/// What a page in a frame knows of the page around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Framed {
    /// What of the lesson is shown.
    pub shown: Shown,
    /// The theme that the host wishes, where the learner has chosen none.
    pub theme: Option<Theme>,
    /// The page around is of another site.
    pub is_foreign: bool,
    /// It was told that the lesson is there, and that all of it was answered.
    is_ready: bool,
    is_completed: bool,
}

impl Framed {
    pub fn new(is_foreign: bool) -> Framed {
        Framed { is_foreign, ..Framed::default() }
    }
}

impl AppState {
    /// How the page looks: as the learner has chosen, else as the page around it wishes.
    pub fn theme(&self) -> Theme {
        let wished = self.framed.as_ref().and_then(|framed| framed.theme);
        match (self.deck.theme(), wished) {
            (Theme::Auto, Some(wished)) => wished,
            (chosen, _) => chosen,
        }
    }

    /// Whether only a part of the lesson is shown, without the way to others.
    pub fn is_part(&self) -> bool {
        self.framed.as_ref().is_some_and(|framed| framed.shown != Shown::Lesson)
    }

    /// What of the lesson the page begins with, or is asked for.
    pub(super) fn show_part(&mut self, shown: Shown) -> Vec<Effect> {
        let (Some(framed), Some(only)) = (&mut self.framed, &self.only) else { return Vec::new() };
        let view = match shown {
            Shown::Lesson => View::Text,
            Shown::Cards => View::Study,
            Shown::Timeline => View::Timeline,
            Shown::Chart(_) => View::Charts,
        };
        framed.shown = shown;
        vec![Effect::Go(Route::lesson(only, view))]
    }

    /// What the page around it says, after the lesson.
    pub(super) fn hear(&mut self, told: Told, now: Now) -> Vec<Effect> {
        let Some(framed) = &mut self.framed else { return Vec::new() };
        match told {
            Told::View(shown) => self.show_part(shown),
            Told::Theme(name) => {
                framed.theme = theme_of(&name);
                Vec::new()
            }
            Told::Language(code) => {
                self.browser = language_of(&code).or(self.browser);
                Vec::new()
            }
            Told::Resume { state } => self.resumed(&state, now),
            // It has come already.
            Told::Lesson { .. } => Vec::new(),
        }
    }

    /// Takes up what was kept of an earlier visit, unless this browser knows of one itself: the same reviews would count twice.
    fn resumed(&self, state: &str, now: Now) -> Vec<Effect> {
        let (Some(open), Some((lesson, entry))) = (self.shown(), self.entry()) else { return Vec::new() };
        if entry.work.cards.values().any(|work| !work.reviews.is_empty()) {
            return Vec::new();
        }
        let listed = cards::listed(open, entry);
        let kept = progress::unpack(state, listed.iter().map(|card| &card.id)).unwrap_or_default();
        let review = |(card, reviews): &(&CardId, Vec<Kept>)| {
            let kind = listed.iter().find(|known| known.id == **card).map(|card| card.kind);
            let card = (*card).clone();
            let of = move |(at, chosen): Kept| {
                let review = Review {
                    lesson: lesson.clone(),
                    card: card.clone(),
                    kind: kind.unwrap_or(CardKind::Question),
                    answer: None,
                    proposed: None,
                    chosen,
                    took: 0,
                    content: String::new(),
                };
                (at.min(now.at), Body::Reviewed(review))
            };
            reviews.iter().copied().map(of).collect::<Vec<_>>()
        };
        let mut said: Vec<(i64, Body)> = kept.iter().flat_map(review).collect();
        order::by(&mut said, |(a, _), (b, _)| a.cmp(b));
        if said.is_empty() { Vec::new() } else { vec![Effect::Resume(said.into())] }
    }

    /// What is to be told of what was just written, and of a lesson that has come on screen.
    pub(super) fn tell_host(&mut self, events: &[Event]) -> Vec<Effect> {
        if self.framed.is_none() {
            return Vec::new();
        }
        let Some(open) = self.shown().cloned() else { return Vec::new() };
        let Some(entry) = self.deck.lessons.get(&open.id).cloned() else { return Vec::new() };
        let storage = match (&self.storage, self.framed.as_ref().is_some_and(|framed| framed.is_foreign)) {
            (Storage::Forgetful(_), _) => Where::None,
            (_, true) => Where::Partitioned,
            (_, false) => Where::Own,
        };
        let Some(framed) = &mut self.framed else { return Vec::new() };
        let mut said = Vec::new();
        if !std::mem::replace(&mut framed.is_ready, true) {
            let cards = cards::listed(&open, &entry).len();
            said.push(Said::Ready { title: entry.title.to_string(), cards, storage });
        }
        let is_work = |event: &&Event| matches!(event.body, Body::Reviewed(_) | Body::Undone { .. });
        if events.iter().any(|event| is_work(&event)) {
            let reviews = events.iter().filter_map(|event| match &event.body {
                Body::Reviewed(review) => Some(review),
                _ => None,
            });
            said.extend(reviews.filter_map(|review| answered(&open, &entry, review)));
            let (done, score, state) = standing(&open, &entry);
            said.push(Said::Progress { done, score, state });
            if done >= 1.0 && !std::mem::replace(&mut framed.is_completed, true) {
                said.push(Said::Completed { score });
            }
        }
        said.into_iter().map(Effect::Tell).collect()
    }
}

fn answered(open: &Open, entry: &Entry, review: &Review) -> Option<Said> {
    let card = cards::card(open, entry, &review.card)?;
    let prompt: Vec<&str> = (card.prompt.iter())
        .map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Blank => "…",
        })
        .collect();
    Some(Said::Answered {
        card: review.card.0.clone(),
        prompt: prompt.concat(),
        given: review.answer.clone(),
        expected: card.answer.text.clone(),
        right: review.chosen != Grade::Again,
        seconds: f64::from(review.took) / 1000.0,
    })
}

/// The share of the cards that were answered, the share of all that were known last, and the state in letters.
fn standing(open: &Open, entry: &Entry) -> (f64, f64, String) {
    let listed = cards::listed(open, entry);
    let reviews =
        |card: &Card| -> Vec<Kept> { entry.history(&card.id).iter().map(|review| (review.at, review.grade)).collect() };
    let kept: Vec<(&CardId, Vec<Kept>)> = listed.iter().map(|card| (&card.id, reviews(card))).collect();
    let count = |is: fn(&Kept) -> bool| kept.iter().filter(|(_, reviews)| reviews.last().is_some_and(is)).count();
    let share = |part: usize| part as f64 / listed.len().max(1) as f64;
    let (done, known) = (count(|_| true), count(|(_, grade)| *grade != Grade::Again));
    (share(done), share(known), progress::pack(&kept, LONGEST_STATE))
}

/// As attributes and messages name it.
fn theme_of(name: &str) -> Option<Theme> {
    match name {
        "light" => Some(Theme::Light),
        "dark" => Some(Theme::Dark),
        _ => None,
    }
}

fn language_of(code: &str) -> Option<Interface> {
    match code {
        "ru" => Some(Interface::Russian),
        "en" => Some(Interface::English),
        _ => None,
    }
}
