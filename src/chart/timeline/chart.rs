//! The timeline as a chart that stands still: what happened, line by line, each with its time on one axis. In print, in a
//! file and on a narrow page it says what the axis that moves says on a screen.

use super::super::label::source_of;
use super::super::numbers::Numbers;
use super::super::scene::{Canvas, Class, Look};
use super::super::text::wrap;
use super::super::{ChartId, ChartSpec, Form, Row};
use super::extent;
use crate::document::Document;
use crate::extract::{Bound, Date, When};
use crate::fact::{Fact, FactId, FactKind};
use crate::order;
use crate::wording::{capitalized, time};

/// More than that are not read at a glance; then each part of the text has its own.
const MOST: usize = 30;
/// One time alone is no chart.
const LEAST: usize = 2;
/// Lines of the words of one entry; the table has all of them.
const LINES: usize = 3;

/// What happened at times that are known, on one timeline, or one for each part of a text that tells of much.
pub(in crate::chart) fn suggest(document: &Document, facts: &[Fact]) -> Vec<ChartSpec> {
    // Whose subject is in doubt is no line to be read alone.
    let told = |fact: &&Fact| {
        let days = fact.period.as_ref().and_then(|period| period.when.days(period.part));
        matches!(fact.kind, FactKind::Event { .. }) && days.is_some() && fact.doubt.is_none()
    };
    let events: Vec<&Fact> = facts.iter().filter(told).collect();
    if events.len() <= MOST {
        return chart(document, &events, "").into_iter().collect();
    }
    let mut charts = Vec::new();
    let heading = |fact: &&Fact| {
        let block = document.block_at(fact.span.start).unwrap_or(0);
        document.blocks.iter().take(block + 1).rposition(|block| block.kind.is_heading())
    };
    for part in events.chunk_by(|one, other| heading(one) == heading(other)) {
        let title = heading(&part[0]).map_or("", |block| document.blocks[block].span.of(&document.text));
        let size = part.len().div_ceil(part.len().div_ceil(MOST));
        charts.extend(part.chunks(size).filter_map(|events| chart(document, events, title)));
    }
    charts
}

fn chart(document: &Document, events: &[&Fact], heading: &str) -> Option<ChartSpec> {
    let mut rows: Vec<Row> = events.iter().filter_map(|fact| row(fact)).collect();
    let days = |row: &Row| row.days().map(|(first, last)| (first + last, first));
    order::by_key(&mut rows, days);
    let mut times: Vec<_> = rows.iter().filter_map(Row::days).collect();
    order::sort(&mut times);
    times.dedup();
    // At one time there is no axis.
    if times.len() < LEAST {
        return None;
    }
    let facts: Vec<FactId> = rows.iter().map(|row| row.fact.clone()).collect();
    let years = years(&rows)?;
    let title = match heading.trim() {
        "" => format!("События {years}"),
        heading => format!("{}: события {years}", one_line(heading)),
    };
    Some(ChartSpec {
        id: ChartId::of(&facts),
        form: Form::Timeline,
        title,
        unit: String::new(),
        reading: reading(&rows),
        scope: String::new(),
        source: source_of(document),
        relation: None,
        block: document.block_at(events.first()?.span.start).unwrap_or(0),
        rows,
    })
}

fn row(fact: &Fact) -> Option<Row> {
    let FactKind::Event { what } = &fact.kind else { return None };
    Some(Row {
        label: capitalized(&closed(one_line(what))),
        value: None,
        bound: Bound::Exact,
        upper: None,
        period: Some(fact.period.clone()?),
        level: 0,
        fact: fact.id.clone(),
    })
}

/// A quotation that goes on in the text is closed, with what is left out told.
fn closed(mut words: String) -> String {
    for (open, close) in [('“', '”'), ('«', '»')] {
        if words.matches(open).count() > words.matches(close).count() {
            words.push('…');
            words.push(close);
        }
    }
    words
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `1944 г.`, `1941–1945 гг.`
fn years(rows: &[Row]) -> Option<String> {
    let days = || rows.iter().filter_map(Row::days);
    let first = super::super::scale::date_of(days().map(|(first, _)| first).min()?).0;
    let last = super::super::scale::date_of(days().map(|(_, last)| last).max()?).0;
    let year = |year: i64| Some(When::On(Date::of_year(i32::try_from(year).ok()?)?));
    let of = |year: &When| time::label(year, None);
    let (from, to) = (year(first)?, year(last)?);
    Some(match (first == last, first > 0) {
        (true, _) => of(&from),
        (false, true) => format!("{first}–{last} гг."),
        (false, false) => format!("{} – {}", of(&from), of(&to)),
    })
}

/// `7 событий; первое: 22 июня 1941 г., последнее: 9 мая 1945 г.`
fn reading(rows: &[Row]) -> String {
    let count = rows.len();
    let noun = match (count % 100, count % 10) {
        (11..=14, _) => "событий",
        (_, 1) => "событие",
        (_, 2..=4) => "события",
        _ => "событий",
    };
    let (first, last) = (rows.first().map_or(String::new(), when), rows.last().map_or(String::new(), when));
    format!("{count} {noun}; первое: {first}, последнее: {last}")
}

/// The time of a row in full: `14 декабря 1944 г.`
pub(in crate::chart) fn when(row: &Row) -> String {
    row.period.as_ref().map_or(String::new(), |period| time::label(&period.when, period.part))
}

pub(in crate::chart) fn draw(canvas: &mut Canvas, rows: &[Row], _: &Numbers) -> f64 {
    let text = canvas.text;
    let step = (text * 1.25).round();
    let Some(window) = extent(rows.iter().filter_map(Row::days)) else { return canvas.top };
    let width = canvas.width;
    let x = |day: f64| (day - window.from) * width / (window.to - window.from);
    let lines: Vec<Vec<String>> =
        rows.iter().map(|row| wrap(&format!("{}: {}", when(row), row.label), width, text, false, LINES)).collect();
    let ticks = window.ticks(width);
    let top = canvas.top + text * 1.4;
    let high = |lines: &[String]| lines.len() as f64 * step + text * 1.5;
    let base = top + lines.iter().map(|lines| high(lines)).sum::<f64>();
    // The words of the axis stand where one begins to read it.
    canvas.ticks(canvas.top + text, ticks.iter().map(|tick| (tick.x, tick.label.clone())));
    for tick in &ticks {
        canvas.line((tick.x, top), (tick.x, base), Class::Axis);
    }
    canvas.line((0.0, top), (width, top), Class::Axis);
    let mut y = top;
    for (row, lines) in rows.iter().zip(&lines) {
        for line in lines {
            canvas.backed(0.0, y + text + 2.0, Class::Label, line.clone(), row);
            y += step;
        }
        if let Some((first, last)) = row.days() {
            let middle = x((first as f64 + last as f64 + 1.0) / 2.0);
            let ends = if first == last { (middle, middle) } else { (x(first as f64), x(last as f64 + 1.0)) };
            let ends = (ends.0.clamp(0.0, width), ends.1.clamp(0.0, width));
            let look = Look { count: 1, is_round: true, is_about: row.is_about() };
            canvas.entry(ends, y + text * 0.75, look, &row.fact);
        }
        y += text * 1.5;
    }
    base + 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_that_goes_on_is_closed() {
        assert_eq!(closed("Указ “Об охране лесов".to_owned()), "Указ “Об охране лесов…”");
        assert_eq!(closed("Вышла книга «Лес»".to_owned()), "Вышла книга «Лес»");
    }

    #[test]
    fn years_before_christ_have_no_dash_between_numbers() {
        let row = |edtf: &str| crate::chart::golden::at(edtf, "1", Bound::Exact);
        assert_eq!(years(&[row("-0043-03-15"), row("0014")]).as_deref(), Some("44 г. до н. э. – 14 г."));
        assert_eq!(years(&[row("1941"), row("1945-05-09")]).as_deref(), Some("1941–1945 гг."));
        assert_eq!(years(&[row("1944-01"), row("1944-05-09")]).as_deref(), Some("1944 г."));
    }
}
