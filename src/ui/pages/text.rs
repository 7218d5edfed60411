use yew::prelude::*;

use crate::app::hidden::Hidden;
use crate::app::{Action, Kind, MarkId, Open, Route, View};
use crate::document::{BlockKind, Language};
use crate::extract::SkipReason;
use crate::ingest::Warning;
use crate::ui::components::{block, mark_dialog, pager, source_lang};
use crate::ui::dom;
use crate::ui::hooks::App;
use crate::ui::later::{Part, later, quiet};
use crate::ui::words::Words;

/// What can be pressed in the text.
pub const MARK: &str = "mark[data-mark]";
/// The text on screen.
pub const READER: &str = "reader";

/// The text with its marks, and in the margin the charts of each paragraph.
pub fn text(app: &App, open: &Open) -> Html {
    let (state, words) = (&app.state, app.words);
    let lesson = &open.lesson;
    let (page, found) = (state.text_page(), state.found());
    let onclick = {
        let dispatch = app.dispatch.clone();
        move |event: MouseEvent| {
            if let Some(mark) = mark_under(&event) {
                dispatch.send(Action::Select(Some(mark)));
            }
        }
    };
    let onkeydown = {
        let dispatch = app.dispatch.clone();
        move |event: KeyboardEvent| {
            let Some(mark) = mark_under(&event) else { return };
            let step = match event.code().as_str() {
                "Enter" | "NumpadEnter" | "Space" => 0,
                "ArrowRight" | "ArrowDown" => 1,
                "ArrowLeft" | "ArrowUp" => -1,
                _ => return,
            };
            event.prevent_default();
            match step {
                0 => dispatch.send(Action::Select(Some(mark))),
                // At either end there is nowhere to go.
                step => drop(move_on(&event, step)),
            }
        }
    };
    let pieces = open.pages.get(page).map(|page| page.pieces.as_slice()).unwrap_or_default();
    // A heading that opens the text is its title.
    let (title, pieces) = match pieces.split_first() {
        Some((first, rest)) if page == 0 && lesson.document.blocks[first.block].kind == BlockKind::Heading => {
            (Some(*first), rest)
        }
        _ => (None, pieces),
    };
    let entry = state.entry().map(|(_, entry)| entry);
    let introduction = entry.and_then(|entry| entry.work.arranged.introduction.as_deref());
    let left_out = entry.map(|entry| Hidden::of(open, entry)).unwrap_or_default();
    let pager = pager(app, page, open.pages.len());
    html! {
        <article class="reader" id={READER} {onclick} {onkeydown} data-view="reader"
            data-facts={lesson.facts.len().to_string()} data-figures={lesson.mentions.quantities.len().to_string()}
            data-times={lesson.mentions.times.len().to_string()} data-charts={lesson.charts.len().to_string()}
            data-cards={lesson.cards.len().to_string()} data-with-dictionary={open.with_dictionary.to_string()}>
            if let Some(piece) = title {
                { block(app, open, piece, &left_out, found, true) }
            } else {
                <h1 lang={source_lang(open)}>{ lesson.document.title.clone() }</h1>
            }
            if let Some(introduction) = introduction.filter(|_| page == 0) {
                { quiet(app, Part::Introduction(introduction)) }
            }
            { counts(open, words) }
            { cautions(open, words) }
            { lost(app, open) }
            if !lesson.facts.is_empty() || !lesson.mentions.times.is_empty() {
                <div class="legend" role="group" aria-label={words.marks} title={words.marks_help}>
                    { for Kind::ALL.into_iter().filter(|kind| kind.count(&lesson.mentions) > 0).map(|kind| html! {
                        <button aria-pressed={(!state.hidden.contains(&kind)).to_string()} data-kind={kind.class()}
                            onclick={app.click(move || Action::Toggle(kind))}>
                            <span class={classes!("sample", kind.class())}>{ (words.kind)(kind) }</span>
                        </button>
                    }) }
                </div>
            }
            { quiet(app, Part::Tools(open)) }
            { pager.clone() }
            { for pieces.iter().map(|&piece| block(app, open, piece, &left_out, found, false)) }
            { pager }
            if let Some(mark) = state.selected {
                { mark_dialog(app, open, mark) }
            }
        </article>
    }
}

fn mark_under(event: &Event) -> Option<MarkId> {
    MarkId::parse(&dom::closest(event, MARK)?.get_attribute("data-mark")?)
}

/// Moves the focus to another mark.
fn move_on(event: &Event, step: i32) -> Option<()> {
    dom::move_focus(&*dom::by_id(READER)?, MARK, &*dom::closest(event, MARK)?, step)
}

/// What is known of the text, and what of it is in doubt.
fn counts(open: &Open, words: &Words) -> Html {
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
fn cautions(open: &Open, words: &Words) -> Html {
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

/// What of a damaged file is missing in its text.
fn lost(app: &App, open: &Open) -> Html {
    let has_lost = open.warnings.iter().any(|warning| matches!(warning, Warning::Lost(..)));
    if has_lost { later(app, Part::Lost(&open.warnings)) } else { Html::default() }
}
