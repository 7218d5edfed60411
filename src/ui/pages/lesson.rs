use yew::prelude::*;

use super::text::text;
use crate::app::{Later, Route, Storage, View};
use crate::ui::components::working;
use crate::ui::hooks::App;
use crate::ui::later::{Part, later};

/// A lesson in one of its views, or what is to be said while there is nothing to show.
pub fn lesson_page(app: &App) -> Html {
    let (state, words) = (&app.state, app.words);
    if let (Route::Lesson { view, .. }, Some(open)) = (&state.route, state.shown()) {
        return match view {
            View::Text => text(app, open),
            View::Facts => later(app, Part::Facts(open)),
            View::Coverage => later(app, Part::Coverage(open)),
            View::Charts => later(app, Part::Charts(open)),
            View::Timeline => later(app, Part::Timeline(open)),
            View::Cards => later(app, Part::Cards(open)),
            View::Study => later(app, Part::Study(open)),
            View::Teach => later(app, Part::Teach(open)),
            View::Statistics => later(app, Part::Statistics(Some(open))),
        };
    }
    if let Some(job) = state.job.as_ref().filter(|job| job.task.is_open()) {
        return html! { <div class="page" data-view="working">{ working(app, job) }</div> };
    }
    if state.storage == Storage::Opening && state.later == Later::Missing {
        return later(app, Part::Settings);
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
