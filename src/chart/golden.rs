//! The drawing of every form, small and large, beside `tests/golden/charts/`; `KONSPEKT_BLESS=1` writes them anew.

mod specs;

use proptest::prelude::*;

pub(super) use specs::at;
use specs::{spec, specs};

use super::scene::{self, Anchor, Class, Shape};
use super::{ChartSpec, Form, Layout, Row, Scene, svg, text};
use crate::extract::{Amount, Bound};
use crate::fact::FactId;

/// The chart of one of the drawings.
pub(super) fn spec_named(name: &str) -> ChartSpec {
    specs().into_iter().find(|(known, _)| *known == name).map(|(_, spec)| spec).expect("a drawing has this name")
}

/// All drawings, each with its name.
pub(super) fn all() -> Vec<(&'static str, ChartSpec)> {
    specs()
}

#[test]
fn drawings_are_as_they_were() {
    for (name, spec) in specs() {
        for (size, layout) in [
            ("240", Layout::MARGIN),
            ("320", Layout { titled: true, ..Layout::wide(320.0) }),
            ("640", Layout { titled: true, ..Layout::wide(640.0) }),
            ("1200", Layout { titled: true, ..Layout::wide(1200.0) }),
        ] {
            compare(&format!("{name}-{size}.svg"), &svg::file(&scene::scene(&spec, &layout), layout.text));
        }
        // `cargo xtask test` compiles and draws these with the real Vega-Lite.
        compare(&format!("{name}.vl.json"), &format!("{:#}\n", super::vega::vega_lite(&spec)));
    }
}

/// Holds a drawing against the file of that name, or writes it.
pub(super) fn compare(name: &str, drawn: &str) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/charts");
    let path = folder.join(name);
    if std::env::var_os("KONSPEKT_BLESS").is_some() {
        std::fs::create_dir_all(&folder).expect("the golden folder can be made");
        std::fs::write(&path, drawn).expect("a golden file can be written");
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(golden == drawn, "{name} is drawn anew; look at it, then run with KONSPEKT_BLESS=1");
}

/// Every mark lies inside the scene and is finite; numbers and labels lie on no other text.
pub(super) fn check(scene: &Scene, size: f64, what: &str) {
    let inside = |x: f64, y: f64| {
        assert!(x.is_finite() && y.is_finite());
        assert!((-0.1..=scene.width + 0.1).contains(&x), "{what}: x {x} of {}", scene.width);
        assert!((-0.1..=scene.height + 0.1).contains(&y), "{what}: y {y} of {}", scene.height);
    };
    assert!(scene.width.is_finite() && scene.height.is_finite());
    let mut boxes: Vec<(f64, f64, f64, f64, &str)> = Vec::new();
    for mark in &scene.marks {
        match &mark.shape {
            Shape::Rect { x, y, width, height, .. } => {
                assert!(*width >= 0.0 && *height >= 0.0);
                inside(*x, *y);
                inside(x + width, y + height);
            }
            Shape::Line { x1, y1, x2, y2 } => {
                inside(*x1, *y1);
                inside(*x2, *y2);
            }
            Shape::Path { points } => points.iter().for_each(|&(x, y)| inside(x, y)),
            Shape::Circle { x, y, r } => {
                inside(x - r, y - r);
                inside(x + r, y + r);
            }
            Shape::Text { x, y, anchor, text: words } => {
                let bold = matches!(mark.class, Class::Value | Class::Inside | Class::Title);
                let size = match mark.class {
                    Class::Title => size * scene::TITLE,
                    Class::Note => size * scene::NOTE,
                    _ => size,
                };
                let wide = text::width(words, size, bold);
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - wide / 2.0,
                    Anchor::End => x - wide,
                };
                inside(left, y - size * 0.7);
                inside(left + wide, *y);
                boxes.push((left, y - size * 0.7, left + wide, *y, words));
            }
        }
    }
    for (index, a) in boxes.iter().enumerate() {
        for b in &boxes[index + 1..] {
            let apart = a.2 <= b.0 + 0.2 || b.2 <= a.0 + 0.2 || a.3 <= b.1 || b.3 <= a.1;
            assert!(apart, "{what}: {:?} lies on {:?}", a.4, b.4);
        }
    }
}

#[test]
fn texts_keep_apart_at_every_width() {
    for (name, spec) in specs() {
        for (width, titled) in (180..=1200).step_by(20).flat_map(|width| [(width, false), (width, true)]) {
            let layout = Layout { titled, ..Layout::wide(f64::from(width)) };
            let scene = scene::scene(&spec, &layout);
            check(&scene, layout.text, &format!("{name} at {width}"));
            let margin = f64::from(scene.marks.iter().any(|mark| mark.fact.is_some()));
            assert_eq!(margin, 1.0, "a mark leads to its fact");
        }
    }
}

/// The number of a part stands on the slices of its whole no more than on those of its own bar.
#[test]
fn a_number_stands_on_no_slice() {
    for (name, spec) in specs().into_iter().filter(|(_, spec)| matches!(spec.form, Form::Part | Form::Bars)) {
        for width in (180..=1200).step_by(20) {
            let layout = Layout::wide(f64::from(width));
            let scene = scene::scene(&spec, &layout);
            let slices = scene.marks.iter().filter_map(|mark| match &mark.shape {
                Shape::Rect { x, y, width, height, .. } if *width <= 3.0 => Some((*x, *y, x + width, y + height)),
                _ => None,
            });
            for (left, top, right, bottom) in slices {
                for mark in scene.marks.iter().filter(|mark| mark.class == Class::Value) {
                    let Shape::Text { x, y, anchor: Anchor::Start, text: words } = &mark.shape else { continue };
                    let end = x + text::width(words, layout.text, true);
                    let apart = end <= left || right <= *x || *y <= top || bottom <= y - layout.text * 0.7;
                    assert!(apart, "{name} at {width}: {words}");
                }
            }
        }
    }
}

#[test]
fn bars_start_at_zero_are_to_scale_and_none_goes_on_from_another() {
    let of_bars = |(_, spec): &(&str, ChartSpec)| matches!(spec.form, Form::Bars | Form::Part);
    for (name, spec) in specs().into_iter().filter(of_bars) {
        for width in (240..=1200).step_by(60) {
            let scene = scene::scene(&spec, &Layout::wide(f64::from(width)));
            let bar = |row: &&Row| {
                let rects = scene.marks.iter().filter_map(|mark| match mark.shape {
                    Shape::Rect { x, y, width, .. }
                        if mark.class == Class::Bar && mark.fact.as_ref() == Some(&row.fact) =>
                    {
                        Some((x, x + width, y))
                    }
                    _ => None,
                });
                rects.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1), one.2.min(other.2)))
            };
            let bars: Vec<(&Row, (f64, f64, f64))> =
                spec.rows.iter().filter_map(|row| Some((row, bar(&row)?))).collect();
            assert!(!bars.is_empty(), "{name} has bars");
            let (_, (zero, ..)) = bars[0];
            let mut lines: Vec<f64> = bars.iter().map(|(_, (.., y))| *y).collect();
            lines.sort_by(f64::total_cmp);
            assert!(
                lines.windows(2).all(|pair| pair[1] - pair[0] > 1.0),
                "{name} at {width}: each on a line of its own"
            );
            let exact = bars.iter().filter(|(row, _)| row.bound == Bound::Exact);
            let scale =
                exact.clone().map(|(row, (from, to, _))| (to - from) / row.amount().to_f64()).fold(0.0, f64::max);
            for (row, (from, to, _)) in &bars {
                assert!((from - zero).abs() < 0.2, "{name} at {width}: {} begins at zero", row.label);
                if row.bound == Bound::Exact {
                    // The least that is still seen is a pixel or two.
                    let length = (scale * row.amount().to_f64()).max(2.0);
                    assert!(
                        (to - from - length).abs() < 1.5,
                        "{name} at {width}: {} is as long as it is much",
                        row.label
                    );
                }
            }
        }
    }
}

/// How a group of marks is told without its colour: what its shapes are.
fn signs(scene: &Scene, fact: &FactId) -> (bool, bool, bool) {
    let of = || scene.marks.iter().filter(|mark| mark.fact.as_ref() == Some(fact));
    let has = |class: Class| of().any(|mark| mark.class == class);
    (has(Class::Outline), has(Class::Sign), has(Class::Dot))
}

#[test]
fn marks_that_touch_have_another_sign_or_room_between_them() {
    const ROOM: f64 = 1.5;
    let mut touching = 0;
    for (name, spec) in specs() {
        for width in (240..=1200).step_by(60) {
            let scene = scene::scene(&spec, &Layout::wide(f64::from(width)));
            let boxes: Vec<(&FactId, [f64; 4])> = (scene.marks.iter().filter(|mark| mark.class != Class::Rest))
                .filter_map(|mark| match (&mark.shape, &mark.fact) {
                    (Shape::Rect { x, y, width, height, .. }, Some(fact)) => {
                        Some((fact, [*x, *y, x + width, y + height]))
                    }
                    _ => None,
                })
                .collect();
            for (index, (one, a)) in boxes.iter().enumerate() {
                for (other, b) in boxes[index + 1..].iter().filter(|(other, _)| other != one) {
                    let apart = (a[0] - b[2]).max(b[0] - a[2]).max(a[1] - b[3]).max(b[1] - a[3]);
                    if apart < ROOM {
                        touching += 1;
                        assert_ne!(
                            signs(&scene, one),
                            signs(&scene, other),
                            "{name} at {width}: {one:?} and {other:?}"
                        );
                    }
                }
            }
        }
    }
    assert!(touching > 0, "the groups of a waffle meet within a unit");
}

fn any_row() -> impl Strategy<Value = Row> {
    let value = prop_oneof![
        (0u64..5_000_000_000, 0u32..4).prop_map(|(value, scale)| {
            Amount::Decimal(rust_decimal::Decimal::new(i64::try_from(value).unwrap_or(0), scale))
        }),
        (0u32..9, 1u32..9).prop_map(|(part, whole)| Amount::Fraction(part, whole)),
        Just(Amount::Decimal(rust_decimal::Decimal::MAX)),
        Just(Amount::Decimal(rust_decimal::Decimal::MIN)),
        Just(Amount::Fraction(1, 0)),
    ];
    let bound = prop_oneof![
        Just(Bound::Exact),
        Just(Bound::About),
        Just(Bound::Over),
        Just(Bound::Under),
        Just(Bound::UpTo),
        Just(Bound::AtLeast),
        Just(Bound::Between),
    ];
    (".{0,60}", value.clone(), proptest::option::of(value), bound, 0usize..3, 1800u32..2000).prop_map(
        |(label, value, upper, bound, level, year)| Row {
            value: Some(value),
            upper,
            level,
            ..Row { label, ..at(&year.to_string(), "1", bound) }
        },
    )
}

proptest! {
    #[test]
    fn any_spec_is_drawn_within_bounds(
        rows in proptest::collection::vec(any_row(), 0..12),
        form in prop_oneof![
            Just(Form::Slope), Just(Form::Line), Just(Form::Bars), Just(Form::Balance), Just(Form::Part), Just(Form::Dots), Just(Form::Waffle),
            Just(Form::Arrows), Just(Form::Columns), Just(Form::Timeline),
        ],
        width in prop_oneof![160.0..1300.0f64, Just(f64::NAN)],
        titled: bool,
    ) {
        let spec = spec(form, "Любой <график>", "%", "", rows);
        let layout = Layout { titled, ..Layout::wide(width) };
        let drawn = scene::scene(&spec, &layout);
        for mark in &drawn.marks {
            let (x, y) = match &mark.shape {
                Shape::Rect { x, y, width, height, .. } => (x + width, y + height),
                Shape::Line { x2, y2, .. } => (*x2, *y2),
                Shape::Path { points } => points.iter().fold((0.0, 0.0), |m, p| (f64::max(m.0, p.0), f64::max(m.1, p.1))),
                Shape::Circle { x, y, r } => (x + r, y + r),
                Shape::Text { x, y, .. } => (*x, *y),
            };
            prop_assert!((-0.1..=drawn.width + 0.1).contains(&x), "{x} {:?}", mark);
            prop_assert!((-0.1..=drawn.height + 0.1).contains(&y), "{y} of {} {:?}", drawn.height, mark);
        }
        let file = svg::file(&drawn, 12.0);
        prop_assert!(!file.contains("style=") && !file.contains("NaN") && !file.contains("inf"));
        prop_assert_eq!(file, svg::file(&scene::scene(&spec, &layout), 12.0));
    }
}
