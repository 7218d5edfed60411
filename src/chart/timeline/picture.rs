//! A still picture of a window.

use super::super::scene::{Anchor, Canvas, Class, Layout, Look, Scene};
use super::super::text::fitting;
use super::{EntryKind, Item, Timeline, Window};

/// A still picture of a window, with what each of its marks stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub scene: Scene,
    /// In the order of the marks that are data, one each.
    pub items: Vec<Item>,
}

/// A still picture of a window: the axis, its items, and as many words as have room.
pub fn scene(timeline: &Timeline, window: Window, layout: &Layout) -> Scene {
    picture(timeline, window, layout).scene
}

/// Likewise, with the items that are drawn. Periods for which no lane is left, and of which the window shows neither end, are
/// only counted.
pub fn picture(timeline: &Timeline, window: Window, layout: &Layout) -> Picture {
    let mut canvas = Canvas::of(layout);
    let (width, text) = (canvas.width, canvas.text);
    // Words above, the mark under them.
    let lane_height = (text * 1.3).round() + 12.0;
    // Where each lane of words is free, from the axis upward.
    let mut lanes: Vec<f64> = Vec::new();
    let mut placed: Vec<(Item, usize, String)> = Vec::new();
    let mut passing = 0;
    for item in timeline.items(window, width) {
        let label = fitting(&words(timeline, &item), width * 0.6, text, false);
        let wide = canvas.text_width(&label, Class::Label);
        let start = start(item.from.clamp(0.0, width), wide, width);
        let end = (start + wide).max(item.to.min(width) + 5.0) + 10.0;
        match lanes.iter().position(|taken| *taken <= start.min(item.from - 5.0)) {
            Some(lane) => {
                lanes[lane] = end;
                placed.push((item, lane, label));
            }
            None if lanes.len() < MOST_LANES => {
                lanes.push(end);
                placed.push((item, lanes.len() - 1, label));
            }
            None if item.from < 0.0 && item.to > width => passing += item.entries.len(),
            // Words without a lane are left to the list beside the drawing; the mark stays.
            None => placed.push((item, MOST_LANES, String::new())),
        }
    }
    let lanes = lanes.len().max(1);
    if passing > 0 {
        let note = format!("+{passing}");
        canvas.text(width, canvas.top + text, Anchor::End, Class::Note, note, None);
        canvas.top += (text * 1.3).round();
    }
    let base = canvas.top + lanes as f64 * lane_height + 6.0;
    let ticks = window.ticks(width);
    for tick in &ticks {
        canvas.line((tick.x, canvas.top), (tick.x, base + 5.0), Class::Axis);
    }
    canvas.line((0.0, base), (width, base), Class::Axis);
    let mut items = Vec::with_capacity(placed.len());
    for (item, lane, label) in placed {
        let entry = &timeline.entries[item.entries.start];
        let (from, to) = (item.from.clamp(0.0, width), item.to.clamp(0.0, width));
        let y = base - lane.min(lanes - 1) as f64 * lane_height - 9.0;
        if !label.is_empty() {
            let start = start(from, canvas.text_width(&label, Class::Label), width);
            canvas.beside(start, y - 7.0, label, &entry.fact);
        }
        let look =
            Look { count: item.entries.len(), is_round: entry.kind == EntryKind::Event, is_about: entry.is_about };
        canvas.entry((from, to), y, look, &entry.fact);
        items.push(item);
    }
    canvas.ticks(base + text * 1.5, ticks.into_iter().map(|tick| (tick.x, tick.label)));
    let label = format!("{} на оси времени", timeline.entries.len());
    Picture { scene: canvas.finish(base + text * 1.9, label), items }
}

pub(super) const MOST_LANES: usize = 12;

/// The words of an entry stand after its mark, or end at the edge.
fn start(x: f64, wide: f64, width: f64) -> f64 {
    x.min(width - wide).max(0.0)
}

fn words(timeline: &Timeline, item: &Item) -> String {
    let of = &timeline.entries[item.entries.clone()];
    match of {
        [one] => format!("{}: {}", one.time, one.label),
        _ => format!("{} · {}", of.len(), of.first().map_or("", |entry| entry.time.as_str())),
    }
}
