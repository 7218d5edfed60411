//! Relations → [`ChartSpec`] → [`Scene`] → SVG. The spec is data, drawing is a pure function of it.

mod among;
mod apart;
mod arrows;
mod balance;
mod bars;
mod chosen;
mod columns;
pub mod csv;
mod dots;
mod fray;
#[cfg(test)]
mod golden;
pub mod guess;
mod group;
mod label;
mod line;
mod numbers;
mod part;
mod reading;
pub mod scale;
pub mod scene;
pub mod sketch;
mod slope;
mod suggest;
pub mod svg;
pub mod table;
pub mod target;
mod text;
pub mod timeline;
pub mod vega;
mod waffle;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::extract::{Amount, Bound};
use crate::fact::{FactId, Period, id::digest};
use crate::relate::RelationId;
use scale::decimal_of;

pub use chosen::{Choice, chosen, id as chosen_id};
pub use label::source_of;
pub use scene::{Layout, Scene, scene};
pub use suggest::{counted, suggest};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChartSpec {
    pub id: ChartId,
    pub form: Form,
    pub title: String,
    /// What the numbers of the drawing are: `%`, `тыс. коммунистов`. Over figures in full stands [`ChartSpec::noun`].
    pub unit: String,
    /// The chart in one sentence: `с 33,1 % в 1939 г. до 53,8 % в 1944 г.`
    pub reading: String,
    /// What holds for all rows and stands in none: `Киргизия, 1943 г.`
    pub scope: String,
    /// Where the text has the figures from: `по данным переписи`.
    pub source: String,
    pub relation: Option<RelationId>,
    pub rows: Vec<Row>,
    /// The block of the document beside which the chart stands.
    pub block: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ChartId(pub String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Two points in time of a share.
    Slope,
    /// More than two, at real time distances.
    Line,
    /// Groups at one time, or two points of a count.
    Bars,
    /// Figures of which some are below zero: bars to both sides of it.
    Balance,
    /// Groups of which the greatest is a hundred times the least: dots on a logarithmic axis.
    Dots,
    /// A whole with its parts.
    Part,
    /// Shares of one whole: a hundred units.
    Waffle,
    /// Changes whose levels the text does not say; falls are negative.
    #[serde(rename = "change")]
    Arrows,
    /// Such changes of one thing at several times.
    Columns,
    /// What happened, each at its time.
    Timeline,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What stands beside the mark: a time, a place, the thing counted, or what happened.
    pub label: String,
    /// `None` where something happened and nothing was counted: in [`Form::Timeline`], and nowhere else.
    pub value: Option<Amount>,
    pub bound: Bound,
    /// The upper end where `bound` is [`Bound::Between`].
    #[serde(default)]
    pub upper: Option<Amount>,
    /// `None` too where the text gives a time for all rows together: that is the [`ChartSpec::scope`].
    pub period: Option<Period>,
    /// In [`Form::Part`]: 0 for the whole, 1 for its part, 2 for a part of the part above; 0 in every other form.
    #[serde(default)]
    pub level: usize,
    pub fact: FactId,
}

/// A chart drawn for the places where the app shows it, and told as a table: made in the worker, so that the page has no
/// need of what draws.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// Beside a paragraph.
    pub margin: Scene,
    /// On a page of its own, on a phone and on a desk.
    pub narrow: Scene,
    pub wide: Scene,
    pub table: Vec<(String, String)>,
}

impl Drawn {
    pub fn of(spec: &ChartSpec) -> Drawn {
        Drawn {
            margin: scene(spec, &Layout::MARGIN),
            narrow: scene(spec, &Layout::wide(280.0)),
            wide: scene(spec, &Layout::wide(560.0)),
            table: table::table(spec),
        }
    }
}

impl ChartId {
    /// Hashes the facts and nothing that a later version may draw in another way.
    pub fn of(facts: &[FactId]) -> Self {
        let parts: Vec<&str> = facts.iter().map(|id| id.0.as_str()).collect();
        ChartId(digest("chart", &parts))
    }
}

impl ChartSpec {
    /// The unit of the figures in full: `коммунистов` where the drawing counts in `тыс. коммунистов`.
    pub fn noun(&self) -> &str {
        let mut scales = ["тыс.", "млн", "млрд"].into_iter();
        let rest = scales
            .find_map(|scale| self.unit.strip_prefix(scale))
            .filter(|rest| rest.is_empty() || rest.starts_with(' '));
        rest.unwrap_or(&self.unit).trim_start()
    }
}

impl Form {
    /// Whether its figures are changes, of which falls are negative.
    pub fn is_of_changes(self) -> bool {
        matches!(self, Form::Arrows | Form::Columns)
    }
}

impl Row {
    /// The figure; zero where there is none.
    pub fn amount(&self) -> Amount {
        self.value.unwrap_or(Amount::Decimal(Decimal::ZERO))
    }

    /// Whether the text is not sure of the time: `около 1240 г.`
    pub fn is_about(&self) -> bool {
        self.period.as_ref().is_some_and(|period| timeline::is_about(&period.when))
    }

    /// The greatest value that the figure may have: the upper end of `от 5 до 7`.
    fn greatest(&self) -> Amount {
        self.upper.unwrap_or(self.amount())
    }

    /// The upper end where the figure is a range.
    fn range(&self) -> Option<Amount> {
        self.upper.filter(|_| self.bound == Bound::Between)
    }

    /// The end of the range that is nearer to zero, and the farther one: a fall from `-20` to `-15` is at least 15. Twice the
    /// same where the figure is no range.
    fn by_size(&self) -> (Amount, Amount) {
        let (lower, upper) = (self.amount(), self.range().unwrap_or(self.amount()));
        if decimal_of(lower).abs() <= decimal_of(upper).abs() { (lower, upper) } else { (upper, lower) }
    }

    /// The row as its bar is drawn from zero. Of a figure below zero, `более −5` lies nearer to zero and `менее −5` farther from it.
    fn by_distance(&self) -> Row {
        let bound = match self.bound {
            Bound::Over => Bound::Under,
            Bound::AtLeast => Bound::UpTo,
            Bound::Under => Bound::Over,
            Bound::UpTo => Bound::AtLeast,
            bound => bound,
        };
        let is_below = decimal_of(self.amount()).is_sign_negative();
        Row { bound: if is_below { bound } else { self.bound }, ..self.clone() }
    }

    /// The first and the last day of its time, where they are known.
    fn days(&self) -> Option<(i64, i64)> {
        self.period.as_ref().and_then(|period| period.when.days(period.part))
    }
}
