use yew::prelude::*;

use super::cards::Cards;
use super::charts::Charts;
use super::facts::Facts;
use super::study::Study;
use super::text::Text;
use crate::app::{Route, Storage, View};
use crate::ui::components::{OpenRef, Working};
use crate::ui::hooks::use_app;

/// A lesson in one of its views, or what is to be said while there is nothing to show.
#[component]
pub fn LessonPage() -> Html {
    let app = use_app();
    let (state, words) = (&app.state, app.words);
    if let (Route::Lesson { view, at, .. }, Some(open)) = (&state.route, state.shown()) {
        let open = OpenRef(open.clone());
        return match view {
            View::Text => html! { <Text {open} at={*at} /> },
            View::Facts => html! { <Facts {open} /> },
            View::Charts => html! { <Charts {open} /> },
            View::Cards => html! { <Cards {open} /> },
            View::Study => html! { <Study {open} /> },
        };
    }
    if let Some(job) = &state.job {
        return html! { <div class="page" data-view="working"><Working job={job.clone()} /></div> };
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
