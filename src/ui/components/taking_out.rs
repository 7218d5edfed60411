//! The lesson as a file of another program: which, what that cannot carry, and how the making of it went.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::cards::listed;
use crate::app::{Action, HandedOn, Open, TakeOut, TakingOut};
use crate::card::Card;
use crate::deck::Entry;
use crate::export::page::file_name_of;
use crate::export::{Chosen, Format, lost};
use crate::ui::dom;
use crate::ui::hooks::App;

/// What shows the lesson in a page of another site, with the app where it is now.
pub fn snippet(title: &str) -> String {
    let app = dom::home().filter(|_| !dom::is_on_disk()).unwrap_or_else(|| "https://example.org/konspekt/".to_owned());
    let file = file_name_of(title, Format::Lesson.ending());
    format!("<script src=\"{app}konspekt-lesson.js\"></script>\n<konspekt-lesson src=\"{file}\"></konspekt-lesson>")
}

/// Nothing on a page of one lesson: it has no worker that makes files.
pub fn taking_out(app: &App, open: &Open, entry: &Entry) -> Html {
    let words = app.words.taking_out();
    if app.state.only.is_some() {
        return Html::default();
    }
    let TakingOut { format: chosen, outcome } = &app.state.taking_out;
    let is_making = *outcome == Some(HandedOn::Making);
    let choose = {
        let dispatch = app.dispatch.clone();
        move |event: Event| {
            let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            if let Some(format) = select.and_then(|select| Format::of_name(&select.value())) {
                dispatch.send(Action::TakeOut(TakeOut::Choose(format)));
            }
        }
    };
    let cards: Vec<Card> = listed(open, entry).into_iter().map(|card| card.into_owned()).collect();
    let document = &open.lesson.document;
    let to_take = Chosen {
        lesson: &open.id.0,
        title: &entry.title,
        cards: &cards,
        text: &document.text,
        source: &document.source,
        introduction: entry.work.arranged.introduction.as_deref(),
    };
    let lost = lost(*chosen, &[to_take]);
    html! {
        <details class="take-out" data-section="take-out">
            <summary>{ words.title }</summary>
            <p class="soft">{ words.help }</p>
            <p>
                <label for="take-out-format">{ words.choose }</label>{ " " }
                <select id="take-out-format" disabled={is_making} onchange={choose}>
                    { for Format::ALL.into_iter().map(|format| html! {
                        <option value={format.name()} selected={format == *chosen}>{ (words.format)(format) }</option>
                    }) }
                </select>
            </p>
            <div aria-live="polite" data-losses={lost.len().to_string()}>
                <p>{ (words.purpose)(*chosen) }</p>
                if lost.is_empty() {
                    <p class="soft">{ words.nothing_lost }</p>
                } else {
                    <p class="soft">{ words.lost }</p>
                    <ul class="soft">{ for lost.iter().map(|(loss, count)| html! { <li>{ (words.loss)(*loss, *count) }</li> }) }</ul>
                }
            </div>
            if *chosen == Format::Lesson {
                <p>{ words.snippet }</p>
                <pre class="snippet" tabindex="0" lang="en">{ snippet(&entry.title) }</pre>
            }
            <div class="row">
                <button class="cta" id="take-out" disabled={is_making} onclick={app.click(|| Action::TakeOut(TakeOut::Begin))}>
                    { words.save }
                </button>
                <span class="soft" role="status" data-outcome={match outcome {
                    None => "none",
                    Some(HandedOn::Making) => "making",
                    Some(HandedOn::Made) => "made",
                    Some(HandedOn::Failed(_)) => "failed",
                }}>
                    { outcome.as_ref().map_or(String::new(), |outcome| (words.outcome)(outcome)) }
                </span>
            </div>
        </details>
    }
}
