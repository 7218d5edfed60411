use std::borrow::Cow;
use std::rc::Rc;

use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::{begin, doors_before, export, source_lang};
use crate::app::cards::chart_card;
use crate::app::charts::{beside, shown};
use crate::app::{self, Action, CardChange, Open, Route};
use crate::card::CardKind;
use crate::chart::guess::{Door, Puzzle};
use crate::chart::scene::{Mark, Scene, Shape, subtitle};
use crate::chart::svg::{path, pixels};
use crate::chart::target::Piece;
use crate::chart::{ChartSpec, Drawn, Form};
use crate::fact::FactId;
use crate::ui::dom;
use crate::ui::hooks::App;
use crate::ui::words::Words;

/// The drawings of a chart: the worker has sent them, unless somebody has made it here.
fn drawn<'a>(open: &'a Open, spec: &ChartSpec) -> Cow<'a, Drawn> {
    let at = open.lesson.charts.iter().position(|chart| chart.id == spec.id);
    match at.and_then(|at| open.lesson.drawings.get(at)) {
        Some(drawn) => Cow::Borrowed(drawn),
        None => Cow::Owned(Drawn::of(spec)),
    }
}

/// The charts beside their paragraph: those that the text has made, and those that somebody has. What is closed on the page of
/// the charts is closed here too.
pub fn charts_in_margin(app: &App, open: &Open, piece: app::Piece) -> Html {
    let Some((_, entry)) = app.state.entry() else { return Html::default() };
    let charts = shown(open, entry);
    let is_here = beside(open, piece);
    if !charts.iter().any(|chart| is_here(chart)) {
        return Html::default();
    }
    let doors = doors_before(app, entry, &charts);
    let here = charts.iter().zip(doors.iter()).filter(|(chart, _)| is_here(chart));
    here.map(|(chart, door)| chart_beside(app, open, chart, *door)).collect()
}

/// A small chart beside words, as open as its door.
pub fn chart_beside(app: &App, open: &Open, spec: &ChartSpec, door: Door) -> Html {
    match door {
        Door::Open => in_margin(open, spec),
        door => closed_in_margin(app, open, spec, door),
    }
}

/// A chart beside its paragraph that is not shown yet: what can be guessed of it, and the way there.
fn closed_in_margin(app: &App, open: &Open, spec: &ChartSpec, door: Door) -> Html {
    let words = app.words;
    let puzzle = puzzle(app, spec).filter(|_| door == Door::ToGuess).map(Rc::new);
    html! {
        <figure class="margin closed" data-closed={spec.id.0.clone()}>
            if let Some(puzzle) = puzzle {
                <b lang={source_lang(open)}>{ puzzle.title.clone() }</b>
                if !puzzle.scope.is_empty() {
                    <span class="unit" lang={source_lang(open)}>{ puzzle.scope.clone() }</span>
                }
                <button class="plain" data-do="guess" onclick={begin(app, puzzle)}>{ words.charts().guess_it }</button>
            } else {
                <p class="soft">{ words.charts().closed_chart }</p>
            }
        </figure>
    }
}

fn in_margin(open: &Open, spec: &ChartSpec) -> Html {
    let drawn = drawn(open, spec);
    html! {
        <figure class="margin" lang={source_lang(open)}>
            <b>{ spec.title.clone() }</b>
            if !subtitle(spec).is_empty() {
                <span class="unit">{ subtitle(spec) }</span>
            }
            { drawing(open, spec, &drawn.margin, &drawn.table, "chart") }
        </figure>
    }
}

/// A chart with all that belongs to it: its reading, its table, the way to its words.
pub fn chart_plate(app: &App, open: &Open, spec: &ChartSpec) -> Html {
    let words = app.words;
    let lang = source_lang(open);
    let drawn = drawn(open, spec);
    let (scene, class) = if app.state.is_narrow { (&drawn.narrow, "chart") } else { (&drawn.wide, "chart large") };
    let first = spec.rows.first().and_then(|row| place(open, &row.fact));
    html! {
        <figure class="plate" key={spec.id.0.clone()} data-chart={spec.id.0.clone()}>
            <h2 {lang}>{ spec.title.clone() }</h2>
            if !subtitle(spec).is_empty() {
                <p class="unit" {lang}>{ subtitle(spec) }</p>
            }
            { drawing(open, spec, scene, &drawn.table, class) }
            <figcaption {lang}>{ spec.reading.clone() }</figcaption>
            { source(open, spec, words) }
            <div class="row">
                if let Some(at) = first {
                    <a class="cta" href={Route::sentence(&open.id, at).hash()}>{ words.show_in_text }</a>
                }
                if let Some(puzzle) = puzzle(app, spec) {
                    <button class="plain" data-do="guess" onclick={begin(app, Rc::new(puzzle))}>{ words.charts().guess_again }</button>
                    { study_button(app, spec) }
                }
                <details>
                    <summary>{ words.charts().table }</summary>
                    { table(open, spec, &drawn.table, words) }
                </details>
                { export(app, spec) }
            </div>
        </figure>
    }
}

/// What can be guessed of a chart under the title of the lesson, which could tell it.
pub fn puzzle(app: &App, spec: &ChartSpec) -> Option<Puzzle> {
    Puzzle::under(app.state.entry().map_or("", |(_, entry)| &entry.title), spec)
}

/// A chart as the answer to a question: its drawing and its reading.
pub fn answer(open: &Open, spec: &ChartSpec, app: &App) -> Html {
    let drawn = drawn(open, spec);
    let (scene, class) = if app.state.is_narrow { (&drawn.narrow, "chart") } else { (&drawn.wide, "chart large") };
    html! {
        <>
            { drawing(open, spec, scene, &drawn.table, class) }
            <p lang={source_lang(open)}>{ spec.reading.clone() }</p>
            { source(open, spec, app.words) }
        </>
    }
}

/// Where the figures are from: under whose word the text puts them, or the text's own author, title and address.
pub fn source(open: &Open, spec: &ChartSpec, words: &Words) -> Html {
    if spec.source.is_empty() {
        return Html::default();
    }
    html! {
        <p class="source">{ words.charts().source }{ " " }<cite lang={source_lang(open)}>{ spec.source.clone() }</cite></p>
    }
}

/// Puts a chart among the cards of the lesson, or takes it out again.
fn study_button(app: &App, spec: &ChartSpec) -> Html {
    let card = chart_card(&spec.id);
    let entry = app.state.entry().map(|(_, entry)| entry);
    let is_studied = entry.and_then(|entry| entry.card(&card)).is_some_and(|work| work.form == Some(CardKind::Chart));
    let form = (!is_studied).then_some(CardKind::Chart);
    let change = CardChange::Form(form);
    let onclick =
        app.on(move |_: MouseEvent| Action::Say { card: card.clone(), change: change.clone(), now: dom::now() });
    html! {
        <button class="plain" data-do="study-chart" aria-pressed={is_studied.to_string()} {onclick}>
            { if is_studied { app.words.charts().leave_chart } else { app.words.charts().study_chart } }
        </button>
    }
}

/// A chart that is not shown yet: its title, and the way to it.
pub fn closed_plate(app: &App, open: &Open, spec: &ChartSpec, door: Door) -> Html {
    let words = app.words;
    // Only what the puzzle says: anything else could tell a value.
    let puzzle = puzzle(app, spec).filter(|_| door == Door::ToGuess).map(Rc::new);
    html! {
        <figure class="plate closed" key={spec.id.0.clone()} data-closed={spec.id.0.clone()}>
            if let Some(puzzle) = puzzle {
                <h2 lang={source_lang(open)}>{ puzzle.title.clone() }</h2>
                if !puzzle.scope.is_empty() {
                    <p class="unit" lang={source_lang(open)}>{ puzzle.scope.clone() }</p>
                }
                <div class="row">
                    <button class="cta" data-do="guess" onclick={begin(app, puzzle)}>{ words.charts().guess_it }</button>
                </div>
            } else {
                <p class="soft">{ words.charts().closed_chart }</p>
            }
        </figure>
    }
}

/// The figures of a chart, each leading to its words.
pub fn table(open: &Open, spec: &ChartSpec, rows: &[(String, String)], words: &Words) -> Html {
    let is_timeline = spec.form == Form::Timeline;
    let first = if is_timeline { words.charts().when } else { words.charts().of_what };
    html! {
        <table class={classes!(is_timeline.then_some("told"))} lang={source_lang(open)}>
            <thead><tr><th scope="col" lang={words.lang}>{ first }</th><th scope="col">{ unit(spec, words) }</th></tr></thead>
            <tbody>
                { for rows.iter().cloned().zip(&spec.rows).map(|((label, figure), row)| html! {
                    <tr>
                        <th scope="row">
                            if let Some(at) = place(open, &row.fact) {
                                <a href={Route::sentence(&open.id, at).hash()}>{ label }</a>
                            } else {
                                { label }
                            }
                        </th>
                        <td>{ figure }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

/// What stands over the figures, which are in full here.
fn unit(spec: &ChartSpec, words: &Words) -> String {
    if spec.form == Form::Timeline {
        return words.charts().what_happened.to_owned();
    }
    let noun = spec.noun();
    if noun.is_empty() { words.value.to_owned() } else { noun.to_owned() }
}

/// Where the words of a fact begin.
fn place(open: &Open, fact: &FactId) -> Option<usize> {
    open.lesson.facts.iter().find(|known| known.id == *fact).map(|fact| fact.span.start)
}

/// A drawing is one tab stop; arrow keys lead from mark to mark.
pub fn drawing(open: &Open, spec: &ChartSpec, scene: &Scene, rows: &[(String, String)], class: &'static str) -> Html {
    let Scene { width, height, .. } = scene;
    // Not the drawing's own: the title may be another by now.
    let label = if spec.reading.is_empty() { spec.title.clone() } else { format!("{}: {}", spec.title, spec.reading) };
    let (width, height) = (pixels(*width), pixels(*height));
    let mut tab_stop = Some("0");
    html! {
        <svg {class} viewBox={format!("0 0 {width} {height}")} width={width.clone()} height={height.clone()} role="group"
            aria-label={label} onkeydown={walk}>
            { for scene.pieces().into_iter().map(|piece| match piece {
                Piece::Plain(mark) => shape(mark),
                Piece::Target(target) => {
                    let Some(at) = place(open, target.fact) else { return target.marks.into_iter().map(shape).collect() };
                    let row = spec.rows.iter().position(|row| row.fact == *target.fact).and_then(|row| rows.get(row));
                    let label = row.map(|(label, figure)| format!("{label}: {figure}"));
                    html! {
                        <a href={Route::sentence(&open.id, at).hash()} aria-label={label.clone()} data-target="true"
                            tabindex={tab_stop.take().unwrap_or("-1")}>
                            if let Some(label) = label {
                                <title>{ label }</title>
                            }
                            if let Some((x, y, width, height)) = target.reach() {
                                <rect class="reach" x={pixels(x)} y={pixels(y)} width={pixels(width)} height={pixels(height)} />
                            }
                            { for target.marks.into_iter().map(shape) }
                        </a>
                    }
                }
            }) }
        </svg>
    }
}

/// A drawing that leads nowhere; its label says it whole.
pub fn still(scene: &Scene, is_large: bool) -> Html {
    let Scene { width, height, label, marks } = scene;
    let (width, height) = (pixels(*width), pixels(*height));
    html! {
        <svg class={classes!("chart", is_large.then_some("wide"))} viewBox={format!("0 0 {width} {height}")} width={width.clone()}
            height={height.clone()} role="img" aria-label={label.clone()}>
            { for marks.iter().map(shape) }
        </svg>
    }
}

/// From one mark of a drawing to another, by the arrow keys.
pub fn walk(event: KeyboardEvent) {
    let step = match event.code().as_str() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        _ => return,
    };
    let drawing = dom::element_around(&event, "svg");
    if let Some((drawing, mark)) = drawing.zip(dom::element_around(&event, TARGET)) {
        event.prevent_default();
        // At either end there is nowhere to go.
        let _ = dom::move_focus(&drawing, TARGET, &mark, step);
    }
}

/// What can be pressed in a drawing.
pub const TARGET: &str = "[data-target]";

/// A mark as an element of SVG.
pub fn shape(mark: &Mark) -> Html {
    let class = mark.class.as_str();
    match &mark.shape {
        Shape::Rect { x, y, width, height, radius } => html! {
            <rect {class} x={pixels(*x)} y={pixels(*y)} width={pixels(*width)} height={pixels(*height)}
                rx={pixels(*radius)} />
        },
        Shape::Line { x1, y1, x2, y2 } => html! {
            <line {class} x1={pixels(*x1)} y1={pixels(*y1)} x2={pixels(*x2)} y2={pixels(*y2)} />
        },
        Shape::Path { points } => html! { <path {class} d={path(points)} /> },
        Shape::Circle { x, y, r } => html! {
            <circle {class} cx={pixels(*x)} cy={pixels(*y)} r={pixels(*r)} />
        },
        Shape::Text { x, y, anchor, text } => html! {
            <text {class} x={pixels(*x)} y={pixels(*y)} text-anchor={anchor.as_str()} aria-hidden="true">
                { text.clone() }
            </text>
        },
    }
}
