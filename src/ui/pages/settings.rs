use std::cell::RefCell;

use yew::prelude::*;

use crate::app::Action;
use crate::deck::{Buttons, Interface, Setting, Theme};
use crate::schedule::Steps;
use crate::ui::components::{about_link, backup, fitting, guide_link, key_list, look, where_kept};
use crate::ui::dom;
use crate::ui::hooks::App;

/// Language, theme, how studying goes, and what this is.
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
            <fieldset class="look">
                <legend>{ words.reader().look }</legend>
                { look(app) }
            </fieldset>
            { studying(app) }
            <section>
                <h2>{ words.keys().title }</h2>
                { key_list(app) }
            </section>
            if state.only.is_none() {
                { fitting(app) }
            }
            // What is saved and taken in is the library's, and in a preview nothing is.
            if !state.is_previewing() {
                { backup(app) }
            }
            <section data-section="about">
                <h2>{ words.about }</h2>
                { for words.about_text.iter().map(|paragraph| html! { <p>{ *paragraph }</p> }) }
                <p>{ about_link(app) }</p>
                { guide_link(app) }
                { attribution(app) }
                <p>
                    { where_kept(app) }
                    if let Some(room) = state.room {
                        { " " }{ (words.data().room)(room.used, room.of, room.is_kept) }
                    }
                </p>
            </section>
        </div>
    }
}

/// How cards come and how they are graded.
fn studying(app: &App) -> Html {
    let (deck, words) = (&app.state.deck, app.words.study());
    let set = |setting: Setting| app.on(move |_: Event| Action::Set { setting, now: dom::now() });
    // Those that count, whatever is kept.
    let minutes = |steps: &[i64]| {
        let written = steps.iter().map(|ms| (ms / 60_000).to_string());
        written.collect::<Vec<_>>().join(" ")
    };
    let Steps { learning, relearning } = Steps::of(deck);
    let limit = |limit: usize| Some(limit).filter(|limit| *limit < NO_LIMIT.into());
    let percent = (deck.retention() * 100.0).round() as u8;
    let read = |value: &str| value.parse().ok().filter(|percent| (70..=97).contains(percent)).map(Setting::Retention);
    let retain = changed(app, read);
    let switch =
        |name: &'static str, help: &'static str, id: &'static str, is_on: bool, setting: fn(bool) -> Setting| {
            html! {
                <div class="setting">
                    <label class="choice">
                        <input type="checkbox" {id} checked={is_on} onchange={set(setting(!is_on))} />
                        { name }
                    </label>
                    <p class="soft">{ help }</p>
                </div>
            }
        };
    html! {
        <section class="studying">
            <h2>{ words.studying }</h2>
            { number(app, "new-per-day", words.new_per_day, limit(deck.new_per_day()), |limit| Setting::NewPerDay(limit.unwrap_or(NO_LIMIT))) }
            { number(app, "reviews-per-day", words.reviews_per_day, limit(deck.reviews_per_day()), |limit| Setting::ReviewsPerDay(limit.unwrap_or(NO_LIMIT))) }
            <div class="setting">
                <label for="retention">{ words.retention }{ ": " }<output for="retention">{ percent }{ "\u{a0}%" }</output></label>
                <input type="range" id="retention" min="70" max="97" step="1" value={percent.to_string()} onchange={retain.clone()} />
                <input type="number" id="retention-number" min="70" max="97" inputmode="numeric" aria-label={words.retention}
                    value={percent.to_string()} onchange={retain} />
                <p class="soft">{ words.retention_help }</p>
            </div>
            <fieldset>
                <legend>{ words.buttons }</legend>
                { for [Buttons::Two, Buttons::Four].into_iter().map(|buttons| {
                    radio("buttons", (words.buttons_name)(buttons), buttons == deck.buttons(), set(Setting::Buttons(buttons)))
                }) }
            </fieldset>
            { text(app, "learning-steps", words.learning_steps, minutes(&learning), Setting::LearningSteps) }
            { text(app, "relearning-steps", words.relearning_steps, minutes(&relearning), Setting::RelearningSteps) }
            <p class="soft">{ words.steps_help }</p>
            { switch(words.fuzz, words.fuzz_help, "fuzz", deck.is_fuzzed(), Setting::Fuzz) }
            { switch(words.use_keys, words.use_keys_help, "use-keys", deck.has_keys(), Setting::Keys) }
        </section>
    }
}

/// Stands for no limit where one is written.
const NO_LIMIT: u16 = u16::MAX;

/// A field with its name; what cannot be read changes nothing.
fn changed(app: &App, read: impl Fn(&str) -> Option<Setting> + 'static) -> Callback<Event> {
    let dispatch = app.dispatch.clone();
    Callback::from(move |event: Event| {
        if let Some(setting) = read(dom::value_of(&event).trim()) {
            dispatch.send(Action::Set { setting, now: dom::now() });
        }
    })
}

/// A limit; an empty field is none.
fn number(
    app: &App,
    id: &'static str,
    name: &'static str,
    value: Option<usize>,
    setting: fn(Option<u16>) -> Setting,
) -> Html {
    let onchange = changed(app, move |value| match value {
        "" => Some(setting(None)),
        value => value.parse().ok().map(|limit| setting(Some(limit))),
    });
    let value = value.map(|value| value.to_string()).unwrap_or_default();
    html! {
        <div class="setting line">
            <label for={id}>{ name }</label>
            <input type="number" {id} min="0" max="9999" inputmode="numeric" placeholder={app.words.study().no_limit}
                {value} {onchange} />
        </div>
    }
}

thread_local! {
    /// The field of steps with which nothing could be done, and what stands in it.
    static UNREAD: RefCell<Option<(&'static str, String)>> = const { RefCell::new(None) };
}

/// Steps of minutes. What cannot be read stays in the field, and is told.
fn text(app: &App, id: &'static str, name: &'static str, value: String, setting: fn([u16; 4]) -> Setting) -> Html {
    let dispatch = app.dispatch.clone();
    let onchange = changed(app, move |value| {
        let steps = Steps::read(value);
        let unread = steps.is_none().then(|| (id, value.to_owned()));
        let is_told = unread.is_some();
        if UNREAD.replace(unread).is_some() || is_told {
            dispatch.render();
        }
        steps.map(setting)
    });
    let unread = UNREAD.with_borrow(|unread| unread.clone().filter(|(of, _)| *of == id).map(|(_, value)| value));
    let (is_unread, error) = (unread.is_some(), format!("{id}-error"));
    html! {
        <>
            <div class="setting line">
                <label for={id}>{ name }</label>
                <input type="text" {id} inputmode="numeric" value={unread.unwrap_or(value)} {onchange}
                    aria-invalid={is_unread.then_some("true")} aria-describedby={is_unread.then(|| error.clone())} />
            </div>
            <div role="status">
                if is_unread {
                    <p class="caution" id={error}>{ app.words.study().steps_unread }</p>
                }
            </div>
        </>
    }
}

/// Whose work the dictionary is, as its licence asks.
pub fn attribution(app: &App) -> Html {
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
