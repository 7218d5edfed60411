//! The state and its effects. Components act through [`Dispatch`]; effects are done here and nowhere else, and their
//! outcome comes back as an action.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::{Action, AppState, Effect, Now};
use crate::store::StoreError;
use crate::ui::shelf::Shelf;
use crate::ui::words::{self, Words};
use crate::ui::worker::Worker;
use crate::ui::{dom, route};
use crate::work::Request;

/// The way to act.
#[derive(Clone)]
pub struct Dispatch(Rc<Host>);

struct Host {
    state: RefCell<Rc<AppState>>,
    render: UseStateSetter<Rc<AppState>>,
    shelf: RefCell<Option<Rc<Shelf>>>,
    worker: RefCell<Option<Worker>>,
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
                        Ok(events) => Action::Written { write, events },
                        Err(error) => Action::NotWritten { write, error },
                    });
                });
            }
            Effect::Extract { job, input, name, title, seed, in_silence } => {
                if !in_silence {
                    dom::mark("paste");
                }
                let request = Request { job, input, name, title, seed };
                let asked = self.with_worker(|worker| worker.ask(&request));
                if let Err(error) = asked {
                    web_sys::console::warn_1(&error);
                    self.send(Action::WorkerDied);
                }
            }
            Effect::RestartWorker => {
                self.0.worker.replace(None);
                self.warm_up();
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

    /// Starts the worker before it is needed; whoever needs it finds out if that failed.
    pub fn warm_up(&self) {
        self.with_worker(|_| ());
    }

    async fn open_store(self) {
        let (shelf, action) = Shelf::open().await;
        self.0.shelf.replace(Some(Rc::new(shelf)));
        self.send(action);
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
        Rc::new(state)
    });
    let setter = state.setter();
    let dispatch = use_mut_ref(|| {
        let dispatch = Dispatch(Rc::new(Host {
            state: RefCell::new((*state).clone()),
            render: setter,
            shelf: RefCell::default(),
            worker: RefCell::default(),
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
