//! Every event that has come, in the form that folding needs, and the order of the fold.
//!
//! The order is (time, device, number), with one care: a device whose clock was set back goes on from its latest time,
//! so that what it did later is folded later.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::event::{Body, DeviceId, Edit, Event, EventId, Grade, LessonId};
use crate::card::{CardId, CardKind};
use crate::document::Source;
use crate::order;

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Log {
    entries: BTreeMap<EventId, Rc<Logged>>,
    heads: BTreeMap<DeviceId, Head>,
    /// The last event in the order of the fold, with the time by which it was ordered.
    last: Option<(i64, EventId)>,
    /// What the undos in effect take back.
    taken_back: BTreeSet<EventId>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Head {
    /// The device's highest number.
    number: u64,
    /// The latest of its times, UTC milliseconds.
    at: i64,
}

#[derive(Debug, PartialEq)]
pub(super) struct Logged {
    /// UTC milliseconds.
    pub at: i64,
    /// Minutes east of UTC.
    pub offset: i16,
    pub change: Change,
}

/// What an event changes. Texts are shared with the deck, so that none is held twice.
#[derive(Debug, PartialEq)]
pub(super) enum Change {
    Added { lesson: LessonId, title: Rc<str>, text: Rc<str>, source: Rc<Source>, seed: u64 },
    Renamed { lesson: LessonId, title: Rc<str> },
    Deleted { lesson: LessonId },
    Reviewed { lesson: LessonId, card: CardId, grade: Grade, estimate: Option<Rc<str>> },
    Undone { event: EventId },
    Set { key: String, value: String },
    Card { lesson: LessonId, card: CardId, said: Said },
    Wanted { lesson: LessonId, count: Option<u32> },
}

/// What a learner says of a card.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// With what is wrong, if only an empty text.
    Flagged(Option<Rc<str>>),
    Suspended(bool),
    Formed(Option<CardKind>),
    Edited(Option<Rc<Edit>>),
}

/// Where an event belongs among those that came before it.
#[derive(Debug)]
pub(super) enum Place {
    Known,
    Last(Rc<Logged>),
    Between,
}

impl Log {
    pub fn insert(&mut self, event: &Event) -> Place {
        if self.entries.contains_key(&event.id) {
            return Place::Known;
        }
        let logged = Rc::new(Logged { at: event.at, offset: event.offset, change: Change::of(&event.body) });
        self.entries.insert(event.id.clone(), logged.clone());

        let EventId { device, number } = &event.id;
        let Some(head) = self.heads.get_mut(device) else {
            self.heads.insert(device.clone(), Head { number: *number, at: event.at });
            return self.place((event.at, event.id.clone()), logged);
        };
        let is_next = *number > head.number;
        *head = Head { number: head.number.max(*number), at: head.at.max(event.at) };
        let at = head.at;
        if is_next { self.place((at, event.id.clone()), logged) } else { Place::Between }
    }

    fn place(&mut self, key: (i64, EventId), logged: Rc<Logged>) -> Place {
        if self.last.as_ref().is_some_and(|last| *last > key) {
            return Place::Between;
        }
        self.last = Some(key);
        Place::Last(logged)
    }

    /// The events in effect, in the order of the fold. An undo counts only after what it takes back, so no two can
    /// take back each other.
    pub fn fold(&mut self) -> Vec<(EventId, Rc<Logged>)> {
        let mut order: Vec<(i64, &EventId, &Rc<Logged>)> = Vec::with_capacity(self.entries.len());
        let mut latest: Option<(&DeviceId, i64)> = None;
        for (id, logged) in &self.entries {
            let at = match latest {
                Some((device, at)) if *device == id.device => at.max(logged.at),
                _ => logged.at,
            };
            latest = Some((&id.device, at));
            order.push((at, id, logged));
        }
        order::by_key(&mut order, |&(at, id, _)| (at, id));
        self.last = order.last().map(|&(at, id, _)| (at, id.clone()));

        let rank: BTreeMap<&EventId, usize> = order
            .iter()
            .enumerate()
            .filter(|(_, (_, _, logged))| logged.change.can_be_undone())
            .map(|(rank, (_, id, _))| (*id, rank))
            .collect();
        let mut taken_back = BTreeSet::new();
        for (own_rank, (_, id, logged)) in order.iter().enumerate().rev() {
            if let Change::Undone { event } = &logged.change
                && !taken_back.contains(*id)
                && rank.get(event).is_some_and(|rank| *rank < own_rank)
            {
                taken_back.insert(event.clone());
            }
        }
        let in_effect = order.into_iter().filter(|(_, id, _)| !taken_back.contains(*id));
        let in_effect = in_effect.map(|(_, id, logged)| (id.clone(), logged.clone())).collect();
        self.taken_back = taken_back;
        in_effect
    }

    pub fn is_taken_back(&self, event: &EventId) -> bool {
        self.taken_back.contains(event)
    }

    /// The events of a device by number.
    pub fn of_device(&self, device: &DeviceId) -> impl DoubleEndedIterator<Item = (&EventId, &Logged)> {
        let from = EventId { device: device.clone(), number: 0 };
        let to = EventId { device: device.clone(), number: u64::MAX };
        self.entries.range(from..=to).map(|(id, logged)| (id, logged.as_ref()))
    }

    pub fn version_vector(&self) -> BTreeMap<&DeviceId, u64> {
        self.heads.iter().map(|(device, head)| (device, head.number)).collect()
    }
}

impl Change {
    fn of(body: &Body) -> Change {
        match body {
            Body::LessonAdded { lesson, title, text, source, seed } => Change::Added {
                lesson: lesson.clone(),
                title: title.as_str().into(),
                text: text.as_str().into(),
                source: Rc::new(source.clone()),
                seed: *seed,
            },
            Body::LessonRenamed { lesson, title } => {
                Change::Renamed { lesson: lesson.clone(), title: title.as_str().into() }
            }
            Body::LessonDeleted { lesson } => Change::Deleted { lesson: lesson.clone() },
            Body::Reviewed(review) => {
                let estimate = review.answer.as_deref().filter(|_| review.kind == CardKind::Estimate);
                Change::Reviewed {
                    lesson: review.lesson.clone(),
                    card: review.card.clone(),
                    grade: review.chosen,
                    estimate: estimate.map(Rc::from),
                }
            }
            Body::Undone { event } => Change::Undone { event: event.clone() },
            Body::SettingChanged { key, value } => Change::Set { key: key.clone(), value: value.clone() },
            Body::CardFlagged { lesson, card, flagged, note } => {
                let note = flagged.then(|| note.as_deref().unwrap_or_default().into());
                Change::card(lesson, card, Said::Flagged(note))
            }
            Body::CardSuspended { lesson, card, suspended } => Change::card(lesson, card, Said::Suspended(*suspended)),
            Body::CardFormed { lesson, card, kind } => Change::card(lesson, card, Said::Formed(*kind)),
            Body::CardEdited { lesson, card, edit } => {
                Change::card(lesson, card, Said::Edited(edit.clone().map(Rc::new)))
            }
            Body::CardsWanted { lesson, count } => Change::Wanted { lesson: lesson.clone(), count: *count },
        }
    }

    fn card(lesson: &LessonId, card: &CardId, said: Said) -> Change {
        Change::Card { lesson: lesson.clone(), card: card.clone(), said }
    }

    fn can_be_undone(&self) -> bool {
        !matches!(self, Change::Added { .. } | Change::Renamed { .. } | Change::Set { .. })
    }
}
