//! The worker, from both sides. It is a classic one made of a blob: the glue script of the page, and a line that starts
//! the app's compiled module when the page sends it. The same on http, on `file://` and in sandboxed frames.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, MessageEvent, Url};

use super::dom;
use crate::app::Action;
use crate::lesson::Lesson;
use crate::work::wire::{self, Wire};
use crate::work::{self, News, Reply, Request};

/// Waits for the module; after that `serve` takes over.
const BOOT: &str = "\nonmessage = (event) => { onmessage = null; wasm_bindgen({ module_or_path: event.data }); };";
/// What the worker posts when it can take requests.
const READY: &str = "ready";

/// The global scope, if this is a worker.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Answers requests as long as the worker lives.
pub fn serve(scope: DedicatedWorkerGlobalScope) {
    let listener = {
        let scope = scope.clone();
        EventListener::new(&scope.clone(), "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            if let Some(request) = data.and_then(|data| read(&data)) {
                answer(&scope, request);
            }
        })
    };
    listener.forget();
    report(scope.post_message(&READY.into()));
}

fn read<T: Wire>(data: &JsValue) -> Option<T> {
    wire::decode(&data.dyn_ref::<Uint8Array>()?.to_vec())
}

fn written(message: &impl Wire) -> Uint8Array {
    Uint8Array::from(wire::encode(message).as_slice())
}

fn answer(scope: &DedicatedWorkerGlobalScope, request: Request) {
    let job = request.job;
    work::run(request, &mut |news| {
        let bytes = written(&Reply { job, news });
        let buffer = Array::of1(&bytes.buffer());
        report(scope.post_message_with_transfer(&bytes, &buffer));
    });
}

fn report(result: Result<(), JsValue>) {
    if let Err(error) = result {
        web_sys::console::error_1(&error);
    }
}

/// The page's hold on a worker; dropping it ends the worker.
pub struct Worker {
    worker: web_sys::Worker,
    inbox: Rc<RefCell<Inbox>>,
    _listeners: [EventListener; 3],
}

#[derive(Default)]
struct Inbox {
    is_ready: bool,
    /// What was asked before the worker was ready.
    waiting: Vec<Uint8Array>,
    /// The parts that have come so far.
    lesson: Lesson,
}

impl Worker {
    /// `send` gets what the worker has to say.
    pub fn start(send: impl Fn(Action) + Clone + 'static) -> Result<Worker, JsValue> {
        let glue = dom::by_id("glue").and_then(|glue| glue.text_content()).ok_or("the page has no #glue")?;
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let parts = Array::of2(&glue.into(), &BOOT.into());
        let url = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &kind)?)?;
        let worker = web_sys::Worker::new(&url);
        Url::revoke_object_url(&url)?;
        let worker = worker?;

        let inbox = Rc::new(RefCell::new(Inbox::default()));
        let on_message = {
            let (inbox, worker, send) = (inbox.clone(), worker.clone(), send.clone());
            EventListener::new(&worker.clone(), "message", move |event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
                let action = inbox.borrow_mut().take(&worker, &event.data());
                if let Some(action) = action {
                    send(action);
                }
            })
        };
        let dies = |kind: &'static str| {
            let send = send.clone();
            EventListener::new(&worker, kind, move |_| send(Action::WorkerDied))
        };
        let listeners = [on_message, dies("error"), dies("messageerror")];
        worker.post_message(&wasm_bindgen::module())?;
        Ok(Worker { worker, inbox, _listeners: listeners })
    }

    pub fn ask(&self, request: &Request) -> Result<(), JsValue> {
        let message = written(request);
        let mut inbox = self.inbox.borrow_mut();
        if inbox.is_ready {
            self.worker.post_message(&message)
        } else {
            inbox.waiting.push(message);
            Ok(())
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Inbox {
    fn take(&mut self, worker: &web_sys::Worker, data: &JsValue) -> Option<Action> {
        if data.as_string().as_deref() == Some(READY) {
            self.is_ready = true;
            for message in self.waiting.drain(..) {
                report(worker.post_message(&message));
            }
            return None;
        }
        let Reply { job, news } = read(data)?;
        match news {
            News::Reached(step) => Some(Action::Reached { job, step }),
            News::Part(part) => {
                work::assemble(&mut self.lesson, part);
                None
            }
            News::Done(warnings) => {
                let lesson = Box::new(std::mem::take(&mut self.lesson));
                Some(Action::Extracted { job, lesson, warnings, now: dom::now() })
            }
            News::Refused(error) => Some(Action::Refused { job, error }),
        }
    }
}
