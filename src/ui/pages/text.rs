use std::rc::Rc;

use yew::prelude::*;

use crate::app::marks::MarkId;
use crate::app::{Action, Kind, Route, View, pages};
use crate::document::{BlockKind, Language};
use crate::extract::SkipReason;
use crate::ingest::Warning;
use crate::ui::components::{Block, MarkDialog, OpenRef, Pager};
use crate::ui::dom;
use crate::ui::hooks::use_app;
use crate::ui::words::Words;

#[derive(Properties, PartialEq)]
pub struct TextProps {
    pub open: OpenRef,
    /// The byte whose sentence is to be shown.
    pub at: Option<usize>,
}

/// The text with its marks, and in the margin the charts of each paragraph.
#[component]
pub fn Text(props: &TextProps) -> Html {
    let TextProps { open, at } = props;
    let app = use_app();
    let words = app.words;
    let lesson = &open.lesson;
    let article = use_node_ref();
    let selected = use_state(|| None::<MarkId>);
    let turned = use_state(|| None::<(Option<usize>, usize)>);

    // A page that was turned to counts until the address leads elsewhere.
    let by_address = at.map_or(0, |at| pages::page_at(&open.pages, at));
    let page = turned.filter(|(from, _)| from == at).map_or(by_address, |(_, page)| page);
    let found = at.and_then(|at| {
        let index = lesson.sentences.partition_point(|sentence| sentence.span.end <= at);
        lesson.sentences.get(index).map(|sentence| sentence.span).filter(|span| span.contains_offset(at))
    });
    use_effect_with((open.clone(), found), |(_, found)| {
        if let (Some(_), Some(sentence)) = (found, dom::by_id("found")) {
            dom::show(&sentence);
        }
    });
    use_effect_with((open.clone(), page), {
        let article = article.clone();
        move |_| {
            if let Some(article) = article.cast::<web_sys::Element>() {
                dom::first_tab_stop(&article, "mark[data-mark]");
            }
            dom::measure_after_frame("facts-on-screen", "paste");
        }
    });

    let select = {
        let selected = selected.clone();
        move |event: &Event| {
            let mark = dom::closest(event, "mark[data-mark]");
            let id = mark.and_then(|mark| mark.get_attribute("data-mark")).and_then(|id| MarkId::parse(&id));
            if id.is_some() {
                selected.set(id);
            }
        }
    };
    let onclick = {
        let select = select.clone();
        Callback::from(move |event: MouseEvent| select(&event))
    };
    let onkeydown = {
        let article = article.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(mark) = dom::closest(&event, "mark[data-mark]") else { return };
            let step = match event.code().as_str() {
                "Enter" | "NumpadEnter" | "Space" => {
                    event.prevent_default();
                    return select(&event);
                }
                "ArrowRight" | "ArrowDown" => 1,
                "ArrowLeft" | "ArrowUp" => -1,
                _ => return,
            };
            event.prevent_default();
            if let Some(article) = article.cast::<web_sys::Element>() {
                // At either end there is nowhere to go.
                let _ = dom::move_focus(&article, "mark[data-mark]", &mark, step);
            }
        })
    };
    let close = {
        let selected = selected.clone();
        Callback::from(move |()| selected.set(None))
    };
    let go = {
        let (turned, at) = (turned.clone(), *at);
        Callback::from(move |page| {
            turned.set(Some((at, page)));
            dom::scroll_to_top();
        })
    };

    let hidden: Rc<[Kind]> = app.state.hidden.as_slice().into();
    let pieces = open.pages.get(page).map(|page| page.pieces.as_slice()).unwrap_or_default();
    // A heading that opens the text is its title.
    let (title, pieces) = match pieces.split_first() {
        Some((first, rest)) if page == 0 && lesson.document.blocks[first.block].kind == BlockKind::Heading => {
            (Some(*first), rest)
        }
        _ => (None, pieces),
    };
    let pager = html! { <Pager {page} pages={open.pages.len()} {go} {words} /> };
    html! {
        <article class="reader" ref={article} {onclick} {onkeydown} data-view="reader"
            data-facts={lesson.facts.len().to_string()} data-figures={lesson.mentions.quantities.len().to_string()}
            data-times={lesson.mentions.times.len().to_string()} data-charts={lesson.charts.len().to_string()}
            data-cards={lesson.cards.len().to_string()}>
            if let Some(piece) = title {
                <Block key={piece.span.start} open={open.clone()} {piece} hidden={hidden.clone()} {found} {words} is_title=true />
            } else {
                <h1 lang={open.lang()}>{ lesson.document.title.clone() }</h1>
            }
            { counts(open, words) }
            { cautions(open, words) }
            if !lesson.facts.is_empty() || !lesson.mentions.times.is_empty() {
                <div class="legend" role="group" aria-label={words.marks} title={words.marks_help}>
                    { for Kind::ALL.into_iter().filter(|kind| kind.count(&lesson.mentions) > 0).map(|kind| html! {
                        <button aria-pressed={(!hidden.contains(&kind)).to_string()} data-kind={kind.class()}
                            onclick={app.on(move |_: MouseEvent| Action::Toggle(kind))}>
                            <span class={classes!("sample", kind.class())}>{ (words.kind)(kind) }</span>
                        </button>
                    }) }
                </div>
            }
            { pager.clone() }
            { for pieces.iter().map(|&piece| html! {
                <Block key={piece.span.start} open={open.clone()} {piece} hidden={hidden.clone()} {found} {words} />
            }) }
            { pager }
            if let Some(mark) = *selected {
                <MarkDialog open={open.clone()} {mark} {close} {words} />
            }
        </article>
    }
}

/// What is known of the text, and what of it is in doubt.
fn counts(open: &OpenRef, words: &'static Words) -> Html {
    let lesson = &open.lesson;
    let mut parts = vec![(words.words)(open.words)];
    for (count, word) in [
        (lesson.mentions.quantities.len(), words.figures),
        (lesson.mentions.times.len(), words.times),
        (lesson.charts.len(), words.charts),
    ] {
        if count > 0 {
            parts.push(word(count));
        }
    }
    let doubtful = lesson.facts.iter().filter(|fact| fact.doubt.is_some()).count();
    let is_complete = lesson.mentions.skipped.iter().all(|skipped| skipped.reason != SkipReason::Unread);
    let mut coverage = Vec::new();
    if is_complete && !lesson.mentions.quantities.is_empty() {
        coverage.push(words.all_accounted.to_owned());
    }
    if doubtful > 0 {
        coverage.push((words.in_doubt)(doubtful));
    }
    html! {
        <p class="meta">
            { parts.join(" · ") }
            if !coverage.is_empty() {
                { " · " }<a href={Route::lesson(&open.id, View::Facts).hash()}>{ coverage.join(", ") }</a>
            }
        </p>
    }
}

/// What the reader has to know about how the text was read.
fn cautions(open: &OpenRef, words: &'static Words) -> Html {
    let mut cautions = Vec::new();
    for warning in &open.warnings {
        if let Warning::Replaced(bytes) = warning {
            cautions.push((words.replaced)(*bytes));
        }
    }
    if open.lesson.document.language == Language::Unknown {
        cautions.push(words.not_russian.to_owned());
    } else if open.lesson.facts.is_empty() && open.lesson.mentions.times.is_empty() {
        cautions.push(words.no_facts.to_owned());
    }
    cautions.into_iter().map(|caution| html! { <p class="caution" role="note">{ caution }</p> }).collect()
}
