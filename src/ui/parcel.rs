//! The lesson that a page of its own holds ([`crate::work::parcel`]), and the making of such a page.

use std::cell::Cell;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CompressionFormat, CompressionStream, ReadableWritablePair, Response};

use super::dom;
use crate::backup::lines;
use crate::deck::{Body, Entry, LessonId};
use crate::export::base85;
use crate::export::page::{self, LESSON, OUTLINE};
use crate::store::record;
pub use crate::work::parcel::resumed as records_of;
use crate::work::parcel::{Parcel, packed};
use crate::work::wire;

#[wasm_bindgen]
extern "C" {
    /// The loader of `index.html`: a file that comes with the page.
    #[wasm_bindgen(js_namespace = konspekt)]
    fn blob(address: &str) -> Promise;
    /// Likewise as text.
    #[wasm_bindgen(catch, js_namespace = konspekt)]
    async fn text(address: &str) -> Result<JsValue, JsValue>;
}

fn inside(address: &str) -> String {
    ["script[data-file=\"", address, "\"]"].concat()
}

/// Whether this page holds a lesson.
pub fn is_here() -> bool {
    dom::has(&inside(LESSON))
}

thread_local! {
    static IS_ONLY: Cell<bool> = const { Cell::new(false) };
}

/// From now on the page is one of a lesson, which it holds or which was handed over: its store is no other's, and no worker knows it.
pub fn begin() {
    IS_ONLY.set(true);
}

/// Whether it is.
pub fn is_only() -> bool {
    IS_ONLY.get()
}

/// The lesson of this page.
pub async fn read() -> Result<Parcel, JsValue> {
    let bytes = bytes(JsFuture::from(blob(LESSON)).await?.dyn_into()?).await?;
    wire::decode(&bytes.to_vec()).ok_or_else(|| "the lesson in this page is damaged".into())
}

/// The lesson in lines ([`crate::backup::lines`]) that were handed over.
pub fn of_lines(written: &str) -> Result<Parcel, JsValue> {
    let contents = lines::read(written.as_bytes()).map_err(|error| JsValue::from(format!("{error:?}")))?;
    let lesson =
        contents.records.iter().filter_map(|record| record::decode(record)).find_map(|event| match event.body {
            Body::LessonAdded { lesson, .. } => Some(lesson),
            _ => None,
        });
    let lesson = lesson.ok_or("there is no lesson among the records")?;
    Ok(Parcel::unread(lesson, contents.records))
}

async fn bytes(blob: Blob) -> Result<Uint8Array, JsValue> {
    Ok(Uint8Array::new(&JsFuture::from(blob.array_buffer()).await?))
}

/// A page of a lesson, as text. `parts` are those that came from the worker, `at` is the moment of the last change, UTC
/// milliseconds.
pub async fn make(id: &LessonId, entry: &Entry, parts: &[u8], at: i64) -> Result<String, JsValue> {
    let parcel = Parcel::of(id, entry, parts.to_vec(), at).map_err(|error| JsValue::from(format!("{error:?}")))?;
    let lesson = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(packed(&parcel).as_slice())))?;
    let lesson = letters(lesson).await?;
    let outline = text(&["./", OUTLINE].concat()).await?.as_string().unwrap_or_default();
    let mut files = Vec::new();
    for name in page::files(&outline) {
        let letters = match dom::by_selector(&inside(name)) {
            // A page that is one file has it so already.
            Some(element) => element.text_content().unwrap_or_default().trim().to_owned(),
            None => letters(JsFuture::from(blob(name)).await?.dyn_into()?).await?,
        };
        files.push((name, letters));
    }
    let packed = |name: &str| files.iter().find(|(known, _)| *known == name).map(|(_, letters)| letters.clone());
    page::page(&outline, &entry.title, &lesson, packed).map_err(|error| error.to_string().into())
}

/// A file as it stands in a page: gzipped, in letters.
async fn letters(blob: Blob) -> Result<String, JsValue> {
    let gzip = CompressionStream::new(CompressionFormat::Gzip)?;
    let stream = blob.stream().pipe_through(&ReadableWritablePair::new(&gzip.readable(), &gzip.writable()));
    let buffer = JsFuture::from(Response::new_with_opt_readable_stream(Some(&stream))?.array_buffer()?).await?;
    Ok(base85::encode(&Uint8Array::new(&buffer).to_vec()))
}
