//! Other tabs of the same page: they hear of what is written here, and no two of them do at once what only one may.
//!
//! A browser without these interfaces, or a page without an origin, has tabs that do not hear of each other; nothing is lost
//! there either, as a store's transactions see to that: they number what is appended, and keep no snapshot that a merge has overtaken.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::app::Word;

const NAME: &str = "konspekt";
/// What is said: events were added at the end, or others came among those that were there.
const ADDED: &str = "added";
const MERGED: &str = "merged";

/// The way to the other tabs.
pub struct Tabs {
    channel: BroadcastChannel,
    _listener: EventListener,
}

impl Tabs {
    pub fn open(hear: impl Fn(Word) + 'static) -> Option<Tabs> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let listener = EventListener::new(&channel, "message", move |event| {
            let said = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            match said.as_deref() {
                Some(ADDED) => hear(Word::Added),
                Some(MERGED) => hear(Word::Merged),
                _ => {}
            }
        });
        Some(Tabs { channel, _listener: listener })
    }

    pub fn say(&self, word: Word) {
        let said = match word {
            Word::Added => ADDED,
            Word::Merged => MERGED,
        };
        // Fails only on a closed channel.
        let _ = self.channel.post_message(&said.into());
    }
}

/// Does it while no other tab or worker does anything under the same name; where the browser has no locks, or none for a page without
/// an origin (WebKit, from a disk), at once.
pub async fn alone<T: 'static>(name: &str, work: impl Future<Output = T> + 'static) -> Result<T, JsValue> {
    let locks = Reflect::get(&js_sys::global(), &"navigator".into())
        .and_then(|navigator| Reflect::get(&navigator, &"locks".into()))
        .ok()
        .filter(JsValue::is_object);
    let Some(locks) = locks else { return Ok(work.await) };
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let done = Rc::new(RefCell::new(None));
    let work = Rc::new(RefCell::new(Some(work)));
    let begin = Closure::once_into_js({
        let (done, work) = (done.clone(), work.clone());
        move || {
            future_to_promise(async move {
                let begun = work.take();
                if let Some(work) = begun {
                    let came = work.await;
                    done.replace(Some(came));
                }
                Ok(JsValue::UNDEFINED)
            })
        }
    });
    let held = match request.call2(&locks, &name.into(), &begin) {
        Ok(held) => JsFuture::from(held.dyn_into::<Promise>()?).await,
        Err(refused) => Err(refused),
    };
    let came = done.take();
    match (came, work.take(), held) {
        (Some(came), ..) => Ok(came),
        // It was refused before it began.
        (None, Some(work), Err(_)) => Ok(work.await),
        (None, _, held) => Err(held.err().unwrap_or_else(|| "the lock was given without its work".into())),
    }
}
