//! The lesson that a page of its own holds ([`crate::work::parcel`]), and the making of such a page.

use std::cell::Cell;

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CompressionFormat, CompressionStream, DecompressionStream, ReadableStreamDefaultReader, ReadableWritablePair,
    Response,
};

use super::dom;
use crate::backup::lines::{self, Read};
use crate::deck::Body;
use crate::export::base85;
use crate::export::page::{self, LESSON, OUTLINE};
use crate::store::record;
pub use crate::work::parcel::resumed as records_of;
use crate::work::parcel::{LONGEST, Parcel, STAMP, packed};
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

/// Why a lesson without its text cannot be shown: what was read out of it is of another form, or damaged.
pub const OTHER_FORM: &str = "the lesson was published without its text, for another version of the app";

/// The lesson in lines ([`crate::backup::lines`]) that were handed over, with what was read out of it where this program reads that form. In
/// another order than its own (`seed`), it has to be read anew.
pub async fn of_lines(written: &str, seed: Option<u64>) -> Result<Parcel, JsValue> {
    let contents = lines::read(written.as_bytes()).map_err(|error| JsValue::from(format!("{error:?}")))?;
    let lesson =
        contents.records.iter().filter_map(|record| record::decode(record)).find_map(|event| match event.body {
            Body::LessonAdded { lesson, seed, .. } => Some((lesson, seed)),
            _ => None,
        });
    let (lesson, own) = lesson.ok_or("there is no lesson among the records")?;
    let unread = Parcel::unread(lesson, contents.records);
    // What was published without its text stays as it is.
    let is_shortened = unread.publication().is_shortened;
    let is_as_wished = is_shortened || seed.is_none_or(|seed| seed == own);
    let read = lines::read_out(written).filter(|read| read.stamp == STAMP && is_as_wished);
    let Some(Read { letters, .. }) = read else {
        return if is_shortened { Err(OTHER_FORM.into()) } else { Ok(unread) };
    };
    // Whatever is wrong with it, the text is there to be read.
    let results = match base85::decode(&letters) {
        Some(packed) => unpacked(&packed).await.ok(),
        None => None,
    };
    match results.and_then(|results| unread.clone().with(results)) {
        Some(parcel) => Ok(parcel),
        None if is_shortened => Err(OTHER_FORM.into()),
        None => Ok(unread),
    }
}

/// The lesson as a file.
pub async fn file(parcel: &Parcel) -> Result<String, JsValue> {
    if parcel.results().is_empty() {
        return Ok(lines::write(&parcel.records));
    }
    let parts = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(parcel.results())))?;
    Ok(lines::write_with(&parcel.records, &Read { stamp: STAMP.to_owned(), letters: letters(parts).await? }))
}

/// What was gzipped, as far as there is room for it: whoever has made it may be anybody.
async fn unpacked(packed: &[u8]) -> Result<Vec<u8>, JsValue> {
    let gzip = DecompressionStream::new(CompressionFormat::Gzip)?;
    let packed = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(packed)))?;
    let stream = packed.stream().pipe_through(&ReadableWritablePair::new(&gzip.readable(), &gzip.writable()));
    let reader = ReadableStreamDefaultReader::new(&stream)?;
    let mut bytes = Vec::new();
    loop {
        let step = JsFuture::from(reader.read()).await?;
        if Reflect::get(&step, &"done".into())?.is_truthy() {
            return Ok(bytes);
        }
        bytes.extend(Uint8Array::new(&Reflect::get(&step, &"value".into())?).to_vec());
        if bytes.len() > LONGEST {
            return Err("what was read out of the lesson is too large".into());
        }
    }
}

async fn bytes(blob: Blob) -> Result<Uint8Array, JsValue> {
    Ok(Uint8Array::new(&JsFuture::from(blob.array_buffer()).await?))
}

/// A page of a lesson, as text.
pub async fn make(parcel: &Parcel, title: &str) -> Result<String, JsValue> {
    let lesson = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(packed(parcel).as_slice())))?;
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
    page::page(&outline, title, &lesson, packed).map_err(|error| error.to_string().into())
}

/// A file as it stands in a page: gzipped, in letters.
async fn letters(blob: Blob) -> Result<String, JsValue> {
    let gzip = CompressionStream::new(CompressionFormat::Gzip)?;
    let stream = blob.stream().pipe_through(&ReadableWritablePair::new(&gzip.readable(), &gzip.writable()));
    let buffer = JsFuture::from(Response::new_with_opt_readable_stream(Some(&stream))?.array_buffer()?).await?;
    Ok(base85::encode(&Uint8Array::new(&buffer).to_vec()))
}
