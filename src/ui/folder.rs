//! A folder that the learner has chosen and that is kept up to date by itself, so that any program that syncs folders carries
//! everything from one device to another: this device writes one file there, and takes in those of the others. What is done with
//! it when is `upkeep`'s affair.
//!
//! Where a browser has no such interface, nothing of this is offered.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::dom;

/// How the names of the files begin and end; between stands the device.
const BEGIN: &str = "konspekt-";
const END: &str = ".konspekt";

/// Whether the browser can have a folder chosen.
pub fn is_possible() -> bool {
    dom::window().is_some_and(|window| Reflect::has(&window, &"showDirectoryPicker".into()).unwrap_or(false))
}

/// Calls a method that promises something.
async fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let promised = method.apply(object, &arguments.iter().collect::<Array>())?;
    JsFuture::from(Promise::resolve(&promised)).await
}

fn read_and_write() -> JsValue {
    let options = Object::new();
    // Fails only on what is no object.
    let _ = Reflect::set(&options, &"mode".into(), &"readwrite".into());
    options.into()
}

/// Has the learner choose one; at a click, as browsers want it.
pub async fn choose() -> Result<JsValue, JsValue> {
    let window = dom::window().ok_or("no window")?;
    call(&window, "showDirectoryPicker", &[read_and_write()]).await
}

/// Whether it may be read and written; asks the learner where `asks`, which browsers allow at a click alone.
pub async fn is_allowed(folder: &JsValue, asks: bool) -> bool {
    for method in ["queryPermission", "requestPermission"].into_iter().take(1 + usize::from(asks)) {
        // A folder of the browser's own has no such method and needs none.
        if !Reflect::has(folder, &method.into()).unwrap_or(false) {
            return true;
        }
        let answer = call(folder, method, &[read_and_write()]).await;
        if answer.is_ok_and(|answer| answer.as_string().as_deref() == Some("granted")) {
            return true;
        }
    }
    false
}

/// The name of a device's file.
pub fn name_of(device: &str) -> String {
    [BEGIN, device, END].concat()
}

/// Writes this device's file, in whose place the old one stays until it is whole; its mark.
pub async fn write(folder: &JsValue, device: &str, bytes: &[u8]) -> Result<String, JsValue> {
    let create = Object::new();
    Reflect::set(&create, &"create".into(), &JsValue::TRUE)?;
    let file = call(folder, "getFileHandle", &[name_of(device).into(), create.into()]).await?;
    let stream = call(&file, "createWritable", &[]).await?;
    call(&stream, "write", &[Uint8Array::from(bytes).into()]).await?;
    call(&stream, "close", &[]).await?;
    let written = call(&file, "getFile", &[]).await?;
    Ok(mark_of(&written))
}

/// The time at which a file was changed, in UTC milliseconds, and its size. A syncing program keeps the time of the other device, so that
/// a file that comes late may be older than one that was read before it.
fn mark_of(file: &JsValue) -> String {
    format!("{} {}", number(file, "lastModified"), number(file, "size"))
}

fn number(file: &JsValue, name: &str) -> f64 {
    Reflect::get(file, &name.into()).ok().and_then(|value| value.as_f64()).unwrap_or(0.0)
}

/// A device's file, of this one or of another.
pub struct Found {
    pub name: String,
    pub mark: String,
    /// When it was changed, in UTC milliseconds.
    pub changed: f64,
    /// Where its mark is another one than the one `seen` by its name.
    pub bytes: Option<Vec<u8>>,
}

/// Every device's file.
pub async fn look(folder: &JsValue, seen: impl Fn(&str) -> Option<String>) -> Result<Vec<Found>, JsValue> {
    let entries: Function = Reflect::get(folder, &"values".into())?.dyn_into()?;
    let entries = entries.call0(folder)?;
    let mut found = Vec::new();
    loop {
        let next = call(&entries, "next", &[]).await?;
        if Reflect::get(&next, &"done".into())?.is_truthy() {
            return Ok(found);
        }
        let entry = Reflect::get(&next, &"value".into())?;
        let text = |name: &str| Reflect::get(&entry, &name.into()).ok().and_then(|value| value.as_string());
        let name = text("name").unwrap_or_default();
        if text("kind").as_deref() != Some("file") || !name.ends_with(END) {
            continue;
        }
        let file = call(&entry, "getFile", &[]).await?;
        let mark = mark_of(&file);
        let bytes = match seen(&name).as_deref() == Some(&*mark) {
            true => None,
            false => Some(Uint8Array::new(&call(&file, "arrayBuffer", &[]).await?).to_vec()),
        };
        found.push(Found { name, mark, changed: number(&file, "lastModified"), bytes });
    }
}
