use yew::prelude::*;

use crate::app::Action;
use crate::ui::dom;
use crate::ui::hooks::App;

/// The dialog's element.
pub const HELP: &str = "help-dialog";

/// The sheet of keys and gestures. It is opened once it is in the page.
pub fn help(app: &App) -> Html {
    let words = app.words;
    html! {
        <dialog id={HELP} class="mark-dialog" aria-labelledby="help-title" onclose={app.on(|_: Event| Action::Help(false))}>
            <div class="inside">
                <h2 id="help-title">{ words.study().help }</h2>
                if !app.state.deck.has_keys() {
                    <p>{ words.study().keys_are_off }</p>
                }
                { key_list(app) }
                <p class="soft">{ words.study().swipes }</p>
                { guide_link(app) }
                <button class="plain" onclick={|_: MouseEvent| dom::close_dialog(HELP)}>{ words.close }</button>
            </div>
        </dialog>
    }
}

/// The way to the guide, which stands beside the app where that is a site.
pub fn guide_link(app: &App) -> Html {
    if dom::is_on_disk() || dom::is_without_address() || app.state.only.is_some() || app.state.framed.is_some() {
        return Html::default();
    }
    let [address, name] = app.words.data().guide;
    html! { <p><a data-to="guide" href={address} target="_blank" rel="noreferrer">{ name }</a></p> }
}

pub fn key_list(app: &App) -> Html {
    html! {
        <dl class="keys">
            { for app.words.key_list.iter().map(|(keys, what)| html! {
                <>
                    <dt>{ for keys.split(' ').map(|key| html! { <><kbd>{ key.trim_end_matches(',') }</kbd>{ " " }</> }) }</dt>
                    <dd>{ *what }</dd>
                </>
            }) }
        </dl>
    }
}
