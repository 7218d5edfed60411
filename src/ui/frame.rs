//! The page around this one, where this one is in a frame: what it says and what it is told, as [`crate::embed`] has it.
//!
//! Nobody but the page around is listened to. A host that hands a lesson over opens a channel, by which everything goes from then on;
//! to one that has only a lesson's own page in its frame, everything goes by the window, to exactly the origin that has spoken.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, Function, JSON, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, MessagePort, Window};

use super::dom;
use crate::deck::Publication;
use crate::embed::site::is_same_site;
use crate::embed::statement::{self, Lesson};
use crate::embed::{LONGEST, Said, Told};
use crate::json;

/// The address at which the app waits for a lesson of the page around it.
const ASKED: &str = "#embed";
/// What is not larger than the longest lesson with all its quotes escaped.
const LONGEST_MESSAGE: usize = 2 * LONGEST;

/// Whether the page waits for a lesson of the page around it.
pub fn is_asked() -> bool {
    dom::hash() == ASKED && dom::is_framed()
}

/// The page around this one.
fn parent() -> Option<Window> {
    dom::window()?.parent().ok()?.filter(|_| dom::is_framed())
}

/// Whether the window's own page is of another site, whose storage a browser keeps apart. A page that does not let itself be
/// known counts as such.
fn is_foreign(window: &Window) -> bool {
    let location = window.location();
    let outermost = Reflect::get(&location, &"ancestorOrigins".into()).ok().and_then(|origins| {
        let length = Reflect::get(&origins, &"length".into()).ok()?.as_f64()?;
        Reflect::get_f64(&origins.dyn_into().ok()?, length - 1.0).ok()?.as_string()
    });
    // Not every browser tells who is around.
    let outermost = outermost.or_else(|| Some(window.document()?.referrer())).unwrap_or_default();
    !is_same_site(&location.origin().unwrap_or_default(), &outermost)
}

/// The way to the page around this one.
pub struct Around {
    parent: Window,
    pub is_foreign: bool,
    /// Who has spoken, and by which channel.
    origin: RefCell<Option<String>>,
    port: RefCell<Option<MessagePort>>,
    listeners: RefCell<Vec<EventListener>>,
    /// As the lesson says it, who may show it.
    publication: RefCell<Publication>,
    height: Cell<u32>,
    /// What the lesson is, until somebody has spoken whom it can be told.
    ready: RefCell<Option<Said>>,
    title: RefCell<String>,
    /// All of the lesson was answered, which is said once, and once more when it is passed after that; whether it was.
    completed: Cell<Option<bool>>,
}

impl Around {
    /// `None` where the page is in no frame. `hear` gets all that is said.
    pub fn listen(hear: impl Fn(Told) + 'static) -> Option<Rc<Around>> {
        let parent = parent()?;
        let is_foreign = dom::window().is_none_or(|window| is_foreign(&window));
        let around = Rc::new(Around {
            parent,
            is_foreign,
            origin: RefCell::default(),
            port: RefCell::default(),
            listeners: RefCell::default(),
            publication: RefCell::default(),
            height: Cell::default(),
            ready: RefCell::default(),
            title: RefCell::default(),
            completed: Cell::default(),
        });
        let (weak, hear) = (Rc::downgrade(&around), Rc::new(hear));
        let window = dom::window()?;
        let listener = EventListener::new(&window, "message", move |event| {
            let (Some(event), Some(around)) = (event.dyn_ref::<MessageEvent>(), weak.upgrade()) else { return };
            around.take(event, &hear);
        });
        around.listeners.borrow_mut().push(listener);
        around.say(&Said::Hello);
        Some(around)
    }

    /// From now on nobody is heard and told anything whose pages may not show the lesson. Whether the page around may, as far as it has
    /// spoken.
    pub fn allow(&self, publication: Publication) -> bool {
        let is_allowed = self.origin.borrow().as_ref().is_none_or(|origin| publication.allows(origin));
        self.publication.replace(publication);
        if !is_allowed {
            self.origin.replace(None);
            // All but the window's: what came by a channel of that page comes no more.
            self.listeners.borrow_mut().truncate(1);
            if let Some(port) = self.port.take() {
                port.close();
            }
        }
        is_allowed
    }

    /// The origin of whoever has spoken; everything goes there alone. `null` has no other name.
    pub fn origin(&self) -> Option<String> {
        self.origin.borrow().clone()
    }

    fn take(self: &Rc<Self>, event: &MessageEvent, hear: &Rc<impl Fn(Told) + 'static>) {
        let is_of_parent = event.source().is_some_and(|source| {
            let source: &JsValue = source.as_ref();
            source == self.parent.as_ref() as &JsValue
        });
        let is_known = self.origin.borrow().as_ref().is_none_or(|known| *known == event.origin());
        if !is_of_parent || !is_known || !self.publication.borrow().allows(&event.origin()) {
            return;
        }
        let Some(told) = read(&event.data()) else { return };
        self.origin.replace(Some(event.origin()));
        if let Ok(port) = event.ports().get(0).dyn_into::<MessagePort>()
            && self.port.borrow().is_none()
        {
            let hear = hear.clone();
            let listener = EventListener::new(&port, "message", move |event| {
                if let Some(told) = event.dyn_ref::<MessageEvent>().and_then(|event| read(&event.data())) {
                    hear(told);
                }
            });
            port.start();
            self.listeners.borrow_mut().push(listener);
            self.port.replace(Some(port));
        }
        if let Some(ready) = self.ready.take() {
            self.say(&ready);
        }
        hear(told);
    }

    fn say(&self, said: &Said) {
        let Ok(message) = JSON::parse(&said.write()) else { return };
        let sent = match (&*self.port.borrow(), &*self.origin.borrow(), said) {
            (Some(port), _, _) => port.post_message(&message),
            // A page without an origin has no other name.
            (None, Some(origin), _) if origin == "null" => self.parent.post_message(&message, "*"),
            (None, Some(origin), _) => self.parent.post_message(&message, origin),
            // Before anybody has spoken there is nobody to tell of the lesson and the learner; that the page is there is no secret.
            (None, None, Said::Hello | Said::Failed { .. }) => self.parent.post_message(&message, "*"),
            (None, None, said) => {
                if matches!(said, Said::Ready { .. }) {
                    self.ready.replace(Some(said.clone()));
                }
                Ok(())
            }
        };
        if let Err(error) = sent {
            web_sys::console::warn_1(&error);
        }
    }

    /// Says all that there is to be said of the learner's work.
    pub fn report(self: &Rc<Self>, said: &[Said]) {
        for said in said {
            match said {
                Said::Completed { passed, .. } => {
                    let before = self.completed.get();
                    if before.is_none() || *passed && before == Some(false) {
                        self.completed.set(Some(*passed));
                        self.say(said);
                        self.state(said);
                    }
                }
                said => {
                    self.say(said);
                    self.state(said);
                }
            }
            if let Said::Ready { title, .. } = said {
                self.title.replace(title.clone());
                self.tell_height();
            }
        }
    }

    /// The same as a statement of xAPI, to a page that has this one in a plain frame. Whoever has handed the lesson over makes its own, as it
    /// alone knows by which address the lesson is known.
    fn state(&self, said: &Said) -> Option<()> {
        if self.port.borrow().is_some() {
            return None;
        }
        let address = dom::document()?.base_uri().ok()??;
        let address = address.split('#').next()?;
        let moment = String::from(js_sys::Date::new_0().to_iso_string());
        let lesson = Lesson { address, title: &self.title.borrow() };
        self.say(&statement::statement(said, lesson, &moment)?);
        Some(())
    }

    /// Tells the height of the page from now on, whenever it has changed.
    fn tell_height(self: &Rc<Self>) -> Option<()> {
        let screen = dom::by_id("app")?;
        let (weak, seen) = (Rc::downgrade(self), screen.clone());
        let look = Closure::<dyn Fn()>::new(move || {
            let Some(around) = weak.upgrade() else { return };
            let height = seen.scroll_height().max(0) as u32;
            if around.height.replace(height) != height {
                around.say(&Said::Resize { height });
            }
        });
        let window = dom::window()?;
        let observer: Function = Reflect::get(&window, &"ResizeObserver".into()).ok()?.dyn_into().ok()?;
        let observer = Reflect::construct(&observer, &Array::of1(look.as_ref())).ok()?;
        let observe: Function = Reflect::get(&observer, &"observe".into()).ok()?.dyn_into().ok()?;
        observe.call1(&observer, &screen).ok()?;
        // As long as the page.
        look.forget();
        Some(())
    }
}

/// What a message says, if it is one of ours.
fn read(data: &JsValue) -> Option<Told> {
    if !data.is_object() || !Reflect::has(data, &"konspekt".into()).unwrap_or(false) {
        return None;
    }
    let written = JSON::stringify(data).ok().filter(|written| written.length() as usize <= LONGEST_MESSAGE)?;
    Told::read(json::read(&String::from(written))?)
}

/// A promise, and what keeps it.
pub fn promised() -> (impl Future<Output = ()>, impl Fn()) {
    let resolve = Rc::new(RefCell::new(None::<Function>));
    let kept = resolve.clone();
    let promise = Promise::new(&mut |done, _| drop(kept.replace(Some(done))));
    let wait = async move { drop(JsFuture::from(promise).await) };
    let keep = move || {
        if let Some(done) = &*resolve.borrow() {
            let _ = done.call0(&JsValue::NULL);
        }
    };
    (wait, keep)
}
