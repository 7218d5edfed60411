use super::*;
use crate::chart::golden::spec_named;
use crate::extract::Bound;

/// Its axes are in full, whatever scale our own drawing has.
#[test]
fn no_multiplier_stands_over_figures_in_full() {
    let subtitle = |name: &str| vega_lite(&spec_named(name))["title"]["subtitle"].as_str().map(str::to_owned);
    assert_eq!(subtitle("line").as_deref(), Some("читателей"));
    let mut spec = spec_named("line");
    spec.scope = "Киргизия".to_owned();
    assert_eq!(vega_lite(&spec)["title"]["subtitle"], "читателей · Киргизия");
    for (name, spec) in crate::chart::golden::all() {
        let written = vega_lite(&spec)["title"]["subtitle"].to_string();
        assert!(["тыс.", "млн", "млрд"].iter().all(|scale| !written.contains(scale)), "{name}: {written}");
    }
}

/// Twice as much is 2 on the axis and half as much a half, each drawn from once as much.
#[test]
fn changes_by_times_are_drawn_from_once_as_much() {
    for name in ["columns-times", "arrows-times"] {
        let mut spec = spec_named(name);
        spec.rows[1].value = "-2".parse().ok();
        let made = vega_lite(&spec);
        let values: Vec<&Value> = (0..2).map(|row| &made["data"]["values"][row]["value"]).collect();
        assert_eq!((values[0].as_f64(), values[1].as_f64()), (Some(spec.rows[0].amount().to_f64()), Some(0.5)));
        let written = made.to_string();
        assert!(written.contains("2\":{\"datum\":1}") && !written.contains("\"datum\":0"), "{written}");
        assert!(written.contains("datum.value < 1") && !written.contains("datum.value < 0"), "{written}");
    }
    assert!(vega_lite(&spec_named("arrows")).to_string().contains("\"x2\":{\"datum\":0}"));
}

#[test]
fn a_range_of_dots_goes_from_end_to_end() {
    let of = |spec: &ChartSpec| -> Vec<Value> {
        let layers = vega_lite(spec)["layer"].as_array().cloned().unwrap_or_default();
        layers.into_iter().filter(|layer| layer["encoding"]["x2"]["field"] == "upper").collect()
    };
    let mut spec = spec_named("dots");
    spec.rows[0].bound = Bound::Exact;
    spec.rows.iter_mut().for_each(|row| row.upper = None);
    assert!(of(&spec).is_empty(), "a layer without data has no extent");
    spec.rows[0].bound = Bound::Between;
    spec.rows[0].upper = "9000000".parse().ok();
    let [range] = &of(&spec)[..] else { panic!("one layer of ranges") };
    assert_eq!(range["mark"]["type"], "rule");
    // Beyond the greater end, not over the range.
    let text = vega_lite(&spec)["layer"].as_array().and_then(|layers| layers.last().cloned()).expect("the numbers");
    assert_eq!(text["encoding"]["x"]["field"], "tip");
}

#[test]
fn the_longest_number_of_a_fall_has_room_before_the_names() {
    let room = |spec: &ChartSpec| vega_lite(spec)["encoding"]["x"]["scale"]["padding"].as_f64().expect("a room");
    let mut spec = spec_named("arrows");
    assert_eq!(room(&spec), 90.0);
    spec.unit = "млн рублей".to_owned();
    spec.rows[2].value = "-12500000".parse().ok();
    spec.rows[2].bound = Bound::AtLeast;
    let number = written(&spec, &spec.rows[2]);
    assert!(number.contains("не менее"), "{number}");
    assert!(room(&spec) > text::width(&number, VEGA_TEXT, true) + 10.0, "{number}");
}
