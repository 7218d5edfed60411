use yew::prelude::*;

use super::source_lang;
use crate::app::{Open, Route};
use crate::chart::ChartSpec;
use crate::chart::scene::{Class, Layout, Mark, Scene, Shape, scene};
use crate::chart::svg::{path, pixels};
use crate::chart::table::table;
use crate::fact::FactId;
use crate::ui::hooks::App;
use crate::ui::words::Words;

/// A chart beside its paragraph.
pub fn chart_in_margin(open: &Open, spec: &ChartSpec) -> Html {
    html! {
        <figure class="margin" lang={source_lang(open)}>
            <b>{ spec.title.clone() }</b>
            if has_unit(spec) {
                <span class="unit">{ spec.unit.clone() }</span>
            }
            { drawing(open, spec, &Layout::MARGIN) }
        </figure>
    }
}

/// A chart with all that belongs to it: its reading, its table, the way to its words.
pub fn chart_plate(app: &App, open: &Open, spec: &ChartSpec) -> Html {
    let words = app.words;
    let lang = source_lang(open);
    let layout = Layout::wide(if app.state.is_narrow { 280.0 } else { 560.0 });
    let first = spec.rows.first().and_then(|row| place(open, &row.fact));
    html! {
        <figure class="plate" key={spec.id.0.clone()} data-chart={spec.id.0.clone()}>
            <h2 {lang}>{ spec.title.clone() }</h2>
            if has_unit(spec) {
                <p class="unit" {lang}>{ spec.unit.clone() }</p>
            }
            { drawing(open, spec, &layout) }
            <figcaption {lang}>{ spec.reading.clone() }</figcaption>
            <div class="row">
                if let Some(at) = first {
                    <a class="cta" href={Route::sentence(&open.id, at).hash()}>{ words.show_in_text }</a>
                }
                <details>
                    <summary>{ words.table }</summary>
                    <table {lang}>
                        <thead><tr><th scope="col" lang={words.lang}>{ words.of_what }</th><th scope="col">{ unit(spec, words) }</th></tr></thead>
                        <tbody>
                            { for table(spec).into_iter().zip(&spec.rows).map(|((label, figure), row)| html! {
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
                </details>
            </div>
        </figure>
    }
}

/// Whether the unit tells more than the figures do by themselves.
fn has_unit(spec: &ChartSpec) -> bool {
    !spec.unit.is_empty() && spec.unit != "%"
}

fn unit(spec: &ChartSpec, words: &Words) -> String {
    if spec.unit.is_empty() { words.value.to_owned() } else { spec.unit.clone() }
}

/// Where the words of a fact begin.
fn place(open: &Open, fact: &FactId) -> Option<usize> {
    open.lesson.facts.iter().find(|known| known.id == *fact).map(|fact| fact.span.start)
}

fn drawing(open: &Open, spec: &ChartSpec, layout: &Layout) -> Html {
    let Scene { width, height, label, marks } = scene(spec, layout);
    let rows = table(spec);
    let class = if layout.text > 12.0 { "chart large" } else { "chart" };
    html! {
        <svg {class} viewBox={format!("0 0 {} {}", pixels(width), pixels(height))} width={pixels(width)} height={pixels(height)}
            role="group" aria-label={label}>
            { for marks.iter().map(|mark| {
                let shape = shape(mark);
                let is_datum = matches!(mark.class, Class::Dot | Class::OpenDot | Class::Bar);
                let at = mark.fact.as_ref().and_then(|fact| place(open, fact));
                match (at, &mark.fact) {
                    (Some(at), Some(fact)) if is_datum => {
                        let row = spec.rows.iter().position(|row| row.fact == *fact).and_then(|row| rows.get(row));
                        let label = row.map(|(label, figure)| format!("{label}: {figure}"));
                        html! {
                            <a href={Route::sentence(&open.id, at).hash()} aria-label={label.clone()}>
                                if let Some(label) = label {
                                    <title>{ label }</title>
                                }
                                { shape }
                            </a>
                        }
                    }
                    _ => shape,
                }
            }) }
        </svg>
    }
}

fn shape(mark: &Mark) -> Html {
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
