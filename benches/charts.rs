//! How fast charts are drawn: scene and file of a thousand, of every form that the sample has. `cargo bench --bench charts`.
//!
//! The project promises 200 ms for both together.

use std::hint::black_box;
use std::time::Instant;

use konspekt::chart::guess::doors;
use konspekt::chart::timeline::{Timeline, Window};
use konspekt::chart::{ChartSpec, Layout, scene, suggest, svg};
use konspekt::ingest;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;

const RUNS: usize = 9;
const CHARTS: usize = 1000;
const ENTRIES: usize = 5000;

fn main() {
    let document = ingest::read_text(SAMPLE, None).expect("the sample is a text").document;
    let lesson = Lesson::of(document, 0, Morphology::bundled());
    let layout = Layout { titled: true, ..Layout::wide(640.0) };
    let charts: Vec<_> = lesson.charts.iter().cycle().take(CHARTS).collect();
    let mut bytes = 0;
    let drawn = median(|| {
        bytes = charts.iter().map(|chart| black_box(svg::file(&scene(chart, &layout), layout.text)).len()).sum();
    });
    let suggested = median(|| {
        black_box(suggest(&lesson.document, Morphology::bundled(), &lesson.facts, &lesson.relations));
    });
    println!("{} charts from {} relations in {suggested:.2} ms", lesson.charts.len(), lesson.relations.len());
    println!("{CHARTS} charts, {} kB of SVG", bytes / 1000);
    println!("figure: scene and SVG of {CHARTS} charts, native = {drawn:.1} ms");

    // Which of them are closed while one guesses first: all are looked at for what they tell of the others.
    let many: Vec<ChartSpec> = charts.iter().map(|chart| (*chart).clone()).collect();
    let closed = median(|| {
        black_box(doors("", &many, |_| false));
    });
    println!("figure: doors of {CHARTS} charts, native = {closed:.1} ms");

    let entries = Timeline::of(&lesson.document, &lesson.facts).entries;
    let many = entries.iter().cycle().take(ENTRIES).cloned().enumerate().map(|(index, mut entry)| {
        let days = index as i64 * 7;
        (entry.first, entry.last) = (entry.first + days, entry.last + days);
        entry
    });
    let mut timeline = Timeline { entries: many.collect() };
    timeline.entries.sort_by_key(|entry| entry.first + entry.last);
    let all = timeline.extent().expect("the sample has dated facts");
    let frame = median(|| {
        let mut window: Window = all.zoomed(0.5, 4.0, all);
        for _ in 0..100 {
            window = window.panned(0.01, all);
            black_box(timeline.items(window, 1200.0));
        }
    });
    println!("figure: what a frame of {ENTRIES} entries shows, native = {:.3} ms", frame / 100.0);
}

/// Milliseconds.
fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}
