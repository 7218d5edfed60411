//! A store that forgets when the page is closed: for tests, and for frames that are denied storage.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{Loaded, Merged, Place, Store, StoreError, number};
use crate::deck::{Body, DeviceId, Event, EventId};
use crate::fact::id::digest;

/// Clones share one log, as two tabs share one database.
#[derive(Clone, Debug)]
pub struct Memory {
    log: Rc<RefCell<Log>>,
}

#[derive(Debug)]
struct Log {
    device: DeviceId,
    records: Vec<String>,
    /// The highest number given so far.
    number: u64,
    snapshot: Option<Vec<u8>>,
    /// Records that came by a merge.
    merged: u64,
}

impl Memory {
    /// `device` is random, minted anew for each.
    pub fn new(device: DeviceId) -> Self {
        let log = Log { device, records: Vec::new(), number: 0, snapshot: None, merged: 0 };
        Memory { log: Rc::new(RefCell::new(log)) }
    }

    /// Puts a record there as it is, readable or not, in the place of this device's next event.
    pub fn plant(&self, record: &str) {
        let mut log = self.log.borrow_mut();
        log.records.push(record.to_owned());
        log.number += 1;
    }
}

impl Store for Memory {
    async fn load(&self) -> Result<Loaded, StoreError> {
        let log = self.log.borrow();
        Ok(Loaded::of(log.device.clone(), log.records.iter().cloned()))
    }

    async fn append(&self, bodies: Vec<Body>, at: i64, offset: i16) -> Result<Vec<Event>, StoreError> {
        let mut log = self.log.borrow_mut();
        let numbered = number(bodies, &log.device, log.number + 1, at, offset)?;
        log.number += numbered.len() as u64;
        let (events, records): (Vec<Event>, Vec<String>) = numbered.into_iter().unzip();
        log.records.extend(records);
        Ok(events)
    }

    async fn records(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.log.borrow().records.clone())
    }

    async fn merge(&self, records: Vec<String>) -> Result<Merged, StoreError> {
        let mut log = self.log.borrow_mut();
        let mut kept: BTreeSet<String> = log.records.iter().cloned().collect();
        let mut ids: BTreeSet<EventId> = Loaded::of(log.device.clone(), log.records.iter().cloned())
            .events
            .into_iter()
            .map(|event| event.id)
            .collect();
        let mut merged = Merged::default();
        for record in records {
            if !kept.insert(record.clone()) {
                merged.known += 1;
                continue;
            }
            match Place::of(&record) {
                Place::Event(event) if ids.insert(event.id.clone()) => merged.events.push(*event),
                Place::Event(_) | Place::Aside(_) => merged.set_aside += 1,
            }
            log.records.push(record);
            log.snapshot = None;
            log.merged += 1;
        }
        if merged.has_forgotten(&log.device) {
            // There is no chance here; a digest is as good, as nobody copies what is forgotten with the page.
            log.device = DeviceId(digest("device", &[&log.device.0])[..16].to_owned());
            log.number = 0;
        }
        Ok(merged)
    }

    async fn last_merge(&self) -> Result<String, StoreError> {
        let merged = self.log.borrow().merged;
        Ok(if merged > 0 { merged.to_string() } else { String::new() })
    }

    async fn keep_snapshot(&self, snapshot: Vec<u8>, _: Vec<String>, last_merge: &str) -> Result<bool, StoreError> {
        let is_whole = self.last_merge().await? == last_merge;
        if is_whole {
            self.log.borrow_mut().snapshot = Some(snapshot);
        }
        Ok(is_whole)
    }

    async fn snapshot(&self) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.log.borrow().snapshot.clone())
    }

    async fn load_after(&self, heads: &BTreeMap<DeviceId, u64>) -> Result<Loaded, StoreError> {
        Ok(self.load().await?.after(heads, []))
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::store::contract::{self, Bench};

    impl Bench for Memory {
        type Store = Memory;

        async fn open(&self) -> Result<Memory, StoreError> {
            Ok(self.clone())
        }

        async fn plant(&self, record: &str) -> Result<(), StoreError> {
            Memory::plant(self, record);
            Ok(())
        }
    }

    #[test]
    fn memory_keeps_the_contract() {
        let memory = Memory::new(DeviceId("00c0ffee00c0ffee".into()));
        // Nothing in memory has to be waited for, so one look at the future is enough.
        let outcome = pin!(contract::check(&memory)).poll(&mut Context::from_waker(Waker::noop()));
        assert_eq!(outcome, Poll::Ready(Ok(())));
    }
}
