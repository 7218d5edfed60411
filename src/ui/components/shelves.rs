//! What stands over the lessons of the library, and what can be done with one.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, SubmitEvent};
use yew::prelude::*;

use super::lang_of;
use crate::app::{Action, Hit, Route, Sorting, View};
use crate::deck::{Entry, LessonId};
use crate::ui::dom;
use crate::ui::hooks::App;

/// The field of the words that are sought.
const SEEK: &str = "seek-words";
/// With fewer lessons nobody sorts.
const FEW: usize = 2;

pub fn shelves(app: &App) -> Html {
    let (state, words) = (&app.state, app.words.shelves());
    if state.deck.lessons.is_empty() {
        return Html::default();
    }
    let onsubmit = app.on(|event: SubmitEvent| {
        event.prevent_default();
        Action::Seek(dom::input_in(SEEK))
    });
    let sort = app.on(|event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let chosen = select.map(|select| select.value()).unwrap_or_default();
        Action::Sort(Sorting::ALL.into_iter().find(|sorting| sorting.name() == chosen).unwrap_or_default())
    });
    let tags = state.tags();
    html! {
        <>
            <form class="seek row" role="search" {onsubmit}>
                <label class="unseen" for={SEEK}>{ words.seek }</label>
                <input type="search" id={SEEK} value={state.search.words.clone()} placeholder={words.seek} title={words.seek_help} />
                <button class="cta" type="submit" id="find">{ words.find }</button>
                if !state.search.words.is_empty() {
                    <button class="plain" type="button" id="clear-search" onclick={app.click(|| Action::Seek(String::new()))}>{ words.clear }</button>
                }
            </form>
            { found(app) }
            if state.deck.lessons.len() >= FEW || !tags.is_empty() {
                <div class="row shelves">
                    <label>{ words.sort }{ " " }
                        <select id="sort" onchange={sort}>
                            { for Sorting::ALL.into_iter().map(|sorting| html! {
                                <option value={sorting.name()} selected={sorting == state.shelves.sorting}>{ (words.sorting)(sorting) }</option>
                            }) }
                        </select>
                    </label>
                    if !tags.is_empty() {
                        <div class="filters" role="group" aria-label={words.under}>
                            <button aria-pressed={state.shelves.tag.is_none().to_string()} onclick={app.click(|| Action::Under(None))}>{ words.all }</button>
                            { for tags.into_iter().map(|(tag, count)| {
                                let is_on = state.shelves.tag.as_ref() == Some(&tag);
                                let name = tag.to_string();
                                html! {
                                    <button aria-pressed={is_on.to_string()} data-tag={name.clone()}
                                        onclick={app.click(move || Action::Under(Some(tag.clone()).filter(|_| !is_on)))}>
                                        { name }{ " " }<span class="count">{ count }</span>
                                    </button>
                                }
                            }) }
                        </div>
                    }
                </div>
            }
        </>
    }
}

fn found(app: &App) -> Html {
    let (search, words) = (&app.state.search, app.words.shelves());
    if search.words.is_empty() {
        return Html::default();
    }
    html! {
        <section data-section="found" data-hits={search.hits.len().to_string()}>
            <p role="status">
                { if search.is_running() { words.seeking.to_owned() } else { (words.found)(search.hits.len(), &search.words) } }
            </p>
            <ul class="covered">
                { for search.hits.iter().map(|hit| place(app, hit)) }
            </ul>
        </section>
    }
}

fn place(app: &App, hit: &Hit) -> Html {
    let words = app.words.shelves();
    let title = app.state.deck.lessons.get(&hit.lesson).map(|entry| entry.title.to_string()).unwrap_or_default();
    let route = match &hit.card {
        None => Route::sentence(&hit.lesson, hit.at),
        Some(_) => Route::lesson(&hit.lesson, View::Cards),
    };
    let cut = |side: usize| if hit.is_cut[side] { "…" } else { "" };
    html! {
        <li>
            <p class="place" lang={lang_of(&hit.excerpt)}>
                <a href={route.hash()}>
                    { cut(0) }{ &hit.excerpt[..hit.words.start] }<em>{ hit.words.of(&hit.excerpt) }</em>{ &hit.excerpt[hit.words.end..] }{ cut(1) }
                </a>
            </p>
            <p class="soft"><span lang={lang_of(&title)}>{ title }</span>{ if hit.card.is_some() { format!(" · {}", words.in_card) } else { String::new() } }</p>
        </li>
    }
}

/// What is known of a lesson beside its title.
pub fn lesson_facts(app: &App, entry: &Entry) -> Html {
    let words = app.words.shelves();
    let source = &entry.source;
    let named = [source.author.as_deref(), source.work.as_deref(), source.published.as_deref()];
    let named: Vec<&str> = named.into_iter().flatten().collect();
    html! {
        <>
            { " · " }{ (words.size)(entry.text.chars().count()) }
            if !named.is_empty() {
                { " · " }<span lang={lang_of(&named.join(", "))}>{ named.join(", ") }</span>
            }
            { for entry.work.tags.iter().map(|tag| html! { <>{ " " }<span class="tag">{ tag.to_string() }</span></> }) }
        </>
    }
}

/// The lessons that were deleted, each with the way back.
pub fn deleted(app: &App) -> Html {
    let (gone, words) = (&app.state.deck.gone, app.words.shelves());
    if gone.is_empty() {
        return Html::default();
    }
    html! {
        <details class="deleted" data-deleted={gone.len().to_string()}>
            <summary>{ words.deleted }{ " " }<span class="count">{ gone.len() }</span></summary>
            <p class="soft">{ words.deleted_help }</p>
            <ul>
                { for gone.iter().map(|(id, gone)| {
                    let lesson = id.clone();
                    let back = app.click(move || Action::BringBack { lesson: lesson.clone(), now: dom::now() });
                    html! {
                        <li key={id.0.clone()}>
                            <span lang={lang_of(&gone.title)}>{ gone.title.to_string() }</span>{ " " }
                            <button class="plain" data-do="bring-back" aria-label={(words.bring_back_of)(&gone.title)} onclick={back}>
                                { words.bring_back }
                            </button>
                        </li>
                    }
                }) }
            </ul>
        </details>
    }
}

/// What can be done with a lesson.
pub fn lesson_menu(app: &App, id: &LessonId, entry: &Entry) -> Html {
    let words = app.words.shelves();
    let value = |event: &Event| {
        event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            .map(|input| input.value())
            .unwrap_or_default()
    };
    let rename = {
        let lesson = id.clone();
        app.on(move |event: Event| Action::Rename { lesson: lesson.clone(), title: value(&event), now: dom::now() })
    };
    let tag = {
        let lesson = id.clone();
        app.on(move |event: Event| {
            let tags = value(&event).split(',').map(str::to_owned).collect();
            Action::Tag { lesson: lesson.clone(), tags, now: dom::now() }
        })
    };
    let delete = {
        let lesson = id.clone();
        app.click(move || Action::Delete { lesson: lesson.clone(), now: dom::now() })
    };
    let tags: Vec<&str> = entry.work.tags.iter().map(|tag| &**tag).collect();
    html! {
        <details class="menu">
            <summary aria-label={(words.menu)(&entry.title)}>{ words.change }</summary>
            <div class="inside">
                <label>{ words.title }<input type="text" data-do="rename" lang={lang_of(&entry.title)} value={entry.title.to_string()} onchange={rename} /></label>
                <label>{ words.tags }<input type="text" data-do="tag" lang={lang_of(&tags.join(" "))} placeholder={words.tags_help} value={tags.join(", ")} onchange={tag} /></label>
                <button class="plain danger" data-do="delete" onclick={delete}>{ words.delete }</button>
            </div>
        </details>
    }
}
