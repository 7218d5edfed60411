//! What this is, where what is done in it goes, and whose work it is.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::settings::attribution;
use crate::app::{Route, View};
use crate::embed::Shown;
use crate::embed::telling::Telling;
use crate::ui::components::guide_link;
use crate::ui::dom;
use crate::ui::hooks::{App, Dispatch};
use crate::ui::words::about::AboutWords;

#[wasm_bindgen]
extern "C" {
    /// The loader of `index.html`: the text of a file that comes with the page.
    #[wasm_bindgen(catch, js_namespace = konspekt)]
    async fn text(address: &str) -> Result<JsValue, JsValue>;
}

/// The licences of the libraries.
#[derive(Clone, Default)]
enum Crates {
    #[default]
    Unasked,
    Awaited,
    Here(AttrValue),
    Missing,
}

thread_local! {
    static CRATES: RefCell<Crates> = const { RefCell::new(Crates::Unasked) };
}

pub fn about(app: &App) -> Html {
    let words = app.words.about();
    html! {
        <div class="page settings" data-view="about">
            <h1>{ words.title }</h1>
            { for app.words.about_text.iter().map(|paragraph| html! { <p>{ *paragraph }</p> }) }
            { way_back(app) }
            <p class="soft">{ words.version }{ " " }{ env!("CARGO_PKG_VERSION") }</p>
            { guide_link(app) }
            <section data-section="privacy">
                <h2>{ words.privacy }</h2>
                { match app.dispatch.around() {
                    Some(around) => in_a_frame(words, around.origin().as_deref()),
                    None => words.alone.iter().map(|paragraph| html! { <p>{ *paragraph }</p> }).collect(),
                } }
            </section>
            <section data-section="data">
                <h2>{ words.data }</h2>
                { attribution(app) }
            </section>
            <section data-section="licences">
                <h2>{ words.licences }</h2>
                <p>{ words.own_licence }</p>
                <p>{ words.crates }</p>
                { crates(app, words) }
            </section>
        </div>
    }
}

/// Where a page of one lesson has no bar of its own, nothing else leads back.
fn way_back(app: &App) -> Html {
    let (Some(only), Some(framed)) = (&app.state.only, &app.state.framed) else { return Html::default() };
    let view = match framed.shown {
        Shown::Lesson => View::Text,
        Shown::Cards => View::Study,
        Shown::Timeline => View::Timeline,
        Shown::Chart(_) => View::Charts,
    };
    html! { <p><a href={Route::lesson(only, view).hash()} data-to="lesson">{ app.words.back_to_lesson }</a></p> }
}

/// What the page around this one gets to know, and who that is. Made of the messages that there are.
fn in_a_frame(words: &AboutWords, origin: Option<&str>) -> Html {
    html! {
        <>
            { match origin {
                Some("null") => html! { <p>{ words.framed_by_nobody }{ " " }{ words.goes_there }</p> },
                Some(host) => html! { <><p data-host={host.to_owned()}>{ (words.framed)(host) }</p><p>{ words.goes_there }</p></> },
                None => html! { <p>{ words.framed_in_silence }</p> },
            } }
            <ul class="plain-list">
                { for Telling::ALL.into_iter().map(|telling| html! {
                    <li data-told={telling.fields().join(" ")}>
                        if telling.is_of_work() {
                            <b>{ (words.told)(telling) }</b>
                        } else {
                            { (words.told)(telling) }
                        }
                    </li>
                }) }
            </ul>
            <p>{ words.learning_system }</p>
            <p>{ words.nothing_else }</p>
        </>
    }
}

/// Where the build has put the licences.
fn address() -> Option<String> {
    dom::by_id("glue")?.get_attribute("data-licences")
}

fn crates(app: &App, words: &AboutWords) -> Html {
    let dispatch = app.dispatch.clone();
    match CRATES.with_borrow(Clone::clone) {
        Crates::Here(text) => {
            html! { <pre class="licences" tabindex="0" lang="en" data-licences="here">{ text }</pre> }
        }
        Crates::Awaited => html! { <p role="status">{ app.words.opening }</p> },
        known @ (Crates::Unasked | Crates::Missing) => html! {
            <>
                if matches!(known, Crates::Missing) {
                    <p class="caution" role="alert">{ words.no_crates }</p>
                }
                <button class="plain" data-do="licences" onclick={move |_: MouseEvent| fetch(dispatch.clone())}>
                    { words.show_crates }
                </button>
            </>
        },
    }
}

fn fetch(dispatch: Dispatch) {
    CRATES.set(Crates::Awaited);
    dispatch.render();
    spawn_local(async move {
        let read = match address() {
            Some(address) => text(&address).await.ok().and_then(|text| text.as_string()),
            None => None,
        };
        CRATES.set(read.map_or(Crates::Missing, |text| Crates::Here(text.into())));
        dispatch.render();
    });
}
