use yew::prelude::*;

use crate::app::{Action, Storage};
use crate::deck::{Interface, Setting, Theme};
use crate::ui::dom;
use crate::ui::hooks::App;

/// Language, theme, and what this is.
pub fn settings(app: &App) -> Html {
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
                { for languages.into_iter().map(|(value, name)| radio("language", name, value == language, set(Setting::Interface(value)))) }
            </fieldset>
            <fieldset>
                <legend>{ words.theme }</legend>
                { for [Theme::Auto, Theme::Light, Theme::Dark].into_iter().map(|theme| radio("theme", (words.theme_name)(theme), theme == state.deck.theme(), set(Setting::Theme(theme)))) }
            </fieldset>
            <section>
                <h2>{ words.about }</h2>
                { for words.about_text.iter().map(|paragraph| html! { <p>{ *paragraph }</p> }) }
                { attribution(app) }
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

/// Whose work the dictionary is, as its licence asks.
fn attribution(app: &App) -> Html {
    let [before, between, after] = app.words.dictionary;
    let link = |address: &'static str, name: &'static str| {
        html! { <a href={address} target="_blank" rel="noreferrer">{ name }</a> }
    };
    html! {
        <p>
            { before }{ link("https://opencorpora.org/", "OpenCorpora") }
            { between }{ link("https://creativecommons.org/licenses/by-sa/3.0/", "CC BY-SA 3.0") }{ after }
        </p>
    }
}

fn radio(group: &'static str, name: &'static str, checked: bool, onchange: Callback<Event>) -> Html {
    html! {
        <label class="choice">
            <input type="radio" name={group} {checked} {onchange} />
            { name }
        </label>
    }
}
