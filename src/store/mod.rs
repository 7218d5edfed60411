//! Where events are kept: the trait, the versioned stored form, and the contract that every store passes.

pub mod contract;
#[cfg(target_arch = "wasm32")]
pub mod indexed_db;
pub mod memory;
mod json;
pub mod record;

use crate::deck::{Body, DeviceId, Event, EventId};

/// A log that only grows. What [`Store::append`] has returned is durable.
#[allow(async_fn_in_trait, reason = "stores are used by one thread, the page's")]
pub trait Store {
    /// Every event that can be read, and the records that cannot, set aside whole.
    async fn load(&self) -> Result<Loaded, StoreError>;

    /// Writes the bodies in one transaction, all or none, and returns them as events with their new ids.
    /// `at` and `offset` are the moment they happened: UTC milliseconds, minutes east.
    async fn append(&self, bodies: Vec<Body>, at: i64, offset: i16) -> Result<Vec<Event>, StoreError>;
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

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser refuses storage (private window, sandboxed frame).
    Denied(String),
    /// The device or the browser's share of it is full.
    Full,
    /// Another tab is upgrading, or the database was closed under us.
    Busy(String),
    /// Anything else, such as a field over the limits of [`record`].
    Failed(String),
}

impl Loaded {
    fn of(device: DeviceId, records: impl IntoIterator<Item = String>) -> Loaded {
        let mut loaded = Loaded { device, events: Vec::new(), set_aside: Vec::new() };
        for record in records {
            match record::decode(&record) {
                Some(event) => loaded.events.push(event),
                None => loaded.set_aside.push(record),
            }
        }
        loaded
    }
}

/// The bodies as events of `device`, numbered from `first`, each with its record.
fn number(
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
