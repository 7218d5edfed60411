//! The worker, from both sides. It is a classic one made of a blob: the glue script of the page, and a line that starts
//! the app's compiled module when the page sends it. The same on http, on `file://` and in sandboxed frames.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, MessageEvent, Url};

use super::dom;
use crate::app::{Action, Input};
use crate::lesson::Lesson;
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
            if let Some((request, input)) = event.dyn_ref::<MessageEvent>().and_then(read_request) {
                answer(&scope, request, &input);
            }
        })
    };
    listener.forget();
    report(scope.post_message(&READY.into()));
}

fn read_request(event: &MessageEvent) -> Option<(Request, Input)> {
    let message: Array = event.data().dyn_into().ok()?;
    let request = serde_json::from_str(&message.get(0).as_string()?).ok()?;
    let payload = message.get(1);
    let input = match payload.as_string() {
        Some(text) => Input::Text(text.into()),
        None => Input::Bytes(payload.dyn_into::<Uint8Array>().ok()?.to_vec().into()),
    };
    Some((request, input))
}

fn answer(scope: &DedicatedWorkerGlobalScope, request: Request, input: &Input) {
    let job = request.job;
    work::run(request, input, &mut |news, text| {
        // Every reply is plain data, which JSON can always say.
        let Ok(json) = serde_json::to_string(&Reply { job, news }) else { return };
        let text = text.map_or(JsValue::UNDEFINED, |text| text.into());
        report(scope.post_message(&Array::of2(&json.into(), &text)));
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
    waiting: Vec<Array>,
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

    pub fn ask(&self, request: &Request, input: &Input) -> Result<(), JsValue> {
        let json = serde_json::to_string(request).map_err(|error| error.to_string())?;
        let payload: JsValue = match input {
            Input::Text(text) => JsString::from(&**text).into(),
            Input::Bytes(bytes) => Uint8Array::from(&**bytes).into(),
        };
        let message = Array::of2(&json.into(), &payload);
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
        let message: &Array = data.dyn_ref()?;
        let Reply { job, news } = serde_json::from_str(&message.get(0).as_string()?).ok()?;
        match news {
            News::Reached(step) => Some(Action::Reached { job, step }),
            News::Part(part) => {
                work::assemble(&mut self.lesson, part, message.get(1).as_string());
                None
            }
            News::Done { warnings } => {
                let lesson = Box::new(std::mem::take(&mut self.lesson));
                Some(Action::Extracted { job, lesson, warnings, now: dom::now() })
            }
            News::Refused(error) => Some(Action::Refused { job, error }),
        }
    }
}
