//! What of a teacher's arrangement stands in other places than its own page.

use yew::prelude::*;

use super::lang_of;
use crate::app::{Action, Open, Route, View, hidden};
use crate::fact::Fact;
use crate::ui::dom;
use crate::ui::hooks::App;

/// What stands before the text, in its paragraphs.
pub fn introduction(words: &str) -> Html {
    html! {
        <section class="introduction" data-section="introduction" lang={lang_of(words)}>
            { for words.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(|part| html! { <p>{ part.to_owned() }</p> }) }
        </section>
    }
}

/// Hides a fact from learners, or shows it again; nothing where there is nobody to arrange the lesson.
pub fn hide_button(app: &App, open: &Open, fact: &Fact) -> Html {
    let Some((_, entry)) = app.state.entry().filter(|_| app.state.only.is_none()) else { return Html::default() };
    let words = app.words.teach();
    let is_hidden = hidden::Hidden::of(open, entry).has(&fact.id);
    let said = hidden::turned(open, entry, fact);
    let onclick = app.click(move || Action::ArrangeLesson { said: said.clone(), now: dom::now() });
    html! {
        <button class="plain" type="button" data-do="hide-fact" aria-pressed={is_hidden.to_string()} {onclick}>{ words.hide }</button>
    }
}

/// The way to the page where the lesson is arranged.
pub fn teach_link(app: &App, open: &Open) -> Html {
    if app.state.only.is_some() {
        return Html::default();
    }
    html! { <a class="plain" id="teach" href={Route::lesson(&open.id, View::Teach).hash()}>{ app.words.teach().title }</a> }
}
