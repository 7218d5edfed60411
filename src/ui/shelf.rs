//! The store that the app has got: one that lasts, or where the browser refuses it one that forgets.

use super::dom;
use crate::app::Action;
use crate::deck::{Body, Event};
use crate::store::indexed_db::IndexedDb;
use crate::store::memory::Memory;
use crate::store::{Loaded, Store, StoreError};

pub enum Shelf {
    Lasting(IndexedDb),
    Forgetful(Memory),
}

impl Shelf {
    /// The store, and what the app has to know of it.
    pub async fn open() -> (Shelf, Action) {
        match Self::lasting().await {
            Ok((store, Loaded { events, set_aside, .. })) => {
                let action = Action::Opened { events, set_aside: set_aside.len(), now: dom::now() };
                (Shelf::Lasting(store), action)
            }
            Err(error) => {
                let store = Memory::new(dom::device());
                (Shelf::Forgetful(store), Action::OpenedForgetful { error, now: dom::now() })
            }
        }
    }

    async fn lasting() -> Result<(IndexedDb, Loaded), StoreError> {
        let store = IndexedDb::open().await?;
        let loaded = store.load().await?;
        Ok((store, loaded))
    }

    pub async fn append(&self, bodies: Vec<Body>, at: i64, offset: i16) -> Result<Vec<Event>, StoreError> {
        match self {
            Shelf::Lasting(store) => store.append(bodies, at, offset).await,
            Shelf::Forgetful(store) => store.append(bodies, at, offset).await,
        }
    }
}
