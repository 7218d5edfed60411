//! Files of other formats, from both sides: a worker for each, made of a binary of its own in the same way as the one that
//! reads texts, which ends when it has answered.

use std::cell::Cell;

use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::hooks::Dispatch;
use super::worker::{Binary, Parts, READY, report};
use crate::app::{Action, ReadFile};
use crate::formats;
use crate::work::opened::Opened;
use crate::work::wire;

/// The page's hold on the worker that reads a file; dropping it ends that.
pub struct Reading {
    job: u32,
    worker: web_sys::Worker,
    _listeners: [EventListener; 3],
}

impl Reading {
    pub fn is_of(&self, job: u32) -> bool {
        self.job == job
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Has a file read; what comes of it is told to the state.
pub async fn read(dispatch: Dispatch, job: u32, file: &[u8], name: Option<&str>) {
    let parts = match Parts::of(Binary::Documents).await {
        Ok(parts) => parts,
        Err(error) => {
            web_sys::console::warn_1(&error);
            return dispatch.send(Action::FileNotRead { job, is_there: false });
        }
    };
    // It may have been called off while the binary was on its way.
    if dispatch.state().job.as_ref().is_none_or(|current| current.number != job) {
        return;
    }
    if let Err(error) = begin(&dispatch, job, parts, file, name).await {
        web_sys::console::warn_1(&error);
        end(&dispatch, job);
        dispatch.send(Action::FileNotRead { job, is_there: false });
    }
}

async fn begin(dispatch: &Dispatch, job: u32, parts: Parts, file: &[u8], name: Option<&str>) -> Result<(), JsValue> {
    let worker = parts.worker()?;
    let asked = Array::of2(&Uint8Array::from(file), &name.map_or(JsValue::NULL, JsValue::from_str));
    let on_message = {
        let (dispatch, worker) = (dispatch.clone(), worker.clone());
        EventListener::new(&worker.clone(), "message", move |event| {
            let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
            match data.dyn_ref::<Array>() {
                None => report(worker.post_message(&asked)),
                Some(told) => hear(&dispatch, job, told),
            }
        })
    };
    let dies = |kind: &'static str| {
        let dispatch = dispatch.clone();
        EventListener::new(&worker, kind, move |_| {
            end(&dispatch, job);
            dispatch.send(Action::FileNotRead { job, is_there: true });
        })
    };
    let listeners = [on_message, dies("error"), dies("messageerror")];
    dispatch.hold_reading(Some(Reading { job, worker: worker.clone(), _listeners: listeners }));
    parts.start(&worker).await
}

/// Ends the worker, not from inside its own listener.
fn end(dispatch: &Dispatch, job: u32) {
    let dispatch = dispatch.clone();
    spawn_local(async move { dispatch.end_reading(job) });
}

fn hear(dispatch: &Dispatch, job: u32, told: &Array) {
    let bytes = |index: u32| told.get(index).dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec());
    let outcome = match bytes(0).ok().and_then(|bytes| wire::decode(&bytes)) {
        Some(Opened::SoFar(done, of)) => return dispatch.send(Action::FileSoFar { job, done, of }),
        Some(Opened::Read(chapters)) => Ok(ReadFile { chapters, body: bytes(1).unwrap_or_default().into() }),
        Some(Opened::Refused(error)) => Err(error),
        None => return,
    };
    end(dispatch, job);
    dispatch.send(Action::FileRead { job, outcome });
}

/// In the worker: reads what it is sent.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let listener = {
        let scope = scope.clone();
        EventListener::new(&scope.clone(), "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            if let Some(asked) = data.and_then(|data| data.dyn_into::<Array>().ok()) {
                report(answer(&scope, &asked));
            }
        })
    };
    listener.forget();
    report(scope.post_message(&READY.into()));
}

fn answer(scope: &DedicatedWorkerGlobalScope, asked: &Array) -> Result<(), JsValue> {
    let file = asked.get(0).dyn_into::<Uint8Array>()?.to_vec();
    let name = asked.get(1).as_string();
    let tell = |told: &Opened| Uint8Array::from(wire::encode(told).as_slice());
    let last = Cell::new(0);
    let read = formats::read(&file, name.as_deref(), &mut |done, of| {
        let percent = done * 100 / of.max(1);
        if last.replace(percent) != percent {
            report(scope.post_message(&Array::of1(&tell(&Opened::SoFar(done, of)))));
        }
    });
    drop(file);
    match read {
        Ok(parsed) => {
            let body = Uint8Array::from(wire::encode(&parsed).as_slice());
            let message = Array::of2(&tell(&Opened::of(&parsed)), &body);
            scope.post_message_with_transfer(&message, &Array::of1(&body.buffer()))
        }
        Err(error) => scope.post_message(&Array::of1(&tell(&Opened::Refused(error)))),
    }
}
