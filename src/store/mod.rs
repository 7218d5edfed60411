//! Where events are kept: the trait, the versioned stored form, and the contract that every store passes.

pub mod contract;
pub mod corrections;
#[cfg(target_arch = "wasm32")]
pub mod indexed_db;
pub mod memory;
pub mod record;

use std::collections::BTreeMap;

use crate::deck::{Body, DeviceId, Event, EventId};
use crate::fact::id::digest;
use crate::order;

/// A log that only grows. What [`Store::append`] has returned is durable.
#[allow(async_fn_in_trait, reason = "stores are used by one thread, the page's")]
pub trait Store {
    /// Every event that can be read, and the records that cannot, set aside whole.
    async fn load(&self) -> Result<Loaded, StoreError>;

    /// Writes the bodies in one transaction, all or none, and returns them as events with their new ids.
    /// `at` and `offset` are the moment they happened: UTC milliseconds, minutes east.
    async fn append(&self, bodies: Vec<Body>, at: i64, offset: i16) -> Result<Vec<Event>, StoreError>;

    /// Every record as it is kept, readable or not: what a backup takes along.
    async fn records(&self) -> Result<Vec<String>, StoreError>;

    /// Takes in records from elsewhere in one transaction, as they are and with their own ids, all or none. What a store
    /// holds is a set of records, so records that come in any order and any number of times leave the same store. What is new may
    /// belong before what a snapshot knows, so the snapshot is dropped with it. A store that is told of events of its own device which
    /// it does not know was brought back from a copy, or copied: others may have numbers that it would give again, so from then on
    /// it appends in the name of another device.
    async fn merge(&self, records: Vec<String>) -> Result<Merged, StoreError>;

    /// A mark of the last merge, another one each time; empty before the first.
    async fn last_merge(&self) -> Result<String, StoreError>;

    /// Keeps the bytes of a snapshot ([`crate::deck::snapshot`]) in the place of the one before. `set_aside` is what [`Self::load`] has
    /// set aside of the records that it was made of: a start from it does not meet them. `last_merge` is the mark from before these
    /// were loaded: where there is another by now, the snapshot would hide what came by that merge, so it is not kept, and `false` says so.
    async fn keep_snapshot(
        &self,
        snapshot: Vec<u8>,
        set_aside: Vec<String>,
        last_merge: &str,
    ) -> Result<bool, StoreError>;

    async fn snapshot(&self) -> Result<Option<Vec<u8>>, StoreError>;

    /// As [`Self::load`], but without the events of each device up to the number that is given for it. Where these are the numbers of
    /// the snapshot that is kept, everything that is set aside is told as if all had been loaded.
    async fn load_after(&self, heads: &BTreeMap<DeviceId, u64>) -> Result<Loaded, StoreError>;
}

#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The device in whose name this store appends.
    pub device: DeviceId,
    /// By device and number.
    pub events: Vec<Event>,
    /// Records of a newer version or damaged ones, as they were found; kept, reported, never dropped.
    pub set_aside: Vec<String>,
}

/// What a merge has brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// Events that were not there before.
    pub events: Vec<Event>,
    /// How many records were there already.
    pub known: usize,
    /// How many were kept without being read, or beside another record of the same event; which of those counts, the next
    /// [`Store::load`] tells.
    pub set_aside: usize,
}

impl Merged {
    /// Whether it has brought something that this device must have done and the store did not know.
    fn has_forgotten(&self, device: &DeviceId) -> bool {
        self.events.iter().any(|event| event.id.device == *device)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser refuses storage (private window, sandboxed frame).
    Denied(String),
    /// The device or the browser's share of it is full.
    Full,
    /// Another tab is upgrading, or has upgraded to a newer version.
    Busy(String),
    /// Anything else, such as a field over the limits of [`record`].
    Failed(String),
}

impl Loaded {
    /// What a set of records says, in whatever order they come. Where two tell of one event differently, as after a
    /// database was copied whole and both went on, the lesser one by its bytes counts and the other is set aside.
    fn of(device: DeviceId, records: impl IntoIterator<Item = String>) -> Loaded {
        let mut loaded = Loaded { device, events: Vec::new(), set_aside: Vec::new() };
        let mut readable: Vec<(Event, String)> = Vec::new();
        for record in records {
            match record::decode(&record) {
                Some(event) => readable.push((event, record)),
                None => loaded.set_aside.push(record),
            }
        }
        // Nearly always they come in order.
        if !readable.is_sorted_by(|a, b| a.0.id < b.0.id) {
            order::by(&mut readable, |a, b| (&a.0.id, &a.1).cmp(&(&b.0.id, &b.1)));
        }
        let mut counted: Option<String> = None;
        for (event, record) in readable {
            let is_of_known = loaded.events.last().is_some_and(|last| last.id == event.id);
            if !is_of_known {
                loaded.events.push(event);
                counted = Some(record);
            } else if counted.as_ref() != Some(&record) {
                loaded.set_aside.push(record);
            }
        }
        order::sort(&mut loaded.set_aside);
        loaded.set_aside.dedup();
        loaded
    }

    /// Without the events up to the number that is given for their device: one of two records of such an event may lie elsewhere.
    /// `beside` was set aside before, where it is not read again.
    fn after(mut self, heads: &BTreeMap<DeviceId, u64>, beside: impl IntoIterator<Item = String>) -> Loaded {
        self.events.retain(|Event { id, .. }| heads.get(&id.device).is_none_or(|head| id.number > *head));
        self.set_aside.extend(beside);
        order::sort(&mut self.set_aside);
        self.set_aside.dedup();
        self
    }
}

/// Where a record belongs among those that are kept.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    /// Under the id of the event that it tells of.
    Event(Box<Event>),
    /// Under its own hash.
    Aside(String),
}

impl Place {
    fn of(record: &str) -> Place {
        record::decode(record).map_or_else(|| Place::aside(record), |event| Place::Event(Box::new(event)))
    }

    fn aside(record: &str) -> Place {
        Place::Aside(digest("record", &[record]))
    }
}

/// The bodies as events of `device`, numbered from `first`, each with its record.
pub fn number(
    bodies: Vec<Body>,
    device: &DeviceId,
    first: u64,
    at: i64,
    offset: i16,
) -> Result<Vec<(Event, String)>, StoreError> {
    let event = |(number, body)| {
        let event = Event { id: EventId { device: device.clone(), number }, at, offset, body };
        let record = record::encode(&event)?;
        Ok((event, record))
    };
    (first..).zip(bodies).map(event).collect()
}
