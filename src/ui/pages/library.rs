use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::app::{Action, Input, Purpose, Route, Storage, View, study};
use crate::deck::{Entry, LessonId};
use crate::lesson::SAMPLE;
use crate::ui::app::give_file;
use crate::ui::components::Working;
use crate::ui::dom;
use crate::ui::hooks::use_app;

/// The first page: what this is, ways to give it a text, the texts that it has.
#[component]
pub fn Library() -> Html {
    let app = use_app();
    let (state, words) = (&app.state, app.words);
    let text = use_node_ref();
    let file = use_node_ref();
    let given = |text: String| Action::Given {
        input: Input::Text(text.into()),
        name: None,
        mint: dom::mint(),
        now: dom::now(),
    };
    let open_sample = app.on(move |_: MouseEvent| given(SAMPLE.to_owned()));
    let read = {
        let (text, send) = (text.clone(), app.sender());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(text) = text.cast::<HtmlTextAreaElement>() {
                dom::persist();
                send.emit(given(text.value()));
            }
        })
    };
    let choose = {
        let file = file.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(file) = file.cast::<HtmlInputElement>() {
                file.click();
            }
        })
    };
    let onchange = {
        let (file, send) = (file.clone(), app.sender());
        Callback::from(move |_: Event| {
            let Some(input) = file.cast::<HtmlInputElement>() else { return };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                give_file(file, send.clone());
            }
            // So that the same file can be chosen again.
            input.set_value("");
        })
    };
    let is_waiting = state.storage == Storage::Opening;
    let mut lessons: Vec<(&LessonId, &Entry)> = state.deck.lessons.iter().collect();
    lessons.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.added));
    let job = state.job.as_ref().filter(|job| matches!(job.purpose, Purpose::Add(_)));
    html! {
        <div class="page library" data-view="library" data-lessons={lessons.len().to_string()}
            data-storage={match state.storage { Storage::Opening => "opening", Storage::Lasting => "lasting", Storage::Forgetful(_) => "forgetful" }}>
            <h1>{ words.what_this_is }</h1>
            <p class="lead">{ words.how_it_works }</p>
            <p><button class="cta" id="open-sample" disabled={is_waiting} onclick={open_sample}>{ words.open_sample }</button></p>
            if let Some(job) = job {
                <Working job={job.clone()} />
            }
            <form class="give" onsubmit={read}>
                <h2><label for="text">{ words.your_text }</label></h2>
                <textarea id="text" ref={text} rows="6" placeholder={words.paste_here} spellcheck="false" />
                <div class="row">
                    <button class="cta" id="read" type="submit" disabled={is_waiting}>{ words.read_text }</button>
                    <button class="plain" type="button" disabled={is_waiting} onclick={choose}>{ words.open_file }</button>
                    <span class="soft wide-only">{ words.or_drop_it }</span>
                    <input type="file" id="file" class="unseen" ref={file} tabindex="-1" aria-label={words.open_file}
                        accept=".txt,.text,.md,text/plain" {onchange} />
                </div>
                <p class="soft">{ words.nothing_leaves }</p>
            </form>
            <section>
                <h2>{ words.lessons }</h2>
                if lessons.is_empty() && !is_waiting {
                    <p class="soft">{ words.no_lessons }</p>
                }
                <ul class="lessons">
                    { for lessons.into_iter().map(|(id, entry)| {
                        let (started, due) = study::standing(entry, &state.deck, state.now);
                        html! { <LessonLine key={id.0.clone()} id={id.clone()} title={entry.title.to_string()} {started} {due} /> }
                    }) }
                </ul>
            </section>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct LessonLineProps {
    id: LessonId,
    title: String,
    started: usize,
    due: usize,
}

#[component]
fn LessonLine(props: &LessonLineProps) -> Html {
    let app = use_app();
    let words = app.words;
    let LessonLineProps { id, title, started, due } = props;
    let is_asking = use_state(|| false);
    let ask = |asking: bool| {
        let is_asking = is_asking.clone();
        Callback::from(move |_: MouseEvent| is_asking.set(asking))
    };
    let delete = {
        let id = id.clone();
        app.on(move |_: MouseEvent| Action::Delete { lesson: id.clone(), now: dom::now() })
    };
    html! {
        <li class="lesson-line" data-lesson={id.0.clone()}>
            <a class="title" lang="ru" href={Route::lesson(id, View::Text).hash()}>{ title.clone() }</a>
            <span class="soft">
                { (words.lesson_progress)(*started) }
                if *due > 0 {
                    { " · " }<a href={Route::lesson(id, View::Study).hash()}>{ (words.due)(*due) }</a>
                }
            </span>
            if *is_asking {
                <span class="row ask" role="group">
                    <span>{ (words.really_delete)(title) }</span>
                    <button class="plain danger" onclick={delete}>{ words.delete }</button>
                    <button class="plain" onclick={ask(false)}>{ words.keep }</button>
                </span>
            } else {
                <button class="plain" aria-label={(words.delete_lesson)(title)} onclick={ask(true)}>{ words.delete }</button>
            }
        </li>
    }
}
