//! A chart as a Vega-Lite specification, for those who want to draw it with other means.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::csv::bound;
use super::numbers::{multiple, written};
use super::scale::iso_day;
use super::scene::under;
use super::{ChartSpec, Form, Row, text};
use crate::extract::Amount;

/// The same specification is one of version 5 too, by whose schema it is checked as well.
const SCHEMA: &str = "https://vega.github.io/schema/vega-lite/v6.json";

/// The colours of the page in light.
const FIGURE: &str = "#0b5fa5";
const INK: &str = "#1a1d21";
const LINE: &str = "#dfe1dc";
const EDGE: &str = "#878d8b";
/// The size of Vega's text; the file names no other.
const VEGA_TEXT: f64 = 11.0;

/// The specification with its data inside: it asks for nothing from anywhere.
pub fn vega_lite(spec: &ChartSpec) -> Value {
    let values: Vec<Value> =
        names(&spec.rows).iter().enumerate().map(|(index, name)| datum(spec, index, name)).collect();
    let mut out = json!({
        "$schema": SCHEMA,
        "title": { "text": spec.title, "subtitle": under(spec, spec.noun()), "anchor": "start" },
        "description": spec.reading,
        "width": 560,
        "config": {
            "view": { "stroke": null },
            "axis": { "gridColor": LINE, "labelLimit": 320 },
            "text": { "color": INK },
            "locale": locale(),
        },
        "data": { "values": values },
        "usermeta": { "source": spec.source, "id": spec.id.0 },
    });
    let body = match spec.form {
        Form::Slope | Form::Line => line(spec),
        Form::Bars => bars(spec, false),
        Form::Part => bars(spec, true),
        Form::Balance if super::balance::is_upright(&spec.rows) => columns(spec),
        Form::Balance => bars(spec, false),
        Form::Dots => dots(spec),
        Form::Waffle => waffle(spec),
        Form::Arrows => arrows(spec),
        Form::Columns => columns(spec),
        Form::Timeline => timeline(spec),
    };
    if let (Value::Object(out), Value::Object(body)) = (&mut out, body) {
        out.extend(body);
    }
    out
}

/// Numbers and months as a Russian reader expects them.
fn locale() -> Value {
    json!({
        "number": { "decimal": ",", "thousands": "\u{a0}", "grouping": [3], "currency": ["", "\u{a0}₽"], "minus": "−" },
        "time": {
            "dateTime": "%A, %e %B %Y г. %X", "date": "%d.%m.%Y", "time": "%H:%M:%S", "periods": ["AM", "PM"],
            "days": ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"],
            "shortDays": ["вс", "пн", "вт", "ср", "чт", "пт", "сб"],
            "months": ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
                "ноябрь", "декабрь"],
            "shortMonths": ["янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.",
                "дек."],
        },
    })
}

/// The labels of the rows, with a number where others have the same: an axis of names would make them one.
fn names(rows: &[Row]) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter()
        .map(|row| {
            let count = seen.entry(&row.label).or_default();
            *count += 1;
            if *count == 1 { row.label.clone() } else { format!("{} ({count})", row.label) }
        })
        .collect()
}

/// The names down the side, in the order of the rows.
fn side(spec: &ChartSpec) -> Value {
    json!({ "field": "label", "type": "nominal", "sort": names(&spec.rows), "title": null })
}

fn number(value: f64) -> Value {
    serde_json::Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// Changes by times: the axis says how many times as much there is now.
fn is_of_times(spec: &ChartSpec) -> bool {
    spec.form.is_of_changes() && spec.unit == "раз"
}

/// Where nothing has changed: changes are drawn from there.
fn base(spec: &ChartSpec) -> u8 {
    u8::from(is_of_times(spec))
}

fn datum(spec: &ChartSpec, index: usize, name: &str) -> Value {
    let row = &spec.rows[index];
    let days = row.days();
    let day = |day: Option<i64>| day.map_or(Value::Null, |day| Value::String(iso_day(day)));
    let whole = spec.rows[..index].iter().rev().find(|other| other.level < row.level);
    // A change, or what may be below zero, goes from zero to the nearer end of its range, then on to the farther one.
    let (value, upper) = match spec.form.is_of_changes() || spec.form == Form::Balance {
        true => (Some(row.by_size().0), row.range().map(|_| row.by_size().1)),
        false => (row.value, row.upper),
    };
    let plain = |value: Amount| if is_of_times(spec) { multiple(value.to_f64()) } else { value.to_f64() };
    json!({
        "label": name,
        "value": value.map_or(Value::Null, |value| number(plain(value))),
        "upper": upper.map_or(Value::Null, |upper| number(plain(upper))),
        "bound": bound(row.bound),
        "written": written(spec, row),
        "whole": whole.map_or(Value::Null, |whole| number(whole.amount().to_f64())),
        "start": day(days.map(|(first, _)| first)),
        "end": day(days.map(|(_, last)| last)),
        "middle": day(days.map(|(first, last)| (first + last) / 2)),
    })
}

/// A mark that is pale where the figure is not exact; its number has the sign too.
fn unsure(mark: &str) -> Value {
    json!({
        "mark": { "type": mark, "color": FIGURE },
        "encoding": { "fillOpacity": { "condition": { "test": "datum.bound !== 'exact'", "value": 0.45 }, "value": 1 } },
    })
}

fn bars(spec: &ChartSpec, with_wholes: bool) -> Value {
    // Numbers stand beyond the tips, which lie left of zero for what is below it.
    let text = |align: &str, dx: i32, test: Option<&str>| {
        let mut text = json!({
            "mark": { "type": "text", "align": align, "dx": dx, "fontWeight": 600 },
            "encoding": { "text": { "field": "written" } },
        });
        if let Some(test) = test {
            let tip = json!({ "calculate": "datum.upper === null ? datum.value : datum.upper", "as": "tip" });
            text["transform"] = json!([tip, { "filter": test }]);
            text["encoding"]["x"] = json!({ "field": "tip", "type": "quantitative", "title": spec.noun() });
        }
        text
    };
    let track = json!({
        "transform": [{ "filter": "datum.whole !== null" }],
        "mark": { "type": "bar", "color": LINE, "stroke": EDGE },
        "encoding": { "x": { "field": "whole", "type": "quantitative" } },
    });
    // The end of a range, beyond what is sure.
    let range = json!({
        "transform": [{ "filter": "datum.upper !== null" }],
        "mark": { "type": "bar", "color": FIGURE, "opacity": 0.3 },
        "encoding": { "x": { "field": "value", "type": "quantitative" }, "x2": { "field": "upper" } },
    });
    let mut sure = unsure("bar");
    let is_across = |row: &Row| row.range().is_some_and(|upper| row.amount().to_f64() * upper.to_f64() < 0.0);
    if spec.rows.iter().any(is_across) {
        // Of a range with ends on both sides of zero, nothing is sure.
        sure["transform"] = json!([{ "filter": "datum.upper === null || datum.value * datum.upper >= 0" }]);
    }
    let mut layers = vec![sure];
    layers.extend(has_range(spec).then_some(range));
    let is_below = |row: &Row| row.by_size().1.to_f64() < 0.0;
    let mut scale = json!({ "zero": true });
    if spec.form == Form::Balance {
        scale["padding"] = json!(room_before_names(spec));
        layers.extend((spec.rows.iter().any(is_below)).then(|| text("right", -5, Some("datum.tip < 0"))));
        layers.extend((!spec.rows.iter().all(is_below)).then(|| text("left", 5, Some("datum.tip >= 0"))));
        let from_top =
            json!({ "x": { "datum": 0, "type": "quantitative" }, "y": { "value": 0 }, "y2": { "value": "height" } });
        layers.push(json!({ "mark": { "type": "rule", "color": EDGE }, "encoding": from_top }));
    } else {
        layers.push(text("left", 5, None));
    }
    if with_wholes {
        layers.insert(0, track);
    }
    json!({
        "height": { "step": 34 },
        "encoding": {
            "y": side(spec),
            "x": { "field": "value", "type": "quantitative", "scale": scale, "title": spec.noun() },
        },
        "layer": layers,
    })
}

fn line(spec: &ChartSpec) -> Value {
    // To scale where every time is known, else in order.
    let timed = spec.rows.iter().all(|row: &Row| row.days().is_some());
    let x = match timed {
        true => json!({ "field": "middle", "type": "temporal", "title": null }),
        false => json!({ "field": "label", "type": "ordinal", "sort": null, "title": null }),
    };
    let mut layers = vec![
        json!({ "mark": { "type": "line", "color": FIGURE } }),
        json!({
            "mark": { "type": "point", "filled": true, "size": 70, "color": FIGURE, "stroke": FIGURE },
            "encoding": { "fillOpacity": { "condition": { "test": "datum.bound !== 'exact'", "value": 0 }, "value": 1 } },
        }),
        json!({
            "mark": { "type": "text", "dy": -12, "fontWeight": 600 },
            "encoding": { "text": { "field": "written" } },
        }),
    ];
    if timed {
        layers.insert(
            0,
            json!({
                "mark": { "type": "rule", "color": FIGURE, "opacity": 0.75 },
                "encoding": { "x": { "field": "start", "type": "temporal" }, "x2": { "field": "end" } },
            }),
        );
    }
    let mut out = json!({ "height": 240 });
    let mut y = "value";
    if has_range(spec) {
        // The point of a range stands in its middle, on a whisker, and its number over that.
        y = "point";
        out["transform"] = json!([
            { "calculate": "datum.upper === null ? datum.value : datum.upper", "as": "top" },
            { "calculate": "(datum.value + datum.top) / 2", "as": y },
        ]);
        if let Some(text) = layers.last_mut() {
            text["encoding"]["y"] = json!({ "field": "top", "type": "quantitative", "title": spec.noun() });
        }
        layers.insert(
            0,
            json!({
                "transform": [{ "filter": "datum.upper !== null" }],
                "mark": { "type": "errorbar", "ticks": true, "color": FIGURE },
                "encoding": {
                    "y": { "field": "value", "type": "quantitative", "title": spec.noun() },
                    "y2": { "field": "upper" },
                },
            }),
        );
    }
    out["encoding"] = json!({
        "x": x,
        "y": { "field": y, "type": "quantitative", "scale": { "zero": true }, "title": spec.noun() },
    });
    out["layer"] = Value::Array(layers);
    out
}

/// A layer without data has no extent, of which Vega complains.
fn has_range(spec: &ChartSpec) -> bool {
    spec.rows.iter().any(|row| row.upper.is_some())
}

fn dots(spec: &ChartSpec) -> Value {
    let x = |field: &str| json!({ "field": field, "type": "quantitative", "scale": { "type": "log" }, "title": super::dots::NOTE });
    let mut text = json!({
        "mark": { "type": "text", "align": "left", "dx": 8, "fontWeight": 600 },
        "encoding": { "text": { "field": "written" } },
    });
    let mut layers = vec![unsure("circle")];
    if has_range(spec) {
        text["transform"] = json!([{ "calculate": "datum.upper === null ? datum.value : datum.upper", "as": "tip" }]);
        text["encoding"]["x"] = x("tip");
        let range = json!({
            "transform": [{ "filter": "datum.upper !== null" }],
            "mark": { "type": "rule", "color": FIGURE, "strokeWidth": 2.5 },
            "encoding": { "x2": { "field": "upper" } },
        });
        layers.insert(0, range);
    }
    layers.push(text);
    json!({ "height": { "step": 34 }, "encoding": { "y": side(spec), "x": x("value") }, "layer": layers })
}

/// A hundred cells, each of the group that its middle lies in; groups differ in shape and colour.
fn waffle(spec: &ChartSpec) -> Value {
    let mut ends = Vec::with_capacity(spec.rows.len());
    let mut end = 0.0;
    for row in &spec.rows {
        end += row.amount().to_f64();
        ends.push((end, format!("{} — {}", row.label, written(spec, row))));
    }
    let cells: Vec<Value> = (0..100)
        .filter_map(|index| {
            let (_, group) = ends.iter().find(|(end, _)| f64::from(index) + 0.5 < *end)?;
            Some(json!({ "column": index % 10, "row": index / 10, "group": group }))
        })
        .collect();
    let groups: Vec<&String> = ends.iter().map(|(_, group)| group).collect();
    let axis = |field: &str| json!({ "field": field, "type": "ordinal", "axis": null, "scale": { "domain": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] } });
    json!({
        "width": 220,
        "height": 220,
        "data": { "values": cells },
        "mark": { "type": "point", "filled": true, "size": 260 },
        "encoding": {
            "x": axis("column"),
            "y": axis("row"),
            "shape": { "field": "group", "type": "nominal", "title": null, "scale": { "domain": groups,
                "range": ["square", "circle", "triangle-up", "diamond"] } },
            "color": { "field": "group", "type": "nominal", "title": null, "scale": { "domain": groups,
                "range": ["#0b5fa5", "#8a5200", "#1d6f47", "#7b3a94"] } },
        },
    })
}

/// Pixels from the farthest tip to the end of the axis: the longest number of what lies below zero stands there, and is not to
/// begin left of where the names end.
fn room_before_names(spec: &ChartSpec) -> u32 {
    let below = spec.rows.iter().filter(|row| row.by_size().1.to_f64() < 0.0);
    let widest = below.map(|row| text::width(&written(spec, row), VEGA_TEXT, true)).fold(0.0, f64::max);
    90.max(widest.ceil() as u32 + 16)
}

/// Columns as wide as the time in which the change went on, where that is known.
fn columns(spec: &ChartSpec) -> Value {
    let base = base(spec);
    let timed = spec.rows.iter().all(|row| row.days().is_some());
    // Numbers beyond the tips need room before the times.
    let is_below = spec.rows.iter().any(|row| row.by_size().1.to_f64() < 0.0);
    let scale = if is_below { json!({ "zero": true, "padding": 20 }) } else { json!({ "zero": true }) };
    let y = |field: &str| json!({ "field": field, "type": "quantitative", "scale": scale, "title": spec.noun() });
    let (mark, across) = match timed {
        true => (
            json!({ "type": "rect", "color": FIGURE, "stroke": "white" }),
            json!({ "x": { "field": "start", "type": "temporal", "title": null }, "x2": { "field": "end" } }),
        ),
        false => (
            json!({ "type": "bar", "color": FIGURE }),
            json!({ "x": { "field": "label", "type": "ordinal", "sort": null, "title": null } }),
        ),
    };
    let body = |mark: &Value, more: Value| {
        let mut encoding = across.clone();
        if let (Value::Object(encoding), Value::Object(more)) = (&mut encoding, more) {
            encoding.extend(more);
        }
        json!({ "mark": mark, "encoding": encoding })
    };
    let unsure = json!({ "condition": { "test": "datum.bound !== 'exact'", "value": 0.45 }, "value": 1 });
    let mut layers = vec![body(&mark, json!({ "y": y("value"), "y2": { "datum": base }, "fillOpacity": unsure }))];
    if has_range(spec) {
        let mut range =
            body(&mark, json!({ "y": y("value"), "y2": { "field": "upper" }, "fillOpacity": { "value": 0.25 } }));
        range["transform"] = json!([{ "filter": "datum.upper !== null" }]);
        layers.push(range);
    }
    layers.push(json!({ "mark": { "type": "rule", "color": EDGE }, "encoding": { "y": { "datum": base, "type": "quantitative" } } }));
    let at = if timed { json!({ "field": "middle", "type": "temporal", "title": null }) } else { across["x"].clone() };
    for (test, above) in [(format!("datum.value >= {base}"), true), (format!("datum.value < {base}"), false)] {
        if spec.rows.iter().any(|row| (row.amount().to_f64() >= 0.0) == above) {
            layers.push(json!({
                "transform": [
                    { "filter": test },
                    { "calculate": "datum.upper === null ? datum.value : datum.upper", "as": "tip" },
                ],
                "mark": { "type": "text", "dy": if above { -9 } else { 11 }, "fontWeight": 600 },
                "encoding": { "x": at, "y": y("tip"), "text": { "field": "written" } },
            }));
        }
    }
    json!({ "height": 240, "layer": layers })
}

/// What happened, line by line, from the first of its days to the last; a single day is a point.
fn timeline(spec: &ChartSpec) -> Value {
    let time = |field: &str| json!({ "field": field, "type": "temporal", "title": null });
    let is_day = |row: &Row| row.days().is_some_and(|(first, last)| first == last);
    let days = spec.rows.iter().filter(|row| is_day(row)).count();
    let open: Vec<String> =
        names(&spec.rows).into_iter().zip(&spec.rows).filter(|(_, row)| row.is_about()).map(|(name, _)| name).collect();
    // Times of which the text is not sure are pale.
    let unsure = json!({ "condition": { "test": { "field": "label", "oneOf": open }, "value": 0.35 }, "value": 1 });
    let mut layers = Vec::new();
    layers.extend((days < spec.rows.len()).then(|| {
        json!({
            "transform": [{ "filter": "datum.start !== datum.end" }],
            "mark": { "type": "bar", "color": FIGURE, "height": 8 },
            "encoding": { "x": time("start"), "x2": { "field": "end" }, "fillOpacity": unsure },
        })
    }));
    layers.extend((days > 0).then(|| {
        json!({
            "transform": [{ "filter": "datum.start === datum.end" }],
            "mark": { "type": "point", "filled": true, "size": 70, "color": FIGURE, "stroke": FIGURE },
            "encoding": { "x": time("middle"), "fillOpacity": unsure },
        })
    }));
    layers.push(json!({
        "mark": { "type": "text", "align": "left", "dx": 8, "dy": -10, "fontWeight": 600 },
        "encoding": { "x": time("start"), "text": { "field": "written" } },
    }));
    json!({
        "height": { "step": 40 },
        "encoding": { "y": side(spec) },
        "layer": layers,
    })
}

fn arrows(spec: &ChartSpec) -> Value {
    let base = base(spec);
    let text = |align: &str, dx: i32, test: String| {
        let mut text = json!({
            "transform": [{ "filter": test }],
            "mark": { "type": "text", "align": align, "dx": dx, "fontWeight": 600 },
            "encoding": { "text": { "field": "written" } },
        });
        if has_range(spec) {
            let end = json!({ "calculate": "datum.upper === null ? datum.value : datum.upper", "as": "tip" });
            text["transform"] = json!([{ "filter": test }, end]);
            text["encoding"]["x"] = json!({ "field": "tip", "type": "quantitative", "title": spec.noun() });
        }
        text
    };
    // What is sure is a line: dashes for "about", dots for "under"; the tip of "over" is open.
    let mut layers = vec![
        json!({
            "mark": { "type": "rule", "color": FIGURE, "strokeWidth": 2.5 },
            "encoding": {
                "x2": { "datum": base },
                "strokeDash": {
                    "condition": [
                        { "test": "datum.bound === 'about'", "value": [6, 4] },
                        { "test": "datum.bound === 'under' || datum.bound === 'up_to'", "value": [2, 3] },
                    ],
                    "value": [1, 0],
                },
            },
        }),
        json!({
            "mark": { "type": "point", "filled": true, "size": 110, "color": FIGURE, "stroke": FIGURE },
            "encoding": {
                "shape": {
                    "condition": { "test": format!("datum.value < {base}"), "value": "triangle-left" }, "value": "triangle-right",
                },
                "fillOpacity": {
                    "condition": { "test": "datum.bound === 'over' || datum.bound === 'at_least'", "value": 0 },
                    "value": 1,
                },
            },
        }),
    ];
    if has_range(spec) {
        let transform = json!([{ "filter": "datum.upper !== null" }]);
        layers.extend([
            json!({
                "transform": transform,
                "mark": { "type": "rule", "color": FIGURE, "strokeWidth": 2.5, "strokeDash": [6, 4] },
                "encoding": { "x2": { "field": "upper" } },
            }),
            json!({
                "transform": transform,
                "mark": { "type": "tick", "color": FIGURE, "thickness": 2.5, "size": 14 },
                "encoding": { "x": { "field": "upper", "type": "quantitative", "title": spec.noun() } },
            }),
        ]);
    }
    let falls = spec.rows.iter().filter(|row| row.amount().to_f64() < 0.0).count();
    layers.extend((falls < spec.rows.len()).then(|| text("left", 10, format!("datum.value >= {base}"))));
    layers.extend((falls > 0).then(|| text("right", -10, format!("datum.value < {base}"))));
    let scale =
        if falls > 0 { json!({ "zero": true, "padding": room_before_names(spec) }) } else { json!({ "zero": true }) };
    json!({
        "height": { "step": 34 },
        "encoding": {
            "y": side(spec),
            "x": { "field": "value", "type": "quantitative", "scale": scale, "title": spec.noun() },
        },
        "layer": layers,
    })
}

#[cfg(test)]
mod tests;
