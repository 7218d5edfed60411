use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Action, Storage};
use crate::deck::{Interface, Setting, Theme};
use crate::ui::dom;
use crate::ui::hooks::use_app;

/// Language, theme, and what this is.
#[component]
pub fn Settings() -> Html {
    let app = use_app();
    let (state, words) = (&app.state, app.words);
    let set = |setting: Setting| app.on(move |_: Event| Action::Set { setting, now: dom::now() });
    let language = state.deck.interface();
    let languages =
        [(None, words.as_browser), (Some(Interface::Russian), "русский"), (Some(Interface::English), "English")];
    html! {
        <div class="page settings" data-view="settings">
            <h1>{ words.settings }</h1>
            <fieldset>
                <legend>{ words.language }</legend>
                { for languages.into_iter().map(|(value, name)| html! {
                    <Radio group="language" {name} checked={value == language} onchange={set(Setting::Interface(value))} />
                }) }
            </fieldset>
            <fieldset>
                <legend>{ words.theme }</legend>
                { for [Theme::Auto, Theme::Light, Theme::Dark].into_iter().map(|theme| html! {
                    <Radio group="theme" name={(words.theme_name)(theme)} checked={theme == state.deck.theme()}
                        onchange={set(Setting::Theme(theme))} />
                }) }
            </fieldset>
            <section>
                <h2>{ words.about }</h2>
                { for words.about_text.iter().map(|paragraph| html! { <p>{ *paragraph }</p> }) }
                <p>
                    { match state.storage {
                        Storage::Forgetful(_) => words.storage_forgetful,
                        Storage::Opening | Storage::Lasting => words.storage_lasting,
                    } }
                </p>
            </section>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RadioProps {
    group: &'static str,
    name: &'static str,
    checked: bool,
    onchange: Callback<Event>,
}

#[component]
fn Radio(props: &RadioProps) -> Html {
    let RadioProps { group, name, checked, onchange } = props;
    let node = use_node_ref();
    // What is set is what the store holds, not what was clicked.
    use_effect_with(*checked, {
        let node = node.clone();
        move |checked| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                input.set_checked(*checked);
            }
        }
    });
    html! {
        <label class="choice">
            <input type="radio" ref={node} name={*group} checked={*checked} {onchange} />
            { *name }
        </label>
    }
}
