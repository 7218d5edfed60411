//! What a class has done, side by side, from the files that its learners have saved.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::BACKUP;
use crate::app::Class;
use crate::export::results::{self, Row};
use crate::ui::components::lang_of;
use crate::ui::hooks::App;
use crate::ui::words::NBSP;
use crate::ui::{class, dom};

/// Rows on the page; the file has all.
const SHOWN: usize = 500;

pub fn class_page(app: &App) -> Html {
    let (class, words) = (&app.state.class, app.words.class());
    let choose = |_: MouseEvent| {
        if let Some(input) = dom::by_id("class-files") {
            input.click();
        }
    };
    let onchange = {
        let dispatch = app.dispatch.clone();
        move |event: Event| {
            let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
                return;
            };
            if let Some(files) = input.files() {
                class::read(dispatch.clone(), &files);
            }
            // So that the same files can be chosen again.
            input.set_value("");
        }
    };
    let save = {
        let class = class.clone();
        move |_: MouseEvent| dom::download(results::csv(&class.rows, words.habits).as_bytes(), "text/csv", words.file)
    };
    let (stop, clear) = (app.dispatch.clone(), app.dispatch.clone());
    let is_empty = class.rows.is_empty();
    html! {
        <div class="page class" data-view="class" data-rows={class.rows.len().to_string()} data-troubles={class.troubles.len().to_string()}
            data-class={if class.is_reading() { "reading" } else { "idle" }}>
            <h1>{ words.title }</h1>
            <p>{ words.help }</p>
            <div class="row acts">
                <button class="cta" id="choose-class" onclick={choose}>{ words.choose }</button>
                <span class="soft wide-only">{ words.or_drop }</span>
                <input type="file" id="class-files" class="unseen" tabindex="-1" multiple=true aria-label={words.choose} accept={BACKUP} {onchange} />
                if class.is_reading() {
                    <button class="plain" id="stop-class" onclick={move |_: MouseEvent| class::stop(&stop)}>{ app.words.cancel }</button>
                }
                if !is_empty {
                    <button class="plain" id="save-class" onclick={save}>{ words.save }</button>
                }
                if !(is_empty && class.troubles.is_empty()) {
                    <button class="plain" id="clear-class" onclick={move |_: MouseEvent| class::clear(&clear)}>{ words.clear }</button>
                }
            </div>
            <p role="status">{ match (class.is_reading(), class.of) {
                (true, of) => (words.reading)(class.done, of),
                (false, 0) => String::new(),
                (false, _) => (words.read)(class.rows.len(), class.troubles.len()),
            } }</p>
            if class.is_guessed {
                <p class="caution">{ words.guessed }</p>
            }
            if !class.troubles.is_empty() {
                <section class="caution" data-section="troubles">
                    <h2>{ words.troubles }</h2>
                    <ul>
                        { for class.troubles.iter().map(|(file, trouble)| html! {
                            <li><b>{ file.clone() }</b>{ ": " }{ (words.trouble)(trouble) }</li>
                        }) }
                    </ul>
                </section>
            }
            if !is_empty {
                { table(app, class) }
            }
        </div>
    }
}

fn table(app: &App, class: &Class) -> Html {
    let words = app.words.class();
    let shown = &class.rows[..class.rows.len().min(SHOWN)];
    html! {
        <>
            // It is wider than a phone: whoever has only keys scrolls it, too.
            <div class="wide-table" role="region" aria-label={words.title} tabindex="0">
                <table>
                    <thead><tr>{ for words.columns.iter().map(|name| html! { <th scope="col">{ *name }</th> }) }</tr></thead>
                    <tbody>{ for shown.iter().map(|row| line(app, row)) }</tbody>
                </table>
            </div>
            if class.rows.len() > SHOWN {
                <p class="soft">{ (words.more)(class.rows.len() - SHOWN) }</p>
            }
            <p class="soft">{ words.columns_help }</p>
        </>
    }
}

fn line(app: &App, row: &Row) -> Html {
    let words = app.words;
    let percent = |part: usize, whole: usize| match whole {
        0 => "—".to_owned(),
        whole => format!("{}{NBSP}%", (part as f64 * 100.0 / whole as f64).round() as i64),
    };
    let day = |date: &String| (words.statistics().short_day)(date);
    let days = match &row.days {
        None => "—".to_owned(),
        Some((first, last)) if first == last => day(first),
        Some((first, last)) => format!("{} – {}", day(first), day(last)),
    };
    let cells = [
        days,
        format!("{} / {}", row.answered, row.cards),
        percent(row.known, row.cards),
        row.reviews.to_string(),
        percent(row.right, row.reviews),
        percent(row.retention.part, row.retention.whole),
        (row.minutes.ceil() as i64).to_string(),
    ];
    html! {
        <tr>
            <th scope="row">{ row.learner.clone() }</th>
            <td lang={lang_of(&row.lesson)}>{ row.lesson.clone() }</td>
            { for cells.into_iter().map(|cell| html! { <td>{ cell }</td> }) }
        </tr>
    }
}
