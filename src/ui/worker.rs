//! The worker, from both sides. It is a classic one made of a blob: the glue script of the worker's binary, and a line that
//! starts the compiled module when the page sends it. The same on http, on `file://` and in sandboxed frames. Script and
//! module are fetched once a page, when a text is about to be read; a worker that ends is followed by another at once.
//!
//! A browser compiles a function of the module when it is first called, which makes the first text the slowest by far. So
//! the worker reads the sample for itself, paragraph by paragraph, until it is asked for something.
//!
//! The dictionary is downloaded when the worker is ready, and given to it, as a blob that the page keeps, when nobody waits
//! for it: the worker unpacks it and tells the page. What it is asked before that, it answers without.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, CompressionFormat, DecompressionStream, DedicatedWorkerGlobalScope, MessageEvent,
    ReadableWritablePair, Response, Url,
};

use super::{dom, errand};
use crate::app::{Action, Input};
use crate::lesson::{Lesson, SAMPLE};
use crate::lexicon::ru::morphology::Morphology;
use crate::work::wire::{self, Wire};
use crate::work::{self, News, Reply, Request};

/// Waits for the module; after that `serve` takes over. What goes wrong is thrown outside the promise, so that the page
/// hears of it as the worker's error.
const BOOT: &str = "\nonmessage = (event) => { onmessage = null; \
                    wasm_bindgen({ module_or_path: event.data }).catch((error) => setTimeout(() => { throw error; })); };";
/// What the worker posts when it can take requests.
pub const READY: &str = "ready";
/// What it posts when it has the dictionary, and when it cannot make one of what it was sent.
pub const KNOWS: &str = "dictionary";
const GUESSES: &str = "no dictionary";
/// The bytes of a lesson that may be handed on as a page: of some five hundred pages.
const LONGEST_PARTS: usize = 8 << 20;
/// Milliseconds without a question or an answer, after which nobody waits for the worker.
const PAUSE: u32 = 250;

#[wasm_bindgen]
extern "C" {
    /// The loader of `index.html`: the text of a file that comes with the page.
    #[wasm_bindgen(catch, js_namespace = konspekt)]
    async fn text(address: &str) -> Result<JsValue, JsValue>;
    /// Likewise a WebAssembly module, compiled: a promise, so that it is under way while the worker starts.
    #[wasm_bindgen(js_namespace = konspekt)]
    fn compile(address: &str) -> Promise;
    /// Likewise a file as it is.
    #[wasm_bindgen(js_namespace = konspekt)]
    fn blob(address: &str) -> Promise;
    /// A worker, whose script's address passes the page's policy for them.
    #[wasm_bindgen(catch, js_namespace = konspekt, js_name = worker)]
    fn worker_of(address: &str) -> Result<web_sys::Worker, JsValue>;
}

/// Answers requests as long as the worker lives.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let morphology = Rc::new(RefCell::new(Morphology::without_dictionary()));
    let is_wanted = Rc::new(Cell::new(false));
    spawn_local(practise(morphology.clone(), is_wanted.clone()));
    let listener = {
        let scope = scope.clone();
        EventListener::new(&scope.clone(), "message", move |event| {
            let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
            is_wanted.set(true);
            if let Some(errand) = errand::read(&data) {
                let scope = scope.clone();
                let morphology = morphology.clone();
                spawn_local(async move { report(errand::answer(scope, errand, &morphology).await) });
            } else if let Some(packed) = data.dyn_ref::<ArrayBuffer>() {
                spawn_local(learn(scope.clone(), packed.clone(), morphology.clone()));
            } else if let Some(request) = read(&data) {
                answer(&scope, request, &morphology.borrow());
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

fn answer(scope: &DedicatedWorkerGlobalScope, request: Request, morphology: &Morphology) {
    let job = request.job;
    work::run(request, morphology, &mut |news| {
        let bytes = written(&Reply { job, news });
        let buffer = Array::of1(&bytes.buffer());
        report(scope.post_message_with_transfer(&bytes, &buffer));
    });
}

/// Reads the sample until the worker is wanted. A pause after each paragraph lets it hear of that.
async fn practise(morphology: Rc<RefCell<Morphology>>, is_wanted: Rc<Cell<bool>>) {
    for paragraph in SAMPLE.split("\n\n") {
        TimeoutFuture::new(0).await;
        if is_wanted.get() {
            return;
        }
        let input = Input::Text(paragraph.into());
        let request = Request { job: 0, input, name: None, title: None, seed: 0, corrections: Rc::default() };
        work::run(request, &morphology.borrow(), &mut |news| drop(wire::encode(&Reply { job: 0, news })));
    }
}

/// Knows the words of the dictionary from now on; goes on without where it cannot be read.
async fn learn(scope: DedicatedWorkerGlobalScope, packed: ArrayBuffer, morphology: Rc<RefCell<Morphology>>) {
    let news =
        match unpacked(&packed).await.and_then(|bytes| Ok(Morphology::read(bytes).map_err(|error| error.to_string())?))
        {
            Ok(words) => {
                morphology.replace(words);
                KNOWS
            }
            Err(error) => {
                web_sys::console::warn_1(&error);
                GUESSES
            }
        };
    report(scope.post_message(&news.into()));
}

/// Without a blob on the way: in WebKit a worker of a page from a disk can make one, but not read it.
async fn unpacked(packed: &ArrayBuffer) -> Result<Vec<u8>, JsValue> {
    let gzip = DecompressionStream::new(CompressionFormat::Gzip)?;
    let packed = Response::new_with_opt_buffer_source(Some(packed))?.body().ok_or("an answer without a body")?;
    let stream = packed.pipe_through(&ReadableWritablePair::new(&gzip.readable(), &gzip.writable()));
    let buffer = JsFuture::from(Response::new_with_opt_readable_stream(Some(&stream))?.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

pub fn report(result: Result<(), JsValue>) {
    if let Err(error) = result {
        web_sys::console::error_1(&error);
    }
}

/// What workers are made of; it costs a download, so it is kept.
#[derive(Clone)]
pub struct Parts {
    script: JsValue,
    module: Promise,
    binary: Binary,
}

/// The binaries that run in workers.
#[derive(Clone, Copy)]
pub enum Binary {
    /// From a text to its cards and charts.
    Texts,
    /// Files of other formats.
    Documents,
}

thread_local! {
    static PARTS: RefCell<[Option<Parts>; 2]> = const { RefCell::new([None, None]) };
    static DICTIONARY: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// An address of what the worker needs, which the build has written down.
fn address(name: &str) -> Result<String, JsValue> {
    let glue = dom::by_id("glue").ok_or("the page has no #glue")?;
    glue.get_attribute(name).ok_or_else(|| format!("#glue has no {name}").into())
}

/// The dictionary as it was packed; as bytes, since in WebKit a worker of a page from a disk cannot read a blob.
pub async fn dictionary() -> Result<ArrayBuffer, JsValue> {
    let under_way = match DICTIONARY.with_borrow(Clone::clone) {
        Some(under_way) => under_way,
        None => blob(&address("data-dictionary")?),
    };
    DICTIONARY.set(Some(under_way.clone()));
    let packed = JsFuture::from(under_way).await;
    if packed.is_err() {
        // Perhaps the network was away: the next worker asks again.
        DICTIONARY.set(None);
    }
    let packed: Blob = packed?.dyn_into()?;
    JsFuture::from(packed.array_buffer()).await?.dyn_into()
}

impl Parts {
    pub async fn of(binary: Binary) -> Result<Parts, JsValue> {
        if let Some(parts) = PARTS.with_borrow(|all| all[binary as usize].clone()) {
            return Ok(parts);
        }
        let [script, module] = match binary {
            Binary::Texts => ["data-worker", "data-worker-wasm"],
            Binary::Documents => ["data-documents", "data-documents-wasm"],
        };
        let module = compile(&address(module)?);
        let script = text(&address(script)?).await?;
        let parts = Parts { script, module, binary };
        PARTS.with_borrow_mut(|all| all[binary as usize] = Some(parts.clone()));
        Ok(parts)
    }

    /// A worker that waits for its module.
    pub fn worker(&self) -> Result<web_sys::Worker, JsValue> {
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let script = Array::of2(&self.script, &BOOT.into());
        let url = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&script, &kind)?)?;
        let worker = worker_of(&url);
        Url::revoke_object_url(&url)?;
        worker
    }

    /// Gives it its module, as soon as that is compiled.
    pub async fn start(self, worker: &web_sys::Worker) -> Result<(), JsValue> {
        let module = JsFuture::from(self.module).await;
        if module.is_err() {
            // Perhaps the network was away: the next try fetches it again.
            PARTS.with_borrow_mut(|all| all[self.binary as usize] = None);
        }
        worker.post_message(&module?)
    }
}

/// The page's hold on a worker; dropping it ends the worker.
pub struct Worker(Rc<RefCell<Hold>>);

#[derive(Default)]
struct Hold {
    state: State,
    /// What was asked before the worker was ready.
    waiting: Vec<Uint8Array>,
    /// How many questions have not been answered.
    open: usize,
    /// Whether anything was asked or answered lately.
    was_busy: bool,
    /// The parts that have come so far, and as which bytes.
    lesson: Lesson,
    parts: Vec<u8>,
}

#[derive(Default)]
enum State {
    /// Its parts are on the way, or its module is being started.
    #[default]
    Starting,
    /// It lives as long as this does.
    Loaded { worker: web_sys::Worker, is_ready: bool, _listeners: [EventListener; 3] },
    /// Not wanted any more.
    Dropped,
}

impl Worker {
    /// `send` gets what the worker has to say; a worker that cannot be started has died.
    pub fn start(send: impl Fn(Action) + Clone + 'static) -> Worker {
        let hold = Rc::new(RefCell::new(Hold::default()));
        spawn_local({
            let hold = hold.clone();
            async move {
                let loaded = match Parts::of(Binary::Texts).await {
                    Ok(parts) => load(&hold, parts, send.clone()).await,
                    Err(error) => Err(error),
                };
                // A worker that is not wanted any more has a successor, which must not be taken for dead.
                let is_wanted = !matches!(hold.borrow().state, State::Dropped);
                if let Err(error) = loaded
                    && is_wanted
                {
                    web_sys::console::warn_1(&error);
                    send(Action::WorkerDied);
                }
            }
        });
        Worker(hold)
    }

    pub fn ask(&self, request: &Request) -> Result<(), JsValue> {
        let message = written(request);
        let mut hold = self.0.borrow_mut();
        hold.open += 1;
        match &hold.state {
            State::Loaded { worker, is_ready: true, .. } => worker.post_message(&message),
            _ => {
                hold.waiting.push(message);
                Ok(())
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let state = std::mem::replace(&mut self.0.borrow_mut().state, State::Dropped);
        if let State::Loaded { worker, .. } = state {
            worker.terminate();
        }
    }
}

async fn load(hold: &Rc<RefCell<Hold>>, parts: Parts, send: impl Fn(Action) + Clone + 'static) -> Result<(), JsValue> {
    if matches!(hold.borrow().state, State::Dropped) {
        return Ok(());
    }
    let worker = parts.worker()?;

    let on_message = {
        // Not a strong one: what the listener belongs to would keep itself alive.
        let (hold, send) = (Rc::downgrade(hold), send.clone());
        EventListener::new(&worker, "message", move |event| {
            let (Some(event), Some(strong)) = (event.dyn_ref::<MessageEvent>(), hold.upgrade()) else { return };
            let data = event.data();
            if data.as_string().as_deref() == Some(READY) {
                strong.borrow_mut().begin();
                spawn_local(lend(hold.clone(), send.clone()));
                return;
            }
            let action = strong.borrow_mut().take(&data);
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
    hold.borrow_mut().state = State::Loaded { worker: worker.clone(), is_ready: false, _listeners: listeners };
    parts.start(&worker).await
}

/// Sends the worker the dictionary when that has come and nobody waits for the worker, unless it is gone by then.
async fn lend(hold: Weak<RefCell<Hold>>, send: impl Fn(Action)) {
    let packed = dictionary().await;
    loop {
        TimeoutFuture::new(PAUSE).await;
        match hold.upgrade() {
            None => return,
            Some(hold) if !hold.borrow_mut().is_busy() => break,
            Some(_) => {}
        }
    }
    let Some(hold) = hold.upgrade() else { return };
    let State::Loaded { worker, .. } = &hold.borrow().state else { return };
    let sent = packed.and_then(|packed| worker.post_message_with_transfer(&packed, &Array::of1(&packed)));
    if let Err(error) = sent {
        web_sys::console::warn_1(&error);
        send(Action::Dictionary { arrived: false });
    }
}

impl Hold {
    /// The worker is ready for what has waited.
    fn begin(&mut self) {
        if let State::Loaded { worker, is_ready, .. } = &mut self.state {
            *is_ready = true;
            for message in self.waiting.drain(..) {
                report(worker.post_message(&message));
            }
        }
    }

    /// Whether somebody waits for the worker, or has since this was asked last.
    fn is_busy(&mut self) -> bool {
        std::mem::take(&mut self.was_busy) || self.open > 0
    }

    fn take(&mut self, data: &JsValue) -> Option<Action> {
        match data.as_string().as_deref() {
            Some(KNOWS) => return Some(Action::Dictionary { arrived: true }),
            Some(GUESSES) => return Some(Action::Dictionary { arrived: false }),
            _ => {}
        }
        let bytes = data.dyn_ref::<Uint8Array>()?.to_vec();
        let Reply { job, news } = wire::decode(&bytes)?;
        if let News::Done { .. } | News::Refused(_) | News::Found(_) = news {
            self.open = self.open.saturating_sub(1);
            self.was_busy = true;
        }
        match news {
            News::Reached(step) => Some(Action::Reached { job, step }),
            News::Part(part) => {
                // One that is too large has no end, and is none.
                if self.parts.len() <= LONGEST_PARTS {
                    self.parts.extend_from_slice(&bytes);
                }
                work::assemble(&mut self.lesson, part);
                None
            }
            News::Done { warnings, with_dictionary } => {
                let lesson = Box::new(std::mem::take(&mut self.lesson));
                let parts = Some(std::mem::take(&mut self.parts)).filter(|parts| parts.len() <= LONGEST_PARTS);
                let parts = parts.unwrap_or_default().into();
                Some(Action::Extracted { job, lesson, warnings, with_dictionary, parts, now: dom::now() })
            }
            News::Refused(error) => Some(Action::Refused { job, error }),
            News::Found(found) => Some(Action::Found { job, found }),
        }
    }
}
