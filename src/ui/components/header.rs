use yew::prelude::*;

use super::lang_of;
use crate::app::{Route, View};
use crate::ui::hooks::App;
use crate::ui::later::{Part, quiet};

/// The bar: the way past it, where one is, and the views of the lesson.
pub fn header(app: &App, skip: fn(MouseEvent)) -> Html {
    let (state, words) = (&app.state, app.words);
    let lesson = match &state.route {
        Route::Lesson { lesson, view, .. } => state.entry().map(|(_, entry)| (lesson, *view, entry)),
        _ => None,
    };
    let only = state.only.as_ref();
    html! {
        <header class="bar">
            <a class="skip" href={state.route.hash()} onclick={skip}>{ words.skip_to_content }</a>
            if only.is_none() {
                <a class="brand" href={Route::Library.hash()}>{ "Konspekt" }</a>
            }
            if let Some((id, view, entry)) = lesson {
                <span class="lesson" lang={lang_of(&entry.title)}>{ entry.title.to_string() }</span>
                <nav class="tabs" aria-label={words.views}>
                    { for View::ALL.into_iter().filter(|tab| tab.tab() == *tab).map(|tab| html! {
                        <a href={Route::lesson(id, tab).hash()} data-tab={tab.name()}
                            aria-current={(tab == view.tab()).then_some("page")}>
                            { (words.view)(tab) }
                            if tab == View::Study {
                                { state.shown().map(|open| quiet(app, Part::Due(open, entry))).unwrap_or_default() }
                            }
                        </a>
                    }) }
                    if only.is_some() {
                        <a href={Route::Settings.hash()} data-tab="settings">{ words.settings }</a>
                    }
                </nav>
            } else if let Some(only) = only {
                <nav class="places">
                    <a href={Route::lesson(only, View::Text).hash()}>{ words.back_to_lesson }</a>
                    <a href={Route::Settings.hash()} aria-current={(state.route == Route::Settings).then_some("page")}>{ words.settings }</a>
                </nav>
            } else {
                <nav class="places">
                    <a href={Route::Library.hash()} aria-current={(state.route == Route::Library).then_some("page")}>
                        { words.library }
                    </a>
                    <a href={Route::Statistics.hash()} aria-current={(state.route == Route::Statistics).then_some("page")}>
                        { words.progress_of_all }
                    </a>
                    <a href={Route::Settings.hash()} aria-current={(state.route == Route::Settings).then_some("page")}>
                        { words.settings }
                    </a>
                </nav>
            }
        </header>
    }
}
