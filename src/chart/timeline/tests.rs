use proptest::prelude::*;

use super::picture::MOST_LANES;
use super::*;
use crate::chart::Layout;
use crate::chart::scene::Class;
use crate::extract::When;

fn timeline(times: &[&str]) -> Timeline {
    let mut entries: Vec<Entry> = times
        .iter()
        .map(|edtf| {
            let when: When = edtf.parse().expect("a time");
            let (first, last) = when.days(None).expect("its days are known");
            let label = format!("случилось {edtf}");
            let time = time::label(&when, None);
            Entry {
                fact: FactId((*edtf).to_owned()),
                kind: EntryKind::Event,
                first,
                last,
                time,
                label,
                is_about: is_about(&when),
                is_hidden: false,
                at: 0,
            }
        })
        .collect();
    entries.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    Timeline { entries }
}

fn many() -> Timeline {
    let times: Vec<String> =
        (0..5000).map(|index| format!("{}-{:02}-{:02}", 1700 + index % 300, 1 + index % 12, 1 + index % 28)).collect();
    timeline(&times.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn only_what_has_days_is_on_the_axis() {
    let document = crate::ingest::read_text("В 1942 г. открыли завод. На заводе работали 300 человек.", None)
        .expect("a text")
        .document;
    let sentences = crate::segment::segment(&document, crate::lexicon::ru::morphology::Morphology::bundled());
    let mentions = crate::extract::mentions(&document, &sentences);
    let timeline = Timeline::of(&document, &crate::fact::assemble(&document, &sentences, &mentions));
    assert!(timeline.entries.iter().all(|entry| entry.time == "1942 г."), "{:?}", timeline.entries);
}

/// The timeline of a text while its charts are guessed first, and the labels of all its entries; with the charts.
fn guessed_first(text: &str, is_guessed: bool) -> (Timeline, Vec<String>, Vec<crate::chart::ChartSpec>) {
    let morphology = crate::lexicon::ru::morphology::Morphology::bundled();
    let document = crate::ingest::read_text(text, None).expect("a text").document;
    let sentences = crate::segment::segment(&document, morphology);
    let mentions = crate::extract::mentions(&document, &sentences);
    let facts = crate::fact::assemble(&document, &sentences, &mentions);
    let relations = crate::relate::relations(&document, &sentences, &facts);
    let charts = crate::chart::suggest(&document, morphology, &facts, &relations);
    let hidden = Hidden::of("", &charts, |_| is_guessed);
    let counted = crate::chart::counted(&document, morphology, &facts);
    let timeline = Timeline::before_guess(&document, &facts, &counted, &hidden);
    if is_guessed {
        assert_eq!(timeline, Timeline::of(&document, &facts), "nothing is kept back any more");
    }
    let labels = timeline.entries.iter().map(|entry| entry.label.replace('\u{a0}', " ")).collect();
    (timeline, labels, charts)
}

#[test]
fn a_figure_that_a_chart_asks_for_stands_on_the_axis_without_its_number() {
    let text = |last: &str, people: &str| {
        format!(
            "В 1942 г. в школах района работало 120 учителей, в 1943 г. — 150 учителей, в 1944 г. — {last} {people}. \
             12 мая 1945 г. в районе открыли музей {last}-й дивизии. 1 июня 1945 г. в городе открыли театр."
        )
    };
    // The noun after the number tells its last digit too.
    let (one, many) = (text("221", "учитель"), text("237", "учителей"));
    let (timeline, labels, charts) = guessed_first(&one, false);
    assert_eq!(charts.iter().filter(|chart| chart.rows.len() == 3).count(), 1, "a series: {charts:?}");
    let told = labels.join("; ");
    assert!(told.contains("120 учителей") && told.contains("открыли театр"), "{told}");
    assert!(!told.contains("150") && !told.contains("221"), "{told}");
    assert_eq!(
        labels.iter().filter(|label| label.starts_with("учителя") && label.ends_with("— ?")).count(),
        2,
        "{told}"
    );
    for (entry, label) in timeline.entries.iter().zip(&labels) {
        assert_eq!(entry.is_hidden, label.ends_with('?'), "{label}");
    }
    assert!(timeline.entries.iter().any(|entry| entry.kind == EntryKind::Event && entry.label == UNTOLD), "{told}");
    assert_eq!(guessed_first(&many, false).1, labels, "whatever the figure is, it looks the same");
    let (_, labels, _) = guessed_first(&one, true);
    assert!(labels.iter().filter(|label| label.contains("221")).count() > 1, "{labels:?}");
}

#[test]
fn a_time_of_which_the_text_is_not_sure_is_drawn_open() {
    let timeline = timeline(&["1941-06-22", "1943-07~", "1941~/1945~"]);
    let all = timeline.extent().expect("there are entries");
    let drawn = picture(&timeline, all, &Layout::wide(900.0)).scene;
    let of = |edtf: &str| -> Vec<Class> {
        let is_of = |mark: &&crate::chart::scene::Mark| {
            let is_text = matches!(mark.shape, crate::chart::scene::Shape::Text { .. });
            !is_text && mark.fact.as_ref().is_some_and(|fact| fact.0 == edtf)
        };
        drawn.marks.iter().filter(is_of).map(|mark| mark.class).collect()
    };
    assert_eq!(of("1941-06-22"), [Class::Dot]);
    assert_eq!(of("1943-07~"), [Class::OpenDot]);
    let period = of("1941~/1945~");
    assert!(
        period.len() > 4 && period.iter().all(|class| *class == Class::Bar),
        "its ends are cut into slices: {period:?}"
    );
}

#[test]
fn near_entries_are_a_cluster_until_one_looks_closer() {
    let timeline = timeline(&["1941-06-22", "1941-06-25", "1943-07-05", "1945-05-09"]);
    let all = timeline.extent().expect("there are entries");
    let counts =
        |window: Window| timeline.items(window, 600.0).iter().map(|item| item.entries.len()).collect::<Vec<_>>();
    assert_eq!(counts(all), [2, 1, 1]);
    let near = Window::around(timeline.entries[0].first, timeline.entries[1].last, all);
    assert_eq!(counts(near), [1, 1]);
    assert_eq!(near.to - near.from, 8.0, "four days are half of it");
}

#[test]
fn a_period_is_as_long_as_it_was() {
    let timeline = timeline(&["1941-06-22/1945-05-09", "1943-07-05"]);
    let all = timeline.extent().expect("there are entries");
    let items = timeline.items(all, 1000.0);
    let period = items.iter().find(|item| item.to > item.from).expect("the war has a length");
    assert!((period.to - period.from) / 1000.0 > 0.9);
    let inside = Window { from: timeline.entries[1].first as f64 - 30.0, to: timeline.entries[1].first as f64 - 3.0 };
    assert_eq!(timeline.items(inside, 1000.0).len(), 1, "the war goes on where nothing begins");
}

#[test]
fn clusters_do_not_flicker_while_the_axis_moves() {
    let timeline = many();
    let all = timeline.extent().expect("there are entries");
    let mut window = all.zoomed(0.5, 20.0, all);
    let of = |window: Window| -> Vec<Range<usize>> {
        timeline.items(window, 900.0).into_iter().map(|item| item.entries).collect()
    };
    let mut before = of(window);
    for _ in 0..50 {
        window = window.panned(0.01, all);
        let now = of(window);
        let kept = now.iter().filter(|item| before.contains(item)).count();
        assert!(kept + 2 >= now.len(), "all but those at the edge are as they were");
        before = now;
    }
}

#[test]
fn five_thousand_entries_are_few_items() {
    let timeline = many();
    let all = timeline.extent().expect("there are entries");
    let mut window = all;
    for step in 0..60 {
        let items = timeline.items(window, 1200.0);
        assert!(items.len() <= (1200.0 / NEAR * 2.0) as usize + 2, "{} items at step {step}", items.len());
        let inside: usize = items.iter().map(|item| item.entries.len()).sum();
        assert!(step > 0 || inside == 5000, "nothing is lost");
        window = window.zoomed(0.37, 1.15, all);
    }
}

#[test]
fn ticks_are_whole_years_months_or_days() {
    let all =
        Window { from: timeline(&["1941"]).entries[0].first as f64, to: timeline(&["1946"]).entries[0].first as f64 };
    let labels =
        |window: Window, width: f64| window.ticks(width).into_iter().map(|tick| tick.label).collect::<Vec<_>>();
    assert_eq!(labels(all, 600.0), ["1941", "1942", "1943", "1944", "1945", "1946"]);
    assert_eq!(labels(all, 300.0), ["1942", "1944", "1946"]);
    let spring = timeline(&["1945-05-01/1945-07-31"]).extent().expect("a window");
    assert_eq!(labels(spring, 400.0), ["май 1945", "июнь 1945", "июль 1945", "авг. 1945"]);
    let days =
        Window::around(timeline(&["1945-05-09"]).entries[0].first, timeline(&["1945-05-09"]).entries[0].first, all);
    assert!(labels(days, 700.0).contains(&"9 мая 1945".to_owned()));
}

#[test]
fn a_still_picture_is_as_it_was() {
    let mut timeline = timeline(&[
        "1941-06-22/1945-05-09",
        "1941-09-08",
        "1942-07-17/1943-02-02",
        "1943-07",
        "1943-11",
        "1944-06-06",
        "1944-06-10",
    ]);
    timeline.entries[0].kind = EntryKind::Figure;
    let all = timeline.extent().expect("there are entries");
    for width in [320.0, 1200.0] {
        let layout = Layout::wide(width);
        let scene = scene(&timeline, all, &layout);
        crate::chart::golden::check(&scene, layout.text, &format!("timeline at {width}"));
        crate::chart::golden::compare(&format!("timeline-{width}.svg"), &crate::chart::svg::file(&scene, layout.text));
    }
}

#[test]
fn periods_that_pass_by_are_counted_when_no_lane_is_left() {
    let times: Vec<String> = (0..3000).map(|index| format!("{}/{}", 1000 + index % 900, 1950 + index / 900)).collect();
    let timeline = timeline(&times.iter().map(String::as_str).collect::<Vec<_>>());
    let all = timeline.extent().expect("there are entries");
    let day = timeline.entries[0].last;
    let window = Window::around(day, day, all);
    let drawn = picture(&timeline, window, &Layout::wide(900.0));
    let inside: usize = drawn.items.iter().map(|item| item.entries.len()).sum();
    assert!(drawn.items.len() <= 2 * MOST_LANES, "{} items", drawn.items.len());
    let note = drawn.scene.marks.iter().find_map(|mark| match &mark.shape {
        crate::chart::scene::Shape::Text { text, .. } if mark.class == Class::Note => {
            text.strip_prefix('+')?.parse().ok()
        }
        _ => None,
    });
    let there: usize = timeline.items(window, 900.0).iter().map(|item| item.entries.len()).sum();
    assert_eq!(note, Some(there - inside), "nothing is lost in silence");
}

#[test]
fn every_item_has_its_mark() {
    let timeline = many();
    let all = timeline.extent().expect("there are entries");
    for window in [all, all.zoomed(0.4, 30.0, all), all.zoomed(0.7, 4000.0, all)] {
        let Picture { scene, items } = picture(&timeline, window, &Layout::wide(800.0));
        let marks: Vec<&FactId> =
            (scene.pieces().iter())
                .filter_map(|piece| {
                    if let crate::chart::target::Piece::Target(target) = piece { Some(target.fact) } else { None }
                })
                .collect();
        let firsts: Vec<&FactId> = items.iter().map(|item| &timeline.entries[item.entries.start].fact).collect();
        assert_eq!(marks, firsts);
    }
}

proptest! {
    #[test]
    fn a_window_stays_within_and_has_a_length(
        moves in prop::collection::vec((any::<bool>(), any::<f64>(), any::<f64>()), 0..20),
    ) {
        let all = Window { from: 700_000.0, to: 712_345.0 };
        let mut window = all;
        for (zoom, one, other) in moves {
            window = if zoom { window.zoomed(one, other, all) } else { window.panned(one, all) };
            prop_assert!(window.from >= all.from - 1e-6 && window.to <= all.to + 1e-6, "{window:?}");
            prop_assert!(window.to - window.from >= SHORTEST - 1e-6, "{window:?}");
            prop_assert!(window.ticks(800.0).len() < 40);
        }
    }
}
