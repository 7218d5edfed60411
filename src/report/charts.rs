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
    form: Form,
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

pub(super) fn chart_form(chart: &ChartSpec) -> ChartForm<'_> {
    ChartForm {
        id: &chart.id.0,
        form: chart.form,
        title: &chart.title,
        unit: &chart.unit,
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
    use crate::chart::ChartId;

    /// The public name of each form; a form without one does not compile.
    fn name(form: Form) -> &'static str {
        match form {
            Form::Slope => "slope",
            Form::Line => "line",
            Form::Bars => "bars",
            Form::Balance => "balance",
            Form::Dots => "dots",
            Form::Part => "part",
            Form::Waffle => "waffle",
            Form::Arrows | Form::Columns => "change",
            Form::Timeline => "timeline",
        }
    }

    #[test]
    fn charts_have_the_names_of_the_format() {
        let forms = [
            Form::Slope,
            Form::Line,
            Form::Bars,
            Form::Balance,
            Form::Dots,
            Form::Part,
            Form::Waffle,
            Form::Arrows,
            Form::Columns,
            Form::Timeline,
        ];
        for form in forms {
            let text = String::new;
            let spec = ChartSpec {
                id: ChartId(text()),
                form,
                title: text(),
                unit: text(),
                reading: text(),
                scope: text(),
                source: text(),
                relation: None,
                rows: Vec::new(),
                block: 0,
            };
            let told = serde_json::to_value(chart_form(&spec)).expect("a chart can be written");
            assert_eq!(told["form"], name(form));
        }
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
