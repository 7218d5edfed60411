//! Errands ([`crate::work::errand`]), from both sides: a worker for each, made of the same script and module as the one that reads
//! texts, which ends when it has answered, or with the last of several.

use std::cell::RefCell;

use gloo::events::EventListener;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::dom;
use super::shelf::resume;
use super::tabs::alone;
use super::worker::{self, Binary, Parts};
use crate::app::Now;
use crate::backup::{self, Incoming};
use crate::deck::{Deck, DeviceId, snapshot};
use crate::lexicon::ru::morphology::Morphology;
use crate::store::indexed_db::IndexedDb;
use crate::store::memory::Memory;
use crate::store::{Merged, Store, StoreError};
use crate::work::class::Class;
use crate::work::errand::{Errand, Outcome, deleted, merged, opened};
use crate::work::share::shared;
use crate::work::taking_out::taken_out;
use crate::work::{self, wire};

/// The lock of whoever takes in records or makes a snapshot of them.
const RECORDS: &str = "konspekt-records";

thread_local! {
    /// In the worker: what the files of a class have in common.
    static CLASS: RefCell<Class> = RefCell::default();
}

/// Has an errand done. Fails where no worker can be had, or where it dies over it.
pub async fn run(errand: &Errand) -> Result<Outcome, JsValue> {
    Helper::start().await?.ask(errand).await
}

/// A worker for errands; dropping it ends the worker.
pub struct Helper {
    worker: web_sys::Worker,
}

impl Helper {
    pub async fn start() -> Result<Helper, JsValue> {
        let parts = Parts::of(Binary::Texts).await?;
        let helper = Helper { worker: parts.worker()? };
        let ready = helper.next();
        parts.start(&helper.worker).await?;
        ready.await?;
        Ok(helper)
    }

    /// Gives it the dictionary; whether it has that now.
    pub async fn learn(&self) -> bool {
        let Ok(packed) = worker::dictionary().await else { return false };
        let learned = self.next();
        self.worker.post_message(&packed).is_ok()
            && learned.await.is_ok_and(|said| said.as_string().as_deref() == Some(worker::KNOWS))
    }

    /// One errand after the other.
    pub async fn ask(&self, errand: &Errand) -> Result<Outcome, JsValue> {
        let answer = self.next();
        self.worker.post_message(&Array::of1(&Uint8Array::from(wire::encode(errand).as_slice())))?;
        let bytes = answer.await?.dyn_into::<Array>()?.get(0).dyn_into::<Uint8Array>()?.to_vec();
        wire::decode(&bytes).ok_or_else(|| "the worker answered something else".into())
    }

    /// What it says next; it has to be asked after this.
    fn next(&self) -> impl Future<Output = Result<JsValue, JsValue>> + use<> {
        let mut listeners = Vec::new();
        let said = Promise::new(&mut |resolve, reject| {
            listeners.push(EventListener::once(&self.worker, "message", move |event| {
                let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                let _ = resolve.call1(&JsValue::NULL, &data.unwrap_or_default());
            }));
            for kind in ["error", "messageerror"] {
                let reject = reject.clone();
                listeners.push(EventListener::once(&self.worker, kind, move |event| {
                    let _ = reject.call1(&JsValue::NULL, event);
                }));
            }
        });
        async move {
            let outcome = JsFuture::from(said).await;
            drop(listeners);
            outcome
        }
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// In the worker: the errand in a message, if it is one.
pub fn read(data: &JsValue) -> Option<Errand> {
    let bytes = data.dyn_ref::<Array>()?.get(0).dyn_into::<Uint8Array>().ok()?;
    wire::decode(&bytes.to_vec())
}

/// In the worker: does it, and says what came of it.
pub async fn answer(
    scope: DedicatedWorkerGlobalScope,
    errand: Errand,
    morphology: &RefCell<Morphology>,
) -> Result<(), JsValue> {
    let outcome = match errand {
        Errand::Pack { records, made } => pack(records, made).await,
        Errand::TakeIn { file, is_stored } => take_in(file, is_stored).await,
        Errand::Snapshot => alone(RECORDS, keep_snapshot()).await?,
        Errand::Fit { records } => deck(records).await.map(|deck| work::errand::fit(&deck)),
        Errand::TakeOut { parcel, format, page, changed } => {
            Ok(Outcome::TakenOut(taken_out(&parcel, format, page.as_deref(), changed)))
        }
        Errand::Share { parcel } => Ok(Outcome::Shared(shared(parcel))),
        Errand::Tell { file } => {
            Ok(Outcome::Told(CLASS.with_borrow_mut(|class| class.read(&file, &morphology.borrow()))))
        }
        Errand::Plan { records, wish } => deck(records).await.map(|deck| work::errand::plan(&deck, &wish)),
    };
    let outcome = outcome.unwrap_or_else(Outcome::NotStored);
    let bytes = Uint8Array::from(wire::encode(&outcome).as_slice());
    scope.post_message_with_transfer(&Array::of1(&bytes), &Array::of1(&bytes.buffer()))
}

/// The deck of these records, or of the browser's store.
async fn deck(records: Option<Vec<String>>) -> Result<Deck, StoreError> {
    let Some(records) = records else { return Ok(*resume(&IndexedDb::open().await?).await?.deck) };
    let store = Memory::new(DeviceId(String::new()));
    store.merge(records).await?;
    Ok(Deck::of(&store.load().await?.events))
}

async fn pack(records: Option<Vec<String>>, made: i64) -> Result<Outcome, StoreError> {
    let records = match records {
        Some(records) => records,
        None => IndexedDb::open().await?.records().await?,
    };
    Ok(match backup::write(&records, Some(made)) {
        Ok(file) => Outcome::Packed(file),
        Err(error) => Outcome::Refused(error),
    })
}

async fn take_in(file: Incoming, is_stored: bool) -> Result<Outcome, StoreError> {
    let (records, taken) = match opened(&file) {
        Ok(opened) => opened,
        Err(error) => return Ok(Outcome::Refused(error)),
    };
    drop(file);
    if !is_stored {
        return Ok(Outcome::TakenIn { taken, records });
    }
    let lessons = work::errand::lessons(&records, &taken);
    let merging = async move {
        let store = IndexedDb::open().await?;
        let mut came = store.merge(records).await?;
        if !lessons.is_empty() {
            let back = deleted(lessons, &resume(&store).await?.deck);
            let Now { at, offset } = dom::now();
            came.events.extend(store.append(back, at, offset).await?);
        }
        // What came has taken the snapshot with it. Without another, starts take longer, and what was taken in is kept all the same.
        if (!came.events.is_empty() || came.set_aside > 0)
            && let Err(error) = keep_snapshot().await
        {
            web_sys::console::warn_1(&format!("{error:?}").into());
        }
        Ok(came)
    };
    let failed = |error: JsValue| StoreError::Failed(format!("{error:?}"));
    let came: Result<Merged, StoreError> = alone(RECORDS, merging).await.map_err(failed)?;
    Ok(Outcome::TakenIn { taken: merged(taken, &came?), records: Vec::new() })
}

/// Leaves out the last events, which can then be taken back without the log. Where something has come among the older ones meanwhile, which
/// a lock keeps out in most browsers, the snapshot is not kept: whoever has taken that in makes the next.
async fn keep_snapshot() -> Result<Outcome, StoreError> {
    let store = IndexedDb::open().await?;
    let last_merge = store.last_merge().await?;
    let loaded = store.load().await?;
    let (older, _) = snapshot::part(loaded.events, snapshot::RECENT);
    if !older.is_empty()
        && let Some(bytes) = snapshot::write(&Deck::of(&older))
    {
        store.keep_snapshot(bytes, loaded.set_aside, &last_merge).await?;
    }
    Ok(Outcome::Done)
}
