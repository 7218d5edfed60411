//! The service worker (`sw.js`) that keeps the app where there is no network; new versions of it; and what other programs share with
//! the installed app. Only where the app is a folder behind a server, and not in a frame.

use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, Cache, CacheStorage, File, HtmlTextAreaElement, Response, ServiceWorker, ServiceWorkerContainer,
    ServiceWorkerRegistration, ServiceWorkerState,
};

use super::hooks::Dispatch;
use super::pages::{For, give_files};
use super::{dom, words};
use crate::app::{Action, Route};

/// What tells a new version that it may begin.
const TAKE_OVER: &str = "take over";
/// Where the app is opened with what was shared, and the address under which that is kept.
pub const SHARED: &str = "#/shared";
const KEPT: &str = "./shared";

thread_local! {
    static REGISTRATION: RefCell<Option<ServiceWorkerRegistration>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    /// The loader of `index.html`: registers the service worker, whose address passes the page's policy for scripts.
    #[wasm_bindgen(catch, js_namespace = konspekt, js_name = keep)]
    async fn register(address: &str) -> Result<JsValue, JsValue>;
}

/// What the browser has for it; in a sandbox it has nothing, or throws.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = dom::window()?.navigator();
    Reflect::get(&navigator, &"serviceWorker".into()).ok()?.dyn_into().ok()
}

/// Has the app kept, and tells of a new version of it.
pub async fn keep(dispatch: Dispatch) -> Result<(), JsValue> {
    let address = dom::by_id("glue").and_then(|glue| glue.get_attribute("data-offline"));
    let (Some(address), Some(container), false) = (address, container(), dom::is_framed()) else { return Ok(()) };
    if dom::hash() == SHARED {
        take_shared(&dispatch).await?;
    }
    let registration: ServiceWorkerRegistration = register(&address).await?.dyn_into()?;
    let tell = {
        let dispatch = dispatch.clone();
        move || dispatch.send(Action::NewVersion)
    };
    // Without a version that is at work, the first one has just come.
    if registration.waiting().is_some() && container.controller().is_some() {
        tell();
    }
    // Another tab has begun a new version; the files of this one are gone.
    let was_kept = Cell::new(container.controller().is_some());
    let had_gone = tell.clone();
    EventListener::new(&container, "controllerchange", move |_| {
        if was_kept.replace(true) {
            had_gone();
        }
    })
    .forget();
    let watched = registration.clone();
    EventListener::new(&registration, "updatefound", move |_| {
        let Some(coming) = watched.installing() else { return };
        let tell = tell.clone();
        EventListener::new(&coming, "statechange", move |event| {
            let worker = event.target().and_then(|target| target.dyn_into::<ServiceWorker>().ok());
            let is_installed = worker.is_some_and(|worker| worker.state() == ServiceWorkerState::Installed);
            if is_installed && self::container().is_some_and(|container| container.controller().is_some()) {
                tell();
            }
        })
        .forget();
    })
    .forget();
    REGISTRATION.set(Some(registration));
    Ok(())
}

/// Begins the version that waits: the page is opened anew as soon as that is at work.
pub fn take_over() -> Result<(), JsValue> {
    let waiting = REGISTRATION.with_borrow(|registration| registration.as_ref()?.waiting());
    let (Some(waiting), Some(container)) = (waiting, container()) else { return reload() };
    EventListener::once(&container, "controllerchange", |_| drop(reload())).forget();
    waiting.post_message(&TAKE_OVER.into())
}

fn reload() -> Result<(), JsValue> {
    dom::window().map_or(Ok(()), |window| window.location().reload())
}

/// Takes what another program has shared: a text stands in its field and waits for its reader; before a file is read its reader is asked,
/// for what comes by `share` may come from any site that the reader visits.
async fn take_shared(dispatch: &Dispatch) -> Result<(), JsValue> {
    let scope = dom::window().and_then(|window| window.document()?.base_uri().ok().flatten()).unwrap_or_default();
    let scope = scope.split(['?', '#']).next().unwrap_or_default();
    let scope = scope.strip_suffix("index.html").unwrap_or(scope);
    let caches: CacheStorage = dom::window().ok_or("no window")?.caches()?;
    let cache: Cache = JsFuture::from(caches.open(&format!("konspekt shared {scope}"))).await?.dyn_into()?;
    let found = JsFuture::from(cache.match_with_str(KEPT)).await?;
    crate::ui::route::go(&Route::Library);
    let Ok(response) = found.dyn_into::<Response>() else { return Ok(()) };
    JsFuture::from(cache.delete_with_str(KEPT)).await?;
    let name = response.headers().get("X-Name")?.unwrap_or_default();
    if name.is_empty() {
        let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
        let field = dom::by_id("text").and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
        if let Some(field) = field {
            field.set_value(&text);
            dom::focus(&field);
        }
        return Ok(());
    }
    let blob: Blob = JsFuture::from(response.blob()?).await?.dyn_into()?;
    let name = js_sys::decode_uri_component(&name).map(String::from).unwrap_or(name);
    let words = words::of(dispatch.state().interface()).documents();
    let is_wanted =
        dom::window().is_some_and(|window| window.confirm_with_message(&(words.read_shared)(&name)) == Ok(true));
    if !is_wanted {
        return Ok(());
    }
    let file = File::new_with_blob_sequence(&Array::of1(&blob), &name)?;
    give_files(vec![file], For::Anything, dispatch.clone());
    Ok(())
}
