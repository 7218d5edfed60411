use yew::prelude::*;

use crate::app::Route;
use crate::app::pages;
use crate::fact::{Fact, FactKind};
use crate::ui::components::{FactLine, OpenRef, Pager};
use crate::ui::hooks::use_app;
use crate::ui::words::Words;

#[derive(Properties, PartialEq)]
pub struct FactsProps {
    pub open: OpenRef,
}

#[derive(Clone, Copy, PartialEq)]
enum Filter {
    All,
    Figures,
    Events,
    Definitions,
    Doubtful,
}

impl Filter {
    const ALL: [Filter; 5] = [Filter::All, Filter::Figures, Filter::Events, Filter::Definitions, Filter::Doubtful];

    fn name(self, words: &'static Words) -> &'static str {
        match self {
            Filter::All => words.show_all,
            Filter::Figures => words.show_figures,
            Filter::Events => words.show_events,
            Filter::Definitions => words.show_definitions,
            Filter::Doubtful => words.show_doubtful,
        }
    }

    fn takes(self, fact: &Fact) -> bool {
        match self {
            Filter::All => true,
            Filter::Figures => matches!(fact.kind, FactKind::Quantity(_)),
            Filter::Events => matches!(fact.kind, FactKind::Event { .. }),
            Filter::Definitions => matches!(fact.kind, FactKind::Definition { .. }),
            Filter::Doubtful => fact.doubt.is_some(),
        }
    }
}

/// Facts on one page.
const SIZE: usize = 200;

/// Every fact of the text, each leading to its sentence.
#[component]
pub fn Facts(props: &FactsProps) -> Html {
    let FactsProps { open } = props;
    let app = use_app();
    let words = app.words;
    let filter = use_state(|| Filter::All);
    let page = use_state(|| 0);
    let facts = &open.lesson.facts;
    let shown: Vec<usize> = (0..facts.len()).filter(|&fact| filter.takes(&facts[fact])).collect();
    let go = {
        let page = page.clone();
        Callback::from(move |to| page.set(to))
    };
    let choose = |to: Filter| {
        let (filter, page) = (filter.clone(), page.clone());
        Callback::from(move |_: MouseEvent| {
            filter.set(to);
            page.set(0);
        })
    };
    let filters = Filter::ALL.into_iter().filter_map(|option| {
        let count = facts.iter().filter(|fact| option.takes(fact)).count();
        (count > 0).then(|| {
            html! {
                <button aria-pressed={(option == *filter).to_string()} onclick={choose(option)}>
                    { option.name(words) }{ " " }<span class="count">{ count }</span>
                </button>
            }
        })
    });
    let skipped = &open.lesson.mentions.skipped;
    html! {
        <div class="page" data-view="facts" data-facts={facts.len().to_string()}>
            <h1>{ words.facts_of_lesson }</h1>
            if facts.is_empty() {
                <p class="caution">{ words.no_facts }</p>
            } else {
                <div class="filters" role="group">{ for filters }</div>
            }
            <ul class="facts list">
                { for shown[pages::range(*page, SIZE, shown.len())].iter().map(|&fact| html! {
                    <li key={fact}><FactLine open={open.clone()} {fact} {words} /></li>
                }) }
            </ul>
            <Pager page={*page} pages={shown.len().div_ceil(SIZE)} {go} {words} />
            if !skipped.is_empty() {
                <details class="skipped">
                    <summary>{ (words.not_amounts)(skipped.len()) }</summary>
                    <ul class="facts list">
                        { for skipped.iter().take(SIZE).map(|skipped| html! {
                            <li>
                                <a class="fact" href={Route::sentence(&open.id, skipped.span.start).hash()}>
                                    <b lang={open.lang()}>{ skipped.span.of(&open.lesson.document.text).to_owned() }</b>
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
