use yew::prelude::*;

use super::tour::tour_button;
use crate::app::{Action, Route};
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
                <p>{ about_link(app) }</p>
                if !app.state.is_part() {
                    <p>{ tour_button(app) }</p>
                }
                <button class="plain" data-do="close" onclick={|_: MouseEvent| dom::close_dialog(HELP)}>{ words.close }</button>
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

/// Every key, by its place.
pub fn key_list(app: &App) -> Html {
    html! {
        <>
            { for app.words.keys().sections.iter().map(|section| html! {
                <>
                    <h3>{ section.place }</h3>
                    <dl class="keys">
                        { for section.keys.iter().map(|(keys, what)| html! {
                            <>
                                <dt>{ for keys.split(' ').map(|key| html! { <><kbd>{ key }</kbd>{ " " }</> }) }</dt>
                                <dd>{ *what }</dd>
                            </>
                        }) }
                    </dl>
                </>
            }) }
        </>
    }
}

/// Under the lessons of the library: the way to what this is.
pub fn foot(app: &App) -> Html {
    html! {
        <footer class="soft foot">
            <p><button class="plain" data-do="help" onclick={app.click(|| Action::Help(true))}>{ app.words.study().help }</button></p>
            <p>{ about_link(app) }</p>
        </footer>
    }
}

/// The way to what this is, which has to be had wherever answers may go to another page.
pub fn about_link(app: &App) -> Html {
    let words = app.words.about();
    html! { <a href={Route::About.hash()} data-to="about">{ words.title }{ ": " }{ words.privacy }{ ", " }{ words.licences }</a> }
}
