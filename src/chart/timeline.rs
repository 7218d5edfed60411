//! The lesson on one axis: what happened and what was counted, by its days, as much of it as a window shows.
//!
//! All of it is pure: a window moves and grows, and [`Timeline::items`] says what is drawn where. Entries that lie too close
//! become a cluster. Clusters are cut at fixed days, not at the window's edge, so that none flickers while the axis moves.

use std::ops::Range;

use super::scale::date_of;
use super::scene::{Anchor, Canvas, Class, Layout, Scene};
use super::text::fitting;
use crate::document::Document;
use crate::extract::{Bound, Date, When};
use crate::fact::{Fact, FactId, FactKind};
use crate::order;
use crate::wording::amount::word;
use crate::wording::{capitalized, time};

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
    /// Where its words begin in the text.
    pub at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    Event,
    Figure,
}

/// The days that are seen; always longer than nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    pub from: f64,
    pub to: f64,
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

/// A mark of the axis with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub x: f64,
    pub label: String,
}

/// Middles that lie nearer than this, in pixels, are a cluster.
const NEAR: f64 = 14.0;
/// No window is shorter than a week: no text is surer than a day.
const SHORTEST: f64 = 7.0;
/// Words of an axis need so much room.
const TICK: f64 = 76.0;

impl Entry {
    fn middle(&self) -> f64 {
        (self.first as f64 + self.last as f64 + 1.0) / 2.0
    }
}

impl Timeline {
    /// Every fact whose days are known: what happened, and what was counted.
    pub fn of(document: &Document, facts: &[Fact]) -> Timeline {
        let mut entries: Vec<Entry> = facts.iter().filter_map(|fact| entry(document, fact)).collect();
        order::by(&mut entries, |a, b| a.middle().total_cmp(&b.middle()).then(a.first.cmp(&b.first)));
        Timeline { entries }
    }

    /// All entries, with a little room at both ends; `None` where there are none.
    pub fn extent(&self) -> Option<Window> {
        let first = self.entries.iter().map(|entry| entry.first).min()? as f64;
        let last = self.entries.iter().map(|entry| entry.last + 1).max()? as f64;
        let room = ((last - first) * 0.04).max(SHORTEST / 2.0);
        Some(Window { from: first - room, to: last + room })
    }

    /// What a window of so many pixels shows, from left to right; at most one item for each [`NEAR`] pixels, and those whose
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
    Some(Entry { fact: fact.id.clone(), kind, first, last, time, label, at: fact.span.start })
}

/// The days of a cluster at most: a power of two, so that zooming in parts clusters and never mixes them anew.
fn bin(pixels_a_day: f64) -> f64 {
    2f64.powf((NEAR / pixels_a_day.max(1e-9)).log2().ceil().clamp(-4.0, 40.0))
}

impl Window {
    fn length(self) -> f64 {
        (self.to - self.from).max(1e-6)
    }

    /// Nearer or farther by `factor` (over 1 is nearer), the day at `share` of the width staying where it is.
    pub fn zoomed(self, share: f64, factor: f64, within: Window) -> Window {
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
        let factor = if factor.is_finite() && factor > 0.0 { factor } else { 1.0 };
        let length = (self.length() / factor).clamp(SHORTEST.min(within.length()), within.length());
        let day = self.from + share * self.length();
        let from = day - share * length;
        Window { from, to: from + length }.kept(within)
    }

    /// Moved by a share of its own length.
    pub fn panned(self, share: f64, within: Window) -> Window {
        let by = if share.is_finite() { share.clamp(-1e4, 1e4) * self.length() } else { 0.0 };
        Window { from: self.from + by, to: self.to + by }.kept(within)
    }

    /// So that these days are in the middle, and take at most half of it.
    pub fn around(first: i64, last: i64, within: Window) -> Window {
        let (first, last) = (first as f64, last as f64 + 1.0);
        let length = (2.0 * (last - first)).clamp(SHORTEST.min(within.length()), within.length());
        let from = (first + last - length) / 2.0;
        Window { from, to: from + length }.kept(within)
    }

    /// No farther than the first and the last entry.
    fn kept(self, within: Window) -> Window {
        let length = self.length().min(within.length());
        let from = self.from.clamp(within.from, (within.to - length).max(within.from));
        Window { from, to: from + length }
    }

    /// Marks at whole years, months or days, whichever have room.
    pub fn ticks(self, width: f64) -> Vec<Tick> {
        let scale = width.max(1.0) / self.length();
        let fits = |days: f64| days * scale >= TICK;
        const YEAR: f64 = 365.25;
        const MONTH: f64 = YEAR / 12.0;
        let years = [1i64, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
        let step = [1i64, 2, 5, 10]
            .into_iter()
            .map(Step::Days)
            .find(|step| matches!(step, Step::Days(days) if fits(*days as f64)));
        let step =
            step.or_else(|| [1i64, 3, 6].into_iter().find(|months| fits(*months as f64 * MONTH)).map(Step::Months));
        let step = step.or_else(|| years.into_iter().find(|years| fits(*years as f64 * YEAR)).map(Step::Years));
        let step = step.unwrap_or(Step::Years(5000));
        let days = step.days(self);
        days.filter_map(|(day, date)| {
            let x = (day as f64 - self.from) * scale;
            (0.0..=width).contains(&x).then(|| Tick { x, label: time::short(&When::On(date), None) })
        })
        .collect()
    }
}

/// What lies between two ticks.
#[derive(Clone, Copy)]
enum Step {
    Days(i64),
    Months(i64),
    Years(i64),
}

impl Step {
    /// The first days of the steps in a window, with their dates; each of them at most some hundred.
    fn days(self, window: Window) -> impl Iterator<Item = (i64, Date)> {
        let (first, last) = (window.from.floor() as i64, window.to.ceil() as i64);
        let (year, month, _) = date_of(first);
        // Months since the year 0, so that steps are whole ones.
        let months = match self {
            Step::Years(years) => 12 * years,
            Step::Months(months) => months,
            Step::Days(_) => 1,
        };
        let start = (year * 12 + i64::from(month) - 1).div_euclid(months) * months;
        let starts = (0..400).map(move |index| start + index * months).filter_map(move |of| {
            let year = i32::try_from(of.div_euclid(12)).ok()?;
            let month = u8::try_from(of.rem_euclid(12) + 1).ok()?;
            let date =
                if matches!(self, Step::Years(_)) { Date::of_year(year) } else { Date::month(Some(year), month) };
            Some((Date::day(Some(year), month, 1)?.days()?.0, year, month, date?))
        });
        let step = match self {
            Step::Days(days) => days,
            _ => 0,
        };
        starts.take_while(move |(day, ..)| *day <= last).flat_map(move |(day, year, month, date)| {
            let inner = (1..if step == 0 { 2 } else { 32 }).step_by(step.max(1) as usize).filter_map(move |number| {
                if step == 0 {
                    return Some((day, date));
                }
                // The last step of a month would touch the first of the next.
                let near = step > 1 && number > 31 - step;
                let of = Date::day(Some(year), month, u8::try_from(number).ok()?).filter(|_| !near)?;
                Some((day + number - 1, of))
            });
            inner.collect::<Vec<_>>()
        })
    }
}

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
        canvas.entry((from, to), y, item.entries.len(), entry.kind == EntryKind::Event, &entry.fact);
        items.push(item);
    }
    canvas.ticks(base + text * 1.5, ticks.into_iter().map(|tick| (tick.x, tick.label)));
    let label = format!("{} на оси времени", timeline.entries.len());
    Picture { scene: canvas.finish(base + text * 1.9, label), items }
}

const MOST_LANES: usize = 12;

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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn timeline(times: &[&str]) -> Timeline {
        let mut entries: Vec<Entry> = times
            .iter()
            .map(|edtf| {
                let when: When = edtf.parse().expect("a time");
                let (first, last) = when.days(None).expect("its days are known");
                let label = format!("случилось {edtf}");
                let time = time::label(&when, None);
                Entry { fact: FactId((*edtf).to_owned()), kind: EntryKind::Event, first, last, time, label, at: 0 }
            })
            .collect();
        entries.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
        Timeline { entries }
    }

    fn many() -> Timeline {
        let times: Vec<String> = (0..5000)
            .map(|index| format!("{}-{:02}-{:02}", 1700 + index % 300, 1 + index % 12, 1 + index % 28))
            .collect();
        timeline(&times.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn only_what_has_days_is_on_the_axis() {
        let document = crate::ingest::read_text("В 1942 г. открыли завод. На заводе работали 300 человек.", None)
            .expect("a text")
            .document;
        let lesson = crate::lesson::Lesson::of(document, 0, crate::lexicon::ru::morphology::Morphology::bundled());
        let timeline = Timeline::of(&lesson.document, &lesson.facts);
        assert!(timeline.entries.iter().all(|entry| entry.time == "1942 г."), "{:?}", timeline.entries);
    }

    #[test]
    fn near_entries_are_a_cluster_until_one_looks_closer() {
        let timeline = timeline(&["1941-06-22", "1941-06-25", "1943-07-05", "1945-05-09"]);
        let all = timeline.extent().expect("there are entries");
        let counts =
            |window: Window| timeline.items(window, 600.0).iter().map(|item| item.entries.len()).collect::<Vec<_>>();
        assert_eq!(counts(all), [2, 1, 1]);
        let near = Window::around(timeline.entries[0].first, timeline.entries[1].last, all);
        assert_eq!(counts(near), [1, 1]);
        assert_eq!(near.to - near.from, 8.0, "four days are half of it");
    }

    #[test]
    fn a_period_is_as_long_as_it_was() {
        let timeline = timeline(&["1941-06-22/1945-05-09", "1943-07-05"]);
        let all = timeline.extent().expect("there are entries");
        let items = timeline.items(all, 1000.0);
        let period = items.iter().find(|item| item.to > item.from).expect("the war has a length");
        assert!((period.to - period.from) / 1000.0 > 0.9);
        let inside =
            Window { from: timeline.entries[1].first as f64 - 30.0, to: timeline.entries[1].first as f64 - 3.0 };
        assert_eq!(timeline.items(inside, 1000.0).len(), 1, "the war goes on where nothing begins");
    }

    #[test]
    fn clusters_do_not_flicker_while_the_axis_moves() {
        let timeline = many();
        let all = timeline.extent().expect("there are entries");
        let mut window = all.zoomed(0.5, 20.0, all);
        let of = |window: Window| -> Vec<Range<usize>> {
            timeline.items(window, 900.0).into_iter().map(|item| item.entries).collect()
        };
        let mut before = of(window);
        for _ in 0..50 {
            window = window.panned(0.01, all);
            let now = of(window);
            let kept = now.iter().filter(|item| before.contains(item)).count();
            assert!(kept + 2 >= now.len(), "all but those at the edge are as they were");
            before = now;
        }
    }

    #[test]
    fn five_thousand_entries_are_few_items() {
        let timeline = many();
        let all = timeline.extent().expect("there are entries");
        let mut window = all;
        for step in 0..60 {
            let items = timeline.items(window, 1200.0);
            assert!(items.len() <= (1200.0 / NEAR * 2.0) as usize + 2, "{} items at step {step}", items.len());
            let inside: usize = items.iter().map(|item| item.entries.len()).sum();
            assert!(step > 0 || inside == 5000, "nothing is lost");
            window = window.zoomed(0.37, 1.15, all);
        }
    }

    #[test]
    fn ticks_are_whole_years_months_or_days() {
        let all = Window {
            from: timeline(&["1941"]).entries[0].first as f64,
            to: timeline(&["1946"]).entries[0].first as f64,
        };
        let labels =
            |window: Window, width: f64| window.ticks(width).into_iter().map(|tick| tick.label).collect::<Vec<_>>();
        assert_eq!(labels(all, 600.0), ["1941", "1942", "1943", "1944", "1945", "1946"]);
        assert_eq!(labels(all, 300.0), ["1942", "1944", "1946"]);
        let spring = timeline(&["1945-05-01/1945-07-31"]).extent().expect("a window");
        assert_eq!(labels(spring, 400.0), ["май 1945", "июнь 1945", "июль 1945", "авг. 1945"]);
        let days =
            Window::around(timeline(&["1945-05-09"]).entries[0].first, timeline(&["1945-05-09"]).entries[0].first, all);
        assert!(labels(days, 700.0).contains(&"9 мая 1945".to_owned()));
    }

    #[test]
    fn a_still_picture_is_as_it_was() {
        let mut timeline = timeline(&[
            "1941-06-22/1945-05-09",
            "1941-09-08",
            "1942-07-17/1943-02-02",
            "1943-07",
            "1943-11",
            "1944-06-06",
            "1944-06-10",
        ]);
        timeline.entries[0].kind = EntryKind::Figure;
        let all = timeline.extent().expect("there are entries");
        for width in [320.0, 1200.0] {
            let layout = Layout::wide(width);
            let scene = scene(&timeline, all, &layout);
            crate::chart::golden::check(&scene, layout.text, &format!("timeline at {width}"));
            crate::chart::golden::compare(
                &format!("timeline-{width}.svg"),
                &crate::chart::svg::file(&scene, layout.text),
            );
        }
    }

    #[test]
    fn periods_that_pass_by_are_counted_when_no_lane_is_left() {
        let times: Vec<String> =
            (0..3000).map(|index| format!("{}/{}", 1000 + index % 900, 1950 + index / 900)).collect();
        let timeline = timeline(&times.iter().map(String::as_str).collect::<Vec<_>>());
        let all = timeline.extent().expect("there are entries");
        let day = timeline.entries[0].last;
        let window = Window::around(day, day, all);
        let drawn = picture(&timeline, window, &Layout::wide(900.0));
        let inside: usize = drawn.items.iter().map(|item| item.entries.len()).sum();
        assert!(drawn.items.len() <= 2 * MOST_LANES, "{} items", drawn.items.len());
        let note = drawn.scene.marks.iter().find_map(|mark| match &mark.shape {
            crate::chart::scene::Shape::Text { text, .. } if mark.class == Class::Note => {
                text.strip_prefix('+')?.parse().ok()
            }
            _ => None,
        });
        let there: usize = timeline.items(window, 900.0).iter().map(|item| item.entries.len()).sum();
        assert_eq!(note, Some(there - inside), "nothing is lost in silence");
    }

    #[test]
    fn every_item_has_its_mark() {
        let timeline = many();
        let all = timeline.extent().expect("there are entries");
        for window in [all, all.zoomed(0.4, 30.0, all), all.zoomed(0.7, 4000.0, all)] {
            let Picture { scene, items } = picture(&timeline, window, &Layout::wide(800.0));
            let marks: Vec<&FactId> = (scene.pieces().iter())
                .filter_map(|piece| {
                    if let crate::chart::target::Piece::Target(target) = piece { Some(target.fact) } else { None }
                })
                .collect();
            let firsts: Vec<&FactId> = items.iter().map(|item| &timeline.entries[item.entries.start].fact).collect();
            assert_eq!(marks, firsts);
        }
    }

    proptest! {
        #[test]
        fn a_window_stays_within_and_has_a_length(
            moves in prop::collection::vec((any::<bool>(), any::<f64>(), any::<f64>()), 0..20),
        ) {
            let all = Window { from: 700_000.0, to: 712_345.0 };
            let mut window = all;
            for (zoom, one, other) in moves {
                window = if zoom { window.zoomed(one, other, all) } else { window.panned(one, all) };
                prop_assert!(window.from >= all.from - 1e-6 && window.to <= all.to + 1e-6, "{window:?}");
                prop_assert!(window.to - window.from >= SHORTEST - 1e-6, "{window:?}");
                prop_assert!(window.ticks(800.0).len() < 40);
            }
        }
    }
}
