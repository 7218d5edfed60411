//! Reading what a class has done: its files one after the other, in a worker that ends with the last of them. A file over which it dies
//! costs only itself.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Event, File, FileList};

use super::errand::Helper;
use super::hooks::Dispatch;
use crate::app::{Action, Class, Route};
use crate::backup::Incoming;
use crate::export::results::{Told, Trouble};
use crate::work::errand::{Errand, Outcome};

thread_local! {
    /// The number of the last wish: whoever reads for an earlier one stops.
    static WISHES: Cell<u32> = const { Cell::new(0) };
}

fn wish() -> u32 {
    WISHES.set(WISHES.get() + 1);
    WISHES.get()
}

fn show(dispatch: &Dispatch, class: &Class) {
    dispatch.send(Action::Class(Rc::new(class.clone())));
}

/// Reads these files too.
pub fn read(dispatch: Dispatch, files: &FileList) {
    let files: Vec<File> = (0..files.length()).filter_map(|nth| files.get(nth)).collect();
    if files.is_empty() {
        return;
    }
    let wish = wish();
    spawn_local(async move {
        let mut class = Class::clone(&dispatch.state().class);
        class.more(files.len());
        show(&dispatch, &class);
        let mut helper = None;
        for file in files {
            let told = match class.refusal(file.size()) {
                Some(trouble) => Told::nothing(trouble),
                None => {
                    if helper.is_none() {
                        helper = Helper::start().await.ok();
                        class.is_guessed = match &helper {
                            Some(helper) => !helper.learn().await,
                            None => false,
                        };
                    }
                    told(&mut helper, &file).await
                }
            };
            if WISHES.get() != wish {
                return;
            }
            class.take(file.name(), told);
            show(&dispatch, &class);
        }
    });
}

async fn told(helper: &mut Option<Helper>, file: &File) -> Told {
    let Ok(bytes) = gloo::file::futures::read_as_bytes(&file.clone().into()).await else {
        return Told::nothing(Trouble::Unreadable);
    };
    let Some(asked) = helper.take() else { return Told::nothing(Trouble::Died) };
    let file = Incoming { bytes: bytes.into(), name: file.name(), changed: 0 };
    match asked.ask(&Errand::Tell { file }).await {
        Ok(Outcome::Told(told)) => {
            *helper = Some(asked);
            told
        }
        Ok(_) => Told::nothing(Trouble::Died),
        Err(error) => {
            web_sys::console::warn_1(&error);
            Told::nothing(Trouble::Died)
        }
    }
}

/// Reads no more files; what was read stays.
pub fn stop(dispatch: &Dispatch) {
    wish();
    let mut class = Class::clone(&dispatch.state().class);
    class.stop();
    show(dispatch, &class);
}

/// Begins a table anew.
pub fn clear(dispatch: &Dispatch) {
    wish();
    show(dispatch, &Class::default());
}

/// Takes files that were dropped on the page of the class; whether they were.
pub fn dropped(event: &Event, dispatch: &Dispatch) -> bool {
    if dispatch.state().route != Route::Class {
        return false;
    }
    if let Some(files) = event.dyn_ref::<DragEvent>().and_then(|event| event.data_transfer()?.files()) {
        read(dispatch.clone(), &files);
    }
    true
}
