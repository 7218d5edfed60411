//! Every event that has come, in the form that folding needs, and the order of the fold.
//!
//! The order is (time, device, number), with one care: a device whose clock was set back goes on from its latest time,
//! so that what it did later is folded later.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::arranged::Arranged;
use super::event::{Body, ChartGuess, DeviceId, Edit, Event, EventId, Grade, LessonId, MadeChart};
use super::publication::Publication;
use super::setting::is_key_by_the_way;
use crate::card::{CardId, CardKind};
use crate::chart::ChartId;
use crate::correct::Remark;
use crate::document::Source;
use crate::order;
use crate::relate::RelationId;

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Log {
    entries: BTreeMap<EventId, Rc<Logged>>,
    heads: BTreeMap<DeviceId, Head>,
    /// The last event in the order of the fold, with the time by which it was ordered.
    last: Option<(i64, EventId)>,
    /// What the undos in effect take back.
    taken_back: BTreeSet<EventId>,
    /// Of a deck that was resumed from a snapshot: what each device had done by then, which is not among the entries.
    base: BTreeMap<DeviceId, Head>,
    /// And the last of that in the order of the fold.
    base_last: Option<(i64, EventId)>,
    /// Something came that cannot be folded without what is in the base.
    is_short: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Head {
    /// The device's highest number.
    pub number: u64,
    /// How many of its events are known.
    pub count: u64,
    /// The latest of its times, UTC milliseconds.
    pub at: i64,
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
    Added { lesson: LessonId, title: Rc<str>, text: Rc<str>, source: Rc<Source>, structure: Option<Rc<str>>, seed: u64 },
    Renamed { lesson: LessonId, title: Rc<str> },
    Deleted { lesson: LessonId },
    Tagged { lesson: LessonId, tags: Rc<[Rc<str>]> },
    Reviewed { lesson: LessonId, card: CardId, grade: Grade, took: u32, estimate: Option<Rc<str>> },
    Undone { event: EventId },
    Set { key: String, value: String },
    Card { lesson: LessonId, card: CardId, said: Said },
    Wanted { lesson: LessonId, count: Option<u32> },
    Chart { lesson: LessonId, chart: ChartId, said: OfChart },
    Ordered { lesson: LessonId, charts: Rc<[ChartId]> },
    Remarked { lesson: LessonId, remark: Remark },
    Published { lesson: LessonId, publication: Rc<Publication> },
    Arranged { lesson: LessonId, said: Arranged },
}

/// What is said of a chart.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum OfChart {
    Guessed(Rc<[ChartGuess]>),
    Titled(Option<Rc<str>>),
    Hidden(bool),
    Made(Option<Rc<MadeChart>>),
}

/// What a learner says of a card.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// With what is wrong, if only an empty text.
    Flagged(Option<Rc<str>>),
    Suspended(bool),
    Buried(bool),
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

/// What an undo that comes last does.
#[derive(Debug)]
pub(super) enum Undo {
    /// There is nothing that it could take back.
    Nothing,
    /// Only what is said of this card or chart has to be told again.
    Retell(Rc<Logged>),
    /// A lesson comes back as it was: nothing was said of its text since.
    Restore,
    /// Events of everything have to be seen again.
    Refold,
}

impl Log {
    pub fn insert(&mut self, event: &Event) -> Place {
        let logged = || Rc::new(Logged { at: event.at, offset: event.offset, change: Change::of(&event.body) });
        self.insert_logged(&event.id, logged)
    }

    pub fn insert_logged(&mut self, id: &EventId, logged: impl FnOnce() -> Rc<Logged>) -> Place {
        if self.entries.contains_key(id) {
            return Place::Known;
        }
        if let Some(base) = self.base.get(&id.device)
            && id.number <= base.number
        {
            // Where numbers are missing in the base, this may be one of them.
            if base.count == base.number {
                return Place::Known;
            }
            self.is_short = true;
        }
        let logged = logged();
        self.entries.insert(id.clone(), logged.clone());

        let EventId { device, number } = id;
        let Some(head) = self.heads.get_mut(device) else {
            self.heads.insert(device.clone(), Head { number: *number, count: 1, at: logged.at });
            return self.place((logged.at, id.clone()), logged);
        };
        let is_next = *number > head.number;
        *head = Head { number: head.number.max(*number), count: head.count + 1, at: head.at.max(logged.at) };
        let at = head.at;
        if is_next { self.place((at, id.clone()), logged) } else { Place::Between }
    }

    fn place(&mut self, key: (i64, EventId), logged: Rc<Logged>) -> Place {
        if self.last.as_ref().is_some_and(|last| *last > key) {
            return Place::Between;
        }
        self.last = Some(key);
        Place::Last(logged)
    }

    /// The events among the entries in the order of the fold, each with the time by which it is ordered: all, or those in effect that
    /// are of the same card, chart or text as a change.
    fn ordered(&self, of: Option<&Change>) -> Vec<(i64, &EventId, &Rc<Logged>)> {
        let mut order = Vec::with_capacity(if of.is_none() { self.entries.len() } else { 0 });
        let mut latest: Option<(&DeviceId, i64)> = None;
        for (id, logged) in &self.entries {
            let at = match latest {
                Some((device, at)) if *device == id.device => at.max(logged.at),
                _ => self.base.get(&id.device).map_or(logged.at, |base| base.at.max(logged.at)),
            };
            latest = Some((&id.device, at));
            if of.is_none_or(|of| logged.change.is_of_same(of) && !self.taken_back.contains(id)) {
                order.push((at, id, logged));
            }
        }
        order::by_key(&mut order, |&(at, id, _)| (at, id));
        order
    }

    /// The place of each event in the order of the fold.
    pub fn order(&self) -> BTreeMap<EventId, usize> {
        self.ordered(None).into_iter().enumerate().map(|(place, (_, id, _))| (id.clone(), place)).collect()
    }

    /// The events in effect that are among the entries, in the order of the fold. An undo counts only after what it takes back, so
    /// no two can take back each other. `None`: what is in the base would have to be folded anew, too.
    pub fn fold(&mut self) -> Option<Vec<(EventId, Rc<Logged>)>> {
        let order = self.ordered(None);
        let first = order.first().map(|&(at, id, _)| (at, id.clone()));
        if self.is_short || first.is_some_and(|first| self.base_last.as_ref().is_some_and(|last| *last > first)) {
            self.is_short = true;
            return None;
        }

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
            {
                if self.is_in_base(event) {
                    self.is_short = true;
                    return None;
                }
                if rank.get(event).is_some_and(|rank| *rank < own_rank) {
                    taken_back.insert(event.clone());
                }
            }
        }
        let last = order.last().map(|&(at, id, _)| (at, id.clone()));
        let in_effect = order.into_iter().filter(|(_, id, _)| !taken_back.contains(*id));
        let in_effect = in_effect.map(|(_, id, logged)| (id.clone(), logged.clone())).collect();
        self.last = last.or_else(|| self.base_last.clone());
        self.taken_back = taken_back;
        Some(in_effect)
    }

    fn is_in_base(&self, event: &EventId) -> bool {
        self.base.get(&event.device).is_some_and(|base| event.number <= base.number)
    }

    /// What is in effect of the same card or chart as this change, in the order of the fold.
    pub fn of_same(&self, change: &Change) -> Vec<(EventId, Rc<Logged>)> {
        self.ordered(Some(change)).into_iter().map(|(_, id, logged)| (id.clone(), logged.clone())).collect()
    }

    /// What is in effect of the facts of a lesson, in the order of the fold, with the moment at which it was said.
    pub fn remarks(&self, lesson: &LessonId) -> impl Iterator<Item = (&EventId, i64, &Remark)> {
        let probe = Change::remark(lesson, Remark::Parted(RelationId(String::new()), false));
        let said = self.ordered(Some(&probe)).into_iter();
        said.filter_map(|(_, id, logged)| match &logged.change {
            Change::Remarked { remark, .. } => Some((id, logged.at, remark)),
            _ => None,
        })
    }

    /// What an undo of `event` does that has just come last; what is of one card or chart is marked as taken back.
    pub fn undo(&mut self, event: &EventId) -> Undo {
        let Some(target) = self.entries.get(event) else {
            return if self.is_in_base(event) { Undo::Refold } else { Undo::Nothing };
        };
        match target.change {
            _ if self.taken_back.contains(event) => Undo::Nothing,
            Change::Reviewed { .. } | Change::Card { .. } | Change::Chart { .. } => {
                let target = target.clone();
                self.taken_back.insert(event.clone());
                Undo::Retell(target)
            }
            Change::Deleted { .. } => {
                let is_last = self.ordered(Some(&target.change)).last().is_some_and(|(_, id, _)| *id == event);
                if !is_last {
                    return Undo::Refold;
                }
                self.taken_back.insert(event.clone());
                Undo::Restore
            }
            _ if target.change.can_be_undone() => Undo::Refold,
            _ => Undo::Nothing,
        }
    }

    /// Whether the events at hand are enough to fold them: not those of a deck that was resumed, if something has come that is
    /// not simply the next.
    pub fn is_short(&self) -> bool {
        self.is_short
    }

    /// Whether there are events in a snapshot that are not among the entries.
    pub fn is_resumed(&self) -> bool {
        !self.base.is_empty()
    }

    /// Whether a snapshot has folded something of `since` (UTC milliseconds) or later, which is not among the entries.
    pub fn is_resumed_after(&self, since: i64) -> bool {
        self.base_last.as_ref().is_some_and(|(at, _)| *at >= since)
    }

    /// Whether nothing has come after the snapshot.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Says that what is in the snapshot has to be folded again, too.
    pub fn fall_short(&mut self) {
        self.is_short = true;
    }

    /// Of each device, the number up to which every event is known.
    pub fn known_up_to(&self) -> BTreeMap<DeviceId, u64> {
        let known = |(device, head): (&DeviceId, &Head)| {
            // A snapshot is made of all that its store held. What is missing in it cannot be read; or it comes by a merge, as below.
            let base = self.base.get(device).map_or(0, |base| base.number);
            let after = || self.of_device(device).map(|(id, _)| id.number).skip_while(|number| *number <= base);
            // A merge of what was taken in from elsewhere has every page load all of it; nobody adds to it otherwise.
            let known = match head.count == head.number || device.is_of_import() {
                true => head.number,
                false => after()
                    .zip(base + 1..)
                    .take_while(|(number, next)| number == next)
                    .last()
                    .map_or(base, |(at, _)| at),
            };
            (device.clone(), known)
        };
        // A loop, as collecting would sort, which weighs something in the browser.
        let mut all = BTreeMap::new();
        for (device, number) in self.heads.iter().map(known) {
            all.insert(device, number);
        }
        all
    }

    /// A log that goes on from what a snapshot knows.
    pub fn resumed(base: BTreeMap<DeviceId, Head>, last: Option<(i64, EventId)>) -> Log {
        Log { heads: base.clone(), base, base_last: last.clone(), last, ..Log::default() }
    }

    pub fn heads(&self) -> &BTreeMap<DeviceId, Head> {
        &self.heads
    }

    pub fn last(&self) -> Option<&(i64, EventId)> {
        self.last.as_ref()
    }

    pub fn is_taken_back(&self, event: &EventId) -> bool {
        self.taken_back.contains(event)
    }

    /// The events of a device by number.
    pub fn of_device(&self, device: &DeviceId) -> impl DoubleEndedIterator<Item = (&EventId, &Rc<Logged>)> {
        let from = EventId { device: device.clone(), number: 0 };
        let to = EventId { device: device.clone(), number: u64::MAX };
        self.entries.range(from..=to)
    }

    /// How much a device has done after its event with this number, but for places in texts. What a snapshot knows is counted whole.
    pub fn done_after(&self, device: &DeviceId, number: u64) -> usize {
        let base = self.base.get(device).map_or(0, |base| base.number);
        let is_by_the_way = |change: &Change| matches!(change, Change::Set { key, .. } if is_key_by_the_way(key));
        let after = self.of_device(device).rev().take_while(|(id, _)| id.number > number.max(base));
        after.filter(|(_, logged)| !is_by_the_way(&logged.change)).count() + base.saturating_sub(number) as usize
    }

    pub fn version_vector(&self) -> BTreeMap<&DeviceId, u64> {
        self.heads.iter().map(|(device, head)| (device, head.number)).collect()
    }
}

impl Change {
    fn of(body: &Body) -> Change {
        match body {
            Body::LessonAdded { lesson, title, text, source, structure, seed } => Change::Added {
                lesson: lesson.clone(),
                title: title.as_str().into(),
                text: text.as_str().into(),
                source: Rc::new(source.clone()),
                structure: structure.as_deref().map(Rc::from),
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
                    took: review.took,
                    estimate: estimate.map(Rc::from),
                }
            }
            Body::Undone { event } => Change::Undone { event: event.clone() },
            Body::SettingChanged { key, value } => Change::Set { key: key.clone(), value: value.clone() },
            Body::CardFlagged { lesson, card, flagged, note } => {
                let note = flagged.then(|| note.as_deref().unwrap_or_default().into());
                Change::said_of_card(lesson, card, Said::Flagged(note))
            }
            Body::CardSuspended { lesson, card, suspended } => {
                Change::said_of_card(lesson, card, Said::Suspended(*suspended))
            }
            Body::CardBuried { lesson, card, buried } => Change::said_of_card(lesson, card, Said::Buried(*buried)),
            Body::CardFormed { lesson, card, kind } => Change::said_of_card(lesson, card, Said::Formed(*kind)),
            Body::CardEdited { lesson, card, edit } => {
                Change::said_of_card(lesson, card, Said::Edited(edit.clone().map(Rc::new)))
            }
            Body::CardsWanted { lesson, count } => Change::Wanted { lesson: lesson.clone(), count: *count },
            Body::ChartGuessed { lesson, chart, guesses } => {
                Change::said_of_chart(lesson, chart, OfChart::Guessed(guesses.as_slice().into()))
            }
            Body::ChartTitled { lesson, chart, title } => {
                Change::said_of_chart(lesson, chart, OfChart::Titled(title.as_deref().map(Rc::from)))
            }
            Body::ChartHidden { lesson, chart, hidden } => {
                Change::said_of_chart(lesson, chart, OfChart::Hidden(*hidden))
            }
            Body::ChartMade { lesson, chart, made } => {
                Change::said_of_chart(lesson, chart, OfChart::Made(made.clone().map(Rc::new)))
            }
            Body::LessonTagged { lesson, tags } => {
                Change::Tagged { lesson: lesson.clone(), tags: tags.iter().map(|tag| Rc::from(tag.as_str())).collect() }
            }
            Body::FactCorrected { lesson, fact, correction } => {
                Change::remark(lesson, Remark::Fact(fact.clone(), correction.as_deref().map(Rc::from)))
            }
            Body::RelationParted { lesson, relation, parted } => {
                Change::remark(lesson, Remark::Parted(relation.clone(), *parted))
            }
            Body::RelationMade { lesson, relation, made } => {
                Change::remark(lesson, Remark::Made(relation.clone(), made.as_deref().map(Rc::from)))
            }
            Body::LessonPublished { lesson, publication } => {
                Change::Published { lesson: lesson.clone(), publication: Rc::new(publication.clone()) }
            }
            Body::LessonArranged { lesson, said } => Change::Arranged { lesson: lesson.clone(), said: said.clone() },
            Body::ChartsOrdered { lesson, charts } => {
                Change::Ordered { lesson: lesson.clone(), charts: charts.as_slice().into() }
            }
        }
    }

    fn said_of_card(lesson: &LessonId, card: &CardId, said: Said) -> Change {
        Change::Card { lesson: lesson.clone(), card: card.clone(), said }
    }

    fn said_of_chart(lesson: &LessonId, chart: &ChartId, said: OfChart) -> Change {
        Change::Chart { lesson: lesson.clone(), chart: chart.clone(), said }
    }

    fn remark(lesson: &LessonId, remark: Remark) -> Change {
        Change::Remarked { lesson: lesson.clone(), remark }
    }

    /// Whether both say something of one card, of one chart, of the text of one lesson, or of its facts.
    fn is_of_same(&self, other: &Change) -> bool {
        let of = |change| (Change::card(change), Change::chart(change), Change::text(change), Change::remarked(change));
        of(self) != (None, None, None, None) && of(self) == of(other)
    }

    /// The lesson of whose facts something is said.
    fn remarked(&self) -> Option<&LessonId> {
        match self {
            Change::Remarked { lesson, .. } => Some(lesson),
            _ => None,
        }
    }

    /// The card that it says something of.
    pub fn card(&self) -> Option<(&LessonId, &CardId)> {
        match self {
            Change::Reviewed { lesson, card, .. } | Change::Card { lesson, card, .. } => Some((lesson, card)),
            _ => None,
        }
    }

    /// The lesson whose text comes, goes or gets another title by it.
    fn text(&self) -> Option<&LessonId> {
        match self {
            Change::Added { lesson, .. } | Change::Renamed { lesson, .. } | Change::Deleted { lesson } => Some(lesson),
            _ => None,
        }
    }

    /// The chart that it says something of.
    pub fn chart(&self) -> Option<(&LessonId, &ChartId)> {
        match self {
            Change::Chart { lesson, chart, .. } => Some((lesson, chart)),
            _ => None,
        }
    }

    fn can_be_undone(&self) -> bool {
        !matches!(self, Change::Added { .. } | Change::Renamed { .. } | Change::Set { .. } | Change::Published { .. })
    }
}
