//! A chart that is guessed before it is shown, and then the truth over the guess.

use std::rc::Rc;

use web_sys::{Element, KeyboardEvent, PointerEvent, SubmitEvent};
use yew::prelude::*;

use super::chart::{answer, drawing, puzzle, shape, source, table};
use super::{evidence_quote, source_lang};
use crate::app::cards::chart_card;
use crate::app::charts::arranged;
use crate::app::{Action, GuessAct, Guessing, Open};
use crate::card::{Card, Proof};
use crate::chart::guess::{self, Puzzle, Said};
use crate::chart::sketch::{self, Sketch};
use crate::chart::svg::pixels;
use crate::chart::{ChartSpec, Layout};
use crate::deck::ChartGuess;
use crate::fact::FactId;
use crate::span::Span;
use crate::ui::dom;
use crate::ui::hooks::App;
use crate::ui::words::Words;

/// The button that hands the guesses in.
const TELL: &str = "tell";
/// Proofs beside a chart; more than that are led to from its table.
const PROOFS: usize = 4;

/// What is to be said of a chart, or how that compares; with the way back.
pub fn guess_plate(app: &App, open: &Open, spec: &ChartSpec, guessing: &Guessing) -> Html {
    guessed(app, open, spec, guessing, false)
}

/// A chart that is a card: it is drawn, and then shown.
pub fn guess_card(app: &App, open: &Open, card: &Card, is_answered: bool) -> Html {
    let charts = app.state.entry().map(|(_, entry)| arranged(open, entry)).unwrap_or_default();
    let Some(spec) = charts.iter().find(|chart| chart_card(&chart.id) == card.id) else {
        return Html::default();
    };
    let begun = app.state.guessing.as_ref().filter(|guessing| guessing.puzzle.chart == spec.id);
    match begun.filter(|begun| begun.outcome.is_some() == is_answered) {
        Some(guessing) => guessed(app, open, spec, guessing, true),
        // The answer was not known.
        None if is_answered => html! {
            <>
                <p class="prompt" lang={source_lang(open)} data-card={card.id.0.clone()}>{ spec.title.clone() }</p>
                { answer(open, spec, app) }
                <p class="why">{ app.words.charts().why_so }</p>
                { proofs(open, spec, app.words) }
            </>
        },
        None => match puzzle(app, spec) {
            Some(puzzle) => guessed(app, open, spec, &Guessing::of(Rc::new(puzzle)), true),
            // A later version may find that it tells itself.
            None => answer(open, spec, app),
        },
    }
}

fn guessed(app: &App, open: &Open, spec: &ChartSpec, guessing: &Guessing, is_card: bool) -> Html {
    let lang = source_lang(open);
    let puzzle = &guessing.puzzle;
    let under = [puzzle.unit.as_str(), &puzzle.scope].into_iter().filter(|part| !part.is_empty() && *part != "%");
    let under = under.collect::<Vec<_>>().join(" · ");
    let phase = if guessing.outcome.is_some() { "told" } else { "asking" };
    html! {
        <figure class={classes!("guessed", (!is_card).then_some("plate"))} data-guess={puzzle.chart.0.clone()} data-guess-phase={phase}>
            if is_card {
                <p class="prompt" {lang} data-card={chart_card(&spec.id).0}>{ puzzle.title.clone() }</p>
            } else {
                <h2 {lang}>{ puzzle.title.clone() }</h2>
            }
            if !under.is_empty() {
                <p class="unit" {lang}>{ under }</p>
            }
            if guessing.outcome.is_some() {
                { told(app, open, spec, guessing, is_card) }
            } else {
                { asking(app, open, spec, guessing, is_card) }
            }
        </figure>
    }
}

fn layout(app: &App) -> Layout {
    Layout::wide(if app.state.is_narrow { 280.0 } else { 560.0 })
}

fn asking(app: &App, open: &Open, spec: &ChartSpec, guessing: &Guessing, is_card: bool) -> Html {
    let words = app.words;
    let drawn = sketch::sketch(&guessing.puzzle, &guessing.values, None, &layout(app));
    let is_ready = guessing.guesses().is_some();
    let onsubmit = {
        let (dispatch, spec, guesses) = (app.dispatch.clone(), spec.clone(), guessing.guesses());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(guesses) = &guesses else { return };
            let judged = guess::judge(&spec, guesses);
            let kept = guess::record(&spec, &judged);
            let kept = kept.into_iter().map(|(fact, value, truth, right)| ChartGuess { fact, value, truth, right });
            let act = GuessAct::Tell { judged: judged.into(), guesses: kept.collect(), now: dom::now() };
            dispatch.send(Action::Guess(act));
        }
    };
    let help = if guessing.puzzle.is_upright() { words.charts().draw_line } else { words.charts().drag_bars };
    html! {
        <form {onsubmit}>
            <p class="soft">{ help }</p>
            { board(app, open, guessing, &drawn) }
            <div class="fields">
                { for drawn.handles.iter().map(|handle| field(app, open, guessing, handle.slot)) }
            </div>
            <div class="row">
                <button class="cta" id={TELL} type="submit" disabled={!is_ready || guessing.is_saving}>{ words.charts().tell }</button>
                if !is_card {
                    <button class="plain" id="end-guess" type="button" onclick={app.click(|| Action::Guess(GuessAct::End))}>{ words.charts().not_now }</button>
                }
            </div>
        </form>
    }
}

/// The drawing that is drawn in: by a pointer anywhere in it, by keys on its handles.
fn board(app: &App, open: &Open, guessing: &Guessing, drawn: &Sketch) -> Html {
    let (width, height) = (drawn.scene.width, drawn.scene.height);
    let (wide, high) = (pixels(width), pixels(height));
    let draw = {
        let (dispatch, sketch, puzzle) = (app.dispatch.clone(), drawn.clone(), guessing.puzzle.clone());
        move |event: &PointerEvent| {
            let place = dom::element_around(event, "svg").and_then(|board| place_in(&board, event, (width, height)));
            if let Some((slot, value)) = place.and_then(|(x, y)| sketch.at(x, y)) {
                dispatch.send(Action::Guess(GuessAct::Draw {
                    puzzle: puzzle.clone(),
                    slot,
                    value: puzzle.rounded(value),
                }));
            }
        }
    };
    let onpointermove = {
        let draw = draw.clone();
        move |event: PointerEvent| {
            if event.buttons() & 1 == 1 {
                draw(&event);
            }
        }
    };
    let onpointerdown = move |event: PointerEvent| {
        if event.button() == 0 {
            dom::hold_pointer(&event);
            draw(&event);
        }
    };
    let class = classes!(
        "chart",
        "sketch",
        (!app.state.is_narrow).then_some("large"),
        guessing.puzzle.is_upright().then_some("upright")
    );
    html! {
        <svg {class} viewBox={format!("0 0 {wide} {high}")} width={wide.clone()} height={high.clone()} role="group"
            aria-label={guessing.puzzle.title.clone()} {onpointerdown} {onpointermove}>
            { for drawn.scene.marks.iter().map(shape) }
            { for drawn.handles.iter().map(|handle| slider(app, open, guessing, handle)) }
        </svg>
    }
}

/// What the keys move.
fn slider(app: &App, open: &Open, guessing: &Guessing, handle: &sketch::Handle) -> Html {
    let puzzle = &guessing.puzzle;
    let slot = handle.slot;
    let value = guessing.values.get(slot).copied().flatten();
    let axis = puzzle.axis_for(guessing.values.iter().copied().flatten());
    let middle = if puzzle.is_upright() { axis.least.midpoint(axis.most) } else { 0.0 };
    let onkeydown = {
        let (dispatch, puzzle) = (app.dispatch.clone(), puzzle.clone());
        move |event: KeyboardEvent| {
            let steps = match event.code().as_str() {
                "ArrowUp" | "ArrowRight" => 1.0,
                "ArrowDown" | "ArrowLeft" => -1.0,
                "PageUp" => 10.0,
                "PageDown" => -10.0,
                "Home" => f64::NEG_INFINITY,
                "End" => f64::INFINITY,
                "Enter" | "NumpadEnter" => {
                    event.prevent_default();
                    return dom::press(TELL);
                }
                _ => return,
            };
            event.prevent_default();
            let to = match steps {
                f64::NEG_INFINITY => axis.least,
                f64::INFINITY => axis.most,
                steps => value.unwrap_or(middle) + steps * puzzle.step(),
            };
            dispatch.send(Action::Guess(GuessAct::Draw { puzzle: puzzle.clone(), slot, value: puzzle.rounded(to) }));
        }
    };
    let said = value.map_or_else(|| app.words.charts().not_guessed.to_owned(), |value| sketch::written(puzzle, value));
    html! {
        <g class="slider" role="slider" tabindex="0" data-slot={slot.to_string()} lang={source_lang(open)}
            aria-label={puzzle.slots[slot].label.clone()} aria-valuemin={axis.least.to_string()} aria-valuemax={axis.most.to_string()}
            aria-valuenow={value.unwrap_or(middle).to_string()} aria-valuetext={said}
            aria-orientation={if puzzle.is_upright() { "vertical" } else { "horizontal" }} {onkeydown}>
            <circle class="reach" cx={pixels(handle.x)} cy={pixels(handle.y)} r="20" />
        </g>
    }
}

/// A number is as good as a line.
fn field(app: &App, open: &Open, guessing: &Guessing, slot: usize) -> Html {
    let puzzle = guessing.puzzle.clone();
    let value = guessing.values.get(slot).copied().flatten();
    let shown = value.map(|value| sketch::written(&puzzle, value)).unwrap_or_default();
    let label = puzzle.slots[slot].label.clone();
    let onchange = app.on(move |event: Event| {
        let typed = sketch::read(&dom::value_of(&event)).and_then(|value| puzzle.within(value));
        Action::Guess(GuessAct::Draw { puzzle: puzzle.clone(), slot, value: typed })
    });
    html! {
        <label>
            <span lang={source_lang(open)}>{ label }</span>
            <input type="text" inputmode="decimal" autocomplete="off" data-field={slot.to_string()} value={shown} {onchange} />
        </label>
    }
}

/// Where in a drawing of that size the event is.
fn place_in(board: &Element, event: &PointerEvent, (width, height): (f64, f64)) -> Option<(f64, f64)> {
    let area = board.get_bounding_client_rect();
    let (x, y) = (event.client_x() - area.left(), event.client_y() - area.top());
    (area.width() > 0.0 && area.height() > 0.0).then(|| (x / area.width() * width, y / area.height() * height))
}

/// The truth over the guess, the difference in words, a question why, the evidence.
fn told(app: &App, open: &Open, spec: &ChartSpec, guessing: &Guessing, is_card: bool) -> Html {
    let words = app.words;
    let puzzle = &guessing.puzzle;
    let drawn = sketch::sketch(puzzle, &guessing.values, Some(spec), &layout(app));
    let class = if app.state.is_narrow { "chart sketch told" } else { "chart large sketch told" };
    let rows = crate::chart::table::table(spec);
    html! {
        <>
            { drawing(open, spec, &drawn.scene, &rows, class) }
            <p class="key" aria-hidden="true"><span class="of-guess">{ words.charts().your_guess }</span><span class="of-text">{ words.charts().the_text }</span></p>
            <div class="verdict">{ verdicts(app, open, spec, guessing, Some("verdicts")) }</div>
            <p class="why">{ words.charts().why_so }</p>
            { proofs(open, spec, words) }
            <details>
                <summary>{ words.charts().table }</summary>
                { table(open, spec, &rows, words) }
            </details>
            { source(open, spec, words) }
            if !is_card {
                <div class="row">
                    <button class="cta" id="end-guess" type="button" onclick={app.click(|| Action::Guess(GuessAct::End))}>{ words.charts().to_charts }</button>
                    <button class="plain" id="guess-again" type="button" onclick={begin(app, puzzle.clone())}>{ words.try_again }</button>
                </div>
            }
        </>
    }
}

/// How far off each guess was.
fn verdicts(app: &App, open: &Open, spec: &ChartSpec, guessing: &Guessing, class: Option<&'static str>) -> Html {
    let (words, lang) = (app.words, source_lang(open));
    let judged = guessing.outcome.as_deref().unwrap_or_default();
    let rows = crate::chart::table::table(spec);
    html! {
        <ul {class}>
            { for judged.iter().filter_map(|judged| {
                let (label, figure) = rows.get(judged.guess.row)?;
                let said = guess::said(judged.off);
                let class = if said == Said::Right { "right" } else { "" };
                let both = (words.charts().guess_and_truth)(&sketch::written(&guessing.puzzle, judged.guess.value), figure);
                Some(html! {
                    <li {class}>
                        <span {lang}>{ label.clone() }</span>{ ": " }
                        <b>{ (words.charts().off)(&said) }</b>{ " " }
                        <small>{ both }</small>
                    </li>
                })
            }) }
        </ul>
    }
}

/// What is said aloud when a guess has been judged; until then, nothing.
pub fn guess_announced(app: &App, open: &Open) -> Html {
    let Some((_, entry)) = app.state.entry() else { return Html::default() };
    let guessing = app.state.guessing.as_ref().filter(|guessing| guessing.outcome.is_some());
    let Some(guessing) = guessing else { return Html::default() };
    let charts = arranged(open, entry);
    let spec = charts.iter().find(|spec| spec.id == guessing.puzzle.chart);
    spec.map(|spec| verdicts(app, open, spec, guessing, None)).unwrap_or_default()
}

/// The sentences of the figures, each once.
fn proofs(open: &Open, spec: &ChartSpec, words: &Words) -> Html {
    let of = |id: &FactId| open.lesson.facts.iter().find(|fact| fact.id == *id);
    let mut seen: Vec<Span> = Vec::new();
    let mut proofs = Vec::new();
    for fact in spec.rows.iter().filter_map(|row| of(&row.fact)) {
        let sentence = fact.evidence.span;
        if !seen.contains(&sentence) && seen.len() < PROOFS {
            seen.push(sentence);
            proofs.push(evidence_quote(open, Proof { sentence, answer: fact.span }, words));
        }
    }
    proofs.into_iter().collect()
}

/// Begins with a puzzle, at a click.
pub fn begin(app: &App, puzzle: Rc<Puzzle>) -> Callback<MouseEvent> {
    app.click(move || Action::Guess(GuessAct::Begin(puzzle.clone())))
}
