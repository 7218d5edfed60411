//! A deck as bytes, so that a start has to read only what happened since. It is made from events and can always be made anew:
//! one that is damaged, or of another version of the fold, is no loss.
//!
//! What stands in it is no longer among the events of the log. So a resumed deck folds whatever has come after it, goes on with
//! what comes next, and takes back reviews; for anything else it says that it [`needs_all_events`](Deck::needs_all_events).

mod arranged;
mod corrections;
mod publication;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::log::{Head, Log};
use super::{
    Body, CardWork, ChartGuess, ChartWork, Deck, DeviceId, Edit, Entry, Event, EventId, Grade, LessonId, MadeChart,
    MadeRow, PastReview, Work,
};
use crate::card::{CardId, CardKind, Piece};
use crate::chart::ChartId;
use crate::document::Source;
use crate::extract::Amount;
use crate::fact::{FactId, Quote};

/// Raised whenever the fold, or what it gives, changes: a snapshot of another version is not read.
pub const VERSION: u64 = 5;
/// A mark, and the hash of what comes after it.
const MARK: &[u8; 8] = b"konsnap\n";

/// The last events, which a snapshot should leave out so that they can be taken back: so many, or fewer.
pub const RECENT: usize = 1000;

/// The events in the order of the fold, parted into those that a snapshot is made of and the `recent` ones. These are fewer where one
/// of them takes back what comes before them: a deck that was resumed without it would need all events again at every start.
pub fn part(mut events: Vec<Event>, recent: usize) -> (Vec<Event>, Vec<Event>) {
    let whole = Deck::of(&events);
    let order = whole.log.order();
    crate::order::by_key(&mut events, |event| order.get(&event.id).copied());
    let mut cut = events.len().saturating_sub(recent);
    let mut place = cut;
    while let Some(event) = events.get(place) {
        place += 1;
        if let Body::Undone { event } = &event.body
            && order.get(event).is_some_and(|undone| *undone < cut)
        {
            cut = place;
        }
    }
    let recent = events.split_off(cut);
    (events, recent)
}

/// `None` of a deck that needs all events itself.
pub fn write(deck: &Deck) -> Option<Vec<u8>> {
    if deck.needs_all_events() {
        return None;
    }
    let mut out = Writer { bytes: Vec::new(), devices: BTreeMap::new() };
    out.number(VERSION);
    out.count(deck.log.heads().len());
    for (index, (device, head)) in (0..).zip(deck.log.heads()) {
        out.devices.insert(device.clone(), index);
        out.text(&device.0);
        out.number(head.number);
        out.number(head.count);
        out.signed(head.at);
    }
    match deck.log.last() {
        None => out.flag(false),
        Some((at, id)) => {
            out.flag(true);
            out.signed(*at);
            out.event(id);
        }
    }
    out.count(deck.settings.len());
    for (key, value) in &deck.settings {
        out.text(key);
        out.text(value);
    }
    out.count(deck.lessons.len());
    for (id, entry) in &deck.lessons {
        let Source { author, work, published, url } = &*entry.source;
        out.text(&id.0);
        out.text(&entry.title);
        out.text(&entry.text);
        [author, work, published, url].into_iter().for_each(|field| out.maybe(field.as_deref()));
        out.maybe(entry.structure.as_deref());
        out.number(entry.seed);
        out.signed(entry.added);
        out.work(&entry.work);
    }
    out.count(deck.kept.len());
    for (id, work) in &deck.kept {
        out.text(&id.0);
        out.work(work);
    }
    let mut bytes = MARK.to_vec();
    bytes.extend(hash(&out.bytes).to_le_bytes());
    bytes.extend(out.bytes);
    Some(bytes)
}

/// The deck, which knows no events but goes on from there; `None` where the bytes are not whole or of another version.
pub fn read(bytes: &[u8]) -> Option<Deck> {
    let (hashed, rest) = bytes.strip_prefix(MARK)?.split_first_chunk::<8>()?;
    if u64::from_le_bytes(*hashed) != hash(rest) {
        return None;
    }
    let mut input = Reader { rest, devices: Vec::new() };
    if input.number()? != VERSION {
        return None;
    }
    let mut heads = BTreeMap::new();
    for _ in 0..input.number()? {
        let device = DeviceId(input.text()?.to_owned());
        input.devices.push(device.clone());
        heads.insert(device, Head { number: input.number()?, count: input.number()?, at: input.signed()? });
    }
    let last = if input.flag()? { Some((input.signed()?, input.event()?)) } else { None };
    let mut deck = Deck { log: Log::resumed(heads, last), ..Deck::default() };
    for _ in 0..input.number()? {
        deck.settings.insert(input.text()?.to_owned(), input.text()?.to_owned());
    }
    for _ in 0..input.number()? {
        let id = LessonId(input.text()?.to_owned());
        let entry = Entry {
            title: input.text()?.into(),
            text: input.text()?.into(),
            source: Rc::new(Source {
                author: input.maybe()?,
                work: input.maybe()?,
                published: input.maybe()?,
                url: input.maybe()?,
            }),
            structure: input.maybe()?.map(Rc::from),
            seed: input.number()?,
            added: input.signed()?,
            work: Rc::new(input.work()?),
        };
        deck.lessons.insert(id, entry);
    }
    for _ in 0..input.number()? {
        deck.kept.insert(LessonId(input.text()?.to_owned()), Rc::new(input.work()?));
    }
    input.rest.is_empty().then_some(deck)
}

/// The highest number of each device whose events are in the snapshot: what comes after them is to be given to the deck.
pub fn heads(deck: &Deck) -> BTreeMap<DeviceId, u64> {
    let mut heads = BTreeMap::new();
    for (device, head) in deck.log.heads() {
        heads.insert(device.clone(), head.number);
    }
    heads
}

/// FNV-1a: against damage, not against malice.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

struct Writer {
    bytes: Vec<u8>,
    devices: BTreeMap<DeviceId, u64>,
}

impl Writer {
    /// Seven bits a byte, the lowest first; all but the last have the highest bit.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// Small ones of both signs are short.
    fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }

    fn flag(&mut self, flag: bool) {
        self.number(flag.into());
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn maybe(&mut self, text: Option<&str>) {
        self.flag(text.is_some());
        if let Some(text) = text {
            self.text(text);
        }
    }

    fn event(&mut self, id: &EventId) {
        // Every event that was folded has its device's head.
        self.number(self.devices.get(&id.device).copied().unwrap_or(u64::MAX));
        self.number(id.number);
    }

    fn kind(&mut self, kind: CardKind) {
        self.count(CardKind::ALL.iter().position(|known| *known == kind).unwrap_or(usize::MAX));
    }

    fn work(&mut self, work: &Work) {
        self.flag(work.wanted.is_some());
        self.number(work.wanted.unwrap_or_default().into());
        self.count(work.cards.len());
        for (id, card) in &work.cards {
            self.text(&id.0);
            self.card(card);
        }
        self.count(work.charts.len());
        for (id, chart) in &work.charts {
            self.text(&id.0);
            self.chart(chart);
        }
        self.count(work.chart_order.len());
        work.chart_order.iter().for_each(|chart| self.text(&chart.0));
        self.count(work.tags.len());
        work.tags.iter().for_each(|tag| self.text(tag));
        self.corrections(&work.corrections);
        self.publication(work.publication.as_deref());
        self.arrangement(&work.arranged);
    }

    fn chart(&mut self, chart: &ChartWork) {
        self.count(chart.guesses.len());
        for guesses in &chart.guesses {
            self.count(guesses.len());
            for ChartGuess { fact, value, truth, right } in guesses.iter() {
                self.text(&fact.0);
                self.text(&value.to_string());
                self.text(&truth.to_string());
                self.flag(*right);
            }
        }
        self.maybe(chart.title.as_deref());
        self.flag(chart.is_hidden);
        self.flag(chart.made.is_some());
        if let Some(MadeChart { title, rows }) = chart.made.as_deref() {
            self.text(title);
            self.count(rows.len());
            for MadeRow { fact, quote } in rows {
                self.text(&fact.0);
                self.quote(quote);
            }
        }
    }

    fn card(&mut self, card: &CardWork) {
        self.count(card.reviews.len());
        let mut before = 0;
        for review in &card.reviews {
            self.event(&review.event);
            self.signed(review.at.wrapping_sub(before));
            self.signed(review.offset.into());
            self.number(review.grade as u64);
            self.number(review.took.into());
            before = review.at;
        }
        self.count(card.estimates.len());
        card.estimates.iter().for_each(|estimate| self.text(estimate));
        self.maybe(card.flag.as_deref());
        self.flag(card.is_suspended);
        self.flag(card.buried.is_some());
        let (at, offset) = card.buried.unwrap_or_default();
        self.signed(at);
        self.signed(offset.into());
        self.flag(card.form.is_some());
        card.form.iter().for_each(|form| self.kind(*form));
        self.flag(card.edit.is_some());
        card.edit.iter().for_each(|edit| self.edit(edit));
    }

    fn edit(&mut self, edit: &Edit) {
        self.count(edit.prompt.len());
        for piece in &edit.prompt {
            self.maybe(if let Piece::Text(text) = piece { Some(text) } else { None });
        }
        self.text(&edit.answer);
        self.count(edit.accepts.len());
        edit.accepts.iter().for_each(|words| self.text(words));
        self.kind(edit.kind);
        self.count(edit.facts.len());
        edit.facts.iter().for_each(|fact| self.text(&fact.0));
        self.count(edit.evidence.len());
        edit.evidence.iter().for_each(|quote| self.quote(quote));
    }

    fn quote(&mut self, Quote { exact, prefix, suffix, answer: (from, to) }: &Quote) {
        [exact, prefix, suffix].into_iter().for_each(|text| self.text(text));
        self.count(*from);
        self.count(*to);
    }
}

struct Reader<'a> {
    rest: &'a [u8],
    devices: Vec<DeviceId>,
}

impl<'a> Reader<'a> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn small<T: TryFrom<u64>>(&mut self) -> Option<T> {
        self.number()?.try_into().ok()
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn flag(&mut self) -> Option<bool> {
        Some(self.number()? != 0)
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.small()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        str::from_utf8(text).ok()
    }

    fn maybe(&mut self) -> Option<Option<String>> {
        Some(if self.flag()? { Some(self.text()?.to_owned()) } else { None })
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut items = Vec::new();
        for _ in 0..self.number()? {
            items.push(item(self)?);
        }
        Some(items)
    }

    fn event(&mut self) -> Option<EventId> {
        let device: usize = self.small()?;
        Some(EventId { device: self.devices.get(device)?.clone(), number: self.number()? })
    }

    fn kind(&mut self) -> Option<CardKind> {
        CardKind::ALL.get(self.small::<usize>()?).copied()
    }

    fn work(&mut self) -> Option<Work> {
        let (has_wish, wanted) = (self.flag()?, self.small()?);
        // In loops, as collecting would sort them.
        let mut cards = BTreeMap::new();
        for _ in 0..self.number()? {
            cards.insert(CardId(self.text()?.to_owned()), self.card()?);
        }
        let mut charts = BTreeMap::new();
        for _ in 0..self.number()? {
            charts.insert(ChartId(self.text()?.to_owned()), self.chart()?);
        }
        let chart_order = self.list(|input| Some(ChartId(input.text()?.to_owned())))?;
        let tags = self.list(|input| input.text().map(Rc::from))?;
        let corrections = Rc::new(self.corrections()?);
        let publication = self.publication()?.map(Rc::new);
        let arranged = Rc::new(self.arrangement()?);
        let wanted = has_wish.then_some(wanted);
        let (chart_order, tags) = (chart_order.into(), tags.into());
        Some(Work { cards, wanted, charts, chart_order, tags, corrections, publication, arranged })
    }

    fn chart(&mut self) -> Option<ChartWork> {
        let guesses = self.list(|input| input.list(Reader::guess).map(Rc::from))?;
        let title = self.maybe()?.map(Rc::from);
        let (is_hidden, is_made) = (self.flag()?, self.flag()?);
        let made = if is_made {
            let title = self.text()?.to_owned();
            let row =
                |input: &mut Self| Some(MadeRow { fact: FactId(input.text()?.to_owned()), quote: input.quote()? });
            Some(Rc::new(MadeChart { title, rows: self.list(row)? }))
        } else {
            None
        };
        Some(ChartWork { guesses, title, is_hidden, made })
    }

    fn guess(&mut self) -> Option<ChartGuess> {
        let fact = FactId(self.text()?.to_owned());
        let mut amount = || self.text()?.parse::<Amount>().ok();
        Some(ChartGuess { fact, value: amount()?, truth: amount()?, right: self.flag()? })
    }

    fn card(&mut self) -> Option<CardWork> {
        let mut at = 0i64;
        let mut reviews = Vec::new();
        for _ in 0..self.number()? {
            let event = self.event()?;
            at = at.wrapping_add(self.signed()?);
            let offset = self.signed()?.try_into().ok()?;
            let grade = *[Grade::Again, Grade::Hard, Grade::Good, Grade::Easy].get(self.small::<usize>()?)?;
            reviews.push(PastReview { event, at, offset, grade, took: self.small()? });
        }
        let estimates = self.list(|input| input.text().map(Rc::from))?;
        let flag = self.maybe()?.map(Rc::from);
        let is_suspended = self.flag()?;
        let (is_buried, at, offset) = (self.flag()?, self.signed()?, self.signed()?);
        Some(CardWork {
            reviews,
            estimates,
            flag,
            is_suspended,
            buried: is_buried.then_some((at, offset.try_into().ok()?)),
            form: if self.flag()? { Some(self.kind()?) } else { None },
            edit: if self.flag()? { Some(Rc::new(self.edit()?)) } else { None },
        })
    }

    fn edit(&mut self) -> Option<Edit> {
        Some(Edit {
            prompt: self.list(|input| Some(input.maybe()?.map_or(Piece::Blank, Piece::Text)))?,
            answer: self.text()?.to_owned(),
            accepts: self.list(|input| input.text().map(str::to_owned))?,
            kind: self.kind()?,
            facts: self.list(|input| Some(FactId(input.text()?.to_owned())))?,
            evidence: self.list(Reader::quote)?,
        })
    }

    fn quote(&mut self) -> Option<Quote> {
        Some(Quote {
            exact: self.text()?.to_owned(),
            prefix: self.text()?.to_owned(),
            suffix: self.text()?.to_owned(),
            answer: (self.small()?, self.small()?),
        })
    }
}

#[cfg(test)]
mod tests;
