//! What the forms draw with: each mark in pixels, rounded, with the fact that it stands for.

use super::super::Row;
use super::super::fray::{FRAY, Frayed, frayed};
use super::super::text::width;
use super::{Anchor, Class, Layout, Mark, NOTE, Scene, Shape};
use crate::extract::Bound;
use crate::fact::FactId;

/// How an entry of a timeline is drawn.
#[derive(Clone, Copy)]
pub(in crate::chart) struct Look {
    /// Of how many it is.
    pub count: usize,
    pub is_round: bool,
    pub is_about: bool,
}

/// The marks so far, and the room that is left.
pub(in crate::chart) struct Canvas {
    pub width: f64,
    /// Font size.
    pub text: f64,
    /// Where the chart proper begins.
    pub top: f64,
    marks: Vec<Mark>,
}

impl Canvas {
    /// An empty one for this room.
    pub fn of(layout: &Layout) -> Self {
        let layout = layout.sane();
        Canvas { width: layout.width, text: layout.text, top: 0.0, marks: Vec::new() }
    }

    /// The drawing, so high.
    pub fn finish(self, height: f64, label: String) -> Scene {
        Scene { width: self.width, height: height.ceil(), label, marks: self.marks }
    }

    /// A drawing with room to spare gets a scale with ticks.
    pub fn is_wide(&self) -> bool {
        self.width >= 440.0
    }

    pub fn text_width(&self, text: &str, class: Class) -> f64 {
        let size = if class == Class::Note { self.text * NOTE } else { self.text };
        width(text, size, matches!(class, Class::Value | Class::Inside | Class::Title))
    }

    pub fn push(&mut self, shape: Shape, class: Class, fact: Option<&FactId>) {
        self.marks.push(Mark { shape, class, fact: fact.cloned() });
    }

    pub fn text(&mut self, x: f64, y: f64, anchor: Anchor, class: Class, text: String, fact: Option<&FactId>) {
        self.push(Shape::Text { x: round(x), y: round(y), anchor, text }, class, fact);
    }

    /// The words of an axis on one line, from left to right; those that would touch the one before are left out.
    pub fn ticks(&mut self, y: f64, ticks: impl IntoIterator<Item = (f64, String)>) {
        let mut taken = f64::NEG_INFINITY;
        for (x, label) in ticks {
            let half = self.text_width(&label, Class::Label) / 2.0;
            let x = x.clamp(half, (self.width - half).max(half));
            if x - half > taken + 6.0 {
                taken = x + half;
                self.text(x, y, Anchor::Middle, Class::Label, label, None);
            }
        }
    }

    pub fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), class: Class) {
        self.push(Shape::Line { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2) }, class, None);
    }

    pub fn path(&mut self, points: &[(f64, f64)], class: Class) {
        let points = points.iter().map(|&(x, y)| (round(x), round(y))).collect();
        self.push(Shape::Path { points }, class, None);
    }

    /// A datum in time with what tells how exact it is: a tick up for "over" and down for "under"; of a range, from whose
    /// lower end to its upper one `ends` go, a whisker under a smaller ring. Returns how far all of it reaches up and down.
    pub fn in_time(&mut self, (x, y): (f64, f64), r: f64, ends: (f64, f64), row: &Row) -> (f64, f64) {
        if row.range().is_some() {
            self.datum_path(&[(x, ends.0), (x, ends.1)], Class::Mark, row);
            for y in [ends.0, ends.1] {
                self.datum_path(&[(x - WHISKER, y), (x + WHISKER, y)], Class::Mark, row);
            }
            self.dot((x, y), r * 0.6, row);
            return (ends.1.min(y - r), ends.0.max(y + r));
        }
        let (up, down) = match row.bound {
            Bound::Over | Bound::AtLeast => (TICK, 0.0),
            Bound::Under | Bound::UpTo => (0.0, TICK),
            Bound::Exact | Bound::About | Bound::Between => (0.0, 0.0),
        };
        let (top, bottom) = (y - r - up, y + r + down);
        if up + down > 0.0 {
            let (from, to) = if up > 0.0 { (y - r, top) } else { (y + r, bottom) };
            self.line((x, from), (x, to), Class::Mark);
        }
        self.dot((x, y), r, row);
        (top, bottom)
    }

    /// A datum: a disc, and a ring where the text gives no exact figure.
    pub fn dot(&mut self, (x, y): (f64, f64), r: f64, row: &Row) {
        let class = if row.bound == Bound::Exact { Class::Dot } else { Class::OpenDot };
        self.push(Shape::Circle { x: round(x), y: round(y), r: round(r) }, class, Some(&row.fact));
    }

    /// A part of a waffle's unit, or its sample beside the name of its group.
    pub fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), radius: f64, class: Class, row: &Row) {
        let shape = Shape::Rect { x: round(x), y: round(y), width: round(width), height: round(height), radius };
        self.push(shape, class, Some(&row.fact));
    }

    /// A unit of a whole that belongs to no group.
    pub fn bare(&mut self, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let shape = Shape::Rect { x: round(x), y: round(y), width: round(width), height: round(height), radius: 1.0 };
        self.push(shape, Class::Rest, None);
    }

    /// A full disc that is a sign of a datum.
    pub fn spot(&mut self, (x, y): (f64, f64), r: f64, row: &Row) {
        self.push(Shape::Circle { x: round(x), y: round(y), r: round(r) }, Class::Dot, Some(&row.fact));
    }

    /// A text on paper, so that no line of an axis runs through it.
    pub fn backed(&mut self, x: f64, y: f64, class: Class, text: String, row: &Row) {
        self.on_paper(x, y, class, text, &row.fact);
    }

    fn on_paper(&mut self, x: f64, y: f64, class: Class, text: String, fact: &FactId) {
        let left = (x - 2.0).max(0.0);
        let width = (self.text_width(&text, class) + 4.0).min(self.width - left).max(0.0);
        let shape = Shape::Rect {
            x: round(left),
            y: round(y - self.text),
            width: round(width),
            height: round(self.text * 1.3),
            radius: 0.0,
        };
        self.push(shape, Class::Paper, None);
        self.text(x, y, Anchor::Start, class, text, Some(fact));
    }

    /// An entry of a timeline from one end to the other: a disc for a moment, a bar for a period, a larger ring for several;
    /// what was counted is a square, what happened is round. Of one whose time is not sure, a moment is a ring, and the ends
    /// of a period are cut into slices.
    pub fn entry(&mut self, (from, to): (f64, f64), y: f64, look: Look, fact: &FactId) {
        let Look { count, is_round, is_about } = look;
        // So short a period has no room for slices.
        let is_vague = is_about && count == 1 && to - from < 2.0 * FRAY + 4.0;
        if to - from > 9.0 && !is_vague {
            let bar = |from: f64, width: f64, radius: f64| Shape::Rect {
                x: round(from),
                y: round(y - 3.0),
                width: round(width),
                height: 6.0,
                radius,
            };
            if count > 1 || !is_about {
                let class = if count > 1 { Class::Outline } else { Class::Bar };
                return self.push(bar(from, to - from, if is_round { 3.0 } else { 0.0 }), class, Some(fact));
            }
            let Frayed { solid, slices, .. } =
                frayed(Bound::About, (to - from) / 2.0 - FRAY / 2.0, 0.0, (to - from) / 2.0);
            let middle = from.midpoint(to);
            self.push(bar(middle - solid, 2.0 * solid, 0.0), Class::Bar, Some(fact));
            for (at, width) in slices {
                self.push(bar(middle + at, width, 0.0), Class::Bar, Some(fact));
                self.push(bar(middle - at - width, width, 0.0), Class::Bar, Some(fact));
            }
            return;
        }
        let r = if count > 1 { 5.0 } else { 3.5 };
        let x = from.midpoint(to).clamp(r, (self.width - r).max(r));
        let is_open = count > 1 || is_about;
        if is_round || count > 1 {
            let class = if is_open { Class::OpenDot } else { Class::Dot };
            return self.push(Shape::Circle { x: round(x), y: round(y), r }, class, Some(fact));
        }
        let shape = Shape::Rect { x: round(x - r), y: round(y - r), width: 2.0 * r, height: 2.0 * r, radius: 0.0 };
        self.push(shape, if is_open { Class::Outline } else { Class::Bar }, Some(fact));
    }

    /// The words of an entry of a timeline, on paper where lines pass.
    pub fn beside(&mut self, x: f64, y: f64, text: String, fact: &FactId) {
        self.on_paper(x, y, Class::Label, text, fact);
    }

    /// Along a horizontal axis: a line that fades towards where the figure may lie, `более` to the right, `менее` to the
    /// left.
    pub fn open_end(&mut self, (x, y): (f64, f64), r: f64, row: &Row) {
        let way = match row.bound {
            Bound::Over | Bound::AtLeast => 1.0,
            Bound::Under | Bound::UpTo => -1.0,
            Bound::Exact | Bound::About | Bound::Between => return,
        };
        let end = (x + way * (r + 7.0)).clamp(0.0, self.width);
        self.line((x, y), (end, y), Class::Mark);
    }

    /// A datum that is a way: `points` joined by lines.
    pub fn datum_path(&mut self, points: &[(f64, f64)], class: Class, row: &Row) {
        let points = points.iter().map(|&(x, y)| (round(x), round(y))).collect();
        self.push(Shape::Path { points }, class, Some(&row.fact));
    }

    /// What a part lies on: as long as its whole, and as open at its end as the text leaves that. Returns how far
    /// the solid part and the last slice reach.
    pub fn whole(&mut self, (x, y): (f64, f64), end: f64, height: f64, whole: &Row, upper: f64) -> (f64, f64) {
        let before = self.marks.len();
        let reach = self.bar((x, y), end, height, Class::Rest, whole, upper);
        // The whole has a bar of its own, which leads to its words.
        self.marks[before..].iter_mut().for_each(|mark| mark.fact = None);
        reach
    }

    /// The length of a whole, under the bar of its part.
    pub fn track(&mut self, (x, y): (f64, f64), width: f64, height: f64) {
        let shape = Shape::Rect {
            x: round(x),
            y: round(y),
            width: round(width.clamp(1.0, self.width - x)),
            height: round(height),
            radius: 2.0,
        };
        self.push(shape, Class::Rest, None);
    }

    /// A bar from `x` to `end`, which lies left of it for falls. Where the text gives no exact figure, its end is frayed: what
    /// is sure is solid, and what may be is cut into slices: around the figure for "about", beyond it for "over", before it
    /// for "under", up to `upper` for a range. Returns how far the solid part and the last slice reach.
    pub fn bar(
        &mut self,
        (x, y): (f64, f64),
        end: f64,
        height: f64,
        class: Class,
        row: &Row,
        upper: f64,
    ) -> (f64, f64) {
        let is_left = end < x;
        let far = |to: f64| if is_left { x - to } else { to - x };
        let room = if is_left { x } else { self.width - x };
        let Frayed { solid, tip, slices } = frayed(row.bound, far(end), far(upper), room);
        let fact = Some(&row.fact);
        let rect = |from: f64, width: f64, radius: f64| Shape::Rect {
            x: round(if is_left { x - from - width } else { x + from }),
            y: round(y),
            width: round(width),
            height: round(height),
            radius,
        };
        let width = solid.max(1.0).min(room);
        let radius = if row.bound == Bound::Exact && width >= 4.0 { 2.0 } else { 0.0 };
        self.push(rect(0.0, width, radius), class, fact);
        for (from, width) in slices {
            self.push(rect(from, width, 0.0), class, fact);
        }
        let place = |far: f64| if is_left { x - far } else { x + far };
        (place(solid), place(tip))
    }

    /// A bar that stands on `zero` or hangs from it, so wide around `x`, with the same ends; it has `room` up or down.
    /// Returns where its last slice ends.
    pub fn column(&mut self, (x, zero): (f64, f64), width: f64, (end, upper): (f64, f64), room: f64, row: &Row) -> f64 {
        let is_up = end < zero;
        let far = |to: f64| if is_up { zero - to } else { to - zero };
        let Frayed { solid, tip, slices } = frayed(row.bound, far(end), far(upper), room);
        let bodies = std::iter::once((0.0, solid.max(1.0).min(room))).chain(slices);
        for (from, height) in bodies {
            let shape = Shape::Rect {
                x: round(x - width / 2.0),
                y: round(if is_up { zero - from - height } else { zero + from }),
                width: round(width),
                height: round(height),
                radius: 0.0,
            };
            self.push(shape, Class::Bar, Some(&row.fact));
        }
        if is_up { zero - tip } else { zero + tip }
    }
}

/// How long the tick at a datum is that says in which way the figure is open.
const TICK: f64 = 5.0;
/// Half of what lies across either end of a range.
pub(in crate::chart) const WHISKER: f64 = 4.0;

/// A tenth of a pixel is enough, and keeps files short and equal everywhere.
pub(in crate::chart) fn round(value: f64) -> f64 {
    let value = (value * 10.0).round() / 10.0;
    if value.is_finite() { value + 0.0 } else { 0.0 }
}
