//! Where events are kept: the trait, the versioned stored form, and the contract that every store passes.

pub mod memory;
#[cfg(target_arch = "wasm32")]
pub mod indexed_db;

use crate::deck::{Body, Event};

/// A log that only grows. What [`Store::append`] has returned is durable.
#[allow(async_fn_in_trait, reason = "stores are used by one thread, the page's")]
pub trait Store {
    /// Every event that can be read, and the records that cannot, set aside whole.
    async fn load(&self) -> Result<Loaded, StoreError>;

    /// Writes the bodies in one transaction, all or none, and returns them as events with their new ids.
    /// `at` and `offset` are the moment they happened: UTC milliseconds, minutes east.
    async fn append(&self, bodies: Vec<Body>, at: i64, offset: i16) -> Result<Vec<Event>, StoreError>;
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
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
    Failed(String),
}
