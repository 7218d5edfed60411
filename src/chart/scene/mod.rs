//! What is drawn where: typed marks in pixels, from which the screen and the SVG file are both made.

mod canvas;

use serde::{Deserialize, Serialize};

use super::numbers::Numbers;
use super::text::wrap;
use super::{ChartSpec, Form, arrows, balance, bars, columns, dots, line, part, slope, timeline, waffle};
use crate::fact::FactId;

pub(super) use canvas::{Canvas, Look, WHISKER, round};

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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// Nothing: what lies under a text.
    Paper,
    /// How long the time of a datum is.
    Span,
    /// A unit of a waffle that is full, one that is the outline of the same, and what is drawn into an outline to tell a
    /// group without its colour.
    Unit,
    Outline,
    Sign,
    /// What a learner says that a datum is, before it is shown: a line and a bar.
    Guess,
    /// What a guess is moved by.
    Handle,
    /// A text beside the data: a time, a place, a tick.
    Label,
    /// What an axis needs to be told: that it is logarithmic; where the figures are from.
    Note,
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
            Class::Paper => "paper",
            Class::Span => "span",
            Class::Unit => "unitmark",
            Class::Outline => "outline",
            Class::Sign => "sign",
            Class::Guess => "guess",
            Class::Handle => "handle",
            Class::Note => "note",
            Class::Label => "label",
            Class::Value => "value",
            Class::Inside => "value inside",
            Class::Title => "title",
        }
    }
}

impl Class {
    /// Whether the mark is a datum itself, not a text or a line beside it.
    pub fn is_datum(self) -> bool {
        matches!(self, Class::Dot | Class::OpenDot | Class::Bar | Class::Unit | Class::Outline)
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
    let mut canvas = Canvas::of(&layout);
    if layout.titled {
        for text in wrap(&spec.title, layout.width, layout.text * TITLE, true, 3) {
            canvas.top += (layout.text * TITLE * 1.3).round();
            canvas.text(0.0, canvas.top - layout.text * 0.35, Anchor::Start, Class::Title, text, None);
        }
        let under = subtitle(spec);
        for text in wrap(&under, layout.width, layout.text, false, 2) {
            canvas.top += (layout.text * 1.4).round();
            canvas.text(0.0, canvas.top - layout.text * 0.35, Anchor::Start, Class::Label, text, None);
        }
        canvas.top += layout.text.round();
    }
    let numbers = Numbers::of(&spec.rows, &spec.unit);
    let draw = match spec.form {
        Form::Slope => slope::draw,
        Form::Line => line::draw,
        Form::Bars => bars::draw,
        Form::Balance => balance::draw,
        Form::Dots => dots::draw,
        Form::Part => part::draw,
        Form::Waffle => waffle::draw,
        Form::Arrows => arrows::draw,
        Form::Columns => columns::draw,
        Form::Timeline => timeline::draw,
    };
    let mut height = draw(&mut canvas, &spec.rows, &numbers);
    if layout.titled && !spec.source.is_empty() {
        height += layout.text * 0.6;
        for text in wrap(&spec.source, layout.width, layout.text * NOTE, false, 2) {
            height += (layout.text * NOTE * 1.35).round();
            canvas.text(0.0, height - layout.text * 0.3, Anchor::Start, Class::Note, text, None);
        }
    }
    let label = if spec.reading.is_empty() { spec.title.clone() } else { format!("{}: {}", spec.title, spec.reading) };
    canvas.finish(height, label)
}

/// What stands under the title: `тыс. коммунистов · Киргизия, 1943 г.`; that numbers are per cent, each of them says.
pub fn subtitle(spec: &ChartSpec) -> String {
    under(spec, &spec.unit)
}

/// Likewise, over figures in this unit.
pub(super) fn under(spec: &ChartSpec, unit: &str) -> String {
    let unit = if unit == "%" { "" } else { unit };
    [unit, &spec.scope].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A title is that much larger than the other texts, and a note that much smaller.
pub(super) const TITLE: f64 = 1.15;
pub(super) const NOTE: f64 = 0.86;
