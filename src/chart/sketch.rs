//! The drawing in which a guess is made, and in which the truth then stands over it. Before that it knows a [`Puzzle`] and
//! the guesses, and so nothing that is hidden.

use rust_decimal::Decimal;

use super::guess::{Axis, Guess, Puzzle, amount};
use super::line::spans;
use super::numbers::Numbers;
use super::scale::Linear;
use super::scene::{Anchor, Canvas, Class, Layout, Scene, Shape, round};
use super::text::wrap;
use super::{ChartSpec, Row, numbers};
use crate::extract::Amount;
use crate::wording::NBSP;
use crate::wording::amount::{Scale, decimal};

/// What is drawn, and how a place in it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    pub scene: Scene,
    /// Of each hidden slot, in their order.
    pub handles: Vec<Handle>,
    axis: Axis,
    /// Where the axis has its least and its most: downward where it is upright, else to the right.
    ends: (f64, f64),
    is_upright: bool,
}

/// What a guess is moved by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    /// Into the slots of the puzzle.
    pub slot: usize,
    pub x: f64,
    pub y: f64,
    pub is_set: bool,
}

impl Sketch {
    /// The slot that is meant at a place of the drawing, and the value there.
    pub fn at(&self, x: f64, y: f64) -> Option<(usize, f64)> {
        let far = |handle: &Handle| if self.is_upright { (handle.x - x).abs() } else { (handle.y - y).abs() };
        let nearest = self.handles.iter().min_by(|a, b| far(a).total_cmp(&far(b)))?;
        let (from, to) = self.ends;
        let along = if self.is_upright { y } else { x };
        let share = (along - from) / (to - from);
        let before = if self.axis.mirrored { 1.0 - BEYOND } else { 0.0 };
        let value = self.axis.least + share.clamp(before, BEYOND) * (self.axis.most - self.axis.least);
        value.is_finite().then_some((nearest.slot, value))
    }
}

/// So far over its end an axis can be drawn, which makes it grow.
const BEYOND: f64 = 1.06;
const HANDLE: f64 = 9.0;
/// The radius of a datum.
const DOT: f64 = 5.0;

/// Draws a puzzle with what was guessed of each slot; with the chart itself, the truth is drawn over the guesses.
pub fn sketch(puzzle: &Puzzle, values: &[Option<f64>], truth: Option<&ChartSpec>, layout: &Layout) -> Sketch {
    let guessed = values.iter().copied().flatten();
    let axis = match truth {
        // Nothing has to be hidden any more: only what is drawn needs room.
        Some(spec) => {
            let known = spec.rows.iter().flat_map(|row| [row.amount(), row.greatest()]).map(Amount::to_f64);
            let far = |value: f64| if puzzle.axis.mirrored { value.abs() } else { value };
            let most = guessed.chain(known).map(far).fold(0.0, f64::max);
            let most = if puzzle.axis.grows { Linear::from_zero(most, 4).ticks().last().copied() } else { None };
            let most = most.unwrap_or(puzzle.axis.most);
            Axis { least: if puzzle.axis.mirrored { -most } else { puzzle.axis.least }, most, ..puzzle.axis }
        }
        None => puzzle.axis_for(guessed),
    };
    let drawing = Drawing { puzzle, values, truth, axis };
    let mut canvas = Canvas::of(layout);
    if puzzle.is_upright() { drawing.upright(&mut canvas) } else { drawing.bars(&mut canvas) }
}

/// Where a datum stands in time, and from where to where its range goes.
#[derive(Clone, Copy)]
struct Datum {
    x: f64,
    y: f64,
    /// Its lower end and its upper one; both are `y` where it is no range.
    ends: (f64, f64),
}

impl Datum {
    fn of(x: f64, row: &Row, place: impl Fn(f64) -> f64) -> Self {
        let (lower, upper) = (row.amount().to_f64(), row.range().unwrap_or(row.amount()).to_f64());
        Datum { x, y: place(lower.midpoint(upper)), ends: (place(lower), place(upper)) }
    }
}

struct Drawing<'a> {
    puzzle: &'a Puzzle,
    values: &'a [Option<f64>],
    truth: Option<&'a ChartSpec>,
    axis: Axis,
}

impl Drawing<'_> {
    /// From 0 to 1 along the axis.
    fn share(&self, value: f64) -> f64 {
        let Axis { least, most, .. } = self.axis;
        ((value - least) / (most - least)).clamp(0.0, 1.0)
    }

    /// The row of a slot where it may be seen.
    fn row(&self, slot: usize) -> Option<&Row> {
        let slot = &self.puzzle.slots[slot];
        self.truth.and_then(|spec| spec.rows.get(slot.row)).or(slot.known.as_ref())
    }

    fn is_hidden(&self, slot: usize) -> bool {
        self.puzzle.slots[slot].known.is_none()
    }

    fn value(&self, slot: usize) -> Option<f64> {
        self.values.get(slot).copied().flatten().filter(|_| self.is_hidden(slot))
    }

    /// The number of a slot whose row may be seen; before the others are, its scale is its own.
    fn number(&self, row: &Row) -> String {
        match self.truth {
            Some(spec) => numbers::written(spec, row),
            None => Numbers::of(std::slice::from_ref(row), &self.puzzle.unit).written(row, true),
        }
    }

    fn finish(&self, canvas: Canvas, height: f64, handles: Vec<Handle>, ends: (f64, f64)) -> Sketch {
        let scene = canvas.finish(height, self.puzzle.title.clone());
        let handles = if self.truth.is_some() { Vec::new() } else { handles };
        Sketch { scene, handles, axis: self.axis, ends, is_upright: self.puzzle.is_upright() }
    }

    fn upright(&self, canvas: &mut Canvas) -> Sketch {
        let text = canvas.text;
        let room = if canvas.is_wide() { 240.0 } else { 180.0 };
        let top = canvas.top + text * 2.4;
        let base = top + room;
        let ticks = self.ticks();
        let gutter = ticks.iter().map(|(_, label)| canvas.text_width(label, Class::Label)).fold(0.0, f64::max) + 8.0;
        for (tick, label) in ticks {
            let y = base - self.share(tick) * room;
            canvas.line((gutter, y), (canvas.width, y), Class::Axis);
            canvas.text(gutter - 8.0, y + text * 0.36, Anchor::End, Class::Label, label, None);
        }
        let half = |label: &str| (canvas.text_width(label, Class::Label) / 2.0 + 2.0).clamp(24.0, canvas.width * 0.2);
        let slots = &self.puzzle.slots;
        let (first, last) = (slots.first().map_or("", |it| &it.label), slots.last().map_or("", |it| &it.label));
        let (left, right) = (gutter + half(first), canvas.width - half(last));
        let x = |slot: usize| left + slots[slot].at.unwrap_or(0.0) * (right - left);
        let y = |value: f64| base - self.share(value) * room;
        let datum = |slot: usize, row: &Row| Datum::of(x(slot), row, y);

        // The guess begins at what is known.
        let ways: Vec<(f64, f64)> = (0..slots.len())
            .filter_map(|slot| {
                let known = slots[slot].known.as_ref().map(|row| datum(slot, row).y);
                Some((x(slot), known.or(self.value(slot).map(y))?))
            })
            .collect();
        canvas.path(&ways, Class::Guess);
        if self.truth.is_some() {
            let rows: Vec<(usize, &Row)> = (0..slots.len()).filter_map(|slot| Some((slot, self.row(slot)?))).collect();
            let truth: Vec<(f64, f64)> = rows.iter().map(|&(slot, row)| (x(slot), datum(slot, row).y)).collect();
            canvas.path(&truth, Class::Mark);
            let days: Vec<_> = rows.iter().map(|(_, row)| row.days()).collect();
            spans(canvas, &days, &truth, (left, right), gutter, DOT);
        }
        let mut handles = Vec::new();
        let mut taken = f64::NEG_INFINITY;
        for (slot, of) in slots.iter().enumerate() {
            let label = super::text::fitting(&of.label, canvas.width * 0.4, text, false);
            let wide = canvas.text_width(&label, Class::Label) / 2.0;
            let middle = x(slot).clamp(wide, (canvas.width - wide).max(wide));
            let line = if middle - wide < taken { 2.9 } else { 1.6 };
            taken = middle + wide + 4.0;
            canvas.text(middle, base + text * line, Anchor::Middle, Class::Label, label, None);

            let guess = self.value(slot);
            if let Some(row) = self.row(slot) {
                let datum = datum(slot, row);
                let reach = canvas.in_time((datum.x, datum.y), DOT, datum.ends, row);
                let datum = Datum { ends: (reach.1 - DOT, reach.0 + DOT), ..datum };
                self.beside(canvas, datum, guess.map(y), self.number(row), Class::Value, (gutter, base));
            }
            if self.is_hidden(slot) {
                // Nobody has drawn it yet: it waits in the middle, which says nothing.
                let middle = self.axis.least.midpoint(self.axis.most);
                let place = (x(slot), y(guess.unwrap_or(middle)));
                if let Some(value) = guess {
                    let truth = self.row(slot).map(|row| datum(slot, row).y);
                    let datum = Datum { x: place.0, y: place.1, ends: (place.1, place.1) };
                    self.beside(canvas, datum, truth, written(self.puzzle, value), Class::Label, (gutter, base));
                }
                self.handle(canvas, place, guess.is_some());
                handles.push(Handle { slot, x: round(place.0), y: round(place.1), is_set: guess.is_some() });
            }
        }
        let height = base + text * 3.3;
        let canvas = std::mem::replace(canvas, Canvas::of(&Layout::MARGIN));
        self.finish(canvas, height, handles, (base, top))
    }

    /// A number above its place, or below it where the other number of the slot is above; it keeps off the axes, whose
    /// corner is given.
    fn beside(
        &self,
        canvas: &mut Canvas,
        Datum { x, y, ends: (bottom, top) }: Datum,
        other: Option<f64>,
        number: String,
        class: Class,
        (gutter, base): (f64, f64),
    ) {
        let half = canvas.text_width(&number, class) / 2.0;
        let is_below = other.is_some_and(|other| other < y || other == y && class == Class::Label);
        let below = bottom.max(y) + HANDLE + canvas.text;
        if is_below && below > base {
            // There the times stand: it goes to whichever side has room.
            let is_left = x - HANDLE - 2.0 * half - 4.0 > gutter;
            let (x, anchor) = if is_left { (x - HANDLE - 4.0, Anchor::End) } else { (x + HANDLE + 4.0, Anchor::Start) };
            return canvas.text(x, y - 3.0, anchor, class, number, None);
        }
        let x = x.max(gutter + half).min((canvas.width - half).max(half));
        canvas.text(x, if is_below { below } else { top.min(y) - HANDLE - 4.0 }, Anchor::Middle, class, number, None);
    }

    fn handle(&self, canvas: &mut Canvas, (x, y): (f64, f64), is_set: bool) {
        if self.truth.is_some() {
            return canvas.push(Shape::Circle { x: round(x), y: round(y), r: DOT }, Class::Guess, None);
        }
        canvas.push(Shape::Circle { x: round(x), y: round(y), r: HANDLE }, Class::Handle, None);
        if !is_set {
            canvas.text(x, y + canvas.text * 0.36, Anchor::Middle, Class::Value, "?".to_owned(), None);
        }
    }

    fn bars(&self, canvas: &mut Canvas) -> Sketch {
        let text = canvas.text;
        let height = 26.0;
        // A handle lies wholly inside.
        let (left, right) = (HANDLE + 1.0, canvas.width - HANDLE - 1.0);
        let x = |value: f64| left + self.share(value) * (right - left);
        let zero = x(0.0);
        let mut y = canvas.top + 2.0;
        let mut handles = Vec::new();
        for slot in 0..self.puzzle.slots.len() {
            let of = &self.puzzle.slots[slot];
            let guess = self.value(slot);
            let number = match (self.row(slot), guess) {
                (Some(row), _) => self.number(row),
                (None, Some(value)) => written(self.puzzle, value),
                (None, None) => "?".to_owned(),
            };
            let wide = canvas.text_width(&number, Class::Value);
            let mut lines = wrap(&of.label, canvas.width - wide - 12.0, text, false, 2);
            if lines.is_empty() {
                lines.push(String::new());
            }
            for (index, line) in lines.into_iter().enumerate() {
                canvas.text(0.0, y + text, Anchor::Start, Class::Label, line, None);
                if index == 0 {
                    canvas.text(canvas.width, y + text, Anchor::End, Class::Value, number.clone(), None);
                }
                y += (text * 1.3).round();
            }
            y += 2.0;
            let track = Shape::Rect { x: round(left), y: round(y), width: round(right - left), height, radius: 2.0 };
            canvas.push(track, Class::Rest, None);
            if let Some(value) = guess {
                let (from, to) = (zero.min(x(value)), zero.max(x(value)));
                let width = round((to - from).max(1.0));
                let bar = Shape::Rect { x: round(from), y: round(y), width, height, radius: 0.0 };
                canvas.push(bar, Class::Guess, None);
            }
            if let Some(row) = self.row(slot) {
                let inset = if guess.is_some() { 7.0 } else { 0.0 };
                let row = if self.axis.mirrored { &row.by_distance() } else { row };
                let (near, far) = row.by_size();
                let (end, upper) = (x(near.to_f64()), x(far.to_f64()));
                canvas.bar((zero, y + inset), end, height - 2.0 * inset, Class::Bar, row, upper);
            }
            let middle = y + height / 2.0;
            if self.is_hidden(slot) {
                let at = x(guess.unwrap_or(0.0));
                if self.truth.is_none() {
                    self.handle(canvas, (at, middle), guess.is_some());
                }
                handles.push(Handle { slot, x: round(at), y: round(middle), is_set: guess.is_some() });
            }
            y += height + text * 0.8;
        }
        if self.axis.least < 0.0 {
            canvas.line((zero, canvas.top), (zero, y - text * 0.8), Class::Axis);
        }
        canvas.ticks(y + text * 0.6, self.ticks().into_iter().map(|(tick, label)| (x(tick), label)));
        let bottom = y + text;
        let canvas = std::mem::replace(canvas, Canvas::of(&Layout::MARGIN));
        self.finish(canvas, bottom, handles, (left, right))
    }

    /// Round values along the axis, with their words.
    fn ticks(&self) -> Vec<(f64, String)> {
        let Axis { least, most, .. } = self.axis;
        let mut ticks: Vec<f64> = Linear::from_zero(most, 4).ticks();
        ticks.retain(|tick| *tick <= most * 1.001);
        if least < 0.0 {
            ticks.retain(|tick| *tick <= -least || *tick == 0.0);
            let below: Vec<f64> = ticks.iter().skip(1).rev().map(|tick| -tick).collect();
            ticks.splice(0..0, below);
        }
        ticks.into_iter().map(|tick| (tick, written(self.puzzle, tick))).collect()
    }
}

fn percent(number: &str) -> String {
    format!("{number}{NBSP}%")
}

/// A guess as one says it: `41 %`, `+20 %`, `120 тыс.`
pub fn written(puzzle: &Puzzle, value: f64) -> String {
    let Some(said) = amount(Guess { row: 0, value }) else { return String::new() };
    match said {
        Amount::Decimal(said) if puzzle.axis.least < 0.0 && !puzzle.axis.mirrored => {
            let sign = if said > Decimal::ZERO { "+" } else { "" };
            percent(&format!("{sign}{}", decimal(said)))
        }
        _ if puzzle.is_percent() => percent(&Scale::One.number(said)),
        _ => Scale::of(&[said]).written(said),
    }
}

/// What is typed into a field as a guess: `41`, `41,5 %`, `120 000`, `120 тыс.`
pub fn read(typed: &str) -> Option<f64> {
    let typed = typed.replace([NBSP, '\u{202f}', ' '], "").replace('−', "-").to_lowercase();
    let typed = typed.trim_end_matches('%');
    let mut factor = 1.0;
    let mut digits = typed;
    for (word, of) in [("тыс.", 1e3), ("тыс", 1e3), ("млн", 1e6), ("млрд", 1e9)] {
        if let Some(rest) = typed.strip_suffix(word).or(typed.strip_suffix(&format!("{word}."))) {
            (digits, factor) = (rest, of);
            break;
        }
    }
    let written = digits.trim_start_matches('+').replace(',', ".");
    let is_number = written.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-')) && !written.is_empty();
    let value: f64 = written.parse().ok().filter(|_| is_number)?;
    Some(value * factor).filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests;
