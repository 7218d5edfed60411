use yew::prelude::*;

use crate::app::hidden::Hidden;
use crate::app::{Action, Kind, MarkId, Open, Page, Route, View};
use crate::document::{BlockKind, Language};
use crate::extract::SkipReason;
use crate::ingest::Warning;
use crate::ui::components::{Drawn, block, goes_on, mark_dialog, pager, source_lang, title as title_of};
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
                "Home" | "End" => {
                    event.prevent_default();
                    if let Some(reader) = dom::by_id(READER) {
                        let _ = dom::focus_end(&reader, MARK, event.code() == "End");
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            match step {
                0 => dispatch.send(Action::Select(Some(mark))),
                // At either end of a page it goes on to another one, where there is one.
                step if move_on(&event, step).is_none() => dispatch.send(Action::Walk { is_forward: step > 0 }),
                _ => {}
            }
        }
    };
    // On paper there is all of it.
    let shown = if state.is_printing { 0..open.pages.len() } else { page..page + 1 };
    let pages = open.pages.get(shown.clone()).unwrap_or_default();
    // A heading that opens the text is its title.
    let entry = state.entry().map(|(_, entry)| entry);
    let introduction = entry.and_then(|entry| entry.work.arranged.introduction.as_deref());
    let left_out = entry.map(|entry| Hidden::of(open, entry)).unwrap_or_default();
    let title = pages.first().and_then(|page| page.pieces.first());
    let title = title.filter(|first| {
        shown.start == 0
            && lesson.document.blocks.get(first.block).is_some_and(|block| block.kind == BlockKind::Heading)
    });
    let drawn = Drawn { open, hidden: &state.hidden, found, left_out: &left_out, gap: words.left_out };
    let pager = pager(app, page, open.pages.len());
    let runs = |at: usize, page: &Page| -> Html {
        let pieces = page.pieces.get(usize::from(at == 0 && title.is_some())..).unwrap_or_default();
        let runs = pieces.chunk_by(|before, piece| goes_on(open, *before, *piece));
        runs.map(|run| block(app, drawn, run)).collect()
    };
    html! {
        <article class="reader" id={READER} {onclick} {onkeydown} data-view="reader"
            data-facts={lesson.facts.len().to_string()} data-figures={lesson.mentions.quantities.len().to_string()}
            data-times={lesson.mentions.times.len().to_string()} data-charts={lesson.charts.len().to_string()}
            data-cards={lesson.cards.len().to_string()} data-with-dictionary={open.with_dictionary.to_string()}>
            if let Some(piece) = title {
                { title_of(drawn, *piece) }
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
            { for pages.iter().enumerate().map(|(at, page)| runs(at, page)) }
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
