//! The state and its effects. Components act through [`Dispatch`]; effects are done here and nowhere else, and their
//! outcome comes back as an action.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::{Action, AppState, Beyond, Effect, Input, Now, Route, Word};
use crate::embed::Told;
use crate::ingest::IngestError;
use crate::store::StoreError;
use crate::ui::documents::Reading;
use crate::ui::frame::{self, Around};
use crate::ui::pages::given;
use crate::ui::shelf::Shelf;
use crate::ui::tabs::Tabs;
use crate::ui::words::{self, Words};
use crate::ui::worker::Worker;
use crate::ui::{dom, later, parcel, paste, route};
use crate::work::Request;
use crate::work::parcel::Parcel;

/// The way to act.
#[derive(Clone)]
pub struct Dispatch(Rc<Host>);

struct Host {
    state: RefCell<Rc<AppState>>,
    render: UseStateSetter<Rc<AppState>>,
    shelf: RefCell<Option<Rc<Shelf>>>,
    tabs: RefCell<Option<Tabs>>,
    worker: RefCell<Option<Worker>>,
    /// The lesson that the page is of.
    parcel: RefCell<Option<Parcel>>,
    around: RefCell<Option<Rc<Around>>>,
    reading: RefCell<Option<Reading>>,
    /// What waits for the half that is loaded later.
    postponed: RefCell<Vec<Effect>>,
    queue: RefCell<VecDeque<Action>>,
    is_reducing: Cell<bool>,
}

impl Dispatch {
    pub fn send(&self, action: Action) {
        let host = &self.0;
        host.queue.borrow_mut().push_back(action);
        if host.is_reducing.replace(true) {
            return;
        }
        loop {
            let Some(action) = host.queue.borrow_mut().pop_front() else { break };
            let effects = Rc::make_mut(&mut *host.state.borrow_mut()).reduce(action);
            for effect in effects {
                self.perform(effect);
            }
        }
        host.is_reducing.set(false);
        let state = host.state.borrow().clone();
        host.render.set(state);
    }

    /// Has the screen drawn anew where what it shows hangs on more than the state.
    pub fn render(&self) {
        self.0.render.set(self.state());
    }

    /// As it is now, which may be later than the last render.
    pub fn state(&self) -> Rc<AppState> {
        self.0.state.borrow().clone()
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Append { write, bodies, now } => {
                let (dispatch, shelf) = (self.clone(), self.0.shelf.borrow().clone());
                spawn_local(async move {
                    let written = match &shelf {
                        Some(shelf) => shelf.append(bodies.to_vec(), now.at, now.offset).await,
                        None => Err(StoreError::Failed("not open yet".to_owned())),
                    };
                    dispatch.send(match written {
                        Ok(events) => {
                            dispatch.say(Word::Added);
                            Action::Written { write, events }
                        }
                        Err(error) => Action::NotWritten { write, error },
                    });
                });
            }
            Effect::Extract { job, input, name, title, seed, corrections, in_silence } => {
                if !in_silence {
                    dom::mark("paste");
                }
                if let Some(parcel) = self.0.parcel.borrow().as_ref().filter(|parcel| !parcel.results().is_empty()) {
                    return self.answer_from(parcel, job, title);
                }
                let request = Request { job, input, name, title, seed, corrections };
                let asked = self.with_worker(|worker| worker.ask(&request));
                if let Err(error) = asked {
                    web_sys::console::warn_1(&error);
                    self.send(Action::WorkerDied);
                }
            }
            Effect::Seek { job, sought } => {
                let request = Request {
                    job,
                    input: Input::Sought(sought),
                    name: None,
                    title: None,
                    seed: 0,
                    corrections: Rc::default(),
                };
                if let Err(error) = self.with_worker(|worker| worker.ask(&request)) {
                    web_sys::console::warn_1(&error);
                    self.send(Action::WorkerDied);
                }
            }
            Effect::Rehearse { .. }
            | Effect::Save { .. }
            | Effect::TakeIn { .. }
            | Effect::Fit
            | Effect::Plan { .. }
            | Effect::Complete
            | Effect::Hear(_)
            | Effect::Freshen
            | Effect::Listen
            | Effect::KeepOffline
            | Effect::Measure
            | Effect::Update
            | Effect::HandOn(_)
            | Effect::Publish { .. }
            | Effect::TakeOut(..)
            | Effect::OpenOne
            | Effect::Resume { .. }
            | Effect::Report { .. }
            | Effect::KeepFolder { .. }
            | Effect::ReadFile { .. } => {
                self.perform_later(effect);
            }
            Effect::RestartWorker => {
                self.0.worker.replace(None);
                self.warm_up();
            }
            Effect::StopReading => drop(self.0.reading.replace(None)),
            Effect::Fetch => {
                let dispatch = self.clone();
                spawn_local(async move {
                    let arrived = later::fetch().await;
                    dispatch.send(Action::Fetched { arrived });
                    if arrived {
                        dispatch.perform_postponed();
                        later::when_idle(move || dispatch.send(Action::Rest { now: dom::now() }));
                    }
                });
            }
            Effect::Go(route) => route::go(&route),
            Effect::Top => dom::scroll_to_top(),
        }
    }

    /// Makes sure that there is a worker, which takes a moment to load the first time.
    fn with_worker<T>(&self, act: impl FnOnce(&Worker) -> T) -> T {
        let mut slot = self.0.worker.borrow_mut();
        act(slot.get_or_insert_with(|| {
            let dispatch = self.clone();
            Worker::start(move |action| {
                if matches!(action, Action::WorkerDied) {
                    // Not from inside its own listener.
                    let dispatch = dispatch.clone();
                    spawn_local(async move {
                        dispatch.0.worker.replace(None);
                        dispatch.send(Action::WorkerDied);
                    });
                } else {
                    dispatch.send(action);
                }
            })
        }))
    }

    /// Starts the worker before it is needed; whoever needs it finds out if that failed. A page of one lesson needs none.
    pub fn warm_up(&self) {
        let is_read = self.0.parcel.borrow().as_ref().is_some_and(|parcel| !parcel.results().is_empty());
        if !is_read {
            self.with_worker(|_| ());
        }
    }

    /// The lesson of a page of its own has been read already.
    fn answer_from(&self, parcel: &Parcel, job: u32, title: Option<String>) {
        self.send_later(match parcel.opened() {
            Some((mut lesson, warnings)) => {
                lesson.document.title = title.unwrap_or(lesson.document.title);
                Action::Extracted {
                    job,
                    lesson: Box::new(lesson),
                    warnings,
                    with_dictionary: true,
                    parts: parcel.results().into(),
                    now: dom::now(),
                }
            }
            None => Action::Refused { job, error: IngestError::Binary },
        });
    }

    async fn open_store(self) {
        if parcel::is_here() || frame::is_asked() {
            // What only a page of one lesson needs is in the half that comes later.
            return self.perform_later(Effect::OpenOne);
        }
        let (shelf, action, is_stale) = Shelf::open().await;
        let is_lasting = matches!(shelf, Shelf::Lasting(_));
        self.0.shelf.replace(Some(Rc::new(shelf)));
        if dom::is_on_disk() {
            self.send(Action::OnDisk);
        }
        self.send(action);
        self.take_addressed();
        later::when_idle(move || {
            self.send(Action::Fetch);
            if is_lasting {
                self.perform_later(Effect::Listen);
                self.perform_later(Effect::KeepFolder { asks: false });
            }
            if is_stale {
                self.perform_later(Effect::Freshen);
            }
            self.perform_later(Effect::KeepOffline);
        });
    }

    /// Begins a page of one lesson, with its store; `seed` is the order that the page around it wishes.
    pub fn begin_with(
        &self,
        parcel: Parcel,
        shelf: Shelf,
        around: Option<Rc<Around>>,
        opened: Action,
        seed: Option<u64>,
    ) {
        self.0.shelf.replace(Some(Rc::new(shelf)));
        if dom::is_on_disk() {
            self.send(Action::OnDisk);
        }
        if let Some(around) = &around {
            self.send(Action::Framed { is_foreign: around.is_foreign });
        }
        // Before anything is read.
        if let Some(seed) = seed {
            self.send(Action::Told { told: Told::Seed(seed), now: dom::now() });
        }
        self.send(Action::Only(parcel.lesson.clone()));
        if !parcel.results().is_empty() {
            self.send(Action::Dictionary { arrived: true });
        }
        self.0.parcel.replace(Some(parcel));
        self.0.around.replace(around);
        self.send(opened);
        self.perform_later(Effect::Listen);
    }

    /// The page around this one.
    pub fn around(&self) -> Option<Rc<Around>> {
        self.0.around.borrow().clone()
    }

    /// Takes in a text that the address holds, which then leads to the library again.
    pub fn take_addressed(&self) {
        if let Some(text) = paste::addressed() {
            route::go(&Route::Library);
            self.send(given(Input::Text(text.into()), None));
        }
    }

    /// Does what needs the half that is loaded later: at once, or as soon as that is there.
    fn perform_later(&self, effect: Effect) {
        match later::perform(self, &effect) {
            true => {}
            false => {
                self.0.postponed.borrow_mut().push(effect);
                self.send_later(Action::Fetch);
            }
        }
    }

    /// The other half is there.
    fn perform_postponed(&self) {
        let postponed = self.0.postponed.take();
        postponed.into_iter().for_each(|effect| self.perform_later(effect));
    }

    /// Not from inside the reducing of another action.
    fn send_later(&self, action: Action) {
        let dispatch = self.clone();
        spawn_local(async move { dispatch.send(action) });
    }

    /// Holds the worker that reads a file, until it has.
    pub fn hold_reading(&self, reading: Option<Reading>) {
        self.0.reading.replace(reading);
    }

    /// Ends the worker that reads the file of a job.
    pub fn end_reading(&self, job: u32) {
        drop(self.0.reading.borrow_mut().take_if(|reading| reading.is_of(job)));
    }

    pub fn shelf(&self) -> Option<Rc<Shelf>> {
        self.0.shelf.borrow().clone()
    }

    /// The way to the other tabs, from now on.
    pub fn listen(&self, tabs: Option<Tabs>) {
        self.0.tabs.replace(tabs);
    }

    pub fn say(&self, word: Word) {
        if let Some(tabs) = &*self.0.tabs.borrow() {
            tabs.say(word);
        }
    }
}

/// What every part of the screen is made from: the state as of this render, its words, the way to act.
#[derive(Clone)]
pub struct App {
    pub state: Rc<AppState>,
    pub words: &'static Words,
    pub dispatch: Dispatch,
}

impl App {
    /// A callback that sends what `action` makes of its event.
    pub fn on<E: 'static>(&self, action: impl Fn(E) -> Action + 'static) -> Callback<E> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |event| dispatch.send(action(event)))
    }

    /// A callback that sends at every click.
    pub fn click(&self, action: impl Fn() -> Action + 'static) -> Callback<MouseEvent> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |_| dispatch.send(action()))
    }

    /// A callback that sends what `action` makes of the moment.
    pub fn click_at(&self, action: fn(Now) -> Action) -> Callback<MouseEvent> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |_| dispatch.send(action(dom::now())))
    }
}

/// Sets the app up, once, and renders with every change of its state.
#[hook]
pub fn use_app() -> App {
    let state = use_state(|| {
        let now = dom::now();
        let mut state = AppState::new(route::current(), dom::interface(), now);
        state.is_narrow = dom::is_narrow();
        state.beyond = Beyond(later::sit);
        Rc::new(state)
    });
    let setter = state.setter();
    let dispatch = use_mut_ref(|| {
        let dispatch = Dispatch(Rc::new(Host {
            state: RefCell::new((*state).clone()),
            render: setter,
            shelf: RefCell::default(),
            tabs: RefCell::default(),
            worker: RefCell::default(),
            parcel: RefCell::default(),
            around: RefCell::default(),
            reading: RefCell::default(),
            postponed: RefCell::default(),
            queue: RefCell::default(),
            is_reducing: Cell::default(),
        }));
        spawn_local(dispatch.clone().open_store());
        dispatch
    });
    let dispatch = dispatch.borrow().clone();
    let state = (*state).clone();
    App { words: words::of(state.interface()), state, dispatch }
}
