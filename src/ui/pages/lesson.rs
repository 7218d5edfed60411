use yew::prelude::*;

use super::cards::cards;
use super::charts::charts;
use super::facts::facts;
use super::study::study;
use super::text::text;
use crate::app::{Route, Storage, View};
use crate::ui::components::working;
use crate::ui::hooks::App;

/// A lesson in one of its views, or what is to be said while there is nothing to show.
pub fn lesson_page(app: &App) -> Html {
    let (state, words) = (&app.state, app.words);
    if let (Route::Lesson { view, .. }, Some(open)) = (&state.route, state.shown()) {
        return match view {
            View::Text => text(app, open),
            View::Facts => facts(app, open),
            View::Charts => charts(app, open),
            View::Cards => cards(app, open),
            View::Study => study(app, open),
        };
    }
    if let Some(job) = state.job.as_ref().filter(|job| job.task.is_open()) {
        return html! { <div class="page" data-view="working">{ working(app, job) }</div> };
    }
    if state.storage == Storage::Opening || state.entry().is_some() {
        return html! { <div class="page" data-view="opening"><p role="status">{ words.opening }</p></div> };
    }
    html! {
        <div class="page" data-view="not-found">
            <h1>{ words.not_found }</h1>
            <p>{ words.not_found_help }</p>
            <p><a href={Route::Library.hash()}>{ words.library }</a></p>
        </div>
    }
}
