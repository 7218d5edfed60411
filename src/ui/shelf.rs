//! The store that the app has got: one that lasts, or where the browser refuses it one that forgets.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{dom, errand, parcel};
use crate::app::{Action, BackupTrouble, Now};
use crate::backup::{Incoming, Taken, lines};
use crate::deck::{Body, Deck, DeviceId, Event, snapshot};
use crate::store::indexed_db::IndexedDb;
use crate::store::memory::Memory;
use crate::store::{Loaded, Merged, Store, StoreError};
use crate::work::errand::{Errand, Outcome, deleted, kept, lessons, merged};
use crate::work::parcel::Parcel;

pub enum Shelf {
    Lasting(IndexedDb),
    Forgetful(Memory),
}

impl Shelf {
    /// The store, what the app has to know of it, and whether its snapshot is missing or so old that starts take long.
    pub async fn open() -> (Shelf, Action, bool) {
        match Self::lasting().await {
            Ok((store, Resumed { deck, device, set_aside, after })) => {
                let action = Action::Opened { deck, device, set_aside, now: dom::now() };
                (Shelf::Lasting(store), action, after > OLD)
            }
            Err(error) => {
                let device = dom::device();
                let store = Memory::new(device.clone());
                let action = Action::OpenedForgetful { error, deck: Box::default(), device, now: dom::now() };
                (Shelf::Forgetful(store), action, false)
            }
        }
    }

    /// The store of a page of one lesson, in which the lesson is.
    pub async fn open_of(parcel: &Parcel) -> (Shelf, Action) {
        let lasting = async {
            let store = IndexedDb::open_named(&["konspekt-", &parcel.lesson.0].concat()).await?;
            if let Some(device) = parcel.device() {
                store.forget_versions(&device).await?;
            }
            store.merge(parcel.records.clone()).await?;
            let resumed = resume(&store).await?;
            Ok((store, resumed))
        };
        match lasting.await {
            Ok((store, Resumed { deck, device, set_aside, .. })) => {
                (Shelf::Lasting(store), Action::Opened { deck, device, set_aside, now: dom::now() })
            }
            Err(error) => {
                let device = dom::device();
                let store = Memory::new(device.clone());
                // Memory does not fail.
                let events = store.merge(parcel.records.clone()).await.unwrap_or_default().events;
                let deck = Box::new(Deck::of(&events));
                (Shelf::Forgetful(store), Action::OpenedForgetful { error, deck, device, now: dom::now() })
            }
        }
    }

    /// Takes in records that are no file.
    pub async fn merge(&self, records: Vec<String>) -> Result<Box<Deck>, StoreError> {
        self.keep_records(records).await?;
        self.deck().await
    }

    async fn lasting() -> Result<(IndexedDb, Resumed), StoreError> {
        let store = IndexedDb::open().await?;
        let resumed = resume(&store).await?;
        Ok((store, resumed))
    }

    /// What has come into the store after what a deck knows, by device.
    pub async fn news(&self, known: &BTreeMap<DeviceId, u64>) -> Result<Vec<Event>, StoreError> {
        Ok(match self {
            Shelf::Lasting(store) => store.load_after(known).await?.events,
            Shelf::Forgetful(_) => Vec::new(),
        })
    }

    /// Whether another tab has taken in something that the deck of this page, as it was read last, does not know.
    pub async fn has_missed_a_merge(&self) -> Result<bool, StoreError> {
        Ok(match self {
            Shelf::Lasting(store) => store.last_merge().await? != LAST_MERGE.with_borrow(String::clone),
            Shelf::Forgetful(_) => false,
        })
    }

    /// The deck of everything that is there.
    pub async fn deck(&self) -> Result<Box<Deck>, StoreError> {
        match self {
            Shelf::Lasting(store) => Ok(resume(store).await?.deck),
            Shelf::Forgetful(store) => Ok(Box::new(Deck::of(&store.load().await?.events))),
        }
    }

    /// Whether a worker comes to the same store. To those of a page from a disk WebKit gives none.
    fn is_for_workers(&self) -> bool {
        matches!(self, Shelf::Lasting(_)) && !dom::is_on_disk()
    }

    /// The records that a worker cannot read for itself.
    pub async fn records(&self) -> Result<Option<Vec<String>>, StoreError> {
        if self.is_for_workers() { Ok(None) } else { self.all_records().await.map(Some) }
    }

    async fn all_records(&self) -> Result<Vec<String>, StoreError> {
        match self {
            Shelf::Lasting(store) => store.records().await,
            Shelf::Forgetful(store) => store.records().await,
        }
    }

    async fn keep_records(&self, records: Vec<String>) -> Result<Merged, StoreError> {
        match self {
            Shelf::Lasting(store) => store.merge(records).await,
            Shelf::Forgetful(store) => store.merge(records).await,
        }
    }

    /// The bytes of a backup. `made` is UTC milliseconds. A page of one lesson has no worker that packs them.
    pub async fn pack(&self, made: i64) -> Result<Vec<u8>, BackupTrouble> {
        if parcel::is_only() {
            let records = self.all_records().await.map_err(BackupTrouble::NotStored)?;
            return Ok(lines::write(&records).into_bytes());
        }
        let records = self.records().await.map_err(BackupTrouble::NotStored)?;
        match done(&Errand::Pack { records, made }).await? {
            Outcome::Packed(file) => Ok(file),
            _ => Err(BackupTrouble::WorkerDied),
        }
    }

    /// Takes a backup, or a file of Anki, in; the deck is of everything that is there then.
    pub async fn take_in(&self, file: Incoming) -> Result<(Taken, Box<Deck>), BackupTrouble> {
        if parcel::is_only() {
            return self.take_in_lines(&file.bytes).await;
        }
        let is_stored = self.is_for_workers();
        let errand = Errand::TakeIn { file, is_stored };
        let Outcome::TakenIn { mut taken, records } = done(&errand).await? else {
            return Err(BackupTrouble::WorkerDied);
        };
        if !is_stored {
            let lessons = lessons(&records, &taken);
            let mut came = self.keep_records(records).await.map_err(BackupTrouble::NotStored)?;
            let deck = self.deck().await.map_err(BackupTrouble::NotStored)?;
            let back = deleted(lessons, &deck);
            let Now { at, offset } = dom::now();
            came.events.extend(self.append(back, at, offset).await.map_err(BackupTrouble::NotStored)?);
            taken = merged(taken, &came);
        }
        Ok((taken, self.deck().await.map_err(BackupTrouble::NotStored)?))
    }

    /// The same of the lines that a page of one lesson saves.
    async fn take_in_lines(&self, bytes: &[u8]) -> Result<(Taken, Box<Deck>), BackupTrouble> {
        let (records, taken) = kept(lines::read(bytes).map_err(BackupTrouble::Refused)?);
        let came = self.keep_records(records).await.map_err(BackupTrouble::NotStored)?;
        Ok((merged(taken, &came), self.deck().await.map_err(BackupTrouble::NotStored)?))
    }

    pub async fn append(&self, bodies: Vec<Body>, at: i64, offset: i16) -> Result<Vec<Event>, StoreError> {
        match self {
            Shelf::Lasting(store) => store.append(bodies, at, offset).await,
            Shelf::Forgetful(store) => store.append(bodies, at, offset).await,
        }
    }
}

/// Events after a snapshot that are read in no time, and more than those that it leaves out.
const OLD: usize = 3 * snapshot::RECENT;

thread_local! {
    /// The mark of the last merge that the deck of this page knows of; a page has one store.
    static LAST_MERGE: RefCell<String> = RefCell::default();
}

/// A store's deck, from its snapshot where it has one.
pub struct Resumed {
    pub deck: Box<Deck>,
    device: DeviceId,
    set_aside: usize,
    /// Events that no snapshot has.
    after: usize,
}

pub async fn resume(store: &IndexedDb) -> Result<Resumed, StoreError> {
    // What comes while this reads is rather read once more than taken for known.
    LAST_MERGE.set(store.last_merge().await?);
    let kept = store.snapshot().await?.and_then(|bytes| snapshot::read(&bytes));
    if let Some(mut deck) = kept {
        let Loaded { device, events, set_aside } = store.load_after(&snapshot::heads(&deck)).await?;
        deck.extend(&events);
        if !deck.needs_all_events() {
            return Ok(Resumed { deck: Box::new(deck), device, set_aside: set_aside.len(), after: events.len() });
        }
    }
    let Loaded { device, events, set_aside } = store.load().await?;
    Ok(Resumed { deck: Box::new(Deck::of(&events)), device, set_aside: set_aside.len(), after: events.len() })
}

/// Makes a snapshot, in a worker.
pub async fn freshen() {
    if let Err(error) = errand::run(&Errand::Snapshot).await {
        web_sys::console::warn_1(&error);
    }
}

async fn done(errand: &Errand) -> Result<Outcome, BackupTrouble> {
    match errand::run(errand).await {
        Ok(Outcome::Refused(error)) => Err(BackupTrouble::Refused(error)),
        Ok(Outcome::NotStored(error)) => Err(BackupTrouble::NotStored(error)),
        Ok(outcome) => Ok(outcome),
        Err(error) => {
            web_sys::console::warn_1(&error);
            Err(BackupTrouble::WorkerDied)
        }
    }
}
