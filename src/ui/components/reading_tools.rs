use web_sys::Event;
use yew::prelude::*;

use crate::app::Action;
use crate::deck::Setting;
use crate::deck::setting::{LARGEST_TEXT, WIDEST_SPACING};
use crate::ui::hooks::App;
use crate::ui::{dom, reading};

/// How the text is set, and its way onto paper.
pub fn reading_tools(app: &App) -> Html {
    let words = app.words.reader();
    let dispatch = app.dispatch.clone();
    html! {
        <div class="row tools">
            <details class="look">
                <summary>{ words.look }</summary>
                { look(app) }
            </details>
            <button class="plain" data-do="print" onclick={move |_: MouseEvent| reading::print(&dispatch)}>{ words.print }</button>
        </div>
    }
}

/// The size of a text and its spacing.
pub fn look(app: &App) -> Html {
    let (deck, words) = (&app.state.deck, app.words.reader());
    html! {
        <div class="look-fields">
            { steps(app, "text-size", words.size, deck.text_size(), LARGEST_TEXT, words.sizes, Setting::TextSize) }
            { steps(app, "text-spacing", words.spacing, deck.spacing(), WIDEST_SPACING, words.spacings, Setting::Spacing) }
        </div>
    }
}

fn steps(
    app: &App,
    id: &'static str,
    name: &'static str,
    now: u8,
    most: u8,
    names: fn(u8) -> &'static str,
    setting: fn(u8) -> Setting,
) -> Html {
    let dispatch = app.dispatch.clone();
    let onchange = move |event: Event| {
        let chosen =
            event.target().and_then(|target| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlSelectElement>(target).ok());
        if let Some(step) = chosen.and_then(|chosen| chosen.value().parse().ok()) {
            dispatch.send(Action::Set { setting: setting(step), now: dom::now() });
        }
    };
    html! {
        <label>
            { name }{ " " }
            <select {id} {onchange}>
                { for (0..=most).map(|step| html! {
                    <option value={step.to_string()} selected={step == now}>{ names(step) }</option>
                }) }
            </select>
        </label>
    }
}
