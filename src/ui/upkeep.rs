//! When the chosen folder and the store are brought to the same, what is read and written for it, and how far the last file goes.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Error, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::hooks::Dispatch;
use super::shelf::Shelf;
use super::tabs::alone;
use super::{chores, dom, folder};
use crate::app::folder::{contents, wait};
use crate::app::{Action, BackupTrouble, Effect, Folder, Word};
use crate::backup::{BackupError, Incoming};
use crate::deck::DeviceId;
use crate::store::Store;
use crate::store::indexed_db::IndexedDb;

/// The name under which the store keeps the folder, and the one for what is known of its files: of each the mark that it had when it was
/// read or written last, and under [`CONTENTS`] what this device's holds.
const FOLDER: &str = "folder";
const SEEN: &str = "folder marks";
const CONTENTS: &str = "contents";
/// And the one for what the last file has of this device: its name and a number.
const SAVED: &str = "saved up to";
/// Of two tabs one at a time brings the folder up to date: the older file would else come last.
const LOCK: &str = "konspekt-folder";

thread_local! {
    /// The number of the last wish to bring the folder up to date.
    static WISHES: Cell<u32> = const { Cell::new(0) };
    /// How long the last packing took, and when it ended, milliseconds.
    static PACKED: Cell<(f64, i64)> = const { Cell::new((0.0, 0)) };
}

/// When the folder is brought up to date.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum When {
    Now,
    /// With what else is written in the next moments.
    Together,
}

/// Chooses a folder and keeps it up to date from now on; at a click.
pub fn choose(dispatch: Dispatch) {
    spawn_local(async move {
        // Whoever closes the browser's dialog has chosen none.
        let Ok(folder) = folder::choose().await else { return };
        let shelf = dispatch.shelf();
        let Some(Shelf::Lasting(store)) = shelf.as_deref() else { return };
        if let Err(error) = store.keep_aside(FOLDER, &folder).await {
            return dispatch.send(Action::NotCompleted(error));
        }
        chores::perform(&dispatch, Effect::KeepFolder { asks: true });
    });
}

/// No longer keeps it; what is in it stays.
pub fn leave(dispatch: Dispatch) {
    spawn_local(async move {
        if let Some(Shelf::Lasting(store)) = dispatch.shelf().as_deref() {
            let _ = store.keep_aside(FOLDER, &JsValue::UNDEFINED).await;
        }
        dispatch.send(Action::Folder(Folder::None));
    });
}

/// From now on, whenever the page comes into sight or leaves it: others may have put something there meanwhile, and whoever leaves may
/// not come back.
pub fn look_at_every_turn(dispatch: &Dispatch) {
    let Some(document) = dom::document() else { return };
    let to = dispatch.clone();
    EventListener::new(&document, "visibilitychange", move |_| {
        let is_kept = to.state().follow().is_some();
        if let Some(shelf) = to.shelf().filter(|_| is_kept) {
            spawn_local(keep(to.clone(), shelf, false, When::Now));
        }
    })
    .forget();
}

/// Brings the folder and the store to the same, where one is chosen; `asks` the learner where the browser wants that.
pub async fn keep(dispatch: Dispatch, shelf: Rc<Shelf>, asks: bool, when: When) {
    let wish = WISHES.get() + 1;
    WISHES.set(wish);
    let Shelf::Lasting(store) = &*shelf else { return };
    let Ok(Some(folder)) = store.kept_aside(FOLDER).await else { return };
    let name = Reflect::get(&folder, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
    if !folder::is_allowed(&folder, asks).await {
        return dispatch.send(Action::Folder(Folder::Asks { name }));
    }
    if when == When::Together && matches!(dispatch.state().folder, Folder::Kept { .. }) {
        let (took, ended) = PACKED.get();
        TimeoutFuture::new(wait(took, (dom::now().at - ended) as f64)).await;
        if WISHES.get() != wish {
            return;
        }
    }
    let kept = {
        let (dispatch, shelf, folder) = (dispatch.clone(), shelf.clone(), folder.clone());
        let work = async move {
            let Shelf::Lasting(store) = &*shelf else { return Ok(()) };
            bring_together(&dispatch, &shelf, store, &folder).await
        };
        alone(LOCK, work).await
    };
    dispatch.send(Action::Folder(match kept {
        Ok(Ok(())) => Folder::Kept { name, at: dom::now().at },
        Ok(Err(error)) | Err(error) => {
            let reason = Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
            Folder::Failed { name, reason: reason.unwrap_or_else(|| format!("{error:?}")) }
        }
    }));
}

/// Takes in what other devices have put there, and puts there what is in the store. This device's own file is taken in too where it is
/// not as this store has left it: a browser's profile that was brought back from a copy knows less than the file that it would write over.
async fn bring_together(
    dispatch: &Dispatch,
    shelf: &Shelf,
    store: &IndexedDb,
    folder: &JsValue,
) -> Result<(), JsValue> {
    let own = folder::name_of(&store.device().await.map_err(failed)?.0);
    let seen = store.kept_aside(SEEN).await.ok().flatten().filter(JsValue::is_object);
    let seen = seen.unwrap_or_else(|| Object::new().into());
    let mark = |name: &str| Reflect::get(&seen, &name.into()).ok().and_then(|mark| mark.as_string());
    let (mut is_as_left, mut is_new) = (false, false);
    for found in folder::look(folder, mark).await? {
        let is_own = found.name == own;
        let Some(bytes) = found.bytes else {
            is_as_left |= is_own;
            continue;
        };
        let file = Incoming { bytes: bytes.into(), changed: found.changed as i64, ..Incoming::default() };
        match shelf.take_in(file).await {
            Ok((taken, deck)) => {
                is_new |= Reflect::set(&seen, &found.name.into(), &found.mark.into()).is_ok();
                if taken.new > 0 {
                    dispatch.say(Word::Merged);
                    dispatch.send(Action::Replaced { deck, now: dom::now() });
                }
            }
            // What cannot be read now may be read another time; but there is nothing to be read in what is no backup at all.
            Err(trouble) if is_own && trouble != BackupTrouble::Refused(BackupError::Foreign) => {
                return Err(failed(trouble));
            }
            // One that is damaged, or half synced, is read again when it changes.
            Err(_) => {}
        }
    }
    if is_new {
        let _ = store.keep_aside(SEEN, &seen).await;
    }
    // What a store is told of its own that it did not know has it write in another name from then on.
    let device = store.device().await.map_err(failed)?.0;
    let name = folder::name_of(&device);
    let holds = contents(&dispatch.state().deck, &store.last_merge().await.map_err(failed)?);
    let has = known(dispatch);
    if !is_as_left || name != own || mark(CONTENTS).as_ref() != Some(&holds) {
        let begun = dom::now().at;
        let packed = shelf.pack(begun).await.map_err(failed)?;
        let written = folder::write(folder, &device, &packed).await?;
        let ended = dom::now().at;
        PACKED.set(((ended - begun) as f64, ended));
        for (name, value) in [(name.as_str(), written), (CONTENTS, holds)] {
            Reflect::set(&seen, &name.into(), &value.into())?;
        }
        // Where it is not kept, the file is read once more.
        let _ = store.keep_aside(SEEN, &seen).await;
        note(shelf, has).await;
        count(dispatch, shelf).await;
    }
    Ok(())
}

/// What is known of this device: a file that is made from now on has it.
pub fn known(dispatch: &Dispatch) -> Option<(DeviceId, u64)> {
    let state = dispatch.state();
    let device = state.device.clone()?;
    let number = state.deck.last_of(&device);
    Some((device, number))
}

/// Keeps beside the store how far the last file goes: a page from a disk may lose what is in no file.
pub async fn note(shelf: &Shelf, known: Option<(DeviceId, u64)>) {
    if let (Shelf::Lasting(store), Some((device, number))) = (shelf, known) {
        // Where this is not kept, more is offered to be saved than has to be.
        let _ = store.keep_aside(SAVED, &format!("{} {number}", device.0).into()).await;
    }
}

/// Counts what is in no file, where one could lose it with the store.
pub async fn count(dispatch: &Dispatch, shelf: &Shelf) {
    let Shelf::Lasting(store) = shelf else { return };
    if dom::is_on_disk() {
        let kept = store.kept_aside(SAVED).await.ok().flatten().and_then(|kept| kept.as_string());
        let saved = kept.and_then(|kept| {
            let (device, number) = kept.split_once(' ')?;
            Some((DeviceId(device.to_owned()), number.parse().ok()?))
        });
        dispatch.send(Action::CountUnsaved { saved });
    }
}

fn failed(trouble: impl std::fmt::Debug) -> JsValue {
    Error::new(&format!("{trouble:?}")).into()
}
