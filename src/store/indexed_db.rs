//! A store in the browser's IndexedDB: the database `konspekt` with the object stores `events`, keyed by device and
//! number, and `meta`, which holds the device.
//!
//! Requests become promises whose two functions are handed to the request itself, so nothing of ours has to outlive a
//! page that goes away. Between the requests of a transaction nothing else is awaited, or the transaction would end.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::futures::JsFuture;
use js_sys::{Array, Function, JSON, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{
    Crypto, IdbCursor, IdbCursorDirection, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest,
    IdbRequest, IdbTransaction, IdbVersionChangeEvent,
};

use super::{Loaded, Merged, Place, Store, StoreError, number};
use crate::deck::{Body, DeviceId, Event};

const NAME: &str = "konspekt";
const VERSION: u32 = 1;
const EVENTS: &str = "events";
const META: &str = "meta";
/// The key in [`META`] of this database's device.
const DEVICE: &str = "device";

/// The key in [`META`] of the last snapshot.
const SNAPSHOT: &str = "snapshot";
/// And of what was set aside among the records that it was made of, a list of texts.
const ASIDE: &str = "set aside";
/// And of the mark of the last merge, with which a snapshot that was being made meanwhile is told from one that knows all.
const MERGE: &str = "last merge";

/// An open database. It is closed when this is dropped, and when another page wants to upgrade or delete it. Where it was closed by that, or
/// by a browser that wants its room or has lost the connection, it is opened once more when it is needed; after an upgrade it is
/// [`StoreError::Busy`] from then on.
#[derive(Debug)]
pub struct IndexedDb {
    name: String,
    database: RefCell<IdbDatabase>,
}

/// What a transaction may do. Those that only read go on beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    Reading,
    Writing,
}

impl IndexedDb {
    pub async fn open() -> Result<Self, StoreError> {
        Self::open_named(NAME).await
    }

    /// One with a name of its own.
    pub async fn open_named(name: &str) -> Result<Self, StoreError> {
        let database = RefCell::new(connect(name).await?);
        Ok(IndexedDb { name: name.to_owned(), database })
    }

    /// Begins one; what is asked of it has to be asked before anything else is awaited.
    async fn transaction(&self, purpose: For) -> Result<IdbTransaction, StoreError> {
        match self.begin(purpose) {
            Err(StoreError::Busy(_)) => {
                let database = connect(&self.name).await?;
                // Another one may have been opened meanwhile; what has begun there comes to its end.
                self.database.replace(database).close();
                self.begin(purpose)
            }
            begun => begun,
        }
    }

    /// Strict durability: complete means on the disk, not only handed to the system.
    fn begin(&self, purpose: For) -> Result<IdbTransaction, StoreError> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(in_use)?;
        let stores = Array::of2(&EVENTS.into(), &META.into());
        let mode = match purpose {
            For::Reading => "readonly",
            For::Writing => "readwrite",
        };
        let database = self.database.borrow();
        // `web-sys` has these options among its unstable interfaces only.
        let begin: Function = Reflect::get(&database, &"transaction".into()).map_err(in_use)?.unchecked_into();
        let transaction = begin.call3(&database, &stores, &mode.into(), &options).map_err(in_use)?;
        Ok(transaction.unchecked_into())
    }
}

async fn connect(name: &str) -> Result<IdbDatabase, StoreError> {
    let factory = global("indexedDB")?.ok_or_else(|| StoreError::Denied("no indexedDB".to_owned()))?;
    let factory: IdbFactory = factory.unchecked_into();
    let request = factory.open_with_u32(name, VERSION).map_err(while_opening)?;

    let upgrade = Closure::<dyn FnMut(IdbVersionChangeEvent)>::new({
        let request = request.clone();
        move |event: IdbVersionChangeEvent| upgrade(&request, event.old_version() as u32)
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let opened = settled(&request, |reject| request.set_onblocked(Some(reject))).await;
    let Err(error) = opened else {
        request.set_onupgradeneeded(None);
        let database: IdbDatabase = request.result().map_err(while_opening)?.unchecked_into();
        close_when_another_page_wants_it(&database);
        return Ok(database);
    };
    if is_blocked(&error) {
        give_up_when_unblocked(&request, upgrade);
        return Err(StoreError::Busy("another page keeps an older database open".to_owned()));
    }
    Err(while_opening(Reflect::get(&request, &"error".into()).unwrap_or(error)))
}

impl Store for IndexedDb {
    async fn load(&self) -> Result<Loaded, StoreError> {
        let device = self.device().await?;
        let transaction = self.transaction(For::Reading).await?;
        let events = transaction.object_store(EVENTS).map_err(in_use)?;
        let records: Array = result(&events.get_all().map_err(in_use)?).await?.unchecked_into();
        Ok(Loaded::of(device, records.iter().map(|record| as_text(&record))))
    }

    async fn append(&self, bodies: Vec<Body>, at: i64, offset: i16) -> Result<Vec<Event>, StoreError> {
        let transaction = self.transaction(For::Writing).await?;
        let device = device(&transaction).await?;
        let events = transaction.object_store(EVENTS).map_err(in_use)?;
        let last = last_number(&events, &device).await?;
        let numbered = number(bodies, &device, last + 1, at, offset)?;
        let completed = complete(&transaction);
        for (event, record) in &numbered {
            if let Err(error) = events.add_with_key(&record.into(), &key(&device, event.id.number)) {
                // What was added before it is taken back; that the transaction may have ended already is no matter.
                let _ = transaction.abort();
                return Err(in_use(error));
            }
        }
        completed.await?;
        Ok(numbered.into_iter().map(|(event, _)| event).collect())
    }

    async fn records(&self) -> Result<Vec<String>, StoreError> {
        let transaction = self.transaction(For::Reading).await?;
        let events = transaction.object_store(EVENTS).map_err(in_use)?;
        let records: Array = result(&events.get_all().map_err(in_use)?).await?.unchecked_into();
        Ok(records.iter().map(|record| as_text(&record)).collect())
    }

    async fn merge(&self, records: Vec<String>) -> Result<Merged, StoreError> {
        let transaction = self.transaction(For::Writing).await?;
        let own = device(&transaction).await?;
        let events = transaction.object_store(EVENTS).map_err(in_use)?;
        let completed = complete(&transaction);
        let merged = merge(&events, records).await;
        if merged.is_err() {
            // As in an append.
            let _ = transaction.abort();
        }
        let merged = merged?;
        if merged.has_forgotten(&own) {
            new_device(&transaction)?;
        }
        if !merged.events.is_empty() || merged.set_aside > 0 {
            drop_snapshot(&transaction)?;
        }
        completed.await?;
        Ok(merged)
    }

    async fn last_merge(&self) -> Result<String, StoreError> {
        last_merge(&self.transaction(For::Reading).await?).await
    }

    async fn keep_snapshot(&self, snapshot: Vec<u8>, set_aside: Vec<String>, last: &str) -> Result<bool, StoreError> {
        let transaction = self.transaction(For::Writing).await?;
        if last_merge(&transaction).await? != last {
            return Ok(false);
        }
        let meta = transaction.object_store(META).map_err(in_use)?;
        let completed = complete(&transaction);
        let aside = set_aside.iter().map(|record| JsValue::from_str(record)).collect::<Array>();
        meta.put_with_key(&aside, &ASIDE.into()).map_err(in_use)?;
        meta.put_with_key(&Uint8Array::from(snapshot.as_slice()), &SNAPSHOT.into()).map_err(in_use)?;
        completed.await?;
        Ok(true)
    }

    async fn snapshot(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let transaction = self.transaction(For::Reading).await?;
        let meta = transaction.object_store(META).map_err(in_use)?;
        let kept = result(&meta.get(&SNAPSHOT.into()).map_err(in_use)?).await?;
        // One that an earlier version has kept does not say what was set aside.
        let says_all = result(&meta.get(&ASIDE.into()).map_err(in_use)?).await?.is_array();
        Ok(kept.dyn_into::<Uint8Array>().ok().filter(|_| says_all).map(|bytes| bytes.to_vec()))
    }

    async fn load_after(&self, heads: &BTreeMap<DeviceId, u64>) -> Result<Loaded, StoreError> {
        let device = self.device().await?;
        let transaction = self.transaction(For::Reading).await?;
        let events = transaction.object_store(EVENTS).map_err(in_use)?;
        let mut records = Vec::new();
        let mut take = async |range: Result<IdbKeyRange, JsValue>| -> Result<(), StoreError> {
            let range: JsValue = range.map_err(in_use)?.into();
            let found = result(&events.get_all_with_key(&range).map_err(in_use)?).await?;
            records.extend(found.unchecked_into::<Array>().iter().map(|record| as_text(&record)));
            Ok(())
        };
        // From behind what is known of one device up to the first key of the next.
        let mut behind: JsValue = Array::new().into();
        for (known, number) in heads {
            let first = Array::of1(&JsValue::from_str(&known.0));
            take(IdbKeyRange::bound_with_lower_open_and_upper_open(&behind, &first, true, true)).await?;
            behind = key(known, *number);
        }
        take(IdbKeyRange::lower_bound_with_open(&behind, true)).await?;
        let meta = transaction.object_store(META).map_err(in_use)?;
        let aside = result(&meta.get(&ASIDE.into()).map_err(in_use)?).await?;
        let aside = aside.dyn_into::<Array>().unwrap_or_default();
        Ok(Loaded::of(device, records).after(heads, aside.iter().map(|record| as_text(&record))))
    }
}

/// What is kept beside the records, under names of others.
impl IndexedDb {
    /// The device in whose name this store appends.
    pub async fn device(&self) -> Result<DeviceId, StoreError> {
        let transaction = self.transaction(For::Reading).await?;
        if let Some(device) = known_device(&transaction).await? {
            return Ok(device);
        }
        let transaction = self.transaction(For::Writing).await?;
        let device = device(&transaction).await?;
        // A new one is told only when it is kept.
        complete(&transaction).await?;
        Ok(device)
    }

    pub async fn keep_aside(&self, name: &str, value: &JsValue) -> Result<(), StoreError> {
        let transaction = self.transaction(For::Writing).await?;
        let completed = complete(&transaction);
        let meta = transaction.object_store(META).map_err(in_use)?;
        meta.put_with_key(value, &name.into()).map_err(in_use)?;
        completed.await
    }

    pub async fn kept_aside(&self, name: &str) -> Result<Option<JsValue>, StoreError> {
        let transaction = self.transaction(For::Reading).await?;
        let meta = transaction.object_store(META).map_err(in_use)?;
        let kept = result(&meta.get(&name.into()).map_err(in_use)?).await?;
        Ok(Some(kept).filter(|kept| !kept.is_undefined()))
    }
}

/// Versions of a lesson that was handed on.
impl IndexedDb {
    /// Forgets what earlier versions of a lesson have said of it: what its maker has taken back would stand for ever. `keep` is the
    /// device of the version that counts; what the learner has done is of other devices, and stays.
    pub async fn forget_versions(&self, keep: &DeviceId) -> Result<(), StoreError> {
        let transaction = self.transaction(For::Writing).await?;
        let completed = complete(&transaction);
        let events = transaction.object_store(EVENTS).map_err(in_use)?;
        let from: JsValue = Array::of1(&DeviceId::HANDED_ON.into()).into();
        // No letter of a device comes after `f`, and none of such a name's.
        let to: JsValue = Array::of1(&[DeviceId::HANDED_ON, "g"].concat().into()).into();
        let range = IdbKeyRange::bound(&from, &to).map_err(in_use)?;
        let keys: Array = result(&events.get_all_keys_with_key(&range).map_err(in_use)?).await?.unchecked_into();
        let is_old = |key: &JsValue| Array::from(key).get(0).as_string().is_some_and(|device| device != keep.0);
        let old: Vec<JsValue> = keys.iter().filter(is_old).collect();
        for key in &old {
            events.delete(key).map_err(in_use)?;
        }
        if !old.is_empty() {
            drop_snapshot(&transaction)?;
        }
        completed.await
    }
}

/// What it was made of is no longer all that comes before it; nor is what one that is being made now has loaded.
fn drop_snapshot(transaction: &IdbTransaction) -> Result<(), StoreError> {
    let meta = transaction.object_store(META).map_err(in_use)?;
    meta.put_with_key(&random_id()?.into(), &MERGE.into()).map_err(in_use)?;
    for key in [SNAPSHOT, ASIDE] {
        meta.delete(&key.into()).map_err(in_use)?;
    }
    Ok(())
}

async fn last_merge(transaction: &IdbTransaction) -> Result<String, StoreError> {
    let meta = transaction.object_store(META).map_err(in_use)?;
    let mark = result(&meta.get(&MERGE.into()).map_err(in_use)?).await?;
    Ok(mark.as_string().unwrap_or_default())
}

async fn merge(events: &IdbObjectStore, records: Vec<String>) -> Result<Merged, StoreError> {
    let mut merged = Merged::default();
    for record in records {
        let mut place = Place::of(&record);
        let mut known = kept(events, &key_of(&place)).await?;
        // Another record, whole or damaged, has this event's place already: both are kept.
        if matches!(place, Place::Event(_)) && known.as_ref().is_some_and(|known| *known != record) {
            place = Place::aside(&record);
            known = kept(events, &key_of(&place)).await?;
        }
        if known.is_some() {
            merged.known += 1;
            continue;
        }
        events.add_with_key(&record.as_str().into(), &key_of(&place)).map_err(in_use)?;
        match place {
            Place::Event(event) => merged.events.push(*event),
            Place::Aside(_) => merged.set_aside += 1,
        }
    }
    Ok(merged)
}

/// The record under a key, if there is one.
async fn kept(events: &IdbObjectStore, key: &JsValue) -> Result<Option<String>, StoreError> {
    let found = result(&events.get(key).map_err(in_use)?).await?;
    Ok((!found.is_undefined()).then(|| as_text(&found)))
}

/// What is set aside has no device, and no device has this name.
fn key_of(place: &Place) -> JsValue {
    match place {
        Place::Event(event) => key(&event.id.device, event.id.number),
        Place::Aside(hash) => Array::of2(&"aside".into(), &hash.as_str().into()).into(),
    }
}

impl Drop for IndexedDb {
    fn drop(&mut self) {
        self.database.borrow().close();
    }
}

/// 16 random hexadecimal digits, for the id of this device.
pub fn random_id() -> Result<String, StoreError> {
    let crypto: Crypto = global("crypto")?.ok_or_else(|| StoreError::Denied("no crypto".to_owned()))?.unchecked_into();
    let mut bytes = [0; 8];
    crypto.get_random_values_with_u8_array(&mut bytes).map_err(in_use)?;
    Ok(format!("{:016x}", u64::from_be_bytes(bytes)))
}

/// Each version's step from the one before it; a database that does not exist is of version 0.
fn upgrade(request: &IdbOpenDbRequest, from: u32) {
    let Ok(database) = request.result().map(JsCast::unchecked_into::<IdbDatabase>) else { return };
    if from < 1 && (database.create_object_store(EVENTS).is_err() || database.create_object_store(META).is_err()) {
        // Without its stores the database must not come to be; the open request then fails.
        if let Some(transaction) = request.transaction() {
            let _ = transaction.abort();
        }
    }
}

fn close_when_another_page_wants_it(database: &IdbDatabase) {
    if let Ok(close) = Reflect::get(database, &"close".into()) {
        let close: Function = close.unchecked_into();
        database.set_onversionchange(Some(&close.bind0(database)));
    }
}

/// The request goes on waiting for the other page: then the upgrade has to be whole, and the database be let go.
fn give_up_when_unblocked(request: &IdbOpenDbRequest, upgrade: Closure<dyn FnMut(IdbVersionChangeEvent)>) {
    upgrade.forget();
    let close = Closure::once_into_js({
        let request = request.clone();
        move || {
            if let Ok(database) = request.result() {
                database.unchecked_into::<IdbDatabase>().close();
            }
        }
    });
    request.set_onsuccess(Some(close.unchecked_ref()));
}

fn is_blocked(event: &JsValue) -> bool {
    Reflect::get(event, &"type".into()).is_ok_and(|kind| kind == "blocked")
}

/// This database's device; a new one is minted in the same transaction.
async fn device(transaction: &IdbTransaction) -> Result<DeviceId, StoreError> {
    match known_device(transaction).await? {
        Some(device) => Ok(device),
        None => new_device(transaction),
    }
}

async fn known_device(transaction: &IdbTransaction) -> Result<Option<DeviceId>, StoreError> {
    let meta = transaction.object_store(META).map_err(in_use)?;
    let known = result(&meta.get(&DEVICE.into()).map_err(in_use)?).await?;
    Ok(known.as_string().map(DeviceId))
}

fn new_device(transaction: &IdbTransaction) -> Result<DeviceId, StoreError> {
    let meta = transaction.object_store(META).map_err(in_use)?;
    let device = random_id()?;
    meta.put_with_key(&device.as_str().into(), &DEVICE.into()).map_err(in_use)?;
    Ok(DeviceId(device))
}

/// No device comes near this number.
const HIGHEST: u64 = 1 << 52;

/// The highest number that `device` has given, read from the keys, so that a record that cannot be read counts too.
async fn last_number(events: &IdbObjectStore, device: &DeviceId) -> Result<u64, StoreError> {
    let device = JsValue::from_str(&device.0);
    // What is no number, or none that counts, is somebody else's: it must not keep this device from writing.
    let above = JsValue::from_f64(HIGHEST as f64);
    let keys = IdbKeyRange::bound(&Array::of1(&device), &Array::of2(&device, &above)).map_err(in_use)?;
    let request = events.open_key_cursor_with_range_and_direction(&keys, IdbCursorDirection::Prev).map_err(in_use)?;
    let cursor = result(&request).await?;
    if cursor.is_null() {
        return Ok(0);
    }
    let key: Array = cursor.unchecked_into::<IdbCursor>().key().map_err(in_use)?.unchecked_into();
    key.get(1)
        .as_f64()
        .map(|number| number as u64)
        .ok_or_else(|| StoreError::Failed("an event's key has no number".to_owned()))
}

fn key(device: &DeviceId, number: u64) -> JsValue {
    Array::of2(&JsValue::from_str(&device.0), &JsValue::from_f64(number as f64)).into()
}

/// A record that is not a string was not written by us; it is shown as far as it can be.
fn as_text(record: &JsValue) -> String {
    let text = || JSON::stringify(record).ok().and_then(|text| text.as_string()).unwrap_or_default();
    record.as_string().unwrap_or_else(text)
}

/// The request's success, or the event that told otherwise. `more` may hand on the function that rejects.
fn settled(request: &IdbRequest, more: impl Fn(&Function)) -> JsFuture {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        more(&reject);
    });
    JsFuture::from(promise)
}

async fn result(request: &IdbRequest) -> Result<JsValue, StoreError> {
    match settled(request, |_| {}).await {
        Ok(_) => request.result().map_err(in_use),
        Err(_) => Err(error_of(request)),
    }
}

/// The end of the transaction; asked for while it is still active, so that no end is missed.
fn complete(transaction: &IdbTransaction) -> impl Future<Output = Result<(), StoreError>> {
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    let ended = JsFuture::from(promise);
    let transaction = transaction.clone();
    async move {
        match ended.await {
            Ok(_) => Ok(()),
            Err(_) => Err(error_of(&transaction)),
        }
    }
}

/// Why a request or a transaction failed.
fn error_of(failed: &JsValue) -> StoreError {
    in_use(Reflect::get(failed, &"error".into()).unwrap_or_default())
}

/// A property of the page or the worker; a sandboxed frame throws when it looks at some of them.
fn global(name: &str) -> Result<Option<JsValue>, StoreError> {
    let value = Reflect::get(&js_sys::global(), &name.into()).map_err(while_opening)?;
    Ok(Some(value).filter(JsValue::is_truthy))
}

/// Private windows of some browsers open no database at all, and say that its state is invalid.
fn while_opening(error: JsValue) -> StoreError {
    match property(&error, "name").as_str() {
        "InvalidStateError" => StoreError::Denied(property(&error, "message")),
        _ => in_use(error),
    }
}

fn in_use(error: JsValue) -> StoreError {
    let (name, message) = (property(&error, "name"), property(&error, "message"));
    match name.as_str() {
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" | "NotAllowedError" => StoreError::Denied(message),
        // Closed under us; or made by a newer version of the app.
        "InvalidStateError" | "VersionError" => StoreError::Busy(message),
        // A transaction that was aborted without a reason has no error.
        "" => StoreError::Failed("aborted".to_owned()),
        _ => StoreError::Failed([name, message].join(": ")),
    }
}

fn property(error: &JsValue, name: &str) -> String {
    Reflect::get(error, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}
