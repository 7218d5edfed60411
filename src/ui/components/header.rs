use yew::prelude::*;

use crate::app::{Route, View, study};
use crate::ui::hooks::App;

/// The bar: where one is, and the views of the lesson.
pub fn header(app: &App) -> Html {
    let (state, words) = (&app.state, app.words);
    let lesson = match &state.route {
        Route::Lesson { lesson, view, .. } => state.entry().map(|(_, entry)| (lesson, *view, entry)),
        _ => None,
    };
    let due = (state.shown().zip(lesson))
        .map_or(0, |(open, (_, _, entry))| study::queue(open, entry, &state.deck, state.now).cards.len());
    html! {
        <header class="bar">
            <a class="brand" href={Route::Library.hash()}>{ "Konspekt" }</a>
            if let Some((id, view, entry)) = lesson {
                <span class="lesson" lang="ru">{ entry.title.to_string() }</span>
                <nav class="tabs" aria-label={words.views}>
                    { for View::ALL.into_iter().map(|tab| html! {
                        <a href={Route::lesson(id, tab).hash()} data-tab={tab.name()}
                            aria-current={(tab == view).then_some("page")}>
                            { (words.view)(tab) }
                            if tab == View::Study && due > 0 {
                                <span class="due">{ due }<span class="unseen">{ format!(" ({})", (words.due)(due)) }</span></span>
                            }
                        </a>
                    }) }
                </nav>
            } else {
                <nav class="places">
                    <a href={Route::Library.hash()} aria-current={(state.route == Route::Library).then_some("page")}>
                        { words.library }
                    </a>
                    <a href={Route::Settings.hash()} aria-current={(state.route == Route::Settings).then_some("page")}>
                        { words.settings }
                    </a>
                </nav>
            }
        </header>
    }
}
