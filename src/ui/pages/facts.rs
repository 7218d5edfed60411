use yew::prelude::*;

use crate::app::hidden::Hidden;
use crate::app::{Action, Filter, Open, Route, View, pages};
use crate::fact::Fact;
use crate::ui::components::{fact_line, pager, source_lang};
use crate::ui::hooks::App;
use crate::ui::words::Words;

/// Facts on one page.
const SIZE: usize = 200;

fn name(filter: Filter, words: &Words) -> &'static str {
    match filter {
        Filter::All => words.show_all,
        Filter::Figures => words.show_figures,
        Filter::Events => words.show_events,
        Filter::Definitions => words.show_definitions,
        Filter::Doubtful => words.show_doubtful,
    }
}

/// Every fact of the text, each leading to its sentence.
pub fn facts(app: &App, open: &Open) -> Html {
    let words = app.words;
    let (filter, page) = (app.state.filter, app.state.page.unwrap_or(0));
    let left_out = app.state.entry().map(|(_, entry)| Hidden::of(open, entry)).unwrap_or_default();
    let facts: Vec<&Fact> = open.lesson.facts.iter().filter(|fact| !left_out.has(&fact.id)).collect();
    let shown: Vec<usize> = (0..facts.len()).filter(|&fact| filter.takes(facts[fact])).collect();
    let filters = Filter::ALL.into_iter().filter_map(|option| {
        let count = facts.iter().filter(|fact| option.takes(fact)).count();
        (count > 0).then(|| {
            html! {
                <button aria-pressed={(option == filter).to_string()} onclick={app.click(move || Action::Filter(option))}>
                    { name(option, words) }{ " " }<span class="count">{ count }</span>
                </button>
            }
        })
    });
    let skipped = &open.lesson.mentions.skipped;
    html! {
        <div class="page" data-view="facts" data-facts={facts.len().to_string()}>
            <h1>{ words.facts_of_lesson }</h1>
            <p class="row above">
                <a class="plain" id="check" href={Route::lesson(&open.id, View::Coverage).hash()}>{ words.editor().check }</a>
            </p>
            if facts.is_empty() {
                <p class="caution">{ words.no_facts }</p>
            } else {
                <div class="filters" role="group">{ for filters }</div>
            }
            <ul class="facts list">
                { for shown[pages::range(page, SIZE, shown.len())].iter().map(|&fact| html! {
                    <li key={fact}>{ fact_line(open, facts[fact], words) }</li>
                }) }
            </ul>
            { pager(app, page, shown.len().div_ceil(SIZE)) }
            if !skipped.is_empty() {
                <details class="skipped">
                    <summary>{ (words.not_amounts)(skipped.len()) }</summary>
                    <ul class="facts list">
                        { for skipped.iter().take(SIZE).map(|skipped| html! {
                            <li>
                                <a class="fact" href={Route::sentence(&open.id, skipped.span.start).hash()}>
                                    <b lang={source_lang(open)}>{ skipped.span.of(&open.lesson.document.text).to_owned() }</b>
                                    { " " }{ (words.skip_reason)(skipped.reason) }
                                </a>
                            </li>
                        }) }
                    </ul>
                </details>
            }
        </div>
    }
}
