//! A card while it is asked: what there is to type, to move, to draw or to choose.

use web_sys::{InputEvent, KeyboardEvent, PointerEvent, SubmitEvent};
use yew::prelude::*;

use super::source_lang;
use crate::app::judge::{self, SURE};
use crate::app::study::{Draft, Stroke};
use crate::app::{Action, Open, StudyAct};
use crate::card::{Card, CardKind, Piece};
use crate::ui::dom;
use crate::ui::hooks::App;
use crate::ui::words::Words;

/// The form that an answer is handed in with.
pub const FORM: &str = "answer-form";
/// The button that hands it in.
pub const SUBMIT: &str = "submit";
/// The field that is typed into first.
pub const FIELD: &str = "answer-field";

/// The prompt with its blank, which is as wide whatever it hides.
pub fn prompt(card: &Card, words: &Words) -> Html {
    with_blank(card, &html! { <span class="blank"><span class="unseen">{ words.blank }</span></span> })
}

/// The prompt with something in its blank.
pub fn with_blank(card: &Card, blank: &Html) -> Html {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => html! { { text.clone() } },
        Piece::Blank => blank.clone(),
    };
    card.prompt.iter().map(piece).collect()
}

fn field(app: &App, id: &'static str, value: &str, label: &'static str, stroke: fn(String) -> Stroke) -> Html {
    html! {
        <input type="text" {id} value={value.to_owned()} aria-label={label} autocomplete="off" autocapitalize="off"
            spellcheck="false" oninput={app.on(move |event: InputEvent| Action::Study(StudyAct::Draw(stroke(dom::value_of(&event)))))} />
    }
}

/// What is asked, with all that the answer is given with.
pub fn asking(app: &App, open: &Open, card: &Card, draft: &Draft) -> Html {
    let words = app.words;
    let lang = source_lang(open);
    let has_blank = card.prompt.contains(&Piece::Blank);
    let typed = || field(app, FIELD, &draft.typed, words.your_answer, Stroke::Typed);
    let (in_blank, below) = match card.kind {
        CardKind::Typed if has_blank => (Some(typed()), Html::default()),
        CardKind::Typed => (None, html! { <p class="field">{ typed() }</p> }),
        CardKind::Estimate => (None, range(app, draft)),
        CardKind::Ordering => (None, ordering(app, open, card, draft)),
        CardKind::Share => (None, share(app, draft)),
        _ => (None, Html::default()),
    };
    let (asked, written) = (card.clone(), draft.clone());
    let onsubmit = app.on(move |event: SubmitEvent| {
        event.prevent_default();
        Action::Study(StudyAct::Submit { given: judge::given(&asked, &written), now: dom::now() })
    });
    html! {
        <form id={FORM} {onsubmit}>
            <p class="prompt" {lang} data-card={card.id.0.clone()}>
                { in_blank.map_or_else(|| prompt(card, words), |field| with_blank(card, &field)) }
            </p>
            { below }
        </form>
    }
}

fn range(app: &App, draft: &Draft) -> Html {
    let words = app.words;
    html! {
        <div class="range">
            <label>{ words.from }{ " " }{ field(app, FIELD, &draft.from, words.from, Stroke::From) }</label>
            <label>{ words.to }{ " " }{ field(app, "answer-to", &draft.to, words.to, Stroke::To) }</label>
            <div class="sure" role="group" aria-label={words.how_sure}>
                <span>{ words.how_sure }</span>
                { for SURE.into_iter().map(|sure| html! {
                    <button type="button" aria-pressed={(draft.sure == sure).to_string()} data-sure={sure.to_string()}
                        onclick={app.click(move || Action::Study(StudyAct::Draw(Stroke::Sure(sure))))}>{ sure }{ "\u{a0}%" }</button>
                }) }
            </div>
            <p role="status" class="soft">{ if draft.is_unread { words.range_unread } else { "" } }</p>
        </div>
    }
}

fn ordering(app: &App, open: &Open, card: &Card, draft: &Draft) -> Html {
    let words = app.words;
    let order = &draft.order;
    let text = |item: usize| card.options.get(item).map(|option| option.text.clone()).unwrap_or_default();
    let place = |event: &Event| -> Option<usize> {
        dom::closest(event, "[data-place]")?.get_attribute("data-place")?.parse().ok()
    };
    let hold = {
        let (dispatch, order) = (app.dispatch.clone(), order.clone());
        move |event: PointerEvent| {
            if dom::closest(&event, "button").is_none() {
                // A finger holds what it went down on; here it is to tell what it is over.
                dom::release_pointer(&event);
                dispatch.send(Action::Study(StudyAct::Draw(Stroke::Hold(
                    place(&event).and_then(|place| order.get(place)).copied(),
                ))));
            }
        }
    };
    let drag = {
        let (dispatch, order, held) = (app.dispatch.clone(), order.clone(), draft.held);
        move |event: PointerEvent| {
            let from = held.and_then(|held| order.iter().position(|item| *item == held));
            match (from, place(&event)) {
                (Some(_), _) if event.buttons() == 0 => {
                    dispatch.send(Action::Study(StudyAct::Draw(Stroke::Hold(None))))
                }
                (Some(from), Some(to)) if from != to => {
                    dispatch.send(Action::Study(StudyAct::Draw(Stroke::Move { from, to })))
                }
                _ => {}
            }
        }
    };
    let let_go = app.on(|_: PointerEvent| Action::Study(StudyAct::Draw(Stroke::Hold(None))));
    let moved = draft.moved.and_then(|item| Some((item, order.iter().position(|known| *known == item)?)));
    html! {
        <>
            <p class="soft">{ words.order_help }</p>
            <ol class="ordering" onpointerdown={hold} onpointermove={drag} onpointerup={let_go.clone()}
                onpointercancel={let_go}>
                { for order.iter().enumerate().map(|(place, &item)| {
                    let to = |place: usize, to: Option<usize>| {
                        app.click(move || Action::Study(StudyAct::Draw(Stroke::Move { from: place, to: to.unwrap_or(place) })))
                    };
                    let (up, down) = (place.checked_sub(1), Some(place + 1).filter(|down| *down < order.len()));
                    let dispatch = app.dispatch.clone();
                    let onkeydown = move |event: KeyboardEvent| {
                        let to = match event.code().as_str() {
                            "ArrowUp" => up,
                            "ArrowDown" => down,
                            _ => return,
                        };
                        event.prevent_default();
                        if let Some(to) = to {
                            dispatch.send(Action::Study(StudyAct::Draw(Stroke::Move { from: place, to })));
                        }
                    };
                    html! {
                        <li key={item} id={format!("item-{item}")} tabindex="0" data-place={place.to_string()}
                            class={(draft.held == Some(item)).then_some("held")} {onkeydown}>
                            <span lang={source_lang(open)}>{ text(item) }</span>
                            <button type="button" disabled={up.is_none()} aria-label={(words.move_up)(&text(item))}
                                onclick={to(place, up)}>{ "↑" }</button>
                            <button type="button" disabled={down.is_none()} aria-label={(words.move_down)(&text(item))}
                                onclick={to(place, down)}>{ "↓" }</button>
                        </li>
                    }
                }) }
            </ol>
            <p role="status" class="unseen">
                { moved.map(|(item, place)| (words.moved)(&text(item), place + 1, order.len())) }
            </p>
        </>
    }
}

fn share(app: &App, draft: &Draft) -> Html {
    let words = app.words;
    let slide = app.on(|event: InputEvent| {
        Action::Study(StudyAct::Draw(Stroke::Share(dom::value_of(&event).parse().unwrap_or(0))))
    });
    // A slider hands nothing in by itself.
    let onkeydown = |event: KeyboardEvent| {
        if matches!(event.code().as_str(), "Enter" | "NumpadEnter") {
            event.prevent_default();
            dom::press(SUBMIT);
        }
    };
    html! {
        <div class="share">
            <output>{ draft.share }{ "\u{a0}%" }</output>
            <div class="part">
                { part_of_whole(f64::from(draft.share)) }
                <input type="range" id={FIELD} min="0" max="100" value={draft.share.to_string()}
                    aria-label={words.your_share} oninput={slide.clone()} {onkeydown} />
            </div>
            // A number is as good as a slide.
            <input type="number" id="share-number" min="0" max="100" inputmode="numeric" value={draft.share.to_string()}
                aria-label={words.your_share} oninput={slide} />
        </div>
    }
}

/// A share of a whole as a bar.
pub fn part_of_whole(percent: f64) -> Html {
    html! {
        <svg class="chart" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="rest" width="100" height="8" />
            <rect class="barmark" width={crate::chart::svg::pixels(percent)} height="8" />
        </svg>
    }
}
