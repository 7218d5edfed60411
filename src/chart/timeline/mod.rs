//! The lesson on one axis: what happened and what was counted, by its days, as much of it as a window shows.
//!
//! All of it is pure: a window moves and grows, and [`Timeline::items`] says what is drawn where. Entries that lie too close
//! become a cluster. Clusters are cut at fixed days, not at the window's edge, so that none flickers while the axis moves.

mod chart;
mod picture;
mod window;

use std::ops::Range;

use super::guess::Hidden;
use crate::document::Document;
use crate::extract::time::Certainty;
use crate::extract::{Bound, When};
use crate::fact::{Fact, FactId, FactKind};
use crate::order;
use crate::wording::amount::word;
use crate::wording::{capitalized, time};

pub(super) use chart::{draw, suggest, when};
pub use picture::{Picture, picture, scene};
use window::SHORTEST;
pub use window::{Tick, Window};

/// Entries in the order of their middles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub fact: FactId,
    pub kind: EntryKind,
    /// First and last day, as [`When::days`] numbers them; a day of its own begins and ends on it.
    pub first: i64,
    pub last: i64,
    /// `1942 г.`, `конец 1944 г.`
    pub time: String,
    /// What happened, or how much of what there was.
    pub label: String,
    /// Whether the text is not sure of the time: `около 1240 г.`
    pub is_about: bool,
    /// Whether a chart asks for what it tells: then its label does not tell it.
    pub is_hidden: bool,
    /// Where its words begin in the text.
    pub at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    Event,
    Figure,
}

/// What is drawn: one entry, or several that lie too close to be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Into [`Timeline::entries`].
    pub entries: Range<usize>,
    /// Where it begins and ends, in pixels; a moment ends where it begins. Neither is cut at the window's edge.
    pub from: f64,
    pub to: f64,
}

/// Middles that lie nearer than this, in pixels, are a cluster.
const NEAR: f64 = 14.0;
/// Stands for what is to be guessed.
const UNTOLD: &str = "?";

impl Entry {
    fn middle(&self) -> f64 {
        (self.first as f64 + self.last as f64 + 1.0) / 2.0
    }
}

impl Timeline {
    /// Every fact whose days are known: what happened, and what was counted.
    pub fn of(document: &Document, facts: &[Fact]) -> Timeline {
        Timeline::sorted(facts.iter().filter_map(|fact| entry(document, fact)).collect())
    }

    /// The same while charts are guessed first: a figure that one of them asks for has its time and what was counted, but not
    /// how much it was; what happened has its time alone, if its words would tell such a figure. `counted` is what each fact
    /// counts, in the nominative, as the form that stands after a number tells its last digit.
    pub fn before_guess(document: &Document, facts: &[Fact], counted: &[String], hidden: &Hidden) -> Timeline {
        let (places, mut entries): (Vec<usize>, Vec<Entry>) =
            facts.iter().enumerate().filter_map(|(at, fact)| Some((at, entry(document, fact)?))).unzip();
        let told = hidden.told_by(entries.iter().map(|entry| entry.label.as_str()));
        let named = |at: usize| {
            let counted = counted.get(at).filter(|counted| !counted.is_empty());
            counted.or(facts[at].quantity().map(|quantity| &quantity.subject)).cloned().unwrap_or_default()
        };
        let names: Vec<String> = places.iter().map(|at| named(*at)).collect();
        // Words may count it once more: `вдвое больше учителей`.
        let told_by_name = hidden.told_by(names.iter().map(String::as_str));
        for (at, entry) in entries.iter_mut().enumerate().filter(|(at, entry)| told[*at] || hidden.has(&entry.fact)) {
            let is_named = !names[at].is_empty() && !told_by_name[at];
            entry.label = if is_named { format!("{} — {UNTOLD}", names[at]) } else { UNTOLD.to_owned() };
            entry.is_hidden = true;
        }
        Timeline::sorted(entries)
    }

    fn sorted(mut entries: Vec<Entry>) -> Timeline {
        order::by(&mut entries, |a, b| a.middle().total_cmp(&b.middle()).then(a.first.cmp(&b.first)));
        Timeline { entries }
    }

    /// All entries, with a little room at both ends; `None` where there are none.
    pub fn extent(&self) -> Option<Window> {
        extent(self.entries.iter().map(|entry| (entry.first, entry.last)))
    }

    /// What a window of so many pixels shows, from left to right; at most one item for each `NEAR` pixels, and those whose
    /// periods reach into it.
    pub fn items(&self, window: Window, width: f64) -> Vec<Item> {
        let scale = width.max(1.0) / window.length();
        let bin = bin(scale);
        let at = |day: f64| (day - window.from) * scale;
        let place = |entry: &Entry| (entry.middle() / bin).floor();
        let mut items = Vec::new();
        let mut start = 0;
        while start < self.entries.len() {
            let own = place(&self.entries[start]);
            let count = self.entries[start..].iter().take_while(|entry| place(entry) == own).count();
            let entries = start..start + count;
            start = entries.end;
            let of = &self.entries[entries.clone()];
            let first = of.iter().map(|entry| entry.first).min().unwrap_or_default();
            let last = of.iter().map(|entry| entry.last).max().unwrap_or_default();
            if (last as f64) + 1.0 < window.from || first as f64 > window.to {
                continue;
            }
            // A single day is a moment in its middle.
            let (from, to) =
                if first == last { (of[0].middle(), of[0].middle()) } else { (first as f64, last as f64 + 1.0) };
            items.push(Item { entries, from: at(from), to: at(to) });
        }
        items
    }
}

/// All of these days, with a little room at both ends; `None` where there are none.
fn extent(days: impl Iterator<Item = (i64, i64)>) -> Option<Window> {
    let wider = |all: Option<(i64, i64)>, (first, last): (i64, i64)| {
        Some(all.map_or((first, last), |all| (all.0.min(first), all.1.max(last))))
    };
    let (first, last) = days.fold(None, wider)?;
    let (first, last) = (first as f64, last as f64 + 1.0);
    let room = ((last - first) * 0.04).max(SHORTEST / 2.0);
    Some(Window { from: first - room, to: last + room })
}

/// Whether the text is not sure of a time: `около 1240 г.`, `в 1240 г. (?)`
pub(super) fn is_about(when: &When) -> bool {
    [when.first(), when.last()].into_iter().flatten().any(|date| date.certainty() != Certainty::Sure)
}

fn entry(document: &Document, fact: &Fact) -> Option<Entry> {
    let period = fact.period.as_ref()?;
    let (first, last) = period.when.days(period.part)?;
    let (kind, label) = match &fact.kind {
        FactKind::Event { what } => (EntryKind::Event, capitalized(what)),
        FactKind::Quantity(quantity) => {
            let bound = if quantity.bound == Bound::Between { "" } else { word(quantity.bound) };
            let number = fact.span.of(&document.text);
            let words = [bound, number, &quantity.subject];
            let said: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            (EntryKind::Figure, said.join(" "))
        }
        FactKind::Definition { .. } => return None,
    };
    let time = time::label(&period.when, period.part);
    let is_about = is_about(&period.when);
    Some(Entry {
        fact: fact.id.clone(),
        kind,
        first,
        last,
        time,
        label,
        is_about,
        is_hidden: false,
        at: fact.span.start,
    })
}

/// The days of a cluster at most: a power of two, so that zooming in parts clusters and never mixes them anew.
fn bin(pixels_a_day: f64) -> f64 {
    2f64.powf((NEAR / pixels_a_day.max(1e-9)).log2().ceil().clamp(-4.0, 40.0))
}

#[cfg(test)]
mod tests;
