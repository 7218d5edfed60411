//! The store in a real browser: the contract, and what only IndexedDB can do to it.
#![cfg(target_arch = "wasm32")]

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use js_sys::{Function, Promise};
use konspekt::deck::{Body, DeviceId, Event, EventId};
use konspekt::store::contract::{self, Bench};
use konspekt::store::indexed_db::{IndexedDb, random_id};
use konspekt::store::{Store, StoreError, record};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = r#"
const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
});
export async function plant(name, record) {
    const database = await done(indexedDB.open(name));
    const write = database.transaction(["events", "meta"], "readwrite");
    const device = await done(write.objectStore("meta").get("device"));
    const last = await done(write.objectStore("events").getAllKeys(IDBKeyRange.bound([device], [device, 2 ** 52])));
    await done(write.objectStore("events").add(record, [device, (last.at(-1)?.[1] ?? 0) + 1]));
    database.close();
}
export async function keepOldSnapshot(name) {
    const database = await done(indexedDB.open(name));
    await done(database.transaction("meta", "readwrite").objectStore("meta").put(new Uint8Array([1]), "snapshot"));
    database.close();
}
export async function plantUnder(name, device) {
    const database = await done(indexedDB.open(name));
    for (const number of ["x", 2 ** 60]) {
        await done(database.transaction("events", "readwrite").objectStore("events").add("foreign " + number, [device, number]));
    }
    database.close();
}
export const remove = (name) => done(indexedDB.deleteDatabase(name));
export async function openNewer(name) {
    (await done(indexedDB.open(name, 1000))).close();
}
export function durability() {
    const begin = IDBDatabase.prototype.transaction;
    const seen = [];
    IDBDatabase.prototype.transaction = function (...given) {
        const transaction = begin.apply(this, given);
        seen.push(transaction.durability);
        return transaction;
    };
    return () => { IDBDatabase.prototype.transaction = begin; return seen.join(); };
}
// What each transaction may do, until the function returned is called, which tells.
export function modes() {
    const begin = IDBDatabase.prototype.transaction;
    const seen = [];
    IDBDatabase.prototype.transaction = function (...given) {
        const transaction = begin.apply(this, given);
        seen.push(transaction.mode);
        return transaction;
    };
    return () => { IDBDatabase.prototype.transaction = begin; return seen.join(); };
}
// Closes the database just before its next transaction, as browsers do that want the room or lose the connection.
export function closeUnder() {
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...given) {
        IDBDatabase.prototype.transaction = begin;
        this.close();
        return begin.apply(this, given);
    };
}
// From the nth call on, `prototype[method]` throws, until the function returned is called.
export function sabotage(prototype, method, error, nth) {
    const original = globalThis[prototype].prototype[method];
    let calls = 0;
    globalThis[prototype].prototype[method] = function (...given) {
        if (++calls >= nth) throw new DOMException("by the test", error);
        return original.apply(this, given);
    };
    return () => { globalThis[prototype].prototype[method] = original; };
}
// A page that holds on to its database while the app asks for the version after it.
export async function holdOn(name) {
    const database = await done(indexedDB.open(name));
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, version) { return open.call(this, name, version + 1); };
    return () => { IDBFactory.prototype.open = open; database.close(); };
}
// Aborts the transaction after an `add` that went well.
export function abortAfterAdd() {
    const add = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function (...given) {
        add.apply(this, given).addEventListener("success", () => this.transaction.abort());
    };
    return () => { IDBObjectStore.prototype.add = add; };
}
"#)]
extern "C" {
    fn plant(name: &str, record: &str) -> Promise;
    #[wasm_bindgen(js_name = keepOldSnapshot)]
    fn keep_old_snapshot(name: &str) -> Promise;
    #[wasm_bindgen(js_name = plantUnder)]
    fn plant_under(name: &str, device: &str) -> Promise;
    fn remove(name: &str) -> Promise;
    #[wasm_bindgen(js_name = openNewer)]
    fn open_newer(name: &str) -> Promise;
    fn durability() -> Function;
    fn modes() -> Function;
    #[wasm_bindgen(js_name = closeUnder)]
    fn close_under();
    #[wasm_bindgen(js_name = holdOn)]
    fn hold_on(name: &str) -> Promise;
    #[wasm_bindgen(js_name = abortAfterAdd)]
    fn abort_after_add() -> Function;
    fn sabotage(prototype: &str, method: &str, error: &str, nth: u32) -> Function;
}

/// A database with a name of its own.
struct Fresh(String);

impl Fresh {
    fn new() -> Self {
        Fresh(format!("test {}", random_id().unwrap()))
    }
}

impl Bench for Fresh {
    type Store = IndexedDb;

    async fn open(&self) -> Result<IndexedDb, StoreError> {
        IndexedDb::open_named(&self.0).await
    }

    async fn plant(&self, record: &str) -> Result<(), StoreError> {
        plant(&self.0, record).await.map(|_| ()).map_err(|error| StoreError::Failed(format!("{error:?}")))
    }
}

fn settings(values: &[&str]) -> Vec<Body> {
    let setting = |value: &&str| Body::SettingChanged { key: "test".into(), value: (*value).into() };
    values.iter().map(setting).collect()
}

#[wasm_bindgen_test]
async fn indexed_db_keeps_the_contract() {
    let fresh = Fresh::new();
    assert_eq!(contract::check(&fresh).await, Ok(()));
    remove(&fresh.0).await.unwrap();
}

#[wasm_bindgen_test]
async fn earlier_versions_of_a_lesson_are_forgotten_and_nothing_else() {
    let fresh = Fresh::new();
    let store = fresh.open().await.unwrap();
    let own = store.append(settings(&["mine"]), 5, 0).await.unwrap();
    let version = |digits: &str, value: &str| {
        let id = EventId { device: DeviceId(format!("give{digits}")), number: 1 };
        (
            id.device.clone(),
            record::encode(&Event { id, at: 0, offset: 0, body: settings(&[value]).remove(0) }).unwrap(),
        )
    };
    let ((old, first), (new, second)) = (version("0123456789ab", "old"), version("fedcba987654", "new"));
    store.merge(vec![first.clone(), second]).await.unwrap();
    let mark = store.last_merge().await.unwrap();
    store.keep_snapshot(vec![1], Vec::new(), &mark).await.unwrap();
    store.forget_versions(&new).await.unwrap();
    let devices: Vec<DeviceId> = store.load().await.unwrap().events.into_iter().map(|event| event.id.device).collect();
    assert!(devices.contains(&new) && devices.contains(&own[0].id.device) && !devices.contains(&old));
    assert_eq!(store.snapshot().await.unwrap(), None, "it knows the old version");
    assert!(!store.keep_snapshot(vec![2], Vec::new(), &mark).await.unwrap(), "nor does one that was being made");
    let mark = store.last_merge().await.unwrap();
    store.keep_snapshot(vec![2], Vec::new(), &mark).await.unwrap();
    store.forget_versions(&new).await.unwrap();
    assert_eq!(store.snapshot().await.unwrap(), Some(vec![2]), "there was nothing to forget");
    remove(&fresh.0).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_snapshot_that_does_not_say_what_was_set_aside_is_not_used() {
    let fresh = Fresh::new();
    let store = fresh.open().await.unwrap();
    store.append(settings(&["a"]), 0, 0).await.unwrap();
    keep_old_snapshot(&fresh.0).await.unwrap();
    assert_eq!(store.snapshot().await.unwrap(), None, "kept by an earlier version");
    assert!(store.keep_snapshot(vec![1], Vec::new(), "").await.unwrap());
    assert_eq!(store.snapshot().await.unwrap(), Some(vec![1]));
    remove(&fresh.0).await.unwrap();
}

#[wasm_bindgen_test]
async fn ids_are_random_and_devices_differ() {
    let ids = [random_id().unwrap(), random_id().unwrap()];
    assert!(ids.iter().all(|id| id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit())));
    assert_ne!(ids[0], ids[1]);
    let devices = [
        Fresh::new().open().await.unwrap().load().await.unwrap().device,
        Fresh::new().open().await.unwrap().load().await.unwrap().device,
    ];
    assert_ne!(devices[0], devices[1]);
}

#[wasm_bindgen_test]
async fn a_full_disk_is_told_and_leaves_nothing_half_written() {
    let store = Fresh::new().open().await.unwrap();
    let mend = sabotage("IDBObjectStore", "add", "QuotaExceededError", 2);
    let refused = store.append(settings(&["a", "b", "c"]), 0, 0).await;
    mend.call0(&JsValue::NULL).unwrap();
    assert_eq!(refused, Err(StoreError::Full));
    assert_eq!(store.load().await.unwrap().events, []);
    assert_eq!(store.append(settings(&["a"]), 0, 0).await.unwrap()[0].id.number, 1);
}

#[wasm_bindgen_test]
async fn keys_that_are_no_numbers_of_ours_do_not_keep_it_from_writing() {
    let fresh = Fresh::new();
    let store = fresh.open().await.unwrap();
    let device = store.append(settings(&["a"]), 0, 0).await.unwrap()[0].id.device.clone();
    plant_under(&fresh.0, &device.0).await.unwrap();
    assert_eq!(store.append(settings(&["b"]), 0, 0).await.unwrap()[0].id.number, 2);
    let loaded = store.load().await.unwrap();
    assert_eq!((loaded.events.len(), loaded.set_aside.len()), (2, 2));
    remove(&fresh.0).await.unwrap();
}

#[wasm_bindgen_test]
async fn denied_storage_is_told() {
    for (error, is_denied) in [("SecurityError", true), ("InvalidStateError", true), ("UnknownError", false)] {
        let mend = sabotage("IDBFactory", "open", error, 1);
        let opened = Fresh::new().open().await;
        mend.call0(&JsValue::NULL).unwrap();
        assert_eq!(matches!(opened, Err(StoreError::Denied(_))), is_denied, "{opened:?}");
        assert!(opened.is_err());
    }
}

#[wasm_bindgen_test]
async fn another_page_that_deletes_or_upgrades_is_not_blocked() {
    let fresh = Fresh::new();
    let store = fresh.open().await.unwrap();
    store.append(settings(&["a"]), 0, 0).await.unwrap();
    open_newer(&fresh.0).await.unwrap();
    assert!(matches!(store.append(settings(&["b"]), 0, 0).await, Err(StoreError::Busy(_))));
    assert!(matches!(store.load().await, Err(StoreError::Busy(_))));
    // The newer database stays as it is.
    assert!(matches!(fresh.open().await, Err(StoreError::Busy(_))));
    remove(&fresh.0).await.unwrap();
}

#[wasm_bindgen_test]
async fn every_transaction_is_durable() {
    let store = Fresh::new().open().await.unwrap();
    let seen = durability();
    store.append(settings(&["a"]), 0, 0).await.unwrap();
    assert_eq!(seen.call0(&JsValue::NULL).unwrap(), "strict");
}

#[wasm_bindgen_test]
async fn reads_are_in_nobodys_way() {
    let fresh = Fresh::new();
    let store = fresh.open().await.unwrap();
    store.append(settings(&["a"]), 0, 0).await.unwrap();
    let seen = modes();
    let device = store.load().await.unwrap().device;
    store.load_after(&BTreeMap::from([(device.clone(), 1)])).await.unwrap();
    store.records().await.unwrap();
    store.snapshot().await.unwrap();
    store.last_merge().await.unwrap();
    store.kept_aside("folder").await.unwrap();
    assert_eq!(store.device().await.unwrap(), device);
    let seen = seen.call0(&JsValue::NULL).unwrap().as_string().unwrap();
    assert!(seen.split(',').all(|mode| mode == "readonly"), "{seen}");
    remove(&fresh.0).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_store_that_was_closed_under_the_page_is_opened_again() {
    let fresh = Fresh::new();
    let store = fresh.open().await.unwrap();
    let first = store.append(settings(&["a"]), 0, 0).await.unwrap();
    close_under();
    let second = store.append(settings(&["b"]), 0, 0).await.unwrap();
    assert_eq!((&second[0].id.device, second[0].id.number), (&first[0].id.device, 2));
    close_under();
    assert_eq!(store.load().await.unwrap().events, [first, second].concat());
    // By two at once.
    store.append(Vec::new(), 0, 0).await.unwrap();
    close_under();
    let (a, b) = futures_at_once(&store).await;
    assert_ne!(a.unwrap()[0].id.number, b.unwrap()[0].id.number);
    assert_eq!(store.load().await.unwrap().events.len(), 4);
    // Whoever upgrades or deletes is not held up by what was opened again.
    open_newer(&fresh.0).await.unwrap();
    assert!(matches!(store.append(settings(&["e"]), 0, 0).await, Err(StoreError::Busy(_))));
    remove(&fresh.0).await.unwrap();
}

type Appended = Result<Vec<Event>, StoreError>;

/// Two appends, of which neither waits for the other.
async fn futures_at_once(store: &IndexedDb) -> (Appended, Appended) {
    type Appending<'a> = Pin<Box<dyn Future<Output = Appended> + 'a>>;
    let mut a: Appending = Box::pin(store.append(settings(&["c"]), 0, 0));
    let mut b: Appending = Box::pin(store.append(settings(&["d"]), 0, 0));
    let (mut first, mut second) = (None, None);
    poll_fn(|context| {
        for (future, outcome) in [(&mut a, &mut first), (&mut b, &mut second)] {
            if outcome.is_none()
                && let Poll::Ready(appended) = future.as_mut().poll(context)
            {
                *outcome = Some(appended);
            }
        }
        if first.is_some() && second.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    (first.unwrap(), second.unwrap())
}

#[wasm_bindgen_test]
async fn a_page_that_holds_on_to_an_older_database_is_told_of_and_later_not_held_up() {
    let fresh = Fresh::new();
    drop(fresh.open().await.unwrap());
    let let_go: Function = hold_on(&fresh.0).await.unwrap().unchecked_into();
    assert!(matches!(fresh.open().await, Err(StoreError::Busy(_))));
    let_go.call0(&JsValue::NULL).unwrap();
    // The upgrade that was asked for goes through, and its database is let go: else this would wait for ever.
    open_newer(&fresh.0).await.unwrap();
    remove(&fresh.0).await.unwrap();
}

#[wasm_bindgen_test]
async fn an_append_whose_transaction_ends_badly_is_not_reported_as_written() {
    let store = Fresh::new().open().await.unwrap();
    let mend = abort_after_add();
    let refused = store.append(settings(&["a", "b"]), 0, 0).await;
    mend.call0(&JsValue::NULL).unwrap();
    assert_eq!(refused, Err(StoreError::Failed("aborted".into())));
    assert_eq!(store.load().await.unwrap().events, []);
}
