//! The learner's whole truth: a [`Deck`] folded from [`Event`]s.
//!
//! Undo and delete are events too, so nothing is ever taken away from the log; state that is shown is derived. Whatever
//! order events come in, and however often, the deck is the same: they are folded in the order of `log`.

mod arranged;
pub mod event;
mod gone;
mod handed;
mod log;
pub mod remarks;
pub mod publication;
pub mod setting;
pub mod snapshot;

use std::collections::BTreeMap;
use std::mem;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::card::{CardId, CardKind};
use crate::chart::ChartId;
use crate::correct::Kept;
use crate::document::Source;
use crate::order;
pub use arranged::{Arranged, Arrangement};
pub use event::{Body, ChartGuess, DeviceId, Edit, Event, EventId, Grade, LessonId, MadeChart, MadeRow, Review};
pub use gone::Gone;
use log::{Change, Log, Logged, OfChart, Place, Said, Undo};
pub use publication::{Publication, Share};
pub use setting::{Buttons, Interface, Setting, Theme};

/// What the events say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deck {
    /// The lessons of the library.
    pub lessons: BTreeMap<LessonId, Entry>,
    /// As stored; [`setting`] reads them.
    pub settings: BTreeMap<String, String>,
    /// The work on lessons that are not in the library: deleted ones, and those whose text has not come (yet).
    pub kept: BTreeMap<LessonId, Rc<Work>>,
    /// The lessons that were deleted and have not come back.
    pub gone: BTreeMap<LessonId, Gone>,
    /// Of a deck that was resumed: the cards and charts of which something was said since, as its snapshot had them.
    before: BTreeMap<LessonId, Rc<Work>>,
    /// Likewise what was said of the facts of a lesson of which more was said since.
    read_before: BTreeMap<LessonId, Rc<Kept>>,
    /// What was taken out of the library and has not come back, without the work on it, and by which event.
    deleted: Vec<(EventId, LessonId, Entry)>,
    log: Log,
}

/// What a learner has done with the cards of a lesson. Cards that are no longer made keep theirs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Work {
    pub cards: BTreeMap<CardId, CardWork>,
    /// How many cards are studied, where the learner has said so.
    pub wanted: Option<u32>,
    /// What was done with its charts.
    pub charts: BTreeMap<ChartId, ChartWork>,
    /// The order of the charts, where somebody has given them one.
    pub chart_order: Rc<[ChartId]>,
    /// The words under which the lesson stands.
    pub tags: Rc<[Rc<str>]>,
    /// What somebody reads otherwise than the program.
    pub corrections: Rc<Kept>,
    /// How it is published, where somebody has said so.
    pub publication: Option<Rc<Publication>>,
    /// How somebody has arranged the lesson for others.
    pub arranged: Rc<Arrangement>,
}

/// What was done with a chart; what was undone is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartWork {
    /// What was guessed before it was shown, in time order.
    pub guesses: Vec<Rc<[ChartGuess]>>,
    pub title: Option<Rc<str>>,
    pub is_hidden: bool,
    /// Of a chart that somebody has made.
    pub made: Option<Rc<MadeChart>>,
}

/// What a learner has done with a card; what was undone is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardWork {
    /// In time order.
    pub reviews: Vec<PastReview>,
    /// The answers of those that were estimates.
    pub estimates: Vec<Rc<str>>,
    /// What is wrong with it, if only an empty text.
    pub flag: Option<Rc<str>>,
    pub is_suspended: bool,
    /// When it was put aside for the rest of the day, UTC milliseconds, and the learner's offset from UTC then.
    pub buried: Option<(i64, i16)>,
    /// The form in which it is asked, where it was changed.
    pub form: Option<CardKind>,
    pub edit: Option<Rc<Edit>>,
}

/// A lesson of the library. Its text is kept whole; facts, cards and charts are made anew from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub title: Rc<str>,
    pub text: Rc<str>,
    pub source: Rc<Source>,
    /// The blocks of a text that came with a structure, as [`crate::document::structure`] writes them.
    pub structure: Option<Rc<str>>,
    pub seed: u64,
    /// UTC milliseconds at which it was added.
    pub added: i64,
    /// Shared, so that a change copies the work on one lesson and not on all.
    pub work: Rc<Work>,
}

/// A review with the time at which it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastReview {
    pub event: EventId,
    /// UTC milliseconds.
    pub at: i64,
    /// The learner's offset from UTC at that moment, minutes east.
    pub offset: i16,
    pub grade: Grade,
    /// From prompt to grade, milliseconds.
    pub took: u32,
}

/// Whoever has not answered for so many milliseconds was away from the card.
pub const AWAY: u32 = 5 * 60_000;

impl PastReview {
    /// How long the learner was at it, milliseconds: a card that was left open overnight has not been learned all night. The log keeps
    /// what the clock said.
    pub fn spent(&self) -> u64 {
        self.took.min(AWAY).into()
    }
}

/// What an undo would take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed<'a> {
    /// What [`Body::Undone`] has to name.
    pub event: &'a EventId,
    /// The card that it is about; `None` for a lesson.
    pub card: Option<(&'a LessonId, &'a CardId)>,
    pub is_review: bool,
    /// UTC milliseconds.
    pub at: i64,
}

/// The review that an undo would take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastReview<'a> {
    /// What [`Body::Undone`] has to name.
    pub event: &'a EventId,
    pub lesson: &'a LessonId,
    pub card: &'a CardId,
    /// UTC milliseconds.
    pub at: i64,
}

impl Deck {
    pub fn of(events: &[Event]) -> Deck {
        let mut deck = Deck::default();
        deck.extend(events);
        deck
    }

    /// Takes in many events, as of a merge, and folds once; a deck that was resumed and has gone on takes them one by one.
    pub fn extend(&mut self, events: &[Event]) {
        if self.log.is_resumed() && !self.log.is_empty() {
            // Stores give them by device; whatever is taken in in the order of time is simply the next.
            let mut in_time: Vec<&Event> = events.iter().collect();
            order::by(&mut in_time, |a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
            return in_time.into_iter().for_each(|event| self.apply(event));
        }
        let is_new = |log: &mut Log, event| !matches!(log.insert(event), Place::Known);
        let new = events.iter().filter(|event| is_new(&mut self.log, event)).count();
        if new > 0 {
            self.fold();
        }
    }

    /// Takes in what `device` had done before this deck came in the place of that one, and this one has not heard of.
    pub fn go_on_from(&mut self, before: &Deck, device: &DeviceId) {
        let known = self.last_of(device);
        for (id, logged) in before.log.of_device(device).filter(|(id, _)| id.number > known) {
            let place = self.log.insert_logged(id, || logged.clone());
            self.take_in(id, place);
        }
    }

    /// Whether something has come that this deck, which was resumed from a snapshot, cannot fold: an undo of what is in the snapshot, or
    /// of another thing than a deletion or what is said of one card or chart, after it was shown. What is shown is as it was before; a store resumes another from
    /// the same snapshot, or from all events.
    pub fn needs_all_events(&self) -> bool {
        self.log.is_short()
    }

    /// Takes in one more event. One that comes in order costs little, and so does the undo of a deletion or of what is said of a card or a
    /// chart: a look at the events that are known, and the fold of those of this card. One that comes late, or another undo, folds the whole log again. An event whose id is known already changes nothing.
    pub fn apply(&mut self, event: &Event) {
        let place = self.log.insert(event);
        self.take_in(&event.id, place);
    }

    fn take_in(&mut self, id: &EventId, place: Place) {
        match place {
            // From here on the fold is not what is shown.
            _ if self.log.is_short() => {}
            Place::Known => {}
            Place::Last(logged) => match &logged.change {
                Change::Undone { event } => match self.log.undo(event) {
                    Undo::Nothing => {}
                    Undo::Retell(logged) => self.retell(&logged.change),
                    Undo::Restore => self.restore(event),
                    Undo::Refold => self.refold(),
                },
                _ => self.step(id, &logged),
            },
            Place::Between => self.refold(),
        }
    }

    /// Folds what is said of the card or the chart of this change again, and nothing else.
    fn retell(&mut self, change: &Change) {
        let in_effect = self.log.of_same(change);
        // Whether the card is still known by something else, only a fold tells; in a deck that was resumed it stays as one without work.
        if in_effect.is_empty() && !self.log.is_resumed() {
            return self.refold();
        }
        if let Some((lesson, card)) = change.card() {
            let before = self.before.get(lesson).and_then(|work| work.cards.get(card));
            *self.card(lesson, card) = before.cloned().unwrap_or_default();
        } else if let Some((lesson, chart)) = change.chart() {
            let before = self.before.get(lesson).and_then(|work| work.charts.get(chart));
            *self.chart(lesson, chart) = before.cloned().unwrap_or_default();
        }
        for (id, logged) in &in_effect {
            self.step(id, logged);
        }
    }

    /// The last review that `device` has made at or after `since` (UTC milliseconds) and not taken back.
    pub fn last_review(&self, device: &DeviceId, since: i64) -> Option<LastReview<'_>> {
        self.log.of_device(device).rev().take_while(|(_, entry)| entry.at >= since).find_map(|(event, entry)| {
            match &entry.change {
                Change::Reviewed { lesson, card, .. } if !self.log.is_taken_back(event) => {
                    Some(LastReview { event, lesson, card, at: entry.at })
                }
                _ => None,
            }
        })
    }

    /// What `device` has done at or after `since` (UTC milliseconds) and can take back, the last first. Taking back one after
    /// another leads back any number of steps; in a deck that was resumed, as far as its snapshot.
    pub fn deeds(&self, device: &DeviceId, since: i64) -> impl Iterator<Item = Deed<'_>> {
        let entries = self.log.of_device(device).rev().take_while(move |(_, entry)| entry.at >= since);
        entries.filter(|(event, _)| !self.log.is_taken_back(event)).filter_map(|(event, entry)| {
            let (card, is_review) = match &entry.change {
                Change::Reviewed { lesson, card, .. } => (Some((lesson, card)), true),
                Change::Card { lesson, card, .. } => (Some((lesson, card)), false),
                Change::Deleted { .. } | Change::Wanted { .. } => (None, false),
                _ => return None,
            };
            Some(Deed { event, card, is_review, at: entry.at })
        })
    }

    /// The guesses of a chart that are the answer of a review: kept while its card was on screen.
    pub fn guesses_of(&self, review: &EventId) -> Option<(&EventId, &ChartId)> {
        let (_, entry) = self.log.of_device(&review.device).rev().find(|(event, _)| *event == review)?;
        let Change::Reviewed { took, .. } = &entry.change else { return None };
        let since = entry.at.saturating_sub(i64::from(*took));
        self.guesses_before(&review.device, review.number)
            .filter(|(.., at)| *at >= since)
            .map(|(event, chart, _)| (event, chart))
    }

    /// The guesses of a chart that `device` has kept and not graded yet.
    pub fn ungraded_guesses(&self, device: &DeviceId) -> Option<(&EventId, &ChartId)> {
        self.guesses_before(device, u64::MAX).map(|(event, chart, _)| (event, chart))
    }

    /// The guesses of a chart that `device` has kept before its event with this number, if it has reviewed nothing between, and when.
    fn guesses_before(&self, device: &DeviceId, number: u64) -> Option<(&EventId, &ChartId, i64)> {
        let mut earlier = self.log.of_device(device).rev().skip_while(|(event, _)| event.number >= number);
        earlier.find_map(|(event, entry)| match &entry.change {
            _ if self.log.is_taken_back(event) => None,
            Change::Reviewed { .. } => Some(None),
            Change::Chart { chart, said: OfChart::Guessed(_), .. } => Some(Some((event, chart, entry.at))),
            _ => None,
        })?
    }

    /// The cards that were reviewed at or after `since` (UTC milliseconds) on any device, each once; some of these reviews may have
    /// been taken back.
    pub fn reviewed_since(&self, since: i64) -> Vec<(&LessonId, &CardId)> {
        if self.log.is_resumed_after(since) {
            // What the snapshot has folded of it is not among the events.
            let works = self.lessons.iter().map(|(lesson, entry)| (lesson, &entry.work)).chain(&self.kept);
            let cards =
                works.flat_map(|(lesson, work)| work.cards.iter().map(move |(card, work)| (lesson, card, work)));
            let is_since = |work: &CardWork| work.reviews.last().is_some_and(|review| review.at >= since);
            return cards.filter(|(.., work)| is_since(work)).map(|(lesson, card, _)| (lesson, card)).collect();
        }
        let mut found = Vec::new();
        for device in self.log.heads().keys() {
            for (_, entry) in self.log.of_device(device).rev().take_while(|(_, entry)| entry.at >= since) {
                if let Change::Reviewed { lesson, card, .. } = &entry.change
                    && !found.contains(&(lesson, card))
                {
                    found.push((lesson, card));
                }
            }
        }
        found
    }

    /// The reviews of a card, be its lesson in the library or not.
    pub fn history(&self, lesson: &LessonId, card: &CardId) -> &[PastReview] {
        let work = self.lessons.get(lesson).map(|entry| &entry.work).or_else(|| self.kept.get(lesson));
        work.and_then(|work| work.cards.get(card)).map_or(&[], |card| &card.reviews)
    }

    /// Of each device, the number up to which every event is known: what a store holds after that may be new.
    pub fn known_up_to(&self) -> BTreeMap<DeviceId, u64> {
        self.log.known_up_to()
    }

    /// The number of the last event of a device.
    pub fn last_of(&self, device: &DeviceId) -> u64 {
        self.log.heads().get(device).map_or(0, |head| head.number)
    }

    /// How much a device has done after its event with this number, but for places in texts.
    pub fn done_after(&self, device: &DeviceId, number: u64) -> usize {
        self.log.done_after(device, number)
    }

    /// The highest number known of each device.
    pub fn version_vector(&self) -> BTreeMap<&DeviceId, u64> {
        self.log.version_vector()
    }

    /// What a snapshot has made cannot be taken out of the deck again.
    fn refold(&mut self) {
        match self.log.is_resumed() {
            true => self.log.fall_short(),
            false => self.fold(),
        }
    }

    /// Folds every event that is known, or all that have come after a snapshot onto what that has made.
    fn fold(&mut self) {
        if !self.log.is_resumed() {
            *self = Deck { log: mem::take(&mut self.log), ..Deck::default() };
        }
        for (id, logged) in self.log.fold().unwrap_or_default() {
            self.step(&id, &logged);
        }
    }

    /// What one event in effect does to the state that the events before it have made.
    fn step(&mut self, id: &EventId, logged: &Logged) {
        let Logged { at, offset, change } = logged;
        match change {
            Change::Added { lesson, title, text, source, structure, seed } => {
                let entry = Entry {
                    title: title.clone(),
                    text: text.clone(),
                    source: source.clone(),
                    structure: structure.clone(),
                    seed: *seed,
                    added: *at,
                    work: self.kept.remove(lesson).unwrap_or_default(),
                };
                self.deleted.retain(|(_, known, _)| known != lesson);
                self.gone.remove(lesson);
                // Adding a lesson again renews its text and keeps its place in the library and its history.
                match self.lessons.get_mut(lesson) {
                    Some(known) => *known = Entry { added: known.added, work: mem::take(&mut known.work), ..entry },
                    None => {
                        self.lessons.insert(lesson.clone(), entry);
                    }
                }
            }
            Change::Renamed { lesson, title } => {
                if let Some(entry) = self.lessons.get_mut(lesson) {
                    entry.title = title.clone();
                }
            }
            Change::Tagged { lesson, tags } => self.work(lesson).tags = tags.clone(),
            Change::Deleted { lesson } => self.let_go(lesson, id),
            Change::Reviewed { lesson, card, grade, took, estimate } => {
                let review = PastReview { event: id.clone(), at: *at, offset: *offset, grade: *grade, took: *took };
                let card = self.card(lesson, card);
                card.reviews.push(review);
                card.estimates.extend(estimate.clone());
            }
            Change::Card { lesson, card, said } => {
                let card = self.card(lesson, card);
                match said.clone() {
                    Said::Flagged(note) => card.flag = note,
                    Said::Suspended(is_suspended) => card.is_suspended = is_suspended,
                    Said::Buried(is_buried) => card.buried = is_buried.then_some((*at, *offset)),
                    Said::Formed(form) => card.form = form,
                    Said::Edited(edit) => card.edit = edit,
                }
            }
            Change::Wanted { lesson, count } => self.work(lesson).wanted = *count,
            Change::Chart { lesson, chart, said } => {
                let chart = self.chart(lesson, chart);
                match said.clone() {
                    OfChart::Guessed(guesses) => chart.guesses.push(guesses),
                    OfChart::Titled(title) => chart.title = title,
                    OfChart::Hidden(is_hidden) => chart.is_hidden = is_hidden,
                    OfChart::Made(made) => chart.made = made,
                }
            }
            Change::Remarked { lesson, remark } => {
                if self.log.is_resumed() && !self.read_before.contains_key(lesson) {
                    let known = self.work(lesson).corrections.clone();
                    self.read_before.insert(lesson.clone(), known);
                }
                Rc::make_mut(&mut self.work(lesson).corrections).hear(remark);
            }
            Change::Published { lesson, publication } => self.work(lesson).publication = Some(publication.clone()),
            Change::Arranged { lesson, said } => Rc::make_mut(&mut self.work(lesson).arranged).take(said),
            Change::Ordered { lesson, charts } => self.work(lesson).chart_order = charts.clone(),
            Change::Set { key, value } => {
                self.settings.insert(key.clone(), value.clone());
            }
            // Taken into account before the fold: what it takes back is left out.
            Change::Undone { .. } => {}
        }
    }

    fn work(&mut self, lesson: &LessonId) -> &mut Work {
        Rc::make_mut(match self.lessons.get_mut(lesson) {
            Some(entry) => &mut entry.work,
            None => self.kept.entry(lesson.clone()).or_default(),
        })
    }

    fn card(&mut self, lesson: &LessonId, card: &CardId) -> &mut CardWork {
        if self.log.is_resumed() && !self.before.get(lesson).is_some_and(|work| work.cards.contains_key(card)) {
            let known = self.work(lesson).cards.get(card).cloned().unwrap_or_default();
            self.before_in(lesson).cards.insert(card.clone(), known);
        }
        self.work(lesson).cards.entry(card.clone()).or_default()
    }

    fn chart(&mut self, lesson: &LessonId, chart: &ChartId) -> &mut ChartWork {
        if self.log.is_resumed() && !self.before.get(lesson).is_some_and(|work| work.charts.contains_key(chart)) {
            let known = self.work(lesson).charts.get(chart).cloned().unwrap_or_default();
            self.before_in(lesson).charts.insert(chart.clone(), known);
        }
        self.work(lesson).charts.entry(chart.clone()).or_default()
    }

    fn before_in(&mut self, lesson: &LessonId) -> &mut Work {
        Rc::make_mut(self.before.entry(lesson.clone()).or_default())
    }

    /// The answers of every estimate, of all lessons.
    pub fn estimates(&self) -> impl Iterator<Item = &str> {
        let works = self.lessons.values().map(|entry| &entry.work).chain(self.kept.values());
        works.flat_map(|work| work.cards.values()).flat_map(|card| &card.estimates).map(|estimate| &**estimate)
    }
}

impl Entry {
    /// With which the lesson is read: its own, or the one that somebody has given it.
    pub fn seed(&self) -> u64 {
        self.work.arranged.seed.unwrap_or(self.seed)
    }

    /// The reviews of a card; none if it is new.
    pub fn history(&self, card: &CardId) -> &[PastReview] {
        self.card(card).map_or(&[], |work| &work.reviews)
    }

    /// What of it was handed on without the rest: nothing can be read out of its text any more.
    pub fn is_shortened(&self) -> bool {
        self.work.publication.as_ref().is_some_and(|publication| publication.is_shortened)
    }

    /// What was done with a chart, if anything.
    pub fn chart(&self, chart: &ChartId) -> Option<&ChartWork> {
        self.work.charts.get(chart)
    }

    /// What was done with a card, if anything.
    pub fn card(&self, card: &CardId) -> Option<&CardWork> {
        self.work.cards.get(card)
    }

    /// The cards that have a history but are not among those that this version makes.
    pub fn orphans(&self, is_made: impl Fn(&CardId) -> bool) -> impl Iterator<Item = (&CardId, &CardWork)> {
        self.work.cards.iter().filter(move |(card, _)| !is_made(card))
    }
}

#[cfg(test)]
mod tests;
