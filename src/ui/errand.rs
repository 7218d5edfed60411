//! Errands ([`crate::work::errand`]), from both sides: a worker for each, made of the same script and module as the one that reads
//! texts, which ends when it has answered.

use gloo::events::EventListener;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::dom;
use super::shelf::resume;
use super::tabs::alone;
use super::worker::{Binary, Parts};
use crate::app::Now;
use crate::backup::{self, Incoming};
use crate::deck::{Deck, DeviceId, snapshot};
use crate::store::indexed_db::IndexedDb;
use crate::store::memory::Memory;
use crate::store::{Merged, Store, StoreError};
use crate::work::errand::{Errand, Outcome, deleted, merged, opened};
use crate::work::taking_out::taken_out;
use crate::work::{self, wire};

/// The lock of whoever takes in records or makes a snapshot of them.
const RECORDS: &str = "konspekt-records";

/// Has an errand done. Fails where no worker can be had, or where it dies over it.
pub async fn run(errand: &Errand) -> Result<Outcome, JsValue> {
    let parts = Parts::of(Binary::Texts).await?;
    let worker = parts.worker()?;
    let mut listeners = Vec::new();
    let answer = Promise::new(&mut |resolve, reject| {
        let asked = Array::of1(&Uint8Array::from(wire::encode(errand).as_slice()));
        let asker = worker.clone();
        listeners.push(EventListener::new(&worker, "message", move |event| {
            let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
            match data.dyn_ref::<Array>() {
                Some(answer) => drop(resolve.call1(&JsValue::NULL, &answer.get(0))),
                // It is ready for what is asked.
                None if data.is_string() => drop(asker.post_message(&asked)),
                None => {}
            }
        }));
        for kind in ["error", "messageerror"] {
            let reject = reject.clone();
            listeners.push(EventListener::new(&worker, kind, move |event| {
                let _ = reject.call1(&JsValue::NULL, event);
            }));
        }
    });
    let outcome = match parts.start(&worker).await {
        Ok(()) => JsFuture::from(answer).await,
        Err(error) => Err(error),
    };
    worker.terminate();
    let bytes = outcome?.dyn_into::<Uint8Array>()?.to_vec();
    wire::decode(&bytes).ok_or_else(|| "the worker answered something else".into())
}

/// In the worker: the errand in a message, if it is one.
pub fn read(data: &JsValue) -> Option<Errand> {
    let bytes = data.dyn_ref::<Array>()?.get(0).dyn_into::<Uint8Array>().ok()?;
    wire::decode(&bytes.to_vec())
}

/// In the worker: does it, and says what came of it.
pub async fn answer(scope: DedicatedWorkerGlobalScope, errand: Errand) -> Result<(), JsValue> {
    let outcome = match errand {
        Errand::Pack { records, made } => pack(records, made).await,
        Errand::TakeIn { file, is_stored } => take_in(file, is_stored).await,
        Errand::Snapshot => alone(RECORDS, keep_snapshot()).await?,
        Errand::Fit { records } => deck(records).await.map(|deck| work::errand::fit(&deck)),
        Errand::TakeOut { parcel, format, page, changed } => {
            Ok(Outcome::TakenOut(taken_out(&parcel, format, page.as_deref(), changed)))
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

/// Leaves out the last events, which can then be taken back without the log. Nothing else may come among the older ones meanwhile.
async fn keep_snapshot() -> Result<Outcome, StoreError> {
    let store = IndexedDb::open().await?;
    let loaded = store.load().await?;
    let (older, _) = snapshot::part(loaded.events, snapshot::RECENT);
    if !older.is_empty()
        && let Some(bytes) = snapshot::write(&Deck::of(&older))
    {
        store.keep_snapshot(bytes, loaded.set_aside).await?;
    }
    Ok(Outcome::Done)
}
