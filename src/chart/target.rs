//! What one can point at in a drawing: the marks of one fact together, however many shapes they are.

use super::scene::{Class, Mark, Scene, Shape};
use crate::fact::FactId;

/// What is drawn, in the order of drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    /// A text, or a line to read against.
    Plain(&'a Mark),
    Target(Target<'a>),
}

/// All marks of a fact that are data.
#[derive(Clone, Debug, PartialEq)]
pub struct Target<'a> {
    pub fact: &'a FactId,
    pub marks: Vec<&'a Mark>,
}

/// Smaller than this, in pixels, a target is missed by a finger or a hand that shakes.
const LEAST: f64 = 24.0;

impl Scene {
    /// Every mark once; those of a fact stand where the first of them does.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        for mark in &self.marks {
            let Some(fact) = mark.fact.as_ref().filter(|_| !matches!(mark.shape, Shape::Text { .. })) else {
                pieces.push(Piece::Plain(mark));
                continue;
            };
            let known = pieces.iter_mut().find_map(|piece| match piece {
                Piece::Target(target) if target.fact == fact => Some(target),
                _ => None,
            });
            match known {
                Some(target) => target.marks.push(mark),
                None => pieces.push(Piece::Target(Target { fact, marks: vec![mark] })),
            }
        }
        pieces
    }
}

impl Target<'_> {
    /// Left, top, width and height of what reacts to a finger, where the marks alone are too small for one; `None` where
    /// they are large enough, or strewn among those of others.
    pub fn reach(&self) -> Option<(f64, f64, f64, f64)> {
        if self.marks.iter().any(|mark| matches!(mark.class, Class::Unit | Class::Outline)) {
            return None;
        }
        let mut bounds: Option<[f64; 4]> = None;
        for (x, y) in self.marks.iter().flat_map(|mark| corners(&mark.shape)) {
            let [left, top, right, bottom] = bounds.unwrap_or([x, y, x, y]);
            bounds = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
        }
        let [left, top, right, bottom] = bounds?;
        let (width, height) = (right - left, bottom - top);
        let (wide, high) = (width.max(LEAST), height.max(LEAST));
        (width < LEAST || height < LEAST).then_some((
            left - (wide - width) / 2.0,
            top - (high - height) / 2.0,
            wide,
            high,
        ))
    }
}

fn corners(shape: &Shape) -> Vec<(f64, f64)> {
    match shape {
        Shape::Rect { x, y, width, height, .. } => vec![(*x, *y), (x + width, y + height)],
        Shape::Line { x1, y1, x2, y2 } => vec![(*x1, *y1), (*x2, *y2)],
        Shape::Path { points } => points.clone(),
        Shape::Circle { x, y, r } => vec![(x - r, y - r), (x + r, y + r)],
        Shape::Text { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::golden::spec_named;
    use crate::chart::{Layout, scene};

    #[test]
    fn every_row_is_one_target_and_every_mark_is_drawn_once() {
        for name in [
            "slope",
            "line",
            "line-uneven",
            "bars-unsure",
            "balance-unsure",
            "balance-times",
            "dots",
            "part-nested",
            "waffle",
            "arrows",
            "columns-unsure",
            "events",
        ] {
            let spec = spec_named(name);
            let scene = scene(&spec, &Layout::MARGIN);
            let pieces = scene.pieces();
            let targets: Vec<&Target> = pieces
                .iter()
                .filter_map(|piece| if let Piece::Target(target) = piece { Some(target) } else { None })
                .collect();
            let facts: Vec<&FactId> = targets.iter().map(|target| target.fact).collect();
            assert_eq!(facts, spec.rows.iter().map(|row| &row.fact).collect::<Vec<_>>(), "{name}");
            let drawn: usize =
                pieces.iter().map(|piece| if let Piece::Target(target) = piece { target.marks.len() } else { 1 }).sum();
            assert_eq!(drawn, scene.marks.len(), "{name}");
        }
    }

    #[test]
    fn a_small_mark_reacts_around_itself() {
        let line = scene(&spec_named("line"), &Layout::MARGIN);
        for piece in line.pieces() {
            if let Piece::Target(target) = piece {
                let (_, _, width, height) = target.reach().expect("a disc is small");
                assert!(width >= LEAST && height >= LEAST);
            }
        }
        let waffle = scene(&spec_named("waffle"), &Layout::MARGIN);
        let reaches =
            waffle.pieces().into_iter().any(|piece| matches!(piece, Piece::Target(it) if it.reach().is_some()));
        assert!(!reaches, "units lie among those of other groups");
    }
}
