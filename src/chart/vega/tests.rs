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
