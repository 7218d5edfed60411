//! The statistics as drawings, of the same marks as charts. Words come from outside; each drawing has its whole content in its
//! label, and a table beside it.

use super::Share;
use crate::chart::scene::{Anchor, Class, Mark, Scene, Shape};

/// The font size in pixels that texts are set in.
const TEXT: f64 = 12.0;
/// Room for the numbers of an axis, and for the texts below.
const LEFT: f64 = 36.0;
const BELOW: f64 = 20.0;
const ROOM: f64 = 130.0;

/// A drawing under construction.
struct Paper(Vec<Mark>);

impl Paper {
    fn push(&mut self, class: Class, shape: Shape) {
        self.0.push(Mark { shape, class, fact: None });
    }

    fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, class: Class, text: impl Into<String>) {
        self.push(class, Shape::Text { x: tenth(x), y: tenth(y), anchor, text: text.into() });
    }

    fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), class: Class) {
        self.push(class, Shape::Line { x1: tenth(x1), y1: tenth(y1), x2: tenth(x2), y2: tenth(y2) });
    }

    fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), class: Class) {
        let (x, y, width, height) = (tenth(x), tenth(y), tenth(width), tenth(height));
        self.push(class, Shape::Rect { x, y, width, height, radius: 0.0 });
    }

    fn dot(&mut self, (x, y): (f64, f64), r: f64, class: Class) {
        self.push(class, Shape::Circle { x: tenth(x), y: tenth(y), r });
    }

    fn done(self, width: f64, height: f64, label: String) -> Scene {
        Scene { width, height: height.ceil(), label, marks: self.0 }
    }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Columns from zero, each with what stands under it, if anything; their axis has its end and its middle.
pub fn columns(width: f64, columns: &[(String, usize)], label: String) -> Scene {
    let mut paper = Paper(Vec::new());
    let most = nice(columns.iter().map(|(_, count)| *count).max().unwrap_or(0));
    let (top, base) = (TEXT, TEXT + ROOM);
    for tick in [0, most / 2, most] {
        let y = base - tick as f64 / most as f64 * ROOM;
        paper.line((LEFT, y), (width, y), Class::Axis);
        paper.text((LEFT - 6.0, y + TEXT * 0.36), Anchor::End, Class::Label, tick.to_string());
    }
    let step = (width - LEFT) / columns.len().max(1) as f64;
    let gap = (step * 0.2).min(6.0);
    for (nth, (under, count)) in columns.iter().enumerate() {
        let x = LEFT + nth as f64 * step;
        let height = *count as f64 / most as f64 * ROOM;
        if *count > 0 {
            // What is there is seen.
            let height = height.max(1.5);
            paper.rect((x + gap / 2.0, base - height), (step - gap, height), Class::Bar);
        }
        if !under.is_empty() {
            let (x, anchor) = match nth {
                0 if step < 40.0 => (x, Anchor::Start),
                _ => (x + step / 2.0, Anchor::Middle),
            };
            paper.text((x, base + BELOW - 4.0), anchor, Class::Label, under.clone());
        }
    }
    paper.done(width, top.max(base) + BELOW, label)
}

/// The end of an axis of counts that has a whole number in its middle.
fn nice(most: usize) -> usize {
    let mut scale = 1;
    loop {
        for step in [2, 4, 6, 10] {
            if step * scale >= most {
                return step * scale;
            }
        }
        scale *= 10;
    }
}

/// Weeks side by side, a square a day, the larger the more was done. `days` end with today; `first` is the day of the week, from
/// 0, of the first one. `months` stand over the weeks whose number is given.
pub fn calendar(
    width: f64,
    days: &[usize],
    first: usize,
    names: &[String; 7],
    months: &[(usize, String)],
    label: String,
) -> Scene {
    let mut paper = Paper(Vec::new());
    let weeks = (first + days.len()).div_ceil(7).max(1);
    let cell = ((width - LEFT) / weeks as f64).min(18.0);
    let top = TEXT + 8.0;
    for (week, month) in months {
        paper.text((LEFT + *week as f64 * cell, TEXT), Anchor::Start, Class::Label, month.clone());
    }
    for (nth, name) in names.iter().enumerate().step_by(2) {
        let y = top + (nth as f64 + 0.5) * cell + TEXT * 0.36;
        paper.text((LEFT - 6.0, y), Anchor::End, Class::Label, name.clone());
    }
    let most = days.iter().copied().max().unwrap_or(0).max(1) as f64;
    for (nth, count) in days.iter().enumerate() {
        let at = first + nth;
        let (x, y) = (LEFT + (at / 7) as f64 * cell, top + (at % 7) as f64 * cell);
        let full = cell - 2.0;
        if *count == 0 {
            let side = 2.0;
            paper.rect((x + (cell - side) / 2.0, y + (cell - side) / 2.0), (side, side), Class::Rest);
            continue;
        }
        // By area, from what can be seen to the whole square.
        let side = (full * (*count as f64 / most).sqrt()).max(4.0).min(full);
        paper.rect((x + (cell - side) / 2.0, y + (cell - side) / 2.0), (side, side), Class::Bar);
    }
    paper.done(width, top + 7.0 * cell + 2.0, label)
}

/// Shares with their intervals, each with its name and its number, along one axis; `target` is a line across.
pub fn shares(width: f64, rows: &[(String, Share, String)], target: Option<f64>, label: String) -> Scene {
    let mut paper = Paper(Vec::new());
    let least = rows.iter().map(|(_, share, _)| share.interval().0).chain(target).fold(1.0, f64::min);
    // From a round tenth below the least.
    let from = ((least * 10.0).floor() / 10.0).clamp(0.0, 0.9);
    let left = 8.0;
    let room = width - left - 8.0;
    let at = |share: f64| left + (share - from) / (1.0 - from) * room;
    let step = TEXT * 3.2;
    let end = step * rows.len() as f64 + 4.0;
    if let Some(target) = target {
        paper.line((at(target), 0.0), (at(target), end), Class::Axis);
    }
    for (nth, (name, share, number)) in rows.iter().enumerate() {
        let y = nth as f64 * step;
        paper.text((left - 8.0, y + TEXT), Anchor::Start, Class::Label, name.clone());
        paper.text((width, y + TEXT), Anchor::End, Class::Value, number.clone());
        let Some(value) = share.value() else { continue };
        let (low, high) = share.interval();
        let y = y + TEXT * 2.0;
        paper.line((at(low), y), (at(high), y), Class::Span);
        paper.line((at(low), y - 4.0), (at(low), y + 4.0), Class::Span);
        paper.line((at(high), y - 4.0), (at(high), y + 4.0), Class::Span);
        paper.dot((at(value), y), 5.0, Class::Dot);
    }
    for (share, anchor) in [(from, Anchor::Start), (1.0, Anchor::End)] {
        paper.text((at(share), end + TEXT), anchor, Class::Label, percent(share));
    }
    paper.done(width, end + TEXT + 6.0, label)
}

/// What was foretold against what came: on the line across, both are the same.
pub fn calibration(width: f64, points: &[(f64, Share)], axes: [String; 2], label: String) -> Scene {
    let mut paper = Paper(Vec::new());
    let least = points.iter().map(|(foretold, share)| foretold.min(share.interval().0)).fold(1.0, f64::min);
    let from = ((least * 10.0).floor() / 10.0).clamp(0.0, 0.9);
    let side = (width - LEFT - 10.0).min(320.0);
    let base = TEXT * 2.0 + side;
    let x = |share: f64| LEFT + (share - from) / (1.0 - from) * side;
    let y = |share: f64| base - (share - from) / (1.0 - from) * side;
    for tick in [from, f64::midpoint(from, 1.0), 1.0] {
        paper.line((LEFT, y(tick)), (LEFT + side, y(tick)), Class::Axis);
        paper.text((LEFT - 6.0, y(tick) + TEXT * 0.36), Anchor::End, Class::Label, percent(tick));
        paper.text((x(tick), base + BELOW - 4.0), Anchor::Middle, Class::Label, percent(tick));
    }
    paper.line((x(from), y(from)), (x(1.0), y(1.0)), Class::Axis);
    let [across, up] = axes;
    paper.text((0.0, TEXT), Anchor::Start, Class::Label, up);
    paper.text((LEFT + side, base + BELOW + TEXT), Anchor::End, Class::Label, across);
    let most = points.iter().map(|(_, share)| share.whole).max().unwrap_or(1) as f64;
    for (foretold, share) in points {
        let Some(value) = share.value() else { continue };
        let (low, high) = share.interval();
        paper.line((x(*foretold), y(low.max(from))), (x(*foretold), y(high)), Class::Span);
        let r = 3.0 + 4.0 * (share.whole as f64 / most).sqrt();
        paper.dot((x(*foretold), y(value)), tenth(r), Class::Dot);
    }
    paper.done(width, base + BELOW + TEXT + 6.0, label)
}

fn percent(share: f64) -> String {
    format!("{}\u{a0}%", (share * 100.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_inside(scene: &Scene) {
        let inside = |x: f64, y: f64| {
            assert!((-0.1..=scene.width + 0.1).contains(&x) && (-0.1..=scene.height + 0.1).contains(&y), "{x} {y}");
        };
        for mark in &scene.marks {
            match mark.shape {
                Shape::Rect { x, y, width, height, .. } => {
                    inside(x, y);
                    inside(x + width, y + height);
                    assert!(width > 0.0 && height > 0.0);
                }
                Shape::Line { x1, y1, x2, y2 } => {
                    inside(x1, y1);
                    inside(x2, y2);
                }
                Shape::Circle { x, y, r } => {
                    inside(x - r, y);
                    inside(x + r, y);
                }
                Shape::Text { x, y, .. } => inside(x, y),
                Shape::Path { .. } => {}
            }
        }
    }

    fn data(scene: &Scene) -> usize {
        scene.marks.iter().filter(|mark| mark.class.is_datum()).count()
    }

    #[test]
    fn every_drawing_has_its_data_inside() {
        for width in [280.0, 560.0] {
            let counts: Vec<(String, usize)> = (0..30).map(|nth| (String::new(), nth * 7)).collect();
            let scene = columns(width, &counts, String::new());
            assert_eq!(data(&scene), 29, "a day with nothing has no column");
            assert_inside(&scene);
            assert_inside(&columns(width, &[], String::new()));

            let names: [String; 7] = std::array::from_fn(|nth| nth.to_string());
            let scene = calendar(width, &[0, 1, 900, 3], 5, &names, &[(0, "март".to_owned())], String::new());
            assert_eq!(data(&scene), 3);
            assert_inside(&scene);

            let share = |part, whole| Share { part, whole };
            let rows = [("a".to_owned(), share(9, 10), "9".to_owned()), ("b".to_owned(), share(0, 0), String::new())];
            let scene = shares(width, &rows, Some(0.9), String::new());
            assert_eq!(data(&scene), 1);
            assert_inside(&scene);

            let points = [(0.35, share(2, 9)), (0.95, share(90, 100))];
            let scene = calibration(width, &points, [String::new(), String::new()], String::new());
            assert_eq!(data(&scene), 2);
            assert_inside(&scene);
        }
    }

    #[test]
    fn an_axis_ends_at_a_number_with_a_whole_middle() {
        assert_eq!([0, 1, 3, 5, 7, 11, 41, 600, 601].map(nice), [2, 2, 4, 6, 10, 20, 60, 600, 1000]);
    }
}
