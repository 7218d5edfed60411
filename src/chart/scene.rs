//! What is drawn where: typed marks in pixels, from which the screen and the SVG file are both made.

use serde::{Deserialize, Serialize};

use super::text::{fitting, width, wrap};
use super::{ChartSpec, Form, Row, bars, line, part, slope};
use crate::extract::{Amount, Bound};
use crate::fact::FactId;
use crate::wording::NBSP;
use crate::wording::amount::{Scale, sign};

/// The room for a drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Pixels, from 160 to 2000; the height follows from the chart.
    pub width: f64,
    /// The font size in pixels that the texts will be set in.
    pub text: f64,
    /// Whether title and unit are drawn too: in files yes, on a page they stand in HTML.
    pub titled: bool,
}

/// A drawing of `width` by `height` pixels; every mark lies inside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scene {
    pub width: f64,
    pub height: f64,
    /// The chart in words, for those who do not see it.
    pub label: String,
    /// In drawing order.
    pub marks: Vec<Mark>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub shape: Shape,
    pub class: Class,
    /// The fact that the mark stands for: a click on it leads to the words.
    pub fact: Option<FactId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    Rect {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        radius: f64,
    },
    Line {
        x1: f64,
        y1: f64,
        x2: f64,
        y2: f64,
    },
    /// Joined by straight lines, not closed.
    Path {
        points: Vec<(f64, f64)>,
    },
    Circle {
        x: f64,
        y: f64,
        r: f64,
    },
    /// `y` is the base line.
    Text {
        x: f64,
        y: f64,
        anchor: Anchor,
        text: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// What a mark is; the style sheet gives it its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// A thin line to read against.
    Axis,
    /// A drawn line between data.
    Mark,
    /// A datum.
    Dot,
    /// A datum that the text does not give exactly: a ring.
    OpenDot,
    Bar,
    /// What a bar is a part of.
    Rest,
    /// A text beside the data: a time, a place, a tick.
    Label,
    /// The number of a datum.
    Value,
    /// A number on a bar.
    Inside,
    Title,
}

impl Anchor {
    /// As the SVG attribute `text-anchor` says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

impl Class {
    /// As the style sheet names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Axis => "axis",
            Class::Mark => "mark",
            Class::Dot => "dot",
            Class::OpenDot => "dot open",
            Class::Bar => "barmark",
            Class::Rest => "rest",
            Class::Label => "label",
            Class::Value => "value",
            Class::Inside => "value inside",
            Class::Title => "title",
        }
    }
}

impl Layout {
    /// Beside a paragraph.
    pub const MARGIN: Layout = Layout { width: 240.0, text: 12.0, titled: false };

    /// For a page or a file of `width` pixels.
    pub fn wide(width: f64) -> Layout {
        Layout { width, text: if width < 480.0 { 12.0 } else { 14.0 }, titled: false }
    }

    fn sane(self) -> Layout {
        let or = |value: f64, default: f64| if value.is_finite() { value } else { default };
        Layout {
            width: or(self.width, 240.0).clamp(160.0, 2000.0),
            text: or(self.text, 12.0).clamp(8.0, 24.0),
            titled: self.titled,
        }
    }
}

/// Draws a chart: pure, total, every coordinate finite and within the scene.
pub fn scene(spec: &ChartSpec, layout: &Layout) -> Scene {
    let layout = layout.sane();
    let mut canvas = Canvas::new(layout);
    if layout.titled {
        for text in wrap(&spec.title, layout.width, layout.text * TITLE, true, 3) {
            canvas.top += (layout.text * TITLE * 1.3).round();
            canvas.text(0.0, canvas.top - layout.text * 0.35, Anchor::Start, Class::Title, text, None);
        }
        if !spec.unit.is_empty() {
            canvas.top += (layout.text * 1.4).round();
            let unit = fitting(&spec.unit, layout.width, layout.text, false);
            canvas.text(0.0, canvas.top - layout.text * 0.35, Anchor::Start, Class::Label, unit, None);
        }
        canvas.top += layout.text.round();
    }
    let numbers = Numbers::of(&spec.rows, &spec.unit);
    let height = match spec.form {
        Form::Slope => slope::draw(&mut canvas, &spec.rows, &numbers),
        Form::Line => line::draw(&mut canvas, &spec.rows, &numbers),
        Form::Bars => bars::draw(&mut canvas, &spec.rows, &numbers),
        Form::Part => part::draw(&mut canvas, &spec.rows, &numbers),
    };
    let label = if spec.reading.is_empty() { spec.title.clone() } else { format!("{}: {}", spec.title, spec.reading) };
    Scene { width: layout.width, height: height.ceil(), label, marks: canvas.marks }
}

/// A title is that much larger than the other texts.
pub(super) const TITLE: f64 = 1.15;

/// The marks so far, and the room that is left.
pub(super) struct Canvas {
    pub width: f64,
    /// Font size.
    pub text: f64,
    /// Where the chart proper begins.
    pub top: f64,
    marks: Vec<Mark>,
}

impl Canvas {
    fn new(layout: Layout) -> Self {
        Canvas { width: layout.width, text: layout.text, top: 0.0, marks: Vec::new() }
    }

    /// A drawing with room to spare gets a scale with ticks.
    pub fn is_wide(&self) -> bool {
        self.width >= 440.0
    }

    pub fn text_width(&self, text: &str, class: Class) -> f64 {
        width(text, self.text, matches!(class, Class::Value | Class::Inside | Class::Title))
    }

    fn push(&mut self, shape: Shape, class: Class, fact: Option<&FactId>) {
        self.marks.push(Mark { shape, class, fact: fact.cloned() });
    }

    pub fn text(&mut self, x: f64, y: f64, anchor: Anchor, class: Class, text: String, fact: Option<&FactId>) {
        self.push(Shape::Text { x: round(x), y: round(y), anchor, text }, class, fact);
    }

    pub fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), class: Class) {
        self.push(Shape::Line { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2) }, class, None);
    }

    pub fn path(&mut self, points: &[(f64, f64)], class: Class) {
        let points = points.iter().map(|&(x, y)| (round(x), round(y))).collect();
        self.push(Shape::Path { points }, class, None);
    }

    /// A datum in time: a disc, and a ring with a tick up or down where the text gives no exact figure.
    pub fn dot(&mut self, (x, y): (f64, f64), r: f64, row: &Row) {
        let class = if row.bound == Bound::Exact { Class::Dot } else { Class::OpenDot };
        let tick = match row.bound {
            Bound::Over | Bound::AtLeast => -1.0,
            Bound::Under | Bound::UpTo => 1.0,
            Bound::Exact | Bound::About | Bound::Between => 0.0,
        };
        if tick != 0.0 {
            self.line((x, y + tick * r), (x, y + tick * (r + 5.0)), Class::Mark);
        }
        self.push(Shape::Circle { x: round(x), y: round(y), r }, class, Some(&row.fact));
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

    /// A bar from `x` to `end`. Where the text gives no exact figure, its end is frayed: what is sure is solid, and what may
    /// be is cut into slices: around the figure for "about", beyond it for "over", before it for "under". Returns how far
    /// the solid part and the last slice reach.
    pub fn bar(
        &mut self,
        (x, y): (f64, f64),
        end: f64,
        height: f64,
        class: Class,
        row: &Row,
        upper: f64,
    ) -> (f64, f64) {
        let fray = FRAY.min((end - x).max(0.0));
        let (solid, tip) = match row.bound {
            Bound::Exact => (end, end),
            Bound::About => (end - fray / 2.0, end + fray / 2.0),
            Bound::Over | Bound::AtLeast => (end, end + fray),
            Bound::Under | Bound::UpTo => (end - fray, end),
            Bound::Between => (end, upper.max(end)),
        };
        let tip = tip.min(self.width);
        let solid = solid.clamp(x, tip.max(x));
        let fact = Some(&row.fact);
        let rect = |x: f64, width: f64, radius: f64| Shape::Rect {
            x: round(x),
            y: round(y),
            width: round(width),
            height: round(height),
            radius,
        };
        let width = (solid - x).max(1.0).min(self.width - x);
        let radius = if row.bound == Bound::Exact && width >= 4.0 { 2.0 } else { 0.0 };
        self.push(rect(x, width, radius), class, fact);
        // Slices grow thinner towards the tip; long ranges have more of them.
        let mut at = solid + GAP;
        while at + 1.0 <= tip {
            let share = (tip - at) / (tip - solid).max(1.0);
            let slice = (1.0 + 2.0 * share).min(tip - at);
            self.push(rect(at, slice, 0.0), class, fact);
            at += slice + GAP;
        }
        (solid, tip.max(x))
    }
}

/// How long a frayed end is, and the gap between its slices, in pixels.
pub(super) const FRAY: f64 = 14.0;
const GAP: f64 = 2.0;

/// A tenth of a pixel is enough, and keeps files short and equal everywhere.
fn round(value: f64) -> f64 {
    let value = (value * 10.0).round() / 10.0;
    if value.is_finite() { value + 0.0 } else { 0.0 }
}

/// The numbers of one chart, all in one scale.
pub(super) struct Numbers {
    scale: Scale,
    percent: bool,
}

impl Numbers {
    fn of(rows: &[Row], unit: &str) -> Self {
        let amounts: Vec<Amount> = rows.iter().flat_map(|row| [Some(row.value), row.upper]).flatten().collect();
        let percent = unit.starts_with('%');
        Numbers { scale: if percent { Scale::One } else { Scale::of(&amounts) }, percent }
    }

    /// The value of a row in the scale of the chart, never negative.
    pub fn value(&self, amount: Amount) -> f64 {
        let value = amount.to_f64() / Amount::Decimal(self.scale.factor()).to_f64();
        if value.is_finite() { value.max(0.0) } else { 0.0 }
    }

    pub fn greatest(&self, rows: &[Row]) -> f64 {
        rows.iter().map(|row| self.value(row.greatest())).fold(0.0, f64::max)
    }

    /// `53,8 %`, `≈ 36`, `5–7 млн`: the multiplier stands with every number on a small chart, where no axis says it.
    pub fn written(&self, row: &Row, with_scale: bool) -> String {
        let mut out = String::from(sign(row.bound));
        if !out.is_empty() {
            out.push(NBSP);
        }
        out.push_str(&self.scale.number(row.value));
        if let Some(upper) = row.upper.filter(|_| row.bound == Bound::Between) {
            out.push('–');
            out.push_str(&self.scale.number(upper));
        }
        if self.percent {
            out.push(NBSP);
            out.push('%');
        } else if with_scale && self.scale != Scale::One && !matches!(row.value, Amount::Fraction(..)) {
            out.push(NBSP);
            out.push_str(self.scale.word());
        }
        out
    }
}
