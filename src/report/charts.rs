//! `konspekt charts --json`.

use serde::Serialize;

use super::VERSION;
use super::extraction::PeriodForm;
use crate::chart::{ChartSpec, Form, Row};
use crate::extract::Bound;
use crate::lesson::Lesson;

#[derive(Serialize)]
struct Charts<'a> {
    version: u32,
    text: &'a str,
    charts: Vec<ChartForm<'a>>,
}

#[derive(Serialize)]
pub(super) struct ChartForm<'a> {
    id: &'a str,
    form: &'static str,
    title: &'a str,
    unit: &'a str,
    reading: &'a str,
    scope: &'a str,
    source: &'a str,
    relation: Option<&'a str>,
    rows: Vec<RowForm<'a>>,
}

#[derive(Serialize)]
struct RowForm<'a> {
    label: &'a str,
    /// `null` where something happened and nothing was counted.
    value: Option<String>,
    bound: Bound,
    #[serde(skip_serializing_if = "Option::is_none")]
    upper: Option<String>,
    /// In a chart of parts: 0 for the whole, 1 for a part, 2 for a part of the part above.
    level: usize,
    period: Option<PeriodForm>,
    fact: &'a str,
}

/// One JSON object with the charts of the lesson, on one line.
pub fn charts(lesson: &Lesson) -> serde_json::Result<String> {
    serde_json::to_string(&Charts {
        version: VERSION,
        text: &lesson.document.text,
        charts: lesson.charts.iter().map(chart_form).collect(),
    })
}

/// The public name of a form: what draws the two forms of changes, or bars to both sides of zero, apart is no concern of who reads their numbers.
fn name(form: Form) -> &'static str {
    match form {
        Form::Slope => "slope",
        Form::Line => "line",
        Form::Bars | Form::Balance => "bars",
        Form::Dots => "dots",
        Form::Part => "part",
        Form::Waffle => "waffle",
        Form::Arrows | Form::Columns => "change",
        Form::Timeline => "timeline",
    }
}

pub(super) fn chart_form(chart: &ChartSpec) -> ChartForm<'_> {
    ChartForm {
        id: &chart.id.0,
        form: name(chart.form),
        title: &chart.title,
        // Of the values, which are in full.
        unit: chart.noun(),
        reading: &chart.reading,
        scope: &chart.scope,
        source: &chart.source,
        relation: chart.relation.as_ref().map(|id| id.0.as_str()),
        rows: chart.rows.iter().map(row_form).collect(),
    }
}

fn row_form(row: &Row) -> RowForm<'_> {
    RowForm {
        label: &row.label,
        value: row.value.map(|value| value.to_string()),
        bound: row.bound,
        upper: row.upper.map(|upper| upper.to_string()),
        level: row.level,
        period: row.period.as_ref().map(PeriodForm::of),
        fact: &row.fact.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_of_changes_has_one_name_outside_and_two_inside() {
        for (form, inside) in [(Form::Arrows, "change"), (Form::Columns, "columns"), (Form::Slope, "slope")] {
            assert_eq!(serde_json::to_value(form).expect("a form can be written"), inside);
            let back: Form = serde_json::from_value(inside.into()).expect("a form can be read");
            assert_eq!(back, form);
        }
        assert_eq!((name(Form::Arrows), name(Form::Columns)), ("change", "change"));
        assert_eq!(name(Form::Balance), "bars");
    }

    #[test]
    fn a_unit_is_that_of_the_values_which_are_in_full() {
        let text =
            "В 1940 г. на заводах работало 120 тыс. рабочих, в 1942 г. — 95 тыс., а в 1944 г. — 163 тыс. рабочих.";
        let document = crate::ingest::read_text(text, None).expect("a text").document;
        let lesson = Lesson::of(document, 0, crate::lexicon::ru::morphology::Morphology::bundled());
        let chart = lesson.charts.first().expect("a chart");
        assert_eq!(chart.unit, "тыс. рабочих");
        let told = serde_json::to_value(chart_form(chart)).expect("a chart can be written");
        assert_eq!((&told["unit"], &told["rows"][0]["value"]), (&"рабочих".into(), &"120000".into()));
    }

    /// A figure is written in full, so a multiplier in its unit would make it a thousand times as much.
    #[test]
    fn a_unit_is_one_of_the_figures_as_they_are_written() {
        let document = crate::ingest::read_text(crate::lesson::SAMPLE, None).expect("the sample is a text").document;
        let lesson = Lesson::of(document, 3, crate::lexicon::ru::morphology::Morphology::bundled());
        let scaled: Vec<&ChartSpec> = lesson.charts.iter().filter(|chart| chart.unit.starts_with("тыс. ")).collect();
        assert!(!scaled.is_empty(), "the sample has thousands");
        for chart in scaled {
            let told = serde_json::to_value(chart_form(chart)).expect("a chart can be written");
            assert_eq!(told["unit"], chart.noun());
            assert!(told["rows"][0]["value"].as_str().is_some_and(|value| value.len() >= 5), "{told}");
        }
        let plain = crate::report::plain::charts(&lesson.charts);
        assert!(!plain.lines().any(|line| line.contains(": ") && line.contains(", тыс.")), "{plain}");
    }

    #[test]
    fn what_happened_has_no_value() {
        let row = |value: Option<crate::extract::Amount>| crate::chart::Row {
            label: "Открыли школу".to_owned(),
            value,
            bound: Bound::Exact,
            upper: None,
            period: None,
            level: 0,
            fact: crate::fact::FactId("a".to_owned()),
        };
        let told = |row: &crate::chart::Row| serde_json::to_value(row_form(row)).expect("a row can be written");
        assert_eq!(told(&row(None))["value"], serde_json::Value::Null);
        assert_eq!(told(&row("12.5".parse().ok()))["value"], "12.5");
    }
}
