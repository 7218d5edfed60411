//! The charts of the chapter against the relations of its gold, where both lie beside the checkout: each relation has its chart,
//! and no chart is of anything else.

use konspekt::chart::{ChartSpec, Form, Row};
use konspekt::fact::FactId;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A relation of the gold, with the facts that its quantities are in the lesson.
struct Told {
    kind: String,
    why: String,
    facts: BTreeSet<FactId>,
    is_optional: bool,
}

/// Where some words begin and end, whatever spaces the text has between them.
fn find(text: &str, words: &str) -> Option<(usize, usize)> {
    let plain = |c: char| if matches!(c, '\u{a0}' | '\u{202f}' | '\n') { ' ' } else { c };
    let sought: Vec<char> = words.chars().map(plain).collect();
    let letters: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, plain(c))).collect();
    let from = letters.windows(sought.len()).position(|window| window.iter().map(|(_, c)| c).eq(sought.iter()))?;
    let end = letters.get(from + sought.len()).map_or(text.len(), |(at, _)| *at);
    Some((letters[from].0, end))
}

/// The figure that stands between the marks of a context: `находилось ⟦88,7 тыс.⟧ коммунистов`.
fn fact(lesson: &Lesson, context: &str) -> Option<FactId> {
    let (before, rest) = context.split_once('⟦')?;
    let (figure, after) = rest.split_once('⟧')?;
    let text = &lesson.document.text;
    let (start, _) = find(text, &format!("{before}{figure}{after}"))?;
    let mut places = text[start..].char_indices().map(|(at, _)| start + at).skip(before.chars().count());
    let from = places.next()?;
    let to = places.nth(figure.chars().count().checked_sub(1)?)?;
    let is_it =
        |fact: &&konspekt::fact::Fact| fact.quantity().is_some() && fact.span.start < to && from < fact.span.end;
    lesson.facts.iter().find(is_it).map(|fact| fact.id.clone())
}

fn relations(lesson: &Lesson, gold: &Value) -> Vec<Told> {
    let list = |name: &str| gold[name].as_array().cloned().unwrap_or_default();
    let quantities: Vec<Option<FactId>> =
        list("quantities").iter().map(|told| fact(lesson, told["ctx"].as_str()?)).collect();
    let told = |relation: &Value| {
        let members = relation["members"].as_array().cloned().unwrap_or_default();
        let of = |member: &Value| quantities[usize::try_from(member.as_u64()?).ok()?].clone();
        Told {
            kind: relation["kind"].as_str().unwrap_or_default().to_owned(),
            why: relation["why"].as_str().unwrap_or_default().to_owned(),
            facts: members.iter().filter_map(of).collect(),
            is_optional: relation["optional"].as_bool().unwrap_or(false),
        }
    };
    list("relations").iter().filter(|relation| relation["never"] != true).map(told).collect()
}

fn facts_of(chart: &ChartSpec) -> BTreeSet<FactId> {
    chart.rows.iter().map(|row| row.fact.clone()).collect()
}

/// Whether a chart draws a relation in a form that is right for it.
fn draws(chart: &ChartSpec, told: &Told) -> bool {
    let is_right = match told.kind.as_str() {
        "series" => matches!(chart.form, Form::Slope | Form::Line | Form::Bars),
        "part_of" => chart.form == Form::Part,
        "breakdown" => matches!(chart.form, Form::Bars | Form::Dots | Form::Waffle | Form::Part),
        _ => false,
    };
    is_right && told.facts.is_subset(&facts_of(chart))
}

/// The chapter as it is read, and its gold, where both are at hand.
fn chapter() -> Option<(Lesson, Value)> {
    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let (chapter, gold) = (shared.join("seed/chapter.txt"), shared.join("gold/chapter.json"));
    let (Ok(bytes), Ok(gold)) = (std::fs::read(&chapter), std::fs::read_to_string(&gold)) else {
        println!("no gold beside this checkout; nothing to compare");
        return None;
    };
    let document = konspekt::ingest::read(&bytes, Some("chapter.txt")).expect("the chapter is a text").document;
    let lesson = Lesson::of(document, 0, Morphology::bundled());
    Some((lesson, serde_json::from_str(&gold).expect("the gold is JSON")))
}

/// The rows of all timelines, each with its time as EDTF.
fn happened(lesson: &Lesson) -> Vec<(String, &Row)> {
    let timelines = lesson.charts.iter().filter(|chart| chart.form == Form::Timeline);
    timelines.flat_map(|chart| &chart.rows).map(|row| (edtf(row), row)).collect()
}

fn edtf(row: &Row) -> String {
    row.period.as_ref().map_or(String::new(), |period| period.when.to_string())
}

#[test]
fn the_timeline_holds_every_event_of_the_gold_once_and_no_other_day() {
    let Some((lesson, gold)) = chapter() else { return };
    let rows = happened(&lesson);
    let plain = |words: &str| words.to_lowercase().replace('ё', "е");
    let about = |event: &Value| -> Vec<String> {
        event["about"].as_array().into_iter().flatten().filter_map(|stem| Some(plain(stem.as_str()?))).collect()
    };
    let events = gold["events"].as_array().cloned().unwrap_or_default();
    assert!(events.len() > 5, "the gold has events");
    let tells = |(when, row): &(String, &Row), event: &Value| {
        let (label, stems) = (plain(&row.label), about(event));
        event["edtf"] == when.as_str() && 2 * stems.iter().filter(|stem| label.contains(*stem)).count() >= stems.len()
    };
    for event in &events {
        let told: Vec<&str> = rows.iter().filter(|row| tells(row, event)).map(|(_, row)| row.label.as_str()).collect();
        assert_eq!(told.len(), 1, "{event} is told once: {told:?}");
    }
    for row in rows.iter().filter(|(when, _)| when.len() == "1944-07-22".len() && !when.contains('/')) {
        assert!(events.iter().any(|event| tells(row, event)), "{}: {} is no event of the gold", row.0, row.1.label);
    }
    let facts: BTreeSet<&FactId> = rows.iter().map(|(_, row)| &row.fact).collect();
    assert_eq!(facts.len(), rows.len(), "each stands there once");
    let sure = |id: &FactId| lesson.facts.iter().any(|fact| fact.id == *id && fact.doubt.is_none());
    assert!(facts.into_iter().all(sure), "and nothing that is in doubt");
}

/// What the sample says to have happened, and when: what was so at a time, or is known of it, is none of that.
const SAMPLE_EVENTS: &[(&str, &str)] = &[
    ("1943-08-21", "Постановление о восстановлении хозяйства в освобождённых районах вышло"),
    ("1944-06-21", "Постановление о выпускных экзаменах вышло"),
    ("1944-22/1944-23", "Война уходила на запад"),
    ("1944-10", "Делегация профсоюзов во главе с В. В. Кузнецовым ездила в Великобританию, на конгресс в Блэкпуле"),
    ("1944-10", "Решение о Центральной комсомольской школе приняли"),
    ("1944", "Театры играли во всех областных центрах освобождённой территории"),
    ("1944", "Сводки охватывали уже другую территорию"),
    ("1944-11", "Партийными делами Литвы, Латвии и Эстонии занимались особые бюро ЦК ВКП(б)"),
    ("1944-12-01", "Открылась Заочная высшая партийная школа"),
    ("1944-12", "Наградили работников школы"),
    ("1944/1945", "Учиться начинали с семи лет"),
];

#[test]
fn the_timeline_of_the_sample_holds_what_happened_and_nothing_else() {
    let document = konspekt::ingest::read_text(SAMPLE, None).expect("the sample is a text").document;
    let lesson = Lesson::of(document, 0, Morphology::bundled());
    let rows = happened(&lesson);
    let told: Vec<(&str, &str)> = rows.iter().map(|(when, row)| (when.as_str(), row.label.as_str())).collect();
    assert_eq!(told, SAMPLE_EVENTS);
}

#[test]
fn no_chart_is_of_one_number_or_adds_what_overlaps_or_hides_its_source() {
    let sample = konspekt::ingest::read_text(SAMPLE, None).expect("the sample is a text").document;
    let lessons = [Lesson::of(sample, 0, Morphology::bundled())].into_iter().chain(chapter().map(|(lesson, _)| lesson));
    for chart in lessons.flat_map(|lesson| lesson.charts) {
        assert!(facts_of(&chart).len() == chart.rows.len() && chart.rows.len() > 1, "{}: two figures", chart.title);
        assert!(!chart.source.is_empty(), "{}: where it is from", chart.title);
        let size = |row: &Row| row.value.map_or(0.0, |amount| amount.to_f64());
        for (at, row) in chart.rows.iter().enumerate().filter(|_| chart.form == Form::Part) {
            let whole = chart.rows[..at].iter().rev().find(|whole| whole.level < row.level);
            assert!(whole.is_none_or(|whole| size(row) <= size(whole)), "{}: {} is a part", chart.title, row.label);
        }
        // Only a waffle stands for a sum.
        if chart.form == Form::Waffle {
            let sum: f64 = chart.rows.iter().map(size).sum();
            assert!((99.0..=100.0).contains(&sum), "{}: {sum} % of one whole", chart.title);
        }
    }
}

#[test]
fn every_relation_of_the_gold_has_its_chart_and_no_other() {
    let Some((lesson, gold)) = chapter() else { return };
    let told = relations(&lesson, &gold);
    assert!(told.len() > 10, "the gold has relations");
    for told in told.iter().filter(|told| !told.is_optional) {
        assert!(told.facts.len() > 1, "the figures of {} are found", told.why);
        let count = lesson.charts.iter().filter(|chart| draws(chart, told)).count();
        assert_eq!(count, 1, "{} ({}) has one chart", told.why, told.kind);
    }
    // What happened is no relation: the timeline has a test of its own.
    for chart in lesson.charts.iter().filter(|chart| chart.form != Form::Timeline) {
        // A nested part is drawn with its whole, so a chart may be of several relations together.
        let known: BTreeSet<&FactId> =
            told.iter().filter(|told| draws(chart, told)).flat_map(|told| &told.facts).collect();
        let others: Vec<&str> =
            chart.rows.iter().filter(|row| !known.contains(&row.fact)).map(|row| row.label.as_str()).collect();
        assert!(others.is_empty(), "{} draws what the gold does not relate: {others:?}", chart.title);
    }
}
